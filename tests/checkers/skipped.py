"""For CI: fail when a test was skipped because a tool of the checkers was missing.

python -m tests.checkers.skipped results.xml
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from pathlib import Path

from tests.checkers.finding import NEEDS

OPTIONAL = ("nginx",)  # its tests say what they did not show; every other tool must be there


def skipped(report: Path) -> list[str]:
    """The tests of a JUnit report that were skipped for want of a tool, each with the reason."""
    cases = ElementTree.parse(report).getroot().iter("testcase")
    return [
        f"{case.get('classname')}::{case.get('name')}: {reason}"
        for case in cases
        for reason in (mark.get("message", "") for mark in case.iter("skipped"))
        if _is_missing_tool(reason)
    ]


def _is_missing_tool(reason: str) -> bool:
    return reason.startswith(NEEDS) and not reason.removeprefix(NEEDS).startswith(OPTIONAL)


def main(arguments: Iterable[str]) -> int:
    """Prints nothing when all is well, so that pytest's closing line stays the last one."""
    found = [line for report in arguments for line in skipped(Path(report))]
    for line in found:
        print(f"skipped, though CI must run it: {line}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
