"""The files and folders below the content folder, by their names; nothing is opened and no link to a folder followed.

A link to a folder would let one file be read under two paths, and a few links one file under a million.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dragoman import guard
from dragoman.files import unreadable
from dragoman.grammar import text_fault
from dragoman.problems import Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "F131": "The content folder is missing, or is not a folder.",
        "F133": "A symbolic link to a folder, which is not followed.",
        "F134": "Two names in one folder that are one name where letter case or composition does not count.",
        "F146": "A name with a character that no reader sees, or that turns the reading direction.",
    }
)

_IGNORED = frozenset({"thumbs.db", "desktop.ini"})
_COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Tree:
    """Paths below the content folder, with "/", sorted."""

    files: tuple[str, ...]
    folders: tuple[str, ...]


def walk(content: Path) -> tuple[Tree | None, tuple[Problem, ...]]:
    """Every regular file and every folder that is not ignored, and what cannot be taken; None without a folder."""
    files: list[str] = []
    folders: list[str] = []
    problems: list[Problem] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        entries = _listed(content, folder)
        if isinstance(entries, Problem):
            problems.append(entries)
            continue
        names = [entry.name for entry in entries]
        problems += _alike(folder, names)
        for entry in entries:
            path = f"{folder}/{entry.name}".lstrip("/")
            if _is_comments(path, names):
                continue
            kind = _kind(content, path, entry)
            if isinstance(kind, Problem):
                problems.append(kind)
            elif kind == "folder":
                folders.append(path)
                waiting.append(path)
            else:
                files.append(path)
    missing = any(problem.code == "F131" for problem in problems)
    return None if missing else Tree(tuple(sorted(files)), tuple(sorted(folders))), tuple(problems)


def _listed(content: Path, folder: str) -> list[os.DirEntry[str]] | Problem:
    """What stands in a folder, by name; below the content folder "" is the folder itself."""
    try:
        with os.scandir(content / folder) as listing:
            return sorted((entry for entry in listing if not _ignored(entry.name)), key=lambda entry: entry.name)
    except (OSError, ValueError) as error:
        if folder:
            return unreadable(folder, error)
        shown = content.as_posix()
        if isinstance(error, PermissionError):
            return unreadable(shown, error)
        message = "this is not a folder" if isinstance(error, NotADirectoryError) else "there is no such folder"
        return Problem(shown, 0, 0, "F131", Severity.ERROR, message, "name the folder that holds `articles/`")


def _ignored(name: str) -> bool:
    return name.startswith(".") or name.endswith("~") or name.lower() in _IGNORED


def _is_comments(path: str, beside: Iterable[str]) -> bool:
    """Whether this is the folder of a work's comments, which are read in their own time."""
    *above, name = path.split("/")
    return name == _COMMENTS and above[:1] == ["articles"] and any(other.endswith(".md") for other in beside)


def _kind(content: Path, path: str, entry: os.DirEntry[str]) -> str | Problem:
    if refused := guard.name_fault(entry.name):
        return refused.at(path)
    if fault := text_fault(entry.name):
        return Problem(path, 0, 0, "F146", Severity.ERROR, f'the name "{entry.name}" {fault.message}', "rename it")
    try:
        link = guard.is_link(entry.stat(follow_symlinks=False))
        if link and not guard.leads_inside(content, content / path):
            message = "this link leads out of the content folder, in a circle, or nowhere"
            return Problem(path, 0, 0, "F115", Severity.ERROR, message, "put the file itself here")
        mode = entry.stat().st_mode
    except OSError as error:
        return unreadable(path, error)
    if stat.S_ISDIR(mode):
        message, hint = "this is a link to a folder, which is not followed", "put the folder itself here"
        return Problem(path, 0, 0, "F133", Severity.ERROR, message, hint) if link else "folder"
    if not stat.S_ISREG(mode):
        hint = "put a regular file in its place, or remove it"
        return Problem(path, 0, 0, "F104", Severity.ERROR, "this is not a regular file", hint)
    return "file"


def _alike(folder: str, names: Iterable[str]) -> Iterator[Problem]:
    """Names that a file system of another kind would take for one: Windows, macOS, or a server on either."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(folded(name), name)
        if first != name:
            path = f"{folder}/{name}".lstrip("/")
            message = f'"{first}" and "{name}" are one name on other systems'
            yield Problem(path, 0, 0, "F134", Severity.ERROR, message, "rename one of them")


def folded(name: str) -> str:
    """What is left of a name where letter case and composition do not count (Unicode, canonical caseless match).

    >>> folded("Été") == folded("e\u0301te\u0301".upper())
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
