"""What slugs, addresses and texts are made of."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.grammar import (
    bidi_fault,
    character_fault,
    name_fault,
    path_fault,
    slug_fault,
    target_fault,
    text_fault,
    url_fault,
)
from dragoman.slugs import slugify


@pytest.mark.parametrize(
    "slug",
    [
        "a",
        "letters-from-the-coast",
        "письма-с-берега",
        "日本",
        "عربي",
        "हिन्दी",
        "a.b",
        "_a_",
        "a--b",
        "٢٠١٦",
        "می‌خواهم",
    ],
)
def test_a_slug_has_the_text_s_own_letters(slug: str) -> None:
    assert slug_fault(slug) is None


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("", "write letters"),
        ("Letters", 'write "letters"'),
        ("ПИСЬМА", 'write "письма"'),
        (unicodedata.normalize("NFD", "été"), 'write "été"'),
        ("a b", 'write "a-b"'),
        ("a/b", 'write "a-b"'),
        ("../a", 'write "a"'),
        ("c++", 'write "c"'),
        ("..", "write letters"),
        ("-a", 'write "a"'),
        ("a.", 'write "a"'),
        ("a..b", 'write "a-b"'),
        ("\u200ca", 'write "a"'),
        ("con", "choose another"),
        ("a\u202eb", "delete it"),
        ("a" * 201, "200 bytes"),
        ("п" * 101, "200 bytes"),
    ],
)
def test_any_other_slug_says_what_to_write(slug: str, hint: str) -> None:
    fault = slug_fault(slug)
    assert fault is not None
    assert hint in fault.hint


@settings(deadline=None)
@given(st.text())
def test_what_is_made_into_a_slug_is_one(text: str) -> None:
    slug = slugify(text)
    fault = slug_fault(slug)
    special = not slug or len(slug.encode()) > 200 or "reserves" in (fault.message if fault else "")
    assert fault is None or special or text_fault(slug)


@settings(deadline=None)
@given(st.text(st.sampled_from("aбت日éक\u094d1-_\u200c.A/ "), max_size=8))
def test_a_slug_is_a_name_and_an_address_and_is_its_own_slug(text: str) -> None:
    if slug_fault(text) is None:
        assert name_fault(text) is None
        assert path_fault(f"/{text}/") is None
        assert slugify(text) == re.sub("[-.]+", "-", text)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/a",
        "/2016/09/письма/",
        "/a%20b/",
        "/%D0%BF/",
        "/a:b@c,d;e".replace(";", "%3B"),
        "/a%25b",
        "/index.html",
        "/!&()+=",
    ],
)
def test_an_address_of_the_site_starts_at_its_root(path: str) -> None:
    assert path_fault(path) is None
    assert target_fault(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a/b",
        "//example.org/",
        "/a//b",
        "/a/../b",
        "/a/./b",
        "/a/%2e%2e/b",
        "/a/.%2E",
        "/?p=12",
        "/a b",
        "/a\tb",
        "/a\nb",
        "/a\0b",
        "/a;b",
        "/a'b",
        '/a"b',
        "/a`b",
        "/a\\b",
        "/a{b}",
        "/a$b",
        "/a*b",
        "/a|b",
        "/a<b>",
        "/a^b",
        "/a[b]",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a%2fb",
        "/a%5cb",
        "/a%00b",
        "/a%0ab",
        "/a%09b",
        "/a%ff",
        "/a%d0",
        "/a%e2%80%ae",
        "/a\u202eb",
        "/a\u2028b",
        "/a—b",
        "/a\ud800b",
        "/" + "a" * 2_000,
    ],
)
def test_nothing_that_a_server_could_misread_is_an_address(path: str) -> None:
    assert path_fault(path) is not None
    assert target_fault(path) is not None


def test_a_new_address_may_have_a_fragment_and_an_old_one_may_not() -> None:
    assert target_fault("/letters/#second") is None
    assert target_fault("/letters/#sec;ond") is not None
    assert target_fault("/letters/#a#b") is not None
    assert path_fault("/letters/#second") is not None


@pytest.mark.parametrize("target", ["https://example.org", "https://example.org/a?b=c&d=%20#e", "https://пример.рф/"])
def test_a_new_address_may_be_elsewhere(target: str) -> None:
    assert target_fault(target) is None


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/",
        "javascript:alert(1)",
        "https://example.org/;return 301 x",
        "https://example.org/a'b",
        "https://example.org/$host",
        "https://example.org/{a}",
        "https:///a",
        "https://user@example.org/",
        "example.org",
    ],
)
def test_a_new_address_elsewhere_is_as_narrow(target: str) -> None:
    assert target_fault(target) is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://Example.org:8080/a/b?c=d#e",
        "https://web.archive.org/web/2016/https://example.org/a(b)'c",
        "https://ru.wikipedia.org/wiki/Письмо",
        "https://example.org/%F0%E5",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://пример.рф/—",
        "http://192.168.0.1/",
        "https://example.org./",
        "https://a_b.example.org/",
    ],
)
def test_an_address_elsewhere_is_absolute(url: str) -> None:
    assert url_fault(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org",
        "/a",
        "ftp://example.org",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://localhost/",
        "https://user:word@example.org/",
        "https://user@example.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://-a.example.org/",
        "https://a..example.org/",
        "https://[::1]/",
        "https://1.2.3.999/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org/a\u00a0b",
        "https://example.org/a\u202eb",
        'https://example.org/a"b',
        "https://example.org/<b>",
        "https://example.org/a\\b",
        "https://example.org/%",
        "https://example.org/%zz",
        "https://example.org/" + "a" * 2_000,
        "https://" + "a" * 64 + ".example.org/",
        "https://" + "a." * 130 + "org/",
    ],
)
def test_anything_else_is_no_address(url: str) -> None:
    assert url_fault(url) is not None


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_what_is_percent_encoded_is_an_address_if_it_has_no_control_and_no_separator(text: str) -> None:
    plain = text_fault(text) is None and not set(text) & set("/\\\n\t") and text not in {".", ".."}
    assert (path_fault("/" + quote(text, safe="")) is None) == (plain and len(quote(text, safe="")) < 2_000)


@settings(deadline=None)
@given(st.text())
def test_no_address_holds_what_ends_a_word_or_a_string_in_any_server_s_file(text: str) -> None:
    if path_fault(text) is None:
        assert not set(text) & set(" \t\r\n\0'\"`\\;{}$<>|^*?#[]")
        assert not set(unquote(text)) & set("\0\r\n\\")


@settings(deadline=None)
@given(st.text())
def test_text_without_a_fault_has_none_of_either_kind(text: str) -> None:
    assert (text_fault(text) is None) == (character_fault(text) is None and bidi_fault(text) is None)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069")))
def test_closing_what_is_open_makes_a_text_whole(text: str) -> None:
    closing: list[str] = []
    kept = ""
    for character in text:
        if character in "\u202c\u2069":
            if not closing or closing[-1] != character:
                continue
            closing.pop()
        elif character in "\u202a\u202b\u202d\u202e":
            closing.append("\u202c")
        elif character in "\u2066\u2067\u2068":
            closing.append("\u2069")
        kept += character
    assert (bidi_fault(kept) is None) == (not closing)
    assert bidi_fault(kept + "".join(reversed(closing))) is None
