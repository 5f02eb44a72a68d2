"""About this text: licence, permission, method, provenance in full. Everything known, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from dragoman.model import Article, FirstPublished, Original, Permission, PersonRef, TranslationMethod
from dragoman.views import credits, licences
from dragoman.views.site import Site
from dragoman.views.types import Line
from dragoman.views.voice import Voice, joined, link

_METHODS = {
    TranslationMethod.MACHINE_ASSISTED: "Machine-assisted translation",
    TranslationMethod.MACHINE_EDITED: "Machine translation, edited by a person",
}


def colophon(article: Article, site: Site) -> tuple[Line, ...]:
    return tuple(_lines(article, site))


def corrections(article: Article, site: Site) -> tuple[Line, ...]:
    voice = site.voices[article.lang]
    return tuple(
        Line(
            "correction",
            voice.phrase(
                "Corrected on {date}: {text}", date=voice.time(voice.partial(correction.date)), text=correction.text
            ),
        )
        for correction in article.header.corrections
    )


def _lines(article: Article, site: Site) -> Iterator[Line]:
    header, voice = article.header, site.voices[article.lang]
    known = site.library.provenances.get(article.path)
    if known is not None:
        yield from _original(known.original, voice)
    if method := tuple(_method(article, voice)):
        yield Line("method", joined(method))
    if header.permission:
        yield Line("permission", joined(_permission(header.permission, article, site)))
    if header.first_published:
        yield Line("first-published", _first_published(header.first_published, voice))
    if licence := header.license or site.settings.options.license:
        yield Line("license", voice.phrase("Licence: {license}", license=licences.shown(licence, voice)))
    if header.posted_by:
        yield Line("posted-by", voice.phrase("Posted by {name}", name=_somebody(header.posted_by, article, site)))


def _original(original: Original, voice: Voice) -> Iterator[Line]:
    """What a library would ask for about the original."""
    if said := tuple(_catalogued(original, voice)):
        yield Line("issue", joined(said))
    if original.accessed:
        yield Line("accessed", voice.phrase("Accessed {date}", date=voice.time(voice.partial(original.accessed))))
    if original.license:
        licence = licences.shown(original.license, voice, own=False)
        yield Line("original-license", voice.phrase("Licence of the original: {license}", license=licence))


def _catalogued(original: Original, voice: Voice) -> Iterator[Markup]:
    if original.volume:
        yield voice.phrase("Volume {volume}", volume=_isolated(original.volume))
    if original.issue:
        yield voice.phrase("No. {issue}", issue=_isolated(original.issue))
    if original.pages:
        msgid = "p. {pages}" if original.pages.isalnum() else "pp. {pages}"
        yield voice.phrase(msgid, pages=_isolated(original.pages))
    if original.publisher:
        yield voice.phrase("Publisher: {name}", name=_isolated(original.publisher))
    if original.issn:
        yield Markup("ISSN {}").format(_isolated(original.issn))
    if original.isbn:
        yield Markup("ISBN {}").format(_isolated(original.isbn))
    if original.doi:
        yield link(Markup("DOI {}").format(_isolated(original.doi)), f"https://doi.org/{original.doi}")


def _method(article: Article, voice: Voice) -> Iterator[Markup]:
    """How the translation was made, where a person alone did not, and what with."""
    header = article.header
    if method := _METHODS.get(header.translation_method or TranslationMethod.HUMAN):
        yield voice.phrase(method)
    if header.translation_tools:
        yield voice.phrase("Tools: {names}", names=voice.names(list(map(_isolated, header.translation_tools))))


def _permission(permission: Permission, article: Article, site: Site) -> Iterator[Markup]:
    voice, name = site.voices[article.lang], _somebody(permission.from_, article, site)
    if permission.date:
        date = voice.time(voice.partial(permission.date))
        yield voice.phrase("By permission of {name}, {date}", name=name, date=date)
    else:
        yield voice.phrase("By permission of {name}", name=name)
    if permission.scope:
        yield voice.phrase("Scope of the permission: {scope}", scope=permission.scope)
    if permission.ref:
        yield voice.phrase("Reference of the permission: {ref}", ref=_isolated(permission.ref))


def _first_published(first: FirstPublished, voice: Voice) -> Markup:
    cite = Markup("<cite>{}</cite>").format(first.name)
    where = link(cite, first.url) if first.url else cite
    if first.date is None:
        return voice.phrase("First published in {publication}", publication=where)
    date = voice.time(voice.partial(first.date))
    return voice.phrase("First published in {publication}, {date}", publication=where, date=date)


def _somebody(name: str, article: Article, site: Site) -> Markup:
    """A person by a key of people.yaml, or a name as it is written."""
    if name in site.library.registry.people:
        return credits.people([PersonRef(name)], article, site)
    return _isolated(name)


def _isolated(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)
