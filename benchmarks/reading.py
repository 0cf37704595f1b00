"""Weigh the pages of the HTML edition beside stock Jupyter Book's, and time its search.

Usage: python benchmarks/reading.py

Weights: all that chromium asks for with a cold cache until a page is still, text compressed by gzip. Hosts
other than the page's own are not reached: their requests count, their bytes do not. Search: from a query
put into the field until the page with its results is laid out, for the 60 queries of the tests, on this book
and on a made-up one. Prints the tables and writes them to ``benchmarks/RESULTS-html.md``.
"""

from __future__ import annotations

import functools
import gzip
import json
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from books import PROJECT, copy_book, make_stock
from results import machine, record
from running import OURS, STOCK, run

sys.path.insert(0, str(PROJECT / "tests/browser"))
from queries import QUERIES
from site_facts import CHAPTERS, PAGES

VERSIONS = ("jupyter-book", "sphinx", "sphinx-book-theme", "playwright")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
TEXT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
GZIP_LEVEL = 6
INDEX = "_static/searchindex.js"
MADE_UP = 500
LIMITS = {len(CHAPTERS) + 1: 100, MADE_UP: 300}
"""Milliseconds that the slowest query may take, by pages of the book."""

TYPE = """async (query) => {
  const input = document.getElementById("search-query");
  input.value = "";
  input.dispatchEvent(new Event("input"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input"));
  document.getElementById("search-results").getBoundingClientRect();
  return [performance.now() - start, document.querySelectorAll("#search-results > li").length];
}"""
"""Type a query; give the milliseconds until its results are laid out, and their number."""


class Silent(SimpleHTTPRequestHandler):
    """Serves files in silence."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
        """Say nothing."""


@contextmanager
def serving(html: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def wire(file: Path) -> int:
    """Give the bytes of a file as a server sends it."""
    content = file.read_bytes()
    return len(gzip.compress(content, GZIP_LEVEL)) if file.suffix in TEXT else len(content)


@dataclass(frozen=True)
class Load:
    """What the first load of a page asks for."""

    size: int
    requests: int
    hosts: frozenset[str]

    @property
    def cells(self) -> list[str]:
        """Kilobytes, requests, hosts."""
        return [f"{self.size / 1024:.0f}", str(self.requests), ", ".join(sorted(self.hosts)) or "–"]


def load(browser: Browser, html: Path, site: str, name: str) -> Load:
    """Open a page with a cold cache, and give what it asked for."""
    urls: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: urls.append(request.url))
    page.route(lambda url: not url.startswith((site, "data:")), lambda route: route.abort())
    page.goto(f"{site}{name}.html")
    page.wait_for_load_state("networkidle")
    context.close()
    asked = [urlsplit(url) for url in urls if not url.startswith(("data:", "blob:"))]
    origin = urlsplit(site).netloc
    files = (html / unquote(url.path).lstrip("/") for url in asked if url.netloc == origin)
    return Load(
        size=sum(wire(file) for file in files if file.is_file()),
        requests=len(asked),
        hosts=frozenset(url.netloc for url in asked if url.netloc != origin),
    )


def weigh(browser: Browser, ours: Path, stock: Path) -> list[str]:
    """Give a table of every page."""
    lines = [
        "| page | ours, KB | stock, KB | ours / stock | requests | of stock | other hosts | of stock |",
        "| --- " * 8 + "|",
    ]
    with serving(ours) as our_site, serving(stock) as stock_site:
        for name in PAGES:
            a = load(browser, ours, our_site, name)
            if (stock / f"{name}.html").exists():
                b = load(browser, stock, stock_site, name)
                pairs = zip(a.cells, b.cells, strict=True)
                sizes, requests, hosts = ([*pair] for pair in pairs)
                cells = [*sizes, f"{a.size / b.size:.2f}", *requests, *hosts]
            else:
                size, requests_made, others = a.cells
                cells = [size, "none", "–", requests_made, "–", others, "–"]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def make_up(html: Path, folder: Path, chapters: int) -> Path:
    """Copy what the search page needs, with an index of more chapters: this book's sentences, mixed anew."""
    shutil.copytree(html / "_static", folder / "_static")
    shutil.copy2(html / "search.html", folder)
    index = json.loads((html / INDEX).read_text("utf-8").partition("=")[2].rstrip().rstrip(";"))
    pages = index["pages"]
    sentences = [
        sentence
        for _, _, sections in pages
        for _, _, text, *_ in sections
        for sentence in re.findall(r"[^。]+。?", text)
    ]
    drawn = random.Random(chapters)
    longer = []
    for number in range(chapters):
        _, title, sections = pages[number % len(pages)]
        mixed = [
            [anchor, heading, "".join(drawn.choices(sentences, k=text.count("。") + 1)), cells]
            for anchor, heading, text, cells, *_ in sections
        ]
        longer.append([f"chapter{number}.html", f"{title}，第{number}章", mixed])
    content = json.dumps({**index, "pages": longer}, ensure_ascii=False, separators=(",", ":"))
    (folder / INDEX).write_text(f"const searchIndex = {content};\n", "utf-8")
    return folder


