"""Pictures are measured by their headers, before anything would decode them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import imagesize

RULES: Mapping[str, str] = MappingProxyType(
    {
        "L110": "A picture cannot be measured, or is not what its name says.",
        "L111": "A picture has more pixels than a page can ask a reader to decode.",
        "L112": "A file is of a type that is not published.",
    }
)

MOST_PIXELS = 40_000_000  # about 160 MB when decoded

# How a file of each type begins: what a browser goes by, whatever the name says.
_SIGNATURES: Mapping[str, re.Pattern[bytes]] = MappingProxyType(
    {
        ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
        ".jpg": re.compile(rb"\xff\xd8\xff"),
        ".jpeg": re.compile(rb"\xff\xd8\xff"),
        ".gif": re.compile(rb"GIF8[79]a"),
        ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
        ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    }
)
PICTURES = frozenset(_SIGNATURES)
# What else an article may offer: nothing that a browser would run on the site's own origin (so no HTML, SVG, XML).
DOWNLOADS = frozenset(
    {".pdf", ".epub", ".txt", ".csv", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".webm", ".vtt"}
)
PUBLISHED = PICTURES | DOWNLOADS


@dataclasses.dataclass(frozen=True, slots=True)
class Size:
    """In CSS pixels, with the orientation of the file's own rotation."""

    width: int
    height: int


@dataclasses.dataclass(frozen=True, slots=True)
class Unfit:
    """Why a picture cannot be used: the rule's code, and a sentence that begins after the picture's name."""

    code: str
    reason: str
    hint: str


def measure(path: Path) -> Size | Unfit:
    """The size of the picture at a path that the guard has passed. Reads its header alone."""
    suffix = path.suffix.lower()
    if suffix not in PICTURES:
        return Unfit("L112", "is not a picture that is published", f"use one of: {', '.join(sorted(PICTURES))}")
    try:
        with path.open("rb") as file:
            if not _SIGNATURES[suffix].match(file.read(16)):
                return Unfit("L110", f"does not hold what {suffix} promises", "save it again in the right format")
            file.seek(0)
            width, height = imagesize.get(file)  # an open file: given a name, it would also fetch addresses
    except OSError as error:
        return Unfit("L110", f"cannot be read ({type(error).__name__})", "check the file and its permissions")
    if width <= 0 or height <= 0:
        return Unfit("L110", "has no size that can be read", "save it again")
    if width * height > MOST_PIXELS:
        return Unfit("L111", f"has {width} × {height} pixels", f"save it with at most {MOST_PIXELS:,} pixels")
    return Size(int(width), int(height))
