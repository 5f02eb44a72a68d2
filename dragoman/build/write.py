"""Files reach the output: each in one step, only when its bytes differ; what the last build wrote and this one does
not is removed, and nothing else ever is."""

from __future__ import annotations

import contextlib
import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman import files, guard
from dragoman.problems import Problem, Severity

MANIFEST = ".dragoman-manifest"

RULES: Mapping[str, str] = MappingProxyType(
    {
        "F120": "The list of what the last build wrote cannot be read.",
        "F121": "A file of an earlier build cannot be removed.",
    }
)

_MISSING = "F103"  # the rule of `files` for what is not there
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
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # one problem for the folder, not one for each file
        return Written(0, 0, 0), (*problems, files.unwritable(output.as_posix(), error))
    orphans = {path for name in before if isinstance(path := guard.lexical(name), str)} - contents.keys()
    in_the_way = _in_the_way(orphans, contents)
    failed: list[Problem] = []
    if not contents.keys() <= set(before):  # a build that is cut short must not leave files that no list has
        failed += _write(output, MANIFEST, _listing({*before, *contents}))[1]
    removed, stuck = _remove(output, in_the_way)
    changed = 0
    # Pages come last: whoever reads the site meanwhile never gets one whose stylesheet or pictures are not there yet.
    for name in sorted(contents, key=lambda name: (name.endswith(".html"), name)):
        wrote, wrong = _write(output, name, contents[name])
        changed += wrote
        failed += wrong
    more, left = _remove(output, orphans - in_the_way)
    # What could not be removed stays on the list, so that the next build tries again.
    stuck = {name: problem for name, problem in (stuck | left).items() if name not in contents}
    failed += _write(output, MANIFEST, _listing({*contents, *stuck}))[1]
    return Written(len(contents), changed, removed + more), (*problems, *dict.fromkeys(failed), *stuck.values())


def _listing(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()


def _write(output: Path, name: str, data: bytes) -> tuple[bool, list[Problem]]:
    """Whether the file was changed, and what stood in the way."""
    try:
        return files.write_atomically(output / name, data), []
    except OSError as error:
        return False, [files.unwritable((output / name).as_posix(), error)]


def _in_the_way(orphans: Iterable[str], contents: Iterable[str]) -> set[str]:
    """The orphans that must go before anything is written.

    Where letter case does not count, an orphan may be the very file that a new name is about to be written to; and a
    file may stand where a folder is needed now, or the other way round.
    """
    files_now = {_fold(name) for name in contents}
    folders_now = {parent for name in files_now for parent in _parents(name)}
    return {
        name
        for name in orphans
        if (folded := _fold(name)) in files_now or folded in folders_now or not files_now.isdisjoint(_parents(folded))
    }


def _parents(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def manifest(output: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files that the last build wrote, one a line."""
    path = output / MANIFEST
    data = files.read_bounded(path, _LONGEST_MANIFEST, path.as_posix())
    if isinstance(data, Problem) and data.code == _MISSING:
        return (), ()
    try:
        if isinstance(data, bytes):
            return tuple(filter(None, data.decode().split("\n"))), ()
        reason = data.message
    except UnicodeDecodeError:
        reason = "this is not UTF-8"
    message = f"the list of what the last build wrote cannot be read: {reason}"
    hint = "nothing that an earlier build wrote will be removed; delete the output folder to be rid of it"
    return (), (Problem(path.as_posix(), 0, 0, "F120", Severity.WARNING, message, hint),)


def remove(output: Path) -> int:
    """Take away everything that the last build wrote; returns how many files."""
    before, _ = manifest(output)
    removed, stuck = _remove(output, before)
    if not stuck:
        _remove(output, [MANIFEST])
    _prune(output, [""])
    return removed


def _remove(output: Path, names: Iterable[str]) -> tuple[int, dict[str, Problem]]:
    """Remove these files and the folders that this leaves empty: how many, and those that could not be.

    Anybody may have changed the list that the names come from. A name that leads elsewhere is passed over; and the file
    is the one that the guard has looked at, which is not always the one that the name spells: `link/../x`.
    """
    removed: list[str] = []
    stuck: dict[str, Problem] = {}
    for name in sorted(names):
        path = guard.output_path(output, name)
        if not isinstance(path, str) or (output / path).is_dir():
            continue
        try:
            (output / path).unlink()
            removed.append(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            message = f"this is not a part of the site any more, and cannot be removed: {error.strerror}"
            shown = (output / path).as_posix()
            stuck[path] = Problem(shown, 0, 0, "F121", Severity.ERROR, message, "remove it by hand")
    _prune(output, {parent for path in removed for parent in _parents(path)})
    return len(removed), stuck


def _prune(output: Path, folders: Iterable[str]) -> None:
    for folder in sorted(folders, key=len, reverse=True):
        with contextlib.suppress(OSError):  # not empty: somebody else's file is in it
            (output / folder).rmdir()


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
