"""The real editions in each language: whole, tagged, embedded, and every published figure in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest
from page import ValidationProfile

from qzcharts.data import Metric, open_ledger
from qzcharts.words import Language
from support import PROJECT, read_html
from validators import findings

LEDGER = open_ledger(PROJECT)
HEAD = LEDGER.report


class Edition(NamedTuple):
    """What each language has of its own."""

    language: Language
    tag: str
    title: str
    folder: str
    file: str
    limits: str


EDITIONS = (
    Edition("zh", "zh-cn", HEAD.title, "", f"{HEAD.file}.pdf", "未公布的内容"),
    Edition("en", "en", HEAD.title_en, "en", f"{HEAD.file}-en.pdf", ": what is not published"),
)


@pytest.fixture(scope="module", params=EDITIONS, ids=lambda edition: edition.language)
def edition(request: pytest.FixtureRequest) -> Edition:
    """Each of them in turn."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def pages(built: Path, edition: Edition) -> Path:
    """The folder of its pages."""
    return built / "_build/html" / edition.folder


@pytest.fixture(scope="module")
def pdf(built: Path, edition: Edition) -> Path:
    """Its PDF."""
    return built / "_build/pdf" / edition.file


@pytest.fixture(scope="module")
def pdf_text(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_validators_find_nothing(pdf: Path) -> None:
    assert findings(pdf, ValidationProfile.PDF_A_2A) == []


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


def test_there_is_one_pdf_of_each_language(built: Path) -> None:
    assert {path.name for path in (built / "_build/pdf").iterdir()} == {each.file for each in EDITIONS}


@pytest.mark.parametrize("metric", [m for m in LEDGER if m.origin == "published"], ids=lambda m: m.id)
def test_every_published_figure_is_in_the_pdf_as_printed(
    metric: Metric, pdf_text: str, edition: Edition
) -> None:
    within = metric.quotation.translate(str.maketrans("“”", "‘’"))
    assert re.sub(r"\s", "", within) in pdf_text
    assert re.sub(r"\s", "", metric.text(edition.language)) in pdf_text


@pytest.mark.parametrize("metric", list(LEDGER), ids=lambda m: m.id)
def test_every_figure_is_in_the_html_ledger(metric: Metric, pages: Path, edition: Edition) -> None:
    page = (pages / "appendix/ledger.html").read_text("utf-8")
    anchor = f'id="metric-{metric.id.replace(".", "-").replace("_", "-")}"'
    assert page.count(anchor) == 1
    assert metric.text(edition.language) in re.sub(r"</?span[^>]*>", "", page)


def test_pdf_is_tagged_and_names_its_language_and_title(pdf: Path, edition: Edition) -> None:
    with pikepdf.open(pdf) as document:
        assert document.Root.MarkInfo.Marked
        said = str(document.Root.Lang).lower(), str(document.docinfo["/Title"])
        assert said == (edition.tag, edition.title)
        assert document.Root.ViewerPreferences.DisplayDocTitle


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


def test_every_chapter_names_its_parts_and_owns_its_limits(pages: Path, edition: Edition) -> None:
    seen: set[str] = set()
    for chapter in ("inspection", "construction", "certificates", "prevention", "partnership"):
        page = read_html(pages / f"{chapter}.html")
        headings = [re.sub(r"^[\d.]+", "", each.get_text(strip=True)) for each in page.select("main h2")]
        assert len(headings) == len(set(headings)) > 2, chapter
        assert headings[-1].endswith(edition.limits), chapter
        assert not set(headings) & seen, chapter
        seen |= set(headings)
        assert page.select("figure > .chart, table.metric-table"), chapter


def test_captions_have_the_same_numbers_in_both_editions(pages: Path, pdf_text: str) -> None:
    for page in (*pages.glob("*.html"), *pages.glob("appendix/*.html")):
        captions = re.findall(
            r'class="caption-number">([^<]+)</span><span class="caption-text">([^<]+)</span>',
            page.read_text("utf-8"),
        )
        for number, text in captions:
            assert re.sub(r"\s", "", unescape(number + text)) in pdf_text, page.name
