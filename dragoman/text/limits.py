"""How large and how deep a body may be: measured before it is parsed, in one pass over it.

Python-Markdown looks for the end of some marks from each place where they begin, so that a short text of nothing but
beginnings can keep it busy for minutes. What such a search would cost is reckoned here, and what costs too much is not
parsed at all. The bounds are far above what people write.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from dragoman.text import fences
from dragoman.text.findings import Finding

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M101": "A body is too long.",
        "M102": "Brackets, backticks, tags or marks that are never closed are too many.",
        "M103": "Lists, quotations or brackets are nested too deeply.",
        "M104": "A body has too many of one thing: lines in a paragraph, table cells, notes, definitions.",
    }
)

LONGEST = 500_000  # characters of a body: a novel
DEEPEST = 20  # levels of lists and quotations, or of brackets
MOST: Mapping[str, int] = MappingProxyType(
    {  # in one body
        "abbreviations": 100,
        "code fences": 1_000,
        "containers": 500,
        "HTML tags": 6_000,
        "link definitions": 2_000,
        "list items": 10_000,
        "notes": 2_000,
        "paragraphs": 10_000,
        "table cells": 10_000,
    }
)
MOST_DEFINITIONS = 100  # of terms, without an empty line between them
MOST_TICKS = 2_000  # backticks in a row of a table
WIDEST_GAP = 1_000  # spaces in a row
SEARCHED = 2_000_000  # characters passed in looking for the end of something
COPIED = 800_000_000  # characters: the marks of each paragraph times its length
CUT = 3_000_000  # lines: those of each paragraph that may cut it, times its lines

_COUNTED: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "abbreviations": re.compile(r"^[ >]*\*\[", re.MULTILINE),
        "code fences": re.compile(r"^(?:```|~~~)", re.MULTILINE),
        "containers": re.compile(r"^[ >]*:{3}", re.MULTILINE),
        "HTML tags": re.compile(r"<[/!?A-Za-z]"),
        "link definitions": re.compile(r"^[ >]*\[[^\]\n]*\]:", re.MULTILINE),
        "list items": re.compile(r"^[ >]*(?:[-+*]|\d{1,9}\.)[ \t]", re.MULTILINE),
        "notes": re.compile(r"\[\^"),
        "paragraphs": re.compile(r"\n[ \t]*\n[ \t]*[^\s]"),
        "table cells": re.compile(r"\|"),
    }
)
_PARTING = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"[\\`*_\[\]<&!]|  \n")
_CUTTING = re.compile(r"^[ >]*(?:#|[-=*_][-=*_ ]*$|: |\*?\[)", re.MULTILINE)
_DEFINITION = re.compile(r"^[ >]*: ", re.MULTILINE)
_NESTING = re.compile(r"^[ \t]*(?:(?:>|[-+*:][ \t]|\d{1,9}\.[ \t])[ \t]*)+", re.MULTILINE)
_LEVEL = re.compile(r">|[-+*:][ \t]|\d\.[ \t]")
_GAP = re.compile(rf"[ \t]{{{WIDEST_GAP}}}")
_LINK = re.compile(
    r"\]\((?P<simple>\s{0,9}<?[^()\"'<>\s]{0,2000}(?:\([^()\"'\s]{0,200}\)[^()\"'\s]{0,200}){0,9}>?\s{0,9}"
    r"(?:\"[^\"]{0,2000}\"|'[^']{0,2000}')?\s{0,9}\))?"
)
_TAG = re.compile(r"<(?=[/!?A-Za-z])")
_CLOSE = re.compile(r">")
_CDATA_CLOSE = re.compile(r"\]\]>")


class _Paragraph(NamedTuple):
    """Lines without an empty one between them; `line` counts from 1."""

    line: int
    text: str


def check(source: str) -> Iterator[Finding]:
    """The first bound that a body breaks, if it breaks one.

    >>> [finding.message for finding in check("[" * 20_000)]
    ['Too many brackets are opened here and never closed.']
    """
    if len(source) > LONGEST:
        hint = "make several articles of it, a series"
        yield Finding("M101", f"The body has more than {LONGEST} characters.", hint)
        return
    read = fences.without_fences(source)
    paragraphs = list(_paragraphs(read))
    for found in (
        _fences(source),
        _counts(read),
        _gaps(read),
        _rows(read),
        _levels(read),
        _tags(read),
        _costs(paragraphs),
    ):
        for finding in found:
            yield finding
            return


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    line, start = 1, 0
    for parting in (*_PARTING.finditer(text), None):
        end = parting.start() if parting else len(text)
        yield _Paragraph(line, text[start:end])
        if parting:
            line += text.count("\n", start, parting.end())
            start = parting.end()


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _too_many(what: str, line: int) -> Finding:
    return Finding(
        "M102", f"Too many {what} are opened here and never closed.", "close them, or write a \\ before each", line=line
    )


def _fences(source: str) -> Iterator[Finding]:
    lines = source.split("\n")
    sizes = list(accumulate((len(line) + 1 for line in lines), initial=0))
    searched = 0
    for fence in fences.fences(lines):
        if fence.last is None:
            searched += sizes[-1] - sizes[fence.first]
            if searched > SEARCHED:
                yield _too_many("code fences", fence.first + 1)
                return


def _counts(text: str) -> Iterator[Finding]:
    for what, pattern in _COUNTED.items():
        count = sum(1 for _ in pattern.finditer(text))
        if count > MOST[what]:
            yield Finding("M104", f"The body has {count} {what}, and may have {MOST[what]}.", "divide it")


def _gaps(text: str) -> Iterator[Finding]:
    for gap in _GAP.finditer(text):
        message = f"There are more than {WIDEST_GAP} spaces in a row."
        yield Finding("M102", message, "delete them", line=_line(text, gap.start()))


def _rows(text: str) -> Iterator[Finding]:
    """Each backtick of a table's row is paired by looking through all that follow."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count("`") > MOST_TICKS and "|" in line:
            yield Finding("M104", f"A row of a table has more than {MOST_TICKS} backticks.", "divide it", line=number)


