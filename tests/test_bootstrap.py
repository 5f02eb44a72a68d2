"""From a bare Python to an environment, and what the command line answers."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from invoke import Collection

import tasks
from dragoman.bootstrap import environment, process, testing, tools
from dragoman.bootstrap.environment import Base, Environment, Stamp
from dragoman.bootstrap.process import CannotPrepareError

ROOT = Path(__file__).resolve().parent.parent
VERSION = ".".join(map(str, sys.version_info[:2]))
POSIX = pytest.mark.skipif(os.name != "posix", reason="a stand-in for a program is a shell script here")


# The environment


class Recorder:
    """Stands for the programs that would be run; optionally one of them fails."""

    def __init__(self, failure: BaseException | None = None) -> None:
        self.commands: list[list[str]] = []
        self.failure = failure

    def __call__(self, command: list[str | Path], **_: object) -> str:
        self.commands.append([str(part) for part in command])
        if self.failure:
            raise self.failure
        return ""


@pytest.fixture
def checkout(tmp_path: Path) -> Environment:
    """A checkout with a finished environment that has `site` installed, all of it stand-ins."""
    here = Environment(tmp_path)
    here.python.parent.mkdir(parents=True)
    here.python.touch()
    here.site_packages.mkdir(parents=True)
    (here.folder / "pyvenv.cfg").write_text(f"home = {tmp_path}\n", encoding="utf-8")
    here.requirements("site").parent.mkdir()
    here.requirements("site").write_text("a==1\n", encoding="utf-8")
    stamp = Stamp(str(tmp_path), VERSION)
    environment.write_stamp(here, Stamp(stamp.root, stamp.python, environment.lacking(here, stamp, ["site"])))
    return here


def restamp(here: Environment, **changed: str) -> None:
    stamp = json.loads(here.stamp.read_text(encoding="utf-8"))
    here.stamp.write_text(json.dumps({**stamp, **changed}), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "made", "installed"),
    [
        pytest.param(lambda here: None, False, False, id="up-to-date"),
        pytest.param(
            lambda here: here.requirements("site").write_text("a==2\n", encoding="utf-8"), False, True, id="new-pins"
        ),
        pytest.param(lambda here: here.stamp.unlink(), True, True, id="interrupted"),
        pytest.param(lambda here: here.stamp.write_text("{", encoding="utf-8"), True, True, id="broken-stamp"),
        pytest.param(lambda here: here.stamp.write_text("[]", encoding="utf-8"), True, True, id="foreign-stamp"),
        pytest.param(lambda here: restamp(here, root="/elsewhere"), True, True, id="moved-checkout"),
        pytest.param(lambda here: restamp(here, python="3.10"), True, True, id="another-python"),
        pytest.param(lambda here: here.python.unlink(), True, True, id="no-python"),
        pytest.param(lambda here: (here.folder / "pyvenv.cfg").unlink(), True, True, id="no-venv"),
        pytest.param(
            lambda here: (here.folder / "pyvenv.cfg").write_text("home = /gone\n", encoding="utf-8"),
            True,
            True,
            id="base-python-gone",
        ),
    ],
)
def test_the_environment_is_remade_or_updated_only_when_it_must_be(
    checkout: Environment,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Environment], object],
    made: bool,
    installed: bool,
) -> None:
    change(checkout)
    done: list[str] = []
    finished = Stamp(str(checkout.root), VERSION)
    monkeypatch.setattr(environment, "make", lambda *_: done.append("made") or finished)
    monkeypatch.setattr(environment, "install", lambda _, stamp, group, __: done.append(group) or stamp)
    environment.ensure(checkout.root, ["site"])
    assert done == ["made"] * made + ["site"] * installed


def test_a_failed_installation_leaves_the_environment_as_it_was(
    checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.requirements("site").write_text("a==2\n", encoding="utf-8")
    before = environment.read_stamp(checkout)
    monkeypatch.setattr(environment, "run", Recorder(CannotPrepareError("no network")))
    with pytest.raises(CannotPrepareError, match="no network"):
        environment.ensure(checkout.root, ["site"])
    assert environment.read_stamp(checkout) == before


def test_an_interrupted_installation_leaves_an_environment_that_is_not_trusted(
    checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.requirements("site").write_text("a==2\n", encoding="utf-8")
    monkeypatch.setattr(environment, "run", Recorder(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        environment.ensure(checkout.root, ["site"])
    assert environment.usable(checkout) is None


def test_pip_may_only_install_files_whose_hash_is_known(checkout: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.requirements("site").write_text("a==2\n", encoding="utf-8")
    monkeypatch.setattr(environment, "run", recorder := Recorder())
    environment.ensure(checkout.root, ["site"])
    (command,) = recorder.commands
    assert "--require-hashes" in command
    assert environment.is_current(checkout.root, ["site"])


def base(**changed: object) -> Base:
    facts: dict[str, object] = {"ensurepip": True, "pip": None, "debian": False, **changed}
    return Base(executable="/usr/bin/python3", version=(3, 12), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("python", "told"),
    [
        (base(ensurepip=False, debian=True), "sudo apt install python3.12-venv"),
        (base(ensurepip=False, debian=True, pip=(22, 2)), "sudo apt install python3.12-venv"),
        (base(ensurepip=False), "ensurepip"),
    ],
)
def test_a_python_that_cannot_bring_pip_is_told_what_to_install(tmp_path: Path, python: Base, told: str) -> None:
    with pytest.raises(CannotPrepareError) as raised:
        environment.make(Environment(tmp_path), python)
    assert told in str(raised.value).splitlines()[-1]
    assert raised.value.status == 2
    assert list(tmp_path.iterdir()) == []


def test_the_systems_pip_serves_where_ensurepip_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Environment(tmp_path)
    here.requirements("site").parent.mkdir()
    here.requirements("site").write_text("a==1\n", encoding="utf-8")
    monkeypatch.setattr(environment, "run", recorder := Recorder())
    monkeypatch.setattr(environment, "_make_importable", lambda _: here.folder.mkdir())
    environment.install(here, environment.make(here, base(ensurepip=False, pip=(23, 0, 1))), "site", "digest")
    made, installed = recorder.commands
    assert "--without-pip" in made
    assert installed[1:5] == ["-m", "pip", "--python", str(here.python)]


def test_this_python_knows_what_it_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment, "answer", lambda command: "pip 23.0.1 from /usr/lib (python 3.12)")
    without = Base.here()
    assert (without.ensurepip, without.pip, without.can_install) == (False, (23, 0, 1), True)


def test_variables_that_lead_a_python_astray_do_not_reach_it() -> None:
    assert process.environ({"PATH": "/bin", "PYTHONHOME": "/x", "PIP_TARGET": "/y"}) == {"PATH": "/bin"}


# What the tests need


@POSIX
def test_a_stand_in_that_only_says_how_to_get_a_browser_is_not_one(tmp_path: Path) -> None:
    for name, status in (("chromium", 1), ("google-chrome", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {status}\n", encoding="ascii")
        (tmp_path / name).chmod(0o755)
    assert tools.browser({"PATH": str(tmp_path)}) == tmp_path / "google-chrome"


def test_a_browser_that_is_named_but_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(CannotPrepareError) as raised:
        tools.browser({tools.BROWSER_VARIABLE: str(tmp_path / "gone")})
    assert raised.value.status == 2


@POSIX
@pytest.mark.parametrize(
    ("variables", "expected"), [({}, []), ({"CI": "true"}, ["apt-get"]), ({"DRAGOMAN_APT": "1"}, ["apt-get"])]
)
def test_system_packages_are_installed_only_where_someone_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: list[str]
) -> None:
    monkeypatch.setattr(testing, "run", recorder := Recorder())
    monkeypatch.setattr(testing.shutil, "which", lambda name: name)
    monkeypatch.setattr(testing.tools, "browser", lambda _: tmp_path)
    monkeypatch.setattr(testing.tools, "nginx", lambda _: None)
    testing._browser(Environment(tmp_path), variables)
    assert [name for name in expected if any(name in command for command in recorder.commands)] == expected
    assert bool(recorder.commands) == bool(expected)


@POSIX
def test_playwright_brings_a_browser_where_none_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "run", recorder := Recorder())
    assert testing._browser(Environment(tmp_path), {"PATH": str(tmp_path)}) is None
    assert [command[1:] for command in recorder.commands] == [["-m", "playwright", "install", "chromium"]]


# The command line


def test_the_standard_library_is_all_that_the_bootstrap_imports() -> None:
    modules = [ROOT / "dragoman" / "__init__.py", *(ROOT / "dragoman" / "bootstrap").glob("*.py")]
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = [name for name in names if name.partition(".")[0] not in sys.stdlib_module_names]
            assert all(name.startswith("dragoman.bootstrap") for name in foreign), module


def test_tasks_parses_on_the_pythons_that_it_refuses() -> None:
    ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_python_that_is_too_old_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 6, "final", 0))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "tasks.py"))
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[0].startswith("Dragoman needs Python 3.11 or later; this is Python 3.9")


def test_every_verb_says_what_it_does_in_one_line() -> None:
    for name, verb in Collection(*tasks.VERBS).tasks.items():
        (line,) = (verb.__doc__ or "").splitlines()
        assert line.endswith("."), name
        assert len(line) < 80, name


def test_make_and_tasks_know_the_same_verbs() -> None:
    (line,) = re.findall(r"^VERBS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(line.split()) == sorted(Collection(*tasks.VERBS).tasks)


@pytest.mark.parametrize(
    "line", ["nope", "site extra", "build --nope", "build --content", "serve --port many", "--nope", "check -x"]
)
def test_wrong_use_ends_with_status_2_and_says_where_to_look(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        tasks.main(line.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("The verbs are shown by --list")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_what_follows_test_reaches_pytest_as_it_was_typed(words: list[str]) -> None:
    if words in (["--help"], ["-h"], []) or words[:1] == ["--"]:
        return
    verb, dashes, rest = tasks.arguments(["test", *words])
    assert (verb, dashes, shlex.split(rest)) == ("test", "--", words)


@pytest.mark.parametrize("line", ["--list", "build --strict", "test", "test --help", "site test"])
def test_every_other_command_line_is_invokes(line: str) -> None:
    assert tasks.arguments(line.split()) == line.split()


def test_the_workflow_covers_three_systems_and_asks_for_nothing_but_to_read() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    matrix = workflow["jobs"]["test"]["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert matrix["python"][0] == "3.11"
    assert workflow["permissions"] == {"contents": "read"}
