"""What the library answers does not depend on the order of files, costs little, and names each mistake once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.library import Library, assemble
from dragoman.model import Article, ArticleHeader, Collection, Places, TermKind
from dragoman.problems import Severity
from dragoman.reading import read_collection
from dragoman.settings import Settings
from dragoman.views import twins
from tests.sites import NOW, Publication


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    publication = Publication(tmp_path_factory.mktemp("library") / "site")
    publication.options(EDITIONS=["en", "ru", "fr"])
    return publication.configured()


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A few works in several languages, some on one day."""
    publication = Publication(tmp_path_factory.mktemp("collection") / "site")
    for number in range(4):
        publication.article(f"work-{number}/ru", date=f"2026-01-0{1 + number // 2}", tags=["a", "b"], category="C")
        for lang in ("en", "fr"):
            publication.translation(f"work-{number}/{lang}", date="2026-02-01", tags=["a"], category="C")
    publication.page("about/en")
    publication.page("about/fr")
    found, problems = read_collection(publication.content)
    assert problems == ()
    return found


def assembled(publication: Publication, *, preview: bool = False) -> Library:
    found, _ = read_collection(publication.content)
    return assemble(found, publication.configured(), NOW, preview=preview)[0]


def answers(library: Library) -> object:
    """Everything that pages are made from."""
    return {
        path: (
            library.paths[path],
            twins.of_document(library, document).alternates(),
            [other and other.path for other in library.neighbours(document)] if isinstance(document, Article) else None,
            [other.path for other in library.related(document, 3)] if isinstance(document, Article) else None,
        )
        for path, document in sorted(library.documents.items())
    }, {lang: [article.path for article in edition.articles] for lang, edition in library.editions.items()}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_answer_depends_on_the_order_of_files(press: Settings, collection: Collection, data: st.DataObject) -> None:
    shuffled = dataclasses.replace(
        collection,
        articles=tuple(data.draw(st.permutations(collection.articles))),
        pages=tuple(data.draw(st.permutations(collection.pages))),
    )
    first, wrong = assemble(collection, press, NOW)
    second, wrong_too = assemble(shuffled, press, NOW)
    assert answers(first) == answers(second)
    assert (set(wrong), wrong) == (set(wrong_too), ())


def test_neighbours_form_a_chain_through_the_whole_edition(press: Settings, collection: Collection) -> None:
    library, _ = assemble(collection, press, NOW)
    for edition in library.editions.values():
        here: Article | None = edition.articles[0]
        assert here is not None
        assert library.neighbours(here)[0] is None
        walked = []
        while here is not None:
            walked.append(here)
            newer, older = library.neighbours(here)
            assert newer is None or library.neighbours(newer)[1] is here
            assert {other.lang for other in (newer, older) if other} <= {edition.lang}
            here = older
        assert tuple(walked) == edition.articles


class Counted(Sequence[Article]):
    """The members of a term, that count how many of them are looked at."""

    def __init__(self, members: Sequence[Article]) -> None:
        self.members = members
        self.looks = 0

    def __len__(self) -> int:
        return len(self.members)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        found = self.members[index]
        self.looks += len(found) if isinstance(index, slice) else 1
        return found

    def __iter__(self) -> Iterator[Article]:
        for index in range(len(self)):
            yield self[index]


