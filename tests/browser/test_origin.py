"""Nothing comes from elsewhere, a strict policy is kept, and a folder on a stick is enough."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from site_facts import PAGES

KILOBYTES = 350
#: What the page for missing ones asks for in each folder above it, and finds in one of them.
SOUGHT = "/_static/missing.js"


def _watch(page: Page) -> tuple[list[str], list[str]]:
    requests: list[str] = []
    complaints: list[str] = []

    def note(found: list[str], address: str, what: str) -> None:
        if not address.endswith(SOUGHT):
            found.append(what)

    page.on("request", lambda request: note(requests, request.url, request.url))
    page.on("console", lambda message: note(complaints, message.location["url"], message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return requests, complaints


def _read_through(page: Page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for image in page.locator("img:visible").all():
        image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("name", PAGES)
def test_every_request_stays_at_the_origin_under_the_policy(page: Page, site: str, name: str) -> None:
    requests, complaints = _watch(page)
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(f"{site}{name}.html?q=622")
    _read_through(page)
    button = page.get_by_role("button", name="外观")
    for _ in range(2):  # dark, and as the system again
        button.click()
        _read_through(page)
    assert requests
    assert {urlsplit(url).netloc for url in requests} == {urlsplit(site).netloc}
    assert complaints == []
    assert [url for url in failed if not url.endswith(SOUGHT)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_folder_is_enough(page: Page, html: Path, name: str) -> None:
    requests, complaints = _watch(page)
    page.goto((html / f"{name}.html").as_uri() + "?q=622")
    _read_through(page)
    assert {urlsplit(url).scheme for url in requests} == {"file"}
    assert complaints == []
    for image in page.locator("img:visible").all():
        assert image.evaluate("(image) => image.naturalWidth") > 0


def test_search_works_from_a_folder(page: Page, html: Path) -> None:
    page.goto((html / "index.html").as_uri())
    page.get_by_role("searchbox").fill("622")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=622")
    expect(page.locator("#search-results h2").first).to_have_text("安置房源排查")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(page: Page, site: str, html: Path, name: str) -> None:
    requests, _ = _watch(page)
    page.goto(f"{site}{name}.html")
    page.wait_for_load_state("networkidle")
    files = {urlsplit(url).path.partition("/2020-07/")[2] for url in requests}
    weight = sum(len(gzip.compress((html / file).read_bytes())) for file in files)
    assert weight < KILOBYTES * 1024


def test_no_page_holds_an_inline_script_or_style(html: Path, page: Page, site: str) -> None:
    for name in PAGES:
        page.goto(f"{site}{name}.html")
        inline = page.evaluate(
            """() => document.querySelectorAll(
                "script:not([src]):not([type='application/ld+json']), style, [style], [onclick]"
            ).length"""
        )
        assert inline == 0, name


def test_a_citation_is_copied_whole(page: Page, site: str) -> None:
    page.goto(f"{site}appendix/citation.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = page.locator("div.citation").nth(1)
    button = block.get_by_role("button", name="复制")
    button.click()
    expect(block.get_by_role("button")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@report{")
    assert copied.endswith("}")
    assert "复制" not in copied


def test_appearance_is_kept_from_page_to_page_without_a_flash(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    button = page.get_by_role("button", name="外观")
    expect(button).to_have_accessible_name("暗色外观")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site}outlook.html", wait_until="commit")
    page.wait_for_selector("body", state="attached")
    assert page.evaluate("document.documentElement.dataset.appearance") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 30)"
