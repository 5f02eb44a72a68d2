"""Reading with a bound and writing in one step: the only two things that the press does to a file.

A file that cannot be read is a `Problem`, never an exception. A write replaces the file as a whole, so that whoever
serves the folder meanwhile sees the old bytes or the new ones and nothing between.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman.problems import Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "F101": "A file or folder that the system does not let the press read.",
        "F102": "A file that is larger than its kind may be.",
        "F103": "A file or folder that was there when the folder was listed and is gone when it is read.",
        "F104": "Something under a file's name that is not a regular file: a pipe, a socket, a device or a folder.",
        "F105": "A file that cannot be written.",
    }
)

_CHUNK = 1 << 20
# Without O_NONBLOCK, opening a pipe that nobody writes to waits for ever; Windows has neither pipes here nor the flag.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_bounded(path: Path, limit: int, shown: str) -> bytes | Problem:
    """The bytes of a regular file of at most `limit` bytes, or what is wrong with it.

    `shown` is the name that a problem gives the file, for example its path below the content folder. The size is
    looked at before, and held to while reading, since a file can grow in between.
    """
    try:
        descriptor = os.open(path, _READING)
    except (OSError, ValueError) as error:
        return unreadable(shown, error)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            return _irregular(shown)
        if about.st_size > limit:
            return _too_large(shown, limit)
        data = _read(descriptor, limit + 1)
    except OSError as error:
        return unreadable(shown, error)
    finally:
        os.close(descriptor)
    return data if len(data) <= limit else _too_large(shown, limit)


def _read(descriptor: int, most: int) -> bytes:
    parts: list[bytes] = []
    left = most
    while left and (part := os.read(descriptor, min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def write_atomically(path: Path, data: bytes, *, durable: bool = False) -> bool:
    """Make `path` hold `data`; True when that changed anything. Equal bytes leave the file and its time alone.

    The folder is made when it is missing. A new file gets the permissions that the umask asks for. A symbolic link in
    the place is replaced by the file and never followed. `durable` waits until the disk has it. Raises OSError.
    """
    if _holds(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, _WRITING, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        about = path.lstat()
        return stat.S_ISREG(about.st_mode) and about.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def unreadable(shown: str, error: OSError | ValueError) -> Problem:
    """The problem for what the system said when a file or folder was to be read."""
    if isinstance(error, ValueError):  # a NUL in the name, or a name that the file system cannot spell
        return Problem(shown, 0, 0, "F101", Severity.ERROR, "this name cannot be looked up", "rename it")
    if isinstance(error, FileNotFoundError):
        return Problem(shown, 0, 0, "F103", Severity.ERROR, "this is gone since the folder was listed", "build again")
    if isinstance(error, IsADirectoryError) or error.errno in {errno.ENXIO, errno.EOPNOTSUPP}:
        return _irregular(shown)
    if isinstance(error, PermissionError):
        hint = "give the user who builds the right to read it"
        return Problem(shown, 0, 0, "F101", Severity.ERROR, "the system does not allow this to be read", hint)
    return Problem(shown, 0, 0, "F101", Severity.ERROR, f"this cannot be read: {_reason(error)}")


def unwritable(shown: str, error: OSError) -> Problem:
    """The problem for what the system said when a file was to be written."""
    return Problem(shown, 0, 0, "F105", Severity.ERROR, f"this cannot be written: {_reason(error)}")


def _irregular(shown: str) -> Problem:
    hint = "put a regular file in its place, or remove it"
    return Problem(shown, 0, 0, "F104", Severity.ERROR, "this is not a regular file", hint)


def _too_large(shown: str, limit: int) -> Problem:
    message = f"this is larger than {in_words(limit)}, the most that a file of its kind may have"
    return Problem(shown, 0, 0, "F102", Severity.ERROR, message, "make it smaller, or divide it")


def in_words(size: int) -> str:
    """A bound as a person would say it.

    >>> in_words(65_536), in_words(2_000_000), in_words(700)
    ('65 kB', '2 MB', '700 bytes')
    """
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size // unit} {name}"
    return f"{size} bytes"


def _reason(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno else type(error).__name__
