"""Every kind of page, and in which languages the publication has one: a work or a page by its folder, a list by the
shape of its address (the fullest one stands for the others)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.pages.publication import BuiltPublication

ALL = ("en", "ru", "fr", "ar")

WORKS: Mapping[str, tuple[str, ...]] = {
    "letters-from-the-coast": ("en", "fr", "ar"),  # an interview
    "the-second-draft": ALL,
    "how-to-credit-a-translator": ALL,  # its original is in the folder; tables, code, notes
    "a-word-from-afar": ("en", "ru", "fr"),  # two of them by way of the third
    "a-shelf-for-the-ferrymen": ("en", "fr"),  # corrected
    "to-a-proofreader": ("en", "ar"),
    "a-dictionary-that-admits-doubt": ("en", "ru"),
    "le-blanc-qui-precede": ("fr",),
    "the-waw": ("ar",),
    "house-style": ("en",),  # hidden
}
PAGES: Mapping[str, tuple[str, ...]] = {"about": ALL, "translate": ALL, "contact": ("en", "fr")}
LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "home": ("", ALL),
    "home-2": ("page/2/", ("en", "fr")),
    "category": (r"category/[^/]+/", ALL),
    "tag": (r"tag/[^/]+/", ALL),
    "series": (r"series/[^/]+/", ALL),
    "terms": (r"terms/", ALL),
    "archive": (r"archive/", ALL),
    "year": (r"archive/\d{4}/", ALL),
    "month": (r"archive/\d{4}/\d\d/", ALL),
    "people": (r"people/", ALL),
    "person": (r"people/[^/]+/", ALL),
    "sources": (r"sources/", ALL),
    "source": (r"sources/[^/]+/", ALL),
}
REDIRECTS = {
    "en": "/about-us/",
    "ru": "/ru/2017/02/vtoroj-chernovik/",
    "fr": "/fr/2018/04/un-mot-de-loin/",
    "ar": "/ar/2018/10/risala/",
}
NOT_FOUND = "/404.html"


def cases() -> Iterator[tuple[str, str]]:
    """Every (language, kind)."""
    for kinds in (WORKS, PAGES):
        yield from ((lang, kind) for kind, langs in kinds.items() for lang in langs)
    yield from ((lang, kind) for kind, (_, langs) in LISTS.items() for lang in langs)
    yield ("en", "not-found")


def address(publication: BuiltPublication, lang: str, kind: str) -> str:
    """The site path of the page that stands for a kind in a language."""
    library = publication.library
    if kind == "not-found":
        return NOT_FOUND
    if kind in WORKS:
        return library.paths[library.works[kind][lang].path]
    if kind in PAGES:
        return library.paths[library.standing[kind][lang].path]
    shape = re.escape(library.addresses.home(lang)) + LISTS[kind][0]
    found = [path for path in paths(publication) if re.fullmatch(shape, path)]
    return max(found, key=lambda path: (publication.file(path).stat().st_size, path))


def paths(publication: BuiltPublication) -> list[str]:
    """The site paths of all pages."""
    names = (page.relative_to(publication.folder).as_posix() for page in publication.pages())
    return [f"/{name.removesuffix('index.html')}" for name in names]


def kinds_of(publication: BuiltPublication) -> dict[str, set[str]]:
    """Which kinds the build has in which languages, as the addresses say."""
    every = paths(publication)
    library = publication.library
    there: dict[str, set[str]] = {}
    for lang in library.editions:
        home = re.escape(library.addresses.home(lang))
        for kind, (shape, _) in LISTS.items():
            if any(re.fullmatch(home + shape, path) for path in every):
                there.setdefault(kind, set()).add(lang)
    for kinds in (library.works, library.standing):
        for name, versions in kinds.items():
            if seen := {lang for lang, document in versions.items() if library.paths.get(document.path) in every}:
                there[name] = seen
    return there
