"""Headings that begin below the page's own, each with an id in the text's own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman.slugs import slugify
from dragoman.text import ids, tags
from dragoman.text.findings import Finding
from dragoman.text.rendered import Heading
from dragoman.text.tags import Start, Text, Token

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M130": "A heading has no text.",
        "M131": "A heading is more than one level below the one before it.",
    }
)

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_ID = 100  # characters
_EDGES = "-\u200c\u200d"  # what a slug must not end in
_ASIDE = frozenset({"rt", "rp"})
_MARKS = frozenset({"note-ref"})  # the number of a note is no part of a heading's text


def arrange(tokens: Sequence[Token]) -> tuple[list[Token], list[Finding]]:
    """Headings from `h2` on, one level down for all if the body has an `h1`, which is the title's.

    >>> tags.write(arrange(tags.parse("<h1>Письма</h1><h2>Main</h2>"))[0])
    '<h2 id="письма">Письма</h2><h3 id="section-main">Main</h3>'
    """
    findings = list(_empty(tokens))
    arranged = list(_shifted(list(_without_empty(tokens))))
    findings += _skipped(arranged)
    return list(_identified(arranged)), findings


def outline(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    return tuple(Heading(_LEVELS[tag.name], tag.attributes.get("id", ""), text) for _, tag, text in _headings(tokens))


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[int, Start, str]]:
    for index, token in enumerate(tokens):
        if isinstance(token, Start) and token.name in _LEVELS:
            inner = tokens[index + 1 : tags.end_of(tokens, index)]
            yield index, token, tags.plain(tags.without(inner, _ASIDE, _MARKS))


def _is_empty(tokens: Sequence[Token], index: int) -> bool:
    inner = tokens[index + 1 : tags.end_of(tokens, index)]
    return not any(
        token.plain.strip() if isinstance(token, Text) else isinstance(token, Start) and token.name == "img"
        for token in inner
    )


def _empty(tokens: Sequence[Token]) -> Iterator[Finding]:
    for index, _, _ in _headings(tokens):
        if _is_empty(tokens, index):
            yield Finding(
                "M130", "A heading has no text.", "write its text, or delete it", (r"(?m)^ {0,3}#+[ \t]*$", "<h")
            )


def _without_empty(tokens: Sequence[Token]) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if isinstance(token, Start) and token.name in _LEVELS and _is_empty(tokens, index):
            index = tags.end_of(tokens, index)
        else:
            yield token
        index += 1


def _shifted(tokens: Sequence[Token]) -> Iterator[Token]:
    shift = any(isinstance(token, Start) and token.name == "h1" for token in tokens)
    for token in tokens:
        if shift and not isinstance(token, Text) and token.name in _LEVELS:
            yield token._replace(name=f"h{min(_LEVELS[token.name] + 1, 6)}")
        else:
            yield token


def _skipped(tokens: Sequence[Token]) -> Iterator[Finding]:
    before = 1
    for _, tag, text in _headings(tokens):
        level = _LEVELS[tag.name]
        if level > before + 1:
            message = f'The heading "{text[:80]}" is {level - before} levels below the one before it.'
            hint = "write it with fewer #, or give the heading that is missing"
            clues = (r"[^\n\w]+".join(map(re.escape, re.findall(r"\w+", text)[:8])),) if text else ()
            yield Finding("M131", message, hint, clues)
        before = level


def _identified(tokens: Sequence[Token]) -> Iterator[Token]:
    names = ids.Names(ids.of(tokens))
    texts = {index: text for index, _, text in _headings(tokens)}
    for index, token in enumerate(tokens):
        if index in texts and isinstance(token, Start) and "id" not in token.attributes:
            yield token.having(id=names.take(slugify(texts[index])[:_LONGEST_ID].rstrip(_EDGES) or ids.PREFIX))
        else:
            yield token
