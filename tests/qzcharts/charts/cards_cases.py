"""Extremes of headline figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from made_up import LONG_EN, LONG_ZH

from qzcharts import charts
from qzcharts.charts.cards import MOST

CASES: dict[str, Callable[..., charts.Figure]] = {
    **{
        str(number): partial(charts.cards, *(f"many.m{n}" for n in range(1, number + 1)))
        for number in (1, 2, 3, 4, 5, 7, MOST - 1, MOST)
    },
    "of a long name": partial(charts.cards, "count.long"),
    "of long names": partial(charts.cards, "count.long", "share.long", "money.long"),
    "of a huge number": partial(charts.cards, "money.huge"),
    "of all kinds": partial(
        charts.cards, "money.huge", "count.long", "money.small", "time.days", "count.negative"
    ),
    "of what is nothing, negative and whole": partial(
        charts.cards, "count.zero", "share.none", "share.all", "share.over", "share.under", "money.loss"
    ),
    "of open ends": partial(charts.cards, "money.least", "money.nearly", "time.days", "money.plan"),
    "of every way to tell a period": partial(
        charts.cards, "count.n7", "count.n10", "count.n11", "count.n99", "count.n101", "count.n200",
        "count.n478", "count.n622", "count.n1000", "count.n1001", "time.days",
    ),
    "with a long title": partial(charts.cards, "money.plan", "count.long", title=LONG_ZH + LONG_EN),
}  # fmt: skip
