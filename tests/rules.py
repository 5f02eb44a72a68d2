"""Runs what a folder of tests/bad holds as a build would, and shows every problem as a person would see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from dragoman import settings
from dragoman.build.run import build, check
from dragoman.problems import Problem, ordered
from tests.sites import NOW, ROOT

THEME = ROOT / "theme"
SOURCE = "pelicanconf.py"


def configuration(folder: Path, **more: object) -> dict[str, Any]:
    """Pelican's settings for the `content` of a folder; its `theme` overrides parts of ours."""
    content = folder / "content"
    given: dict[str, Any] = {
        "SITENAME": "Test Press",
        "SITEURL": "https://press.example",
        "PATH": str(content),
        "OUTPUT_PATH": str(folder / "output"),
        "THEME": str(THEME),
        "THEME_TEMPLATES_OVERRIDES": [str(folder / "theme")] if (folder / "theme").is_dir() else [],
        "TIMEZONE": "UTC",
        "PLUGINS": [],
    }
    return {**DEFAULT_CONFIG, **given, **more}


def found(folder: Path, *, whole: bool = False, **more: object) -> tuple[Problem, ...]:
    """Every problem of a build with these settings; with `whole`, of `check`, which reads the catalogues too."""
    pelican = configuration(folder, **{**_own_settings(folder), **more})
    configured, problems = settings.read(pelican, DEFAULT_CONFIG, SOURCE)
    if configured is None:
        return ordered(problems)
    unsafe = settings.output_problem(configured, SOURCE)
    return ordered([*problems, *unsafe, *(check(configured, NOW) if whole else build(configured, NOW).problems)])


def shown(problems: tuple[Problem, ...], folder: Path) -> str:
    """What a person is told, without the way to the folder."""
    text = "".join(f"{problem}\n" for problem in problems)
    return text.replace(f"{folder.as_posix()}/", "").replace(f"{folder}/", "").replace(str(folder), "")


def _own_settings(folder: Path) -> Mapping[str, object]:
    path = folder / "settings.json"
    given: dict[str, object] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {key: str(folder / str(value)) if key == "OUTPUT_PATH" else value for key, value in given.items()}
