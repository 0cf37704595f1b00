"""Search finds what readers of Chinese look for; `make proof` measures stock Jupyter Book's beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from queries import ENGLISH, QUERIES
from site_facts import PAGES
from stock_search import build_stock, stock_results

from support import PROOF


@pytest.fixture
def search(page: Page, site: str) -> Page:
    page.goto(f"{site}search.html")
    return page


def _results(page: Page, query: str) -> list[str]:
    page.locator("#search-query").fill(query)
    links = page.locator("#search-results h2 a").all()
    return [str(link.get_attribute("href")).partition(".html")[0] for link in links]


def _good(found: list[str], wanted: str) -> bool:
    return wanted in found[:2]


@pytest.mark.proof
def test_eighty_queries_find_their_page_first_or_second(
    search: Page, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    ours = {query: _results(search, query) for query, _ in QUERIES}
    stock: dict[str, list[str]] = {query: [] for query in ours}
    if PROOF:
        search.goto(build_stock(tmp_path / "stock").as_uri())
        stock = {query: stock_results(search, query) for query in ours}
    print("| query | page | ours | stock |\n|---|---|---|---|")
    for query, wanted in QUERIES:
        places = [
            str(found.index(wanted) + 1) if wanted in found else "–" for found in (ours[query], stock[query])
        ]
        print(f"| {query} | {wanted} | {' | '.join(places)} |")
    score = {
        name: sum(_good(found[query], wanted) for query, wanted in QUERIES)
        for name, found in (("ours", ours), ("stock", stock))
    }
    print(score)
    record_property("search", score)
    assert [(query, ours[query]) for query, wanted in QUERIES if not _good(ours[query], wanted)] == []
    assert score["stock"] < len(QUERIES) / 2  # mended one day, it would make ours needless


def test_english_queries_find_their_page_first_or_second(page: Page, site: str) -> None:
    page.goto(f"{site}en/search.html")
    found = {query: _results(page, query) for query, _ in ENGLISH}
    assert [(query, found[query]) for query, wanted in ENGLISH if not _good(found[query], wanted)] == []


@pytest.mark.parametrize("query", ["", " ", "　", "\t"])
def test_nothing_asked_nothing_said(search: Page, query: str) -> None:
    assert _results(search, query) == []
    expect(search.locator("#search-status")).to_be_empty()


@pytest.mark.parametrize("query", ["不存在的词组合", "zzzz", "99999", "(", "[a-z]+", ".*", "\\", "”"])
def test_what_is_not_there_is_not_found(search: Page, query: str) -> None:
    if _results(search, query):
        expect(search.locator("#search-results mark").first).to_be_visible()
    else:
        expect(search.locator("#search-status")).to_have_text("没有找到。换一个词，或者少写几个字。")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("６２２", "622"),
        ("ＥＢ／ＯＬ", "eb/ol"),
        ("  投资　时间进度 ", "投资 时间进度"),
        ("９８．８％", "98.8%"),
    ],
)
def test_full_width_capitals_and_spaces_make_no_difference(search: Page, written: str, plain: str) -> None:
    assert _results(search, written) == _results(search, plain) != []


def test_every_word_of_every_title_finds_its_page(search: Page, html: Path) -> None:
    titles = search.evaluate("searchIndex.pages.map(([uri, title]) => [uri.replace('.html', ''), title])")
    assert [name for name, _ in titles] == list(PAGES[:-2])
    for name, title in titles:
        assert _results(search, title)[0] == name


def test_a_result_shows_the_passage_and_leads_to_it(search: Page) -> None:
    _results(search, "12.96亿元")
    result = search.locator("#search-results > li").first
    expect(result.locator("mark").first).to_have_text("12.96亿元")
    result.locator("a.place").first.click()
    search.wait_for_url("**/construction.html?q=*#*")
    marked = search.evaluate("() => [...CSS.highlights.get('search')].map((range) => range.toString())")
    assert len(marked) >= 2
    assert set(marked) == {"12.96亿元"}
    search.keyboard.press("Escape")
    assert search.evaluate("CSS.highlights.has('search')") is False


def test_a_passage_shows_as_many_of_the_terms_as_stand_together(search: Page) -> None:
    _results(search, "投资 时间进度")
    passage = search.locator("#search-results > li").first.locator("p:has(mark)").first
    assert set(passage.locator("mark").all_text_contents()) == {"投资", "时间进度"}


def test_no_passage_begins_or_ends_within_a_number(search: Page) -> None:
    part = r"[\d.,-]"
    sections = search.evaluate("searchIndex.pages.flatMap(([, , sections]) => sections.flat())")
    text = "\n".join(" ".join(section.split()) for section in sections)
    cuts = 0
    for query in ("投资 计划", "622", "2020", "约"):
        _results(search, query)
        for passage in search.locator("#search-results p:has(mark)").all():
            shown = passage.inner_text()
            for name in passage.locator(".place").all_inner_texts():
                shown = shown.removeprefix(name)
            inside = shown.strip("… ")
            before = rf"(?<!{part})" if re.match(part, inside) else ""
            after = rf"(?!{part})" if re.search(rf"{part}$", inside) else ""
            cuts += bool(before or after)
            assert re.search(before + re.escape(inside) + after, text), shown
    assert cuts  # the test can fail


def test_the_form_of_every_page_leads_to_the_results(page: Page, site: str) -> None:
    page.goto(f"{site}appendix/sources.html")
    page.locator(".masthead input").fill("双组长")
    page.locator(".masthead input").press("Enter")
    page.wait_for_url("**/2020-07/search.html?q=*")
    expect(page.locator("#search-results h2").first).to_have_text("入户摸排与三级防控")


def test_the_address_follows_what_is_typed_and_back_returns_to_it(search: Page) -> None:
    field = search.locator("#search-query")
    field.press_sequentially("一对一")
    expect(search).to_have_url(re.compile("q=%E4%B8%80%E5%AF%B9%E4%B8%80$"))
    search.reload()
    expect(field).to_have_value("一对一")
    expect(search.locator("#search-status")).to_have_text("找到2页。")
    search.locator("#search-results h2 a").first.click()
    search.wait_for_url("**/certificates.html?q=*")
    search.go_back()
    expect(field).to_have_value("一对一")
    expect(search.locator("#search-status")).to_have_text("找到2页。")
    field.fill("")
    expect(search).to_have_url(re.compile(r"search\.html$"))


def test_a_folder_keeps_its_address_and_is_searched_all_the_same(page: Page, html: Path) -> None:
    page.goto((html / "search.html").as_uri())
    assert _results(page, "房產證")[0] == "certificates"
    assert page.url.partition("?")[0] == (html / "search.html").as_uri()


def test_another_name_is_marked_where_the_page_says_the_first(search: Page) -> None:
    assert _results(search, "房產證")[0] == "certificates"
    result = search.locator("#search-results > li").first
    expect(result.locator("mark").first).to_have_text("不动产权证")
    result.locator("a.place").first.click()
    search.wait_for_url("**/certificates.html?q=*#*")
    marked = search.evaluate("() => [...CSS.highlights.get('search')].map((range) => range.toString())")
    assert set(marked) == {"不动产权证"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dongb", True),  # the beginning of a name, as it is typed
        ("garden", True),  # a word in a name
        ("ongbao", False),
        ("do", False),
        ("房产", True),
        ("东宝花苑的房产证", True),  # a name within other words
        ("dongbao 478", True),
        ("dongbao 999", False),
    ],
)
def test_a_name_is_known_by_its_beginning_or_within_words(search: Page, query: str, found: bool) -> None:
    assert ("certificates" in _results(search, query)) is found


def test_a_slash_begins_a_search_and_escape_goes_back(page: Page, site: str) -> None:
    page.goto(f"{site}certificates.html")
    field, link = page.locator(".masthead input"), page.locator(".text a[href]").first
    link.focus()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("1/2")
    expect(field).to_have_value("1/2")  # in a field it is a character
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(field).to_have_value("1/2")
    page.keyboard.press("Control+/")
    expect(link).to_be_focused()
    page.goto(f"{site}appendix/ledger.html")
    page.get_by_role("searchbox", name="筛选台账").press("/")
    expect(page.get_by_role("searchbox", name="筛选台账")).to_have_value("/")


def test_on_a_narrow_page_a_slash_opens_the_page_of_search(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}certificates.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    expect(page.locator("#search-query")).to_be_focused()


def test_who_needs_the_key_turns_it_off(search: Page, site: str) -> None:
    choice = search.get_by_role("checkbox")
    expect(choice).to_be_checked()
    choice.uncheck()
    search.goto(f"{site}index.html")
    search.keyboard.press("/")
    expect(search.locator(".masthead input")).not_to_be_focused()
    assert search.locator(".masthead input").get_attribute("aria-keyshortcuts") is None
    search.goto(f"{site}search.html")
    choice.check()
    search.goto(f"{site}index.html")
    search.keyboard.press("/")
    expect(search.locator(".masthead input")).to_be_focused()


def test_arrows_go_through_the_results_and_back(search: Page) -> None:
    field = search.locator("#search-query")
    field.fill("东宝花苑")
    links = search.locator("#search-results a")
    for at in range(3):
        search.keyboard.press("ArrowDown")
        expect(links.nth(at)).to_be_focused()
    for _ in range(3):
        search.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    search.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    expect(field).to_have_value("东宝花苑")


def test_a_hit_in_the_ledger_opens_its_row(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q=Property certificates issued")
    page.locator("#search-results a.place").first.click()
    page.wait_for_url("**/ledger.html?q=*#metric-certificates-issued")
    row = page.locator("tr:has(:target)")
    expect(row).to_be_in_viewport()
    assert row.evaluate("(row) => getComputedStyle(row).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_what_an_address_names_is_unfolded(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    folded = page.locator("details:not([open])").first
    folded.evaluate("(details) => { details.lastElementChild.id = 'folded'; location.hash = 'folded'; }")
    expect(page.locator("details[open] #folded")).to_be_in_viewport()
    page.evaluate("location.hash = '%E4%A'")  # no address of ours breaks nothing
