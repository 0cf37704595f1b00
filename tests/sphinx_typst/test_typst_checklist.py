"""The reviewers' copy of the real book ends with every use of a number or statement, to be checked by two."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import page
import pypdfium2
import pytest
import tagged

from qzbook.evidence.basis import formula_text, items_text, quoted
from qzbook.evidence.domain import EvidenceDomain, Use, domain_of
from qzbook.press.application import run
from qzbook.project import Project
from qzcharts.data import Metric
from sphinx_typst.builder import TypstBuilder
from support import copy_project
from validators import findings

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

HEAD = ["序号", "标记", "页", "此处写法", "依据", "复核一", "复核二"]
COLUMNS = ("number", "mark", "page", "words", "evidence", "first", "second")


@dataclass
class Copy:
    """The reviewers' copy: its file, what the build knew, and by page label its text without white space."""

    pdf: Path
    builder: TypstBuilder
    domain: EvidenceDomain
    pages: dict[str, str]

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """Give the rows of the checklist as a screen reader meets them, without white space."""
        return [
            dict(zip(COLUMNS, ("".join(cell.text.split()) for cell in row.walk("TD")), strict=True))
            for table in tagged.read(self.pdf).walk("Table")
            if [cell.text for cell in table.walk("TH")] == HEAD
            for row in table.walk("TR")
            if next(row.walk("TD"), None) is not None
        ]

    def uses(self) -> list[Use]:
        """Give all uses, those of statements after those of numbers."""
        uses = list(self.domain.uses())
        return sorted(uses, key=lambda use: not isinstance(self.domain.entry(use.entry), Metric))


@pytest.fixture(scope="module")
def copy(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = copy_project(tmp_path_factory.mktemp("review") / "project", translated=True)
    shutil.copytree(built / ".qzcharts/execution", folder / ".qzcharts/execution")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1595894400")
        app = run(Project.at(folder), "typst", folder / "work", overrides={"typst_review": True})
    assert isinstance(app.builder, TypstBuilder)
    with pypdfium2.PdfDocument(app.builder.pdf) as pdf:
        pages = {
            pdf.get_page_label(number): "".join(pdf[number].get_textpage().get_text_range().split())
            for number in range(len(pdf))
        }
    return Copy(app.builder.pdf, app.builder, domain_of(app.env), pages)


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_every_use_is_a_row_in_order(copy: Copy) -> None:
    rows, uses = copy.rows, copy.uses()
    assert len(rows) == len(uses) > 100
    assert [row["number"] for row in rows] == [str(number) for number in range(1, len(uses) + 1)]
    for row, use in zip(rows, uses, strict=True):
        entry = copy.domain.entry(use.entry)
        name = entry.label("indicator" if isinstance(entry, Metric) else "subject")
        assert row["words"] == squeezed(use.words + name)
    assert {use.entry for use in uses} >= set(copy.domain.ledger.statements)


def test_a_row_names_mark_and_page_of_its_place(copy: Copy) -> None:
    order = list(copy.pages)
    for row, use in zip(copy.rows, copy.uses(), strict=True):
        shown = copy.domain.entry(use.entry)
        there = copy.pages[row["page"]]
        subject = "indicator" if isinstance(shown, Metric) else "subject"
        words = {squeezed(use.words), squeezed(shown.label(subject))} - {""}
        assert any(each in there for each in words), (row, use)
        mark = copy.builder.mark_at(use.docname, use.target)
        assert row["mark"] == (mark or "—")
        before = copy.pages[order[order.index(row["page"]) - 1]]  # a paragraph may begin there
        assert mark in there or mark in before, (row, use)
    pages = [int(row["page"]) for row in copy.rows]
    numbers = sum(isinstance(copy.domain.entry(use.entry), Metric) for use in copy.uses())
    assert pages[:numbers] == sorted(pages[:numbers]) and pages[numbers:] == sorted(pages[numbers:])


def test_a_row_has_the_evidence_and_two_empty_boxes(copy: Copy) -> None:
    kinds = set()
    for row, use in zip(copy.rows, copy.uses(), strict=True):
        entry = copy.domain.entry(use.entry)
        assert squeezed(quoted(copy.domain, entry)) in row["evidence"]
        kinds.add(entry.origin if isinstance(entry, Metric) else "statement")
        if isinstance(entry, Metric):
            assert squeezed(formula_text(copy.domain, entry)) in row["evidence"]
            if entry.origin == "counted":
                assert squeezed(f"据清单计数：{items_text(copy.domain, entry)}") in row["evidence"]
        assert (row["first"], row["second"]) == ("☐", "☐")
    assert kinds == {"published", "counted", "derived", "statement"}


def test_its_pages_repeat_the_head(copy: Copy) -> None:
    labels = list(copy.pages)
    first, last = (
        next(label for label, text in copy.pages.items() if text.startswith(title))
        for title in ("核对表", "审签")
    )
    listed = labels[labels.index(first) : labels.index(last)]
    assert len(listed) > 3
    for label in listed:
        assert "".join(HEAD) in copy.pages[label]


def test_validators_find_nothing(copy: Copy) -> None:
    assert findings(copy.pdf, page.ValidationProfile.PDF_A_3A) == []


def test_the_body_fills_its_pages_and_is_short(copy: Copy) -> None:
    """Cover, imprint and contents take four pages at most; a page holds something in its lower two thirds."""
    labels = list(copy.pages)
    first = labels.index("1")
    last = next(label for label in labels[first:] if copy.pages[label].startswith(("核对表", "送审稿核对表")))
    assert first <= 4
    assert int(last) - 1 <= 17
    with pypdfium2.PdfDocument(copy.pdf) as pdf:
        for number in range(first, first + int(last) - 2):
            page = pdf[number]
            low = [box for box in (each.get_bounds() for each in page.get_objects()) if 60 < box[1] < 560]
            assert page.get_width() > page.get_height() or low, labels[number]


def test_every_page_says_that_it_is_the_review_copy_and_no_cover_has_a_digest(copy: Copy) -> None:
    assert all("送审稿" in text for text in copy.pages.values())
    cover, imprint = list(copy.pages.values())[:2]
    digest = copy.builder.metadata.data_digest
    assert digest not in cover
    assert digest in imprint


def test_those_sign_who_are_named(copy: Copy) -> None:
    signed = next(text for text in copy.pages.values() if "签字只对" in text)
    found = [signed.index(role) for role in ("初审", "复审", "终审", "责任编辑", "责任校对", "核对人")]
    assert found == sorted(found)
