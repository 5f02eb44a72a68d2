from __future__ import annotations

import io
import pickle
import re
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from dragoman import catalogues, plurals, po
from dragoman.catalogues import load, missing
from dragoman.languages import language, name_in
from dragoman.problems import Problem, Severity
from dragoman.strings import Catalogue, catalogue_for, key

SHIPPED = Path(__file__).parent.parent / "theme" / "strings"
LANGUAGES = ["ar", "en", "fr", "ru"]
HEADER = 'msgid ""\nmsgstr "Language: {lang}\\n"\n"Plural-Forms: {plural}\\n"\n"X-Reviewed: {reviewed}\\n"\n\n'
TWO_FORMS = "nplurals=2; plural=(n != 1);"
unhurried = settings(deadline=None)  # other processes share the machine
PART = re.compile(r"\{[a-z_]+\}")


def write(folder: Path, lang: str, *messages: str, plural: str = TWO_FORMS, reviewed: str = "no") -> Path:
    folder.mkdir(exist_ok=True)
    text = HEADER.format(lang=lang, plural=plural, reviewed=reviewed) + "\n\n".join(messages) + "\n"
    (folder / f"{lang}.po").write_text(text, encoding="utf-8", newline="\n")
    return folder


def message(msgid: str, *forms: str, context: str | None = None, plural: str | None = None, fuzzy: bool = False) -> str:
    lines = ["#, fuzzy"] if fuzzy else []
    if context is not None:
        lines.append(f'msgctxt "{context}"')
    lines.append(f'msgid "{msgid}"')
    if plural is None:
        lines.append(f'msgstr "{forms[0]}"')
    else:
        lines.append(f'msgid_plural "{plural}"')
        lines.extend(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    return "\n".join(lines)


def found(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    return [(Path(problem.path).name, problem.line, problem.code) for problem in problems]


# The catalogues that the project brings


@pytest.fixture(scope="module")
def shipped() -> dict[str, Catalogue]:
    read, problems = load([SHIPPED])
    assert problems == ()
    return {lang: catalogue_for(read, lang) for lang in read}


def test_the_shipped_catalogues_are_whole() -> None:
    read, _ = load([SHIPPED])
    assert sorted(read) == LANGUAGES
    assert missing(read) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_babel_reads_the_same_from_a_shipped_catalogue(lang: str) -> None:
    data = (SHIPPED / f"{lang}.po").read_bytes()
    entries, problems = po.parse(data, f"{lang}.po")
    theirs = [one for one in read_po(io.BytesIO(data), abort_invalid=True) if one.id]
    assert problems == ()
    assert [(one.context, one.msgid, one.plural, one.forms, one.line) for one in entries if one.msgid] == [
        (one.context, one.id, None, (one.string,), one.lineno)
        if isinstance(one.id, str)
        else (one.context, *one.id, one.string, one.lineno)
        for one in theirs
    ]


@pytest.mark.parametrize(("lang", "count"), [("en", 2), ("ru", 3), ("fr", 2), ("ar", 6)])
def test_the_plurals_of_a_shipped_catalogue_are_those_of_cldr(
    lang: str, count: int, shipped: dict[str, Catalogue]
) -> None:
    rule = shipped[lang].plural
    assert rule is not None
    assert rule.count == count
    categories = Locale.parse(lang).plural_form
    pairs = {(rule.form(number), categories(number)) for number in range(1001)}
    assert len(pairs) == len({form for form, _ in pairs}) == len({category for _, category in pairs}) == count


@pytest.mark.parametrize(
    ("lang", "articles"),
    [
        ("en", ["0 articles", "1 article", "2 articles", "5 articles", "21 articles", "111 articles"]),
        ("ru", ["0 статей", "1 статья", "2 статьи", "5 статей", "21 статья", "111 статей"]),
        ("fr", ["0 article", "1 article", "2 articles", "5 articles", "21 articles", "111 articles"]),
        ("ar", ["لا مقالات", "مقالة واحدة", "مقالتان", "5 مقالات", "21 مقالة", "111 مقالة"]),
    ],
)
def test_a_number_of_articles_is_said_as_the_language_does(
    lang: str, articles: list[str], shipped: dict[str, Catalogue]
) -> None:
    numbers = (0, 1, 2, 5, 21, 111)
    assert [
        shipped[lang].plural_phrase("{count} article", "{count} articles", number) for number in numbers
    ] == articles


@pytest.mark.parametrize(
    ("lang", "known", "unknown"),
    [
        ("en", "Translated from English by A", "Translated from Georgian by A"),
        ("ru", "Перевод с английского: A", "Перевод: A (язык оригинала\u00a0— грузинский)"),
        ("fr", "Traduit de l’anglais par A", "Traduction\u00a0: A (langue d’origine\u00a0: géorgien)"),
        ("ar", "الترجمة من الإنجليزية: A", "الترجمة: A (لغة الأصل: الجورجية)"),
    ],
)
def test_a_credit_names_the_language_whole_or_in_a_neutral_phrase(
    lang: str, known: str, unknown: str, shipped: dict[str, Catalogue]
) -> None:
    def credit(source: str) -> Markup:
        name = name_in(language(source), language(lang)).text
        msgid = "Translated from {language} by {names}"
        return shipped[lang].phrase(msgid, context=f"from:{source}", language=name, names="A")

    assert credit("en") == credit("en-GB") == known
    assert credit("ka") == unknown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_catalogue_has_the_same_languages_whole(lang: str, shipped: dict[str, Catalogue]) -> None:
    sources = re.findall(r"\w+", "en ru fr ar de es it pt pl uk tr el fa he hi zh ja nl sv ko cs hu ro")
    msgid = "Translated from {language} by {names}"
    phrases = {shipped[lang].gettext(msgid, f"from:{source}") for source in sources}
    assert len(phrases) == len(sources)
    assert not any("{language}" in phrase for phrase in phrases)


def test_french_sets_a_space_that_does_not_break_before_high_punctuation(shipped: dict[str, Catalogue]) -> None:
    for forms in shipped["fr"].messages.values():
        for form in forms:
            text = PART.sub("x", form)
            assert re.findall(r"(?<!\u00a0):", text) == []
            assert re.findall(r"(?<!\u202f)[;!?]", text) == []
            assert "'" not in text
            assert not set('"“”') & set(text)


def test_russian_and_arabic_use_their_own_marks(shipped: dict[str, Catalogue]) -> None:
    russian = " ".join(form for forms in shipped["ru"].messages.values() for form in forms)
    arabic = " ".join(form for forms in shipped["ar"].messages.values() for form in forms)
    assert not set("\"'“”‘’") & set(russian)
    assert " —" not in russian.replace("\u00a0—", "")
    assert not set(",;?\"'") & set(arabic)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_are_composed_and_without_hidden_characters(lang: str, shipped: dict[str, Catalogue]) -> None:
    for forms in shipped[lang].messages.values():
        for form in forms:
            assert unicodedata.is_normalized("NFC", form)
            assert form == form.strip()
            assert not {unicodedata.category(one) for one in form} & {"Cc", "Cf", "Cs", "Co", "Cn"}
            assert "..." not in form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_is_as_git_keeps_it_and_says_that_nobody_has_reviewed_it(
    lang: str, shipped: dict[str, Catalogue]
) -> None:
    data = (SHIPPED / f"{lang}.po").read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not shipped[lang].reviewed


# Looking a message up


def test_a_message_comes_from_the_nearest_language_that_has_it() -> None:
    read = {
        "pt-BR": Catalogue("pt-BR", {"A": ("a BR",)}),
        "pt": Catalogue("pt", {"A": ("a PT",), "B": ("b PT",)}),
        "ru": Catalogue("ru", {"B": ("b RU",), "C": ("c RU",)}),
        "en": Catalogue("en", {"D": ("d EN",)}),
    }
    catalogue = catalogue_for(read, "pt-BR", "ru")
    assert [catalogue.gettext(msgid) for msgid in "ABCDE"] == ["a BR", "b PT", "c RU", "d EN", "E"]
    assert catalogue.lang == "pt-BR"
    assert [catalogue.has(msgid) for msgid in "AB"] == [True, False]


def test_a_language_without_a_catalogue_has_the_words_of_the_fallback() -> None:
    read = {"ru": Catalogue("ru", {"Notes": ("Примечания",)})}
    assert catalogue_for(read, "cop", "ru").lang == "cop"
    assert catalogue_for(read, "cop", "ru").gettext("Notes") == "Примечания"
    assert catalogue_for({}, "cop").gettext("Notes") == "Notes"


def test_a_plural_from_a_fallback_takes_the_rule_of_that_language() -> None:
    name = key("{count} article", None, "{count} articles")
    rule = plurals.parse("nplurals=2; plural=(n > 1);")
    french = Catalogue("fr", {name: ("{count} article", "{count} articles")}, rule)
    catalogue = catalogue_for({"fr": french, "en": Catalogue("en", {})}, "oc", "fr")
    assert catalogue.plural_phrase("{count} article", "{count} articles", 0) == "0 article"
    assert Catalogue("en", {}).plural_phrase("{count} article", "{count} articles", 0) == "0 articles"


def test_a_variant_gives_way_to_the_neutral_message_before_another_language_is_asked() -> None:
    english = Catalogue("en", {key("M", "from:ka"): ("M from Georgian",), key("M", "verb"): ("to M",)})
    catalogue = catalogue_for(
        {"ru": Catalogue("ru", {"M": ("М",), key("M", "from:pt"): ("М с португальского",)}), "en": english}, "ru"
    )
    assert catalogue.gettext("M", "from:ka") == "М"
    assert catalogue.gettext("M", "from:pt-BR") == "М с португальского"
    assert catalogue.gettext("M", "verb") == "to M"
    assert catalogue.gettext("M", "noun") == "M"


def test_a_phrase_escapes_all_but_markup() -> None:
    catalogue = Catalogue("en", {"By {names}": ("<i>By</i> & {names}",)})
    assert catalogue.phrase("By {names}", names="R&D") == Markup("&lt;i&gt;By&lt;/i&gt; &amp; R&amp;D")
    assert catalogue.phrase("By {names}", names=Markup("<bdi>A</bdi>")).endswith("<bdi>A</bdi>")


@unhurried
@given(st.text(), st.text())
def test_what_is_put_into_a_phrase_is_never_read_as_a_part(names: str, language: str) -> None:
    shown = Catalogue("en", {}).phrase("{language} by {names}", names=names, language=language)
    assert shown.unescape() == f"{language} by {names}"
    assert "<" not in shown


def test_a_part_that_nobody_gave_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match="names"):
        Catalogue("en", {}).phrase("By {names}")
    assert Catalogue("en", {}).phrase("Home", names="unused") == "Home"


def test_a_catalogue_is_plain_data_that_goes_to_another_process(shipped: dict[str, Catalogue]) -> None:
    copy = pickle.loads(pickle.dumps(shipped["ar"]))
    assert copy == shipped["ar"]
    assert copy.content == shipped["ar"].content


def test_the_content_of_a_catalogue_depends_on_its_words_and_not_on_its_lines(tmp_path: Path) -> None:
    one, other = message("A", "a"), message("B", "b")
    first, _ = load([write(tmp_path / "1", "fr", one, other)])
    second, _ = load([write(tmp_path / "2", "fr", "# moved\n\n" + other, one)])
    third, _ = load([write(tmp_path / "3", "fr", one, message("B", "b!"))])
    assert first["fr"].content == second["fr"].content != third["fr"].content


# Plural rules


@pytest.mark.parametrize(
    "header",
    [
        "", "nplurals=2", "nplurals=0; plural=0;", "nplurals=7; plural=n;", "nplurals=9999999999; plural=0;",
        "nplurals=2; plural=n;", "nplurals=2; plural=-1;", "nplurals=2; plural=1/n;", "nplurals=2; plural=n %;",
        "nplurals=2; plural=x;", "nplurals=2; plural=__import__('os').getpid();", "nplurals=2; plural=n.real;",
        "nplurals=2; plural=" + "(" * 400 + "n" + ")" * 400 + ";", "nplurals=2; plural=" + "n+" * 5000 + "n;",
    ],
)  # fmt: skip
def test_what_is_no_rule_for_plurals_is_refused(header: str) -> None:
    assert plurals.parse(header) is None


@unhurried
@given(st.text(alphabet="n0123456789+-*/%<>=!&|?:() ", max_size=30), st.integers())
def test_a_rule_that_is_accepted_has_a_form_for_every_number(expression: str, number: int) -> None:
    rule = plurals.parse(f"nplurals=3; plural={expression};")
    if rule is not None:
        assert rule.form(number) in {0, 1, 2}


def test_a_rule_that_fails_for_a_number_far_off_still_gives_a_form() -> None:
    rule = plurals.parse("nplurals=2; plural=n/(n-5000) ? 1 : 0;")
    assert rule is not None
    assert rule.form(5000) == 1


# Reading


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ('msgid "A"\nmsgstr "a', 2, "T102"),
        ('msgid "A"\nmsgstr "a" b', 2, "T102"),
        ('msgid "A"\nmsgstr "a"b"', 2, "T102"),
        ('msgid "A"\nmsgstr "\\q"', 2, "T102"),
        ('msgid "A"\nmsgstr "a\x07"', 2, "T102"),
        ('msgid "A"\nmsgstr a', 2, "T102"),
        ('"lost"', 1, "T102"),
        ('#, fuzzy\n"lost"', 2, "T102"),
        ("hello", 1, "T102"),
        ('msgstr "a"', 1, "T102"),
        ('msgctxt "c"\n\nmsgstr "a"', 1, "T102"),
        ('msgid "A"', 1, "T102"),
        ('msgid "A"\nmsgstr "a"\nmsgstr "b"', 1, "T102"),
        ('msgid "A"\nmsgstr[0] "a"', 1, "T102"),
        ('msgid "A"\nmsgid_plural "B"\nmsgstr "a"', 1, "T102"),
        ('msgid "A"\nmsgid_plural "B"\nmsgstr[1] "a"', 1, "T102"),
        ('msgid "A"\nmsgid_plural "B"\nmsgstr[0] "a"\nmsgstr[0] "b"', 1, "T102"),
        ('msgid "A"\nmsgstr "a"\n\nmsgid "A"\nmsgstr "b"', 4, "T103"),
    ],
)
def test_a_line_that_the_format_does_not_have_is_an_error_with_its_line(text: str, line: int, code: str) -> None:
    _, problems = po.parse(text.encode(), "x.po")
    assert [(problem.line, problem.code) for problem in problems] == [(line, code)]


