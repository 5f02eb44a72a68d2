"""Every word that the program or the theme says is in the catalogues, and the catalogues have no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.ext import babel_extract

from dragoman import catalogues
from dragoman.build.run import check
from dragoman.problems import Severity
from dragoman.strings import Catalogue, key
from dragoman.views import articles, colophon, lists
from tests.sites import NOW, ROOT, Publication

STRINGS = ROOT / "theme" / "strings"
TEMPLATES = ROOT / "theme" / "templates"
SPEAKING = {"say", "phrase", "count"}
# Messages that are chosen from a table.
TABLES = (
    *filter(None, articles.TYPE_NAMES.values()),
    *lists.KINDS_NAMES.values(),
    *lists.DEEDS.values(),
    *lists.ROLE_NAMES.values(),
    *colophon._METHODS.values(),
)


def _program() -> Iterator[tuple[Path, ast.Module]]:
    """What of the program speaks to readers."""
    for package in ("views", "build"):
        for path in sorted((ROOT / "dragoman" / package).glob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in _program():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKING:
                yield path, node


def _said() -> set[str]:
    """The messages that Python asks for in so many words, as the catalogues name them."""
    found = {key(message) for message in TABLES}
    found |= {key(message, context) for message, context in lists.KIND_NAMES.values()}
    for path, call in _calls():
        constants = [n.value for n in _constants(call.args[0])] if call.args else []
        if call.func.attr == "count" and len(call.args) == 3:  # type: ignore[attr-defined]
            plural = call.args[1]
            assert isinstance(plural, ast.Constant), path
            found.add(key(str(constants[0]), None, str(plural.value)))
        else:
            context = next((k.value.value for k in call.keywords if _is_plain_context(k)), None)
            found |= {key(str(message), context) for message in constants}
    return found


def _is_plain_context(keyword: ast.keyword) -> bool:
    return keyword.arg == "context" and isinstance(keyword.value, ast.Constant)


def _constants(node: ast.expr) -> Iterator[ast.Constant]:
    """The texts that an argument can be: itself, either branch, a value of a table that stands there."""
    if isinstance(node, ast.Constant):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        for value in node.value.values:
            yield from _constants(value)


def _shown() -> set[str]:
    """The messages that the templates ask for."""
    found = set()
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
                for _, function, message, _ in babel_extract(file, ["_", "phrase", "ngettext"], [], options):
                    parts = [message] if isinstance(message, str) else [part for part in message if part]
                    if function == "ngettext":
                        found.add(key(parts[0], None, parts[1]))
                    else:
                        found.add(key(parts[0], parts[1] if len(parts) > 1 else None))
    return found


def _constants_of_the_program() -> set[str]:
    return {
        node.value
        for _, tree in _program()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, Catalogue]:
    found, problems = catalogues.load([STRINGS])
    assert problems == ()
    return found


def test_the_four_languages_are_shipped(shipped: Mapping[str, Catalogue]) -> None:
    assert set(shipped) >= {"en", "ru", "fr", "ar"}


def test_the_templates_parse_and_speak() -> None:
    assert {"Skip to the text", "Home", "Previous article"} <= _shown()
    assert all(Environment().parse(p.read_text(encoding="utf-8")) for p in TEMPLATES.rglob("*.html"))


def test_every_message_that_is_asked_for_is_in_the_english_catalogue(shipped: Mapping[str, Catalogue]) -> None:
    assert (_said() | _shown()) - shipped["en"].places.keys() == set()


def test_every_message_of_the_english_catalogue_is_asked_for(shipped: Mapping[str, Catalogue]) -> None:
    """In so many words, or as a text of the program; a variant for one language goes with its message."""
    used = _said() | _shown()
    texts = _constants_of_the_program()
    unused = {
        name
        for name in shipped["en"].places
        if name not in used
        and not ("\x04" not in name and name in texts)
        and not (":" in name.partition("\x04")[0] and name.rpartition("\x04")[2] in used | texts)
    }
    assert unused == set()


def test_every_catalogue_is_complete(shipped: Mapping[str, Catalogue]) -> None:
    assert catalogues.missing(shipped) == ()


@pytest.mark.parametrize("lang", ["ru", "fr", "ar"])
def test_no_message_is_left_in_english(shipped: Mapping[str, Catalogue], lang: str) -> None:
    """But for names and signs, which are the same in every language."""
    same = {name for name, forms in shipped[lang].messages.items() if forms == (name.rpartition("\x04")[2],)}
    assert {name for name in same if lang != "fr"} <= {"{title} — {site}"}
    assert same <= {
        *("{title} — {site}", "Article", "Interview", "Menu", "Volume {volume}", "Sources", "Source", "Notes"),
        *(
            "Note {number}",
            "Pages",
            "Corrections",
            "Page {number} of {total}",
            "p. {pages}",
            "Archives",
            "one\x04Series",
        ),
    }


def test_check_shows_a_message_that_a_language_lacks(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    publication.article("letters/en")
    overrides = tmp_path / "overrides" / "strings"
    overrides.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Language: de\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    (overrides / "de.po").write_text(f'{header}msgid "Home"\nmsgstr "Startseite"\n', encoding="utf-8")
    publication.pelican["THEME_TEMPLATES_OVERRIDES"] = [str(overrides.parent)]
    problems = check(publication.configured(), NOW)
    missing = [problem for problem in problems if problem.code == "T109"]
    assert len(missing) > 50
    assert {problem.severity for problem in missing} == {Severity.WARNING}
    assert not any('"Home"' in problem.message for problem in missing)
    assert any('"Skip to the text"' in problem.message and "de" in problem.message for problem in missing)


def test_a_site_rewords_a_message_by_a_catalogue_of_its_own(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    publication.article("letters/en")
    overrides = tmp_path / "overrides" / "strings"
    overrides.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Language: en\\n"\n\n'
    (overrides / "en.po").write_text(f'{header}msgid "Home"\nmsgstr "Front page"\n', encoding="utf-8")
    publication.pelican["THEME_TEMPLATES_OVERRIDES"] = [str(overrides.parent)]
    page = publication.build().page("/letters/")
    assert "Front page" in [link.text_content() for link in page.xpath("//nav//a")]
