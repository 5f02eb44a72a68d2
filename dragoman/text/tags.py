"""HTML in the one form that the allow-list writes it in, as a list of tags and texts.

In that form a "<" is always a tag, a tag's values are always in double quotes, and every element is closed in order;
so a tag can be told from a text that shows one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


def names(listed: str) -> frozenset[str]:
    """The names in a line of them."""
    return frozenset(listed.split())


VOID = names("br col hr img wbr")

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[^\s<>/]+)(?P<attributes>[^<>]*)>|[^<]+")
_ATTRIBUTE = re.compile(r' ([^\s=]+)="([^"]*)"')
_SPACES = re.compile(r"[ \t\n\r\f]+")


class Start(NamedTuple):
    """A start tag; its attributes are read, never changed."""

    name: str
    attributes: Mapping[str, str] = {}

    def having(self, **attributes: str | None) -> Start:
        """The tag with these attributes; one that is None is taken away.

        >>> Start("a", {"href": "x"}).having(href=None, rel="via")
        Start(name='a', attributes={'rel': 'via'})
        """
        merged = {**self.attributes, **attributes}
        return Start(self.name, {name: value for name, value in merged.items() if value is not None})


class End(NamedTuple):
    name: str


class Text(NamedTuple):
    """A text as it stands in HTML, with `&amp;` and its like."""

    html: str

    @property
    def plain(self) -> str:
        return html.unescape(self.html)


Token = Start | End | Text


def parse(canonical: str) -> list[Token]:
    """The tags and texts of HTML that the allow-list has written.

    >>> parse('<p title="a &gt; b">1 &lt; 2</p>')
    [Start(name='p', attributes={'title': 'a > b'}), Text(html='1 &lt; 2'), End(name='p')]
    """
    return [_token(match) for match in _TOKEN.finditer(canonical)]


def _token(match: re.Match[str]) -> Token:
    name = match["name"]
    if name is None:
        return Text(match[0])
    if match["close"]:
        return End(name)
    if not match["attributes"]:
        return Start(name)
    return Start(name, {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(match["attributes"])})


def write(tokens: Iterable[Token]) -> str:
    """
    >>> write([Start("img", {"alt": 'a "b"'}), Text("1 &lt; 2")])
    '<img alt="a &quot;b&quot;">1 &lt; 2'
    """
    return "".join(map(_written, tokens))


def _written(token: Token) -> str:
    if isinstance(token, Text):
        return token.html
    if isinstance(token, End):
        return f"</{token.name}>"
    attributes = "".join(f' {name}="{escape_value(value)}"' for name, value in token.attributes.items())
    return f"<{token.name}{attributes}>"


def text(plain: str) -> Text:
    """
    >>> text("1 < 2")
    Text(html='1 &lt; 2')
    """
    return Text(escape(plain))


def escape(plain: str) -> str:
    """A text as the allow-list writes it."""
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")


def escape_value(plain: str) -> str:
    return escape(plain).replace('"', "&quot;")


def end_of(tokens: Sequence[Token], start: int) -> int:
    """Where the element that begins at `start` ends: the index of its end tag, or `start` for a void element."""
    depth = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if isinstance(token, Start) and token.name not in VOID:
            depth += 1
        elif isinstance(token, End):
            depth -= 1
        if depth == 0:
            return index
    return len(tokens) - 1


def without(tokens: Sequence[Token], unwanted: frozenset[str], unwanted_classes: frozenset[str]) -> Iterator[Token]:
    """The tokens that are in no element of these names or classes."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if isinstance(token, Start) and (
            token.name in unwanted or not unwanted_classes.isdisjoint(token.attributes.get("class", "").split())
        ):
            index = end_of(tokens, index)
        else:
            yield token
        index += 1


def plain(tokens: Iterable[Token]) -> str:
    """What the texts say, on one line. A no-break space stays one."""
    return _SPACES.sub(" ", "".join(token.plain for token in tokens if isinstance(token, Text))).strip(" ")
