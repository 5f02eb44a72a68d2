"""The publication's settings: what each may be, and what is said when it is something else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG

from dragoman import settings
from dragoman.problems import Severity
from dragoman.settings import MenuLink, Options, Publisher, Settings
from tests.sites import ROOT

SOURCE = "pelicanconf.py"
GOOD: dict[str, Any] = {
    "SITENAME": "Test Press",
    "SITEURL": "https://press.example/blog",
    "PATH": "content",
    "OUTPUT_PATH": "output",
    "THEME": str(ROOT / "theme"),
    "TIMEZONE": "Europe/Lisbon",
    "PLUGINS": [],
}


def read(**more: object) -> tuple[Settings | None, list[str]]:
    found, problems = settings.read({**DEFAULT_CONFIG, **GOOD, **more}, DEFAULT_CONFIG, SOURCE)
    assert all(problem.path == SOURCE and problem.hint for problem in problems)
    assert (found is None) == any(problem.severity is Severity.ERROR for problem in problems)
    return found, [problem.code for problem in problems]


def good(**more: object) -> Settings:
    found, codes = read(**more)
    assert found is not None
    assert codes == []
    return found


def options(**more: object) -> Options:
    return good(DRAGOMAN=more).options


def messages(**more: object) -> str:
    _, problems = settings.read({**DEFAULT_CONFIG, **GOOD, **more}, DEFAULT_CONFIG, SOURCE)
    return "\n".join(map(str, problems))


def test_pelicans_names_keep_their_meaning() -> None:
    found = good(DEFAULT_PAGINATION=7, TYPOGRIFY=False, DEFAULT_LANG="pt-br")
    assert (found.name, found.url, found.base, found.root) == (
        "Test Press",
        "https://press.example/blog",
        "/blog",
        "https://press.example/blog",
    )
    assert (found.content, found.output, found.theme) == (Path("content"), Path("output"), ROOT / "theme")
    assert (found.per_page, found.typogrify, found.default_lang, found.zone.key) == (7, False, "pt-BR", "Europe/Lisbon")


def test_without_an_address_the_site_is_that_of_the_preview() -> None:
    found = good(SITEURL="")
    assert (found.url, found.base, found.root) == ("", "", settings.PREVIEW_URL)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITENAME", ""),
        ("SITENAME", " "),
        ("SITENAME", None),
        ("SITENAME", 5),
        *(
            ("SITEURL", url)
            for url in (
                "press.example",
                "ftp://press.example",
                "https://press.example/?a=b",
                "https://press.example/#top",
                "https://press.example/a b",
                "https://press.example/../b",
                "https://user:word@press.example",
                "https://press.example:99999",
                "https://[",
                'https://press.example/"',
                5,
            )
        ),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("TIMEZONE", 5),
        ("DEFAULT_LANG", "rusian"),
        ("DEFAULT_LANG", None),
        ("DEFAULT_PAGINATION", 0),
        ("DEFAULT_PAGINATION", -1),
        ("DEFAULT_PAGINATION", "ten"),
        ("DEFAULT_PAGINATION", True),
        ("DEFAULT_PAGINATION", 1.5),
        ("TYPOGRIFY", "no"),
        ("OUTPUT_PATH", ""),
        ("OUTPUT_PATH", 5),
        ("PATH", None),
        ("THEME", str(ROOT / "docs")),
        ("THEME_TEMPLATES_OVERRIDES", "theme"),
        ("THEME_TEMPLATES_OVERRIDES", ["no-such-folder"]),
        ("DRAGOMAN", ["PERMALINK"]),
        ("DRAGOMAN", None),
    ],
)
def test_a_setting_that_cannot_be_used_is_an_error_that_names_it(name: str, value: object) -> None:
    found, codes = read(**{name: value})
    assert found is None
    assert set(codes) == {"S101"}
    assert name in messages(**{name: value})


@pytest.mark.parametrize("url", ["http://localhost:8000", "https://press.example/blog/", "https://тест.example", None])
def test_an_address_that_can_be_used_is_taken(url: str | None) -> None:
    assert good(SITEURL=url).url == (url or "").rstrip("/")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("EDITIONS", ["en", "ru", "pt-BR", "zh-Hans"]),
        ("PREFIX_ALL", True),
        ("NAMES", {"ru": "Толмач"}),
        ("TAGLINES", {"en": "A press"}),
        ("DIGITS", {"ar": "arab", "fa": "arabext", "en": "latn"}),
        ("FALLBACK_LANG", "fr"),
        ("ARTICLE_TYPE", "NewsArticle"),
        ("FEED_ITEMS", 1000),
        ("RELATED", 0),
    ],
)
def test_an_option_is_kept_as_it_was_written(key: str, value: object) -> None:
    found = getattr(options(**{key: value}), key.lower())
    assert (list(found) if isinstance(value, list) else found) == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("EDITIONS", []),
        ("EDITIONS", "en"),
        ("EDITIONS", ["rusian"]),
        ("EDITIONS", ["und"]),
        ("PREFIX_ALL", "perhaps"),
        ("NAMES", "Толмач"),
        ("NAMES", {"rusian": "Толмач"}),
        ("NAMES", {"ru": 5}),
        ("TAGLINES", ["A press"]),
        ("DIGITS", {"ar": "roman"}),
        ("FALLBACK_LANG", "rusian"),
        ("PUBLISHER", "Press"),
        ("PUBLISHER", {"url": "https://press.example"}),
        ("PUBLISHER", {"name": "Press", "url": "javascript:alert(1)"}),
        ("PUBLISHER", {"name": "Press", "logo": "x"}),
        ("LICENSE", "CC BY-SA 4.0"),
        ("LICENSE", 5),
        ("ARTICLE_TYPE", "BlogPosting"),
        ("FEED_ITEMS", 0),
        ("FEED_ITEMS", "many"),
        ("RELATED", 13),
        ("MENU", "home"),
        ("MENU", ["hom"]),
        ("MENU", ["page:"]),
        ("MENU", ["colour:blue"]),
        ("MENU", [5]),
        ("MENU", [{"title": "Elsewhere"}]),
        ("MENU", [{"title": "Elsewhere", "url": "javascript:alert(1)"}]),
        ("MENU", {"rusian": ["home"]}),
    ],
)
def test_an_option_that_cannot_be_used_is_an_error_that_names_it(key: str, value: object) -> None:
    found, codes = read(DRAGOMAN={key: value})
    assert found is None
    assert set(codes) == {"S101"}
    assert key in messages(DRAGOMAN={key: value})


def test_a_language_may_be_written_in_any_case() -> None:
    assert options(EDITIONS=["EN", "pt-br"], NAMES={"PT-br": "Prensa"}).names == {"pt-BR": "Prensa"}


def test_a_licence_is_known_in_any_spelling_and_a_near_one_is_named() -> None:
    assert options(LICENSE="cc-by-sa-4.0").license == "CC-BY-SA-4.0"
    assert options(LICENSE="public-domain").license == "public-domain"
    assert 'did you mean "CC-BY-SA-4.0"?' in messages(DRAGOMAN={"LICENSE": "CC BY-SA 4.0"})


def test_the_publisher_has_a_name_and_perhaps_an_address() -> None:
    assert options(PUBLISHER={"name": "Press"}).publisher == Publisher(name="Press")


def test_the_menu_is_for_all_editions_or_for_each() -> None:
    menu = ["home", "page:about", "series:sea", {"title": "Elsewhere", "url": "https://elsewhere.example/"}]
    entries = ("home", "page:about", "series:sea", MenuLink(title="Elsewhere", url="https://elsewhere.example/"))
    assert settings.menu(options(MENU=menu), "ru") == entries
    per_edition = options(MENU={"en": menu, "ru": ["home"]})
    assert settings.menu(per_edition, "en") == entries
    assert settings.menu(per_edition, "ru") == ("home",)
    assert settings.menu(per_edition, "fr") == ()
    assert settings.menu(options(), "en") == ("home", "archive", "terms", "people", "sources")


@pytest.mark.parametrize(
    "pattern",
    [
        "{slug}/",
        "{slug}.html",
        "{work}/",
        "{date:%Y/%m/%d}/{slug}/",
        "{date:%Y-%m}-{slug}/",
        "articles/{date:%Y}/{date:%m}/{work}/",
        "статьи/{slug}/",
    ],
)
def test_a_permalink_that_keeps_articles_apart_is_taken(pattern: str) -> None:
    assert options(PERMALINK=pattern).permalink == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "articles/",
        "{date:%Y/%m/%d}/",
        "{year}/{slug}/",
        "{}/",
        "{0}/",
        "{slug.upper}/",
        "{slug[0]}/",
        "{slug!r}/",
        "{slug:>10}/",
        "{slug",
        "{slug}}/",
        "{date}/{slug}/",
        "{date:%d. %B}/{slug}/",
        "{date:{slug}}/{slug}/",
        "/{slug}/",
        "{slug}",
        "../{slug}/",
        "a/../{slug}/",
        "a//{slug}/",
        "{slug}/?page=1/",
        "{slug}#a/",
        "a b/{slug}/",
        "a\\{slug}/",
        '"{slug}/',
        "$uri/{slug}/",
    ],
)
def test_a_permalink_that_is_no_address_is_an_error(pattern: str) -> None:
    assert read(DRAGOMAN={"PERMALINK": pattern}) == (None, ["S101"])


def test_every_unknown_key_is_named_with_its_nearest_match() -> None:
    found, codes = read(DRAGOMAN={"PERMALNK": "{slug}/", "editions": ["en"], "COLOUR": "blue"})
    assert (found, codes) == (None, ["S102"] * 3)
    said = messages(DRAGOMAN={"PERMALNK": "{slug}/", "editions": ["en"], "COLOUR": "blue"})
    assert 'did you mean "PERMALINK"?' in said
    assert 'did you mean "EDITIONS"?' in said


def test_all_problems_come_at_once() -> None:
    _, codes = read(SITENAME="", TIMEZONE="x", DEFAULT_LANG="xxxxxxxxx", DRAGOMAN={"RELATED": 99, "X": 1}, FEED_RSS="x")
    assert sorted(codes) == ["S101", "S101", "S101", "S101", "S102", "S103"]


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("ARTICLE_URL", "{slug}/", "docs/settings.md"),
        ("FEED_ALL_ATOM", None, "docs/settings.md"),
        ("SITENAM", "Press", 'did you mean "SITENAME"?'),
        ("MENUITEMS", [], "docs/settings.md"),
    ],
)
def test_a_setting_that_has_no_effect_is_a_warning(key: str, value: object, hint: str) -> None:
    found, codes = read(**{key: value})
    assert found is not None
    assert codes == ["S103"]
    assert hint in messages(**{key: value})


def test_a_setting_at_pelicans_own_default_is_no_problem() -> None:
    assert read(ARTICLE_URL=DEFAULT_CONFIG["ARTICLE_URL"])[1] == []


def test_the_default_language_must_be_an_edition() -> None:
    assert read(DEFAULT_LANG="fr", DRAGOMAN={"EDITIONS": ["en", "ru"]}) == (None, ["S101"])
    assert good(DEFAULT_LANG="ru", DRAGOMAN={"EDITIONS": ["en", "ru"]}).default_lang == "ru"
    assert good(DRAGOMAN={"EDITIONS": ["ru", "fr"]}).options.editions == ("ru", "fr")  # nobody said English


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://localhost:8000",
        "http://127.0.0.1:8000",
        "https://example.org",
        "https://www.example.com/blog",
        "https://press.example",
        "https://press.test",
        "https://press.invalid",
        "https://example.org.",
    ],
)
def test_a_placeholder_is_not_published(url: str) -> None:
    assert [problem.code for problem in settings.publishable(good(SITEURL=url), SOURCE)] == ["S104"]


@pytest.mark.parametrize("url", ["https://dragoman.press", "https://example.press/blog", "https://my-example.org"])
def test_a_public_address_is_published(url: str) -> None:
    assert list(settings.publishable(good(SITEURL=url), SOURCE)) == []


@pytest.mark.parametrize(
    ("content", "output", "apart"),
    [
        ("content", "output", True),
        ("content", "content-output", True),
        ("content", "content", False),
        ("content", "content/output", False),
        ("site/content", "site", False),
        ("content", ".", False),
    ],
)
def test_the_output_has_a_folder_of_its_own(tmp_path: Path, content: str, output: str, apart: bool) -> None:
    found = good(PATH=str(tmp_path / content), OUTPUT_PATH=str(tmp_path / output))
    codes = [problem.code for problem in settings.output_problem(found, SOURCE)]
    assert codes == ([] if apart else ["S107"])


def test_what_settings_name_must_be_there() -> None:
    menu = ["page:about", "page:abuot", "tag:sea", {"title": "Old", "url": "/old/"}, {"title": "New", "url": "/new/#a"}]
    found = good(DRAGOMAN={"NAMES": {"ru": "Р", "fr": "F"}, "DIGITS": {"ar": "arab"}, "MENU": menu})
    problems = list(settings.unmet(found, ["en", "ru"], {"page:about", "tag:sea"}, {"/new/", "/"}))
    assert [problem.code for problem in problems] == ["S108"] * 4
    assert [word for word in ("fr", "ar", "page:abuot", "/old/") if not any(word in str(p) for p in problems)] == []
