"""Collation elements: the Unicode Collation Algorithm (UTS 10, section 7) over the table that pyuca carries.

pyuca reads DUCET and finds entries in it; the walk along a text is written out here, since pyuca's own has no place
for a tailoring and takes quadratic time.

Weights are those of DUCET times 256, so that a tailoring can put letters between any two.
"""

from __future__ import annotations

import dataclasses
import functools
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

Element = tuple[int, int, int]  # primary, secondary and tertiary weight
Elements = tuple[Element, ...]

SHIFT = 8
COMMON_SECONDARY = 0x20 << SHIFT
COMMON_TERTIARY = 0x02 << SHIFT

_LONGEST = 3  # characters in the longest entry of the table and of every tailoring
_MARKS = 30  # how far to look for the rest of a letter: UAX 15, Stream-Safe Text Format


@functools.cache
def _ducet() -> Any:
    from pyuca.collator import Collator_10_0_0  # type: ignore[import-untyped]  # reads 1.8 MB: only if one sorts

    return Collator_10_0_0()


@dataclasses.dataclass(frozen=True, slots=True)
class Entries:
    """What a tailoring puts before the table: elements by text in NFD."""

    elements: Mapping[str, Elements]
    follows: Mapping[str, frozenset[str]]  # by first character, those that can come second

    def get(self, text: str) -> Elements | None:
        """The elements of exactly this text, tailored or by DUCET."""
        return self.elements.get(text) or _ducet_entry(text)


def entries(elements: Mapping[str, Elements]) -> Entries:
    follows: dict[str, frozenset[str]] = {}
    for text in elements:
        follows[text[0]] = follows.get(text[0], frozenset()) | set(text[1:2])
    return Entries(MappingProxyType(dict(elements)), MappingProxyType(follows))


def walk(text: str, tailored: Entries) -> Iterator[tuple[str, Elements]]:
    """Each matched piece of a text in NFD, with its elements."""
    left = list(text)
    at = 0
    while at < len(left):
        piece = left[at]
        after = left[at + 1] if at + 1 < len(left) else ""
        if after and (
            unicodedata.combining(after) or after in _follows(piece) or after in tailored.follows.get(piece, ())
        ):
            piece, elements = _with_marks(left, at, *_longest(left, at, tailored), tailored)
        else:
            elements = tailored.elements.get(piece) or _plain(piece)
        at += len(piece)
        yield piece, elements


def _longest(left: list[str], at: int, tailored: Entries) -> tuple[str, Elements]:
    for length in range(_LONGEST, 1, -1):
        piece = "".join(left[at : at + length])
        if len(piece) == length and (elements := tailored.get(piece)):
            return piece, elements
    return left[at], tailored.elements.get(left[at]) or _plain(left[at])


def _with_marks(left: list[str], at: int, piece: str, elements: Elements, tailored: Entries) -> tuple[str, Elements]:
    """The piece with the marks that belong to it though others stand between (UTS 10, S2.1): taken to its side."""
    position = at + len(piece)
    skipped = 0  # the class of the last mark that was left standing: it blocks others of its class
    for _ in range(_MARKS):
        mark_class = unicodedata.combining(left[position]) if position < len(left) else 0
        if mark_class == 0:
            break
        longer = piece + left[position]
        found = tailored.get(longer) if mark_class != skipped else None
        if found:
            left.insert(at + len(piece), left.pop(position))
            piece, elements = longer, found
        else:
            skipped = mark_class
        position += 1
    return piece, elements


@functools.lru_cache(maxsize=1 << 14)
def _ducet_entry(text: str) -> Elements | None:
    _, elements, rest = _ducet().table.find_prefix([ord(character) for character in text])
    return _scaled(elements) if elements and not rest else None


@functools.lru_cache(maxsize=1 << 14)
def _plain(character: str) -> Elements:
    """The elements of one character; ideographs and what else the table lacks are ordered by code point."""
    return _ducet_entry(character) or _scaled(_ducet().implicit_weight(ord(character)))


@functools.lru_cache(maxsize=1 << 14)
def _follows(character: str) -> frozenset[str]:
    node = _ducet().table.root.children.get(ord(character))
    return frozenset(map(chr, node.children)) if node and node.children else frozenset()


def _scaled(elements: list[list[int]]) -> Elements:
    return tuple((first << SHIFT, second << SHIFT, third << SHIFT) for first, second, third in elements)


@functools.cache
def representatives() -> Mapping[int, str]:
    """For each primary weight that letters have, the plainest of them: `a` for a, A, ª and the fullwidth forms."""
    plainest: dict[int, tuple[int, int]] = {}
    for code, node in _ducet().table.root.children.items():
        if node.value and len(node.value) == 1 and unicodedata.category(chr(code)).startswith("L"):
            weight, _, case = node.value[0]
            plainest[weight << SHIFT] = min(plainest.get(weight << SHIFT, (case, code)), (case, code))
    return MappingProxyType({weight: chr(code) for weight, (_, code) in plainest.items()} | _kana())


def _kana() -> dict[int, str]:
    """Hiragana in full size: by its case weight the small one would be the plainest."""
    letters = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
    return {elements[0][0]: letter for letter in letters if (elements := _ducet_entry(letter))}
