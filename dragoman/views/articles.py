"""An article, a standing page, and an article as a list shows it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from markupsafe import Markup

from dragoman import clock, linking, text
from dragoman.library import State
from dragoman.model import Article, ArticleType, CommentsState, Document, StandingPage, Term, TermKind
from dragoman.text import parse_target, typography
from dragoman.views import credits, licences
from dragoman.views.colophon import colophon, corrections
from dragoman.views.site import Site
from dragoman.views.types import ArticleView, Card, LinkView, Picture, SeriesView, StandingPageView
from dragoman.views.voice import Voice, joined

TYPE_NAMES = {
    ArticleType.ARTICLE: "",
    ArticleType.INTERVIEW: "Interview",
    ArticleType.ESSAY: "Essay",
    ArticleType.SPEECH: "Speech",
    ArticleType.LETTER: "Letter",
    ArticleType.REVIEW: "Review",
    ArticleType.TRANSCRIPT: "Transcript",
}


def article_view(article: Article, site: Site) -> ArticleView:
    header, voice, library = article.header, site.voices[article.lang], site.library
    newer, older = library.neighbours(article)
    related = library.related(article, site.settings.options.related)
    note = header.translator_note
    closed = header.comments is CommentsState.CLOSED
    return ArticleView(
        title=title(article, site),
        kind=kind(article, voice),
        type=header.type.value,
        date=voice.moment(header.date),
        modified=voice.moment(header.modified) if header.modified else None,
        category=category(article, site),
        original_title=credits.original_title(article, site),
        credits=credits.byline(article, site),
        summary=typography.title(header.summary or "", article.lang, enabled=site.settings.typogrify),
        picture=picture(article, site),
        body=body(article, site),
        translator_note=typography.title(note, article.lang, enabled=site.settings.typogrify) if note else None,
        corrections=corrections(article, site),
        colophon=colophon(article, site),
        tags=tuple(
            term_link(term, article.lang, site) for term in library.terms_of(article) if term.kind is TermKind.TAG
        ),
        series=series(article, site),
        newer=neighbour(newer, site),
        older=neighbour(older, site),
        related=tuple(site.cards[other.path] for other in related),
        comments=voice.say("Comments are closed.") if closed else "",
        mark=mark(article, site),
        extra=dict(header.extra),
    )


def standing_view(page: StandingPage, site: Site) -> StandingPageView:
    voice = site.voices[page.lang]
    return StandingPageView(
        title=title(page, site),
        body=body(page, site),
        summary=typography.title(page.header.summary or "", page.lang, enabled=site.settings.typogrify),
        modified=voice.moment(page.header.modified) if page.header.modified else None,
        mark=mark(page, site),
        extra=dict(page.header.extra),
    )


def with_cards(site: Site) -> Site:
    """The site with the card of every listed article, made once: a card stands in eight lists and more."""
    listed = (article for edition in site.library.editions.values() for article in edition.articles)
    return dataclasses.replace(site, cards={article.path: card(article, site) for article in listed})


def card(article: Article, site: Site) -> Card:
    voice = site.voices[article.lang]
    return Card(
        url=site.href(site.library.paths[article.path]),
        title=title(article, site),
        date=voice.moment(article.header.date),
        kind=kind(article, voice),
        credit=credits.short(article, site),
        summary=typography.title(summary(article, site), article.lang, enabled=site.settings.typogrify),
        category=category(article, site),
        mark=mark(article, site),
    )


def title(document: Document, site: Site) -> Markup:
    return typography.title(document.header.title, document.lang, enabled=site.settings.typogrify)


def plain_title(document: Document, site: Site) -> str:
    return typography.plain(document.header.title, document.lang, enabled=site.settings.typogrify)


def summary(document: Document, site: Site) -> str:
    """What the author wrote, else the beginning of the body; plain text."""
    return document.header.summary or site.bodies[document.path].summary


def changed(article: Article, site: Site) -> clock.Moment:
    """When the article last changed, as its header says: `modified`, or the last correction that has a day."""
    header = article.header
    days = (correction.date for correction in header.corrections)
    corrected = [dt.date(day.year, day.month, day.day) for day in days if day.month and day.day]
    moments = [header.date, *([header.modified] if header.modified else []), *corrected]
    return max(moments, key=lambda moment: clock.instant(moment, site.settings.zone))


def kind(article: Article, voice: Voice) -> str:
    name = TYPE_NAMES[article.header.type]
    return voice.say(name) if name else ""


def mark(document: Document, site: Site) -> str:
    """Why readers do not see this yet; only the preview shows it."""
    state, voice = site.library.states[document.path], site.voices[document.lang]
    if state is State.DRAFT:
        return voice.say("Draft")
    return voice.say("Not published yet") if state is State.SCHEDULED else ""


def body(document: Document, site: Site, *, absolute: bool = False) -> Markup:
    """The body with its links leading where they should, for a page or, with absolute addresses, for a feed."""
    address: Callable[[str], str] = site.absolute if absolute else site.href
    resolver = site.linker.resolver(document, address, site.voices[document.lang].in_language)
    return Markup(text.resolve(site.bodies[document.path].html, resolver))  # cleaned by the allow-list


def picture(article: Article, site: Site) -> Picture | None:
    image, voice = article.header.image, site.voices[article.lang]
    if image is None:
        return None
    found = site.linker.find(article, parse_target(image.src), picture=True)
    if not isinstance(found, linking.File) or found.size is None:
        return None
    said = [voice.phrase("Picture: {credit}", credit=image.credit)] if image.credit else []
    if image.license:
        licence = licences.shown(image.license, voice, own=False)
        said.append(voice.phrase("Licence: {license}", license=licence))
    credit = joined(said) if said else None
    return Picture(site.href(found.path), found.size.width, found.size.height, image.alt, image.caption, credit)


def category(article: Article, site: Site) -> LinkView | None:
    if not article.header.category:
        return None
    return term_link(site.library.registry.term(TermKind.CATEGORY, article.header.category), article.lang, site)


def term_link(term: Term, lang: str, site: Site, *, counted: bool = False, current: bool = False) -> LinkView:
    voice, library = site.voices[lang], site.library
    name = voice.best(term.name, library.default)
    marked, direction = voice.marked(name.lang)
    path = library.term_path(term, lang)
    count = len(library.editions[lang].terms.get((term.kind, term.key), ()))
    return LinkView(
        name.text,
        site.href(path) if path else "",
        marked,
        direction,
        current=current,
        count=count if counted else None,
        count_text=voice.count("{count} article", "{count} articles", count) if counted else "",
    )


def series(article: Article, site: Site) -> SeriesView | None:
    """Where the article stands in its series, which is read in the order of publication."""
    library, voice = site.library, site.voices[article.lang]
    if not article.header.series:
        return None
    term = library.registry.term(TermKind.SERIES, article.header.series)
    edition = library.editions[article.lang]
    if article.path not in edition.positions:
        return None
    parts = edition.terms[term.kind, term.key]
    newest = edition.place_in(parts, article)
    number, total = len(parts) - newest, voice.digits(len(parts))
    return SeriesView(
        link=term_link(term, article.lang, site),
        position=voice.say("Part {number} of {total}", number=voice.digits(number), total=total),
        previous=neighbour(parts[newest + 1] if number > 1 else None, site),
        next=neighbour(parts[newest - 1] if newest else None, site),
    )


def neighbour(article: Article | None, site: Site) -> LinkView | None:
    if article is None:
        return None
    return LinkView(plain_title(article, site), site.href(site.library.paths[article.path]))
