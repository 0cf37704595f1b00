"""Nothing comes from elsewhere, a strict policy is kept, and a folder on a stick is enough."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, expect
from site_facts import PAGES, UNFOLD

KILOBYTES = 350
#: What the page for missing ones asks for in each folder above it, and finds in one of them.
SOUGHT = "/_static/missing.js"


class Visit:
    """A page as it was opened, and what it asked for and complained of since."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.failed: list[str] = []

        def note(found: list[str], address: str, what: str) -> None:
            if not address.endswith(SOUGHT):
                found.append(what)

        def answered(response: Response) -> None:
            if response.status >= 400:
                note(self.failed, response.url, response.url)

        page.on("request", lambda request: note(self.requests, request.url, request.url))
        page.on("console", lambda told: note(self.complaints, told.location["url"], told.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", answered)
        page.goto(address)

    def read_through(self) -> None:
        self.page.evaluate(UNFOLD)
        for image in self.page.locator("img:visible").all():
            image.scroll_into_view_if_needed()
            image.evaluate("(image) => image.decode()")


@pytest.fixture(scope="module")
def visit(page_name: str, visitor: Page, site: str) -> Visit:
    """Each page, read through once in every appearance."""
    visit = Visit(visitor, f"{site}{page_name}.html?q=622")
    visit.read_through()
    for _ in range(2):  # dark, and as the system again
        visitor.get_by_role("button", name="外观").click()
        visit.read_through()
    visitor.wait_for_load_state("networkidle")
    return visit


def test_every_request_stays_at_the_origin_under_the_policy(visit: Visit, site: str) -> None:
    assert visit.requests
    assert {urlsplit(url).netloc for url in visit.requests} == {urlsplit(site).netloc}
    assert visit.complaints == []
    assert visit.failed == []


def test_a_page_is_light(visit: Visit, html: Path) -> None:
    files = {urlsplit(url).path.partition("/2020-07/")[2] for url in visit.requests}
    weight = sum(len(gzip.compress((html / file).read_bytes())) for file in files)
    assert weight < KILOBYTES * 1024


def test_no_page_holds_an_inline_script_or_style(visit: Visit) -> None:
    inline = visit.page.evaluate(
        """() => document.querySelectorAll(
            "script:not([src]):not([type='application/ld+json']), style, [style], [onclick]"
        ).length"""
    )
    assert inline == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_folder_is_enough(page: Page, html: Path, name: str) -> None:
    visit = Visit(page, (html / f"{name}.html").as_uri() + "?q=622")
    visit.read_through()
    page.wait_for_load_state("networkidle")
    assert {urlsplit(url).scheme for url in visit.requests} == {"file"}
    assert visit.complaints == []
    for image in page.locator("img:visible").all():
        assert image.evaluate("(image) => image.naturalWidth") > 0


def test_search_works_from_a_folder(page: Page, html: Path) -> None:
    page.goto((html / "index.html").as_uri())
    page.get_by_role("searchbox").fill("622")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=622")
    expect(page.locator("#search-results h2").first).to_have_text("安置房源排查")


def test_a_citation_is_copied_whole(own_page: Page, site: str) -> None:
    page = own_page
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
