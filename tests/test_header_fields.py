"""Every field of a header works end to end: it shows, or is used, where a reader or a machine would expect it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import (
    ArticleHeader,
    ArticleType,
    CommentsState,
    Correction,
    FirstPublished,
    LeadImage,
    Original,
    PageHeader,
    Permission,
    Status,
    TranslationMethod,
    Via,
)
from tests.sites import ATOM, NOW, BuiltSite, Publication
from tests.test_pitfalls import png

HEADER: dict[str, Any] = {
    "title": "Letters from the coast",
    "date": "2016-09-20",
    "modified": "2016-10-03",
    "slug": "coastal-letters",
    "status": "published",
    "type": "letter",
    "authors": ["Ann Author"],
    "translators": ["Tom Translator"],
    "editors": ["Ed Editor"],
    "interviewers": ["Ira Asks"],
    "interviewees": ["Ivo Answers"],
    "proofreaders": ["Pru Reader"],
    "original": {
        "lang": "ru",
        "title": "Письма с берега",
        "title_latin": "Pis’ma s berega",
        "authors": ["Анна Автор"],
        "publication": "The Pier",
        "date": "2015-03",
        "url": "https://pier.example/letters",
        "accessed": "2016-08-01",
        "archived": "https://archive.example/letters",
        "license": "CC-BY-4.0",
        "volume": "VII",
        "issue": "3",
        "pages": "12–19",
        "publisher": "Harbour House",
        "isbn": "978-3-16-148410-0",
        "issn": "0317-8471",
        "doi": "10.1000/182",
    },
    "via": {
        "lang": "fr",
        "title": "Lettres",
        "translators": ["Odile Relay"],
        "publication": "La Revue",
        "url": "https://revue.example/lettres",
        "date": "2015-11",
    },
    "category": "News",
    "tags": ["sea"],
    "series": "Shores",
    "summary": "A summary of my own.",
    "license": "CC-BY-SA-4.0",
    "permission": {"from": "Harbour House", "date": "2016-07", "scope": "this edition", "ref": "HH-12"},
    "translation_method": "machine-assisted",
    "translation_tools": ["Engine One"],
    "translator_note": "The pun is lost.",
    "corrections": [{"date": "2016-10-02", "text": "A name was wrong."}],
    "first_published": {"name": "The Gazette", "url": "https://gazette.example/1", "date": "2014"},
    "image": {
        "src": "coast.png",
        "alt": "A coast",
        "caption": "Evening",
        "credit": "P. Painter",
        "license": "CC-BY-NC-2.0",
    },
    "comments": "closed",
    "posted_by": "pat-poster",
    "aliases": ["/old/letters/"],
    "x_mood": "blue",
}
PAGE = "/coastal-letters/"

Look = Callable[[BuiltSite], object]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    publication = Publication(tmp_path_factory.mktemp("full") / "site")
    overrides = publication.folder / "overrides"
    overrides.mkdir()
    template = (
        '{% extends "!theme/article.html" %}{% block summary %}{{ super() }}'
        '{% if article.extra %}<p class="mood">{{ article.extra.x_mood }}</p>{% endif %}{% endblock %}'
    )
    (overrides / "article.html").write_text(template, encoding="utf-8")
    publication.pelican["THEME_TEMPLATES_OVERRIDES"] = [str(overrides)]
    publication.data("people.yaml", {"pat-poster": {"name": "Pat Poster"}})
    publication.file("articles/letters/coast.png", png())
    publication.article("letters/en", **HEADER)
    publication.article("other/en", series="Shores", date="2016-09-01")
    return publication.build()


def words(text: str) -> str:
    return " ".join(text.split())


def main(site: BuiltSite) -> str:
    return words(site.page(PAGE).xpath("string(//main)"))


def shown(text: str) -> Look:
    """The words stand in what the reader reads."""
    return lambda site: text in main(site)


def linked(address: str) -> Look:
    return lambda site: address in site.page(PAGE).xpath("//main//a/@href")


def timed(iso: str) -> Look:
    return lambda site: iso in site.page(PAGE).xpath("//main//time/@datetime")


def meta(name: str, content: str) -> Look:
    return lambda site: site.page(PAGE).xpath(f"//meta[@property='{name}' or @name='{name}']/@content") == [content]


def data(*path: str | int, is_: object) -> Look:
    """A value in the page's structured data."""

    def look(site: BuiltSite) -> bool:
        node = json.loads(site.page(PAGE).xpath("string(//script[@type='application/ld+json'])"))
        for step in path:
            node = node[step]
        return bool(node == is_)

    return look


def fed(path: str, expected: object) -> Look:
    """The value of an XPath of the feed's entry for the article."""

    def look(site: BuiltSite) -> bool:
        [entry] = [
            e for e in site.feed("/feed.xml").iterfind("a:entry", ATOM) if PAGE in e.find("a:link", ATOM).get("href")
        ]
        return bool(entry.xpath(path, namespaces=ATOM) == expected)

    return look


