"""What the build and a theme of one's own may rely on: short templates, named blocks, plain imports, known words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import nodes
from lxml import html

from tests.theme import samples
from tests.theme.rendering import TEMPLATES, THEME, environment, render

ALL_TEMPLATES = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())

BLOCKS = {
    "base.html": {"head", "skip", "header", "trail", "main", "footer"},
    "article.html": {"mark", "title", "summary", "byline", "picture", "body", "colophon", "terms"}
    | {"comments", "series", "neighbours", "related"},
    "page.html": {"mark", "title", "summary", "body", "colophon"},
    "list.html": {"title", "description", "children", "cards", "pager", "feed"},
    "index.html": {"title", "intro", "groups"},
    "profile.html": {"title", "text", "links", "groups"},
}


def messages() -> Iterator[str]:
    """Every msgid that a template asks for."""
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    keywords = {"_": None, "ngettext": (1, 2), "phrase": None}
    for path in ALL_TEMPLATES:
        found = extract("jinja2.ext.babel_extract", io.BytesIO(path.read_bytes()), keywords, options=options)
        for _line, message, _comments, _context in found:
            yield from (message,) if isinstance(message, str) else message


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 80


@pytest.mark.parametrize(("template", "names"), BLOCKS.items())
def test_each_part_of_a_page_is_a_block(template: str, names: set[str]) -> None:
    assert names <= set(environment().get_template(template).blocks)


def test_one_block_can_be_replaced_and_the_rest_stays() -> None:
    override = '{% extends "article.html" %}{% block byline %}<p id="Mine">{{ article.type }}</p>{% endblock %}'
    view = {"frame": samples.frame("en"), "article": samples.article("en")}
    document = html.document_fromstring(render("mine.html", view, environment({"mine.html": override})))
    assert document.xpath("string(//p[@id='Mine'])") == "interview"
    assert not document.xpath("//ul[@class='byline']")
    assert document.xpath("//div[@class='body']")


def test_one_template_can_be_replaced_and_the_rest_stays() -> None:
    view = {"frame": samples.frame("en"), "article": samples.article("en")}
    within = environment({"partials/footer.html": '<footer id="Mine">{{ frame.site.name }}</footer>'})
    document = html.document_fromstring(render("article.html", view, within))
    assert document.xpath("//footer[@id='Mine']")
    assert document.xpath("//nav[@class='menu']")


def test_templates_import_only_what_is_named_in_plain_words() -> None:
    """What a page depends on is read from the templates' syntax trees, so no name may be made up on the way."""
    within = environment()
    for path in ALL_TEMPLATES:
        tree = within.parse(path.read_text(encoding="utf-8"))
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            assert isinstance(node.template, nodes.Const), path.name


def test_every_word_of_the_templates_is_in_the_english_catalogue() -> None:
    with (THEME / "strings" / "en.po").open("rb") as file:
        catalogue = read_po(file)
    known = {part for message in catalogue for part in ((message.id,) if isinstance(message.id, str) else message.id)}
    assert set(messages()) - known == set()
