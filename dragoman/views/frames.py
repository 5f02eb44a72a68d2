"""What stands around every page: the edition's frame, the switcher, the trail, the head."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from markupsafe import Markup

from dragoman import languages, settings, urls
from dragoman.model import TermKind
from dragoman.settings import MenuLink
from dragoman.views import licences, twins
from dragoman.views.articles import plain_title, term_link
from dragoman.views.site import Site
from dragoman.views.twins import Cluster
from dragoman.views.types import Frame, Head, HeadLink, LinkView, Meta, SiteView, SwitchView

ATOM = "application/atom+xml"


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, as its head says it."""

    path: str  # site path
    lang: str
    title: str  # empty on the home page
    description: str
    cluster: Cluster
    exact: Cluster | None = None  # what the switcher goes to, where that is more than the alternates: page 2 of a list
    trail: tuple[LinkView, ...] = ()
    type: str = "website"
    meta: tuple[Meta, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()  # (title, site path) of the page's own feeds
    structured: Markup | None = None
    indexed: bool = True
    licensed: bool = False  # the page itself says its licence, which may differ from the site's


def frame(subject: Subject, site: Site) -> Frame:
    return Frame(
        site=edition_frame(subject, site),
        head=head(subject, site),
        switcher=switcher(subject, site),
        trail=trail(subject, site),
        preview=site.library.preview,
    )


def edition_frame(subject: Subject, site: Site) -> SiteView:
    lang = subject.lang
    options, voice = site.settings.options, site.voices[lang]
    publisher = options.publisher
    license_ = licences.shown(options.license, voice) if options.license and not subject.licensed else None
    return SiteView(
        name=site.name(lang),
        tagline=options.taglines.get(lang, ""),
        lang=lang,
        dir=voice.dir,
        home=site.href(site.library.addresses.home(lang)),
        menu=menu(lang, subject.path, site),
        feed=site.href(urls.feed(site.library.addresses.home(lang))),
        stylesheet=site.href(site.stylesheet),
        favicon=site.href(site.favicon),
        publisher=publisher.name if publisher else site.name(lang),
        publisher_url=publisher.url if publisher else None,
        license=license_,
        untranslated=voice.speaks.tag.partition("-")[0] != lang.partition("-")[0],
        frame_lang=voice.speaks.tag,
        frame_dir=voice.speaks.direction,
    )


def menu(lang: str, current: str, site: Site) -> tuple[LinkView, ...]:
    """The edition's menu; entries that lead to nothing in this edition are left out."""
    entries = (_entry(entry, lang, site) for entry in settings.menu(site.settings.options, lang))
    here = site.href(current)
    return tuple(dataclasses.replace(entry, current=entry.url == here) for entry in entries if entry)


def _entry(entry: str | MenuLink, lang: str, site: Site) -> LinkView | None:
    library, voice = site.library, site.voices[lang]
    if isinstance(entry, MenuLink):
        return LinkView(entry.title, entry.url if "://" in entry.url else site.library.addresses.base + entry.url)
    kind, _, key = entry.partition(":")
    if kind == "home":
        return LinkView(voice.say("Home"), site.href(library.addresses.home(lang)))
    if kind == "archive":
        url = site.href(library.addresses.archive(lang))
        return LinkView(voice.say("Archive"), url) if library.editions[lang].months else None
    if kind in {"terms", "people", "sources"}:
        name = voice.say({"terms": "Terms", "people": "People", "sources": "Sources"}[kind])
        url = site.href(library.addresses.index(lang, kind))
        return LinkView(name, url) if twins.has_index(library, lang, kind) else None
    if kind == "page":
        page = library.standing.get(key, {}).get(lang)
        shown = page is not None and library.listed(page)
        return LinkView(plain_title(page, site), site.href(library.paths[page.path])) if shown and page else None
    term = library.registry.terms.get((TermKind(kind), key))
    link = term_link(term, lang, site) if term else None
    return link if link and link.url else None


def switcher(subject: Subject, site: Site) -> tuple[SwitchView, ...]:
    """One entry an edition: the same thing there, or that edition's home; and says which, in the page's language."""
    voice = site.voices[subject.lang]
    there = (subject.exact or subject.cluster).paths
    entries = []
    for lang in site.library.editions:
        current = lang == subject.lang
        exact = current or lang in there
        label = "" if exact else voice.say("Home page in {language}", language=voice.language_name(lang))
        path = subject.path if current else there.get(lang, site.library.addresses.home(lang))
        language = languages.language(lang)
        entries.append(
            SwitchView(
                lang,
                language.direction,
                languages.autonym(language).text,
                site.href(path),
                exact,
                label,
                current,
            )
        )
    return tuple(entries)


def trail(subject: Subject, site: Site) -> tuple[LinkView, ...]:
    if not subject.title:
        return ()
    home = LinkView(site.voices[subject.lang].say("Home"), site.href(site.library.addresses.home(subject.lang)))
    return (home, *subject.trail)


def head(subject: Subject, site: Site) -> Head:
    voice, name = site.voices[subject.lang], site.name(subject.lang)
    title = voice.say("{title} — {site}", title=subject.title, site=name) if subject.title else name
    return Head(
        title=title,
        meta=tuple(_meta(subject, title, site)),
        links=tuple(_links(subject, site)),
        structured=subject.structured,
    )


def _meta(subject: Subject, title: str, site: Site) -> Iterable[Meta]:
    if subject.description:
        yield Meta("name", "description", subject.description, "og:description")
    if not subject.indexed:
        yield Meta("name", "robots", "noindex")
    yield Meta("property", "og:type", subject.type)
    yield Meta("property", "og:site_name", site.name(subject.lang))
    yield Meta("property", "og:title", subject.title or title)
    yield Meta("property", "og:url", site.absolute(subject.path))
    yield Meta("property", "og:locale", languages.og_locale(languages.language(subject.lang)))
    yield from subject.meta


def _links(subject: Subject, site: Site) -> Iterable[HeadLink]:
    if subject.indexed:
        yield HeadLink("canonical", site.absolute(subject.path))
        for lang, path in subject.cluster.alternates():
            yield HeadLink("alternate", site.absolute(path), hreflang=lang)
    edition = urls.feed(site.library.addresses.home(subject.lang))
    for title, path in ((site.name(subject.lang), edition), *subject.feeds):
        yield HeadLink("alternate", site.href(path), ATOM, title=title)
