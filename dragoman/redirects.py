"""Old addresses that still answer: gathered from redirects.yaml and the `aliases` of headers, checked as one table.

The table becomes a page for hosts that have nothing better, and a map for nginx.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote, unquote, urlsplit

from dragoman.library import Library
from dragoman.model import Place, Redirect
from dragoman.problems import Problem, Severity, did_you_mean
from dragoman.urls import SAFE

RULES: Mapping[str, str] = MappingProxyType(
    {
        "A110": "Two redirects begin at one address.",
        "A111": "Redirects lead round in a circle.",
        "A112": "A redirect leads to an address of this site where nothing is.",
        "A113": "A redirect begins where a page of the site is.",
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Move:
    """One old address and where it leads in the end: `new` is a site path, or an absolute address elsewhere."""

    old: str  # a decoded site path
    new: str
    place: Place

    @property
    def leaves(self) -> bool:
        return not self.new.startswith("/")


def gather(redirects: Iterable[Redirect], library: Library) -> tuple[Move, ...]:
    """Every redirect of redirects.yaml and every alias of a visible document, as written."""
    written = [Move(unquote(r.old), unquote(r.new) if r.new.startswith("/") else r.new, r.place) for r in redirects]
    for path, document in library.documents.items():
        if not library.visible(document) or path not in library.paths:
            continue
        written += [
            Move(unquote(alias), library.paths[path], document.places.at("aliases", index))
            for index, alias in enumerate(document.header.aliases)
        ]
    return tuple(sorted(written, key=lambda move: (move.old, move.place.path, move.place.line)))


def settle(moves: Iterable[Move], pages: Iterable[str]) -> tuple[tuple[Move, ...], tuple[Problem, ...]]:
    """Each old address with its final goal, so that no reader is sent twice; and what is wrong with the table.

    `pages` are the site paths that the build writes.
    """
    known = frozenset(pages)
    table: dict[str, Move] = {}
    problems = []
    for move in moves:
        if move.old in table:
            other = table[move.old].place
            message = f"{move.old} is redirected already, at {other.path}:{other.line}"
            problems.append(_problem("A110", move, message, "keep one of them"))
        elif move.old in known:
            message = f"a page of this site lives at {move.old}"
            problems.append(_problem("A113", move, message, "take the redirect out, or move the page"))
        else:
            table[move.old] = move
    settled = []
    for move in table.values():
        goal = _goal(move, table)
        if goal is None:
            problems.append(
                _problem("A111", move, f"{move.old} leads back to itself", "let one of them lead to a page")
            )
        elif goal.startswith("/") and goal.partition("#")[0] not in known:
            hint = did_you_mean(goal, known) or "write the address of a page, beginning with /"
            problems.append(_problem("A112", move, f"nothing is at {goal}", hint))
        else:
            settled.append(dataclasses.replace(move, new=goal))
    return tuple(settled), tuple(problems)


def _goal(move: Move, table: Mapping[str, Move]) -> str | None:
    """Where a chain of redirects ends; None where it does not."""
    seen = {move.old}
    while move.new in table:
        move = table[move.new]
        if move.old in seen:
            return None
        seen.add(move.old)
    return None if move.new in seen else move.new


def nginx_map(moves: Iterable[Move], library: Library) -> str:
    r"""The table as the body of an nginx `map $uri $moved { … }`, in nginx's own quoting.

    nginx compares the decoded path without its query; the goal is sent as it stands, so it is percent-encoded.
    """
    lines = ["# map $uri $moved { include redirects.nginx.map; }   then: if ($moved) { return 301 $moved; }"]
    for move in moves:
        goal = _external(move.new) if move.leaves else library.addresses.href(move.new)
        for old in _spellings(library.addresses.base + move.old):
            lines.append(f"{nginx_quoted(old)} {nginx_quoted(goal)};")
    return "\n".join(lines) + "\n"


def _spellings(old: str) -> Iterator[str]:
    """An address that ends in a slash is also asked for without it."""
    yield old
    if old.endswith("/") and len(old) > 1:
        yield old.rstrip("/")


def nginx_quoted(value: str) -> str:
    r"""One parameter of nginx's configuration, that stands for exactly this text.

    In double quotes nginx knows `\"`, `\\`, `\t`, `\r`, `\n`; a `$` begins a variable and cannot be escaped, and a key of
    a map that begins with `~` is a regular expression unless a backslash stands before it. Addresses with `$` or a
    control character are refused by their grammar; this function refuses them again.

    >>> nginx_quoted('/a "b" c')
    '"/a \\"b\\" c"'
    """
    if "$" in value or any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise ValueError(f"{value!r} cannot be written in an nginx configuration")
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _external(address: str) -> str:
    """An address of another site, in ASCII and with nothing in it that ends a quoted word."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    kept = SAFE + "%"
    path, query, fragment = (quote(part, safe=kept + "?") for part in (parts.path, parts.query, parts.fragment))
    return f"{parts.scheme}://{host}{path}" + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _problem(code: str, move: Move, message: str, hint: str) -> Problem:
    place = move.place
    return Problem(place.path, place.line, place.column, code, Severity.ERROR, message, hint)
