"""Every page of the publication, one after another: what it shows, where it lives, what it is called elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman import urls
from dragoman.build import origins
from dragoman.build.page import Page
from dragoman.library import Edition, State
from dragoman.model import Article, Place, Places, StandingPage, TermKind
from dragoman.views import articles, feeds, lists, structured, twins
from dragoman.views.feeds import Channel
from dragoman.views.frames import Subject, frame
from dragoman.views.site import Site
from dragoman.views.sitemap import Listing
from dragoman.views.twins import NOWHERE, Cluster
from dragoman.views.types import LinkView, Meta


def pages(site: Site, places: Mapping[str, Places]) -> Iterator[Page]:
    """All pages of all editions; what stands above the editions is in `whole`.

    `places` says where each record of the data files was written.
    """
    for lang, edition in site.library.editions.items():
        yield from _homes(lang, edition, site)
        yield from _articles(lang, site)
        yield from _standing(lang, site)
        yield from _terms(lang, edition, site, places)
        yield from _archives(lang, edition, site)
        yield from _people(lang, edition, site, places)
        yield from _sources(lang, edition, site, places)


def _framed(
    subject: Subject,
    template: str,
    name: str,
    view: object,
    origin: str,
    site: Site,
    *,
    place: Place | None = None,
    modified: str | None = None,
) -> Page:
    listing = Listing(subject.path, subject.cluster, modified) if subject.indexed else None
    return Page(subject.path, template, name, view, subject.lang, origin, frame(subject, site), listing, place)


def _homes(lang: str, edition: Edition, site: Site) -> Iterator[Page]:
    cluster = twins.of_home(site.library)
    parts = lists.pages_of(edition.articles, site.settings.per_page)
    for number, members in enumerate(parts, 1):
        view = lists.home(lang, members, number, len(parts), site)
        subject = Subject(
            path=site.library.addresses.home(lang, number),
            lang=lang,
            title=view.pager.text if view.pager and number > 1 else "",
            description=view.description,
            cluster=cluster if number == 1 else NOWHERE,
            exact=cluster,
        )
        yield _framed(subject, "list.html", "listing", view, f"the home page of {lang}", site)
    channel = Channel(
        site.library.addresses.home(lang),
        lang,
        site.name(lang),
        site.settings.options.taglines.get(lang, ""),
        edition.articles,
    )
    yield _feed(channel, f"the feed of {lang}", site)


def _feed(channel: Channel, origin: str, site: Site, place: Place | None = None) -> Page:
    view = feeds.feed(channel, site)
    return Page(urls.feed(channel.path), "feed.xml", "feed", view, channel.lang, origin, place=place)


def _articles(lang: str, site: Site) -> Iterator[Page]:
    library = site.library
    for versions in library.works.values():
        article = versions.get(lang)
        if article is None or not library.visible(article):
            continue
        view = articles.article_view(article, site)
        listed = library.states[article.path] is not State.HIDDEN
        subject = Subject(
            path=library.paths[article.path],
            lang=lang,
            title=articles.plain_title(article, site),
            description=articles.summary(article, site),
            cluster=twins.of_document(library, article),
            trail=(view.category,) if view.category else (),
            type="article",
            meta=tuple(_article_meta(article, site)),
            structured=structured.article(article, site),
            indexed=listed,
            licensed=True,
        )
        place, modified = origins.of_document(article), articles.changed(article, site).isoformat()
        yield _framed(subject, "article.html", "article", view, article.path, site, place=place, modified=modified)


def _article_meta(article: Article, site: Site) -> Iterator[Meta]:
    if shown := articles.picture(article, site):
        yield Meta("property", "og:image", site.library.addresses.absolute_of(shown.src))
        yield Meta("property", "og:image:width", str(shown.width))
        yield Meta("property", "og:image:height", str(shown.height))
        yield Meta("property", "og:image:alt", shown.alt)
        yield Meta("name", "twitter:card", "summary_large_image")


def _standing(lang: str, site: Site) -> Iterator[Page]:
    library = site.library
    for versions in library.standing.values():
        page: StandingPage | None = versions.get(lang)
        if page is None or not library.visible(page):
            continue
        subject = Subject(
            path=library.paths[page.path],
            lang=lang,
            title=articles.plain_title(page, site),
            description=articles.summary(page, site),
            cluster=twins.of_document(library, page),
            indexed=library.states[page.path] is not State.HIDDEN,
        )
        changed = page.header.modified or page.header.date
        modified = changed.isoformat() if changed else None
        view, place = articles.standing_view(page, site), origins.of_document(page)
        yield _framed(subject, "page.html", "page", view, page.path, site, place=place, modified=modified)


def _terms(lang: str, edition: Edition, site: Site, places: Mapping[str, Places]) -> Iterator[Page]:
    library, voice = site.library, site.voices[lang]
    if edition.terms:
        cluster = twins.of_index(library, "terms")
        subject = Subject(library.addresses.index(lang, "terms"), lang, voice.say("Terms"), "", cluster)
        yield _framed(subject, "index.html", "index", lists.terms(lang, site), f"the terms of {lang}", site)
    for kind, key in edition.terms:
        term = library.registry.terms[kind, key]
        members = edition.terms[kind, key]
        ordered = members[::-1] if kind is TermKind.SERIES else members
        cluster = twins.of_lists(library, {other: library.term_path(term, other) for other in library.editions})
        origin = f"the {kind.value} {key} of {lang}"
        place = origins.of_record(places, "terms.yaml", (origins.SECTIONS[kind], key), members)
        path = library.term_path(term, lang) or ""
        channel = Channel(path, lang, f"{site.name(lang)}: {voice.best(term.name, library.default).text}", "", members)
        parts = lists.pages_of(ordered, site.settings.per_page)
        for number, part in enumerate(parts, 1):
            view = lists.term(term, lang, part, number, len(parts), site)
            subject = Subject(
                path=library.term_path(term, lang, number) or "",
                lang=lang,
                title=_numbered(view.title, view.pager.text if view.pager and number > 1 else ""),
                description=view.description,
                cluster=cluster if number == 1 else NOWHERE,
                exact=cluster,
                trail=view.parents,
                feeds=((view.title, urls.feed(path)),),
            )
            yield _framed(subject, "list.html", "listing", view, origin, site, place=place)
        yield _feed(channel, origin, site, place)


def _numbered(title: str, page: str) -> str:
    return f"{title} · {page}" if page else title


def _archives(lang: str, edition: Edition, site: Site) -> Iterator[Page]:
    library, voice = site.library, site.voices[lang]
    if not edition.months:
        return
    origin = f"the archive of {lang}"
    root = LinkView(voice.say("Archive"), site.href(library.addresses.archive(lang)))
    subject = Subject(library.addresses.archive(lang), lang, root.text, "", twins.of_archive(library))
    yield _framed(subject, "index.html", "index", lists.archive(lang, site), origin, site)
    years = sorted({year for year, _ in edition.months})
    for year, month in (*((year, None) for year in years), *sorted(edition.months)):
        view = lists.period(lang, year, month, site)
        above = (LinkView(voice.year(year), site.href(library.addresses.archive(lang, year))),) if month else ()
        subject = Subject(
            path=library.addresses.archive(lang, year, month),
            lang=lang,
            title=view.title,
            description="",
            cluster=twins.of_archive(library, year, month),
            trail=(root, *above),
        )
        yield _framed(subject, "index.html", "index", view, origin, site)


def _people(lang: str, edition: Edition, site: Site, places: Mapping[str, Places]) -> Iterator[Page]:
    library, voice = site.library, site.voices[lang]
    if not edition.people:
        return
    root = LinkView(voice.say("People"), site.href(library.addresses.index(lang, "people")))
    subject = Subject(library.addresses.index(lang, "people"), lang, root.text, "", twins.of_index(library, "people"))
    yield _framed(subject, "index.html", "index", lists.people(lang, site), f"the people of {lang}", site)
    for key, roles in edition.people.items():
        one = library.registry.people[key]
        view = lists.person(one, lang, site)
        path = library.person_path(key, lang) or ""
        cluster = _profiles({other: library.person_path(key, other) for other in library.editions}, site)
        subject = Subject(
            path,
            lang,
            view.title,
            view.text,
            cluster,
            trail=(root,),
            type="profile",
            feeds=((view.title, urls.feed(path)),),
        )
        origin = f"the person {key} in {lang}"
        members = _newest_first([article for done in roles.values() for article in done], edition)
        place = origins.of_record(places, "people.yaml", (key,), members)
        yield _framed(subject, "profile.html", "profile", view, origin, site, place=place)
        yield _feed(Channel(path, lang, f"{site.name(lang)}: {view.title}", "", members), origin, site, place)


def _newest_first(members: Sequence[Article], edition: Edition) -> list[Article]:
    once = {article.path: article for article in members}
    return sorted(once.values(), key=lambda article: edition.positions[article.path])


def _sources(lang: str, edition: Edition, site: Site, places: Mapping[str, Places]) -> Iterator[Page]:
    library, voice = site.library, site.voices[lang]
    if not edition.sources:
        return
    root = LinkView(voice.say("Sources"), site.href(library.addresses.index(lang, "sources")))
    subject = Subject(library.addresses.index(lang, "sources"), lang, root.text, "", twins.of_index(library, "sources"))
    yield _framed(subject, "index.html", "index", lists.sources(lang, site), f"the sources of {lang}", site)
    for key, members in edition.sources.items():
        view = lists.source(library.registry.sources[key], lang, site)
        path = library.source_path(key, lang) or ""
        cluster = _profiles({other: library.source_path(key, other) for other in library.editions}, site)
        subject = Subject(path, lang, view.title, view.text, cluster, trail=(root,))
        origin, place = f"the source {key} in {lang}", origins.of_record(places, "sources.yaml", (key,), members)
        yield _framed(subject, "profile.html", "profile", view, origin, site, place=place)


def _profiles(paths: dict[str, str | None], site: Site) -> Cluster:
    return twins.of_lists(site.library, paths)
