"""A timeline draws no more of a period than was published."""

from __future__ import annotations

from datetime import date, timedelta

import drawn
import pytest
from drawn import Drawing
from hypothesis import given
from hypothesis import strategies as st

from qzcharts import charts
from qzcharts.charts.timeline import _marks
from qzcharts.data.period import Period

pytestmark = pytest.mark.usefixtures("in_made_up")
DAY = timedelta(days=1)
#: The bar that the others are measured by: the first half of 2020, which count.n7 is of.
FIRST, WHOLE = date(2020, 1, 1), 182

#: Metric: what is drawn, each with its first day and the day after its last; to the end of the chart where
#: there is none.
DRAWN: dict[str, list[tuple[str, str, str]]] = {
    "count.n10": [("dotted", "2020-06-01", "2020-07-01"), ("dotted", "2020-06-30", "")],
    "count.n11": [("date", "2020-07-28", "2020-07-29")],
    "count.n99": [("dotted", "2019-01-01", "2020-01-01"), ("certain", "2019-12-31", "2020-07-29")],
    "count.n100": [("date", "2020-02-10", "2020-02-11")],
    "count.n101": [],
    "count.n478": [("dotted", "2020-01-01", "2020-07-29"), ("date", "2020-07-28", "2020-07-29")],
    "count.n622": [("window", "2020-06-21", "2020-07-01")],
    "count.n1000": [("window", "2020-06-21", "2020-07-01"), ("certain", "2020-02-01", "2020-06-22")],
    "count.n1001": [("window", "2020-02-01", "2020-02-11"), ("dotted", "2020-02-10", "")],
    "time.days": [("window", "2020-06-21", "2020-07-01"), ("window", "2020-06-21", "2020-07-11")],
    "count.long": [("certain", "2020-03-01", "2020-05-01")],
}
LEGEND = {
    "certain": "公布的期间",
    "date": "日期",
    "window": "其中的某些日子",
    "dotted": "未公布，或只公布到月或年",
}


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("metric", DRAWN)
def test_what_is_drawn_of_a_period(metric: str, width: str) -> None:
    drawing = Drawing(charts.timeline("count.n7", metric), width)
    assert drawing.marks() == ["count.n7", metric]
    (bar, *_), edge = drawing.boxes("certain"), drawing.boxes("track")[0].width
    _, mark = drawing.root.iter("g")
    shown = [(kind, each) for each in mark for kind in LEGEND if kind in each.get("class").split()]
    assert [kind for kind, _ in shown] == [kind for kind, _, _ in DRAWN[metric]]
    for (kind, element), (_, first, after) in zip(shown, DRAWN[metric], strict=True):
        x, _, own, _ = drawn.box_of(element)
        start = (date.fromisoformat(first) - FIRST).days
        end = (date.fromisoformat(after) - FIRST).days if after else None
        pixels = bar.width / WHOLE
        if kind == "date":
            # Written to a hundredth of a pixel.
            assert x + own / 2 == pytest.approx(bar.x + (start + 0.5) * pixels, abs=0.03)
            continue
        # A day may be less than five pixels, which is the least that is drawn.
        assert x == pytest.approx(bar.x + start * pixels, abs=2.5)
        assert x + own == pytest.approx(edge if end is None else bar.x + end * pixels, abs=2.5)
    kinds = {"certain", *(kind for kind, _, _ in DRAWN[metric])}
    assert drawing.words("key") == [words for kind, words in LEGEND.items() if kind in kinds]


@pytest.mark.parametrize(
    ("metrics", "title"),
    [
        (["count.n11"], "2020年7月28日"),
        (["count.n478"], "2020年内，截至7月28日"),
        (["count.n7"], "2020年上半年"),
        (["count.n7", "count.n11"], "2020年1月1日至7月28日"),
        (["count.n100", "count.n11"], "2020年2月10日至7月28日"),
    ],
)
def test_the_finding_suggests_no_beginning_that_was_not_published(metrics: list[str], title: str) -> None:
    assert charts.timeline(*metrics).evidence.title == f"各项数字所属的时间：{title}"


def test_what_is_not_dated_is_said_to_be_so() -> None:
    figure = charts.timeline("count.n7", "count.n101")
    assert "未载明" in figure.evidence.alt


days = st.dates(date(2020, 1, 1), date(2020, 3, 31))
ends = st.one_of(
    st.just(""),
    days.map(date.isoformat),
    days.map(lambda day: day.isoformat()[:7]),
    st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
)


@given(ends, ends)
def test_only_what_is_certain_whatever_the_days_is_a_thick_bar(start: str, end: str) -> None:
    try:
        period = Period.between(start, end)
    except ValueError:
        return
    marks = list(_marks(period))
    certain = [mark for mark in marks if mark.kind in ("certain", "date")]
    if not period.begin or not period.finish:
        assert not [mark for mark in certain if mark.first != mark.last]
        return
    latest, earliest = period.begin.last, period.finish.first
    for mark in certain:
        assert mark.last and latest <= mark.first <= mark.last <= earliest
    assert bool(certain) == (latest <= earliest)
    # Every day that the period can cover is under some mark.
    day = period.begin.first
    while day <= period.finish.last:
        assert any(mark.first <= day <= (mark.last or day) for mark in marks)
        day += DAY
