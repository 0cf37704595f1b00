"""One setting decides the language of an edition: nothing of the packages' own is left in the other."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import language_book
import pikepdf
import pytest
from bs4 import BeautifulSoup

from qzbook.gate.marked import read_pages
from qzcharts.words import Language
from support import publish

#: Han, and punctuation that only Chinese has.
CHINESE = re.compile("[\u3001-\u3011\u4e00-\u9fff\uff01-\uff1f]+")
LATIN = re.compile(r"\b[A-Z]?[a-z]{3,}\b|\b[A-Z]{2,}\b")
#: Digests, marks in margins, numbers of pages.
NO_WORD = re.compile(r"\b[0-9a-f]{10,}\b|\b[0-9A-Z]{4}\b|\b[ivx]+\b")
#: Names of formats, of media by GB/T 7714, and of BibTeX.
NAMES = {
    "CSV",
    "PNG",
    "PDF",
    "SVG",
    "EB",
    "GB",
    "OL",
    "report",
    "online",
    "author",
    "title",
    "year",
    "version",
    "date",
    "qzcharts",
}
ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "data-column", "data-alt", "data-external")
WORDS_FOR_SCRIPTS = ("auto", "light", "dark", "copy", "copied", "found", "first", "loose", "none", "more")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("en"), "en")


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("zh"), "zh")


def build(folder: Path, language: Language) -> Path:
    """Build the made-up book, as a draft, with the reviewers' copy."""
    project = language_book.write(folder, language)
    publish(project, "--review", "--allow-problems")
    return project


def pages(project: Path) -> Iterator[tuple[str, str]]:
    """Give the HTML pages by their names with all that readers, listeners and search engines get of them."""
    for path in sorted((project / "_build/html").glob("*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        described = [tag["content"] for tag in page.select("meta[name=description], [property='og:title']")]
        described += [
            text for script in page.select("[type$=json]") for text in values(json.loads(script.text))
        ]
        for unread in page.select("script, style, pre"):
            unread.decompose()
        names = (*ATTRIBUTES, *(f"data-{name}" for name in WORDS_FOR_SCRIPTS))
        shown = [str(tag[name]) for name in names for tag in page.select(f"[{name}]")]
        yield path.name, "\n".join([page.get_text(" "), *shown, *map(str, described)])
    feed = BeautifulSoup((project / "_build/html/editions.atom").read_text("utf-8"), "xml")
    yield "editions.atom", "\n".join(tag.text for tag in feed.select("title, name, summary"))


def values(found: object) -> Iterator[str]:
    """Give what linked data say of names and descriptions."""
    if isinstance(found, dict):
        yield from (found[key] for key in ("name", "description") if key in found)
        found = list(found.values())
    if isinstance(found, list):
        for each in found:
            yield from values(each)


def papers(project: Path) -> Iterator[tuple[str, str]]:
    """Give the PDFs by their names with their text, with alternative texts, titles and descriptions."""
    for path in sorted((project / "_build/pdf").glob("*.pdf")):
        text = "\n".join(piece.text for page in read_pages(path) for piece in page.pieces)
        with pikepdf.open(path) as pdf:
            told = [
                str(item[key])
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary)
                for key in ("/Alt", "/Contents", "/Title", "/Desc", "/Subject")
                if isinstance(item.get(key), pikepdf.String)
            ]
        yield path.name, "\n".join([text, *told])


def test_an_english_book_says_nothing_in_chinese(english: Path) -> None:
    quoted = re.compile("|".join(map(re.escape, sorted(words_of_the_source(english), key=len, reverse=True))))
    for name, text in [*pages(english), *papers(english), *drawings(english)]:
        assert CHINESE.findall(quoted.sub("", "".join(text.split()))) == [], name


def test_a_chinese_book_says_nothing_in_english(chinese: Path) -> None:
    written = NAMES | words_of_the_author(chinese)
    for name, text in [*pages(chinese), *papers(chinese), *drawings(chinese)]:
        assert set(LATIN.findall(NO_WORD.sub("", text))) - written == set(), name


def drawings(project: Path) -> Iterator[tuple[str, str]]:
    """Give names and texts of the charts that stand in files of their own."""
    for path in sorted((project / "_build/html").rglob("*.svg")):
        drawing = BeautifulSoup(path.read_text("utf-8"), "xml")
        names = [str(tag["aria-label"]) for tag in drawing.select("[aria-label]")]
        yield path.name, "\n".join([*names, *(tag.text for tag in drawing.select("text"))])


def words_of_the_source(project: Path) -> set[str]:
    """Give what the data quote, and titles of sources; of a table, its cells."""
    tables = [path.read_text("utf-8") for path in (project / "data").glob("*.csv")]
    rows = [row for table in tables for row in csv.DictReader(table.splitlines())]
    return {
        row[column]
        for row in rows
        for column in ("quotation", "title_zh", "residents", "residents_change")
        if row.get(column)
    }


def words_of_the_author(project: Path) -> set[str]:
    """Give the Latin words of the Chinese pages, of ids and of names of files."""
    files = [path for path in project.rglob("*") if "_build" not in path.parts]
    texts = [str(path.relative_to(project)) for path in files]
    texts += [path.read_text("utf-8") for path in files if path.suffix == ".md"]
    texts += [
        line.split(",")[0]
        for path in files
        if path.suffix == ".csv"
        for line in path.read_text("utf-8").splitlines()[1:]
    ]
    return set(LATIN.findall("\n".join(texts)))
