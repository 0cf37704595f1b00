"""The page for a missing one: styled, and with links that lead home, in whatever folder the reader looked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from site_facts import FOLDER
from sites import serving, write_elements

from support import PROOF, publish


def _leads_home(page: Page, address: str, home: str, missing: str) -> None:
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(address + missing)
    expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    assert [
        url for url in failed if url.startswith(f"{address}_static/")
    ] == []  # all that the page is made of
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).position") == "sticky"
    expect(page.get_by_role("button", name="外观")).to_be_visible()  # its script ran
    page.get_by_role("link", name="跳到正文").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{missing}#content")
    for name in ("回到第一页", "指标台账"):
        page.goto(address + missing)
        page.get_by_role("link", name=name).click()
        page.wait_for_url(f"{address}*/**" if name == "指标台账" else f"{address}{home}")
        expect(page.get_by_role("heading", name="没有这一页")).to_have_count(0)
    page.goto(address + missing)
    page.locator(".masthead input").fill("622")
    page.locator(".masthead input").press("Enter")
    page.wait_for_url(f"{address}search.html?q=622")


@pytest.mark.proof
@pytest.mark.parametrize(
    "missing", ["gone.html", "a/b/c/", *(["appendix/gone.html", "a/b/c"] if PROOF else [])]
)
def test_at_a_known_address_below_a_host(page: Page, elements: Path, missing: str) -> None:
    with serving(elements / "_build/html", FOLDER) as address:
        _leads_home(page, address, "elements.html", missing)


@pytest.mark.proof
@pytest.mark.skipif(not PROOF, reason="builds a book of its own; make proof")
def test_at_a_known_address_at_the_root_of_a_host(page: Page, elements: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(elements, project)
    write_elements(project, "https://example.org/")
    publish(project, "--allow-problems")
    with serving(project / "_build/html", "/") as address:
        _leads_home(page, address, "elements.html", "a/b/c")


@pytest.mark.proof
@pytest.mark.parametrize(
    ("folder", "missing"),
    [
        ("/", "gone.html"),
        (FOLDER, "a/b/c/d/e"),
        *([(FOLDER, "gone.html"), (FOLDER, "appendix/gone"), ("/", "a/b/c/")] if PROOF else []),
    ],
)
def test_at_an_unknown_address_in_any_folder(page: Page, html: Path, folder: str, missing: str) -> None:
    with serving(html, folder) as address:
        _leads_home(page, address, "index.html", missing)


def test_a_known_address_makes_whole_addresses(elements: Path) -> None:
    text = (elements / "_build/html/elements.html").read_text("utf-8")
    assert f'<link rel="canonical" href="https://example.org{FOLDER}elements.html">' in text
    assert f'"contentUrl": "https://example.org{FOLDER}_downloads/' in text
    assert f'xml:base="https://example.org{FOLDER}"' in (elements / "_build/html/editions.atom").read_text(
        "utf-8"
    )
