"""Extremes of rankings, by name."""

from collections.abc import Callable
from functools import partial

from made_up import LONG_ZH

from qzcharts import charts

_MANY = [f"many.m{n}" for n in range(1, 41)]
_LONG_TITLE = LONG_ZH + "，占{share.long}"

CASES: dict[str, Callable[..., charts.Figure]] = {
    "shares": partial(charts.ranking, "share.s3", "share.s52", "share.s98_8", "share.none"),
    "one": partial(charts.ranking, "money.plan"),
    "one of zero": partial(charts.ranking, "count.zero"),
    "most": partial(charts.ranking, *_MANY),
    "thirteen": partial(charts.ranking, *_MANY[:13]),
    "far apart": partial(charts.ranking, "money.small", "money.huge", "money.middle"),
    "below zero": partial(charts.ranking, "money.loss", "money.middle", "money.long"),
    "all below zero": partial(charts.ranking, "column.losses@2018", "column.losses@2019"),
    "one below zero": partial(charts.ranking, "money.loss"),
    "small and huge below zero": partial(charts.ranking, "money.loss", "money.small", "money.huge"),
    "one-sided": partial(charts.ranking, "money.least", "money.nearly", "money.plan"),
    "longest is open": partial(charts.ranking, "column.loose@2020", "column.loose@2016"),
    "open below": partial(charts.ranking, "made.left_least", "share.s3", "share.under"),
    "ranges": partial(charts.ranking, *(f"column.loose@{year}" for year in range(2016, 2021))),
    "equal": partial(charts.ranking, *(f"column.use[{name}]@2020" for name in ("third", "fourth", "fifth"))),
    "long names": partial(charts.ranking, "column.use[wordy1]@2020", "column.use[wordy2]@2020"),
    "long titles": partial(charts.ranking, "share.long", "made.left_long", "share.over", title=_LONG_TITLE),
    "over all": partial(charts.ranking, "share.over", "share.all", "share.under"),
    "whole": partial(charts.ranking, "column.homes[*]@2020", "column.homes@2020"),
}
