"""Small publications made for a test, built for real, and held to the invariants."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html
from pelican.settings import DEFAULT_CONFIG

from dragoman import settings as settings_module
from dragoman.build.run import Built, build
from dragoman.build.write import write
from dragoman.problems import Problem, errors
from dragoman.settings import Settings
from tests import invariants

ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@dataclasses.dataclass(frozen=True)
class BuiltSite:
    """An output folder, and ways to read it as a browser would."""

    folder: Path
    settings: Settings
    built: Built

    def page(self, path: str) -> html.HtmlElement:
        """The page at a site path: `/ru/`."""
        return html.document_fromstring(self.text(path))

    def text(self, path: str) -> str:
        file = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        return (self.folder / file).read_text(encoding="utf-8")

    def feed(self, path: str) -> etree._Element:
        return etree.fromstring(self.text(path).encode())

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def exists(self, path: str) -> bool:
        return (self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))).is_file()


class Publication:
    """A content folder in the making."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "output"
        self.content.mkdir(parents=True)
        self.pelican: dict[str, Any] = {
            "SITENAME": "Test Press",
            "SITEURL": "https://press.example",
            "TYPOGRIFY": True,
            "DRAGOMAN": {},
        }

    def options(self, **options: object) -> None:
        """Keys of the DRAGOMAN dict."""
        self.pelican["DRAGOMAN"] = {**self.pelican["DRAGOMAN"], **options}

    def file(self, path: str, data: str | bytes) -> Path:
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
        return target

    def article(self, path: str, body: str = "A text.\n", **header: object) -> Path:
        """`articles/<path>.md`; what a header must have is filled in. `_` ends a field that Python reserves."""
        name = path.rpartition("/")[0].rpartition("/")[2] or path.rpartition("/")[0]
        given: dict[str, object] = {
            "title": name.replace("-", " ").capitalize(),
            "date": "2026-01-02",
            "authors": ["Ann Author"],
        }
        fields = {key.rstrip("_"): value for key, value in {**given, **header}.items() if value is not None}
        return self.file(f"articles/{path}.md", document(fields, body))

    def translation(self, path: str, lang: str | None = None, body: str = "A text.\n", **header: object) -> Path:
        """An article with a translator; `lang` is that of an original that lives elsewhere."""
        original: dict[str, object] = {}
        if lang:
            original = {"original": {"lang": lang, "title": "Original", "publication": "Elsewhere", "date": "2020"}}
        return self.article(path, body, **{"translators": ["Tom Translator"], **original, **header})

    def page(self, path: str, body: str = "A page.\n", **header: object) -> Path:
        return self.file(f"pages/{path}.md", document({"title": path.partition("/")[0].capitalize(), **header}, body))

    def data(self, name: str, data: Mapping[str, object]) -> Path:
        return self.file(name, yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False))

    def configured(self) -> Settings:
        pelican = {
            **DEFAULT_CONFIG,
            "THEME": str(ROOT / "theme"),
            "PATH": str(self.content),
            "OUTPUT_PATH": str(self.output),
            "TIMEZONE": "UTC",
            "PLUGINS": [],
            **self.pelican,
        }
        found, problems = settings_module.read(pelican, DEFAULT_CONFIG, "pelicanconf.py")
        assert found is not None, problems
        return found

    def attempt(self, now: dt.datetime = NOW, *, preview: bool = False) -> Built:
        """Build in memory, whatever comes of it."""
        return build(self.configured(), now, preview=preview)

    def problems(self, now: dt.datetime = NOW) -> list[Problem]:
        return list(self.attempt(now).problems)

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems()]

    def build(self, now: dt.datetime = NOW, *, preview: bool = False) -> BuiltSite:
        """Build, write, and hold the result to every invariant."""
        configured = self.configured()
        built = build(configured, now, preview=preview)
        assert not errors(built.problems), "\n".join(map(str, built.problems))
        written, failed = write(configured.output, built.contents)
        assert not failed
        assert written.total == len(built.contents)
        assert invariants.violations(configured.output, configured.root) == []
        return BuiltSite(configured.output, configured, built)


def document(header: Mapping[str, object], body: str) -> str:
    """A Markdown file with a YAML header."""
    return f"---\n{yaml.safe_dump(dict(header), allow_unicode=True, sort_keys=False)}---\n\n{body}"
