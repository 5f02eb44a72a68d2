"""A browser for tests: nothing leaves the site, and all that went wrong on a page is kept.

def test_…(visit):
    with visit(f"{site}en/", color_scheme="dark") as tab:
        assert tab.foreign == []
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

import pytest

from dragoman.bootstrap import tools
from dragoman.bootstrap.process import CannotPrepareError
from tests.checkers.finding import missing

if TYPE_CHECKING:  # loaded by the fixture, so that tests without a browser start fast
    from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

WIDE = (1280, 900)
NARROW = (360, 740)
# A browser asks its maker for news on its own; in a test nothing but the page may cause a request.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)
_WATCH_SHIFTS = """
    window.__shift = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.__shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""


@dataclasses.dataclass(slots=True)
class Tab:
    """A page and what it did: requests to elsewhere (refused), requests that failed, and errors of its scripts."""

    page: Page
    foreign: list[str] = dataclasses.field(default_factory=list)
    failed: list[str] = dataclasses.field(default_factory=list)
    errors: list[str] = dataclasses.field(default_factory=list)

    def layout_shift(self) -> float:
        """The cumulative layout shift until now."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return float(self.page.evaluate("() => window.__shift"))


class Visit(Protocol):
    def __call__(
        self,
        address: str,
        *,
        color_scheme: Literal["light", "dark"] = "light",
        size: tuple[int, int] = WIDE,
        scripts: bool = True,
        media: Literal["screen", "print"] = "screen",
    ) -> contextlib.AbstractContextManager[Tab]: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one process for a whole run."""
    from playwright.sync_api import Error, sync_playwright

    try:
        program = tools.browser(os.environ)
    except CannotPrepareError as error:
        missing("a browser", str(error))
    # Chromium's own sandbox does not work for root.
    sandbox = [] if sys.platform == "win32" or os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=program, args=[*QUIET, *sandbox])
        except Error as error:
            if program is not None:  # one that is there and does not start is a fault, no reason to skip
                raise
            missing("a browser", str(error).splitlines()[0])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def visit(browser: Browser) -> Visit:
    """Open an address in a fresh profile; the page is loaded when the block begins."""

    @contextlib.contextmanager
    def opened(
        address: str,
        *,
        color_scheme: Literal["light", "dark"] = "light",
        size: tuple[int, int] = WIDE,
        scripts: bool = True,
        media: Literal["screen", "print"] = "screen",
    ) -> Iterator[Tab]:
        context = browser.new_context(
            color_scheme=color_scheme,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            service_workers="block",
        )
        try:
            context.add_init_script(_WATCH_SHIFTS)
            tab = _watched(context, address)
            tab.page.emulate_media(media=media, color_scheme=color_scheme)
            tab.page.goto(address, wait_until="load")
            yield tab
        finally:
            context.close()

    return opened


def _watched(context: BrowserContext, address: str) -> Tab:
    tab = Tab(context.new_page())
    context.route("**/*", _gate(urlsplit(address).netloc, tab.foreign))
    tab.page.on("requestfailed", lambda request: tab.failed.append(_described(request)))
    tab.page.on(
        "response", lambda answer: tab.failed.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
    )
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.page.on("console", lambda line: tab.errors.append(line.text) if line.type == "error" else None)
    return tab


def _gate(home: str, foreign: list[str]) -> Callable[[Route], None]:
    def decide(route: Route) -> None:
        if urlsplit(route.request.url).netloc == home:
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    return decide


def _described(request: Request) -> str:
    return f"{request.failure} {request.url}"
