"""Atom feeds (RFC 4287): of an edition, a category, a tag, a person. One language each."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence

from dragoman import clock, urls
from dragoman.model import Article, PersonRef
from dragoman.views import articles, credits, licences
from dragoman.views.site import Site
from dragoman.views.types import FeedEntry, FeedPerson, FeedView


@dataclasses.dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of."""

    path: str  # the site path of its list
    lang: str
    title: str
    subtitle: str
    members: Sequence[Article]


def feed(channel: Channel, site: Site) -> FeedView:
    """The newest articles of a list; `updated` is that of the newest change, so that it is the same at every build."""
    entries = tuple(entry(article, site) for article in channel.members[: site.settings.options.feed_items])
    publisher = site.settings.options.publisher
    address = site.absolute(urls.feed(channel.path))
    return FeedView(
        id=address,
        lang=channel.lang,
        title=channel.title,
        subtitle=channel.subtitle,
        self_url=address,
        page_url=site.absolute(channel.path),
        updated=max((one.updated for one in entries), default="1970-01-01T00:00:00Z"),
        author=FeedPerson(
            publisher.name if publisher else site.name(channel.lang), publisher.url if publisher else None
        ),
        entries=entries,
    )


def entry(article: Article, site: Site) -> FeedEntry:
    header, library = article.header, site.library
    address = site.absolute(library.paths[article.path])
    known = library.provenances.get(article.path)
    licence = header.license or site.settings.options.license
    terms = tuple((term.key, term.name.best(article.lang, library.default).text) for term in library.terms_of(article))
    via = known.original.url if known else None
    if known and known.sibling:
        via = site.absolute(library.paths[known.sibling.path])
    return FeedEntry(
        id=identity(article, site),
        url=address,
        title=articles.plain_title(article, site),
        published=_stamp(header.date, site),
        updated=_stamp(header.modified or header.date, site),
        authors=_people(credits.authors(article, site), article.lang, site),
        contributors=_people((*header.translators, *header.editors), article.lang, site),
        summary=articles.summary(article, site),
        content=articles.body(article, site, absolute=True),
        categories=terms,
        via=via,
        via_lang=known.original.lang if known else None,
        rights=licences.address(licence) or licence if licence else None,
    )


def identity(article: Article, site: Site) -> str:
    """An id that outlives a change of slug, date or title: it hangs on the work and the language alone."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.settings.root}#{article.work}/{article.lang}").urn


def _stamp(moment: clock.Moment, site: Site) -> str:
    """RFC 3339, in UTC: comparable as text."""
    instant = clock.instant(moment, site.settings.zone).astimezone(dt.UTC)
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _people(refs: Sequence[PersonRef], lang: str, site: Site) -> tuple[FeedPerson, ...]:
    found = []
    for ref in refs:
        person = site.library.registry.person(ref)
        path = site.library.person_path(person.key, lang)
        found.append(FeedPerson(site.voices[lang].best(person.name).text, site.absolute(path) if path else ref.url))
    return tuple(found)
