"""All that templates see: frozen data, in the edition's language, ready to be set.

A value that is already HTML is `Markup`; everything else is escaped by the template. Addresses are ready for `href`:
root-relative (with the base path of the site) unless a field says absolute. `lang` and `dir` on a value are filled
only where they differ from the page's own, so that a template can write `{{ attrs(value) }}` without asking.
"""

from __future__ import annotations

import dataclasses

from markupsafe import Markup


@dataclasses.dataclass(frozen=True, slots=True)
class DateView:
    """A date for a person and for a machine: `<time datetime="{iso}">{text}</time>`."""

    iso: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class LinkView:
    """A link in a menu, a list of terms, a trail: `lang`/`dir` of its text, `hreflang` of what it leads to."""

    text: str
    url: str
    lang: str | None = None
    dir: str | None = None
    hreflang: str | None = None
    current: bool = False
    count: int | None = None
    count_text: str = ""  # "12 articles", in the edition's digits and plural


@dataclasses.dataclass(frozen=True, slots=True)
class SwitchView:
    """One edition in the switcher."""

    lang: str
    dir: str
    name: str  # the language's own name for itself
    url: str
    exact: bool  # the same article, list or page is there; else the link goes to that edition's home
    label: str  # "Home page in French", said in the page's language; empty where it is exact
    current: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class SiteView:
    """The frame of one edition: what every one of its pages shows."""

    name: str
    tagline: str
    lang: str
    dir: str
    home: str
    menu: tuple[LinkView, ...]
    feed: str
    stylesheet: str
    favicon: str
    publisher: str
    publisher_url: str | None
    license: Markup | None  # where the page does not say one of its own
    untranslated: bool  # the edition's language has no catalogue: the frame speaks the fallback language
    frame_lang: str  # the language that the frame speaks
    frame_dir: str


