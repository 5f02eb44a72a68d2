"""The kinds of value that fields have: what pydantic checks each by, with our own codes and words.

A message is the end of a sentence whose subject, the field's name, `messages` puts before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from dragoman import grammar, identifiers, language_names, languages
from dragoman.clock import Moment
from dragoman.grammar import Fault
from dragoman.model import UNDETERMINED, Localised, PartialDate, PersonRef
from dragoman.schema import dates

MOST_ITEMS = 200
_Value = TypeVar("_Value")
_Made = TypeVar("_Made")

_SEPARATOR = re.compile(r"\s*[,;،、，；\n]\s*")
_JOINED_NAMES = re.compile(r"\s*[,;،、，；\n]\s*|\s+(?:and|et|und|y|и|&)\s+")


class Fields(BaseModel):
    """The fields of one mapping; a key that is not among them is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    refused: ClassVar[Mapping[str, str]] = MappingProxyType({})  # names with a reason of their own not to exist


def made(record: Callable[..., _Made]) -> Callable[[Fields], _Made]:
    """Turns checked fields into the record of `model` that has the same names."""

    def make(fields: Fields) -> _Made:
        return record(**{name: getattr(fields, name) for name in type(fields).model_fields})

    return make


def refused(code: str, message: str, hint: str = "") -> PydanticCustomError:
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _unless(code: str, fault: Callable[[str], Fault | None]) -> AfterValidator:
    def check(text: str) -> str:
        if found := fault(text):
            raise refused(code, f'"{shortened(text)}" {found.message}', found.hint)
        return text

    return AfterValidator(check)


def _read_as(code: str, read: Callable[[str], _Value | Fault]) -> PlainValidator:
    def check(text: Any) -> _Value:
        if not isinstance(text, str):
            raise refused("H205", "must be text")
        found = read(text.strip())
        if isinstance(found, Fault):
            raise refused(code, f'"{shortened(text)}" {found.message}', found.hint)
        return found

    return PlainValidator(check)


def _text(most: int, *, lines: bool) -> AfterValidator:
    def check(text: str) -> str:
        text = text.strip()
        if len(text) > most:
            raise refused("H207", f"has {len(text)} characters, and {most} is the most", "shorten it")
        if not lines and ("\n" in text or "\t" in text):
            raise refused("H208", "has a line break or a tab", "write it on one line")
        return text

    return AfterValidator(check)


def _offset(text: Any) -> Any:
    if isinstance(text, str) and dates.lacks_offset(text.strip()):
        hint = f"add the offset (`{text.strip()}+03:00`), or leave the time out"
        raise refused("H210", f'"{text}" is a time that could be anywhere', hint)
    return text


def _language(text: str) -> str:
    known = languages.canonical(text.strip())
    if known is None:
        hint = language_names.hint(text)
        raise refused("H212", f'"{shortened(text)}" is not a language tag', hint)
    return known


def _picture(text: str) -> str:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
        raise refused("H213", f'"{shortened(text)}" is elsewhere', "put the picture beside the article")
    return text


Line = Annotated[str, _text(500, lines=False)]
Name = Annotated[str, _text(200, lines=False)]
Summary = Annotated[str, _text(2_000, lines=True)]
Note = Annotated[str, _text(10_000, lines=True)]
Language = Annotated[str, AfterValidator(_language)]
Url = Annotated[str, AfterValidator(str.strip), _unless("H213", grammar.url_fault)]
Licence = Annotated[str, _read_as("H214", identifiers.licence)]
Isbn = Annotated[str, AfterValidator(str.strip), _unless("H215", identifiers.isbn_fault)]
Issn = Annotated[str, AfterValidator(str.strip), _unless("H216", identifiers.issn_fault)]
Doi = Annotated[str, _read_as("H217", identifiers.bare_doi)]
Slug = Annotated[str, _unless("H218", grammar.slug_fault)]
Alias = Annotated[str, _unless("H219", grammar.path_fault)]
Picture = Annotated[Line, AfterValidator(_picture)]
Date = Annotated[PartialDate, _read_as("H209", dates.partial)]
When = Annotated[Moment, _read_as("H209", dates.moment), BeforeValidator(_offset)]


class PersonFields(Fields):
    name: Name
    url: Url | None = None


def _person(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _list_of_one(separator: re.Pattern[str]) -> BeforeValidator:
    """A lone value is a list of one, unless it could be several."""

    def check(value: Any) -> Any:
        if isinstance(value, dict):
            return [value]
        if not isinstance(value, str):
            return value
        parts = [part for part in separator.split(value.strip()) if part]
        if len(parts) > 1:
            listed = f"[{', '.join(parts)}]"
            hint = f'write `{shortened(listed)}`; if it is one, write `["{shortened(value)}"]`'
            raise refused("H206", f'"{shortened(value)}" could be one or several', hint)
        return [value]

    return BeforeValidator(check)


Person = Annotated[PersonFields, BeforeValidator(_person), AfterValidator(made(PersonRef))]
People = Annotated[tuple[Person, ...], _list_of_one(_JOINED_NAMES), Field(max_length=MOST_ITEMS)]
Names = Annotated[tuple[Name, ...], _list_of_one(_SEPARATOR), Field(max_length=MOST_ITEMS)]
Aliases = Annotated[tuple[Alias, ...], _list_of_one(_SEPARATOR), Field(max_length=MOST_ITEMS)]


def one_or_more() -> BeforeValidator:
    """A lone mapping is a list of one."""
    return BeforeValidator(lambda value: [value] if isinstance(value, dict) else value)


def _by_language(value: Any) -> Any:
    if isinstance(value, str):
        return {UNDETERMINED: value}
    if isinstance(value, dict):
        seen: dict[str | None, str] = {}
        for tag in value:
            known = languages.canonical(tag)
            if known and known in seen:
                raise refused("H212", f'has "{seen[known]}" and "{tag}", which are one language', "keep one of them")
            seen[known] = tag
    return value


def _localised(texts: dict[str, str]) -> Localised:
    return Localised(texts)


LocalisedName = Annotated[dict[Language, Name], BeforeValidator(_by_language), AfterValidator(_localised)]
LocalisedText = Annotated[dict[Language, Note], BeforeValidator(_by_language), AfterValidator(_localised)]
LocalisedSlug = Annotated[dict[Language, Slug], BeforeValidator(_by_language), AfterValidator(_localised)]
