"""Tables: alignment, headings, and the region that they scroll in."""

from __future__ import annotations

import pytest

from tests.text.bodies import one, page, said

TABLE = "| Name | Age | Place |\n|:-----|:---:|------:|\n| Anna | 7 | Yalta |"


def test_alignment_is_a_class_and_never_a_style() -> None:
    root = page(TABLE)
    assert [cell.get("class") for cell in root.iter("td")] == ["align-start", "align-center", "align-end"]
    assert all(not {"style", "align"} & set(element.attrib) for element in root.iter())


def test_alignment_of_a_raw_table_is_a_class_too() -> None:
    cell = one(page('<table><tr><td class="x" align="right">1</td></tr></table>'), "td")
    assert cell.attrib == {"class": "x align-end"}


def test_a_table_stands_in_a_named_region_that_takes_the_focus() -> None:
    region = one(page(TABLE), "section")
    assert region.attrib == {"class": "table", "aria-label": "Table", "tabindex": "0"}
    assert [child.tag for child in region] == ["table"]


def test_no_two_regions_have_the_same_name() -> None:
    captioned = "<table><caption>Ages</caption><tr><td>1</td></tr></table>"
    root = page("\n\n".join([TABLE, captioned, TABLE, captioned]))
    names = [region.get("aria-label") for region in root.iter("section")]
    assert names == ["Table 1", "Ages", "Table 3", "Ages (4)"]


def test_a_table_inside_another_is_in_the_same_region() -> None:
    root = page("<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>")
    assert len(root.findall(".//section")) == 1


def test_heading_cells_have_a_scope() -> None:
    assert [cell.get("scope") for cell in page(TABLE).iter("th")] == ["col", "col", "col"]
    assert one(page('<table><tr><th scope="row">a</th><td>b</td></tr></table>'), "th").get("scope") == "row"


@pytest.mark.parametrize("empty", ["", " ", "&#32;"])
def test_an_empty_heading_cell_is_a_plain_cell(empty: str) -> None:
    root = page(f"| {empty} | b |\n|---|---|\n| c | d |")
    assert [cell.tag for cell in one(root, "thead/tr")] == ["td", "th"]


def test_cells_hold_passages_and_code_with_bars() -> None:
    root = page("| a | b |\n|---|---|\n| `x | y` | [в]{lang=ru} |")
    assert said(one(root, "td/code")) == "x | y"
    assert one(root, "td/span").get("lang") == "ru"
