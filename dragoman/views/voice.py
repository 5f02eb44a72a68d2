"""How one edition speaks: its strings, its dates and numbers, its names for languages."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from dragoman import languages
from dragoman.clock import Moment
from dragoman.formats import Formats
from dragoman.languages import Language
from dragoman.model import UNDETERMINED, Localised, PartialDate, Person, Source, Text
from dragoman.strings import Catalogue, parents
from dragoman.views.types import DateView


@dataclasses.dataclass(frozen=True, slots=True)
class Voice:
    """The voice of one edition. Its formats and strings are in another language than `lang` where that language has no
    catalogue."""

    lang: str
    catalogue: Catalogue
    formats: Formats
    zone: ZoneInfo

    @property
    def speaks(self) -> Language:
        """The language of the frame."""
        return self.formats.language

    @property
    def dir(self) -> str:
        return languages.language(self.lang).direction

    def say(self, msgid: str, /, *, context: str | None = None, **parts: object) -> str:
        """A message as plain text."""
        return self.catalogue.phrase(msgid, context, **parts).unescape()

    def phrase(self, msgid: str, /, *, context: str | None = None, **parts: object) -> Markup:
        """A message with its parts put in, in the variant for a context where the catalogue has one."""
        return self.catalogue.phrase(msgid, context, **parts)

    def count(self, singular: str, plural: str, number: int) -> str:
        return self.catalogue.plural_phrase(singular, plural, number, count=self.number(number)).unescape()

    def number(self, number: int) -> str:
        return self.formats.number(number)

    def digits(self, number: int) -> str:
        """A number without grouping: of a page, of a part."""
        return self.formats.in_digits(number)

    def language_name(self, tag: str) -> str:
        """The name of a language as plain text."""
        return languages.name_in(languages.language(tag), self.formats.language).text

    def in_language(self, tag: str) -> str:
        """What a link to a text in another language is called: "in Russian"."""
        return self.say("in {language}", context=f"in:{tag}", language=self.language_name(tag))

    def language_markup(self, tag: str) -> Markup:
        """The name of a language, marked where it is not in the edition's own."""
        name = languages.name_in(languages.language(tag), self.formats.language)
        return self.wrap("span", name) if self.marked(name.lang)[0] else escape(name.text)

    def names(self, names: Sequence[Markup]) -> Markup:
        return self.formats.names(names)

    def moment(self, moment: Moment) -> DateView:
        """A date with the day in words; the machine's form keeps the time where there is one."""
        if isinstance(moment, dt.datetime):
            local = moment.astimezone(self.zone)
            return DateView(local.isoformat(), self.formats.full_date(local))
        return DateView(moment.isoformat(), self.formats.full_date(moment))

    def partial(self, date: PartialDate) -> DateView:
        return DateView(date.isoformat(), self.formats.partial_date(date))

    def time(self, date: DateView) -> Markup:
        return Markup('<time datetime="{}">{}</time>').format(date.iso, date.text)

    def month(self, year: int, month: int) -> str:
        return self.formats.month(year, month)

    def year(self, year: int) -> str:
        return self.formats.year(year)

    def best(self, text: Localised, *fallbacks: str) -> Text:
        """The text in the edition's language where there is one, or in what that is a kind of: `pt` for `pt-BR`."""
        return text.best(*parents(self.lang), *fallbacks)

    def name(self, one: Person | Source) -> Text:
        """What a person or a publication is called here, in which language. A plain name is in the record's own."""
        found = self.best(one.name, *filter(None, [one.lang]))
        return Text(found.text, one.lang) if one.lang and found.lang == UNDETERMINED else found

    def marked(self, lang: str | None) -> tuple[str | None, str | None]:
        """`lang` and `dir` for a text in another language than the edition's; (None, None) for its own or for any."""
        if lang in (None, UNDETERMINED, self.lang):
            return None, None
        return lang, languages.language(str(lang)).direction

    def wrap(self, tag: str, text: Text, attributes: Mapping[str, str] | None = None) -> Markup:
        """A text in an element of its own, with `lang` and `dir` where they are not the page's."""
        lang, direction = self.marked(text.lang)
        pairs = {**({"lang": lang, "dir": direction} if lang else {}), **(attributes or {})}
        shown = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in pairs.items())
        return Markup("<{}{}>{}</{}>").format(Markup(tag), shown, escape(text.text), Markup(tag))


def joined(parts: Iterable[Markup]) -> Markup:
    """Statements side by side, where no language's grammar joins them.

    >>> joined([Markup("a"), Markup("b")])
    Markup('a · b')
    """
    return Markup(" · ").join(parts)


def link(html: Markup, url: str, attributes: Mapping[str, str | None] | None = None) -> Markup:
    """
    >>> link(Markup("<bdi>Anna</bdi>"), "/people/anna/", {"hreflang": None})
    Markup('<a href="/people/anna/"><bdi>Anna</bdi></a>')
    """
    given = {"href": url, **(attributes or {})}
    shown = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in given.items() if value)
    return Markup("<a{}>{}</a>").format(shown, html)
