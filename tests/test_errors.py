"""A problem has the place that its author knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzbook.checks.formats import github
from qzbook.checks.seen import Kind, Passage, Piece, Sources
from qzbook.errors import BuildError
from qzcharts.errors import Problem, by_cells


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("book/x.ipynb:40003: wrong", "book/x.ipynb, cell 4, line 2: wrong"),
        ("a\nbook/图 x.ipynb:120002: b", "a\nbook/图 x.ipynb, cell 12, line 1: b"),
        ("book/x.ipynb:30001: the cell", "book/x.ipynb, cell 3, line 1: the cell"),
        ("book/x.ipynb:12: in the file", "book/x.ipynb:12: in the file"),
        ("book/x.md:40003: a long page", "book/x.md:40003: a long page"),
        ("x.ipynb:40003rd", "x.ipynb:40003rd"),
    ],
)
def test_a_place_in_a_notebook_of_jupyter_is_a_cell_and_a_line(text: str, told: str) -> None:
    assert by_cells(text) == str(BuildError(text)) == told


def test_a_problem_in_a_cell_says_so_to_people_and_to_machines() -> None:
    problem = Problem("book/x.ipynb", 40003, "7", "typography", "wrong", "right")
    assert str(problem) == "book/x.ipynb, cell 4, line 2:7: wrong [typography]\n  mend: right"
    assert (
        github([problem]) == "::error file=book/x.ipynb,title=typography::cell 4, line 2: wrong%0Amend: right"
    )
    assert Problem("book/x.md", 40003, "", "", "", "").cell == ""


def test_words_are_found_in_the_cells_of_a_notebook(tmp_path: Path) -> None:
    cells = '{"cells": [{"source": ["# 一\\n", "二"]}, {"source": "三\\n\\n四五"}]}'
    (tmp_path / "x.ipynb").write_text(cells, "utf-8")
    passage = Passage("x.ipynb", 20002, (), Kind.PROSE, (Piece("四五"),))
    assert Sources(tmp_path).place(passage, 1, 2) == (20004, "2")
