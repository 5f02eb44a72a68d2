"""Every rule of the text has a body that breaks it, and nothing else."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import dragoman.text
from dragoman.text import limits
from tests.text.bodies import body

BROKEN = {
    "L101": "[a]()",
    "L102": "[a]({filenam}b.md)",
    "L103": "[a](https://localhost/)",
    "L104": "![a](https://example.org/b.jpg)",
    "L105": "[a](#fn-1)",
    "L106": "[](a.md)",
    "M101": "a" * (limits.LONGEST + 1),
    "M102": "[" * 20_000,
    "M103": "> " * 30 + "a",
    "M104": "|" * 20_000,
    "M110": "<center>a</center>",
    "M111": "<b onclick=a>b</b>",
    "M112": "<b style='color: red'>a</b>",
    "M113": "<b dir=up>a</b>",
    "M114": "[a](javascript:b)",
    "M115": "a\ufffeb",
    "M120": "[a]{lang=klingonish}",
    "M121": "<bdo>a</bdo>",
    "M130": "##",
    "M131": "### a",
    "M132": "[a]{#b} [c]{#b}",
    "M133": "[a]{#main}",
    "M140": "![](a.jpg)",
    "M141": "a ![b](c.jpg){credit=d}",
    "M150": "<div><b><ul><li>a</li></ul></b></div>",
    "M151": "<div><li>a</li></div>",
    "M152": "<div>" * 101,
    "M153": "<details>a</details>",
    "M160": "::: note\na",
    "M161": "a\n:::",
    "M162": "::: nota\na\n:::",
    "M170": "a[^1]",
    "M171": "[^1]: a",
    "M172": "a[^1]\n\n[^1]: b\n\n[^1]: c",
    "M173": "[a[^1]](b.md) c[^1]\n\n[^1]: d",
}
NOT_BY_A_BODY_ALONE = {"M100"}  # the stack of whoever calls decides; see test_render


def rules() -> dict[str, str]:
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(dragoman.text.__path__, "dragoman.text."):
        named = getattr(importlib.import_module(module.name), "RULES", {})
        assert not found.keys() & named.keys()
        found.update(named)
    return found


def test_every_rule_has_a_body_that_breaks_it() -> None:
    assert BROKEN.keys() | NOT_BY_A_BODY_ALONE == rules().keys()


@pytest.mark.parametrize("code", BROKEN)
def test_a_body_that_breaks_one_rule_has_one_problem(code: str) -> None:
    (problem,) = body(BROKEN[code]).problems
    assert problem.code == code
    assert problem.message.endswith(".")
    assert "\n" not in problem.message
    assert problem.hint
    assert (problem.line > 0) is not (code in {"M101", "M104"})


@pytest.mark.parametrize("code", rules())
def test_a_rule_is_one_sentence(code: str) -> None:
    sentence = rules()[code]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert ". " not in sentence
