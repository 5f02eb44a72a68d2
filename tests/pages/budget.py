"""How much of an article page is frame: all but the body and the pictures."""

from __future__ import annotations

import dataclasses
import re
from urllib.parse import unquote

import brotli

_BLOCK = re.compile(r"<div\b|</div>")
_PICTURES = re.compile(r'<figure class="lead">.*?</figure>|<meta property="og:image[^>]*>', re.DOTALL)


@dataclasses.dataclass(frozen=True, slots=True)
class Size:
    raw: int  # bytes
    brotli: int  # bytes
    characters: int  # with addresses decoded: a letter of any script counts one


def size(text: str) -> Size:
    """
    >>> size("%D9%83").characters
    1
    """
    data = text.encode()
    return Size(len(data), len(brotli.compress(data)), len(unquote(text)))


def frame(page: str) -> str:
    """An article page without its body and its lead picture.

    >>> frame('<h1>A</h1><div class="body"><div>B</div></div><p>C</p>')
    '<h1>A</h1><p>C</p>'
    """
    start = page.index('<div class="body">')
    depth = 0
    for mark in _BLOCK.finditer(page, start):
        depth += 1 if mark[0] == "<div" else -1
        if depth == 0:
            return _PICTURES.sub("", page[:start] + page[mark.end() :])
    raise ValueError("the body has no end")
