"""The environment `.venv`: made, kept in step with `requirements/`, and made anew when it is broken.

What is installed is noted in a stamp inside it, so that a second run only compares hashes. The stamp is away while
pip works: an environment without one was interrupted, or was never ours, and cannot be trusted.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import json
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from pathlib import Path

from dragoman.bootstrap.process import CannotPrepareError, alone, answer, run, say

PIP_WITH_PYTHON_OPTION = (22, 3)  # the first pip that can install into an environment which has no pip


@dataclasses.dataclass(frozen=True, slots=True)
class Environment:
    """Where things are in the environment of a checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.program("python")

    @property
    def stamp(self) -> Path:
        return self.folder / "dragoman.json"

    @property
    def site_packages(self) -> Path:
        base = str(self.folder)
        return Path(sysconfig.get_path("purelib", "venv", {"base": base, "platbase": base}))

    def program(self, name: str) -> Path:
        """A program that pip installed."""
        return self.folder / "Scripts" / f"{name}.exe" if os.name == "nt" else self.folder / "bin" / name

    def requirements(self, group: str) -> Path:
        return self.root / "requirements" / f"{group}.txt"

    @property
    def is_running(self) -> bool:
        """Whether this very process runs inside it."""
        return Path(sys.prefix).resolve() == self.folder.resolve()


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """What an environment was made for, and the hash of each requirements file that was installed."""

    root: str
    python: str
    installed: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Base:
    """What the Python that makes the environment can do."""

    executable: str
    version: tuple[int, int]
    ensurepip: bool
    pip: tuple[int, ...] | None
    debian: bool

    @classmethod
    def here(cls) -> Base:
        ensurepip = importlib.util.find_spec("ensurepip") is not None
        return cls(
            executable=sys.executable,
            version=sys.version_info[:2],
            ensurepip=ensurepip,
            pip=None if ensurepip else pip_version(answer([sys.executable, "-m", "pip", "--version"])),
            debian=Path("/etc/debian_version").exists(),
        )

    @property
    def can_install(self) -> bool:
        return self.ensurepip or (self.pip is not None and self.pip >= PIP_WITH_PYTHON_OPTION)


def pip_version(shown: str | None) -> tuple[int, ...] | None:
    """
    >>> pip_version("pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)")
    (23, 0, 1)
    >>> pip_version(None), pip_version("No module named pip")
    (None, None)
    """
    words = (shown or "").split()
    if len(words) < 2 or words[0] != "pip":
        return None
    return tuple(int(part) for part in words[1].split(".") if part.isdecimal())


def no_pip(base: Base) -> CannotPrepareError:
    """What to install where Python cannot make an environment that has pip."""
    version = ".".join(map(str, base.version))
    if base.debian:
        what = f"    sudo apt install python{version}-venv"
    else:
        what = (
            f"    install the part of Python {version} that has `ensurepip` (often called python3-venv or python3-pip)"
        )
    return CannotPrepareError(
        f"This Python ({base.executable}) cannot make an environment: it has neither ensurepip nor pip. "
        f"Do this, then run the same command again:\n{what}",
        status=2,
    )


def ensure(root: Path, groups: Iterable[str]) -> Environment:
    """The environment with these requirements files installed; does nothing when it already is so."""
    environment = Environment(root)
    wanted = tuple(groups)
    if is_current(root, wanted):
        return environment
    with alone(root / ".dragoman" / "environment.lock"):
        stamp = usable(environment) or make(environment, Base.here())
        for group, digest in lacking(environment, stamp, wanted).items():
            stamp = install(environment, stamp, group, digest)
    return environment


def is_current(root: Path, groups: Iterable[str]) -> bool:
    """Whether `ensure` would have nothing to do."""
    environment = Environment(root)
    stamp = usable(environment)
    return stamp is not None and not lacking(environment, stamp, groups)


def usable(environment: Environment) -> Stamp | None:
    stamp = read_stamp(environment)
    return None if stamp is None or fault(environment, stamp) else stamp


