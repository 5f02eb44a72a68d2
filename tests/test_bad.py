"""One folder a rule under tests/bad: what breaks this rule and nothing else, and the problem that it must give.

A folder has `content/`, sometimes `settings.json` (over Pelican's settings) or `theme/` (overriding ours), and
`expected.txt`. What cannot be kept in a repository that is checked out on every system (a NUL, a pipe, two names that
differ in case), or is too large for one, is made here.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest import mock

import pytest
from pelican.settings import read_settings

from dragoman import files, guard
from dragoman.build.write import MANIFEST
from dragoman.build.write import write as write_output
from dragoman.press import Press, commands
from dragoman.press.rules import declared, rules
from dragoman.problems import Problem, Problems
from dragoman.reading import read_collection
from dragoman.text import Labels, limits
from dragoman.text.markdown import Converter
from tests.rules import THEME, configuration, found, shown
from tests.sites import NOW, ROOT
from tests.unprivileged import closed, read_without_rights, shared_folder

BAD = Path(__file__).parent / "bad"
FOLDERS = sorted(path.name for path in BAD.iterdir() if path.is_dir())
RULES = set(rules())
FOR_CHECK = {"T110"}  # what the catalogues lack is said by `check` alone
BEFORE_TEXT = {code for code in RULES if code[0] in "DFH"}  # said by reading, without a build
HEADER = "---\ntitle: Letters from the coast\ndate: 2016-09-20\n{}---\n\nDear A.\n"
WORK = "articles/letters-from-the-coast"

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def write(content: Path, more: str | bytes = "", name: str = f"{WORK}/en.md") -> Path:
    """One good article, or what is given instead of its text."""
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(more if isinstance(more, bytes) else HEADER.format(more).encode())
    return path


def linked(link: Path, target: Path) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("this system does not let us make symbolic links")


def distinct(folder: Path, one: str, other: str) -> None:
    """Two files, or a skip where the file system takes their names for one."""
    write(folder, b"one", one)
    if (folder / other).exists():
        pytest.skip("this file system takes the two names for one")
    write(folder, b"two", other)


def found_in(content: Path) -> tuple[Problem, ...]:
    """What a build finds, which must be what reading alone finds."""
    read = read_collection(content)[1]
    assert found(content.parent, PATH=str(content)) == read if content.is_dir() else read
    return read


def body(content: Path, text: str) -> tuple[Problem, ...]:
    write(content, HEADER.format("").encode() + text.encode())
    return found(content.parent)


def latin_1(content: Path) -> tuple[Problem, ...]:
    write(content, "---\ntitle: Café\ndate: 2016-09-20\n---\n".encode("latin-1"))
    return found_in(content)


def nul(content: Path) -> tuple[Problem, ...]:
    write(content, HEADER.format("").encode() + b"A NUL\0 here.\n")
    return found_in(content)


def large_header(content: Path) -> tuple[Problem, ...]:
    write(content, f"x_notes: {'a ' * 40_000}\n")
    return found_in(content)


def many_values(content: Path) -> tuple[Problem, ...]:
    write(content, f"x_list: [{'a,' * 6_000}]\n")
    return found_in(content)


def large_file(content: Path) -> tuple[Problem, ...]:
    write(content, f"x_notes: {'a' * 10_000_000}\n")
    return found_in(content)


def vanished(content: Path) -> tuple[Problem, ...]:
    found = files.read_bounded(content / "gone.md", 10, "gone.md")
    return (found,) if isinstance(found, Problem) else ()


def pipe(content: Path) -> tuple[Problem, ...]:
    write(content)
    os.mkfifo(content / WORK / "ru.md")
    return found_in(content)


def pipe_named(content: Path) -> tuple[Problem, ...]:
    os.mkfifo(content / "coast.jpg")
    refused = guard.inside(content, "coast.jpg")
    return (refused.at("en.md"),) if isinstance(refused, guard.Refusal) else ()


def not_writable(content: Path) -> tuple[Problem, ...]:
    (content / "index.html").mkdir()
    try:
        files.write_atomically(content / "index.html", b"<!doctype html>")
    except OSError as error:
        return (files.unwritable("index.html", error),)
    return ()


def link_out(content: Path) -> tuple[Problem, ...]:
    outside = write(content.with_name("outside"), b"a secret", "secret.jpg")
    write(content)
    linked(content / WORK / "coast.jpg", outside)
    return found_in(content)


def link_to_folder(content: Path) -> tuple[Problem, ...]:
    write(content)
    linked(content / "articles" / "again", content / "articles")
    return found_in(content)


def no_folder(content: Path) -> tuple[Problem, ...]:
    return found_in(content / "contents")


def empty_folder(content: Path) -> tuple[Problem, ...]:
    return found_in(content)


def two_cases(content: Path) -> tuple[Problem, ...]:
    write(content, HEADER.format("").encode() + b"[One](coast.jpg) and [the other](Coast.jpg).\n")
    distinct(content / WORK, "coast.jpg", "Coast.jpg")
    return found_in(content)


def turned_name(content: Path) -> tuple[Problem, ...]:
    write(content)
    write(content, b"", f"{WORK}/coast\u202egpj.exe")
    return found_in(content)


def long_body(content: Path) -> tuple[Problem, ...]:
    return body(content, "a " * limits.LONGEST)


def open_brackets(content: Path) -> tuple[Problem, ...]:
    return body(content, "[" * 20_000)


def deep_quotation(content: Path) -> tuple[Problem, ...]:
    return body(content, f"{'>' * 200} a")


def many_notes(content: Path) -> tuple[Problem, ...]:
    return body(content, "a[^1]\n" * 3_000)


def deep_elements(content: Path) -> tuple[Problem, ...]:
    return body(content, f"{'<div>' * 300}a{'</div>' * 300}")


class Bottomless:
    """A parser that goes deeper and deeper: the limits refuse every text that is known to bring ours so far."""

    def reset(self) -> None: ...

    def convert(self, source: str) -> str:
        return self.convert(f"> {source}")


def deep_parsing(content: Path) -> tuple[Problem, ...]:
    converter = Converter()
    with mock.patch.object(converter, "_markdown", Bottomless()):
        _, findings = converter.convert("a", Labels("Notes", "Back", "Table"))
    return tuple(Problem("en.md", 1, 1, finding.code, finding.severity, finding.message) for finding in findings)


def long_address(content: Path) -> tuple[Problem, ...]:
    write(content, f"slug: {'a' * 200}\n", f"articles/{'b' * 100}/en.md")
    return found(content.parent, DRAGOMAN={"PERMALINK": "{work}-{slug}/"})


def lost_manifest(content: Path) -> tuple[Problem, ...]:
    output = content.parent / "output"
    output.mkdir()
    (output / MANIFEST).write_bytes(b"\xff\n")
    return write_output(output, {"index.html": b"<!doctype html>"})[1]


def stuck_file(content: Path) -> tuple[Problem, ...]:
    output = content.parent / "output"
    write_output(output, {"index.html": b"", "old.html": b""})
    with mock.patch.object(Path, "unlink", side_effect=PermissionError(13, "Permission denied")):
        return write_output(output, {"index.html": b""})[1]


def foreign_catalogue(content: Path) -> tuple[Problem, ...]:
    write(content)
    write(content.parent, 'msgid "Home"\nmsgstr "Début é"\n'.encode("latin-1"), "theme/strings/fr.po")
    return found(content.parent)


def lost_translation(content: Path) -> tuple[Problem, ...]:
    write(content)
    strings = copied_theme(content) / "strings" / "fr.po"
    strings.write_text(re.sub(r'msgid "Home"\nmsgstr ".*"\n', "", strings.read_text("utf-8"), count=1), "utf-8")
    return found(content.parent, whole=True, THEME=str(content.parent / "copy"))


def lost_english(content: Path) -> tuple[Problem, ...]:
    write(content)
    (copied_theme(content) / "strings" / "en.po").unlink()
    return found(content.parent, whole=True, THEME=str(content.parent / "copy"))


def copied_theme(content: Path) -> Path:
    return Path(shutil.copytree(THEME, content.parent / "copy"))


def pressed(content: Path, *, publish: bool = False, **more: object) -> tuple[Problem, ...]:
    write(content)
    try:
        Press(read_settings(override=configuration(content.parent, **more))).press(NOW, publish=publish)
    except Problems as problems:
        return problems.problems
    return ()


def placeholder(content: Path) -> tuple[Problem, ...]:
    return pressed(content, publish=True)


def absent_plugin(content: Path) -> tuple[Problem, ...]:
    return pressed(content, PLUGINS=["a_plugin_that_is_not_there"])


def broken_settings(content: Path) -> tuple[Problem, ...]:
    path = write(content.parent, b"SITENAME = (\n", "pelicanconf.py")
    try:
        commands.press(str(path))
    except Problems as problems:
        return problems.problems
    return ()


SPECIAL: Mapping[str, Callable[[Path], tuple[Problem, ...]]] = {
    "A104": long_address,
    "F102": large_file,
    "F103": vanished,
    "F105": not_writable,
    "F115": link_out,
    "F120": lost_manifest,
    "F121": stuck_file,
    "F131": no_folder,
    "F132": empty_folder,
    "F133": link_to_folder,
    "F134": two_cases,
    "F146": turned_name,
    "H105": large_header,
    "H106": latin_1,
    "H107": nul,
    "H116": many_values,
    "M100": deep_parsing,
    "M101": long_body,
    "M102": open_brackets,
    "M103": deep_quotation,
    "M104": many_notes,
    "M152": deep_elements,
    "S104": placeholder,
    "S105": absent_plugin,
    "S106": broken_settings,
    "T101": foreign_catalogue,
    "T109": lost_translation,
    "T111": lost_english,
}
PIPES: Mapping[str, Callable[[Path], tuple[Problem, ...]]] = {"F104": pipe, "F116": pipe_named}
UNREADABLE = {"F101"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_bad_document_gives_exactly_the_problems_that_are_expected(folder: str) -> None:
    name = BAD / folder / "name.txt"
    if name.exists():
        refused = guard.inside(BAD, name.read_text("utf-8").rstrip("\n"))
        assert isinstance(refused, guard.Refusal)
        problems: tuple[Problem, ...] = (refused.at("name.txt", 1, 1),)
    else:
        problems = found(BAD / folder, whole=folder in FOR_CHECK)
    assert shown(problems, BAD / folder) == (BAD / folder / "expected.txt").read_text("utf-8")
    if folder in RULES:
        assert [problem.code for problem in problems] == [folder]


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder in BEFORE_TEXT])
def test_what_reading_finds_needs_no_build(folder: str) -> None:
    if (BAD / folder / "content").is_dir():
        assert [problem.code for problem in read_collection(BAD / folder / "content")[1]] == [folder]


@pytest.mark.parametrize(
    ("code", "make"),
    [*SPECIAL.items(), *(pytest.param(code, make, marks=needs_pipes) for code, make in PIPES.items())],
)
def test_what_no_repository_can_hold_gives_its_one_problem(
    code: str, make: Callable[[Path], tuple[Problem, ...]], tmp_path: Path
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    problems = make(content)
    assert [problem.code for problem in problems] == [code]
    assert all(problem.message for problem in problems)


def test_every_rule_has_a_bad_document() -> None:
    assert {*FOLDERS, *SPECIAL, *PIPES, *UNREADABLE} - {"everything"} == RULES


def test_every_code_has_one_meaning() -> None:
    codes = [code for code, _, _ in declared()]
    assert sorted(codes) == sorted(set(codes))


def test_every_code_that_is_reported_is_declared_and_every_declared_one_is_reported() -> None:
    text = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "dragoman").rglob("*.py")))
    written = re.findall(r'"([A-Z]\d{3})"', text)
    assert set(written) == RULES
    assert [code for code in sorted(RULES) if written.count(code) == 1] == []


def test_the_worst_document_breaks_most_rules_that_one_document_can_break() -> None:
    codes = {problem.code for problem in found(BAD / "everything")}
    fatal = {"H101", "H102", "H103", "H104", "H105", "H106", "H107", "H108", "H109"}
    fatal |= {"H111", "H112", "H113", "H114", "H115", "H116", "H120"}
    not_beside_others = {"H207", "H222", "H223", "H224"}
    assert codes >= {code for code in RULES if code.startswith("H")} - fatal - not_beside_others
    large = {"M100", "M101", "M102", "M103", "M104", "M152"}
    assert codes >= {code for code in RULES if code.startswith("M")} - large


@pytest.mark.parametrize("what", [f"{WORK}/ru.md", WORK, "people.yaml"])
def test_what_the_system_does_not_let_us_read_is_a_problem_and_the_rest_is_read(what: str) -> None:
    with shared_folder() as content:
        write(content)
        write(content, name=f"{WORK}/ru.md")
        write(content, name="articles/zoo/en.md")
        write(content, b"anna-roth: Anna Roth\n", "people.yaml")
        with closed(content / what):
            lines = read_without_rights(content)
    assert [line for line in lines if not line.startswith("article ")] == [f"F101 {what}"]
    assert "article articles/zoo/en.md" in lines


def test_a_content_folder_that_may_not_be_read_is_a_problem() -> None:
    with shared_folder() as folder:
        content = folder / "content"
        write(content)
        with closed(content):
            lines = read_without_rights(content)
    assert lines == [f"F101 {content.as_posix()}"]


def test_a_byte_order_mark_and_other_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = HEADER.format("tags: [coast]\n").encode()
    bodies = set()
    for number, source in enumerate((plain, b"\xef\xbb\xbf" + plain, plain.replace(b"\n", b"\r\n"))):
        content = tmp_path / str(number)
        write(content, source)
        collection, problems = read_collection(content)
        assert problems == ()
        bodies.add((collection.articles[0].header.tags, collection.articles[0].body, collection.articles[0].body_line))
    assert bodies == {(("coast",), "\nDear A.\n", 6)}
