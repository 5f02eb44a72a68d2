"""Plain data becomes records, or every problem with it at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import identifiers, schema
from dragoman.model import (
    ArticleHeader,
    ArticleType,
    CommentsState,
    Correction,
    FirstPublished,
    LeadImage,
    Localised,
    Original,
    PageHeader,
    PartialDate,
    Permission,
    Person,
    PersonRef,
    Place,
    Places,
    Redirect,
    Source,
    Status,
    Term,
    TermKind,
    TranslationMethod,
    Via,
)
from dragoman.problems import Problem, Severity
from dragoman.schema.dates import moment, partial
from dragoman.schema.headers import (
    ArticleFields,
    CorrectionFields,
    FirstPublishedFields,
    ImageFields,
    OriginalFields,
    PageFields,
    PermissionFields,
    ViaFields,
)
from dragoman.yaml_data import plain_data

BASE: Mapping[str, Any] = {"title": "Letters", "date": "2016-09-20"}
TRANSLATED: Mapping[str, Any] = {**BASE, "translators": ["greta-lind"]}
NOWHERE = Places("en.md")


def article(text: str = "", **fields: Any) -> tuple[ArticleHeader | None, tuple[Problem, ...]]:
    data, places, problems = plain_data(text, "en.md")
    assert problems == ()
    return schema.article_header({**BASE, **data, **fields}, places)


def good(text: str = "", **fields: Any) -> ArticleHeader:
    header, problems = article(text, **fields)
    assert problems == ()
    assert header is not None
    return header


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_two_fields_make_a_header() -> None:
    assert good() == ArticleHeader("Letters", dt.date(2016, 9, 20))


def test_every_field_becomes_its_kind() -> None:
    text = """
authors: [anna-roth, {name: Lev Vzmoryev, url: "https://lev.example/"}]
translators: greta-lind
editors: {name: Nino Gelvari}
interviewers: [a]
interviewees: [b]
proofreaders: [c]
original:
  lang: RU
  title: Письма с берега
  title_latin: Pis'ma s berega
  authors: Anna Roth
  publication: prichal
  date: 2016-09
  url: https://prichal.example/letters
  accessed: 2016-09-20
  archived: https://web.archive.org/web/2016/https://prichal.example/letters
  license: cc-by-4.0
  volume: 1
  issue: 2
  pages: 12-15
  publisher: Prichal
  isbn: 978-3-16-148410-0
  issn: 0317-8471
  doi: https://doi.org/10.1000/182
via: {lang: fr, title: Lettres, translators: [x], publication: y, url: "https://y.example/", date: 2016}
category: Interviews
tags: [coast, letters]
series: workbench
summary: |
  One.
  Two.
