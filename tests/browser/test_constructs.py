"""The book of the table of constructs: nothing wider than its place, each set as what it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import made
import pytest
from playwright.sync_api import Browser, Page, expect
from site_facts import UNFOLD
from table import SHOWN
from test_accessibility import check_in_states

WIDTHS = (320, 390, 768, 1280)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.shown(tmp_path_factory)[0]


def opened(page: Page, pages: Path, kind: str) -> Page:
    page.goto((pages / f"{kind}.html").as_uri())
    page.evaluate(UNFOLD)
    return page


@pytest.mark.parametrize("kind", SHOWN)
def test_nothing_is_wider_than_its_place(page: Page, pages: Path, kind: str) -> None:
    opened(page, pages, kind)
    outside = """(width) => [...document.querySelectorAll("main :is(p, li, td, th, pre, img, table, math)")]
        .filter((each) => !each.closest(".scroll") && each.getBoundingClientRect().right > width + 0.5)
        .map((each) => each.outerHTML.slice(0, 200))"""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(outside, width) == []


@pytest.mark.parametrize(
    ("width", "kind"), [(320, "mathematics"), (390, "mathematics"), (768, "cells"), (1280, "cells")]
)
def test_what_scrolls_is_a_stop_with_a_name_and_what_does_not_is_none(
    page: Page, pages: Path, width: int, kind: str
) -> None:
    opened(page, pages, kind).set_viewport_size({"width": width, "height": 900})
    # The script is told of a new size with the next frame.
    page.wait_for_function(
        """() => [...document.querySelectorAll(".scroll")].every((box) => {
            const named = box.tabIndex === 0 && box.role === "region" && box.ariaLabel;
            return box.scrollWidth > box.clientWidth ? named : !box.hasAttribute("tabindex");
        })"""
    )
    stops = page.locator(".scroll[tabindex]").count()
    assert 0 < stops < page.locator(".scroll").count()


def test_without_scripts_every_box_is_a_stop_with_a_name(browser: Browser, pages: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((pages / "tables.html").as_uri())
        assert page.locator(".scroll").count() == page.get_by_role("region", name=re.compile("：.")).count()


@pytest.mark.parametrize(
    ("kind", "tried"),
    [
        ("text", ("layout", "light")),
        ("boxes", ("layout", "light", "dark")),
        ("references", ("layout", "light")),
        ("tables", ("layout", "narrow", "light")),
        ("cells", ("layout", "light")),
        ("code", ("layout", "dark")),
    ],
)
def test_the_pages_are_accessible(page: Page, pages: Path, kind: str, tried: Collection[str]) -> None:
    check_in_states(opened(page, pages, kind), tried)


def test_tables_of_cells_are_no_figures(page: Page, pages: Path) -> None:
    opened(page, pages, "cells")
    assert page.locator("figure table:not(.figure-details table)").count() == 0


def test_numbers_stand_with_their_points_below_each_other(page: Page, pages: Path) -> None:
    money = opened(page, pages, "tables").evaluate(
        r"""[...document.querySelectorAll("#commas tbody tr")]

            .map((row) => row.cells[1]).map((cell) => {
                const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                const places = [];
                while (walker.nextNode()) {
                    const node = walker.currentNode;
                    for (let i = 0; i < node.length; i += 1) places.push([node, i]);
                }
                const last = /^[−\d]+/.exec(cell.textContent)[0].length - 1;
                const range = new Range();
                range.setStart(...places[last]);
                range.setEnd(places[last][0], places[last][1] + 1);
                return range.getBoundingClientRect().right;
            })"""
    )
    assert money == pytest.approx([money[0]] * 3, abs=0.5)


def test_what_the_stylesheet_adds_is_there(page: Page, pages: Path) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, pages, "lists")
    brackets = """[...document.querySelectorAll(".classifier")].map((each) =>
        ["::before", "::after"].map((part) => getComputedStyle(each, part).content))"""
    assert page.evaluate(brackets) == [['"（"', '"）"']] * 2
    opened(page, pages, "text")
    expect(page.locator(".contains-task-list")).to_have_css("list-style-type", "none")
    opened(page, pages, "pictures")
    expect(page.locator("#picture img")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_code_has_numbers_beside_it_that_are_not_copied_and_lines_that_stand_out(
    page: Page, pages: Path
) -> None:
    block = opened(page, pages, "code").locator("#numbered-lines")
    assert block.locator(".linenos").all_text_contents() == ["1", "2"]
    expect(block.locator(".linenos").first).to_have_css("user-select", "none")
    ground = block.locator(".hll").first.evaluate("(each) => getComputedStyle(each).backgroundColor")
    assert ground != "rgba(0, 0, 0, 0)"
