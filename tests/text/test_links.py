"""Addresses: what they say, where they stand, and how they are rewritten."""

from __future__ import annotations

import html5lib
import pytest
from markupsafe import Markup

from dragoman.text import Reference, Resolution, Target, parse_target, resolve
from dragoman.text.allowlist import clean
from tests.text.bodies import body, one, tree


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("{filename}../coast/en.md", Target("file", "../coast/en.md")),
        ("|filename|../coast/en.md", Target("file", "../coast/en.md")),
        ("{filename}/articles/coast/en.md#sea", Target("file", "/articles/coast/en.md", "sea")),
        ("{filename}a%20b.md?x=1#y", Target("file", "a b.md", "y", "x=1")),
        ("{static}photo.jpg", Target("static", "photo.jpg")),
        ("{attach}photo.jpg", Target("static", "photo.jpg")),
        ("{category}interviews", Target("category", "interviews")),
        ("{tag}sea", Target("tag", "sea")),
        ("{author}anna-roth", Target("author", "anna-roth")),
        ("{index}", Target("index")),
        ("photo.jpg", Target("static", "photo.jpg")),
        ("../coast/en.md", Target("file", "../coast/en.md")),
        ("../coast/EN.MD#sea", Target("file", "../coast/EN.MD", "sea")),
        ("cafe\u0301.jpg", Target("static", "café.jpg")),
        ("/about/", Target("site", "/about/")),
        ("/about/?a=b#c", Target("site", "/about/", "c", "a=b")),
        ("#%D0%BC%D0%BE%D1%80%D0%B5", Target("anchor", "", "море")),
        ("https://example.org/a?b#c", Target("external", "https://example.org/a?b#c")),
        ("mailto:anna@example.org", Target("external", "mailto:anna@example.org")),
        ("//example.org/", Target("external", "//example.org/")),
        (" photo.jpg ", Target("static", "photo.jpg")),
        ("", Target("empty")),
        ("{filenam}x.md", Target("unknown", "x.md")),
        ("{}x.md", Target("unknown", "x.md")),
    ],
)
def test_an_address_says_what_it_names(written: str, target: Target) -> None:
    assert parse_target(written) == target


def test_every_address_is_listed_as_written_with_its_line() -> None:
    source = (
        "[a]({filename}../b/en.md#c) ![d](e.jpg)\n\n`[x](e.jpg)`\n\n```\n[y](../f.md)\n```\n\n"
        "[g](../f.md 'h')\n\n![i](e.jpg) <https://example.org/?a=1&b=2>\n\n[j][k]\n\n[k]: {tag}sea"
    )
    assert body(source).links == (
        Reference("{filename}../b/en.md#c", "link", 10),
        Reference("e.jpg", "image", 10),
        Reference("../f.md", "link", 18),
        Reference("e.jpg", "image", 20),
        Reference("https://example.org/?a=1&b=2", "link", 20),
        Reference("{tag}sea", "link", 24),
    )


def test_the_ways_between_notes_and_text_are_no_references() -> None:
    rendered = body("a[^1] [b](c.md)\n\n[^1]: note")
    assert [reference.target for reference in rendered.links] == ["c.md"]
    assert resolve(rendered.html, lambda _: Resolution("x")).count('href="x"') == 1


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("\n\n[a]()", "L101"),
        ("\n\n![a](<>)", "L101"),
        ("\n\n<a>b</a>", "L101"),
        ("\n\n[a]({filenam}b.md)", "L102"),
        ("\n\n[a](http://localhost/)", "L103"),
        ("\n\n<a href='https://example.org/a b'>c</a>", "L103"),
        ("\n\n[a](//example.org/)", "L103"),
        ("\n\n![a](https://example.org/b.jpg)", "L104"),
        ("\n\n[a](#fn-7)", "L105"),
        ("\n\n[](a.md)", "L106"),
        ("\n\n[ ](a.md)", "L106"),
        ("\n\n<a href='a.md'><br></a>", "L106"),
    ],
)
def test_an_address_that_cannot_be_right_is_an_error_on_its_line(source: str, code: str) -> None:
    assert [(problem.code, problem.line) for problem in body(source).problems] == [(code, 12)]


