"""What HTML a body may be made of, and that nothing is taken away in silence."""

from __future__ import annotations

import pytest

from dragoman.text.allowlist import ATTRIBUTES, EVERYWHERE, TAGS, clean
from tests.text.bodies import body, elements, one, page, tree

# Each is tried as raw HTML in a body; the code is what the author is told.
HOSTILE = [
    ("<script>alert(1)</script>", "M110"),
    ("<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "M110"),
    ("<scr\0ipt>alert(1)</scr\0ipt>", "M110"),
    ("<!--><script>alert(1)</script>-->", "M110"),
    ("<svg onload=alert(1)><p>x</p></svg>", "M110"),
    ("<math><mtext><img src=x onerror=alert(1)></math>", "M110"),
    ("<iframe src='javascript:alert(1)'></iframe>", "M110"),
    ("<iframe srcdoc='<script>alert(1)</script>'></iframe>", "M110"),
    ("<object data='x.swf'></object>", "M110"),
    ("<embed src='x.swf'>", "M110"),
    ("<form action='https://evil.example/'><input name=q></form>", "M110"),
    ("<button formaction='javascript:alert(1)'>x</button>", "M110"),
    ("<base href='https://evil.example/'>", "M110"),
    ("<meta http-equiv=refresh content='0;url=https://evil.example/'>", "M110"),
    ("<link rel=stylesheet href='https://evil.example/x.css'>", "M110"),
    ("<style>body { display: none }</style>", "M110"),
    ("<template><b>x</b></template>", "M110"),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "M110"),
    ("<textarea><img src=x onerror=alert(1)></textarea>", "M110"),
    ("<video src=x onerror=alert(1)></video>", "M110"),
    ("<x-custom onclick=alert(1)>x</x-custom>", "M110"),
    ("<?php echo 1 ?>", "M110"),
    ("<![CDATA[<b>x</b>]]>", "M110"),
    ("<b onclick=alert(1)>x</b>", "M111"),
    ("<b/onclick=alert(1)>x</b>", "M111"),
    ("<b\tONCLICK='alert(1)'>x</b>", "M111"),
    ('<a title="&quot;>" onmouseover="alert(1)" href="x.md">x</a>', "M111"),
    ('<b title=">" onclick="alert(1)">x</b>', "M111"),
    ("[x](y.md){onclick=alert(1)}", "M111"),
    ("## x {onclick=alert(1)}", "M111"),
    ("```{.py onclick=alert(1)}\nx\n```", "M111"),
    ("text\n{onclick=alert(1)}", "M111"),
    ("![a](b.jpg){onerror=alert(1)}", "M111"),
    ("[x]{onclick=alert(1)}", "M111"),
    ("::: note onclick=alert(1)\nx\n:::", "M111"),
    ("<a href='javascript:alert(1)'>x</a>", "M114"),
    ("<a href='JaVaScRiPt:alert(1)'>x</a>", "M114"),
    ("<a href=' javascript:alert(1)'>x</a>", "M114"),
    ("<a href='java\nscript:alert(1)'>x</a>", "M114"),
    ("<a href='&#106;avascript:alert(1)'>x</a>", "M114"),
    ("<a href='javascript&colon;alert(1)'>x</a>", "M114"),
    ("<a href=javascript:alert(1)>x</a>", "M114"),
    ("<a\nhref\n=\n'vbscript:x'>x</a>", "M114"),
    ("[x](javascript:alert(1))", "M114"),
    ("[x](<javascript:alert(1)>)", "M114"),
    ("[x][y]\n\n[y]: javascript:alert(1)", "M114"),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", "M114"),
    ("![x](data:image/png;base64,AAAA)", "M114"),
    ("[x](file:///etc/passwd)", "M114"),
    ("<javascript://x>", "M114"),
    ("<b style='position: fixed'>x</b>", "M112"),
    ("<p align=center>x</p>", "M112"),
    ("<a href=x.md target=_blank>x</a>", "M112"),
    ("<b data-x=1>x</b>", "M112"),
    ("<b жук=1>x</b>", "M112"),
    ("<b b<c=1>x</b>", "M110"),
    ("<b class='a b{}'>x</b>", "M113"),
    ("<b id='a b'>x</b>", "M113"),
    ("<b dir=up>x</b>", "M113"),
    ("<bdo dir=auto>x</bdo>", "M113"),
    ("<time datetime=yesterday>x</time>", "M113"),
    ("<q cite=javascript:x>x</q>", "M114"),
    ("a &#2; b", "M115"),
    ("a \x0c b", "M115"),
    ("a \ufffe b", "M115"),
]


def assert_safe(html: str) -> None:
    for element in elements(tree(html)):
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in TAGS
        for name, value in element.attrib.items():
            assert name in EVERYWHERE or name in ATTRIBUTES[element.tag], f"{name} on {element.tag}"
            assert not name.startswith("on")
            if name in {"href", "src", "cite"}:
                assert "script:" not in "".join(value.split()).lower()
                assert not value.lstrip().lower().startswith(("data:", "file:"))


@pytest.mark.parametrize(("source", "code"), HOSTILE)
def test_what_is_not_allowed_is_taken_away_and_the_author_is_told(source: str, code: str) -> None:
    rendered = body(f"\n\n{source}")
    assert code in [problem.code for problem in rendered.problems]
    assert {problem.line for problem in rendered.problems if problem.code == code} <= {12, 13, 14, 15}
    assert_safe(rendered.html)


