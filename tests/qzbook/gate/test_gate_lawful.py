"""Both books pass, and not without any row of the table of lawful differences."""

from __future__ import annotations

from pathlib import Path

import pytest
from gate_book import GateBook

from qzbook.gate import Gate
from qzbook.gate.lawful import TABLE, Lawful


def real(built: Path, table: tuple[Lawful, ...] = TABLE) -> Gate:
    """Give the gate of the real book."""
    html = built / "_build/html"
    names = [path.relative_to(built / "book").with_suffix("") for path in (built / "book").rglob("*.md")]
    sources = {name.as_posix(): built / "book" / name.with_suffix(".md") for name in names}
    return Gate(html, next((built / "_build/pdf").glob("*.pdf")), sources, built, table)


def test_the_real_book_passes(built: Path) -> None:
    assert real(built).judge() == []


def test_the_made_up_book_passes(gate_book: GateBook) -> None:
    assert gate_book.judge() == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_no_row_can_be_missed(row: Lawful, gate_book: GateBook, built: Path) -> None:
    whole, without = gate_book.gate(), gate_book.gate(tuple(each for each in TABLE if each is not row))
    assert whole.judge() == []
    if not whole.uses[row.name]:
        whole, without = real(built), real(built, without.table)
        whole.judge()
    assert whole.uses[row.name], "neither book has it"
    assert without.judge() != []


def test_no_two_rows_have_one_name() -> None:
    assert len({row.name for row in TABLE}) == len(TABLE)
