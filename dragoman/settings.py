"""The publication's settings: Pelican's own names where it has one, and one `DRAGOMAN` dict for the rest.

`read` turns Pelican's dict into one frozen `Settings`, once; everything else is given what it needs from there. Each
field is documented where it is declared, and docs/settings.md is checked against this module.
"""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from dragoman import languages
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
    }
)

LanguageTag = Annotated[str, pydantic.AfterValidator(lambda tag: _canonical(tag))]
PerEdition = Mapping[LanguageTag, str]


def _canonical(tag: str) -> str:
    known = languages.canonical(tag)
    if known is None:
        raise ValueError(f'"{tag}" is not a language tag (BCP 47), such as en, pt-BR or zh-Hans')
    return known


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class MenuLink(Strict):
    """A menu entry that leads outside the publication."""

    title: str
    url: str = Field(pattern=r"^(https?://|/)[^\s\"'<>]*$")


class Publisher(Strict):
    """Who publishes: shown in the footer, and in structured data."""

    name: str
    url: str | None = Field(default=None, pattern=r"^https?://[^\s\"'<>]+$")


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

    menu: tuple[str | MenuLink, ...] | Mapping[LanguageTag, tuple[str | MenuLink, ...]] = Field(
        default=("home", "archive", "terms", "people", "sources"), alias="MENU"
    )
    """The menu, for all editions or per edition. Entries: `home`, `archive`, `terms`, `people`, `sources`,
    `page:NAME`, `category:KEY`, `tag:KEY`, or `{"title": …, "url": …}`."""

    digits: Mapping[LanguageTag, Literal["latn", "arab", "arabext"]] = Field(default_factory=dict, alias="DIGITS")
    """The digits of an edition's dates and numbers, where they are not those that CLDR gives: `{"ar": "arab"}`."""

    fallback_lang: LanguageTag = Field(default="en", alias="FALLBACK_LANG")
    """The language that the frame speaks in an edition whose language has no catalogue of strings."""

    publisher: Publisher | None = Field(default=None, alias="PUBLISHER")
    """Who publishes: `{"name": …, "url": …}`. Left out: the publication's name."""

    license: str | None = Field(default=None, alias="LICENSE")
    """The licence of the publication's own texts (an SPDX id), where an article names none."""

    article_type: Literal["Article", "NewsArticle"] = Field(default="Article", alias="ARTICLE_TYPE")
    """The schema.org type of articles."""

    feed_items: int = Field(default=20, ge=1, le=1000, alias="FEED_ITEMS")
    """How many articles a feed carries."""

    related: int = Field(default=3, ge=0, le=12, alias="RELATED")
    """How many related articles stand below an article."""

    @pydantic.field_validator("permalink")
    @classmethod
    def _pattern(cls, pattern: str) -> str:
        fields = {name: spec for _, name, spec, _ in string.Formatter().parse(pattern) if name is not None}
        if unknown := set(fields) - {"slug", "work", "date"}:
            raise ValueError(
                f"{{{min(unknown)}}} is not a part of an address; there are {{slug}}, {{work}}, {{date:…}}"
            )
        if not {"slug", "work"} & set(fields):
            raise ValueError("without {slug} or {work} all articles would share an address")
        if set((fields.get("date") or "").replace("%Y", "").replace("%m", "").replace("%d", "")) - set("/-."):
            raise ValueError("{date:…} takes %Y, %m and %d, joined by / or -")
        if pattern.startswith("/") or ".." in pattern or not pattern.endswith(("/", ".html")):
            raise ValueError("write it as a path below the edition that ends in / or .html")
        return pattern


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """All that the build is told by the publication's settings."""

    name: str  # SITENAME
    url: str  # SITEURL, without a slash at its end; may be empty while writing
    content: Path  # PATH
    output: Path  # OUTPUT_PATH
    theme: Path  # THEME
    overrides: tuple[Path, ...]  # THEME_TEMPLATES_OVERRIDES
    zone: ZoneInfo  # TIMEZONE
    default_lang: str  # DEFAULT_LANG
    per_page: int  # DEFAULT_PAGINATION
    typogrify: bool  # TYPOGRIFY
    options: Options  # DRAGOMAN

    @property
    def base(self) -> str:
        """The path that the site lives below, without a slash at its end: "" or "/blog"."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def root(self) -> str:
        """The absolute address of the site. Without SITEURL: that of the preview, so that every page can be checked."""
        return self.url or PREVIEW_URL


PREVIEW_URL = "http://localhost:8000"
DEFAULT_PER_PAGE = 10

# Pelican's names that mean here what they mean there. What is not in this table, and set to other than Pelican's own
# default, is a problem: a setting must never pass in silence.
HONOURED = frozenset(
    {
        *(
            "SITENAME",
            "SITEURL",
            "PATH",
            "OUTPUT_PATH",
            "THEME",
            "THEME_TEMPLATES_OVERRIDES",
            "TIMEZONE",
            "DEFAULT_LANG",
        ),
        *("DEFAULT_PAGINATION", "TYPOGRIFY", "PLUGINS", "PLUGIN_PATHS", "PELICAN_CLASS", "PORT", "BIND", "LOG_FILTER"),
        *("DEBUG", "LOCALE", "DRAGOMAN"),
    }
)
# What Pelican itself derives or adds while it reads the settings.
DERIVED = frozenset(
    {"FEED_DOMAIN", "PAGINATION_PATTERNS", "ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "CSS_FILE", "JINJA_ENVIRONMENT"}
)


def read(
    pelican: Mapping[str, Any], defaults: Mapping[str, Any], source: str
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """The settings from Pelican's dict, and every problem with them.

    `defaults` is Pelican's `DEFAULT_CONFIG`; `source` is the settings file's name, for problems. None where an error
    leaves nothing to build with.
    """
    problems = [*_unused(pelican, defaults, source)]
    options, wrong = _options(pelican.get("DRAGOMAN", {}), source)
    problems += wrong
    zone = _zone(pelican.get("TIMEZONE", "UTC"))
    if zone is None:
        hint = "write a name of the IANA time zone database, such as Europe/Lisbon"
        problems.append(_error("S101", source, f"TIMEZONE {pelican['TIMEZONE']!r} is not known", hint))
    problems += _values(pelican, source)
    default_lang = languages.canonical(str(pelican.get("DEFAULT_LANG", "en")))
    if default_lang is None:
        hint = "write a BCP 47 tag, such as en or pt-BR"
        problems.append(_error("S101", source, f"DEFAULT_LANG {pelican['DEFAULT_LANG']!r} is not a language", hint))
    if options is None or zone is None or default_lang is None or any(p.severity is Severity.ERROR for p in problems):
        return None, tuple(problems)
    settings = Settings(
        name=pelican["SITENAME"],
        url=pelican.get("SITEURL", "").rstrip("/"),
        content=Path(pelican["PATH"]),
        output=Path(pelican["OUTPUT_PATH"]),
        theme=Path(pelican["THEME"]),
        overrides=tuple(Path(folder) for folder in pelican.get("THEME_TEMPLATES_OVERRIDES", ())),
        zone=zone,
        default_lang=default_lang,
        per_page=pelican.get("DEFAULT_PAGINATION") or DEFAULT_PER_PAGE,
        typogrify=bool(pelican.get("TYPOGRIFY", True)),
        options=options,
    )
    return settings, tuple(problems)


def publishable(settings: Settings, source: str) -> Iterator[Problem]:
    """Why a site with these settings must not be published: an address that nobody can type."""
    host = urlsplit(settings.url).hostname or ""
    reserved = host.rpartition(".")[2] in {"example", "invalid", "test", "localhost"}  # RFC 2606, RFC 6761
    sample = host.removeprefix("www.") in {"example.com", "example.org", "example.net"}
    if not host or reserved or sample or host.startswith("127."):
        shown = f'"{settings.url}" is a placeholder' if settings.url else "SITEURL is empty"
        yield _error("S104", source, shown, 'write the public address: SITEURL = "https://your-domain"')


def output_problem(settings: Settings, source: str) -> Iterator[Problem]:
    """Why the output folder cannot be written to: it is, or holds, or lies in, a folder that people write in."""
    output = settings.output.resolve()
    for name, folder in (("PATH", settings.content), ("THEME", settings.theme)):
        other = folder.resolve()
        if output == other or output in other.parents or other in output.parents:
            message = f"OUTPUT_PATH {settings.output} and {name} {folder} lie in each other"
            yield _error("S107", source, message, 'give the output a folder of its own: OUTPUT_PATH = "output"')


def _options(given: object, source: str) -> tuple[Options | None, list[Problem]]:
    if not isinstance(given, Mapping):
        return None, [_error("S101", source, "DRAGOMAN must be a dict", 'write DRAGOMAN = {"PERMALINK": "{slug}/"}')]
    aliases = [field.alias or name for name, field in Options.model_fields.items()]
    problems = [
        _error("S102", source, f"DRAGOMAN has no key {key!r}", did_you_mean(str(key).upper(), aliases))
        for key in given
        if key not in aliases
    ]
    try:
        return Options.model_validate({key: given[key] for key in given if key in aliases}), problems
    except pydantic.ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            where = "".join(f"[{part!r}]" for part in detail["loc"] if not _is_branch(part))
            message = detail["msg"].removeprefix("Value error, ")
            hint = "docs/settings.md describes each key"
            problems.append(_error("S101", source, f"DRAGOMAN{where}: {message}", hint))
        return None, problems


def _is_branch(part: object) -> bool:
    """Pydantic names the branch of a union in the path to a value; a person never wrote it."""
    return isinstance(part, str) and (part in {"str", "MenuLink"} or "[" in part)


def _values(pelican: Mapping[str, Any], source: str) -> Iterator[Problem]:
    name = pelican.get("SITENAME")
    if not isinstance(name, str) or not name.strip():
        yield _error("S101", source, "SITENAME is empty", 'write SITENAME = "The name of the publication"')
    parts = urlsplit(str(pelican.get("SITEURL", "")))
    clean = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
    if pelican.get("SITEURL") and not clean:
        yield _error(
            "S101", source, f"SITEURL {pelican['SITEURL']!r} is not an address", 'write SITEURL = "https://your-domain"'
        )
    per_page = pelican.get("DEFAULT_PAGINATION")
    if per_page not in (None, False) and not (isinstance(per_page, int) and 1 <= per_page <= 1000):
        yield _error("S101", source, f"DEFAULT_PAGINATION {per_page!r} is not a number of articles", "write 10")


def _unused(pelican: Mapping[str, Any], defaults: Mapping[str, Any], source: str) -> Iterator[Problem]:
    for key in sorted(pelican):
        if key in HONOURED or key in DERIVED or (key in defaults and pelican[key] == defaults[key]):
            continue
        hint = "take it out; docs/settings.md lists the settings that have one"
        near = "" if key in defaults else did_you_mean(key, HONOURED)
        yield Problem(source, 0, 0, "S103", Severity.WARNING, f"the setting {key} has no effect here", near or hint)


def _zone(name: object) -> ZoneInfo | None:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _error(code: str, source: str, message: str, hint: str) -> Problem:
    return Problem(source, 0, 0, code, Severity.ERROR, message, hint)


def menu(options: Options, lang: str) -> Sequence[str | MenuLink]:
    """The menu of one edition."""
    if isinstance(options.menu, Mapping):
        return options.menu.get(lang, ())
    return options.menu
