"""Raw HTML, as authors and Python-Markdown write it, brought to one form; and what the allow-list does not let through.

The elements and addresses that are refused are looked for in the raw HTML; the attributes are those that the parser of
HTML itself finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dragoman.problems import Severity, did_you_mean
from dragoman.text import allowlist, tags
from dragoman.text.allowlist import ATTRIBUTES, EVERYWHERE, ILLEGAL, SCHEMES, Value
from dragoman.text.findings import Finding

RULES: Mapping[str, str] = MappingProxyType(
    {
        "M110": "An HTML element is not on the allow-list.",
        "M111": "An HTML attribute would run a script.",
        "M112": "An HTML attribute is not on the allow-list.",
        "M113": "An HTML attribute has a value that it cannot have.",
        "M114": "An address has a scheme that is not on the allow-list.",
        "M115": "The text has a character that neither HTML nor XML can hold.",
    }
)

_WRITTEN = allowlist.TAGS | {"h1"}  # becomes `h2` before the end
# Written by authors and by Python-Markdown, turned into something else before the end.
_ALIGN = {"align": allowlist.one_of("left", "center", "right")}
_PASSING: Mapping[str, Mapping[str, Value]] = MappingProxyType(
    {"img": {"credit": allowlist.text}, "td": _ALIGN, "th": _ALIGN}
)
_TOLD_LATER = frozenset({"lang", "hreflang"})  # `passages` says what is wrong with them

_INSTEAD = {
    "acronym": "write `abbr`",
    "big": "use a heading or `strong`",
    "center": "give the paragraph a class: {.center}",
    "font": "give the passage a class: [text]{.name}",
    "iframe": "link to the page instead",
    "script": "nothing in an article can run a script",
    "strike": "write `s` or `del`",
    "style": "give the passage a class: [text]{.name}",
    "tt": "write `code`",
}
_INSTEAD_OF_ATTRIBUTE = {
    "align": "give it a class",
    "bgcolor": "give it a class",
    "border": "give it a class",
    "name": "write `id`",
    "style": "give it a class",
    "target": "leave it to the reader where a link opens",
    "xml:lang": "write `lang`",
}
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9A-Fa-f]{1,6})|(?P<decimal>[0-9]{1,7}))")
_OPENED = re.compile(r"<([A-Za-z][^\s/>]*|[?!])")
_WHOLE = re.compile(r"<[A-Za-z][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*")
_ADDRESS = re.compile(r"[\s\"'/](?P<name>href|src|cite)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]*)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_LEADING = "".join(map(chr, range(0x21)))  # what a browser passes over before an address
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def inspect(html: str) -> tuple[str, tuple[Finding, ...]]:
    """Raw HTML in the form that `clean` writes, with what it may still need on the way, and what was not let through.

    >>> inspect('<p onclick="x()">a</p>')[1][0].message
    'The attribute "onclick" of <p> would run a script.'
    """
    findings = [*_references(html), *_elements(html), *_addresses(html)]
    refused: dict[tuple[str, str, str], None] = {}

    def kept(tag: str, name: str, value: str) -> str | None:
        if name in _TOLD_LATER:
            return value
        passing = _PASSING.get(tag, {}).get(name)
        held = passing(value) if passing else allowlist.kept(tag, name, value)
        if held is None or (name == "class" and held.split() != list(dict.fromkeys(value.split()))):
            refused[(tag, name, value)] = None
        return held

    cleaned = allowlist.once(html, allowlist.cleaner(_WRITTEN, kept))
    findings += [_attribute(*key) for key in refused if not _is_nothing(*key)]
    return cleaned, tuple(findings)


def _is_nothing(tag: str, name: str, value: str) -> bool:
    """An empty value that says nothing and is left out without a word."""
    return not value.strip() and (_PASSING.get(tag, {}).get(name) or allowlist.value_of(tag, name)) is not None


def characters(source: str) -> Iterator[Finding]:
    """The characters of a source that no page and no feed can hold, each where it first stands."""
    for character in sorted(set(ILLEGAL.findall(source))):
        yield _character(ord(character), line=source.count("\n", 0, source.index(character)) + 1)


def _references(html: str) -> Iterator[Finding]:
    """The same characters, written as references."""
    for match in _named(html):
        yield _character(int(match["hex"] or match["decimal"], 16 if match["hex"] else 10), re.escape(match[0]))


def _character(number: int, *clues: str, line: int = 0) -> Finding:
    message = f"The text has U+{number:04X}, a character that neither HTML nor XML can hold."
    return Finding("M115", message, "delete it", clues, line=line)


def _named(text: str) -> Iterator[re.Match[str]]:
    for match in _REFERENCE.finditer(text) if "&#" in text else ():
        number = int(match["hex"] or match["decimal"], 16 if match["hex"] else 10)
        if number <= 0x10FFFF and ILLEGAL.match(chr(number)) and not 0x80 <= number <= 0x9F:  # HTML reads cp1252 there
            yield match


def _elements(html: str) -> Iterator[Finding]:
    for name in _OPENED.findall(_COMMENT.sub("", html)):
        if name in "?!":
            hint = "delete it, or write it as code"
            yield Finding("M110", f"A declaration, <{name}…>, is not allowed in an article.", hint, (rf"<\{name}",))
        elif name.lower() not in _WRITTEN:
            hint = _INSTEAD.get(name.lower()) or f"delete it, or write it as code: `<{name}>`"
            yield Finding("M110", f"The element <{name}> is not allowed in an article.", hint, (f"<{re.escape(name)}",))


def _addresses(html: str) -> Iterator[Finding]:
    for tag in _WHOLE.findall(_COMMENT.sub("", html)):
        for match in _ADDRESS.finditer(tag):
            value = tags.Text(match["value"].strip("\"'")).plain
            scheme = _SCHEME.match(re.sub("[\t\n\r]", "", value).lstrip(_LEADING))
            if scheme and scheme[1].lower() not in SCHEMES:
                clues = (re.escape(match["value"].strip("\"'")), re.escape(value), re.escape(scheme[0]))
                hint = "must begin with one of: " + ", ".join(f"{name}:" for name in sorted(SCHEMES))
                yield Finding("M114", f'The address "{value[:80]}" has the scheme "{scheme[0]}".', hint, clues)


def _attribute(tag: str, name: str, value: str) -> Finding:
    clues = (rf"\b{re.escape(name)}\s*=", rf"\{{[^{{}}\n]*{re.escape(value)}", re.escape(name))
    if name.startswith("on") or name in {"srcdoc", "formaction"}:
        message = f'The attribute "{name}" of <{tag}> would run a script.'
        return Finding("M111", message, "delete it: nothing in an article can run a script", clues)
    known = allowlist.value_of(tag, name) or _PASSING.get(tag, {}).get(name)
    if known is None:
        hint = _INSTEAD_OF_ATTRIBUTE.get(name) or did_you_mean(name, {**EVERYWHERE, **ATTRIBUTES.get(tag, {})})
        message = f'The attribute "{name}" of <{tag}> is left out: an article cannot set it.'
        return Finding("M112", message, hint or "delete it", clues, severity=Severity.WARNING)
    message = f'The attribute "{name}" of <{tag}> cannot be "{value[:80]}".'
    if name == "class":
        hint = "a class is made of Latin letters, digits and hyphens, and starts with a letter"
    else:
        hint = "delete it, or write a value that the attribute can have"
    return Finding("M113", message, hint, clues)
