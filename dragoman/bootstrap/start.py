"""Start again inside the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.bootstrap import environment
from dragoman.bootstrap.process import CannotPrepareError, environ, replace

INTERRUPTED = 130  # 128 + SIGINT, as a shell would say


def inside(root: Path, arguments: Sequence[str]) -> int | None:
    """None where this process already runs in an environment that is up to date.

    Otherwise brings that environment up to date, runs `tasks.py` with these arguments in it, and returns the exit
    status where the system lets a process outlive that.
    """
    try:
        return _inside(root, arguments)
    except CannotPrepareError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED


def _inside(root: Path, arguments: Sequence[str]) -> int | None:
    here = environment.Environment(root)
    tasks: list[str | Path] = [root / "tasks.py", *arguments]
    if not here.is_running:
        environment.ensure(root, ["site"])
        return replace([here.python, *tasks], environ(os.environ))
    if environment.is_current(root, ["site"]):
        return None
    outside = environment.base_python()
    if outside == sys.executable:
        raise CannotPrepareError("The environment must be made anew: start tasks.py with a Python outside it.", 2)
    return replace([outside, *tasks], environ(os.environ))
