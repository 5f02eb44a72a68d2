"""The templates of pages: structure, languages and escaping."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Mapping
from typing import Any

import html5lib
import pytest
from lxml import etree, html
from markupsafe import Markup

from tests.theme import samples
from tests.theme.rendering import page, render

PAGES = [
    pytest.param(template, view, id=f"{name}-{lang}")
    for lang in samples.LANGUAGES
    for name, (template, view) in samples.pages(lang).items()
]
FRAMED = [each for each in PAGES if each.values[0] != "redirect.html"]
every_page = pytest.mark.parametrize(("template", "view"), PAGES)
every_framed_page = pytest.mark.parametrize(("template", "view"), FRAMED)


def text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def language(element: etree._Element) -> str:
    """The language that an element is in: its own or its nearest ancestor's."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def direction(element: etree._Element) -> str:
    return str(element.xpath("string(ancestor-or-self::*[@dir][1]/@dir)"))


def nav_name(nav: etree._Element) -> str:
    label = nav.get("aria-label")
    return label or "".join(nav.xpath("string(//*[@id=$id])", id=nav.get("aria-labelledby")))


@every_page
def test_a_page_is_valid_html_with_one_heading_of_the_first_level(template: str, view: Mapping[str, Any]) -> None:
    written = render(template, view)
    html5lib.HTMLParser(strict=True).parse(written)
    document = html.document_fromstring(written)
    assert len(document.xpath("//h1")) == 1
    assert len(document.xpath("//main")) == 1


