"""A work and its versions: which one is the original, and what is known of an original that lives elsewhere."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman.model import Article, Document, Original, PersonRef
from dragoman.problems import Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "W101": "A translation does not say from which language, and no original stands beside it.",
        "W102": "A work has two originals: two versions without translators.",
        "W103": "A translation names another language for its original than the original beside it has.",
        "W104": "A translation says too little about where its original is.",
        "W105": "A translation is in the language of its original.",
        "W106": "A text is in a language that EDITIONS does not list.",
        "W110": "A relay is in the language of the translation itself.",
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Provenance:
    """What a version was translated from, put together from its header and the original beside it."""

    original: Original  # `lang` is known wherever `check` found nothing
    authors: tuple[PersonRef, ...]
    sibling: Article | None = None  # the original, where it stands in the same folder and may be shown


def by_work(articles: Sequence[Article]) -> dict[str, dict[str, Article]]:
    """The versions of each work, by language."""
    works: defaultdict[str, dict[str, Article]] = defaultdict(dict)
    for article in articles:
        works[article.work][article.lang] = article
    return dict(works)


def original_of(versions: Mapping[str, Article]) -> Article | None:
    """The version that nobody translated."""
    return next((article for article in versions.values() if not article.is_translation), None)


def provenance(article: Article, versions: Mapping[str, Article], readable: Collection[str]) -> Provenance:
    """Where a translation comes from.

    `readable` holds the paths that readers may see. Of an original beside it that is not among them only its language
    is used, so that no word of a draft reaches a page.
    """
    said = article.header.original or Original()
    authors = article.header.authors or said.authors
    sibling = original_of(versions)
    if sibling is None:
        return Provenance(said, authors)
    known = dataclasses.replace(said, lang=sibling.lang)
    if sibling.path not in readable:
        return Provenance(known, authors)
    known = dataclasses.replace(known, title=known.title or sibling.header.title)
    return Provenance(known, authors or sibling.header.authors, sibling)


def foreign(documents: Iterable[Document], editions: Sequence[str]) -> Iterator[Problem]:
    """Documents in a language that has no edition."""
    for document in documents:
        if document.lang not in editions:
            hint = f"add it to EDITIONS in the settings, which has: {', '.join(editions)}"
            yield _problem(document, "W106", f"EDITIONS does not list {document.lang}", hint)


def check(works: Mapping[str, Mapping[str, Article]], broken: Collection[str] = frozenset()) -> Iterator[Problem]:
    """Every rule that holds between the versions of a work.

    `broken` holds the paths of documents that could not be read: one of them may be the original that a translation
    seems to lack, and one mistake is to be one problem. So too, of two originals one has lost its translators, and
    which one is not known.
    """
    incomplete = {path.rpartition("/")[0] for path in broken}
    for versions in works.values():
        originals = [article for article in versions.values() if not article.is_translation]
        for extra in originals[1:]:
            yield _problem(
                extra,
                "W102",
                f"this work has a second original: {originals[0].path} has no translators either",
                "name the translators of the one that is a translation",
            )
        for article in versions.values():
            if article.is_translation and len(originals) < 2:
                complete = article.path.rpartition("/")[0] not in incomplete
                yield from _translation(article, originals[0] if originals else None, complete=complete)


def _translation(article: Article, sibling: Article | None, *, complete: bool) -> Iterator[Problem]:
    said = article.header.original or Original()
    lang = sibling.lang if sibling else said.lang
    if lang is None and complete:
        hint = "write `original:` with `lang: ru`, or put the original beside it"
        yield _problem(article, "W101", "this translation does not say from which language", hint, "translators")
    elif lang == article.lang:
        hint = "check `original.lang` and the file's name"
        yield _problem(article, "W105", f"the original is in {lang} too", hint, "original", "lang")
    if sibling and said.lang and said.lang != sibling.lang:
        message = f"the original beside it, {sibling.path}, is in {sibling.lang}, not in {said.lang}"
        yield _problem(article, "W103", message, "take `original.lang` out, or correct it", "original", "lang")
    if article.header.via and article.header.via.lang == article.lang:
        hint = "`via` names the language in between"
        yield _problem(article, "W110", f"the relay is in {article.lang} too", hint, "via", "lang")
    if sibling is None and complete:
        yield from _elsewhere(article, said)


def _elsewhere(article: Article, said: Original) -> Iterator[Problem]:
    missing = [
        name
        for name, value in (
            ("authors", article.header.authors or said.authors or article.header.interviewers),
            ("original.title", said.title),
            ("original.publication or original.url", said.publication or said.url),
            ("original.date", said.date),
        )
        if not value
    ]
    if missing:
        message = f"the reader is not told: {', '.join(missing)}"
        hint = "write what is known of the original"
        yield _problem(article, "W104", message, hint, "original", severity=Severity.WARNING)


def _problem(
    document: Document, code: str, message: str, hint: str, *path: str, severity: Severity = Severity.ERROR
) -> Problem:
    place = document.places.at(*path)
    return Problem(place.path, place.line, place.column, code, severity, message, hint)
