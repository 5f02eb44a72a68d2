"""The byline: who wrote, who translated from which language, where the original is; in four languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from tests.sites import BuiltSite, Publication

EDITIONS = ("en", "ru", "fr", "ar")
NBSP = "\u00a0"

# The translator's line for a name that no language has, by edition and by the language of the original. Ubykh has no
# phrase of its own, and no name in CLDR: the neutral one stands in, with the registry's English name.
TRANSLATED = {
    "en": {
        "ru": "Translated from Russian by Q",
        "fr": "Translated from French by Q",
        "ar": "Translated from Arabic by Q",
        "de": "Translated from German by Q",
        "ja": "Translated from Japanese by Q",
    },
    "ru": {
        "en": "Перевод с английского: Q",
        "fr": "Перевод с французского: Q",
        "ar": "Перевод с арабского: Q",
        "de": "Перевод с немецкого: Q",
        "ja": "Перевод с японского: Q",
    },
    "fr": {
        "en": "Traduit de l’anglais par Q",
        "ru": "Traduit du russe par Q",
        "ar": "Traduit de l’arabe par Q",
        "de": "Traduit de l’allemand par Q",
        "ja": "Traduit du japonais par Q",
    },
    "ar": {
        "en": "الترجمة من الإنجليزية: Q",
        "ru": "الترجمة من الروسية: Q",
        "fr": "الترجمة من الفرنسية: Q",
        "de": "الترجمة من الألمانية: Q",
        "ja": "الترجمة من اليابانية: Q",
    },
}

# How each line of a byline is known, in the four languages.
KINDS = {
    "relay": r"^(Translated through|Язык-посредник|Langue relais|اللغة الوسيطة)",
    "original": r"First appeared|Read the original|Первая публикация|Première parution|النشر الأول",
    "author": r"^(By|Текст:|Par|بقلم) ",
    "translator": r"^(Translated|Перевод|Traduit|Traduction|الترجمة)",
    "interviewer": r"^Interview:",
    "interviewee": r"^Answers:",
    "editor": r"^Edited",
    "proofreader": r"^Proofreading",
}


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    made = Publication(tmp_path / "site")
    made.options(EDITIONS=list(EDITIONS))
    return made


def home(lang: str) -> str:
    return "/" if lang == "en" else f"/{lang}/"


def kind(text: str) -> str:
    """What a line of a byline is about, by the words it is made with."""
    return next((kind for kind, words in KINDS.items() if re.search(words, text)), text)


def line(site: BuiltSite, path: str, wanted: str) -> html.HtmlElement:
    """The one line of a byline that is about this."""
    [found] = [one for one in site.page(path).xpath("//ul[@class='byline']/li") if kind(words(one)) == wanted]
    return found


def lines(site: BuiltSite, path: str) -> list[str]:
    """What the lines of a byline are about, in order."""
    return [kind(words(one)) for one in site.page(path).xpath("//ul[@class='byline']/li")]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """In each edition, a translation from each language."""
    publication = Publication(tmp_path_factory.mktemp("translated") / "site")
    publication.options(EDITIONS=list(EDITIONS))
    for lang in EDITIONS:
        for source in (*EDITIONS, "de", "ja", "uby"):
            if source != lang:
                publication.translation(f"from-{source}-{lang}/{lang}", source, translators=["Q"])
    return publication.build()


@pytest.mark.parametrize(
    ("lang", "source"), [(lang, source) for lang, phrases in TRANSLATED.items() for source in phrases]
)
def test_the_phrase_is_whole_for_each_pair_of_languages(translated: BuiltSite, lang: str, source: str) -> None:
    found = line(translated, f"{home(lang)}from-{source}-{lang}/", "translator")
    assert words(found) == TRANSLATED[lang][source]
    assert [name.text for name in found.iter("bdi")] == ["Q"]


@pytest.mark.parametrize("lang", EDITIONS)
def test_a_language_without_a_phrase_has_the_neutral_one_with_its_name_marked(translated: BuiltSite, lang: str) -> None:
    found = line(translated, f"{home(lang)}from-uby-{lang}/", "translator")
    assert "Ubykh" in words(found)
    assert [name.text for name in found.iter("bdi")] == ["Q"]
    marked = [(e.get("lang"), e.get("dir"), e.text) for e in found.xpath(".//*[@lang]")]
    assert marked == ([] if lang == "en" else [("en", "ltr", "Ubykh")])


@pytest.mark.parametrize(
    ("lang", "lists"),
    [
        ("en", ["By A", "By A and B", "By A, B, and C"]),
        ("ru", ["Текст: A", "Текст: A и B", "Текст: A, B и C"]),
        ("fr", ["Par A", "Par A et B", "Par A, B et C"]),
        ("ar", ["بقلم A", "بقلم A وB", "بقلم A وB وC"]),
    ],
)
def test_names_are_joined_as_the_language_joins_them(publication: Publication, lang: str, lists: list[str]) -> None:
    for number in (1, 2, 3):
        publication.article(f"by-{number}/{lang}", authors=["A", "B", "C"][:number])
    site = publication.build()
    found = [line(site, f"{home(lang)}by-{number}/", "author") for number in (1, 2, 3)]
    assert [words(one).replace("A, B and C", "A, B, and C") for one in found] == lists
    assert [name.text for name in found[2].iter("bdi")] == ["A", "B", "C"]


def test_a_name_is_said_in_the_readers_language_or_marked_as_what_it_is(publication: Publication) -> None:
    publication.data(
        "people.yaml",
        {
            "anna-roth": {"name": {"en": "Anna Roth", "ru": "Анна Рот"}, "lang": "ru"},
            "mona-said": {"name": "منى سعيد", "lang": "ar"},
        },
    )
    publication.article("letters/en", authors=["anna-roth", "mona-said"])
    for lang in ("ru", "fr"):
        publication.translation(f"letters/{lang}", authors=None)
    site = publication.build()

    def names(lang: str) -> list[tuple[str | None, str | None, str | None]]:
        found = line(site, f"{home(lang)}letters/", "author").iter("bdi")
        return [(name.text, name.get("lang"), name.get("dir")) for name in found]

    assert names("en") == [("Anna Roth", None, None), ("منى سعيد", "ar", "rtl")]
    assert names("ru") == [("Анна Рот", None, None), ("منى سعيد", "ar", "rtl")]
    assert names("fr") == [("Анна Рот", "ru", "ltr"), ("منى سعيد", "ar", "rtl")]


def test_every_name_leads_to_its_page_in_this_edition(publication: Publication) -> None:
    publication.data("people.yaml", {"anna-roth": {"name": "Anna Roth", "url": "https://anna.example/"}})
    publication.article(
        "letters/en", authors=["anna-roth", "Plain Name", {"name": "Far Away", "url": "https://f.example/"}]
    )
    publication.translation("letters/fr", translators=["Tom Translator"])
    site = publication.build()
    assert line(site, "/letters/", "author").xpath(".//a/@href") == [
        "/people/anna-roth/",
        "/people/plain-name/",
        "/people/far-away/",
    ]
    assert line(site, "/fr/letters/", "translator").xpath(".//a/@href") == ["/fr/people/tom-translator/"]
    assert site.page("/people/far-away/").xpath("//main//a[@href='https://f.example/']")


def test_who_has_no_page_in_this_edition_is_linked_to_their_own_or_to_nothing(publication: Publication) -> None:
    people = [{"name": "Vi A", "url": "https://via.example/"}, "Unknown Hand"]
    publication.translation("letters/en", "ru", via={"lang": "fr", "translators": people})
    relay = line(publication.build(), "/letters/", "relay")
    assert relay.xpath(".//a/@href") == ["https://via.example/"]
    assert [name.text for name in relay.iter("bdi")] == ["Vi A", "Unknown Hand"]


def test_the_address_that_only_a_draft_tells_of_a_person_stays_with_the_draft(publication: Publication) -> None:
    publication.article(
        "a-draft/en", status="draft", authors=[{"name": "Ann Author", "url": "https://secret.example/"}]
    )
    publication.article("letters/en", authors=["Ann Author"])
    site = publication.build()
    assert not [name for name, data in site.files().items() if b"secret.example" in data]


def test_the_address_of_a_person_may_stand_in_any_article(publication: Publication) -> None:
    publication.article("early/en", authors=["Ann Author"])
    publication.article("later/en", authors=[{"name": "Ann Author", "url": "https://ann.example/"}])
    assert publication.build().page("/people/ann-author/").xpath("//main//a[@href='https://ann.example/']")


def test_the_title_of_the_original_is_set_in_its_own_language(publication: Publication) -> None:
    original = {
        "lang": "ar",
        "title": "رسائل",
        "title_latin": "Rasāʾil",
        "url": "https://m.example/1",
        "publication": "Elsewhere",
        "date": "2016",
    }
    publication.translation("letters/en", original=original)
    site = publication.build()
    [shown] = site.page("/letters/").xpath("//p[@class='original-title']")
    [title] = shown.iter("cite")
    assert (title.text_content(), title.get("lang"), title.get("dir")) == ("رسائل", "ar", "rtl")
    [latin] = shown.xpath(".//span")
    assert (latin.text, latin.get("lang"), latin.get("dir")) == ("Rasāʾil", "ar-Latn", "ltr")
    assert "https://m.example/1" in line(site, "/letters/", "original").xpath(".//a/@href")


def test_a_title_known_only_in_latin_letters_is_shown(publication: Publication) -> None:
    original = {"lang": "ru", "title_latin": "Pis’ma", "publication": "Elsewhere", "date": "2016"}
    publication.translation("letters/en", original=original)
    [title] = publication.build().page("/letters/").xpath("//p[@class='original-title']//cite")
    assert (title.text_content(), title.get("lang"), title.get("dir")) == ("Pis’ma", "ru-Latn", "ltr")


def test_an_original_beside_the_translation_is_linked_here(publication: Publication) -> None:
    publication.article("letters/ru", title="Письма", slug="письма", authors=["Анна Рот"])
    publication.translation("letters/en", authors=None)
    site = publication.build()
    [link] = line(site, "/letters/", "original").iter("a")
    assert (link.get("href"), link.get("hreflang"), words(link)) == (
        "/ru/%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%B0/",
        "ru",
        "Read the original",
    )
    assert words(line(site, "/letters/", "author")) == "By Анна Рот"
    assert site.page("/letters/").xpath("string(//p[@class='original-title']//cite)") == "Письма"


def test_an_original_elsewhere_says_where_and_when_it_appeared(publication: Publication) -> None:
    publication.data("sources.yaml", {"prichal": {"name": {"ru": "Причал", "fr": "Le Ponton"}, "lang": "ru"}})
    original = {
        "lang": "ru",
        "title": "Письма",
        "publication": "prichal",
        "date": "2016-09",
        "url": "https://prichal.example/1",
        "archived": "https://archive.example/1",
    }
    for lang in ("en", "fr", "ar"):
        publication.translation(f"letters/{lang}", original=original)
    site = publication.build()
    found = line(site, "/letters/", "original")
    assert words(found) == "First appeared in Причал, September 2016 · Read the original · Archived copy"
    [publication_name] = found.iter("cite")
    assert (publication_name.get("lang"), publication_name.get("dir")) == ("ru", "ltr")
    assert found.xpath(".//time/@datetime") == ["2016-09"]
    assert found.xpath(".//a/@href") == ["/sources/prichal/", "https://prichal.example/1", "https://archive.example/1"]
    french = line(site, "/fr/letters/", "original")
    assert words(french).startswith("Première parution : Le Ponton, septembre 2016")
    assert not french.xpath(".//cite/@lang")
    assert words(line(site, "/ar/letters/", "original")).startswith("النشر الأول: Причал، سبتمبر")


def test_authors_of_the_original_who_are_not_those_of_the_article_are_named_with_it(publication: Publication) -> None:
    original = {"lang": "ru", "title": "T", "authors": ["Old Hand"], "publication": "P", "date": "1900"}
    publication.translation("retold/en", original=original, authors=["New Hand"])
    publication.translation("same/en", original=original, authors=None)
    site = publication.build()
    assert words(line(site, "/retold/", "author")) == "By New Hand"
    assert words(line(site, "/retold/", "original")).startswith("By Old Hand · First appeared in P, 1900")
    assert words(line(site, "/same/", "author")) == "By Old Hand"
    assert words(line(site, "/same/", "original")) == "First appeared in P, 1900"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            "Translated through the German version by Vi A · Intermediate version: Briefe"
            " · First appeared in Die Zeitung, 1990",
        ),
        (
            "ru",
            "Язык-посредник — немецкий (перевод: Vi A) · Промежуточная версия: Briefe"
            " · Первая публикация: Die Zeitung, 1990",
        ),
        (
            "fr",
            "Langue relais : allemand (traduction : Vi A) · Version intermédiaire : Briefe"
            " · Première parution : Die Zeitung, 1990",
        ),
    ],
)
def test_a_relay_is_told_in_whole_phrases(publication: Publication, lang: str, expected: str) -> None:
    via = {
        "lang": "de",
        "title": "Briefe",
        "translators": ["Vi A"],
        "publication": "Die Zeitung",
        "date": "1990",
        "url": "https://zeitung.example/",
    }
    publication.translation(f"letters/{lang}", "ka", via=via)
    relay = line(publication.build(), f"{home(lang)}letters/", "relay")
    assert words(relay) == expected
    [title] = [cite for cite in relay.iter("cite") if cite.text == "Briefe"]
    assert (title.get("lang"), title.getparent().get("href")) == ("de", "https://zeitung.example/")


def test_a_relay_beside_the_translation_is_linked_and_named_by_what_it_says_itself(publication: Publication) -> None:
    publication.translation("letters/fr", "ka", title="Lettres", translators=["Odile S"])
    publication.translation("letters/en", "ka", via={"lang": "fr"})
    relay = line(publication.build(), "/letters/", "relay")
    assert words(relay) == "Translated through the French version by Odile S · Intermediate version: Lettres"
    assert relay.xpath(".//a[@hreflang='fr']/@href") == ["/fr/letters/"]


def test_a_relay_that_is_a_draft_is_not_told_of(publication: Publication) -> None:
    publication.translation("letters/fr", "ka", title="Lettres", translators=["Odile S"], status="draft")
    publication.translation("letters/en", "ka", via={"lang": "fr"})
    assert words(line(publication.build(), "/letters/", "relay")) == "Translated through the French version"


def test_a_relay_with_an_address_alone_is_linked_by_its_host(publication: Publication) -> None:
    publication.translation("letters/en", "ka", via={"lang": "fr", "url": "https://revue.example/1"})
    relay = line(publication.build(), "/letters/", "relay")
    assert words(relay) == "Translated through the French version · Intermediate version: revue.example"
    assert relay.xpath(".//a/@href") == ["https://revue.example/1"]


def test_a_colon_in_french_has_a_space_before_it_that_does_not_break(translated: BuiltSite) -> None:
    text = line(translated, "/fr/from-uby-fr/", "translator").text_content()
    assert re.findall(r"(.):", text) == [NBSP, NBSP]


def test_the_lines_stand_in_one_order(publication: Publication) -> None:
    publication.translation(
        "talk/en",
        "ka",
        interviewers=["Ira"],
        interviewees=["Ivo"],
        editors=["Eda"],
        proofreaders=["Pru"],
        via={"lang": "fr"},
    )
    site = publication.build()
    assert lines(site, "/talk/") == [
        *("author", "interviewer", "interviewee", "translator", "relay", "original", "editor", "proofreader")
    ]
    assert [words(line(site, "/talk/", kind)) for kind in ("interviewer", "interviewee", "editor", "proofreader")] == [
        *("Interview: Ira", "Answers: Ivo", "Edited by Eda", "Proofreading: Pru")
    ]


def test_a_card_says_who_wrote_and_who_translated_and_no_more(publication: Publication) -> None:
    publication.translation("letters/en", "ru", editors=["Eda"], via={"lang": "fr"})
    publication.article("talk/en", authors=None, interviewers=["Ira"], interviewees=["Ivo"], date="2026-01-01")
    site = publication.build()
    cards = [words(card) for card in site.page("/").xpath("//article[@class='card']//p[@class='byline']")]
    assert cards == [
        "By Ann Author · Translated from Russian by Tom Translator",
        "Interview: Ira · Answers: Ivo",
    ]
    assert len(cards[0]) < len(" · ".join(map(words, site.page("/letters/").xpath("//ul[@class='byline']/li"))))


def test_nobody_to_name_is_no_empty_line(publication: Publication) -> None:
    publication.article("letters/en", authors=None)
    site = publication.build()
    assert lines(site, "/letters/") == []
    assert not site.page("/").xpath("//p[@class='byline']")
