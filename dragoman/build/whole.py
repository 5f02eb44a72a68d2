"""What stands above the editions: the page for addresses not found, redirects, the sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from markupsafe import Markup

from dragoman.build.page import Page
from dragoman.redirects import Move
from dragoman.views import sitemap, twins
from dragoman.views.frames import Subject, frame
from dragoman.views.site import Site
from dragoman.views.sitemap import Listing
from dragoman.views.twins import NOWHERE
from dragoman.views.types import LinkView, NotFoundPart, NotFoundView, RedirectView, RobotsView

NOT_FOUND = "/404.html"
ROOT = "/"


def not_found(site: Site) -> Page:
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
    view, origin = NotFoundView(parts), "the page for addresses not found"
    return Page(NOT_FOUND, "not_found.html", "not_found", view, library.default, origin, frame(subject, site))


def redirects(moves: Sequence[Move], site: Site) -> Iterator[Page]:
    """A page at each old address, for hosts that have nothing better."""
    for move in moves:
        lang = _edition_of(move.old if move.leaves else move.new, site)
        voice = site.voices[lang]
        target, canonical = move.leads(site.href), move.leads(site.absolute)
        view = RedirectView(
            title=voice.say("This page has moved"),
            target=target,
            canonical=canonical,
            sentence=voice.phrase("The page is now at {link}", link=_anchor(target, canonical)),
            lang=voice.speaks.tag,
            dir=voice.speaks.direction,
        )
        yield _moved(move.page, view, lang, f"a redirect of {move.place.path}", site, move)


def front(paths: Collection[str], site: Site) -> Iterator[Page]:
    """Where every edition lives below its language, the root of the site leads to the default one.

    Nothing is made where something is at the root: the default edition's home, or a redirect that says otherwise.
    """
    lang = site.library.default
    home = site.library.addresses.home(lang)
    if ROOT in paths or home == ROOT:
        return
    voice, link = site.voices[lang], Markup('<a href="{}">{}</a>')
    view = RedirectView(
        title=site.name(lang),
        target=site.href(home),
        canonical=site.absolute(home),
        sentence=link.format(site.href(home), voice.say("Go to the home page")),
        lang=voice.speaks.tag,
        dir=voice.speaks.direction,
    )
    yield _moved(ROOT, view, lang, "the way from the root to the default edition", site)


def _moved(path: str, view: RedirectView, lang: str, origin: str, site: Site, move: Move | None = None) -> Page:
    subject = Subject(path, lang, view.title, "", NOWHERE, indexed=False)
    around = frame(subject, site)
    return Page(path, "redirect.html", "redirect", view, lang, origin, around, place=move.place if move else None)


def _edition_of(path: str, site: Site) -> str:
    """The edition whose prefix a site path has; the longest wins."""
    prefixes = site.library.addresses.prefixes
    fitting = [lang for lang, prefix in prefixes.items() if path.startswith(prefix)]
    return max(fitting, key=lambda lang: len(prefixes[lang]), default=site.library.default)


def _anchor(target: str, canonical: str) -> Markup:
    return Markup('<a href="{}"><bdi dir="ltr">{}</bdi></a>').format(target, canonical)


def sitemaps(listings: Sequence[Listing], site: Site, most: int = sitemap.MOST_ADDRESSES) -> Iterator[Page]:
    """The sitemap, in several files where one would be too large, and the robots.txt that names it."""
    default, origin = site.library.default, "the sitemap"
    parts, index = sitemap.sitemaps(listings, site, most)
    if index is None:
        yield Page(sitemap.PATH, "sitemap.xml", "sitemap", parts[0], default, origin)
    else:
        yield Page(sitemap.PATH, "sitemap_index.xml", "sitemap_index", index, default, origin)
        for number, part in enumerate(parts, 1):
            yield Page(sitemap.part_path(number), "sitemap.xml", "sitemap", part, default, origin)
    robots = RobotsView(site.absolute(sitemap.PATH))
    yield Page("/robots.txt", "robots.txt", "robots", robots, default, "robots.txt")
