"""Every page is valid HTML, and every link in the book leads somewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

#: Put there by .ci/run, in the version and with the content that it names.
CHECKER = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"


def test_the_nu_checker_finds_nothing(html: Path, elements: Path, charts_of_all_forms: Path) -> None:
    java = shutil.which("java")
    if java is None or not CHECKER.is_file():
        if os.environ.get("CI"):
            pytest.fail("the Nu checker or Java is not installed; .ci/run installs both")
        pytest.skip("the Nu checker is not installed: see .ci/run, apt-get install default-jre-headless")
    pages = [*html.rglob("*.html"), elements / "_build/html/elements.html", charts_of_all_forms]
    # It guesses languages by samples: a page of names and numbers is German to it now and then.
    options = ["--no-langdetect", "--format", "json", "--stdout"]
    command = [java, "-jar", str(CHECKER), *options, *map(str, sorted(pages))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stdout)["messages"]
    assert [f"{Path(each['url']).name}:{each.get('lastLine')}: {each['message']}" for each in messages] == []


class Links(HTMLParser):
    """Collects the anchors of a page, and what it refers to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.references: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                assert value not in self.anchors, f"two elements are called {value}"
                self.anchors.add(value or "")
            elif name in {"href", "src", "srcset", "action"} and value:
                self.references.append(value)


def test_every_link_leads_somewhere(html: Path) -> None:
    pages = {path: Links(path) for path in html.rglob("*.html")}
    assert sum(len(page.references) for page in pages.values()) > 500
    broken = []
    for path, page in pages.items():
        for reference in page.references:
            parts = urlsplit(reference)
            if parts.scheme or parts.netloc or parts.path.endswith("../_static/missing.js"):
                continue  # the latter is asked for in each folder above
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (parts.fragment and parts.fragment not in pages[target].anchors):
                broken.append(f"{path.relative_to(html)}: {reference}")
    assert broken == []


def test_no_file_of_the_edition_is_empty(html: Path) -> None:
    assert [
        str(path.relative_to(html)) for path in html.rglob("*") if path.is_file() and not path.stat().st_size
    ] == []
