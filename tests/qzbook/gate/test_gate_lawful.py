"""Both books pass, and not without any row of the table of lawful differences."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from gate_book import GateBook

from qzbook.gate import Gate
from qzbook.gate.lawful import TABLE, Lawful


def real(built: Path, table: tuple[Lawful, ...] = TABLE) -> Gate:
    """Give the gate of the real book in its own language, as it is before it is published."""
    html = built.parent / f"original-{os.getpid()}"
    if not html.exists():
        shutil.copytree(built / "_build/html", html, ignore=shutil.ignore_patterns("en"))
    names = [path.relative_to(built / "book").with_suffix("") for path in (built / "book").rglob("*.md")]
    sources = {name.as_posix(): built / "book" / name.with_suffix(".md") for name in names}
    pdf = min((built / "_build/pdf").glob("*.pdf"), key=lambda path: len(path.name))
    return Gate(html, pdf, sources, built, table)


@pytest.fixture(scope="module")
def made_up(gate_book: GateBook) -> Gate:
    """The gate of the made-up book, which has judged."""
    gate = gate_book.gate()
    assert gate.judge() == []
    return gate


@pytest.fixture(scope="module")
def of_the_report(built: Path) -> Gate:
    """The gate of the real book, which has judged."""
    gate = real(built)
    assert gate.judge() == []
    return gate


def test_both_books_pass(made_up: Gate, of_the_report: Gate) -> None:
    assert made_up.uses
    assert of_the_report.uses


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_no_row_can_be_missed(
    row: Lawful, made_up: Gate, of_the_report: Gate, gate_book: GateBook, built: Path
) -> None:
    others = tuple(each for each in TABLE if each is not row)
    without = gate_book.gate(others) if made_up.uses[row.name] else real(built, others)
    assert made_up.uses[row.name] or of_the_report.uses[row.name], "neither book has it"
    assert without.judge() != []


def test_no_two_rows_have_one_name() -> None:
    assert len({row.name for row in TABLE}) == len(TABLE)
