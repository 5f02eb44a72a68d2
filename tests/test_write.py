"""What a build does to the output folder: no more than it must, and nothing to what is not its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.build import write as module
from dragoman.build.write import MANIFEST, Written, manifest, remove, write
from dragoman.problems import Severity
from tests.unprivileged import ROOT, shared_folder

SITE = {"index.html": b"home", "ru/index.html": b"ru", "theme/a.css": b"css"}
# Root may write everything, so under root the writing happens in a process that has given its rights away.
WITHOUT_RIGHTS = f"""
import os, sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from dragoman.build.write import write
output = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
_, problems = write(output, {{**{SITE!r}, "index.html": b"new", "ru/index.html": b"new"}})
for problem in problems:
    print(problem.code, Path(problem.path).relative_to(output).as_posix())
"""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A file beside the output that no build may touch."""
    file = tmp_path / "precious.txt"
    file.write_text("mine")
    yield file
    assert file.read_text() == "mine"


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def listed(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="")


def linked(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("this system gives no symbolic links to this user")


def test_the_output_holds_what_was_built_and_a_list_of_it(output: Path) -> None:
    assert write(output, SITE) == (Written(3, 3, 0), ())
    names = "".join(f"{name}\n" for name in sorted(SITE)).encode()
    assert tree(output) == {**SITE, MANIFEST: names}


def test_only_changed_bytes_touch_a_file(output: Path) -> None:
    write(output, SITE)
    for name in (*SITE, MANIFEST):
        os.utime(output / name, (1, 1))
    assert write(output, {**SITE, "index.html": b"new"}) == (Written(3, 1, 0), ())
    touched = {name for name in (*SITE, MANIFEST) if (output / name).stat().st_mtime != 1}
    assert touched == {"index.html"}


def test_orphans_go_with_the_folders_they_leave_empty(output: Path) -> None:
    write(output, {**SITE, "a/b/c/index.html": b"x", "a/b/index.html": b"y"})
    assert write(output, {**SITE, "a/b/index.html": b"y"})[0] == Written(4, 0, 1)
    assert not (output / "a/b/c").exists()
    assert write(output, SITE)[0].removed == 1
    assert not (output / "a").exists()


def test_what_others_put_there_stays(output: Path) -> None:
    write(output, {**SITE, "a/index.html": b"x"})
    (output / "a/CNAME").write_text("press.example")
    (output / "empty").mkdir()
    write(output, SITE)
    assert (output / "a/CNAME").read_text() == "press.example"
    assert (output / "empty").is_dir()
    assert remove(output) == 3
    assert tree(output) == {"a/CNAME": b"press.example"}


def test_clean_leaves_nothing_of_a_build(output: Path) -> None:
    write(output, SITE)
    assert remove(output) == len(SITE)
    assert not output.exists()
    assert remove(output) == 0


@pytest.mark.parametrize(
    "name",
    [
        "../precious.txt",
        "a/../../precious.txt",
        "/etc/hostname",
        "{outside}",
        "C:\\x",
        "..\\precious.txt",
        "",
        ".",
        "\0",
    ],
)
def test_no_entry_of_the_list_leads_out_of_the_output(output: Path, outside: Path, name: str) -> None:
    listed(output, name.format(outside=outside), "old.html")
    (output / "old.html").write_text("old")
    assert write(output, SITE) == (Written(3, 3, 1), ())
    assert set(tree(output)) == {*SITE, MANIFEST}
    listed(output, name.format(outside=outside), *SITE)
    assert remove(output) == 3


@pytest.mark.parametrize("name", ["link/precious.txt", "link/../precious.txt", "deep/link/../precious.txt"])
def test_no_entry_of_the_list_goes_by_a_link(output: Path, outside: Path, name: str) -> None:
    elsewhere = outside.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious.txt").write_text("mine too")
    (output / "deep").mkdir(parents=True)
    for link in (output / "link", output / "deep/link"):
        linked(link, elsewhere)
    listed(output, name)
    assert write(output, SITE)[0].removed == 0
    assert (elsewhere / "precious.txt").read_text() == "mine too"
    assert remove(output) == 3


@pytest.mark.parametrize("name", ["./index.html", "ru/../index.html", "index.html//", "ru//index.html"])
def test_an_odd_spelling_of_what_is_built_does_not_remove_it(output: Path, name: str) -> None:
    listed(output, name)
    assert write(output, SITE)[0] == Written(3, 3, 0)
    assert tree(output).keys() == {*SITE, MANIFEST}


def test_nothing_is_written_through_a_link_that_leaves(output: Path, outside: Path) -> None:
    output.mkdir()
    linked(output / "ru", outside.parent)
    _, problems = write(output, SITE)
    assert [(problem.path, problem.severity) for problem in problems] == [("ru/index.html", Severity.ERROR)]
    assert tree(output) == {"precious.txt": b"mine"} or not (output / "index.html").exists()
    assert not (outside.parent / "index.html").exists()


def test_a_name_that_leads_out_stops_everything(output: Path, outside: Path) -> None:
    _, problems = write(output, {**SITE, "../precious.txt": b"evil"})
    assert [problem.severity for problem in problems] == [Severity.ERROR]
    assert not output.exists()


@pytest.mark.parametrize("data", [b"\xff\xfe\n", b"\x80index.html\n"])
def test_a_list_that_cannot_be_read_is_a_warning(output: Path, data: bytes) -> None:
    write(output, {**SITE, "old.html": b"x"})
    (output / MANIFEST).write_bytes(data)
    written, [problem] = write(output, SITE)
    assert (problem.code, problem.severity) == ("F120", Severity.WARNING)
    assert written.removed == 0
    assert manifest(output) == (tuple(sorted(SITE)), ())


def test_a_list_that_is_too_long_is_a_warning(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(output, SITE)
    monkeypatch.setattr(module, "_LONGEST_MANIFEST", 10)
    assert [problem.code for problem in write(output, SITE)[1]] == ["F120"]


def test_a_folder_in_place_of_the_list_is_told(output: Path) -> None:
    (output / MANIFEST).mkdir(parents=True)
    _, problems = write(output, SITE)
    assert {problem.code for problem in problems} == {"F120", "F105"}
    assert (output / "index.html").read_bytes() == b"home"


def test_a_file_in_place_of_the_output_is_one_problem(output: Path) -> None:
    output.write_text("not a folder")
    _, problems = write(output, SITE)
    assert [problem.code for problem in problems if problem.severity is Severity.ERROR] == ["F105"]
    assert output.read_text() == "not a folder"


def test_a_folder_of_others_where_a_page_belongs_is_a_problem(output: Path) -> None:
    (output / "index.html").mkdir(parents=True)
    (output / "index.html/mine.txt").write_text("mine")
    written, [problem] = write(output, SITE)
    assert (problem.code, problem.path) == ("F105", (output / "index.html").as_posix())
    assert written.changed == 2
    assert (output / "index.html/mine.txt").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="the mode of a folder binds nobody on Windows")
def test_a_file_that_may_not_be_written_or_removed_is_a_problem() -> None:
    with shared_folder() as folder:
        output = folder / "output"
        write(output, {**SITE, "ru/old.html": b"x"})
        for path in (output, *output.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        (output / "ru").chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_RIGHTS, str(output)], capture_output=True, encoding="utf-8", check=False
        )
        (output / "ru").chmod(0o755)
        assert done.stderr == ""
        assert done.stdout.splitlines() == ["F105 ru/index.html", "F121 ru/old.html"]
        assert set(manifest(output)[0]) == {*SITE, "ru/old.html"}
        assert (output / "index.html").read_bytes() == b"new"


