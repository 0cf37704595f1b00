"""Stock Jupyter Book's search over the same book: what ours is measured by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from books import copy_book, make_stock

_COMMAND = [str(Path(sys.executable).with_name("jupyter-book")), "build", "book", "--config", "_config.yml"]


def build_stock(folder: Path) -> Path:
    """Build the book with stock Jupyter Book, its notebooks not run, and give its page of search."""
    project = make_stock(copy_book(folder), execute="off")
    done = subprocess.run(_COMMAND, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return project / "_build/html/search.html"


def stock_results(page: Page, query: str) -> list[str]:
    """Give the documents that the search of an open page finds, best first."""
    page.wait_for_function("Search.hasIndex()")
    found = page.evaluate("(query) => Search._performSearch(...Search._parseQuery(query))", query)
    return list(dict.fromkeys(result[0] for result in reversed(found)))
