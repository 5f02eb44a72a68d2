"""Passages in another language: a `lang` that exists, and the direction that goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dragoman import languages
from dragoman.text.findings import Finding
from dragoman.text.tags import Start, Token

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M120": "A passage is marked with a language that does not exist.",
        "M121": "The element `bdo` does not say which direction it turns its text in.",
    }
)


def mark(tokens: Iterable[Token]) -> tuple[list[Token], list[Finding]]:
    """Every `lang` in its canonical form with `dir` beside it; an unknown one is taken away.

    >>> mark([Start("span", {"lang": "AR"})])
    ([Start(name='span', attributes={'lang': 'ar', 'dir': 'rtl'})], [])
    """
    findings: list[Finding] = []
    return list(_marked(tokens, findings)), findings


def _marked(tokens: Iterable[Token], findings: list[Finding]) -> Iterator[Token]:
    for token in tokens:
        if isinstance(token, Start) and token.name == "bdo" and "dir" not in token.attributes:
            hint = 'write <bdo dir="rtl"> or <bdo dir="ltr">, or use <bdi>'
            findings.append(
                Finding("M121", "<bdo> does not say which direction it turns its text in.", hint, ("<bdo",))
            )
        if not isinstance(token, Start) or token.attributes.keys().isdisjoint({"lang", "hreflang"}):
            yield token
            continue
        for attribute in ("lang", "hreflang"):
            given = token.attributes.get(attribute)
            if given is None:
                continue
            tag = languages.canonical(given)
            if tag is None:
                findings.append(_unknown(given))
            token = token.having(**{attribute: tag})
        lang = token.attributes.get("lang")
        if lang and "dir" not in token.attributes:
            token = token.having(dir=languages.language(lang).direction)
        yield token


def _unknown(given: str) -> Finding:
    hint = "write a BCP 47 tag such as `ru`, `pt-BR` or `zh-Hant`"
    clues = (rf"lang\s*=\s*[\"']?{re.escape(given)}(?![\w-])", re.escape(given))
    return Finding("M120", f'"{given}" is not a language.', hint, clues)
