"""`::: lang=ru` … `:::`: a passage of whole blocks. One in another has more colons, or fewer; each line closes its own.

A name says what the passage is; without one it is a `<div>` that carries a language or a class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from dragoman.problems import did_you_mean, one_of
from dragoman.text import fences
from dragoman.text.findings import Finding
from dragoman.text.spans import assign

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M160": "A block is opened and never closed.",
        "M161": "A line of colons closes no block.",
        "M162": "A block has a name that is not known.",
    }
)

# An `<aside>` is a landmark unless it has a role, and two landmarks without a name cannot be told apart.
NAMES: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "note": ("aside", {"class": "note", "role": "note"}),
        "pullquote": ("aside", {"class": "pullquote", "role": "note"}),
        "verse": ("div", {"class": "verse"}),  # its lines stay lines
    }
)

_LINE = re.compile(r" {0,3}(?P<colons>:{3,})(?P<list>.*)")
_OPENING = re.compile(r"^ {0,3}:{3,}[ ]*[^\s:]", re.MULTILINE)


def _parts(line: str) -> tuple[int, str] | None:
    """How many colons a line begins with, and the attributes after them; an end has none."""
    match = _LINE.fullmatch(line)
    return (len(match["colons"]), match["list"].strip().rstrip(":").strip().strip("{}").strip()) if match else None


def _end(lines: Sequence[str], start: int) -> int:
    """The line that closes the block opened at `start`, or the number of lines."""
    open_blocks: list[int] = []
    for number in range(start, len(lines)):
        parts = _parts(lines[number])
        if parts is None:
            continue
        if parts[1]:
            open_blocks.append(parts[0])
        elif parts[0] in open_blocks:
            while open_blocks.pop() != parts[0]:
                pass
        if not open_blocks:
            return number
    return len(lines)


def check(source: str) -> Iterator[Finding]:
    """
    >>> [(finding.line, finding.message) for finding in check("::: pulquote\\na")]
    [(1, 'There is no block called "pulquote".'), (1, 'The block is never closed.')]
    """
    open_blocks: list[tuple[int, int]] = []
    for number, line in enumerate(fences.without_fences(source).split("\n"), start=1):
        parts = _parts(line)
        if parts is None:
            continue
        colons, attributes = parts
        if attributes:
            yield from _unknown(attributes, number)
            open_blocks.append((colons, number))
        elif all(colons != other for other, _ in open_blocks):
            hint = "delete it, or give it as many colons as the line that opens the block"
            yield Finding("M161", "A line of colons closes no block.", hint, line=number)
        else:
            while (inner := open_blocks.pop())[0] != colons:
                yield _unclosed(*inner)
    for block in open_blocks:
        yield _unclosed(*block)


def _unclosed(colons: int, number: int) -> Finding:
    return Finding("M160", "The block is never closed.", f'write "{":" * colons}" on a line after it', line=number)


def _unknown(attributes: str, number: int) -> Iterator[Finding]:
    for word in assign(Element("div"), attributes):
        if word not in NAMES:
            hint = did_you_mean(word, NAMES) or one_of(sorted(NAMES))
            yield Finding("M162", f'There is no block called "{word}".', hint, line=number)


class ContainerProcessor(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _OPENING.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = "\n\n".join(blocks).split("\n")
        start = next(number for number, line in enumerate(lines) if _OPENING.match(line))
        end = _end(lines, start)
        blocks.clear()
        if before := "\n".join(lines[:start]).rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        parts = _parts(lines[start])
        self._make(parent, parts[1] if parts else "", lines[start + 1 : end])
        if rest := "\n".join(lines[end + 1 :]).lstrip("\n"):
            blocks.extend(rest.split("\n\n"))

    def _make(self, parent: Element, attributes: str, lines: Sequence[str]) -> None:
        element = SubElement(parent, "div")
        for word in assign(element, attributes):
            if word in NAMES:
                element.tag, given = NAMES[word]
                classes = f"{given['class']} {element.get('class', '')}".strip()
                element.attrib.update({**given, "class": classes})
                if word == "verse":
                    lines = list(_kept_lines(lines))
        self.parser.state.set("container")  # paragraphs are paragraphs, also inside a tight list
        self.parser.parseChunk(element, "\n".join(lines).strip("\n"))
        self.parser.state.reset()


def _kept_lines(lines: Sequence[str]) -> Iterator[str]:
    """Lines with Markdown's sign for a break where another one of the same paragraph follows."""
    for line, following in pairwise([*lines, ""]):
        yield f"{line.rstrip()}  " if line.strip() and following.strip() else line.rstrip()


class BlockExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls
        md.parser.blockprocessors.register(ContainerProcessor(md.parser), "container", 95)
