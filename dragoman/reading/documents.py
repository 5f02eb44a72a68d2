"""Bytes to records, one file at a time: pure functions, so that they can run in any process and be cached."""

from __future__ import annotations

import dataclasses

from dragoman import schema
from dragoman.frontmatter import load_yaml, read
from dragoman.model import Article, Collection, LooseBody, StandingPage
from dragoman.problems import Problem, errors
from dragoman.reading.layout import Slot


def article(slot: Slot, source: bytes) -> tuple[Article | LooseBody | None, tuple[Problem, ...]]:
    """The article in a file `<lang>.md`; with an error in its header, its body alone where that can be told apart."""
    front, problems = read(source, slot.path)
    if front is None:
        return None, problems
    header, wrong = schema.article_header(front.header, front.places)
    problems = (*problems, *wrong)
    if header is None or errors(problems):
        return LooseBody(slot.path, slot.lang, front.body, front.body_line), problems
    return Article(slot.path, slot.name, slot.lang, header, front.body, front.body_line, front.places), problems


def page(slot: Slot, source: bytes) -> tuple[StandingPage | LooseBody | None, tuple[Problem, ...]]:
    """The same for a standing page."""
    front, problems = read(source, slot.path)
    if front is None:
        return None, problems
    header, wrong = schema.page_header(front.header, front.places)
    problems = (*problems, *wrong)
    if header is None or errors(problems):
        return LooseBody(slot.path, slot.lang, front.body, front.body_line), problems
    return StandingPage(slot.path, slot.name, slot.lang, header, front.body, front.body_line, front.places), problems


def with_data(collection: Collection, name: str, source: bytes) -> tuple[Collection, tuple[Problem, ...]]:
    """The collection with the records of one data file, which the file's name says the kind of."""
    data, places, problems = load_yaml(source, name)
    wrong: tuple[Problem, ...]
    if name == "people.yaml":
        people, wrong = schema.people(data, places)
        collection = dataclasses.replace(collection, people=people)
    elif name == "sources.yaml":
        sources, wrong = schema.sources(data, places)
        collection = dataclasses.replace(collection, sources=sources)
    elif name == "terms.yaml":
        terms, wrong = schema.terms(data, places)
        collection = dataclasses.replace(collection, terms=terms)
    else:
        redirects, wrong = schema.redirects(data, places)
        collection = dataclasses.replace(collection, redirects=redirects)
    return dataclasses.replace(collection, places={**collection.places, name: places}), (*problems, *wrong)
