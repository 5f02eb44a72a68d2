"""The publication in `content/`, built by `pelicanconf.py` as `inv build` does."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from pelican.settings import read_settings

from dragoman.build.run import Built
from dragoman.library import Library, assemble
from dragoman.press import Press
from dragoman.reading import read_collection
from dragoman.settings import Settings
from tests.sites import NOW, ROOT


@dataclasses.dataclass(frozen=True, slots=True)
class BuiltPublication:
    """Where it was built to, what the build said, and the library behind it."""

    folder: Path
    settings: Settings
    built: Built
    library: Library

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    def text(self, path: str) -> str:
        """The page at a site path: `/ru/`."""
        return self.file(path).read_text(encoding="utf-8")

    def file(self, path: str) -> Path:
        return self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))

    def articles(self, lang: str) -> list[str]:
        """The site paths of an edition's articles, hidden ones too."""
        found = (versions[lang] for versions in self.library.works.values() if lang in versions)
        return [self.library.paths[article.path] for article in found if self.library.visible(article)]


def built_into(folder: Path) -> BuiltPublication:
    press = Press(read_settings(str(ROOT / "pelicanconf.py"), override={"OUTPUT_PATH": str(folder)}))
    settings, _ = press.configured()
    built, _ = press.press(NOW)
    collection, _ = read_collection(settings.content)
    library, _ = assemble(collection, settings, NOW)
    return BuiltPublication(folder, settings, built, library)
