"""The keys of the `DRAGOMAN` dict: each documented where it is declared, typed, and refused where it is unknown."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from dragoman import grammar, identifiers, languages
from dragoman.grammar import Fault
from dragoman.problems import Problem, Severity, did_you_mean

RULES: Mapping[str, str] = MappingProxyType(
    {
        "S101": "A setting has a value that cannot be used.",
        "S102": "DRAGOMAN has a key that does not exist.",
        "S103": "A setting of Pelican's has no effect here.",
        "S104": "SITEURL must be the address that readers will type before the site is published.",
        "S105": "A plugin named in PLUGINS could not be loaded.",
        "S106": "The settings file cannot be read.",
        "S107": "The output folder must be a folder of its own.",
        "S108": "A setting names an edition, a page or a term that the publication does not have.",
    }
)

_NO_EDITION = frozenset({"und", "mul", "zxx", "mis"})  # tags of texts in no language, in several, in an unknown one
_WORDS = ("home", "archive", "terms", "people", "sources")
_KINDS = ("page", "category", "tag", "series")


def _canonical(tag: str) -> str:
    known = languages.canonical(tag)
    if known is None or known in _NO_EDITION:
        raise ValueError(f'"{tag}" is not a language tag (BCP 47), such as en, pt-BR or zh-Hans')
    return known


def _licence(text: str) -> str:
    found = identifiers.licence(text)
    if isinstance(found, Fault):
        raise ValueError(f'"{text}" {found.message}; {found.hint}')
    return found


LanguageTag = Annotated[str, pydantic.AfterValidator(_canonical)]
PerEdition = Mapping[LanguageTag, str]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class MenuLink(Strict):
    """A menu entry that leads outside the publication."""

    title: str = Field(min_length=1)
    url: str = Field(pattern=r"^(https?://|/)[^\s\"'<>]*$")


class Publisher(Strict):
    """Who publishes: shown in the footer, and in structured data."""

    name: str = Field(min_length=1)
    url: str | None = Field(default=None, pattern=r"^https?://[^\s\"'<>]+$")


MenuEntry = str | MenuLink


def _entry(given: object) -> MenuEntry:
    if isinstance(given, Mapping):
        try:
            return MenuLink.model_validate(dict(given))
        except pydantic.ValidationError:
            raise ValueError(f'{given!r} is not an entry: write {{"title": "…", "url": "https://…"}}') from None
    kind, _, key = given.partition(":") if isinstance(given, str) else ("", "", "")
    if given in _WORDS or (kind in _KINDS and key):
        return str(given)
    near = did_you_mean(str(given), _WORDS)
    words = f"{', '.join(_WORDS)}, or {', '.join(f'{kind}:…' for kind in _KINDS)}"
    raise ValueError(f"{given!r} is not an entry: {near or f'there are {words}'}")


def _entries(given: object) -> tuple[MenuEntry, ...]:
    if not isinstance(given, list | tuple):
        raise ValueError(f"{given!r} is not a list of entries")
    return tuple(_entry(entry) for entry in given)


def _menu(given: object) -> object:
    if isinstance(given, Mapping):
        return {_canonical(str(lang)): _entries(entries) for lang, entries in given.items()}
    return _entries(given)


Menu = tuple[MenuEntry, ...] | Mapping[str, tuple[MenuEntry, ...]]


class Options(Strict):
    """The keys of the `DRAGOMAN` dict; in the settings file they are written in capitals."""

    editions: tuple[LanguageTag, ...] | None = Field(default=None, alias="EDITIONS", min_length=1)
    """The languages of the publication, in order. Left out: those that the content is in."""

    prefix_all: bool = Field(default=False, alias="PREFIX_ALL")
    """Put the default edition below its language too (`/en/`), instead of at the root."""

    permalink: str = Field(default="{slug}/", alias="PERMALINK")
    """The address of an article below its edition: `{slug}/`, or WordPress's `{date:%Y/%m/%d}/{slug}/`."""

    names: PerEdition = Field(default_factory=dict, alias="NAMES")
    """The publication's name per edition, where it is not SITENAME: `{"ru": "Толмач"}`."""

    taglines: PerEdition = Field(default_factory=dict, alias="TAGLINES")
    """A line below the name, per edition."""

    menu: Annotated[Menu, pydantic.PlainValidator(_menu)] = Field(default=_WORDS, alias="MENU")
    """The menu, for all editions or per edition. Entries: `home`, `archive`, `terms`, `people`, `sources`,
    `page:NAME`, `category:KEY`, `tag:KEY`, `series:KEY`, or `{"title": …, "url": …}`. An entry that leads to nothing
    in an edition is left out there."""

    digits: Mapping[LanguageTag, Literal["latn", "arab", "arabext"]] = Field(default_factory=dict, alias="DIGITS")
    """The digits of an edition's dates and numbers, where they are not those that CLDR gives: `{"ar": "arab"}`."""

    fallback_lang: LanguageTag = Field(default="en", alias="FALLBACK_LANG")
    """The language that the frame speaks in an edition whose language has no catalogue of strings."""

    publisher: Publisher | None = Field(default=None, alias="PUBLISHER")
    """Who publishes: `{"name": …, "url": …}`. Left out: the publication's name."""

    license: Annotated[str, pydantic.AfterValidator(_licence)] | None = Field(default=None, alias="LICENSE")
    """The licence of the publication's own texts (an SPDX id, `all-rights-reserved` or `public-domain`), where an
    article names none."""

    article_type: Literal["Article", "NewsArticle"] = Field(default="Article", alias="ARTICLE_TYPE")
    """The schema.org type of articles."""

    feed_items: int = Field(default=20, ge=1, le=1000, alias="FEED_ITEMS")
    """How many articles a feed carries."""

    related: int = Field(default=3, ge=0, le=12, alias="RELATED")
    """How many related articles stand below an article."""

    @pydantic.field_validator("permalink")
    @classmethod
    def _pattern(cls, pattern: str) -> str:
        if fault := permalink_fault(pattern):
            raise ValueError(fault)
        return pattern


