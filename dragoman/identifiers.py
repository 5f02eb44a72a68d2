"""Numbers and names that others give out: ISBN, ISSN, DOI, licences.

>>> isbn_fault("978-3-16-148410-0") is None, issn_fault("0317-8472").message
(True, 'has a wrong check digit')
"""

from __future__ import annotations

import re

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from dragoman.grammar import Fault
from dragoman.problems import did_you_mean

ALL_RIGHTS_RESERVED = "all-rights-reserved"
PUBLIC_DOMAIN = "public-domain"

_ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>\\^`{|}\x00-\x1f]{1,500}")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_LICENCE = re.compile(r"[A-Za-z0-9.+-]{1,100}")
# What texts and pictures are put under, to guess from; any other SPDX id is known too.
_USUAL = (
    *(f"CC-{kind}-{n}.0" for kind in ("BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND") for n in (4, 3, 2, 1)),
    "CC0-1.0",
    "CC-PDDC",
    "GFDL-1.3-or-later",
    "FAL-1.3",
    "AGPL-3.0-or-later",
    "GPL-3.0-or-later",
    "MIT",
    "Apache-2.0",
    ALL_RIGHTS_RESERVED,
    PUBLIC_DOMAIN,
)


def isbn_fault(text: str) -> Fault | None:
    """ISBN-10 or ISBN-13, hyphens and spaces as one likes (ISO 2108)."""
    digits = re.sub("[- ]", "", text)
    if re.fullmatch("[0-9]{13}", digits):
        right = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    elif re.fullmatch("[0-9]{9}[0-9X]", digits):
        right = sum(_value(digit) * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
    else:
        return Fault("is not an ISBN", "write its 10 or 13 digits: 978-3-16-148410-0")
    return None if right else Fault("has a wrong check digit", "compare it with the book")


def issn_fault(text: str) -> Fault | None:
    """ISSN (ISO 3297)."""
    if not _ISSN.fullmatch(text):
        return Fault("is not an ISSN", "write its eight digits with a hyphen: 0317-8471")
    right = sum(_value(digit) * (8 - place) for place, digit in enumerate(text.replace("-", ""))) % 11 == 0
    return None if right else Fault("has a wrong check digit", "compare it with the journal")


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def bare_doi(text: str) -> str | Fault:
    """A DOI without what people put before it (ISO 26324).

    >>> bare_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    bare = _DOI_PREFIX.sub("", text, count=1) if _DOI_PREFIX.match(text) else text
    return bare if _DOI.fullmatch(bare) else Fault("is not a DOI", "write it like 10.1000/182")


def licence(text: str) -> str | Fault:
    """The SPDX id that is meant, in its own spelling, or one of the two words that stand for no licence.

    >>> licence("cc-by-4.0")
    'CC-BY-4.0'
    >>> licence("CC BY-SA 4.0").hint
    'did you mean "CC-BY-SA-4.0"?'
    """
    if text.lower() in {ALL_RIGHTS_RESERVED, PUBLIC_DOMAIN}:
        return text.lower()
    return _spdx(text) or Fault("is not a licence that SPDX lists", _licence_hint(text))


def _spdx(text: str) -> str | None:
    if not _LICENCE.fullmatch(text) or text.lower().startswith("licenseref-"):
        return None
    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        return None


def _licence_hint(text: str) -> str:
    spelled = re.sub(r"[\s_]+", "-", text.strip())[:100]
    if near := _spdx(spelled):
        return f'did you mean "{near}"?'
    usual = {name.lower(): name for name in _USUAL}
    guess = did_you_mean(spelled.lower(), usual)
    for lower, name in usual.items():
        if f'"{lower}"' in guess:
            return guess.replace(lower, name)
    return "write an SPDX id such as CC-BY-4.0, or all-rights-reserved, or public-domain"
