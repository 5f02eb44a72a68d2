"""About this text: licence, permission, method, provenance in full. Everything known, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from dragoman.model import Article, Original, PartialDate, TranslationMethod
from dragoman.views import licences
from dragoman.views.site import Site
from dragoman.views.types import Line
from dragoman.views.voice import Voice, link

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
    if method := _METHODS.get(header.translation_method or TranslationMethod.HUMAN):
        html = voice.phrase(method)
        if header.translation_tools:
            tools = voice.names([Markup("<bdi>{}</bdi>").format(tool) for tool in header.translation_tools])
            html += Markup('<span class="sep"> · </span>') + voice.phrase("Tools: {names}", names=tools)
        yield Line("method", html)
    if header.permission:
        permission = header.permission
        name = Markup("<bdi>{}</bdi>").format(permission.from_)
        html = voice.phrase("By permission of {name}", name=name)
        if permission.date:
            html += Markup(", ") + voice.time(voice.partial(permission.date))
        for detail in filter(None, (permission.scope, permission.ref)):
            html += Markup(" · {}").format(detail)
        yield Line("permission", html)
    if header.first_published:
        first = header.first_published
        cite = Markup("<cite>{}</cite>").format(first.name)
        where = link(cite, first.url) if first.url else cite
        html = voice.phrase("First published in {publication}", publication=where)
        if first.date:
            html += Markup(", ") + voice.time(voice.partial(first.date))
        yield Line("first-published", html)
    if licence := header.license or site.settings.options.license:
        yield Line("license", voice.phrase("Licence: {license}", license=licences.shown(licence, voice)))
    if header.posted_by:
        yield Line("posted-by", voice.phrase("Posted by {name}", name=Markup("<bdi>{}</bdi>").format(header.posted_by)))


def _original(original: Original, voice: Voice) -> Iterator[Line]:
    """What a library would ask for about the original."""
    parts = [
        voice.phrase("Volume {volume}", volume=original.volume) if original.volume else None,
        voice.phrase("No. {issue}", issue=original.issue) if original.issue else None,
        voice.phrase("pp. {pages}", pages=original.pages) if original.pages else None,
        Markup("<bdi>{}</bdi>").format(original.publisher) if original.publisher else None,
        Markup("ISSN <bdi>{}</bdi>").format(original.issn) if original.issn else None,
        Markup("ISBN <bdi>{}</bdi>").format(original.isbn) if original.isbn else None,
        link(Markup("DOI <bdi>{}</bdi>").format(original.doi), f"https://doi.org/{original.doi}")
        if original.doi
        else None,
    ]
    if said := [part for part in parts if part]:
        yield Line("issue", Markup('<span class="sep"> · </span>').join(said))
    if original.url and original.accessed:
        yield Line("accessed", _accessed(original.accessed, voice))
    if original.license:
        licence = licences.shown(original.license, voice, original.url)
        yield Line("original-license", voice.phrase("Licence of the original: {license}", license=licence))


def _accessed(date: PartialDate, voice: Voice) -> Markup:
    return voice.phrase("Accessed {date}", date=voice.time(voice.partial(date)))
