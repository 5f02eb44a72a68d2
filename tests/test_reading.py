"""The content folder is read whole: every file in its role, or a problem."""

from __future__ import annotations

import os
import random
import shutil
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Collection, TermKind
from dragoman.problems import Problem, Severity
from dragoman.reading import read_collection, scan
from dragoman.reading.layout import Layout, Slot, arranged
from dragoman.reading.walk import Tree, walk

TEXT = "---\ntitle: Letters\ndate: 2016-09-20\n---\n\nDear A.\n"
PAGE = "---\ntitle: About\n---\n\nWho we are.\n"
needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows makes symbolic links for administrators only")


def made(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def good(root: Path) -> Collection:
    collection, problems = read_collection(root)
    assert problems == ()
    return collection


def found(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in read_collection(root)[1]]


def arrange(*files: str, folders: tuple[str, ...] = ()) -> tuple[Layout, list[tuple[str, str]]]:
    plan, problems = arranged(Tree(tuple(sorted(files)), folders))
    return plan, [(problem.code, problem.path) for problem in problems]


def test_every_file_is_read_in_its_role(tmp_path: Path) -> None:
    files = {
        "articles/2016/letters/en.md": TEXT,
        "articles/2016/letters/zh-Hans.md": TEXT,
        "articles/2016/letters/coast.jpg": b"\xff",
        "articles/a/b/c/d/deep/ru.md": TEXT,
        "pages/about/en.md": PAGE,
        "pages/about/team/photo.jpg": b"\xff",
        "images/shared.png": b"\x89",
        "people.yaml": "anna-roth: Anna Roth\n",
        "sources.yaml": "prichal: Prichal\n",
        "terms.yaml": "tags: {coast: Coast}\n",
        "redirects.yaml": "/old/: /new/\n",
    }
    collection = good(made(tmp_path, files))
    assert [(article.path, article.work, article.lang) for article in collection.articles] == [
        ("articles/2016/letters/en.md", "letters", "en"),
        ("articles/2016/letters/zh-Hans.md", "letters", "zh-Hans"),
        ("articles/a/b/c/d/deep/ru.md", "deep", "ru"),
    ]
    assert [(page.path, page.name, page.lang) for page in collection.pages] == [("pages/about/en.md", "about", "en")]
    assert collection.articles[0].header.title == "Letters"
    assert (collection.articles[0].body, collection.articles[0].body_line) == ("\nDear A.\n", 5)
    assert collection.files == {
        "articles/2016/letters/coast.jpg",
        "pages/about/team/photo.jpg",
        "images/shared.png",
    }
    assert (list(collection.people), list(collection.sources)) == (["anna-roth"], ["prichal"])
    assert list(collection.terms) == [(TermKind.TAG, "coast")]
    assert [(redirect.old, redirect.new) for redirect in collection.redirects] == [("/old/", "/new/")]
    assert sorted(collection.places) == ["people.yaml", "redirects.yaml", "sources.yaml", "terms.yaml"]
    assert collection.places["terms.yaml"].at("tags", "coast").line == 1


def test_what_systems_and_editors_leave_behind_is_ignored(tmp_path: Path) -> None:
    names = [".DS_Store", "Thumbs.db", "desktop.ini", "en.md~", ".en.md.swp", ".git/config", "._coast.jpg"]
    files = {"articles/letters/en.md": TEXT} | {f"articles/letters/{name}": "x" for name in names}
    assert good(made(tmp_path, files)).files == frozenset()


def test_the_comments_of_a_work_are_left_alone_and_a_work_may_be_called_so(tmp_path: Path) -> None:
    files = {
        "articles/letters/en.md": TEXT,
        "articles/letters/comments/2016-anna.md": "not an article",
        "articles/letters/comments/broken\u202e.yaml": "- [",
        "articles/comments/en.md": TEXT,
        "articles/answers/comments/en.md": TEXT,
    }
    root = made(tmp_path, files)
    collection, problems = read_collection(root)
    assert [article.path for article in collection.articles] == [
        "articles/answers/comments/en.md",
        "articles/letters/en.md",
    ]
    assert [(problem.code, problem.path) for problem in problems] == [("F140", "articles/comments")]
    assert collection.broken == {"articles/comments/en.md"}


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("articles/letters/english.md", "F135", 'did you mean "en"?'),
        ("articles/letters/en_US.md", "F135", 'did you mean "en-US"?'),
        ("articles/letters/README.md", "F135", "write a BCP 47 tag"),
        ("articles/letters/en.ru.md", "F135", "write a BCP 47 tag"),
        ("articles/letters/und.md", "F135", ""),
        ("articles/letters/EN-us.md", "F136", "rename it to en-US.md"),
        ("articles/en.md", "F138", "move it to articles/"),
        ("en.md", "F138", "move it to articles/"),
        ("README.md", "F138", "move it to articles/"),
        ("article/letters/en.md", "F138", 'did you mean "articles"?'),
        ("drafts/letters/en.md", "F138", "move it to articles/"),
        ("pages/en.md", "F138", "move it to pages/about/en.md"),
        ("pages/about/team/en.md", "F138", "move it to pages/about/en.md"),
        ("articles/letters/EN.MD", "F147", "rename it to EN.md"),
        ("articles/letters/fr.markdown", "F147", "rename it to fr.md"),
        ("people.yml", "F141", 'did you mean "people.yaml"?'),
        ("People.YAML", "F141", 'did you mean "people.yaml"?'),
        ("menu.yaml", "F141", "the data files are people.yaml"),
        ("articles/terms.yaml", "F142", "move it to terms.yaml"),
        ("glossary.yaml", "F143", "keep it"),
        ("articles/Two words/en.md", "F144", 'write "two-words"'),
        ("articles/a!/en.md", "F144", 'write "a"'),
        ("pages/who?/en.md", "F144", 'write "who"'),
        ("articles/good/inner/en.md", "F145", "move it out"),
        ("other/good/en.md", "F138", "move it to articles/"),
        ("articles/other/Good/en.md", "F140", "rename one"),
    ],
)
def test_a_file_in_no_role_is_a_problem_that_says_what_to_do(name: str, code: str, hint: str) -> None:
    _, problems = arranged(Tree(("articles/good/en.md", name), ()))
    assert [(problem.code, problem.hint[: len(hint)]) for problem in problems] == [(code, hint)]


