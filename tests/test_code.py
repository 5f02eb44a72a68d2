"""The code is clean for the tools that read it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULE = [sys.executable, "-m"]
IMPORT_LINTER = str(Path(sysconfig.get_path("scripts"), "lint-imports"))


@pytest.mark.parametrize(
    "command",
    [
        pytest.param([*MODULE, "ruff", "check", "--quiet"], id="ruff-check"),
        pytest.param([*MODULE, "ruff", "format", "--check", "--quiet"], id="ruff-format"),
        pytest.param([*MODULE, "mypy"], id="mypy-strict"),
        pytest.param([IMPORT_LINTER, "--no-logo", "--no-cache"], id="import-linter"),
    ],
)
def test_the_code_is_clean_for(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