@dataclasses.dataclass(frozen=True, slots=True)
class Meta:
    """One `<meta>`: `attribute` is `name` or `property`; `also` is the property of one that has a name as well."""

    attribute: str
    key: str
    content: str
    also: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class HeadLink:
    """One `<link>` of the head."""

    rel: str
    href: str
    type: str | None = None
    hreflang: str | None = None
    title: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Head:
    title: str
    meta: tuple[Meta, ...] = ()
    links: tuple[HeadLink, ...] = ()  # canonical, alternates, feeds
    structured: Markup | None = None  # JSON-LD, safe inside <script>


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page's own view."""

    site: SiteView
    head: Head
    switcher: tuple[SwitchView, ...]
    trail: tuple[LinkView, ...] = ()  # breadcrumbs, home first; empty on the home page
    preview: bool = False  # made by `serve`: drafts are shown


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One line of a credit or a colophon; `kind` says what of: `translator`, `original`, `license`."""

    kind: str
    html: Markup


@dataclasses.dataclass(frozen=True, slots=True)
class OriginalTitle:
    text: Markup
    lang: str
    dir: str
    latin: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    src: str
    width: int
    height: int
    alt: str
    caption: str | None = None
    credit: Markup | None = None  # "Picture: …", with the licence


@dataclasses.dataclass(frozen=True, slots=True)
class Card:
    """An article as a list shows it."""

    url: str
    title: Markup
    date: DateView
    kind: str  # "Interview", or empty for a plain article
    credit: Markup  # shorter than the article's own: names, languages
    summary: Markup
    category: LinkView | None = None
    mark: str = ""  # "Draft", "Not published yet"


@dataclasses.dataclass(frozen=True, slots=True)
class SeriesView:
    link: LinkView
    position: str  # "Part 2 of 5"
    previous: LinkView | None = None
    next: LinkView | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ArticleView:
    title: Markup
    kind: str  # "Interview", or empty
    type: str  # the header's value, for a CSS class
    date: DateView
    modified: DateView | None
    category: LinkView | None
    original_title: OriginalTitle | None
    credits: tuple[Line, ...]  # the byline: who wrote, who translated, where it first appeared
    summary: Markup
    picture: Picture | None
    body: Markup
    translator_note: Markup | None
    corrections: tuple[Line, ...]
    colophon: tuple[Line, ...]  # provenance in full: licence, permission, method, archived copy, volume …
    tags: tuple[LinkView, ...]
    series: SeriesView | None
    newer: LinkView | None
    older: LinkView | None
    related: tuple[Card, ...]
    comments: str  # a sentence, or empty
    mark: str  # "Draft", "Not published yet", or empty
    extra: dict[str, object]  # the header's own x_* fields, for a site's own templates


@dataclasses.dataclass(frozen=True, slots=True)
class StandingPageView:
    title: Markup
    body: Markup
    summary: Markup
    modified: DateView | None
    mark: str
    extra: dict[str, object]


@dataclasses.dataclass(frozen=True, slots=True)
class Pager:
    text: str  # "Page 2 of 5"
    newer: str | None
    older: str | None
    pages: tuple[LinkView, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ListView:
    """Home, a category, a tag, a series: cards, newest first (a series: in order), a page at a time."""

    kind: str  # home, category, tag, series
    label: str  # "Category", or empty on the home page
    title: str
    lang: str | None
    dir: str | None
    description: str
    description_lang: str | None
    description_dir: str | None
    cards: tuple[Card, ...]
    pager: Pager | None
    feed: str | None
    parents: tuple[LinkView, ...] = ()
    children: tuple[LinkView, ...] = ()
    children_label: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """A heading and what stands under it: cards of a month, links to the months of a year, people under a letter."""

    title: str
    id: str
    url: str | None = None
    cards: tuple[Card, ...] = ()
    links: tuple[LinkView, ...] = ()
    count_text: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class IndexView:
    """A page of groups: the archive, a year, a month, people, sources, terms."""

    kind: str  # archive, year, month, people, sources, terms
    title: str
    groups: tuple[Group, ...]
    intro: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ProfileView:
    """A person with what they did, or a source with all that we translated from it."""

    kind: str  # person, source
    title: str
    lang: str | None
    dir: str | None
    text: str  # biography or description
    text_lang: str | None
    text_dir: str | None
    url: str | None
    groups: tuple[Group, ...]
    feed: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class NotFoundPart:
    """The 404 page says its sentence once in each edition's language."""

    lang: str
    dir: str
    title: str
    text: str
    link: LinkView


@dataclasses.dataclass(frozen=True, slots=True)
class NotFoundView:
    parts: tuple[NotFoundPart, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class RedirectView:
    title: str
    target: str  # root-relative, or the absolute address of another site
    canonical: str  # absolute
    sentence: Markup
    lang: str
    dir: str


@dataclasses.dataclass(frozen=True, slots=True)
class FeedPerson:
    name: str
    uri: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class FeedEntry:
    id: str
    url: str
    title: str
    published: str  # RFC 3339
    updated: str
    authors: tuple[FeedPerson, ...]
    contributors: tuple[FeedPerson, ...]
    summary: str
    content: str  # HTML with absolute addresses; the template escapes it once
    categories: tuple[tuple[str, str], ...]  # (term, label)
    via: str | None = None  # the address of the original
    via_lang: str | None = None
    rights: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class FeedView:
    """An Atom feed (RFC 4287); all addresses are absolute."""

    id: str
    lang: str
    title: str
    subtitle: str
    self_url: str
    page_url: str
    updated: str
    author: FeedPerson
    entries: tuple[FeedEntry, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SitemapUrl:
    loc: str
    lastmod: str | None
    alternates: tuple[tuple[str, str], ...] = ()  # (hreflang, absolute address)


@dataclasses.dataclass(frozen=True, slots=True)
class SitemapView:
    urls: tuple[SitemapUrl, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SitemapIndexView:
    sitemaps: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class RobotsView:
    sitemap: str
