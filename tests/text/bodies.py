"""Bodies read as a browser reads them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from dragoman.text import Converter, Labels, Rendered, render

LABELS = Labels(notes="Notes", back="Back to the text", table="Table")
CONVERTER = Converter()


def body(source: str, lang: str = "en", *, typogrify: bool = False, labels: Labels = LABELS) -> Rendered:
    """A body that begins on line 10 of its file."""
    return render(
        source,
        path="en.md",
        lang=lang,
        first_line=10,
        labels=labels,
        typogrify=typogrify,
        converter=CONVERTER,
    )


def page(source: str, lang: str = "en", *, typogrify: bool = False) -> Element:
    """The body as a tree, after asserting that nothing is wrong with it."""
    rendered = body(source, lang, typogrify=typogrify)
    assert rendered.problems == (), "\n".join(map(str, rendered.problems))
    return tree(rendered.html)


def tree(html: str) -> Element:
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def one(root: Element, path: str) -> Element:
    found = root.findall(f".//{path}")
    assert len(found) == 1, f"{len(found)} of {path}"
    return found[0]


def said(element: Element) -> str:
    return "".join(element.itertext()).strip()


def codes(source: str, lang: str = "en") -> list[str]:
    return [problem.code for problem in body(source, lang).problems]


def elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))
