"""The invariants can fail: of each kind of fault, planted in a site that is well, exactly the rule it breaks speaks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import invariants
from tests.sites import Publication
from tests.test_pitfalls import png

ROOT = "https://press.example/blog"
ARTICLE, HOME, FEED = "letters/index.html", "index.html", "feed.xml"

Edit = Callable[[Path], None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site below a path, with something of everything, that keeps every rule."""
    publication = Publication(tmp_path_factory.mktemp("good") / "site")
    publication.pelican |= {"SITEURL": ROOT, "DEFAULT_PAGINATION": 2}
    publication.file("articles/letters/coast.png", png())
    body = (
        "## The sea\n\nA [link](#the-sea), [pier]{lang=ar}, [another]({filename}../sea/fr.md).\n\n![Coast](coast.png)\n"
    )
    publication.article("letters/en", body, tags=["sea"], category="News", aliases=["/old/"])
    publication.translation("letters/ar", tags=["sea"], category="News")
    publication.article("sea/fr", tags=["sea"])
    publication.article("coast/en", tags=["sea"])
    publication.article("pier/en")
    publication.article("kept/en", status="hidden")
    publication.page("about/en")
    publication.build()
    return publication.output


@pytest.fixture
def site(good: Path, tmp_path: Path) -> Path:
    return shutil.copytree(good, tmp_path / "output")


def broken(site: Path) -> set[str]:
    """The names of the rules that speak."""
    return {violation.partition(":")[0] for violation in invariants.violations(site, ROOT)}


def change(name: str, pattern: str, replacement: str, count: int = 1) -> Edit:
    """An edit of one file that is sure to change it."""

    def edit(site: Path) -> None:
        path = next(site.glob(name))
        before = path.read_text(encoding="utf-8")
        after = re.sub(pattern, replacement, before, count=count, flags=re.DOTALL)
        assert after != before, f"{pattern} is not in {name}"
        path.write_text(after, encoding="utf-8", newline="\n")

    return edit


def add(name: str, html: str) -> Edit:
    """Put something at the end of a page's main part."""
    return change(name, "</main>", html.replace("\\", r"\\") + "</main>")


def head(name: str, html: str) -> Edit:
    return change(name, "</head>", html + "</head>")


