"""Where the links of a text lead, and what is said of those that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.build.run import check
from dragoman.problems import Severity
from tests.sites import NOW, BuiltSite, Publication
from tests.test_pitfalls import png


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """A text about the sea in two languages, and all that a link may name."""
    made = Publication(tmp_path / "site")
    made.article("sea/en", "## The waves\n\nText.[^1]\n\n[^1]: Note.\n", tags=["water"], category="Nature")
    made.translation("sea/fr", tags=["water"], category="Nature")
    made.page("about/en", "[The sea]({filename}../../articles/sea/en.md#the-waves)\n")
    return made


def body_link(site: BuiltSite, path: str = "/letters/") -> tuple[str | None, str | None, str | None]:
    [link] = site.page(path).xpath("//div[@class='body']//a")
    return link.get("href"), link.get("hreflang"), link.get("title")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("{filename}../sea/en.md", "/sea/"),
        ("{filename}../sea/fr.md", "/sea/"),
        ("../sea/en.md", "/sea/"),
        ("{filename}/articles/sea/en.md", "/sea/"),
        ("../sea/en.md#the-waves", "/sea/#the-waves"),
        ("../sea/en.md#fn-1", "/sea/#fn-1"),
        ("../sea/en.md?print=1#the-waves", "/sea/?print=1#the-waves"),
        ("{filename}../../pages/about/en.md", "/about/"),
        ("{category}nature", "/category/nature/"),
        ("{category}Nature", "/category/nature/"),
        ("{tag}water", "/tag/water/"),
        ("{author}Ann Author", "/people/ann-author/"),
        ("{author}ann-author", "/people/ann-author/"),
        ("{index}", "/"),
        ("/sea/", "/sea/"),
        ("/sea/#the-waves", "/sea/#the-waves"),
        ("/archive/?from=2016", "/archive/?from=2016"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("/old-sea/", "/old-sea/"),
        ("#here", "#here"),
        ("https://a.example/?q=1#x", "https://a.example/?q=1#x"),
        ("mailto:ann@a.example", "mailto:ann@a.example"),
        ("{static}paper.pdf", "/media/letters/paper.pdf"),
        ("{attach}paper.pdf", "/media/letters/paper.pdf"),
        ("paper.pdf#page=2", "/media/letters/paper.pdf#page=2"),
    ],
)
def test_each_kind_of_link_leads_where_it_says(publication: Publication, written: str, address: str) -> None:
    publication.file("articles/letters/paper.pdf", b"%PDF-1.4")
    publication.data("redirects.yaml", {"/old-sea/": "/sea/"})
    publication.article("letters/en", f"## Here\n\n[x](<{written}>)\n")
    assert body_link(publication.build()) == (address, None, None)


@pytest.mark.parametrize("written", ["{filename}../sea/fr.md", "/fr/sea/"])
def test_a_link_to_another_language_says_so_in_the_readers_words(publication: Publication, written: str) -> None:
    (publication.content / "articles/sea/en.md").unlink()
    publication.file("pages/about/en.md", "---\ntitle: About\n---\n\nText.\n")
    publication.translation("sea/fr", "ru")
    publication.article("letters/en", f"[x]({written})\n")
    site = publication.build()
    assert body_link(site) == ("/fr/sea/", "fr", "in French")
    [mark] = site.page("/letters/").xpath("//div[@class='body']//span[@class='in-language']")
    assert (mark.text, mark.get("lang"), mark.get("dir")) == ("(français)", "fr", "ltr")


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("../see/en.md", "L120", ""),
        ("papr.pdf", "L120", "paper.pdf"),
        ("../sea/en.md#waves", "L122", "the-waves"),
        ("#nowhere", "L122", ""),
        ("/sea/#waves", "L122", "the-waves"),
        ("/see/", "L123", "/sea/"),
        ("{tag}watr", "L124", "water"),
        ("{category}nature-x", "L124", "nature"),
        ("{author}Nobody", "L124", "key"),
        ("../../../secret.txt", "L125", ""),
        ("notes.html", "L112", ".pdf"),
    ],
)
def test_a_link_to_nothing_is_one_error_on_its_line(
    publication: Publication, written: str, code: str, hint: str
) -> None:
    publication.file("articles/letters/paper.pdf", b"%PDF-1.4")
    publication.file("articles/letters/notes.html", "<p>x</p>")
    publication.article("letters/en", f"Text.\n\n[x]({written}) [p](paper.pdf) \n")
    [problem] = [p for p in publication.problems() if p.severity is Severity.ERROR]
    assert (problem.path, problem.code, problem.line) == ("articles/letters/en.md", code, 10)
    assert hint in problem.hint


def test_a_link_to_what_is_not_published_yet_keeps_its_words(publication: Publication) -> None:
    publication.article("later/en", date="2031-01-01")
    publication.article("letters/en", "[Later](../later/en.md)\n")
    assert body_link(publication.build()) == (None, None, None)
    [problem] = publication.problems()
    assert (problem.code, problem.severity) == ("L121", Severity.WARNING)


def test_a_draft_may_link_to_a_list_that_comes_with_it(publication: Publication) -> None:
    publication.article("letters/en", "[x]({tag}brine)\n", tags=["brine"], status="draft")
    assert publication.problems() == []
    assert check(publication.configured(), NOW) == ()
    publication.article("letters/en", "[x]({tag}bryne)\n", tags=["brine"], status="draft")
    assert [problem.code for problem in check(publication.configured(), NOW)] == ["L124"]


def test_links_between_articles_and_standing_pages_go_both_ways(publication: Publication) -> None:
    publication.article("letters/en", "[About](../../pages/about/en.md)\n")
    site = publication.build()
    assert body_link(site)[0] == "/about/"
    assert body_link(site, "/about/")[0] == "/sea/#the-waves"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("wrong.jpg", png(), "L110"),
        ("empty.png", b"", "L110"),
        ("cut.png", png()[:12], "L110"),
        ("huge.png", png()[:16] + (9000).to_bytes(4) * 2 + png()[24:], "L111"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "L112"),
        ("missing.png", None, "L120"),
        ("../sea/en.md", None, "L112"),
    ],
)
@pytest.mark.parametrize("place", ["body", "header"])
def test_a_picture_that_cannot_be_shown_is_one_error(
    publication: Publication, name: str, data: bytes | None, code: str, place: str
) -> None:
    if data is not None:
        publication.file(f"articles/letters/{name}", data)
    header = {"image": {"src": name, "alt": "x"}} if place == "header" else {}
    publication.article("letters/en", f"![x]({name})\n" if place == "body" else "Text.\n", **header)
    [problem] = publication.problems()
    assert (problem.code, problem.severity, problem.path) == (code, Severity.ERROR, "articles/letters/en.md")


def test_a_file_that_two_languages_show_is_published_once(publication: Publication) -> None:
    publication.file("articles/sea/wave.png", png(6, 5))
    for lang in ("en", "fr"):
        publication.translation(f"letters/{lang}", "ru", body="![x](../sea/wave.png)\n")
    site = publication.build()
    assert [name for name in site.files() if name.endswith("wave.png")] == ["media/sea/wave.png"]
    assert {
        site.page(path).xpath("string(//div[@class='body']//img/@src)") for path in ("/letters/", "/fr/letters/")
    } == {"/media/sea/wave.png"}


def test_a_file_that_nothing_refers_to_is_not_published_and_is_told_of(publication: Publication) -> None:
    publication.file("articles/sea/stray.png", png())
    publication.file("articles/sea/drafted.png", png())
    publication.article("draft/en", "![x](../sea/drafted.png)\n", status="draft")
    site = publication.build()
    assert not [name for name in site.files() if name.startswith("media/")]
    [problem] = publication.problems()
    assert (problem.code, problem.severity, problem.path) == ("L127", Severity.WARNING, "articles/sea/stray.png")


def test_the_size_of_a_picture_is_that_of_its_header(publication: Publication) -> None:
    publication.file("articles/letters/a b.png", png(7, 5))
    publication.article("letters/en", "![x](a%20b.png)\n")
    [picture] = publication.build().page("/letters/").xpath("//div[@class='body']//img")
    assert (picture.get("src"), picture.get("width"), picture.get("height")) == ("/media/letters/a%20b.png", "7", "5")


def test_links_in_a_feed_are_absolute(publication: Publication) -> None:
    publication.pelican["SITEURL"] = "https://press.example/blog"
    publication.article(
        "letters/en", "## Here\n\n[a](#here) [b](../sea/en.md?x=1#the-waves) [c](/archive/)\n", date="2026-03-01"
    )
    site = publication.build()
    links = site.page("/letters/").xpath("//div[@class='body']//a/@href")
    assert links == ["#here", "/blog/sea/?x=1#the-waves", "/blog/archive/"]
    content = site.feed("/feed.xml").findtext("{*}entry/{*}content") or ""
    for address in ("letters/#here", "sea/?x=1#the-waves", "archive/"):
        assert f'href="https://press.example/blog/{address}"' in content
