"""The content folder, read once: every file in its role, every document in its record, every problem in one list.

`walk` looks at the disk, `layout` decides what each path is, `documents` turns bytes into records; here the three are
put together. `scan` and `documents` apart let a build read in parallel, or not at all what it has read before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dragoman.files import read_bounded
from dragoman.frontmatter import LARGEST_ARTICLE, LARGEST_DATA
from dragoman.model import Article, Collection, LooseBody, StandingPage
from dragoman.problems import Problem, ordered
from dragoman.reading import documents, layout, walk
from dragoman.reading.layout import Layout, Slot

__all__ = ["RULES", "read_collection", "scan"]

RULES: Mapping[str, str] = MappingProxyType({**walk.RULES, **layout.RULES})

_Document = TypeVar("_Document", Article, StandingPage)


def read_collection(content: Path) -> tuple[Collection, tuple[Problem, ...]]:
    """Everything that the content folder says, and everything wrong with it, both in the order of their paths.

    A document with an error is left out of the collection, and named as broken; so is one whose place another has. The
    cost is linear in the number of files.
    """
    plan, found = scan(content)
    problems = list(found)
    articles, torn = _documents(content, plan.articles, documents.article, plan.spare, problems)
    pages, torn_pages = _documents(content, plan.pages, documents.page, plan.spare, problems)
    read = {article.path for article in articles} | {page.path for page in pages}
    broken = frozenset(slot.path for slot in (*plan.articles, *plan.pages) if slot.path not in read)
    collection = Collection(articles, pages, broken=broken, loose=(*torn, *torn_pages), files=plan.media)
    for name in plan.data:
        source = read_bounded(content / name, LARGEST_DATA, name)
        if isinstance(source, Problem):
            problems.append(source)
        else:
            collection, wrong = documents.with_data(collection, name, source)
            problems += wrong
    return collection, ordered(problems)


def scan(content: Path) -> tuple[Layout, tuple[Problem, ...]]:
    """What there is to read, without reading it."""
    tree, found = walk.walk(content)
    if tree is None:
        return Layout(), found
    plan, wrong = layout.arranged(tree)
    return plan, (*found, *wrong, *(() if found or wrong else layout.nothing(plan, content)))


def _documents(
    content: Path,
    slots: tuple[Slot, ...],
    parse: Callable[[Slot, bytes], tuple[_Document | LooseBody | None, tuple[Problem, ...]]],
    spare: frozenset[str],
    problems: list[Problem],
) -> tuple[tuple[_Document, ...], tuple[LooseBody, ...]]:
    """The documents that have no error, and the bodies of others; what is wrong is added to `problems`."""
    found: list[_Document] = []
    loose: list[LooseBody] = []
    for slot in slots:
        source = read_bounded(content / slot.path, LARGEST_ARTICLE, slot.path)
        if isinstance(source, Problem):
            problems.append(source)
            continue
        document, wrong = parse(slot, source)
        problems += wrong
        if isinstance(document, LooseBody):
            loose.append(document)
        elif document is not None and slot.path not in spare:
            found.append(document)
    return tuple(found), tuple(loose)
