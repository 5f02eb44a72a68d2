"""Typography: every passage by the rules of its own language, and nothing else touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from dragoman.text import tags, typography
from dragoman.text.allowlist import clean
from tests.text.bodies import one, page, said, tree

FIXTURES = Path(__file__).parent / "typography"
CASE = re.compile(r"(?P<title>[^\n]+)\n\.\n(?P<source>.*?)\n\.\n(?P<expected>.*?)\n\.\n", re.DOTALL)


def cases(name: str) -> list[object]:
    """Title, dot, source, dot, expected, dot: what is read of the source once it is set."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    found = [pytest.param(case["source"], case["expected"], id=case["title"]) for case in CASE.finditer(text)]
    assert len(found) * 3 == text.count("\n.\n")
    return list(found)


def read(source: str, lang: str) -> str:
    return said(page(source, lang, typogrify=True)).replace("\u00a0", " ")


@pytest.mark.parametrize(("source", "expected"), cases("english.txt"))
def test_english_is_set_as_in_the_fixtures(source: str, expected: str) -> None:
    assert read(source, "en") == expected


@pytest.mark.parametrize("lang", ["en", "en-GB", "en-Latn-US"])
def test_every_english_is_english(lang: str) -> None:
    assert read('"a"', lang) == "“a”"


@pytest.mark.parametrize("lang", ["ru", "fr", "ar", "ja", "he", "de", "enm", "eng-x"])
def test_other_languages_are_left_as_they_were_typed(lang: str) -> None:
    text = 'L\'"affaire" -- 6 & 7... UNESCO !'
    source = tags.parse(f"<p>{tags.escape(text)}</p>")
    assert typography.apply(source, lang) == source
    assert typography.plain(text, lang) == text
    assert typography.title(text, lang).unescape() == text


def test_an_english_passage_in_another_language_is_set_and_nothing_around_it() -> None:
    root = page('"а" [it\'s "b"]{lang=en} "в"', "ru", typogrify=True)
    assert said(one(root, "p")).replace("\u00a0", " ") == '"а" it’s “b” "в"'


def test_small_capitals_ampersands_and_hanging_quotes_are_marked() -> None:
    root = page('"The BBC" & co. said no', typogrify=True)
    assert [(span.get("class"), said(span)) for span in root.iter("span")] == [
        ("dquo", "“"),
        ("caps", "BBC"),
        ("amp", "&"),
    ]


@pytest.mark.parametrize(
    ("source", "last"),
    [
        ("one two three", "two\u00a0three"),
        ("one two incomprehensibilities", "two incomprehensibilities"),
        ("- one two\n- three four", "three\u00a0four"),
        ("one two\u202fthree", "two\u202fthree"),
        ("one *two*", "one two"),
        ("one two\nthree", "two\u00a0three"),
    ],
)
def test_the_last_two_words_of_a_block_stay_together_where_the_last_is_short(source: str, last: str) -> None:
    assert said(page(source, typogrify=True)).endswith(last)


ATTRIBUTES = [
    "[a](b.md \"it's -- 'c' & BBC\")",
    '![it\'s -- "c"](b.jpg)',
    "*[it's]: \"c\" -- BBC\n\nit's",
    "<p title=\"a > b -- 'c' & BBC\">it's</p>",
    "## It's {title=\"'c' -- d\"}",
]


@pytest.mark.parametrize("source", ATTRIBUTES)
def test_attributes_are_never_touched(source: str) -> None:
    before = [element.attrib for element in page(source).iter() if element.tag != "span"]
    after = [element.attrib for element in page(source, typogrify=True).iter() if element.tag != "span"]
    assert before == after


@pytest.mark.parametrize("tag", ["code", "kbd", "samp", "var"])
def test_code_of_every_kind_is_never_touched(tag: str) -> None:
    text = "\"a\" -- it's ... BBC & ``b'' 6'2\""
    root = page(f"x <{tag}>{tags.escape(text)}</{tag}> y", typogrify=True)
    assert said(one(root, tag)) == text


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("\"'`-. \\&<>;#ABa1é日\n"), max_size=40))
def test_code_stays_as_it_is_to_the_byte(text: str) -> None:
    token = tags.text(text)
    for tag in ("code", "pre", "kbd", "samp"):
        around = [tags.Start("p"), tags.Text('"'), tags.Start(tag), token, tags.End(tag), tags.Text("'"), tags.End("p")]
        assert typography.apply(around, "en")[3] == token


TYPED = st.text(alphabet=st.sampled_from("\"'`-. &<>;#ABa1é日—“’…\u00a0\u202f\n"), max_size=40)


@settings(deadline=None)
@given(TYPED)
def test_setting_what_is_set_changes_nothing(text: str) -> None:
    source = tags.parse(clean(f"<p>{tags.escape(text)}</p>"))
    once = clean(tags.write(typography.apply(source, "en")))
    assert clean(tags.write(typography.apply(tags.parse(once), "en"))) == once


@settings(deadline=None)
@given(TYPED, TYPED)
def test_what_is_set_is_clean_and_says_the_same_letters(first: str, second: str) -> None:
    html = f"<p>{tags.escape(first)}<em title='\"-- ABC'>{tags.escape(second)}</em></p>"
    source = tags.parse(clean(html))
    done = tags.write(typography.apply(source, "en"))
    assert clean(done) == done
    assert letters(done) == letters(clean(html))


@settings(deadline=None)
@given(TYPED)
def test_a_title_is_well_formed_and_says_the_same_letters(text: str) -> None:
    title = typography.title(text, "en")
    assert isinstance(title, Markup)
    assert clean(str(title)) == str(title)
    assert letters(str(title)) == letters(tags.escape(text))
    assert letters(tags.escape(typography.plain(text, "en"))) == letters(tags.escape(text))


def letters(html: str) -> str:
    return "".join(re.findall(r"[^\W_]|[&<>;#]", "".join(tree(html).itertext())))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It's <b>", "It’s&nbsp;&lt;b&gt;"),
        ("UNESCO", '<span class="caps">UNESCO</span>'),
        ("", ""),
        (" ", " "),
    ],
)
def test_a_title_may_hold_anything(text: str, html: str) -> None:
    assert typography.title(text, "en") == Markup(html)


def test_typography_can_be_switched_off() -> None:
    assert typography.title('"a" & b', "en", enabled=False) == Markup('"a" &amp; b')
    assert typography.plain('"a"', "en", enabled=False) == '"a"'
