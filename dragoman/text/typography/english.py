"""English typography by typogrify, which is given nothing but runs of text: no tag, attribute or comment reaches it.

What it gets wrong is put right before it looks, each in the table below:

| typed | typogrify | here |
|---|---|---|
| `<em>Times</em>'s` | ‘s, for it sees no letter before | ’s: the run before is shown to it |
| `'90s`, `'tis` | ‘90s | ’90s |
| `6'2"` | 6‘2” | 6′2″ |
| `1912--2004` | an em dash | an en dash |
| `---` | an em dash and a hyphen | an em dash |
| a quotation mark behind a dash | closes | opens |
| a dash or quotation mark typed as such | taken for a letter | what it is |
| `\\.`, `\\-` | the backslash is lost | kept; `\\"` and `\\'` still keep a mark straight |
| the last two words of a block | joined whatever the space is | only a plain space is replaced, by a short word |
"""

from __future__ import annotations

import html
import re

from typogrify import filters

_EDUCABLE = re.compile(r"['\"`]|--|\.\.\.|\. \. \.")
_CAPITALS = re.compile(r"[A-Z]\d*[A-Z]|[A-Z]\.\s?[A-Z]")
_AMPERSAND = re.compile(r"\s&amp;\s|&nbsp;&amp;|&amp;&nbsp;")
_LAST_WORDS = re.compile(r"(?:[^\s<>;&]|</span>)[ \n]+(?P<word>(?:(?!&nbsp;)[^\s<>])+)\s*\Z")
_LONGEST_LAST_WORD = 15  # characters: a longer one would leave a gap in the line before

_REPAIRS = (
    (re.compile(r"(?<!\w)'(?=\d\ds?\b|(?:tis|twas|twere|twill|em|til)\b)", re.IGNORECASE), "’"),
    (re.compile(r"(?<=\d)'(?=\d+\")"), "′"),
    (re.compile(r"(?<=′\d)\"|(?<=′\d\d)\""), "″"),
    (re.compile(r"(?<=\d)--(?=\d)"), "–"),
    (re.compile(r"---?"), "—"),
    (re.compile(r"\\(?![\"'])"), "&#92;"),
)
# typogrify knows these marks as references only, and the dashes by their names only.
_MARKS = {"–": "&ndash;", "—": "&mdash;", "‘": "&#8216;", "’": "&#8217;", "“": "&#8220;", "”": "&#8221;"}
_REFERENCES = str.maketrans(_MARKS)
_REFERENCE = re.compile(r"&(?:#(?:34|39|45|46|92|96|82\d\d)|[nm]dash);")
_CONTEXT = re.compile(r"(?:&#?\w+;|[^;&])\Z")
_QUOTATION_MARKS = "'\"`‘’“”"


def set_run(text: str, before: str, *, opens: bool, closes: bool) -> str:
    """
    >>> set_run('"Yes" -- said the BBC', "", opens=True, closes=False)
    '<span class="dquo">“</span>Yes” — said the <span class="caps">BBC</span>'
    >>> set_run("'s own", "Times", opens=False, closes=True)
    '’s&nbsp;own'
    """
    text = _educated(text, before)
    if _AMPERSAND.search(text):
        text = filters.amp(text)
    if _CAPITALS.search(text):
        text = filters.caps(text)
    if opens:
        text = filters.initial_quotes(text)
    if closes and (match := _LAST_WORDS.search(text)) and len(match["word"]) <= _LONGEST_LAST_WORD:
        text = filters.widont(text)
    return _as_typed(text)


def set_plain(text: str) -> str:
    """
    >>> set_plain("It's 'fun'...")
    'It’s ‘fun’…'
    """
    return _as_typed(_educated(text, ""))


def _educated(text: str, before: str) -> str:
    """Quotation marks, dashes and ellipses, as references."""
    if not _EDUCABLE.search(text):
        return text.translate(_REFERENCES)
    for pattern, repair in _REPAIRS:
        text = pattern.sub(repair, text)
    text = text.translate(_REFERENCES)
    context = _context(before, text)
    return str(filters.smartypants(context + text))[len(context) :]


def _context(before: str, text: str) -> str:
    """The last character before a run, for typogrify to see whether a mark there opens or closes.

    It must come out as it went in: marks are passed over, and what would make one mark with the text is left out.
    """
    passed = before.rstrip(_QUOTATION_MARKS).translate(_REFERENCES)
    if not passed:
        return " " if before else ""
    shown = _CONTEXT.search(passed)
    return shown[0] if shown and not (shown[0] in ".-\\" and text.startswith((shown[0], " "))) else ""


def _as_typed(text: str) -> str:
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
