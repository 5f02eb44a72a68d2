"""Two things at one address are found before a byte is written, all of them, with the files that cause them."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman import guard
from dragoman.model import Place
from dragoman.problems import Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "A101": "Two things would be written to the same file.",
        "A102": "Two addresses differ only in letter case or in Unicode's composition.",
        "A103": "One thing would need as a folder what another writes as a file.",
        "A104": "An address is longer than file systems allow.",
        "A105": "An address has a name that some system cannot store as a file.",
    }
)

_TOO_LONG = "F118"  # the guard's own rule for it


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A file of the output, what wants it, and the place where a person can change that.

    `origin` is a content path, or a phrase such as "the list of people"; what has no place cannot be moved.
    """

    file: str
    origin: str
    place: Place | None = None

    @property
    def shown(self) -> str:
        """What wants the file, with the place that it comes from.

        >>> Claim("tag/sea/index.html", "the tag sea of en", Place("terms.yaml", 3)).shown
        'the tag sea of en (terms.yaml:3)'
        """
        if self.place is None:
            return self.origin
        where = f"{self.place.path}:{self.place.line}" if self.place.line else self.place.path
        return where if self.origin == self.place.path else f"{self.origin} ({where})"


def find(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Every collision among the claims, each at a place where somebody can resolve it. The cost is linear."""
    by_fold: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(dict.fromkeys(claims), key=_order):
        by_fold[_fold(claim.file)].append(claim)
        yield from _unusable(claim)
    for members in by_fold.values():
        yield from _shared(members)
    yield from _blocked(by_fold)


def _order(claim: Claim) -> tuple[str, bool, str, str, int]:
    """What cannot be moved comes first: it stays, and the problem is told of what can."""
    place = claim.place or Place("")
    return (claim.file, claim.place is not None, place.path, claim.origin, place.line)


def _unusable(claim: Claim) -> Iterator[Problem]:
    found = guard.lexical(claim.file)
    if isinstance(found, guard.Refusal):
        code = "A104" if found.code == _TOO_LONG else "A105"
        yield _problem(code, claim, f"/{claim.file} cannot be a file: {found.message}", found.hint or "choose another")


def _shared(members: Sequence[Claim]) -> Iterator[Problem]:
    """What is wrong with several claims to one file, or to names that are one on some systems."""
    stays: dict[str, Claim] = {}
    ordered = sorted(members, key=lambda claim: claim.place is not None)
    for claim in ordered:
        other = stays.setdefault(claim.file, claim)
        if other is not claim:
            message = f"/{claim.file} is taken by {other.shown}"
            yield _problem("A101", claim, message, _HINT)
    first, *others = stays.values()
    for claim in others:
        message = f"/{claim.file} differs from /{first.file} only in case or composition, and that is {first.shown}"
        yield _problem("A102", claim, message, _HINT)


def _blocked(by_fold: Mapping[str, Sequence[Claim]]) -> Iterator[Problem]:
    """Files in the way of folders: told once, with the first thing that needs the folder."""
    told: set[str] = set()
    for fold, members in by_fold.items():
        folder = fold
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            if folder in by_fold and folder not in told:
                told.add(folder)
                file, inner = by_fold[folder][0], members[0]
                movable, other = (file, inner) if inner.place is None else (inner, file)
                message = f"/{inner.file} needs a folder where /{file.file} is a file: {other.shown}"
                yield _problem("A103", movable, message, _HINT)


_HINT = "give one of them another `slug`, or take the redirect out"


def _fold(file: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).casefold())


def _problem(code: str, claim: Claim, message: str, hint: str) -> Problem:
    place = claim.place or Place(claim.origin)
    return Problem(place.path, place.line, place.column, code, Severity.ERROR, message, hint)
