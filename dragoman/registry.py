"""People, sources and terms as articles name them: by a key of the data files, or by a plain name.

A plain name is a record too, so that it has a page; its key is the slug of the name. Two names that would share a key
are a problem, never one record.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TypeVar

from dragoman.model import (
    UNDETERMINED,
    Article,
    Collection,
    Localised,
    Person,
    PersonRef,
    Place,
    Role,
    Source,
    Term,
    TermKind,
)
from dragoman.problems import Problem, Severity, did_you_mean
from dragoman.slugs import slugify

RULES: Mapping[str, str] = MappingProxyType(
    {
        "W107": "A name looks like a key, but its data file has no such key.",
        "W108": "Two different names would share one page.",
        "W109": "A name has no letter or digit to make an address from.",
    }
)

TermId = tuple[TermKind, str]
_SECTIONS = MappingProxyType({TermKind.CATEGORY: "categories", TermKind.TAG: "tags", TermKind.SERIES: "series"})
_Record = TypeVar("_Record", Person, Source, Term)

PEOPLE_FIELDS: Mapping[str, Role] = MappingProxyType(
    {
        "authors": "author",
        "translators": "translator",
        "editors": "editor",
        "interviewers": "interviewer",
        "interviewees": "interviewee",
        "proofreaders": "proofreader",
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Registry:
    """Every person, source and term that the articles name, under its key."""

    people: Mapping[str, Person]
    sources: Mapping[str, Source]
    terms: Mapping[TermId, Term]
    children: Mapping[TermId, tuple[Term, ...]]  # of each term that is a parent

    def person(self, ref: PersonRef) -> Person:
        if ref.name in self.people:
            return self.people[ref.name]
        return self.people.get(slugify(ref.name)) or Person(slugify(ref.name), _plain(ref.name), url=ref.url)

    def source(self, name: str) -> Source:
        return self.sources.get(name) or self.sources.get(slugify(name)) or Source(slugify(name), _plain(name))

    def term(self, kind: TermKind, name: str) -> Term:
        key = slugify(name)
        return self.terms.get((kind, name)) or self.terms.get((kind, key)) or Term(kind, key, _plain(name))


def terms_of(article: Article, registry: Registry) -> tuple[Term, ...]:
    """The category, the tags and the series of an article, each once."""
    header = article.header
    named = [(TermKind.CATEGORY, header.category), *((TermKind.TAG, tag) for tag in header.tags)]
    named.append((TermKind.SERIES, header.series))
    found = {}
    for kind, name in named:
        if name:
            term = registry.term(kind, name)
            found[term.kind, term.key] = term
    return tuple(found.values())


def ancestors(term: Term, registry: Registry) -> tuple[Term, ...]:
    """The parents of a term, the nearest first; a cycle ends where it closes."""
    found: dict[str, Term] = {}
    key = term.parent
    while key and key not in found and (term.kind, key) in registry.terms:
        found[key] = registry.terms[term.kind, key]
        key = found[key].parent
    return tuple(found.values())


@dataclasses.dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    place: Place
    url: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class _File:
    """A data file, with the keys of records that are in it but wrong: what is wrong it has said itself."""

    name: str
    wrong: frozenset[str]

    @classmethod
    def of(cls, collection: Collection, name: str, known: AbstractSet[str], *section: str) -> _File:
        places = collection.places.get(name)
        marks = places.marks if places else {}
        written = {path[-1] for path in marks if len(path) > len(section) and path[:-1] == section}
        return cls(name, frozenset(key for key in written if isinstance(key, str) and key not in known))


def register(collection: Collection, readable: AbstractSet[str]) -> tuple[Registry, tuple[Problem, ...]]:
    """The records that the articles name, and what is wrong with their names.

    `readable` holds the paths of the articles that readers may see: what only another one tells stays out.
    """
    articles = sorted(collection.articles, key=lambda article: article.path)
    mentions = [mention for article in articles for mention in _people(article)]
    addresses: dict[str, str] = {}
    for mention in mentions:
        if mention.url and mention.place.path in readable:
            addresses.setdefault(slugify(mention.name), mention.url)
    people, problems = _records(
        collection.people,
        mentions,
        lambda key, mention: Person(key, _plain(mention.name), url=addresses.get(key)),
        _File.of(collection, "people.yaml", collection.people.keys()),
    )
    sources, wrong = _records(
        collection.sources,
        [mention for article in articles for mention in _sources(article)],
        lambda key, mention: Source(key, _plain(mention.name)),
        _File.of(collection, "sources.yaml", collection.sources.keys()),
    )
    problems += wrong
    terms: dict[TermId, Term] = dict(collection.terms)
    for kind in TermKind:
        known = {key: term for (of, key), term in collection.terms.items() if of is kind}
        found, wrong = _records(
            known,
            [mention for article in articles for mention in _terms(article, kind)],
            functools.partial(_new_term, kind),
            _File.of(collection, "terms.yaml", known.keys(), _SECTIONS[kind]),
        )
        terms |= {(kind, key): term for key, term in found.items()}
        problems += wrong
    return Registry(people, sources, terms, _children(terms)), tuple(problems)


def _children(terms: Mapping[TermId, Term]) -> dict[TermId, tuple[Term, ...]]:
    found: defaultdict[TermId, list[Term]] = defaultdict(list)
    for (kind, _), term in sorted(terms.items()):
        if term.parent:
            found[kind, term.parent].append(term)
    return {parent: tuple(children) for parent, children in found.items()}


def _records(
    known: Mapping[str, _Record],
    mentions: Sequence[_Mention],
    make: Callable[[str, _Mention], _Record],
    file: _File,
) -> tuple[dict[str, _Record], list[Problem]]:
    records = dict(known)
    named = {name: key for key, record in known.items() for name in record.name.texts.values()}
    plain: dict[str, _Mention] = {}
    problems = []
    for mention in mentions:
        if mention.name in known:
            continue
        key = slugify(mention.name)
        if not key:
            hint = f"add it to {file.name} under a key, and write the key here"
            problems.append(_problem("W109", mention, "has no letter or digit to make an address from", hint))
        elif key in known:
            hint = f"write `{key}` if that is meant; else add this one to {file.name} under a key of its own"
            problems.append(_problem("W108", mention, f"would share a page with `{key}` of {file.name}", hint))
        elif key in plain and plain[key].name != mention.name:
            hint = f"write both alike if they are one; else add them to {file.name} under keys of their own"
            other = plain[key]
            at = f"{other.place.path}:{other.place.line}"
            problems.append(_problem("W108", mention, f'would share a page with "{other.name}" ({at})', hint))
        else:
            if mention.name not in file.wrong:
                problems += _should_be_key(mention, named, known, file.name)
            plain.setdefault(key, mention)
            records.setdefault(key, make(key, mention))
    return records, problems


def _should_be_key(
    mention: _Mention, named: Mapping[str, str], known: Mapping[str, object], file: str
) -> Iterator[Problem]:
    if mention.name in named:
        said = f"is the name of `{named[mention.name]}` in {file}"
        yield _problem("W107", mention, said, f"write the key: {named[mention.name]}", Severity.WARNING)
    elif re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", mention.name) and (near := did_you_mean(mention.name, known)):
        yield _problem("W107", mention, f"is not a key of {file}", near, Severity.WARNING)


def _new_term(kind: TermKind, key: str, mention: _Mention) -> Term:
    return Term(kind, key, _plain(mention.name))


def _plain(name: str) -> Localised:
    return Localised({UNDETERMINED: name})


def _people(article: Article) -> Iterator[_Mention]:
    for field in PEOPLE_FIELDS:
        for index, ref in enumerate(getattr(article.header, field)):
            yield _Mention(ref.name, article.places.at(field, index), ref.url)
    original = article.header.original
    for index, ref in enumerate(original.authors if original else ()):
        yield _Mention(ref.name, article.places.at("original", "authors", index), ref.url)
    via = article.header.via
    for index, ref in enumerate(via.translators if via else ()):
        yield _Mention(ref.name, article.places.at("via", "translators", index), ref.url)


def _sources(article: Article) -> Iterator[_Mention]:
    for field in ("original", "via"):
        part = getattr(article.header, field)
        if part is not None and part.publication:
            yield _Mention(part.publication, article.places.at(field, "publication"))


def _terms(article: Article, kind: TermKind) -> Iterator[_Mention]:
    header = article.header
    if kind is TermKind.TAG:
        for index, name in enumerate(header.tags):
            yield _Mention(name, article.places.at("tags", index))
        return
    one = header.category if kind is TermKind.CATEGORY else header.series
    if one:
        yield _Mention(one, article.places.at(kind.value))


def _problem(code: str, mention: _Mention, said: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    place = mention.place
    return Problem(place.path, place.line, place.column, code, severity, f'"{mention.name}" {said}', hint)
