"""The sitemap and robots.txt: what search engines are told is what the pages say of themselves."""

from __future__ import annotations

import functools
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

import pytest
from lxml import etree

from dragoman.build import whole
from dragoman.views import sitemap
from dragoman.views.sitemap import Listing
from dragoman.views.twins import NOWHERE, Cluster
from tests.sites import BuiltSite, Publication

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


class Somewhere:
    """All of a site that a sitemap asks for."""

    def absolute(self, path: str) -> str:
        return f"https://press.example{path}"


def listed(site: BuiltSite, path: str = "/sitemap.xml") -> dict[str, str | None]:
    """Each address with its lastmod."""
    return {url.findtext("s:loc", namespaces=NS): url.findtext("s:lastmod", namespaces=NS) for url in site.feed(path)}


def test_the_alternates_are_those_of_the_head(publication: Publication) -> None:
    publication.article("письма/ru", tags=["море"])
    publication.translation("письма/en", slug="letters", tags=["море"])
    publication.translation("письма/ar", slug="رسائل")
    publication.article("alone/en")
    site = publication.build()
    compared = 0
    for url in site.feed("/sitemap.xml"):
        path = unquote(url.findtext("s:loc", namespaces=NS)).removeprefix("https://press.example")
        said = [(link.get("hreflang"), link.get("href")) for link in url.findall("x:link", namespaces=NS)]
        head = site.page(path).xpath("//link[@rel='alternate' and @hreflang]")
        assert said == [(link.get("hreflang"), link.get("href")) for link in head]
        compared += len(said)
    assert compared > 30


def test_what_is_no_page_of_the_site_is_not_in_it(publication: Publication) -> None:
    publication.article("letters/en", aliases=["/old/"])
    publication.article("hidden/en", status="hidden")
    publication.page("secret/en", status="hidden")
    publication.article("draft/en", status="draft")
    publication.article("soon/en", date="2031-01-01")
    assert {address.removeprefix("https://press.example") for address in listed(publication.build())} == {
        *("/", "/letters/", "/archive/", "/archive/2026/", "/archive/2026/01/", "/people/", "/people/ann-author/"),
    }


def test_addresses_are_absolute_and_percent_encoded(publication: Publication) -> None:
    publication.pelican["SITEURL"] = "https://press.example/blog"
    publication.article("письма/ru", tags=["日本"])
    addresses = list(listed(publication.build()))
    assert all(address.startswith("https://press.example/blog/") and address.isascii() for address in addresses)
    assert "https://press.example/blog/tag/%E6%97%A5%E6%9C%AC/" in addresses


@pytest.mark.parametrize(
    ("header", "lastmod"),
    [
        ({"date": "2026-01-02"}, "2026-01-02"),
        ({"date": "2026-01-02", "modified": "2026-02-03"}, "2026-02-03"),
        ({"date": "2026-01-02", "modified": "2026-02-03T10:00:00+05:00"}, "2026-02-03T10:00:00+05:00"),
        ({"date": "2026-01-02", "corrections": [{"date": "2026-03-04", "text": "x"}]}, "2026-03-04"),
    ],
)
def test_lastmod_is_the_newest_change(publication: Publication, header: dict[str, object], lastmod: str) -> None:
    publication.article("letters/en", **header)
    assert listed(publication.build())["https://press.example/letters/"] == lastmod


def test_robots_txt_allows_all_and_names_the_sitemap(publication: Publication) -> None:
    publication.pelican["SITEURL"] = "https://press.example/blog"
    publication.article("letters/en")
    lines = publication.build().text("/robots.txt").split("\n")
    assert [line for line in lines if line] == [
        "User-agent: *",
        "Allow: /",
        "Sitemap: https://press.example/blog/sitemap.xml",
    ]


@pytest.mark.parametrize(("number", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_a_sitemap_is_split_at_the_most_addresses(number: int, sizes: list[int]) -> None:
    listings = [Listing(f"/{index:02d}/", NOWHERE) for index in range(number)]
    parts, index = sitemap.sitemaps(listings, Somewhere(), 3)  # type: ignore[arg-type]
    assert [len(part.urls) for part in parts] == sizes
    assert (index is None) == (len(parts) == 1)
    if index:
        expected = [f"https://press.example/sitemap-{part}.xml" for part in range(1, len(parts) + 1)]
        assert list(index.sitemaps) == expected
    locs = [url.loc for part in parts for url in part.urls]
    assert locs == sorted(f"https://press.example{listing.path}" for listing in listings)


def test_a_sitemap_is_split_before_it_is_too_large() -> None:
    cluster = Cluster(MappingProxyType({lang: f"/{lang}/" + "a" * 800 for lang in ("en", "ru")}))
    listings = [Listing(f"/{index}/", cluster) for index in range(10)]
    parts, _ = sitemap.sitemaps(listings, Somewhere(), largest=10_000)  # type: ignore[arg-type]
    assert [len(part.urls) for part in parts] == [4, 4, 2]
    assert sitemap.MOST_ADDRESSES == 50_000


def test_a_large_site_has_an_index_and_all_its_parts(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    publication.article("письма/ru", tags=["a", "b", "c"])
    publication.translation("письма/en", tags=["a", "b", "c"])
    whole_map = listed(publication.build())
    monkeypatch.setattr(whole, "sitemaps", functools.partial(whole.sitemaps, most=10))
    site = publication.build()  # held to the invariants: the parts together are complete
    index = site.feed("/sitemap.xml")
    assert etree.QName(index).localname == "sitemapindex"
    parts = [loc.text.removeprefix("https://press.example") for loc in index.iterfind("s:sitemap/s:loc", NS)]
    assert parts == [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    found: dict[str, str | None] = {}
    for part in parts:
        assert len(site.feed(part)) <= 10
        found |= listed(site, part)
    assert found == whole_map