def test_a_page_and_a_work_may_have_one_name() -> None:
    assert arrange("articles/about/en.md", "pages/about/en.md")[1] == []


def test_names_in_two_compositions_are_one_work() -> None:
    composed = unicodedata.normalize("NFC", "été")
    decomposed = unicodedata.normalize("NFD", "été")
    plan, problems = arrange(f"articles/1/{composed}/en.md", f"articles/2/{decomposed}/fr.md")
    assert {slot.name for slot in plan.articles} == {composed}
    assert problems == [("F140", f"articles/2/{decomposed}")]


def test_two_files_of_one_language_are_a_problem_under_any_spelling() -> None:
    plan, problems = arrange("articles/a/pt-BR.md", "articles/a/pt-br.md", "articles/b/pt-BR.md")
    assert problems == [("F137", "articles/a/pt-br.md")]
    assert {slot.lang for slot in plan.articles} == {"pt-BR"}


@pytest.mark.parametrize("folder", ["people.yaml", "articles/letters/en.md", "images/en.md"])
def test_a_folder_where_a_file_should_be_is_one_problem_whatever_is_in_it(folder: str) -> None:
    plan, problems = arrange(f"{folder}/en.md", f"{folder}/x/people.yaml", f"{folder}/a.jpg", folders=(folder,))
    assert problems == [("F139", folder)]
    assert plan == Layout()


@pytest.mark.parametrize("name", ["articles", "pages"])
def test_a_file_where_a_folder_should_be_is_a_problem(name: str) -> None:
    plan, problems = arrange(name)
    assert problems == [("F139", name)]
    assert plan == Layout()


