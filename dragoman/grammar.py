"""What a slug, an address and a piece of text may be made of.

Each function answers with the fault it finds, as the end of a sentence whose subject the caller knows, or with None.
The grammar of addresses is narrow on purpose: a redirect is written into files of several servers, and what cannot be
in an address need not be trusted to any server's quoting.

>>> slug_fault("Письма").hint
'write "письма"'
>>> path_fault("/2016/09/письма/") is None
True
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_to_bytes

from dragoman import guard
from dragoman.slugs import slugify

_LONGEST_SLUG = 200  # bytes: a name of 255 bytes, with room for what a system puts behind it
_LONGEST_ADDRESS = 2_000  # characters as they travel, so far does every browser and every server's own file go
_SIMPLE_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_JOINERS = "\u200c\u200d"
_PATH_MARKS = frozenset("-._~!&()+,=:@/%")
_URL_MARKS = frozenset("-._~:/?#[]@!$&'()*+,;=%")
_TRAVELLING = "".join(sorted(_URL_MARKS))
_TARGET_MARKS = _URL_MARKS - frozenset("'$;*[]")
_TRIPLET = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URL = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_PORT = re.compile(r"[0-9]{1,5}")
_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})")

_OPENED = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_REFUSED = {
    "Cc": "a control character",
    "Cs": "half of a surrogate pair",
    "Cn": "a code point that Unicode has not assigned",
    "Co": "a private-use character, which every font shows differently",
    "Zl": "a Unicode line separator",
    "Zp": "a Unicode paragraph separator",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The end of a sentence ("is not lower case") and the fix."""

    message: str
    hint: str = ""


def text_fault(text: str) -> Fault | None:
    r"""Characters that no reader sees, or that turn the text around them.

    >>> text_fault("a\u202eb").message
    'has U+202E, which turns the reading direction and is never closed'
    """
    return character_fault(text) or bidi_fault(text)


def character_fault(text: str) -> Fault | None:
    """A control, unassigned, private-use or half character, or a line separator that is not a line feed."""
    if text.isprintable():  # then it has no such category, nor a bidi control
        return None
    for character in text:
        refused = _REFUSED.get(unicodedata.category(character))
        if refused and character not in "\n\t":
            return Fault(f"has {code_point(character)}, {refused}", "delete it, or write what was meant")
    return None


def bidi_fault(text: str) -> Fault | None:
    """An embedding, override or isolate that is not closed in its line, or closed without having been opened."""
    if text.isprintable():
        return None
    for line in text.split("\n"):
        waiting: list[tuple[str, str]] = []
        for character in line:
            if character in _OPENED:
                waiting.append((character, _OPENED[character]))
            elif character in "\u202c\u2069" and (not waiting or waiting.pop()[1] != character):
                return Fault(f"has {code_point(character)}, which closes what nothing opened", "delete it")
        if waiting:
            opened, closed = waiting[-1]
            message = f"has {code_point(opened)}, which turns the reading direction and is never closed"
            return Fault(message, f"delete it, or close it with {code_point(closed)}")
    return None


def code_point(character: str) -> str:
    """
    >>> code_point("é")
    'U+00E9'
    """
    return f"U+{ord(character):04X}"


def slug_fault(text: str) -> Fault | None:
    """A slug: letters, marks and digits of any script in lower case and NFC, with `-`, `_` and `.` between them."""
    if fault := name_fault(text):
        return fault
    if text != _folded(text):
        return Fault("is not in lower case and NFC", f'write "{_folded(text)}"')
    return None


def name_fault(text: str) -> Fault | None:
    """A name that an address can be made from: like a slug, in capitals too. Folders of works are called so."""
    if _SIMPLE_SLUG.fullmatch(text) and len(text) <= _LONGEST_SLUG and not guard.name_fault(text):
        return None
    if not text:
        return Fault("is empty", "write letters, digits and hyphens")
    if fault := text_fault(text):
        return fault
    if len(text.encode()) > _LONGEST_SLUG:
        return Fault("is too long for an address", f"keep it to {_LONGEST_SLUG} bytes")
    strange = next((character for character in text if not (_is_word(character) or character in "-_.")), None)
    if strange is not None:
        return Fault(f'has "{strange}", which a slug cannot have', _suggestion(text))
    if text[0] in "-." or text[-1] in "-." or ".." in text:
        return Fault("has a hyphen or full stop where no letter is beside it", _suggestion(text))
    if any(part != part.strip(_JOINERS) for part in re.split(r"[-.]", text)):
        return Fault("has a joiner at the edge of a word", _suggestion(text))
    if refused := guard.name_fault(text):
        return Fault("is a name that Windows reserves", refused.hint)
    return None


def _suggestion(text: str) -> str:
    better = slugify(text)
    return f'write "{better}"' if better else "write letters, digits and hyphens"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())


def _is_word(character: str) -> bool:
    return character == "_" or character in _JOINERS or unicodedata.category(character)[0] in "LMN"


def path_fault(text: str) -> Fault | None:
    """An address on this site, from its root: `/2016/09/letters/`. An old address is nothing else."""
    if not text.startswith("/"):
        return Fault("does not start with a slash", f'write "/{text}"' if text and ":" not in text else "")
    if _too_long(text):
        return Fault(f"is longer than {_LONGEST_ADDRESS} characters when it is percent-encoded")
    for mark, name in (("?", "a query"), ("#", "a fragment")):
        if mark in text:
            return Fault(f"has {name}, which no page can be found by", f'leave out "{mark}" and what follows it')
    if fault := _strange_in(text, _PATH_MARKS) or _encoding_fault(text):
        return fault
    if "//" in text:
        return Fault("has an empty part", 'write one "/" between two parts')
    if any(unquote(part) in {".", ".."} for part in text.split("/")):
        return Fault("has a part of dots only", "write the address that it stands for")
    return None


