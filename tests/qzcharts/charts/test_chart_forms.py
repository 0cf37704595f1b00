"""Counts, areas and positions in the drawings of units, stages and cards are those of the ledger."""

from __future__ import annotations

import numpy as np
import pytest
from drawn import Drawing, points_of
from made_up import COUNTS, SCALES, SITES

from qzcharts import charts
from qzcharts.charts.cards import MOST
from qzcharts.data import open_ledger
from qzcharts.words import Language

WIDTHS = pytest.mark.parametrize("width", ["wide", "narrow"])
pytestmark = pytest.mark.usefixtures("in_made_up")


def squares(figure: charts.Figure, width: str = "wide") -> np.ndarray:
    """Left, top, width and height of every square."""
    (marks,) = Drawing(figure, width).parts("mark")
    subpaths = np.array(points_of(marks)).reshape(-1, 4, 2)
    return np.concatenate([subpaths.min(axis=1), np.ptp(subpaths, axis=1)], axis=1)


@WIDTHS
@pytest.mark.parametrize("count", COUNTS[:-1])
def test_units_draws_as_many_marks_as_there_are_things(count: int, width: str) -> None:
    figure = charts.units(f"count.n{count}")
    found = squares(figure, width)
    per = next(per for per in (1, 10, 100, 1000) if count <= 1000 * per)
    assert len(found) == -(-count // per)
    areas = found[:, 2] * found[:, 3]
    # Lengths are written to a hundredth of a pixel, of ten or so.
    assert areas.sum() / areas.max() * per == pytest.approx(count, abs=2e-3 * per)
    assert len(np.unique(found[:, :2], axis=0)) == len(found)
    if per > 1:
        assert {10: "十", 100: "一百", 1000: "一千"}[per] in figure.evidence.subtitle


def test_units_stand_in_rows_of_ten_and_blocks_of_a_hundred() -> None:
    corners = squares(charts.units("count.n622"))[:, :2]
    assert len(np.unique(corners[:100, 1])) == 10
    assert all(len(np.unique(corners[start : start + 10, 1])) == 1 for start in range(0, 620, 10))
    pitch = np.diff(corners[:10, 0])
    assert len(set(pitch)) == 1
    assert corners[100, 0] - corners[9, 0] > 1.5 * pitch[0]


@WIDTHS
@pytest.mark.parametrize("language", ["zh", "en"])
def test_units_are_one_mark_that_says_what_is_counted(width: str, language: Language) -> None:
    drawing = Drawing(charts.units("count.n622", language=language), width)
    assert drawing.marks() == ["count.n622"]
    (mark,) = drawing.root.iter("g")
    counted = open_ledger()["count.n622"]
    assert mark.get("aria-label").endswith(counted.text(language))
    assert counted.label("indicator", language) in mark.get("aria-label")


EXTENTS = ("reached", "most", "under-way")


@WIDTHS
@pytest.mark.parametrize(
    ("projects", "scale"),
    [
        ("only_begun", "one_stage"),
        ("first_and_last", "eight_stages"),
        ("every_extent", "eight_stages"),
        ("every_extent", "twenty_stages"),
        ("forty_projects", "eight_stages"),
    ],
)
def test_stages_marks_only_what_was_published(projects: str, scale: str, width: str) -> None:
    drawing = Drawing(charts.stages(projects, scale), width)
    rows, steps = SITES[projects], [zh for zh, _ in SCALES[scale]]
    for extent in EXTENTS:
        published = [row for row in rows if row[3].replace("_", "-") == extent]
        assert len(drawing.boxes(extent)) == len(published)
    names = {row[0] for row in rows}
    assert len(drawing.parts("unpublished")) == len(names) * len(steps) - len(rows)
    assert drawing.words("stage") == steps * len(names)
    assert drawing.words("project") == list(dict.fromkeys(row[0] for row in rows))


@WIDTHS
def test_a_published_stage_stands_at_its_place_on_the_scale(width: str) -> None:
    drawing = Drawing(charts.stages("first_and_last", "eight_stages"), width)
    middles = [(x + wide / 2, y + high / 2) for x, y, wide, high in drawing.boxes("reached")]
    (scale,) = map(points_of, drawing.parts("scale"))
    assert middles == [pytest.approx(end) for end in scale]
    assert drawing.marks() == ["first_and_last.p0", "first_and_last.p1"]


@pytest.mark.parametrize(
    ("projects", "scale", "passed"),
    [
        ("both_reached", "two_stages", 1),
        ("all_eight", "eight_stages", 7),
        ("first_and_last", "eight_stages", 0),
        ("every_extent", "eight_stages", 1),
        ("all_twenty", "twenty_stages", 0),
    ],
)
def test_stages_are_joined_only_where_both_are_reached(projects: str, scale: str, passed: int) -> None:
    assert len(Drawing(charts.stages(projects, scale)).parts("passed")) == passed


def test_stages_take_their_words_and_notes_from_the_statements() -> None:
    told, ledger = charts.stages().evidence, open_ledger()
    assert told.rows[0][:3] == ("虚构甲项目", "第2步", "多数楼栋")
    for row in ledger.package.table("projects").rows:
        statement = ledger.statement(row["statement"])
        assert statement.label("subject") + statement.text() in told.alt
        assert statement.label("note") in told.alt


@WIDTHS
@pytest.mark.parametrize("number", [1, 2, 5, 7, MOST])
def test_cards_show_every_figure_in_printed_wording(number: int, width: str) -> None:
    ids = [f"many.m{n}" for n in range(1, number + 1)]
    figure, ledger = charts.cards(*ids), open_ledger()
    drawing = Drawing(figure, width)
    assert drawing.marks() == ids
    assert drawing.words("value") == [ledger[name].text() for name in ids]
    assert drawing.words("label") == [ledger[name].label("indicator") for name in ids]
    assert [card.value for card in figure.evidence.cards] == drawing.words("value")
    assert [card.metric for card in figure.evidence.cards] == ids
    # Rows of cards are as long as each other, but for the last.
    rows = [list(row) for row in np.split(*_rows(drawing))]
    assert all(len(row) == len(rows[0]) for row in rows[:-1]) and len(rows[-1]) <= len(rows[0])


def _rows(drawing: Drawing) -> tuple[np.ndarray, np.ndarray]:
    tops = np.array([box.y for box in drawing.boxes("card")])
    return tops, np.flatnonzero(np.diff(tops)) + 1
