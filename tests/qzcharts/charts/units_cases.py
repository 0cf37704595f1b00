"""Extremes of counts drawn one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from made_up import COUNTS, LONG_EN, LONG_ZH

from qzcharts import charts

CASES: dict[str, Callable[..., charts.Figure]] = {
    # The last one is beyond what the form draws.
    **{str(count): partial(charts.units, f"count.n{count}") for count in COUNTS[:-1]},
    "with a long name": partial(charts.units, "count.long"),
    "with a long title": partial(charts.units, "count.long", title=LONG_ZH + "：{count.long}"),
    "with a long title in English": partial(charts.units, "count.n622", title=LONG_EN + ": {count.n622}"),
}
