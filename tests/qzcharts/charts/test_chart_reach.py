"""Marks can be pointed at where no other mark is, by a finger too; paper and files have nothing of it."""

from __future__ import annotations

import pytest
from drawn import Box, Drawing, box_of

from qzcharts import charts
from qzcharts.charts.sheet import Sheet

pytestmark = pytest.mark.usefixtures("in_made_up")


def _figure(*dots: tuple[float, float]) -> charts.Figure:
    def draw(sheet: Sheet) -> None:
        for number, (x, y) in enumerate(dots):
            with sheet.mark(f"count.n{number}", f"{number}"):
                sheet.dot(x, y, 4, "done", part="dot")
        sheet.y += 200

    return charts.Figure(charts.units("count.n7").evidence, draw)


def _hits(figure: charts.Figure) -> list[Box | None]:
    marks = Drawing(figure).root.iter("{*}g")
    return [box_of(mark[0]) if mark[0].get("class") == "hit" else None for mark in marks]


@pytest.mark.parametrize(
    ("dots", "hits"),
    [
        ([(100, 100)], [Box(88, 88, 24, 24)]),
        ([(100, 100), (150, 100)], [Box(88, 88, 24, 24), Box(138, 88, 24, 24)]),
        ([(100, 100), (110, 100)], [Box(96, 96, 8, 8), Box(106, 96, 8, 8)]),
        ([(100, 100), (104, 100)], [None, None]),
        ([], []),
    ],
    ids=["one", "apart", "near", "on each other", "none"],
)
def test_a_mark_is_a_finger_wide_where_it_is_in_the_way_of_none(
    dots: list[tuple[float, float]], hits: list[Box | None]
) -> None:
    assert _hits(_figure(*dots)) == hits


def test_a_mark_with_words_is_pointed_at_as_a_whole() -> None:
    figure = charts.timeline("count.n7", "count.n10")
    for hit in _hits(figure):
        assert hit is not None
        assert hit.width == pytest.approx(figure.sheet.width, abs=1)
        assert hit.height >= 24


def test_nothing_of_it_is_in_files() -> None:
    drawings = _figure((100, 100)).drawings()
    assert "hit" in drawings["wide"]
    assert drawings["file"].count("<rect") == drawings["paper"].count("<rect") == 0
