"""Problems are values: found, collected, sorted and shown; never logged, never raised one by one.

A rule has a code that never changes its meaning. The rules stand in one table, `RULES`, so that the documentation
can list them and a test can hold the list to what the code reports.
"""

from __future__ import annotations

import dataclasses
import difflib
import enum
import unicodedata
from collections.abc import Iterable, Sequence


class Severity(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place. `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = printable(self.path)
        if self.line:
            place += f":{self.line}:{self.column or 1}"
        shown = f"{place}: {self.code} {self.severity}: {printable(self.message)}"
        return f"{shown}\n    {printable(self.hint)}" if self.hint else shown


class Problems(Exception):  # noqa: N818 - it carries problems, it is not one error
    """Raised once, at the edge, when a run cannot go on; carries everything that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = ordered(problems)
        super().__init__("\n".join(map(str, self.problems)))


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, each once."""
    return tuple(sorted(set(problems)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def strict(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems with every warning made an error."""
    return tuple(dataclasses.replace(problem, severity=Severity.ERROR) for problem in problems)


def printable(text: str) -> str:
    r"""Text that cannot move a terminal's cursor, forge a line or turn the reading direction.

    >>> printable("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}:
        return character
    if character in "\u200c\u200d":  # the joiners that Persian and Indic words need
        return character
    return character.encode("unicode_escape").decode("ascii")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "title"?` or, where nothing is near, the empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""


def one_of(words: Sequence[str]) -> str:
    return "must be one of: " + ", ".join(words)
