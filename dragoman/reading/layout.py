"""What each path of the content folder is: an article, a standing page, a data file, a picture, or a mistake.

Works on names alone, so the order of files and the kind of file system play no part.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from dragoman import grammar, language_names, languages
from dragoman.problems import Problem, Severity, did_you_mean
from dragoman.reading.walk import Tree, folded

RULES: Mapping[str, str] = MappingProxyType(
    {
        "F132": "A content folder without an article and without a page.",
        "F135": "A Markdown file whose name is not a language.",
        "F136": "A Markdown file whose name spells a language in another way than its canonical tag.",
        "F137": "Two files of one work in the same language.",
        "F138": "A Markdown file that is neither in the folder of a work nor in that of a page.",
        "F139": "A folder where a file should be, or a file where a folder should be.",
        "F140": "Two works, or two pages, of the same name.",
        "F141": "A data file that does not exist.",
        "F142": "A data file in a place where nobody reads it.",
        "F143": "A data file that has no effect yet.",
        "F144": "A folder of a work or page whose name cannot be part of an address.",
        "F145": "A work inside the folder of another work.",
        "F147": "A Markdown file with another ending than .md.",
    }
)

ARTICLES, PAGES = "articles", "pages"
DATA_FILES = ("people.yaml", "sources.yaml", "terms.yaml", "redirects.yaml")
_LATER = ("glossary.yaml",)
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})
_YAML = frozenset({".yaml", ".yml"})
_NO_EDITION = frozenset({"und", "mul", "zxx", "mis"})  # tags for texts in no language, in several, in an unknown one


@dataclass(frozen=True, slots=True)
class Slot:
    """A Markdown file in its place: the work or page that it is a version of, and its language."""

    path: str
    name: str
    lang: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything there is to read, sorted by path."""

    articles: tuple[Slot, ...] = ()
    pages: tuple[Slot, ...] = ()
    data: tuple[str, ...] = ()
    media: frozenset[str] = frozenset()
    spare: frozenset[str] = frozenset()  # documents in whose place another is: they are read for their problems alone


def arranged(tree: Tree) -> tuple[Layout, tuple[Problem, ...]]:
    """Every path in its role; a path that has none is a problem."""
    problems = list(_misplaced_kinds(tree))
    swallowed = tuple(f"{problem.path}/" for problem in problems)
    files = [path for path in tree.files if not path.startswith(swallowed)] if swallowed else list(tree.files)
    markdown = [path for path in files if PurePosixPath(path).suffix.lower() in _MARKDOWN]
    slots: dict[str, list[Slot]] = {ARTICLES: [], PAGES: []}
    for path in markdown:
        home, slot, wrong = _placed(path)
        problems += wrong
        if slot:
            slots[home].append(slot)
    for home, found in slots.items():
        problems += _languages(found)
        problems += _folders(home, {slot.path.rsplit("/", 1)[0] for slot in found})
    twins = {problem.path for problem in problems if problem.code in {"F137", "F140"}}
    every = (*slots[ARTICLES], *slots[PAGES])
    spare = frozenset(slot.path for slot in every if not twins.isdisjoint({slot.path, slot.path.rsplit("/", 1)[0]}))
    data, wrong_data = _data(files)
    problems += wrong_data
    taken = {*markdown, *data, *_LATER, *(problem.path for problem in problems)}
    media = frozenset(path for path in files if path not in taken)
    return Layout(tuple(slots[ARTICLES]), tuple(slots[PAGES]), data, media, spare), tuple(problems)


def nothing(plan: Layout, content: Path) -> Iterator[Problem]:
    """A folder in which nothing is wrong because nothing is there."""
    if not plan.articles and not plan.pages:
        message, hint = "there is no article and no page here", "write articles/letters-from-the-coast/en.md"
        yield Problem(content.as_posix(), 0, 0, "F132", Severity.ERROR, message, hint)


def _misplaced_kinds(tree: Tree) -> Iterator[Problem]:
    for path in tree.folders:
        if path.endswith(".md") or path in (*DATA_FILES, *_LATER):
            message, hint = "this is a folder, and its name is a file's", "put a file in its place, or rename it"
            yield Problem(path, 0, 0, "F139", Severity.ERROR, message, hint)
    for path in (ARTICLES, PAGES):
        if path in tree.files:
            message, hint = "this is a file, and a folder belongs here", "remove it, or rename it"
            yield Problem(path, 0, 0, "F139", Severity.ERROR, message, hint)


