"""What only the tests need: test libraries, a browser, Java, Node and the npm packages of the checkers."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman.bootstrap import tools
from dragoman.bootstrap.environment import Environment, ensure
from dragoman.bootstrap.process import CannotPrepareError, answer, environ, replace, run, say

APT_VARIABLE = "DRAGOMAN_APT"
CHECKERS = Path("tests", "checkers")
MOST_WORKERS = 4


def start(root: Path, arguments: Sequence[str]) -> int:
    """Everything that the tests need, then pytest in the place of this process."""
    variables = prepare(root, environ(os.environ))
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    command: list[str | Path] = [
        Environment(root).python,
        "-m",
        "pytest",
        "-n",
        workers,
        "--dist",
        "worksteal",
        *arguments,
    ]
    return replace(command, variables)


def prepare(root: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """The variables for the tests, once everything that they need is there."""
    environment = ensure(root, ["site", "test"])
    if tools.java(environment, variables) is None:
        ensure(root, ["java"])
    npm_packages(environment, variables)
    found = {**variables, **driver(environment, variables)}
    browser = _browser(environment, found)
    return {**found, tools.BROWSER_VARIABLE: str(browser)} if browser else found


def npm_packages(environment: Environment, variables: Mapping[str, str]) -> None:
    """The packages of the lock file, checked against its hashes; no script of theirs runs."""
    folder = environment.root / CHECKERS
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".dragoman-stamp"  # npm removes the folder first, and so the stamp
    npm = _node(environment, variables).npm
    if stamp.is_file() and stamp.read_text(encoding="ascii") == lock:
        return
    say("Installing the npm packages of tests/checkers ...")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    run([npm, "ci", *options], cwd=folder, hint="npm could not install tests/checkers/package-lock.json.")
    stamp.write_text(lock, encoding="ascii", newline="\n")


def driver(environment: Environment, variables: Mapping[str, str]) -> dict[str, str]:
    """The variable that has Playwright use our Node, where its own lacks a system library (libatomic) and fails."""
    own = environment.site_packages / "playwright" / "driver" / ("node.exe" if os.name == "nt" else "node")
    return {} if answer([own, "--version"]) else {"PLAYWRIGHT_NODEJS_PATH": str(_node(environment, variables).node)}


def _node(environment: Environment, variables: Mapping[str, str]) -> tools.Node:
    """The machine's Node, else the one from PyPI, which is installed now."""
    found = tools.node(environment, variables)
    if found is None:
        ensure(environment.root, ["node"])
        found = tools.node(environment, variables)
    if found is None:
        raise CannotPrepareError("The Node in the environment does not start: install Node 22 or later.")
    return found


def _browser(environment: Environment, variables: Mapping[str, str]) -> Path | None:
    """An installed browser, or None where the tests use the one that Playwright brought."""
    found = tools.browser(variables)
    if may_use_apt(variables):
        _system_packages(wanted(found is not None, tools.nginx(variables) is not None))
        found = found or tools.browser(variables)
    if found is None:
        say("No Chromium or Chrome is installed: asking Playwright for its own ...")
        run(
            [environment.python, "-m", "playwright", "install", "chromium"],
            variables=variables,
            hint=f"There is no browser for the tests: install Chromium or Chrome, or set {tools.BROWSER_VARIABLE} "
            f"to one; where apt is to install it, set {APT_VARIABLE}=1.",
        )
    return found


def may_use_apt(variables: Mapping[str, str]) -> bool:
    """Whether system packages may be installed: only where a person or a CI machine says so.

    >>> may_use_apt({"CI": "true"}), may_use_apt({"CI": "false"}), may_use_apt({"DRAGOMAN_APT": "1"}), may_use_apt({})
    (True, False, True, False)
    """
    return variables.get(APT_VARIABLE) == "1" or variables.get("CI", "").lower() not in {"", "0", "false"}


def wanted(browser: bool, nginx: bool) -> list[str]:
    """The Debian packages that are missing.

    >>> wanted(browser=True, nginx=True), wanted(browser=False, nginx=True)
    ([], ['chromium', 'fonts-noto-core'])
    """
    return [*([] if browser else ["chromium", "fonts-noto-core"]), *([] if nginx else ["nginx-light"])]


def _system_packages(packages: Sequence[str]) -> None:
    """Installed where apt is there and we may use it; where that fails the reason is shown, and the work goes on."""
    apt = shutil.which("apt-get")
    if not packages or apt is None:
        return
    say(f"Installing {', '.join(packages)} with apt-get ...")
    command = ["env", "DEBIAN_FRONTEND=noninteractive", apt]
    if sys.platform != "win32" and os.geteuid() != 0:
        command = ["sudo", "-n", *command]
    try:
        run([*command, "update", "-q"], hint="apt-get update failed.")
        run([*command, "install", "-y", "-q", "--no-install-recommends", *packages], hint="apt-get install failed.")
    except CannotPrepareError as error:
        say(str(error))
