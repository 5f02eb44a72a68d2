"""What a run says to the person who started it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.build.run import Built
from dragoman.build.write import Written
from dragoman.problems import Problem, Severity, ordered


def show(problems: Sequence[Problem]) -> None:
    """Every problem, in order, and how many there are; to standard error."""
    found = ordered(problems)
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        count = sum(problem.severity is Severity.ERROR for problem in found)
        print(f"{_many(count, 'error')}, {_many(len(found) - count, 'warning')}", file=sys.stderr)


def summary(built: Built, written: Written, output: str, look: str = "") -> None:
    """One line: what is where, and how to look at it."""
    folder = Path(output)
    shown = folder.relative_to(Path.cwd()).as_posix() + "/" if folder.is_relative_to(Path.cwd()) else f"{folder}/"
    languages = _many(len(built.editions), "language")
    changed = f"{written.changed} of {_many(written.total, 'file')} written"
    removed = f", {written.removed} removed" if written.removed else ""
    how = f" Look at it with {look}." if look else ""
    print(f"{shown} holds {_many(built.pages, 'page')} in {languages}: {changed}{removed}.{how}")


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
