from __future__ import annotations

import pickle
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.languages import RIGHT_TO_LEFT, Language, autonym, canonical, language, name_in, og_locale
from dragoman.model import Text

# A letter of each script; Garay, Sidetic and Book Pahlavi are newer than, or not in, the Unicode of Python 3.11.
RIGHT_TO_LEFT_LETTERS = {
    "Adlm": "\U0001e900", "Arab": "\u0627", "Armi": "\U00010840", "Avst": "\U00010b00", "Chrs": "\U00010fb0",
    "Cprt": "\U00010800", "Elym": "\U00010fe0", "Hatr": "\U000108e0", "Hebr": "\u05d0", "Hung": "\U00010c80",
    "Khar": "\U00010a00", "Lydi": "\U00010920", "Mand": "\u0840", "Mani": "\U00010ac0", "Mend": "\U0001e800",
    "Merc": "\U000109a0", "Mero": "\U00010980", "Narb": "\U00010a80", "Nbat": "\U00010880", "Nkoo": "\u07ca",
    "Orkh": "\U00010c00", "Ougr": "\U00010f70", "Palm": "\U00010860", "Phli": "\U00010b60", "Phlp": "\U00010b80",
    "Phnx": "\U00010900", "Prti": "\U00010b40", "Rohg": "\U00010d00", "Samr": "\u0800", "Sarb": "\U00010a60",
    "Sogd": "\U00010f30", "Sogo": "\U00010f00", "Syrc": "\u0710", "Thaa": "\u0780", "Yezi": "\U00010e80",
}  # fmt: skip
VARIANTS_AND_NEWER = {"Aran", "Syre", "Syrj", "Syrn", "Gara", "Sidt", "Phlv"}


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("PT-br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("ca-Valencia", "ca-valencia"),
        ("no", "no"),
    ],
)
def test_a_tag_is_written_as_the_standard_writes_it(written: str, tag: str) -> None:
    assert canonical(written) == tag


@pytest.mark.parametrize(
    ("deprecated", "preferred"),
    [
        ("iw", "he"),
        ("mo", "ro"),
        ("i-klingon", "tlh"),
        ("art-lojban", "jbo"),
        ("zh-min-nan", "nan"),
        ("zh-yue", "yue"),
        ("zh-cmn-hans", "cmn-Hans"),
        ("sgn-BE-FR", "sfb"),
        ("my-BU", "my-MM"),
    ],
)
def test_a_deprecated_tag_gives_way_to_the_one_that_the_registry_prefers(deprecated: str, preferred: str) -> None:
    assert canonical(deprecated) == preferred


@pytest.mark.parametrize("tag", ["cop", "gez", "syc", "ain", "tok", "hbo", "akk", "ase", "aaa"])
def test_a_language_that_cldr_hardly_knows_is_a_language(tag: str) -> None:
    assert canonical(tag) == tag
    assert language(tag).tag == tag


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "en_US", "klingonish", "xx", "../en", "en/", "en.md", " en", "en\n", "-en", "en-", "en--US", "en-en",
        "en-UK", "en-Xxxx", "en-abcde", "de-1996-1996", "en-US-Latn", "fr-yue", "x-mine", "en-x-mine",
        "en-u-ca-buddhist",
        "qaa", "i-default", "cel-gaulish", "ſr", "rú", "ру", "e\u0301n", "1", "a" * 10_000, "en" + "-US" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_tag_of_registered_subtags_is_refused(text: str) -> None:
    assert canonical(text) is None
    with pytest.raises(ValueError, match="no language tag"):
        language(text)


