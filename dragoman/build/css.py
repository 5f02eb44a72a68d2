"""CSS without what only its authors need: comments, and white space that separates nothing."""

from __future__ import annotations

from collections.abc import Sequence

import tinycss2
from tinycss2.ast import CurlyBracketsBlock, LiteralToken, Node, WhitespaceToken


def shortened(css: str) -> str:
    """The same rules in fewer bytes; nothing is rewritten, merged or left out.

    >>> shortened("/* quiet */ a:hover , b > i {\\n  color : red;\\n}\\n")
    'a:hover,b > i{color : red;}'
    """
    return str(tinycss2.serialize(_squeezed(tinycss2.parse_component_value_list(css, skip_comments=True))))


def _squeezed(nodes: Sequence[Node]) -> list[Node]:
    kept: list[Node] = []
    for number, node in enumerate(nodes):
        if isinstance(node, WhitespaceToken):
            following = nodes[number + 1] if number + 1 < len(nodes) else None
            if not kept or following is None or _separates(kept[-1]) or _separates(following):
                continue
            node.value = " "
        elif isinstance(node, CurlyBracketsBlock):
            node.content = _squeezed(node.content)
        kept.append(node)
    return kept


def _separates(node: Node) -> bool:
    """Whether white space beside a node says nothing that the node does not say by itself."""
    return isinstance(node, CurlyBracketsBlock | WhitespaceToken) or (
        isinstance(node, LiteralToken) and node.value in ",;"
    )
