"""Other programs: run without a shell, silent unless they fail."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# They lead a Python to another Python's libraries, or pip to another folder than the environment.
_MISLEADING = frozenset({"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER"})


class CannotPrepareError(Exception):
    """Something is missing that only a person can bring; the message says what, `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        self.status = status
        super().__init__(message)


def environ(given: Mapping[str, str]) -> dict[str, str]:
    """The variables for a child process, without those that would lead its Python astray."""
    return {name: value for name, value in given.items() if name not in _MISLEADING}


def run(
    command: Sequence[str | Path], *, hint: str, cwd: Path | None = None, variables: Mapping[str, str] | None = None
) -> str:
    """What the program printed. When it fails: `CannotPrepareError` with what it printed, and the hint."""
    try:
        done = _captured(command, cwd, variables=variables)
    except OSError as error:
        raise CannotPrepareError(f"{command[0]} could not be started: {error}\n{hint}") from None
    if done.returncode:
        raise CannotPrepareError(f"{done.stdout.rstrip()}\n{hint}".lstrip())
    return done.stdout


def answer(command: Sequence[str | Path], timeout: float = 30) -> str | None:
    """What a program says, on either stream; None where it is missing, fails or does not answer in time."""
    try:
        done = _captured(command, None, timeout=timeout)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout


def _captured(
    command: Sequence[str | Path],
    cwd: Path | None,
    *,
    timeout: float | None = None,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environ(os.environ if variables is None else variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        check=False,
    )


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until no other process holds this lock file, and hold it; the system lets go when the process ends."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("ab") as file:
        if sys.platform == "win32":
            file.seek(0)
            while True:
                with contextlib.suppress(OSError):  # it gives up after ten seconds
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def replace(command: Sequence[str | Path], variables: Mapping[str, str]) -> int:
    """Become another program, so that its output is the last and its exit status is ours.

    Windows has no such call: there the program is a child, and its exit status is returned.
    """
    arguments = [str(part) for part in command]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(arguments[0], arguments, dict(variables))
    return subprocess.run(arguments, env=dict(variables), check=False).returncode


def say(message: str) -> None:
    """One line of progress, beside the program's real output."""
    print(message, file=sys.stderr, flush=True)
