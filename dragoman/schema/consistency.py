"""What the fields of one header say together.

These rules look at the data as written, so that they are reported in the same run as a wrong field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dragoman import languages
from dragoman.clock import Moment
from dragoman.grammar import Fault
from dragoman.model import PartialDate, Places
from dragoman.problems import Problem, Severity
from dragoman.schema import dates
from dragoman.schema.messages import problem

RULES: Mapping[str, str] = MappingProxyType(
    {
        "H220": "A header says what was translated, but not by whom.",
        "H221": "A header says how it was translated, but not by whom.",
        "H222": "An article was modified before it appeared.",
        "H223": "A correction is older than the article.",
        "H224": "A relay is in the language of the original.",
        "H225": "A list names the same thing twice.",
    }
)

_LISTS = (
    *("authors", "translators", "editors", "interviewers", "interviewees", "proofreaders"),
    *("tags", "translation_tools", "aliases"),
)


def contradictions(data: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    """Everything in one header that contradicts another part of it."""
    yield from _untranslated(data, places)
    yield from out_of_order(data, places)
    yield from _relay(data, places)
    yield from _twice(data, places)


def _untranslated(data: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    if data.get("translators"):
        return
    hint = "add `translators`, or leave it out"
    for field in ("original", "via"):
        if data.get(field):
            yield problem(places, (field,), "H220", "this says what was translated, but not by whom", hint)
    for field in ("translation_method", "translation_tools", "translator_note"):
        if data.get(field):
            message = f"`{field}` says how this was translated, but not by whom"
            yield problem(places, (field,), "H221", message, hint, Severity.WARNING)


def out_of_order(data: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    """Dates that cannot both be right."""
    date = _moment(data.get("date"))
    if date is None:
        return
    modified = _moment(data.get("modified"))
    if modified is not None and dates.earlier(modified, date):
        message = "`modified` is earlier than `date`"
        hint = "`date` is when this version appeared here, `modified` when it last changed"
        yield problem(places, ("modified",), "H222", message, hint, Severity.WARNING)
    corrections = data.get("corrections")
    for index, correction in enumerate(corrections if isinstance(corrections, list) else []):
        corrected = _partial(correction.get("date") if isinstance(correction, dict) else None)
        if corrected is not None and dates.earlier(corrected, date):
            message = "this correction is older than the article"
            hint = "its `date` is when the correction was made"
            yield problem(places, ("corrections", index, "date"), "H223", message, hint, Severity.WARNING)


def _relay(data: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    original, via = (_lang(data.get(field)) for field in ("original", "via"))
    if original is not None and original == via:
        message = f"the original and the relay are both in {original}"
        hint = "`via` is the version in a third language that was translated from; leave it out if there was none"
        yield problem(places, ("via", "lang"), "H224", message, hint)


def _twice(data: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    for field in _LISTS:
        seen: set[str] = set()
        items = data.get(field)
        for index, item in enumerate(items if isinstance(items, list) else []):
            name = item.get("name") if isinstance(item, dict) else item
            if not isinstance(name, str):
                continue
            if name.strip() in seen:
                message = f'`{field}` names "{name.strip()}" twice'
                yield problem(places, (field, index), "H225", message, "keep one of the two", Severity.WARNING)
            seen.add(name.strip())


def _moment(value: object) -> Moment | None:
    found = dates.moment(value.strip()) if isinstance(value, str) else None
    return None if isinstance(found, Fault) else found


def _partial(value: object) -> PartialDate | None:
    found = dates.partial(value.strip()) if isinstance(value, str) else None
    return None if isinstance(found, Fault) else found


def _lang(value: object) -> str | None:
    tag = value.get("lang") if isinstance(value, dict) else None
    return languages.canonical(tag.strip()) if isinstance(tag, str) else None
