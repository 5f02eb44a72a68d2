"""From plain YAML data to the frozen records of `model`, or to every problem with it at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from dragoman.model import ArticleHeader, PageHeader, Places
from dragoman.problems import Problem, errors
from dragoman.schema import consistency, messages, records
from dragoman.schema.headers import ArticleFields, PageFields
from dragoman.schema.messages import validated
from dragoman.schema.records import people, redirects, sources, terms
from dragoman.schema.values import Fields
from dragoman.yaml_data import Plain

__all__ = ["RULES", "article_header", "page_header", "people", "redirects", "sources", "terms"]

RULES: Mapping[str, str] = MappingProxyType({**messages.RULES, **consistency.RULES, **records.RULES})

_OWN = "x_"
_Header = TypeVar("_Header", ArticleHeader, PageHeader)


def article_header(data: Mapping[str, Plain], places: Places) -> tuple[ArticleHeader | None, tuple[Problem, ...]]:
    """The header of an article; None when it has errors. Warnings may come with a header."""
    header, problems = _header(ArticleFields, ArticleHeader, data, places)
    problems = (*problems, *consistency.contradictions(data, places))
    return (None if errors(problems) else header), problems


def page_header(data: Mapping[str, Plain], places: Places) -> tuple[PageHeader | None, tuple[Problem, ...]]:
    """The header of a standing page; None when it has errors."""
    header, problems = _header(PageFields, PageHeader, data, places)
    return header, (*problems, *consistency.out_of_order(data, places))


def _header(
    kind: type[Fields], record: type[_Header], data: Mapping[str, Plain], places: Places
) -> tuple[_Header | None, tuple[Problem, ...]]:
    """The site's own fields (`x_…`) pass as they are; all others are the schema's."""
    extra = {key: value for key, value in data.items() if key.startswith(_OWN)}
    fields, problems = validated(kind, {key: value for key, value in data.items() if key not in extra}, places)
    if fields is None:
        return None, problems
    values = {name: getattr(fields, name) for name in kind.model_fields}
    return record(**values, extra=extra), problems
