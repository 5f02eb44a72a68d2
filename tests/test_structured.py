"""Structured data: what a machine is told of an article, its people and the works around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sites import BuiltSite, Publication

ROOT = "https://press.example"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


def node(site: BuiltSite, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.page(path).xpath("string(//script[@type='application/ld+json'])"))
    return found


def test_an_original_names_its_translations_and_each_names_the_original(publication: Publication) -> None:
    publication.article("letters/ru", title="Письма")
    publication.translation("letters/en")
    publication.translation("letters/fr")
    site = publication.build()
    assert [work["url"] for work in node(site, "/ru/letters/")["workTranslation"]] == [
        f"{ROOT}/letters/",
        f"{ROOT}/fr/letters/",
    ]
    for path in ("/letters/", "/fr/letters/"):
        original = node(site, path)["translationOfWork"]
        assert (original["url"], original["inLanguage"], original["name"]) == (f"{ROOT}/ru/letters/", "ru", "Письма")
        assert len(original["workTranslation"]) == 2


def test_a_relay_stands_between_a_translation_and_the_original(publication: Publication) -> None:
    publication.translation("letters/fr", "ka", translators=["Odile"])
    publication.translation("letters/en", "ka", via={"lang": "fr", "translators": ["Odile"]})
    relay = node(publication.build(), "/letters/")["translationOfWork"]
    assert (relay["url"], relay["inLanguage"]) == (f"{ROOT}/fr/letters/", "fr")
    assert [person["name"] for person in relay["translator"]] == ["Odile"]
    assert relay["translationOfWork"]["inLanguage"] == "ka"


@pytest.mark.parametrize("kind", ["Article", "NewsArticle"])
def test_the_type_is_that_of_the_setting(publication: Publication, kind: str) -> None:
    publication.options(ARTICLE_TYPE=kind, PUBLISHER={"name": "House", "url": "https://house.example/"})
    publication.article("letters/en")
    found = node(publication.build(), "/letters/")
    assert found["@type"] == kind
    assert found["publisher"] == {"@type": "Organization", "name": "House", "url": "https://house.example/"}


@pytest.mark.parametrize("title", ["</script><b>", "<!--", "a & b", '"quoted\\'])
def test_no_title_can_end_the_script_that_it_stands_in(publication: Publication, title: str) -> None:
    publication.pelican["TYPOGRIFY"] = False
    publication.article("letters/en", title=title)
    site = publication.build()
    [script] = site.page("/letters/").iter("script")
    assert json.loads(script.text)["headline"] == title
    assert not {"<", "&", "\u2028"} & set(script.text)


def test_a_translation_that_nobody_may_see_yet_is_told_of_nowhere(publication: Publication) -> None:
    publication.article("letters/ru")
    publication.translation("letters/en", status="draft")
    publication.translation("letters/fr", status="hidden")
    assert "workTranslation" not in node(publication.build(), "/ru/letters/")
