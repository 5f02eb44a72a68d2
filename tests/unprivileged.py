"""Files that the system does not let the press read, whoever runs the tests.

Root may read everything, so under root the reading happens in a process that has given its rights away; on Windows a
file is closed by an access rule instead of by its mode.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_NOBODY = 65534

# Everything that is imported late (the registry of languages, CLDR) is asked for before the rights are gone.
_READ = f"""
import os, sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
sys.stdout.reconfigure(encoding="utf-8")
from dragoman.reading import read_collection
content = Path(sys.argv[1])
read_collection(content)
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgroups([])
    os.setgid({_NOBODY})
    os.setuid({_NOBODY})
collection, problems = read_collection(content)
for problem in problems:
    print(problem.code, problem.path)
for article in collection.articles:
    print("article", article.path)
"""


@contextlib.contextmanager
def shared_folder() -> Iterator[Path]:
    """A temporary folder that other users may read; pytest's own are for the one who runs it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


@contextlib.contextmanager
def closed(path: Path) -> Iterator[None]:
    """Nobody may read `path` for a while."""
    if os.name == "nt":
        subprocess.run(["icacls", str(path), "/deny", "*S-1-1-0:(R)"], check=True, capture_output=True)
        try:
            yield
        finally:
            subprocess.run(["icacls", str(path), "/remove:d", "*S-1-1-0"], check=True, capture_output=True)
        return
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        yield
    finally:
        path.chmod(mode)


def read_without_rights(content: Path) -> list[str]:
    """`CODE path` of each problem that reading finds without rights, then `article path` of each article."""
    command = [sys.executable, "-c", _READ, str(content)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout.splitlines()
