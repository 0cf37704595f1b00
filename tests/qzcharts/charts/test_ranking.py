"""A ranking draws amounts from zero, with their bounds, the largest first."""

from __future__ import annotations

from functools import partial

import barred
import cases
import drawn
import pytest

from qzcharts import charts
from qzcharts.charts.ranking import MOST
from qzcharts.charts.style import LOOKS
from qzcharts.data import open_ledger
from qzcharts.errors import ChartError

pytestmark = pytest.mark.usefixtures("in_made_up")
figure_of = partial(cases.figure, "ranking")
WIDTHS = [look.name for look in LOOKS]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", cases.tried("ranking"))
def test_bars_reach_from_zero_as_far_as_bounds_say(case: str, width: str) -> None:
    figure = figure_of(case)
    assert not barred.stands(figure, width)
    barred.judge(figure, width, open_ledger())
    assert len({round(box.x, 2) for box in drawn.Drawing(figure, width).boxes("zero")}) == 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", cases.tried("ranking"))
def test_every_metric_has_one_mark_with_its_name_and_figure(case: str, width: str) -> None:
    figure = figure_of(case)
    found = barred.shown(figure, width)
    assert [each.metric for each in found] == list(figure.evidence.metrics)
    assert [each.names for each in found] == [[label] for label in figure.evidence.labels]
    for each, row in zip(found, figure.evidence.rows, strict=True):
        assert len(each.values) == 1
        assert row[1].startswith(each.values[0])


@pytest.mark.parametrize("case", cases.tried("ranking"))
def test_the_largest_is_first_and_equal_ones_as_they_were_given(case: str) -> None:
    figure, ledger = figure_of(case), open_ledger()
    given = [name for name in ledger.metrics if name in figure.evidence.metrics]
    shown = [name for name in figure.evidence.metrics if case != "whole" or name != "column.homes@2020"]
    amounts = [ledger[name].quantity.value * ledger[name].quantity.unit.factor for name in shown]
    assert amounts == sorted(amounts, reverse=True)
    if len(set(amounts)) == 1:
        assert shown == given


@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_stands_above_its_parts_behind_a_rule(width: str) -> None:
    figure = figure_of("whole")
    drawing = drawn.Drawing(figure, width)
    assert drawing.marks()[0] == "column.homes@2020"
    whole, *parts = drawing.parts("bar")
    assert "f-reference" in whole.get("class").split()
    assert all("f-done" in part.get("class").split() for part in parts)
    (rule,) = drawing.boxes("apart")
    assert drawn.box_of(whole).y + drawn.box_of(whole).height < rule.y < drawn.box_of(parts[0]).y


def test_other_rankings_have_no_whole() -> None:
    names = ["column.homes[east]@2020", "column.homes@2019"]
    assert not drawn.Drawing(charts.ranking(*names)).parts("apart")


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("equal", []),
        ("one", ["取值范围"]),
        ("one-sided", ["取值范围", "没有上限"]),
        ("open below", ["取值范围", "没有下限"]),
        ("one of zero", []),
    ],
)
def test_the_legend_names_what_is_drawn_and_nothing_else(case: str, words: list[str]) -> None:
    assert drawn.Drawing(figure_of(case)).words("key") == words


@pytest.mark.parametrize(
    ("case", "finding"),
    [
        ("shares", "最高的是虚构的g，约98.8%"),
        ("equal", "虚构的使用率（2020年）：各项数值"),
        ("one-sided", "各项数值"),
        ("longest is open", "虚构的估数：最高的是2020年，不少于330户"),
        ("whole", "虚构的存量房（2020年）：最高的是东边，150套"),
        ("all below zero", "虚构的亏空：最高的是2018年，−1.5亿元"),
        ("one", "计划约25亿元"),
    ],
)
def test_the_finding_calls_largest_what_is_so_within_all_bounds(case: str, finding: str) -> None:
    assert figure_of(case).evidence.title == finding


@pytest.mark.parametrize(
    ("case", "values", "unit"),
    [
        ("one", ["约25"], "单位：亿元；2020年5月"),
        ("far apart", ["98765432.10亿元", "12.5亿元", "0.01万元"], "2020年5月"),
        ("ranges", ["不少于330", "310余", "不超过300", "180～260", "约200"], "单位：户"),
        ("over all", ["约120%", "100%", "约−5%"], "2020年5月"),
    ],
)
def test_a_unit_that_all_have_is_said_once(case: str, values: list[str], unit: str) -> None:
    figure = figure_of(case)
    assert drawn.Drawing(figure).words("value") == values
    assert figure.evidence.subtitle == unit


@pytest.mark.parametrize(
    ("metrics", "told"),
    [
        ([], "no metric was given"),
        (["money.plan", "money.plan"], "'money.plan' is given twice"),
        (["money.plan", "count.n7"], "money.plan is in 亿元, count.n7 in 套; allowed: one kind of unit"),
        (
            ["column.place@2019", "column.place@2020"],
            "column.place@2019 is a place among others.*mend: draw what",
        ),
        ([f"many.m{n}" for n in range(1, 41)] + ["count.n7"], f"41 are too many for ranking.*up to {MOST}"),
    ],
)
def test_what_cannot_be_ranked_is_refused(metrics: list[str], told: str) -> None:
    with pytest.raises(ChartError, match=told):
        charts.ranking(*metrics)