slug: letters
modified: 2016-09-21T10:00:00+03:00
status: hidden
type: interview
license: public-domain
permission: {from: the author, date: 2016, scope: this site, ref: letter}
translation_method: machine-edited
translation_tools: [A tool]
translator_note: A note.
corrections: [{date: 2016-10, text: A year was wrong.}]
first_published: {name: Prichal, url: "https://prichal.example/", date: 2016-09-01}
image: {src: coast.jpg, alt: The coast, caption: A caption, credit: A credit, license: CC0-1.0}
comments: closed
posted_by: anna-roth
aliases: [/2016/09/letters/]
x_mood: {colour: [blue]}
"""
    assert good(text) == ArticleHeader(
        title="Letters",
        date=dt.date(2016, 9, 20),
        authors=(PersonRef("anna-roth"), PersonRef("Lev Vzmoryev", "https://lev.example/")),
        translators=(PersonRef("greta-lind"),),
        editors=(PersonRef("Nino Gelvari"),),
        interviewers=(PersonRef("a"),),
        interviewees=(PersonRef("b"),),
        proofreaders=(PersonRef("c"),),
        original=Original(
            lang="ru",
            title="Письма с берега",
            title_latin="Pis'ma s berega",
            authors=(PersonRef("Anna Roth"),),
            publication="prichal",
            date=PartialDate(2016, 9),
            url="https://prichal.example/letters",
            accessed=PartialDate(2016, 9, 20),
            archived="https://web.archive.org/web/2016/https://prichal.example/letters",
            license="CC-BY-4.0",
            volume="1",
            issue="2",
            pages="12-15",
            publisher="Prichal",
            isbn="978-3-16-148410-0",
            issn="0317-8471",
            doi="10.1000/182",
        ),
        via=Via("fr", "Lettres", (PersonRef("x"),), "y", "https://y.example/", PartialDate(2016)),
        category="Interviews",
        tags=("coast", "letters"),
        series="workbench",
        summary="One.\nTwo.",
        slug="letters",
        modified=dt.datetime(2016, 9, 21, 10, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        status=Status.HIDDEN,
        type=ArticleType.INTERVIEW,
        license="public-domain",
        permission=Permission("the author", PartialDate(2016), "this site", "letter"),
        translation_method=TranslationMethod.MACHINE_EDITED,
        translation_tools=("A tool",),
        translator_note="A note.",
        corrections=(Correction(PartialDate(2016, 10), "A year was wrong."),),
        first_published=FirstPublished("Prichal", "https://prichal.example/", PartialDate(2016, 9, 1)),
        image=LeadImage("coast.jpg", "The coast", "A caption", "A credit", "CC0-1.0"),
        comments=CommentsState.CLOSED,
        posted_by="anna-roth",
        aliases=("/2016/09/letters/",),
        extra={"x_mood": {"colour": ["blue"]}},
    )


@pytest.mark.parametrize(
    ("fields", "record"),
    [
        (ArticleFields, ArticleHeader),
        (PageFields, PageHeader),
        (OriginalFields, Original),
        (ViaFields, Via),
        (PermissionFields, Permission),
        (CorrectionFields, Correction),
        (FirstPublishedFields, FirstPublished),
        (ImageFields, LeadImage),
    ],
)
def test_the_schema_has_the_fields_of_the_record_and_the_same_defaults(fields: Any, record: Any) -> None:
    known = {field.name: field for field in dataclasses.fields(record) if field.name != "extra"}
    assert set(fields.model_fields) == set(known)
    for name, field in fields.model_fields.items():
        assert field.is_required() == (known[name].default is dataclasses.MISSING), name
        assert field.is_required() or field.default == known[name].default, name


def test_a_page_needs_only_a_title() -> None:
    header, problems = schema.page_header({"title": "About", "x_a": "b"}, NOWHERE)
    assert (header, problems) == (PageHeader("About", extra={"x_a": "b"}), ())
    header, problems = schema.page_header({"title": "About", "authors": ["a"], "lang": "en"}, NOWHERE)
    assert (header, codes(problems)) == (None, ["H201", "H202"])


def test_a_missing_title_and_a_missing_date_are_both_reported_on_the_first_line_of_the_header() -> None:
    header, problems = schema.article_header({"tags": []}, Places("en.md", {(): (2, 1)}))
    assert header is None
    assert [(problem.code, problem.line) for problem in problems] == [("H203", 2), ("H203", 2)]
    assert "date: 2016-09-20" in problems[1].hint


@pytest.mark.parametrize("empty", [None, "", "  ", {}])
def test_a_field_without_a_value_counts_as_left_out(empty: Any) -> None:
    header, problems = article(summary=empty)
    assert header == good()
    assert (only(problems).code, only(problems).severity) == ("H204", Severity.WARNING)
    assert only(schema.article_header({**BASE, "title": empty}, NOWHERE)[1]).code == "H203"


def test_a_picture_may_have_an_empty_alternative_text() -> None:
    assert good("image: {src: a.jpg, alt: ''}").image == LeadImage("a.jpg")
    assert good("image: a.jpg").image == LeadImage("a.jpg")


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("titel", 'did you mean "title"?'),
        ("Title", 'did you mean "title"?'),
        ("traslators", 'did you mean "translators"?'),
        ("author", 'did you mean "authors"?'),
        ("Author", 'did you mean "authors"?'),
        ("description", 'did you mean "summary"?'),
        ("translation-method", 'did you mean "translation_method"?'),
        ("embargo", "leave it out"),
        ("zzzzzz", "known here: title"),
        ("q" * 50_000, "known here: title"),
    ],
)
def test_an_unknown_field_names_its_nearest_match(field: str, hint: str) -> None:
    found = only(article(**{field: "x"})[1])
    assert (found.code, found.hint[: len(hint)]) == ("H201", hint)


@pytest.mark.parametrize(
    "field", ["save_as", "url", "template", "lang", "translation", "translations", "Save_As", "dir"]
)
def test_a_field_that_would_move_the_page_is_refused_with_the_reason(field: str) -> None:
    found = only(article(**{field: "x"})[1])
    assert found.code == "H202"
    assert found.hint.startswith("leave it out: ")


def test_an_unknown_field_below_another_names_the_way_to_it() -> None:
    found = only(article("translators: [a]\noriginal:\n  lang: ru\n  titel: x\n")[1])
    assert (found.code, found.line, found.column) == ("H201", 4, 3)
    assert "`original.titel`" in found.message
    assert found.hint == 'did you mean "title"?'


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("authors: Anna Roth", ("Anna Roth",)),
        ("authors: [Anna Roth]", ("Anna Roth",)),
        ("authors: {name: 'Roth, Anna'}", ("Roth, Anna",)),
        ("authors: ['Roth, Anna', Andrew Sandy]", ("Roth, Anna", "Andrew Sandy")),
        ("authors: []", ()),
        ("authors: Sandy Andrews", ("Sandy Andrews",)),
    ],
)
def test_a_lone_name_is_a_list_of_one(text: str, names: tuple[str, ...]) -> None:
    assert tuple(person.name for person in good(text).authors) == names


@pytest.mark.parametrize(
    "text",
    [
        "authors: Anna Roth, Greta Lind",
        "authors: Anna Roth and Greta Lind",
        "authors: Анна Рот и Грета Линд",
        "authors: Anna Roth; Greta Lind",
        "authors: آنا روت، غريتا ليند",
        "authors: Anna Roth & Greta Lind",
        "tags: coast, letters",
        "tags: 海岸、手紙",
        "translators: [a]\noriginal: {lang: ru, authors: 'a, b'}",
    ],
)
def test_a_lone_text_that_could_be_several_names_is_refused(text: str) -> None:
    found = only(article(text)[1])
    assert found.code == "H206"
    assert "[" in found.hint


def test_a_lone_tag_may_have_a_word_that_joins_names() -> None:
    assert good("tags: War and Peace").tags == ("War and Peace",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: [a]", "text"),
        ("title: {a: b}", "text"),
        ("category: [a]", "text"),
        ("date: [a]", "text"),
        ("slug: {en: a}", "text"),
        ("tags: [[a]]", "text"),
        ("tags: [a, null]", "text"),
        ("authors: [[a]]", "a mapping"),
        ("corrections: none", "a list"),
        ("corrections: [none]", "a mapping"),
        ("permission: yes", "a mapping"),
        ("image: [a.jpg]", "a mapping"),
        ("status: [draft]", None),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_it_must_be(text: str, wanted: str | None) -> None:
    found = only(article(text)[1])
    assert found.code == ("H205" if wanted else "H211")
    assert wanted is None or f"must be {wanted}" in found.message
    assert found.line == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"title: {'a' * 500}", None),
        (f"title: {'a' * 501}", "H207"),
        (f"summary: {'a' * 2001}", "H207"),
        (f"translators: [a]\ntranslator_note: {'a' * 10_001}", "H207"),
        (f"category: {'a' * 201}", "H207"),
        (f"tags: [{', '.join(f't{n}' for n in range(200))}]", None),
        (f"tags: [{', '.join(f't{n}' for n in range(201))}]", "H207"),
        ('title: "a\\nb"', "H208"),
        ('title: "a\\tb"', "H208"),
        ('authors: ["a\\nb"]', "H208"),
        ('summary: "a\\nb"', None),
        ("title: >\n  a\n  b\n", None),
    ],
)
def test_texts_and_lists_are_bounded_and_names_are_on_one_line(text: str, code: str | None) -> None:
    assert codes(article(text)[1]) == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2016-09-20", dt.date(2016, 9, 20)),
        ("2016-02-29", dt.date(2016, 2, 29)),
        ("2016-09-20T10:00Z", dt.datetime(2016, 9, 20, 10, tzinfo=dt.UTC)),
        ("2016-09-20 10:00:30+00:00", dt.datetime(2016, 9, 20, 10, 0, 30, tzinfo=dt.UTC)),
        ("2016-09-20T10:00:00.5 +0000", dt.datetime(2016, 9, 20, 10, 0, 0, 500_000, tzinfo=dt.UTC)),
    ],
)
def test_a_date_is_a_day_or_a_time_with_its_offset(text: str, when: dt.date) -> None:
    header = good(date=text)
    assert (header.date, type(header.date)) == (when, type(when))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("01/02/2024", "H209"),
        ("March 2024", "H209"),
        ("2023", "H209"),
        ("2023-05", "H209"),
        ("20.09.2016", "H209"),
        ("2016-9-20", "H209"),
        ("20160920", "H209"),
        ("2016-W38-2", "H209"),
        ("٢٠١٦-٠٩-٢٠", "H209"),
        ("2016-02-30", "H209"),
        ("2015-02-29", "H209"),
        ("2016-13-01", "H209"),
        ("0000-01-01", "H209"),
        ("10000-01-01", "H209"),
        ("0001-01-01", "H209"),
        ("9999-12-31", "H209"),
        ("9999-12-31T23:00-12:00", "H209"),
        ("2016-09-20T24:30Z", "H209"),
        ("2016-09-20T10:60Z", "H209"),
        ("2016-09-20T10:00+99:00", "H209"),
        ("2016-09-20T10Z", "H209"),
        ("now", "H209"),
        ("2016-09-20T10:00", "H210"),
        ("2016-09-20 10:00:00", "H210"),
    ],
)
def test_no_date_is_guessed(text: str, code: str) -> None:
    found = only(article(date=text)[1])
    assert found.code == code
    assert found.hint


@pytest.mark.parametrize(
    ("text", "date"),
    [("2016", PartialDate(2016)), ("2016-09", PartialDate(2016, 9)), ("2016-09-20", PartialDate(2016, 9, 20))],
)
def test_the_date_of_an_original_is_as_exact_as_is_known(text: str, date: PartialDate) -> None:
    original = good(**{**TRANSLATED, "original": {"lang": "ru", "date": text}}).original
    assert original is not None
    assert original.date == date
    assert original.date.isoformat() == text


@pytest.mark.parametrize(
    "text", ["16", "2016-9", "2016-13", "2016-00", "2016-02-30", "0000", "c. 2016", "2016-09-20T10:00Z"]
)
def test_any_other_date_of_an_original_is_refused(text: str) -> None:
    assert only(article(**{**TRANSLATED, "original": {"date": text}})[1]).code == "H209"


@settings(deadline=None)
@given(st.dates(dt.date(1, 1, 3), dt.date(9999, 12, 29)))
def test_every_day_is_read_back(day: dt.date) -> None:
    assert moment(day.isoformat()) == day
    assert partial(day.isoformat()) == PartialDate(day.year, day.month, day.day)


@settings(deadline=None)
@given(st.dates(dt.date(1, 1, 3), dt.date(9999, 12, 29)), st.times(), st.integers(-14 * 4, 14 * 4))
def test_every_time_with_an_offset_is_read_back(day: dt.date, time: dt.time, quarters: int) -> None:
    when = dt.datetime.combine(day, time, dt.timezone(dt.timedelta(minutes=15 * quarters)))
    assert moment(when.isoformat()) == when


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("status", "publised", 'did you mean "published"? (must be one of: draft, published, hidden)'),
        ("status", "PUBLISHED", 'did you mean "published"? (must be one of: draft, published, hidden)'),
        ("comments", "perhaps", "must be one of: open, closed, off"),
        ("type", "poem", "must be one of: article, interview, essay, speech, letter, review, transcript"),
    ],
)
def test_a_word_that_is_no_choice_lists_the_choices(field: str, value: str, hint: str) -> None:
    found = only(article(**{field: value})[1])
    assert (found.code, found.hint) == ("H211", hint)


@pytest.mark.parametrize(
    ("tag", "lang"),
    [("no", "no"), ("NO", "no"), ("pt-br", "pt-BR"), ("zh-hans", "zh-Hans"), ("iw", "he"), ("sr-Latn", "sr-Latn")],
)
def test_a_language_is_kept_in_its_canonical_form(tag: str, lang: str) -> None:
    original = good(f"translators: [a]\noriginal: {{lang: {tag}}}").original
    assert original is not None
    assert original.lang == lang


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("Russian", 'did you mean "ru"?'),
        ("pt_BR", 'did you mean "pt-BR"?'),
        ("xx", "write a BCP 47 tag"),
        ("'../en'", "write a BCP 47 tag"),
    ],
)
def test_an_unknown_language_is_a_problem(tag: str, hint: str) -> None:
    found = only(article(f"translators: [a]\noriginal: {{lang: {tag}}}")[1])
    assert (found.code, found.hint[: len(hint)]) == ("H212", hint)


@pytest.mark.parametrize("src", ["https://example.org/a.jpg", "//example.org/a.jpg", "data:image/png,x", "C:/a.jpg"])
def test_a_picture_is_a_file_of_the_publication(src: str) -> None:
    assert only(article(image={"src": src})[1]).code == "H213"


@pytest.mark.parametrize(
    ("text", "license"),
    [
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("cc-by-sa-3.0", "CC-BY-SA-3.0"),
        ("All-Rights-Reserved", "all-rights-reserved"),
        ("public-domain", "public-domain"),
        ("MIT", "MIT"),
    ],
)
def test_a_license_is_kept_in_the_spelling_of_spdx(text: str, license: str) -> None:
    assert good(license=text).license == license


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("CC BY 4.0", 'did you mean "CC-BY-4.0"?'),
        ("CC-BY", 'did you mean "CC-BY-'),
        ("all rights reserved", 'did you mean "all-rights-reserved"?'),
        ("free", "write an SPDX id"),
        ("LicenseRef-mine", "write an SPDX id"),
        ("MIT OR Apache-2.0", ""),
        ("(" * 10_000, "write an SPDX id"),
        ("MIT)", ""),
    ],
)
def test_another_license_is_a_problem(text: str, hint: str) -> None:
    found = only(article(license=text)[1])
    assert (found.code, found.hint[: len(hint)]) == ("H214", hint)


@pytest.mark.parametrize(
    "isbn", ["978-3-16-148410-0", "9783161484100", "0-306-40615-2", "080442957X", "979 10 90636 07 1"]
)
def test_an_isbn_has_the_right_check_digit(isbn: str) -> None:
    assert identifiers.isbn_fault(isbn) is None
    digits = isbn.replace("X", "0")
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert identifiers.isbn_fault(wrong) is not None


@pytest.mark.parametrize("isbn", ["", "978", "978-3-16-148410-X", "97831614841000", "٩٧٨٣١٦١٤٨٤١٠٠", "X306406152"])
def test_what_has_other_digits_is_no_isbn(isbn: str) -> None:
    assert identifiers.isbn_fault(isbn) is not None


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_never_passes_for_an_isbn(number: int, place: int, more: int) -> None:
    body = f"{number:012d}"
    check = -sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body)) % 10
    assert identifiers.isbn_fault(f"{body}{check}") is None
    changed = f"{body[:place]}{(int(body[place]) + more) % 10}{body[place + 1 :]}{check}"
    assert identifiers.isbn_fault(changed) is not None


@pytest.mark.parametrize(
    ("issn", "known"), [("0317-8471", True), ("2434-561X", True), ("0317-8472", False), ("03178471", False)]
)
def test_an_issn_has_a_hyphen_and_the_right_check_digit(issn: str, known: bool) -> None:
    assert (identifiers.issn_fault(issn) is None) == known


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1002/(SICI)1097-4571(199806)49:8", "10.1002/(SICI)1097-4571(199806)49:8"),
        ("10.1000", None),
        ("11.1000/182", None),
        ("10.1000/a b", None),
        ('10.1000/"><script>', None),
    ],
)
def test_a_doi_is_kept_bare(text: str, doi: str | None) -> None:
    header, problems = article(**{**TRANSLATED, "original": {"doi": text}})
    if doi is None:
        assert codes(problems) == ["H217"]
    else:
        assert header is not None
        assert header.original is not None
        assert header.original.doi == doi


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("original: {lang: ru}", [("H220", "error")]),
        ("via: {lang: ru}", [("H220", "error")]),
        ("translators: []\noriginal: {lang: ru}", [("H220", "error")]),
        ("translation_method: human", [("H221", "warning")]),
        ("translation_tools: [a]\ntranslator_note: b", [("H221", "warning"), ("H221", "warning")]),
        ("modified: 2016-09-19", [("H222", "warning")]),
        ("modified: 2016-09-20", []),
        ("date: 2016-09-20T10:00+03:00\nmodified: 2016-09-20T08:00+00:00", []),
        ("date: 2016-09-20T10:00+03:00\nmodified: 2016-09-20T06:00+00:00", [("H222", "warning")]),
        ("corrections: [{date: 2016-08, text: x}]", [("H223", "warning")]),
        ("corrections: [{date: 2016, text: x}, {date: 2016-09-20, text: y}]", []),
        ("translators: [a]\noriginal: {lang: ru}\nvia: {lang: RU}", [("H224", "error")]),
        ("translators: [a]\noriginal: {lang: ru}\nvia: {lang: fr}", []),
        ("tags: [a, b, a]", [("H225", "warning")]),
        ("authors: [Anna, {name: Anna}]", [("H225", "warning")]),
    ],
)
def test_the_parts_of_a_header_agree(text: str, found: list[tuple[str, str]]) -> None:
    _, problems = article(text)
    assert [(problem.code, problem.severity) for problem in problems] == found


def test_a_header_with_warnings_only_is_a_header() -> None:
    header, problems = article("modified: 2016-09-19\nsummary:\ntags: [a, a]")
    assert header is not None
    assert codes(problems) == ["H204", "H222", "H225"]


def records(read: Any, text: str) -> tuple[Any, tuple[Problem, ...]]:
    data, places, problems = plain_data(text, "people.yaml")
    assert problems == ()
    found: tuple[Any, tuple[Problem, ...]] = read(data, places)
    return found


def test_people_are_read_with_their_names_in_each_language() -> None:
    text = """
