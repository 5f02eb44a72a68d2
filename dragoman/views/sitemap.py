"""The sitemap (sitemaps.org) with alternates, in files of at most 50,000 addresses and 50 megabytes each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from dragoman.views.site import Site
from dragoman.views.twins import Cluster
from dragoman.views.types import SitemapIndexView, SitemapUrl, SitemapView

PATH = "/sitemap.xml"
MOST_ADDRESSES = 50_000
MOST_BYTES = 45_000_000  # the protocol allows 50 MiB; what a template writes around an address is only guessed
_AROUND = 120  # bytes that the markup of one address or one alternate takes, with room for a theme's own


@dataclasses.dataclass(frozen=True, slots=True)
class Listing:
    """One page as the sitemap lists it."""

    path: str
    cluster: Cluster
    modified: str | None = None  # ISO 8601


def sitemaps(
    listings: Sequence[Listing], site: Site, most: int = MOST_ADDRESSES, largest: int = MOST_BYTES
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
    parts = [SitemapView(tuple(part)) for part in _parts(urls, most, largest)] or [SitemapView(())]
    if len(parts) == 1:
        return parts, None
    return parts, SitemapIndexView(tuple(site.absolute(part_path(number)) for number in range(1, len(parts) + 1)))


def _parts(urls: Iterable[SitemapUrl], most: int, largest: int) -> Iterator[list[SitemapUrl]]:
    part: list[SitemapUrl] = []
    size = 0
    for url in urls:
        added = sum(len(address) + _AROUND for address in (url.loc, *(href for _, href in url.alternates)))
        if part and (len(part) == most or size + added > largest):
            yield part
            part, size = [], 0
        part.append(url)
        size += added
    if part:
        yield part


def part_path(number: int) -> str:
    return f"/sitemap-{number}.xml"
