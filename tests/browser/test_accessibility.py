"""WCAG 2.2 AA by axe-core on every page; what axe cannot see, by hand.

Pages of each kind are tried in the appearances and widths of a screen, a chapter and a page of all elements
on paper too, and in `make proof` all pages in all. Contrast, which takes axe most of its time, is of the
style sheet, and the first rows of each table stand for all.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect
from site_facts import PAGES, UNFOLD

from support import PROOF

OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CONTRAST = "color-contrast"
#: What depends on the appearance alone, and what does not depend on it.
APPEARANCE = OPTIONS | {"runOnly": {"type": "rule", "values": [CONTRAST]}}
LAYOUT = OPTIONS | {"rules": {CONTRAST: {"enabled": False}}}
ROWS_ALIKE = [] if PROOF else ["tbody > tr:nth-child(n + 4)"]
LIGHT = {"color_scheme": "light", "media": "null"}
DARK = LIGHT | {"color_scheme": "dark"}
PAPER = LIGHT | {"media": "print"}
#: What is tried, how wide and in which appearance.
TRIED: dict[str, tuple[dict[str, Any], int, dict[str, Any]]] = {
    "layout": (LAYOUT, 1440, LIGHT),
    "narrow": (LAYOUT, 320, LIGHT),
    "light": (APPEARANCE, 1440, LIGHT),
    "dark": (APPEARANCE, 1440, DARK),
    "print": (APPEARANCE, 1440, PAPER),
}
ON_SCREEN = TRIED.keys() - {"print"}
OF_EACH_KIND = {
    "index": ON_SCREEN,
    "construction": TRIED.keys(),
    "appendix/ledger": ON_SCREEN,
    "search": ON_SCREEN,
}
CARD = ".evidence-card:popover-open"
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def violations(page: Page, options: dict[str, Any] = OPTIONS, **context: list[str]) -> list[str]:
    """Give what axe finds on a page as it is now, or in what a context includes or excludes."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(
        """async ([context, options]) => {
            const { violations } = await axe.run(context, options);
            const told = (id, { html }) => `${id}: ${html.slice(0, 120)}`;
            return violations.flatMap(({ id, nodes }) => nodes.map((node) => told(id, node)));
        }""",
        [context or {"include": ["html"]}, options],
    )
    return found


def check_in_states(page: Page, names: Collection[str]) -> None:
    """Try an open page, with everything unfolded."""
    page.evaluate(UNFOLD)
    found = {}
    for name, (options, width, media) in TRIED.items():
        if name in names:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(**media)
            page.evaluate(DRAWN)  # scripts are told of a new size with the next frame
            found[name] = violations(page, options, exclude=ROWS_ALIKE if options is APPEARANCE else [])
    assert not any(found.values()), found


@pytest.mark.proof
def test_axe_finds_nothing(each_page: Page, page_name: str) -> None:
    check_in_states(each_page, TRIED if PROOF else OF_EACH_KIND.get(page_name, {"layout"}))


@pytest.mark.parametrize("name", ["index", "construction", "appendix/ledger"])
def test_axe_finds_nothing_in_english(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}en/{name}.html")
    check_in_states(page, ("layout", "narrow"))


def test_axe_finds_nothing_in_any_element(page: Page, elements: Path) -> None:
    page.goto((elements / "_build/html/elements.html").as_uri())
    check_in_states(page, TRIED)


def test_axe_finds_nothing_in_an_open_card(page: Page, site: str) -> None:
    page.goto(f"{site}construction.html")
    page.locator("section > p a.evidence-link").first.hover()
    expect(page.locator(CARD)).to_be_visible()
    assert violations(page, include=[CARD]) == []


def test_axe_can_fail(page: Page, site: str) -> None:
    page.goto(f"{site}404.html")
    page.evaluate("document.querySelector('.masthead input').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.masthead input').removeAttribute('placeholder')")
    assert [each.partition(":")[0] for each in violations(page, LAYOUT)] == ["label"]
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    assert any(each.startswith(CONTRAST) for each in violations(page, APPEARANCE))


