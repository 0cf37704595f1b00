"""The ledger leaves the rows that hold the words of a reader, and shows the row that an address names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from site_facts import FOLDER
from sites import serving

from yearbook import ENTITIES, INDICATORS, NOTED

ROWS = ENTITIES * (INDICATORS + 1)


@pytest.fixture(scope="module")
def tables(yearbook: Path) -> Iterator[str]:
    """The address of a book of numbers in tables."""
    with serving(yearbook / "_build/html", FOLDER) as address:
        yield address


def _rows(page: Page) -> Locator:
    return page.locator("table:is(.ledger, .series) > tbody > tr").filter(visible=True)


def _input(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="筛选台账")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("甲子县", INDICATORS + 1),  # what heads a row
        ("Ab County", INDICATORS + 1),  # the same in the other language
        (f"[{NOTED}]", INDICATORS + 1),  # an id
        (f"people_a[{NOTED}]@2001", 1),  # one whose parts stand in a row and in the head of a column
        ("甲类人口", ENTITIES),  # what is said above a table
        ("Made-up people", ENTITIES),  # the same in the other language
        ("乙类造价 丙", 0),
        ("造价的增加", ENTITIES),
        ("表一", ENTITIES * INDICATORS),  # the evidence
        ("推算 甲寅县", 1),
        ("２００１年", ENTITIES * INDICATORS),  # what heads a column, in full width
        ("没有的词", 0),
        ("  ", ROWS),
    ],
)
def test_a_filter_leaves_the_rows_that_hold_all_words(
    page: Page, tables: str, words: str, number: int
) -> None:
    page.goto(f"{tables}ledger.html")
    expect(_rows(page)).to_have_count(ROWS)
    _input(page).fill(words)
    expect(_rows(page)).to_have_count(number)
    status = page.locator(".ledger-filter [role=status]")
    if words.strip() and number:
        expect(status).to_have_text(f"显示{number}行，共{ROWS}行。")
    else:
        expect(status).to_have_text("没有哪一行有这些词。" if words.strip() else "")
    shown = page.locator(".text h2, .series-title, .series thead").filter(visible=True)
    assert (shown.count() > 0) == (number > 0), "what holds no row goes too"


def test_escape_shows_all_again(page: Page, tables: str) -> None:
    page.goto(f"{tables}ledger.html")
    _input(page).fill("甲子县")
    expect(_rows(page)).to_have_count(INDICATORS + 1)
    _input(page).press("Escape")
    expect(_input(page)).to_have_value("")
    expect(_rows(page)).to_have_count(ROWS)


def test_an_address_shows_its_row_though_the_filter_hid_it(page: Page, tables: str) -> None:
    page.goto(f"{tables}ledger.html")
    target = page.locator("[id='metric-share_c--county5--2002']")
    _input(page).fill("甲子县")
    expect(target).to_be_hidden()
    page.evaluate("location.hash = 'metric-share_c--county5--2002'")
    expect(target).to_be_in_viewport()
    expect(_input(page)).to_have_value("")
    expect(_rows(page)).to_have_count(ROWS)
    _input(page).fill("甲子县")
    page.evaluate("(hash) => { location.hash = ''; location.hash = hash; }", "metric-share_c--county5--2002")
    expect(target).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_leads_to_a_number_in_sight_and_marked(page: Page, tables: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    page.goto(f"{tables}index.html")
    page.locator("a.evidence-link[href$='#metric-cost_rise--county1--2002']").click()
    target = page.locator("td:has(:target)")
    expect(target).to_be_in_viewport(ratio=1)
    inside = target.evaluate(
        """(cell) => {
            const { left, top, width, height } = cell.getBoundingClientRect();
            return cell.contains(document.elementFromPoint(left + width - 12, top + height / 2));
        }"""
    )
    assert inside, "nothing lies over it: neither the filter nor what heads the row"
    assert target.evaluate("(cell) => getComputedStyle(cell).outlineStyle") == "solid"
    before = page.locator(".series td:not(:has(:target))").first
    assert before.evaluate("(cell) => getComputedStyle(cell).outlineStyle") == "none"


def test_a_search_leads_to_the_row(page: Page, tables: str) -> None:
    page.goto(f"{tables}search.html?q=造价的增加 甲卯县")
    link = page.locator("#search-results a[href*='ledger.html'].place").first
    expect(link).to_have_text("造价的增加（亿元）、甲卯县")
    link.click()
    page.wait_for_url("**/ledger.html?q=*#metric-cost_rise--county4--2002")
    expect(page.locator("tr:has(:target) th")).to_contain_text("甲卯县")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_does_not_scroll_to_the_side(page: Page, tables: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{tables}ledger.html")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width == 320:
        box = page.locator(".scroll:has(.series)").first
        box.evaluate("(box) => box.scrollTo(box.scrollWidth, 0)")
        head = box.locator("tbody th").first.bounding_box()
        around = box.bounding_box()
        assert head and around
        assert head["x"] == around["x"], "what heads a row stays"


def test_the_real_ledger_is_filtered_too(page: Page, site: str) -> None:
    page.goto(f"{site}appendix/ledger.html")
    every = _rows(page).count()
    _input(page).fill("construction.plan_implied")
    expect(_rows(page)).to_have_count(1)
    _input(page).fill("implied plan")
    expect(_rows(page)).to_have_count(1)
    page.evaluate("location.hash = 'ledger-inspection'")
    expect(_rows(page)).to_have_count(every)


def _names(page: Page) -> list[str]:
    return [
        str(name) for name in _rows(page).evaluate_all("(rows) => rows.map((row) => row.cells[0].innerText)")
    ]


def _kinds(page: Page) -> list[str]:
    return [str(kind) for kind in _rows(page).evaluate_all("(rows) => rows.map((row) => row.dataset.kind)")]


@pytest.mark.parametrize("kind", ["published", "counted", "derived", "statement"])
def test_a_kind_leaves_its_rows_and_the_address_says_so(page: Page, site: str, kind: str) -> None:
    page.goto(f"{site}appendix/ledger.html")
    every = _rows(page).count()
    choice = page.get_by_role("combobox", name="种类")
    choice.select_option(value=kind)
    kinds = _kinds(page)
    assert 0 < len(kinds) < every
    assert set(kinds) == {kind}
    expect(page.locator(".ledger-filter [role=status]")).to_have_text(f"显示{len(kinds)}行，共{every}行。")
    expect(page).to_have_url(re.compile(rf"\?kind={kind}$"))
    page.reload()
    expect(choice).to_have_value(kind)
    expect(_rows(page)).to_have_count(len(kinds))
    _input(page).press("Escape")
    expect(_rows(page)).to_have_count(every)
    expect(page).to_have_url(re.compile(r"ledger\.html$"))


def test_only_kinds_that_there_are_can_be_chosen(page: Page, tables: str) -> None:
    page.goto(f"{tables}ledger.html")
    options = page.get_by_role("combobox", name="种类").locator("option").all_inner_texts()
    assert options == ["全部", "公布", "推算"]


def test_rows_are_sorted_over_all_chapters_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}appendix/ledger.html")
    by_chapter, kinds = _names(page), _kinds(page)
    order = page.get_by_role("combobox", name="排序")
    order.select_option("按名称")
    assert sorted(_names(page)) == sorted(by_chapter)
    for part in (".ledger [data-kind]:not([data-kind=statement])", ".ledger [data-kind=statement]"):
        names = [name.partition("\n")[0] for name in page.locator(f"{part} td:first-child").all_inner_texts()]
        assert names == page.evaluate("(names) => names.toSorted(new Intl.Collator('zh-CN').compare)", names)
    order.select_option("按种类")
    assert _kinds(page) == sorted(kinds, key=["published", "counted", "derived", "statement"].index)
    assert page.locator(".text section[id] > h2").filter(visible=True).count() == 1, "of what has no number"
    order.select_option("按时间")
    periods = page.locator(".ledger [data-kind]:not([data-kind=statement])").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.period ?? '~')"
    )
    assert periods == sorted(periods)
    expect(page).to_have_url(re.compile(r"\?sort=period$"))
    order.select_option("按章节")
    assert _names(page) == by_chapter
    assert page.locator(".text h2").filter(visible=True).count() > 1


def test_series_are_sorted_in_their_table(page: Page, tables: str) -> None:
    page.goto(f"{tables}ledger.html?sort=name")
    names = page.locator("table.series").first.locator("tbody th").all_inner_texts()
    assert len(names) == ENTITIES
    assert names == page.evaluate(
        "(names) => names.toSorted(new Intl.Collator('zh-CN', { numeric: true }).compare)", names
    )


def test_an_address_asks_for_words_kind_order_and_a_row(page: Page, site: str) -> None:
    page.goto(f"{site}appendix/ledger.html?filter=东宝花苑&kind=published&sort=name")
    expect(_input(page)).to_have_value("东宝花苑")
    assert set(_kinds(page)) == {"published"}
    assert all("东宝花苑" in row for row in _rows(page).all_inner_texts())
    page.goto(f"{site}appendix/ledger.html?filter=东宝花苑&sort=name#metric-construction-investment")
    target = page.locator("tr:has(#metric-construction-investment)")
    expect(target).to_be_in_viewport()
    expect(_input(page)).to_have_value("")
    assert target.evaluate("(row) => getComputedStyle(row).backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("asked", ["kind=other", "sort=value", "filter=&kind=&sort="])
def test_an_address_that_asks_for_what_there_is_not_shows_all(page: Page, site: str, asked: str) -> None:
    page.goto(f"{site}appendix/ledger.html")
    every = _names(page)
    page.goto(f"{site}appendix/ledger.html?{asked}")
    assert _names(page) == every


def test_a_table_out_of_sight_is_not_laid_out_again(page: Page, tables: str) -> None:
    laid_out = "(tables) => tables.map((table) => table.checkVisibility({ contentVisibilityAuto: true }))"
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(f"{tables}ledger.html")
    for words in ("", "甲子县", "县"):
        _input(page).fill(words)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    seen = page.locator("table.series").evaluate_all(laid_out)
    assert seen[0]
    assert not seen[-1]


def test_without_scripts_and_on_paper_there_is_no_filter(browser: Browser, tables: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{tables}ledger.html")
    expect(page.locator(".ledger-filter")).to_be_hidden()
    expect(_rows(page)).to_have_count(ROWS)
    context.close()
    page = browser.new_page()
    page.goto(f"{tables}ledger.html")
    expect(page.locator(".ledger-filter")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".ledger-filter")).to_be_hidden()
    page.close()
