from __future__ import annotations

import itertools
import pickle
import random
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.collation import NO_LETTER, Collator, uca
from dragoman.collation.rules import _SCRIPTS, _chains
from dragoman.collation.tailorings import _TAILORINGS

ALPHABETS = {
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "ru": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "fr": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "ar": "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    "de": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "be": "а б в г д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
    "el": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
    "fa": "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
    "he": "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת",
    "hi": "अ आ इ ई उ ऊ ऋ ए ऐ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह",
    "sv": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö",
    "da": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "nb": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
}
LANGUAGES = st.sampled_from([*ALPHABETS, "pt-BR", "zh", "syc", "und"])
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)  # lone surrogates and unassigned ones too
WORDS = st.text(
    st.sampled_from("aAáåäçñøßœzZеёйЁіґأاآةیيكکかカガ日𐐀ñ\u0301\u0327\u0323\u0308 «»-'’1٣ \u200f"), max_size=8
)

unhurried = settings(deadline=None)  # the first key reads the table


@pytest.mark.parametrize("lang", ALPHABETS)
def test_each_letter_of_an_alphabet_comes_after_the_one_before(lang: str) -> None:
    letters = ALPHABETS[lang].split()
    weights = [Collator(lang).key(letter)[0] for letter in letters]
    assert all(before < after for before, after in itertools.pairwise(weights))


@pytest.mark.parametrize("lang", ALPHABETS)
def test_each_letter_of_an_alphabet_heads_its_own_part_of_an_index(lang: str) -> None:
    letters = ALPHABETS[lang].split()
    capitals = ["İ" if (lang, letter) == ("tr", "i") else letter.title() for letter in letters]
    assert [Collator(lang).first_letter(letter) for letter in letters] == capitals
    assert [Collator(lang).first_letter(capital + " " + letters[0]) for capital in capitals] == capitals


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["coast", "cœur", "coffee", "résumé", "resumes"]),
        ("ru", ["Ежов", "Ёлкин", "Ельцов", "Иванов", "Йорк", "Anna"]),
        ("ru", ["все", "всё", "всего"]),
        ("fr", ["cote", "coté", "côte", "élan", "étude", "zèbre", "Ёлкин"]),
        ("ar", ["آمنة", "إبراهيم", "أحمد", "باسم", "تامر", "Anna"]),
        ("de", ["Ärger", "Arzt", "Öl", "Ost", "Straße", "Strasser"]),
        ("es", ["nube", "nuez", "ñandú", "oso"]),
        ("pl", ["lampa", "las", "łódź", "mama"]),
        ("tr", ["cam", "çam", "ılık", "ilk", "İzmir", "jale"]),
        ("uk", ["гора", "ґанок", "дім", "їжак", "йод"]),
        ("fa", ["آب", "اب", "پدر", "کتاب", "گل", "یاد"]),
        ("sv", ["zebra", "Åsa", "ärta", "öga"]),
        ("da", ["zebra", "æble", "øre", "Aalborg", "år"]),
        ("cs", ["cihla", "čas", "had", "chata", "jaro"]),
        ("hi", ["अंक", "अब", "कल"]),
        ("he", ["אבא", "שלום", "Anna"]),
        ("el", ["Άννα", "Βέρα", "Ωραία", "Anna"]),
    ],
)
def test_words_are_in_the_order_that_readers_expect(lang: str, words: list[str]) -> None:
    shuffled = words.copy()
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=Collator(lang).key) == words


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("ru", "е", "ё"),
        ("fr", "e", "é"),
        ("de", "o", "ö"),
        ("ar", "ا", "أ"),
        ("en", "A", "a"),
        ("fa", "ک", "ك"),
        ("da", "å", "aa"),
    ],
)
def test_some_letters_are_the_same_letter_for_order(lang: str, first: str, second: str) -> None:
    one, other = Collator(lang).key(first), Collator(lang).key(second)
    assert one[0] == other[0]
    assert one != other


@pytest.mark.parametrize(
    ("lang", "text", "heading"),
    [
        ("ru", "«Ёлка»", "Е"),
        ("ru", "\u200f— Йорк", "Й"),
        ("fr", "L’été", "L"),
        ("fr", "Élan", "E"),
        ("fr", "œuvre", "O"),
        ("es", "¿Ñandú?", "Ñ"),
        ("es-MX", "ñ", "Ñ"),
        ("en", "ñandú", "N"),
        ("en", "(ﬁne)", "F"),
        ("da", "Aarhus", "Å"),
        ("cs", "CHATA", "Ch"),
        ("ar", "أحمد", "ا"),
        ("he", "ךלמ", "כ"),
        ("ja", "カメラ", "か"),
        ("zh", "日本", "日"),
        ("ka", "მთა", "მ"),
        ("en", "7 letters", NO_LETTER),
        ("ar", "٣ رسائل", NO_LETTER),
        ("en", "€uro", NO_LETTER),
        ("en", "…", NO_LETTER),
        ("en", "", NO_LETTER),
    ],
)
def test_an_index_files_a_text_under_the_first_letter_of_its_first_word(lang: str, text: str, heading: str) -> None:
    assert Collator(lang).first_letter(text) == heading


