"""A Markdown file is a YAML header between two lines `---`, and a body.

Bytes become text here: UTF-8 and nothing else, a byte order mark dropped, every line end a line feed. What no page can
carry (a NUL, a control character, half a surrogate pair) is a problem with its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.files import in_words
from dragoman.grammar import code_point
from dragoman.model import Places
from dragoman.problems import Problem, Severity
from dragoman.yaml_data import DATA_FILE, Plain, plain_data

RULES: Mapping[str, str] = MappingProxyType(
    {
        "H101": "A file without anything in it.",
        "H102": "A file that does not begin with a header.",
        "H103": "A header that is never closed.",
        "H104": "A header without a field.",
        "H105": "A header larger than 64 kB.",
        "H106": "A file that is not UTF-8.",
        "H107": "A character that no page can carry.",
    }
)

LARGEST_ARTICLE = 2_000_000  # bytes of a Markdown file: far more than one article has
LARGEST_DATA = 8_000_000  # bytes of people.yaml and its like
_LARGEST_HEADER = 64_000

_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"\w[\w .-]*:(?:\s|$)")
# What XML 1.0 does not allow, the controls that HTML calls errors, and the non-characters.
_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_NO_PAGE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
_NO_HEADER_EITHER = re.compile("[\u2028\u2029]")  # YAML takes them for line ends; an editor does not


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's header as plain data, and its body with the line on which it begins."""

    header: Mapping[str, Plain]
    places: Places
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class _Parts:
    header: str
    body: str
    body_line: int


def read(source: bytes | str, path: str) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    r"""Header and body of a Markdown file, and everything wrong with the way they are written.

    >>> read("---\ntitle: Letters\n---\nDear A.\n", "en.md")[0].body
    'Dear A.\n'
    >>> str(read("Dear A.\n", "en.md")[1][0]).splitlines()[0]
    'en.md:1:1: H102 error: this file does not begin with a header'
    """
    text, problems = decoded(source, path)
    if text is None:
        return None, problems
    parts = _split(text, path)
    if isinstance(parts, Problem):
        return None, (parts,)
    if separators := _strangers(parts.header, path, _NO_HEADER_EITHER, first_line=2):
        return None, separators
    data, places, problems = plain_data(parts.header, path, first_line=2)
    if not data:
        empty = _error(path, 1, "H104", "the header has no field", "write at least `title:` and `date:`")
        return None, problems or (empty,)
    return FrontMatter(data, places, parts.body, parts.body_line), problems


def load_yaml(
    source: bytes | str, path: str, first_line: int = 1
) -> tuple[dict[str, Plain], Places, tuple[Problem, ...]]:
    """The same for a file that is YAML as a whole. One without a value is an empty mapping."""
    text, problems = decoded(source, path)
    if text is not None:
        problems = _strangers(text, path, _NO_HEADER_EITHER, first_line)
    if text is None or problems:
        return {}, Places(path), problems
    return plain_data(text, path, first_line, DATA_FILE)


def decoded(source: bytes | str, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    r"""The text of a file with line feeds only, or what no page can carry in it.

    >>> decoded(b"\xef\xbb\xbfone\r\ntwo\rthree", "en.md")
    ('one\ntwo\nthree', ())
    """
    if isinstance(source, str):
        text = source
    else:
        try:
            text = source.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, (_not_utf8(source, error.start, path),)
    text = _line_feeds(text.removeprefix("\ufeff"))
    problems = _strangers(text, path, _NO_PAGE)
    return (None, problems) if problems else (text, ())


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(source: bytes, at: int, path: str) -> Problem:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _error(path, 0, "H106", "this file is UTF-16", "save it as UTF-8")
    before = _line_feeds(source[:at].decode("utf-8").removeprefix("\ufeff"))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"the byte 0x{source[at]:02X} is not UTF-8"
    return Problem(path, line, column, "H106", Severity.ERROR, message, "save the file as UTF-8")


def _strangers(text: str, path: str, pattern: re.Pattern[str], first_line: int = 1) -> tuple[Problem, ...]:
    """One problem for each character that does not belong, where it stands first."""
    first: dict[str, int] = {}
    times: dict[str, int] = {}
    for match in pattern.finditer(text):
        first.setdefault(match[0], match.start())
        times[match[0]] = times.get(match[0], 0) + 1
    problems = []
    for character, at in first.items():
        line, column = text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at)
        often = f", {times[character]} times in this file" if times[character] > 1 else ""
        message = f"{code_point(character)} stands here{often}: {_kind(character)}"
        problems.append(Problem(path, line, column, "H107", Severity.ERROR, message, "delete it"))
    return tuple(problems)


def _kind(character: str) -> str:
    kinds = {"Cc": "a control character", "Cs": "half of a surrogate pair", "Cn": "a code point that is no character"}
    return kinds.get(unicodedata.category(character), "a line separator that YAML and editors count differently")


def _split(text: str, path: str) -> _Parts | Problem:
    if not text.strip():
        return _error(path, 0, "H101", "this file is empty", "write a header and a text, or remove the file")
    opening, _, rest = text.partition("\n")
    if opening.rstrip(" \t") != "---":
        return _error(path, 1, "H102", "this file does not begin with a header", _header_hint(text))
    closing = _CLOSING.search(rest)
    if closing is None:
        hint = "put a line `---` after the last field"
        return _error(path, 1, "H103", "the header that begins here is never closed", hint)
    header = rest[: closing.start()]
    if len(header.encode()) > _LARGEST_HEADER:
        message = f"the header is larger than {in_words(_LARGEST_HEADER)}"
        return _error(path, 1, "H105", message, "move text into the body")
    return _Parts(header, rest[closing.end() + 1 :], header.count("\n") + 3)


def _header_hint(text: str) -> str:
    lines = text.lstrip().split("\n", 1)
    if lines[0].rstrip() == "---":
        return "remove the empty lines before the first `---`"
    if _FIELD.match(lines[0]):
        return "put a line `---` before the first field and another after the last"
    return "begin the file with a line `---`, then the fields, then another line `---`"


def _error(path: str, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(path, line, 1 if line else 0, code, Severity.ERROR, message, hint)