def test_what_cannot_be_removed_is_told_and_tried_again(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(output, {**SITE, "old.html": b"x"})
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "old.html":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    _, [problem] = write(output, SITE)
    assert (problem.code, problem.severity) == ("F121", Severity.ERROR)
    assert remove(output) == 3
    assert (output / MANIFEST).exists()
    monkeypatch.undo()
    assert write(output, SITE) == (Written(3, 3, 1), ())
    assert not (output / "old.html").exists()


def test_a_name_that_changes_in_case_only_is_there_afterwards(output: Path) -> None:
    write(output, {**SITE, "Letters/index.html": b"x", "É.html": b"e"})
    write(output, {**SITE, "letters/index.html": b"x", "e\u0301.html": b"e"})
    names = {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}
    assert "letters/index.html" in names
    assert not {"Letters/index.html", "É.html"} & names


@pytest.mark.parametrize(
    ("before", "after"),
    [("a.html/index.html", "a.html"), ("a.html", "a.html/index.html"), ("A.html", "a.html/b/index.html")],
)
def test_a_file_may_become_a_folder_and_a_folder_a_file(output: Path, before: str, after: str) -> None:
    write(output, {**SITE, before: b"before"})
    written, problems = write(output, {**SITE, after: b"after"})
    assert (written, problems) == (Written(4, 1, 1), ())
    assert tree(output).keys() == {*SITE, after, MANIFEST}


def test_a_build_that_is_cut_short_leaves_no_file_that_no_list_has(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(output, SITE)
    real = module.files.write_atomically

    def interrupted(path: Path, data: bytes) -> bool:
        if path.name == "z.html":
            raise KeyboardInterrupt
        return real(path, data)

    monkeypatch.setattr(module.files, "write_atomically", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(output, {"index.html": b"home", "new.html": b"n", "z.html": b"z"})
    monkeypatch.undo()
    assert (output / "new.html").exists()
    write(output, SITE)
    assert tree(output).keys() == {*SITE, MANIFEST}


def test_a_page_is_written_after_what_it_needs(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real = module.files.write_atomically

    def recorded(path: Path, data: bytes) -> bool:
        order.append(path.name)
        return real(path, data)

    monkeypatch.setattr(module.files, "write_atomically", recorded)
    write(output, {"a.html": b"a", "theme.css": b"c", "z.png": b"p"})
    assert [name for name in order if name != MANIFEST] == ["theme.css", "z.png", "a.html"]
