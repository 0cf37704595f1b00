"""The live preview in a browser: mistakes over the last good page, where the reader was; for nobody else."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from live_preview import FIRST_CELL, PAGE, SECONDS, Live, copy_short, previewing
from playwright.sync_api import Page, expect

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

FIGURE = "{metric}`inspection.units`"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A preview of four pages of the real book; each test puts back what it changed."""
    with previewing(copy_short(tmp_path_factory, tmp_path_factory.mktemp("serve") / "project")) as live:
        yield live


def wait_until(page: Page, condition: str) -> None:
    """Wait for a condition by a means that the page's policy has nothing against."""
    loop = f"const look = () => ({condition}) ? done() : requestAnimationFrame(look); look();"
    page.evaluate(f"new Promise((done) => {{ {loop} }})")


def test_a_saved_sentence_appears_where_the_reader_was(page: Page, live: Live) -> None:
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{live.url}inspection.html")
    page.evaluate("scrollTo(0, 700)")
    page.evaluate("window.before = true")
    live.edit(PAGE, "## 排查未公布的内容\n", "## 排查未公布的内容\n\n多一句话。\n")
    expect(page.locator("main")).to_contain_text("多一句话。", timeout=SECONDS * 1000)
    page.wait_for_load_state("load")
    assert page.evaluate("window.before") is None
    wait_until(page, "scrollY === 700")
    live.edit(PAGE, "\n多一句话。\n", "")
    expect(page.locator("main")).not_to_contain_text("多一句话。", timeout=SECONDS * 1000)
    wait_until(page, "scrollY === 700")


def test_what_appears_above_moves_nothing(page: Page, live: Live) -> None:
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{live.url}inspection.html")
    page.evaluate("scrollTo(0, 700)")
    for old, new in ((FIRST_CELL, f"{FIRST_CELL}\nprint('made up')"), ("\nprint('made up')", "")):
        with page.expect_event("load"):
            live.edit(PAGE, old, new)
        wait_until(page, "history.scrollRestoration === 'auto'")
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
    expect(overlay).to_have_css("position", "fixed", timeout=SECONDS * 1000)
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


def test_findings_of_the_check_stand_beside_the_page(page: Page, live: Live) -> None:
    page.set_default_timeout(SECONDS * 1000)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live.url}inspection.html")
    findings = page.locator("details", has_text="of the check")
    before = int(
        re.findall(r"^\d+", findings.locator("summary").inner_text())[0]
    )  # of metrics without a page
    live.edit(PAGE, "## 排查未公布的内容\n", "## 排查未公布的内容\n\n共看了3套。\n")
    expect(page.locator("main")).to_contain_text("共看了3套。", timeout=SECONDS * 1000)
    expect(findings).to_contain_text(f"{before + 1} findings of the check", timeout=SECONDS * 1000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    findings.locator("summary").click()
    expect(findings).to_contain_text("'3套' is typed in the prose")
    expect(findings).to_contain_text("book/inspection.md:")
    # What is listed there is remembered over the reload that mends it.
    live.edit(PAGE, "共看了3套。", "共看了3套，又4套。")
    expect(findings).to_contain_text(f"{before + 2} findings of the check", timeout=SECONDS * 1000)
    expect(findings.locator("ol")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    live.edit(PAGE, "\n共看了3套，又4套。\n", "")
    expect(findings).to_contain_text(f"{before} findings of the check", timeout=SECONDS * 1000)


# What a page may try to see of the preview, each giving what it has seen; "" is nothing.
ATTEMPTS = """async (preview) => {
  const page = preview + "inspection.html";
  const element = (name, attributes) => new Promise((done) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.onload = () => done(`loaded ${name}`);
    made.onerror = () => done("");
    document.body.append(made);
  });
  const heard = (source, event) => new Promise((done) => {
    source.addEventListener(event, () => done(event));
    source.addEventListener("error", () => done(""));
  });
  const seen = (promise) => promise.then((answer) => answer.type + answer.status).catch(() => "");
  const frame = (name, attribute) => element(name, { [attribute]: page }).then((loaded) => {
    const made = document.body.lastChild;
    try { return loaded && made.contentDocument.body.innerText.trim() } catch { return "" }
  });
  return {
    "fetch": await seen(fetch(page)),
    "fetch without reading": await seen(fetch(page, { mode: "no-cors" })),
    "fetch of the PDF": await seen(fetch(preview + "book.pdf", { mode: "no-cors" })),
    "post": await seen(fetch(page, { method: "POST", mode: "no-cors", body: "a" })),
    "script": await element("script", { src: preview + "_static/appearance.js" }),
    "module": await import(preview + "_static/appearance.js").then(() => "module").catch(() => ""),
    "style": await element("link", { rel: "stylesheet", href: preview + "_static/book.css" }),
    "picture": await element("img", { src: preview + "_static/favicon.svg" }),
    "frame": await frame("iframe", "src"),
    "events": await heard(new EventSource(preview + ".preview/events?page=/"), "message"),
    "socket": await heard(new WebSocket(preview.replace("http", "ws")), "open"),
  };
}"""


@pytest.fixture(scope="module")
def attacker() -> Iterator[int]:
    """The port of another server of this machine, with an empty page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!DOCTYPE html><title>elsewhere</title><body>")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its base class has it
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"], ids=["the same site", "another site"])
def test_another_page_sees_nothing_of_the_preview(page: Page, live: Live, attacker: int, host: str) -> None:
    page.goto(f"http://{host}:{attacker}/")
    found = page.evaluate(ATTEMPTS, live.url)
    assert found == dict.fromkeys(found, "")
    with page.expect_popup() as popup:
        page.evaluate("(url) => { window.opened = open(url) }", live.url)
    expect(popup.value.get_by_role("link", name="open it from here")).to_be_visible()
    page.wait_for_function("opened.closed")  # for whoever opened it
    popup.value.get_by_role("link", name="open it from here").click()
    expect(popup.value.locator("main")).to_contain_text("编造的一页。")
    assert popup.value.evaluate("opener") is None


def test_the_attempts_are_good_ones(page: Page, live: Live) -> None:
    page.goto(live.url)
    found = page.evaluate(ATTEMPTS, live.url)
    kept = {"post", "socket", "frame"}
    assert {name for name, seen in found.items() if not seen} <= kept
    assert found["post"] == "basic405"
