"""The live preview in a browser: reloaded where the reader was, mistakes over the last good page."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from site_facts import POLICY

from live_preview import SECONDS, Live

PAGE = "book/inspection.md"
FIRST_CELL = 'inspection = qz.load("inspection")'
FIGURE = "{metric}`inspection.units`"


@pytest.fixture(scope="module")
def live(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A preview of the real book; each test puts back what it changed."""
    project = tmp_path_factory.mktemp("serve") / "project"
    shutil.copytree(built, project, ignore=shutil.ignore_patterns("doctrees", "typst"))
    live = Live(project)
    live.wait_for_line("all else")
    yield live
    assert live.stop(signal.SIGINT) == 0


def test_a_saved_sentence_appears_where_the_reader_was(page: Page, live: Live) -> None:
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{live.url}inspection.html")
    page.evaluate("scrollTo(0, 700)")
    page.evaluate("window.before = true")
    live.edit(PAGE, "## 数字没有说明什么\n", "## 数字没有说明什么\n\n多一句话。\n")
    expect(page.locator("main")).to_contain_text("多一句话。", timeout=SECONDS * 1000)
    page.wait_for_load_state("load")
    assert page.evaluate("window.before") is None
    page.wait_for_function("scrollY === 700")
    live.edit(PAGE, "\n多一句话。\n", "")
    expect(page.locator("main")).not_to_contain_text("多一句话。", timeout=SECONDS * 1000)
    page.wait_for_function("scrollY === 700")


def test_what_appears_above_moves_nothing(page: Page, live: Live) -> None:
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{live.url}inspection.html")
    page.evaluate("scrollTo(0, 700)")
    for old, new in ((FIRST_CELL, f"{FIRST_CELL}\nprint('made up')"), ("\nprint('made up')", "")) * 2:
        page.evaluate("window.before = true")
        live.edit(PAGE, old, new)
        page.wait_for_function("!window.before && history.scrollRestoration === 'auto'")
        page.wait_for_load_state("load")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("scrollY") == 700


def test_a_mistake_lies_over_the_last_good_page(page: Page, live: Live) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live.url}inspection.html")
    page.evaluate("scrollTo(0, 500)")
    page.evaluate("window.before = true")
    overlay = page.get_by_role("alert")
    expect(overlay).to_have_count(0)
    live.edit(PAGE, FIGURE, "{metric}`inspection.<img src=x onerror=alert(1)>`")
    expect(overlay).to_be_visible(timeout=SECONDS * 1000)
    expect(overlay).to_contain_text("book/inspection.md:")
    expect(overlay).to_contain_text("inspection.<img src=x onerror=alert(1)>")
    expect(overlay.locator("img")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("622套")
    assert page.evaluate("[window.before, scrollY]") == [True, 500]
    overlay.get_by_role("button", name="Hide").click()
    expect(overlay).to_have_count(0)
    page.reload()
    expect(overlay).to_be_visible()
    live.edit(PAGE, "{metric}`inspection.<img src=x onerror=alert(1)>`", FIGURE)
    expect(overlay).to_have_count(0, timeout=SECONDS * 1000)
    expect(page.locator("main")).to_contain_text("622套")
    assert complaints == []


def test_the_overlay_keeps_a_strict_policy(page: Page, live: Live) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    def add_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": POLICY})

    page.route("**/inspection.html", add_policy)
    page.goto(f"{live.url}inspection.html")
    live.edit(PAGE, FIGURE, "{metric}`inspection.unit`")
    expect(page.get_by_role("alert")).to_have_css("position", "fixed", timeout=SECONDS * 1000)
    live.edit(PAGE, "{metric}`inspection.unit`", FIGURE)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=SECONDS * 1000)
    assert complaints == []


def test_findings_of_the_check_stand_beside_the_page(page: Page, live: Live) -> None:
    page.set_default_timeout(SECONDS * 1000)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live.url}inspection.html")
    findings = page.locator("details", has_text="of the check")
    expect(findings).to_have_count(0)
    live.edit(PAGE, "## 数字没有说明什么\n", "## 数字没有说明什么\n\n共看了3套。\n")
    expect(page.locator("main")).to_contain_text("共看了3套。", timeout=SECONDS * 1000)
    expect(findings).to_contain_text("1 finding of the check", timeout=SECONDS * 1000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    findings.locator("summary").click()
    expect(findings).to_contain_text("'3套' is typed in the prose")
    expect(findings).to_contain_text("book/inspection.md:")
    # What is listed there is remembered over the reload that mends it.
    live.edit(PAGE, "共看了3套。", "共看了3套，又4套。")
    expect(findings).to_contain_text("2 findings of the check", timeout=SECONDS * 1000)
    expect(findings.locator("ol")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    live.edit(PAGE, "\n共看了3套，又4套。\n", "")
    expect(findings).to_have_count(0, timeout=SECONDS * 1000)
