"""WCAG 2.2 AA by axe-core on every page; what axe cannot see, by hand.

Pages of each kind are tried in every appearance and width, and in `make proof` all pages are. Contrast, which
takes axe most of its time, is of the style sheet: it is tried once for each appearance.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from site_facts import PAGES

from support import PROOF

OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CONTRAST = "color-contrast"
#: What depends on the appearance alone, and what does not depend on it.
APPEARANCE = OPTIONS | {"runOnly": {"type": "rule", "values": [CONTRAST]}}
LAYOUT = OPTIONS | {"rules": {CONTRAST: {"enabled": False}}}
OF_EACH_KIND = {"index", "construction", "appendix/ledger", "search"}
STATES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1440, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
    "print": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
}
TRIED = {"light": OPTIONS, "dark": APPEARANCE, "narrow": LAYOUT, "print": APPEARANCE}


def _violations(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.proof
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, site: str, name: str) -> None:
    tried = TRIED if PROOF or name in OF_EACH_KIND else {"light": LAYOUT}
    check_in_states(browser, f"{site}{name}.html?q=622", tried)


def test_axe_finds_nothing_in_any_element(browser: Browser, elements: Path) -> None:
    check_in_states(browser, (elements / "_build/html/elements.html").as_uri(), TRIED)


def check_in_states(browser: Browser, address: str, tried: dict[str, dict[str, Any]] = TRIED) -> None:
    found = {}
    for state, options in tried.items():
        context = browser.new_context(reduced_motion="reduce", bypass_csp=True, **STATES[state])
        page = context.new_page()
        page.goto(address)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        if state == "print":
            page.emulate_media(media="print")
        found[state] = _violations(page, options)
        context.close()
    assert not any(found.values()), found


def test_axe_finds_nothing_in_an_open_card(browser: Browser, site: str) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}construction.html")
    page.locator("section > p a.evidence-link").first.hover()
    expect(page.locator(".evidence-card:popover-open")).to_be_visible()
    assert _violations(page) == []
    context.close()


def test_axe_can_fail(browser: Browser, site: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}index.html")
    page.evaluate("document.querySelector('.masthead input').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.masthead input').removeAttribute('placeholder')")
    assert any(each.startswith("label") for each in _violations(page))
    context.close()


def test_nothing_sticks_out_sideways(page: Page, site: str) -> None:
    for name in PAGES:
        page.goto(f"{site}{name}.html?q=622")
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def test_nothing_is_lost_at_four_times_the_size(browser: Browser, site: str) -> None:
    # WCAG 2.2, 1.4.10: 1280 by 1024 CSS pixels, enlarged to 400 %, are 320 by 256.
    context = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{site}{name}.html?q=622")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        clipped = page.evaluate(
            """() => [...document.querySelectorAll("main *")].filter((each) => {
                const style = getComputedStyle(each);
                const hidden = style.clipPath !== "none" || each.closest("thead, .evidence-cards");
                return !hidden && style.overflow === "hidden" && each.scrollWidth > each.clientWidth + 1;
            }).length"""
        )
        assert clipped == 0, name
        masthead = page.locator(".masthead").bounding_box()
        assert masthead is not None
        assert masthead["height"] <= 256 / 3, name
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_text_is_smaller_than_twelve_pixels(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for name in PAGES:
        page.goto(f"{site}{name}.html?q=622")
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        small = page.evaluate(
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
        assert small == [], name


def test_print_shows_the_text_alone_and_all_of_it(page: Page, site: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for name in PAGES[:-2]:
        page.goto(f"{site}{name}.html")
        for unwanted in (".masthead", ".contents", ".neighbours", ".copy-button", ".anchor", ".on-dark"):
            for each in page.locator(unwanted).all():
                expect(each).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".colophon")).to_be_visible()
        for picture in page.locator(".on-light, .chart > .wide").all():
            expect(picture).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 39, 51)"


def test_headings_descend_one_by_one_and_tables_have_headers(page: Page, site: str) -> None:
    for name in PAGES:
        page.goto(f"{site}{name}.html")
        levels = page.evaluate(
            "() => [...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map((h) => +h.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert page.locator("table:not(:has(th[scope=col]))").count() == 0, name


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


def test_the_page_is_in_chinese(page: Page, site: str) -> None:
    for name in PAGES:
        page.goto(f"{site}{name}.html")
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        spoken = page.evaluate(
            """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((each) =>
                [each.ariaLabel, each.title, each.placeholder].filter(Boolean))"""
        )
        assert [words for words in spoken if not any("\u4e00" <= each <= "\u9fff" for each in words)] == []
