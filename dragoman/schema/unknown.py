"""A field that does not exist: what its author probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dragoman.problems import did_you_mean

_BY_SLUG = "leave it out: the address follows from `slug`"
_BY_NAME = "leave it out: the name of the file says the language"
_BY_THEME = "leave it out: the theme decides how a page is made"
_BY_FOLDER = "leave it out: the versions of a work stand in one folder"

# Fields of Pelican and its like that would let a header move its page or change what the page is.
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "save_as": f"{_BY_SLUG} and from PERMALINK in the settings",
        "url": f"{_BY_SLUG}; where the original is goes into `original.url`",
        "permalink": f"{_BY_SLUG}; an old address goes into `aliases`",
        "link": f"{_BY_SLUG}; where the original is goes into `original.url`",
        "template": _BY_THEME,
        "layout": _BY_THEME,
        "lang": _BY_NAME,
        "language": _BY_NAME,
        "locale": _BY_NAME,
        "dir": "leave it out: the language says the direction",
        "translation": "leave it out: an article with `translators` is a translation",
        "translations": _BY_FOLDER,
        "translation_of": _BY_FOLDER,
    }
)
_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "by": "authors",
        "byline": "authors",
        "keywords": "tags",
        "categories": "category",
        "section": "category",
        "description": "summary",
        "excerpt": "summary",
        "abstract": "summary",
        "updated": "modified",
        "lastmod": "modified",
        "published": "date",
        "redirect_from": "aliases",
        "thumbnail": "image",
        "cover": "image",
        "draft": "status",
        "source": "original",
        "language": "lang",
        "link": "url",
        "href": "url",
        "file": "src",
    }
)
_LATER = frozenset({"revision", "claimed", "reviewers", "embargo"})
_LONGEST_GUESS = 40  # characters; comparing words costs the product of their lengths


def hint(word: str, known: Sequence[str]) -> str:
    """What to do about a field that does not exist among those that do.

    >>> hint("Author", ["title", "authors"]), hint("draft", ["title", "status"])
    ('did you mean "authors"?', 'did you mean "status"?')
    """
    plain = word.strip().lower().replace("-", "_")
    if plain in _LATER:
        return "leave it out: this version does nothing with it yet"
    if _SYNONYMS.get(plain) in known:
        return f'did you mean "{_SYNONYMS[plain]}"?'
    if len(plain) <= _LONGEST_GUESS and (guess := did_you_mean(plain, known)):
        return guess
    return f"known here: {', '.join(known)}"
