"""Pictures, figures, captions and credits."""

from __future__ import annotations

import pytest

from tests.text.bodies import body, codes, one, page, said


def test_a_picture_alone_with_a_title_is_a_figure_with_a_caption() -> None:
    figure = one(page('![Waves](sea.jpg "The sea in winter")'), "figure")
    assert [child.tag for child in figure] == ["img", "figcaption"]
    assert said(one(figure, "figcaption")) == "The sea in winter"
    assert one(figure, "img").get("alt") == "Waves"
    assert "title" not in one(figure, "img").attrib


@pytest.mark.parametrize(
    "source",
    [
        '![Waves](sea.jpg "The sea | Anna Roth")',
        '![Waves](sea.jpg "The sea"){credit="Anna Roth"}',
        '![Waves](sea.jpg "The sea | someone else"){credit="Anna Roth"}',
        '<p><img src="sea.jpg" alt="Waves" title="The sea" credit="Anna Roth"></p>',
    ],
)
def test_a_credit_stands_behind_the_caption(source: str) -> None:
    caption = one(page(source), "figcaption")
    assert said(caption) == "The sea Anna Roth"
    assert said(one(caption, "span[@class='credit']")) == "Anna Roth"


@pytest.mark.parametrize("source", ['![W](s.jpg){credit="A"}', '![W](s.jpg " | A")'])
def test_a_credit_alone_makes_a_figure(source: str) -> None:
    caption = one(page(source), "figure/figcaption")
    assert (caption.text, said(caption)) == (None, "A")


def test_a_picture_alone_without_a_title_stays_in_its_paragraph() -> None:
    assert one(page("![Waves](sea.jpg)"), "p/img").get("alt") == "Waves"


def test_a_picture_among_words_stays_there_and_keeps_its_title() -> None:
    assert one(page('a ![Waves](sea.jpg "T") b'), "p/img").get("title") == "T"


def test_a_linked_picture_is_a_figure_with_its_link() -> None:
    root = page('[![Waves](small.jpg "Cap")](large.jpg)')
    assert one(root, "figure/a").get("href") == "large.jpg"
    assert said(one(root, "figcaption")) == "Cap"


def test_class_id_and_language_belong_to_the_figure() -> None:
    root = page('![Волны](sea.jpg "Море"){.wide #sea lang=ru}')
    assert one(root, "figure").attrib == {"class": "wide", "id": "sea", "lang": "ru", "dir": "ltr"}
    assert one(root, "img").attrib.keys().isdisjoint({"class", "id", "lang", "dir"})


def test_a_caption_is_text_and_no_html() -> None:
    assert said(one(page('![W](s.jpg "a <b> & \\* c")'), "figcaption")) == "a <b> & * c"


@pytest.mark.parametrize(
    "source", ["![W](s.jpg)", '![W](s.jpg "T")', 'a <img src="s.jpg" alt="W"> b', "![W][s]\n\n[s]: s.jpg"]
)
def test_every_picture_is_loaded_when_it_comes_near(source: str) -> None:
    image = one(page(source), "img")
    assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")


def test_how_a_picture_is_loaded_can_be_written() -> None:
    assert one(page("![W](s.jpg){loading=eager}"), "img").get("loading") == "eager"


@pytest.mark.parametrize("source", ["![a](s.jpg)\n\n![](s.jpg)", '\n\n<img src="s.jpg">', "\n\n![ ](s.jpg 'T')"])
def test_a_picture_without_alternative_text_is_a_warning_on_its_line(source: str) -> None:
    rendered = body(source)
    assert [(problem.code, problem.severity, problem.line) for problem in rendered.problems] == [
        ("M140", "warning", 12)
    ]


def test_a_decorative_picture_needs_no_alternative_text() -> None:
    assert one(page("![](s.jpg){.decorative}"), "img").get("alt") == ""


def test_a_credit_that_no_figure_shows_is_a_warning() -> None:
    rendered = body('a ![W](s.jpg "T"){credit="A"} b')
    assert [problem.code for problem in rendered.problems] == ["M141"]
    assert "credit" not in rendered.html


def test_a_picture_on_another_site_is_an_error() -> None:
    assert codes("![W](https://example.org/s.jpg)") == ["L104"]
    assert codes("![W](//example.org/s.jpg)") == ["L104"]
