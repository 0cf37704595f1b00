"""A real browser, and the built book behind a server that lets nothing in from elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from site_facts import DESK, FOLDER, PAGES, UNFOLD
from sites import serving, write_elements

from support import copy_project, make_once, publish

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a test without it is skipped, but never in continuous integration.

    It ends with each file of tests: while Playwright runs, its thread has an event loop, and tests of kernels
    that come to the same worker could not run their own.
    """
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed; .ci/run installs it")
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(html: Path) -> Iterator[str]:
    """The address of the HTML edition on a server."""
    with serving(html, FOLDER) as address:
        yield address


@pytest.fixture(scope="session")
def elements(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose first page holds every kind of element, built once for all workers."""

    def make(project: Path) -> None:
        write_elements(copy_project(project), address=f"https://example.org{FOLDER.rstrip('/')}")
        publish(project, "--allow-problems")

    return make_once(tmp_path_factory, "elements", "_build/html", make)


@pytest.fixture(scope="session")
def charts_of_all_forms(guide: Path) -> Path:
    """The page of the guide that has every form of chart."""
    return guide / "_build/html/appendix/gallery.html"


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """The one window of a file of tests: to open another takes longer than most of them last."""
    with browser.new_context(**DESK) as context:
        yield context.new_page()


@pytest.fixture
def page(desk: Page) -> Page:
    """It, empty and with nothing remembered."""
    clear(desk)
    return desk


@pytest.fixture
def own_page(browser: Browser) -> Iterator[Page]:
    """A window for one test, which gives it scripts, rights, or answers to what is asked."""
    with browser.new_context(**DESK) as context:
        yield context.new_page()


def clear(window: Page) -> None:
    """Make a window like a new one."""
    for other in window.context.pages[1:]:
        other.close()
    window.goto("about:blank")
    session = window.context.new_cdp_session(window)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})
    session.detach()
    window.set_viewport_size(DESK["viewport"])
    window.emulate_media(media="null", color_scheme="null", forced_colors="null", reduced_motion="reduce")
    window.mouse.move(0, 0)


@pytest.fixture(scope="module", params=PAGES)
def page_name(request: pytest.FixtureRequest) -> str:
    """The name of each page of the site in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    """Another such window, in which each page stays open for a while."""
    with browser.new_context(**DESK) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def visited(page_name: str, visitor: Page, site: str) -> Page:
    """That page, opened once for all tests of a file that look and change nothing."""
    clear(visitor)
    visitor.goto(f"{site}{page_name}.html?q=622")
    return visitor


@pytest.fixture
def each_page(visited: Page) -> Page:
    """Each page of the site in turn, on a desk and with everything unfolded."""
    visited.set_viewport_size(DESK["viewport"])
    visited.emulate_media(media="null", color_scheme="null")
    visited.evaluate(UNFOLD)
    return visited
