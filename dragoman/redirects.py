"""Old addresses that still answer: gathered from redirects.yaml and the `aliases` of headers, checked as one table.

The table becomes a page for hosts that have nothing better, and a map for nginx (`dragoman.nginx`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote, unquote

from dragoman import urls
from dragoman.collisions import Claim
from dragoman.library import Library
from dragoman.model import Document, Place, Redirect
from dragoman.problems import Problem, Severity, did_you_mean

RULES: Mapping[str, str] = MappingProxyType(
    {
        "A110": "Two redirects begin at one address.",
        "A111": "Redirects lead round in a circle.",
        "A112": "A redirect leads to an address of this site where nothing is.",
        "A113": "A redirect begins where the site has something of its own.",
        "A114": "A redirect leads to a heading or note that its page does not have.",
    }
)

_MOST_HINTS = 20  # to look for a similar address among all is dear, and a table may be wrong in every line


@dataclasses.dataclass(frozen=True, slots=True)
class Move:
    """One old address and where it leads in the end: `new` is a site path, or an absolute address elsewhere."""

    old: str  # a decoded site path
    new: str
    place: Place
    fragment: str = ""  # decoded; an address elsewhere keeps its own

    @property
    def leaves(self) -> bool:
        return not self.new.startswith("/")

    @property
    def page(self) -> str:
        """The site path of the page that stands at the old address.

        Hosts that serve files find a bare `/old` as a folder, and so `/old.php`, which as a file would have no type
        that a browser shows.

        >>> Move("/old", "/", Place("")).page, Move("/old.html", "/", Place("")).page
        ('/old/', '/old.html')
        """
        return _page(self.old)

    def leads(self, address: Callable[[str], str]) -> str:
        """The goal as it is written into a page; `address` makes one of a site path."""
        if self.leaves:
            return self.new
        return address(self.new) + (f"#{quote(self.fragment, safe=urls.SAFE)}" if self.fragment else "")


def _page(old: str) -> str:
    return old if old.endswith(("/", ".html", ".htm")) else f"{old}/"


def gather(redirects: Iterable[Redirect], library: Library) -> tuple[Move, ...]:
    """Every redirect of redirects.yaml and every alias of a visible document, as written."""
    written = [_written(redirect, library.addresses.root) for redirect in redirects]
    for path, document in library.documents.items():
        if library.visible(document) and path in library.paths:
            written += [Move(old, library.paths[path], place) for old, place in _aliases(document)]
    return tuple(sorted(written, key=lambda move: (move.old, move.place.path, move.place.line)))


def _written(redirect: Redirect, root: str) -> Move:
    """The redirect with its addresses decoded. One that names this site in full is one within the site."""
    old, new = unquote(redirect.old), redirect.new
    if new == root or (new.startswith(f"{root}/") and "?" not in new):
        new = new.removeprefix(root) or "/"
    if not new.startswith("/"):
        return Move(old, new, redirect.place)
    path, _, fragment = new.partition("#")
    return Move(old, unquote(path), redirect.place, unquote(fragment))


def _aliases(document: Document) -> Iterator[tuple[str, Place]]:
    for index, alias in enumerate(document.header.aliases):
        yield unquote(alias), document.places.at("aliases", index)


def reserved(library: Library) -> Iterator[Claim]:
    """What the aliases of texts that readers cannot see yet will take once they can."""
    for document in library.documents.values():
        if not library.visible(document):
            for old, place in _aliases(document):
                yield Claim(urls.file_of(_page(old)), place.path, place)


def settle(moves: Iterable[Move], paths: Collection[str] | None) -> tuple[tuple[Move, ...], tuple[Problem, ...]]:
    """Each old address with its final goal, so that no reader is sent twice; and what is wrong with the table.

    `paths` are the site paths of all that the build writes; None where they are not known, because errors stand in the
    way, and then nothing is said of them.
    """
    known = frozenset(paths or ())
    table: dict[str, Move] = {}
    problems = []
    for move in moves:
        if move.page in table:
            other = table[move.page].place
            message = f"{move.old} is redirected already, at {other.path}:{other.line}"
            problems.append(_problem("A110", move, message, "keep one of them"))
        elif move.page in known or move.old in known:
            message = f"something of this site is at {move.page if move.page in known else move.old}"
            problems.append(_problem("A113", move, message, "take the redirect out, or move what is there"))
        else:
            table[move.page] = move
    settled = []
    ends = _ends(table)
    for page, move in table.items():
        end = ends[page]
        if end is None:
            problems.append(
                _problem("A111", move, f"{move.old} leads back to itself", "let one of them lead to a page")
            )
        elif not end.leaves and paths is not None and end.new not in known:
            hint = did_you_mean(end.new, known) if len(problems) < _MOST_HINTS else ""
            hint = hint or "write the address of a page, beginning with /"
            problems.append(_problem("A112", move, f"nothing is at {end.new}", hint))
        else:
            settled.append(dataclasses.replace(move, new=end.new, fragment=end.fragment))
    return tuple(settled), tuple(problems)


def _ends(table: Mapping[str, Move]) -> dict[str, Move | None]:
    """Where each chain of redirects ends, by the page that it begins at; None where it leads round in a circle.

    What is known of one old address serves all that lead there, so that a long chain is walked once. The last fragment
    that is written on the way counts, as it does for a browser.
    """
    ends: dict[str, Move | None] = {}
    for page in table:
        way: dict[str, Move] = {}
        here = page
        while here in table and here not in ends and here not in way:
            way[here] = table[here]
            here = "" if way[here].leaves else _next(way[here].new, table)
        end = ends.get(here)
        closed = here in way or (here in ends and end is None)
        for passed in reversed(way):
            move = way[passed]
            if closed:
                end = None
            elif end is None:
                end = move
            else:
                end = dataclasses.replace(end, fragment=end.fragment or move.fragment)
            ends[passed] = end
    return ends


def _next(goal: str, table: Mapping[str, Move]) -> str:
    """The page at which a goal goes on, whether or not it is written with its last slash."""
    return goal if goal in table else _page(goal)


def anchored(moves: Iterable[Move], anchors: Callable[[str], Collection[str] | None]) -> Iterator[Problem]:
    """Redirects to a place in a page that the page does not have; `anchors` knows those of a site path."""
    for move in moves:
        if move.fragment and not move.leaves:
            there = anchors(move.new)
            if there is not None and move.fragment not in there:
                message = f"{move.new} has no heading or note #{move.fragment}"
                hint = did_you_mean(move.fragment, there) or "name the id of a heading"
                yield _problem("A114", move, message, hint)


def _problem(code: str, move: Move, message: str, hint: str) -> Problem:
    place = move.place
    return Problem(place.path, place.line, place.column, code, Severity.ERROR, message, hint)
