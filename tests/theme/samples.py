"""Views made by hand for the theme's own tests, in four languages and both directions: one set with every field
filled, and one with every optional field empty."""

from __future__ import annotations

import dataclasses

from markupsafe import Markup

from dragoman.views import types as v
from tests.theme.words import CREDITS, DATES, LANGUAGES, MENU, SITE, SUMMARIES, TITLES

BODY = Markup("<p>…</p>")
DATE = v.DateView("2016-09-20", "20 September 2016")


def home(lang: str) -> str:
    return "/" if lang == "en" else f"/{lang}/"


def link(text: str, url: str = "/x/", **fields: object) -> v.LinkView:
    return dataclasses.replace(v.LinkView(text, url), **fields)


def site(lang: str, *, full: bool = True) -> v.SiteView:
    direction = LANGUAGES[lang][0]
    return v.SiteView(
        name=SITE[lang],
        tagline=SUMMARIES[lang] if full else "",
        lang=lang,
        dir=direction,
        home=home(lang),
        menu=tuple(link(word, f"{home(lang)}{n}/", current=n == 1) for n, word in enumerate(MENU[lang]))
        if full
        else (),
        feed=f"{home(lang)}feed.xml",
        stylesheet="/theme/style.0123456789ab.css",
        favicon="/favicon.svg",
        publisher=SITE[lang],
        publisher_url="https://publisher.example/" if full else None,
        license=Markup('<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>')
        if full
        else None,
        untranslated=False,
        frame_lang=lang,
        frame_dir=direction,
    )


def head(lang: str) -> v.Head:
    base = "https://press.example"
    links = [v.HeadLink("canonical", base + home(lang))]
    links += [v.HeadLink("alternate", base + home(each), hreflang=each) for each in LANGUAGES]
    links += [v.HeadLink("alternate", base + "/", hreflang="x-default")]
    links += [v.HeadLink("alternate", f"{home(lang)}feed.xml", "application/atom+xml", title=SITE[lang])]
    meta = (
        v.Meta("name", "description", SUMMARIES[lang]),
        v.Meta("property", "og:title", TITLES[lang][0]),
        v.Meta("property", "og:type", "article"),
    )
    structured = Markup('{"@context":"https://schema.org","@type":"Article","name":"%s"}') % TITLES[lang][0]
    return v.Head(f"{TITLES[lang][0]} · {SITE[lang]}", meta, tuple(links), structured)


def switcher(lang: str) -> tuple[v.SwitchView, ...]:
    return tuple(
        v.SwitchView(
            each,
            direction,
            name,
            home(each),
            each != "fr",
            "" if each != "fr" else f"Home page in {each}",
            each == lang,
        )
        for each, (direction, name) in LANGUAGES.items()
    )


def frame(lang: str, *, full: bool = True) -> v.Frame:
    trail = (link(MENU[lang][0], home(lang)), link(MENU[lang][1]), link(TITLES[lang][0], current=True))
    if full:
        return v.Frame(site(lang), head(lang), switcher(lang), trail, preview=True)
    return v.Frame(site(lang, full=False), v.Head(SITE[lang]), ())


def foreign_frame() -> v.Frame:
    """An edition in a language without a catalogue: its frame speaks English."""
    own = dataclasses.replace(site("ar"), untranslated=True, frame_lang="en", frame_dir="ltr")
    return dataclasses.replace(frame("ar"), site=own)


def card(lang: str, *, full: bool = True, which: int = 0) -> v.Card:
    return v.Card(
        url=f"{home(lang)}letters-{which}/",
        title=Markup("%s") % TITLES[lang][which % 2],
        date=v.DateView("2016-09-20", DATES[lang]),
        kind=MENU[lang][2] if full else "",
        credit=Markup(CREDITS[lang][1]) if full else Markup(),
        summary=Markup("%s") % SUMMARIES[lang] if full else Markup(),
        category=link(MENU[lang][1]) if full else None,
        mark="Draft" if full and which == 1 else "",
    )


def cards(lang: str, count: int = 4) -> tuple[v.Card, ...]:
    return tuple(card(lang, which=which) for which in range(count))


