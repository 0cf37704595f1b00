"""What a reader types, or a CSV holds, is text and never becomes part of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qzbook.evidence.templating import render
from support import publish

HOSTILE = (
    "<script>window.entered = true</script>",
    "<img src=x onerror='window.entered = true'>",
    "\"><svg onload='window.entered = true'>",
    "javascript:window.entered=true",
    "</script><script>window.entered = true</script>",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_query_does_nothing(page: Page, site: str, text: str) -> None:
    for name in ("search", "index"):
        page.goto(f"{site}{name}.html")
        before = page.locator("img, script, svg").count()
        page.evaluate("(text) => { location.search = `?q=${encodeURIComponent(text)}`; }", text)
        page.wait_for_url("**?q=*")
        assert page.locator("img, script, svg").count() == before
        assert page.evaluate("window.entered") is None
    page.goto(f"{site}search.html")
    page.locator("#search-query").fill(text)
    assert page.evaluate("window.entered") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_a_card_shows_what_it_is_given_as_text(page: Page, text: str) -> None:
    card = {"anchor": "metric-made-up", "title": text, "known": [(text, text)]}
    page.set_content(render("cards.html", "zh", cards=[card], ledger="ledger.html"))
    assert page.locator(".evidence-card-title").text_content() == text
    assert page.locator("dd").text_content() == text
    assert page.locator("script, img, svg").count() == 0
    assert page.evaluate("window.entered") is None


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "alone"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_chart_shows_what_it_is_given_as_text(page: Page, text: str, linked: bool) -> None:
    given = {"label": text, "value": text, "note": text, "metric": "made.up"}
    page.set_content(
        render(
            "chart.html",
            "zh",
            paths={},
            alt=text,
            cards=[given],
            chapters={"made.up": "chapter.html#made-up"} if linked else {},
            ledger="ledger.html",
            anchors={"made.up": "metric-made-up"},
        )
    )
    assert page.locator(".headline-label").text_content() == text
    paths = {
        f"{width}-{ground}": "made-up.svg" for width in ("wide", "narrow") for ground in ("light", "dark")
    }
    sizes = dict.fromkeys(paths, ("680", "300"))
    page.set_content(
        render("chart.html", "zh", paths=paths, sizes=sizes, alt=text, cards=[], ledger="", first=True)
    )
    assert page.locator("img").first.get_attribute("alt") == text
    assert page.evaluate("window.entered") is None


def test_a_hostile_label_in_a_csv_stays_text_on_every_page(project: Path, page: Page) -> None:
    path = project / "data/indicators.csv"
    rows = path.read_text("utf-8")
    label = "<script>window.entered = true</script>现房"
    assert rows.count("提供的安置现房") == 1
    path.write_text(rows.replace("提供的安置现房", label), "utf-8")
    publish(project, "--allow-problems")
    html = project / "_build/html"
    for found in html.rglob("*.html"):
        page.goto(found.as_uri() + "?q=script")
        assert page.evaluate("window.entered") is None, found.name
    page.goto((html / "appendix/ledger.html").as_uri())
    expect(page.locator("#metric-inspection-units")).to_have_text(label)
