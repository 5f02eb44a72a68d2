"""What a checker says of a page."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import NoReturn

import pytest

from dragoman.bootstrap.environment import Environment

HERE = Path(__file__).resolve().parent
ENVIRONMENT = Environment(HERE.parent.parent)
PACKAGES = HERE / "node_modules"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`where` is a file or an address; `line` and `column` count from 1, 0 where the checker does not say."""

    where: str
    line: int
    column: int
    rule: str
    message: str

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}:{self.column}" if self.line else self.where
        return f"{place}: {self.rule}: {self.message}"


def missing(tool: str, remedy: str = "python3 tasks.py test brings it") -> NoReturn:
    """Skip a test whose tool is not there; on a CI machine, where all of them must be, fail it."""
    reason = f"{NEEDS}{tool}: {remedy}"
    if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


NEEDS = "needs "
