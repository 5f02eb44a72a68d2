"""What a body is once it is read: plain data, the same wherever and whenever the body is read."""

from __future__ import annotations

import dataclasses

from dragoman.problems import Problem
from dragoman.text.links import Reference


@dataclasses.dataclass(frozen=True, slots=True)
class Labels:
    """Words that a body shows of itself, in the edition's language."""

    notes: str  # "Notes": the name of the list of notes
    back: str  # "Back to the text"
    table: str  # "Table": what a table that has no caption is called


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 2 to 6
    id: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Rendered:
    """A body: clean HTML, with its links still as they were written."""

    html: str
    links: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()  # everything that a link can lead to
    summary: str = ""  # the beginning, as plain text
    words: int = 0
    problems: tuple[Problem, ...] = ()
