"""The alphabetical order of a language: DUCET by pyuca, tailored as CLDR says.

>>> sorted(["zebra", "Ñu", "nube", "oso"], key=Collator("es").key)
['nube', 'Ñu', 'oso', 'zebra']
>>> [Collator(lang).first_letter("ñandú") for lang in ("es", "fr")]
['Ñ', 'N']
"""

from __future__ import annotations

import dataclasses
import functools
import unicodedata

from dragoman.collation import rules, uca
from dragoman.collation.tailorings import tailoring

SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]

NO_LETTER = "#"  # the heading over what begins with a digit or a symbol

_LATER = 1 << 32  # more than any weight: what a script gets that another comes before
_OUTSIDE_UNICODE = "\ufffd"


@dataclasses.dataclass(frozen=True, slots=True)
class Collator:
    """Sorts as readers of a language expect. The table is read when the first key is asked for."""

    lang: str

    def key(self, text: str) -> SortKey:
        """What to sort a text by: letters first, then accents, then case, then, so that order is total, characters.

        Quotation marks, brackets and spaces before the first word do not count: «Мир» stands under М.
        """
        order = self._order()
        normalised = unicodedata.normalize("NFD", text)
        elements = [element for _, found in uca.walk(_filed(normalised), order.entries) for element in found]
        return (
            tuple(_placed(first, order.leading) for first, _, _ in elements if first),
            tuple(second for _, second, _ in elements if second),
            tuple(third for _, _, third in elements if third),
            normalised,
        )

    def first_letter(self, text: str) -> str:
        """The heading that an index of the language files a text under; all texts under one heading sort together.

        >>> [Collator(lang).first_letter(text) for lang, text in (("ru", "«Ёлка»"), ("cs", "chléb"), ("en", "7"))]
        ['Е', 'Ch', '#']
        """
        order = self._order()
        normalised = unicodedata.normalize("NFD", text)
        for piece, elements in uca.walk(_filed(normalised), order.entries):
            if weight := next((first for first, _, _ in elements if first), 0):
                if weight < rules.first_letter_weight():
                    return NO_LETTER
                return order.headings.get(weight) or _plain_heading(weight, piece)
        return NO_LETTER

    def _order(self) -> rules.Order:
        return rules.order(tailoring(self.lang))


def _filed(text: str) -> str:
    """The text without what stands before its first word; a text that is nothing else stays as it is."""
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if category[0] not in "PZ" and category not in {"Cc", "Cf"}:
            return text[position:]
    return text


def _placed(weight: int, leading: tuple[int, int] | None) -> int:
    """The weight, after all of the leading script if it is the weight of another script's letter."""
    if leading is None or weight < rules.first_letter_weight() or leading[0] <= weight < leading[1]:
        return weight
    return weight + _LATER


@functools.lru_cache(maxsize=4096)
def _plain_heading(weight: int, piece: str) -> str:
    """The plainest letter of that weight as a capital; an ideograph, which has no weight in the table, is itself."""
    letter = uca.representatives().get(weight) or piece[0]
    return _OUTSIDE_UNICODE if unicodedata.category(letter) == "Cs" else letter.title()
