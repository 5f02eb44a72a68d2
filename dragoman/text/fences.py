"""Where a text has code, so that what code shows is not taken for what the text says.

Fences are told as Python-Markdown's `fenced_code` tells them, or not at all: a line that it might read in another way
ends the search, and what follows counts as text.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FENCE = re.compile(r"`{3,}|~{3,}")
_OPENING = re.compile(r"(?P<fence>`{3,}|~{3,}) *(?:\{[^{}]*\}|\.?[\w#.+-]* *(?:hl_lines=(?:\"[^\"]*\"|'[^']*') *)?)")
_DOUBTFUL = re.compile(r"\{|hl_lines=")
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)[^\n]*?[^`\n]\1(?!`)")


class Fence(NamedTuple):
    """Line numbers from 0; `last` is None for a fence that is never closed, which makes no code."""

    first: int
    last: int | None


def fences(lines: Sequence[str]) -> Iterator[Fence]:
    """
    >>> list(fences(["```py", "x", "```", "", "~~~"]))
    [Fence(first=0, last=2), Fence(first=4, last=None)]
    """
    closings = defaultdict(list)
    for number, line in enumerate(lines):
        if line.startswith(("```", "~~~")):
            closings[line.rstrip(" ")].append(number)
    number = 0
    while number < len(lines):
        line = lines[number]
        opening = _OPENING.fullmatch(line) if line.startswith(("```", "~~~")) else None
        if opening:
            later = closings[opening["fence"]]
            place = bisect.bisect_right(later, number)
            last = later[place] if place < len(later) else None
            yield Fence(number, last)
            number = number if last is None else last
        elif _FENCE.match(line) and _DOUBTFUL.search(line):
            return
        number += 1


def without_fences(source: str) -> str:
    """The text with fenced code left empty below the line that opens it; lines keep their numbers.

    >>> without_fences("a\\n```py\\n[\\n```\\nb")
    'a\\n```py\\n\\n\\nb'
    """
    lines = source.split("\n")
    for fence in list(fences([line.expandtabs(4) for line in lines])):
        if fence.last is not None:
            lines[fence.first + 1 : fence.last + 1] = [""] * (fence.last - fence.first)
    return "\n".join(lines)


def without_code(source: str) -> str:
    """The text without code and comments; lines keep their numbers. Good enough to look for something in.

    >>> without_code("a `[x]` b")
    'a  b'
    """
    return _without_comments(_INLINE.sub("", without_fences(source)))


def _without_comments(text: str) -> str:
    parts = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end + 3
    return "".join([*parts, text[place:]])
