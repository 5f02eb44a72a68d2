"""Reads the catalogues of the interface, and compares each with the English one, which lists every message."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from dragoman import files, languages, plurals, po
from dragoman.model import Place
from dragoman.plurals import PluralRule
from dragoman.problems import Problem, Severity, did_you_mean
from dragoman.strings import SOURCE, Catalogue, key, parents, parts_fault

RULES: Mapping[str, str] = MappingProxyType(
    {
        "T104": "A catalogue whose name, or whose header, is not the tag of its language.",
        "T105": "A catalogue with plurals that does not say, or says wrongly, which number takes which form.",
        "T106": "A message with more or fewer plural forms than its language has.",
        "T107": "A translation whose parts in braces are not those of the message.",
        "T108": "A translation that is marked as a guess (fuzzy); it is not used.",
        "T109": "A message that a language has no translation of.",
        "T110": "A translation of a message that there is not, or no longer.",
        "T111": "Catalogues without the English one, which lists every message.",
    }
)

_LARGEST = 2_000_000  # bytes
_RULE_HINT = "for example Plural-Forms: nplurals=2; plural=(n != 1);"


def load(folders: Sequence[Path]) -> tuple[Mapping[str, Catalogue], tuple[Problem, ...]]:
    """The catalogues in these folders by language, and what is wrong with them.

    A later folder replaces single messages of an earlier one, so that a site can reword what it likes. A folder that
    does not exist has no catalogues.
    """
    found: dict[str, Catalogue] = {}
    problems: list[Problem] = []
    for folder in folders:
        paths, problem = _listed(folder)
        problems.extend(problem)
        for path in paths:
            shown = path.as_posix()
            lang = languages.canonical(path.stem)
            data = files.read_bounded(path, _LARGEST, shown)
            if lang != path.stem or lang is None:
                problems.append(_misnamed(shown, path.stem, lang))
            elif isinstance(data, Problem):
                problems.append(data)
            else:
                earlier = found.get(lang)
                catalogue, faults = _read(data, lang, shown, earlier.plural if earlier else None)
                found[lang] = _merged(earlier, catalogue) if earlier else catalogue
                problems.extend(faults)
    return found, tuple(problems)


def missing(catalogues: Mapping[str, Catalogue]) -> tuple[Problem, ...]:
    """What each language lacks of the English catalogue, and what it has that English has not: warnings."""
    if SOURCE not in catalogues:
        message = f"there is no {SOURCE}.po, so nothing says which messages there are"
        return (Problem(f"{SOURCE}.po", 0, 0, "T111", Severity.ERROR, message, "put it back beside the others"),)
    return tuple(
        problem
        for lang, catalogue in sorted(catalogues.items())
        if lang != SOURCE
        for problem in (*_untranslated(catalogue, catalogues), *_unknown(catalogue, catalogues[SOURCE]))
    )


def _listed(folder: Path) -> tuple[list[Path], tuple[Problem, ...]]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".po"), ()
    except FileNotFoundError:
        return [], ()
    except OSError as error:
        return [], (files.unreadable(folder.as_posix(), error),)


def _untranslated(catalogue: Catalogue, catalogues: Mapping[str, Catalogue]) -> Iterator[Problem]:
    chain = [catalogues[tag] for tag in parents(catalogue.lang) if tag in catalogues]
    for name in catalogues[SOURCE].places:
        if not any(name in one.messages for one in chain) and name not in catalogue.reported:
            place = catalogue.places.get(name, Place(catalogue.path))
            message = f"{catalogue.lang} has no translation of {_shown(name)}"
            yield _problem(place, "T109", message, "translate it; until then the fallback language stands in")


def _unknown(catalogue: Catalogue, source: Catalogue) -> Iterator[Problem]:
    for name, place in catalogue.places.items():
        context, found, rest = name.rpartition("\x04")
        variant_of_known = bool(found) and ":" in context and rest in source.places
        if name not in source.places and not variant_of_known:
            near = did_you_mean(_msgid(name), map(_msgid, source.places))
            hint = near or f"remove it, or add it to {SOURCE}.po"
            yield _problem(place, "T110", f"there is no message {_shown(name)} in {SOURCE}.po", hint)


def _read(data: bytes, lang: str, shown: str, inherited: PluralRule | None) -> tuple[Catalogue, tuple[Problem, ...]]:
    """One file. `inherited` is the rule that an earlier folder's catalogue of the language has."""
    entries, faults = po.parse(data, shown)
    header, messages = _parted(entries)
    fields = {name: value.strip() for name, _, value in (line.partition(":") for line in header.forms[0].split("\n"))}
    needed = any(entry.plural for entry in messages)
    rule, rule_fault = _plural_rule(fields.get("Plural-Forms"), inherited, needed)
    checked = {_name(entry): _entry_fault(entry, rule, shown) for entry in messages}
    catalogue = Catalogue(
        lang,
        {name: entry.forms for entry in messages if any(entry.forms) and checked[name := _name(entry)] is None},
        rule,
        fields.get("X-Reviewed", "").lower() == "yes",
        path=shown,
        places={_name(entry): Place(shown, entry.line, 1) for entry in messages},
        reported=frozenset(name for name, fault in checked.items() if fault),
    )
    own = (_language_fault(fields.get("Language"), lang), rule_fault)
    place = Place(shown, header.line, 1)
    stated = (_problem(place, *fault, Severity.ERROR) for fault in own if fault)
    return catalogue, (*faults, *stated, *(fault for fault in checked.values() if isinstance(fault, Problem)))


