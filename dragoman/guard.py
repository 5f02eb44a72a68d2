r"""The only way that a path which content names becomes a place in the file system.

Content comes from people we do not know. Whatever they write, a path that passes here lies below the root it is asked
for: by its components, and by where the links on its way really lead, never by how its text begins. The refusal
holds on every system, so that a collection which builds on Linux can be checked out on Windows.

>>> lexical("../2017/letters/coast.png", "articles/2016")
'articles/2017/letters/coast.png'
>>> lexical("../../../etc/passwd", "articles/2016").message
'"../../../etc/passwd" leads out of the folder that it must stay in'
"""

from __future__ import annotations

import dataclasses
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman.problems import Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "F111": "A path that leads out of the folder that it must stay in.",
        "F112": "A path that starts at the root of the file system or names a drive.",
        "F113": "A name with a character that no file may have: a backslash, a NUL, a control character.",
        "F114": "A path that hides a separator, a dot or a control character behind percent signs.",
        "F115": "A symbolic link that leads out of the folder, in a circle, or nowhere.",
        "F116": "A device, a pipe or a socket where a file was named.",
        "F117": "A name that Windows reserves or cannot store.",
        "F118": "A name longer than file systems store.",
        "F119": "A path that names nothing.",
    }
)

_LONGEST_NAME = 255  # bytes, in every common file system
_LONGEST_PATH = 4_000  # bytes; Linux stores 4,096 with the root
_DRIVE = re.compile(r"[A-Za-z]:")
_HIDDEN = re.compile(r"%(?:25)*(?:2[ef]|5c|[01][0-9a-f]|7f|c[01])", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_FOREIGN = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\..*)?", re.IGNORECASE
)
_REPARSE_POINT = 0x400  # Windows: junctions are links too, though lstat does not call them so


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """Why a path is not taken. It becomes a problem at the place where the path was written."""

    code: str
    message: str
    hint: str = ""

    def at(self, path: str, line: int = 0, column: int = 0) -> Problem:
        return Problem(path, line, column, self.code, Severity.ERROR, self.message, self.hint)


def inside(root: Path, name: str, relative_to: str = "") -> str | Refusal:
    """The path that `name` stands for, below `root` and with "/" between its parts.

    `name` is a decoded path, not a link: `relative_to` is the folder below the root that it starts from. The file
    need not exist.
    """
    path = lexical(name, relative_to)
    return path if isinstance(path, Refusal) else (_on_disk(root, path) or path)


def output_path(root: Path, name: str) -> str | Refusal:
    """The same for a file that is to be written below the output folder."""
    return inside(root, name)


def lexical(name: str, relative_to: str = "") -> str | Refusal:
    """What can be said of a path without looking at the disk."""
    if refused := _unusable(name):
        return refused
    parts: list[str] = []
    for part in (*relative_to.split("/"), *name.split("/")):
        if part == "..":
            if not parts:
                return Refusal("F111", f'"{name}" leads out of the folder that it must stay in')
            parts.pop()
        elif part not in {"", "."}:
            if refused := name_fault(part):
                return refused
            parts.append(part)
    path = "/".join(parts)
    if not path:
        return Refusal("F119", f'"{name}" names no file')
    if len(path.encode()) > _LONGEST_PATH:
        return Refusal("F118", "this path is too long", f"keep it below {_LONGEST_PATH} bytes")
    return path


def _unusable(name: str) -> Refusal | None:
    if name.startswith("/"):
        return Refusal("F112", f'"{name}" starts at the root of the file system', "write it relative to this file")
    if _DRIVE.match(name):
        return Refusal("F112", f'"{name}" names a drive', "write it relative to this file")
    if "\\" in name:
        return Refusal("F113", f'"{name}" has a backslash', 'put "/" between folders')
    if _HIDDEN.search(name):
        hint = "write the path as it is, without percent signs"
        return Refusal("F114", f'"{name}" hides a separator, a dot or a control character', hint)
    return None


def name_fault(name: str) -> Refusal | None:
    """Why no file or folder of a publication can be called so, on any system it may be checked out on.

    >>> name_fault("coast.png") is None, name_fault("Aux.txt").code
    (True, 'F117')
    """
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return Refusal("F113", f'the name "{name}" is not UTF-8', "rename it")
    if size > _LONGEST_NAME:
        return Refusal("F118", f"a name has {size} bytes", f"keep it to {_LONGEST_NAME} bytes")
    if _CONTROL.search(name) or "\\" in name or "/" in name:
        return Refusal("F113", f'the name "{name}" has a character that a file name cannot have', "rename it")
    if _DEVICES.fullmatch(name):
        return Refusal("F117", f'Windows reserves the name "{name}"', "choose another name")
    if (strange := _FOREIGN.search(name)) or name.endswith((" ", ".")):
        what = f'"{strange[0]}"' if strange else "a space or full stop at its end"
        return Refusal("F117", f'the name "{name}" has {what}, which Windows cannot store', "choose another name")
    return None


def _on_disk(root: Path, path: str) -> Refusal | None:
    """Follow the way from the root to the file, and refuse a link that leaves or something that is no file.

    Only a link can lead away from the root, so a way without links costs one look a part and no resolving.
    """
    here = root
    about: os.stat_result | None = None
    for part in path.split("/"):
        here = here / part
        try:
            about = here.lstat()
            if is_link(about):
                if not leads_inside(root, here):
                    return Refusal("F115", f'"{path}" goes by a link that leads out of the folder, or nowhere')
                about = here.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError):
            return Refusal("F113", f'the system does not take the name "{path}"', "rename it")
    if about is not None and not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
        return Refusal("F116", f'"{path}" is a device, a pipe or a socket')
    return None


def is_link(about: os.stat_result) -> bool:
    """Whether `lstat` saw a symbolic link, or a junction on Windows."""
    attributes: int = getattr(about, "st_file_attributes", 0)
    return stat.S_ISLNK(about.st_mode) or bool(attributes & _REPARSE_POINT)


def leads_inside(root: Path, link: Path) -> bool:
    """Whether a symbolic link ends at something that exists below the root."""
    try:
        return link.resolve(strict=True).is_relative_to(root.resolve(strict=True))
    except (OSError, ValueError, RuntimeError):  # RuntimeError: a circle, before Python 3.13
        return False
