"""Every numeral of both editions traces to the ledger, or is a date, an ordinal, a section number, a name.

The exceptions are those of :data:`qzbook.checks.ALLOWED`, the one list, and what an edition numbers itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
from bs4 import Tag
from lxml import etree

from qzbook.checks.numerals import Figure, figures
from qzcharts.data import Ledger, open_ledger
from qzcharts.data.wording import interval, number, range_text, text
from qzcharts.errors import UnitError
from qzcharts.words import Language
from support import read_html

BLOCKS = ("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "figcaption", "caption", "summary")
CHINESE = r"[\u3000-\u9fff\uff00-\uffef]"
#: What is no prose: code, what the theme puts beside headings, and the numbers that Sphinx gives to parts.
NO_PROSE = "pre, code, .headerlink, .section-number, .caption-number, .evidence-cards, nav, script, style"


@pytest.fixture(scope="module")
def ledger(built: Path) -> Ledger:
    return open_ledger(built)


def numerals(words: str) -> set[str]:
    return {match[0].rstrip("%") for match in re.finditer(r"\d+(?:[.,]\d+)*%?", words)}


@pytest.fixture(scope="module")
def known(ledger: Ledger) -> set[str]:
    """Every numeral that the ledger can answer for: figures in each of their forms, and their bounds."""
    found = {"100"}  # the whole that a complement is taken of, 100%
    for metric in ledger:
        quantity = metric.quantity
        words = [
            write(quantity, language)
            for write in (text, number, range_text, interval)
            for language in get_args(Language)
        ]
        for unit in ledger.units.values():
            try:
                words += [text(quantity.to(unit)), range_text(quantity.to(unit))]
            except UnitError:
                continue
        found |= numerals(" ".join([*words, metric.row.get("printed", "")]))
    return found


@pytest.fixture(scope="module")
def scales(built: Path) -> set[str]:
    """Give the numerals on scales of charts, which say where a place is and state nothing."""
    shown = [scale.get_text() for _, article in pages(built) for scale in article.select("svg .scale")]
    assert shown
    return numerals(" ".join(shown))


def pages(built: Path) -> Iterator[tuple[str, Tag]]:
    for path in sorted((built / "_build/html").rglob("*.html")):
        article = read_html(path).select_one("article.bd-article, main")
        if article is not None:
            yield path.relative_to(built / "_build/html").as_posix(), article


def typed(text: str) -> list[Figure]:
    """Give the figures of a text that are written in digits."""
    return [figure for figure in figures(text) if figure.kind == "digits"]


def test_every_numeral_of_the_html_edition_traces(built: Path, known: set[str]) -> None:
    linked = generated = 0
    untraced = []
    for page, article in pages(built):
        for extra in article.select(f"{NO_PROSE}, svg .scale"):
            extra.decompose()
        for link in article.select("a.evidence-link"):
            # A mark of a chart may say its period too.
            texts = [text.get_text() for text in link.find_all("text")] or [link.get_text()]
            stated = numerals(" ".join(figure.text for text in texts for figure in typed(text)))
            linked += bool(stated)
            assert stated <= known, (page, link)
            link.replace_with("\ufffc")
        for block in article.find_all(BLOCKS):
            if block.find(BLOCKS):
                continue
            for numeral in typed(re.sub(r"sha256:\w+|, place \d+|\b2020\b(?![年-])", "", block.get_text())):
                evidence = block.find_parent(["table", "figure"])
                if evidence is not None and numerals(numeral.text) <= known:
                    generated += 1
                else:
                    untraced.append((page, numeral.text, block.get_text()[:60]))
    assert untraced == []
    assert linked > 60
    assert generated > 80


def test_every_numeral_of_a_chart_traces(built: Path, known: set[str], scales: set[str]) -> None:
    pictures = sorted((built / "_build/html/_downloads").rglob("*.svg"))
    assert len(pictures) > 5
    total = 0
    for picture in pictures:
        source = picture.read_text("utf-8")
        drawn = ["".join(text.itertext()) for text in etree.fromstring(source).iter("{*}text")]
        said = [unescape(name) for name in re.findall(r'aria-label="([^"]*)"', source)]
        assert drawn, picture.name
        assert said, picture.name
        for words in [*drawn, *said]:
            for numeral in typed(words):
                total += 1
                assert numerals(numeral.text) <= known | scales, (picture.name, words)
    assert total > 20


@pytest.mark.parametrize("edition", ["beifeng-fengzhou-2020-07", "beifeng-fengzhou-2020-07-en"])
def test_every_numeral_of_the_pdf_edition_traces(
    edition: str, built: Path, known: set[str], scales: set[str]
) -> None:
    path = built / f"_build/pdf/{edition}.pdf"
    untraced, total = [], 0
    with pypdfium2.PdfDocument(path) as document:
        for number_, page in enumerate(document, 1):
            words = page.get_textpage().get_text_range().replace("\r", "")
            words = _without_own_numbers(words) if edition.endswith("07") else _in_english(words)
            for numeral in typed(words):
                total += 1
                if not numerals(numeral.text) <= known | scales:
                    untraced.append(
                        (number_, numeral.text, words[max(0, numeral.start - 20) : numeral.end + 20])
                    )
    assert untraced == []
    assert total > 150


def _in_english(page: str) -> str:
    """Drop what the English edition numbers itself, and years; a date may stand on two lines."""
    if re.search(r"\n[ivx]+\s*$", page):  # contents and lists lead to page numbers
        page = re.sub(r"(?m)\s+\d+$", "", page)
    page = re.sub(r"\n[\divx]+\s*$", "", page)
    page = re.sub(r"(?m)^\d+(?:\.\d+)+ |^\d+\. |^Source [0-9a-f]+\+?$", "", page)
    page = re.sub(r"sha256:[0-9a-f\s]{64,}|[0-9a-f]{40,}[0-9a-f\s]*|[Vv]ersion\W+\S+|@\w+\{\S+", "", page)
    page = re.sub(r"pages? \d+(?:,\s+\d+)*,?", "", page)
    return " ".join(re.sub(r"\b2020\b(?!-)", "", page).split())


def _without_own_numbers(page: str) -> str:
    """Drop what the PDF edition numbers itself: pages, sections, items, figures; and digests, keys."""
    if "目录" in page and re.search(r"\n[ivx]+\s*$", page):  # contents and lists lead to page numbers
        page = re.sub(r"(?m)\s+\d+$", "", page)
    page = re.sub(r"\n[\divx]+\s*$", "", page)
    page = re.sub(r"(?m)^\d+(?:(?:\.\d+)+(?=\u3000)|\.(?= ))", "", page)
    page = re.sub(r"[图表]\s*[A-Z]\.\d+", "", page)
    # Text of a PDF has a space, or a line's end, where Chinese meets a digit.
    page = re.sub(rf"(?<={CHINESE})\s+(?=\d)|(?<=\d)\s+(?={CHINESE})", "", page)
    page = re.sub(r"(?<=\d)\s*\n\s*(?=\d+日)|\n(?=至)", "", page)
    page = re.sub(
        r"sha256:[0-9a-f\s]{64,}|[0-9a-f]{40,}|版本\s*\S+|version = \S+|@\w+\{\w+|year = \S+", "", page
    )
    page = re.sub(r"第[\d、\s]+页", "", page)
    return re.sub(r"(?m)(?:\s|^)\d+$", "", page)


@pytest.mark.parametrize("language", get_args(Language))
def test_every_number_and_statement_is_in_the_pdf_of_each_language(
    language: Language, built: Path, ledger: Ledger
) -> None:
    edition = "beifeng-fengzhou-2020-07" + ("" if language == "zh" else f"-{language}")
    with pypdfium2.PdfDocument(built / f"_build/pdf/{edition}.pdf") as document:
        printed = "".join(page.get_textpage().get_text_range() for page in document)
    printed = re.sub(r"[\s\u00ad\ufffe\u2060]", "", printed)
    wanted = [entry.text(language) for entry in ledger.entries.values()]
    assert [text for text in wanted if "".join(text.split()) not in printed] == []
