"""The real editions: whole, tagged, embedded, and every published figure in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from qzcharts.data import Metric, open_ledger
from support import PROJECT, read_html

LEDGER = open_ledger(PROJECT)


@pytest.fixture(scope="module")
def pdf(built: Path) -> Path:
    (path,) = (built / "_build/pdf").glob("*.pdf")
    return path


@pytest.fixture(scope="module")
def pdf_text(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def resources(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """Every font or picture of a PDF, those inside forms included."""
    seen: set[tuple[int, int]] = set()
    found: list[Any] = [page.get("/Resources", {}) for page in pdf.pages]
    while found:
        held = found.pop()
        yield from held.get(kind, {}).values()
        for form in held.get("/XObject", {}).values():
            if form.objgen not in seen:
                seen.add(form.objgen)
                found.append(form.get("/Resources", {}))


@pytest.mark.parametrize("metric", [m for m in LEDGER if m.origin == "published"], ids=lambda m: m.id)
def test_every_published_figure_is_in_the_pdf_as_printed(metric: Metric, pdf_text: str) -> None:
    within = metric.quotation.translate(str.maketrans("“”", "‘’"))
    assert re.sub(r"\s", "", within) in pdf_text
    assert metric.text() in pdf_text


@pytest.mark.parametrize("metric", list(LEDGER), ids=lambda m: m.id)
def test_every_figure_is_in_the_html_ledger(metric: Metric, built: Path) -> None:
    page = (built / "_build/html/appendix/ledger.html").read_text("utf-8")
    anchor = f'id="metric-{metric.id.replace(".", "-").replace("_", "-")}"'
    assert page.count(anchor) == 1
    assert metric.text() in re.sub(r"</?span[^>]*>", "", page)


def test_pdf_is_tagged_chinese_and_titled(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).lower() == "zh-cn"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == "泉州北峰丰州片区开发工作数据报告"


def test_every_font_is_embedded_as_a_subset(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        fonts = list(resources(document, "/Font"))
        assert fonts
        for font in fonts:
            for part in font.get("/DescendantFonts", [font]):
                descriptor = part.FontDescriptor
                assert re.match(r"/[A-Z]{6}\+", str(descriptor.FontName)), descriptor.FontName
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_charts_are_vector(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        kinds = [str(item.Subtype) for item in resources(document, "/XObject")]
        assert "/Image" not in kinds


def test_every_chapter_names_its_parts_and_owns_its_limits(built: Path) -> None:
    seen: set[str] = set()
    for chapter in ("inspection", "construction", "certificates", "prevention", "partnership"):
        page = read_html(built / f"_build/html/{chapter}.html")
        headings = [re.sub(r"^[\d.]+", "", each.get_text(strip=True)) for each in page.select("main h2")]
        assert len(headings) == len(set(headings)) > 2, chapter
        assert headings[-1].endswith("未公布的内容"), chapter
        assert not set(headings) & seen, chapter
        seen |= set(headings)
        assert page.select("figure > .chart, table.metric-table"), chapter


def test_captions_have_the_same_numbers_in_both_editions(built: Path, pdf_text: str) -> None:
    for page in (built / "_build/html").rglob("*.html"):
        captions = re.findall(
            r'class="caption-number">([^<]+)</span><span class="caption-text">([^<]+)</span>',
            page.read_text("utf-8"),
        )
        for number, text in captions:
            assert re.sub(r"\s", "", number + text) in pdf_text, page.name