def _levels(text: str) -> Iterator[Finding]:
    for match in _NESTING.finditer(text):
        prefix = match[0].expandtabs(4)
        if (len(prefix) - len(prefix.lstrip(" "))) // 4 + len(_LEVEL.findall(prefix)) > DEEPEST:
            message = f"A list or quotation is more than {DEEPEST} levels deep."
            yield Finding("M103", message, "write it with fewer levels", line=_line(text, match.start()))


def _tags(text: str) -> Iterator[Finding]:
    """What looks like a tag is looked through to its end by the parser of raw HTML."""
    closings = {end: [match.start() for match in end.finditer(text)] for end in (_CLOSE, _CDATA_CLOSE)}
    searched = 0
    for match in _TAG.finditer(text):
        start = match.start()
        end = _CDATA_CLOSE if text.startswith("<![", start) else _CLOSE
        places = closings[end]
        index = bisect.bisect_left(places, start)
        searched += (places[index] if index < len(places) else len(text)) - start
        if searched > SEARCHED:
            yield _too_many("HTML tags", _line(text, start))
            return


def _costs(paragraphs: Sequence[_Paragraph]) -> Iterator[Finding]:
    searched = copied = cut = 0
    for paragraph in paragraphs:
        line, text = paragraph
        if len(_DEFINITION.findall(text)) > MOST_DEFINITIONS:
            hint = "leave an empty line between two terms"
            yield Finding("M104", f"More than {MOST_DEFINITIONS} definitions follow each other.", hint, line=line)
        deepest, passed = _brackets(text)
        if deepest > DEEPEST:
            message = f"Brackets stand more than {DEEPEST} levels deep in each other."
            yield Finding("M103", message, "write a \\ before each that is no link", line=line)
        searched += passed + _links(text) + _braces(text, SEARCHED)
        copied += len(_MARK.findall(text)) * len(text)
        cut += len(_CUTTING.findall(text)) * (text.count("\n") + 1)
        if searched > SEARCHED:
            yield _too_many("brackets", line)
        if copied > COPIED or cut > CUT:
            yield Finding("M104", "A paragraph has too many marks.", "divide it by empty lines", line=line)


def _brackets(text: str) -> tuple[int, int]:
    """How deep square brackets stand in each other, and how far from each it is to its end."""
    waiting: list[int] = []
    deepest = passed = 0
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            waiting.append(match.start())
        elif waiting:
            deepest = max(deepest, len(waiting))
            passed += match.start() - waiting.pop()
    return deepest, passed + sum(len(text) - start for start in waiting)


def _braces(text: str, enough: int) -> int:
    """How far from each list of attributes it is to the end of its line."""
    passed = 0
    for match in re.finditer(r" \{", text):
        end = text.find("\n", match.end())
        passed += (end if end >= 0 else len(text)) - match.end()
        if passed > enough:
            break
    return passed


def _links(text: str) -> int:
    """How far from each round bracket of a link it is to its end: to the end of the text where that is not plain."""
    return sum(
        match.end() - match.start() if match["simple"] else len(text) - match.end() for match in _LINK.finditer(text)
    )
