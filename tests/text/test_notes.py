"""Notes: their order, their ids, and the way to them and back."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from dragoman.text import Labels
from tests.text.bodies import body, codes, one, page, said, tree


def note_texts(root: Element) -> list[str]:
    return [said(item).rstrip("↑\u00a0") for item in one(root, "section").findall("ol/li")]


def test_notes_are_numbered_as_a_reader_meets_them() -> None:
    root = page("# Head[^c]\n\n> quoted[^d]\n\n- item[^a]\n\nend[^b]\n\n[^a]: A\n[^b]: B\n\n[^c]: C\n[^d]: D")
    assert note_texts(root) == ["C", "D", "A", "B"]
    assert [(said(mark), mark.get("href")) for mark in root.findall(".//sup/a")] == [
        (f"{number}", f"#fn-{number}") for number in range(1, 5)
    ]


def test_a_mark_and_its_note_lead_to_each_other() -> None:
    root = page("a[^1]\n\n[^1]: note")
    mark, item, back = one(root, "sup/a"), one(root, "li"), one(root, "li/p/a")
    assert (mark.get("id"), mark.get("href"), mark.get("role")) == ("fnref-1", "#fn-1", "doc-noteref")
    assert item.get("id") == "fn-1"
    assert (back.get("href"), back.get("role")) == ("#fnref-1", "doc-backlink")


def test_each_mark_of_a_note_has_an_id_and_a_way_back() -> None:
    root = page("a[^x] b[^y] c[^x] d[^x]\n\n[^x]: X\n\n[^y]: Y")
    marks = [mark.get("id") for mark in root.findall(".//sup/a")]
    assert marks == ["fnref-1", "fnref-2", "fnref-1-2", "fnref-1-3"]
    backs = [link.get("href") for link in one(root, "li[@id='fn-1']").iter("a")]
    assert backs == ["#fnref-1", "#fnref-1-2", "#fnref-1-3"]


@pytest.mark.parametrize("name", ["примечание", "ملاحظة", "注", "a b", "1-2", "*", "<b>", 'q"', "fn-1", "e\u0301"])
def test_whatever_a_note_is_called_its_ids_are_valid_and_unique(name: str) -> None:
    root = page(f"a[^1] b[^{name}] c[^{name}]\n\n[^1]: one\n\n[^{name}]: two")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ids == ["fnref-1", "fnref-2", "fnref-2-2", "fn-1", "fn-2"]


def test_the_list_is_labelled_in_the_language_of_the_edition() -> None:
    labels = Labels(notes="Примечания", back="К тексту", table="Таблица")
    root = tree(body("a[^1]\n\n[^1]: b", "ru", labels=labels).html)
    section = one(root, "section")
    assert (section.get("role"), section.get("aria-label")) == ("doc-endnotes", "Примечания")
    assert one(section, "li/p/a").get("aria-label") == "К тексту (1)"


def test_a_note_may_be_long_and_hold_blocks() -> None:
    root = page("a[^1]\n\n[^1]: first *one*\n\n    - a\n    - b\n\n    ::: lang=ru\n    письмо\n    :::\n\n    last")
    assert [child.tag for child in one(root, "li[@id='fn-1']")] == ["p", "ul", "div", "p"]
    assert said(root.findall(".//section/ol/li/p")[-1]) == "last\u00a0↑"


def test_a_note_that_ends_in_a_list_has_its_way_back_after_it() -> None:
    assert [child.tag for child in one(page("a[^1]\n\n[^1]: b\n\n    - c"), "li[@id='fn-1']")] == ["p", "ul", "p"]


def test_a_note_may_have_a_mark_in_another_note() -> None:
    root = page("a[^1]\n\n[^1]: one[^2]\n\n[^2]: two[^1]")
    assert [link.get("href") for link in one(root, "li[@id='fn-1']").iter("a")] == [
        "#fn-2",
        "#fnref-1",
        "#fnref-1-2",
    ]


def test_a_mark_in_code_is_no_mark() -> None:
    assert codes("`[^1]`\n\n```\n[^2]\n```") == []


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a\n\nb[^x]", "M170", 12),
        ("a\n\n[^x]: note", "M171", 12),
        ("a[^x]\n\n[^x]: one\n\n[^x]: two", "M172", 14),
        ("a\n\n[b[^x]](c.md)\n\nd[^x]\n\n[^x]: note", "M173", 12),
    ],
)
def test_a_note_that_does_not_fit_is_a_problem_on_its_line(source: str, code: str, line: int) -> None:
    assert [(problem.code, problem.line) for problem in body(source).problems] == [(code, line)]


def test_a_note_without_a_mark_is_not_lost() -> None:
    root = tree(body("a[^1]\n\n[^2]: two\n\n[^1]: one").html)
    assert note_texts(root) == ["one", "two"]
    assert root.findall(".//li[@id='fn-2']//a") == []


def test_a_mark_without_a_note_stays_text() -> None:
    assert said(tree(body("a[^x] b").html)) == "a[^x] b"


def test_an_id_of_the_authors_cannot_take_the_place_of_a_note() -> None:
    rendered = body('a[^1]\n\n<p id="fn-1">x</p>\n\n[b](#fnref-7)\n\n[^1]: note')
    assert [problem.code for problem in rendered.problems] == ["M133", "L105"]
    assert one(tree(rendered.html), "li[@id='fn-1']").tag == "li"
