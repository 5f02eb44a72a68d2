"""Every language has the whole site, and each thing knows what it is called in the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.sites import BuiltSite, Publication

NAMES = {"en": "English", "ru": "русский", "fr": "français", "ar": "العربية"}


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def switcher(site: BuiltSite, path: str) -> dict[str, tuple[str, str]]:
    """Of each other edition: where the switcher goes, and what it says besides the language's name."""
    links = site.page(path).xpath("//nav[@class='languages']//a")
    return {
        link.get("hreflang"): (link.get("href"), words(link).removeprefix(NAMES[link.get("hreflang")]).strip())
        for link in links
    }


def alternates(site: BuiltSite, path: str) -> dict[str, str]:
    links = site.page(path).xpath("//link[@rel='alternate' and @hreflang]")
    return {link.get("hreflang"): link.get("href").removeprefix("https://press.example") for link in links}


def menu(site: BuiltSite, path: str) -> list[tuple[str, str]]:
    return [(words(link), link.get("href")) for link in site.page(path).xpath("//nav[@class='menu']//a")]


def groups(site: BuiltSite, path: str) -> list[list[str]]:
    """The links under each heading of an index."""
    sections = site.page(path).xpath("//main//section[@class='group']")
    return [[words(link) for link in section.xpath(".//ul//a")] for section in sections]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Three editions: a work in all, one in two, one in each alone; terms with names of their own in each."""
    made = Publication(tmp_path_factory.mktemp("editions") / "site")
    made.options(EDITIONS=["en", "ru", "ar"])
    made.pelican["DEFAULT_PAGINATION"] = 2
    made.data(
        "terms.yaml",
        {
            "categories": {
                "practice": {"name": {"en": "Practice", "ru": "Ремесло"}, "slug": {"en": "practice", "ru": "ремесло"}},
                "commas": {"name": {"en": "Commas", "ru": "Запятые"}, "parent": "practice"},
            },
            "tags": {"sea": {"name": {"ru": "море"}, "description": {"en": "All water."}}},
        },
    )
    terms = {"category": "commas", "tags": ["sea"]}
    made.article("letters/ru", title="Письма", slug="письма", date="2026-01-05", **terms)
    made.translation("letters/en", title="Letters", date="2026-01-06", **terms)
    made.translation("letters/ar", title="رسائل", date="2026-01-07", **terms)
    made.translation("pier/ru", "fr", title="Причал", date="2026-02-01", category="practice", series="Shores")
    made.translation("pier/ar", "fr", title="رصيف", date="2026-02-01", category="practice", series="Shores")
    made.article("alone/en", title="Alone", date="2025-03-01", series="Shores")
    made.article("second/en", title="Second", date="2025-04-01", series="Shores", tags=["sea"])
    made.article("third/en", title="Third", date="2025-05-01", series="Shores")
    made.article("kept/en", title="Kept", status="hidden", tags=["sea"], authors=["Hid Author"])
    made.page("about/en")
    made.page("about/ru")
    return made.build()


def test_the_switcher_goes_to_the_same_thing_or_home_and_says_which(site: BuiltSite) -> None:
    letters = "/ru/%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%B0/"
    assert switcher(site, "/letters/") == {
        "ru": (letters, ""),
        "ar": ("/ar/letters/", ""),
    }
    assert switcher(site, "/alone/") == {
        "ru": ("/ru/", "Home"),
        "ar": ("/ar/", "Home"),
    }
    assert switcher(site, "/about/")["ar"] == ("/ar/", "Home")
    assert switcher(site, "/tag/sea/")["ru"][0] == "/ru/tag/sea/"
    assert switcher(site, "/archive/2026/01/")["ru"][0] == "/ru/archive/2026/01/"
    assert switcher(site, "/archive/2025/")["ru"] == ("/ru/", "Home")
    assert switcher(site, "/page/2/")["ru"] == ("/ru/", "")
    assert switcher(site, "/people/tom-translator/")["ar"][0] == "/ar/people/tom-translator/"
    assert switcher(site, "/kept/")["ru"] == ("/ru/", "Home")
    assert switcher(site, "/ru/письма/")["en"] == ("/letters/", "")
    assert switcher(site, "/ar/pier/")["en"] == ("/", "الرئيسية")


def test_the_switcher_names_each_language_in_itself(site: BuiltSite) -> None:
    [nav] = site.page("/letters/").xpath("//nav[@class='languages']")
    assert words(nav.xpath(".//*[@aria-current='true']")[0]) == NAMES["en"]
    assert [(e.get("lang"), e.get("dir"), words(e)) for e in nav.xpath(".//*[@lang]")] == [
        ("ru", "ltr", NAMES["ru"]),
        ("ar", "rtl", NAMES["ar"]),
    ]


@pytest.mark.parametrize(
    ("paths", "default"),
    [
        (("/letters/", "/ru/письма/", "/ar/letters/"), "/letters/"),  # the default edition's version
        (("/ru/pier/", "/ar/pier/"), "/ru/pier/"),  # else the original's, else the first in the order
        (("/alone/",), "/alone/"),
        (("/tag/sea/", "/ru/tag/sea/", "/ar/tag/sea/"), "/tag/sea/"),
        (("/", "/ru/", "/ar/"), "/"),
    ],
)
def test_x_default_is_the_same_on_all_of_a_cluster(site: BuiltSite, paths: tuple[str, ...], default: str) -> None:
    clusters = [alternates(site, path) for path in paths]
    assert all(cluster == clusters[0] for cluster in clusters)
    assert clusters[0]["x-default"] == default
    assert len(clusters[0]) == len(paths) + 1


def test_x_default_is_the_original_where_the_default_edition_has_no_version(publication: Publication) -> None:
    publication.options(EDITIONS=["en", "fr", "ru"])
    publication.article("letters/ru")
    publication.translation("letters/fr")
    site = publication.build()
    assert alternates(site, "/fr/letters/")["x-default"] == "/ru/letters/"


def test_a_term_has_its_name_and_address_in_each_edition(site: BuiltSite) -> None:
    assert alternates(site, "/category/practice/")["ru"] == "/ru/category/%D1%80%D0%B5%D0%BC%D0%B5%D1%81%D0%BB%D0%BE/"
    assert words(site.page("/ru/category/ремесло/").xpath("//h1")[0]) == "Ремесло"
    assert words(site.page("/category/practice/").xpath("//h1")[0]) == "Practice"


def test_a_name_that_an_edition_lacks_is_marked_as_what_it_is(site: BuiltSite) -> None:
    [heading] = site.page("/ar/category/practice/").xpath("//h1")
    marked = heading.xpath(".//*[@lang]")
    assert [(e.get("lang"), e.get("dir"), words(e)) for e in marked] == [("en", "ltr", "Practice")]
    [heading] = site.page("/tag/sea/").xpath("//h1")
    assert [(e.get("lang"), e.get("dir"), words(e)) for e in heading.xpath(".//*[@lang]")] == [("ru", "ltr", "море")]
    assert site.page("/ru/tag/sea/").xpath("//main//p[@class='summary']/@lang") == ["en"]


def test_a_category_holds_what_its_children_hold_and_they_know_each_other(site: BuiltSite) -> None:
    assert {words(h) for h in site.page("/category/practice/").xpath("//main//article//h2")} == {"Letters"}
    assert {words(h) for h in site.page("/ru/category/ремесло/").xpath("//main//article//h2")} == {"Письма", "Причал"}
    assert "/category/commas/" in site.page("/category/practice/").xpath("//main//a/@href")
    assert "/category/practice/" in site.page("/category/commas/").xpath("//main//a/@href")
    assert not site.page("/ar/category/practice/").xpath("//main//a[contains(@href, 'nowhere')]")


def test_an_edition_has_only_what_it_has(site: BuiltSite) -> None:
    assert [words(h) for h in site.page("/ru/").xpath("//main//article//h2")] == ["Причал", "Письма"]
    assert [words(h) for h in site.page("/").xpath("//main//article//h2")] == ["Letters", "Third"]
    assert [words(h) for h in site.page("/page/2/").xpath("//main//article//h2")] == ["Second", "Alone"]
    assert not site.exists("/ar/archive/2025/")
    assert not site.exists("/sources/")
    assert site.exists("/ru/sources/elsewhere/")
    assert not site.exists("/ar/about/")
    assert not site.exists("/people/hid-author/")


def test_a_person_has_a_page_that_says_what_they_did(site: BuiltSite) -> None:
    page = site.page("/ru/people/tom-translator/")
    assert words(page.xpath("//main//h2")[0]).startswith("Переводы")
    assert page.xpath("//main//article//h3/a/@href") == ["/ru/pier/"]
    assert site.page("/people/ann-author/").xpath("//main//article//h3/a/@href")[0] == "/letters/"


def test_a_source_has_all_that_came_from_it(site: BuiltSite) -> None:
    assert site.page("/ru/sources/elsewhere/").xpath("//main//article//h3/a/@href") == ["/ru/pier/"]
    assert alternates(site, "/ru/sources/elsewhere/") == {
        "ru": "/ru/sources/elsewhere/",
        "ar": "/ar/sources/elsewhere/",
        "x-default": "/ru/sources/elsewhere/",
    }


def test_neighbours_and_a_series_stay_in_the_edition_and_in_their_order(site: BuiltSite) -> None:
    page = site.page("/second/")
    steps = {link.get("rel"): link.get("href") for link in page.xpath("//article/ul[@class='steps']//a")}
    assert steps == {"prev": "/alone/", "next": "/third/"}
    [series] = page.xpath("//nav[@class='series']")
    assert "Part 2 of 3" in words(series)
    assert "Part 1 of 1" not in words(series)
    assert [words(h) for h in site.page("/series/shores/").xpath("//main//article//h2")] == ["Alone", "Second"]
    assert [words(h) for h in site.page("/series/shores/page/2/").xpath("//main//article//h2")] == ["Third"]
    assert site.exists("/ru/series/shores/")


def test_a_hidden_article_is_at_its_address_and_nowhere_else(site: BuiltSite) -> None:
    assert site.page("/kept/").xpath("//meta[@name='robots']/@content") == ["noindex"]
    linking = [name for name, data in site.files().items() if b"/kept/" in data and name != "kept/index.html"]
    assert linking == []
    assert alternates(site, "/kept/") == {}


def test_the_menu_is_by_setting_and_leaves_out_what_leads_nowhere(publication: Publication) -> None:
    shop = {"title": "Shop", "url": "https://shop.example/"}
    publication.options(
        MENU={
            "en": ["home", "archive", "terms", "people", "sources", "page:about", "category:news", "tag:none", shop],
            "fr": ["page:about", "people", "page:nowhere"],
        }
    )
    publication.article("letters/en", category="news")
    publication.article("lettres/fr", authors=None)
    publication.page("about/en")
    publication.page("about/fr", status="draft")
    site = publication.build()
    assert menu(site, "/") == [
        *(("Home", "/"), ("Archive", "/archive/"), ("Subjects", "/terms/"), ("People", "/people/")),
        *(("About", "/about/"), ("news", "/category/news/"), ("Shop", "https://shop.example/")),
    ]
    assert menu(site, "/fr/") == []
    assert site.page("/about/").xpath("//nav[@class='menu']//a[@aria-current='page']/@href") == ["/about/"]


@pytest.mark.parametrize(
    ("lang", "direction"),
    [("de", "ltr"), ("cop", "ltr"), ("syc", "rtl")],  # no catalogue; and two that CLDR lacks
)
def test_an_edition_without_a_catalogue_has_a_frame_that_is_marked(
    publication: Publication, lang: str, direction: str
) -> None:
    publication.article("letters/en", tags=["sea"], type="essay")
    publication.translation(f"letters/{lang}", tags=["sea"], type="essay")
    publication.article(f"own/{lang}", "Text.[^1]\n\n[^1]: Note.\n", tags=["sea"], modified="2026-02-01")
    publication.page(f"about/{lang}", modified="2026-02-01", date="2026-01-01")
    site = publication.build()
    page = site.page(f"/{lang}/letters/")
    assert (page.get("lang"), page.get("dir")) == (lang, direction)
    [skip] = page.xpath("//a[@class='skip']")
    assert (skip.get("lang"), skip.get("dir"), words(skip)) == ("en", "ltr", "Skip to the text")
    for element in page.xpath("//main//h2 | //ul[@class='byline']/li/.."):
        around = [one.get("lang") for one in (element, *element.iterdescendants()) if one.get("lang")]
        assert "en" in around, words(element)
    assert page.xpath("//nav[@class='languages']/@lang") == ["en"]


def test_a_frame_in_the_fallback_language_is_the_one_of_the_setting(publication: Publication) -> None:
    publication.options(FALLBACK_LANG="fr")
    publication.article("letters/de")
    publication.article("other/en")
    [skip] = publication.build().page("/de/letters/").xpath("//a[@class='skip']")
    assert (skip.get("lang"), words(skip)) == ("fr", "Aller au texte")


def test_an_edition_with_a_standing_page_alone_is_a_whole_site(publication: Publication) -> None:
    publication.article("letters/en")
    publication.page("about/fr")
    site = publication.build()
    assert words(site.page("/fr/").xpath("//main")[0]).endswith("Pas encore d’articles.")
    assert not site.exists("/fr/archive/")
    assert not site.exists("/fr/people/")
    assert len(site.feed("/fr/feed.xml").findall("{*}entry")) == 0
    assert menu(site, "/fr/") == [("Accueil", "/fr/")]


def test_a_publication_without_people_sources_and_terms_builds(publication: Publication) -> None:
    publication.article("letters/en", authors=None)
    site = publication.build()
    assert menu(site, "/letters/") == [("Home", "/"), ("Archive", "/archive/")]


def test_an_edition_that_the_settings_list_and_no_text_is_in_is_empty_and_whole(publication: Publication) -> None:
    publication.options(EDITIONS=["en", "ru"])
    publication.article("letters/en")
    assert switcher(publication.build(), "/letters/")["ru"] == ("/ru/", "Home")


@pytest.mark.parametrize(
    ("digits", "year", "day"), [("arab", "٢٠١٦", "٢٠"), ("arabext", "۲۰۱۶", "۲۰"), ("latn", "2016", "20")]
)
def test_an_edition_is_written_in_the_digits_of_its_setting(
    publication: Publication, digits: str, year: str, day: str
) -> None:
    publication.options(DIGITS={"ar": digits})
    publication.article("letters/ar", date="2016-09-20")
    site = publication.build()
    [shown] = site.page("/letters/").xpath("//main//p[@class='when']/time")
    assert (shown.get("datetime"), shown.text.split()[0], shown.text.split()[-1]) == ("2016-09-20", day, year)
    assert words(site.page("/archive/2016/").xpath("//h1")[0]) == year


ALPHABET = {
    "en": ["Öberg, Ann", "Oakes, Ann", "Zeta, Ann", "al-Adib, Ann"],
    "ru": ["Ёлкин, А", "Ежов, А", "Яров, А", "Жуков, А"],
    "fr": ["Œuvrard, A", "Odier, A", "Éluard, A", "Zola, A"],
    "ar": ["يوسف", "أحمد", "بدر", "تامر"],
}
ORDERED = {
    "en": ["al-Adib, Ann", "Oakes, Ann", "Öberg, Ann", "Zeta, Ann"],
    "ru": ["Ежов, А", "Ёлкин, А", "Жуков, А", "Яров, А"],
    "fr": ["Éluard, A", "Odier, A", "Œuvrard, A", "Zola, A"],
    "ar": ["أحمد", "بدر", "تامر", "يوسف"],
}


@pytest.mark.parametrize("lang", list(ALPHABET))
def test_people_stand_in_the_order_of_the_editions_alphabet(publication: Publication, lang: str) -> None:
    keys = {f"p{number}": name for number, name in enumerate(ALPHABET[lang])}
    publication.data(
        "people.yaml",
        {
            key: {"name": {lang: " ".join(reversed(name.split(", ")))}, "sort": {lang: name}}
            for key, name in keys.items()
        },
    )
    publication.article(f"letters/{lang}", authors=list(keys))
    [people] = groups(publication.build(), "/people/")
    assert people == [" ".join(reversed(name.split(", "))) for name in ORDERED[lang]]


def test_the_page_for_nothing_speaks_every_language(site: BuiltSite) -> None:
    page = site.page("/404.html")
    parts = page.xpath("//main//section")
    assert [(part.get("lang") or page.get("lang"), part.xpath("string(.//a/@href)")) for part in parts] == [
        *(("en", "/"), ("ru", "/ru/"), ("ar", "/ar/"))
    ]


def test_every_edition_has_a_prefix_where_the_setting_says_so(publication: Publication) -> None:
    publication.options(PREFIX_ALL=True)
    publication.article("letters/en")
    publication.translation("letters/pt-BR")
    site = publication.build()
    assert alternates(site, "/en/letters/") == {
        "en": "/en/letters/",
        "pt-BR": "/pt-br/letters/",
        "x-default": "/en/letters/",
    }


def test_a_text_in_a_wider_language_serves_an_edition_of_a_narrower_one(publication: Publication) -> None:
    publication.data("people.yaml", {"anna": {"name": {"en": "Anna", "pt": "Ana"}}})
    publication.article("letters/pt-BR", authors=["anna"])
    [name] = publication.build().page("/letters/").xpath("//ul[@class='byline']//bdi")
    assert name.text == "Ana"
