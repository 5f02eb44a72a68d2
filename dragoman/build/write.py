"""Files reach the output: each in one step, only when its bytes differ; what the last build wrote and this one does
not is removed, and nothing else ever is."""

from __future__ import annotations

import contextlib
import dataclasses
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman import files, guard
from dragoman.problems import Problem, Severity

MANIFEST = ".dragoman-manifest"

RULES: Mapping[str, str] = MappingProxyType({"F120": "The list of what the last build wrote cannot be read."})

_LONGEST_MANIFEST = 64 * 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output: counts of files."""

    total: int
    changed: int
    removed: int


def write(output: Path, contents: Mapping[str, bytes]) -> tuple[Written, tuple[Problem, ...]]:
    """Make the output hold exactly these files, besides what others put there.

    `contents` maps paths below the output, with "/", to bytes. Every path passes the guard before the first byte is
    written; with a problem among them, nothing is.
    """
    before, problems = manifest(output)
    refused = [
        refusal.at(name) for name in contents if isinstance(refusal := guard.output_path(output, name), guard.Refusal)
    ]
    if refused:
        return Written(0, 0, 0), (*problems, *refused)
    orphans = [name for name in before if name not in contents]
    # Where case does not count, an orphan may be the very file that a new name is about to be written to.
    folded = {_fold(name) for name in contents}
    twins = [name for name in orphans if _fold(name) in folded]
    removed = _remove(output, twins)
    changed = 0
    listing = "".join(f"{name}\n" for name in sorted(contents)).encode()
    for name, data in (*sorted(contents.items()), (MANIFEST, listing)):
        try:
            changed += files.write_atomically(output / name, data) and name != MANIFEST
        except OSError as error:
            problems = (*problems, files.unwritable((output / name).as_posix(), error))
    removed += _remove(output, set(orphans).difference(twins))
    return Written(len(contents), changed, removed), problems


def manifest(output: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files that the last build wrote, one a line."""
    path = output / MANIFEST
    if not path.exists():
        return (), ()
    data = files.read_bounded(path, _LONGEST_MANIFEST, path.as_posix())
    if isinstance(data, Problem):
        return (), (data,)
    try:
        return tuple(data.decode().splitlines()), ()
    except UnicodeDecodeError:
        hint = "nothing that an earlier build wrote will be removed; delete the output folder to be rid of it"
        message = "the list of what the last build wrote cannot be read"
        return (), (Problem(path.as_posix(), 0, 0, "F120", Severity.WARNING, message, hint),)


def remove(output: Path) -> int:
    """Take away everything that the last build wrote; returns how many files."""
    before, _ = manifest(output)
    removed = _remove(output, [*before, MANIFEST])
    _prune(output, [""])
    return removed


def _remove(output: Path, names: Iterable[str]) -> int:
    """Remove these files and the folders that this leaves empty; a name that leads elsewhere is passed over."""
    inside = [name for name in names if isinstance(guard.output_path(output, name), str)]
    removed = 0
    for name in inside:
        with contextlib.suppress(OSError):
            (output / name).unlink()
            removed += 1
    _prune(output, {parent.as_posix() for name in inside for parent in Path(name).parents} - {"."})
    return removed


def _prune(output: Path, folders: Iterable[str]) -> None:
    for folder in sorted(folders, key=len, reverse=True):
        with contextlib.suppress(OSError):  # not empty: somebody else's file is in it
            (output / folder).rmdir()


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