def create(name: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")

    return edit


def both(first: Edit, second: Edit) -> Edit:
    """A fault that two files agree on."""

    def edit(site: Path) -> None:
        first(site)
        second(site)

    return edit


CARD = '<article class="card"><h2><a href="/blog/{}/" {}>Card</a></h2></article>'

FAULTS: list[tuple[str, str, Edit]] = [
    ("a dead link", "links_lead_somewhere", add(ARTICLE, '<a href="/blog/nowhere/">x</a>')),
    ("a dead anchor", "links_lead_somewhere", add(ARTICLE, '<a href="/blog/coast/#nowhere">x</a>')),
    ("a dead anchor of the page itself", "links_lead_somewhere", add(ARTICLE, '<a href="#nowhere">x</a>')),
    ("a link outside the base path", "links_lead_somewhere", add(ARTICLE, '<a href="/coast/">x</a>')),
    ("a link that was not resolved", "links_lead_somewhere", add(ARTICLE, '<a href="{filename}../coast/en.md">x</a>')),
    ("a picture that is not there", "links_lead_somewhere", change(ARTICLE, r"letters/coast\.png", "letters/no.png")),
    ("a redirect to nothing", "links_lead_somewhere", change("old/index.html", r"url=/blog/letters/", "url=/blog/x/")),
    ("a file that the CSS names", "links_lead_somewhere", change("theme/*.css", "^", "a{b:url(no.woff2)}")),
    ("a link silent about its language", "links_say_their_language", add(ARTICLE, '<a href="/blog/fr/sea/">x</a>')),
    (
        "a link wrong about its language",
        "links_say_their_language",
        add(ARTICLE, '<a hreflang="fr" href="/blog/coast/">x</a>'),
    ),
    (
        "a language that is none",
        "links_say_their_language",
        add(ARTICLE, '<a hreflang="xx-none" href="https://a.example/">x</a>'),
    ),
    ("a second h1", "one_heading", add(ARTICLE, "<h1>Again</h1>")),
    ("no h1", "one_heading", change("coast/index.html", "h1>", "h2>", 2)),
    ("a level left out", "one_heading", add(ARTICLE, "<h2>Two</h2><h4>Four</h4>")),
    ("a second main", "one_heading", change(ARTICLE, "</body>", "<main></main></body>")),
    ("no language", "languages_are_marked", change("404.html", r'<html lang="en"', "<html")),
    ("the wrong direction", "languages_are_marked", change("ar/letters/index.html", 'dir="rtl">', 'dir="ltr">')),
    ("a passage without its direction", "languages_are_marked", add(ARTICLE, '<p lang="ar">x</p>')),
    ("a passage in no language", "languages_are_marked", add(ARTICLE, '<p lang="en_US">x</p>')),
    ("a duplicate id", "ids_are_unique", add(ARTICLE, '<p id="the-sea">x</p>')),
    (
        "a picture from elsewhere",
        "nothing_foreign_is_fetched",
        add(ARTICLE, '<img src="https://a.example/x.png" width="1" height="1" alt="">'),
    ),
    (
        "a picture from elsewhere for large screens",
        "nothing_foreign_is_fetched",
        add(ARTICLE, '<picture><source srcset="//a.example/x.png"></picture>'),
    ),
    (
        "a font from elsewhere",
        "nothing_foreign_is_fetched",
        head(ARTICLE, '<link rel="preload" href="https://a.example/f.woff2">'),
    ),
    (
        "an import in the CSS",
        "nothing_foreign_is_fetched",
        change("theme/*.css", "^", "@import 'https://a.example/x.css';"),
    ),
    ("a script", "nothing_runs_or_styles_inline", add(ARTICLE, "<script>1</script>")),
    ("a handler", "nothing_runs_or_styles_inline", add(ARTICLE, '<p onclick="x()">x</p>')),
    ("a style", "nothing_runs_or_styles_inline", add(ARTICLE, '<p style="color:red">x</p>')),
    ("a style sheet in the page", "nothing_runs_or_styles_inline", head(ARTICLE, "<style>a{b:c}</style>")),
    ("a picture without size", "pictures_are_sized", change(ARTICLE, ' width="4"', "")),
    ("a picture without height", "pictures_are_sized", change(ARTICLE, ' height="3"', ' height="0"')),
    ("a picture without words", "pictures_are_sized", change(ARTICLE, ' alt="Coast"', "")),
    ("an empty title", "heads_are_whole", change(ARTICLE, "<title>.*?</title>", "<title> </title>")),
    ("two descriptions", "heads_are_whole", head(ARTICLE, '<meta name="description" content="x">' * 2)),
    ("another edition's feed", "heads_are_whole", change(ARTICLE, 'href="/blog/feed.xml"', 'href="/blog/fr/feed.xml"')),
    ("no style sheet", "heads_are_whole", change(ARTICLE, '<link rel="stylesheet"[^>]*>', "")),
    (
        "another's canonical",
        "canonicals_name_themselves",
        change(ARTICLE, r'(rel="canonical" href="[^"]*)letters/', r"\1coast/"),
    ),
    ("no canonical", "canonicals_name_themselves", change(ARTICLE, r'<link rel="canonical"[^>]*>', "")),
    (
        "two canonicals",
        "canonicals_name_themselves",
        head("kept/index.html", f'<link rel="canonical" href="{ROOT}/kept/">' * 2),
    ),
    (
        "another's og:url",
        "canonicals_name_themselves",
        change(ARTICLE, r'(og:url" content="[^"]*)letters/', r"\1coast/"),
    ),
    (
        "no x-default",
        "alternates_are_mutual",
        both(
            change("about/index.html", r'<link[^>]*hreflang="x-default">', ""),
            change("sitemap.xml", r"(/about/</loc>.*?)<xhtml:link[^>]*x-default[^>]*/>", r"\1"),
        ),
    ),
    (
        "a missing alternate",
        "alternates_are_mutual",
        both(
            change("category/news/index.html", r'<link[^>]*hreflang="ar">', ""),
            change("sitemap.xml", r'(/blog/category/news/</loc>.*?)<xhtml:link[^>]*hreflang="ar"[^>]*/>', r"\1"),
        ),
    ),
    (
        "an alternate in another language",
        "alternates_are_mutual",
        both(
            change("category/news/index.html", r'hreflang="ar">', 'hreflang="de">'),
            change("sitemap.xml", r'(/blog/category/news/</loc>.*?)hreflang="ar"', r'\1hreflang="de"'),
        ),
    ),
    (
        "two alternates in one language",
        "alternates_are_mutual",
        head("about/index.html", f'<link rel="alternate" hreflang="en" href="{ROOT}/about/">'),
    ),
    (
        "a page without alternates",
        "alternates_are_mutual",
        both(
            change("about/index.html", r'<link rel="alternate"[^>]*hreflang[^>]*>', "", 2),
            change("sitemap.xml", r"(/about/</loc>.*?)(?:<xhtml:link[^>]*/>\s*)+", r"\1"),
        ),
    ),
    ("a page in no sitemap", "the_sitemap_is_complete", change("sitemap.xml", r"<url><loc>[^<]*/coast/.*?</url>", "")),
    (
        "an address listed twice",
        "the_sitemap_is_complete",
        change("sitemap.xml", r"(<url><loc>[^<]*/coast/.*?</url>)", r"\1\1"),
    ),
    (
        "an address that is no page",
        "the_sitemap_is_complete",
        change("sitemap.xml", "</urlset>", f"<url><loc>{ROOT}/x/</loc></url></urlset>"),
    ),
    (
        "a hidden page in the sitemap",
        "the_sitemap_is_complete",
        change("sitemap.xml", "</urlset>", f"<url><loc>{ROOT}/kept/</loc></url></urlset>"),
    ),
    (
        "an alternate that the sitemap lacks",
        "the_sitemap_is_complete",
        change("sitemap.xml", r'(/letters/</loc>.*?)<xhtml:link[^>]*hreflang="ar"[^>]*/>', r"\1"),
    ),
    ("a robots.txt without it", "the_sitemap_is_complete", change("robots.txt", "Sitemap:.*", "")),
    (
        "structured data in another language",
        "structured_data_agrees",
        change(ARTICLE, r'"inLanguage":"en"', '"inLanguage":"ru"'),
    ),
    (
        "structured data without a translation",
        "structured_data_agrees",
        change(ARTICLE, r'"workTranslation":\[.*?\]', '"workTranslation":[]'),
    ),
    (
        "structured data that leads nowhere",
        "structured_data_agrees",
        change(ARTICLE, r"/people/ann-author/\"", '/people/nobody/"'),
    ),
    (
        "an article without structured data",
        "structured_data_agrees",
        change(ARTICLE, r"<script type=.application/ld\+json.>.*?</script>", ""),
    ),
    (
        "a foreign entry in a feed",
        "feeds_are_whole",
        change(FEED, r'(<entry>.*?href=")[^"]*', rf"\1{ROOT}/fr/sea/"),
    ),
    (
        "a hidden entry in a feed",
        "feeds_are_whole",
        change(FEED, r'(<entry>.*?rel="alternate"[^>]*href=")[^"]*', rf"\1{ROOT}/kept/"),
    ),
    ("two entries with one id", "feeds_are_whole", change(FEED, r"(<entry>.*?</entry>)", r"\1\1")),
    ("an id that is not the article's", "feeds_are_whole", change(FEED, r"(<entry>\s*<id>)", r"\1x")),
    ("an entry without a title", "feeds_are_whole", change(FEED, r"(<entry>.*?)<title>.*?</title>", r"\1")),
    ("an entry without a date", "feeds_are_whole", change(FEED, r"(<entry>.*?<updated>).*?<", r"\1today<")),
    (
        "a feed older than its entries",
        "feeds_are_whole",
        change(FEED, r"<updated>.*?<", "<updated>2000-01-01T00:00:00Z<"),
    ),
    ("a feed by nobody", "feeds_are_whole", change(FEED, r"<author>.*?</author>", "")),
    ("a feed that is elsewhere", "feeds_are_whole", change(FEED, r'(rel="self"[^>]*href=")[^"]*', rf"\1{ROOT}/x.xml")),
    (
        "an address in a feed that is not absolute",
        "feeds_are_whole",
        change(FEED, r"(<content type=.html.>)", r'\1&lt;a href="/blog/coast/"&gt;x&lt;/a&gt;'),
    ),
    (
        "an unlisted article",
        "articles_are_listed_once",
        change("page/2/index.html", '(<article class="card">.*?</article>)+', ""),
    ),
    ("an article listed twice", "articles_are_listed_once", add(HOME, CARD.format("pier", ""))),
    ("a hidden article in a list", "articles_are_listed_once", add("tag/sea/index.html", CARD.format("kept", ""))),
    (
        "another edition's article in a list",
        "articles_are_listed_once",
        add("tag/sea/index.html", CARD.format("fr/sea", 'hreflang="fr"')),
    ),
    ("a page that nobody built", "the_manifest_is_true", create("stray.svg", "<svg/>")),
    ("a file that was lost", "the_manifest_is_true", change(invariants.MANIFEST, "$", "lost.svg\n")),
]


def test_a_site_that_is_well_breaks_no_rule(good: Path) -> None:
    assert invariants.violations(good, ROOT) == []


@pytest.mark.parametrize(("rule", "edit"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_of_each_kind_of_fault_exactly_its_rule_speaks(site: Path, rule: str, edit: Edit) -> None:
    edit(site)
    assert broken(site) == {rule}


def test_every_rule_has_a_fault_that_it_finds() -> None:
    assert {rule for _, rule, _ in FAULTS} == {rule.__name__ for rule in invariants.RULES}


def test_a_file_that_others_put_in_the_output_is_no_fault(site: Path) -> None:
    (site / "CNAME").write_text("press.example", encoding="utf-8")
    assert broken(site) == set()


def test_a_site_at_the_root_of_its_domain_is_judged_by_its_own_address(site: Path) -> None:
    assert "canonicals_name_themselves" in {
        violation.partition(":")[0] for violation in invariants.violations(site, "https://elsewhere.example")
    }
