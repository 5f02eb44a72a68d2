"""Dates, numbers and lists of names as a language writes them, by CLDR through Babel.

Nothing here asks the operating system's locale. For a language that CLDR lacks, dates are ISO 8601 and lists have
commas: plain, and wrong in no language.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from dragoman.languages import Language
from dragoman.model import PartialDate

Digits = Literal["latn", "arab", "arabext"]

_ZEROS = (  # the zero of each numbering system that is some locale's default in CLDR; nine digits follow each
    ("latn", "0"),
    ("arab", "\u0660"),
    ("arabext", "\u06f0"),
    ("nkoo", "\u07c0"),
    ("deva", "\u0966"),
    ("beng", "\u09e6"),
    ("tibt", "\u0f20"),
    ("mymr", "\u1040"),
    ("olck", "\u1c50"),
    ("mtei", "\uabf0"),
    ("cakm", "\U00011136"),
    ("hmnp", "\U0001e140"),
    ("adlm", "\U0001e950"),
)

# Russian, Ukrainian and Belarusian mark the year with "г." or "р." in running text, which is where CLDR's patterns come
# from; beside a title the mark is left out.
_YEAR_MARKS = ("ru", "uk", "be")
_YEAR_MARK = re.compile(r"\s*'[гр]'\.$")
_LONG_DAY = re.compile(r"^d\b")


@dataclasses.dataclass(frozen=True, slots=True)
class Formats:
    """How one edition writes dates, numbers and lists.

    >>> from dragoman.languages import language
    >>> Formats(language("ru")).full_date(dt.date(2016, 9, 20))
    '20 сентября 2016'
    >>> Formats(language("ar"), "arab").month(2016, 9)
    'سبتمبر ٢٠١٦'
    """

    language: Language
    digits: Digits | None = None  # None: those that CLDR says the language is written with

    def full_date(self, day: dt.date) -> str:
        """A day in full; of an instant, the day in its own zone."""
        day = dt.date(day.year, day.month, day.day)
        locale = self.language.locale
        if locale is None:
            return self.in_digits(day.isoformat())
        pattern = str(locale.date_formats["long"].pattern)
        if locale.language == "fr" and day.day == 1:
            pattern = _LONG_DAY.sub("'1er'", pattern)  # the only ordinal of a French date; CLDR has it nowhere
        return self._date(day, pattern, locale)

    def month(self, year: int, month: int) -> str:
        """A month of a year on its own: "сентябрь 2016", not "сентября"."""
        locale = self.language.locale
        if locale is None:
            return self.in_digits(PartialDate(year, month).isoformat())
        return self._date(dt.date(year, month, 1), _skeleton("yMMMM", locale), locale)

    def month_name(self, month: int) -> str:
        """A month on its own, without a year."""
        locale = self.language.locale
        if locale is None:
            return self.in_digits(f"{month:02d}")
        return str(locale.months["stand-alone"]["wide"][month])

    def year(self, year: int) -> str:
        """A year on its own: "2016", "2016年"."""
        locale = self.language.locale
        if locale is None:
            return self.in_digits(PartialDate(year).isoformat())
        return self._date(dt.date(year, 1, 1), _skeleton("y", locale), locale)

    def partial_date(self, date: PartialDate) -> str:
        """A date as exactly as it is known."""
        if date.month is None:
            return self.year(date.year)
        if date.day is None:
            return self.month(date.year, date.month)
        return self.full_date(dt.date(date.year, date.month, date.day))

    def number(self, number: int) -> str:
        """A number with its thousands set apart."""
        locale = self.language.locale
        if locale is None:
            return self.in_digits(
                f"{number:,}".replace(",", "\u202f")
            )  # ISO 80000-1: a space, nothing that may be a point
        return self.in_digits(format_decimal(number, locale=locale, numbering_system=self._separators(locale)))

    def in_digits(self, text: object) -> str:
        """A number or text with its ASCII digits changed to the edition's: for page numbers, which have no grouping."""
        zero = ord(dict(_ZEROS).get(self._system(), "0"))
        return str(text).translate({ord("0") + value: zero + value for value in range(10)})

    def names(self, names: Iterable[str]) -> Markup:
        """A list as the language joins one. What is `Markup` stays so, the rest is escaped.

        >>> from dragoman.languages import language
        >>> Formats(language("fr")).names(["Anna", Markup("<bdi>Greta</bdi>"), "R&D"])
        Markup('Anna, <bdi>Greta</bdi> et R&amp;D')
        """
        items = [escape(name) for name in names]
        if len(items) < 2:
            return Markup("").join(items)
        patterns = self.language.locale.list_patterns["standard"] if self.language.locale else {}
        if len(items) == 2:
            return _join(patterns.get("2", "{0}, {1}"), items[0], items[1])
        joined = _join(patterns.get("start", "{0}, {1}"), items[0], items[1])
        for item in items[2:-1]:
            joined = _join(patterns.get("middle", "{0}, {1}"), joined, item)
        return _join(patterns.get("end", "{0}, {1}"), joined, items[-1])

    def _date(self, day: dt.date, pattern: str, locale: Locale) -> str:
        if locale.language in _YEAR_MARKS:
            pattern = _YEAR_MARK.sub("", pattern)
        return self.in_digits(format_date(day, pattern, locale=locale))

    def _system(self) -> str:
        if self.digits:
            return self.digits
        return self.language.locale.default_numbering_system if self.language.locale else "latn"

    def _separators(self, locale: Locale) -> str:
        """The system whose separators to use: those of digits that Babel's locale lacks would be an error."""
        system = self._system()
        return system if system in locale.number_symbols else "latn"


def _skeleton(name: str, locale: Locale) -> str:
    return str(locale.datetime_skeletons[name].pattern)


def _join(pattern: str, first: Markup, second: Markup) -> Markup:
    return escape(pattern).format(first, second)