def test_the_same_text_in_two_contexts_is_two_messages() -> None:
    text = 'msgid "A"\nmsgstr "a"\nmsgctxt "c"\nmsgid "A"\nmsgstr "b"\nmsgctxt ""\nmsgid "A"\nmsgstr "d"\n'
    entries, problems = po.parse(text.encode(), "x.po")
    assert [(entry.context, entry.forms) for entry in entries] == [(None, ("a",)), ("c", ("b",)), ("", ("d",))]
    assert problems == ()


def test_a_string_may_go_on_over_lines_and_have_escapes() -> None:
    text = 'msgid ""\n"A"\n  "B"\nmsgstr ""\n"a\\"\\\\\\n\\t"\n"b"\n'
    assert po.parse(text.encode(), "x.po")[0][0].forms == ('a"\\\n\tb',)
    assert po.parse(text.encode(), "x.po")[0][0].msgid == "AB"


def test_comments_and_messages_that_are_commented_out_say_nothing() -> None:
    text = '# one\n#. two\n#: three:1\n#| msgid "old"\nmsgid "A"\nmsgstr "a"\n\n#~ msgid "B"\n#~ msgstr "b"\n'
    entries, problems = po.parse(text.encode(), "x.po")
    assert ([entry.msgid for entry in entries], problems) == (["A"], ())


