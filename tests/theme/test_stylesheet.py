"""The style sheet: layers, logical properties, colours and size."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.theme.rendering import TEMPLATES, THEME
from tests.theme.stylesheet import Declaration, declarations, files, joined, read

CSS = THEME / "static" / "css"
FILES = files(CSS)
DECLARATIONS = tuple(declarations(joined(CSS)))

# Classes that no template writes: the text's own, and those that the typographer puts into it.
OF_THE_TEXT = {"align-start", "align-center", "align-end", "table", "pullquote", "verse", "notes", "in-language"}
OF_THE_TYPOGRAPHER = {"amp", "caps", "dquo", "quo"}

PHYSICAL = re.compile(
    r"(margin|padding|border|inset|scroll-margin|scroll-padding)-(top|right|bottom|left)(-.+)?"
    r"|border-(top|bottom)-(left|right)-radius|overflow-[xy]|top|right|bottom|left|(min-|max-)?(width|height)"
)
SIDED = {"text-align", "float", "clear", "text-align-last"}
FOUR_SIDES = {"margin", "padding", "inset", "border-width", "border-color", "border-style"}

SCHEMES = ("light", "dark")
LEAST_CONTRAST = 7.0  # WCAG 2.2, 1.4.6 (AAA)


def layer_order() -> list[str]:
    (order,) = re.findall(r"@layer ([^{;]+);", joined(CSS))
    return [name.strip() for name in order.split(",")]


def colours(scheme: str) -> dict[str, str]:
    """The colour tokens of one scheme."""
    pattern = re.compile(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
    found = ((each.name, pattern.fullmatch(each.value)) for each in DECLARATIONS)
    return {name: match[SCHEMES.index(scheme) + 1] for name, match in found if match}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_physical(declaration: Declaration) -> bool:
    words = declaration.value.split()
    if declaration.name in FOUR_SIDES and len(words) == 4:
        return words[1] != words[3]
    if declaration.name in SIDED:
        return bool({"left", "right"} & set(words))
    return PHYSICAL.fullmatch(declaration.name) is not None


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("ground", ["--paper", "--wash"])
@pytest.mark.parametrize("text", ["--ink", "--soft", "--accent"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_a_contrast_of_seven_in_both_schemes(scheme: str, text: str, ground: str) -> None:
    tokens = colours(scheme)
    assert contrast(tokens[text], tokens[ground]) >= LEAST_CONTRAST


def test_text_is_set_in_no_colour_but_those_of_known_contrast() -> None:
    set_in = {each.value for each in DECLARATIONS if each.name == "color"}
    assert set_in == {"inherit", "var(--ink)", "var(--soft)", "var(--accent)", "var(--paper)"}


def test_a_colour_is_written_once_among_the_tokens_and_again_only_for_paper() -> None:
    written = {each.within[0] for each in DECLARATIONS if re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", each.value)}
    assert written == {"@layer tokens", "@layer print"}


@pytest.mark.parametrize(
    "css", ["p{margin-left:0}", "p{width:1em}", "p{text-align:right}", "p{padding:0 1em 0 0}", "p{overflow-x:auto}"]
)
def test_a_physical_declaration_is_seen(css: str) -> None:
    assert [is_physical(each) for each in declarations(css)] == [True]


def test_every_property_is_logical_so_that_both_directions_come_out_right() -> None:
    assert [each for each in DECLARATIONS if is_physical(each)] == []


def test_each_file_is_one_layer_and_the_files_stand_in_the_order_of_the_layers() -> None:
    first, *rest = FILES
    assert not tuple(declarations(read(first)))
    layers = [{each.within[0] for each in declarations(read(path))} for path in rest]
    assert layers == [{f"@layer {name}"} for name in layer_order()]


def test_the_order_of_the_layers_comes_before_anything_else() -> None:
    assert joined(CSS).startswith("@layer ")
    assert joined(CSS).index(";") < joined(CSS).index("{")


def test_what_a_script_needs_wins_over_every_part_of_the_page_and_paper_over_all() -> None:
    assert layer_order()[-3:] == ["scripts", "settings", "print"]


def test_the_style_sheet_asks_for_no_other_file() -> None:
    assert not re.search(r"url\(|@import|@font-face", joined(CSS))


def test_taking_out_white_space_changes_no_string() -> None:
    strings = re.findall(r'"[^"\n]*"', "".join(map(read, FILES)))
    assert strings == re.findall(r'"[^"]*"', joined(CSS))


def test_comments_do_not_stand_inside_strings() -> None:
    raw = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert not re.search(r'"[^"\n]*/\*[^"\n]*"', re.sub(r"/\*.*?\*/", "", raw, flags=re.DOTALL))


def test_the_style_sheet_is_at_most_six_kilobytes_compressed() -> None:
    assert len(gzip.compress(joined(CSS).encode(), 9, mtime=0)) <= 6 * 1024


def test_no_rule_is_for_a_class_that_nothing_has() -> None:
    styled = {name for each in DECLARATIONS for name in re.findall(r"\.([a-z][a-z-]*)", " ".join(each.within))}
    written = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"{]+)', _templates()))))
    written |= set(re.findall(r'listed\([\w.]+, "([\w-]+)"', _templates()))
    assert styled - OF_THE_TEXT - OF_THE_TYPOGRAPHER - written == set()


def test_the_icon_is_well_formed_and_changes_with_the_scheme() -> None:
    icon = etree.parse(THEME / "static" / "favicon.svg").getroot()
    assert icon.tag == "{http://www.w3.org/2000/svg}svg"
    (style,) = icon.findall("{*}style")
    assert "prefers-color-scheme" in (style.text or "")
    assert not icon.xpath("//@href | //@*[local-name() = 'href']")


def _templates() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(Path(TEMPLATES).rglob("*.html")))
