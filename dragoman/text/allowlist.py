"""What HTML a body may be made of.

`clean` is the last step over every body, after every extension and the typographer: what it lets through is safe on
the publication's own pages, whoever wrote the article. `inspect` is the first step: it tells the author what is not
let through. Both read the tables below.

| kind | what stays |
|---|---|
| elements | `TAGS`; the text of any other stays, but that of `script`, `style` and `template` goes |
| attributes | `EVERYWHERE`, and those of an element in `ATTRIBUTES`; each value has a grammar |
| addresses | relative ones, and those of `SCHEMES` |
| comments | none |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import nh3

from dragoman.problems import Severity, did_you_mean
from dragoman.text import tags
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

TAGS = tags.names(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_WRITTEN = TAGS | {"h1"}  # becomes `h2` before the end
_EMPTIED = frozenset({"script", "style", "template"})
_CLASS = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_ID = re.compile(r"[^\W_](?:[\w.:\u200c\u200d-]|[^\x00-\xa0\u2000-\u206f\u3000\ufeff]){0,199}")
_LONGEST = 2_000  # characters of a value
_ROUNDS = 20  # of cleaning, until nothing changes

Value = Callable[[str], str | None]  # the value as it may stand, or None


def _matching(pattern: str) -> Value:
    compiled = re.compile(pattern)
    return lambda value: value if compiled.fullmatch(value) else None


def _one_of(*values: str) -> Value:
    return lambda value: value if value in values else None


def _classes(value: str) -> str | None:
    return " ".join(dict.fromkeys(filter(_CLASS.fullmatch, value.split()))) or None


def _id(value: str) -> str | None:
    return unicodedata.normalize("NFC", value) if _ID.fullmatch(value) else None


def _text(value: str) -> str | None:
    return value if len(value) <= _LONGEST else None


def _flag(_value: str) -> str:
    return ""


_NUMBER = _matching(r"[1-9][0-9]{0,4}")
_TAG = _matching(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_WEB = _matching(r"https?://[^\s\"<>\\^`{|}]{1,2000}")
_MOMENT = _matching(
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?)?)?"
)

EVERYWHERE: Mapping[str, Value] = MappingProxyType(
    {
        "class": _classes,
        "dir": _one_of("ltr", "rtl", "auto"),
        "id": _id,
        "lang": _TAG,
        "title": _text,
        "translate": _one_of("yes", "no"),
    }
)
ATTRIBUTES: Mapping[str, Mapping[str, Value]] = MappingProxyType(
    {
        "a": {
            "href": _text,
            "hreflang": _TAG,
            "rel": _matching(r"[a-z]+(?:[ -][a-z]+)*"),
            "role": _one_of("doc-noteref", "doc-backlink"),
            "aria-label": _text,
        },
        "aside": {"role": _one_of("note"), "aria-label": _text},
        "blockquote": {"cite": _WEB},
        "col": {"span": _NUMBER},
        "colgroup": {"span": _NUMBER},
        "del": {"cite": _WEB, "datetime": _MOMENT},
        "details": {"open": _flag},
        "div": {"role": _one_of("region", "group"), "aria-label": _text, "tabindex": _one_of("0")},
        "img": {
            "src": _text,
            "alt": _text,
            "width": _NUMBER,
            "height": _NUMBER,
            "loading": _one_of("lazy", "eager"),
            "decoding": _one_of("async", "sync", "auto"),
            "fetchpriority": _one_of("high", "low", "auto"),
        },
        "ins": {"cite": _WEB, "datetime": _MOMENT},
        "li": {"value": _matching(r"-?[0-9]{1,9}")},
        "ol": {"start": _matching(r"-?[0-9]{1,9}"), "reversed": _flag, "type": _one_of("1", "a", "A", "i", "I")},
        "q": {"cite": _WEB},
        "section": {"role": _one_of("doc-endnotes"), "aria-label": _text},
        "td": {"colspan": _NUMBER, "rowspan": _NUMBER},
        "th": {
            "colspan": _NUMBER,
            "rowspan": _NUMBER,
            "scope": _one_of("col", "row", "colgroup", "rowgroup"),
            "abbr": _text,
        },
        "time": {"datetime": _MOMENT},
    }
)
# Written by authors and by Python-Markdown, turned into something else before the end.
_ALIGN = {"align": _one_of("left", "center", "right")}
_PASSING: Mapping[str, Mapping[str, Value]] = {"img": {"credit": _text}, "td": _ALIGN, "th": _ALIGN}

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
_ILLEGAL = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9A-Fa-f]{1,6})|(?P<decimal>[0-9]{1,7}))")
_OPENED = re.compile(r"<([A-Za-z][^\s/>]*|[?!])")
_WHOLE = re.compile(r"<[A-Za-z][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*")
_ADDRESS = re.compile(r"[\s\"'/](?P<name>href|src|cite)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]*)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def _value(tag: str, name: str) -> Value | None:
    return ATTRIBUTES.get(tag, {}).get(name) or EVERYWHERE.get(name)


def _kept(tag: str, name: str, value: str) -> str | None:
    known = _value(tag, name)
    return known(value) if known else None


def _cleaner(names: frozenset[str], attribute_filter: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(names),
        clean_content_tags=set(_EMPTIED),
        attributes={},
        generic_attribute_prefixes={""},  # every attribute goes to the filter
        attribute_filter=attribute_filter,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def clean(html: str) -> str:
    """What of some HTML may stand on a page. Clean HTML comes back as it is.

    >>> clean('<p onclick="x()">a <script>b</script><a href="javascript:c">d</a>')
    '<p>a <a>d</a></p>'
    """
    return _settled(html, _cleaner(TAGS, _kept))


def _settled(html: str, cleaner: nh3.Cleaner) -> str:
    """Cleaned until nothing changes: one pass may write what HTML's rules for misnested tags read in another way."""
    for _ in range(_ROUNDS):
        cleaned = _without_first_line_feed(without_illegal(cleaner.clean(html)))
        if cleaned == html:
            return html
        html = cleaned
    return tags.escape(re.sub(r"[<>]", "", re.sub(r"<[^<>]*>", "", html)))


