"""A body as a whole: what stays as it was written, and where problems are."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable

import msgspec
import pytest

from dragoman.text import Converter, Rendered
from dragoman.text.findings import Finding
from tests.text.bodies import LABELS, body, one, page, said, tree


@pytest.mark.parametrize("first", ["Q: Who are you?", "Q: Who are you?\nA: A translator.", "Title: no header"])
def test_lines_like_a_header_at_the_start_of_a_body_are_text(first: str) -> None:
    assert said(one(page(f"{first}\n\nMore"), "p[1]")) == first


def test_a_hash_line_is_a_heading_and_never_ends_anything() -> None:
    root = page("# One\n\ntext\n\n# Two")
    assert [said(heading) for heading in root.iter("h2")] == ["One", "Two"]
    assert said(one(root, "p")) == "text"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_reads_the_same(ending: str) -> None:
    source = ["# One", "", "a", "b", "", "```", "c", "```", "", "[d](x.md){onclick=y}"]
    assert body(ending.join(source)) == body("\n".join(source))


def test_a_body_is_the_same_whatever_was_read_before_it() -> None:
    source = "A[^1] *[HTML]: x\n\n[ref]\n\n[^1]: note\n\n*[NATO]: alliance\n\n[ref]: /somewhere/\n\nNATO"
    first = body(source)
    body("B[^1] NATO HTML [ref]\n\n::: note\n[^1]: other")
    assert body(source) == first


def test_a_text_that_is_too_deep_is_a_problem_and_harms_no_other() -> None:
    converter = Converter()
    source = "\n".join("    " * level + "- a" for level in range(15))
    expected, clear = converter.convert(source, LABELS)
    assert not clear
    room = sys.getrecursionlimit() - len(inspect.stack(0)) - 60
    html, found = at_depth(room, lambda: converter.convert(source, LABELS))
    assert (html, [finding.code for finding in found]) == ("", ["M100"])
    assert converter.convert(source, LABELS) == (expected, [])


def at_depth(depth: int, act: Callable[[], tuple[str, list[Finding]]]) -> tuple[str, list[Finding]]:
    return at_depth(depth - 1, act) if depth else act()


def test_an_empty_body_is_empty() -> None:
    assert body("") == Rendered("")
    assert body(" \n\n\t\n") == Rendered("")


def test_what_is_rendered_is_plain_data() -> None:
    rendered = body("# One\n\n[a](b.md) [c]{lang=xx-wrong} word[^1]\n\n[^1]: note")
    assert rendered.problems
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(rendered), type=Rendered) == rendered


def test_definition_lists_abbreviations_and_fenced_code_are_of_the_dialect() -> None:
    root = page("Term\n: Meaning\n\n*[HTML]: a language\n\nHTML\n\n```python\nx < y\n```")
    assert said(one(root, "dl/dd")) == "Meaning"
    assert one(root, "abbr").attrib == {"title": "a language"}
    assert one(root, "pre/code").attrib == {"class": "language-python"}
    assert said(one(root, "pre")) == "x < y"


def test_a_list_keeps_the_number_that_it_starts_with() -> None:
    assert one(page("3. three\n4. four"), "ol").attrib == {"start": "3"}


def test_the_typographer_can_be_switched_off() -> None:
    assert said(tree(body('"a"', typogrify=True).html)) == "“a”"
    assert said(tree(body('"a"', typogrify=False).html)) == '"a"'


def test_a_comment_leaves_nothing_and_is_no_problem() -> None:
    root = page("a <!-- <script> --> b\n\n<!--\n\n[^none] -->\n\nc")
    assert [said(paragraph).split() for paragraph in root] == [["a", "b"], ["c"]]