def test_nothing_sticks_out_sideways(each_page: Page) -> None:
    for width in (320, 768, 1440):
        each_page.set_viewport_size({"width": width, "height": 700})
        assert each_page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_lost_at_four_times_the_size(each_page: Page) -> None:
    # WCAG 2.2, 1.4.10: 1280 by 1024 CSS pixels, enlarged to 400 %, are 320 by 256.
    each_page.set_viewport_size({"width": 320, "height": 256})
    each_page.evaluate("for (const each of document.querySelectorAll('details')) each.open = false")
    assert each_page.evaluate("document.documentElement.scrollWidth") <= 320
    clipped = each_page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter((each) => {
            const style = getComputedStyle(each);
            const hidden = style.clipPath !== "none" || each.closest("thead, .evidence-cards");
            return !hidden && style.overflow === "hidden" && each.scrollWidth > each.clientWidth + 1;
        }).length"""
    )
    assert clipped == 0
    masthead = each_page.locator(".masthead").bounding_box()
    assert masthead is not None
    assert masthead["height"] <= 256 / 3


def test_no_text_is_smaller_than_twelve_pixels(each_page: Page) -> None:
    for width in (320, 1280):
        each_page.set_viewport_size({"width": width, "height": 700})
        small = each_page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const small = new Set();
                while (walker.nextNode()) {
                    const holder = walker.currentNode.parentElement;
                    const size = parseFloat(getComputedStyle(holder).fontSize);
                    if (walker.currentNode.data.trim() && size < 12) small.add(`${holder.outerHTML} ${size}`);
                }
                return [...small].slice(0, 5);
            }"""
        )
        assert small == [], width


@pytest.mark.parametrize("page_name", PAGES[:-2], indirect=True)
def test_print_shows_the_text_alone_and_all_of_it(each_page: Page) -> None:
    each_page.emulate_media(media="print", color_scheme="dark")
    for unwanted in (".masthead", ".contents", ".neighbours", ".copy-button", ".anchor", ".on-dark"):
        assert each_page.locator(unwanted).filter(visible=True).count() == 0
    for wanted in ("h1", ".colophon", ".on-light", ".chart > .wide"):
        assert each_page.locator(wanted).filter(visible=False).count() == 0
    expect(each_page.locator("h1")).to_be_visible()
    expect(each_page.locator(".colophon")).to_be_visible()
    assert each_page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 39, 51)"


def test_headings_descend_one_by_one_and_tables_have_headers(each_page: Page) -> None:
    levels = each_page.evaluate(
        "() => [...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map((h) => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert each_page.locator("table:not(:has(th[scope=col]))").count() == 0


def test_the_first_tab_skips_to_the_text(page: Page, site: str) -> None:
    page.goto(f"{site}inspection.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


def test_whatever_has_the_focus_shows_it(page: Page, site: str) -> None:
    page.goto(f"{site}construction.html")
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const focused = document.activeElement;
                const style = getComputedStyle(focused);
                const box = focused.getBoundingClientRect();
                const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return [drawn && box.width > 0 && style.opacity !== "0", focused.outerHTML.slice(0, 80)];
            }"""
        )
        if not seen[0]:
            unseen.append(seen[1])
    assert unseen == []


def test_contents_open_and_close_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}index.html")
    contents = page.locator("#contents")
    expect(contents).to_be_hidden()
    page.get_by_role("button", name="目录").tap()
    expect(contents).to_be_visible()
    page.keyboard.press("Escape")
    expect(contents).to_be_hidden()
    page.get_by_role("button", name="目录").tap()
    contents.get_by_role("link", name="下一步机制与数据缺口").tap()
    page.wait_for_url("**/outlook.html")
    context.close()


def test_reduced_motion_is_respected(browser: Browser, site: str) -> None:
    wanted: list[tuple[Literal["reduce", "no-preference"], str]]
    wanted = [("reduce", "auto"), ("no-preference", "smooth")]
    for motion, behaviour in wanted:
        context = browser.new_context(reduced_motion=motion)
        page = context.new_page()
        page.goto(f"{site}index.html")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        context.close()


def test_the_page_is_in_chinese(each_page: Page) -> None:
    assert each_page.locator("html").get_attribute("lang") == "zh-CN"
    spoken = each_page.evaluate(
        """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((each) =>
            [each.ariaLabel, each.title, each.placeholder].filter(Boolean))"""
    )
    assert [words for words in spoken if not any("\u4e00" <= each <= "\u9fff" for each in words)] == []