@pytest.mark.parametrize("number", [100, 1000])
def test_what_is_related_costs_the_same_however_many_share_a_term(press: Settings, number: int) -> None:
    day = dt.date(2026, 1, 1)
    articles = tuple(
        Article(
            f"articles/{n:04}/en.md", f"{n:04}", "en", ArticleHeader(f"T{n}", day, tags=("sea",)), "", 1, Places("")
        )
        for n in range(number)
    )
    library, _ = assemble(Collection(articles), press, NOW)
    edition = library.editions["en"]
    counted = Counted(edition.terms[TermKind.TAG, "sea"])
    edition = dataclasses.replace(edition, terms={(TermKind.TAG, "sea"): counted})  # type: ignore[dict-item]
    library = dataclasses.replace(library, editions={"en": edition})
    found = library.related(edition.articles[number // 2], 3)
    assert len(found) == 3
    assert {abs(edition.positions[other.path] - number // 2) for other in found} <= {1, 2}
    assert counted.looks < 40


def test_related_articles_are_of_the_same_edition_and_share_most(publication: Publication) -> None:
    publication.article("here/en", tags=["a", "b"], category="C")
    publication.article("near/en", tags=["a", "b"])
    publication.article("far/en", category="C")
    publication.article("none/en")
    publication.article("autre/fr", tags=["a", "b"])
    library = assembled(publication)
    found = library.related(library.documents["articles/here/en.md"], 3)  # type: ignore[arg-type]
    assert [article.work for article in found] == ["near", "far"]


def test_a_draft_original_lends_its_language_and_nothing_else(publication: Publication) -> None:
    publication.article("letters/ru", title="Тайна", authors=["Скрыт"], status="draft")
    publication.translation("letters/en", authors=None)
    known = assembled(publication).provenances["articles/letters/en.md"]
    assert (known.original.lang, known.original.title, known.authors, known.sibling) == ("ru", None, (), None)
    known = assembled(publication, preview=True).provenances["articles/letters/en.md"]
    assert (known.original.title, [author.name for author in known.authors]) == ("Тайна", ["Скрыт"])


def test_what_a_translation_says_goes_before_what_the_original_beside_it_says(publication: Publication) -> None:
    publication.article("letters/ru", title="Письма", authors=["Анна"])
    publication.translation("letters/en", authors=["Anna"], original={"title": "Pis’ma", "date": "1990"})
    publication.translation("letters/fr", authors=None)
    provenances = assembled(publication).provenances
    said, silent = provenances["articles/letters/en.md"], provenances["articles/letters/fr.md"]
    assert (said.original.lang, said.original.title, said.authors[0].name) == ("ru", "Pis’ma", "Anna")
    assert (silent.original.lang, silent.original.title, silent.authors[0].name) == ("ru", "Письма", "Анна")


ELSEWHERE = {"lang": "ru", "title": "T", "publication": "P", "date": "2000"}


def w101(p: Publication) -> None:
    p.translation("letters/en", original={"title": "T", "publication": "P", "date": "2000"})


def w102(p: Publication) -> None:
    p.article("letters/en")
    p.article("letters/ru")
    p.translation("letters/fr", original={"lang": "ru"})


def w103(p: Publication) -> None:
    p.article("letters/ru")
    p.translation("letters/en", original={"lang": "fr"})


def w104(p: Publication) -> None:
    p.translation("letters/en", original={"lang": "ru"})


def w105(p: Publication) -> None:
    p.translation("letters/en", original={**ELSEWHERE, "lang": "en"})


def w106(p: Publication) -> None:
    p.options(EDITIONS=["en"])
    p.article("letters/en", "[x](../other/ru.md#sea)\n")
    p.article("other/ru", "[x](#here) [y]({tag}sea) [z]({index})\n", original=None)
    p.translation("other/en")


def w106_page(p: Publication) -> None:
    p.options(EDITIONS=["en"])
    p.article("letters/en")
    p.page("about/ru", "[x](#here)\n")


def w107_name(p: Publication) -> None:
    p.data("people.yaml", {"anna-roth": {"name": "Anna R. Roth"}})
    p.article("letters/en", authors=["Anna R. Roth"])


def w107_key(p: Publication) -> None:
    p.data("people.yaml", {"anna-roth": {"name": "A. Roth"}})
    p.article("letters/en", authors=["ana-roth"])


def w108_key(p: Publication) -> None:
    p.data("people.yaml", {"anna-roth": {"name": "A. Roth"}})
    p.article("letters/en", authors=["Anna Roth"])


def w108_names(p: Publication) -> None:
    p.article("letters/en", tags=["C", "C++"])


def w109(p: Publication) -> None:
    p.article("letters/en", tags=["+++"])


def w110(p: Publication) -> None:
    p.translation("letters/en", "ru", via={"lang": "en"})


MISTAKES = [
    ("W101", Severity.ERROR, w101),
    ("W102", Severity.ERROR, w102),
    ("W103", Severity.ERROR, w103),
    ("W104", Severity.WARNING, w104),
    ("W105", Severity.ERROR, w105),
    ("W106", Severity.ERROR, w106),
    ("W106", Severity.ERROR, w106_page),
    ("W107", Severity.WARNING, w107_name),
    ("W107", Severity.WARNING, w107_key),
    ("W108", Severity.ERROR, w108_key),
    ("W108", Severity.ERROR, w108_names),
    ("W109", Severity.ERROR, w109),
    ("W110", Severity.ERROR, w110),
]


@pytest.mark.parametrize(("code", "severity", "mistake"), MISTAKES, ids=[mistake.__name__ for *_, mistake in MISTAKES])
def test_one_mistake_is_one_problem_at_its_place(publication: Publication, code, severity, mistake) -> None:  # type: ignore[no-untyped-def]
    mistake(publication)
    [problem] = publication.problems()
    assert (problem.code, problem.severity) == (code, severity)
    assert problem.line >= 1
    assert problem.hint


def test_an_original_that_cannot_be_read_is_the_only_problem(publication: Publication) -> None:
    publication.article("letters/ru", date="2026-13-40")
    publication.translation("letters/en", "fr", body="[x](ru.md#sea) ![y](../nowhere/gone.png)\n", authors=None)
    publication.file("articles/nowhere/gone.png", b"")  # a text that cannot be read may be what refers to a file
    publication.article("other/en", "[x](../letters/ru.md)\n")
    codes = [problem.code for problem in publication.problems() if problem.path == "articles/letters/ru.md"]
    assert codes == ["H209"]
    assert {p.code for p in publication.problems()} == {"H209", "L110"}


@pytest.mark.parametrize(
    ("file", "header"),
    [("people.yaml", {"authors": ["anna-roth"]}), ("sources.yaml", {})],
)
def test_a_record_that_is_wrong_does_not_spoil_the_articles_that_name_it(
    publication: Publication, file: str, header: dict[str, object]
) -> None:
    publication.data(file, {"anna-roth": {"name": "A", "colour": "red"}, "anna-rot": {"name": "B"}})
    original = {**ELSEWHERE, "publication": "anna-roth"} if file == "sources.yaml" else ELSEWHERE
    publication.translation("letters/en", original=original, **header)
    [problem] = publication.problems()
    assert problem.path == file


def test_a_data_file_that_cannot_be_read_is_one_problem(publication: Publication) -> None:
    publication.file("people.yaml", "anna-roth: {name: A\n")
    publication.article("letters/en", authors=["anna-roth"])
    [problem] = publication.problems()
    assert problem.path == "people.yaml"


def test_a_slug_that_an_edition_has_not_is_that_of_the_default_edition_else_the_key(publication: Publication) -> None:
    publication.data(
        "terms.yaml",
        {
            "tags": {
                "sea": {"name": "Sea", "slug": {"ru": "море"}},
                "pier": {"name": "Pier", "slug": {"en": "the-pier"}},
            }
        },
    )
    for lang in ("en", "fr"):
        publication.article(f"letters-{lang}/{lang}", tags=["sea", "pier"])
    library = assembled(publication)
    terms = library.registry.terms
    assert [library.term_slug(terms[TermKind.TAG, "sea"], lang) for lang in ("ru", "en", "fr")] == [
        "море",
        "sea",
        "sea",
    ]
    assert library.term_slug(terms[TermKind.TAG, "pier"], "fr") == "the-pier"
