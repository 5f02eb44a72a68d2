"""What HTML a body may be made of.

`clean` is the last step over every body, after every extension and the typographer: what it lets through is safe on
the publication's own pages, whoever wrote the article. It reads the tables below, and so does `inspection`, which
tells the author what is not let through.

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
from collections.abc import Callable, Mapping
from types import MappingProxyType

import nh3

from dragoman.text import tags

TAGS = tags.names(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_EMPTIED = frozenset({"script", "style", "template"})
_CLASS = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_ID = re.compile(r"[^\W_](?:[\w.:\u200c\u200d-]|[^\x00-\xa0\u2000-\u206f\u3000\ufeff]){0,199}")
_LONGEST = 2_000  # characters of a value
_ROUNDS = 20  # of cleaning, until nothing changes

Value = Callable[[str], str | None]  # the value as it may stand, or None


def matching(pattern: str) -> Value:
    compiled = re.compile(pattern)
    return lambda value: value if compiled.fullmatch(value) else None


def one_of(*values: str) -> Value:
    return lambda value: value if value in values else None


def _classes(value: str) -> str | None:
    return " ".join(dict.fromkeys(filter(_CLASS.fullmatch, value.split()))) or None


def _id(value: str) -> str | None:
    return unicodedata.normalize("NFC", value) if _ID.fullmatch(value) else None


def text(value: str) -> str | None:
    return value if len(value) <= _LONGEST else None


def _flag(_value: str) -> str:
    return ""


_NUMBER = matching(r"[1-9][0-9]{0,4}")
_TAG = matching(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_WEB = matching(r"https?://[^\s\"<>\\^`{|}]{1,2000}")
_YEAR, _MONTH, _DAY = r"[0-9]{4}", r"-(?:0[1-9]|1[0-2])", r"-(?:0[1-9]|[12][0-9]|3[01])"
_HOUR, _ZONE = r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?", r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
_MOMENT = matching(f"{_YEAR}(?:{_MONTH}(?:{_DAY}(?:{_HOUR}{_ZONE}?)?)?)?")
_CHANGE = matching(f"{_YEAR}{_MONTH}{_DAY}(?:{_HOUR}{_ZONE})?")

EVERYWHERE: Mapping[str, Value] = MappingProxyType(
    {
        "class": _classes,
        "dir": one_of("ltr", "rtl", "auto"),
        "id": _id,
        "lang": _TAG,
        "title": text,
        "translate": one_of("yes", "no"),
    }
)
ATTRIBUTES: Mapping[str, Mapping[str, Value]] = MappingProxyType(
    {
        "a": {
            "href": text,
            "hreflang": _TAG,
            "rel": matching(r"[a-z]+(?:[ -][a-z]+)*"),
            "role": one_of("doc-noteref", "doc-backlink"),
            "aria-label": text,
        },
        "aside": {"role": one_of("note"), "aria-label": text},
        "bdo": {"dir": one_of("ltr", "rtl")},
        "blockquote": {"cite": _WEB},
        "col": {"span": _NUMBER},
        "colgroup": {"span": _NUMBER},
        "del": {"cite": _WEB, "datetime": _CHANGE},
        "details": {"open": _flag},
        "div": {"role": one_of("group"), "aria-label": text},
        "img": {
            "src": text,
            "alt": text,
            "width": _NUMBER,
            "height": _NUMBER,
            "loading": one_of("lazy", "eager"),
            "decoding": one_of("async", "sync", "auto"),
            "fetchpriority": one_of("high", "low", "auto"),
        },
        "ins": {"cite": _WEB, "datetime": _CHANGE},
        "li": {"value": matching(r"-?[0-9]{1,9}")},
        "ol": {"start": matching(r"-?[0-9]{1,9}"), "reversed": _flag, "type": one_of("1", "a", "A", "i", "I")},
        "q": {"cite": _WEB},
        "section": {"role": one_of("doc-endnotes"), "aria-label": text, "tabindex": one_of("0")},
        "td": {"colspan": _NUMBER, "rowspan": _NUMBER},
        "th": {
            "colspan": _NUMBER,
            "rowspan": _NUMBER,
            "scope": one_of("col", "row", "colgroup", "rowgroup"),
            "abbr": text,
        },
        "time": {"datetime": _MOMENT},
    }
)
ILLEGAL = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def value_of(tag: str, name: str) -> Value | None:
    """The grammar of an attribute, None for one that is not on the list."""
    return ATTRIBUTES.get(tag, {}).get(name) or EVERYWHERE.get(name)


def kept(tag: str, name: str, value: str) -> str | None:
    known = value_of(tag, name)
    return known(value) if known else None


def cleaner(names: frozenset[str], attribute_filter: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
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
    return _settled(html, cleaner(TAGS, kept))


def _settled(html: str, cleaner: nh3.Cleaner) -> str:
    """Cleaned until nothing changes: one pass may write what HTML's rules for misnested tags read in another way."""
    for _ in range(_ROUNDS):
        cleaned = once(html, cleaner)
        if cleaned == html:
            return html
        html = cleaned
    return tags.escape(re.sub(r"[<>]", "", re.sub(r"<[^<>]*>", "", html)))


def once(html: str, cleaner: nh3.Cleaner) -> str:
    return _without_first_line_feed(without_illegal(cleaner.clean(html)))


def _without_first_line_feed(html: str) -> str:
    """HTML ignores a line feed right after `<pre>`: left there, each reading would take another one away."""
    return re.sub(r"(<pre(?: [^<>]*)?>)\n+", r"\1", html) if "<pre" in html else html


def without_illegal(html: str) -> str:
    return ILLEGAL.sub("", html)
