"""The files that machines read: feeds, sitemaps, robots.txt and redirects."""

from __future__ import annotations

import dataclasses

import pytest

from dragoman.views.types import RobotsView, SitemapIndexView
from tests.theme import samples
from tests.theme.rendering import page, render, xml

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
every_language = pytest.mark.parametrize("lang", samples.LANGUAGES)


@pytest.mark.parametrize(
    ("template", "view"),
    [
        ("feed.xml", {"feed": samples.feed("en")}),
        ("sitemap.xml", {"sitemap": samples.sitemap()}),
        ("sitemap_index.xml", {"sitemap_index": SitemapIndexView(("https://press.example/sitemap-1.xml",))}),
    ],
)
def test_an_xml_file_begins_with_its_declaration(template: str, view: dict[str, object]) -> None:
    assert render(template, view).startswith("<?xml version=")


@every_language
def test_a_feed_says_its_language_and_where_it_and_its_page_live(lang: str) -> None:
    view = samples.feed(lang)
    feed = xml("feed.xml", {"feed": view})
    assert feed.get(XML_LANG) == lang
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [view.self_url]
    (alternate,) = feed.xpath("a:link[@rel='alternate']", namespaces=ATOM)
    assert (alternate.get("href"), alternate.get("hreflang")) == (view.page_url, lang)
    assert [feed.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated")] == [
        view.id,
        view.title,
        view.updated,
    ]


@every_language
def test_an_entry_says_all_that_its_view_says(lang: str) -> None:
    view = samples.feed(lang)
    feed = xml("feed.xml", {"feed": view})
    for entry, said in zip(feed.findall("a:entry", ATOM), view.entries, strict=True):
        for name in ("id", "title", "published", "updated", "content"):
            assert entry.findtext(f"a:{name}", namespaces=ATOM) == getattr(said, name)
        assert (entry.findtext("a:rights", namespaces=ATOM), entry.findtext("a:summary", "", ATOM)) == (
            said.rights,
            said.summary,
        )
        for name, people in (("author", said.authors), ("contributor", said.contributors)):
            shown = entry.findall(f"a:{name}", ATOM)
            assert [each.findtext("a:name", namespaces=ATOM) for each in shown] == [each.name for each in people]
            assert [each.findtext("a:uri", namespaces=ATOM) for each in shown] == [each.uri for each in people]
        terms = entry.findall("a:category", ATOM)
        assert [(term.get("term"), term.get("label")) for term in terms] == list(said.categories)


def test_an_entry_leads_to_the_original() -> None:
    feed = xml("feed.xml", {"feed": samples.feed("en")})
    (via,) = feed.xpath("a:entry/a:link[@rel='via']", namespaces=ATOM)
    assert (via.get("href"), via.get("hreflang")) == ("https://prichal.example/1", "ru")


def test_the_content_of_an_entry_is_html_escaped_once() -> None:
    feed = xml("feed.xml", {"feed": samples.feed("en")})
    (content, _) = feed.xpath("a:entry/a:content", namespaces=ATOM)
    assert content.get("type") == "html"
    assert content.text == '<p title="a &amp; b">…</p>'


def test_a_sitemap_lists_every_address_with_its_alternates() -> None:
    view = samples.sitemap()
    sitemap = xml("sitemap.xml", {"sitemap": view})
    for url, said in zip(sitemap.findall("s:url", SITEMAP), view.urls, strict=True):
        assert url.findtext("s:loc", namespaces=SITEMAP) == said.loc
        assert url.findtext("s:lastmod", namespaces=SITEMAP) == said.lastmod
        links = url.findall("x:link[@rel='alternate']", SITEMAP)
        assert tuple((link.get("hreflang"), link.get("href")) for link in links) == said.alternates


def test_a_sitemap_index_lists_every_sitemap() -> None:
    addresses = ("https://press.example/sitemap-1.xml", "https://press.example/sitemap-2.xml?a&b")
    index = xml("sitemap_index.xml", {"sitemap_index": SitemapIndexView(addresses)})
    assert tuple(index.xpath("s:sitemap/s:loc/text()", namespaces=SITEMAP)) == addresses


def test_robots_are_told_the_sitemap_by_its_exact_address() -> None:
    written = render("robots.txt", {"robots": RobotsView("https://press.example/sitemap.xml?a&b")})
    assert written.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://press.example/sitemap.xml?a&b",
    ]


@every_language
def test_a_redirect_leads_on_by_itself_and_by_a_link_and_is_not_indexed(lang: str) -> None:
    view = samples.redirect(lang)
    document = page("redirect.html", {"frame": samples.frame(lang), "redirect": view})
    assert (document.get("lang"), document.get("dir")) == (view.lang, view.dir)
    refresh = document.xpath("string(//meta[@http-equiv='refresh']/@content)")
    assert refresh == f"0; url={view.target}"
    assert view.target in document.xpath("//main//a/@href")
    assert document.xpath("//link[@rel='canonical']/@href") == [view.canonical]
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_the_page_for_a_lost_address_speaks_every_language() -> None:
    document = page("not_found.html", {"frame": samples.frame("en"), "not_found": samples.not_found()})
    sections = document.xpath("//main/section")
    assert [(each.get("lang"), each.get("dir")) for each in sections] == [
        (lang, direction) for lang, (direction, _) in samples.LANGUAGES.items()
    ]
    assert all(section.xpath("*[self::h1 or self::h2]") and section.xpath(".//a/@href") for section in sections)


def test_an_entry_without_an_original_has_no_link_to_one() -> None:
    view = samples.feed("en")
    feed = xml("feed.xml", {"feed": dataclasses.replace(view, entries=view.entries[1:])})
    assert not feed.xpath("//a:link[@rel='via'] | //a:summary | //a:rights", namespaces=ATOM)
