"""axe-core on a page that is open in a browser."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

from tests.checkers.finding import PACKAGES, Finding, missing

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def check(page: Page) -> list[Finding]:
    """Every violation of WCAG 2.2 AA and of axe's best practices, one for each element, sorted."""
    page.evaluate(_source())
    result = page.evaluate(_RUN, list(TAGS))
    return sorted(
        Finding(page.url, 0, 0, violation["id"], _message(violation, element))
        for violation in result["violations"]
        for element in violation["nodes"]
    )


def _message(violation: Mapping[str, Any], element: Mapping[str, Any]) -> str:
    place = " ".join(map(str, element["target"]))
    reasons = [each["message"] for kind in ("any", "all", "none") for each in element[kind]]
    return f"{violation['help']}: {place}: {'; '.join(reasons)}"


@functools.cache
def _source() -> str:
    script = PACKAGES / "axe-core" / "axe.min.js"
    if not script.is_file():
        missing("axe-core")
    return script.read_text(encoding="utf-8")
