"""What is found wrong in a body, before its line in the file is known.

Python-Markdown keeps no lines. So a finding carries clues: regular expressions for what its author must have typed,
the likeliest first.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dragoman.problems import Problem, Severity
from dragoman.text import fences


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    code: str
    message: str
    hint: str = ""
    clues: tuple[str, ...] = ()
    line: int = 0  # of the body, from 1, where it is known
    nth: int | None = None  # which match of a clue, from 0, where that is known
    severity: Severity = Severity.ERROR


class Lines:
    """The lines of a body on which things were written. `first` is the body's first line in its file."""

    def __init__(self, source: str, first: int) -> None:
        self.text = fences.without_code(source)
        self._first = first
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self._found: dict[str, list[int]] = {}

    def at(self, place: int) -> int:
        """The line of the file for a place in `text`.

        >>> Lines("a\\nb", 10).at(2)
        11
        """
        return self._first + bisect.bisect_right(self._starts, place) - 1

    def of(self, clue: str, occurrence: int = 0) -> int:
        """The line of the file where a regular expression matches, the last match where there are fewer; else 0.

        >>> Lines("a\\nb", 10).of("B")
        11
        """
        if clue not in self._found:
            self._found[clue] = [match.start() for match in re.finditer(clue, self.text, re.IGNORECASE)]
        places = self._found[clue]
        return self.at(places[min(occurrence, len(places) - 1)]) if places else 0


def problems(findings: Sequence[Finding], source: str, *, path: str, first_line: int) -> tuple[Problem, ...]:
    """The findings with their places; the second of two with the same clue is looked for further down."""
    return tuple(_problems(findings, Lines(source, first_line), path, first_line)) if findings else ()


def _problems(findings: Iterable[Finding], lines: Lines, path: str, first_line: int) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for finding in findings:
        line = finding.line + first_line - 1 if finding.line else 0
        for clue in finding.clues if not line else ():
            if line := lines.of(clue, seen[clue] if finding.nth is None else finding.nth):
                seen[clue] += 1
                break
        column = 1 if line else 0
        yield Problem(path, line, column, finding.code, finding.severity, finding.message, finding.hint)
