"""Notes: `[^name]` in the text, `[^name]: …` anywhere, numbered as a reader meets them.

The ids are made of numbers, whatever the notes are called: `fn-1` is the first note, `fnref-1` its mark in the text,
`fnref-1-2` its second mark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dragoman.problems import Severity
from dragoman.text.findings import Finding
from dragoman.text.rendered import Labels

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M170": "A mark in the text leads to no note.",
        "M171": "A note has no mark in the text.",
        "M172": "Two notes have the same name.",
        "M173": "A mark of a note stands inside a link.",
    }
)

_MARK = r"\[\^([^\]\n]*)\]"
_HELD = "data-note"  # where a mark keeps its note's name until it has a number
BACK = "↑"  # points the same way in every direction of writing


class NoteExtension(FootnoteExtension):
    """Python-Markdown's way of finding notes, with a numbering and a list of our own."""

    def __init__(self) -> None:
        self.labels = Labels("", "", "")
        self.findings: dict[tuple[str, str], Finding] = {}
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls
        md.registerExtension(self)
        self.parser: BlockParser = md.parser
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "note", 17)
        md.inlinePatterns.register(_MarkProcessor(_MARK, self), "note", 175)
        md.treeprocessors.register(_ListMaker(self), "note-list", 50)  # before the text in it is parsed
        md.treeprocessors.register(_Numberer(self), "note-numbers", 15)  # after every mark is found

    def reset(self) -> None:
        self.notes: dict[str, str] = {}
        self.findings = {}

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802 - the name that Python-Markdown calls
        if id in self.notes:
            clue = rf"^ {{0,3}}\[\^{re.escape(id)}\]:"
            self.find("M172", id, "Two notes are called {}.", "give each its own name", clue, nth=1)
        self.notes[id] = text

    def find(self, code: str, name: str, message: str, hint: str, clue: str, *, nth: int | None = None) -> None:
        severity = Severity.WARNING if code == "M171" else Severity.ERROR
        shown = message.format(f'"[^{name}]"')
        self.findings[(code, name)] = Finding(code, shown, hint, (f"(?m){clue}",), severity=severity, nth=nth)


class _MarkProcessor(InlineProcessor):
    def __init__(self, pattern: str, notes: NoteExtension) -> None:
        super().__init__(pattern)
        self.notes = notes

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name that Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        name = m[1]
        if name not in self.notes.notes:
            hint = f"write the note: a paragraph that begins with [^{name}]:"
            self.notes.find("M170", name, "There is no note for {}.", hint, rf"\[\^{re.escape(name)}\](?!:)")
            return None, None, None
        return Element("sup", {"class": "note-ref", _HELD: name}), m.start(), m.end()


class _ListMaker(Treeprocessor):
    """The list of notes, in the order of the source, so that the text in it is parsed with the rest."""

    def __init__(self, notes: NoteExtension) -> None:
        super().__init__(notes.parser.md)
        self.notes = notes

    def run(self, root: Element) -> None:
        if not self.notes.notes:
            return
        label = self.notes.labels.notes
        section = SubElement(root, "section", {"class": "notes", "role": "doc-endnotes", "aria-label": label})
        items = SubElement(section, "ol")
        waiting = list(self.notes.notes)
        for name in waiting:
            item = SubElement(items, "li", {_HELD: name})
            holder = Element("div")  # inside `li` blocks would be read as parts of a list
            self.notes.parser.parseChunk(holder, self.notes.notes[name])
            item.extend(list(holder))
            waiting += [new for new in self.notes.notes if new not in waiting]  # a note may hold another's text


class _Numberer(Treeprocessor):
    """Numbers as the marks come in the document, those inside notes after those of the text."""

    def __init__(self, notes: NoteExtension) -> None:
        super().__init__(notes.parser.md)
        self.notes = notes

    def run(self, root: Element) -> None:
        section = root.find("section[@role='doc-endnotes']")
        if section is None or not self.notes.notes:
            return
        items = {item.get(_HELD, ""): item for item in section.iterfind(f"ol/li[@{_HELD}]")}
        marks = self._marks(root, section, items)
        for name in items:
            if name not in marks:
                clue = rf"^ {{0,3}}\[\^{re.escape(name)}\]:"
                hint = f"write [^{name}] where it belongs, or delete it"
                self.notes.find("M171", name, "The note {} has no mark in the text.", hint, clue)
        order = [*marks, *(name for name in items if name not in marks)]
        listed = section.find("ol")
        if listed is not None:
            listed[:] = [items[name] for name in order]
        for number, name in enumerate(order, start=1):
            self._number(number, items[name], marks.get(name, []))

    def _marks(self, root: Element, section: Element, items: Mapping[str, Element]) -> dict[str, list[Element]]:
        """Every mark by the name of its note, the names in the order of their numbers."""
        found: defaultdict[str, list[Element]] = defaultdict(list)
        waiting = [root]
        for place in waiting:
            before = len(found)
            for mark, linked in _held_marks(place, section if place is root else None):
                name = mark.get(_HELD, "")
                if linked:
                    clue = rf"\[\^{re.escape(name)}\](?!:)"
                    self.notes.find("M173", name, "The mark {} stands inside a link.", "put it after the link", clue)
                    mark.tag = "span"
                    mark.attrib.clear()
                    continue
                found[name].append(mark)
            waiting += [items[name] for name in list(found)[before:]]
        return dict(found)

    def _number(self, number: int, item: Element, marks: list[Element]) -> None:
        item.attrib.clear()
        item.set("id", f"fn-{number}")
        backs = []
        for count, mark in enumerate(marks, start=1):
            place = f"{number}-{count}" if count > 1 else f"{number}"
            del mark.attrib[_HELD]
            attributes = {"id": f"fnref-{place}", "href": f"#fn-{number}", "role": "doc-noteref"}
            SubElement(mark, "a", attributes).text = AtomicString(str(number))
            back = Element("a", {"class": "note-back", "href": f"#fnref-{place}", "role": "doc-backlink"})
            back.set("aria-label", f"{self.notes.labels.back} ({place})")
            back.text = AtomicString(BACK)
            backs.append(back)
        if backs:
            _append(item, backs)


def _held_marks(place: Element, skipped: Element | None, linked: bool = False) -> Iterator[tuple[Element, bool]]:
    """The marks in an element in document order, and whether each is inside a link."""
    for child in place:
        if child is skipped:
            continue
        if child.tag == "sup" and _HELD in child.attrib:
            yield child, linked
        else:
            yield from _held_marks(child, skipped, linked or child.tag == "a")


def _append(item: Element, backs: list[Element]) -> None:
    """Put the links back to the text behind the note's last paragraph."""
    last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    for back in backs:
        if len(last):
            last[-1].tail = f"{last[-1].tail or ''}\u00a0"
        elif last.text:
            last.text += "\u00a0"
        last.append(back)
