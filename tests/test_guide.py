"""The guide for authors: built with the book's own tools, and true of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from documents import code, fences, rows
from guide_book import GUIDE, PAGES
from qzcharts import charts, notebook
from qzcharts.data import open_ledger
from qzcharts.data.qualifier import PUBLISHED_QUALIFIERS, RULES, Qualifier
from support import PROJECT, read_html, run_command

#: What a cell makes of itself: no author calls it.
MADE = {"Figure"}


@pytest.fixture(scope="module")
def built(guide: Path) -> Path:
    """What was built of it."""
    return guide / "_build"


@pytest.fixture(scope="module")
def pdf_text(built: Path) -> str:
    with pypdfium2.PdfDocument(built / "pdf/author-guide.pdf") as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def html_of(built: Path, page: str) -> BeautifulSoup:
    return read_html(built / f"html/{page}.html")


def test_it_says_first_that_its_data_are_made_up(built: Path) -> None:
    assert "全部数字都是虚构的" in html_of(built, "index").get_text()


def test_charts_of_an_appendix_are_lettered_in_both_formats(built: Path, pdf_text: str) -> None:
    captions = html_of(built, "appendix/gallery").select("figcaption .caption-number")
    numbers = [caption.get_text().strip() for caption in captions]
    assert numbers == [f"图A.{count}" for count in range(1, len(numbers) + 1)] != []
    assert all(number in pdf_text for number in numbers)


def test_every_form_stands_in_the_gallery() -> None:
    assert set(charts.__all__) - MADE <= set(re.findall(r"\bqz\.(\w+)\(", PAGES["appendix/gallery"]))


def test_the_reference_has_every_function_in_both_formats(built: Path, pdf_text: str) -> None:
    page = html_of(built, "appendix/reference")
    for name in set(notebook.__all__) - MADE:
        (signature,) = page.select(f"[id='qzcharts.notebook.{name}']")
        (anchor,) = signature.select("a.anchor")
        assert str(anchor["title"]).endswith(name)
        summary = (getattr(notebook, name).__doc__ or "").partition("\n")[0]
        for text in (signature.get_text(), summary):
            assert re.sub(r"\s", "", text) in pdf_text
        assert signature.parent is not None
        assert summary in signature.parent.get_text()


def test_its_table_of_rules_is_that_of_the_command() -> None:
    listed = run_command(GUIDE, "--language", "zh", "check", "--rules").stdout.splitlines()
    shown = [[cell.content.replace("`", "") for cell in row] for row in rows(PAGES["check"], "规则")]
    assert shown == [line.split(maxsplit=1) for line in listed]


def test_a_message_is_shown_as_the_check_gives_it(built: Path, tmp_path: Path) -> None:
    ((message, mend),) = (fence.splitlines() for fence in fences(PAGES["check"], "text"))
    guide = shutil.copytree(built.parent, tmp_path / "guide")
    page = guide / "book/sentence.md"
    right = "> 林业站栽下{metric}`planting.trees`，成活{metric}`"
    assert right in page.read_text("utf-8")
    page.write_text(page.read_text("utf-8").replace(right, right.removesuffix("`") + " `"), "utf-8")
    told = run_command(guide, "--language", "zh", "check").stdout
    assert message in told
    assert mend.removeprefix("  改法：") in told


def test_forms_are_written_as_they_are_named() -> None:
    for written, gives in rows(PAGES["sentence"], "写法"):
        assert code(written) == code(gives)


def test_each_qualifier_is_said_and_its_example_is_qualified_so() -> None:
    ledger = open_ledger(GUIDE)
    shown: list[Qualifier] = []
    for words, example, bounds in rows(PAGES["data"], "原文的说法"):
        qualifier = ledger[code(example)].quantity.qualifier
        assert code(bounds) == f"{code(example)}|interval"
        assert set(words.content.split("、")) <= said(qualifier) or not said(qualifier)
        shown.append(qualifier)
    assert len({*shown}) == len(shown)
    for qualifier in {*PUBLISHED_QUALIFIERS} - {*shown}:
        assert any(f"“{words}”" in PAGES["data"] for words in said(qualifier)), qualifier


def said(qualifier: Qualifier) -> set[str]:
    """Give the words of sources that say a qualifier."""
    return {*RULES[qualifier].before, *RULES[qualifier].after}


#: Schemas of kinds of tables that the report has none of, and of a table with columns of its own.
OWN_SCHEMAS = {"wide.json", "steps.json"}


@pytest.mark.parametrize("path", sorted((GUIDE / "data/schemas").iterdir()), ids=lambda path: path.name)
def test_its_tables_are_described_as_those_of_the_report(path: Path) -> None:
    if path.name not in OWN_SCHEMAS:
        assert path.read_text("utf-8") == (PROJECT / "data/schemas" / path.name).read_text("utf-8")
