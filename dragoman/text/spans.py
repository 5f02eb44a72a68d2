"""`[text]{lang=ru .class #id}`: a passage inside a line, as a `<span>`. Brackets may stand inside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import get_attrs_and_remainder, sanitize_name
from markdown.inlinepatterns import InlineProcessor

# Found by its end, so that of two that are one in the other the inner is made first.
_PATTERN = r"\]\{:?[ ]*(?P<attributes>[^{}\n]*)\}"
_ITEM = r"(?:[.#][^\s=\"'.#]+|[^\s=\"'.#]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"']+))"
_ATTRIBUTES = re.compile(rf"\s*{_ITEM}(?:\s+{_ITEM})*\s*")


class SpanProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name that Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        opening = _opening_bracket(data, m.start())
        if opening is None or not _ATTRIBUTES.fullmatch(m["attributes"]):
            return None, None, None
        text = data[opening + 1 : m.start()]
        if data[max(0, opening - 1) : opening] in {"!", "]"} or text.strip().lower() in self.md.references:
            return None, None, None  # a picture or a reference link with an attribute list
        span = Element("span")
        span.text = text
        assign(span, m["attributes"])
        return span, opening, m.end()


def _opening_bracket(data: str, closing: int) -> int | None:
    depth, place = 1, closing
    while (opening := data.rfind("[", 0, place)) >= 0:
        depth += data.count("]", opening, place) - 1
        if not depth:
            return opening
        place = opening
    return None


def assign(element: Element, attributes: str) -> list[str]:
    """Give an element the attributes of a list. The words that are no `.class`, `#id` or `key=value` come back."""
    words = []
    given: Iterable[tuple[str, str | None]] = get_attrs_and_remainder(attributes)[0]
    for key, value in given:
        if value is None:
            words.append(key)
        elif key == ".":
            element.set("class", f"{element.get('class', '')} {value}".strip())
        else:
            element.set(sanitize_name(key), value)
    return words


class SpanExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls
        # After code, escapes and notes; before links, whose brackets look the same from their start.
        md.inlinePatterns.register(SpanProcessor(_PATTERN, md), "span", 172)
