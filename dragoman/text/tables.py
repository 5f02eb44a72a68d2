"""Tables that scroll in a narrow window, by hand and by keyboard, and say their alignment by class.

A `<section>` with a name is a region: what takes the focus must be something that can be named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.text import tags
from dragoman.text.tags import End, Start, Text, Token

_ALIGNED = {"left": "align-start", "center": "align-center", "right": "align-end"}


def wrap(tokens: Sequence[Token], label: str) -> list[Token]:
    """Each table in a region of its own, named by its caption, else by `label` and its number.

    >>> tags.write(wrap(tags.parse("<table><thead><tr><th>a</th></tr></thead></table>"), "Table"))
    '<section class="table" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">a</th></tr>\
</thead></table></section>'
    """
    if not any(isinstance(token, Start) and token.name == "table" for token in tokens):
        return list(tokens)
    return list(_wrapped(list(_cells(tokens)), label))


def _wrapped(tokens: Sequence[Token], label: str) -> Iterator[Token]:
    names = iter(_names(tokens, label))
    depth = 0
    for token in tokens:
        opens = isinstance(token, Start) and token.name == "table"
        closes = isinstance(token, End) and token.name == "table"
        if opens and not depth:
            yield Start("section", {"class": "table", "aria-label": next(names), "tabindex": "0"})
        depth += opens - closes
        yield token
        if closes and not depth:
            yield End("section")


def _names(tokens: Sequence[Token], label: str) -> list[str]:
    """One for each table that is in no other, no two the same."""
    captions = list(_captions(tokens))
    several = len(captions) > 1
    taken: set[str] = set()
    names = []
    for number, caption in enumerate(captions, start=1):
        name = caption or (f"{label} {number}" if several else label)
        names.append(f"{name} ({number})" if name in taken else name)
        taken.add(names[-1])
    return names


def _captions(tokens: Sequence[Token]) -> Iterator[str]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if isinstance(token, Start) and token.name == "table":
            end = tags.end_of(tokens, index)
            first = tokens[index + 1]
            captioned = isinstance(first, Start) and first.name == "caption"
            yield tags.plain(tokens[index + 1 : tags.end_of(tokens, index + 1)])[:200] if captioned else ""
            index = end
        index += 1


def _cells(tokens: Sequence[Token]) -> Iterator[Token]:
    """Alignment as a class; a heading cell with a scope, or a plain cell where it is empty."""
    in_head = False
    demoted = False
    for index, token in enumerate(tokens):
        if not isinstance(token, Text) and token.name == "thead":
            in_head = isinstance(token, Start)
        if isinstance(token, Start) and token.name in ("td", "th"):
            token = _aligned(token)
            if token.name == "th":
                demoted = _is_empty(tokens, index)
                if demoted:
                    token = Start("td", token.having(scope=None, abbr=None).attributes)
                elif in_head and "scope" not in token.attributes:
                    token = token.having(scope="col")
        elif isinstance(token, End) and token.name == "th" and demoted:
            token, demoted = End("td"), False
        yield token


def _is_empty(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1 : index + 3]
    blank = isinstance(after[0], Text) and not after[0].plain.strip()
    return isinstance(after[1] if blank else after[0], End)


def _aligned(cell: Start) -> Start:
    named = _ALIGNED.get(cell.attributes.get("align", ""))
    if named is None:
        return cell
    classes = " ".join(filter(None, (cell.attributes.get("class"), named)))
    return cell.having(align=None, **{"class": classes})
