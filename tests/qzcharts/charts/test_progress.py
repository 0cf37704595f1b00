"""Progress draws shares, their bounds and what they are compared with where they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import cases
import pytest
from drawn import Drawing

from qzcharts import charts
from qzcharts.charts.style import LOOKS, Look
from qzcharts.data.ledger import open_ledger
from qzcharts.errors import ChartError

pytestmark = pytest.mark.usefixtures("in_made_up")
figure_of = partial(cases.figure, "progress")
WIDTHS = pytest.mark.parametrize("width", ["wide", "narrow"])


def ends(drawing: Drawing, *parts: str) -> list[float]:
    """Where parts end, as parts of the whole."""
    (whole,) = drawing.boxes("whole")
    found = [box for part in parts for box in drawing.boxes(part)]
    return [(box.x + box.width - whole.x) / whole.width for box in found]


@WIDTHS
@pytest.mark.parametrize("case", cases.tried("progress"))
def test_each_metric_has_one_mark_and_its_figure(case: str, width: str) -> None:
    figure = figure_of(case)
    drawing = Drawing(figure, width)
    assert drawing.marks() == list(figure.evidence.metrics)
    texts = "".join("".join(each.itertext()) for each in drawing.root.iter("text"))
    assert all(open_ledger()[name].text() in texts for name in figure.evidence.metrics)


@WIDTHS
@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        ("share.s52", 0.515, 0.525),
        ("share.s0_4", 0.0035, 0.0045),
        ("share.s98_8", 0.9875, 0.9885),
        ("share.over", 1.15, 1.25),
        ("share.far", 12.495, 12.505),
    ],
)
def test_the_bar_is_filled_to_the_lower_bound_and_hatched_to_the_upper(
    share: str, low: float, high: float, width: str
) -> None:
    drawing = Drawing(charts.progress(share, reference="share.s49_7"), width)
    assert ends(drawing, "sure", "band") == pytest.approx([low, high], abs=1e-3)
    (tick,) = drawing.boxes("reference")
    (whole,) = drawing.boxes("whole")
    assert (tick.x - whole.x) / whole.width == pytest.approx(0.497, abs=2e-3)
    assert ends(drawing, "end") == ([pytest.approx(1, abs=1e-3)] if high > 1 else [])


def test_sides_without_a_bound_are_drawn_as_such() -> None:
    most, least = Drawing(charts.progress("share.most")), Drawing(charts.progress("share.least"))
    assert ends(most, "sure", "band") == pytest.approx([0.1], abs=1e-3)
    assert ends(least, "sure") == pytest.approx([0.95], abs=1e-3)
    assert not least.parts("band") and len(least.parts("open")) == 1
    assert most.words("key") == ["取值范围"] and least.words("key") == ["没有上限"]


def test_a_reference_has_its_bounds_too() -> None:
    drawing = Drawing(charts.progress("share.s52", reference="share.over"))
    (band,) = drawing.boxes("reference-band")
    assert ends(drawing, "reference-band") == pytest.approx([1.25], abs=1e-3)
    assert band.width / drawing.boxes("whole")[0].width == pytest.approx(0.1, abs=1e-3)


@WIDTHS
def test_amount_and_plan_stand_on_the_scale_of_the_share(width: str) -> None:
    figure = charts.progress("share.over", amount="money.more", plan="money.plan")
    drawing = Drawing(figure, width)
    assert ends(drawing, "amount-sure", "plan", "plan-band") == pytest.approx(
        [29.5 / 25, 24.5 / 25, 25.5 / 25], abs=2e-3
    )


@WIDTHS
def test_a_small_rest_is_drawn_twice(width: str) -> None:
    drawing = Drawing(charts.progress("share.s98_8", rest="made.left"), width)
    parts = [drawing.boxes(part)[0].width for part in ("sure", "band", "remaining")]
    whole = sum(parts)
    assert parts == pytest.approx([whole * 0.9875, whole * 0.001, whole * 0.0115], abs=0.02)
    magnified = [drawing.boxes(f"magnified-{part}")[0].width for part in ("sure", "band", "remaining")]
    assert magnified == pytest.approx([whole * part / 0.05 for part in (0.0375, 0.001, 0.0115)], abs=0.02)
    assert drawing.words("scale") == ["95%", "100%"]


@pytest.mark.parametrize("case", ["nothing left", "most left", "an eighth left", "long"])
def test_only_a_small_rest_is_magnified(case: str) -> None:
    assert not Drawing(figure_of(case)).parts("lens")


def test_a_rest_bounds_a_share_that_has_no_upper_bound() -> None:
    drawing = Drawing(figure_of("at least"))
    assert ends(drawing, "sure", "band") == pytest.approx([0.95, 1], abs=1e-3)
    assert not drawing.parts("open")


@pytest.mark.parametrize(
    ("share", "reference", "relation"),
    [
        ("share.s52", "share.s49_7", "高于"),
        ("share.s3", "share.s49_7", "低于"),
        ("share.s50", "share.s50_2", "与界限内的参照相当"),
        ("share.least", "share.s98_8", "与界限内的参照相当"),
        ("share.least", "share.most", "高于"),
        ("share.most", "share.above", "低于"),
    ],
)
def test_it_is_compared_by_all_that_it_can_be(share: str, reference: str, relation: str) -> None:
    assert relation in charts.progress(share, reference=reference).evidence.title


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (
            lambda: charts.progress("share.under"),
            "share.under is about −5%; allowed: a share of 0% or more; mend",
        ),
        (
            lambda: charts.progress("count.n7"),
            "count.n7 is 7 homes: no share; allowed: a ratio such as %; mend",
        ),
        (lambda: charts.progress("share.s52", reference="share.under"), "share.under is about −5%"),
        (
            lambda: charts.progress("share.s52", rest="made.left"),
            r"do not make up the whole; mend: .*complement\(share.s52\)",
        ),
        (
            lambda: charts.progress("share.s3", amount="money.middle", plan="money.plan"),
            "share.s3 .* is not the share of money.middle .* in money.plan .*mend: derive the total",
        ),
        (
            lambda: charts.progress("share.s50", amount="money.middle", plan="count.n7"),
            "is not the share of",
        ),
        (
            lambda: charts.progress("share.s50", amount="money.middle", plan="share.none"),
            "is not the share of",
        ),
        (
            lambda: charts.progress("share.s50", amount="money.middle"),
            "amount is given without plan; allowed: both or neither; mend: name the plan too",
        ),
        (
            lambda: charts.progress("share.s50", plan="money.plan"),
            "plan is given without amount; allowed: both or neither; mend",
        ),
        (lambda: charts.progress("share.s50", reference="share.s50"), "'share.s50' is given twice"),
    ],
)
def test_what_it_refuses(draw: Callable[[], object], told: str) -> None:
    with pytest.raises(ChartError, match=told):
        draw()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_words_name_no_colour(look: Look) -> None:
    words = " ".join(Drawing(figure_of("above all, how far is open"), look.name).words("key"))
    assert words == "取值范围 没有上限"
