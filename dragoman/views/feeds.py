"""Atom feeds (RFC 4287): of an edition, a category, a tag, a person. One language each."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence

from dragoman import clock, languages, urls
from dragoman.model import Article, PersonRef
from dragoman.text import tags
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
        updated=_stamp(articles.changed(article, site), site),
        authors=_people(credits.authors(article, site), article.lang, site),
        contributors=_people(_contributors(article), article.lang, site),
        summary=articles.summary(article, site),
        content=_content(article, address, site),
        categories=terms,
        via=via,
        via_lang=known.original.lang if known else None,
        rights=licences.address(licence) or licence if licence else None,
    )


def _contributors(article: Article) -> tuple[PersonRef, ...]:
    """Everybody with a hand in it who is not an author; the translators first."""
    header = article.header
    others = (*header.interviewers, *header.interviewees, *header.editors, *header.proofreaders)
    return tuple(dict.fromkeys((*header.translators, *others)))


def _content(article: Article, address: str, site: Site) -> str:
    """The body as it is read far from the site: links inside it, such as those to its notes, name the page too."""
    tokens = tags.parse(articles.body(article, site, absolute=True))
    html = tags.write(
        token.having(href=address + token.attributes["href"])
        if isinstance(token, tags.Start) and token.attributes.get("href", "").startswith("#")
        else token
        for token in tokens
    )
    if languages.language(article.lang).direction == "ltr":
        return html
    # Few readers of feeds turn a text because of the feed's language alone.
    return f'<div lang="{article.lang}" dir="rtl">{html}</div>'


def identity(article: Article, site: Site) -> str:
    """An id that outlives a change of slug, date or title: it hangs on the work and the language alone."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.settings.root}#{article.work}/{article.lang}").urn


def _stamp(moment: clock.Moment, site: Site) -> str:
    """RFC 3339, in UTC: comparable as text."""
    instant = clock.instant(moment, site.settings.zone).astimezone(dt.UTC)
    return f"{instant.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _people(refs: Sequence[PersonRef], lang: str, site: Site) -> tuple[FeedPerson, ...]:
    found = []
    for ref in refs:
        person = site.library.registry.person(ref)
        path = site.library.person_path(person.key, lang)
        found.append(
            FeedPerson(site.voices[lang].best(person.name).text, site.absolute(path) if path else ref.url or person.url)
        )
    return tuple(found)