def at(path: str) -> Look:
    return lambda site: site.exists(path)


def person(slug: str, deed: str) -> Look:
    """The person's page says what they did."""

    def look(site: BuiltSite) -> bool:
        page = site.page(f"/people/{slug}/")
        return PAGE in page.xpath(f"//section[starts-with(normalize-space(h2), '{deed}')]//article//h3/a/@href")

    return look


ORIGINAL = ("translationOfWork", "translationOfWork")  # behind the relay

FIELDS: dict[str, list[Look]] = {
    "title": [
        shown("Letters from the coast"),
        meta("og:title", "Letters from the coast"),
        data("headline", is_="Letters from the coast"),
    ],
    "date": [
        timed("2016-09-20"),
        data("datePublished", is_="2016-09-20"),
        fed("string(a:published)", "2016-09-20T00:00:00Z"),
    ],
    "modified": [
        timed("2016-10-03"),
        data("dateModified", is_="2016-10-03"),
        fed("string(a:updated)", "2016-10-03T00:00:00Z"),
    ],
    "slug": [at(PAGE)],
    "status": [linked("/category/news/"), at(PAGE)],
    "type": [shown("Letter Letters from the coast")],
    "authors": [
        shown("By Ann Author"),
        data("author", 0, "name", is_="Ann Author"),
        person("ann-author", "Written"),
        fed("string(a:author/a:name)", "Ann Author"),
    ],
    "translators": [
        shown("by Tom Translator"),
        data("translator", 0, "name", is_="Tom Translator"),
        person("tom-translator", "Translated"),
        fed("string(a:contributor/a:name)", "Tom Translator"),
    ],
    "editors": [
        shown("Edited by Ed Editor"),
        data("editor", 0, "name", is_="Ed Editor"),
        person("ed-editor", "Edited"),
    ],
    "interviewers": [shown("Interview: Ira Asks"), person("ira-asks", "Interviewed")],
    "interviewees": [shown("Answers: Ivo Answers"), person("ivo-answers", "Answered")],
    "proofreaders": [shown("Proofreading: Pru Reader"), person("pru-reader", "Proofread")],
    "original": [data(*ORIGINAL, "@type", is_="CreativeWork")],
    "original.lang": [shown("Translated from Russian"), data(*ORIGINAL, "inLanguage", is_="ru")],
    "original.title": [shown("Письма с берега"), data(*ORIGINAL, "name", is_="Письма с берега")],
    "original.title_latin": [shown("Pis’ma s berega")],
    "original.authors": [shown("By Анна Автор")],
    "original.publication": [
        shown("First appeared in The Pier"),
        linked("/sources/the-pier/"),
        at("/sources/the-pier/"),
    ],
    "original.date": [timed("2015-03"), data(*ORIGINAL, "datePublished", is_="2015-03")],
    "original.url": [
        linked("https://pier.example/letters"),
        data(*ORIGINAL, "url", is_="https://pier.example/letters"),
        fed("string(a:link[@rel='via']/@href)", "https://pier.example/letters"),
    ],
    "original.accessed": [timed("2016-08-01"), shown("Accessed 1 August 2016")],
    "original.archived": [linked("https://archive.example/letters")],
    "original.license": [
        shown("Licence of the original: CC BY 4.0"),
        linked("https://creativecommons.org/licenses/by/4.0/"),
    ],
    "original.volume": [shown("Volume VII")],
    "original.issue": [shown("No. 3")],
    "original.pages": [shown("pp. 12–19")],
    "original.publisher": [shown("Publisher: Harbour House")],
    "original.isbn": [shown("ISBN 978-3-16-148410-0")],
    "original.issn": [shown("ISSN 0317-8471")],
    "original.doi": [shown("DOI 10.1000/182"), linked("https://doi.org/10.1000/182")],
    "via": [shown("Translated through the French version")],
    "via.lang": [data("translationOfWork", "inLanguage", is_="fr")],
    "via.title": [shown("Intermediate version: Lettres"), data("translationOfWork", "name", is_="Lettres")],
    "via.translators": [shown("by Odile Relay"), data("translationOfWork", "translator", 0, "name", is_="Odile Relay")],
    "via.publication": [shown("First appeared in La Revue")],
    "via.url": [
        linked("https://revue.example/lettres"),
        data("translationOfWork", "url", is_="https://revue.example/lettres"),
    ],
    "via.date": [timed("2015-11"), data("translationOfWork", "datePublished", is_="2015-11")],
    "category": [linked("/category/news/"), fed("string(a:category[1]/@label)", "News")],
    "tags": [linked("/tag/sea/"), at("/tag/sea/"), fed("string(a:category[2]/@label)", "sea")],
    "series": [shown("Shores"), shown("Part 2 of 2"), linked("/series/shores/"), linked("/other/")],
    "summary": [
        shown("A summary of my own."),
        meta("og:description", "A summary of my own."),
        fed("string(a:summary)", "A summary of my own."),
    ],
    "license": [
        shown("Licence: CC BY-SA 4.0"),
        data("license", is_="https://creativecommons.org/licenses/by-sa/4.0/"),
        fed("string(a:rights)", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ],
    "permission": [shown("By permission of")],
    "permission.from": [shown("By permission of Harbour House")],
    "permission.date": [timed("2016-07")],
    "permission.scope": [shown("Scope of the permission: this edition")],
    "permission.ref": [shown("Reference of the permission: HH-12")],
    "translation_method": [shown("Machine-assisted translation")],
    "translation_tools": [shown("Tools: Engine One")],
    "translator_note": [shown("Translator’s note The pun is lost.")],
    "corrections": [shown("Corrections")],
    "corrections.date": [timed("2016-10-02")],
    "corrections.text": [shown("A name was wrong.")],
    "first_published": [shown("First published in")],
    "first_published.name": [shown("First published in The Gazette, 2014")],
    "first_published.url": [linked("https://gazette.example/1")],
    "first_published.date": [timed("2014")],
    "image": [meta("og:image", "https://press.example/media/letters/coast.png")],
    "image.src": [
        lambda site: "/media/letters/coast.png" in site.page(PAGE).xpath("//figure/img/@src"),
        at("/media/letters/coast.png"),
    ],
    "image.alt": [
        lambda site: "A coast" in site.page(PAGE).xpath("//figure/img/@alt"),
        meta("og:image:alt", "A coast"),
    ],
    "image.caption": [lambda site: "Evening" in site.page(PAGE).xpath("string(//figcaption)")],
    "image.credit": [shown("Picture: P. Painter")],
    "image.license": [shown("Licence: CC BY-NC 2.0"), linked("https://creativecommons.org/licenses/by-nc/2.0/")],
    "comments": [shown("Comments are closed.")],
    "posted_by": [shown("Posted by Pat Poster")],
    "aliases": [
        lambda site: site.page("/old/letters/").xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={PAGE}"]
    ],
    "x_*": [lambda site: site.page(PAGE).xpath("//p[@class='mood']/text()") == ["blue"]],
}
PARTS = {
    "original": Original,
    "via": Via,
    "permission": Permission,
    "corrections": Correction,
    "first_published": FirstPublished,
    "image": LeadImage,
}


@pytest.mark.parametrize(
    ("field", "look"),
    [(field, look) for field, looks in FIELDS.items() for look in looks],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_field_shows_where_it_is_expected(site: BuiltSite, field: str, look: Look) -> None:
    assert look(site), field


def test_no_field_of_the_model_is_left_out() -> None:
    expected = {"x_*" if field.name == "extra" else field.name for field in dataclasses.fields(ArticleHeader)}
    for part, record in PARTS.items():
        expected |= {f"{part}.{field.name.rstrip('_')}" for field in dataclasses.fields(record)}
    assert set(FIELDS) == expected


def test_no_field_of_the_header_is_missing_from_the_article_of_this_test() -> None:
    written = {"extra" if key.startswith("x_") else key for key in HEADER}
    assert written == {field.name for field in dataclasses.fields(ArticleHeader)}
    for part, record in PARTS.items():
        given = HEADER[part][0] if part == "corrections" else HEADER[part]
        assert {key if key != "from" else "from_" for key in given} == {f.name for f in dataclasses.fields(record)}


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


@pytest.mark.parametrize("kind", list(ArticleType))
def test_each_type_is_named_but_the_plain_one(publication: Publication, kind: ArticleType) -> None:
    publication.article("letters/en", type=kind.value)
    page = publication.build().page("/letters/")
    assert page.xpath("//main//p[@class='kind']/text()") == (
        [] if kind is ArticleType.ARTICLE else [kind.value.title()]
    )


@pytest.mark.parametrize(
    ("status", "page", "listed"),
    [(Status.PUBLISHED, True, True), (Status.HIDDEN, True, False), (Status.DRAFT, False, False)],
)
def test_each_status_decides_who_sees_the_text(
    publication: Publication, status: Status, page: bool, listed: bool
) -> None:
    publication.article("letters/en", status=status.value, tags=["sea"])
    publication.article("other/en")
    site = publication.build()
    assert site.exists("/letters/") == page
    assert ("/letters/" in site.page("/").xpath("//main//h2/a/@href")) == listed
    assert site.exists("/tag/sea/") == listed
    assert ("/letters/" in site.text("/sitemap.xml")) == listed
    if page:
        assert site.page("/letters/").xpath("//meta[@name='robots']/@content") == ([] if listed else ["noindex"])


@pytest.mark.parametrize("state", list(CommentsState))
def test_only_closed_comments_are_spoken_of(publication: Publication, state: CommentsState) -> None:
    publication.article("letters/en", comments=state.value)
    text = publication.build().page("/letters/").xpath("string(//main)")
    assert ("Comments are closed." in text) == (state is CommentsState.CLOSED)


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (TranslationMethod.HUMAN, ""),
        (TranslationMethod.MACHINE_ASSISTED, "Machine-assisted translation"),
        (TranslationMethod.MACHINE_EDITED, "Machine translation, edited by a person"),
    ],
)
def test_a_method_is_told_where_it_is_not_a_person_alone(
    publication: Publication, method: TranslationMethod, said: str
) -> None:
    publication.translation("letters/en", "ru", translation_method=method.value, translation_tools=["Glossary X"])
    text = words(publication.build().page("/letters/").xpath("string(//main)"))
    assert ("achine" in text) == bool(said)
    assert said in text
    assert "Tools: Glossary X" in text


