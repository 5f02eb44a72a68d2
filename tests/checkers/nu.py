"""The Nu HTML checker (npm vnu-jar) on HTML, SVG and CSS files: one Java process for all of a kind."""

from __future__ import annotations

import functools
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from dragoman.bootstrap import tools
from tests.checkers.finding import ENVIRONMENT, PACKAGES, Finding, missing

JAR = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LONGEST_COMMAND = 24_000  # characters; Windows allows 32,767


def check(paths: Iterable[Path]) -> list[Finding]:
    """Every error and warning in these files, sorted."""
    given = sorted(map(str, paths))
    sheets = [path for path in given if path.endswith(".css")]
    pages = [path for path in given if not path.endswith(".css")]
    # A process of their own for style sheets: with --also-check-css the checker miscounts the lines of pages.
    runs: list[tuple[tuple[str, ...], list[str]]] = [(("--also-check-svg",), batch) for batch in _batches(pages)]
    runs += [(("--css",), batch) for batch in _batches(sheets)]
    return sorted(finding for options, batch in runs for finding in _run(options, batch))


def _run(kind: Sequence[str], paths: Sequence[str]) -> Iterator[Finding]:
    java = _java()
    if java is None:
        missing("Java")
    if not JAR.is_file():
        missing("vnu-jar")
    options = ["--format", "json", "--stdout", "--exit-zero-always", *kind]
    done = subprocess.run(
        # The checker recurses as deep as a page does.
        [java, "-Xss2m", "-jar", str(JAR), *options, *paths],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    if done.returncode or not done.stdout:
        raise RuntimeError(f"the Nu HTML checker failed ({done.returncode}): {done.stderr or done.stdout}")
    for message in json.loads(done.stdout)["messages"]:
        rule = message["type"] if message["type"] == "error" else message.get("subType", message["type"])
        line = message.get("firstLine", message.get("lastLine", 0))
        column = message.get("firstColumn", message.get("lastColumn", 0))
        yield Finding(_path(message.get("url", "")), line, column, rule, message["message"])


@functools.cache
def _java() -> Path | None:
    return tools.java(ENVIRONMENT, os.environ)


def _path(address: str) -> str:
    parts = urlsplit(address)
    return (
        url2pathname(unquote(parts.path) if os.name == "posix" else parts.path) if parts.scheme == "file" else address
    )


def _batches(paths: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for path in paths:
        if batch and sum(map(len, batch)) + len(batch) + len(path) > LONGEST_COMMAND:
            yield batch
            batch = []
        batch.append(path)
    if batch:
        yield batch