def lacking(environment: Environment, stamp: Stamp, groups: Iterable[str]) -> dict[str, str]:
    """The requirements files among these that are not installed as they stand now, each with its hash."""
    digests = {group: hashlib.sha256(environment.requirements(group).read_bytes()).hexdigest() for group in groups}
    return {group: digest for group, digest in digests.items() if stamp.installed.get(group) != digest}


def read_stamp(environment: Environment) -> Stamp | None:
    try:
        return Stamp(**json.loads(environment.stamp.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(environment: Environment, stamp: Stamp) -> None:
    text = json.dumps(dataclasses.asdict(stamp), indent=1)
    unfinished = environment.stamp.with_suffix(".new")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(environment.stamp)


def fault(environment: Environment, stamp: Stamp) -> str:
    """Why the environment cannot be used as it is, or the empty string."""
    version = _version()
    if stamp.python != version:
        return f"it is for Python {stamp.python}, this is Python {version}"
    if stamp.root != str(environment.root):
        return f"it was made in {stamp.root}"
    if not environment.python.exists() or not _home(environment).is_dir():
        return "the Python that it was made with is gone"
    return ""


def make(environment: Environment, base: Base) -> Stamp:
    """A new environment in the place of whatever is there."""
    if environment.is_running:
        raise CannotPrepareError(
            f"{environment.folder} cannot be made anew from inside it: start tasks.py with another Python.", status=2
        )
    if not base.can_install:
        raise no_pip(base)
    say(f"Making the environment {environment.folder.name} ...")
    _remove(environment.folder)
    without_pip = [] if base.ensurepip else ["--without-pip"]
    command: list[str | Path] = [base.executable, "-m", "venv", *without_pip, environment.folder]
    run(command, hint=f"The environment could not be made with {base.executable}.")
    _make_importable(environment)
    stamp = Stamp(str(environment.root), _version())
    write_stamp(environment, stamp)
    return stamp


def install(environment: Environment, stamp: Stamp, group: str, digest: str) -> Stamp:
    """The requirements file `group` installed, each file of it with one of the hashes that stand there."""
    requirements = environment.requirements(group)
    say(f"Installing requirements/{requirements.name} ...")
    environment.stamp.unlink(missing_ok=True)
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    try:
        run(
            [*_pip(environment), "install", *options, "--requirement", requirements],
            cwd=environment.root,
            hint=f"pip could not install requirements/{requirements.name}: its own words are above.",
        )
    except CannotPrepareError:
        write_stamp(environment, stamp)  # pip installs nothing before it has everything
        raise
    stamp = dataclasses.replace(stamp, installed={**stamp.installed, group: digest})
    write_stamp(environment, stamp)
    return stamp


def base_python() -> str:
    """The Python outside any environment that this one comes from."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _version() -> str:
    return ".".join(map(str, sys.version_info[:2]))


def _pip(environment: Environment) -> list[str | Path]:
    if (environment.site_packages / "pip").is_dir():
        return [environment.python, "-m", "pip"]
    return [base_python(), "-m", "pip", "--python", environment.python]


def _home(environment: Environment) -> Path:
    """The folder of the Python that the environment was made with, as `venv` noted it."""
    try:
        lines = (environment.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return environment.folder / "missing"
    settings = {key.strip(): value.strip() for key, equals, value in (line.partition("=") for line in lines) if equals}
    return Path(settings.get("home", environment.folder / "missing"))


def _make_importable(environment: Environment) -> None:
    """Let `pelican` and `inv`, whose scripts lie in the environment, find the package in the checkout.

    The path is relative to the folder of the `.pth` file: ASCII whatever the checkout is called.
    """
    site_packages = environment.site_packages
    here = os.path.relpath(environment.root, site_packages)
    (site_packages / "dragoman.pth").write_text(f"{here}\n", encoding="ascii", newline="\n")


def _remove(folder: Path) -> None:
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise CannotPrepareError(f"{folder} cannot be removed, is something using it? {error}", status=2) from None
