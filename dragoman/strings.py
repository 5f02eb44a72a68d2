"""The words of the interface and of the credits, by gettext catalogues: `theme/strings/<lang>.po`.

A message is named by its English text, with its parts in braces: `By {names}`. A context with a colon makes a variant
of a message: `from:ru` is "Translated from {language} by {names}" for one language, so that a translator can inflect
it. Where a catalogue has no such variant, the message without context serves; for `from:pt-BR`, before that, `from:pt`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup, escape

from dragoman import plurals
from dragoman.model import Place
from dragoman.plurals import PluralRule

SOURCE = "en"  # the language that messages are named in

_PART = re.compile(r"\{([a-z][a-z_]*)\}")
_SAID_BY_CONTEXT = MappingProxyType({"from": "language", "via": "language", "in": "language"})


@dataclasses.dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one language, and where to look for those that it lacks."""

    lang: str
    messages: Mapping[str, tuple[str, ...]]  # by `key`; one string, or one for each plural form
    plural: PluralRule | None = None  # None where the catalogue has no plurals
    reviewed: bool = False  # whether a person who knows the language has read it: the header `X-Reviewed: yes`
    fallback: Catalogue | None = None
    path: str = dataclasses.field(default="", compare=False)  # the file that was read last
    places: Mapping[str, Place] = dataclasses.field(default_factory=dict, compare=False)  # of all, untranslated or not
    reported: frozenset[str] = dataclasses.field(default=frozenset(), compare=False)  # those in the file but not usable

    @property
    def content(self) -> tuple[object, ...]:
        """All that a page can see of the catalogue, as plain data in a fixed order."""
        rest = self.fallback.content if self.fallback else ()
        rule = (self.plural.count, self.plural.expression) if self.plural else ()
        return self.lang, rule, tuple(sorted(self.messages.items())), rest

    def has(self, msgid: str, context: str | None = None) -> bool:
        """Whether this language itself has the message, in exactly this context."""
        return key(msgid, context) in self.messages

    def gettext(self, msgid: str, context: str | None = None) -> str:
        """The message in this language, else in those it falls back to, else in English."""
        found = self._find(msgid, None, context)
        return found[0][0] if found else msgid

    def ngettext(self, singular: str, plural: str, number: int, context: str | None = None) -> str:
        """The message in the form that a number takes."""
        found = self._find(singular, plural, context)
        forms, rule = found or ((singular, plural), plurals.ENGLISH)
        return forms[rule.form(number)]

    def phrase(self, msgid: str, /, context: str | None = None, **parts: object) -> Markup:
        """The message with its parts put in: all is escaped but parts that are `Markup` already.

        >>> Catalogue("fr", {"By {names}": ("Par {names}",)}).phrase("By {names}", names="R&D")
        Markup('Par R&amp;D')
        """
        return _filled(self.gettext(msgid, context), parts)

    def plural_phrase(
        self, singular: str, plural: str, number: int, /, context: str | None = None, **parts: object
    ) -> Markup:
        """The same for a message with a number; `count`, unless given, is the number in plain digits.

        >>> Catalogue("en", {}).plural_phrase("{count} article", "{count} articles", 2)
        Markup('2 articles')
        """
        return _filled(self.ngettext(singular, plural, number, context), {"count": number, **parts})

    def _find(self, msgid: str, plural: str | None, context: str | None) -> tuple[tuple[str, ...], PluralRule] | None:
        catalogue: Catalogue | None = self
        while catalogue:
            for variant in _variants(context):
                if forms := catalogue.messages.get(key(msgid, variant, plural)):
                    return forms, catalogue.plural or plurals.ENGLISH
            catalogue = catalogue.fallback
        return None


def key(msgid: str, context: str | None = None, plural: str | None = None) -> str:
    """How gettext itself names a message in its compiled files."""
    return ("" if context is None else f"{context}\x04") + msgid + ("" if plural is None else f"\x00{plural}")


def catalogue_for(catalogues: Mapping[str, Catalogue], lang: str, fallback: str = SOURCE) -> Catalogue:
    """The catalogue of a language, chained to those that stand in for what it lacks.

    `pt-BR` falls back to `pt`, then to the fallback language, then to what English says.
    """
    chain = [
        catalogues[tag] for tag in dict.fromkeys((*parents(lang), *parents(fallback), SOURCE)) if tag in catalogues
    ]
    if not chain or chain[0].lang != lang:
        chain.insert(0, Catalogue(lang, {}))
    linked: Catalogue | None = None
    for catalogue in reversed(chain):
        linked = dataclasses.replace(catalogue, fallback=linked)
    return linked or Catalogue(lang, {})


def parents(lang: str) -> Iterator[str]:
    """A tag and what it is a kind of, nearest first.

    >>> list(parents("zh-Hant-TW"))
    ['zh-Hant-TW', 'zh-Hant', 'zh']
    """
    subtags = lang.split("-")
    for length in range(len(subtags), 0, -1):
        yield "-".join(subtags[:length])


def parts_fault(
    msgid: str, plural: str | None, context: str | None, forms: Sequence[str], rule: PluralRule
) -> tuple[str, str] | None:
    """What is wrong with the parts in braces of a translation, and what to do; None where nothing is.

    >>> parts_fault("By {names}", None, None, ["Par {nom}"], plurals.ENGLISH)
    ('"By {names}" has a translation with {nom} in it', 'the parts are: {names}')
    """
    wanted = set(_PART.findall(msgid)) | set(_PART.findall(plural or ""))
    listed = "the parts are: " + ", ".join(f"{{{part}}}" for part in sorted(wanted)) if wanted else "it has no parts"
    said = {_SAID_BY_CONTEXT.get((context or "").partition(":")[0], "")}
    for number, form in enumerate(forms):
        found = set(_PART.findall(form))
        if strange := sorted(found - wanted):
            return f'"{msgid}" has a translation with {{{strange[0]}}} in it', listed
        if set("{}") & set(_PART.sub("", form)):
            return f'"{msgid}" has a translation with a stray brace', listed
        spared = said | ({"count"} if plural is not None and rule.stands_for_one(number) else set())
        if lost := sorted(wanted - found - spared):
            return f'"{msgid}" has a translation without {{{lost[0]}}}', listed
    return None


def _variants(context: str | None) -> Iterator[str | None]:
    """The contexts to try, in order: `from:pt-BR`, `from:pt`, none."""
    if context is None or ":" not in context:
        yield context
        return
    family, _, value = context.partition(":")
    yield from (f"{family}:{one}" for one in parents(value))
    yield None


def _filled(message: str, parts: Mapping[str, object]) -> Markup:
    def part(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise TypeError(f'"{message}" needs the part {match[1]}')
        return str(escape(parts[match[1]]))

    return Markup(_PART.sub(part, str(escape(message))))