def test_a_folder_with_data_and_no_article_says_so(tmp_path: Path) -> None:
    made(tmp_path, {"people.yaml": "anna-roth: Anna Roth\n", "images/a.png": b""})
    assert found(tmp_path) == [("F132", tmp_path.as_posix())]


def test_a_content_folder_that_is_a_file_or_is_missing_says_so(tmp_path: Path) -> None:
    made(tmp_path, {"content": "text"})
    assert found(tmp_path / "content") == [("F131", (tmp_path / "content").as_posix())]
    assert found(tmp_path / "contents") == [("F131", (tmp_path / "contents").as_posix())]
    assert found(tmp_path / "a\0b")[0][0] == "F131"


def test_names_that_differ_in_composition_only_are_a_problem(tmp_path: Path) -> None:
    composed, decomposed = (f"articles/a/{unicodedata.normalize(form, 'é')}.jpg" for form in ("NFC", "NFD"))
    made(tmp_path, {"articles/a/en.md": TEXT, composed: b"1"})
    if (tmp_path / decomposed).exists():
        pytest.skip("this file system takes the two names for one")
    made(tmp_path, {decomposed: b"2"})
    assert [code for code, _ in found(tmp_path)] == ["F134"]


@pytest.mark.skipif(os.name == "nt", reason="Windows stores names in UTF-16")
def test_a_name_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    made(tmp_path, {"articles/a/en.md": TEXT})
    try:
        (tmp_path / os.fsdecode(b"articles/a/caf\xe9.jpg")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system stores UTF-8 only")
    collection, problems = read_collection(tmp_path)
    assert [problem.code for problem in problems] == ["F113"]
    assert "\\udce9" in str(problems[0])
    assert len(collection.articles) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows does not store these names")
@pytest.mark.parametrize("name", ["con", "aux.md", "a:b.jpg", "a\nb.jpg", "a .", "a\\b"])
def test_a_name_that_cannot_be_checked_out_everywhere_is_a_problem(tmp_path: Path, name: str) -> None:
    made(tmp_path, {"articles/a/en.md": TEXT, f"articles/a/{name}": "x"})
    assert [code for code, _ in found(tmp_path)] in (["F113"], ["F117"])


@needs_links
@pytest.mark.parametrize(
    ("link", "target", "code"),
    [
        ("articles/b", "a", "F133"),
        ("articles/a/up", "..", "F133"),
        ("articles/a/self", ".", "F133"),
        ("articles/a/out", "/", "F115"),
        ("articles/a/ru.md", "../../../secret.md", "F115"),
        ("articles/a/round", "round", "F115"),
        ("articles/a/nowhere", "gone", "F115"),
        ("articles/a/ru.md", "en.md", None),
        ("people.yaml", "images/list.yaml", None),
    ],
)
def test_a_link_is_followed_to_a_file_of_the_publication_and_nowhere_else(
    tmp_path: Path, link: str, target: str, code: str | None
) -> None:
    made(tmp_path, {"secret.md": TEXT, "content/articles/a/en.md": TEXT, "content/images/list.yaml": "a: A\n"})
    (tmp_path / "content" / link).symlink_to(target)
    assert found(tmp_path / "content") == ([] if code is None else [(code, link)])


@needs_links
def test_links_between_folders_do_not_multiply_what_is_read(tmp_path: Path) -> None:
    for number in range(30):
        folder = tmp_path / "articles" / f"w{number}"
        made(tmp_path, {f"articles/w{number}/en.md": TEXT})
        (folder / "one").symlink_to(f"../w{(number + 1) % 30}")
        (folder / "two").symlink_to(f"../w{(number + 1) % 30}")
    tree, problems = walk(tmp_path)
    assert tree is not None
    assert len(tree.files) == 30
    assert [problem.code for problem in problems] == ["F133"] * 60


def test_folders_may_be_deeper_than_python_s_stack(tmp_path: Path) -> None:
    folders = [tmp_path / "articles"]
    try:
        folders[-1].mkdir()
        while len(folders) < sys.getrecursionlimit() + 50:
            deeper = folders[-1] / "d"
            deeper.mkdir()
            folders.append(deeper)
    except OSError:  # as deep as this system goes
        pass
    try:
        tree, problems = walk(tmp_path)
        assert tree is not None
        assert len(tree.folders) == len(folders)
        assert problems == ()
        assert found(tmp_path) == [("F132", tmp_path.as_posix())]
    finally:
        for folder in reversed(folders):
            folder.rmdir()


def test_a_document_with_an_error_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    files = {
        "articles/a/en.md": "no header",
        "articles/b/en.md": TEXT.replace("date", "dat"),
        "articles/c/en.md": TEXT.replace("date", "summary:\ndate"),
        "articles/d/en.md": TEXT + "\0",
        "pages/e/en.md": "---\ntitle: [x]\n---\n",
        "pages/f/en.md": PAGE,
        "people.yaml": "a: A\nb: {nam: B}\n",
        "terms.yaml": "tags: [",
    }
    collection, problems = read_collection(made(tmp_path, files))
    assert [article.work for article in collection.articles] == ["c"]
    assert [page.name for page in collection.pages] == ["f"]
    assert list(collection.people) == ["a"]
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [
        ("articles/a/en.md", 1, "H102"),
        ("articles/b/en.md", 2, "H203"),
        ("articles/b/en.md", 3, "H201"),
        ("articles/c/en.md", 3, "H204"),
        ("articles/d/en.md", 7, "H107"),
        ("pages/e/en.md", 2, "H205"),
        ("people.yaml", 2, "H203"),
        ("people.yaml", 2, "H201"),
        ("terms.yaml", 2, "H108"),
    ]


def test_a_scan_reads_no_file(tmp_path: Path) -> None:
    made(tmp_path, {"articles/a/en.md": b"\xff", "terms.yaml": b"\xff", "a.png": b""})
    plan, problems = scan(tmp_path)
    assert problems == ()
    assert plan == Layout((Slot("articles/a/en.md", "a", "en"),), (), ("terms.yaml",), frozenset({"a.png"}))


names = st.sampled_from(
    ["articles", "pages", "a", "B", "en.md", "ru.md", "EN-us.md", "x.jpg", "people.yaml", "comments", "é"]
)


@settings(deadline=None)
@given(st.sets(st.lists(names, min_size=1, max_size=4).map("/".join)), st.randoms(use_true_random=False))
def test_every_file_has_a_role_or_a_problem_in_whatever_order_it_is_found(
    paths: set[str], shuffler: random.Random
) -> None:
    files = sorted(path for path in paths if not any(other.startswith(f"{path}/") for other in paths))
    folders = sorted({folder for path in files for folder in _above(path)})
    plan, problems = arranged(Tree(tuple(files), tuple(folders)))
    roles = [*(slot.path for slot in (*plan.articles, *plan.pages)), *plan.data, *plan.media]
    assert len(roles) == len(set(roles))
    faulty = {problem.path for problem in problems}
    for path in set(files).difference(roles):
        assert faulty & {path, *_above(path)}
    shuffled = shuffler.sample(files, len(files))
    assert arranged(Tree(tuple(sorted(shuffled)), tuple(folders))) == (plan, problems)


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(["articles/a/en.md", "pages/b/ru.md", "people.yaml", "terms.yaml"]), st.binary())
)
def test_whatever_bytes_are_in_the_files_they_give_problems_and_no_exception(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    root = tmp_path / "content"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    collection, problems = read_collection(made(root, files))
    read = {article.path for article in collection.articles} | {page.path for page in collection.pages}
    with_errors = {problem.path for problem in problems if _is_error(problem)}
    assert {path for path in files if path.endswith(".md")} == read | {p for p in with_errors if p.endswith(".md")}


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR
