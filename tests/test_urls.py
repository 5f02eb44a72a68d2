"""Where everything lives: site paths, the addresses that are made of them, the files that hosts serve for them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import urls
from dragoman.grammar import slug_fault
from dragoman.slugs import slugify
from dragoman.urls import Addresses

DAY = dt.date(2016, 9, 3)
PREFIXES = {"en": "/", "ru": "/ru/", "pt-BR": "/pt-br/"}
PLAIN = Addresses("", "https://press.example", "{slug}/", PREFIXES)
BELOW = Addresses("/blog", "https://press.example/blog", "{slug}/", PREFIXES)


def article(permalink: str, lang: str = "en", day: dt.date = DAY) -> str:
    addresses = Addresses("", "https://press.example", permalink, PREFIXES)
    return addresses.article(lang, slug="sea", work="the-sea", day=day)


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("{slug}/", "/sea/"),
        ("{slug}.html", "/sea.html"),
        ("{date:%Y/%m/%d}/{slug}/", "/2016/09/03/sea/"),
        ("{date:%Y}/{work}/", "/2016/the-sea/"),
        ("texts/{date:%Y-%m}/{slug}.html", "/texts/2016-09/sea.html"),
    ],
)
def test_an_article_lives_where_the_pattern_says_below_its_edition(permalink: str, path: str) -> None:
    assert article(permalink) == path
    assert article(permalink, "pt-BR") == f"/pt-br{path}"


def test_an_early_year_has_four_digits_on_every_system() -> None:
    assert article("{date:%Y/%m}/{slug}/", day=dt.date(987, 6, 5)) == "/0987/06/sea/"


@pytest.mark.parametrize(
    ("made", "path"),
    [
        (PLAIN.home("en"), "/"),
        (PLAIN.home("ru", 2), "/ru/page/2/"),
        (PLAIN.standing("ru", "о-нас"), "/ru/о-нас/"),
        (PLAIN.term("en", "tag", "sea"), "/tag/sea/"),
        (PLAIN.term("ru", "category", "море", 3), "/ru/category/море/page/3/"),
        (PLAIN.archive("en"), "/archive/"),
        (PLAIN.archive("en", 987), "/archive/0987/"),
        (PLAIN.archive("ru", 2016, 9), "/ru/archive/2016/09/"),
        (PLAIN.index("ru", "people"), "/ru/people/"),
        (PLAIN.profile("en", "sources", "prichal"), "/sources/prichal/"),
        (urls.feed("/ru/tag/море/"), "/ru/tag/море/feed.xml"),
        (urls.media("articles/2016/sea/a.png"), "/media/2016/sea/a.png"),
        (urls.media("pages/about/a.png"), "/media/pages/about/a.png"),
    ],
)
def test_every_kind_of_page_has_its_place(made: str, path: str) -> None:
    assert made == path


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        ("/письма/", "/%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%B0/"),
        ("/رسائل/", "/%D8%B1%D8%B3%D8%A7%D8%A6%D9%84/"),
        ("/日本/", "/%E6%97%A5%E6%9C%AC/"),
        ("/می‌خواهم/", "/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85/"),
        ("/a b&c'd\"e?f#g%h/", "/a%20b%26c%27d%22e%3Ff%23g%25h/"),
        ("/feed.xml", "/feed.xml"),
    ],
)
def test_an_address_is_percent_encoded_and_starts_with_the_base(path: str, encoded: str) -> None:
    assert PLAIN.href(path) == encoded
    assert BELOW.href(path) == f"/blog{encoded}"
    assert BELOW.absolute(path) == f"https://press.example/blog{encoded}"
    assert BELOW.absolute_of(BELOW.href(path)) == BELOW.absolute(path)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_an_encoded_path_is_ascii_and_decodes_to_itself(text: str) -> None:
    href = BELOW.href(f"/{text}")
    parts = urlsplit(href)
    assert href.isascii()
    assert (parts.query, parts.fragment) == ("", "")
    assert unquote(parts.path) == f"/blog/{text}"


@given(
    st.text().map(slugify).filter(lambda slug: slug_fault(slug) is None), st.sampled_from(["{slug}/", "{slug}.html"])
)
def test_each_slug_has_a_file_of_its_own(slug: str, permalink: str) -> None:
    path = Addresses("", "", permalink, PREFIXES).article("en", slug=slug, work="w", day=DAY)
    assert urls.file_of(path) in {f"{slug}/index.html", f"{slug}.html"}
