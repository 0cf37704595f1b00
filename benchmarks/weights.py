"""Weigh the first load of every page beside stock Jupyter Book's: all requests, empty cache, gzip.

Usage: python benchmarks/weights.py [--stock FOLDER]   (after ``make book``)

Prints a table and the requests of each page, and writes both to ``benchmarks/WEIGHTS.md``. Exit status 1 if a
page of ours weighs 350 KB or more, or asks another host. Requests of stock pages to other hosts are refused
and counted, not weighed: on a reader's line they come on top.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response, Route, sync_playwright

from books import copy_book, make_stock
from pages import serving

PROJECT = Path(__file__).parents[1]
MOST = 350  # KB
_STOCK = [str(Path(sys.executable).with_name("jupyter-book")), "build", "book", "--config", "_config.yml"]


@dataclass
class Load:
    """What the first load of a page asked for: bytes over the wire by path, and addresses elsewhere."""

    sizes: dict[str, int] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)

    @property
    def kilobytes(self) -> float:
        """Bodies as they came, in KB (1024 bytes)."""
        return sum(self.sizes.values()) / 1024


def load(browser: Browser, address: str, name: str) -> Load:
    """Open a page with an empty cache and record what it asks for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, found = context.new_page(), Load()
    host = urlsplit(address).netloc

    def refuse(route: Route) -> None:
        if urlsplit(route.request.url).netloc in {host, ""}:
            route.continue_()
        else:
            found.elsewhere.append(route.request.url)
            route.abort()

    def note(response: Response) -> None:
        path = urlsplit(response.url).path
        found.sizes[path] = int(response.headers.get("content-length", 0))

    page.route("**/*", refuse)
    page.on("response", note)
    page.goto(f"{address}{name}")
    page.wait_for_load_state("networkidle")
    context.close()
    return found


def measure(browser: Browser, html: Path) -> dict[str, Load]:
    """Load every page of a book."""
    names = sorted(path.relative_to(html).as_posix() for path in html.rglob("*.html"))
    with serving(html) as address:
        return {name: load(browser, address, name) for name in names}


def main() -> None:
    """Measure both books and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stock", type=Path, help="folder of stock pages; built anew without it")
    stock_html = parser.parse_args().stock
    chromium = shutil.which("chromium") or sys.exit("chromium is missing; install the system's package")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        if stock_html is None:
            stock = make_stock(copy_book(Path(folder, "stock")))
            subprocess.run(_STOCK, cwd=stock, check=True, capture_output=True)
            stock_html = stock / "_build/html"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        ours, theirs = measure(browser, PROJECT / "_build/html"), measure(browser, stock_html)
        browser.close()
    rows = [
        "| page | ours, KB | requests | stock, KB | requests | of those to other hosts |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in ours.items():
        row = f"| {name} | {found.kilobytes:.0f} | {len(found.sizes)} | "
        other = theirs.get(name)
        if other is None:
            rows.append(row + "– | – | – |")
        else:
            asked = len(other.sizes) + len(other.elsewhere)
            rows.append(f"{row}{other.kilobytes:.0f} | {asked} | {len(other.elsewhere)} |")
    requests = [
        line
        for name, found in ours.items()
        for line in (
            f"\n{name}\n",
            *(f"- {path}, {size} bytes" for path, size in found.sizes.items()),
            *(f"- elsewhere: {address}" for address in found.elsewhere),
        )
    ]
    parts = ["# First load of each page", "", *rows, "", "## What each of our pages asks for", *requests]
    Path(__file__).with_name("WEIGHTS.md").write_text("\n".join(parts) + "\n", "utf-8")
    print("\n".join(rows))
    sys.exit(any(found.kilobytes >= MOST or found.elsewhere for found in ours.values()))


if __name__ == "__main__":
    main()