def time_search(browser: Browser, html: Path, chapters: int) -> str:
    """Time every query, and give a row of a table."""
    with serving(html) as site:
        page = browser.new_page()
        page.goto(f"{site}search.html?q=622")
        page.locator("#search-results > li").first.wait_for()
        opened = page.evaluate("performance.now()")
        found = [page.evaluate(TYPE, query) for query, _ in QUERIES]
        page.close()
    if not all(results for _, results in found):
        nothing = [query for (query, _), (_, results) in zip(QUERIES, found, strict=True) if not results]
        raise SystemExit(f"nothing found on {chapters} pages, so nothing measured: {', '.join(nothing)}")
    times = [time for time, _ in found]
    slowest = max(range(len(times)), key=times.__getitem__)
    cells = [
        str(chapters),
        f"{wire(html / INDEX) / 1024:.0f}",
        f"{opened:.0f}",
        f"{statistics.median(times):.1f}",
        f"{times[slowest]:.1f} ({QUERIES[slowest][0]})",
        str(LIMITS[chapters]),
    ]
    if times[slowest] > LIMITS[chapters]:
        print(f"search on {chapters} pages took longer than {LIMITS[chapters]} ms", file=sys.stderr)
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and write the tables."""
    chromium = shutil.which("chromium") or sys.exit("chromium is missing; install it from the system")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        run(OURS, copy_book(folder / "ours"))
        run(STOCK, make_stock(copy_book(folder / "stock")))
        ours, stock = folder / "ours/_build/html", folder / "stock/_build/html"
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        weights = weigh(browser, ours, stock)
        search = [
            "| pages | index, KB | opened with a query, ms | median, ms | slowest, ms | limit, ms |",
            "| --- " * 6 + "|",
            time_search(browser, ours, len(CHAPTERS) + 1),
            time_search(browser, make_up(ours, folder / "made-up", MADE_UP), MADE_UP),
        ]
        version = browser.version
        browser.close()
    there = f"{machine(*VERSIONS)}; chromium {version}."
    pages = [
        f"First load in a window of 1280 × 900 with a cold cache; text by gzip at level {GZIP_LEVEL}. Other "
        "hosts were not reached: their requests are counted, their bytes are not.",
        "",
        *weights,
    ]
    queries = [
        f"{len(QUERIES)} queries, each typed as a whole: until its results are laid out. The book of "
        f"{MADE_UP} pages holds the sentences of this one, mixed anew. Index: by gzip.",
        "",
        *search,
    ]
    for heading, lines in (("What a page weighs", pages), ("How quick the search is", queries)):
        print("\n".join(lines))
        record("RESULTS-html.md", heading, [there, "", *lines])


if __name__ == "__main__":
    main()
