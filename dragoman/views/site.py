"""Everything that views are made from, gathered once for a build."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from dragoman.library import Library
from dragoman.linking import Linker
from dragoman.settings import Settings
from dragoman.text.rendered import Rendered
from dragoman.views.types import Card
from dragoman.views.voice import Voice


@dataclasses.dataclass(frozen=True, slots=True)
class Site:
    library: Library
    voices: Mapping[str, Voice]  # of each edition
    bodies: Mapping[str, Rendered]  # by content path
    linker: Linker
    stylesheet: str  # site path
    favicon: str  # site path
    cards: Mapping[str, Card] = dataclasses.field(default_factory=dict)  # of every listed article, by content path

    @property
    def settings(self) -> Settings:
        return self.library.settings

    def href(self, path: str) -> str:
        return self.library.addresses.href(path)

    def absolute(self, path: str) -> str:
        return self.library.addresses.absolute(path)

    def name(self, lang: str) -> str:
        """The publication's name in an edition."""
        return self.settings.options.names.get(lang, self.settings.name)
