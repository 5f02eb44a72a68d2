"""The verbs, each a function that returns an exit status: 0, 1 (problems were found) or 2 (wrong use)."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec

from pelican.settings import get_settings_from_file, read_settings

from dragoman import clock, server
from dragoman import problems as rules
from dragoman.build import write
from dragoman.build.run import check as check_everything
from dragoman.press import report
from dragoman.press.pelican_class import Press
from dragoman.problems import Problem, Problems, Severity, errors
from dragoman.settings import PREVIEW_URL

PREVIEW = Path(".dragoman", "preview")
_LAST_PORT = 65_535
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
    made = press(source, content, output)
    built, written = made.press(_now(now), publish=publish, severe=strict)
    report.show(built.problems)
    report.summary(built, written, made.output_path, look)
    return 0


@verb
def check(content: str | None = None, settings: str | None = None, now: str | None = None, strict: bool = False) -> int:
    """Show every problem, drafts included, and write nothing."""
    configured, problems = press(settings or "pelicanconf.py", content, None).configured()
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
    if not 0 <= port <= _LAST_PORT:
        raise WrongUse(f"there is no port {port}; choose one up to {_LAST_PORT}")
    source = settings or "pelicanconf.py"
    output = Path(source).resolve().parent / PREVIEW
    made = press(source, content, str(output), SITEURL=PREVIEW_URL)
    built, _ = made.press(_now(None), preview=True)
    report.show(built.problems)
    return server.until_interrupted(output, host, port)


@verb
def clean(output: str | None = None, settings: str | None = None) -> int:
    """Remove what the builds wrote, and nothing else."""
    source = settings or "pelicanconf.py"
    folder = Path(press(source, None, output).output_path)
    removed = write.remove(folder) + write.remove(Path(source).resolve().parent / PREVIEW)
    print(f"{removed} files removed.")
    return 0


def _now(given: str | None) -> dt.datetime:
    try:
        return clock.now(given, os.environ, dt.datetime.now(dt.UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUse(f"--now and SOURCE_DATE_EPOCH: {error}; write --now 2026-01-31T12:00:00+00:00") from None


def press(source: str, content: str | None = None, output: str | None = None, **more: Any) -> Press:
    """The press for a settings file, with some settings changed. Raises Problems where the file cannot be used."""
    path = Path(source)
    if not path.is_file():
        raise WrongUse(f"there is no settings file {source}; run this in the publication's folder, or give --settings")
    overrides: dict[str, Any] = dict(more)
    if content is not None:
        if not Path(content).is_dir():
            raise WrongUse(f"there is no content folder {content}")
        overrides["PATH"] = str(Path(content).resolve())
    if output is not None:
        overrides["OUTPUT_PATH"] = str(Path(output).resolve())
    with _imports_beside(path):
        try:
            return Press(read_settings(str(path), override=overrides), source=path.name)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the settings file is a program, and may raise anything
            raise Problems([*_no_folder(path, overrides)] or [_unreadable(path, error)]) from None


@contextlib.contextmanager
def _imports_beside(path: Path) -> Iterator[None]:
    """A settings file may import another one beside it, as publishconf.py does, wherever the command was started."""
    folder = str(path.resolve().parent)
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.path.remove(folder)


def _no_folder(path: Path, overrides: dict[str, Any]) -> Iterator[Problem]:
    """The folders that Pelican would not do without, and that are not there."""
    try:
        given = {**get_settings_from_file(str(path)), **overrides}
    except (Exception, SystemExit):  # noqa: BLE001 - then that is what is wrong
        return
    for key, example in (("PATH", "content"), ("THEME", "theme")):
        folder = given.get(key, "")
        if not isinstance(folder, str) or not folder or not (path.parent / folder).is_dir():
            message = f"{key} {folder!r} is not a folder" if folder else f"{key} is not set"
            yield Problem(path.name, 0, 0, "S101", Severity.ERROR, message, f'write {key} = "{example}"')


def _unreadable(path: Path, error: BaseException) -> Problem:
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == path]
    message, line = f"{type(error).__name__}: {error}", lines[-1] if lines else 0
    if isinstance(error, SyntaxError):
        message, line = f"this is not Python: {error.msg}", error.lineno or 0
    return Problem(path.name, line, 1 if line else 0, "S106", Severity.ERROR, message, "mend the settings file")