def test_a_linked_picture_speaks_for_its_link() -> None:
    assert body("[![a](b.jpg)](c.md)").problems == ()
    assert [problem.code for problem in body("[![](b.jpg)](c.md)").problems] == ["M140", "L106"]


def test_unknown_braces_are_answered_with_the_nearest_match() -> None:
    (problem,) = body("[a]({filenam}b.md)").problems
    assert problem.hint == 'did you mean "filename"?'


def resolver(reference: Reference) -> Resolution:
    if reference.kind == "image":
        return Resolution("/media/" + reference.target, {"width": "640", "height": "480", "loading": "eager"})
    if reference.target == "gone.md":
        return Resolution(None)
    if reference.target.startswith("https:"):
        return Resolution(reference.target)
    mark = Markup(' <span class="in-language" lang="fr" dir="ltr" title="French &amp; more">(français)</span>')
    return Resolution("/fr/%D0%BC/?a=1&b=2", {"hreflang": "fr", "rel": "alternate"}, mark)


SOURCE = (
    '[a *b*](x.md "T") ![c](d.jpg "e") [f](https://example.org/?a=1&b="2") [g](gone.md)\n\n'
    '![h](i.jpg "Caption | Credit")\n\n[![j](k.jpg "Cap")](y.md)\n\nz[^1]\n\n[^1]: note [l](m.md)\n\n'
    "| n | o |\n|---|--:|\n| [p](q.md) | r |"
)


def test_addresses_are_rewritten_with_what_belongs_to_them() -> None:
    root = tree(resolve(body(SOURCE).html, resolver))
    link = one(root, "p/a[@title='T']")
    assert link.attrib == {"href": "/fr/%D0%BC/?a=1&b=2", "title": "T", "hreflang": "fr", "rel": "alternate"}
    assert one(root, "p/img[@title='e']").attrib == {
        "alt": "c",
        "src": "/media/d.jpg",
        "title": "e",
        "loading": "eager",
        "decoding": "async",
        "width": "640",
        "height": "480",
    }
    marks = root.findall(".//span[@class='in-language']")
    assert [mark.get("lang") for mark in marks] == ["fr"] * 4


def test_a_mark_stands_right_behind_its_link() -> None:
    paragraph = one(tree(resolve(body("[a](x.md), b").html, resolver)), "p")
    assert [child.tag for child in paragraph] == ["a", "span"]
    assert (paragraph[0].tail, paragraph[1].tail) == (" ", ", b")


def test_what_leads_nowhere_leaves_its_words() -> None:
    root = tree(resolve(body("[a](gone.md) ![b](c.jpg)").html, lambda _: Resolution(None)))
    assert "".join(root.itertext()) == "a b"
    assert root.findall(".//img") == []
    assert one(root, "a").attrib == {}


def test_a_resolved_body_is_clean() -> None:
    resolved = resolve(body(SOURCE, typogrify=True).html, resolver)
    assert clean(resolved) == resolved


def test_a_tag_that_code_shows_is_not_rewritten() -> None:
    source = '`<a href="{filename}x.md">`\n\n```\n<img src="y.jpg">\n```\n\n[z](w.md "<a href=\'v\'>")'
    rendered = body(source)
    assert [reference.target for reference in rendered.links] == ["w.md"]
    root = html5lib.parseFragment(resolve(rendered.html, lambda _: Resolution("/")), namespaceHTMLElements=False)
    assert one(root, "p/code").text == '<a href="{filename}x.md">'
    assert one(root, "pre/code").text == '<img src="y.jpg">\n'
    assert one(root, "a").attrib == {"href": "/", "title": "<a href='v'>"}
