"""What the build makes: pages from a template and a view, and files that are copied as they are."""

from __future__ import annotations

import dataclasses
from typing import Any

from dragoman.model import Place
from dragoman.views.sitemap import Listing
from dragoman.views.types import Frame


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """One page: a pure function of its template and its view."""

    path: str  # the decoded site path: "/ru/archive/"
    template: str  # "article.html"
    name: str  # what the template calls the view: "article"
    view: Any
    lang: str  # whose strings the template speaks
    origin: str  # the content path it comes from, or a phrase such as "the list of people"
    frame: Frame | None = None
    listing: Listing | None = None  # how the sitemap lists it
    place: Place | None = None  # where a person can give it another address


@dataclasses.dataclass(frozen=True, slots=True)
class Asset:
    """A file of the output that is no page."""

    path: str
    origin: str
    data: bytes
