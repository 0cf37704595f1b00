"""Links to Chinese ids, and files of Chinese names, work in a browser: from a folder and from a server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from site_facts import FOLDER
from sites import serving

from support import copy_small, publish, write_files

BOAT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
PAGES = {
    "_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: 成效 100%\n",
    "index.md": "# 开始\n\n见[计划](<成效 100%.md#计划-2>)。\n",
    "成效 100%.md": "# 成效\n\n## 计划\n\n一样。\n\n## 计划\n\n一样。\n\n![船](<图 100%.SVG>)\n",
    "图 100%.SVG": BOAT,
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML edition of a book of Chinese names."""
    project = copy_small(tmp_path_factory.mktemp("named"))
    write_files(project / "book", PAGES)
    publish(project, "--allow-problems")
    return project / "_build/html"


def follow(page: Page, address: str) -> None:
    """Go from the first page to the second section of a name, and look at its picture."""
    page.goto(f"{address}index.html")
    page.get_by_role("link", name="计划").first.click()
    expect(page.locator("section:target > h2")).to_have_text("计划")
    assert page.evaluate("document.querySelector(':target').id") == "计划-2"
    assert page.evaluate("document.querySelector('main img').naturalWidth") == 9
    page.goto(f"{address}{quote('成效 100%.html')}#{quote('计划-2')}")
    assert page.evaluate("document.querySelector(':target').id") == "计划-2"


def test_links_lead_there_from_a_folder(named: Path, page: Page) -> None:
    follow(page, f"{named.as_uri()}/")


def test_links_lead_there_from_a_server(named: Path, page: Page) -> None:
    with serving(named, FOLDER) as address:
        follow(page, address)


def test_a_search_leads_there(named: Path, page: Page) -> None:
    page.goto(f"{named.as_uri()}/search.html?q={quote('计划')}")
    page.locator("#search-results a[href$='#计划-2']").first.click()
    expect(page.locator("section:target > h2")).to_have_text("计划")
