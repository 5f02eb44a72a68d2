"""`::: lang=ru` … `:::`: a passage of whole blocks."""

from __future__ import annotations

import pytest

from tests.text.bodies import body, one, page, said, tree


def test_a_block_carries_its_language_and_direction() -> None:
    div = one(page("before\n\n::: lang=AR\nواحد\n\n- اثنان\n:::\n\nafter"), "div")
    assert div.attrib == {"lang": "ar", "dir": "rtl"}
    assert [child.tag for child in div] == ["p", "ul"]


@pytest.mark.parametrize("opening", ["::: lang=ru", ":::lang=ru", "::: {lang=ru}", "::: lang=ru :::", ":::: lang=ru"])
def test_a_block_may_be_opened_in_several_ways(opening: str) -> None:
    closing = ":" * (4 if opening.startswith("::::") else 3)
    assert one(page(f"{opening}\nх\n{closing}"), "div").get("lang") == "ru"


def test_a_block_needs_no_empty_line_around_it() -> None:
    root = page("before\n::: lang=ru\nх\n:::\nafter")
    assert [(child.tag, said(child)) for child in root] == [("p", "before"), ("div", "х"), ("p", "after")]


@pytest.mark.parametrize(
    "source",
    [
        ":::: lang=ru\na\n\n::: lang=fr\nb\n:::\n\nc\n::::",
        "::: lang=ru\na\n\n:::: lang=fr\nb\n::::\n\nc\n:::",
        "::: lang=ru\na\n\n::: lang=fr\nb\n:::\n\nc\n:::",
    ],
)
def test_a_block_stands_in_another(source: str) -> None:
    outer = one(page(source), "div[@lang='ru']")
    assert [(child.tag, child.get("lang"), said(child)) for child in outer] == [
        ("p", None, "a"),
        ("div", "fr", "b"),
        ("p", None, "c"),
    ]


@pytest.mark.parametrize(
    ("name", "tag", "attributes"),
    [
        ("pullquote", "aside", {"class": "pullquote", "role": "note"}),
        ("note", "aside", {"class": "note", "role": "note"}),
        ("verse", "div", {"class": "verse"}),
    ],
)
def test_a_name_says_what_a_block_is(name: str, tag: str, attributes: dict[str, str]) -> None:
    assert one(page(f"::: {name}\na\n:::"), tag).attrib == attributes
    assert one(page(f"::: {name} lang=fr .x\na\n:::"), tag).get("class") == f"{name} x"


def test_the_lines_of_verse_stay_lines() -> None:
    verse = one(page("::: verse\none\ntwo\n\nthree\n:::"), "div")
    assert [(said(stanza), len(stanza.findall("br"))) for stanza in verse] == [("one\ntwo", 1), ("three", 0)]


def test_colons_in_code_close_nothing() -> None:
    div = one(page("::: lang=ru\n```\n:::\n```\n\nend\n:::"), "div")
    assert [said(child) for child in div] == [":::", "end"]


def test_a_block_stands_in_a_quotation() -> None:
    assert said(one(page("> a\n>\n> ::: lang=ru\n> b\n> :::"), "blockquote/div")) == "b"


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a\n\n::: lang=ru\nb", "M160", 12),
        (":::: lang=ru\n\n::: lang=fr\na\n\n::::", "M160", 12),
        ("a\n\n:::\n\nb", "M161", 12),
        ("::: lang=ru\na\n::::\n:::", "M161", 12),
        ("a\n\n::: pulquote\nb\n:::", "M162", 12),
    ],
)
def test_a_block_that_is_not_whole_is_a_problem_on_its_line(source: str, code: str, line: int) -> None:
    assert [(problem.code, problem.line) for problem in body(source).problems] == [(code, line)]


def test_an_unknown_name_is_answered_with_its_nearest_match() -> None:
    (problem,) = body("::: pulquote\nb\n:::").problems
    assert problem.hint == 'did you mean "pullquote"?'


def test_nothing_is_lost_of_a_block_that_is_never_closed() -> None:
    assert said(one(tree(body("::: lang=ru\na\n\nb").html), "div")) == "a\nb"


@pytest.mark.parametrize("name", ["verse", "note", "lang=ru"])
@pytest.mark.parametrize("held", ["", "\n", "\n\n\n"])
def test_a_block_may_be_empty(name: str, held: str) -> None:
    assert said(page(f"::: {name}\n{held}:::\n\nafter")) == "after"
