"""The sitemap (sitemaps.org) with alternates, in files of at most 50,000 addresses each."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from dragoman.views.site import Site
from dragoman.views.twins import Cluster
from dragoman.views.types import SitemapIndexView, SitemapUrl, SitemapView

MOST_ADDRESSES = 50_000


@dataclasses.dataclass(frozen=True, slots=True)
class Listing:
    """One page as the sitemap lists it."""

    path: str
    cluster: Cluster
    modified: str | None = None  # ISO 8601


def sitemaps(
    listings: Sequence[Listing], site: Site, most: int = MOST_ADDRESSES
) -> tuple[list[SitemapView], SitemapIndexView | None]:
    """The sitemap in one file, or in several with an index of them."""
    urls = [
        SitemapUrl(
            site.absolute(listing.path),
            listing.modified,
            tuple((lang, site.absolute(path)) for lang, path in listing.cluster.alternates()),
        )
        for listing in sorted(listings, key=lambda listing: listing.path)
    ]
    parts = [SitemapView(tuple(urls[start : start + most])) for start in range(0, len(urls), most)] or [SitemapView(())]
    if len(parts) == 1:
        return parts, None
    return parts, SitemapIndexView(tuple(site.absolute(part_path(number)) for number in range(1, len(parts) + 1)))


def part_path(number: int) -> str:
    return f"/sitemap-{number}.xml"
