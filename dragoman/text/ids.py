"""Ids: each once on a page, and none that the page's own frame uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from dragoman.text.findings import Finding
from dragoman.text.tags import Start, Token, names

RULES: Mapping[str, str] = MappingProxyType(
    {"M132": "An id is given twice.", "M133": "An id belongs to the page's frame."}
)

FRAME_IDS = names("comments content main menu nav notes search series title top versions")  # in any case
FRAME_PREFIXES = ("fn-", "fnref-", "comment-")
PREFIX = "section"


class Names:
    """The ids that are taken."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: Counter[str] = Counter()

    def __contains__(self, name: str) -> bool:
        return name in self._taken

    def take(self, wanted: str) -> str:
        """The name, or one made from it where it is the frame's or taken.

        >>> taken = Names()
        >>> taken.take("sea"), taken.take("sea"), taken.take("top")
        ('sea', 'sea-2', 'section-top')
        """
        if is_frames(wanted):
            wanted = f"{PREFIX}-{wanted}"
        name = wanted
        while name in self._taken:
            self._counts[wanted] += 1
            name = f"{wanted}-{self._counts[wanted] + 1}"
        self._taken.add(name)
        return name

    def keep(self, name: str) -> str:
        """The name as it is, though it be the frame's, unless it is taken."""
        if name in self._taken:
            return self.take(name)
        self._taken.add(name)
        return name


def is_frames(name: str) -> bool:
    return name.lower() in FRAME_IDS or name.lower().startswith(FRAME_PREFIXES)


def of(tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(token.attributes["id"] for token in tokens if isinstance(token, Start) and "id" in token.attributes)


def settle(tokens: Sequence[Token]) -> tuple[list[Token], list[Finding]]:
    """The ids that the author gave, made unique where they are not."""
    taken = Names()
    counts: Counter[str] = Counter()
    settled: list[Token] = []
    findings = []
    for token in tokens:
        if isinstance(token, Start) and (given := token.attributes.get("id")):
            findings += _faults(token, given, taken, counts[given])
            counts[given] += 1
            token = token.having(id=taken.keep(given) if _is_note(token) else taken.take(given))
        settled.append(token)
    return settled, findings


def _faults(token: Start, given: str, taken: Names, before: int) -> list[Finding]:
    clues = (rf"(?:#|\bid\s*=\s*[\"']?){re.escape(given)}(?![\w-])",)
    if given in taken:
        hint = "give each its own: a link cannot lead to two places"
        return [Finding("M132", f'The id "{given}" is given twice.', hint, clues, nth=before)]
    if is_frames(given) and not _is_note(token):
        hint = f'write another one, such as "{PREFIX}-{given}"'
        return [Finding("M133", f'The id "{given}" belongs to the frame of the page.', hint, clues)]
    return []


def _is_note(token: Start) -> bool:
    """An element that `notes` writes."""
    return token.name == "li" or token.attributes.get("role") == "doc-noteref"
