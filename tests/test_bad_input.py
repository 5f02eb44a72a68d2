"""Whatever a person hands in: a clear problem or a correct build, never a traceback, and the output left as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.press import commands
from tests.person import GOOD, NOW, Person, Said
from tests.sites import ROOT, document
from tests.unprivileged import closed, shared_folder

ZOO = "articles/zoo/en.md"
TRANSLATION = {**GOOD, "translators": ["Greta Lind"]}


@pytest.fixture
def person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Person:
    return Person(tmp_path / "press", capsys)


def nothing_left(person: Person) -> None:
    shutil.rmtree(person.content / "articles")


def folder_for_file(person: Person) -> None:
    person.write(f"{ZOO}/notes.txt", "A folder with the name of a file.\n")


CONTENT: dict[str, tuple[Callable[[Person], object], list[tuple[str, str]]]] = {
    "an empty file": (lambda p: p.write(ZOO, ""), [(ZOO, "H101")]),
    "a file of spaces": (lambda p: p.write(ZOO, " \n\t\n"), [(ZOO, "H101")]),
    "no header": (lambda p: p.write(ZOO, "Dear A.\n"), [(f"{ZOO}:1:1", "H102")]),
    "an unclosed header": (lambda p: p.write(ZOO, "---\ntitle: Zoo\n\nDear A.\n"), [(f"{ZOO}:1:1", "H103")]),
    "tabs in YAML": (
        lambda p: p.write(ZOO, "---\ntitle: Zoo\ndate: 2016-09-20\npermission:\n\tfrom: A\n---\n"),
        [(f"{ZOO}:5:1", "H109")],
    ),
    "a header of 10 MB": (lambda p: p.write(ZOO, f"---\ntitle: {'a' * 10_000_000}\n---\n"), [(ZOO, "F102")]),
    "a header of 1 MB": (lambda p: p.write(ZOO, f"---\ntitle: {'a' * 1_000_000}\n---\n"), [(f"{ZOO}:1:1", "H105")]),
    "60 kB of nested brackets": (
        lambda p: p.write(ZOO, f"---\ntitle: {'[' * 60_000}\n---\n"),
        [(f"{ZOO}:2:31", "H115")],
    ),
    "Latin-1": (
        lambda p: p.write(ZOO, "---\ntitle: Café\ndate: 2016-09-20\n---\n".encode("latin-1")),
        [(f"{ZOO}:2:11", "H106")],
    ),
    "UTF-16": (lambda p: p.write(ZOO, document(GOOD, "Dear A.\n").encode("utf-16")), [(ZOO, "H106")]),
    "a NUL": (lambda p: p.write(ZOO, document(GOOD, "Dear\0 A.\n")), [(f"{ZOO}:6:5", "H107")]),
    "random bytes": (lambda p: p.write(ZOO, bytes(range(256)) * 40), [(f"{ZOO}:3:115", "H106")]),
    "an unknown language": (
        lambda p: p.write("articles/zoo/xy-nowhere.md", document(GOOD, "Dear A.\n")),
        [("articles/zoo/xy-nowhere.md", "F135")],
    ),
    "the same slug twice": (
        lambda p: p.write(ZOO, document({**GOOD, "slug": "letters-from-the-coast"}, "Dear A.\n")),
        [(f"{ZOO}:4:1", "A101")],
    ),
    "two names that differ in case": (
        lambda p: p.write("articles/2016/Letters-from-the-Coast/en.md", document(GOOD, "Dear A.\n")),
        [("articles/letters-from-the-coast", "F140")],
    ),
    "a folder where a file should be": (folder_for_file, [(ZOO, "F139")]),
    "an empty content folder": (nothing_left, [("content", "F132")]),
    "two originals in one work": (
        lambda p: p.write("articles/letters-from-the-coast/ru.md", document(GOOD, "Дорогая А.\n")),
        [("articles/letters-from-the-coast/ru.md:2:1", "W102")],
    ),
    "people.yaml that is a list": (lambda p: p.write("people.yaml", "- Anna\n"), [("people.yaml:1:1", "H120")]),
    "people.yaml that is no YAML": (lambda p: p.write("people.yaml", "anna: [\n"), [("people.yaml:2:1", "H108")]),
}


@pytest.mark.parametrize("what", CONTENT)
def test_bad_content_is_a_problem_with_its_place_and_the_output_stays(what: str, person: Person) -> None:
    assert person.types().status == 0
    before = person.files()
    make, expected = CONTENT[what]
    make(person)
    said = person.types()
    assert said.status == 1
    assert [(place.replace(person.content.as_posix(), "content"), code) for place, code in said.problems] == expected
    assert said.out == ""
    assert person.files() == before
    assert before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="a byte order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda data: data.replace(b"\n", b"\r"), id="CR"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), id="both"),
    ],
)
def test_a_byte_order_mark_and_other_line_ends_build_the_same_bytes(
    change: Callable[[bytes], bytes], person: Person
) -> None:
    source = document({**GOOD, "tags": ["sea"]}, "Dear A.\n\n```\ncode\n  more\n```\n\n- one\n- two\n").encode()
    person.write(ZOO, source)
    person.write("people.yaml", b"anna: Anna Roth\n")
    assert person.types().status == 0
    before = person.files()
    person.write(ZOO, change(source))
    person.write("people.yaml", change(b"anna: Anna Roth\n"))
    assert person.types().status == 0
    assert person.files() == before
    assert "zoo/index.html" in before


SETTINGS: dict[str, tuple[str, list[tuple[str, str]], str]] = {
    "a syntax error": ("NAMES = (\n", [("pelicanconf.py:10:1", "S106")], "this is not Python"),
    "an exception": ("raise RuntimeError('no')\n", [("pelicanconf.py:10:1", "S106")], "RuntimeError: no"),
    "an exit": ("import sys\nsys.exit(0)\n", [("pelicanconf.py:11:1", "S106")], "SystemExit: 0"),
    "a module that is not there": ("import nothing_at_all\n", [("pelicanconf.py:10:1", "S106")], "nothing_at_all"),
    "an unknown key": ("DRAGOMAN = {'PERMALNK': '{slug}/'}\n", [("pelicanconf.py", "S102")], '"PERMALINK"?'),
    "a wrong TIMEZONE": ("TIMEZONE = 'Mars/Olympus'\n", [("pelicanconf.py", "S101")], "Mars/Olympus"),
    "wrong EDITIONS": ("DRAGOMAN = {'EDITIONS': ['en', 'rusian']}\n", [("pelicanconf.py", "S101")], "rusian"),
    "OUTPUT_PATH inside PATH": ("OUTPUT_PATH = 'content/output'\n", [("pelicanconf.py", "S107")], "lie in each other"),
    "no content folder": ("PATH = 'contents'\n", [("pelicanconf.py", "S101")], "PATH 'contents' is not a folder"),
    "no theme": ("THEME = 'no-theme'\n", [("pelicanconf.py", "S101")], "THEME 'no-theme' is not a folder"),
    "a theme of Pelican's": ("THEME = 'simple'\n", [("pelicanconf.py", "S101")], "not a theme of Dragoman's"),
    "a plugin that is not there": ("PLUGINS = ['no_plugin']\n", [("pelicanconf.py", "S105")], "no_plugin"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_bad_settings_are_a_problem_and_the_output_stays(what: str, person: Person) -> None:
    assert person.types().status == 0
    before = person.files()
    more, expected, words = SETTINGS[what]
    person.configure(more)
    said = person.types()
    assert (said.status, said.problems) == (1, expected)
    assert words in said.err
    assert person.files() == before
    assert not (person.content / "output").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"settings": "nowhere.py"}, "nowhere.py"),
        ({"content": "nowhere"}, "nowhere"),
        ({"now": "next week"}, "--now"),
        ({"now": "2026-02-30"}, "--now"),
    ],
)
def test_wrong_use_is_said_with_status_2(options: dict[str, str], words: str, person: Person) -> None:
    said = person.types(**options)
    assert said.status == 2
    assert words in said.err
    assert not person.output.exists()


def test_a_time_that_no_clock_shows_is_wrong_use(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert person.types(now=None).status == 2


def test_strict_makes_a_warning_an_error(person: Person) -> None:
    assert person.types().status == 0
    before = person.files()
    person.write(ZOO, document({**TRANSLATION, "original": {"lang": "ru"}}, "Dear A.\n"))
    said = person.types(strict=True)
    assert (said.status, [code for _, code in said.problems]) == (1, ["W104"])
    assert person.files() == before
    said = person.types()
    assert (said.status, [code for _, code in said.problems]) == (0, ["W104"])
    assert "zoo/index.html" in person.files()


def test_an_output_that_is_a_file_is_a_problem(person: Person) -> None:
    person.output.write_bytes(b"mine")
    said = person.types()
    assert said.status == 1
    assert "F105" in [code for _, code in said.problems]
    assert person.output.read_bytes() == b"mine"


def by_commands(call: str) -> tuple[str, str]:
    return "-c", f"import sys; from dragoman.press import commands; sys.exit(commands.{call})"


def test_publishing_needs_a_public_address_and_changes_nothing_else(person: Person) -> None:
    public = person.folder / "publishconf.py"
    public.write_text('from pelicanconf import *\n\nSITEURL = "https://example.org"\n', encoding="utf-8")
    build = f"build(publish=True, now={NOW!r}, output=%r)"
    said = person.starts(*by_commands(build % "public"))
    assert (said.status, said.problems) == (1, [("publishconf.py", "S104")])
    assert "Traceback" not in said.err
    assert not (person.folder / "public").exists()
    public.write_text('from pelicanconf import *\n\nSITEURL = "https://dragoman.press"\n', encoding="utf-8")
    said = person.starts(*by_commands(build % "public"))
    assert (said.status, said.err) == (0, "")
    assert person.starts(*by_commands(f"build(now={NOW!r})")).status == 0
    published = person.files(person.folder / "public")
    assert any(b"https://dragoman.press/letters-from-the-coast/" in data for data in published.values())
    assert placeless(published, b"dragoman.press") == placeless(person.files(), b"press.example")


def placeless(files: dict[str, bytes], host: bytes) -> dict[str, bytes]:
    """The same files without the host, and without the ids of feed entries, which are made of it."""
    return {name: re.sub(rb"urn:uuid:[0-9a-f-]+", b"", data).replace(host, b"") for name, data in files.items()}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["build", "--settings", "{settings}", "--now", NOW], 1, "H101"),
        (["build", "--settings", "nowhere.py"], 2, "nowhere.py"),
        (["build", "--outptu", "x"], 2, "outptu"),
    ],
)
def test_the_command_line_answers_with_status_and_words(
    arguments: list[str], status: int, words: str, person: Person
) -> None:
    person.write(ZOO, "")
    said = person.starts(str(ROOT / "tasks.py"), *(a.format(settings=person.settings) for a in arguments))
    assert said.status == status, said.err
    assert words in said.err
    assert "Traceback" not in said.err + said.out
    assert not person.output.exists()


def pelican(person: Person, output: str) -> Said:
    return person.starts("-m", "pelican", "-s", "pelicanconf.py", "-o", output, SOURCE_DATE_EPOCH="1780315200")


def test_stock_pelican_says_the_same_problems_and_leaves_the_output(person: Person) -> None:
    assert pelican(person, "output").status == 0
    before = person.files()
    person.write(ZOO, "---\ntitle: Zoo\n---\n\nDear A.\n")
    said = pelican(person, "output")
    assert said.status == 1
    assert (f"{ZOO}:2:1", "H203") in said.problems
    assert "Traceback" not in said.err + said.out
    assert person.files() == before
    assert before


def test_stock_pelican_builds_the_same_bytes_as_the_verb(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1780315200"}
    verb = by_commands(f"build(output={str(tmp_path / 'verb')!r})")
    stock = ["-m", "pelican", "-s", "pelicanconf.py", "-o", str(tmp_path / "stock")]
    for command in (verb, stock):
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    person = Person(tmp_path / "press")
    assert person.files(tmp_path / "verb") == person.files(tmp_path / "stock")
    assert len(person.files(tmp_path / "verb")) > 100


_WITHOUT_RIGHTS = f"""
import contextlib, io, os, sys
sys.path.insert(0, {str(ROOT)!r})
from dragoman.press import commands
settings, spare = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    commands.build(settings=settings, output=spare, now={NOW!r})  # brings in all that is imported late
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(commands.build(settings=settings, now={NOW!r}))
"""


def without_rights(person: Person) -> Said:
    """The build by a user who may read the publication, and nothing that is closed to others."""
    return person.starts("-c", _WITHOUT_RIGHTS, str(person.settings), str(person.folder / "spare"))


def shared(folder: Path, capsys: pytest.CaptureFixture[str]) -> Person:
    person = Person(folder / "press", capsys)
    person.configure(theme=Path(shutil.copytree(ROOT / "theme", folder / "theme")))
    return person


def test_a_file_that_the_build_may_not_read_is_a_problem_and_the_output_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shared_folder() as folder:
        person = shared(folder, capsys)
        assert person.types().status == 0
        before = person.files()
        path = person.write(ZOO, document(GOOD, "Dear A.\n"))
        with closed(path):
            said = without_rights(person)
        assert (said.status, said.problems) == (1, [(ZOO, "F101")])
        assert "Traceback" not in said.err
        assert person.files() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows closes a folder to writing in another way")
def test_an_output_folder_that_may_not_be_written_is_a_problem_and_stays_as_it_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shared_folder() as folder:
        person = shared(folder, capsys)
        assert person.types().status == 0
        before = person.files()
        person.write(ZOO, document(GOOD, "Dear A.\n"))
        folders = [person.output, *(path for path in person.output.rglob("*") if path.is_dir())]
        for path in folders:
            path.chmod(0o555)
        said = without_rights(person)
        for path in folders:
            path.chmod(0o755)
        assert said.status == 1
        assert {code for _, code in said.problems} == {"F105"}
        assert "Traceback" not in said.err
        assert person.files() == before


def test_check_writes_nothing(person: Person) -> None:
    assert person.types(commands.check).status == 0
    assert not person.output.exists()
