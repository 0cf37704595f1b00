"""Charts as readers meet them: by mouse, finger and keyboard, by ear, in search of words, spaced out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from test_accessibility import TRIED, check_in_states

from qzcharts.charts.style import DARK, LIGHT
from support import PROOF

WIDTHS = (320, 390, 768, 1280)
DRAWINGS = ".chart > svg:visible"
CARD = ".evidence-card:popover-open"
#: What a reader's own style sheet may set at once: WCAG 2.2, 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
FINDS = """(drawing) => [...drawing.querySelectorAll("text")].filter((text) => {
    const words = text.textContent;
    getSelection().collapse(drawing.parentElement, 0);
    // The same words may stand elsewhere before these.
    for (let i = 0; i < 100 && window.find(words, true); i += 1) {
        const found = getSelection().getRangeAt(0);
        if (text.contains(found.startContainer) && text.contains(found.endContainer)) return false;
    }
    return true;
}).map((text) => text.textContent)"""


@pytest.fixture
def gallery(page: Page, charts_of_all_forms: Path) -> Page:
    """All charts, on a desk."""
    page.goto(charts_of_all_forms.as_uri())
    return page


@pytest.fixture
def window(browser: Browser, charts_of_all_forms: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens all charts in a window of one's own."""
    contexts = []

    def open_window(width: int = 1280, **options: Any) -> Page:
        options |= {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"}
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(charts_of_all_forms.as_uri())
        return page

    yield open_window
    for each in contexts:
        each.close()


def _marks(page: Page) -> Locator:
    """Give the marks of a chart that has several."""
    return page.locator(DRAWINGS).filter(has=page.locator("a.mark ~ a.mark")).first.locator("a.mark")


def _anchor(mark: Locator) -> str:
    return str(mark.get_attribute("href")).partition("#")[2]


def _stops(page: Page) -> list[int]:
    """Say how many marks of each drawing Tab stops at."""
    marks = "(each) => [...each.querySelectorAll('a.mark')].filter((mark) => mark.tabIndex === 0).length"
    return [drawing.evaluate(marks) for drawing in page.locator(DRAWINGS).all()]


# -- by keyboard, mouse and finger --------------------------------------------------------------------------


def test_a_chart_is_one_stop_and_keys_move_among_its_marks(gallery: Page) -> None:
    assert set(_stops(gallery)) == {1}
    marks = _marks(gallery)
    last = marks.count() - 1
    gallery.keyboard.press("Tab")
    marks.first.focus()
    for key, place in (
        ("ArrowRight", 1), ("ArrowLeft", 0), ("ArrowUp", last), ("ArrowDown", 0), ("End", last), ("Home", 0),
    ):  # fmt: skip
        gallery.keyboard.press(key)
        expect(marks.nth(place)).to_be_focused()
        expect(gallery.locator(CARD)).to_have_id(f"card-{_anchor(marks.nth(place))}")
        assert set(_stops(gallery)) == {1}
    gallery.keyboard.press("Escape")
    expect(gallery.locator(CARD)).to_have_count(0)
    expect(marks.first).to_be_focused()
    gallery.keyboard.press("Tab")
    expect(marks.first.locator("xpath=..").locator("a:focus")).to_have_count(0)
    gallery.keyboard.press("Shift+Tab")
    expect(marks.first).to_be_focused()
    address = _anchor(marks.first)
    gallery.keyboard.press("Enter")
    gallery.wait_for_url(f"**/ledger.html#{address}")
    expect(gallery.locator(f"#{address}")).to_be_visible()


def test_without_a_script_every_mark_is_a_stop_and_leads_to_its_row(window: Callable[..., Page]) -> None:
    page = window(java_script_enabled=False)
    for drawing in page.locator(DRAWINGS).all():
        marks = drawing.locator("a.mark")
        assert marks.count() == drawing.locator("a.mark:not([tabindex])").count() > 0
    mark = _marks(page).last
    mark.focus()
    expect(mark).to_be_focused()
    address = _anchor(mark)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ledger.html#{address}")


def test_every_mark_opens_its_card_by_mouse_wherever_it_can_be_pointed_at(gallery: Page) -> None:
    for drawing in gallery.locator(DRAWINGS).all():
        for mark in drawing.locator("a.mark").all()[:: 1 if PROOF else 4]:
            gallery.mouse.move(0, 0)
            expect(gallery.locator(CARD)).to_have_count(0)
            hit = mark.locator(".hit, :scope > *").last
            hit.hover(force=True)
            card = gallery.locator(CARD)
            expect(card).to_have_id(f"card-{_anchor(mark)}")
            box = card.bounding_box()
            assert box is not None
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 900


def test_a_tap_opens_and_a_second_follows(window: Callable[..., Page]) -> None:
    page = window(390, has_touch=True, is_mobile=True)
    mark = _marks(page).last
    address = _anchor(mark)
    mark.tap(force=True)
    card = page.locator(CARD)
    expect(card).to_have_id(f"card-{address}")
    box = card.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= 390 - box["width"]
    mark.tap(force=True)
    page.wait_for_url(f"**/ledger.html#{address}")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_finger_meets_every_mark(gallery: Page, width: int) -> None:
    # WCAG 2.2, 2.5.8.
    gallery.set_viewport_size({"width": width, "height": 800})
    small = gallery.evaluate(
        """() => [...document.querySelectorAll(".chart a.mark")].filter((mark) => mark.checkVisibility())
            .map((mark) => [mark, (mark.querySelector(".hit") ?? mark).getBoundingClientRect()])
            .filter(([, { width, height }]) => Math.min(width, height) < 24)
            .map(([mark]) => mark.outerHTML)"""
    )
    assert small == []


# -- as text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
def test_every_word_and_number_is_found_in_the_page(gallery: Page, width: int) -> None:
    gallery.set_viewport_size({"width": width, "height": 800})
    drawings = gallery.locator(DRAWINGS).all()
    assert drawings
    for drawing in drawings:
        assert drawing.evaluate(FINDS) == []


def test_a_chart_is_copied_in_words_and_what_is_selected_shows(gallery: Page) -> None:
    text = gallery.locator(f"{DRAWINGS} text").first
    before = text.screenshot()
    copied = text.evaluate("(text) => { getSelection().selectAllChildren(text); return `${getSelection()}` }")
    assert copied == text.text_content()
    assert text.screenshot() != before


def test_each_chart_is_heard_once(gallery: Page) -> None:
    figures = gallery.locator("figure:has(.chart > svg)").evaluate_all(
        """(figures) => figures.map((figure) => {
            for (const each of figure.querySelectorAll("details")) each.open = true;
            const drawings = [...figure.querySelectorAll(".chart > svg")];
            const drawing = drawings.find((each) => each.checkVisibility());
            return {
                title: figure.querySelector(".caption-text").textContent,
                said: drawing.ariaLabel,
                marks: [...drawing.querySelectorAll("a.mark")].map((mark) => mark.ariaLabel),
            };
        })"""
    )
    session = gallery.context.new_cdp_session(gallery)
    nodes = [each for each in session.send("Accessibility.getFullAXTree")["nodes"] if not each["ignored"]]
    session.detach()
    heard = Counter((each["role"]["value"], each.get("name", {}).get("value", "")) for each in nodes)
    assert figures
    marks = Counter(mark for figure in figures for mark in figure["marks"])
    assert {mark: heard["link", mark] for mark in marks} == marks
    for figure in figures:
        assert heard["group", figure["said"]] == 1
        assert figure["title"] not in figure["said"]
    assert sum(count for (role, _), count in heard.items() if role == "table") >= len(figures)


def test_axe_finds_nothing(gallery: Page) -> None:
    # test_chart_matrix tries the colours of all forms, in all appearances.
    check_in_states(gallery, TRIED if PROOF else ("layout", "narrow", "light"))


# -- in every appearance ------------------------------------------------------------------------------------


def test_colours_follow_the_page_and_paper_is_light(gallery: Page) -> None:
    def colours() -> set[str]:
        fills = "(each) => [...each.querySelectorAll('.f-done')].map((part) => getComputedStyle(part).fill)"
        return {fill for drawing in gallery.locator(DRAWINGS).all() for fill in drawing.evaluate(fills)}

    for scheme, media, palette in (
        ("light", "screen", LIGHT), ("dark", "screen", DARK), ("dark", "print", LIGHT),
    ):  # fmt: skip
        gallery.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]
        red, green, blue = (int(palette.done[place : place + 2], 16) for place in (1, 3, 5))
        assert colours() - {"none"} == {f"rgb({red}, {green}, {blue})"}
    gallery.set_viewport_size({"width": 390, "height": 800})
    assert set(gallery.locator(DRAWINGS).evaluate_all("(all) => all.map((each) => each.classList[0])")) == {
        "wide"
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_one_drawing_of_each_chart_fits_its_page(gallery: Page, width: int) -> None:
    gallery.set_viewport_size({"width": width, "height": 800})
    gallery.add_style_tag(content=SPACED)
    assert gallery.evaluate("document.documentElement.scrollWidth") <= width
    assert gallery.locator(".chart:has(> svg)").count() == gallery.locator(DRAWINGS).count()
    sizes = gallery.locator(f"{DRAWINGS} >> css=text").evaluate_all(
        "(all) => all.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    # The narrow drawing is made for 360 pixels; at 320, as when a page is enlarged four times, it is smaller.
    assert min(sizes) >= (12 if width > 360 else 10)