def _without_first_line_feed(html: str) -> str:
    """HTML ignores a line feed right after `<pre>`: left there, each reading would take another one away."""
    return re.sub(r"(<pre(?: [^<>]*)?>)\n+", r"\1", html) if "<pre" in html else html


def inspect(html: str) -> tuple[str, tuple[Finding, ...]]:
    """Raw HTML in the form that `clean` writes, with what it may still need on the way, and what was not let through.

    >>> inspect('<p onclick="x()">a</p>')[1][0].message
    'The attribute "onclick" of <p> would run a script.'
    """
    findings = [*characters(html), *_elements(html), *_addresses(html)]
    refused: dict[tuple[str, str, str], None] = {}

    def kept(tag: str, name: str, value: str) -> str | None:
        passing = _PASSING.get(tag, {}).get(name)
        held = passing(value) if passing else _kept(tag, name, value)
        if held is None or (name == "class" and held.split() != list(dict.fromkeys(value.split()))):
            refused[(tag, name, value)] = None
        return held

    cleaned = _settled(html, _cleaner(_WRITTEN, kept))
    findings += [_attribute(*key) for key in refused if not _is_nothing(*key)]
    return cleaned, tuple(findings)


def _is_nothing(tag: str, name: str, value: str) -> bool:
    """An empty value that says nothing and is left out without a word."""
    return not value.strip() and (_PASSING.get(tag, {}).get(name) or _value(tag, name)) is not None


def characters(text: str) -> Iterator[Finding]:
    """The characters that no page and no feed can hold, written as themselves or as references."""
    references = (int(match["hex"] or match["decimal"], 16 if match["hex"] else 10) for match in _named(text))
    written = (ord(character) for character in _ILLEGAL.findall(text))
    for number in sorted({*written, *references}):
        message = f"The text has U+{number:04X}, a character that neither HTML nor XML can hold."
        clues = (re.escape(chr(number)), rf"&#(?:0*{number}|x0*{number:x})\b")
        yield Finding("M115", message, "delete it", clues)


def _named(text: str) -> Iterator[re.Match[str]]:
    for match in _REFERENCE.finditer(text) if "&#" in text else ():
        number = int(match["hex"] or match["decimal"], 16 if match["hex"] else 10)
        if number <= 0x10FFFF and _ILLEGAL.match(chr(number)) and not 0x80 <= number <= 0x9F:  # HTML reads cp1252 there
            yield match


def without_illegal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _elements(html: str) -> Iterator[Finding]:
    for name in _OPENED.findall(_COMMENT.sub("", html)):
        if name in "?!":
            hint = "delete it, or write it as code"
            yield Finding("M110", f"A declaration, <{name}…>, is not allowed in an article.", hint, (rf"<\{name}",))
        elif name.lower() not in _WRITTEN:
            hint = _INSTEAD.get(name.lower()) or f"delete it, or write it as code: `<{name}>`"
            yield Finding("M110", f"The element <{name}> is not allowed in an article.", hint, (f"<{re.escape(name)}",))


def _addresses(html: str) -> Iterator[Finding]:
    for tag in _WHOLE.findall(_COMMENT.sub("", html)) if ":" in html else ():
        for match in _ADDRESS.finditer(tag):
            value = tags.Text(match["value"].strip("\"'")).plain
            scheme = _SCHEME.match(re.sub("[\x00-\x20]", "", value))
            if scheme and scheme[1].lower() not in SCHEMES:
                clues = (re.escape(match["value"].strip("\"'")), re.escape(value), re.escape(scheme[0]))
                hint = "must begin with one of: " + ", ".join(f"{name}:" for name in sorted(SCHEMES))
                yield Finding("M114", f'The address "{value[:80]}" has the scheme "{scheme[0]}".', hint, clues)


def _attribute(tag: str, name: str, value: str) -> Finding:
    clues = (rf"\b{re.escape(name)}\s*=", rf"\{{[^{{}}\n]*{re.escape(value)}", re.escape(name))
    if name.startswith("on") or name in {"srcdoc", "formaction"}:
        message = f'The attribute "{name}" of <{tag}> would run a script.'
        return Finding("M111", message, "delete it: nothing in an article can run a script", clues)
    known = _value(tag, name) or _PASSING.get(tag, {}).get(name)
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
