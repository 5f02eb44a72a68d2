"""Which element may stand in which: what HTML's own parser leaves as it is though its content model forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman.text import tags
from dragoman.text.findings import Finding
from dragoman.text.tags import VOID, End, Start, Text, Token, names

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M150": "A block stands inside a text.",
        "M151": "An element stands outside of the one that it belongs to.",
        "M152": "HTML elements are nested too deeply.",
        "M153": "An element lacks a part that it must have.",
    }
)

_BLOCKS = names("aside blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul")
_TEXTS = names(
    "abbr b bdi bdo cite code dfn em h1 h2 h3 h4 h5 h6 i kbd mark p pre q s samp small span strong sub summary sup "
    "time u var"
)
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_FOCUSED = names("details table")  # they take the focus, as a link does
_BELONGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "caption": frozenset({"table"}),
        "col": frozenset({"colgroup"}),
        "dd": frozenset({"dl", "div"}),
        "dt": frozenset({"dl", "div"}),
        "figcaption": frozenset({"figure"}),
        "li": frozenset({"ol", "ul"}),
        "rp": frozenset({"ruby"}),
        "rt": frozenset({"ruby"}),
        "summary": frozenset({"details"}),
    }
)
_HOLDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"dl": frozenset({"dt", "dd", "div"}), "ol": frozenset({"li"}), "ul": frozenset({"li"})}
)

DEEPEST = 100  # elements in each other


def too_deep(tokens: Sequence[Token]) -> Finding | None:
    depth = 0
    for token in tokens:
        if isinstance(token, End):
            depth -= 1
        elif isinstance(token, Start) and token.name not in VOID:
            depth += 1
            if depth > DEEPEST:
                message = f"HTML elements stand more than {DEEPEST} levels deep in each other."
                return Finding("M152", message, "close what is left open", (f"<{token.name}",))
    return None


def check(tokens: Sequence[Token]) -> Iterator[Finding]:
    """
    >>> [finding.message for finding in check([Start("span"), Start("div"), End("div"), End("span")])]
    ['<div> cannot stand inside <span>.']
    """
    shown = [token for token in tokens if not (isinstance(token, Text) and not token.html.strip())]
    around: list[str] = []
    for index, token in enumerate(shown):
        parent = around[-1] if around else ""
        if isinstance(token, Start):
            yield from _faults(token.name, parent, around)
            yield from _lacks(shown, index, token)
            if token.name not in VOID:
                around.append(token.name)
        elif isinstance(token, End):
            around.pop()
        elif parent in _HOLDS:
            message = f"A text stands in <{parent}> outside of its items."
            yield Finding("M151", message, "put it into an item of the list", (f"<{parent}",))


def _lacks(shown: Sequence[Token], index: int, tag: Start) -> Iterator[Finding]:
    if tag.name == "details":
        first = shown[index + 1]
        if not isinstance(first, Start) or first.name != "summary":
            yield Finding("M153", "<details> does not begin with <summary>.", "write it first", ("<details",))
    elif tag.name == "aside" and "role" not in tag.attributes:
        hint = 'write `::: note` and `:::` around its text, or <aside role="note">'
        yield Finding("M153", "<aside> has no role.", hint, ("<aside",))
    elif tag.name == "section" and "aria-label" not in tag.attributes:
        held = shown[index : tags.end_of(shown, index)]
        if not any(isinstance(token, Start) and token.name in _HEADINGS for token in held):
            yield Finding("M153", "<section> has no heading.", "write one, or use <div>", ("<section",))


def _faults(name: str, parent: str, around: Sequence[str]) -> Iterator[Finding]:
    texts = [outer for outer in around if outer in _TEXTS]
    if name in _BLOCKS and texts:
        message = f"<{name}> cannot stand inside <{texts[-1]}>."
        yield Finding("M150", message, f"close <{texts[-1]}> before it, or use <div>", (f"<{texts[-1]}", f"<{name}"))
    elif name in _FOCUSED and "a" in around:
        yield Finding("M150", f"<{name}> cannot stand inside a link.", "close the link before it", (f"<{name}",))
    elif name in _BELONGS and parent not in _BELONGS[name]:
        owners = " or ".join(f"<{owner}>" for owner in sorted(_BELONGS[name]))
        yield Finding("M151", f"<{name}> stands outside of {owners}.", f"put it into {owners}", (f"<{name}",))
    elif parent in _HOLDS and name not in _HOLDS[parent]:
        message = f"<{name}> stands in <{parent}> outside of its items."
        yield Finding("M151", message, "put it into an item of the list", (f"<{name}",))
