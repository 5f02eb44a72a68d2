"""Typography: each passage set by the rules of its own language.

A language that has no rules here is left as it was typed. What is code is left alone in every language.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from markupsafe import Markup

from dragoman.text import tags
from dragoman.text.tags import VOID, End, Start, Text, Token
from dragoman.text.typography import english


class Typographer(Protocol):
    """The rules of a language. Both take and give HTML text without tags, but that `set_run` may add spans."""

    def set_run(self, text: str, before: str, *, opens: bool, closes: bool) -> str:
        """A run of text; `before` is what stands before it in its block, `opens` and `closes` that it is the block's
        first or last."""
        ...

    def set_plain(self, text: str) -> str: ...


TYPOGRAPHERS: Mapping[str, Typographer] = MappingProxyType({"en": english})

_CODE = frozenset({"code", "kbd", "pre", "samp", "var"})
_INLINE = tags.names(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr"
)
_SET_ALREADY = frozenset({"amp", "caps", "dquo", "note-back", "note-ref", "quo"})


class _Run(NamedTuple):
    """A text that rules apply to, and its place among the tokens."""

    place: int
    typographer: Typographer
    before: str
    opens: bool


def apply(tokens: Sequence[Token], lang: str) -> list[Token]:
    """A body in `lang`, each passage set in the language that it is marked with.

    >>> tags.write(apply(tags.parse('<p>"Yes," <q lang="fr">"non"</q> <code>"</code></p>'), "en"))
    '<p><span class="dquo">“</span>Yes,” <q lang="fr">"non"</q> <code>"</code></p>'
    """
    done = list(tokens)
    runs, last = _runs(tokens, lang)
    for run in runs:
        token = tokens[run.place]
        if isinstance(token, Text):
            done[run.place] = Text(
                run.typographer.set_run(token.html, run.before, opens=run.opens, closes=run.place in last)
            )
    return done


def _runs(tokens: Sequence[Token], lang: str) -> tuple[list[_Run], set[int]]:
    """The texts to set, and which of all texts are the last of their blocks."""
    runs: list[_Run] = []
    last: set[int] = set()
    around: list[Typographer | None] = [typographer(lang)]
    before, latest = "", None
    for index, token in enumerate(tokens):
        if isinstance(token, Text):
            if token.html.strip():
                if around[-1]:
                    runs.append(_Run(index, around[-1], before, latest is None))
                latest = index
            before = token.html[-12:]
            continue
        if token.name not in _INLINE:
            if latest is not None and token.name != "br":
                last.add(latest)
                latest = None
            before = ""
        if isinstance(token, End):
            around.pop()
        elif token.name not in VOID:
            around.append(_within(token, around[-1]))
    if latest is not None:
        last.add(latest)
    return runs, last


def _within(tag: Start, outer: Typographer | None) -> Typographer | None:
    if tag.name in _CODE or not _SET_ALREADY.isdisjoint(tag.attributes.get("class", "").split()):
        return None
    lang = tag.attributes.get("lang")
    return typographer(lang) if lang else outer


def typographer(lang: str) -> Typographer | None:
    return TYPOGRAPHERS.get(lang.partition("-")[0].lower())


def title(text: str, lang: str, *, enabled: bool = True) -> Markup:
    """A line of plain text, such as a title, as it is shown on a page.

    >>> title('"Yes" & no', "en")
    Markup('<span class="dquo">“</span>Yes” <span class="amp">&amp;</span>&nbsp;no')
    >>> title('"Oui" & non', "fr")
    Markup('"Oui" &amp; non')
    """
    rules = typographer(lang) if enabled else None
    escaped = tags.escape(text)
    return Markup(rules.set_run(escaped, "", opens=True, closes=True) if rules and text.strip() else escaped)


def plain(text: str, lang: str, *, enabled: bool = True) -> str:
    """The same without tags: for `<title>`, feeds and cards.

    >>> plain('"Yes" & no', "en")
    '“Yes” & no'
    """
    rules = typographer(lang) if enabled else None
    return html.unescape(rules.set_plain(tags.escape(text))) if rules else text
