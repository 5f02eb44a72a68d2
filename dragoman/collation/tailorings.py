"""Where the order of a language differs from the default order of Unicode: data.

Source: the standard collations of CLDR 48 (common/collation/*.xml), in its own notation (UTS 35, part 5) as far as
it is needed. Tokens are set apart by spaces:

    &x             what follows is placed after x; &[before 1] x: right before it (2: at the second level)
    < y            y is another letter; << the same letter with another mark; <<< the same with another case or form
    [reorder Cyrl] this script comes before all others

Left out, since DUCET comes near enough: expansions (`þ/h`) and Arabic presentation forms and vowel signs. English,
French, German, Italian, Portuguese and Dutch have no tailoring in CLDR.
"""

from __future__ import annotations

import dataclasses

_NORDIC = "&D << đ <<< Đ << ð <<< Ð &Y << ü <<< Ü << ű <<< Ű"
_DANISH = f"{_NORDIC} &[before 1] ǀ < æ <<< Æ << ä <<< Ä < ø <<< Ø << ö <<< Ö << ő <<< Ő << œ <<< Œ < å <<< Å"


@dataclasses.dataclass(frozen=True, slots=True)
class Tailoring:
    rules: str = ""
    headings: str = ""  # the letters that head an index where the first form of the letter is not the one to show


def tailoring(tag: str) -> Tailoring:
    """The tailoring of a language, or of the nearest it is a kind of; an empty one where DUCET is right as it is.

    >>> tailoring("es-MX") == tailoring("es"), tailoring("fr")
    (True, Tailoring(rules='', headings=''))
    """
    table = dict(_TAILORINGS)
    while tag not in table and "-" in tag:
        tag = tag.rpartition("-")[0]
    return table.get(tag, Tailoring())


_TAILORINGS = (
    (
        "ar",
        Tailoring(
            "[reorder Arab] &[before 2] ت << ة &[before 2] ي << ی << ى &ء << أ << ؤ << إ << ئ << ىٕ << ا &ءا << آ",
            "ا",
        ),
    ),
    ("be", Tailoring("[reorder Cyrl] &Е < ё <<< Ё &у < ў <<< Ў")),
    ("bg", Tailoring("[reorder Cyrl]")),
    ("cs", Tailoring("&C < č <<< Č &H < ch <<< cH <<< Ch <<< CH &R < ř <<< Ř &S < š <<< Š &Z < ž <<< Ž")),
    ("da", Tailoring(f"{_DANISH} <<< aa <<< Aa <<< AA")),
    ("el", Tailoring("[reorder Grek]")),
    ("es", Tailoring("&N < ñ <<< Ñ")),
    (
        "fa",
        Tailoring(
            "[reorder Arab] &[before 1] ا < آ &ا << ٱ < ء << أ << ٲ << إ << ٳ << ؤ << یٔ <<< ىٔ <<< ئ "
            "&ک << ڪ << ګ << ك << ڬ << ڭ << ڮ &ۏ < ه << ە << ہ << ة << ۃ << ۀ << ھ "
            "&ی << ى << ے << ي << ې << ۑ << ۍ << ێ",
        ),
    ),
    ("he", Tailoring("[reorder Hebr] &[before 2] ' << ׳ &[before 2] \" << ״")),
    ("hi", Tailoring("[reorder Deva] &ॐ < ं << ँ < ः")),
    ("nb", Tailoring(f"{_DANISH} << aa <<< Aa <<< AA")),
    ("nn", Tailoring(f"{_DANISH} << aa <<< Aa <<< AA")),
    ("no", Tailoring(f"{_DANISH} << aa <<< Aa <<< AA")),
    (
        "pl",
        Tailoring(
            "&A < ą <<< Ą &C < ć <<< Ć &E < ę <<< Ę &L < ł <<< Ł &N < ń <<< Ń &O < ó <<< Ó &S < ś <<< Ś "
            "&Z < ź <<< Ź < ż <<< Ż"
        ),
    ),
    ("ru", Tailoring("[reorder Cyrl]")),
    (
        "sv",
        Tailoring(
            f"{_NORDIC} &[before 1] ǀ < å <<< Å < ä <<< Ä << æ <<< Æ << ę <<< Ę "
            "< ö <<< Ö << ø <<< Ø << ő <<< Ő << œ <<< Œ << ô <<< Ô"
        ),
    ),
    (
        "tr",
        Tailoring(
            "&C < ç <<< Ç &G < ğ <<< Ğ &[before 1] i < ı <<< I &i <<< İ &O < ö <<< Ö &S < ş <<< Ş &U < ü <<< Ü",
            "İ",
        ),
    ),
    ("uk", Tailoring("[reorder Cyrl] &Г < ґ <<< Ґ &і < ї <<< Ї")),
)
