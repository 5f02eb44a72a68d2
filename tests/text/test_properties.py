"""Laws that hold for every body."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.text import Resolution, resolve
from dragoman.text.allowlist import ATTRIBUTES, EVERYWHERE, TAGS, clean
from tests.text.bodies import body, elements, tree

PIECES = [
    *"[]()<>*_`#|:-+=~!^{}\\\"'&;.,/ \t\n",
    *["\n\n", "    ", "\n- ", "\n1. ", "\n> ", "\n# ", "\n### ", "```\n", "\n::: note\n", "\n:::\n", "::: lang=ar"],
    *["\n\n::: verse\n", "\n\n::: pullquote lang=he\n", "\n:::\n\n", "\n\n[^1]: a\n\n    b\n\n", "\n\nTerm\n: Def\n\n"],
    *[
        "<section>",
        "<details><summary>",
        "</summary>",
        "<ruby>漢<rt>k</rt></ruby>",
        "<dl><dt>",
        "<figure>",
        "<bdo>",
        "<q>",
    ],
    *["[^1]", "[^1]: ", "![a](b.jpg 'c')", "[a](b.md)", "]{lang=ru}", "{#main}", "{.a onclick=b}", "\n: ", "|-|-|\n"],
    *["<b>", "</b>", "<p>", "<div>", "</div>", "<a href=x>", "<table><td>", "<h1>", "<li>", "<pre>\n", "<img src=x>"],
    *["<script>", "<!--", "-->", "<![CDATA[", "<?", "&amp;", "&#60;", "&#1;", "javascript:", "<svg>", "<math>"],
    *[
        "a",
        "B",
        "7",
        "é",
        "e\u0301",
        "я",
        "ب",
        "日",
        "👩\u200d👧",
        "\u202e",
        "\u00a0",
        "\u200b",
        "\x00",
        "\x02",
        "\ufffe",
    ],
    *["AB", "--", "...", "'s", '"a"', "*[HTML]: x\n", "HTML", "\r\n", "\x0c", "{filename}x.md", "http://x.example/"],
]
SOURCES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(SOURCES, st.sampled_from(["en", "ru", "ar", "ja"]))
def test_every_text_is_read_and_what_comes_is_clean_valid_and_unique(source: str, lang: str) -> None:
    rendered = body(source, lang, typogrify=True)
    assert clean(rendered.html) == rendered.html
    root = tree(rendered.html)
    found = [element for element in elements(root) if element.tag != "DOCUMENT_FRAGMENT"]
    for element in found:
        assert element.tag in TAGS
        assert set(element.attrib) <= {*EVERYWHERE, *ATTRIBUTES.get(element.tag, {})}
        assert ("lang" in element.attrib) <= ("dir" in element.attrib)
    ids = [element.attrib["id"] for element in found if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert tuple(ids) == rendered.ids
    assert "main" not in ids


@settings(deadline=None)
@given(SOURCES)
def test_every_resolved_body_is_clean(source: str) -> None:
    resolved = resolve(body(source).html, lambda reference: Resolution("/a/?b=1&c=%20", {"width": "1", "height": "1"}))
    assert clean(resolved).count("<") == resolved.count("<")


@settings(deadline=None)
@given(SOURCES)
def test_every_problem_is_in_the_body_or_of_all_of_it(source: str) -> None:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in body(source).problems:
        assert problem.path == "en.md"
        assert problem.line == 0 or 10 <= problem.line < 10 + lines


@settings(deadline=None)
@given(SOURCES)
def test_every_body_reads_the_same_twice(source: str) -> None:
    assert body(source, typogrify=True) == body(source, typogrify=True)


@settings(deadline=None)
@given(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_all_html_is_clean_once_it_is_cleaned(text: str, pieces: str) -> None:
    for html in (text, pieces):
        assert clean(clean(html)) == clean(html)