@every_page
def test_headings_skip_no_level(template: str, view: Mapping[str, Any]) -> None:
    levels = [int(heading.tag[1]) for heading in page(template, view).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@every_framed_page
def test_a_page_says_its_language_and_direction(template: str, view: Mapping[str, Any]) -> None:
    root = page(template, view)
    assert (root.get("lang"), root.get("dir")) == (view["frame"].site.lang, view["frame"].site.dir)


@every_framed_page
def test_ids_are_unique_and_those_of_the_frame_cannot_be_a_headings(template: str, view: Mapping[str, Any]) -> None:
    document = page(template, view)
    ids = Counter(document.xpath("//@id"))
    assert max(ids.values()) == 1
    of_the_frame = [each for each in ids if not document.xpath("//section[@class='group']/h2[@id=$id]", id=each)]
    assert all(each[0].isupper() for each in of_the_frame)


@every_framed_page
def test_the_first_link_leads_to_the_main_part(template: str, view: Mapping[str, Any]) -> None:
    document = page(template, view)
    target = document.xpath("string((//body//a)[1]/@href)")
    assert document.xpath("//main[@id=$id]", id=target.removeprefix("#"))


@every_page
def test_every_navigation_has_a_name_of_its_own(template: str, view: Mapping[str, Any]) -> None:
    names = [nav_name(nav) for nav in page(template, view).xpath("//nav")]
    assert all(names)
    assert len(names) == len(set(names))


@every_page
def test_nothing_runs_and_nothing_is_styled_in_the_page(template: str, view: Mapping[str, Any]) -> None:
    document = page(template, view)
    assert not document.xpath("//style|//@style|//@*[starts-with(name(), 'on')]")
    assert not document.xpath("//script[not(@type='application/ld+json')]")


@every_page
def test_a_list_holds_something(template: str, view: Mapping[str, Any]) -> None:
    assert not page(template, view).xpath("//*[self::ul or self::ol or self::dl][not(*)]")


@every_page
def test_an_empty_field_leaves_no_empty_element(template: str, view: Mapping[str, Any]) -> None:
    elements = page(template, view).xpath("//body//*[not(self::img or self::br)]")
    assert [each.tag for each in elements if not text(each) and not each.xpath(".//img")] == []


@pytest.mark.parametrize("lang", samples.LANGUAGES)
def test_the_original_title_is_set_in_its_own_language(lang: str) -> None:
    document = page("article.html", {"frame": samples.frame(lang), "article": samples.article(lang)})
    (title,) = document.xpath("//p[@class='original-title']//cite")
    assert (title.get("lang"), title.get("dir"), text(title)) == ("ru", "ltr", "Письма с берега")
    (latin,) = document.xpath("//p[@class='original-title']/span")
    assert (latin.get("lang"), latin.get("dir")) == ("ru-Latn", "ltr")


@pytest.mark.parametrize("lang", samples.LANGUAGES)
def test_an_edition_is_named_in_its_own_language_and_says_in_the_readers_where_it_leads_but_to_the_same(
    lang: str,
) -> None:
    document = page("article.html", {"frame": samples.frame(lang), "article": samples.article(lang)})
    (nav,) = document.xpath("//nav[@class='languages']")
    for edition in samples.switcher(lang):
        (name,) = (each for each in nav.iter("span", "b", "a") if each.text == edition.name)
        assert (language(name), direction(name)) == (edition.lang, edition.dir)
        if edition.current:
            assert (name.tag, name.get("aria-current")) == ("b", "true")
            continue
        link = name if edition.exact else name.getparent()
        assert (link.get("href"), link.get("hreflang")) == (edition.url, edition.lang)
        assert (link.get("title"), bool(link.findall("small"))) == (edition.label or None, not edition.exact)
        if not edition.exact:
            assert language(link) == lang


def test_a_heading_in_another_language_says_so() -> None:
    document = page("list.html", {"frame": samples.frame("en"), "listing": samples.listing("en")})
    (heading,) = document.xpath("//h1/span")
    assert (heading.get("lang"), heading.get("dir")) == ("ar", "rtl")
    (description,) = document.xpath("//main/header/p[@class='summary']")
    assert (description.get("lang"), description.get("dir")) == ("ar", "rtl")


@pytest.mark.parametrize("lang", samples.LANGUAGES)
def test_the_name_of_a_person_cannot_reorder_what_stands_beside_it(lang: str) -> None:
    document = page("profile.html", {"frame": samples.frame(lang), "profile": samples.profile(lang)})
    names = [text(each) for each in document.xpath("//main//bdi[@lang='ru'][@dir='ltr']")]
    assert names == ["Анна Рот", "Анна Рот", "Лев Ким"]


def test_a_frame_that_speaks_another_language_than_its_edition_is_marked_word_by_word() -> None:
    view = samples.pages("ar")["article-foreign"][1]
    document = page("article.html", view)
    for label in ("Corrections", "Filed under", "About this text", "Series", "Previous article", "Related articles"):
        elements = [each for each in document.iter("h2", "small") if text(each) == label]
        assert [(language(each), direction(each)) for each in elements] == [("en", "ltr")], label
    assert {language(nav) for nav in document.xpath("//nav[@aria-label]")} == {"en"}
    for link in view["frame"].site.menu:
        (shown,) = document.xpath("//nav[@class='menu']//a[@href=$url]", url=link.url)
        assert (language(shown), direction(shown)) == ("ar", "rtl")
    assert (language(document.find(".//h1")), direction(document.find(".//h1"))) == ("ar", "rtl")


def test_a_frame_in_the_editions_own_language_marks_nothing() -> None:
    document = page("article.html", {"frame": samples.frame("en"), "article": samples.article("en")})
    assert not document.xpath("//body//*[@lang='en'][not(self::b)]")


def test_the_lead_picture_has_a_size_and_is_fetched_first() -> None:
    document = page("article.html", {"frame": samples.frame("en"), "article": samples.article("en")})
    (image,) = document.xpath("//figure/img")
    assert {"src", "width", "height", "alt", "fetchpriority"} == set(image.attrib)
    assert image.get("fetchpriority") == "high"


def test_a_page_that_is_not_public_yet_says_so_before_its_heading() -> None:
    document = page("article.html", {"frame": samples.frame("en"), "article": samples.article("en")})
    assert document.xpath("string(//h1/preceding::p[@class='mark'])") == "Draft"


def test_cards_stand_one_level_below_their_heading() -> None:
    listing = page("list.html", {"frame": samples.frame("en"), "listing": samples.listing("en")})
    assert len(listing.xpath("//article/h2/a")) == 4
    profile = page("profile.html", {"frame": samples.frame("en"), "profile": samples.profile("en")})
    assert len(profile.xpath("//section[h2]/article/h3/a")) == 2


def test_the_pager_says_which_page_this_is_and_leads_both_ways() -> None:
    document = page("list.html", {"frame": samples.frame("en"), "listing": samples.listing("en")})
    (pager,) = document.xpath("//nav[@aria-label='Pages']")
    assert pager.xpath(".//a[@rel='prev']/@href") == ["/"]
    assert pager.xpath(".//a[@rel='next']/@href") == ["/page/3/"]
    assert pager.xpath(".//a[@aria-current='page']/text()") == ["2"]


def test_the_trail_leads_up_and_leaves_out_the_page_itself() -> None:
    frame = samples.frame("en")
    document = page("article.html", {"frame": frame, "article": samples.article("en")})
    steps = [text(each) for each in document.xpath("//nav[@class='trail']//a")]
    assert steps == [step.text for step in frame.trail if not step.current]


def test_the_head_has_everything_that_the_view_lists_and_nothing_else() -> None:
    frame = samples.frame("en")
    document = page("article.html", {"frame": frame, "article": samples.article("en")})
    shown = [
        tuple(link.get(name) for name in ("rel", "href", "type", "hreflang", "title"))
        for link in document.xpath("//link[not(@rel='stylesheet' or @rel='icon')]")
    ]
    assert shown == [dataclasses.astuple(link) for link in frame.head.links]
    assert [document.xpath(f"string(//meta[@{meta.attribute}='{meta.key}']/@content)") for meta in frame.head.meta] == [
        meta.content for meta in frame.head.meta
    ]
    assert document.xpath("string(//script)") == frame.head.structured
    assert document.findtext(".//title") == frame.head.title


def test_text_that_is_not_markup_is_escaped_and_markup_is_not() -> None:
    sharp = '<script>alert("1")</script>'
    frame = samples.frame("en")
    site = dataclasses.replace(frame.site, name=sharp, publisher=sharp, home=f'/"{sharp}')
    article = dataclasses.replace(
        samples.article("en"), kind=sharp, mark=sharp, comments=sharp, title=Markup("A <em>fine</em> title")
    )
    document = page("article.html", {"frame": dataclasses.replace(frame, site=site), "article": article})
    assert not document.xpath("//script[not(@type)]")
    assert text(document.xpath("//p[@class='kind']")[0]) == sharp
    assert document.xpath("string(//h1/em)") == "fine"


def test_the_frame_of_an_article_is_small() -> None:
    view = {"frame": samples.frame("en"), "article": samples.article("en", Markup())}
    assert len(render("article.html", view).encode()) <= 7 * 1024
