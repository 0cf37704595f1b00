"""A change stands between two figures of the ledger, and claims nothing that their bounds leave open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import cases
import drawn
import pytest
from change_cases import ESTATES, pairs, towns

from qzcharts import charts
from qzcharts.data.ledger import Metric, open_ledger
from qzcharts.errors import ChartError
from qzcharts.words import Language

pytestmark = pytest.mark.usefixtures("in_made_up")
figure_of = partial(cases.figure, "change")
REPORTS = Path(__file__).parents[2] / "reports"
WIDTHS = ("wide", "narrow")


def drawing_of(name: str, width: str) -> drawn.Drawing:
    return drawn.Drawing(figure_of(name), width)


def levels(name: str, width: str) -> list[tuple[Metric, dict[str, drawn.Box]]]:
    """Metrics of pairs with the shapes of their marks, by the parts that these are."""
    ledger = open_ledger()
    return [
        (ledger[metric], {part: drawn.box_of(each) for part, (each, *_) in parts.items() if part != "value"})
        for metric, parts in drawing_of(name, width).by_mark()
        if "hit" in parts
    ]


def middle(box: drawn.Box) -> float:
    return box.x + box.width / 2


def base(metric: Metric, amount: Any) -> float:
    return float(amount * metric.quantity.unit.factor)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", cases.tried("change"))
def test_rings_and_dots_stand_at_their_figures_and_bars_over_their_bounds(name: str, width: str) -> None:
    found = levels(name, width)
    values = [base(metric, metric.quantity.value) for metric, _ in found]
    places = [middle(parts["hit"]) for _, parts in found]
    length = max(values) - min(values)
    start, end = places[values.index(min(values))], places[values.index(max(values))]
    pixels = (end - start) / length if length else 0
    assert pixels > 0 or not length
    for (metric, parts), value, place in zip(found, values, places, strict=True):
        assert place == pytest.approx(start + (value - min(values)) * pixels, abs=0.02)
        bounds = metric.quantity.bounds
        low, high = (value if end is None else base(metric, end) for end in (bounds.lower, bounds.upper))
        assert ("band" in parts) == (low < high)
        if length and low < high:
            assert parts["band"].x == pytest.approx(start + (low - min(values)) * pixels, abs=0.1)
            assert parts["band"].width == pytest.approx((high - low) * pixels, abs=0.1)
        assert ("open" in parts) == (bounds.lower is None or bounds.upper is None)
        if bounds.upper is None:
            assert parts["open"].x >= place - 0.02


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", cases.tried("change"))
def test_rows_hold_the_earlier_figure_then_the_later_one_in_the_order_given(name: str, width: str) -> None:
    found = levels(name, width)
    for (before, ring), (after, dot) in zip(found[::2], found[1::2], strict=True):
        assert before.indicator == after.indicator
        assert before.entity == after.entity
        assert before.period < after.period
        assert "before" in ring
        assert "after" in dot
        assert ring["before"].width > dot["after"].width
        assert ring["before"].y + ring["before"].height / 2 == pytest.approx(
            middle_of_height(dot["after"]), abs=0.02
        )
        # A wedge leads from one to the other, where they are apart.
        apart = abs(middle(ring["hit"]) - middle(dot["hit"])) > 8
        assert ("change" in dot) == apart
    heights = [middle_of_height(parts["hit"]) for _, parts in found[::2]]
    assert heights == sorted(heights)


def middle_of_height(box: drawn.Box) -> float:
    return box.y + box.height / 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", cases.tried("change"))
def test_each_metric_is_one_mark_with_its_figure(name: str, width: str) -> None:
    drawing, evidence = drawing_of(name, width), figure_of(name).evidence
    assert drawing.marks() == list(evidence.metrics)
    assert len(drawing.words("value")) == len(evidence.metrics)
    said = [mark.get("aria-label") for mark in drawing.root.iter("g")]
    for name_of, words, value in zip(evidence.metrics, said, drawing.words("value"), strict=True):
        text = open_ledger()[name_of].text("zh")
        assert words.endswith(text)
        # The unit may stand once for all.
        assert text.startswith(value.rstrip("元")) or value == text.translate(
            str.maketrans("", "", "套人户亿元")
        )


def test_figures_stand_beyond_their_ends() -> None:
    for width in WIDTHS:
        for (before, ring), (after, dot) in zip(
            *[iter(levels("rising and falling", width))] * 2, strict=True
        ):
            rises = before.quantity.value < after.quantity.value
            assert (middle(ring["hit"]) < middle(dot["hit"])) == rises


def test_a_change_that_the_ledger_has_stands_in_the_row_of_its_pair() -> None:
    for width in WIDTHS:
        ids = drawing_of("one change named", width).marks()
        assert ids.index(open_ledger()["run.rise[town2]@2020"].id) == ids.index("run.homes[town2]@2020") + 1
        assert drawing_of("one change named", width).words("heading") == ["虚构住房的增速"]
        assert not drawing_of("rising", width).words("heading")


@pytest.mark.parametrize("width", WIDTHS)
def test_names_and_periods_are_said_once(width: str) -> None:
    drawing = drawing_of("most pairs", width)
    assert drawing.words("name") == [f"虚构{n}号院" for n in range(1, 31)]
    assert drawing.words("key") == ["2019年", "2020年"]
    assert not drawing_of("one pair", width).words("name")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_of_zero_is_drawn_between_loss_and_gain(width: str) -> None:
    (zero,) = drawing_of("one pair", width).boxes("zero")
    (_, ring), (_, dot) = levels("one pair", width)
    share = (zero.x - middle(ring["hit"])) / (middle(dot["hit"]) - middle(ring["hit"]))
    assert share == pytest.approx(9.25 / (9.25 + 15.25), abs=0.001)
    assert not drawing_of("negative", width).boxes("zero")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("one pair", "虚构的盈亏：2012年为−9.25亿元，2020年升至15.25亿元"),
        ("not from zero", "虚构的入住率：2015年为98.5%，2016年降至98.2%"),
        ("rising", "虚构的住房：与2012年相比，2020年各项都上升"),
        ("rising and falling", "虚构的住房：与2012年相比，2020年有升有降"),
        ("equal", "虚构的不变数：2019年与2020年"),
        ("open to both", "虚构的约数：2016年为不少于240套，2017年为不超过300套"),
        ("open shortest", "虚构的约数：2016年为不少于240套，2019年为310余套"),
        ("range", "虚构的约数：2014年为约200套，2015年为180～260套"),
        ("vintages", "虚构的产值：2017年为37.5亿元，2019年为38.5亿元"),
    ],
)
def test_the_finding_claims_no_direction_that_the_bounds_leave_open(name: str, title: str) -> None:
    assert figure_of(name).evidence.title == title


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["column.place@2019", "column.place@2020"], "is a place among others"),
        (["run.high@2019"], "of 1 periods: .*2019.*; allowed: two, one before and one after"),
        (pairs(["run.high"], 2018, 2019, 2020), "of 3 periods"),
        (
            [*pairs(towns("town", 1), 2019, 2020), "run.homes[town2]@2020"],
            "has no figure of .*2019.* beside it",
        ),
        ([*pairs(["run.high"], 2019, 2020), *pairs(["run.loss"], 2019, 2020)], "allowed: one kind of unit"),
        (pairs(ESTATES, 2019, 2020), "31 are too many for the pairs of one chart; allowed: up to 30"),
        ([*pairs(towns("town", 1), 2019, 2020), "run.rise[town2]@2020"], "is the change of no pair"),
        ([*pairs(["run.high"], 2019, 2020), "run.high@2020"], "is given twice"),
        (["run.so_far@2020-Q1", "run.flash[early]@2019"], "allowed: periods of one kind"),
        ([], "no metric was given"),
    ],
)
def test_what_is_no_pair_is_refused(given: Sequence[str], message: str) -> None:
    with pytest.raises(ChartError, match=message):
        charts.change(*given)


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("zh", "地区生产总值增速（可比价格）"),
        ("en", "Growth of gross regional product (comparable prices)"),
    ],
)
def test_a_change_on_another_basis_says_so(
    language: Language, heading: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPORTS / "bulletin")
    pair = [f"gdp[secondary]@{year}" for year in (2019, 2020)]
    drawing = drawn.Drawing(charts.change(*pair, "gdp_growth[secondary]@2020", language=language))
    assert drawing.words("heading") == [heading]