@unhurried
@given(LANGUAGES, st.one_of(ANY_TEXT, WORDS))
def test_a_text_has_one_key_however_its_accents_are_encoded(lang: str, text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert Collator(lang).key(composed) == Collator(lang).key(decomposed) == Collator(lang).key(text)
    assert Collator(lang).first_letter(composed) == Collator(lang).first_letter(decomposed)


@unhurried
@given(LANGUAGES, st.lists(st.one_of(ANY_TEXT, WORDS), max_size=12), st.randoms())
def test_order_does_not_depend_on_where_a_text_stood(lang: str, texts: list[str], chance: random.Random) -> None:
    distinct = list({unicodedata.normalize("NFD", text) for text in texts})
    in_order = sorted(distinct, key=Collator(lang).key)
    chance.shuffle(distinct)
    assert sorted(distinct, key=Collator(lang).key) == in_order
    keys = [Collator(lang).key(text) for text in in_order]
    assert all(before < after for before, after in itertools.pairwise(keys))


@unhurried
@given(LANGUAGES, st.lists(st.one_of(ANY_TEXT, WORDS), max_size=16))
def test_all_texts_under_one_heading_sort_together(lang: str, texts: list[str]) -> None:
    collator = Collator(lang)
    texts = [text for text in texts if not any(unicodedata.category(one) == "Cs" for one in text)]
    headings = [collator.first_letter(text) for text in sorted(texts, key=collator.key)]
    runs = [heading for heading, _ in itertools.groupby(headings)]
    assert len(runs) == len(set(runs))


@unhurried
@given(LANGUAGES, ANY_TEXT)
def test_a_heading_can_be_written_to_a_page(lang: str, text: str) -> None:
    assert Collator(lang).first_letter(text).encode("utf-8")


@unhurried
@given(
    st.lists(
        st.tuples(st.characters(categories=["L", "N", "Zs"]), st.sampled_from(["", "\u0301", "\u0323"])), max_size=10
    )
)
def test_without_tailoring_the_elements_are_those_of_pyuca(pieces: list[tuple[str, str]]) -> None:
    text = unicodedata.normalize("NFD", "".join(letter + mark for letter, mark in pieces))
    ours = [list(element) for _, found in uca.walk(text, uca.entries({})) for element in found]
    theirs = uca._ducet().collation_elements(text)
    assert ours == [[weight << uca.SHIFT for weight in element] for element in theirs]


def test_a_mark_belongs_to_its_letter_though_another_stands_between() -> None:
    cedilla_between = "n\u0327\u0303"  # canonical order: the cedilla (class 202) before the tilde (230)
    key = Collator("es").key(cedilla_between)
    assert key[0] == Collator("es").key("ñ")[0] != Collator("es").key("n")[0]


@pytest.mark.parametrize("script", _SCRIPTS)
def test_the_table_keeps_a_script_in_one_piece(script: str) -> None:
    name = {
        "Arab": "ARABIC LETTER",
        "Cyrl": "CYRILLIC",
        "Deva": "DEVANAGARI LETTER",
        "Grek": "GREEK",
        "Hebr": "HEBREW LETTER",
    }
    first, beyond = (uca._plain(letter)[0][0] for letter in _SCRIPTS[script])
    inside = []
    for character in map(chr, range(0x370, 0xA00)):
        if not uca._ducet_entry(character):  # newer than the table
            continue
        weights = [element[0] for element in uca._plain(character) if element[0]]
        if unicodedata.category(character) in {"Ll", "Lo"} and unicodedata.name(character, "").startswith(name[script]):
            inside.append(first <= weights[0] < beyond)
    assert inside
    assert all(inside)


def test_every_rule_of_every_tailoring_is_understood() -> None:
    for lang, tailoring in _TAILORINGS:
        resets = tailoring.rules.count("&")
        steps = sum(word.strip("<") == "" for word in tailoring.rules.split())
        chains = list(_chains(tailoring.rules))
        assert len(chains) == resets, lang
        assert sum(len(chain[2]) for chain in chains) == steps, lang


def test_a_long_text_of_marks_is_no_burden() -> None:
    assert Collator("ru").key("и" * 20_000 + "\u0306" * 20_000)


def test_the_table_is_read_only_when_something_is_sorted() -> None:
    program = (
        "import sys\n"
        "from dragoman.collation import Collator\n"
        "collator = Collator('ru')\n"
        "before = 'pyuca' in sys.modules\n"
        "collator.key('а')\n"
        "print(before, 'pyuca' in sys.modules)\n"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert shown.stdout.split() == ["False", "True"]


def test_a_collator_is_plain_data_that_goes_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Collator("ar"))) == Collator("ar")