def _placed(path: str) -> tuple[str, Slot | None, tuple[Problem, ...]]:
    """Where a Markdown file belongs: articles or pages, its slot there, and what is wrong with either."""
    *folders, name = path.split("/")
    home = folders[0] if folders else ""
    stem, ending = name.rsplit(".", 1)
    if ending != "md":
        return home, None, (_error(path, "F147", f'"{name}" does not end in .md', f"rename it to {stem}.md"),)
    if not (home == ARTICLES and len(folders) > 1) and not (home == PAGES and len(folders) == 2):
        return home, None, (_error(path, "F138", "this belongs to no work and no page", _where(folders, name)),)
    lang = languages.canonical(stem)
    if lang is None or lang in _NO_EDITION:
        hint = language_names.hint(stem)
        return home, None, (_error(path, "F135", f'the name "{name}" is not a language', hint),)
    return home, Slot(path, unicodedata.normalize("NFC", folders[-1]), lang), ()


def _where(folders: list[str], name: str) -> str:
    if folders and folders[0] == PAGES:
        return f"move it to pages/about/{name}"
    near = did_you_mean(folders[0], (ARTICLES, PAGES)) if folders and folders[0] != ARTICLES else ""
    return near or f"move it to articles/letters-from-the-coast/{name}"


def _languages(slots: Iterable[Slot]) -> Iterator[Problem]:
    """Two files of a work in one language, and names that spell a language in their own way."""
    first: dict[tuple[str, str], str] = {}
    for slot in slots:
        folder, name = slot.path.rsplit("/", 1)
        other = first.setdefault((folder, slot.lang), slot.path)
        if other != slot.path:
            yield _error(slot.path, "F137", f"this and {other} are both in {slot.lang}", "keep one of them")
        elif name != f"{slot.lang}.md":
            message, hint = f'"{name}" is another spelling of {slot.lang}', f"rename it to {slot.lang}.md"
            yield Problem(slot.path, 0, 0, "F136", Severity.WARNING, message, hint)


def _folders(home: str, folders: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the folders of works or pages: the same name twice, an odd name, one in another."""
    what = "work" if home == ARTICLES else "page"
    known = frozenset(folders)
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for folder in sorted(known):
        name = folder.rsplit("/", 1)[-1]
        if fault := grammar.name_fault(unicodedata.normalize("NFC", name)):
            yield _error(folder, "F144", f'the name "{name}" {fault.message}', fault.hint)
        if twins := seen[folded(name)]:
            message = f'"{name}" is the name of another {what} too: {twins[0]}'
            yield _error(folder, "F140", message, "rename one of the folders")
        twins.append(folder)
        above = next((str(parent) for parent in PurePosixPath(folder).parents if str(parent) in known), None)
        if above:
            yield _error(folder, "F145", f"this {what} is inside another: {above}", "move it out")


def _data(files: Iterable[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    data: list[str] = []
    problems: list[Problem] = []
    for path in files:
        name = path.rsplit("/", 1)[-1]
        if path in DATA_FILES:
            data.append(path)
        elif path in _LATER:
            message, hint = "this file has no effect yet", "keep it if you like; a later version reads it"
            problems.append(Problem(path, 0, 0, "F143", Severity.WARNING, message, hint))
        elif name in DATA_FILES:
            hint = f"move it to {name}, beside the folder articles/"
            problems.append(_error(path, "F142", "nobody reads this file here", hint))
        elif path == name and PurePosixPath(name).suffix.lower() in _YAML:
            problems.append(_error(path, "F141", f'there is no data file "{name}"', _data_hint(name)))
    return tuple(data), tuple(problems)


def _data_hint(name: str) -> str:
    stems = {PurePosixPath(known).stem: known for known in DATA_FILES}
    near = difflib.get_close_matches(PurePosixPath(name).stem.lower(), stems, n=1)
    return f'did you mean "{stems[near[0]]}"?' if near else f"the data files are {', '.join(DATA_FILES)}"


def _error(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, code, Severity.ERROR, message, hint)
