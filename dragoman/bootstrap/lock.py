"""Write the pinned requirements and the npm lock file anew, for every platform and Python that we support."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dragoman.bootstrap import tools
from dragoman.bootstrap.environment import Environment
from dragoman.bootstrap.process import CannotPrepareError, run, say
from dragoman.bootstrap.testing import CHECKERS

OLDEST_PYTHON = "3.11"
GROUPS = ("site", "test", "java", "node", "lock")


def write(root: Path, upgrade: bool, variables: Mapping[str, str]) -> None:
    """Both kinds of lock file; with `upgrade`, newer versions than the pinned ones are taken where they fit."""
    with tempfile.TemporaryDirectory() as folder:
        requirements(root, Path(folder), upgrade)
    npm(root, upgrade, variables)


def requirements(root: Path, scratch: Path, upgrade: bool) -> None:
    """`requirements/*.txt` from `*.in`: with the hashes of every file of a release, and no index address."""
    environment = Environment(root)
    options: list[str | Path] = ["--quiet", "--require-hashes", "--only-binary", ":all:", "--target", scratch]
    say("Installing the resolver ...")
    run(
        [environment.python, "-m", "pip", "install", *options, "--requirement", environment.requirements("lock")],
        hint="The resolver could not be installed.",
    )
    resolver = shutil.which("uv", path=str(scratch / "bin")) or "uv"
    options = ["--quiet", "--no-config", "--universal", "--generate-hashes", "--no-emit-index-url"]
    options += ["--python-version", OLDEST_PYTHON, "--custom-compile-command", "python3 tasks.py lock"]
    options += ["--upgrade"] if upgrade else []
    for group in GROUPS:
        say(f"Writing requirements/{group}.txt ...")
        source, target = Path("requirements", f"{group}.in"), Path("requirements", f"{group}.txt")
        run(
            [resolver, "pip", "compile", *options, source, "--output-file", target],
            cwd=root,
            hint=f"{source} could not be resolved.",
        )


def npm(root: Path, upgrade: bool, variables: Mapping[str, str]) -> None:
    """`package-lock.json` with a hash for every package and no address."""
    node = tools.node(Environment(root), variables)
    if node is None:
        raise CannotPrepareError("Writing the npm lock file needs Node: run `python3 tasks.py test` once.")
    say("Writing package-lock.json ...")
    options = [
        "--package-lock-only",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--omit-lockfile-registry-resolved",
    ]
    run([node.npm, "update" if upgrade else "install", *options], cwd=root / CHECKERS, hint="npm could not resolve.")
    path = root / CHECKERS / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
