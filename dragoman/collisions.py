"""Two things at one address are found before a byte is written, all of them, with the files that cause them."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dragoman.problems import Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "A101": "Two things would be written to the same file.",
        "A102": "Two addresses differ only in letter case or in Unicode's composition.",
        "A103": "One thing would need as a folder what another writes as a file.",
        "A104": "An address is longer than file systems allow.",
    }
)

LONGEST_NAME = 255  # bytes of one name, on every file system in use


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Claim:
    """A file of the output, what wants it (a content path, or a phrase such as "the list of people") and how to move it."""

    file: str
    origin: str
    line: int = 0


def find(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Every collision among the claims, reported at each place but the first."""
    by_fold: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(set(claims)):
        by_fold[_fold(claim.file)].append(claim)
        if any(len(part.encode()) > LONGEST_NAME for part in claim.file.split("/")):
            yield _problem(
                "A104", claim, f"the address /{claim.file} has a part over {LONGEST_NAME} bytes", "shorten the slug"
            )
    for first, *others in by_fold.values():
        for other in others:
            same = other.file == first.file
            difference = "" if same else f", which differs from /{first.file} only in case or composition"
            message = f"/{other.file}{difference} is taken by {_shown(first)}"
            yield _problem("A101" if same else "A102", other, message, "give one of them another `slug`")
    for fold, members in by_fold.items():
        folder = fold
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            for blocker in by_fold.get(folder, ()):
                message = f"/{members[0].file} needs a folder where {_shown(blocker)} writes a file"
                yield _problem("A103", members[0], message, "give one of them another `slug`")


def _fold(file: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).casefold())


def _shown(claim: Claim) -> str:
    return f"{claim.origin}:{claim.line}" if claim.line else claim.origin


def _problem(code: str, claim: Claim, message: str, hint: str) -> Problem:
    return Problem(claim.origin, claim.line, 1 if claim.line else 0, code, Severity.ERROR, message, hint)
