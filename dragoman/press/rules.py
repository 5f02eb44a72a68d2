"""Every rule of the package in one table, gathered from the modules that report them.

`python -m dragoman.press.rules > docs/rules.md` writes the table for people.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import dragoman

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "F": "Files and folders",
        "H": "Headers, and YAML as such",
        "D": "Data files",
        "W": "Works, and the names of people, sources and terms",
        "M": "The text of an article",
        "L": "Links and pictures",
        "A": "Addresses and redirects",
        "S": "Settings",
        "T": "Catalogues of strings",
        "R": "Templates",
    }
)

_INTRODUCTION = """\
# Rules

Everything that Dragoman finds wrong is a problem with a code, which never changes its meaning:

    articles/letters-from-the-coast/en.md:6:1: H201 error: `sumary` is not a field
        did you mean "summary"?

An error stops the build, and leaves the output as it was. A warning does not, unless `--strict` makes it an error.
`make check` shows all problems at once, also those of drafts, and what the catalogues of strings lack.
For each rule `tests/bad/` or `tests/test_bad.py` has a document that breaks it.
"""


def declared() -> Iterator[tuple[str, str, str]]:
    """Code, sentence and module of every rule. Packages only pass on what their modules declare."""
    for found in pkgutil.walk_packages(dragoman.__path__, f"{dragoman.__name__}."):
        if found.ispkg or found.name == __name__:
            continue
        rules: Mapping[str, str] = getattr(importlib.import_module(found.name), "RULES", {})
        for code, sentence in rules.items():
            yield code, sentence, found.name


def rules() -> Mapping[str, str]:
    """Every rule's sentence by its code, in the order of `GROUPS`.

    >>> rules()["H103"]
    'A header that is never closed.'
    """
    order = list(GROUPS)
    found = {code: sentence for code, sentence, _ in declared()}
    return {code: found[code] for code in sorted(found, key=lambda code: (order.index(code[0]), code))}


def as_markdown() -> str:
    """docs/rules.md."""
    every = rules()
    parts = [_INTRODUCTION]
    for letter, heading in GROUPS.items():
        rows = [f"| {code} | {sentence} |" for code, sentence in every.items() if code.startswith(letter)]
        parts.append("\n".join([f"## {heading}", "", "| code | what it finds |", "|---|---|", *rows, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a text stream, at the edge
    sys.stdout.write(as_markdown())
