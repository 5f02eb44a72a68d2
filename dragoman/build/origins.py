"""Where a person can change what a page is made from: what a problem about the page's address names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dragoman.model import Article, Document, Place, Places, TermKind

SECTIONS: Mapping[TermKind, str] = MappingProxyType(
    {TermKind.CATEGORY: "categories", TermKind.TAG: "tags", TermKind.SERIES: "series"}
)


def of_document(document: Document) -> Place:
    """The slug of a text where it has one, else its file."""
    slug = ("slug",)
    return document.places.at(*slug) if slug in document.places.marks else Place(document.path)


def of_record(places: Mapping[str, Places], file: str, key: tuple[str, ...], members: Sequence[Article]) -> Place:
    """The record of a data file, else, for a name that only articles give, the first of these that gave it."""
    if file in places and key in places[file].marks:
        return places[file].at(*key, "slug")
    return Place(members[-1].path) if members else Place(file)
