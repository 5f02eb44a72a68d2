"""Markdown to HTML: one Python-Markdown instance with our dialect's extensions, used for one text after another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from dragoman.text.blocks import BlockExtension
from dragoman.text.findings import Finding
from dragoman.text.notes import NoteExtension
from dragoman.text.rendered import Labels
from dragoman.text.spans import SpanExtension

RULES: Mapping[str, str] = MappingProxyType({"M100": "The text is nested too deeply to be read."})


class Converter:
    """Makes HTML that is not yet clean. Keeps nothing of one text for the next."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._notes = NoteExtension()
        self._markdown = build(self._notes)

    def convert(self, source: str, labels: Labels) -> tuple[str, list[Finding]]:
        """
        >>> Converter().convert("[письмо]{lang=ru}", Labels("Notes", "Back to the text", "Table"))
        ('<p><span lang="ru">письмо</span></p>', [])
        """
        self._markdown.reset()
        self._notes.labels = labels
        try:
            html = self._markdown.convert(source)
        except RecursionError:
            self._start()  # the parser's own state is left as it was in the middle
            message = "The text is nested too deeply to be read."
            return "", [Finding("M100", message, "have fewer lists, quotations or brackets inside each other")]
        return html, list(self._notes.findings.values())


def build(notes: NoteExtension) -> Markdown:
    """The dialect."""
    return Markdown(
        output_format="html",
        extensions=[
            AbbrExtension(),  # *[HTML]: …
            AttrListExtension(),  # {#id .class lang=ru}
            BlockExtension(),  # ::: lang=ru
            DefListExtension(),  # Term, then ": " and what it means
            FencedCodeExtension(),  # ```
            SaneListExtension(),  # a list keeps the number that it starts with
            SpanExtension(),  # [text]{lang=ru}
            TableExtension(use_align_attribute=True),  # | a | b |
            notes,  # [^1]
        ],
    )
