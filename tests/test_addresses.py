"""Whole sites at the root of a domain and below a path, with every edition below its language, and with the permalinks
of an old blog. Each is held to the invariants, so every link of it is known to lead somewhere."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from dragoman.problems import Severity
from tests.sites import ATOM, BuiltSite, Publication

URLS = ("https://press.example", "https://press.example/blog", "https://press.example/a/b")
SLUGS = {"ru": "письма-с-берега", "ar": "رسائل\u200cها-من-الساحل", "ja": "海岸からの手紙"}  # the second has a joiner


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


def several(publication: Publication) -> None:
    publication.article("letters/en", "See [here]({filename}../other/en.md#sea).\n", tags=["sea"], category="News")
    publication.article("other/en", "## Sea\n\nText.\n", series="Sea", aliases=["/old/"])
    for lang, slug in SLUGS.items():
        publication.translation(f"letters/{lang}", slug=slug, tags=["sea"])
        publication.page(f"about/{lang}", slug=slug.partition("-")[0] if lang != "ja" else "案内")
    publication.page("about/en")


def addresses(site: BuiltSite) -> set[str]:
    """Everything that any page leads to."""
    return {
        address
        for name in site.files()
        if name.endswith(".html")
        for address in site.page(f"/{name}").xpath("//@href | //@src")
    }


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("prefix_all", [False, True])
def test_a_site_holds_together_wherever_it_lives(publication: Publication, url: str, prefix_all: bool) -> None:
    publication.pelican["SITEURL"] = url
    publication.options(PREFIX_ALL=prefix_all)
    several(publication)
    site = publication.build()
    base = urlsplit(url).path
    own = [a for a in addresses(site) if not urlsplit(a).netloc and not a.startswith("#")]
    assert len(own) > 50
    assert all(address.startswith(f"{base}/") for address in own)
    assert all(address.isascii() for address in own)
    absolute = [address for address in addresses(site) if urlsplit(address).netloc == "press.example"]
    assert all(address.startswith(f"{url}/") for address in absolute)


@pytest.mark.parametrize("url", URLS)
def test_where_all_editions_have_a_prefix_the_root_leads_to_the_default_one(publication: Publication, url: str) -> None:
    publication.pelican["SITEURL"] = url
    publication.options(PREFIX_ALL=True, NAMES={"en": "The Press"})
    publication.article("letters/en")
    publication.translation("letters/ru")
    site = publication.build()
    base = urlsplit(url).path
    root = site.page("/")
    assert root.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={base}/en/"]
    assert root.xpath("//link[@rel='canonical']/@href") == [f"{url}/en/"]
    assert root.xpath("//main//a/@href") == [f"{base}/en/"]
    assert root.xpath("//title/text()") == ["The Press"]
    assert root.get("lang") == "en"
    assert all(site.exists(path) for path in ("/en/", "/ru/", "/en/letters/", "/ru/feed.xml", "/404.html"))
    assert not site.exists("/letters/")
    assert f'"{base}/" "{base}/en/";' in site.text("/redirects.nginx.map").splitlines()
    defaults = {link.get("href") for link in site.page("/ru/letters/").xpath("//link[@hreflang='x-default']")}
    assert defaults == {f"{url}/en/letters/"}


def test_the_root_may_lead_elsewhere_by_a_redirect(publication: Publication) -> None:
    publication.options(PREFIX_ALL=True)
    publication.article("letters/en")
    publication.translation("letters/ru")
    publication.data("redirects.yaml", {"/": "/ru/"})
    assert publication.build().page("/").xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/ru/"]


def test_without_prefixes_the_root_is_the_default_edition_s_home(publication: Publication) -> None:
    publication.article("letters/en")
    site = publication.build()
    assert site.page("/").xpath("//meta[@http-equiv='refresh']") == []
    assert not site.exists("/redirects.nginx.map")


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("{slug}/", "/sea/"),
        ("{slug}.html", "/sea.html"),
        ("{date:%Y/%m/%d}/{slug}/", "/2026/01/02/sea/"),
        ("{date:%Y/%m}/{work}.html", "/2026/01/letters.html"),
    ],
)
@pytest.mark.parametrize("url", URLS[:2])
def test_an_old_blog_keeps_its_paths(publication: Publication, permalink: str, path: str, url: str) -> None:
    publication.pelican["SITEURL"] = url
    publication.options(PERMALINK=permalink)
    publication.article("letters/en", slug="sea")
    publication.translation("letters/ru", slug="sea")
    site = publication.build()
    assert site.page(path).xpath("//link[@rel='canonical']/@href") == [f"{url}{path}"]
    assert site.page(f"/ru{path}").get("lang") == "ru"


@pytest.mark.parametrize(
    ("zone", "path"),
    [("UTC", "/2025/12/31/letters/"), ("Asia/Tokyo", "/2026/01/01/letters/"), ("America/Lima", "/2025/12/31/letters/")],
)
def test_the_day_of_a_permalink_and_of_the_archive_is_the_site_s_own(
    publication: Publication, zone: str, path: str
) -> None:
    publication.pelican["TIMEZONE"] = zone
    publication.options(PERMALINK="{date:%Y/%m/%d}/{slug}/")
    publication.article("letters/en", date="2025-12-31T20:00:00+00:00")
    site = publication.build()
    assert site.exists(path)
    assert site.exists(f"/archive/{path[1:5]}/{path[6:8]}/")


@pytest.mark.parametrize("url", URLS[:2])
@pytest.mark.parametrize("lang", SLUGS)
def test_a_slug_keeps_its_own_letters_in_files_and_is_encoded_in_addresses(
    publication: Publication, url: str, lang: str
) -> None:
    publication.pelican["SITEURL"] = url
    several(publication)
    site = publication.build()
    slug = SLUGS[lang]
    assert f"{lang}/{slug}/index.html" in site.files()
    assert slug == unicodedata.normalize("NFC", slug)
    address = f"{url}/{lang}/{quote(slug)}/"
    assert address.isascii()
    page = site.page(f"/{lang}/{slug}/")
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    locs = site.feed("/sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert address in locs
    [entry] = site.feed(f"/{lang}/feed.xml").findall("a:entry", ATOM)
    assert [link.get("href") for link in entry.findall("a:link", ATOM) if link.get("rel") == "alternate"] == [address]
    assert unquote(address) == f"{url}/{lang}/{slug}/"


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("prefix_all", [False, True])
def test_one_page_for_addresses_not_found_speaks_to_every_edition(
    publication: Publication, url: str, prefix_all: bool
) -> None:
    publication.pelican["SITEURL"] = url
    publication.options(PREFIX_ALL=prefix_all)
    several(publication)
    site = publication.build()
    assert [name for name in site.files() if "404" in name] == ["404.html"]
    page = site.page("/404.html")
    base = urlsplit(url).path
    homes = {link.get("hreflang"): link.get("href") for link in page.xpath("//main//a")}
    english = f"{base}/en/" if prefix_all else f"{base}/"
    assert homes == {"en": english, **{lang: f"{base}/{lang}/" for lang in SLUGS}}
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']") == []
    # A host serves it for any address, however deep: nothing in it may be relative to where it seems to be.
    assert all(a.startswith(("/", "#", "http")) for a in page.xpath("//@href | //@src"))
    assert page.xpath("//main//h1/text()") != []


def test_a_language_with_a_region_has_a_prefix_in_lower_case(publication: Publication) -> None:
    publication.article("letters/en")
    publication.translation("letters/pt-BR")
    publication.translation("letters/zh-Hant")
    site = publication.build()
    assert site.page("/pt-br/letters/").get("lang") == "pt-BR"
    assert site.page("/zh-hant/feed.xml".replace("feed.xml", "")).get("lang") == "zh-Hant"


def test_a_base_path_in_another_script_is_encoded_and_the_map_of_nginx_has_it_decoded(
    publication: Publication,
) -> None:
    publication.pelican["SITEURL"] = "https://press.example/%D0%B1%D0%BB%D0%BE%D0%B3"
    publication.article("letters/en", aliases=["/old/"])
    publication.page("about/en")
    built = publication.attempt()
    assert not [problem for problem in built.problems if problem.severity is Severity.ERROR]
    lines = built.contents["redirects.nginx.map"].decode().splitlines()
    assert '"/блог/old/" "/%D0%B1%D0%BB%D0%BE%D0%B3/letters/";' in lines
