"""Real reports become books in both formats, which the check and the gate find nothing wrong with."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from report_books import BOOKS, copy_report

from qzbook.validation import open_ledger
from support import PROOF, publish, read_html

pytestmark = pytest.mark.proof


@pytest.fixture(scope="module", params=BOOKS if PROOF else BOOKS[:1])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with both editions."""
    project = copy_report(request.param, tmp_path_factory.mktemp("reports") / request.param)
    assert "no problems" in publish(project)
    return project


def test_both_formats_say_the_same_of_a_report(report: Path) -> None:
    head = open_ledger(report).report
    assert head.title in read_html(report / "_build/html/index.html").get_text()
    document = pypdfium2.PdfDocument(report / f"_build/pdf/{head.file}.pdf")
    first = document[0].get_textpage().get_text_range()
    document.close()
    assert head.title in "".join(first.split())


def test_no_two_marks_of_a_chart_have_the_same_name(report: Path) -> None:
    for page in (report / "_build/html").glob("*.html"):
        for table in read_html(page).select("table.figure-data"):
            names = [cell.get_text() for cell in table.select("tbody tr > :first-child")]
            assert len(names) == len(set(names)) > 0, page.name
