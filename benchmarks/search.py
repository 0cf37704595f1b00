"""Time the search of the HTML edition in Chromium, on this book and on a made-up one of 500 chapters.

Usage: python benchmarks/search.py   (after ``make book``)

For every query, the time from the query to the list of results on the page, its layout included. Prints the
median and the longest of each book in milliseconds. Exit status 1 if the longest is over 100 ms for this
book, or 300 ms for the made-up one.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT / "tests/browser"))
from queries import QUERIES  # noqa: E402 - beside the test that asks whether they find their pages

CHAPTERS, RUNS = 500, 3
MOST = {"this book": 100, f"{CHAPTERS} chapters": 300}
_INDEX = "_static/searchindex.js"
_OPENING = "const searchIndex = "
_TIME = """(query) => {
    const input = document.getElementById("search-query");
    const start = performance.now();
    input.value = query;
    input.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    return performance.now() - start;
}"""


def lengthen(html: Path) -> None:
    """Repeat the pages in the index until there are so many, each with a title and a text of its own."""
    path = html / _INDEX
    pages = json.loads(path.read_text("utf-8").removeprefix(_OPENING).removesuffix(";\n"))
    made = []
    for number in range(CHAPTERS):
        uri, title, sections = pages[number % len(pages)]
        own = [[anchor, heading, f"{text}第{number}章。", cells] for anchor, heading, text, cells in sections]
        made.append([uri, f"{title}{number}", own])
    path.write_text(f"{_OPENING}{json.dumps(made, ensure_ascii=False)};\n", "utf-8")


def times(browser: Browser, html: Path) -> list[float]:
    """Give the median time of each query."""
    page = browser.new_page()
    page.goto((html / "search.html").as_uri())
    page.evaluate(_TIME, "预热")
    return [statistics.median(page.evaluate(_TIME, query) for _ in range(RUNS)) for query, _ in QUERIES]


def main() -> None:
    """Measure both books."""
    chromium = shutil.which("chromium") or sys.exit("chromium is missing; install the system's package")
    slow = False
    print("| book | index, KB | median, ms | longest, ms | limit, ms |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        long = Path(folder, "html")
        shutil.copytree(PROJECT / "_build/html", long)
        lengthen(long)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for (name, most), html in zip(MOST.items(), (PROJECT / "_build/html", long), strict=True):
            found = times(browser, html)
            size = (html / _INDEX).stat().st_size / 1024
            print(f"| {name} | {size:.0f} | {statistics.median(found):.1f} | {max(found):.1f} | {most} |")
            slow = slow or max(found) > most
        browser.close()
    sys.exit(slow)


if __name__ == "__main__":
    main()
