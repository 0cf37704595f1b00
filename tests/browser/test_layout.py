"""Where lines end and boxes stand, measured in the browser: what a reader sees and no validator does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from site_facts import PAGES

WIDTHS = (320, 390, 768, 1440)
#: Phrases that stay on one line, each with the blocks in which they do.
PHRASES = {
    r"\d{4}-\d{2}-\d{2}": "main p, footer p",
    r"\d+[年月处天]": "main p",
    r"第[一二三四五六七八九十]+节": "main p",
    r"不(足|超过|少于)\d": "td p",
    r"（[^（）]{1,10}）": "td p, .headline-note",
}
BROKEN = """phrases => Object.entries(phrases).flatMap(([pattern, blocks]) =>
    [...document.querySelectorAll(blocks)].filter((block) => block.checkVisibility()).flatMap((block) => {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        const places = [];
        while (walker.nextNode()) {
            for (let i = 0; i < walker.currentNode.length; i += 1) places.push([walker.currentNode, i]);
        }
        const text = places.map(([node, i]) => node.data[i]).join("");
        return [...text.matchAll(new RegExp(pattern, "g"))].filter(({ 0: phrase, index }) => {
            const range = new Range();
            range.setStart(...places[index]);
            const [last, i] = places[index + phrase.length - 1];
            range.setEnd(last, i + 1);
            const middles = [...range.getClientRects()].map((each) => (each.top + each.bottom) / 2);
            return Math.max(...middles) - Math.min(...middles) > 10; // less is a smaller font beside a larger
        }).map(([phrase]) => phrase);
    }))"""


@pytest.mark.parametrize("page_name", PAGES[:-2], indirect=True)
def test_no_line_ends_within_a_date_a_number_or_a_short_remark(each_page: Page) -> None:
    for width in WIDTHS:
        each_page.set_viewport_size({"width": width, "height": 700})
        assert each_page.evaluate(BROKEN, PHRASES) == [], width


def test_a_phrase_that_nothing_holds_is_found_broken(page: Page, site: str) -> None:
    page.goto(f"{site}appendix/ledger.html")
    page.set_viewport_size({"width": 320, "height": 700})
    page.evaluate(
        "for (const each of document.querySelectorAll('.together')) each.style.whiteSpace = 'normal'"
    )
    assert page.evaluate(BROKEN, PHRASES) != []


def test_a_dropdown_is_closed_on_screen_and_open_on_paper(page: Page, elements: Path) -> None:
    page.goto((elements / "_build/html/elements.html").as_uri())
    hidden = page.get_by_text("可以展开的内容。")
    expect(page.get_by_text("已经展开的内容。")).to_be_visible()  # toggle-shown
    expect(hidden).to_be_hidden()
    page.emulate_media(media="print")
    expect(hidden).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("summary", has_text="自拟的标题").press("Enter")
    expect(hidden).to_be_visible()


def test_emphasis_shows(page: Page, elements: Path) -> None:
    page.goto((elements / "_build/html/elements.html").as_uri())
    emphasis = page.locator("em", has_text="着重")
    expect(emphasis).to_have_css("text-emphasis-style", "dot")
    expect(emphasis).to_have_css("font-style", "normal")


def test_the_foot_of_a_short_page_stands_at_the_foot_of_the_window(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 768, "height": 1000})
    page.goto(f"{site}404.html")
    foot = page.locator(".colophon").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] == pytest.approx(1000, abs=1)


@pytest.mark.parametrize("contents", [".contents", ".on-this-page"])
def test_no_ring_around_a_link_of_the_contents_is_cut_off(page: Page, site: str, contents: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}index.html")
    page.keyboard.press("Tab")  # so that the browser takes the focus for that of a keyboard
    for link in page.locator(f"{contents} a").filter(visible=True).all():
        link.focus()
        outside = link.evaluate(
            """(link, contents) => {
                const style = getComputedStyle(link);
                const ring = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
                const box = link.getBoundingClientRect();
                const frame = link.closest(contents).getBoundingClientRect();
                const drawn = style.outlineStyle !== "none";
                return !drawn || box.left - ring < frame.left || box.right + ring > frame.right
                    || box.top - ring < frame.top - 0.5;
            }""",
            contents,
        )
        assert not outside, link.inner_text()
