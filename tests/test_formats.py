from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from dragoman.formats import Digits, Formats
from dragoman.languages import language
from dragoman.model import PartialDate

DAY = dt.date(2016, 9, 20)


def formats(tag: str, digits: Digits | None = None) -> Formats:
    return Formats(language(tag), digits)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "20 September 2016"),
        ("en-US", "September 20, 2016"),
        ("ru", "20 сентября 2016"),
        ("uk", "20 вересня 2016"),
        ("bg", "20 септември 2016\u202fг."),
        ("fr", "20 septembre 2016"),
        ("ar", "20 سبتمبر 2016"),
        ("de", "20. September 2016"),
        ("es", "20 de septiembre de 2016"),
        ("zh", "2016年9月20日"),
        ("fa", "۲۰ سپتامبر ۲۰۱۶"),
        ("mr", "२० सप्टेंबर, २०१६"),
        ("syc", "2016-09-20"),
        ("tlh", "2016-09-20"),
    ],
)
def test_a_day_is_written_in_full_in_every_language(tag: str, written: str) -> None:
    assert formats(tag).full_date(DAY) == written


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    first = dt.date(2016, 9, 1)
    assert formats("fr").full_date(first) == "1er septembre 2016"
    assert formats("fr-CA").full_date(first) == "1er septembre 2016"
    assert formats("it").full_date(first) == "1 settembre 2016"
    assert formats("fr").full_date(dt.date(2016, 9, 11)) == "11 septembre 2016"


def test_an_instant_is_the_day_in_its_own_zone() -> None:
    late = dt.datetime(2016, 9, 20, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert formats("en").full_date(late) == "20 September 2016"


@pytest.mark.parametrize(
    ("tag", "month", "name", "year"),
    [
        ("en", "September 2016", "September", "2016"),
        ("ru", "сентябрь 2016", "сентябрь", "2016"),
        ("uk", "вересень 2016", "вересень", "2016"),
        ("pl", "wrzesień 2016", "wrzesień", "2016"),
        ("el", "Σεπτέμβριος 2016", "Σεπτέμβριος", "2016"),
        ("fr", "septembre 2016", "septembre", "2016"),
        ("ar", "سبتمبر 2016", "سبتمبر", "2016"),
        ("ja", "2016年9月", "9月", "2016年"),
        ("fa", "سپتامبر ۲۰۱۶", "سپتامبر", "۲۰۱۶"),
        ("syc", "2016-09", "09", "2016"),
    ],
)
def test_a_month_on_its_own_is_not_inflected(tag: str, month: str, name: str, year: str) -> None:
    assert formats(tag).month(2016, 9) == month
    assert formats(tag).month_name(9) == name
    assert formats(tag).year(2016) == year


def test_no_language_gives_its_words_to_another() -> None:
    """Babel shares what an alias leads to between locales, in the order in which they are asked."""
    expected = {"he": "ספטמבר", "de": "September", "fr": "septembre", "nl": "september", "ar": "سبتمبر"}
    for order in (expected, reversed(expected)):
        assert {tag: formats(tag).month_name(9) for tag in order} == expected


@pytest.mark.parametrize("tag", ["en", "ru", "fr", "ar", "zh", "syc"])
def test_a_date_is_written_as_exactly_as_it_is_known(tag: str) -> None:
    of = formats(tag)
    assert of.partial_date(PartialDate(2016)) == of.year(2016)
    assert of.partial_date(PartialDate(2016, 9)) == of.month(2016, 9)
    assert of.partial_date(PartialDate(2016, 9, 20)) == of.full_date(DAY)


@pytest.mark.parametrize("year", [1, 862, 1582, 9999])
@pytest.mark.parametrize("tag", ["en", "ru", "ar", "th", "syc"])
def test_any_year_can_be_written(tag: str, year: int) -> None:
    assert str(year) in formats(tag, "latn").partial_date(PartialDate(year, 2, 28))


@pytest.mark.parametrize(
    ("tag", "digits", "date", "number"),
    [
        ("ar", "arab", "٢٠ سبتمبر ٢٠١٦", "١٬٢٣٤٬٥٦٧"),
        ("ar", "latn", "20 سبتمبر 2016", "1,234,567"),
        ("ar-EG", None, "٢٠ سبتمبر ٢٠١٦", "١٬٢٣٤٬٥٦٧"),
        ("fa", "latn", "20 سپتامبر 2016", "1,234,567"),
        ("fa", "arab", "٢٠ سپتامبر ٢٠١٦", "١٬٢٣٤٬٥٦٧"),
        ("en", "arabext", "۲۰ September ۲۰۱۶", "۱٬۲۳۴٬۵۶۷"),
        ("syc", "arab", "٢٠١٦-٠٩-٢٠", "١\u202f٢٣٤\u202f٥٦٧"),
    ],
)
def test_the_setting_decides_on_the_digits(tag: str, digits: Digits | None, date: str, number: str) -> None:
    assert formats(tag, digits).full_date(DAY) == date
    assert formats(tag, digits).number(1_234_567) == number


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "1,234,567"),
        ("ru", "1\u00a0234\u00a0567"),
        ("fr", "1\u202f234\u202f567"),
        ("de", "1.234.567"),
        ("hi", "12,34,567"),
        ("ain", "1\u202f234\u202f567"),
    ],
)
def test_thousands_are_set_apart_as_the_language_does(tag: str, written: str) -> None:
    assert formats(tag).number(1_234_567) == written


@settings(deadline=None)
@given(
    st.integers(0, 10**12),
    st.sampled_from(["en", "ar-EG", "fa", "bn", "mr", "my", "dz", "ff-Adlm", "nqo", "sat", "syc"]),
)
def test_digits_keep_their_value(number: int, tag: str) -> None:
    assert int(formats(tag).in_digits(number)) == number
    assert len(formats(tag).in_digits(number)) == len(str(number))


@pytest.mark.parametrize(
    ("tag", "two", "four"),
    [
        ("en", "A and B", "A, B, C and D"),
        ("en-US", "A and B", "A, B, C, and D"),
        ("ru", "A и B", "A, B, C и D"),
        ("fr", "A et B", "A, B, C et D"),
        ("ar", "A وB", "A وB وC وD"),
        ("zh", "A和B", "A、B、C和D"),
        ("syc", "A, B", "A, B, C, D"),
    ],
)
def test_a_list_is_joined_as_the_language_does(tag: str, two: str, four: str) -> None:
    assert formats(tag).names(["A", "B"]) == two
    assert formats(tag).names(["A", "B", "C", "D"]) == four


@pytest.mark.parametrize("tag", ["en", "ar", "fa", "syc"])
def test_a_list_of_none_is_empty_and_of_one_is_that_one(tag: str) -> None:
    assert formats(tag).names([]) == Markup("")
    assert formats(tag).names(["R&D"]) == Markup("R&amp;D")


@settings(deadline=None)
@given(st.lists(st.text()), st.sampled_from(["en", "ru", "fr", "ar", "zh", "syc"]))
def test_every_name_is_escaped_once_and_what_is_markup_stays(names: list[str], tag: str) -> None:
    plain = formats(tag).names(names)
    marked = formats(tag).names(Markup("<bdi>{}</bdi>").format(name) for name in names)
    assert isinstance(plain, Markup)
    assert plain.count("<") == 0
    assert marked.count("<bdi>") == marked.count("</bdi>") == len(names)
    assert marked.replace("<bdi>", "").replace("</bdi>", "") == plain
    at = 0
    for name in names:
        at = plain.index(escape(name), at) + len(escape(name))