def colophon(lang: str) -> tuple[v.Line, ...]:
    original = '<cite lang="ru" dir="ltr">Причал</cite>, <time datetime="2016-09">2016-09</time>'
    return (
        v.Line("original", Markup('<a href="https://prichal.example/1">%s</a>') % Markup(original)),
        v.Line("archived", Markup('<a href="https://archive.example/1">archive.example</a>')),
        v.Line("license", Markup('<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>')),
    )


def article(lang: str, body: Markup = BODY) -> v.ArticleView:
    first = Markup('%s <cite lang="ru" dir="ltr">Причал</cite>, 2016') % CREDITS[lang][2]
    return v.ArticleView(
        title=Markup("%s") % TITLES[lang][1],
        kind=MENU[lang][2],
        type="interview",
        date=v.DateView("2016-09-20", DATES[lang]),
        modified=v.DateView("2017-01-02", DATES[lang]),
        category=link(MENU[lang][1]),
        original_title=v.OriginalTitle(Markup("Письма с берега"), "ru", "ltr", "Pisma s berega"),
        credits=(
            v.Line("author", Markup(CREDITS[lang][0])),
            v.Line("translator", Markup(CREDITS[lang][1])),
            v.Line("original", first),
        ),
        summary=Markup("%s") % SUMMARIES[lang],
        picture=v.Picture("/p.jpg", 1200, 800, "A pier", TITLES[lang][0], Markup("<bdi>Tove Berg</bdi>, CC BY 4.0")),
        body=body,
        translator_note=Markup("<p>%s</p>") % SUMMARIES[lang],
        corrections=(
            v.Line("correction", Markup('<time datetime="2017-01-02">2017-01-02</time> %s') % SUMMARIES[lang]),
        ),
        colophon=colophon(lang),
        tags=(link(MENU[lang][3]), link(MENU[lang][4])),
        series=v.SeriesView(link(TITLES[lang][0]), "Part 2 of 5", link(TITLES[lang][0]), link(TITLES[lang][1])),
        newer=link(TITLES[lang][1]),
        older=link(TITLES[lang][0]),
        related=cards(lang, 2),
        comments="Comments are closed.",
        mark="Draft",
        extra={},
    )


def plain_article(lang: str) -> v.ArticleView:
    return v.ArticleView(
        title=Markup("%s") % TITLES[lang][0],
        kind="",
        type="article",
        date=DATE,
        modified=None,
        category=None,
        original_title=None,
        credits=(),
        summary=Markup(),
        picture=None,
        body=BODY,
        translator_note=None,
        corrections=(),
        colophon=(),
        tags=(),
        series=None,
        newer=None,
        older=None,
        related=(),
        comments="",
        mark="",
        extra={},
    )


def page(lang: str, *, full: bool = True) -> v.StandingPageView:
    summary = Markup("%s") % SUMMARIES[lang] if full else Markup()
    title = Markup("%s") % MENU[lang][4]
    return v.StandingPageView(title, BODY, summary, DATE if full else None, "Draft" * full, {})


def listing(lang: str, kind: str = "category", *, full: bool = True) -> v.ListView:
    other = "ar" if lang != "ar" else "en"
    direction = LANGUAGES[other][0]
    pages = tuple(link(str(n), current=n == 2) for n in range(1, 6))
    if not full:
        return v.ListView(kind, "", MENU[lang][1], None, None, "", None, None, (), None, None)
    return v.ListView(
        kind=kind,
        label="" if kind == "home" else MENU[lang][1],
        title=MENU[lang][1],
        lang=None if kind == "home" else other,
        dir=None if kind == "home" else direction,
        description=SUMMARIES[lang if kind == "home" else other],
        description_lang=None if kind == "home" else other,
        description_dir=None if kind == "home" else direction,
        cards=cards(lang),
        pager=v.Pager("Page 2 of 5", "/", "/page/3/", pages),
        feed="/feed.xml",
        parents=() if kind == "home" else (link(MENU[lang][2]),),
        children=() if kind == "home" else (link(MENU[lang][3], count=3, count_text="3 articles"),),
        children_label="" if kind == "home" else "Subcategories",
    )


def groups(lang: str, *, full: bool = True) -> tuple[v.Group, ...]:
    if not full:
        return (v.Group("2016", "2016"),)
    people = tuple(
        link(name, count=2, count_text="2 articles", lang="ru", dir="ltr") for name in ("Анна Рот", "Лев Ким")
    )
    return (
        v.Group("2016", "y2016", "/archive/2016/", (), people, "12 articles"),
        v.Group(MENU[lang][0], "a", None, cards(lang, 2)),
    )


