"""A composition draws parts, their bounds and what they leave of their whole as long as they are."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import pairwise

import cases
import pytest
from composition_cases import parts, yearly
from drawn import Drawing
from made_up_series import KINDS, YEARS

from qzcharts import charts
from qzcharts.charts.composition import _settle
from qzcharts.charts.extent import POINT
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.style import LOOKS
from qzcharts.data.ledger import open_ledger
from qzcharts.errors import ChartError

pytestmark = pytest.mark.usefixtures("in_made_up")
figure_of = partial(cases.figure, "composition")
WIDTHS = pytest.mark.parametrize("width", ["wide", "narrow"])


@WIDTHS
@pytest.mark.parametrize("case", cases.tried("composition"))
def test_each_metric_has_one_mark_and_its_figure(case: str, width: str) -> None:
    figure = figure_of(case)
    drawing = Drawing(figure, width)
    assert drawing.marks() == list(figure.evidence.metrics)
    speech, ledger = Speech(), open_ledger()
    for mark in drawing.root.iter("g", "a"):
        if name := mark.get("data-metric"):
            assert speech.plain(ledger[name]) in "".join(mark.itertext())


@WIDTHS
@pytest.mark.parametrize(
    "case", [case for case in cases.tried("composition") if case.id.startswith("parts.")]
)
def test_parts_are_as_long_as_their_bounds_say(case: str, width: str) -> None:
    figure = figure_of(case)
    drawing = Drawing(figure, width)
    found = [open_ledger()[name] for name in figure.evidence.metrics if "[" in name]
    bounds = [metric.quantity.bounds for metric in found]
    sure = [float(max(each.lower or 0, Fraction(0))) for each in bounds]
    most = [
        least if each.upper is None else float(each.upper) for each, least in zip(bounds, sure, strict=True)
    ]
    solid = [box.width for box in drawing.boxes("sure")]
    pixels = solid[0] / next(filter(None, sure))
    assert solid == pytest.approx([pixels * part for part in sure if part], abs=0.02)
    bands = [pixels * (upper - lower) for lower, upper in zip(sure, most, strict=True) if upper > lower]
    assert [box.width for box in drawing.boxes("band")] == pytest.approx(bands, abs=0.02)
    assert len(drawing.parts("open")) == sum(each.upper is None for each in bounds)
    # Each begins where the one before it ends.
    ends = sorted((box.x, box.x + box.width) for part in ("sure", "band") for box in drawing.boxes(part))
    gaps = [start - end for (_, end), (start, _) in pairwise(ends)]
    assert all(gap == pytest.approx(0, abs=0.02) or gap == pytest.approx(POINT, abs=0.02) for gap in gaps)


@WIDTHS
def test_parts_of_all_rows_have_one_scale(width: str) -> None:
    drawing = Drawing(figure_of("twenty rows"), width)
    solid = [box.width for box in drawing.boxes("sure")]
    shares = [50 + year % 7 + 0.05 for year in YEARS[:20]]
    assert solid[::3] == pytest.approx([solid[0] * share / shares[0] for share in shares], abs=0.02)
    assert len({round(box.x, 2) for box in drawing.boxes("sure")[::3]}) == 1


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("parts.even", ""),
        ("parts.rounded", "因舍入，各部分之和为99.9%"),
        ("parts.upward", "因舍入，各部分之和为100.2%"),
        ("parts.short", "各部分之和比总量少28.95%～30.05%"),
        ("parts.more", "各部分之和比总量多9%～11%"),
        ("parts.loose", ""),
        ("parts.open", ""),
        ("parts.amount", ""),
        ("parts.lacking", "各部分之和比总量少19.55亿～19.85亿元"),
        ("parts.alone", ""),
        ("one entity", "各部分之和比总量少400人"),
        ("missing", "各部分之和比总量少59.5%～60.5%"),
        ("twenty rows", "因舍入，各部分之和为99.9%"),
    ],
)
def test_what_parts_leave_of_their_whole_is_said(case: str, told: str) -> None:
    figure = figure_of(case)
    drawing = Drawing(figure)
    shown = "".join(drawing.words("words") + drawing.words("note"))
    assert shown.count("之和") == figure.evidence.alt.count("之和") == bool(told)
    assert told in shown and told in figure.evidence.alt
    assert bool(drawing.parts("gap")) == ("少" in told)
    assert bool(drawing.parts("end")) == ("多" in told)


def test_what_is_left_ends_with_the_whole() -> None:
    drawing = Drawing(figure_of("parts.lacking"))
    (gap,), first = drawing.boxes("gap"), drawing.boxes("sure")[0]
    pixels = first.width / 60.15
    assert gap.x - first.x == pytest.approx(pixels * 80.4, abs=0.05)
    assert gap.x + gap.width - first.x == pytest.approx(pixels * 99.95, abs=0.05)
    (band,) = drawing.boxes("whole-band")
    assert band.width == pytest.approx(pixels * 0.1, abs=0.05)


def test_parts_that_are_more_than_their_whole_go_beyond_its_end() -> None:
    drawing = Drawing(figure_of("parts.more"))
    (end,), first = drawing.boxes("end"), drawing.boxes("sure")[0]
    assert end.x - first.x == pytest.approx(first.width / 0.595, abs=0.05)


@pytest.mark.parametrize(
    ("case", "title"),
    [
        ("parts.even", "虚构的even（2020年5月）：构成"),
        ("parts.short", "虚构的short（2020年5月）：各部分中，虚构的a类最大，为40%"),
        ("parts.open", "虚构的open（2020年5月）：构成"),
        ("parts.one", "虚构的one（虚构的a类）40%"),
        ("entities", "虚构的people（2020年5月）：各部分中，北方最大，为600人"),
        ("twenty rows", "虚构的yearly：各行都是虚构的a类最大"),
        ("rows with bounds", "构成"),
    ],
)
def test_the_largest_is_named_only_where_it_is_so_within_all_bounds(case: str, title: str) -> None:
    assert figure_of(case).evidence.title == title


@pytest.mark.parametrize(
    ("case", "whole"),
    [
        ("parts.amount", "合计 100.0"),
        ("a whole that is given", "合计 100.0"),
        ("entities", "虚构国 1000"),
        ("parts.even", ""),
        ("parts.alone", ""),
    ],
)
def test_a_whole_that_the_ledger_has_is_named(case: str, whole: str) -> None:
    assert "".join(Drawing(figure_of(case)).words("whole")) == whole


def test_the_whole_among_indicators_is_the_one_that_the_others_add_up_to(in_works: None) -> None:
    figure = charts.composition("invested", "plan", "remaining")
    drawing = Drawing(figure)
    assert drawing.words("whole") == ["年度计划投资 495.58"]
    assert drawing.marks() == ["plan", "invested", "remaining"]


@pytest.mark.parametrize("widths", [[10.0], [100.0] * 3, [100.0] * 6, [300.0] * 4, [660.0, 10.0]])
@pytest.mark.parametrize("start", [0.0, 300.0, 670.0])
def test_words_below_a_bar_keep_their_order_and_the_edges(widths: list[float], start: float) -> None:
    figure = charts.units("count.n7")
    sheet = Sheet(figure, LOOKS[0])
    below = {str(n): ("字" * int(width / 15), start) for n, width in enumerate(widths)}
    placed, _ = _settle(sheet, below, 0, 0)
    ordered = [placed[name] for name in below]
    assert [(each.y, each.x) for each in ordered] == sorted((each.y, each.x) for each in ordered)
    assert all(each.x >= 0 and each.x + each.block.width < sheet.width for each in ordered)


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (
            lambda: charts.composition("share.s3", "money.plan"),
            "share.s3 is in %, money.plan in 亿元; allowed: one kind of unit",
        ),
        (
            lambda: charts.composition("made.half"),
            "made.half is 182 days, a rate: no part of a whole; allowed: shares, amounts and counts; mend",
        ),
        (
            lambda: charts.composition("money.loss", "money.plan"),
            "money.loss is .*; allowed: parts of zero or more; mend: draw it with ranking",
        ),
        (lambda: charts.composition("share.s3", "share.s3"), "'share.s3' is given twice"),
        (
            lambda: charts.composition(*parts("parts.nine")),
            r"9 are too many for composition \(parts\); allowed: up to 8; mend: draw fewer, or use table",
        ),
        (
            lambda: charts.composition(*yearly("parts.yearly", "abc", YEARS)),
            r"21 are too many for composition \(rows\); allowed: up to 20",
        ),
        (
            lambda: charts.composition("parts.lone[kind_a]"),
            r"the whole of parts.lone\[kind_a\] is not known.*mend: name the other parts, or the whole",
        ),
        (
            lambda: charts.composition(
                "parts.ragged[kind_a]@2001", "parts.ragged[kind_b]@2001", "parts.ragged[kind_a]@2002"
            ),
            r"the whole of parts.ragged\[kind_a\]@2002 is not known.*mend: name kind_b",
        ),
        (
            lambda: charts.composition(*parts("parts.zero")),
            "all beside it are nothing; allowed: a whole above",
        ),
        (
            lambda: charts.composition("parts.people[lowland]", "parts.people[corner]"),
            "lowland and corner are not parts of one whole .*; mend: leave one out",
        ),
        (
            lambda: charts.composition(*parts("parts.even"), "parts.amount"),
            "parts.even.* is in %, parts.amount in 亿元",
        ),
        (
            lambda: charts.composition(*parts("parts.alone"), "parts.amount"),
            "parts.amount is no part by kind, nor the whole of any that is drawn; allowed: parts, and their",
        ),
        (
            lambda: charts.composition("parts.cross[kind_a]", "parts.cross[left]"),
            "these are parts by kind, side; allowed: parts by one breakdown; mend: draw a chart of each",
        ),
    ],
)
def test_what_it_refuses(draw: Callable[[], object], told: str) -> None:
    with pytest.raises(ChartError, match=told):
        draw()


@pytest.fixture
def in_works(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Work in a real report."""
    monkeypatch.chdir(request.config.rootpath / "tests/reports/works")


def test_parts_are_told_apart_in_the_order_of_the_keys() -> None:
    drawing = Drawing(figure_of("twenty rows of eight"))
    assert drawing.words("key") == [f"虚构的{kind}类" for kind in KINDS[:8]]
    colours = [each.get("class").split()[0] for each in drawing.parts("sure")[:8]]
    assert all(one != other for one, other in pairwise(colours))
    assert colours == [each.get("class").split()[0] for each in drawing.parts("swatch")[:8]]
