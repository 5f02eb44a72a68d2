"""html-validate on HTML files: one Node process for all of them."""

from __future__ import annotations

import functools
import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from dragoman.bootstrap import tools
from tests.checkers.finding import ENVIRONMENT, HERE, PACKAGES, Finding, missing


def check(paths: Iterable[Path]) -> list[Finding]:
    """Every error and warning in these files, sorted."""
    node = _node()
    if node is None:
        missing("Node")
    if not (PACKAGES / "html-validate").is_dir():
        missing("html-validate")
    done = subprocess.run(
        [node.node, str(HERE / "html_validate.mjs")],
        input=json.dumps([str(path.resolve()) for path in paths]),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"html-validate failed ({done.returncode}): {done.stderr}")
    return sorted(
        Finding(result["filePath"], message["line"], message["column"], message["ruleId"], message["message"])
        for result in json.loads(done.stdout)
        for message in result["messages"]
    )


@functools.cache
def _node() -> tools.Node | None:
    return tools.node(ENVIRONMENT, os.environ)
