"""No path that content names leads out of its folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import guard
from dragoman.guard import Refusal, inside, lexical, output_path

needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows makes symbolic links for administrators only")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder with a picture, and beside it a folder whose name only begins in the same way."""
    for name in ("content/articles/letters/coast.jpg", "content-secret/secret.jpg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("name", "relative_to", "path"),
    [
        ("coast.jpg", "articles/letters", "articles/letters/coast.jpg"),
        ("./coast.jpg", "articles/letters", "articles/letters/coast.jpg"),
        ("../letters//coast.jpg", "articles/letters", "articles/letters/coast.jpg"),
        ("../../images/a/../b.png", "articles/letters", "images/b.png"),
        ("письма/берег.jpg", "", "письма/берег.jpg"),
        ("...", "", None),
        ("50% off.jpg", "", "50% off.jpg"),
        ("a..b.jpg", "", "a..b.jpg"),
        ("articles", "", "articles"),
        ("not-there-yet.jpg", "", "not-there-yet.jpg"),
    ],
)
def test_a_path_below_the_root_is_given_in_its_normal_form(
    root: Path, name: str, relative_to: str, path: str | None
) -> None:
    found = inside(root, name, relative_to)
    assert (None if isinstance(found, Refusal) else found) == path


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("..", "F111"),
        ("../content-secret/secret.jpg", "F111"),
        ("articles/../../content-secret/secret.jpg", "F111"),
        ("a/../../content/articles/letters/coast.jpg", "F111"),
        ("/etc/passwd", "F112"),
        ("//server/share", "F112"),
        ("C:/Windows/win.ini", "F112"),
        ("c:win.ini", "F112"),
        ("..\\content-secret", "F113"),
        ("a\0.jpg", "F113"),
        ("a\n.jpg", "F113"),
        ("a\x7f.jpg", "F113"),
        ("a\udce9.jpg", "F113"),
        ("%2e%2e/content-secret", "F114"),
        ("%2E./content-secret", "F114"),
        ("a%2fb.jpg", "F114"),
        ("a%252Fb.jpg", "F114"),
        ("a%5cb.jpg", "F114"),
        ("a%00.jpg", "F114"),
        ("%c0%ae%c0%ae/b.jpg", "F114"),
        ("con", "F117"),
        ("images/NUL.jpg", "F117"),
        ("images/com1", "F117"),
        ("images/LPT9.tar.gz", "F117"),
        ("images/com¹.jpg", "F117"),
        ("images/conin$", "F117"),
        ("aux .jpg", "F117"),
        ("coast.jpg.", "F117"),
        ("coast.jpg ", "F117"),
        ("coast.jpg::$DATA", "F117"),
        ("what?.jpg", "F117"),
        ("п" * 128, "F118"),
        ("/".join(["folder"] * 800), "F118"),
        ("", "F119"),
        (".", "F119"),
        ("articles/..", "F119"),
    ],
)
def test_every_other_path_is_refused_with_its_reason(root: Path, name: str, code: str) -> None:
    for found in (inside(root, name), output_path(root, name)):
        assert isinstance(found, Refusal)
        assert found.code == code
        assert found.at("en.md", 3, 4).line == 3


def test_names_that_only_look_reserved_pass() -> None:
    for name in ("console.jpg", "com10.txt", "auxiliary", "nul-hypothesis.md", "a.con"):
        assert guard.name_fault(name) is None


def test_the_folder_that_a_path_starts_from_cannot_lead_out_either() -> None:
    found = lexical("passwd", "../../etc")
    assert isinstance(found, Refusal)


@needs_links
@pytest.mark.parametrize(
    ("target", "name", "code"),
    [
        ("../../../content-secret/secret.jpg", "link", "F115"),
        ("../../../content-secret", "link/secret.jpg", "F115"),
        ("../../../content-secret", "link/not-there.jpg", "F115"),
        ("/", "link/etc/passwd", "F115"),
        ("link", "link", "F115"),
        ("nowhere", "link", "F115"),
        ("coast.jpg", "link", None),
        ("../letters", "link/coast.jpg", None),
    ],
)
def test_a_link_may_lead_to_something_below_the_root_and_nowhere_else(
    root: Path, target: str, name: str, code: str | None
) -> None:
    (root / "articles/letters/link").symlink_to(target)
    found = inside(root, name, "articles/letters")
    assert (found.code if isinstance(found, Refusal) else None) == code


@needs_links
def test_a_root_that_is_itself_a_link_is_the_folder_it_leads_to(root: Path, tmp_path: Path) -> None:
    alias = tmp_path / "alias"
    alias.symlink_to(root)
    (root / "articles/letters/again.jpg").symlink_to("coast.jpg")
    assert inside(alias, "articles/letters/again.jpg") == "articles/letters/again.jpg"


@needs_links
def test_output_is_not_written_through_a_link_that_leads_out(root: Path) -> None:
    (root / "ru").symlink_to(root.parent / "content-secret")
    found = output_path(root, "ru/index.html")
    assert isinstance(found, Refusal)
    assert found.code == "F115"


def test_a_file_where_a_folder_should_be_is_left_to_the_writer(root: Path) -> None:
    assert output_path(root, "articles/letters/coast.jpg/index.html") == "articles/letters/coast.jpg/index.html"


pieces = st.sampled_from(["..", ".", "", "a", "б", "%2e%2e", "C:", "con", "\\", "\0", "~", " ", "a.b"])


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(pieces).map("/".join)), st.sampled_from(["", "articles", "articles/letters"]))
def test_whatever_is_written_what_passes_stays_below_the_root(name: str, relative_to: str) -> None:
    found = lexical(name, relative_to)
    if isinstance(found, str):
        path = PurePosixPath("/content", found)
        assert PurePosixPath(os.path.normpath(path)) == path
        assert path.is_relative_to("/content")
        assert len(path.parts) > 2
        assert lexical(found) == found
