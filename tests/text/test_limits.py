"""Bounds: no body keeps the press busy, and none that people write is turned away."""

from __future__ import annotations

import random
import time

import pytest

from dragoman.text import limits
from tests.text.bodies import body, codes

MANY = 20_000
HOSTILE = {
    "open brackets": "[" * MANY,
    "pictures begun": "![a](" * MANY,
    "tags begun": "<a " * MANY,
    "quotation marks": ">" * MANY,
    "quotation marks and spaces": "> " * MANY,
    "closed brackets": "[" * MANY + "]" * MANY,
    "links begun": "[a](" * MANY,
    "titles begun": '[a](b "c) ' * MANY,
    "references begun": "[a][" * MANY,
    "notes begun": "[^" * MANY,
    "spans closed": "]{.a} " * MANY,
    "backticks": "".join("`" * (count % 150 + 1) + " " for count in range(3000)),
    "emphasis begun": "*a " * MANY,
    "emphasis in emphasis": "*a " * MANY + "a* " * MANY,
    "crossed emphasis": "a**b* " * MANY,
    "tags with open quotes": '<a x="' * MANY,
    "sections begun": "<![CDATA[" * MANY,
    "comments begun": "<!--" * MANY,
    "elements in elements": "<div>\n" * MANY,
    "addresses begun": "<http://" * MANY,
    "references of characters": "&amp;" * MANY,
    "lists on a line": "- " * MANY + "a",
    "numbers on a line": "1. " * MANY + "a",
    "lists in lists": "\n".join("    " * level + "- a" for level in range(200)),
    "quotations in quotations": "\n".join(">" * level + " a" for level in range(1, 300)),
    "headings": "# a\n" * MANY,
    "rules": "---\n" * MANY,
    "underlined headings": "a\n---\n" * MANY,
    "definitions of terms": "a\n: b\n" * MANY,
    "definitions of links": "".join(f"[{count}]: b\n" for count in range(MANY)),
    "half definitions of links": "[a]:\n" * MANY,
    "abbreviations": "".join(f"*[a{count}]: b\n" for count in range(MANY)),
    "notes": "".join(f"[^{count}]: b\n" for count in range(MANY)),
    "fences begun": "```a\n" * MANY,
    "fences of all lengths": "".join("`" * count + "\n" for count in range(3, 500)),
    "blocks begun": "::: note\n" * MANY,
    "columns": "a|" * MANY + "\n" + "-|" * MANY,
    "rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * MANY,
    "backticks in a row": "|a|b|\n|-|-|\n|" + "` " * MANY + "|",
    "lists of attributes begun": "# a" + " {a" * MANY,
    "spaces": "# a" + " " * MANY * 5 + "b",
    "escapes": "\\*" * MANY,
    "breaks": "a  \n" * MANY,
    "paragraphs": "a\n\n" * MANY,
    "a long text": "word " * (limits.LONGEST // 5 + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_body_keeps_the_press_busy(name: str) -> None:
    start = time.process_time()
    rendered = body(HOSTILE[name], typogrify=True)
    assert time.process_time() - start < 4  # a second on a machine that is not busy with other tests
    assert [problem.severity for problem in rendered.problems][:1] == ["error"]
    assert rendered.html == ""


@pytest.mark.parametrize("name", ["open brackets", "pictures begun", "tags begun", "quotation marks"])
def test_the_worst_bodies_are_answered_at_once(name: str) -> None:
    start = time.process_time()
    body(HOSTILE[name])
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("x" * (limits.LONGEST + 1), "M101", 0),
        ("a\n\n" + "[" * MANY, "M102", 12),
        ("a\n\n> > " + "- " * limits.DEEPEST + "a", "M103", 12),
        ("a\n\n" + "[" * 21 + "]" * 21, "M103", 12),
        ("a\n\n" + "b\n: c\n" * 101, "M104", 12),
        ("[^1] " * (limits.MOST["notes"] + 1), "M104", 0),
    ],
)
def test_a_bound_that_is_broken_is_one_problem_on_its_line(source: str, code: str, line: int) -> None:
    assert [(problem.code, problem.line) for problem in body(source).problems] == [(code, line)]


def book(chapters: int) -> str:
    """Ordinary prose with links, notes, quotations, lists and tables."""
    choose = random.Random(7)
    pieces = [
        "the",
        "sea",
        '[a link](https://example.org/a_(b) "its title")',
        "*was*",
        "**grey**",
        "`code`",
        "\\*",
        "[письмо]{lang=ru}",
        "[ref][sea]",
        "1 < 2",
        "AT&amp;T",
    ]
    parts = []
    for chapter in range(chapters):
        parts.append(f"## Chapter {chapter}")
        parts += [
            " ".join(choose.choices(pieces, weights=[30, 30, *[1] * 9], k=150)) + f"[^{chapter}]" for _ in range(8)
        ]
        parts.append("> " + " ".join(choose.choices(pieces[:2], k=80)))
        parts.append("\n".join(f"- item {item}\n    - sub [x](y{item}.md)" for item in range(30)))
        parts.append("| a | b |\n|---|---|\n" + "| 1 | [x](y.md) |\n" * 20)
        parts.append(f"[^{chapter}]: A note with [a link](https://example.org/).")
    return "\n\n".join([*parts, "[sea]: https://example.org/"])


def test_a_book_of_ordinary_prose_breaks_no_bound() -> None:
    source = book(40)
    assert len(source) > 250_000
    assert list(limits.check(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "```\n" + "[" * MANY + "\n```",
        "~~~ {.py}\n" + "<a " * MANY + "\n~~~\n\ntext",
        "- a\n" * 5000,
        "word [ ] " * 1000,
        "> " * 5 + "- a",
        "* * * * * * * *",
    ],
)
def test_code_and_long_lists_break_no_bound(source: str) -> None:
    assert not {"M101", "M102", "M103", "M104"} & set(codes(source))


def test_a_fence_that_is_no_fence_hides_nothing() -> None:
    assert codes("```{a}b}\n" + "[" * MANY + "\n```") == ["M102"]
    assert codes("```a hl_lines='\n" + "[" * MANY + "\n```\n'") == ["M102"]
    assert codes("```\n" + "[" * MANY) == ["M102"]