def _too_long(text: str) -> bool:
    """Whether an address is too long as it travels, where a letter that is not ASCII has six characters or more."""
    return len(text) > _LONGEST_ADDRESS or len(quote(text, safe=_TRAVELLING, errors="replace")) > _LONGEST_ADDRESS


def _encoding_fault(text: str) -> Fault | None:
    """Percent signs must spell UTF-8, and nothing that would change how the address is divided."""
    if _TRIPLET.search(text):
        return Fault("has a percent sign without two hexadecimal digits", 'write "%25" for the sign itself')
    if "%" not in text:
        return None
    try:
        parts = [unquote_to_bytes(part).decode() for part in text.split("/")]
    except UnicodeDecodeError:
        return Fault("has percent signs that do not spell UTF-8", "write the letters themselves")
    for part in parts:
        if "/" in part or "\\" in part:
            return Fault("hides a separator behind a percent sign", "write the letters themselves")
        if fault := text_fault(part.replace("\n", "\0").replace("\t", "\0")):
            return fault
    return None


def _strange_in(text: str, marks: frozenset[str]) -> Fault | None:
    for character in text:
        known = character.isalnum() or character in marks if character.isascii() else _is_word(character)
        if not known:
            return _strange(character)
    return None


def _strange(character: str) -> Fault:
    shown = f'"{character}"' if character.isprintable() else code_point(character)
    return Fault(f"has {shown}, which an address cannot have", f'write "{quote(character, errors="replace")}" for it')


def target_fault(text: str) -> Fault | None:
    """Where a redirect leads: a path of this site, perhaps with `#fragment`, or an absolute https address."""
    if text.startswith("/"):
        path, mark, fragment = text.partition("#")
        if fault := path_fault(path):
            return fault
        if _too_long(text):
            return Fault(f"is longer than {_LONGEST_ADDRESS} characters when it is percent-encoded")
        return _strange_in(fragment, _PATH_MARKS) or _encoding_fault(fragment) if mark else None
    if not text.lower().startswith("https://"):
        return Fault("is no address", 'write a path such as "/new/path/", or an address that starts with "https://"')
    if _too_long(text):
        return Fault(f"is longer than {_LONGEST_ADDRESS} characters when it is percent-encoded")
    return _strange_in(text, _TARGET_MARKS) or url_fault(text)


def url_fault(text: str) -> Fault | None:
    """An absolute http or https address, as a link to somewhere else."""
    if len(text) > _LONGEST_ADDRESS:
        return Fault(f"is longer than {_LONGEST_ADDRESS} characters")
    match = _URL.fullmatch(text)
    if not match:
        return Fault("is not an absolute address", 'start it with "https://"')
    if fault := _authority_fault(match["authority"]):
        return fault
    for character in text:
        allowed = character in _URL_MARKS or unicodedata.category(character)[0] not in "CZ"
        if not allowed or character in '"<>\\^`{|}':
            return _strange(character)
    if _TRIPLET.search(match["rest"]):
        return Fault("has a percent sign without two hexadecimal digits", 'write "%25" for the sign itself')
    return None


def _authority_fault(authority: str) -> Fault | None:
    if "@" in authority:
        return Fault("carries a user name or a password", "leave out everything before the @")
    host, colon, port = authority.partition(":")
    if colon and not (_PORT.fullmatch(port) and 0 < int(port) < 65_536):
        return Fault(f'has the port "{port}", which does not exist')
    if _IPV4.fullmatch(host):
        return None
    known = ascii_host(host)
    labels = (known or "").removesuffix(".").split(".")
    if known is None or len(known) > 253 or len(labels) < 2 or labels[-1].isdecimal():
        return Fault(f'has no host that can be reached: "{host}"', 'write a name such as "example.org"')
    return None


def ascii_host(host: str) -> str | None:
    """A host as the name system knows it, or None where it has no such form.

    Each label is what a browser makes of it (UTS 46, not transitional): Python's own codec is of 2003, and would send
    the readers of `faß.de` to `fass.de`.

    >>> ascii_host("Пример.рф"), ascii_host("faß.de"), ascii_host("a..b")
    ('xn--e1afmkfd.xn--p1ai', 'xn--fa-hia.de', None)
    """
    labels = host.removesuffix(".").split(".")
    known = [_ascii_label(label) for label in labels]
    if not all(known):
        return None
    return ".".join(filter(None, known)) + ("." if host.endswith(".") else "")


def _ascii_label(label: str) -> str | None:
    if not _is_label(label):
        return None
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", label).lower())
    if not _is_label(folded):  # some digits and letters stand for several characters: "⒈" is "1."
        return None
    known = folded if folded.isascii() else f"xn--{folded.encode('punycode').decode('ascii')}"
    return known if len(known) <= 63 else None


def _is_label(label: str) -> bool:
    inner = all(character == "-" or (_is_word(character) and character not in _JOINERS) for character in label)
    return inner and 0 < len(label) <= 63 and not label.startswith("-") and not label.endswith("-")