anna-roth: Anna Roth
lev-vzmoryev:
  name: {EN: Lev Vzmoryev, ru: Лев Взморьев}
  sort: Vzmoryev, Lev
  lang: ru
  bio: Translates.
  url: https://lev.example/
  slug: lev
"""
    people, problems = records(schema.people, text)
    assert problems == ()
    assert people == {
        "anna-roth": Person("anna-roth", Localised({"und": "Anna Roth"})),
        "lev-vzmoryev": Person(
            "lev-vzmoryev",
            Localised({"en": "Lev Vzmoryev", "ru": "Лев Взморьев"}),
            Localised({"und": "Vzmoryev, Lev"}),
            "ru",
            Localised({"und": "Translates."}),
            "https://lev.example/",
            "lev",
        ),
    }


def test_sources_are_read() -> None:
    text = (
        "prichal: {name: Причал, lang: ru, url: 'https://prichal.example/', description: {en: A journal}, slug: причал}"
    )
    sources, problems = records(schema.sources, text)
    assert problems == ()
    named, about = Localised({"und": "Причал"}), Localised({"en": "A journal"})
    assert sources == {"prichal": Source("prichal", named, "ru", "https://prichal.example/", about, "причал")}


def test_terms_are_read_by_kind() -> None:
    text = """
