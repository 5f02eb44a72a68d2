"""A file becomes a header of plain data and a body, or problems with their places."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.frontmatter import FrontMatter, decoded, load_yaml, read
from dragoman.model import Place
from dragoman.problems import Problem
from dragoman.yaml_data import Bounds, CParser, plain_data

ROOT = Path(__file__).resolve().parent.parent
PARSERS = [pytest.param(CParser, id="C"), pytest.param(yaml.SafeLoader, id="Python")]
GOOD = "---\ntitle: Letters\ndate: 2016-09-20\ntags: [a, b]\noriginal:\n  lang: ru\n---\n\nDear A.\n"


def header(text: str) -> FrontMatter:
    front, problems = read(text, "en.md")
    assert front is not None
    assert problems == ()
    return front


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def refused(source: str | bytes) -> Problem:
    front, problems = read(source, "en.md")
    assert front is None
    return only(problems)


def test_header_and_body_are_divided_and_the_body_knows_its_line() -> None:
    front = header(GOOD)
    assert front.header == {"title": "Letters", "date": "2016-09-20", "tags": ["a", "b"], "original": {"lang": "ru"}}
    assert (front.body, front.body_line) == ("\nDear A.\n", 8)
    assert GOOD.split("\n")[front.body_line - 1 :] == front.body.split("\n")


@pytest.mark.parametrize(
    ("source", "body", "line"),
    [
        ("---\na: b\n---", "", 4),
        ("---\na: b\n---\n", "", 4),
        ("---\na: b\n...\nText.", "Text.", 4),
        ("---  \na: b\n---\t\nText.", "Text.", 4),
        ("---\n\na: b\n\n---\nText.\n---\nMore.", "Text.\n---\nMore.", 6),
        ("---\na: |\n  x\n  ---\n---\nText.", "Text.", 6),
        ("---\na: b\n---\nQ: Who?\nA: I.\n", "Q: Who?\nA: I.\n", 4),
    ],
)
def test_the_header_ends_at_the_next_line_of_three_hyphens_or_full_stops(source: str, body: str, line: int) -> None:
    front = header(source)
    assert (front.body, front.body_line) == (body, line)


@pytest.mark.parametrize(
    "value", ["no", "yes", "1", "1.5", "2016-09", "0x1F", "1_000", "12:30", ".inf", "Null", "true"]
)
@pytest.mark.parametrize("parser", PARSERS)
def test_every_value_is_text_until_the_schema_types_it(value: str, parser: Any) -> None:
    assert plain_data(f"a: {value}", "x", parser=parser)[0] == {"a": value}


@pytest.mark.parametrize("parser", PARSERS)
def test_only_what_is_not_there_is_none(parser: Any) -> None:
    data, _, problems = plain_data("a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: [x, null]\n", "x", parser=parser)
    assert data == {"a": None, "b": None, "c": None, "d": "", "e": "~", "f": ["x", None]}
    assert problems == ()


def test_a_comment_is_no_part_of_the_header() -> None:
    front = header("---\n# one\ntitle: C# and F#   # two\n---\nText.\n")
    assert (front.header, front.body) == ({"title": "C# and F#"}, "Text.\n")


def test_keys_and_values_are_normalised_to_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "clé: été\n")
    assert decomposed != "clé: été\n"
    assert plain_data(decomposed, "x")[0] == {"clé": "été"}


def test_a_key_in_two_spellings_of_unicode_is_written_twice() -> None:
    text = f"clé: 1\n{unicodedata.normalize('NFD', 'clé')}: 2\n"
    found = only(plain_data(text, "x")[2])
    assert (found.code, found.line) == ("H110", 2)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("title",), 2, 1),
        (("tags",), 4, 1),
        (("tags", 1), 4, 11),
        (("original", "lang"), 6, 3),
        (("original", "url"), 5, 1),
        (("nothing", "here"), 2, 1),
    ],
)
def test_every_value_knows_its_place_in_the_file(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert header(GOOD).places.at(*path) == Place("en.md", line, column)


def test_columns_count_characters_and_not_bytes() -> None:
    front = header("---\n{заголовок: 😀, дата: x}\n---\n")
    assert front.places.at("дата") == Place("en.md", 2, 16)


def test_a_duplicate_key_is_an_error_with_both_lines() -> None:
    _, problems = read("---\ntitle: One\ndate: 2016-09-20\ntitle: {a: b}\n---\n", "en.md")
    found = only(problems)
    assert (found.code, found.line, found.column) == ("H110", 4, 1)
    assert "line 2" in found.message


def test_of_two_equal_keys_the_first_is_kept_with_its_places() -> None:
    data, places, _ = plain_data("a: {b: one}\na: {b: two}\n", "x")
    assert data == {"a": {"b": "one"}}
    assert places.at("a", "b") == Place("x", 1, 5)


def test_problems_in_several_values_are_all_found() -> None:
    text = 'a: "\\u202E"\nb: "\\u0007"\na: 1\n? [x]\n: y\n"\\uE000": private\nc: "\\u0378"\n'
    found = [(problem.code, problem.line) for problem in plain_data(text, "x")[2]]
    assert found == [("H118", 1), ("H119", 2), ("H110", 3), ("H117", 4), ("H119", 6), ("H119", 7)]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("\u2067عربي\u2069 text", None),
        ("\u202aab\u202c", None),
        ("a\u200eb\u200fc\u061c", None),
        ("می\u200cخواهم", None),
        ("👩\u200d🔧", None),
        ("\u2067ab", "H118"),
        ("ab\u2069", "H118"),
        ("\u2067ab\u202c", "H118"),
        ("\u202eab", "H118"),
        ("a\u2066b\u202ac\u2069d\u202c", "H118"),
        ("a\ue000b", "H119"),
        ("a\u0378b", "H119"),
        ("a\U000e0fffb", "H119"),
    ],
)
def test_direction_marks_are_text_and_unpaired_controls_are_problems(value: str, code: str | None) -> None:
    found = [problem.code for problem in plain_data(f"title: '{value}'", "x")[2]]
    assert found == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("source", "code", "hint"),
    [
        ("", "H101", "a header"),
        (" \n\n", "H101", "a header"),
        ("Text.\n", "H102", "begin the file"),
        ("Title: x\nDate: y\n\nText.", "H102", "before the first field"),
        ("\n\n---\ntitle: x\n---\n", "H102", "empty lines"),
        (" ---\ntitle: x\n---\n", "H102", "empty lines"),
        ("--- # header\ntitle: x\n---\n", "H102", "begin the file"),
        ("---", "H103", "after the last field"),
        ("---\ntitle: x\n ---\nText.", "H103", "after the last field"),
        ("---\n---\nText.", "H104", "title"),
        ("---\n\n# soon\n---\nText.", "H104", "title"),
        ("---\n{}\n---\nText.", "H104", "title"),
        (f"---\na: {'б' * 40_000}\n---\n", "H105", "body"),
    ],
)
def test_a_file_without_a_proper_header_says_what_to_do(source: str, code: str, hint: str) -> None:
    found = refused(source)
    assert (found.code, hint in found.hint) == (code, True)


@pytest.mark.parametrize(
    ("source", "code", "line", "column"),
    [
        ("---\ntitle: Café\n---\n".encode("latin-1"), "H106", 2, 11),
        (b"---\r\ntitle: x\r\n---\r\nText \xff.", "H106", 4, 6),
        ("---\ntitle: x\n---\nПисьма ".encode() + b"\xd0", "H106", 4, 8),
        ("---\ntitle: x\n---\n".encode("utf-16"), "H106", 0, 0),
        (b"---\ntitle: x\n---\nText\0 and \0.", "H107", 4, 5),
        (b"---\ntitle: a\x07b\n---\n", "H107", 2, 9),
        ("---\ntitle: a\x85b\n---\n".encode(), "H107", 2, 9),
        ("---\ntitle: x\n---\n\ufffe".encode(), "H107", 4, 1),
        ("---\ntitle: x\n---\n😀\U0001fffe".encode(), "H107", 4, 2),
        ("---\ntitle: a\u2028b: c\n---\n".encode(), "H107", 2, 9),
        ("---\ntitle: a\ud800\n---\n", "H107", 2, 9),
        (b"\xef\xbb\xbf---\ntitle: \x01\n---\n", "H107", 2, 8),
    ],
)
def test_bytes_that_no_page_can_carry_are_a_problem_at_their_place(
    source: str | bytes, code: str, line: int, column: int
) -> None:
    found = refused(source)
    assert (found.code, found.line, found.column) == (code, line, column)


def test_a_line_separator_in_the_body_is_text() -> None:
    assert header("---\ntitle: x\n---\na\u2028b").body == "a\u2028b"


def test_each_stray_character_is_reported_once_with_its_number() -> None:
    _, problems = decoded("a\0b\0c\x07\0", "en.md")
    assert [(problem.column, problem.message.count("3 times")) for problem in problems] == [(2, 1), (6, 0)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert header(GOOD.replace("\n", end)) == header(GOOD)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("title: Letters: from the coast", "H108", 1, 15),
        ("title: 'It's'", "H108", 1, 12),
        ('title: "Letters\ndate: x', "H108", 1, 8),
        ("title: @home", "H108", 1, 8),
        ("title: `x`", "H108", 1, 8),
        ("title: %x", "H108", 1, 8),
        ("tags: [a, b\ndate: x", "H108", 1, 7),
        ("image: {src: a\ndate: x", "H108", 1, 8),
        ("tags: - a", "H108", 1, 7),
        ("title: x\nand more\ndate: x", "H108", 2, 1),
        ("title: x\n  lang: ru", "H108", 2, 7),
        (" title: x\ndate: y", "H108", 2, 1),
        ("title: }", "H108", 1, 8),
        ("original:\n\tlang: ru", "H109", 2, 1),
        ("title: x\n\tdate: y", "H109", 2, 1),
        ("original:\n  lang: ru\n \ttitle: x", "H109", 3, 2),
        ("a: &x b", "H111", 1, 4),
        ("a: *x", "H111", 1, 4),
        ("a: !!python/object:os.system x", "H112", 1, 4),
        ("a: !x b", "H112", 1, 4),
        ("a: b\n---\nc: d", "H113", 2, 1),
        ("<<: {a: b}", "H114", 1, 1),
        ("- a\n- b", "H120", 1, 1),
        ("just text", "H120", 1, 1),
    ],
)
@pytest.mark.parametrize("parser", PARSERS)
def test_what_is_wrong_with_yaml_is_said_at_its_place(
    text: str, code: str, line: int, column: int, parser: Any
) -> None:
    data, _, problems = plain_data(text, "x", parser=parser)
    found = only(problems)
    assert data == {}
    assert (found.code, found.line) == (code, line)
    assert found.column == column
    assert found.hint


def test_a_list_that_the_text_ends_in_is_still_open() -> None:
    assert only(plain_data("tags: [", "x")[2]).message == "a list or a mapping is still open here"


def test_a_quoted_merge_sign_is_an_ordinary_key() -> None:
    assert plain_data("'<<': x", "x")[0] == {"<<": "x"}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("{? ", "}")])
def test_nesting_is_taken_to_the_bound_and_no_deeper(opening: str, closing: str, parser: Any) -> None:
    bounds = Bounds(depth=8)

    def nested(levels: int) -> list[str]:
        text = f"a: {opening * levels}x{closing * levels}"
        return [problem.code for problem in plain_data(text, "x", bounds=bounds, parser=parser)[2]]

    assert "H115" not in nested(7)
    assert nested(8)[-1] == "H115"


def test_values_are_counted_to_the_bound_and_no_further() -> None:
    assert plain_data("a: [b, c]", "x", bounds=Bounds(nodes=5))[2] == ()
    assert only(plain_data("a: [b, c]", "x", bounds=Bounds(nodes=4))[2]).code == "H116"


@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "[\n", "{a: ", "&a ", "!a ", '"', "a: "])
def test_sixty_kilobytes_of_anything_nested_are_refused_at_once(unit: str) -> None:
    # In a process of its own: the composer of the C library overflows its stack, and takes the process with it.
    program = (
        "import sys\n"
        "from dragoman.frontmatter import read\n"
        f"text = {unit!r} * (60_000 // len({unit!r}))\n"
        "front, problems = read('---\\nx_a: ' + text + '\\n---\\n', 'en.md')\n"
        "front_too, problems_too = read('---\\n' + text + '\\n---\\n', 'en.md')\n"
        "print(front, front_too, len(problems) > 0, len(problems_too) > 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=20, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "None None True True\n", "")


def test_a_whole_file_of_yaml_may_be_empty_and_may_begin_with_three_hyphens() -> None:
    for source in (b"", b"# nobody yet\n", b"---\n", b"\xef\xbb\xbf"):
        data, places, problems = load_yaml(source, "people.yaml")
        assert (data, places.path, problems) == ({}, "people.yaml", ())
    data, places, _ = load_yaml(b"%YAML 1.1\n---\r\nanna:\r\n  name: Anna\r\n", "people.yaml")
    assert data == {"anna": {"name": "Anna"}}
    assert places.at("anna", "name") == Place("people.yaml", 4, 3)


def test_a_whole_file_of_yaml_may_be_long() -> None:
    data, _, problems = load_yaml("".join(f"/{n}/: /new/{n}/\n" for n in range(6_000)), "redirects.yaml")
    assert (len(data), problems) == (6_000, ())


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp"))).map(
    lambda text: unicodedata.normalize("NFC", text)
)
plain = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words.filter(bool), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(words.filter(bool), plain, max_size=4))
def test_data_that_is_written_as_yaml_is_read_back(data: dict[str, Any]) -> None:
    # An alias would stand for a list that the strategy used twice.
    class Plainly(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    text = yaml.dump(data, Dumper=Plainly, allow_unicode=True)
    found, _, problems = plain_data(text, "x", bounds=Bounds(nodes=10_000))
    assert (found, problems) == (data, ())


def in_the_file(problems: tuple[Problem, ...], text: str) -> bool:
    lines = text.count("\n") + text.count("\r") + 2
    return all(0 <= problem.line <= lines and problem.message for problem in problems)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_gives_problems(text: str) -> None:
    front, problems = read(text, "en.md")
    assert front is not None or problems
    assert in_the_file(problems, text)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_give_problems(source: bytes) -> None:
    front, problems = read(source, "en.md")
    assert front is not None or problems


signs = tuple("[]{}:-?&*!|>'\"%@`#,\t \n\\<~=.")
fragments = st.sampled_from((*signs, "---", "...", "<<", "? ", "- ", ": ", "\r\n", "\u202e", "\u0378", "\ufeff"))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 4), fragments), max_size=4))
def test_a_header_with_slips_is_read_or_gives_problems(slips: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for at, length, insert in slips:
        text = text[:at] + insert + text[at + length :]
    front, problems = read(text, "en.md")
    assert front is not None or problems
    assert in_the_file(problems, text)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"\n\t ,#%"), max_size=40))
def test_both_parsers_agree_on_what_is_yaml(text: str) -> None:
    found = [plain_data(text, "x", parser=parser) for parser in (CParser, yaml.SafeLoader)]
    if not found[0][2] and not found[1][2]:
        assert found[0][0] == found[1][0]
        assert found[0][1] == found[1][1]
