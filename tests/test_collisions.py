"""Two things at one address: all of them are found, each with the files that cause it, before a byte is written."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.collisions import Claim, find
from dragoman.model import Place
from dragoman.problems import Problem, Severity
from tests.sites import Publication

NFD = unicodedata.normalize("NFD", "café")


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


def claim(file: str, path: str | None = None) -> Claim:
    return Claim(file, path, Place(path)) if path else Claim(file, "the archive of en")


def found(*claims: Claim) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in find(claims)]


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("a/index.html", "a/index.html", "A101"),
        ("A/index.html", "a/index.html", "A102"),
        ("ПИСЬМА/index.html", "письма/index.html", "A102"),
        ("café/index.html", f"{NFD}/index.html", "A102"),
        (f"{NFD.upper()}/index.html", "café/index.html", "A102"),
        ("a", "a/index.html", "A103"),
        ("feed.xml", "FEED.XML/b/index.html", "A103"),
    ],
)
def test_two_claims_collide_as_on_the_least_of_file_systems(one: str, other: str, code: str) -> None:
    [problem] = find([claim(one, "one.md"), claim(other, "other.md")])
    assert problem.code == code
    assert {"one.md", "other.md"} == {problem.path, problem.message.rpartition(" ")[2]}


def test_names_that_differ_are_no_collision() -> None:
    assert found(claim("a/index.html", "a.md"), claim("b/index.html", "b.md"), claim("ab", "c.md")) == []
    assert found(claim("a/index.html", "a.md"), claim("a/index.html", "a.md")) == []


def test_a_problem_is_told_at_the_file_that_somebody_can_change() -> None:
    assert found(claim("archive/index.html"), claim("archive/index.html", "pages/archive/en.md")) == [
        ("A101", "pages/archive/en.md")
    ]
    assert found(claim("x/index.html"), claim("X", "pages/x/en.md")) == [("A103", "pages/x/en.md")]
    assert found(claim("x"), claim("x/index.html", "pages/x/en.md")) == [("A103", "pages/x/en.md")]


def test_of_three_at_one_address_all_are_named() -> None:
    problems = list(find(claim("a/index.html", f"{name}.md") for name in "xyz"))
    named = " ".join(f"{problem.path} {problem.message}" for problem in problems)
    assert all(f"{name}.md" in named for name in "xyz")
    assert [problem.code for problem in problems] == ["A101", "A101"]


@pytest.mark.parametrize(
    "file", ["con/index.html", "a:b/index.html", "a?/index.html", "a./index.html", "../a", "/a", "a//b"]
)
def test_a_file_that_some_system_cannot_store_is_an_error(file: str) -> None:
    codes = {problem.code for problem in find([claim(file, "a.md")])}
    assert codes == ({"A105"} if file != "a//b" else set())


def test_a_part_over_255_bytes_is_an_error() -> None:
    assert found(claim(f"{'a' * 256}/index.html", "a.md")) == [("A104", "a.md")]
    assert found(claim(f"{'a' * 255}/index.html", "a.md")) == []
    assert found(claim(f"{'ж' * 128}/index.html", "a.md")) == [("A104", "a.md")]


def test_the_cost_is_linear() -> None:
    began = time.process_time()
    assert len(list(find(claim(f"{number}/a/b/c/index.html", f"{number}.md") for number in range(20_000)))) == 0
    assert len(list(find(claim("a/index.html", f"{number}.md") for number in range(20_000)))) == 19_999
    assert len(list(find([claim("a", "a.md"), *(claim(f"a/{n}/index.html", f"{n}.md") for n in range(20_000))]))) == 1
    assert time.process_time() - began < 10


FILES = st.lists(st.sampled_from(["a", "A", "b", "é", "e\u0301"]), min_size=1, max_size=3).map("/".join)


@given(st.lists(FILES, max_size=8))
def test_without_a_problem_all_can_be_written_on_every_system(files: list[str]) -> None:
    claims = [claim(file, f"{number}.md") for number, file in enumerate(files)]
    folded = [unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).casefold()) for file in files]
    apart = len(set(folded)) == len(folded)
    blocked = any(other.startswith(f"{one}/") for one in folded for other in folded)
    assert (list(find(claims)) == []) == (apart and not blocked)
    assert set(find(claims)) == set(find(reversed(claims)))


def told(publication: Publication) -> list[Problem]:
    """The errors of a build that wrote nothing."""
    built = publication.attempt()
    assert not built.contents
    return [problem for problem in built.problems if problem.severity is Severity.ERROR]


def words(problems: list[Problem]) -> str:
    return " ".join(f"{problem.path}:{problem.line} {problem.message}" for problem in problems)


@pytest.mark.parametrize(
    ("page", "code", "other"),
    [
        ("archive", "A101", "the archive of en"),
        ("people", "A101", "the people of en"),
        ("terms", "A101", "the terms of en"),
        ("sources", "A101", "the sources of en"),
        ("ru", "A101", "the home page of ru"),
        ("feed.xml", "A103", "the feed of en"),
        ("404.html", "A103", "the page for addresses not found"),
        ("sitemap.xml", "A103", "the sitemap"),
        ("robots.txt", "A103", "robots.txt"),
        ("favicon.svg", "A103", "the theme's favicon.svg"),
        ("letters", "A101", "articles/letters/en.md"),
    ],
)
def test_a_page_cannot_take_what_the_site_needs(publication: Publication, page: str, code: str, other: str) -> None:
    publication.article("letters/en", tags=["sea"])
    publication.translation("other/ru", "en")
    publication.translation("other-two/en", "ru")
    publication.page("about/en", slug=page)
    problems = told(publication)
    assert {problem.code for problem in problems} == {code}
    assert [problem.path for problem in problems] == ["pages/about/en.md"]
    assert other in words(problems)
    assert problems[0].line > 1  # where the slug is written


@pytest.mark.parametrize("slug", ["media", "tag", "category", "series", "theme", "page", "404", "index.html"])
def test_a_word_that_is_only_a_folder_or_nothing_may_be_a_slug(publication: Publication, slug: str) -> None:
    publication.article("letters/en", tags=["sea"], category="News")
    publication.page("about/en", slug=slug)
    if slug == "index.html":
        assert [problem.code for problem in told(publication)] == ["A103"]
    else:
        assert publication.build().exists(f"/{slug}/")


def test_404_html_is_taken_also_from_an_article(publication: Publication) -> None:
    publication.options(PERMALINK="{slug}.html")
    publication.article("letters/en", slug="404")
    [problem] = told(publication)
    assert (problem.code, problem.path) == ("A101", "articles/letters/en.md")


def test_two_records_with_one_slug_name_their_lines(publication: Publication) -> None:
    publication.data("terms.yaml", {"tags": {"ocean": {"name": "Ocean", "slug": "sea"}, "lake": {"name": "Lake"}}})
    publication.data("people.yaml", {"ann": {"name": "Ann"}, "bea": {"name": "Bea", "slug": "ann"}})
    publication.data("sources.yaml", {"one": {"name": "One", "slug": "same"}, "two": {"name": "Two", "slug": "same"}})
    publication.article("letters/en", tags=["ocean", "sea"], authors=["ann", "bea"])
    publication.translation("first/en", original={"lang": "ru", "publication": "one"}, authors=["ann"])
    publication.translation("second/en", original={"lang": "ru", "publication": "two"}, authors=["ann"])
    problems = told(publication)
    assert {problem.code for problem in problems} == {"A101"}
    shown = words(problems)
    assert "terms.yaml:4" in shown
    assert "articles/letters/en.md" in shown
    assert "people.yaml:5" in shown
    assert "sources.yaml:6" in shown


@pytest.mark.parametrize("header", [{"status": "draft"}, {"date": "2031-01-01"}])
def test_a_collision_with_what_is_not_published_yet_is_known_today(
    publication: Publication, header: dict[str, str]
) -> None:
    publication.article("letters/en", slug="same")
    publication.article("other/en", slug="same", **header)
    [problem] = told(publication)
    assert problem.code == "A101"
    assert "articles/letters/en.md" in words([problem])
    assert "articles/other/en.md" in words([problem])


def test_collisions_are_told_beside_other_errors(publication: Publication) -> None:
    publication.article("letters/en", slug="same")
    publication.article("other/en", slug="same")
    publication.article("broken/en", status="publisched")
    publication.data("redirects.yaml", {"/same": "/"})
    codes = [problem.code for problem in told(publication)]
    assert codes.count("A101") == 2


def test_pictures_of_two_folders_that_would_share_an_address_collide(publication: Publication) -> None:
    publication.file("articles/pages/about/a.pdf", "%PDF-1.4")
    publication.file("pages/about/a.pdf", "%PDF-1.4")
    publication.article("pages/about/en", "[a](a.pdf)\n", slug="else")
    publication.page("about/en", "[a](a.pdf)\n")
    [problem] = told(publication)
    assert problem.code == "A101"
    assert {"pages/about/a.pdf", "articles/pages/about/a.pdf"} <= set(words([problem]).replace(":0", "").split())


def test_an_edition_s_prefix_is_its_own_where_all_have_one(publication: Publication) -> None:
    publication.options(PREFIX_ALL=True)
    publication.article("letters/en", slug="en")
    publication.page("ru/en")
    publication.translation("letters/ru", slug="ru")
    assert publication.build().exists("/en/en/")
