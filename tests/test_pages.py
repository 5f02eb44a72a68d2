"""What every page is held to in a browser and by the checkers: the publication of this repository, page by page."""

from __future__ import annotations

import dataclasses
import gzip
import itertools
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Page

from dragoman.text import allowlist
from tests.checkers import axe, html_validate, nu
from tests.checkers.browser import Tab, Visit
from tests.pages import budget, kinds
from tests.pages.publication import BuiltPublication
from tests.sites import ROOT, Publication

KB = 1024
NARROWEST = 320  # CSS pixels, WCAG 2.2, 1.4.10
SHOWN = {"light": (1280, 900), "dark": (390, 844)}
CASES = [pytest.param(lang, kind, id=f"{lang}-{kind}") for lang, kind in kinds.cases()]

_SEE_ALL = """async () => {
    for (const image of document.images) { image.scrollIntoView(); await image.decode(); }
    scrollTo(0, document.documentElement.scrollHeight);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    scrollTo(0, 0);
}"""
_OVERFLOW = """() => {
    const root = document.documentElement, wide = [...document.querySelectorAll('body *')].filter(
        each => each.getBoundingClientRect().right > root.clientWidth + 1 || each.getBoundingClientRect().left < -1);
    return root.scrollWidth > root.clientWidth ? wide.map(each => each.outerHTML.slice(0, 120)) : [];
}"""


def faults(tab: Tab) -> list[str]:
    """All that is wrong with the page in this tab, as it stands."""
    shift = _shift(tab)
    return [
        *(f"asks elsewhere: {address}" for address in tab.foreign),
        *(f"fails: {request}" for request in tab.failed),
        *(f"complains: {line}" for line in tab.errors),
        *([f"shifts its layout by {shift}"] if shift else []),
        *map(str, axe.check(tab.page)),
    ]


def _shift(tab: Tab) -> float:
    """How much the page's own layout shifts: the least of up to three loads.

    What has no size of its own shifts at every load. A busy machine may, now and then, paint a header of which only
    half is parsed yet.
    """
    tab.page.evaluate(_SEE_ALL)
    least = tab.layout_shift()
    for _ in range(2):
        if least:
            tab.page.reload(wait_until="load")
            tab.page.evaluate(_SEE_ALL)
            least = min(least, tab.layout_shift())
    return least


def overflowing(page: Page) -> list[str]:
    """What makes a page of the narrowest width scroll sideways."""
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    return [f"is wider than {NARROWEST} pixels: {each}" for each in page.evaluate(_OVERFLOW)]


@pytest.mark.parametrize("scheme", SHOWN)
@pytest.mark.parametrize(("lang", "kind"), CASES)
def test_a_page_is_for_everybody_and_asks_for_nothing_elsewhere(
    the_publication: BuiltPublication, the_site: str, visit: Visit, lang: str, kind: str, scheme: str
) -> None:
    path = kinds.address(the_publication, lang, kind)
    with visit(the_site + path, color_scheme=scheme, size=SHOWN[scheme]) as tab:  # type: ignore[arg-type]
        assert tab.page.evaluate("document.documentElement.lang") == lang
        assert [*faults(tab), *overflowing(tab.page)] == []


@pytest.mark.parametrize("scheme", SHOWN)
@pytest.mark.parametrize("lang", kinds.REDIRECTS)
def test_a_page_at_an_old_address_is_for_everybody_and_leads_on(
    the_publication: BuiltPublication, the_site: str, visit: Visit, lang: str, scheme: str
) -> None:
    path = kinds.REDIRECTS[lang]
    document = html.document_fromstring(the_publication.text(path))
    (target,) = document.xpath("//main//a/@href")
    with visit(f"{the_site}/404.html", color_scheme=scheme, size=SHOWN[scheme]) as tab:  # type: ignore[arg-type]
        tab.page.context.route(the_site + target, lambda route: route.fulfill(status=204))  # so that the page stays
        tab.page.goto(the_site + path)
        assert tab.page.evaluate("document.documentElement.lang") == lang
        held_up = "fails: net::ERR_ABORTED"
        found = [each for each in faults(tab) if not each.startswith(held_up)]
        assert [*found, *overflowing(tab.page)] == []
        tab.page.context.unroute(the_site + target)
        tab.page.goto(the_site + path)
        tab.page.wait_for_url(the_site + target)
        assert tab.page.evaluate("document.querySelectorAll('main h1').length") == 1