@pytest.mark.parametrize(
    "encode", [lambda text: text.replace("\n", "\r\n").encode(), lambda text: text.encode("utf-8-sig")]
)
def test_windows_lines_and_a_byte_order_mark_change_nothing(encode) -> None:  # type: ignore[no-untyped-def]
    text = message("A", "é") + "\n"
    assert po.parse(encode(text), "x.po") == po.parse(text.encode(), "x.po")


def test_latin_1_bytes_are_an_error_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_bytes('msgid "A"\nmsgstr "é"\n'.encode("latin-1"))
    _, problems = load([tmp_path])
    assert found(problems) == [("fr.po", 2, "T101")]


KEYWORDS = ["msgid ", "msgctxt ", "msgid_plural ", "msgstr ", "msgstr[0] ", "msgstr[7] "]
PIECES = st.sampled_from([*KEYWORDS, '"A"', '"', '""', "\\", "#, fuzzy", "#~ ", "\n", "{", "x"])


@unhurried
@given(st.one_of(st.binary(), st.lists(PIECES, max_size=40).map("".join).map(str.encode)))
def test_any_file_is_messages_or_problems_and_never_an_exception(data: bytes) -> None:
    entries, problems = po.parse(data, "x.po")
    assert all(problem.code in po.RULES and problem.line > 0 for problem in problems)
    assert len({(entry.context, entry.msgid) for entry in entries}) == len(entries)


