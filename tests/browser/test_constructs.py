"""The page of every construct: nothing wider than its place, each set as what it is, in light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from test_accessibility import STATES, _violations

WIDTHS = (320, 390, 768, 1280)


@pytest.fixture
def page_of_constructs(page: Page, constructs: Path) -> Page:
    page.goto((constructs / "_build/html/elements.html").as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    return page


@pytest.fixture(scope="module")
def paper(constructs: Path) -> str:
    """The text of the PDF, without white space."""
    (pdf,) = (constructs / "_build/pdf").glob("*.pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_its_place(page_of_constructs: Page, width: int) -> None:
    page = page_of_constructs
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = """(width) => [...document.querySelectorAll("main :is(p, li, td, th, pre, img, table, math)")]
        .filter((each) => !each.closest(".scroll") && each.getBoundingClientRect().right > width + 0.5)
        .map((each) => each.outerHTML.slice(0, 200))"""
    assert page.evaluate(outside, width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_scrolls_is_a_stop_with_a_name_and_what_does_not_is_none(
    page_of_constructs: Page, width: int
) -> None:
    page_of_constructs.set_viewport_size({"width": width, "height": 900})
    # The script is told of a new size with the next frame.
    page_of_constructs.wait_for_function(
        """() => [...document.querySelectorAll(".scroll")].every((box) => {
            const named = box.tabIndex === 0 && box.role === "region" && box.ariaLabel;
            return box.scrollWidth > box.clientWidth ? named : !box.hasAttribute("tabindex");
        })"""
    )
    stops = page_of_constructs.locator(".scroll[tabindex]").count()
    assert 0 < stops < page_of_constructs.locator(".scroll").count()


def test_without_scripts_every_box_is_a_stop_with_a_name(browser: Browser, constructs: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((constructs / "_build/html/elements.html").as_uri())
        assert page.locator(".scroll").count() == page.get_by_role("region", name=re.compile("：.")).count()


@pytest.mark.parametrize("state", STATES)
def test_the_page_is_accessible(browser: Browser, constructs: Path, state: str) -> None:
    with browser.new_context(**STATES[state]) as context:
        page = context.new_page()
        page.goto((constructs / "_build/html/elements.html").as_uri())
        assert _violations(page) == []


def test_tables_of_cells_have_their_captions_above_and_the_numbers_of_tables(
    page_of_constructs: Page, paper: str
) -> None:
    captions = ["样式表的题目", "数据框的题目", "粘贴的表"]
    assert page_of_constructs.locator("figure table").count() == 0
    for number, caption in enumerate(captions, 5):
        expect(page_of_constructs.locator("caption", has_text=caption)).to_contain_text(f"表{number}")
        assert f"表{number}{caption}" in paper


def test_numbers_stand_with_their_points_below_each_other(page_of_constructs: Page) -> None:
    ends = page_of_constructs.evaluate(
        r"""[1, 2].map((column) => [...document.querySelectorAll("tr")]
            .filter((row) => row.closest("table").caption?.textContent.includes("逗号分隔"))
            .map((row) => row.cells[column]).filter((cell) => cell.tagName === "TD").map((cell) => {
                const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                const places = [];
                while (walker.nextNode()) {
                    const node = walker.currentNode;
                    for (let i = 0; i < node.length; i += 1) places.push([node, i]);
                }
                const text = cell.textContent;
                const last = /^[−\d]+/.exec(text)[0].length - 1;
                const range = new Range();
                range.setStart(...places[last]);
                range.setEnd(places[last][0], places[last][1] + 1);
                return range.getBoundingClientRect().right;
            }))"""
    )
    money, share = ends
    assert money == pytest.approx([money[0]] * 3, abs=0.5)
    # A sign behind the number moves each by as much.
    assert share == pytest.approx([share[0]] * 3, abs=0.5)


def test_code_has_numbers_beside_it_that_are_not_copied_and_lines_that_stand_out(
    page_of_constructs: Page,
) -> None:
    block = page_of_constructs.locator("#code-captioned")
    assert block.locator(".linenos").all_text_contents() == ["1", "2", "3"]
    expect(block.locator(".linenos").first).to_have_css("user-select", "none")
    assert block.locator(".hll").count() == 2
    ground = block.locator(".hll").first.evaluate("(each) => getComputedStyle(each).backgroundColor")
    assert ground != "rgba(0, 0, 0, 0)"


def test_a_note_cited_twice_leads_back_to_both_and_holds_all_its_paragraphs(
    page_of_constructs: Page, paper: str
) -> None:
    note = page_of_constructs.locator(".footnote", has_text="引了两次")
    assert note.locator(".backrefs a").count() == 2
    expect(note).to_contain_text("这是第二段。")
    expect(note).to_contain_text("又有一项")
    assert paper.count("引了两次，有两段。这是第二段。") == 1


@pytest.mark.parametrize(
    "words",
    ["着重：文字，加重：文字，又重：文字", "☐未办", "☑已办的", "——无名氏", "话题的内容", "边栏的内容", "10"],
)
def test_words_are_in_both_formats(page_of_constructs: Page, paper: str, words: str) -> None:
    shown = re.sub(r"\s", "", page_of_constructs.locator("main").inner_text())
    assert words in shown
    assert words in paper