@pytest.mark.parametrize(
    ("licence", "said", "address"),
    [
        ("CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("CC0-1.0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "MIT", "https://spdx.org/licenses/MIT.html"),
        ("all-rights-reserved", "All rights reserved", None),
        ("public-domain", "Public domain", None),
    ],
)
def test_a_licence_is_told_in_words_and_linked_to_its_text(
    publication: Publication, licence: str, said: str, address: str | None
) -> None:
    publication.article("letters/en", license=licence)
    page = publication.build().page("/letters/")
    assert f"Licence: {said}" in words(page.xpath("string(//main)"))
    assert page.xpath("//main//a[@rel='license']/@href") == ([address] if address else [])


def test_the_licence_of_an_original_is_not_that_of_the_page(publication: Publication) -> None:
    original = {"lang": "ru", "title": "T", "publication": "P", "date": "1900", "license": "CC-BY-4.0"}
    publication.translation("letters/en", original=original, license="all-rights-reserved")
    page = publication.build().page("/letters/")
    assert "https://creativecommons.org/licenses/by/4.0/" in page.xpath("//main//a/@href")
    assert page.xpath("//*[@rel='license']") == []


def test_one_page_and_several_are_counted_apart(publication: Publication) -> None:
    for name, pages in (("one", "12"), ("many", "12, 14")):
        original = {"lang": "ru", "title": "T", "publication": "P", "date": "1900", "pages": pages}
        publication.translation(f"{name}/en", original=original)
    site = publication.build()
    assert "p. 12" in words(site.page("/one/").xpath("string(//main)"))
    assert "pp. 12, 14" in words(site.page("/many/").xpath("string(//main)"))


