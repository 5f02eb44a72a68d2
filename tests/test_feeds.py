"""Atom feeds, held to RFC 4287, and to what a reader of a translated article is owed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from tests.sites import ATOM, NOW, BuiltSite, Publication

NS = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
PERSON = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}
MANY = 10**6
# How often each element may stand in a feed and in an entry (RFC 4287, sections 4.1.1 and 4.1.2).
FEED = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "subtitle": (0, 1),
    "generator": (0, 1),
    "rights": (0, 1),
    "icon": (0, 1),
    "logo": (0, 1),
    "author": (1, MANY),
    "link": (1, MANY),
    "category": (0, MANY),
    "contributor": (0, MANY),
    "entry": (0, MANY),
}
ENTRY = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "published": (0, 1),
    "summary": (0, 1),
    "content": (0, 1),
    "rights": (0, 1),
    "source": (0, 1),
    "author": (0, MANY),
    "link": (0, MANY),
    "category": (0, MANY),
    "contributor": (0, MANY),
}


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


def faults(feed: etree._Element) -> Iterator[str]:
    """What RFC 4287 says against a feed."""
    if feed.tag != f"{NS}feed" or not feed.get(LANG):
        yield "the root is no feed with a language"
    yield from _counted(feed, FEED)
    yield from _links(feed, {"self"})
    ids = [entry.findtext(f"{NS}id") for entry in feed.iter(f"{NS}entry")]
    if len(set(ids)) < len(ids):
        yield f"ids {ids}"
    for entry in feed.iter(f"{NS}entry"):
        yield from _counted(entry, ENTRY)
        yield from _links(entry, set())
        if not entry.findall(f"{NS}author") and not feed.findall(f"{NS}author"):
            yield "nobody is the author"
        content = entry.find(f"{NS}content")
        alternate = [link for link in entry.iter(f"{NS}link") if link.get("rel") == "alternate"]
        if content is None and not alternate:
            yield "neither content nor alternate"
        if content is not None and (content.get("type") != "html" or len(content)):
            yield "content is not escaped HTML"
    for name in ("updated", "published"):
        for date in feed.iter(f"{NS}{name}"):
            if not RFC_3339.fullmatch(date.text or ""):
                yield f"{name} {date.text}"
    for element in feed.iter(f"{NS}id", f"{NS}uri"):
        if not urlsplit(element.text or "").scheme:
            yield f"{element.tag} {element.text} is not absolute"
    for element in feed.iter(f"{NS}author", f"{NS}contributor"):
        yield from _counted(element, PERSON)
    for category in feed.iter(f"{NS}category"):
        if not category.get("term"):
            yield "a category without a term"


def _counted(element: etree._Element, allowed: dict[str, tuple[int, int]]) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(NS) for child in element if isinstance(child.tag, str))
    for name in counts.keys() | allowed.keys():
        least, most = allowed.get(name, (0, 0))
        if not least <= counts[name] <= most:
            yield f"{counts[name]} times {name} in {element.tag}"


def _links(element: etree._Element, needed: set[str]) -> Iterator[str]:
    links = element.findall(f"{NS}link")
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate")
    if any(number > 1 for number in kinds.values()):
        yield f"several alternates of one kind: {kinds}"
    if needed - {link.get("rel") for link in links}:
        yield "no link to itself"
    for link in links:
        if urlsplit(link.get("href", "")).scheme not in {"http", "https"}:
            yield f"link {link.get('href')} is not absolute"


def feeds(site: BuiltSite) -> dict[str, etree._Element]:
    return {f"/{name}": site.feed(f"/{name}") for name in site.files() if name.endswith("feed.xml")}


def entry(site: BuiltSite, path: str = "/feed.xml", title: str | None = None) -> etree._Element:
    [found] = [
        one for one in site.feed(path).iter(f"{NS}entry") if title in (None, one.findtext("a:title", namespaces=ATOM))
    ]
    return found


def links(element: etree._Element, rel: str) -> list[tuple[str | None, str | None]]:
    return [(link.get("href"), link.get("hreflang")) for link in element.findall(f"{NS}link") if link.get("rel") == rel]


def names(element: etree._Element, kind: str) -> list[str]:
    return [name.text or "" for name in element.findall(f"{NS}{kind}/{NS}name")]


def content(element: etree._Element) -> html.HtmlElement:
    return html.fragment_fromstring(element.findtext(f"{NS}content"), create_parent="div")


def full(publication: Publication) -> None:
    publication.data(
        "people.yaml", {"anna-roth": {"name": {"en": "Anna Roth", "ru": "Анна Рот"}, "url": "https://roth.example/"}}
    )
    publication.options(LICENSE="CC-BY-4.0", TAGLINES={"en": "Letters & more"})
    publication.article("letters/ru", title="Письма", authors=["anna-roth"], tags=["sea"], category="News")
    publication.translation(
        "letters/en", title='Letters <b> & "more"', authors=["anna-roth"], tags=["sea"], category="News"
    )
    publication.translation("elsewhere/en", "fr", title="Elsewhere", editors=["Ed Editor"], tags=["sea"])
    publication.article("empty/en", body="", authors=None, summary=None, title="Empty")


@pytest.mark.parametrize("url", ["https://press.example", "https://press.example/blog", ""])
def test_every_feed_is_valid_and_says_its_language_and_itself(publication: Publication, url: str) -> None:
    publication.pelican["SITEURL"] = url
    full(publication)
    site = publication.build()
    found = feeds(site)
    assert found.keys() >= {
        *("/feed.xml", "/ru/feed.xml", "/tag/sea/feed.xml", "/ru/tag/sea/feed.xml", "/category/news/feed.xml"),
        *("/people/anna-roth/feed.xml", "/ru/people/anna-roth/feed.xml", "/people/tom-translator/feed.xml"),
    }
    root = url or "http://localhost:8000"
    for path, feed in found.items():
        assert list(faults(feed)) == []
        lang = "ru" if path.startswith("/ru/") else "en"
        assert feed.get(LANG) == lang
        assert links(feed, "self") == [(f"{root}{path}", None)]
        assert links(feed, "alternate") == [(f"{root}{path.removesuffix('feed.xml')}", lang)]
        assert feed.findtext(f"{NS}id") == f"{root}{path}"
    assert len({feed.findtext(f"{NS}id") for feed in found.values()}) == len(found)


def test_the_checks_can_find_faults() -> None:
    bad = etree.fromstring(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x</id><updated>2016</updated></entry></feed>'
    )
    assert len(list(faults(bad))) > 5


def test_the_edition_a_category_a_tag_and_a_person_have_their_own(publication: Publication) -> None:
    full(publication)
    site = publication.build()

    def titles(path: str) -> list[str | None]:
        return sorted(one.findtext(f"{NS}title") or "" for one in site.feed(path).iter(f"{NS}entry"))

    letters = titles("/category/news/feed.xml")
    assert titles("/feed.xml") == sorted(["Elsewhere", "Empty", *letters])
    assert titles("/tag/sea/feed.xml") == sorted(["Elsewhere", *letters])
    assert titles("/people/anna-roth/feed.xml") == letters
    assert titles("/people/tom-translator/feed.xml") == sorted(["Elsewhere", *letters])
    assert titles("/ru/feed.xml") == titles("/ru/people/anna-roth/feed.xml") == ["Письма"]
    assert site.feed("/feed.xml").findtext(f"{NS}subtitle") == "Letters & more"


def test_the_translator_is_a_contributor_and_the_author_is_the_author(publication: Publication) -> None:
    publication.translation(
        "talk/en", "ru", interviewers=["Ira"], interviewees=["Ora"], editors=["Ed", "Tom Translator"], type="interview"
    )
    site = publication.build()
    one = entry(site)
    assert names(one, "author") == ["Ann Author"]
    assert names(one, "contributor") == ["Tom Translator", "Ira", "Ora", "Ed"]
    assert one.findtext(f"{NS}contributor/{NS}uri") == "https://press.example/people/tom-translator/"


def test_an_entry_without_an_author_falls_to_the_publisher(publication: Publication) -> None:
    publication.options(PUBLISHER={"name": "The House", "url": "https://house.example/"})
    publication.article("letters/en", authors=None)
    feed = publication.build().feed("/feed.xml")
    assert names(feed, "author") == ["The House"]
    assert names(entry_of(feed), "author") == []


def entry_of(feed: etree._Element) -> etree._Element:
    [one] = feed.iter(f"{NS}entry")
    return one


def test_a_translation_links_to_its_original_beside_it_or_elsewhere(publication: Publication) -> None:
    publication.pelican["SITEURL"] = "https://press.example/blog"
    publication.article("letters/ru", title="Письма")
    publication.translation("letters/en", title="Letters")
    far = {"lang": "fr", "title": "Lettres", "url": "https://там.example/a?b=1&c=2", "date": "2020", "publication": "P"}
    publication.translation("far/en", title="Far", original=far)
    publication.translation("lost/en", "de", title="Lost")
    site = publication.build()
    assert links(entry(site, title="Letters"), "via") == [("https://press.example/blog/ru/letters/", "ru")]
    assert links(entry(site, title="Far"), "via") == [("https://там.example/a?b=1&c=2", "fr")]
    assert links(entry(site, title="Lost"), "via") == []
    assert links(entry(site, "/ru/feed.xml"), "via") == []


def test_via_does_not_lead_to_an_original_that_readers_cannot_see(publication: Publication) -> None:
    publication.article("letters/ru", status="draft", title="Письма")
    publication.translation("letters/en")
    assert links(entry(publication.build()), "via") == []


@pytest.mark.parametrize("url", ["https://press.example", "https://press.example/blog"])
def test_the_content_can_be_read_anywhere(publication: Publication, url: str) -> None:
    publication.pelican["SITEURL"] = url
    publication.file("articles/letters/notes.pdf", "%PDF-1.4")
    publication.article("other/en")
    publication.article(
        "letters/en",
        "## The sea\n\n[Up](#the-sea), [other]({filename}../other/en.md), [notes](notes.pdf), [home](/),"
        " [out](https://example.org/?a=1&b=2), [mail](mailto:a@example.org).[^1]\n\n[^1]: A note.\n",
        title="Letters",
    )
    site = publication.build()
    one = entry(site, title="Letters")
    own = f"{url}/letters/"
    addresses = [a.get("href") for a in content(one).iter("a")]
    assert addresses[:6] == [
        *(f"{own}#the-sea", f"{url}/other/", f"{url}/media/letters/notes.pdf", f"{url}/"),
        *("https://example.org/?a=1&b=2", "mailto:a@example.org"),
    ]
    assert len(addresses) == 8  # the mark of the note and the way back from it
    assert all(address.startswith(f"{own}#fn") for address in addresses[6:])
    ids = set(site.page("/letters/").xpath("//@id"))
    assert {urlsplit(address).fragment for address in addresses if "#" in address} <= ids


def test_a_text_from_right_to_left_says_so_itself(publication: Publication) -> None:
    publication.article("letters/ar", "نص.\n")
    publication.translation("letters/en")
    site = publication.build()
    assert content(entry(site, "/ar/feed.xml")).xpath("./div[@lang='ar' and @dir='rtl']/p/text()") == ["نص."]
    assert [child.tag for child in content(entry(site))] == ["p"]


def test_what_looks_like_markup_stays_text(publication: Publication) -> None:
    publication.article(
        "letters/en", '`<a href="#x">` & ]]> <b>bold</b>\n', title="</title><script>", summary="<i>&amp;"
    )
    one = entry(publication.build())
    assert one.findtext(f"{NS}title") == "</title><script>"
    assert one.findtext(f"{NS}summary") == "<i>&amp;"
    assert content(one).xpath("string(.//code)") == '<a href="#x">'
    assert content(one).xpath("string(.//b)") == "bold"


@pytest.mark.parametrize("character", ["\x0b", "\x01", "\ufffe", "\uffff", "\x85", "\u2028"])
def test_no_character_of_a_body_breaks_a_feed(publication: Publication, character: str) -> None:
    publication.article("letters/en", f"One{character}two.\n")
    built = publication.attempt()
    if built.contents:
        assert list(faults(etree.fromstring(built.contents["feed.xml"]))) == []
    else:
        assert built.problems


def ids(site: BuiltSite) -> dict[tuple[str, str | None], str | None]:
    return {
        (path, one.findtext(f"{NS}title")): one.findtext(f"{NS}id")
        for path in ("/feed.xml", "/fr/feed.xml")
        for one in site.feed(path).iter(f"{NS}entry")
    }


def test_an_id_outlives_a_new_slug_title_and_date_and_differs_by_language(publication: Publication) -> None:
    publication.article("letters/en", title="One")
    publication.translation("letters/fr", title="Un")
    publication.article("other/en", title="Other")
    before = ids(publication.build())
    assert len(set(before.values())) == 3
    publication.article("letters/en", "New.\n", title="New", slug="new", date="2026-03-03", modified="2026-04-04")
    publication.options(PERMALINK="{date:%Y}/{slug}.html")
    after = ids(publication.build())
    assert after["/feed.xml", "New"] == before["/feed.xml", "One"]
    assert after["/fr/feed.xml", "Un"] == before["/fr/feed.xml", "Un"]


@pytest.mark.parametrize(
    ("header", "updated"),
    [
        ({}, "2026-01-01T23:00:00Z"),
        ({"modified": "2026-02-03"}, "2026-02-02T23:00:00Z"),
        ({"modified": "2026-02-03T10:00:00.5+05:00"}, "2026-02-03T05:00:00Z"),
        ({"corrections": [{"date": "2026-03-01", "text": "x"}]}, "2026-02-28T23:00:00Z"),
        ({"corrections": [{"date": "2026", "text": "x"}]}, "2026-01-01T23:00:00Z"),
        ({"corrections": [{"date": "2026-03-01", "text": "x"}], "modified": "2026-03-02"}, "2026-03-01T23:00:00Z"),
    ],
)
def test_updated_is_the_newest_change(publication: Publication, header: dict[str, object], updated: str) -> None:
    publication.pelican["TIMEZONE"] = "Africa/Lagos"  # an hour before UTC, all year
    publication.article("letters/en", **header)
    publication.article("older/en", date="2025-01-01")
    feed = publication.build().feed("/feed.xml")
    assert [one.findtext(f"{NS}updated") for one in feed.iter(f"{NS}entry")] == [updated, "2024-12-31T23:00:00Z"]
    assert {one.findtext(f"{NS}published") for one in feed.iter(f"{NS}entry")} == {
        "2026-01-01T23:00:00Z",
        "2024-12-31T23:00:00Z",
    }
    assert feed.findtext(f"{NS}updated") == updated


def test_an_early_date_is_written_with_four_digits(publication: Publication) -> None:
    publication.article("letters/en", date="0987-06-05")
    assert entry(publication.build()).findtext(f"{NS}published") == "0987-06-05T00:00:00Z"


def test_a_feed_has_the_newest_articles_and_no_more_than_is_set(publication: Publication) -> None:
    publication.options(FEED_ITEMS=3)
    for day in range(1, 6):
        publication.article(f"text-{day}/en", date=f"2026-01-0{day}")
    feed = publication.build().feed("/feed.xml")
    assert [one.findtext(f"{NS}title") for one in feed.iter(f"{NS}entry")] == ["Text 5", "Text 4", "Text 3"]


@pytest.mark.parametrize("header", [{"status": "hidden"}, {"status": "draft"}, {"date": "2031-01-01"}])
def test_what_is_in_no_list_is_in_no_feed(publication: Publication, header: dict[str, str]) -> None:
    publication.article("letters/en", title="Shown", tags=["sea"])
    publication.article("secret/en", title="Secret", tags=["sea"], **header)
    for feed in feeds(publication.build()).values():
        assert [one.findtext(f"{NS}title") for one in feed.iter(f"{NS}entry")] == ["Shown"]


def test_a_feed_is_the_same_whenever_it_is_built(publication: Publication) -> None:
    publication.article("letters/en")
    publication.page("about/fr")
    first = publication.build(NOW).files()
    later = publication.build(NOW + dt.timedelta(days=400)).files()
    assert first == later
    assert list(faults(etree.fromstring(first["fr/feed.xml"]))) == []  # an edition without an article


def test_a_licence_is_told_by_its_address(publication: Publication) -> None:
    publication.article("letters/en", license="CC-BY-SA-4.0")
    assert (entry(publication.build()).findtext(f"{NS}rights") or "").startswith("https://creativecommons.org/")


def test_terms_are_categories_with_their_names(publication: Publication) -> None:
    publication.data("terms.yaml", {"tags": {"sea": {"name": {"en": "The sea", "ru": "Море"}}}})
    publication.article("letters/en", tags=["sea"])
    publication.translation("letters/ru", tags=["sea"])
    site = publication.build()
    for path, label in (("/feed.xml", "The sea"), ("/ru/feed.xml", "Море")):
        assert [dict(c.attrib) for c in entry(site, path).iter(f"{NS}category")] == [{"term": "sea", "label": label}]
