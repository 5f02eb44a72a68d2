"""A person at a terminal: a publication in a folder of its own, the commands that they type, and what they see."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.press import commands
from tests.sites import ROOT, document

SETTINGS = """\
from dragoman.press import Press

PELICAN_CLASS = Press
SITENAME = "Test Press"
SITEURL = "https://press.example"
PATH = "content"
OUTPUT_PATH = "output"
THEME = {theme!r}
TIMEZONE = "UTC"
"""
NOW = "2026-06-01T12:00:00+00:00"
GOOD = {"title": "Letters from the coast", "date": "2016-09-20"}


@dataclasses.dataclass(frozen=True)
class Said:
    """What a command left on the terminal."""

    status: int
    out: str
    err: str

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Place and code of each problem."""
        lines = [line for line in self.err.splitlines() if " error: " in line or " warning: " in line]
        return [(line.split(": ")[0], line.split(": ")[1].split(" ")[0]) for line in lines]


class Person:
    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str] | None = None) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "output"
        self.capture = capture
        self.configure()
        self.write("articles/letters-from-the-coast/en.md", document(GOOD, "Dear A.\n"))

    @property
    def settings(self) -> Path:
        return self.folder / "pelicanconf.py"

    def configure(self, more: str = "", theme: Path = ROOT / "theme") -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(SETTINGS.format(theme=str(theme)) + more, encoding="utf-8")

    def write(self, name: str, data: str | bytes) -> Path:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def types(self, verb: Callable[..., int] = commands.build, **options: object) -> Said:
        """A verb in this process; for what does not depend on how the process is started."""
        if verb in (commands.build, commands.check):
            options.setdefault("now", NOW)
        assert self.capture is not None
        self.capture.readouterr()
        status = verb(**{"settings": str(self.settings), **options})
        said = self.capture.readouterr()
        return Said(status, said.out, said.err)

    def starts(self, *command: str, **environment: str) -> Said:
        """A command in a process of its own, in the publication's folder."""
        given = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        root = folder or self.output
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
