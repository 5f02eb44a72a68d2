"""The verbs, each a function that returns an exit status: 0, 1 (problems were found) or 2 (wrong use)."""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec

from pelican.settings import read_settings

from dragoman import clock, server
from dragoman import problems as rules
from dragoman.build import write
from dragoman.build.run import check as check_everything
from dragoman.press import report
from dragoman.press.pelican_class import Press
from dragoman.problems import Problem, Problems, Severity, errors

PREVIEW = Path(".dragoman", "preview")
_Given = ParamSpec("_Given")


def verb(function: Callable[_Given, int]) -> Callable[_Given, int]:
    """Turn what a verb raises for the person who called it into words and a status."""

    @functools.wraps(function)
    def run(*args: _Given.args, **kwargs: _Given.kwargs) -> int:
        try:
            return function(*args, **kwargs)
        except Problems as found:
            report.show(found.problems)
            return 1
        except WrongUse as error:
            print(error, file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            return 130

    return run


class WrongUse(Exception):  # noqa: N818 - it is the person's word, not a program's error
    """A command that cannot be carried out as it was given."""


@verb
def build(
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    publish: bool = False,
    now: str | None = None,
    strict: bool = False,
    look: str = "",
) -> int:
    """Build the publication, or any content folder of the same shape. `look` tells the person how to see it."""
    source = settings or ("publishconf.py" if publish else "pelicanconf.py")
    press = _press(source, content, output)
    built, written = press.press(_now(now), publish=publish, severe=strict)
    report.show(built.problems)
    report.summary(built, written, press.output_path, look)
    return 0


@verb
def check(content: str | None = None, settings: str | None = None, now: str | None = None, strict: bool = False) -> int:
    """Show every problem, drafts included, and write nothing."""
    configured, problems = _press(settings or "pelicanconf.py", content, None).configured()
    found = (*problems, *check_everything(configured, _now(now)))
    shown = rules.strict(found) if strict else found
    report.show(shown)
    if not shown:
        print("No problems.")
    return 1 if errors(shown) else 0


@verb
def serve(
    content: str | None = None,
    settings: str | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
) -> int:
    """Build with drafts and dated articles, marked, into a folder of its own, and show it until interrupted."""
    source = settings or "pelicanconf.py"
    output = Path(source).resolve().parent / PREVIEW
    press = _press(source, content, str(output), {"SITEURL": f"http://{host}:{port}"})
    built, _ = press.press(_now(None), preview=True)
    report.show(built.problems)
    return server.until_interrupted(output, host, port)


@verb
def clean(output: str | None = None, settings: str | None = None) -> int:
    """Remove what the builds wrote, and nothing else."""
    source = settings or "pelicanconf.py"
    folder = Path(_press(source, None, output).output_path)
    removed = write.remove(folder) + write.remove(Path(source).resolve().parent / PREVIEW)
    print(f"{removed} files removed.")
    return 0


def _now(given: str | None) -> dt.datetime:
    try:
        return clock.now(given, os.environ, dt.datetime.now(dt.UTC))
    except ValueError as error:
        raise WrongUse(f"--now and SOURCE_DATE_EPOCH: {error}; write --now 2026-01-31T12:00:00+00:00") from None


def _press(source: str, content: str | None, output: str | None, more: dict[str, Any] | None = None) -> Press:
    """The press for a settings file. Raises Problems where the file cannot be used at all."""
    path = Path(source)
    if not path.is_file():
        raise WrongUse(f"there is no settings file {source}; run this in the publication's folder, or give --settings")
    overrides: dict[str, Any] = dict(more or {})
    if content is not None:
        if not Path(content).is_dir():
            raise WrongUse(f"there is no content folder {content}")
        overrides["PATH"] = str(Path(content).resolve())
    if output is not None:
        overrides["OUTPUT_PATH"] = str(Path(output).resolve())
    try:
        return Press(read_settings(str(path), override=overrides), source=path.name)
    except SyntaxError as error:
        raise Problems([_unreadable(path.name, error.lineno or 0, f"this is not Python: {error.msg}")]) from None
    except Exception as error:  # noqa: BLE001 - the settings file is a program, and may raise anything
        raise Problems([_unreadable(path.name, 0, f"{type(error).__name__}: {error}")]) from None


def _unreadable(source: str, line: int, message: str) -> Problem:
    return Problem(source, line, 1 if line else 0, "S106", Severity.ERROR, message, "mend the settings file")
