"""Where everything lives. A *site path* is decoded and starts below the site's root: `/ru/письма/`.

From a site path come three things: the `href` on a page (with the base path, percent-encoded), the absolute address,
and the file that a host serves for it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from urllib.parse import quote

from dragoman.settings import Settings

# What RFC 3986 lets stand in a path, less what HTML, XML or a shell would have to quote.
SAFE = "/-._~!()*+,;=:@"


@dataclasses.dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one publication."""

    base: str  # "" or "/blog", percent-encoded
    root: str  # absolute, without a slash at its end
    permalink: str
    prefixes: dict[str, str]  # of each edition: "/" or "/ru/"

    @classmethod
    def of(cls, settings: Settings, editions: tuple[str, ...], default: str) -> Addresses:
        bare = None if settings.options.prefix_all else default
        prefixes = {lang: "/" if lang == bare else f"/{lang.lower()}/" for lang in editions}
        base = quote(settings.base, safe=f"{SAFE}%")
        root = settings.root.removesuffix(settings.base) + base
        return cls(base, root, settings.options.permalink, prefixes)

    def href(self, path: str) -> str:
        """
        >>> Addresses("/blog", "https://example.org/blog", "{slug}/", {}).href("/ru/письма/")
        '/blog/ru/%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%B0/'
        """
        return self.base + quote(path, safe=SAFE)

    def absolute(self, path: str) -> str:
        return self.root + quote(path, safe=SAFE)

    def absolute_of(self, href: str) -> str:
        """The absolute address of an `href` of this site.

        >>> Addresses("/blog", "https://example.org/blog", "{slug}/", {}).absolute_of("/blog/media/a.png")
        'https://example.org/blog/media/a.png'
        """
        return self.root + href.removeprefix(self.base)

    def home(self, lang: str, page: int = 1) -> str:
        return self.prefixes[lang] + _page(page)

    def article(self, lang: str, *, slug: str, work: str, day: dt.date) -> str:
        # The system's own %Y leaves out the zeros of early years, and does so on some systems only.
        pattern = self.permalink.replace("%Y", f"{day.year:04d}")
        return self.prefixes[lang] + pattern.format(slug=slug, work=work, date=day)

    def standing(self, lang: str, slug: str) -> str:
        return f"{self.prefixes[lang]}{slug}/"

    def term(self, lang: str, kind: str, slug: str, page: int = 1) -> str:
        return f"{self.prefixes[lang]}{kind}/{slug}/{_page(page)}"

    def archive(self, lang: str, year: int | None = None, month: int | None = None) -> str:
        parts = [] if year is None else [f"{year:04d}/"]
        parts += [] if month is None else [f"{month:02d}/"]
        return f"{self.prefixes[lang]}archive/{''.join(parts)}"

    def index(self, lang: str, kind: str) -> str:
        """An edition's `terms`, `people` or `sources`."""
        return f"{self.prefixes[lang]}{kind}/"

    def profile(self, lang: str, kind: str, slug: str) -> str:
        """One of an edition's `people` or `sources`."""
        return f"{self.prefixes[lang]}{kind}/{slug}/"


def _page(number: int) -> str:
    return "" if number == 1 else f"page/{number}/"


def feed(path: str) -> str:
    """The Atom feed of the list at a site path."""
    return f"{path}feed.xml"


def media(content_path: str) -> str:
    """Where a file of the content folder is served: all editions share it.

    >>> media("articles/2016/letters/coast.png")
    '/media/2016/letters/coast.png'
    """
    return "/media/" + content_path.removeprefix("articles/")


def file_of(path: str) -> str:
    """The file that a host serves for a site path, below the output folder.

    >>> file_of("/ru/письма/"), file_of("/feed.xml")
    ('ru/письма/index.html', 'feed.xml')
    """
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")
