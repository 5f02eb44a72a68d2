"""Every page of the publication, one after another: what it shows, where it lives, what it is called elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup

from dragoman import urls
from dragoman.build.page import Page
from dragoman.library import Edition, State
from dragoman.model import Article, StandingPage, TermKind
from dragoman.redirects import Move
from dragoman.views import articles, feeds, lists, sitemap, structured, twins
from dragoman.views.feeds import Channel
from dragoman.views.frames import Subject, frame
from dragoman.views.site import Site
from dragoman.views.sitemap import Listing
from dragoman.views.twins import NOWHERE, Cluster
from dragoman.views.types import (
    LinkView,
    Meta,
    NotFoundPart,
    NotFoundView,
    RedirectView,
    RobotsView,
)

NOT_FOUND = "/404.html"


def pages(site: Site) -> Iterator[Page]:
    """All pages of all editions; what is made from them all (sitemap, redirects) comes from functions of its own."""
    for lang, edition in site.library.editions.items():
        yield from _homes(lang, edition, site)
        yield from _articles(lang, site)
        yield from _standing(lang, site)
        yield from _terms(lang, edition, site)
        yield from _archives(lang, edition, site)
        yield from _people(lang, edition, site)
        yield from _sources(lang, edition, site)
    yield _not_found(site)


def _framed(
    subject: Subject, template: str, name: str, view: object, origin: str, site: Site, modified: str | None = None
) -> Page:
    listing = Listing(subject.path, subject.cluster, modified) if subject.indexed else None
    return Page(subject.path, template, name, view, subject.lang, origin, frame(subject, site), listing)


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


def _feed(channel: Channel, origin: str, site: Site) -> Page:
    return Page(urls.feed(channel.path), "feed.xml", "feed", feeds.feed(channel, site), channel.lang, origin)


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
            license=article.header.license or site.settings.options.license,
        )
        modified = (article.header.modified or article.header.date).isoformat()
        yield _framed(subject, "article.html", "article", view, article.path, site, modified)


def _article_meta(article: Article, site: Site) -> Iterator[Meta]:
    header = article.header
    yield Meta("property", "article:published_time", header.date.isoformat())
    if header.modified:
        yield Meta("property", "article:modified_time", header.modified.isoformat())
    if shown := articles.picture(article, site):
        yield Meta("property", "og:image", site.settings.root + shown.src.removeprefix(site.settings.base))
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
        modified = page.header.modified or page.header.date
        view = articles.standing_view(page, site)
        yield _framed(subject, "page.html", "page", view, page.path, site, modified.isoformat() if modified else None)


def _terms(lang: str, edition: Edition, site: Site) -> Iterator[Page]:
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
            yield _framed(subject, "list.html", "listing", view, origin, site)
        yield _feed(channel, origin, site)


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


def _people(lang: str, edition: Edition, site: Site) -> Iterator[Page]:
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
        yield _framed(subject, "profile.html", "profile", view, origin, site)
        members = _newest_first([article for done in roles.values() for article in done], edition)
        yield _feed(Channel(path, lang, f"{site.name(lang)}: {view.title}", "", members), origin, site)


def _newest_first(members: Sequence[Article], edition: Edition) -> list[Article]:
    once = {article.path: article for article in members}
    return sorted(once.values(), key=lambda article: edition.positions[article.path])


def _sources(lang: str, edition: Edition, site: Site) -> Iterator[Page]:
    library, voice = site.library, site.voices[lang]
    if not edition.sources:
        return
    root = LinkView(voice.say("Sources"), site.href(library.addresses.index(lang, "sources")))
    subject = Subject(library.addresses.index(lang, "sources"), lang, root.text, "", twins.of_index(library, "sources"))
    yield _framed(subject, "index.html", "index", lists.sources(lang, site), f"the sources of {lang}", site)
    for key in edition.sources:
        view = lists.source(library.registry.sources[key], lang, site)
        path = library.source_path(key, lang) or ""
        cluster = _profiles({other: library.source_path(key, other) for other in library.editions}, site)
        subject = Subject(path, lang, view.title, view.text, cluster, trail=(root,))
        yield _framed(subject, "profile.html", "profile", view, f"the source {key} in {lang}", site)


def _profiles(paths: dict[str, str | None], site: Site) -> Cluster:
    return twins.of_lists(site.library, paths)


def _not_found(site: Site) -> Page:
    """One page for the whole site, since a host serves one: it says its sentence in every edition's language."""
    library = site.library
    parts = tuple(
        NotFoundPart(
            voice.speaks.tag,
            voice.speaks.direction,
            voice.say("Page not found"),
            voice.say("The page you asked for is not here."),
            LinkView(voice.say("Go to the home page"), site.href(library.addresses.home(lang)), hreflang=lang),
        )
        for lang, voice in sorted(site.voices.items(), key=lambda item: item[0] != library.default)
    )
    subject = Subject(
        NOT_FOUND, library.default, parts[0].title, "", NOWHERE, exact=twins.of_home(library), indexed=False
    )
    return _framed(
        subject, "not_found.html", "not_found", NotFoundView(parts), "the page for addresses not found", site
    )


def redirects(moves: Sequence[Move], site: Site) -> Iterator[Page]:
    """A page at each old address, for hosts that have nothing better."""
    for move in moves:
        lang = _edition_of(move.old if move.leaves else move.new, site)
        voice = site.voices[lang]
        target = move.new if move.leaves else _with_fragment(move.new, site.href)
        canonical = move.new if move.leaves else _with_fragment(move.new, site.absolute)
        link = LinkView(canonical, target)
        view = RedirectView(
            title=voice.say("This page has moved"),
            target=target,
            canonical=canonical,
            sentence=voice.phrase("The page is now at {link}", link=_anchor(link)),
            lang=voice.speaks.tag,
            dir=voice.speaks.direction,
        )
        # Hosts that serve files find a bare /old as a folder; as a file it would have no type.
        path = move.old if move.old.endswith(("/", ".html", ".htm", ".php")) else f"{move.old}/"
        subject = Subject(path, lang, view.title, "", NOWHERE, indexed=False)
        origin = f"{move.place.path}:{move.place.line}"
        yield Page(path, "redirect.html", "redirect", view, lang, origin, frame(subject, site))


def sitemaps(listings: Sequence[Listing], site: Site) -> Iterator[Page]:
    default, origin = site.library.default, "the sitemap"
    parts, index = sitemap.sitemaps(listings, site)
    if index is None:
        yield Page("/sitemap.xml", "sitemap.xml", "sitemap", parts[0], default, origin)
    else:
        yield Page("/sitemap.xml", "sitemap_index.xml", "sitemap_index", index, default, origin)
        for number, part in enumerate(parts, 1):
            yield Page(sitemap.part_path(number), "sitemap.xml", "sitemap", part, default, origin)
    robots = RobotsView(site.absolute("/sitemap.xml"))
    yield Page("/robots.txt", "robots.txt", "robots", robots, default, "robots.txt")


def _edition_of(path: str, site: Site) -> str:
    """The edition whose prefix a site path has; the longest wins."""
    prefixes = site.library.addresses.prefixes
    fitting = [lang for lang, prefix in prefixes.items() if path.startswith(prefix)]
    return max(fitting, key=lambda lang: len(prefixes[lang]), default=site.library.default)


def _with_fragment(path: str, address: Callable[[str], str]) -> str:
    plain, mark, fragment = path.partition("#")
    return address(plain) + mark + quote(fragment, safe=urls.SAFE)


def _anchor(link: LinkView) -> Markup:
    return Markup('<a href="{}"><bdi dir="ltr">{}</bdi></a>').format(link.url, link.text)
