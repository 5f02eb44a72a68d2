"""What stock Pelican does and this press must not: each pitfall held shut, by what a reader or an author sees."""

from __future__ import annotations

import datetime as dt
import json
import locale
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from lxml import html

from dragoman.press import Press
from dragoman.problems import Problems, Severity
from tests.sites import ATOM, NOW, ROOT, Publication

PLUGIN = """
def register():
    {body}
"""


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "site")


def png(width: int = 4, height: int = 3) -> bytes:
    """A real PNG, one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def said(element: html.HtmlElement) -> str:
    """The words of an element, whatever white space the typographer put between them."""
    return " ".join(element.text_content().split())


def titles(publication_page: html.HtmlElement) -> list[str]:
    return [heading.text_content().strip() for heading in publication_page.xpath("//main//article//h2")]


def test_1_a_translation_is_in_every_list_of_its_edition_and_in_no_other(publication: Publication) -> None:
    publication.article("letters/ru", title="Письма", category="News", tags=["sea"])
    publication.translation("letters/en", title="Letters", category="News", tags=["sea"])
    publication.translation("alone/ru", "fr", title="Один", category="News", tags=["sea"])
    site = publication.build()
    for path in ("/", "/category/news/", "/tag/sea/"):
        assert titles(site.page(path)) == ["Letters"]
        assert sorted(titles(site.page(f"/ru{path}"))) == ["Один", "Письма"]
    assert titles(site.page("/people/tom-translator/")) == []  # under h3, below what they did
    assert [h.text_content() for h in site.page("/people/tom-translator/").xpath("//main//article//h3")] == ["Letters"]
    assert [h.text_content() for h in site.page("/ru/people/tom-translator/").xpath("//main//article//h3")] == ["Один"]
    assert site.page("/ru/").get("lang") == "ru"


@pytest.mark.parametrize("field", ["translation", "translations", "url", "save_as", "template", "lang"])
def test_2_a_header_cannot_steer_the_build(publication: Publication, field: str) -> None:
    publication.article("letters/en", **{field: "x"})
    [problem] = [p for p in publication.problems() if p.severity is Severity.ERROR]
    assert field in problem.message
    assert problem.line == 6


def test_3_the_case_of_a_language_does_not_matter_and_a_made_up_one_is_refused(publication: Publication) -> None:
    publication.pelican["DEFAULT_LANG"] = "pt-br"  # as Pelican leaves it
    publication.article("letters/pt-BR", title="Cartas")
    site = publication.build()
    assert site.page("/").get("lang") == "pt-BR"
    publication.article("other/xy-nowhere", title="Other")
    assert any("xy-nowhere" in str(problem) for problem in publication.problems())


def test_4_the_order_of_translations_does_not_depend_on_the_hash_seed(publication: Publication) -> None:
    publication.article("letters/en", tags=["a", "b", "c"])
    for lang in ("fr", "ru", "ar", "de", "el"):
        publication.translation(f"letters/{lang}", tags=["a", "b", "c"])
    publication.page("about/en")
    publication.page("about/fr")
    outputs = []
    for seed in ("1", "2", "3"):
        output = publication.folder / f"output-{seed}"
        _built_apart(publication, output, seed)
        outputs.append({p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()})
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) > 60


def _built_apart(publication: Publication, output: Path, seed: str) -> None:
    """A build in a process of its own, by the command that people use."""
    config = publication.folder / "pelicanconf.py"
    settings = {**publication.pelican, "PATH": "content", "THEME": str(ROOT / "theme"), "TIMEZONE": "UTC"}
    lines = [f"{key} = {value!r}" for key, value in settings.items()]
    config.write_text(
        "\n".join(["from dragoman.press import Press", "PELICAN_CLASS = Press", *lines]), encoding="utf-8"
    )
    program = (
        "import sys; from dragoman.press import commands;"
        f"sys.exit(commands.build(output={str(output)!r}, settings={str(config)!r}, now='2026-06-01'))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_5_a_published_translation_knows_a_draft_original_without_showing_a_word_of_it(
    publication: Publication,
) -> None:
    publication.article("letters/ru", title="Тайные письма", status="draft", authors=["Скрытый Автор"])
    publication.translation("letters/en", title="Letters", authors=["Ann Author"])
    site = publication.build()
    page = site.page("/letters/")
    assert "Russian" in page.xpath("string(//main)")
    everything = b"".join(site.files().values()).decode()
    assert "Тайные" not in everything
    assert "Скрытый" not in everything
    assert not site.exists("/ru/letters/")


def test_6_composed_and_decomposed_names_are_one_name(publication: Publication) -> None:
    publication.article("cafe\u0301/en", title="One")
    publication.article("caf\u00e9/fr", title="Deux")
    assert {p.severity for p in publication.problems()} == {Severity.ERROR}


def test_6_a_link_goes_to_the_readers_language_else_to_a_version_that_is_marked(publication: Publication) -> None:
    publication.article("sea/fr", title="La mer")
    publication.translation("sea/en", title="The sea")
    publication.article("letters/en", "See [the sea]({filename}../sea/fr.md).\n")
    publication.translation("letters/fr", body="Voir [la mer]({filename}../sea/fr.md).\n")
    publication.translation("letters/ru", body="См. [море]({filename}../sea/fr.md).\n")
    site = publication.build()

    def link(path: str) -> tuple[str, str | None]:
        [found] = [a for a in site.page(path).xpath("//main//p/a") if "sea" in a.get("href")][:1]
        return found.get("href"), found.get("hreflang")

    assert link("/letters/") == ("/sea/", None)
    assert link("/fr/letters/") == ("/fr/sea/", None)
    assert link("/ru/letters/") == ("/fr/sea/", "fr")
    assert site.page("/ru/letters/").xpath("//main//p//*[@class='in-language']/@lang") == ["fr"]


def test_6_a_link_to_a_draft_loses_its_address_and_a_link_to_nothing_is_an_error(publication: Publication) -> None:
    publication.article("sea/en", status="draft")
    publication.article("letters/en", "See [the sea]({filename}../sea/en.md).\n")
    site = publication.build()
    assert site.page("/letters/").xpath("//main//p/a[not(@href)]/text()") == ["the sea"]
    publication.article("letters/en", "See [the sea]({filename}../see/en.md).\n")
    [problem] = publication.problems()
    assert (problem.code, problem.line) == ("L120", 8)


def test_7_each_feed_says_its_own_language_and_title(publication: Publication) -> None:
    publication.options(NAMES={"fr": "Le Drogman"})
    publication.article("letters/en")
    publication.translation("letters/fr")
    site = publication.build()
    for path, lang, title in (("/feed.xml", "en", "Test Press"), ("/fr/feed.xml", "fr", "Le Drogman")):
        feed = site.feed(path)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
        assert feed.findtext("a:title", namespaces=ATOM) == title


def test_8_a_hash_sign_does_not_end_the_header(publication: Publication) -> None:
    publication.file(
        "articles/letters/en.md", "---\n# a comment\ntitle: 'C# in ten letters'\ndate: 2026-01-01\n---\n\nText.\n"
    )
    [heading] = publication.build().page("/letters/").iter("h1")
    assert said(heading) == "C# in ten letters"


def test_8_an_unknown_key_is_an_error_with_the_nearest_one(publication: Publication) -> None:
    publication.article("letters/en", sumary="x")
    [problem] = publication.problems()
    assert "sumary" in problem.message
    assert "summary" in problem.hint


def test_9_all_problems_of_all_files_come_at_once_and_the_output_stays(publication: Publication) -> None:
    publication.article("first/en")
    before = publication.build().files()
    publication.article("first/en", date="2026-13-01")
    publication.article("second/en", status="publisched")
    publication.file("articles/third/en.md", "---\ndate: 2026-01-01\n---\n\nText.\n")
    problems = publication.problems()
    assert {p.path for p in problems if p.severity is Severity.ERROR} == {
        "articles/first/en.md",
        "articles/second/en.md",
        "articles/third/en.md",
    }
    assert {
        p.relative_to(publication.output).as_posix(): p.read_bytes()
        for p in publication.output.rglob("*")
        if p.is_file()
    } == before


@pytest.mark.parametrize("date", ["2023", "March 2024", "01/02/2024", "2024-02-30", "yesterday", "2024-01-01T10:00"])
def test_10_a_date_that_has_to_be_guessed_is_an_error(publication: Publication, date: str) -> None:
    publication.article("letters/en", date=date)
    problems = publication.problems()
    assert [p.severity for p in problems] == [Severity.ERROR]
    assert "date" in problems[0].message


def test_11_an_interview_may_begin_with_a_question(publication: Publication) -> None:
    publication.article("talk/en", "Q: Why?\n\nA: Because.\n")
    body = said(publication.build().page("/talk/"))
    assert "Q: Why?" in body
    assert "A: Because." in body


def test_12_terms_of_different_letters_stay_apart_or_are_a_problem(publication: Publication) -> None:
    publication.article("one/en", tags=["日本", "Мир", "Mir"])
    site = publication.build()
    assert all(site.exists(f"/tag/{slug}/") for slug in ("日本", "мир", "mir"))
    publication.article("two/en", tags=["C", "C++"])
    assert [p.code for p in publication.problems() if p.severity is Severity.ERROR] == ["W108"]


def test_13_dates_need_no_locale_of_the_system_and_leave_the_process_alone(publication: Publication) -> None:
    before = locale.setlocale(locale.LC_ALL)
    publication.article("letters/ru", date="2016-09-20")
    publication.article("letters2/ar", date="2016-09-20")
    site = publication.build()
    shown = {time.text_content() for time in site.page("/ru/letters/").xpath("//main//time[@datetime='2016-09-20']")}
    assert shown == {"20 сентября 2016"}
    assert locale.setlocale(locale.LC_ALL) == before


def test_14_two_things_at_one_address_are_named_and_nothing_is_written(publication: Publication) -> None:
    publication.article("first/en", slug="same")
    publication.article("second/en", slug="same")
    publication.page("about/en", slug="same")
    problems = publication.problems()
    assert {p.path for p in problems} | {"articles/first/en.md"} >= {"articles/second/en.md", "pages/about/en.md"}
    assert {p.code for p in problems} == {"A101"}
    assert len(problems) == 2


def test_14_an_article_that_differs_from_another_only_in_case_is_found(publication: Publication) -> None:
    publication.page("Letters/en")
    publication.article("first/en", slug="letters")
    assert "A102" in publication.codes()


def test_14_page_19_of_a_tag_is_not_tag_19_and_an_author_is_not_a_category(publication: Publication) -> None:
    publication.pelican["DEFAULT_PAGINATION"] = 1
    for number in range(1, 20):
        publication.article(f"text-{number:02d}/en", tags=["covid"], authors=["Ed"], category="Ed")
    publication.article("last/en", tags=["covid19"], authors=["Ed"])
    site = publication.build()
    assert site.exists("/tag/covid/page/19/")
    assert titles(site.page("/tag/covid19/")) == ["Last"]
    assert site.exists("/people/ed/feed.xml")
    assert site.exists("/category/ed/feed.xml")


@pytest.mark.parametrize("header", [{"status": "draft"}, {"date": "2031-05-01"}, {"date": "2026-06-01T13:00:00+00:00"}])
def test_15_no_byte_of_what_is_not_published_reaches_the_output(
    publication: Publication, header: dict[str, str]
) -> None:
    publication.article("open/en", "Open.\n")
    publication.file("articles/secret/zephyr.png", png())
    publication.article(
        "secret/en",
        "A quincuncial word. ![alt](zephyr.png)\n",
        title="Zephyrous",
        tags=["zephyrtag"],
        authors=["Zephyr Writer"],
        aliases=["/zephyr-old/"],
        image={"src": "zephyr.png", "alt": "x"},
        **header,
    )
    site = publication.build()
    for name, data in site.files().items():
        text = f"{name} {data.decode('utf-8', 'replace')}".lower()
        assert not any(word in text for word in ("zephyr", "quincuncial", "secret")), name
    preview = publication.build(preview=True)
    assert preview.page("/secret/").xpath("//*[contains(@class, 'mark')]")


def test_15_a_dated_article_appears_when_its_moment_comes(publication: Publication) -> None:
    publication.article("soon/en", date="2026-06-01T13:00:00+00:00")
    assert not publication.build(NOW).exists("/soon/")
    assert publication.build(NOW + dt.timedelta(hours=1)).exists("/soon/")


def test_16_what_is_deleted_goes_and_what_others_put_there_stays(publication: Publication) -> None:
    publication.article("kept/en")
    gone = publication.article("gone/en")
    publication.build()
    (publication.output / "CNAME").write_text("press.example")
    gone.unlink()
    gone.parent.rmdir()
    publication.data("redirects.yaml", {"/gone/": "/kept/"})
    site = publication.build()
    assert site.page("/gone/").xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/kept/"]
    assert (publication.output / "CNAME").read_text() == "press.example"
    assert not site.exists("/people/nobody/")


def test_17_a_summary_cut_from_the_body_carries_no_note(publication: Publication) -> None:
    publication.article("letters/en", "A sentence.[^1] Another.\n\n[^1]: The note.\n")
    site = publication.build()
    card = site.page("/").xpath("//main//article")[0]
    assert "A sentence. Another." in said(card)
    assert "note" not in card.text_content()
    assert not card.xpath(".//sup")


def test_17_notes_and_headings_speak_the_language_of_their_text(publication: Publication) -> None:
    publication.article("letters/ru", "## Море и берег\n\nСлово.[^1]\n\n## Море\n\n[^1]: Сноска.\n")
    page = publication.build().page("/letters/")
    assert page.xpath("//main//h2[@id]/@id")[:2] == ["море-и-берег", "море"]
    label = page.xpath("//*[@role='doc-endnotes']/@aria-label | //*[@role='doc-endnotes']//h2/text()")
    assert any("Примечания" in text or "Сноски" in text for text in label)


def test_18_a_picture_has_its_size_loads_lazily_and_becomes_a_figure(publication: Publication) -> None:
    publication.file("articles/letters/coast.png", png(40, 30))
    publication.article("letters/en", 'Text.\n\n![The coast](coast.png "Evening on the coast | A. Painter")\n')
    [figure] = publication.build().page("/letters/").xpath("//main//figure")
    [picture] = figure.xpath(".//img")
    assert {key: picture.get(key) for key in ("width", "height", "alt", "loading", "src")} == {
        "width": "40",
        "height": "30",
        "alt": "The coast",
        "loading": "lazy",
        "src": "/media/letters/coast.png",
    }
    assert "Evening on the coast" in figure.xpath("string(figcaption)")
    assert said(figure.xpath(".//*[@class='credit']")[0]) == "A. Painter"


def test_25_a_script_in_any_field_is_text(publication: Publication) -> None:
    bad = "<script>alert(1)</script>"
    publication.article("letters/en", title=bad, summary=bad, tags=[bad], authors=[bad], category=bad, series=bad)
    publication.data("people.yaml", {"ann": {"name": bad, "bio": bad}})
    publication.article("more/en", authors=["ann"], posted_by=bad, first_published={"name": bad})
    site = publication.build()
    for name in site.files():
        if name.endswith(".html"):
            page = site.page(f"/{name}")
            assert {script.get("type") for script in page.iter("script")} <= {"application/ld+json"}
            for script in page.iter("script"):
                json.loads(script.text)
    assert site.page("/letters/").xpath("string(//h1)").strip() == bad


@pytest.mark.parametrize(
    "target", ["{static}../../../secret.txt", "{attach}/etc/passwd", "{static}%2e%2e/secret.txt", "link.txt"]
)
def test_26_no_link_takes_a_file_from_outside_the_content(publication: Publication, target: str) -> None:
    (publication.folder / "secret.txt").write_text("canary")
    publication.article("letters/en", f"[x]({target})\n")
    if target == "link.txt":
        try:
            (publication.content / "articles/letters/link.txt").symlink_to(publication.folder / "secret.txt")
        except OSError:
            pytest.skip("this system gives no symbolic links to this user")
    built = publication.attempt()
    assert any(problem.severity is Severity.ERROR for problem in built.problems)
    assert not built.contents


@pytest.mark.parametrize(
    ("body", "reason"),
    [("raise RuntimeError('no')", "RuntimeError: no"), ("import nothing_of_the_kind", "nothing_of_the_kind")],
)
def test_29_a_plugin_that_fails_is_an_error(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, body: str, reason: str
) -> None:
    publication.article("letters/en")
    name = f"plug_{len(body)}"  # each its own: Python keeps a module that it has imported
    (publication.folder / f"{name}.py").write_text(PLUGIN.format(body=body))
    monkeypatch.syspath_prepend(str(publication.folder))
    with pytest.raises(Problems, match=reason):
        _press(publication, [name]).press(NOW)


def test_29_a_plugin_that_is_not_there_is_an_error(publication: Publication) -> None:
    publication.article("letters/en")
    with pytest.raises(Problems, match="plug_absent"):
        _press(publication, ["plug_absent"]).press(NOW)


def test_29_no_plugin_is_active_unless_it_is_named(publication: Publication) -> None:
    publication.article("letters/en")
    assert _press(publication, None).settings["PLUGINS"] == []


def _press(publication: Publication, plugins: list[str] | None) -> Press:
    from pelican.settings import read_settings

    given = {**publication.pelican, "PATH": str(publication.content), "OUTPUT_PATH": str(publication.output)}
    return Press(read_settings(override={**given, "THEME": str(ROOT / "theme"), "TIMEZONE": "UTC", "PLUGINS": plugins}))
