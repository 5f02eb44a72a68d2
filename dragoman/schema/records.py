"""The data files: people, sources, terms and redirects, from plain data to the records of `model`.

Every file is a mapping from a key, which has the grammar of a slug, to one record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import model_validator

from dragoman import grammar
from dragoman.model import Person, Places, Redirect, Source, Term, TermKind
from dragoman.problems import Problem, did_you_mean
from dragoman.schema import unknown
from dragoman.schema.messages import problem, validated
from dragoman.schema.values import (
    Fields,
    Language,
    LocalisedName,
    LocalisedSlug,
    LocalisedText,
    Slug,
    Url,
    shortened,
)
from dragoman.yaml_data import Plain

RULES: Mapping[str, str] = MappingProxyType(
    {
        "D101": "A key of a data file that cannot be part of an address.",
        "D102": "A term whose parent does not exist.",
        "D103": "Terms that are each other's parents, in a circle.",
        "D104": "An old address that is not an address of the site.",
        "D105": "A new address that is neither a path of the site nor an absolute https address.",
    }
)

_SECTIONS: Mapping[str, TermKind] = MappingProxyType(
    {"categories": TermKind.CATEGORY, "tags": TermKind.TAG, "series": TermKind.SERIES}
)
_Record = TypeVar("_Record", Person, Source, Term)


class _Named(Fields):
    """A record with a name; `key: Name` alone is short for `key: {name: Name}`."""

    name: LocalisedName

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        return {"name": data} if isinstance(data, str) else data


class PersonRecord(_Named):
    sort: LocalisedName | None = None
    lang: Language | None = None
    bio: LocalisedText | None = None
    url: Url | None = None
    slug: Slug | None = None


class SourceRecord(_Named):
    lang: Language | None = None
    url: Url | None = None
    description: LocalisedText | None = None
    slug: Slug | None = None


class TermRecord(_Named):
    slug: LocalisedSlug | None = None
    description: LocalisedText | None = None
    parent: Slug | None = None


def people(data: Mapping[str, Plain], places: Places) -> tuple[dict[str, Person], tuple[Problem, ...]]:
    """people.yaml."""
    return _records(PersonRecord, lambda key, fields: Person(key, **fields), data, places)


def sources(data: Mapping[str, Plain], places: Places) -> tuple[dict[str, Source], tuple[Problem, ...]]:
    """sources.yaml."""
    return _records(SourceRecord, lambda key, fields: Source(key, **fields), data, places)


def terms(data: Mapping[str, Plain], places: Places) -> tuple[dict[tuple[TermKind, str], Term], tuple[Problem, ...]]:
    """terms.yaml: a mapping of terms for each kind."""
    found: dict[tuple[TermKind, str], Term] = {}
    problems: list[Problem] = []
    for section, records in data.items():
        kind = _SECTIONS.get(section)
        if kind is None:
            hint = unknown.hint(section, tuple(_SECTIONS))
            problems.append(problem(places, (section,), "H201", f"`{section}` is not a field", hint))
        elif isinstance(records, dict):
            made, wrong = _records(TermRecord, _term(kind), records, places, section)
            found |= {(kind, key): term for key, term in made.items()}
            problems += [*wrong, *_parents(made, records, places, section)]
        elif records is not None:
            message = f"`{section}` must be a mapping of keys to names"
            problems.append(problem(places, (section,), "H205", message, "write `key: Name` on a line of its own"))
    return found, tuple(problems)


def _term(kind: TermKind) -> Callable[[str, dict[str, Any]], Term]:
    return lambda key, fields: Term(kind, key, **fields)


def redirects(data: Mapping[str, Plain], places: Places) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """redirects.yaml: from an old address to a new one, in the order of the file."""
    found: list[Redirect] = []
    problems: list[Problem] = []
    for old, new in data.items():
        wrong = list(_wrong_redirect(old, new, places))
        problems += wrong
        if not wrong:
            found.append(Redirect(old, str(new), places.at(old)))
    return tuple(found), tuple(problems)


def _wrong_redirect(old: str, new: Plain, places: Places) -> Iterator[Problem]:
    if fault := grammar.path_fault(old):
        yield problem(places, (old,), "D104", f'the old address "{shortened(old)}" {fault.message}', fault.hint)
    if not isinstance(new, str):
        message = f'"{shortened(old)}" leads to no address'
        yield problem(places, (old,), "D105", message, "write `/old/path/: /new/path/`")
    elif fault := grammar.target_fault(new):
        yield problem(places, (old,), "D105", f'the new address "{shortened(new)}" {fault.message}', fault.hint)


def _records(
    kind: type[Fields],
    make: Callable[[str, dict[str, Any]], _Record],
    data: Mapping[str, Plain],
    places: Places,
    *at: str,
) -> tuple[dict[str, _Record], tuple[Problem, ...]]:
    found: dict[str, _Record] = {}
    problems: list[Problem] = []
    for key, value in data.items():
        if fault := grammar.slug_fault(key):
            message = f'the key "{shortened(key)}" {fault.message}'
            problems.append(problem(places, (*at, key), "D101", message, fault.hint))
        fields, wrong = validated(kind, value, places, *at, key)
        problems += wrong
        if fields is not None:
            found[key] = make(key, {name: getattr(fields, name) for name in kind.model_fields})
    return found, tuple(problems)


def _parents(
    found: Mapping[str, Term], written: Mapping[str, Plain], places: Places, section: str
) -> Iterator[Problem]:
    """Parents that are not there, and one problem for each circle, at its first key in the alphabet."""
    settled: set[str] = set()
    for key in sorted(found):
        way: dict[str, None] = {}
        here: str | None = key
        while here is not None and here not in settled and here not in way:
            way[here] = None
            parent = found[here].parent if here in found else None
            if parent is not None and parent not in written:
                message = f'the parent "{parent}" of "{here}" is not among the {section}'
                hint = did_you_mean(parent, written)
                yield problem(places, (section, here, "parent"), "D102", message, hint)
            here = parent
        if here is not None and here in way:
            circle = [*list(way)[list(way).index(here) :], here]
            message = f"these are each other's parents: {' → '.join(circle)}"
            yield problem(places, (section, here, "parent"), "D103", message, "take `parent` out of one of them")
        settled.update(way)
