"""The anchors of a finished page."""

from __future__ import annotations

from html.parser import HTMLParser


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if name == "id" and value)


def of(html: str) -> frozenset[str]:
    """The ids of all elements.

    >>> sorted(of('<main id="Main"><h2 id="sea">Sea</h2></main>'))
    ['Main', 'sea']
    """
    parser = _Ids()
    parser.feed(html)
    parser.close()
    return frozenset(parser.found)
