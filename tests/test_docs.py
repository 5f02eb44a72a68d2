"""What the documentation says is so: every field, setting, rule and verb is in it, and its examples are read."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from dragoman import frontmatter, images, schema, settings
from dragoman.press.rules import as_markdown
from dragoman.schema.headers import ArticleFields, PageFields
from dragoman.schema.records import PersonRecord, SourceRecord, TermRecord
from dragoman.schema.values import Fields
from dragoman.settings import Options
from dragoman.settings import options as options_module
from dragoman.text import Converter, Labels, render
from tests.person import GOOD, Person
from tests.sites import ROOT, document

sys.path.insert(0, str(ROOT))
from tasks import VERBS

DOCS = {path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")}
DOCS["README.md"] = (ROOT / "README.md").read_text("utf-8")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(name: str, language: str) -> list[str]:
    return [code for of, code in _FENCE.findall(DOCS[name]) if of == language]


def section(name: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same level."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{2,}} |\Z)", DOCS[name], re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[2]


def fields_in(text: str) -> list[str]:
    """The first column of the tables in a text."""
    return re.findall(r"^\| `([a-z_.]+)` \|", text, re.MULTILINE)


def parts(annotation: Any) -> type[Fields] | None:
    """The mapping that a field is, or that the items of its list are."""
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        return next(filter(None, map(parts, get_args(annotation))), None)
    return None


def names(kind: type[Fields], above: str = "") -> list[str]:
    """Every field as docs/header.md calls it. What a person is stands in its text."""
    found = []
    for name, field in kind.model_fields.items():
        path = f"{above}{field.alias or name}"
        inner = parts(field.annotation)
        found.append(path)
        if inner is not None and inner.__name__ != "PersonFields":
            found += names(inner, f"{path}.")
    return found


def test_every_field_of_an_article_is_documented_and_no_other() -> None:
    text = DOCS["header.md"].split("## An article")[1].split("## A standing page")[0]
    assert sorted(fields_in(text)) == sorted(names(ArticleFields))
    assert "original.lang" in names(ArticleFields)
    assert "corrections.date" in names(ArticleFields)


def test_every_field_of_a_page_is_documented_and_no_other() -> None:
    assert sorted(fields_in(section("header.md", "A standing page"))) == sorted(names(PageFields))


@pytest.mark.parametrize(
    ("file", "record"), [("people.yaml", PersonRecord), ("sources.yaml", SourceRecord), ("terms.yaml", TermRecord)]
)
def test_every_field_of_a_data_file_is_documented_and_no_other(file: str, record: type[Fields]) -> None:
    assert sorted(fields_in(section("data-files.md", file))) == sorted(record.model_fields)


def test_every_setting_of_pelicans_is_documented_as_it_is_declared() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*) \|$", DOCS["settings.md"], re.MULTILINE))
    assert rows == dict(settings.HONOURED)


def test_every_option_is_documented_as_it_is_declared() -> None:
    [declared] = ast.parse(inspect.getsource(Options)).body
    assert isinstance(declared, ast.ClassDef)
    said = {
        field.target.id: " ".join(ast.literal_eval(text.value).split())
        for field, text in zip(declared.body, declared.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr)
    }
    assert set(said) == set(Options.model_fields)
    for name, sentence in said.items():
        assert " ".join(section("settings.md", name.upper()).split()).startswith(sentence)


def test_the_example_of_settings_can_be_used() -> None:
    [source] = examples("settings.md", "python")
    given = ast.literal_eval(source.partition("=")[2].strip())
    found, problems = options_module.read(given, "pelicanconf.py")
    assert problems == []
    assert set(given) == {field.alias for field in Options.model_fields.values()}
    assert found is not None


@pytest.mark.parametrize("name", ["pelicanconf.py", "publishconf.py"])
def test_the_publications_own_settings_are_documented(name: str) -> None:
    written = set(re.findall(r"^([A-Z_]+) =", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    assert written
    assert written <= settings.HONOURED.keys()


def test_the_rules_are_documented() -> None:
    assert DOCS["rules.md"] == as_markdown(), "renew it: python -m dragoman.press.rules > docs/rules.md"


def test_every_verb_is_documented() -> None:
    text = "\n".join([*DOCS.values(), (ROOT / "CONTRIBUTING.md").read_text("utf-8")])
    known = {verb.name.replace("_", "-") for verb in VERBS}
    assert known
    assert {verb for verb in known if not re.search(rf"\b(?:make|inv|tasks\.py) {verb}\b", text)} == set()


@pytest.mark.parametrize("name", [name for name in sorted(DOCS) if examples(name, "yaml")])
def test_the_examples_of_yaml_are_read_without_a_problem(name: str) -> None:
    for example in examples(name, "yaml"):
        if example.startswith("---"):
            front, problems = frontmatter.read(example, "en.md")
            assert front is not None
            header, wrong = schema.article_header(front.header, front.places)
            assert header is not None
            assert (*problems, *wrong) == ()
            continue
        file = example.splitlines()[0].removeprefix("# ").removesuffix(".yaml")
        data, places, problems = frontmatter.load_yaml(example, f"{file}.yaml")
        records, wrong = getattr(schema, file)(data, places)
        assert records
        assert (*problems, *wrong) == ()


@pytest.mark.parametrize("name", ["README.md", "rules.md"])
def test_the_example_of_a_problem_is_what_the_program_says(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(
        r"^ *(articles/\S+):(\d+):1: (H\d+) error: `(\w+)` .*\n +did you mean.*\n", DOCS[name], re.MULTILINE
    )
    assert found
    path, line, word = found[1], int(found[2]), found[4]
    header = {**GOOD, **{f"x_{number}": "filler" for number in range(line - 4)}, word: "x"}
    person = Person(tmp_path / "press", capsys)
    person.write("articles/letters-from-the-coast/en.md", "")
    (person.content / "articles/letters-from-the-coast/en.md").unlink()
    person.write(path, document(header, "Dear A.\n"))
    said = person.types()
    told = "\n".join(
        line.removeprefix("    ") if found[0].startswith("    ") else line for line in found[0].splitlines()
    )
    assert said.err.rpartition("1 error")[0].strip() == told.strip()


def test_the_table_of_markdown_does_what_it_says() -> None:
    text = section("markdown.md", "Links")
    published = set(re.findall(r"`(\.[a-z0-9]+)`", text))
    assert published == set(images.PUBLISHED)
    source = "::: note\nA\n:::\n\n::: pullquote\nB\n:::\n\n::: verse\nC\n:::\n\nTerm\n: Meaning\n\n[письмо]{lang=ru}\n"
    labels = Labels("Notes", "Back", "Table")
    rendered = render(source, path="en.md", lang="en", first_line=1, labels=labels, converter=Converter())
    assert rendered.problems == ()
    assert all(
        part in rendered.html for part in ('class="note"', 'class="pullquote"', 'class="verse"', "<dd>", 'lang="ru"')
    )


def test_every_link_between_the_documents_leads_to_a_file() -> None:
    for name, text in DOCS.items():
        folder = ROOT if name == "README.md" else ROOT / "docs"
        for target in re.findall(r"\]\((?!https?:|#)([^)\s#]+\.md)[^)]*\)", re.sub(r"`[^`]*`", "", text)):
            assert (folder / target).is_file(), f"{name}: {target}"