@pytest.mark.parametrize(("source", "code"), HOSTILE)
def test_what_would_run_a_script_is_an_error(source: str, code: str) -> None:
    severities = {problem.severity for problem in body(source).problems if problem.code == code}
    assert severities == {"warning" if code == "M112" else "error"}


@pytest.mark.parametrize(("source", "_code"), HOSTILE)
def test_cleaning_a_clean_body_changes_nothing(source: str, _code: str) -> None:
    html = body(source).html
    assert clean(html) == html


@pytest.mark.parametrize("source", [source for source, _ in HOSTILE])
def test_the_last_step_needs_no_step_before_it(source: str) -> None:
    cleaned = clean(source)
    assert_safe(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "html",
    [
        "<pre>\n\n\n\nx</pre>",
        "<b><p>x</b>y",
        "<a href='x'><table><a href='y'>",
        "<p><table><tr><td><p>x</table>y",
        "<b>" * 50 + "<p>" * 50,
        "<a><b><p><a><i></b><div></a>x",
        "<ruby><rt><ruby><rp>x",
        "<ul><li><ul><li></ul><p><li>",
        "&lt;script&gt;&amp;lt;&#38;#60;",
        "<p title='&lt;b&gt;&amp;&quot;&#39;\u00a0'>\u00a0&nbsp;</p>",
        "<p>\x00\x0b\r\n&#13;</p>",
        "<plaintext><b>",
        "<dl><dt><dl><dd></dl><dt>",
        "<details open=yes><summary>x</details>",
    ],
)
def test_whatever_is_cleaned_is_clean(html: str) -> None:
    assert clean(clean(html)) == clean(html)


def test_an_address_or_tag_that_code_shows_is_no_problem() -> None:
    root = page(
        "`<a href=\"javascript:x\" onclick=y>`\n\n```html\n<script>alert(1)</script>\n<a href='javascript:x'>\n```"
    )
    assert "onclick=y" in (one(root, "p/code").text or "")
    assert "javascript:x" in (one(root, "pre/code").text or "")


@pytest.mark.parametrize(
    "tag", sorted(TAGS - {"bdo", "caption", "col", "colgroup", "details", "figcaption", "img", "summary"})
)
def test_an_element_of_the_list_stays(tag: str) -> None:
    assert tag in [element.tag for element in elements(tree(clean(_whole(tag))))]


def _whole(tag: str) -> str:
    around = {
        "dd": "dl",
        "dt": "dl",
        "li": "ul",
        "rp": "ruby",
        "rt": "ruby",
        "tbody": "table",
        "td": "table",
        "tfoot": "table",
        "th": "table",
        "thead": "table",
        "tr": "table",
    }
    outer = around.get(tag)
    inner = f"<{tag}>x</{tag}>"
    return f"<{outer}>{inner}</{outer}>" if outer else inner


def test_the_marks_of_several_scripts_stay() -> None:
    source = (
        '<bdi>א</bdi> <bdo dir="rtl">abc</bdo> <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> a<wbr>b '
        '<q cite="https://example.org/">q</q> <cite>c</cite> <abbr title="t">t</abbr> '
        '<time datetime="2016-09-20">d</time> <mark>m</mark> <ins datetime="2016-09-20">i</ins> <del>d</del> '
        "x<sub>1</sub><sup>2</sup>"
    )
    found = {element.tag for element in elements(page(source))}
    assert found >= set("bdi bdo ruby rp rt wbr q cite abbr time mark ins del sub sup".split())  # noqa: SIM905


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<div><span><div>x</div></span></div>", "M150"),
        ("<p>a</p><ul>text</ul>", "M151"),
        ("<div><li>x</li></div>", "M151"),
        ("<div><dt>x</dt></div><section><dd>y</dd></section>", "M151"),
        ("<div>" * 150 + "x" + "</div>" * 150, "M152"),
        ("<details><p>x</p></details>", "M153"),
        ("<section><p>x</p></section>", "M153"),
        ("<aside><p>x</p></aside>", "M153"),
        ("<div><a href=x.md><table><tr><td>y</table></a></div>", "M150"),
        ("<bdo>x</bdo>", "M121"),
    ],
)
def test_elements_that_do_not_belong_together_are_an_error(source: str, code: str) -> None:
    assert code in {problem.code for problem in body(source).problems}


@pytest.mark.parametrize(
    "source",
    [
        "<details>\n<summary>a</summary>\n<p>b</p>\n</details>",
        "<section>\n<h2>a</h2>\n</section>",
        "<ul>\n<li>a</li>\n</ul>",
        "<dl>\n<div>\n<dt>a</dt>\n<dd>b</dd>\n</div>\n</dl>",
        "<figure><blockquote><p>a</p></blockquote><figcaption>b</figcaption></figure>",
    ],
)
def test_elements_that_belong_together_are_no_problem(source: str) -> None:
    assert page(source) is not None


def test_an_unknown_attribute_is_answered_with_its_nearest_match() -> None:
    (problem,) = body("<b clas=x>y</b>").problems
    assert problem.hint == 'did you mean "class"?'


def test_a_link_that_lost_its_address_is_told_once() -> None:
    assert [problem.code for problem in body("[x](javascript:y)").problems] == ["M114"]
    assert [problem.code for problem in body("<a>x</a>").problems] == ["L101"]
