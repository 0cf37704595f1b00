"""Extremes of what figures cover in time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from made_up import LONG_EN, LONG_ZH, PERIODS

from qzcharts import charts
from qzcharts.charts.timeline import MOST

CASES: dict[str, Callable[..., charts.Figure]] = {
    **{f"of {period}": partial(charts.timeline, name) for name, period in PERIODS.items() if period},
    "of a month": partial(charts.timeline, "money.plan"),
    "of a half, with one that has no date": partial(charts.timeline, "count.n7", "count.n101"),
    "of all ends": partial(charts.timeline, "count.n7", "count.n10", "count.n11", "count.n99", "count.n100"),
    "of sets of days": partial(
        charts.timeline, "count.n478", "count.n622", "count.n1000", "count.n1001", "time.days"
    ),
    "of a day and decades": partial(charts.timeline, "count.n100", "count.n200"),
    "of everything": partial(charts.timeline, *PERIODS, "money.huge", "share.under"),
    "with long names": partial(charts.timeline, "count.long", "share.long", "money.long"),
    "of as many as there may be": partial(charts.timeline, *(f"many.m{n}" for n in range(1, MOST + 1))),
    "with a long title": partial(charts.timeline, "count.n7", "count.n11", title=LONG_ZH + LONG_EN),
}
