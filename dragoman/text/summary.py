"""A body in few words: its plain text, its beginning, and how many words it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dragoman.text import tags
from dragoman.text.tags import Text, Token

LONGEST = 280  # characters, the ellipsis included
ELLIPSIS = "…"

_NOTES = frozenset({"notes", "note-ref", "note-back"})
_SILENT = frozenset({"rt", "rp", "hr", "img"})
_NOT_PROSE = frozenset({"figure", "pre", "table", "h2", "h3", "h4", "h5", "h6", "aside"})
_BREAKS = tags.names(
    "aside blockquote br caption dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section summary "
    "table td th tr ul"
)
_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
_WORD_BY_SIGN = re.compile(f"[{_CJK}]")
_HAS_LETTER = re.compile(r"[^\W_]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SENTENCE_END = re.compile("(?:[.!?…؟۔।॥։።][\"'”’»›)\\]]*(?=[ \u00a0])|[。！？．｡][」』”’）)]*)")


def plain(tokens: Sequence[Token]) -> str:
    """All that a body says, without its notes, blocks parted by a space."""
    return _joined(tags.without(tokens, _SILENT, _NOTES))


def beginning(tokens: Sequence[Token], limit: int = LONGEST) -> str:
    """The body's first sentences: its paragraphs and lists, without headings, notes, pictures, tables and code.

    >>> beginning(tags.parse("<h2>One</h2><p>Two<sup class='x'></sup> three.</p><p>Four</p>"))
    'Two three. Four'
    """
    prose = _joined(_first(tags.without(tokens, _SILENT | _NOT_PROSE, _NOTES), limit * 2))
    return shorten(prose or _joined(_first(tags.without(tokens, _SILENT, _NOTES), limit * 2)), limit)


def _first(tokens: Iterable[Token], characters: int) -> Iterator[Token]:
    for token in tokens:
        yield token
        characters -= len(token.html) if isinstance(token, Text) else 0
        if characters < 0:
            return


def _joined(tokens: Iterable[Token]) -> str:
    parts = []
    for token in tokens:
        if isinstance(token, Text):
            parts.append(token.plain)
        elif token.name in _BREAKS:
            parts.append(" ")
    return _SPACES.sub(" ", "".join(parts)).strip(" ")


def shorten(text: str, limit: int = LONGEST) -> str:
    """A text cut after a sentence or, where the last one ends too early, after a word and marked with an ellipsis.

    >>> shorten("One two. Three four five.", 20), shorten("One two three four", 12), shorten("日本語の文章", 4)
    ('One two.', 'One two…', '日本語…')
    """
    if len(text) <= limit:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text[: limit + 1]) if match.end() <= limit]
    if ends and ends[-1] * 5 >= limit * 2:
        return text[: ends[-1]]
    cut = limit - len(ELLIPSIS)
    space = text.rfind(" ", 0, cut + 1)
    if space * 2 >= limit:
        cut = space
    while cut > 1 and _continues(text, cut):
        cut -= 1
    return text[:cut].rstrip(" \u00a0,;:.-–—、，；：") + ELLIPSIS


def _continues(text: str, place: int) -> bool:
    """Whether the character there belongs to the one before it."""
    joined = "\u200d" in text[place - 1 : place + 1]
    return joined or unicodedata.category(text[place])[0] == "M" or "\U0001f3fb" <= text[place] <= "\U0001f3ff"


def words(text: str) -> int:
    """Words between spaces; where a script puts none between them, its signs.

    >>> words("It's a well-known fact — yes."), words("日本語 の文")
    (5, 5)
    """
    spaced, signs = (text, 0) if text.isascii() else _WORD_BY_SIGN.subn(" ", text)
    return signs + sum(bool(_HAS_LETTER.search(part)) for part in spaced.split())
