"""Headings, and ids."""

from __future__ import annotations

import unicodedata

import pytest

from dragoman.text import Heading
from dragoman.text.ids import FRAME_IDS, Names
from tests.text.bodies import body, one, page, tree


def levels(source: str) -> list[str]:
    return [element.tag for element in page(source).iter() if element.tag in {f"h{level}" for level in range(1, 7)}]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# a\n\n## b\n\n# c", ["h2", "h3", "h2"]),
        ("## a\n\n### b", ["h2", "h3"]),
        ("<h1>a</h1>\n\n## b", ["h2", "h3"]),
        ("a\n=\n\nb\n-", ["h2", "h3"]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", ["h2", "h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_begin_below_the_title(source: str, expected: list[str]) -> None:
    assert levels(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Письма с берега", "письма-с-берега"),
        ("الساحل في الشتاء", "الساحل-في-الشتاء"),
        ("日本の海", "日本の海"),
        ("Cafe\u0301", "café"),
        ("“Yes,” she *said*!", "yes-she-said"),
        ("C++", "c"),
        ("???", "section"),
        ("[Письмо]{lang=ru} `code`", "письмо-code"),
        ("Note[^1]", "note"),
    ],
)
def test_an_id_is_in_the_letters_of_its_text(text: str, expected: str) -> None:
    (heading,) = body(f"## {text}\n\n[^1]: note").headings
    assert heading.id == expected
    assert unicodedata.is_normalized("NFC", heading.id)


def test_ids_are_unique_and_what_is_written_wins() -> None:
    source = "## Sea\n\n## Sea\n\n## Land {#sea}\n\n## ???\n\n## !!!\n\n[a]{#sea-2}"
    assert body(source).ids == ("sea-3", "sea-4", "sea", "section", "section-2", "sea-2")


@pytest.mark.parametrize("text", ["Main", "TOP", "Comments", "fn 1", "fnref 2", "comment 3"])
def test_no_heading_takes_an_id_of_the_frame(text: str) -> None:
    (heading,) = body(f"## {text}").headings
    assert heading.id == "section-" + text.lower().replace(" ", "-")


@pytest.mark.parametrize("name", sorted(FRAME_IDS))
def test_an_id_of_the_frame_is_an_error_with_its_line(name: str) -> None:
    rendered = body(f"\n\n## a {{#{name}}}")
    assert [(problem.code, problem.line) for problem in rendered.problems] == [("M133", 12)]
    assert rendered.ids == (f"section-{name}",)


def test_an_id_given_twice_is_an_error_on_each_later_line() -> None:
    rendered = body("## a {#x}\n\n[b]{#x}\n\n<b id=x>c</b>")
    assert [(problem.code, problem.line) for problem in rendered.problems] == [("M132", 12), ("M132", 14)]
    assert len(set(rendered.ids)) == 3


def test_the_outline_has_level_id_and_text() -> None:
    assert body("# One *two*\n\n## Three[^1]\n\n[^1]: note").headings == (
        Heading(2, "one-two", "One two"),
        Heading(3, "three", "Three"),
    )


@pytest.mark.parametrize("source", ["a\n\n##\n\nb", "a\n\n## <b></b>\n\nb"])
def test_a_heading_without_text_is_an_error_and_left_out(source: str) -> None:
    rendered = body(source)
    assert [problem.code for problem in rendered.problems] == ["M130"]
    assert rendered.headings == ()
    assert [child.tag for child in tree(rendered.html)] == ["p", "p"]


def test_a_heading_may_be_a_picture() -> None:
    assert one(page("## ![Logo](logo.png)"), "h2/img").get("alt") == "Logo"


@pytest.mark.parametrize(("source", "line"), [("### a", 10), ("## a\n\n#### b *c* d", 12), ("# a\n\n### b", 12)])
def test_a_heading_that_skips_a_level_is_an_error(source: str, line: int) -> None:
    assert [(problem.code, problem.line) for problem in body(source).problems] == [("M131", line)]


def test_many_headings_with_one_text_are_named_in_order() -> None:
    taken = Names(["sea-2"])
    assert [taken.take("sea") for _ in range(4)] == ["sea", "sea-3", "sea-4", "sea-5"]
