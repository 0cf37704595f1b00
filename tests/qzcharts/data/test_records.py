"""Records of a CSV, with what spreadsheets write and nobody sees."""

from __future__ import annotations

import csv
import io
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from qzcharts.data.records import read_records
from qzcharts.errors import DataError

BLANKS = some.sampled_from(["", " ", "\t", "\u00a0", "\u3000 ", "\u200b", "\ufeff"])
GOOD = [
    ["unit", "factor", "english"],
    ["套", "1", "home, house"],
    ["", "0.01", 'per\n"cent"'],
    ["元", "", ""],
]


@some.composite
def as_saved(draw: some.DrawFn) -> tuple[str, list[int]]:
    """Save a good table with rows and columns that show nothing; give its text and the lines of its rows."""
    more = draw(some.integers(0, 3))
    text = io.StringIO()
    line_end = draw(some.sampled_from(["\n", "\r\n"]))
    quoting: Literal[0, 1] = draw(some.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer = csv.writer(text, lineterminator=line_end, quoting=quoting)
    blank_rows, lines = some.lists(some.lists(BLANKS, max_size=6), max_size=2), []
    for row in GOOD:
        writer.writerows(draw(blank_rows))
        lines.append(text.getvalue().count("\n") + 1)
        # Excel leaves blank cells at the end of some rows away.
        rest = more if row is GOOD[0] else draw(some.sampled_from([0, more]))
        writer.writerow(row + draw(some.lists(BLANKS, min_size=rest, max_size=rest)))
    writer.writerows(draw(blank_rows))
    return text.getvalue(), lines


@settings(max_examples=200)
@given(as_saved())
def test_what_shows_nothing_is_left_out(saved: tuple[str, list[int]]) -> None:
    text, lines = saved
    assert read_records("data/units.csv", text) == list(zip(lines, GOOD, strict=True))


@given(some.text(alphabet='ab1,;"\n\r\u3000“，=', max_size=30) | some.text())
def test_any_text_has_records_or_one_problem(text: str) -> None:
    try:
        read_records("data/units.csv", text)
    except DataError as error:
        (problem,) = error.problems
        assert 1 <= problem.line <= text.count("\n") + 1


def test_a_cell_without_end_is_told_though_the_reader_stops_there() -> None:
    most = csv.field_size_limit(1_000)
    try:
        with pytest.raises(DataError, match=r"data/units\.csv:3: a cell has more than 1,000 characters"):
            read_records("data/units.csv", f"unit\n套\n{'y' * 2_000}\n")
    finally:
        csv.field_size_limit(most)
