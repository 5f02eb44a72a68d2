"""Reads a gettext catalogue (.po) strictly: every line is understood, or is a problem at its place.

Babel's reader is not used here. It keeps no header that it does not know (`X-Reviewed`), takes the last character
off a string that is not closed, lets the second of two equal messages pass in silence, allocates as many plural forms
as the header demands, and raises half a dozen kinds of exception. A test holds this reader to Babel's on good files.

The format: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dragoman.problems import Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "T101": "A catalogue that is not UTF-8.",
        "T102": "A line in a catalogue that the .po format does not have, or not in that place.",
        "T103": "A message that a catalogue has twice.",
    }
)

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9])\])?)(?=[ \t"]|$)[ \t]*')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # no page can hold them
_ESCAPES = MappingProxyType({"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"})


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One message: the header has the empty `msgid`."""

    msgid: str
    forms: tuple[str, ...]  # one string, or one for each plural form
    line: int  # of the msgid
    plural: str | None = None  # the English plural
    context: str | None = None
    fuzzy: bool = False


@dataclasses.dataclass(slots=True)
class _Statement:
    """A keyword with its string, which may go on over several lines."""

    keyword: str
    line: int
    text: str = ""
    form: int = 0
    damaged: bool = False  # a line of it was a problem, so that its message says nothing


def parse(data: bytes, path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The messages of a catalogue, the header among them, and everything that is wrong with the file.

    >>> entries, problems = parse('msgid "Notes"\\nmsgstr "Примечания"\\n'.encode(), "ru.po")
    >>> entries[0].msgid, entries[0].forms
    ('Notes', ('Примечания',))
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (), (_problem(path, line, "T101", "this is not UTF-8", "save the file as UTF-8"),)
    problems: list[Problem] = []
    entries: dict[tuple[str | None, str], Entry] = {}
    for group in _groups(_statements(text, path, problems)):
        if any(statement.damaged for statement in group):
            continue
        entry = _entry(group)
        if isinstance(entry, str):
            problems.append(_problem(path, group[0].line, "T102", entry))
        elif earlier := entries.get((entry.context, entry.msgid)):
            message = f'"{entry.msgid}" is here a second time, after line {earlier.line}'
            problems.append(_problem(path, entry.line, "T103", message, "keep one of the two"))
        else:
            entries[entry.context, entry.msgid] = entry
    return tuple(entries.values()), tuple(problems)


def _problem(path: str, line: int, code: str, message: str, hint: str = "") -> Problem:
    return Problem(path, line, 1, code, Severity.ERROR, message, hint)


def _statements(text: str, path: str, problems: list[Problem]) -> Iterator[_Statement]:
    """The keywords of a file in order. A "#," comment is one too; other comments are none of ours."""
    current: _Statement | None = None
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = raw.strip(" \t")
        if not line or line.startswith("#"):
            if current:
                yield current
            current = _Statement("flags", number, line[2:]) if line.startswith("#,") else None
            continue
        keyword = _KEYWORD.match(line)
        string = _STRING.fullmatch(line, keyword.end() if keyword else 0)
        value = _unescaped(string[1]) if string else None
        goes_on = not keyword and current is not None and current.keyword != "flags"
        if value is None or not (keyword or goes_on):
            problems.append(_problem(path, number, "T102", *_line_fault(line)))
        if keyword:
            if current:
                yield current
            name = "msgstr[]" if keyword[2] else keyword[1]
            current = _Statement(name, number, value or "", int(keyword[2] or 0), value is None)
        elif current and goes_on:
            current.text += value or ""
            current.damaged |= value is None
    if current:
        yield current


def _line_fault(line: str) -> tuple[str, str]:
    if _KEYWORD.match(line) or line.startswith('"'):
        return "a string here is not well formed", 'write it between two ", with \\" for a quotation mark within it'
    return "this is no line of a catalogue", 'write msgid "…" or msgstr "…", or begin a comment with #'


def _unescaped(text: str) -> str | None:
    """The string with its escapes resolved; None where one is unknown, or a control character stands in it."""
    if _CONTROL.search(text) or any(match[1] not in _ESCAPES for match in _ESCAPE.finditer(text)):
        return None
    return _ESCAPE.sub(lambda match: _ESCAPES[match[1]], text)


def _groups(statements: Iterator[_Statement]) -> Iterator[list[_Statement]]:
    """The statements of one message after another."""
    group: list[_Statement] = []
    for statement in statements:
        last = group[-1].keyword if group else ""
        begins = statement.keyword in {"flags", "msgctxt", "msgid"}
        if group and begins and last not in {"flags", "msgctxt"}:
            yield group
            group = []
        group.append(statement)
    if any(statement.keyword != "flags" for statement in group):
        yield group


def _entry(group: list[_Statement]) -> Entry | str:
    """The message of these statements, or what is wrong with them."""
    flags = [statement for statement in group if statement.keyword == "flags"]
    rest = [statement for statement in group if statement.keyword != "flags"]
    context = rest.pop(0) if rest[0].keyword == "msgctxt" else None
    if not rest or rest[0].keyword != "msgid":
        return f"{group[0].keyword.removesuffix('[]')} stands here without a msgid before it"
    msgid = rest.pop(0)
    plural = rest.pop(0) if rest and rest[0].keyword == "msgid_plural" else None
    wanted = "msgstr[]" if plural else "msgstr"
    if not rest or any(statement.keyword != wanted for statement in rest) or (not plural and len(rest) > 1):
        return f'"{msgid.text}" needs ' + ("msgstr[0], msgstr[1] and so on" if plural else "one msgstr")
    if [statement.form for statement in rest] != list(range(len(rest))):
        return f'the plural forms of "{msgid.text}" are not numbered 0, 1, 2 in order'
    return Entry(
        msgid.text,
        tuple(statement.text for statement in rest),
        msgid.line,
        plural.text if plural else None,
        context.text if context else None,
        any("fuzzy" in re.split(r"[\s,]+", statement.text) for statement in flags),
    )
