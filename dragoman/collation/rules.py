"""From a tailoring's rules to the entries that come before DUCET's."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dragoman.collation import uca
from dragoman.collation.tailorings import Tailoring
from dragoman.collation.uca import COMMON_SECONDARY, COMMON_TERTIARY, Element, Elements, Entries

_SETTING = re.compile(r"\[reorder (\w+)\]")
_RESET = re.compile(r"&(?:\[before ([12])\] )?(\S+)((?: <{1,3} \S+)+)")
_STEP = re.compile(r"(<{1,3}) (\S+)")
_BEFORE = 1 << (uca.SHIFT - 1)  # half-way down to the weight below

# DUCET keeps each script together: its first letter, and the first letter of the script that follows.
_SCRIPTS = MappingProxyType(
    {"Arab": ("ء", "ܐ"), "Cyrl": ("а", "ⰰ"), "Deva": ("ॐ", "ঀ"), "Grek": ("α", "ⲁ"), "Hebr": ("א", "\U00010900")}
)


@dataclasses.dataclass(frozen=True, slots=True)
class Order:
    """The order of one language."""

    entries: Entries
    headings: Mapping[int, str]  # by primary weight, what an index writes above the words that begin so
    leading: tuple[int, int] | None  # the primary weights of the script that comes before all others


@functools.lru_cache(maxsize=64)
def order(tailoring: Tailoring) -> Order:
    tailored: dict[str, Elements] = {}
    for level, anchor, steps in _chains(tailoring.rules):
        elements = _elements(anchor, tailored)
        last = _moved_before(elements[-1], level)
        for relation, text in steps:
            last = _next(last, len(relation))
            tailored[_nfd(text)] = (*elements[:-1], last)
    reordered = _SETTING.search(tailoring.rules)
    return Order(
        uca.entries(tailored),
        MappingProxyType(_headings(tailored) | {_elements(one, tailored)[0][0]: one for one in tailoring.headings}),
        _range(reordered[1]) if reordered else None,
    )


@functools.cache
def first_letter_weight() -> int:
    """The least primary weight of a letter; punctuation, symbols and digits have less."""
    return _elements("a", {})[0][0]


def _chains(rules: str) -> Iterator[tuple[int, str, list[tuple[str, str]]]]:
    for reset in _RESET.finditer(rules):
        before, anchor, steps = reset.groups()
        yield int(before or 0), anchor, [(step[1], step[2]) for step in _STEP.finditer(steps)]


def _moved_before(element: Element, level: int) -> Element:
    first, second, third = element
    return (first - _BEFORE if level == 1 else first, second - _BEFORE if level == 2 else second, third)


def _next(element: Element, level: int) -> Element:
    first, second, third = element
    if level == 1:
        return first + 1, COMMON_SECONDARY, COMMON_TERTIARY
    if level == 2:
        return first, second + 1, COMMON_TERTIARY
    return first, second, third + 1


def _headings(tailored: Mapping[str, Elements]) -> dict[int, str]:
    """The first form of each letter that a tailoring adds, as a capital."""
    found: dict[int, str] = {}
    for text, elements in tailored.items():
        if elements[0][0] & ((1 << uca.SHIFT) - 1):
            found.setdefault(elements[0][0], unicodedata.normalize("NFC", text).title())
    return found


def _range(script: str) -> tuple[int, int]:
    first, beyond = _SCRIPTS[script]
    return _elements(first, {})[0][0], _elements(beyond, {})[0][0]


def _elements(text: str, tailored: Mapping[str, Elements]) -> Elements:
    return tuple(element for _, found in uca.walk(_nfd(text), uca.entries(tailored)) for element in found)


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)
