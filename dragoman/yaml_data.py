"""YAML text to plain data: mappings, lists and strings, each with its place, and nothing else.

The text is read as a stream of events, and never handed to a constructor: what is nested too deep, refers to
something else, asks for a type or goes on for too long is refused while it streams by. Every scalar is a string until
the schema types it (`no` is Norwegian, `2016-09` is not a number); only a value that is not there is None. Keys and
values are normalised to NFC, so that two spellings of one word are one word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

import yaml

from dragoman import grammar
from dragoman.model import Path, Places
from dragoman.problems import Problem, Severity
from dragoman.yaml_errors import explained

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

RULES: Mapping[str, str] = MappingProxyType(
    {
        "H108": "YAML that cannot be read.",
        "H109": "A tab in the indentation of YAML.",
        "H110": "A key that is written twice in one mapping.",
        "H111": "An anchor (&) or an alias (*).",
        "H112": "A tag (!): the schema decides on types, not the document.",
        "H113": "More than one document in a file.",
        "H114": "A merge key (<<).",
        "H115": "YAML that is nested too deep.",
        "H116": "YAML with too many values.",
        "H117": "A key that is empty or is not plain text.",
        "H118": "A bidi control that is not closed, or closes nothing.",
        "H119": "A character that no reader sees: control, unassigned, private-use.",
        "H120": "A document that is not made of keys and values.",
    }
)

CParser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML can be installed without its C library


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one YAML document may hold."""

    depth: int = 24
    nodes: int = 5_000


DATA_FILE = Bounds(nodes=400_000)  # an old blog has tens of thousands of redirects


class _Refused(Exception):  # noqa: N818 - it ends the reading of one document and never leaves this module
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def plain_data(
    text: str, path: str, first_line: int = 1, bounds: Bounds = Bounds(), parser: Any = CParser
) -> tuple[dict[str, Plain], Places, tuple[Problem, ...]]:
    """The mapping that a YAML text holds, where each of its values was written, and everything wrong with it.

    `first_line` is the line of the file on which the text begins. A text without a value is an empty mapping.

    >>> data, places, problems = plain_data("title: 'On'\\nlang: no\\nsummary:", "no.md", first_line=2)
    >>> data, places.at("lang").line
    ({'title': 'On', 'lang': 'no', 'summary': None}, 3)
    """
    composer = _Composer(path, first_line, bounds)
    try:
        data = composer.document(yaml.parse(text, Loader=parser))
    except _Refused as refused:
        data = {}
        composer.problems.append(refused.problem)
    except yaml.YAMLError as error:
        data = {}
        composer.problems.append(explained(error, text, path, first_line))
    return data, Places(path, composer.marks), tuple(composer.problems)


class _Composer:
    """Builds one document from its events; lives as long as that takes."""

    def __init__(self, path: str, first_line: int, bounds: Bounds) -> None:
        self.path = path
        self.first_line = first_line
        self.bounds = bounds
        self.nodes = 0
        self.marks: dict[Path, tuple[int, int]] = {(): (first_line, 1)}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message, hint = "a second document begins here", "keep everything in one document"
                    raise self._refused(event, "H113", message, hint)
                root = self._value(next(events), events, (), 0)
                if isinstance(root, dict):
                    data = root
                elif root is not None:
                    what = "a list" if isinstance(root, list) else "text"
                    message = f"this is {what}, where keys with values belong"
                    raise self._refused(event, "H120", message, "write lines such as `title: Letters from the coast`")
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path, depth: int) -> Plain:
        self._check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path, depth + 1)
        return self._mapping(events, path, depth + 1)

    def _check(self, event: yaml.Event, depth: int) -> None:
        self.nodes += 1
        if self.nodes > self.bounds.nodes:
            raise self._refused(
                event, "H116", f"there are more than {self.bounds.nodes} values", "divide or shorten it"
            )
        if depth >= self.bounds.depth and not isinstance(event, yaml.ScalarEvent):
            message = f"this is nested more than {self.bounds.depth} levels deep"
            raise self._refused(event, "H115", message, "put the value in quotes if it is text")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f'"{sign}{getattr(event, "anchor", "")}" refers to another value'
            raise self._refused(event, "H111", message, f"put text that begins with {sign} in quotes")
        if getattr(event, "tag", None) is not None:
            hint = "leave the tag out; put text that begins with ! in quotes"
            raise self._refused(event, "H112", "a tag gives this value a type of its own", hint)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if event.implicit[0] and event.value in {"", "~", "null"}:
            return None
        text = unicodedata.normalize("NFC", event.value)
        for code, fault in (("H119", grammar.character_fault(text)), ("H118", grammar.bidi_fault(text))):
            if fault:
                self._report(event, code, f'"{_short(text)}" {fault.message}', fault.hint)
        return text

    def _sequence(self, events: Iterator[yaml.Event], path: Path, depth: int) -> list[Plain]:
        items: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*path, len(items))
            self.marks[here] = self._place(event)
            items.append(self._value(event, events, here, depth))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: Path, depth: int) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, path, depth)
            if key is None or key in found:
                # The value is read under a path that nothing asks for, to keep the first one's places.
                self._value(next(events), events, (*path, ""), depth)
                if key is not None:
                    first = self.marks[(*path, key)][0]
                    message = f'"{_short(key)}" is written twice: on line {first} and again here'
                    self._report(event, "H110", message, "keep one of the two")
                continue
            here = (*path, key)
            self.marks[here] = self._place(event)
            found[key] = self._value(next(events), events, here, depth)
        return found

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path, depth: int) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            self._value(event, events, (*path, ""), depth)
            self._report(event, "H117", "a key must be text", "put it in quotes if it is text")
            return None
        self._check(event, depth)
        if event.implicit[0] and event.value == "<<":
            raise self._refused(event, "H114", '"<<" would merge another mapping into this one', "write the fields out")
        key = self._scalar(event)
        if not key:
            self._report(event, "H117", "a value stands here without a key", "write `key: value`")
            return None
        return key

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)

    def _report(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, *self._place(event), code, Severity.ERROR, message, hint))

    def _refused(self, event: yaml.Event, code: str, message: str, hint: str) -> _Refused:
        return _Refused(Problem(self.path, *self._place(event), code, Severity.ERROR, message, hint))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
