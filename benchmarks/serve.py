"""Time ``qzcharts serve``: from a saved file to the changed page in headless Chromium, scrolled as before.

Usage: python benchmarks/serve.py [--chapters N ...] [--runs N]

Rows: a sentence, a cell, a figure of a CSV, and the PDF edition fetched after a sentence. Prints medians and
the slowest of each in Markdown. The real book by default; with ``--chapters``, books of so many chapters too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from books import copy_book
from results import machine

SERVE = [sys.executable, "-m", "qzbook", "serve", "--port", "0", "--no-open"]
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
VERSIONS = ("sphinx", "watchfiles", "starlette", "uvicorn")
CELL = 'qz.units("inspection.units", '
SCROLL = 700
PAUSES = {"prose": 1.0, "cell": 1.0, "CSV": 10.0}
"""Seconds before an edit. A changed CSV concerns most notebooks, and those not looked at run afterwards."""


@contextmanager
def preview(project: Path) -> Iterator[str]:
    """Serve a project and give the address, once its pages are there."""
    process = subprocess.Popen(
        SERVE, cwd=project, env=os.environ | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[0]
    print(process.stdout.readline().strip(), file=sys.stderr)
    try:
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def save(path: Path, text: str) -> None:
    """Save a file as most editors do."""
    aside = path.with_name(f".{path.name}.swp")
    aside.write_text(text, "utf-8")
    aside.replace(path)


class Author:
    """Edits a chapter and knows what its page has to show then; each edit replaces the one before."""

    def __init__(self, project: Path) -> None:
        self.page = next(
            page for page in sorted((project / "book").glob("*.md")) if CELL in page.read_text("utf-8")
        )
        self.table = project / "data/inspection.csv"
        self._page = self.page.read_text("utf-8")
        self._table = self.table.read_text("utf-8")

    def edit_prose(self, turn: int) -> str:
        """Add a sentence."""
        save(self.page, f"{self._page}\n第{turn}次加的一句话。\n")
        return f"第{turn}次加的一句话。"

    def edit_cell(self, turn: int) -> str:
        """Have a cell print a line."""
        save(self.page, self._page.replace(CELL, f"print('第', {turn}, '次运行')\n{CELL}", 1))
        return f"第 {turn} 次运行"

    def edit_data(self, turn: int) -> str:
        """Change a figure that the chapter shows."""
        figure = str(700 + turn)
        head, row, rest = self._table.split("\n", 2)
        save(self.table, "\n".join((head, row.replace("622", figure), rest)))
        return f"{figure}套"


def measure(project: Path, runs: int) -> dict[str, list[float]]:
    """Give the seconds of each run of each step."""
    author = Author(project)
    steps: dict[str, Callable[[int], str]] = {
        "prose": author.edit_prose,
        "cell": author.edit_cell,
        "CSV": author.edit_data,
    }
    seconds: dict[str, list[float]] = {name: [] for name in (*steps, "PDF")}
    with preview(project) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        # What waits for the page runs in it, against its policy.
        page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        page.goto(f"{url}{author.page.stem}.html")
        page.evaluate(f"scrollTo(0, {SCROLL})")
        for name, edit in steps.items():
            for turn in range(runs):
                time.sleep(PAUSES[name])
                seconds[name].append(_wait(page, edit, turn))
                if name == "prose":
                    start = time.perf_counter()
                    with urlopen(f"{url}book.pdf") as response:
                        assert response.read(4) == b"%PDF"
                    seconds["PDF"].append(time.perf_counter() - start)
        browser.close()
    return seconds


def _wait(page: Page, edit: Callable[[int], str], turn: int) -> float:
    """Edit, and give the seconds until the page shows it at the scroll position."""
    start = time.perf_counter()
    text = edit(turn)
    page.wait_for_function(
        "([text, place]) => document.body?.innerText.includes(text) && scrollY === place", arg=[text, SCROLL]
    )
    return time.perf_counter() - start


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chapters", type=int, nargs="*", default=[])
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    print(f"{machine(*VERSIONS)}. {options.runs} runs, wall seconds.\n")
    print("| chapters | edit | median, s | slowest, s |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for chapters in (None, *options.chapters):
            project = copy_book(Path(folder) / str(chapters), chapters)
            for name, found in measure(project, options.runs).items():
                row = f"{chapters or 'real'} | {name} | {statistics.median(found):.2f} | {max(found):.2f}"
                print(f"| {row} |", flush=True)


if __name__ == "__main__":
    main()
