"""Reading is bounded, and writing replaces a file in one step."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from dragoman import files
from dragoman.problems import Problem

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "ru" / "письма" / "index.html"
    assert files.write_atomically(path, b"one") is True
    assert path.read_bytes() == b"one"
    assert [entry.name for entry in path.parent.iterdir()] == ["index.html"]


def test_equal_bytes_leave_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    files.write_atomically(path, b"one")
    os.utime(path, ns=(1, 1))
    before = path.stat()
    assert files.write_atomically(path, b"one") is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize("data", [b"two", b"", b"longer than before"])
def test_other_bytes_replace_the_file(tmp_path: Path, data: bytes, durable: bool) -> None:
    path = tmp_path / "index.html"
    path.write_bytes(b"one")
    assert files.write_atomically(path, data, durable=durable) is True
    assert path.read_bytes() == data


def test_a_reader_of_the_old_file_keeps_the_old_bytes(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_bytes(b"old")
    if sys.platform == "win32":
        pytest.skip("Windows does not replace a file that is open")
    with path.open("rb") as reader:
        files.write_atomically(path, b"new")
        assert reader.read() == b"old"


@on_posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_the_umask_asks_for(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        files.write_atomically(tmp_path / "index.html", b"one")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "index.html").stat().st_mode) == mode


@on_posix
def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"one")
    link = tmp_path / "index.html"
    link.symlink_to(secret)
    assert files.write_atomically(link, b"one") is True
    files.write_atomically(link, b"two")
    assert (secret.read_bytes(), link.is_symlink(), link.read_bytes()) == (b"one", False, b"two")


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "index.html"
    (folder / "inner").mkdir(parents=True)
    with pytest.raises((IsADirectoryError, PermissionError)) as caught:
        files.write_atomically(folder, b"one")
    assert [entry.name for entry in tmp_path.iterdir()] == ["index.html"]
    assert files.unwritable("index.html", caught.value).code == "F105"


@pytest.mark.parametrize("size", [0, 1, 9, 10])
def test_a_file_up_to_the_bound_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "en.md"
    path.write_bytes(b"a" * size)
    assert files.read_bounded(path, 10, "en.md") == b"a" * size


def test_a_file_over_the_bound_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_bytes(b"a" * 11)
    found = files.read_bounded(path, 10, "articles/en.md")
    assert isinstance(found, Problem)
    assert (found.code, found.path, found.line) == ("F102", "articles/en.md", 0)


@on_posix
def test_a_file_that_grows_while_it_is_read_is_held_to_the_bound() -> None:
    endless = Path("/proc/self/environ")  # says that it has no bytes, and has some
    if not endless.exists():
        pytest.skip("this system has no file that lies about its size")
    found = files.read_bounded(endless, 3, "environ")
    assert isinstance(found, Problem)
    assert found.code == "F102"


@pytest.mark.parametrize("name", ["gone.md", "no-folder/en.md", "a\0b"])
def test_what_is_not_there_is_a_problem(tmp_path: Path, name: str) -> None:
    found = files.read_bounded(tmp_path / name, 10, name)
    assert isinstance(found, Problem)
    assert found.code == ("F101" if "\0" in name else "F103")


@on_posix
def test_a_folder_and_a_device_are_not_files(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero")):
        found = files.read_bounded(path, 10, "here")
        assert isinstance(found, Problem)
        assert found.code == "F104"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileNotFoundError(errno.ENOENT, ""), "F103"),
        (PermissionError(errno.EACCES, ""), "F101"),
        (IsADirectoryError(errno.EISDIR, ""), "F104"),
        (OSError(errno.ENXIO, ""), "F104"),
        (OSError(errno.EIO, ""), "F101"),
        (OSError(), "F101"),
        (ValueError("embedded null byte"), "F101"),
    ],
)
def test_everything_that_the_system_says_is_a_problem(error: OSError | ValueError, code: str) -> None:
    assert files.unreadable("en.md", error).code == code
