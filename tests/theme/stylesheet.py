"""Reads a style sheet as far as the tests of the theme need: its declarations, and where each one stands."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|[{};]|[^{};\"']+")


@dataclasses.dataclass(frozen=True, slots=True)
class Declaration:
    """`within` holds the rules around it, the outermost first: `("@layer body", "figure")`."""

    within: tuple[str, ...]
    name: str
    value: str


def files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.css")))


def read(path: Path) -> str:
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def joined(folder: Path) -> str:
    """The style sheet as it is served: no comments, and one space for any run of white space."""
    return re.sub(r"\s+", " ", "".join(map(read, files(folder)))).strip()


def declarations(css: str) -> Iterator[Declaration]:
    """
    >>> [declaration.name for declaration in declarations("@layer a { p { margin: 0; &:hover { color: red } } }")]
    ['margin', 'color']
    """
    open_rules: list[str] = []
    text = ""
    for piece in _PIECE.findall(_COMMENT.sub("", css)):
        if piece == "{":
            open_rules.append(" ".join(text.split()))
        elif piece in {"}", ";"}:
            if open_rules and ":" in text:
                name, _, value = text.partition(":")
                yield Declaration(tuple(open_rules), name.strip(), " ".join(value.split()))
            if piece == "}":
                open_rules.pop()
        else:
            text += piece
            continue
        text = ""