def permalink_fault(pattern: str) -> str | None:
    """Why a pattern cannot be the address of an article below its edition.

    >>> permalink_fault("{date:%Y/%m/%d}/{slug}/") is None
    True
    >>> permalink_fault("{year}/{slug}/")
    '{year} is not a part of an address; there are {slug}, {work}, {date:…}'
    """
    try:
        fields = [part[1:] for part in string.Formatter().parse(pattern) if part[1] is not None]
    except ValueError as error:
        return f"{error}; write it like {{slug}}/"
    for name, spec, conversion in fields:
        if name not in {"slug", "work", "date"}:
            return f"{{{name}}} is not a part of an address; there are {{slug}}, {{work}}, {{date:…}}"
        if conversion or (name != "date" and spec):
            return f"write {{{name}}} with nothing else between its braces"
        if name == "date" and not re.fullmatch(r"(?:%[Ymd]|[/-])+", spec or ""):
            return "{date:…} takes %Y, %m and %d, joined by / or -"
    if not {"slug", "work"} & {name for name, _, _ in fields}:
        return "without {slug} or {work} all articles would share an address"
    if pattern.startswith("/") or not pattern.endswith(("/", ".html")):
        return "write it as a path below the edition that ends in / or .html"
    sample = pattern.format(slug="a", work="b", date=dt.date(2016, 9, 20))
    fault = grammar.path_fault(f"/{sample}")
    return f"its address would be /{sample}, which {fault.message}" if fault else None


def menu(options: Options, lang: str) -> tuple[MenuEntry, ...]:
    """The menu of one edition."""
    if isinstance(options.menu, Mapping):
        return options.menu.get(lang, ())
    return options.menu


def read(given: object, source: str) -> tuple[Options | None, list[Problem]]:
    """The options from the `DRAGOMAN` dict of the settings file `source`; None where there is an error in them."""
    if not isinstance(given, Mapping):
        return None, [error("S101", source, "DRAGOMAN must be a dict", 'write DRAGOMAN = {"PERMALINK": "{slug}/"}')]
    aliases = [field.alias or name for name, field in Options.model_fields.items()]
    problems = [
        error("S102", source, f"DRAGOMAN has no key {key!r}", _known(key, aliases))
        for key in given
        if key not in aliases
    ]
    try:
        return Options.model_validate({key: given[key] for key in given if key in aliases}), problems
    except pydantic.ValidationError as found:
        for detail in found.errors(include_url=False, include_context=False):
            where = "".join(f"[{part!r}]" for part in detail["loc"] if part != "[key]")
            message = detail["msg"].removeprefix("Value error, ")
            hint = "docs/settings.md describes each key"
            problems.append(error("S101", source, f"DRAGOMAN{where}: {message}", hint))
        return None, problems


def _known(key: object, aliases: list[str]) -> str:
    return did_you_mean(str(key).upper(), aliases) or f"there are {', '.join(aliases)}"


def error(code: str, source: str, message: str, hint: str) -> Problem:
    """A problem with the settings file as a whole: Python does not tell where a setting was written."""
    return Problem(source, 0, 0, code, Severity.ERROR, message, hint)