@settings(deadline=None)
@given(st.one_of(st.text(), st.from_regex(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}", fullmatch=True)))
def test_the_canonical_form_of_a_canonical_form_is_itself(text: str) -> None:
    tag = canonical(text)
    if tag is not None:
        assert canonical(tag) == tag
        assert canonical(text.upper()) == tag
        assert language(text) == language(tag)


@pytest.mark.parametrize("script", sorted(RIGHT_TO_LEFT_LETTERS))
def test_a_script_whose_letters_run_leftwards_is_rtl(script: str) -> None:
    assert unicodedata.bidirectional(RIGHT_TO_LEFT_LETTERS[script]) in {"R", "AL"}
    assert language(f"und-{script}").direction == "rtl"


def test_the_table_of_scripts_is_exactly_what_unicode_says() -> None:
    assert set(RIGHT_TO_LEFT_LETTERS) | VARIANTS_AND_NEWER == RIGHT_TO_LEFT
    scripts = tuple(
        unicodedata.name(letter).split(" LETTER")[0].split(" ")[0] for letter in RIGHT_TO_LEFT_LETTERS.values()
    )
    for code in (*range(0x590, 0x900), *range(0x10800, 0x11000), *range(0x1E800, 0x1F000)):
        character = chr(code)
        if unicodedata.bidirectional(character) in {"R", "AL"} and unicodedata.category(character).startswith("L"):
            name = unicodedata.name(character)
            assert name.startswith((*scripts, "INSCRIPTIONAL", "OLD", "PSALTER")) or "HEBREW" in name, name


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("en", "Latn", "ltr"),
        ("ru", "Cyrl", "ltr"),
        ("ar", "Arab", "rtl"),
        ("he", "Hebr", "rtl"),
        ("fa", "Arab", "rtl"),
        ("yi", "Hebr", "rtl"),
        ("dv", "Thaa", "rtl"),
        ("nqo", "Nkoo", "rtl"),
        ("syc", "Syrc", "rtl"),
        ("rhg", "Rohg", "rtl"),
        ("mid", "Mand", "rtl"),
        ("sam", "Samr", "rtl"),
        ("ckb", "Arab", "rtl"),
        ("az", "Latn", "ltr"),
        ("az-Arab", "Arab", "rtl"),
        ("ff-Adlm", "Adlm", "rtl"),
        ("ks", "Arab", "rtl"),
        ("ks-Deva", "Deva", "ltr"),
        ("pa-PK", "Arab", "rtl"),
        ("uz-AF", "Arab", "rtl"),
        ("zh-TW", "Hant", "ltr"),
        ("prs", "Arab", "rtl"),
        ("arb", "Arab", "rtl"),
        ("aao", "Arab", "rtl"),
        ("sh", "Latn", "ltr"),
        ("cmn", "Hans", "ltr"),
        ("tlh", "Zzzz", "ltr"),
        ("und", "Zzzz", "ltr"),
    ],
)
def test_script_and_direction_follow_from_the_tag(tag: str, script: str, direction: str) -> None:
    found = language(tag)
    assert (found.script, found.direction) == (script, direction)


@pytest.mark.parametrize(
    ("tag", "cldr"),
    [
        ("en", "en_001"),
        ("en-US", "en_US"),
        ("en-AQ", "en_001"),
        ("pt-BR", "pt_BR"),
        ("zh-TW", "zh_Hant_TW"),
        ("sr-Latn", "sr_Latn"),
        ("de-1996", "de"),
        ("cmn", "zh_Hans"),
        ("prs", "fa_AF"),
        ("en-Cyrl", None),
        ("syc", None),
        ("ain", None),
        ("und", None),
    ],
)
def test_the_data_of_a_language_is_in_its_own_script_or_is_none(tag: str, cldr: str | None) -> None:
    found = language(tag)
    if tag == "en-AQ":
        assert found.cldr in {"en_001", "en"}
    else:
        assert found.cldr == cldr
    assert (found.locale is None) == (cldr is None)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("ru", "русский"),
        ("fr", "français"),
        ("ar", "العربية"),
        ("he", "עברית"),
        ("zh-Hant", "繁體中文"),
        ("pt-BR", "português (Brasil)"),
        ("sr-Latn", "srpski (latinica)"),
    ],
)
def test_a_language_is_called_what_it_calls_itself(tag: str, name: str) -> None:
    assert autonym(language(tag)) == Text(name, tag)


@pytest.mark.parametrize(
    ("tag", "reader", "name"),
    [
        ("ru", "fr", Text("russe", "fr")),
        ("ka", "ru", Text("грузинский", "ru")),
        ("fa", "ar", Text("الفارسية", "ar")),
        ("en-GB", "en", Text("British English", "en")),
        ("az-Arab", "en", Text("Azerbaijani (Arabic)", "en")),
        ("ca-valencia", "en", Text("Catalan (Valencian)", "en")),
        ("syc", "fr", Text("syriaque classique", "fr")),
    ],
)
def test_a_language_has_a_name_in_the_language_of_the_reader(tag: str, reader: str, name: Text) -> None:
    assert name_in(language(tag), language(reader)) == name


@pytest.mark.parametrize(
    ("tag", "reader", "name"),
    [("cop", "cop", "Coptic"), ("jpa", "ru", "Jewish Palestinian Aramaic"), ("ru", "syc", "Russian")],
)
def test_where_cldr_has_no_name_english_stands_in_and_says_so(tag: str, reader: str, name: str) -> None:
    assert name_in(language(tag), language(reader)) == Text(name, "en")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en_US"),
        ("ru", "ru_RU"),
        ("fr", "fr_FR"),
        ("ar", "ar_EG"),
        ("ar-MA", "ar_MA"),
        ("pt-PT", "pt_PT"),
        ("zh-Hant", "zh_TW"),
        ("sr-Latn", "sr_RS"),
        ("prs", "prs_AF"),
        ("es-419", "es_ES"),
        ("eo", "eo"),
        ("tlh", "tlh"),
        ("und", "und"),
    ],
)
def test_open_graph_gets_the_likely_territory(tag: str, locale: str) -> None:
    assert og_locale(language(tag)) == locale


def test_a_language_is_plain_data_that_goes_to_another_process() -> None:
    found = language("ar")
    assert pickle.loads(pickle.dumps(found)) == found == Language("ar", "Arab", "rtl", "ar")
