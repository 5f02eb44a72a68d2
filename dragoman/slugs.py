"""Addresses in the text's own letters: nothing is transliterated, so nothing merges in silence."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # Persian and Indic words are spelt with them; at the edge of a word they say nothing


def slugify(text: str) -> str:
    """Letters, marks and digits of any script, joined by hyphens; lower case; NFC. A slug of a slug is itself.

    >>> slugify("Письма с берега"), slugify("日本"), slugify("C++")
    ('письма-с-берега', '日本', 'c')
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    kept = "".join(character if _is_word(character) else "-" for character in folded)
    parts = (part.strip(_JOINERS) for part in kept.split("-"))
    return "-".join(part for part in parts if part)


def _is_word(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LMN" or character in _JOINERS
