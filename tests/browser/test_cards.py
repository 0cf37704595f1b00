"""The card behind a number opens by mouse, keyboard and touch; without a script the link leads home."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

CARD = "#card-metric-construction-plan-implied"


def _number(page: Page) -> Locator:
    return page.locator("p a.evidence-link[href$='#metric-construction-plan-implied']").first


@pytest.fixture
def chapter(page: Page, site: str) -> Page:
    page.goto(f"{site}construction.html")
    return page


def test_a_card_says_what_is_behind_a_derived_number(chapter: Page) -> None:
    _number(chapter).hover()
    card = chapter.locator(CARD)
    expect(card).to_be_visible()
    for words in ("推算的年度投资计划", "约24.92亿元", "公式", "12.96亿元 ÷ 约52%", "取值范围", "假设"):
        expect(card).to_contain_text(words)


@pytest.mark.parametrize(
    ("name", "entry", "terms"),
    [
        (
            "inspection",
            "metric-inspection-units",
            {"来由": "公布", "引文": "“提供了622套优质现房”（第一节）"},
        ),
        (
            "inspection",
            "metric-inspection-items",
            {"来由": "据清单计数", "清单": "墙壁、门窗、玻璃、栏杆、电线、水管、建筑垃圾"},
        ),
        ("construction", "metric-construction-plan-implied", {"来由": "推算", "公式": "12.96亿元 ÷ 约52%"}),
        (
            "certificates",
            "statement-certificates-completion",
            {
                "陈述": "“基本完成”",
                "引文": "“基本完成办证任务”（第三节）",
                "出处": "泉州城建集团，2020年7月28日",
            },
        ),
    ],
)
def test_a_card_says_where_its_words_come_from(
    page: Page, site: str, name: str, entry: str, terms: dict[str, str]
) -> None:
    page.goto(f"{site}{name}.html")
    page.locator(f"p a.evidence-link[href$='#{entry}']").first.hover()
    card = page.locator(f"#card-{entry}")
    expect(card).to_be_visible()
    said = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
    assert terms.items() <= said.items()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_card_hides_no_line_of_the_words_it_is_about(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}certificates.html")
    link = page.locator("p a.evidence-link[href$='#statement-certificates-obstacle']").first
    lines = link.evaluate("(link) => [...link.getClientRects()].map((each) => each.toJSON())")
    assert len(lines) > 1
    for line in lines:
        page.mouse.move(0, 0)
        page.mouse.move(line["x"] + 4, line["y"] + line["height"] / 2)
        card = page.locator("#card-statement-certificates-obstacle")
        expect(card).to_be_visible()
        box = card.bounding_box()
        assert box is not None
        assert all(box["y"] >= each["bottom"] or box["y"] + box["height"] <= each["top"] for each in lines)
        page.keyboard.press("Escape")


def test_mouse_opens_keeps_open_on_the_card_and_closes(chapter: Page) -> None:
    _number(chapter).hover()
    card = chapter.locator(CARD)
    expect(card).to_be_visible()
    card.hover()
    link = card.get_by_role("link")
    link.hover()
    expect(card).to_be_visible()
    chapter.locator("h1").hover()
    expect(card).to_be_hidden()


def test_escape_closes_a_card_that_the_mouse_opened(chapter: Page) -> None:
    _number(chapter).hover()
    expect(chapter.locator(CARD)).to_be_visible()
    chapter.keyboard.press("Escape")
    expect(chapter.locator(CARD)).to_be_hidden()


def test_one_card_at_a_time(chapter: Page) -> None:
    numbers = chapter.locator("section > p a.evidence-link")
    for i in range(1, 5):
        numbers.nth(i).hover()
        expect(chapter.locator(".evidence-card:popover-open")).to_have_count(1)


def test_keyboard_opens_escape_closes_and_enter_follows(chapter: Page) -> None:
    before = chapter.locator(
        "section section > p a.evidence-link[href$='#metric-construction-plan-share']"
    ).first
    before.focus()
    chapter.keyboard.press("Tab")
    expect(_number(chapter)).to_be_focused()
    expect(chapter.locator(CARD)).to_be_visible()
    chapter.keyboard.press("Escape")
    expect(chapter.locator(CARD)).to_be_hidden()
    expect(_number(chapter)).to_be_focused()
    chapter.keyboard.press("Enter")
    chapter.wait_for_url("**/appendix/ledger.html#metric-construction-plan-implied")


def test_leaving_by_keyboard_closes(chapter: Page) -> None:
    _number(chapter).focus()
    chapter.keyboard.press("Tab")
    chapter.keyboard.press("Shift+Tab")
    expect(chapter.locator(CARD)).to_be_visible()
    for _ in range(3):
        chapter.keyboard.press("Tab")
    expect(chapter.locator(CARD)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390])
def test_a_tap_opens_inside_the_screen_and_a_second_follows(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}construction.html")
    _number(page).tap()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert 0 <= box["y"] <= 640 - box["height"]
    _number(page).tap()
    page.wait_for_url("**/appendix/ledger.html#metric-construction-plan-implied")
    context.close()


def test_a_tap_elsewhere_closes(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}construction.html")
    _number(page).tap()
    expect(page.locator(CARD)).to_be_visible()
    page.touchscreen.tap(195, 90)
    expect(page.locator(CARD)).to_be_hidden()
    context.close()


def test_without_scripts_the_links_lead_home_and_no_card_is_in_the_way(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}construction.html")
    expect(page.locator(CARD)).to_be_hidden()
    _number(page).click()
    page.wait_for_url("**/appendix/ledger.html#metric-construction-plan-implied")
    expect(page.locator("#metric-construction-plan-implied")).to_be_visible()
    context.close()


def test_every_number_has_its_card(page: Page, site: str) -> None:
    for name in (
        "index",
        "inspection",
        "construction",
        "certificates",
        "prevention",
        "partnership",
        "outlook",
    ):
        page.goto(f"{site}{name}.html")
        without = page.evaluate(
            """() => [...document.querySelectorAll("a.evidence-link")]
                .map((link) => link.getAttribute("href").split("#")[1])
                .filter((name) => !document.getElementById(`card-${name}`)).length"""
        )
        assert without == 0, name
        assert page.locator("a.evidence-link").count() > 0, name


def test_copied_text_is_clean(chapter: Page) -> None:
    paragraph = chapter.locator("section > p:has(a.evidence-link[href$='plan-implied'])").first
    copied = paragraph.evaluate(
        "(p) => { getSelection().selectAllChildren(p); return getSelection().toString(); }"
    )
    assert copied.strip() == (
        "上半年片区完成建设投资12.96亿元，相当于年度计划的约52%。年度计划的数额没有公布。以完成的投资除以这一比例，"
        "年度计划推算为约24.92亿元，计入舍入，在24.67亿～25.18亿元之间。"
    )
    heading = chapter.locator("h2").first
    assert heading.evaluate("(h) => h.innerText").strip() == "2.1 安置房建设与项目"