def test_every_kind_of_page_is_among_those_that_are_looked_at(the_publication: BuiltPublication) -> None:
    looked_at: dict[str, set[str]] = {}
    for lang, kind in kinds.cases():
        looked_at.setdefault(kind, set()).add(lang)
    there = kinds.kinds_of(the_publication)
    assert looked_at == {**there, "not-found": {"en"}}


def test_an_address_that_leads_nowhere_shows_the_page_for_it(the_site: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{the_site}/ru/nowhere/", timeout=10)
    with refused.value as answer:
        assert answer.status == 404
        document = html.document_fromstring(answer.read().decode())
    assert {part.get("lang") for part in document.xpath("//main/section")} == set(kinds.ALL)


def test_cleaning_a_built_body_again_changes_nothing(the_publication: BuiltPublication) -> None:
    bodies = [
        _body(the_publication.text(path))
        for lang in the_publication.library.editions
        for path in the_publication.articles(lang)
    ]
    feeds = [etree.parse(path).getroot() for path in the_publication.folder.rglob("feed.xml")]
    bodies += [content.text for feed in feeds for content in feed.iter("{http://www.w3.org/2005/Atom}content")]
    assert len(bodies) > 100
    for body in bodies:
        assert allowlist.clean(body) == body


def _body(page: str) -> str:
    """The article's text, byte for byte: what stands between the `div` that the template puts round it."""
    start = page.index('<div class="body">') + len('<div class="body">')
    depth = 1
    for tag in re.finditer(r"<(/?)div\b", page[start:]):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return page[start : start + tag.start()].strip("\n")
    raise AssertionError("the body does not end")


def test_the_nu_checker_finds_nothing_in_any_page_style_sheet_or_drawing(the_publication: BuiltPublication) -> None:
    folder = the_publication.folder
    files = [path for suffix in ("html", "css", "svg") for path in folder.rglob(f"*.{suffix}")]
    assert len(files) == len(the_publication.pages()) + 2
    assert list(map(str, nu.check(files))) == []


def test_html_validate_finds_nothing_in_any_page(the_publication: BuiltPublication) -> None:
    assert list(map(str, html_validate.check(the_publication.pages()))) == []


# The budget


@pytest.mark.parametrize("lang", kinds.ALL)
def test_the_frame_of_every_article_of_the_publication_is_small(the_publication: BuiltPublication, lang: str) -> None:
    """A letter is one byte in English, two in Russian, and six in the address of either: so letters are counted."""
    for path in the_publication.articles(lang):
        frame = budget.size(budget.frame(the_publication.text(path)))
        assert (path, frame.characters) <= (path, 7 * KB)
        assert (path, frame.brotli) <= (path, 2 * KB)


@pytest.fixture(scope="module")
def long_read(the_publication: BuiltPublication, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A translation of a thousand words with all that such an article has, in three languages; its page in English."""
    publication = Publication(tmp_path_factory.mktemp("long") / "site")
    body = thousand_words(the_publication.settings.content)
    header: Mapping[str, object] = {
        "title": "What the harbour kept",
        "category": "Interviews",
        "tags": ["coast", "letters"],
        "summary": "Eleven years with one tin of letters, and what the damp left of them for a reader to hear.",
        "license": "CC-BY-4.0",
        "original": {
            "lang": "de",
            "title": "Was der Hafen behielt",
            "publication": "Die Mole",
            "date": "2016-06",
            "url": "https://mole.example/2016/was-der-hafen-behielt/",
            "license": "CC-BY-4.0",
        },
    }
    for number in (1, 2, 3):
        publication.article(f"neighbour-{number}/en", date=f"2026-02-0{number}", category="Interviews", tags=["coast"])
    publication.translation("harbour/en", body=body, **{"date": "2026-02-02", **header})
    publication.translation("harbour/ru", **{**header, "title": "Что сберегла гавань"})
    publication.translation("harbour/fr", **{**header, "title": "Ce que le port a gardé"})
    return publication.build().text("/harbour/")


def thousand_words(content: Path) -> str:
    """Running text of the publication's English articles with its headings, notes and links to elsewhere, cut after
    the sentence in which the thousandth word stands."""
    paragraphs = itertools.chain.from_iterable(
        _paragraphs(content / "articles" / work / "en.md")
        for work in ("2016/letters-from-the-coast", "2017/the-second-draft")
    )
    notes = "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(NOTES, 1))
    taken: list[str] = []
    missing = 1000 - sum(len(note.split()) for note in NOTES)
    while missing > 0:
        sentences = re.split(r"(?<=[.?!]) (?=[A-Z])", next(paragraphs))
        counted = list(itertools.accumulate(len(each.split()) for each in sentences))
        end = next((number for number, count in enumerate(counted, 1) if count >= missing), len(counted))
        taken.append(" ".join(sentences[:end]))
        missing -= counted[end - 1]
    taken[2] += "[^1]"
    taken[-1] += "[^2]"
    return "\n\n".join([*taken, notes])


NOTES = ("The tin is in the museum now, and may be opened on Thursdays.", "From the second notebook, p. 14. — *G. L.*")


def _paragraphs(path: Path) -> Iterator[str]:
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    for paragraph in body.split("\n\n"):
        text = re.sub(r"\[\^[^\]]+\]", "", paragraph.strip())
        if text and not re.match(r"\[\^|:::|!\[|```|:|\{|\*\[|\|", paragraph.strip()) and "{filename}" not in text:
            yield text


def test_the_frame_of_an_article_is_at_most_seven_kilobytes_and_two_compressed(long_read: str) -> None:
    frame = budget.size(budget.frame(long_read))
    assert frame.raw <= 7 * KB
    assert frame.brotli <= 2 * KB


def test_an_article_of_a_thousand_words_is_at_most_twelve_kilobytes_and_four_compressed(long_read: str) -> None:
    body = html.document_fromstring(long_read).xpath("//div[@class='body']")[0]
    assert len(body.text_content().split()) >= 1000
    assert len(body.xpath(".//h2")) >= 2
    assert len(body.xpath(".//li[starts-with(@id, 'fn-')]")) == 2
    whole = budget.size(long_read)
    assert whole.raw <= 12 * KB
    assert whole.brotli <= 4 * KB


def test_the_style_sheet_is_one_small_file_named_after_its_bytes(the_publication: BuiltPublication) -> None:
    (sheet,) = the_publication.folder.rglob("*.css")
    assert re.fullmatch(r"style\.[0-9a-f]{10}\.css", sheet.name)
    assert len(gzip.compress(sheet.read_bytes(), 9, mtime=0)) <= 6 * KB
    for path in kinds.paths(the_publication):
        sheets = html.document_fromstring(the_publication.text(path)).xpath("//link[@rel='stylesheet']/@href")
        assert sheets == [f"/theme/{sheet.name}"]


def test_the_style_sheet_has_another_name_when_it_changes(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    copied(ROOT / "theme", theme)
    names = [stylesheet(tmp_path / "before", theme)]
    with (theme / "static" / "css" / "10-tokens.css").open("a", encoding="utf-8", newline="\n") as sheet:
        sheet.write("@layer tokens { :root { --more: 0 } }\n")
    names.append(stylesheet(tmp_path / "after", theme))
    assert len(set(names)) == 2


def copied(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


def stylesheet(folder: Path, theme: Path) -> str:
    publication = Publication(folder)
    publication.pelican["THEME"] = str(theme)
    publication.article("letters/en")
    (found,) = publication.build().page("/").xpath("//link[@rel='stylesheet']/@href")
    return str(found)


# What only a preview shows


def test_a_preview_shows_drafts_and_dated_articles_marked(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    publication.article("public/en", title="Public")
    publication.article("draft/en", title="Unfinished", status="draft")
    publication.article("later/en", title="Later", date="2031-01-01")
    publication.page("plan/en", title="Plan", status="draft")
    site = publication.build(preview=True)
    marks = {"/public/": [], "/draft/": ["Draft"], "/later/": ["Not published yet"], "/plan/": ["Draft"]}
    for path, expected in marks.items():
        assert site.page(path).xpath("//main/article/header//p[@class='mark']/text()") == expected
    cards = {
        card.xpath("string(.//h2)"): card.xpath("string(p[@class='mark'])")
        for card in site.page("/").xpath("//article[@class='card']")
    }
    assert cards == {"Public": "", "Unfinished": "Draft", "Later": "Not published yet"}


def test_a_preview_is_for_nobody_else_to_find(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    publication.article("draft/en", status="draft")
    publication.article("public/en")
    before = publication.build(preview=True).page("/draft/")
    assert before.xpath("//main//p[@class='mark']")
    after = publication.build()
    assert not after.exists("/draft/")
    assert not after.page("/").xpath("//p[@class='mark']")


# A theme of one's own


@dataclasses.dataclass(frozen=True, slots=True)
class Own:
    """A publication with a folder of templates of its own."""

    publication: Publication
    folder: Path

    def template(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path


@pytest.fixture
def own(tmp_path: Path) -> Own:
    publication, folder = Publication(tmp_path / "site"), tmp_path / "site" / "templates"
    folder.mkdir()
    publication.pelican["THEME_TEMPLATES_OVERRIDES"] = [str(folder)]
    publication.article("letters/en", title="Letters", x_place="Quay & mole")
    return Own(publication, folder)


def test_a_template_of_ones_own_takes_the_place_of_the_themes(own: Own) -> None:
    own.template("partials/footer.html", '<footer><p id="Mine">{{ frame.site.name }}</p></footer>\n')
    site = own.publication.build()
    for path in ("/", "/letters/", "/404.html"):
        assert site.page(path).xpath("//footer//text()[normalize-space()]") == ["Test Press"]


def test_one_block_of_a_template_can_be_changed_and_the_rest_kept(own: Own) -> None:
    own.template(
        "article.html",
        '{% extends "!theme/article.html" %}\n'
        "{% block title %}{{ super() }}<p id=\"Place\">{{ article.extra['x_place'] }}</p>{% endblock %}\n",
    )
    page = own.publication.build().page("/letters/")
    assert page.xpath("//h1/text()") == ["Letters"]
    assert page.xpath("string(//*[@id='Place'])") == "Quay & mole"
    assert page.xpath("//div[@class='body']")


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("{# one #}\n{% if %}\n", 2, "Expected an expression"),
        ("{# one #}\n\n{{ article.nothing }}\n", 3, "nothing"),
        ("{{ article.title }}\n{{ 1 / 0 }}\n", 2, "ZeroDivisionError"),
    ],
    ids=["unreadable", "undefined", "failing"],
)
def test_a_broken_template_is_a_problem_with_its_file_and_line_and_nothing_is_written(
    own: Own, template: str, line: int, said: str
) -> None:
    path = own.template("article.html", template)
    built = own.publication.attempt()
    (problem,) = built.problems
    assert (problem.path, problem.line) == (path.as_posix(), line)
    assert said in problem.message
    assert built.contents == {}


def test_a_template_that_is_not_there_is_a_problem_that_names_it(own: Own) -> None:
    own.template("article.html", '{% extends "nowhere.html" %}\n')
    built = own.publication.attempt()
    assert ["nowhere.html" in problem.message for problem in built.problems] == [True]
    assert built.contents == {}
