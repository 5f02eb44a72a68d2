"""What is installed is pinned, checked against hashes, and comes from no address of ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


def pinned(path: Path) -> dict[Requirement, list[str]]:
    """The requirements of a file, each with the options that follow it."""
    text = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("#"))
    logical = [line.split() for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    found: dict[Requirement, list[str]] = {}
    for words in logical:
        first = next((place for place, word in enumerate(words) if word.startswith("--")), len(words))
        found[Requirement(" ".join(words[:first]))] = words[first:]
    return found


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_requirement_is_one_version_with_hashes_and_no_address(path: Path) -> None:
    requirements = pinned(path)
    assert requirements
    for requirement, options in requirements.items():
        assert requirement.url is None
        assert [clause.operator for clause in requirement.specifier] == ["=="], requirement
        assert options, requirement
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", option) for option in options), requirement


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_what_a_person_asked_for_is_pinned(path: Path) -> None:
    names = {requirement.name: requirement for requirement in pinned(path)}
    lines = path.with_suffix(".in").read_text(encoding="utf-8").splitlines()
    for wanted in (Requirement(line) for line in lines if line and line[0] not in "#-"):
        (version,) = names[wanted.name].specifier
        assert version.version in wanted.specifier


def test_the_tests_use_the_versions_that_the_site_is_built_with() -> None:
    site, test = (
        {requirement.name: str(requirement.specifier) for requirement in pinned(ROOT / "requirements" / name)}
        for name in ("site.txt", "test.txt")
    )
    shared = site.keys() & test.keys()
    assert shared
    assert {name: site[name] for name in shared} == {name: test[name] for name in shared}


def test_every_npm_package_has_a_hash_and_no_address() -> None:
    folder = ROOT / "tests" / "checkers"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages.pop("")["devDependencies"] == wanted
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    for package in packages.values():
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package