# Loading


def test_a_later_folder_replaces_single_messages(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", "fr", message("A", "a"), message("B", "b"), reviewed="yes")
    theirs = write(tmp_path / "theirs", "fr", message("B", "leur b"), message("C", "leur c"))
    read, problems = load([ours, theirs, tmp_path / "not there"])
    assert problems == ()
    assert [read["fr"].gettext(msgid) for msgid in "ABC"] == ["a", "leur b", "leur c"]
    assert not read["fr"].reviewed
    assert load([ours])[0]["fr"].reviewed


def test_a_later_folder_may_leave_the_rule_for_plurals_out_and_not_change_it(tmp_path: Path) -> None:
    many = message("{count} A", "{count} a", "{count} aa", plural="{count} As")
    ours = write(tmp_path / "ours", "fr", many, plural="nplurals=2; plural=(n > 1);")
    silent = tmp_path / "silent"
    silent.mkdir()
    (silent / "fr.po").write_text(many.replace("aa", "bb"), encoding="utf-8")
    read, problems = load([ours, silent])
    assert (problems, read["fr"].ngettext("{count} A", "{count} As", 0)) == ((), "{count} a")
    assert read["fr"].ngettext("{count} A", "{count} As", 2) == "{count} bb"
    other = write(tmp_path / "other", "fr", many.replace("aa", "cc"))
    read, problems = load([ours, other])
    assert found(problems) == [("fr.po", 1, "T105")]
    assert read["fr"].ngettext("{count} A", "{count} As", 2) == "{count} aa"


def test_a_rule_for_plurals_can_come_from_the_later_folder(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "fr.po").write_text(message("A", "a"), encoding="utf-8")
    many = message("{count} A", "{count} a", "{count} aa", plural="{count} As")
    read, problems = load([plain, write(tmp_path / "later", "fr", many, plural="nplurals=2; plural=(n > 1);")])
    assert (problems, read["fr"].ngettext("{count} A", "{count} As", 0)) == ((), "{count} a")


@pytest.mark.parametrize(
    ("messages", "line", "code", "severity"),
    [
        ([message("By {names}", "Par {noms}")], 6, "T107", Severity.ERROR),
        ([message("By {names}", "Par")], 6, "T107", Severity.ERROR),
        ([message("By {names}", "Par {names} {0}")], 6, "T107", Severity.ERROR),
        ([message("By {names}", "Par {names}{")], 6, "T107", Severity.ERROR),
        ([message("Home", "Accueil {names}")], 6, "T107", Severity.ERROR),
        ([message("In {language}", "En", context="verb")], 7, "T107", Severity.ERROR),
        ([message("{count} A", "une a", "des a", plural="{count} As")], 6, "T107", Severity.ERROR),
        ([message("{count} A", "{count} a", plural="{count} As")], 6, "T106", Severity.ERROR),
        ([message("{count} A", "{count} a", "{count} b", "{count} c", plural="{count} As")], 6, "T106", Severity.ERROR),
        ([message("{count} A", "{count} a", "", plural="{count} As")], 6, "T106", Severity.ERROR),
        ([message("Home", "Maison", fuzzy=True)], 7, "T108", Severity.WARNING),
    ],
)
def test_a_translation_that_cannot_be_right_is_a_problem_and_not_used(
    tmp_path: Path, messages: list[str], line: int, code: str, severity: Severity
) -> None:
    read, problems = load([write(tmp_path, "fr", *messages)])
    assert found(problems) == [("fr.po", line, code)]
    assert problems[0].severity is severity
    assert read["fr"].messages == {}


def test_a_form_for_one_number_need_not_show_it_and_a_variant_need_not_name_its_language(tmp_path: Path) -> None:
    messages = [
        message("{count} A", "one a", "{count} a", plural="{count} As"),
        message("From {language} by {names}", "De l’anglais par {names}", context="from:en"),
        message("From {language} by {names}", "De {language}, de l’anglais, par {names}", context="from:en-GB"),
    ]
    assert load([write(tmp_path, "fr", *messages)])[1] == ()


@pytest.mark.parametrize(
    ("name", "header", "code"),
    [
        ("klingonish.po", "", "T104"),
        ("pt-br.po", "Language: pt-BR", "T104"),
        ("en_US.po", "", "T104"),
        ("fr.po", "Language: de", "T104"),
        ("fr.po", "Language:de", "T104"),
        ("fr.po", "Plural-Forms: nplurals=2; plural=os;", "T105"),
    ],
)
def test_a_name_or_header_that_does_not_fit_is_an_error(tmp_path: Path, name: str, header: str, code: str) -> None:
    text = f'msgid ""\nmsgstr "{header}\\n"\n\n' + message("{count} A", "", "", plural="{count} As")
    (tmp_path / name).write_text(text, encoding="utf-8")
    _, problems = load([tmp_path])
    assert code in [problem.code for problem in problems]
    assert all(problem.severity is Severity.ERROR for problem in problems)


def test_a_rule_that_is_none_is_an_error_though_no_message_needs_it(tmp_path: Path) -> None:
    _, problems = load([write(tmp_path, "fr", message("Home", "Accueil"), plural="nplurals=2; plural=wrong;")])
    assert found(problems) == [("fr.po", 1, "T105")]


def test_plurals_without_a_rule_are_an_error_and_messages_without_plurals_need_none(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_text(message("A", "a"), encoding="utf-8")
    assert load([tmp_path])[1] == ()
    path.write_text(message("{count} A", "{count} a", "{count} b", plural="{count} As"), encoding="utf-8")
    read, problems = load([tmp_path])
    assert [problem.code for problem in problems] == ["T105"]
    assert read["fr"].messages == {}


def test_the_header_may_write_the_tag_as_gettext_does(tmp_path: Path) -> None:
    path = write(tmp_path, "pt-BR") / "pt-BR.po"
    path.write_text(path.read_text(encoding="utf-8").replace("pt-BR", "pt_BR"), encoding="utf-8")
    assert load([tmp_path])[1] == ()


def test_a_folder_under_the_name_of_a_catalogue_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "fr.po").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert [problem.severity for problem in load([tmp_path])[1]] == [Severity.ERROR]
    assert [problem.severity for problem in load([tmp_path / "file"])[1]] == [Severity.ERROR]


def test_a_catalogue_that_is_too_large_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_bytes(b"#" * (catalogues._LARGEST + 1))
    assert [problem.code for problem in load([tmp_path])[1]] == ["F102"]


# Comparing with the English catalogue


def test_what_a_language_lacks_and_what_it_has_too_much_are_warnings_at_their_places(tmp_path: Path) -> None:
    folder = tmp_path / "strings"
    write(
        folder,
        "en",
        message("Home", ""),
        message("Notes", ""),
        message("Menu", ""),
        message("{count} A", "", "", plural="{count} As"),
    )
    write(
        folder,
        "fr",
        message("Home", "Accueil"),
        message("Notes", ""),
        message("Menus", "Menus"),
        message("{count} A", "{count} a"),
    )
    read, problems = load([folder])
    assert problems == ()
    compared = missing(read)
    assert sorted(found(compared)) == [
        ("fr.po", 0, "T109"),  # Menu
        ("fr.po", 0, "T109"),  # {count} A as a plural
        ("fr.po", 9, "T109"),  # Notes
        ("fr.po", 12, "T110"),  # Menus
        ("fr.po", 15, "T110"),  # {count} A without plural
    ]
    assert {problem.severity for problem in compared} == {Severity.WARNING}
    assert 'did you mean "Menu"?' in {problem.hint for problem in compared}


def test_what_loading_has_reported_is_not_missing_as_well(tmp_path: Path) -> None:
    write(tmp_path, "en", message("By {names}", ""), message("Home", ""))
    write(tmp_path, "fr", message("By {names}", "Par"), message("Home", "Maison", fuzzy=True))
    read, problems = load([tmp_path])
    assert [problem.code for problem in problems] == ["T107", "T108"]
    assert missing(read) == ()


def test_a_regional_catalogue_need_not_repeat_what_its_language_has(tmp_path: Path) -> None:
    write(tmp_path, "en", message("Home", ""), message("Notes", ""))
    write(tmp_path, "pt", message("Home", "Início"), message("Notes", "Notas"))
    write(tmp_path, "pt-BR", message("Notes", "Notas"))
    assert missing(load([tmp_path])[0]) == ()


def test_a_catalogue_may_have_more_variants_than_english(tmp_path: Path) -> None:
    write(tmp_path, "en", message("From {language}", ""))
    extra = message("From {language}", "Du géorgien", context="from:ka")
    strange = message("Frob {language}", "Du géorgien", context="from:ka")
    write(tmp_path, "fr", message("From {language}", "Langue : {language}"), extra, strange)
    assert [problem.code for problem in missing(load([tmp_path])[0])] == ["T110"]


def test_without_the_english_catalogue_nothing_can_be_compared(tmp_path: Path) -> None:
    read, _ = load([write(tmp_path, "fr", message("Home", "Accueil"))])
    assert [(problem.code, problem.severity) for problem in missing(read)] == [("T111", Severity.ERROR)]


def test_every_rule_is_listed_once() -> None:
    assert not set(po.RULES) & set(catalogues.RULES)
    assert sorted({*po.RULES, *catalogues.RULES}) == [f"T{number}" for number in range(101, 112)]
