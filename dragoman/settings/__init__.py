"""The publication's settings: Pelican's own names where it has one, and one `DRAGOMAN` dict for the rest.

`read` turns Pelican's dict into one frozen `Settings`, once; everything else is given what it needs from there. Each
setting is documented where it is declared, and docs/settings.md is checked against it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman import grammar, languages
from dragoman.problems import Problem, Severity, did_you_mean, errors
from dragoman.settings import options as options_module
from dragoman.settings.options import RULES, MenuLink, Options, Publisher, error, menu

__all__ = [
    "RULES",
    "MenuLink",
    "Options",
    "Publisher",
    "Settings",
    "menu",
    "output_problem",
    "publishable",
    "read",
    "unmet",
]


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
    source: str = "pelicanconf.py"  # the settings file's name, for problems

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
HONOURED: Mapping[str, str] = MappingProxyType(
    {
        "SITENAME": "The publication's name.",
        "SITEURL": "The address of the site, perhaps with a path: `https://your-domain/blog`.",
        "PATH": "The content folder, relative to the settings file.",
        "OUTPUT_PATH": "The folder to write to, relative to the settings file; nothing else may be kept in it by hand "
        "under a name that the build writes.",
        "THEME": "The folder of the theme, relative to the settings file.",
        "THEME_TEMPLATES_OVERRIDES": "Folders whose templates, and catalogues in their `strings/`, come before the "
        "theme's own.",
        "TIMEZONE": "In which a bare date such as 2016-09-20 begins: a name of the IANA time zone database.",
        "DEFAULT_LANG": "The language of the default edition; where EDITIONS does not list it, the first of EDITIONS.",
        "DEFAULT_PAGINATION": "How many articles stand on a page of a list; 10 where it is left out.",
        "TYPOGRIFY": "Curly quotes, dashes and the like in English text: True or False.",
        "PLUGINS": "Pelican's plugins, by name. Those that work on finished files (`content_written`, `finalized`) do.",
        "PLUGIN_PATHS": "Folders to look for plugins in.",
        "PELICAN_CLASS": "`Press`, so that stock `pelican` builds the same site.",
        "PORT": "Where `pelican --listen` listens; `inv serve` has `--port`.",
        "BIND": "Where `pelican --listen` listens; `inv serve` has `--host`.",
        "LOG_FILTER": "Which lines of Pelican's log are left out.",
        "DEBUG": "Whether Pelican's log says more.",
        "LOCALE": "Pelican gives it to the operating system. Dates and order here do not depend on it.",
        "DRAGOMAN": "All that Pelican has no name for: see below.",
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
    problems = [*_unused(pelican, defaults, source), *_values(pelican, source)]
    options, wrong = options_module.read(pelican.get("DRAGOMAN", {}), source)
    zone = _zone(pelican.get("TIMEZONE", "UTC"))
    default_lang = languages.canonical(str(pelican.get("DEFAULT_LANG", "en")))
    problems += wrong
    problems += _default_edition(default_lang, pelican, defaults, options, source)
    if zone is None:
        hint = "write a name of the IANA time zone database, such as Europe/Lisbon"
        problems.append(error("S101", source, f"TIMEZONE {pelican['TIMEZONE']!r} is not known", hint))
    if options is None or zone is None or default_lang is None or errors(problems):
        return None, tuple(problems)
    settings = Settings(
        name=pelican["SITENAME"],
        url=(pelican.get("SITEURL") or "").rstrip("/"),
        content=Path(pelican["PATH"]),
        output=Path(pelican["OUTPUT_PATH"]),
        theme=Path(pelican["THEME"]),
        overrides=tuple(Path(folder) for folder in pelican.get("THEME_TEMPLATES_OVERRIDES") or ()),
        zone=zone,
        default_lang=default_lang,
        per_page=pelican.get("DEFAULT_PAGINATION") or DEFAULT_PER_PAGE,
        typogrify=bool(pelican.get("TYPOGRIFY", True)),
        options=options,
        source=source,
    )
    return settings, tuple(problems)


def publishable(settings: Settings, source: str) -> Iterator[Problem]:
    """Why a site with these settings must not be published: an address that nobody can type."""
    host = (urlsplit(settings.url).hostname or "").rstrip(".")
    reserved = host.rpartition(".")[2] in {"example", "invalid", "test", "localhost"}  # RFC 2606, RFC 6761
    sample = host.removeprefix("www.") in {"example.com", "example.org", "example.net"}
    local = host.startswith(("127.", "0.")) or ":" in host  # an address of this machine, or one in IPv6
    if not host or reserved or sample or local:
        shown = f'"{settings.url}" is a placeholder' if settings.url else "SITEURL is empty"
        yield error("S104", source, shown, 'write the public address: SITEURL = "https://your-domain"')


def output_problem(settings: Settings, source: str) -> Iterator[Problem]:
    """Why the output folder cannot be written to: it is, or holds, or lies in, a folder that people write in."""
    output = settings.output.resolve()
    for name, folder in (("PATH", settings.content), ("THEME", settings.theme)):
        other = folder.resolve()
        if output == other or output in other.parents or other in output.parents:
            message = f"OUTPUT_PATH {settings.output} and {name} {folder} lie in each other"
            yield error("S107", source, message, 'give the output a folder of its own: OUTPUT_PATH = "output"')


def unmet(
    settings: Settings, editions: Collection[str], known: Collection[str], paths: Collection[str]
) -> Iterator[Problem]:
    """What the settings name and the publication does not have.

    `known` holds what menu entries may name (`page:about`, `tag:sea`), `paths` the site paths of all pages.
    """
    options = settings.options
    per_edition = {"NAMES": options.names, "TAGLINES": options.taglines, "DIGITS": options.digits}
    menus = options.menu if isinstance(options.menu, Mapping) else {}
    for key, given in (*per_edition.items(), ("MENU", menus)):
        for lang in given:
            if lang not in editions:
                hint = f"there are editions in {', '.join(editions)}"
                yield _unmet(settings, f"DRAGOMAN[{key!r}] names the edition {lang}, which there is not", hint)
    every = [menu(options, lang) for lang in editions]
    for entry in dict.fromkeys(entry for entries in every for entry in entries):
        if isinstance(entry, str) and ":" in entry and entry not in known:
            hint = did_you_mean(entry, known) or "write the name of a page's folder, or a key of terms.yaml"
            yield _unmet(settings, f"DRAGOMAN['MENU'] names {entry}, which there is not", hint)
        elif isinstance(entry, MenuLink) and entry.url.startswith("/") and entry.url.partition("#")[0] not in paths:
            message = f"DRAGOMAN['MENU'] leads to {entry.url}, where nothing is"
            yield _unmet(settings, message, did_you_mean(entry.url, paths) or 'name a page by its folder: "page:about"')


def _unmet(settings: Settings, message: str, hint: str) -> Problem:
    return Problem(settings.source, 0, 0, "S108", Severity.WARNING, message, hint)


def _values(pelican: Mapping[str, Any], source: str) -> Iterator[Problem]:
    name = pelican.get("SITENAME")
    if not isinstance(name, str) or not name.strip():
        yield error("S101", source, "SITENAME is empty", 'write SITENAME = "The name of the publication"')
    if (url := pelican.get("SITEURL")) and not _is_address(url):
        yield error("S101", source, f"SITEURL {url!r} is not an address", 'write SITEURL = "https://your-domain"')
    for key in ("PATH", "OUTPUT_PATH", "THEME"):
        if not isinstance(folder := pelican.get(key), str | Path) or not str(folder):
            yield error("S101", source, f"{key} {folder!r} is not a folder", f'write {key} = "{_USUAL[key]}"')
    theme = pelican.get("THEME")
    if isinstance(theme, str | Path) and not Path(theme, "strings").is_dir():
        hint = 'write THEME = "theme"; themes made for Pelican itself do not fit'
        yield error("S101", source, f"THEME {theme} is not a theme of Dragoman's", hint)
    overrides = pelican.get("THEME_TEMPLATES_OVERRIDES") or ()
    listed = isinstance(overrides, list | tuple)
    for folder in overrides if listed else (overrides,):
        if not listed or not isinstance(folder, str | Path) or not Path(folder).is_dir():
            message = f"THEME_TEMPLATES_OVERRIDES names {folder!r}, which is not a folder"
            yield error("S101", source, message, 'write a list of folders: ["my-theme"]')
    per_page = pelican.get("DEFAULT_PAGINATION")
    if per_page is not None and per_page is not False and not (type(per_page) is int and 1 <= per_page <= 1000):
        yield error("S101", source, f"DEFAULT_PAGINATION {per_page!r} is not a number of articles", "write 10")
    if not isinstance(typogrify := pelican.get("TYPOGRIFY", True), bool):
        yield error("S101", source, f"TYPOGRIFY {typogrify!r} is neither True nor False", "write TYPOGRIFY = True")


_USUAL: Mapping[str, str] = MappingProxyType({"PATH": "content", "OUTPUT_PATH": "output", "THEME": "theme"})


def _is_address(url: object) -> bool:
    """Whether this can be the root of a site: no query, and a host that may be this machine while writing."""
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or parts.query or parts.fragment or "?" in url or "#" in url:
        return False
    # The path is written into addresses as it stands.
    if grammar.path_fault(parts.path or "/") or ".." in parts.path:
        return False
    local = f"{parts.scheme}://press.example" if host == "localhost" else url
    return grammar.url_fault(local) is None


def _default_edition(
    lang: str | None, pelican: Mapping[str, Any], defaults: Mapping[str, Any], options: Options | None, source: str
) -> Iterator[Problem]:
    given = pelican.get("DEFAULT_LANG")
    if lang is None:
        yield error(
            "S101", source, f"DEFAULT_LANG {given!r} is not a language", "write a BCP 47 tag, such as en or pt-BR"
        )
    elif options and options.editions and lang not in options.editions and given != defaults.get("DEFAULT_LANG"):
        message = f"DEFAULT_LANG {given!r} is not among the EDITIONS: {', '.join(options.editions)}"
        yield error("S101", source, message, "write one of them, or add it to EDITIONS")


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
