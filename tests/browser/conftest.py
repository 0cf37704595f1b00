"""A real browser, and the built book behind a server that lets nothing in from elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from site_facts import FOLDER
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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A desk: a wide window, a mouse."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty window."""
    return context.new_page()
