"""A line stands where the ledger says, breaks where it says nothing, and draws every bound."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import cases
import drawn
import pytest
from line_cases import towns, years

from qzcharts import charts
from qzcharts.charts.periods import day_of
from qzcharts.data.ledger import Metric, open_ledger
from qzcharts.errors import ChartError

pytestmark = pytest.mark.usefixtures("in_made_up")
figure_of = partial(cases.figure, "line")
REPORTS = Path(__file__).parents[2] / "reports"
WIDTHS = ("wide", "narrow")


def drawing_of(name: str, width: str = "wide") -> drawn.Drawing:
    return drawn.Drawing(figure_of(name), width)


def points(name: str, width: str) -> dict[str, tuple[float, float]]:
    """Where the mark of each metric can be pointed at."""
    found = {}
    for metric, parts in drawing_of(name, width).by_mark():
        (hit,) = parts["hit"]
        found[metric] = float(hit.get("cx")), float(hit.get("cy"))
    return found


def metrics(name: str) -> list[Metric]:
    return [open_ledger()[each] for each in figure_of(name).evidence.metrics]


def amount(metric: Metric) -> float:
    return float(metric.quantity.value * metric.quantity.unit.factor)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", cases.tried("line"))
def test_points_stand_at_the_end_of_their_period_and_at_their_figure(name: str, width: str) -> None:
    places, found = points(name, width), metrics(name)
    for axis, measured in ((0, lambda metric: day_of(metric.period).toordinal()), (1, amount)):
        least, most = min(found, key=measured), max(found, key=measured)
        start, end = places[least.id][axis], places[most.id][axis]
        length = measured(most) - measured(least)
        assert (start < end) == (axis == 0) or not length
        for metric in found:
            share = (measured(metric) - measured(least)) / (length or 1)
            assert places[metric.id][axis] == pytest.approx(start + share * (end - start), abs=0.02)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", cases.tried("line"))
def test_each_metric_is_one_mark_that_says_its_figure(name: str, width: str) -> None:
    figure = figure_of(name)
    marks = list(drawing_of(name, width).root.iter("g"))
    assert sorted(mark.get("data-metric") for mark in marks) == sorted(figure.evidence.metrics)
    for mark in marks:
        assert mark.get("aria-label").endswith(open_ledger()[mark.get("data-metric")].text("zh"))


@pytest.mark.parametrize("width", WIDTHS)
def test_first_and_last_figures_stand_beside_their_points(width: str) -> None:
    values = drawing_of("most lines", width).words("value")
    for town, first, last in ((1, 117, 270), (2, 204, 240), (3, 282, 210), (6, 602, 620)):
        assert f"{first}" in values
        assert f"虚构{town}镇 {last}" in values
    assert len(values) == 12


@pytest.mark.parametrize("width", WIDTHS)
def test_bounds_are_drawn_and_what_has_none_ends_in_a_point(width: str) -> None:
    zero = drawing_of("bounds", width).boxes("zero")[0].y
    places = points("bounds", width)
    pixels = (zero - places["run.open@2017"][1]) / 300
    marks = dict(drawing_of("bounds", width).by_mark())
    for metric in metrics("bounds"):
        bounds, value = metric.quantity.bounds, metric.quantity.value
        low, high = (value if end is None else end for end in (bounds.lower, bounds.upper))
        parts = {part: drawn.box_of(each) for part, (each, *_) in marks[metric.id].items() if part != "value"}
        assert ("band" in parts) == (low < high)
        if band := parts.get("band"):
            assert band.y == pytest.approx(zero - pixels * float(high), abs=0.02)
            assert band.height == pytest.approx(pixels * float(high - low), abs=0.03)
        assert ("open" in parts) == (bounds.upper is None)
        if tip := parts.get("open"):
            assert tip.y + tip.height < places[metric.id][1]


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("two periods", [2]),
        ("most periods", [60]),
        ("so far", [3]),
        ("dates", [10]),
        ("missing", [2, 3]),
        ("one point", [10, 10]),
        ("two units", [5]),
        ("vintages", [4, 3]),
    ],
)
def test_a_missing_period_breaks_the_line(name: str, joined: list[int]) -> None:
    lines = drawing_of(name).parts("line")
    assert len(lines) == len(joined)
    places = points(name, "wide").values()
    for each, number in zip(lines, joined, strict=True):
        box = drawn.box_of(each)
        assert len([x for x, y in places if box.x - 0.02 <= x <= box.x + box.width + 0.02]) >= number


def test_figures_of_an_earlier_vintage_are_hollow_and_their_lines_dashed() -> None:
    drawing = drawing_of("vintages")
    assert [bool(each.get("stroke-dasharray")) for each in drawing.parts("line")] == [False, True]
    hollow = {
        mark.get("data-metric")
        for mark in drawing.root.iter("g")
        if any(each.get("class") == "f-ground s-done point" for each in mark)
    }
    assert hollow == {name for name in drawing.marks() if "early" in name}
    assert len(hollow) == 2
    assert drawing.words("key") == ["虚构的快报数"]


@pytest.mark.parametrize("name", cases.tried("line"))
def test_an_axis_that_does_not_begin_at_zero_says_so(name: str) -> None:
    values = [amount(metric) for metric in metrics(name)]
    span = max(values) - min(values)
    zoomed = 0 < span < max(map(abs, values)) / 3 and min(values) > 0
    assert ("纵轴不从0开始" in figure_of(name).evidence.subtitle) == zoomed
    for width in WIDTHS:
        drawing = drawing_of(name, width)
        assert len(drawing.parts("zero")) == (not zoomed)
        assert 2 <= len(drawing.parts("grid")) + len(drawing.parts("zero")) <= 9


def test_lines_are_told_apart_without_colour() -> None:
    marks = drawing_of("most lines").parts("point")
    assert len(marks) == 59
    shapes = {(each.tag, len(drawn.points_of(each)) if each.get("d") else 0) for each in marks}
    assert len(shapes) == 4  # squares and diamonds, and both kinds of triangles, have as many corners


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("two periods", "虚构的入住率：2019年为98.5%，2020年降至98.2%"),
        ("negative", "虚构的盈亏：2012年为−9.25亿元，2020年升至15.25亿元"),
        ("open longest", "虚构的约数：2019年为310余套，2020年升至不少于330套"),
        ("equal", "虚构的不变数：2011年为500人，2020年为500人"),
        ("vintages", "虚构的产值：2015年为35.5亿元，2020年为39.5亿元"),
        ("most lines", "虚构的住房：2020年虚构4镇居首，为680套"),
        ("equal lines", "虚构的不变数：各期数字的变化"),
    ],
)
def test_the_finding_claims_no_more_than_the_bounds_allow(name: str, title: str) -> None:
    assert figure_of(name).evidence.title == title


def test_the_whole_is_not_called_the_largest_of_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPORTS / "bulletin")
    names = "gdp", "gdp[secondary]", "gdp[tertiary]"
    figure = charts.line(*(f"{name}@{year}" for name in names for year in (2019, 2020)))
    assert figure.evidence.title == "地区生产总值：2020年第二产业居首，为5808.15亿元"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["column.place@2019", "column.place@2020"], "is a place among others"),
        (["run.high@2020"], "run.high@2020 is of the only period; allowed: two periods or more"),
        ([*years("run.high"), *years("run.loss")], "allowed: one kind of unit in a chart"),
        (years("run.months"), "72 are too many for the periods of a line; allowed: up to 60"),
        (towns("town", 7), "7 are too many for the lines of one chart; allowed: up to 6"),
        (
            ["run.so_far@2020-Q1", "run.flash[early]@2020", "run.flash[early]@2019"],
            "allowed: periods of one kind",
        ),
        (["run.dated@../2020-12-31", "run.undated"], "run.undated has no date"),
        (["run.flash[early]@2018", "run.flash[late]@2018", "run.flash[late]@2017"], "are of one period"),
        (["run.high@2019", "run.high@2019", "run.high@2018"], "is given twice"),
    ],
)
def test_what_cannot_be_drawn_right_is_refused(given: list[str], message: str) -> None:
    with pytest.raises(ChartError, match=message):
        charts.line(*given)