def test_an_instant_is_told_in_the_time_zone_of_the_site(publication: Publication) -> None:
    publication.pelican["TIMEZONE"] = "Asia/Tokyo"
    publication.article("letters/en", date="2016-09-20T20:00:00+00:00")
    [shown] = publication.build(NOW).page("/letters/").xpath("//main//p[@class='when']/time")
    assert (shown.get("datetime"), shown.text) == ("2016-09-21T05:00:00+09:00", "21 September 2016")


STANDING: dict[str, Look] = {
    "title": lambda site: words(site.page("/about-us/").xpath("string(//h1)")) == "About",
    "slug": at("/about-us/"),
    "summary": lambda site: "Who we are." in words(site.page("/about-us/").xpath("string(//main)")),
    "date": lambda site: "<lastmod>2016-02-01</lastmod>" in site.text("/sitemap.xml"),
    "modified": lambda site: "2016-02-01" in site.page("/about-us/").xpath("//main//time/@datetime"),
    "status": lambda site: not site.page("/about-us/").xpath("//meta[@name='robots']"),
    "aliases": at("/about/"),
    "extra": lambda site: site.page("/about-us/").xpath("//p[@class='mood']/text()") == ["blue"],
}


def test_each_field_of_a_standing_page_works(publication: Publication) -> None:
    overrides = publication.folder / "overrides"
    overrides.mkdir()
    template = (
        '{% extends "!theme/page.html" %}{% block summary %}{{ super() }}'
        '<p class="mood">{{ page.extra.x_mood }}</p>{% endblock %}'
    )
    (overrides / "page.html").write_text(template, encoding="utf-8")
    publication.pelican["THEME_TEMPLATES_OVERRIDES"] = [str(overrides)]
    publication.page(
        "about/en",
        slug="about-us",
        summary="Who we are.",
        date="2016-01-01",
        modified="2016-02-01",
        status="published",
        aliases=["/about/"],
        x_mood="blue",
    )
    site = publication.build()
    assert set(STANDING) == {field.name for field in dataclasses.fields(PageHeader)}
    assert [field for field, look in STANDING.items() if not look(site)] == []
