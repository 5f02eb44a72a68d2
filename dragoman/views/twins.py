"""The same thing in the other editions: what alternates, the switcher and the sitemap all go by."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

from dragoman.library import Library
from dragoman.model import Article, Document

X_DEFAULT = "x-default"


@dataclasses.dataclass(frozen=True, slots=True)
class Cluster:
    """The site paths of one thing by language, in the order of the editions, and the one for everybody else."""

    paths: Mapping[str, str]
    default: str | None = None  # the path behind x-default

    def alternates(self) -> tuple[tuple[str, str], ...]:
        """(hreflang, site path) pairs, the same on every page of the cluster."""
        default = ((X_DEFAULT, self.default),) if self.default else ()
        return (*self.paths.items(), *default)


NOWHERE = Cluster(MappingProxyType({}))


def of_lists(library: Library, paths: Mapping[str, str | None]) -> Cluster:
    """The cluster of a list: x-default is the default edition's, else the first in the order of the editions."""
    there = {lang: path for lang in library.editions if (path := paths.get(lang))}
    return Cluster(there, there.get(library.default) or next(iter(there.values()), None))


def of_document(library: Library, document: Document) -> Cluster:
    """The cluster of an article or a standing page: x-default is the default edition's version, else the original."""
    versions = library.versions(document)
    if document.path not in {version.path for version in versions.values()}:  # hidden: no list and no alternate has it
        return NOWHERE
    there = {lang: library.paths[version.path] for lang, version in versions.items()}
    original = next((lang for lang, v in versions.items() if isinstance(v, Article) and not v.is_translation), None)
    default = there.get(library.default) or there.get(original or "") or next(iter(there.values()))
    return Cluster(there, default)


def of_home(library: Library) -> Cluster:
    return of_lists(library, {lang: library.addresses.home(lang) for lang in library.editions})


def of_index(library: Library, kind: str) -> Cluster:
    """`terms`, `people` or `sources`, where the edition has any."""
    return of_lists(
        library,
        {lang: library.addresses.index(lang, kind) for lang in library.editions if has_index(library, lang, kind)},
    )


def has_index(library: Library, lang: str, kind: str) -> bool:
    edition = library.editions[lang]
    return bool({"terms": edition.terms, "people": edition.people, "sources": edition.sources}[kind])


def of_archive(library: Library, year: int | None = None, month: int | None = None) -> Cluster:
    return of_lists(
        library,
        {
            lang: library.addresses.archive(lang, year, month)
            for lang, edition in library.editions.items()
            if any(year in (None, y) and month in (None, m) for y, m in edition.months)
        },
    )
