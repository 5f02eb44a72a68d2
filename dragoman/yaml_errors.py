"""What a YAML parser says, said to a person who writes articles: what is wrong, where, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from dragoman.grammar import code_point
from dragoman.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class _Meaning:
    """One message of the parsers (the C library and PyYAML word it differently) and what usually caused it."""

    pattern: str
    message: str  # {character}: what stands at the place
    hint: str
    at_start: bool = False  # the parser notices at the end what went wrong at the beginning


_QUOTE = "put the whole value in quotes"
_MEANINGS = (
    _Meaning(r"mapping values are not allowed", "a second colon makes this more than one value", _QUOTE),
    _Meaning(r"unexpected end of stream", "a quotation mark opens here and is never closed", "close it", at_start=True),
    _Meaning(r"cannot start any token|node content", 'a value cannot begin with "{character}"', _QUOTE),
    _Meaning(
        r"could not find expected ':'", "this line is no `key: value`", "put a colon after the key", at_start=True
    ),
    _Meaning(r"sequence entries", "a list cannot begin on the line of its key", "begin each `- ` on a line of its own"),
    _Meaning(r"',' or '\]'", "a list opens here with [ and is never closed", "close it with ]", at_start=True),
    _Meaning(r"',' or '\}'", "a mapping opens here with { and is never closed", "close it with }", at_start=True),
    _Meaning(r"escape|hexdecimal", "a backslash in double quotes means something else", "use single quotes around it"),
    _Meaning(r"'-' indicator", "this line stands among the items of a list", "begin it with `- `, or indent it"),
    _Meaning(
        r"alphabetic or numeric", "a value cannot begin with a reference", "put text that begins with * or & in quotes"
    ),
    _Meaning(r"document start", "this line does not belong to what is above it", "begin all keys in the same column"),
    _Meaning(
        r"expected key|block end|block mapping",
        "this does not belong to the value before it",
        f"{_QUOTE}, or begin all keys in the same column",
    ),
)
_UNFINISHED = _Meaning("", "a list or a mapping is still open here", "close every [ with ] and every { with }")
_UNKNOWN = _Meaning("", "this is not YAML that can be read", f"check the quotes and the indentation, or {_QUOTE}")


def explained(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """The problem for what a parser raised on `text`, which begins on line `first_line` of the file."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # the reader of bytes: a character that YAML does not allow
        return _character(error, text, path, first_line)
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if tab := _tab(line, mark.column):
        message, hint = "a tab stands where YAML wants spaces", "indent with spaces"
        return Problem(path, mark.line + first_line, tab, "H109", Severity.ERROR, message, hint)
    said = str(getattr(error, "problem", ""))
    meaning = next((known for known in _MEANINGS if re.search(known.pattern, said)), _UNKNOWN)
    start = getattr(error, "context_mark", None)
    place = start if meaning.at_start and start else mark
    character = line[mark.column : mark.column + 1]
    if not character and "{character}" in meaning.message:
        meaning = _UNFINISHED
    message = meaning.message.replace("{character}", character)
    return Problem(path, place.line + first_line, place.column + 1, "H108", Severity.ERROR, message, meaning.hint)


def _tab(line: str, column: int) -> int:
    """The column, from 1, of a tab in the indentation or at the place where the parser stopped; else 0."""
    indentation = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in indentation:
        return indentation.index("\t") + 1
    return column + 1 if line[column : column + 1] == "\t" else 0


def _character(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    character = getattr(error, "character", None)
    found = text.find(chr(character)) if isinstance(character, int) else -1
    before = text[: max(found, 0)]
    shown = code_point(text[found]) if found >= 0 else "a character"
    line, column = before.count("\n") + first_line, len(before) - before.rfind("\n")
    return Problem(path, line, column, "H108", Severity.ERROR, f"YAML cannot hold {shown}", "delete it")
