"""Each checker passes a good page and finds the fault that was planted in a bad one."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.checkers import axe, html_validate, nu, skipped
from tests.checkers.browser import Visit
from tests.checkers.site_server import serving

GOOD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main><h1>A page</h1><p>With a <a href="#end">link</a>.</p><p id="end">The end.</p></main></body></html>
"""
UNLABELLED = '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" width="1" height="1"></p></main>'


def page(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_the_nu_checker_finds_what_is_wrong_and_where(tmp_path: Path) -> None:
    good = page(tmp_path, "good page é.html", GOOD)
    bad = page(tmp_path, "bad page é.html", GOOD.replace("</main>", "<p><center>x</p></main>"))
    found = nu.check([good, bad])
    assert {finding.where for finding in found} == {str(bad)}
    assert {finding.rule for finding in found} == {"error"}
    assert {finding.line for finding in found} == {4}


def test_the_nu_checker_reads_style_sheets_too(tmp_path: Path) -> None:
    good = page(tmp_path, "good.css", "p { margin-inline: 1em }\n")
    bad = page(tmp_path, "bad.css", "p { margin-inlnie: 1em }\n")
    assert [(finding.where, finding.line) for finding in nu.check([good, bad])] == [(str(bad), 1)]


def test_html_validate_finds_what_is_wrong_and_where(tmp_path: Path) -> None:
    good = page(tmp_path, "good [1] é.html", GOOD)
    bad = page(tmp_path, "bad [1] é.html", GOOD.replace("</main>", '<p id="end">Again.</p></main>'))
    assert [(found.where, found.line, found.rule) for found in html_validate.check([good, bad])] == [
        (str(bad), 4, "no-dup-id")
    ]


def test_axe_finds_a_picture_without_a_text(tmp_path: Path, visit: Visit) -> None:
    page(tmp_path, "good.html", GOOD)
    page(tmp_path, "bad.html", GOOD.replace("</main>", UNLABELLED))
    with serving(tmp_path) as site:
        with visit(f"{site}good.html") as tab:
            assert axe.check(tab.page) == []
        with visit(f"{site}bad.html") as tab:
            assert [finding.rule for finding in axe.check(tab.page)] == ["image-alt"]


@pytest.mark.parametrize(("scheme", "rules"), [("light", []), ("dark", ["color-contrast"])])
def test_axe_sees_the_colours_of_the_scheme_that_was_asked_for(
    tmp_path: Path, visit: Visit, scheme: str, rules: list[str]
) -> None:
    style = "<style>@media (prefers-color-scheme: dark) { p { background: #000; color: #222 } }</style></head>"
    page(tmp_path, "page.html", GOOD.replace("</head>", style).replace('With a <a href="#end">link</a>.', "Text."))
    with serving(tmp_path) as site, visit(f"{site}page.html", color_scheme=scheme) as tab:  # type: ignore[arg-type]
        assert sorted({finding.rule for finding in axe.check(tab.page)}) == rules


def test_a_request_that_would_leave_the_site_is_refused_and_kept(tmp_path: Path, visit: Visit) -> None:
    page(tmp_path, "page.html", GOOD.replace("</main>", '<img alt="x" src="http://elsewhere.example/x.png"></main>'))
    with serving(tmp_path) as site, visit(f"{site}page.html") as tab:
        assert tab.foreign == ["http://elsewhere.example/x.png"]


def test_a_request_that_fails_is_kept(tmp_path: Path, visit: Visit) -> None:
    page(tmp_path, "page.html", GOOD.replace("</main>", '<img alt="x" src="gone.png"></main>'))
    with serving(tmp_path) as site, visit(f"{site}page.html") as tab:
        assert (tab.foreign, tab.failed) == ([], [f"404 {site}gone.png"])


def test_layout_that_shifts_is_measured(tmp_path: Path, visit: Visit) -> None:
    page(tmp_path, "still.html", GOOD)
    grow = "<script>setTimeout(() => document.querySelector('h1').style.height = '400px', 50)</script></main>"
    page(tmp_path, "moving.html", GOOD.replace("</main>", grow))
    with serving(tmp_path) as site:
        with visit(f"{site}still.html") as tab:
            assert tab.layout_shift() == 0
        with visit(f"{site}moving.html") as tab:
            tab.page.wait_for_function("window.__shift > 0")
            assert tab.layout_shift() > 0


@pytest.mark.parametrize("base", ["/", "/below/here/"])
def test_the_server_is_a_plain_host(tmp_path: Path, base: str) -> None:
    (tmp_path / "деревня").mkdir()
    page(tmp_path, "деревня/index.html", GOOD)
    page(tmp_path, "404.html", "lost")
    page(tmp_path, "style.css", "p {}")
    with serving(tmp_path, base) as site:
        assert site.endswith(base)
        village = f"{site}%D0%B4%D0%B5%D1%80%D0%B5%D0%B2%D0%BD%D1%8F"
        assert fetch(f"{village}/") == (200, "text/html; charset=utf-8", GOOD)
        assert fetch(village) == (200, "text/html; charset=utf-8", GOOD)  # after one redirect, as everywhere
        assert fetch(f"{site}style.css") == (200, "text/css; charset=utf-8", "p {}")
        assert fetch(f"{site}gone/") == (404, "text/html; charset=utf-8", "lost")
        assert fetch(f"{site}../{tmp_path.name}/style.css")[0] == 404
        root = site.removesuffix(base)
        assert fetch(f"{root}/style.css")[0] == (200 if base == "/" else 404)


def fetch(address: str) -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode("utf-8")


def test_ci_fails_for_a_test_that_had_no_browser_but_not_for_other_skips(tmp_path: Path) -> None:
    report = page(
        tmp_path,
        "report.xml",
        "<testsuites><testsuite>"
        '<testcase classname="a" name="b"><skipped type="pytest.skip" message="needs a browser: none"/></testcase>'
        '<testcase classname="a" name="c"><skipped type="pytest.skip" message="needs nginx: none"/></testcase>'
        '<testcase classname="a" name="d"><skipped type="pytest.skip" message="for Windows"/></testcase>'
        '<testcase classname="a" name="e"/>'
        "</testsuite></testsuites>",
    )
    assert skipped.skipped(report) == ["a::b: needs a browser: none"]
