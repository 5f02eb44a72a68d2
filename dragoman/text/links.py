"""Where the links and pictures of a body lead: read as they were written, rewritten once the collection is known.

What an address means is for whoever knows the whole collection; here is only its grammar.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal
from urllib.parse import unquote

from markupsafe import Markup

from dragoman import grammar
from dragoman.problems import did_you_mean, one_of
from dragoman.text import ids, tags
from dragoman.text.findings import Finding, Lines
from dragoman.text.tags import End, Start, Token

RULES: Mapping[str, str] = MappingProxyType(
    {
        "L101": "A link or picture has no address.",
        "L102": "A link begins with braces that name no kind of link.",
        "L103": "An address on the web is not well formed.",
        "L104": "A picture is fetched from another site.",
        "L105": "A link leads to a note that is not there.",
        "L106": "A link has no text.",
    }
)

ReferenceKind = Literal["link", "image"]
TargetKind = Literal[
    "file", "static", "external", "anchor", "site", "category", "tag", "author", "index", "empty", "unknown"
]

NOTE_ANCHORS = ("#fn-", "#fnref-")  # between a note and its mark: made here, and right as they are
NOTHING = Markup()
_ADDRESSES = {"a": "href", "img": "src"}
_KINDS: dict[str, ReferenceKind] = {"a": "link", "img": "image"}
_BRACED: tuple[TargetKind, ...] = ("category", "tag", "author", "index")
_BRACES = ("filename", "static", "attach", *_BRACED)
_BRACE = re.compile(r"(?:\{(?P<curly>[^{}|]*)\}|\|(?P<bar>[^{}|]*)\|)(?P<rest>.*)", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """An address in a body, as it was written. `line` is that of the file, 0 where it is not known."""

    target: str
    kind: ReferenceKind
    line: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """What an address says. `path` has its percent signs undone and is NFC where it names something of ours."""

    kind: TargetKind
    path: str = ""
    fragment: str = ""
    query: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Resolution:
    """Where a reference leads.

    `address` None means nowhere: the link's text stays, a picture leaves its alternative text. `attributes` are put
    on the tag (`width`, `hreflang`, `rel`); `suffix` comes after a link, such as the name of another language.
    """

    address: str | None
    attributes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    suffix: Markup = NOTHING


Resolver = Callable[[Reference], Resolution]


def parse_target(target: str) -> Target:
    """
    >>> parse_target("{filename}../coast/en.md#the-sea")
    Target(kind='file', path='../coast/en.md', fragment='the-sea', query='')
    >>> parse_target("photo%201.jpg").path, parse_target("../coast/en.md").kind, parse_target("/about/").kind
    ('photo 1.jpg', 'file', 'site')
    >>> parse_target("#sea").fragment, parse_target("mailto:a@example.org").kind, parse_target("{tag}sea").path
    ('sea', 'external', 'sea')
    """
    target = target.strip()
    if not target:
        return Target("empty")
    braced = _BRACE.fullmatch(target)
    if not braced and (_SCHEME.match(target) or target.startswith("//")):
        return Target("external", target)
    rest, _, fragment = (braced["rest"] if braced else target).partition("#")
    path, _, query = rest.partition("?")
    path, fragment = _own(path), _own(fragment)
    if braced:
        return Target(_braced_kind(braced["curly"] or braced["bar"] or ""), path, fragment, query)
    if target.startswith("/"):
        return Target("site", path, fragment, query)
    if not path:
        return Target("anchor", "", fragment, query)
    return Target("file" if path.lower().endswith(".md") else "static", path, fragment, query)


def _braced_kind(name: str) -> TargetKind:
    if name == "filename":
        return "file"
    if name in ("static", "attach"):
        return "static"
    return name if name in _BRACED else "unknown"


def _own(part: str) -> str:
    return unicodedata.normalize("NFC", unquote(part))


def collect(tokens: Iterable[Token], lines: Lines) -> tuple[Reference, ...]:
    """Every address of the body in order; the links between notes and their marks are left out."""
    reached: dict[str, tuple[int, int]] = {}  # by target: how far it was looked for, and the line it was last on
    found = []
    for tag in _references(tokens):
        target = tag.attributes[_ADDRESSES[tag.name]]
        start, line = reached.get(target, (0, 0))
        place = lines.text.find(target, start) if target else -1
        if place >= 0:
            reached[target] = start, line = place + len(target), lines.at(place)
        found.append(Reference(target, _KINDS[tag.name], line))
    return tuple(found)


def _references(tokens: Iterable[Token]) -> Iterator[Start]:
    for token in tokens:
        if isinstance(token, Start) and _ADDRESSES.get(token.name, "") in token.attributes and not _is_note(token):
            yield token


def _is_note(tag: Start) -> bool:
    return tag.attributes.get("href", "").startswith(NOTE_ANCHORS)


def check(tokens: Sequence[Token], refused: int = 0) -> Iterator[Finding]:
    """What is wrong with addresses whatever the collection holds; `refused` of them were taken away before."""
    yield from _lost(tokens, refused)
    yield from _wordless(tokens)
    for tag in _references(tokens):
        target = tag.attributes[_ADDRESSES[tag.name]]
        clues = (re.escape(target),) if target else (r"\]\(\s*(?:<\s*>)?\s*\)", r"(?:href|src)\s*=\s*[\"']\s*[\"']")
        parsed = parse_target(target)
        if parsed.kind == "empty":
            yield Finding("L101", "A link or picture has no address.", "write it between the round brackets", clues)
        elif parsed.kind == "unknown":
            kind = target[1:].partition("}")[0].partition("|")[0]
            hint = did_you_mean(kind, _BRACES) or one_of([f"{{{name}}}" for name in _BRACES])
            yield Finding("L102", f'"{target}" begins with braces that name no kind of link.', hint, clues)
        elif parsed.kind == "external":
            yield from _external(tag, parsed, clues)


def _lost(tokens: Sequence[Token], refused: int) -> Iterator[Finding]:
    """Links and pictures without an attribute for an address, and links to notes that are not there."""
    here = {f"#{name}" for name in ids.of(tokens)}
    for token in tokens:
        if not isinstance(token, Start) or token.name not in _ADDRESSES:
            continue
        if _is_note(token) and token.attributes["href"] not in here:
            address = token.attributes["href"]
            hint = "write [^1] for the mark of a note"
            yield Finding("L105", f'"{address}" leads to a note that is not there.', hint, (re.escape(address),))
        elif _ADDRESSES[token.name] not in token.attributes and "id" not in token.attributes:
            refused -= 1
            if refused < 0:
                clues = (rf"<{token.name}\b",)
                yield Finding("L101", "A link or picture has no address.", "write where it leads", clues)


def _wordless(tokens: Sequence[Token]) -> Iterator[Finding]:
    for index, token in enumerate(tokens):
        if isinstance(token, Start) and token.name == "a" and "href" in token.attributes:
            held = tokens[index : tags.end_of(tokens, index)]
            pictured = any(isinstance(inner, Start) and inner.attributes.get("alt") for inner in held)
            if not pictured and not token.attributes.get("aria-label") and not tags.plain(held).strip():
                target = token.attributes["href"]
                hint = "write it between the square brackets, or give its picture an alternative text"
                yield Finding("L106", f'The link to "{target}" has no text.', hint, (re.escape(target),))


def _external(tag: Start, target: Target, clues: tuple[str, ...]) -> Iterator[Finding]:
    if tag.name == "img":
        hint = "put a copy beside the article, where its licence allows it"
        yield Finding("L104", f'The picture "{target.path}" is fetched from another site.', hint, clues)
    elif target.path.lower().startswith(("http:", "https:")) and (fault := grammar.url_fault(target.path)):
        yield Finding("L103", f'The address "{target.path}" {fault.message}.', fault.hint, clues)
    elif target.path.startswith("//"):
        yield Finding("L103", f'The address "{target.path}" has no scheme.', f'write "https:{target.path}"', clues)


def resolve(html: str, resolver: Resolver) -> str:
    """A body with every address replaced by what the resolver makes of it.

    >>> resolve('<p><a href="{filename}x.md">x</a></p>', lambda reference: Resolution("/x/"))
    '<p><a href="/x/">x</a></p>'
    """
    if "<a" not in html and "<img" not in html:
        return html
    return tags.write(_resolved(tags.parse(html), resolver))


def _resolved(tokens: Sequence[Token], resolver: Resolver) -> Iterator[Token]:
    suffix = NOTHING
    for token in tokens:
        if isinstance(token, Start) and _ADDRESSES.get(token.name, "") in token.attributes and not _is_note(token):
            attribute = _ADDRESSES[token.name]
            found = resolver(Reference(token.attributes[attribute], _KINDS[token.name]))
            if found.address is None and token.name == "img":
                yield tags.text(token.attributes.get("alt", ""))
                continue
            yield Start(token.name, dict(_addressed(token, attribute, found)))
            suffix = found.suffix if token.name == "a" else suffix
        else:
            yield token
            if isinstance(token, End) and token.name == "a" and suffix:
                yield tags.Text(str(suffix))
                suffix = NOTHING


def _addressed(token: Start, attribute: str, found: Resolution) -> Iterator[tuple[str, str]]:
    """The tag's attributes in their order, then those that the resolution adds."""
    for name, value in token.attributes.items():
        if name != attribute:
            yield name, found.attributes.get(name, value)
        elif found.address is not None:
            yield name, found.address
    yield from ((name, value) for name, value in found.attributes.items() if name not in token.attributes)
