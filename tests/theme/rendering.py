"""Renders a template of the theme as the build does, with words that stay what the template says."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from lxml import etree, html
from markupsafe import Markup

THEME = Path(__file__).parents[2] / "theme"
TEMPLATES = THEME / "templates"


def environment(overrides: Mapping[str, str] | None = None) -> Environment:
    """The environment that the theme is written for; `overrides` stand before its own templates."""
    own: BaseLoader = FileSystemLoader(TEMPLATES)
    loader = ChoiceLoader([DictLoader(overrides), own]) if overrides else own
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@functools.cache
def shared_environment() -> Environment:
    return environment()


def render(template: str, view: Mapping[str, object], within: Environment | None = None) -> str:
    return (
        (within or shared_environment())
        .get_template(template)
        .render(**view, _=_same, ngettext=_plural, phrase=_phrase)
    )


def page(template: str, view: Mapping[str, object]) -> html.HtmlElement:
    return html.document_fromstring(render(template, view))


def xml(template: str, view: Mapping[str, object]) -> etree._Element:
    return etree.fromstring(render(template, view).encode())


def _same(msgid: str, context: str | None = None) -> str:
    return msgid


def _plural(singular: str, plural: str, n: int) -> str:
    return singular if n == 1 else plural


def _phrase(msgid: str, **parts: object) -> Markup:
    return Markup(msgid).format(**parts)
