"""How a reader gets about: from the head of the report to its chapters, by keyboard, by touch, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from site_facts import CHAPTERS, PAGES

from support import PROOF

PHONE: ViewportSize = {"width": 390, "height": 844}
LEFT = "(all) => Math.min(...all.map((each) => each.getBoundingClientRect().left))"
RIGHT = "(all) => Math.max(...all.map((each) => each.getBoundingClientRect().right))"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone in the hand."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce", color_scheme="light"
    )
    yield context.new_page()
    context.close()


def test_title_finding_and_first_table_begin_on_the_first_screen(phone: Page, site: str) -> None:
    phone.goto(f"{site}index.html")
    for part in (".report-title", ".title-block dl", "h1", "h1 + p", ".text table"):
        box = phone.locator(part).first.bounding_box()
        assert box is not None, part
        assert box["y"] < PHONE["height"], part
    lead, caption = (
        phone.locator("h1 + p").bounding_box(),
        phone.locator(".text caption").first.bounding_box(),
    )
    assert lead is not None
    assert caption is not None
    assert lead["y"] + lead["height"] < caption["y"] < PHONE["height"]


@pytest.mark.parametrize("width", [1024, 1440, 1920])
def test_masthead_contents_text_and_foot_have_the_same_edges(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}construction.html")

    def edge(which: str, selector: str) -> float:
        return float(page.locator(selector).evaluate_all(which))

    words = page.locator(".contents-home a").evaluate(
        """(link) => {
            const range = new Range();
            range.selectNodeContents(link);
            return range.getBoundingClientRect().left;
        }"""
    )
    assert edge(LEFT, ".book-title") == pytest.approx(words, abs=1)
    assert edge(LEFT, ".colophon p") == pytest.approx(edge(LEFT, "main"), abs=1)
    last = page.locator(".on-this-page" if width >= 84 * 16 else "main")
    columns = float(last.evaluate_all(RIGHT))
    assert edge(RIGHT, ".appearance-button svg") == pytest.approx(columns, abs=1)


@pytest.mark.proof
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_a_keyboard_comes_soon_to_the_first_number(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in PAGES[:-2] if PROOF else ("index", "construction", "appendix/ledger", "appendix/sources"):
        page.goto(f"{site}{name}.html")
        stops: list[str] = []
        while len(stops) <= 6:
            page.keyboard.press("Tab")
            if page.evaluate("document.querySelector('.text').contains(document.activeElement)"):
                break
            stops.append(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        assert len(stops) <= 6, (name, stops)


@pytest.mark.parametrize("page_name", PAGES[:-2], indirect=True)
def test_a_heading_is_called_by_its_words_alone(each_page: Page) -> None:
    assert each_page.locator(".text").get_by_role("link", name="链接到").count() == 0
    assert "链接到" not in each_page.locator(".text").aria_snapshot()


def test_links_to_places_are_reached_by_touch(phone: Page, site: str) -> None:
    phone.goto(f"{site}construction.html")
    for place in ("h1", "h2", "figcaption"):
        expect(phone.locator(f"{place} .anchor").first).to_have_css("opacity", "1")
    paragraph = phone.locator("section section > p").first
    anchor = paragraph.locator(".anchor")
    expect(anchor).to_have_css("opacity", "0")
    paragraph.tap(position={"x": 4, "y": 4})
    expect(anchor).to_have_css("opacity", "1")
    box = anchor.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= PHONE["width"]
    anchor.tap()
    assert f"#{paragraph.get_attribute('id')}" in phone.evaluate("decodeURIComponent(location.hash)")


def test_contents_of_a_phone_hold_the_sections_and_close_by_themselves(phone: Page, site: str) -> None:
    phone.goto(f"{site}construction.html")
    contents, button = phone.locator("#contents"), phone.get_by_role("button", name="目录")
    expect(contents).to_be_hidden()
    button.tap()
    section = contents.locator(".own-sections a").nth(1)
    section.tap()
    expect(contents).to_be_hidden()
    expect(phone.locator("section:target h2")).to_be_in_viewport()
    button.tap()
    expect(contents.get_by_role("link", name="CSV")).to_be_visible()  # whole: its end can be scrolled to
    contents.get_by_role("link", name="CSV").scroll_into_view_if_needed()
    expect(contents.get_by_role("link", name="CSV")).to_be_in_viewport()
    phone.touchscreen.tap(PHONE["width"] - 10, 500)
    expect(contents).to_be_hidden()


def _read(page: Page, contents: str) -> Locator:
    return page.locator(f"{contents} a[aria-current=true]")


@pytest.mark.parametrize(("width", "contents"), [(1440, ".on-this-page"), (1100, ".own-sections")])
def test_the_section_that_is_read_is_marked(page: Page, site: str, width: int, contents: str) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    page.goto(f"{site}construction.html")
    heads = page.locator(".text h2")
    for i in (1, 0):
        heads.nth(i).evaluate("(head) => head.scrollIntoView()")
        expect(_read(page, contents)).to_have_count(1)
        name = heads.nth(i).evaluate("(head) => head.parentElement.id")
        expect(_read(page, contents)).to_have_attribute("href", f"#{name}")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(f"{contents} a").last).to_have_attribute("aria-current", "true")
    page.evaluate("scrollTo(0, 0)")


@pytest.mark.proof
@pytest.mark.parametrize(
    ("storage", "system"),
    [*product(("there", "forbidden"), ("light", "dark"))]
    if PROOF
    else [("there", "light"), ("forbidden", "dark")],
)
def test_the_first_press_changes_what_one_sees(
    browser: Browser, site: str, system: str, storage: str
) -> None:
    context = browser.new_context(color_scheme="dark" if system == "dark" else "light")
    if storage == "forbidden":
        context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw 0; } })")
    page = context.new_page()
    page.goto(f"{site}outlook.html")
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 30)"}
    other = {"light": "dark", "dark": "light"}[system]
    button, body = page.get_by_role("button", name="外观"), page.locator("body")
    expect(body).to_have_css("background-color", grounds[system])
    for seen in (other, system, other):
        button.click()
        expect(body).to_have_css("background-color", grounds[seen])
        expect(button).to_have_attribute("aria-pressed", "true" if seen == "dark" else "false")
    page.reload()
    expect(body).to_have_css("background-color", grounds[other if storage == "there" else system])
    context.close()


def test_headline_figures_lead_to_their_chapters(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    links = page.locator(".headline-cards a.headline-label")
    values = page.locator(".headline-cards .headline-value").all_inner_texts()
    assert links.count() == len(values) > 0
    chapters = []
    for value, address in zip(values, links.evaluate_all("(all) => all.map((a) => a.href)"), strict=True):
        assert value in page.context.request.get(address).text()
        chapters.append(address.partition("#")[0].removeprefix(site).removesuffix(".html"))
    assert set(chapters) <= set(CHAPTERS)
    named = page.locator(".figure-chapters a")
    assert [each.partition("#")[0] for each in named.evaluate_all("(all) => all.map((a) => a.href)")] == [
        f"{site}{name}.html" for name in dict.fromkeys(chapters)
    ]
    expect(named.first).to_contain_text("第1章")


def test_a_matrix_is_read_without_scrolling_on_a_phone_and_stays_a_table(phone: Page, site: str) -> None:
    phone.goto(f"{site}index.html")
    box = phone.locator(".scroll:has(.matrix)")
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    table = phone.get_by_role("table").first
    rows = table.get_by_role("row")
    expect(rows.nth(1).get_by_role("rowheader")).to_have_count(1)
    expect(rows.nth(1).get_by_role("cell")).to_have_count(table.get_by_role("columnheader").count() - 1)


@pytest.mark.parametrize("page_name", PAGES[:-2], indirect=True)
def test_every_row_of_a_table_made_from_the_ledger_has_its_head(each_page: Page) -> None:
    rows = "table:is(.ledger, .sources, .qualifiers, .assumptions, .figure-data, .metric-table) tbody tr"
    assert each_page.locator(f"{rows}:not(:has(> th[scope=row]:first-child))").count() == 0


def test_nothing_is_lost_in_forced_colours(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{site}construction.html")
    border = "(link) => getComputedStyle(link).borderInlineStartColor"
    current, other = page.locator(".contents a[aria-current]"), page.locator(".contents-home a")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert current.evaluate(border) != ground == other.evaluate(border)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")
    bars = page.locator(".chart > .wide .f-done").first
    assert bars.evaluate("(bar) => getComputedStyle(bar).fill") != ground
    context.close()