def index(lang: str, *, full: bool = True) -> v.IndexView:
    return v.IndexView("archive", MENU[lang][0], groups(lang, full=full), SUMMARIES[lang] if full else "")


def profile(lang: str, *, full: bool = True) -> v.ProfileView:
    if not full:
        return v.ProfileView("source", "Причал", None, None, "", None, None, None, ())
    name = ("Анна Рот", "ru", "ltr")
    return v.ProfileView(
        "person", *name, SUMMARIES["en"], "en", "ltr", "https://roth.example/", groups(lang), "/feed.xml"
    )


def not_found() -> v.NotFoundView:
    return v.NotFoundView(
        tuple(
            v.NotFoundPart(lang, direction, TITLES[lang][0], SUMMARIES[lang], link(SITE[lang], home(lang)))
            for lang, (direction, _) in LANGUAGES.items()
        )
    )


def redirect(lang: str) -> v.RedirectView:
    target = "/new/?a=1&b=2"
    sentence = Markup('→ <a href="%s">%s</a>') % (target, TITLES[lang][0])
    return v.RedirectView(TITLES[lang][0], target, "https://press.example/new/", sentence, lang, LANGUAGES[lang][0])


def feed(lang: str) -> v.FeedView:
    author = v.FeedPerson(SITE[lang])
    entry = v.FeedEntry(
        id="tag:press.example,2016:letters/en",
        url="https://press.example/letters/?a=1&b=2",
        title=f"{TITLES[lang][0]} & <b>",
        published="2016-09-20T00:00:00Z",
        updated="2017-01-02T00:00:00Z",
        authors=(v.FeedPerson("Анна Рот", "https://roth.example/"),),
        contributors=(v.FeedPerson("Greta Lind"),),
        summary=SUMMARIES[lang],
        content='<p title="a &amp; b">…</p>',
        categories=(("coast", MENU[lang][1]),),
        via="https://prichal.example/1",
        via_lang="ru",
        rights="CC BY 4.0",
    )
    bare = dataclasses.replace(
        entry,
        id="tag:press.example,2016:b/en",
        authors=(),
        contributors=(),
        summary="",
        categories=(),
        via=None,
        rights=None,
    )
    url = "https://press.example" + home(lang)
    return v.FeedView(
        url, lang, SITE[lang], SUMMARIES[lang], f"{url}feed.xml", url, "2017-01-02T00:00:00Z", author, (entry, bare)
    )


def sitemap() -> v.SitemapView:
    alternates = tuple((lang, "https://press.example" + home(lang)) for lang in LANGUAGES)
    return v.SitemapView(
        (
            v.SitemapUrl("https://press.example/?a=1&b=2", "2017-01-02", alternates),
            v.SitemapUrl("https://press.example/ru/", None),
        )
    )


def pages(lang: str) -> dict[str, tuple[str, dict[str, object]]]:
    """Every kind of HTML page: its name to the template and what the template is given."""
    full, bare = frame(lang), frame(lang, full=False)
    return {
        "article": ("article.html", {"frame": full, "article": article(lang)}),
        "article-bare": ("article.html", {"frame": bare, "article": plain_article(lang)}),
        "article-foreign": ("article.html", {"frame": foreign_frame(), "article": article("ar")}),
        "page": ("page.html", {"frame": full, "page": page(lang)}),
        "page-bare": ("page.html", {"frame": bare, "page": page(lang, full=False)}),
        "home": ("list.html", {"frame": full, "listing": listing(lang, "home")}),
        "category": ("list.html", {"frame": full, "listing": listing(lang)}),
        "category-bare": ("list.html", {"frame": bare, "listing": listing(lang, full=False)}),
        "index": ("index.html", {"frame": full, "index": index(lang)}),
        "index-bare": ("index.html", {"frame": bare, "index": index(lang, full=False)}),
        "profile": ("profile.html", {"frame": full, "profile": profile(lang)}),
        "profile-bare": ("profile.html", {"frame": bare, "profile": profile(lang, full=False)}),
        "not_found": ("not_found.html", {"frame": full, "not_found": not_found()}),
        "redirect": ("redirect.html", {"frame": full, "redirect": redirect(lang)}),
    }