categories:
  essays: Essays
tags:
  coast: {name: {en: Coast, ru: Берег}, slug: {ru: берег}, description: By the sea, parent: places}
  places: Places
series:
"""
    terms, problems = records(schema.terms, text)
    assert problems == ()
    coast = Localised({"en": "Coast", "ru": "Берег"})
    assert terms == {
        (TermKind.CATEGORY, "essays"): Term(TermKind.CATEGORY, "essays", Localised({"und": "Essays"})),
        (TermKind.TAG, "coast"): Term(
            TermKind.TAG, "coast", coast, Localised({"ru": "берег"}), Localised({"und": "By the sea"}), "places"
        ),
        (TermKind.TAG, "places"): Term(TermKind.TAG, "places", Localised({"und": "Places"})),
    }


def test_redirects_are_read_in_their_order() -> None:
    redirects, problems = records(schema.redirects, "/b: /c#d\n/a/: https://example.org/?e=f\n")
    assert problems == ()
    assert redirects == (
        Redirect("/b", "/c#d", Place("people.yaml", 1, 1)),
        Redirect("/a/", "https://example.org/?e=f", Place("people.yaml", 2, 1)),
    )


@pytest.mark.parametrize(
    ("read", "text", "code", "line"),
    [
        (schema.people, "Anna: Anna", "D101", 1),
        (schema.people, "a/b: Anna", "D101", 1),
        (schema.people, "anna:", "H203", 1),
        (schema.people, "anna:\n  lang: de", "H203", 1),
        (schema.people, "anna:\n  name: {}", "H203", 2),
        (schema.people, "anna: [Anna]", "H205", 1),
        (schema.people, "anna:\n  name: [Anna]", "H205", 2),
        (schema.people, "anna:\n  name: {en: [Anna]}", "H205", 2),
        (schema.people, "anna:\n  name: Anna\n  born: 1900", "H201", 3),
        (schema.people, "anna:\n  name:\n    en: Anna\n    english: Anna", "H212", 4),
        (schema.people, "anna:\n  name: {he: A, iw: B}", "H212", 2),
        (schema.people, "anna:\n  name: Anna\n  url: anna.example", "H213", 3),
        (schema.people, "anna:\n  name: {en: }", "H203", 2),
        (schema.people, "anna:\n  name: Anna\n  slug: Anna", "H218", 3),
        (schema.terms, "tag: {a: A}", "H201", 1),
        (schema.terms, "tags: [a, b]", "H205", 1),
        (schema.terms, "tags:\n  a: {name: A, slug: {en: A B}}", "H218", 2),
        (schema.terms, "tags:\n  a: {name: A, parent: b}", "D102", 2),
        (schema.terms, "tags:\n  a: {name: A, parent: a}", "D103", 2),
        (schema.terms, "categories:\n  b: B\ntags:\n  a: {name: A, parent: b}", "D102", 4),
        (schema.redirects, "a: /b", "D104", 1),
        (schema.redirects, "/a:", "D105", 1),
        (schema.redirects, "/a: [/b]", "D105", 1),
        (schema.redirects, "/a: ftp://example.org", "D105", 1),
    ],
)
def test_what_is_wrong_in_a_data_file_is_said_at_its_place(read: Any, text: str, code: str, line: int) -> None:
    found = [(problem.code, problem.line) for problem in records(read, text)[1] if problem.severity == "error"]
    assert found == [(code, line)]


def test_a_language_without_a_text_is_left_out_with_a_warning() -> None:
    people, problems = records(schema.people, "anna:\n  name: {en: Anna, ru: }\n  bio: {en: ''}\n")
    assert people == {"anna": Person("anna", Localised({"en": "Anna"}))}
    assert [(problem.code, problem.line) for problem in problems] == [("H204", 2), ("H204", 3)]


@settings(deadline=None)
@given(st.lists(st.integers(-1, 7), min_size=8, max_size=8))
def test_a_circle_of_parents_is_found_once_and_nothing_else_is(parents: list[int]) -> None:
    lines = [f"  t{n}: {{name: T{', parent: t' + str(up) if up >= 0 else ''}}}" for n, up in enumerate(parents)]
    found = [problem.code for problem in records(schema.terms, "tags:\n" + "\n".join(lines))[1]]
    circles = set()
    for start in range(8):
        way, here = [], start
        while here >= 0 and here not in way:
            way.append(here)
            here = parents[here]
        if here >= 0:
            circles.add(frozenset(way[way.index(here) :]))
    assert found == ["D103"] * len(circles)


values = st.recursive(
    st.none() | st.text(max_size=6) | st.sampled_from(["2016", "ru", "https://a.example/", "/a/", "draft"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from([*ArticleFields.model_fields, "save_as", "x_a", "lang", ""])


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(fields, values | st.dictionaries(st.sampled_from([*OriginalFields.model_fields]), values)))
def test_any_data_is_a_header_or_gives_problems(data: dict[str, Any]) -> None:
    header, problems = schema.article_header(data, NOWHERE)
    assert (header is None) == any(problem.severity is Severity.ERROR for problem in problems)
    page, problems = schema.page_header(data, NOWHERE)
    assert (page is None) == any(problem.severity is Severity.ERROR for problem in problems)


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.text(max_size=5) | st.just("tags"), values))
@pytest.mark.parametrize("read", [schema.people, schema.sources, schema.terms, schema.redirects])
def test_any_data_file_is_read_or_gives_problems(read: Any, data: dict[str, Any]) -> None:
    _, problems = read(data, NOWHERE)
    assert all(problem.message for problem in problems)
