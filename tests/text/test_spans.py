"""`[text]{lang=ru}`: a passage inside a line."""

from __future__ import annotations

import pytest

from tests.text.bodies import body, codes, one, page, said


@pytest.mark.parametrize(
    ("written", "lang", "direction"),
    [
        ("ru", "ru", "ltr"),
        ("AR", "ar", "rtl"),
        ("pt-br", "pt-BR", "ltr"),
        ("iw", "he", "rtl"),
        ("az-arab", "az-Arab", "rtl"),
        ("'zh-hant'", "zh-Hant", "ltr"),
    ],
)
def test_a_passage_gets_the_canonical_language_and_its_direction(written: str, lang: str, direction: str) -> None:
    span = one(page(f"a [b]{{lang={written}}} c"), "span")
    assert span.attrib == {"lang": lang, "dir": direction}
    assert said(span) == "b"


@pytest.mark.parametrize(
    "source",
    [
        '<span lang="AR">a</span>',
        "*a*{lang=ar}",
        "text\n{lang=ar}",
        "# a {lang=ar}",
        '<p lang="ar">a</p>',
        "`a`{lang=ar}",
    ],
)
def test_a_language_on_any_element_brings_its_direction(source: str) -> None:
    root = page(source)
    assert [element.get("dir") for element in root.iter() if element.get("lang") == "ar"] == ["rtl"]


def test_a_direction_that_is_written_is_left_alone() -> None:
    assert one(page("[x]{lang=ar dir=auto}"), "span").get("dir") == "auto"


def test_passages_stand_in_each_other() -> None:
    root = page("[a [b [c]{lang=fr} d]{lang=ar} e *[f]{.g}*]{lang=ru}")
    outer = one(root, "p/span")
    assert said(outer) == "a b c d e f"
    assert [span.get("lang") or span.get("class") for span in root.iter("span")] == ["ru", "ar", "fr", "g"]
    assert said(one(outer, "span[@lang='ar']")) == "b c d"


def test_emphasis_may_go_around_a_passage_inside_another() -> None:
    root = page("[*a [b]{lang=ar} c*]{lang=ru}")
    assert said(one(root, "span[@lang='ru']/em")) == "a b c"


def test_brackets_that_mean_nothing_may_stand_in_a_passage() -> None:
    assert said(one(page("[a [b] c]{lang=ru}"), "span")) == "a [b] c"


def test_a_link_in_a_passage_is_a_link() -> None:
    assert one(page("[a [b](x.md)]{lang=ru}"), "span/a").get("href") == "x.md"


def test_a_passage_takes_classes_and_an_id() -> None:
    assert one(page("[a]{.b .c #d}"), "span").attrib == {"class": "b c", "id": "d"}


@pytest.mark.parametrize(
    "source",
    [
        "`[a]{lang=ru}`",
        r"\[a]{lang=ru}",
        "```\n[a]{lang=ru}\n```",
        "[a]{just words}",
        "[0,1]{x}",
        "[a]{}",
        "a]{lang=ru}",
    ],
)
def test_what_is_code_or_no_list_of_attributes_stays_text(source: str) -> None:
    root = page(source)
    assert root.findall(".//span") == []
    assert "]{" in "".join(root.itertext())


def test_a_link_with_a_list_of_attributes_stays_a_link() -> None:
    root = page("[a](x.md){.b} [c]{.d} [e][c]\n\n[c]: y.md")
    assert [(link.get("href"), link.get("class")) for link in root.iter("a")] == [
        ("x.md", "b"),
        ("y.md", "d"),
        ("y.md", None),
    ]


@pytest.mark.parametrize(
    "source", ["\n\n[a]{lang=klingonish}", '\n\n<b lang="xx-yy">a</b>', "\n\n[a](x.md){hreflang=qq-q}"]
)
def test_an_unknown_language_is_a_problem_on_its_line(source: str) -> None:
    rendered = body(source)
    assert [(problem.code, problem.line) for problem in rendered.problems] == [("M120", 12)]
    assert "lang=" not in rendered.html


def test_an_empty_language_is_a_problem() -> None:
    assert codes('<b lang="">a</b>') == ["M120"]
