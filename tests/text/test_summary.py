"""A body in few words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.text.summary import ELLIPSIS, LONGEST, shorten, words
from tests.text.bodies import body


def test_a_summary_is_the_beginning_without_what_is_no_prose() -> None:
    source = (
        '# Head\n\n![a](b.jpg "cap")\n\nFirst[^1] *one*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n'
        "::: pullquote\nquoted\n:::\n\nSecond.\n\n[^1]: note"
    )
    assert body(source).summary == "First one. Second."


def test_a_body_of_nothing_but_headings_has_a_summary_too() -> None:
    assert body("## One\n\n## Two").summary == "One Two"


def test_a_summary_has_the_typography_of_its_text() -> None:
    assert body('"Yes" -- *no*', typogrify=True).summary == "“Yes” — no"


def test_the_reading_of_a_character_is_no_part_of_a_summary() -> None:
    assert body("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字").summary == "漢字"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Short.", 20, "Short."),
        ("One two. Three four five six.", 20, "One two."),
        ("One. Two three four five six.", 24, "One. Two three four…"),
        ("He said “no.” Then he went away.", 16, "He said “no.”"),
        ("Да. Он ушёл далеко-далеко, на берег моря.", 30, "Да. Он ушёл далеко-далеко, на…"),
        ("هل ذهبت؟ نعم ذهبت إلى البحر", 15, "هل ذهبت؟"),
        ("これは文です。次の文はもっと長いのです。", 12, "これは文です。"),
        ("日本語の長い文章がここにあります", 6, "日本語の長…"),
        ("one two, three", 9, "one two…"),
        ("a👩\u200d👩\u200d👧bcd", 4, "a…"),
        ("abcde\u0301f", 6, "abcd…"),
    ],
)
def test_a_summary_is_cut_after_a_sentence_or_a_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


@settings(deadline=None)
@given(st.text(max_size=600), st.integers(5, LONGEST))
def test_a_summary_is_never_too_long_and_only_ever_a_beginning(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert text.startswith(short.removesuffix(ELLIPSIS)) or text == short


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … !", 0),
        ("It's a well-known fact.", 4),
        ("日本語の文章", 6),
        ("中文 and English 混合", 6),
        ("한국어 문장", 2),
        ("مَرْحَبًا بالعالم", 2),
        ("हिन्दी में", 2),
        ("1984 — год", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert words(text) == count


def test_notes_are_not_counted() -> None:
    assert body("one two[^1]\n\n[^1]: three four five").words == 2
