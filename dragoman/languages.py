"""Languages: which tags there are, how each is written, and what it is called in another.

Two sources. The IANA registry of language subtags, as the `language-tags` package carries it, says which tags exist
and gives every language an English name. CLDR, as Babel carries it, knows scripts, likely regions, and the names of
languages in one another, for the few hundred languages that it describes at all.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import re
from typing import Any, Literal

from babel import Locale, localedata
from babel.core import get_global

from dragoman.model import UNDETERMINED, Text

Direction = Literal["ltr", "rtl"]

UNKNOWN_SCRIPT = "Zzzz"  # ISO 15924

# Scripts whose letters Unicode gives the bidirectional class R or AL (DerivedBidiClass.txt), with the variants that
# ISO 15924 codes apart (Aran, Syre, Syrj, Syrn).
# fmt: off
RIGHT_TO_LEFT = frozenset(
    {
        "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung",
        "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr",
        "Palm", "Phli", "Phlp", "Phlv", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sidt", "Sogd", "Sogo",
        "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi",
    }
)
# fmt: on

# A tag that names no country is read as CLDR's data for the whole world where its plain data is one country's:
# plain `en` in CLDR is the English of the United States ("September 20, 2016").
_WORLDWIDE = (("en", "en_001"),)

_SHAPE = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_TAG = re.compile(  # RFC 5646, section 2.1, without extensions and private use
    r"(?P<language>[a-z]{2,3})(?:-(?P<extlang>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Language:
    """A language as it is written. `cldr` names the data that Babel has for it, None where CLDR lacks the language."""

    tag: str  # canonical
    script: str  # ISO 15924
    direction: Direction
    cldr: str | None

    @property
    def locale(self) -> Locale | None:
        return _locale(self.cldr) if self.cldr else None


class _OwnLocale(Locale):
    """A locale whose data is a copy of its own.

    Babel 2.18 keeps what an alias leads to in data that locales share, so that the first language asked for the
    standalone name of a month gives its own to many others (python-babel/babel#1234).
    """

    @functools.cached_property
    def _data(self) -> localedata.LocaleDataDict:
        data: Any = localedata.load(str(self))
        return localedata.LocaleDataDict(copy.deepcopy(data))


@functools.lru_cache(maxsize=128)
def _locale(name: str) -> Locale:
    return _OwnLocale.parse(name)


@functools.lru_cache(maxsize=1024)
def canonical(tag: str) -> str | None:
    """The tag in the canonical form of RFC 5646, section 4.5; None for what is no tag made of registered subtags.

    Extensions and private use are refused: they would name editions that nobody else can read.

    >>> canonical("PT-br"), canonical("zh-hans"), canonical("iw"), canonical("zh-yue")
    ('pt-BR', 'zh-Hans', 'he', 'yue')
    >>> canonical("en_US"), canonical("klingonish"), canonical("../en")
    (None, None, None)
    """
    if not _SHAPE.fullmatch(tag):
        return None
    parts = _TAG.fullmatch(_replaced_whole(tag).lower())
    if not parts:
        return None
    language = parts["language"]
    if parts["extlang"] and (language := _extended(language, parts["extlang"])) == "":
        return None
    variants = parts["variants"].split("-")[1:]
    found = [
        _preferred(language, "language"),
        *(_preferred(parts[kind], kind) for kind in ("script", "region") if parts[kind]),
        *(_preferred(variant, "variant") for variant in variants),
    ]
    if not all(found) or len(set(variants)) < len(variants):
        return None
    return "-".join(subtag for subtag in found if subtag)


@functools.lru_cache(maxsize=1024)
def language(tag: str) -> Language:
    """The language that a tag names. Raises ValueError for a tag that `canonical` refuses.

    >>> language("ar").direction, language("az-Arab").direction, language("ks-Deva").direction
    ('rtl', 'rtl', 'ltr')
    >>> language("zh-TW").script
    'Hant'
    """
    name = canonical(tag)
    if name is None:
        raise ValueError(f"{tag!r} is no language tag")
    code, script, region = _subtags(name)
    script = script or _likely(code, region)[0] or UNKNOWN_SCRIPT
    return Language(name, script, "rtl" if script in RIGHT_TO_LEFT else "ltr", _cldr_name(code, script, region))


def autonym(language: Language) -> Text:
    """What a language calls itself, or its English name where CLDR does not know it.

    >>> autonym(language("ru"))
    Text(text='русский', lang='ru')
    >>> autonym(language("cop"))
    Text(text='Coptic', lang='en')
    """
    return name_in(language, language)


def name_in(language: Language, reader: Language) -> Text:
    """The name of a language for readers of another, with the language that the name is in.

    English stands in where CLDR has no name in the reader's language: CLDR's English name, else the registry's.

    >>> name_in(language("ru"), language("fr"))
    Text(text='russe', lang='fr')
    >>> name_in(language("pt-BR"), language("en")).text, name_in(language("az-Arab"), language("en")).text
    ('Brazilian Portuguese', 'Azerbaijani (Arabic)')
    """
    if reader.locale and (name := _cldr_display(language.tag, reader.locale)):
        return Text(name, reader.tag)
    english = _cldr_display(language.tag, _locale("en")) or _registered_name(language.tag)
    return Text(english, "en") if english else Text(language.tag, UNDETERMINED)


def og_locale(language: Language) -> str:
    """The `language_TERRITORY` that Open Graph wants, with the likely territory where the tag names none.

    >>> og_locale(language("ru")), og_locale(language("zh-Hant")), og_locale(language("es-419"))
    ('ru_RU', 'zh_TW', 'es_ES')
    """
    code, _, region = _subtags(language.tag)
    if not region or region.isdigit():
        in_script: str = get_global("likely_subtags").get(f"{code}_{language.script}", "")
        region = in_script.rpartition("_")[2] or _likely(code, None)[1]
    return f"{code}_{region}" if region and region.isalpha() else code


def _replaced_whole(tag: str) -> str:
    """The tag, or what the registry prefers to it where it lists the whole of it: `i-klingon`, `zh-min-nan`."""
    preferred = _registry().tag(tag).preferred
    return str(preferred.format) if preferred else tag


def _extended(language: str, extlang: str) -> str:
    """The language that an extended subtag stands for after its prefix (`zh-yue` is `yue`), or the empty string."""
    found = _registry().type(extlang, "extlang")
    return extlang if found and language in found.data["record"].get("Prefix", ()) else ""


def _preferred(subtag: str, kind: str) -> str | None:
    found = _registry().type(subtag, kind)
    return str((found.preferred or found).format) if found else None


def _registered_name(tag: str) -> str | None:
    found = _registry().language(tag.split("-")[0])
    return str(found.description[0]) if found else None


@functools.cache
def _registry():  # type: ignore[no-untyped-def]
    from language_tags import tags  # type: ignore[import-untyped]  # 1.4 MB of JSON, read when it is first imported

    return tags


def _subtags(tag: str) -> tuple[str, str | None, str | None]:
    """The language, script and region of a canonical tag."""
    code, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    region = next((part for part in rest if len(part) == 2 or (len(part) == 3 and part.isdigit())), None)
    return code, script, region


def _likely(code: str, region: str | None) -> tuple[str | None, str | None]:
    """The script and region that CLDR thinks likely, for the language or for the one that encompasses it.

    CLDR keeps `prs` (Dari) as `fa_AF`, `sh` as `sr_Latn` and `arb` (Standard Arabic) as `ar`.
    """
    if code == UNDETERMINED:  # CLDR guesses English
        return None, None
    alias, alias_script, alias_region = _subtags(get_global("language_aliases").get(code, code).replace("_", "-"))
    table = get_global("likely_subtags")
    for name in (f"{code}_{region}", code, f"{alias}_{alias_region}", alias, _macrolanguage(code)):
        if found := name and table.get(name):
            _, script, likely_region = found.split("_")
            return alias_script or script, alias_region or likely_region
    return None, None


def _macrolanguage(code: str) -> str:
    found = _registry().language(code.split("_")[0])
    return str(found.data["record"].get("Macrolanguage", "")) if found else ""


def _cldr_name(code: str, script: str, region: str | None) -> str | None:
    """The nearest locale that Babel has in the same script: data in another script would be unreadable."""
    alias: str = get_global("language_aliases").get(code, code)
    for known in (code, alias):
        base, _, alias_region = _subtags(known.replace("_", "-"))
        territory = region or alias_region
        candidates: tuple[str, ...] = (
            *((f"{base}_{script}_{territory}", f"{base}_{territory}") if territory else ()),
            *(worldwide for plain, worldwide in _WORLDWIDE if plain == base and not territory),
            f"{base}_{script}",
            base,
        )
        for candidate in candidates:
            if localedata.exists(candidate) and _script_of(candidate) == script:
                return candidate
    return None


def _script_of(locale_name: str) -> str | None:
    code, script, region = _subtags(locale_name.replace("_", "-"))
    return script or _likely(code, region)[0]


def _cldr_display(tag: str, locale: Locale) -> str | None:
    """CLDR's name for the longest part of the tag that has one, with what is left of the tag in brackets."""
    code, script, region = _subtags(tag)
    choices: tuple[tuple[str, tuple[str | None, ...]], ...] = (
        (f"{code}_{script}_{region}", ()),
        (f"{code}_{region}", (script,)),
        (f"{code}_{script}", (region,)),
        (code, (script, region)),
    )
    for name, left in choices:
        if name in locale.languages:
            details = [_part_name(part, locale) for part in (*left, *_variants(tag)) if part]
            shown = str(locale.languages[name])
            return f"{shown} ({', '.join(details)})" if details else shown
    return None


def _variants(tag: str) -> list[str]:
    return [part for part in tag.split("-")[1:] if len(part) > 4 or (len(part) == 4 and part[0].isdigit())]


def _part_name(part: str, locale: Locale) -> str:
    for names in (locale.scripts, locale.territories, locale.variants):
        for key in (part, part.upper()):
            if key in names:
                return str(names[key])
    return part
