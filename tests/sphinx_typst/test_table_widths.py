"""Widths of columns follow what the columns hold."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_typst.table_widths import widths

LINE = 420


def table(*rows: list[str]) -> nodes.tgroup:
    """Return a table whose first row is its head."""
    made = [nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in row)) for row in rows]
    columns = [nodes.colspec(colwidth=1) for _ in rows[0]]
    return nodes.tgroup("", *columns, nodes.thead("", made[0]), nodes.tbody("", *made[1:]))


def test_the_column_with_more_text_is_wider_and_all_fill_the_line() -> None:
    short, long = widths([table(["名", "说明"], ["甲", "很长的说明" * 20])], [1, 1]) or (0, 0)
    assert long > 3 * short
    assert short + long == pytest.approx(LINE)


def test_a_short_head_stays_on_one_line() -> None:
    found = widths([table(["一二三四", "说明"], ["甲", "很长的说明" * 60])], [1, 1])
    assert found is not None
    assert found[0] >= 4 * 8


def test_a_column_without_text_keeps_its_share() -> None:
    found = widths([table(["框", "说明"], ["", "很长的说明" * 60], ["", "短"])], [1, 3])
    assert found is not None
    assert found[0] >= LINE / 4


def test_tables_with_one_head_have_the_same_columns() -> None:
    one, other = table(["名", "说明"], ["甲乙丙丁戊己" * 9, "短"]), table(["名", "说明"], ["短", "说明" * 99])
    together = widths([one, other], [1, 1])
    assert together not in (widths([one], [1, 1]), widths([other], [1, 1]))


def test_words_that_do_not_fit_have_no_widths() -> None:
    assert widths([table(["a" * 23] * 8, ["b" * 23] * 8)], [1] * 8) is None
