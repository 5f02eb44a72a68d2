"""What pydantic found, as problems: at the place in the file, under our codes, in words for a person who writes."""

from __future__ import annotations

import enum
import typing
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dragoman.model import Path, Places
from dragoman.problems import Problem, Severity, did_you_mean, one_of
from dragoman.schema import unknown
from dragoman.schema.values import Fields, shortened
from dragoman.yaml_data import Plain

RULES: Mapping[str, str] = MappingProxyType(
    {
        "H201": "A field that does not exist.",
        "H202": "A field that other systems have, and that a header cannot set here.",
        "H203": "A field that must be there and is not.",
        "H204": "A field without a value.",
        "H205": "A value of the wrong kind: text, a list, or a mapping of fields.",
        "H206": "Text that could be one name or several, where a list is wanted.",
        "H207": "A text or a list that is too long.",
        "H208": "A line break where one line is wanted.",
        "H209": "A date that is not written year first, or that does not exist.",
        "H210": "A time without an offset.",
        "H211": "A word that is not one of the choices.",
        "H212": "A language that is not a BCP 47 tag.",
        "H213": "An address that is not an absolute http or https address.",
        "H214": "A licence that SPDX does not list.",
        "H215": "An ISBN that is malformed or has a wrong check digit.",
        "H216": "An ISSN that is malformed or has a wrong check digit.",
        "H217": "A DOI that is malformed.",
        "H218": "A slug with a character that no address of the site has.",
        "H219": "An alias that is not an address of the site.",
    }
)

_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "title: Letters from the coast",
        "date": "date: 2016-09-20",
        "lang": "lang: fr",
        "from": "from: the author",
        "text": "text: what was wrong, and what is right",
        "name": "name: Anna Roth",
        "src": "src: photo.jpg",
    }
)
_Fields = TypeVar("_Fields", bound=Fields)


def validated(
    kind: type[_Fields], data: Plain | Mapping[str, Plain], places: Places, *at: str
) -> tuple[_Fields | None, tuple[Problem, ...]]:
    """`data` as `kind` wants it, or None, and all that is wrong with it.

    `at` is the way from the document's root to `data`. A field without a value counts as left out, with a warning.
    """
    filled, empty = _without_empty({} if data is None else data, at)
    try:
        fields, details = kind.model_validate(filled), []
    except ValidationError as error:
        fields, details = None, error.errors(include_url=False)
    missing = {(*at, *detail["loc"]) for detail in details if detail["type"] == "missing"}
    problems = [_explained(detail, kind, places, at) for detail in details]
    problems += [
        problem(places, path, "H204", f"`{_name(path)}` has no value", "fill it in, or remove it", Severity.WARNING)
        for path in empty
        if path not in missing
    ]
    return fields, tuple(problems)


def problem(
    places: Places, path: Path, code: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
) -> Problem:
    """A problem at the place where a value was written."""
    place = places.at(*path)
    return Problem(place.path, place.line, place.column, code, severity, message, hint)


def _without_empty(value: Any, at: Path) -> tuple[Any, list[Path]]:
    """The same data without the fields that have no value, and where these are. A picture may have an empty `alt`."""
    if isinstance(value, list):
        pairs = [_without_empty(item, (*at, index)) for index, item in enumerate(value)]
        return [item for item, _ in pairs], [path for _, paths in pairs for path in paths]
    if not isinstance(value, dict):
        return value, []
    kept: dict[str, Any] = {}
    empty: list[Path] = []
    for key, item in value.items():
        here = (*at, key)
        blank = isinstance(item, str) and not item.strip()
        if item is None or item == {} or blank:
            empty += [] if key == "alt" and blank else [here]
            continue
        filled, below = _without_empty(item, here)
        empty += below
        if filled != {}:
            kept[key] = filled
    return kept, empty


def _explained(detail: ErrorDetails, kind: type[Fields], places: Places, at: Path) -> Problem:
    path: Path = (*at, *(step for step in detail["loc"] if step != "[key]"))
    if detail["type"] == "missing":
        example = _EXAMPLES.get(str(path[-1]), f"{path[-1]}: …")
        return problem(places, path, "H203", f"`{_name(path)}` is missing", f"write `{example}`")
    if detail["type"] == "extra_forbidden":
        return _unknown_field(path, _kind_at(kind, detail["loc"][:-1]), places)
    # A plain name stands for {name: …}, and a lone text for a mapping: then the last steps were never written.
    while len(path) > len(at) and path not in places.marks:
        path = path[:-1]
    code, predicate, hint = _said(detail, _annotation_at(kind, detail["loc"]))
    return problem(places, path, code, f"`{_name(path)}` {predicate}" if path else f"this {predicate}", hint)


def _unknown_field(path: Path, kind: type[Fields] | None, places: Places) -> Problem:
    word = str(path[-1])
    refused = kind.refused.get(word.lower()) if kind else None
    if refused:
        return problem(places, path, "H202", f"`{_name(path)}` cannot be set in a header", refused)
    known = _field_names(kind) if kind else ()
    return problem(places, path, "H201", f"`{_name(path)}` is not a field", unknown.hint(word, known))


def _said(detail: ErrorDetails, annotation: Any) -> tuple[str, str, str]:
    """Code, end of the sentence and hint for one error of pydantic's."""
    context = detail.get("ctx", {})
    value = detail["input"]
    match detail["type"]:
        case own if own in RULES:
            return own, context["message"], context["hint"]
        case "enum":
            choices = [str(choice) for choice in _first(annotation, enum.Enum) or ()]
            near = did_you_mean(value.lower(), choices) if isinstance(value, str) else ""
            hint = f"{near} ({one_of(choices)})" if near else one_of(choices)
            return "H211", f"{_shown(value)} is not one of the choices", hint
        case "too_long":
            return "H207", f"has more than {context['max_length']} items", "shorten it"
        case "string_type" | "string_unicode":
            return "H205", f"must be text, and is {_shown(value)}", "put it in quotes if it is text"
        case "tuple_type":
            return "H205", f"must be a list, and is {_shown(value)}", "write `[one, two]`"
        case _:
            model = _first(annotation, Fields)
            fields = f"its fields are: {', '.join(_field_names(model))}" if model else "write `{en: …, ru: …}`"
            return "H205", f"must be a mapping, and is {_shown(value)}", fields


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{shortened(value)}"'
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "empty"


def _name(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def _field_names(kind: type[Fields]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def _kind_at(kind: type[Fields], loc: tuple[int | str, ...]) -> type[Fields] | None:
    found = _first(_annotation_at(kind, loc), Fields)
    return found if found is None or issubclass(found, Fields) else None


def _annotation_at(kind: type[Fields], loc: tuple[int | str, ...]) -> Any:
    """The type that a location inside a model was declared with."""
    annotation: Any = kind
    for step in loc:
        model = _first(annotation, Fields)
        if model is not None and isinstance(step, str):
            by_name = {field.alias or name: field for name, field in model.model_fields.items()}
            annotation = by_name[step].annotation if step in by_name else None
    return annotation


def _first(annotation: Any, base: type) -> Any:
    """The first class below `base` that a declared type mentions."""
    for inner in _mentioned(annotation):
        if isinstance(inner, type) and issubclass(inner, base):
            return inner
    return None


def _mentioned(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in typing.get_args(annotation):
        yield from _mentioned(inner)