def _parted(entries: Sequence[po.Entry]) -> tuple[po.Entry, list[po.Entry]]:
    """The header, an empty one where there is none, and the messages."""
    header = next((entry for entry in entries if entry.msgid == "" and entry.context is None), po.Entry("", ("",), 0))
    return header, [entry for entry in entries if entry is not header]


def _name(entry: po.Entry) -> str:
    return key(entry.msgid, entry.context, entry.plural)


def _language_fault(stated: str | None, lang: str) -> tuple[str, str, str] | None:
    if not stated or languages.canonical(stated.replace("_", "-")) == lang:
        return None
    return "T104", f'the header says that this is "{stated}"', f"write Language: {lang}"


def _plural_rule(
    header: str | None, inherited: PluralRule | None, needed: bool
) -> tuple[PluralRule | None, tuple[str, str, str] | None]:
    """The rule to use, None where there is none to trust; and what is wrong with the one that the header states."""
    stated = plurals.parse(header) if header else None
    if header and stated is None:
        return None, ("T105", f'"{header}" is no rule for plurals', _RULE_HINT)
    if inherited and stated and stated != inherited:
        message = "the header has another rule for plurals than the catalogue that this one adds to"
        return None, ("T105", message, f"write Plural-Forms: {_header(inherited)}")
    rule = stated or inherited
    return rule, None if rule or not needed else ("T105", "the header does not say how plurals are made", _RULE_HINT)


def _header(rule: PluralRule) -> str:
    return f"nplurals={rule.count}; plural={rule.expression};"


def _entry_fault(entry: po.Entry, rule: PluralRule | None, shown: str) -> Problem | Literal["no rule"] | None:
    """Why a translation cannot be used; without a rule no plural can, which the header's problem has said already."""
    place = Place(shown, entry.line, 1)
    if entry.fuzzy:
        message = f'the translation of "{entry.msgid}" is marked as a guess, so it is not used'
        return _problem(place, "T108", message, "check it, then take the word fuzzy away")
    if not any(entry.forms):
        return None
    if entry.plural is not None and rule is None:
        return "no rule"
    wanted = rule.count if rule and entry.plural is not None else 1
    if len(entry.forms) != wanted or not all(entry.forms):
        message = f'"{entry.msgid}" has {sum(map(bool, entry.forms))} plural forms, and the language has {wanted}'
        return _problem(place, "T106", message, f"write msgstr[0] to msgstr[{wanted - 1}]", Severity.ERROR)
    fault = parts_fault(entry.msgid, entry.plural, entry.context, entry.forms, rule or plurals.ENGLISH)
    return _problem(place, "T107", *fault, Severity.ERROR) if fault else None


def _merged(earlier: Catalogue, later: Catalogue) -> Catalogue:
    """The later catalogue over the earlier. What a person has reviewed is only what both say was."""
    return dataclasses.replace(
        later,
        messages={**earlier.messages, **later.messages},
        plural=later.plural or earlier.plural,
        reviewed=earlier.reviewed and later.reviewed,
        places={**earlier.places, **later.places},
        reported=(earlier.reported - later.messages.keys()) | later.reported,
    )


def _problem(place: Place, code: str, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(place.path, place.line, place.column, code, severity, message, hint)


def _misnamed(shown: str, stem: str, lang: str | None) -> Problem:
    hint = f"name it {lang}.po" if lang else "name it after a language: en.po, pt-BR.po"
    return _problem(
        Place(shown), "T104", f'"{stem}" is not the tag of a language as it is written', hint, Severity.ERROR
    )


def _msgid(name: str) -> str:
    return name.rpartition("\x04")[2].partition("\x00")[0]


def _shown(name: str) -> str:
    context = name.rpartition("\x04")[0]
    return f'"{_msgid(name)}"' + (f' (context "{context}")' if context else "")
