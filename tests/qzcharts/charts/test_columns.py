"""Columns stand on zero in the order of periods, with their bounds, and close up no gap."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import barred
import cases
import drawn
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzcharts import charts
from qzcharts.charts.columns import MOST, MOST_GROUPS
from qzcharts.charts.periods import regular, short_names
from qzcharts.charts.style import LOOKS
from qzcharts.data import open_ledger
from qzcharts.data.period import Period
from qzcharts.errors import ChartError

pytestmark = pytest.mark.usefixtures("in_made_up")
figure_of = partial(cases.figure, "columns")
WIDTHS = [look.name for look in LOOKS]
#: What has no room for its figures and names above and below columns, and so lies.
LYING = {
    "wide": {"most", "huge", "long names", "groups of many"},
    "narrow": {"most", "huge", "long names", "groups of many", "quarters", "days"},
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", cases.tried("columns"))
def test_columns_reach_from_zero_as_far_as_bounds_say(case: str, width: str) -> None:
    barred.judge(figure_of(case), width, open_ledger())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", cases.tried("columns"))
def test_columns_lie_where_words_have_no_room(case: str, width: str) -> None:
    assert barred.stands(figure_of(case), width) == (case not in LYING[width])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", cases.tried("columns"))
def test_every_metric_has_one_mark_with_its_figure(case: str, width: str) -> None:
    figure = figure_of(case)
    found = barred.shown(figure, width)
    assert [each.metric for each in found] == list(figure.evidence.metrics)
    for each, row in zip(found, figure.evidence.rows, strict=True):
        assert len(each.names) == len(each.values) == 1
        assert row[1].startswith(each.values[0])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", cases.tried("columns"))
def test_places_are_at_equal_distances_in_the_order_of_periods(case: str, width: str) -> None:
    figure, ledger = figure_of(case), open_ledger()
    if not barred.stands(figure, width):
        return
    drawing = drawn.Drawing(figure, width)
    for line in drawing.boxes("zero"):
        places = [
            (float(span.get("x")), float(span.get("y")))
            for each in drawing.parts("name")
            for span in each
            if line.x < float(span.get("x")) < line.x + line.width
        ]
        # The first line of each name, on the ground line that it stands below.
        below = min((y for _, y in places if y > line.y), default=0.0)
        columns = sorted(x for x, y in places if y == below)
        steps = [after - before for before, after in pairwise(columns)]
        assert steps == pytest.approx([steps[0]] * len(steps) if steps else [], abs=0.02)
    by_thing: dict[object, list[Period]] = {}
    for name in figure.evidence.metrics:
        by_thing.setdefault(ledger[name].key.series, []).append(ledger[name].period)
    assert all(periods == sorted(periods) for periods in by_thing.values())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("case", "words", "empty"),
    [
        ("years", [], 0),
        ("a year without", ["没有公布"], 1),
        ("one left out", ["此图未列"], 2),
        ("quarters", ["没有公布"], 1),
        ("halves", ["没有公布"], 1),
        ("days", ["没有公布"], 2),
        ("so far", [], 0),
        ("three groups", ["没有公布"], 6),
        ("one-sided", ["取值范围", "没有上限"], 0),
        ("below zero", ["取值范围", "没有公布"], 1),
    ],
)
def test_a_place_without_a_figure_stays_empty_and_is_told(
    case: str, words: list[str], empty: int, width: str
) -> None:
    figure = figure_of(case)
    drawing = drawn.Drawing(figure, width)
    assert drawing.words("key") == words
    assert len(drawing.parts("missing")) == empty
    assert (empty > 0) == any(word in figure.evidence.alt for word in ("没有公布：", "此图未列："))


@pytest.mark.parametrize("width", WIDTHS)
def test_groups_are_named_and_share_a_scale(width: str) -> None:
    figure = figure_of("three groups")
    names = drawn.Drawing(figure, width).words("group")
    assert names[2] == "虚构公司"
    assert [name[-1] for name in names[:2]] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("case", "finding"),
    [
        ("years", "虚构的存量房：2019年为200套，2020年升至260套"),
        ("all below zero", "虚构的亏空：2018年为−1.5亿元，2020年降至−7.0亿元"),
        ("one-sided", "虚构的估数：2016年为约200户，2020年升至不少于330户"),
        ("so far", "虚构的累计额：2020年第一季度：10.5亿元；2020年：60.0亿元"),
        ("names", "虚构的存量房（2020年）：最高的是东边，150套"),
        ("equal", "虚构的使用率（2020年）：各项数值"),
        ("two groups", "虚构的存量房：最高的是东边，2020年，150套"),
    ],
)
def test_the_finding_says_how_it_went_as_far_as_that_is_so(case: str, finding: str) -> None:
    assert figure_of(case).evidence.title == finding


def test_where_the_largest_are_alike_the_smallest_is_named() -> None:
    names = [f"column.use[{name}]@2020" for name in ("wordy1", "wordy2", "third")]
    assert (
        charts.columns(*names, language="zh").evidence.title
        == "虚构的使用率（2020年）：最低的是第三处，50.0%"
    )


def test_what_overlaps_is_called_neither_up_nor_down() -> None:
    figure = charts.columns("column.loose@2017", "column.loose@2018", language="zh")
    assert figure.evidence.title == "虚构的估数：2017年为180～260户，2018年为不超过300户"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2015 2017 2018", "2015 2016 2017 2018"),
        ("2000 2005 2015", "2000 2005 2010 2015"),
        ("2019-H1 2020-H1", "2019-H1 2020-H1"),
        ("2019-Q3 2019-Q4 2020-Q2", "2019-Q3 2019-Q4 2020-Q1 2020-Q2"),
        ("2020-11 2020-12 2021-02", "2020-11 2020-12 2021-01 2021-02"),
        (
            "../2015-12-31 ../2016-12-31 ../2018-12-31",
            "../2015-12-31 ../2016-12-31 ../2017-12-31 ../2018-12-31",
        ),
        ("2020-05-01 2020-05-02 2020-05-04", "2020-05-01 2020-05-02 2020-05-04"),
        ("2019 2020-H1", "2019 2020-H1"),
        ("2020", "2020"),
    ],
)
def test_gaps_are_found_between_equal_steps(typed: str, found: str) -> None:
    assert [period.key for period in regular(map(Period.parse, typed.split()))] == found.split()


@given(st.sets(st.integers(1990, 2040), min_size=1), st.integers(0, 12))
def test_every_period_given_stays_in_order(years: set[int], month: int) -> None:
    given_ = {Period.parse(f"{year}-{month:02}" if month else f"{year}") for year in years}
    found = regular(given_)
    assert found == sorted(found)
    assert given_ <= set(found)
    assert (found[0], found[-1]) == (min(given_), max(given_))
    steps = {int(after.key[:4]) - int(before.key[:4]) for before, after in pairwise(found)}
    assert len(steps) <= 1


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        ("2019 2020", ["2019", "2020"], ["2019", "2020"]),
        (
            "2019-H2 2020-H1 2020-H2",
            ["下半年\n2019", "上半年\n2020", "下半年"],
            ["H2\n2019", "H1\n2020", "H2"],
        ),
        ("2019-12 2020-01", ["12月\n2019", "1月\n2020"], ["Dec\n2019", "Jan\n2020"]),
        ("2019 2020-H1", ["2019年", "2020年上半年"], ["2019", "first half of 2020"]),
    ],
)
def test_periods_are_named_as_short_as_leaves_no_doubt(typed: str, zh: list[str], en: list[str]) -> None:
    periods = [Period.parse(each) for each in typed.split()]
    assert short_names(periods, "zh") == zh
    assert short_names(periods, "en") == en


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
        ([f"many.m{n}" for n in range(1, 26)], f"25 are too many for columns.*up to {MOST}; mend: .*table"),
        ([f"column.year@{year}" for year in (1995, 1996, 2020)], "26 are too many for columns"),
        (
            [
                f"column.use[{name}]@{year}"
                for name in ("wordy1", "third", "fourth", "fifth")
                for year in (2019, 2020)
            ],
            f"4 things in several periods.*up to {MOST_GROUPS}; mend: draw fewer, or use line or table",
        ),
    ],
)
def test_what_columns_cannot_show_is_refused(metrics: list[str], told: str) -> None:
    with pytest.raises(ChartError, match=told):
        charts.columns(*metrics)
