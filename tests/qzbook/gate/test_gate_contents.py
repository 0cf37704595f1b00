"""The lists of contents say what the PDF has and where, and both formats have the same pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from gate_book import GateBook
from lxml import etree

from qzbook.gate import Gate
from qzbook.gate.contents import entries, titles, wrong_entries

BOOK = "<Document><H1>第 2 章　投资</H1><P>文字</P><Div><Caption>图 2.1　比例</Caption></Div></Document>"
ENTRY = "<Document><TOC><TOCI><Reference><Link page='{}'>{}</Link></Reference></TOCI></TOC></Document>"


@pytest.mark.parametrize(
    ("page", "entry", "wrong"),
    [
        ("6", "第 2 章　投资6", []),
        ("6", "图 2.1　比例 6", []),
        ("6", "第 2 章　投资7", ["第2章投资7"]),
        ("6", "第 3 章　投资6", ["第3章投资6"]),
        ("6", "文字6", ["文字6"]),
        ("", "第 2 章　投资6", ["第2章投资6"]),
    ],
)
def test_an_entry_says_a_title_and_its_page(page: str, entry: str, wrong: list[str]) -> None:
    front = etree.fromstring(ENTRY.format(page, entry))
    assert list(wrong_entries(entries(front), titles([etree.fromstring(BOOK)]))) == wrong


def test_a_page_that_the_pdf_lacks_is_told(gate_book: GateBook, tmp_path: Path) -> None:
    whole = gate_book.gate()
    html = shutil.copytree(whole.html, tmp_path / "html")
    shutil.copy(html / "more.html", html / "alone.html")
    sources = {**whole.sources, "alone": gate_book.root / "book/alone.md"}
    (problem,) = Gate(html, whole.pdf, sources, whole.root).judge()
    assert str(problem) == (
        "book/alone.md: the PDF does not have this page; allowed: the same pages in both formats [pages]\n"
        "  mend: put it into the contents, or take it from the book"
    )


def test_a_page_that_the_html_lacks_is_told(gate_book: GateBook) -> None:
    whole = gate_book.gate()
    sources = {name: path for name, path in whole.sources.items() if name != "more"}
    (problem,) = Gate(whole.html, whole.pdf, sources, whole.root).judge()
    assert "the HTML does not have the page 'more'" in problem.message
