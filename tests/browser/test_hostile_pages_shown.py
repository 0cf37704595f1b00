"""Hostile pages in a browser: nothing runs and nothing is asked, with the policy and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from site_facts import FOLDER
from sites import serving

from hostile_pages import ROWS, hostile_book
from qzbook.safety.policy import POLICY

CANARY = "canary"


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of all attempts, without the policy."""
    return hostile_book(tmp_path_factory) / "bare"


@pytest.fixture
def heard(own_page: Page) -> list[str]:
    """What pages ran, and whom they asked."""
    page = own_page
    heard: list[str] = []
    page.add_init_script(f"window.canary = () => console.error('{CANARY}')")
    page.on("console", lambda message: heard.append(message.text) if message.text == CANARY else None)
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("request", lambda request: heard.append(request.url) if _is_foreign(request.url) else None)
    return heard


def _is_foreign(address: str) -> bool:
    return not address.startswith(("file:", "data:"))


def test_no_page_runs_or_asks_anything_even_without_the_policy(
    own_page: Page, bare: Path, heard: list[str]
) -> None:
    schemes: set[str] = set()
    for number in range(len(ROWS)):
        own_page.goto((bare / f"p{number}.html").as_uri())
        schemes |= set(
            own_page.evaluate(
                """() => {
                    document.querySelectorAll("details").forEach((each) => { each.open = true })
                    document.querySelectorAll("main *").forEach((each) => { each.focus?.() })
                    return [...document.querySelectorAll("main a[href]")].map((each) => each.protocol)
                }"""
            )
        )
    assert heard == []
    assert schemes <= {"file:", "https:"}


ATTEMPTS = """
<script>canary("script")</script><img src="nothing" onerror="canary('handler')">
<iframe src="http://127.0.0.1:9/frame"></iframe>
<object data="data:text/html,<script>fetch('http://127.0.0.1:9/object')</script>"></object>
<img src="http://127.0.0.1:9/picture"><link rel="stylesheet" href="http://127.0.0.1:9/sheet">
"""
HEARD = {
    "host": set(),
    "page": {"script", "picture", "sheet"},
    "nobody": {"script", "handler", "frame", "object", "picture", "sheet"},
}


@pytest.mark.parametrize("who", HEARD)
def test_what_the_policy_stops_where_all_else_fails(
    browser: Browser, html: Path, tmp_path: Path, who: str
) -> None:
    text = (html / "index.html").read_text("utf-8").replace("</main>", f"{ATTEMPTS}</main>")
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text(text.replace(POLICY, POLICY if who == "page" else ""), "utf-8")
    page = browser.new_page()
    heard: set[str] = set()

    def hear(route: Route) -> None:
        heard.add(route.request.url.rpartition("/")[2])
        route.abort()

    page.add_init_script("window.canary = (name) => console.log(`canary ${name}`)")
    page.on("console", lambda told: heard.update(re.findall("^canary (.*)", told.text)))
    page.route("http://127.0.0.1:9/**", hear)
    if who == "host":
        with serving(tmp_path, FOLDER) as site:
            page.goto(f"{site}index.html")
    else:
        page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    page.close()
    assert heard == HEARD[who]
