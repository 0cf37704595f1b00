"""Lines at their extremes, of made-up figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from made_up_series import notations

from qzcharts import charts
from qzcharts.charts.line import MOST_PERIODS, MOST_SERIES


def years(indicator: str, *years: int) -> list[str]:
    """Notations of an indicator in these years, by default all that it has."""
    return [each for each in notations(indicator) if not years or int(each[-4:]) in years]


def towns(kind: str, number: int) -> list[str]:
    """Notations of the homes of so many towns, of each year that there are any."""
    return notations("run.homes", *(f"{kind}{n}" for n in range(1, number + 1)))


CASES: dict[str, Callable[..., charts.Figure]] = {
    "two periods": partial(charts.line, *years("run.high", 2019, 2020)),
    "most periods": partial(charts.line, *years("run.months")[:MOST_PERIODS]),
    "quarters": partial(charts.line, *years("run.quarters")),
    "so far": partial(charts.line, *years("run.so_far")),
    "dates": partial(charts.line, *years("run.dated")),
    "negative": partial(charts.line, *years("run.loss")),
    "huge": partial(charts.line, *years("run.huge")),
    "two units, huge": partial(charts.line, *years("run.small"), *years("run.huge", 2016, 2018)),
    "two units": partial(charts.line, *years("run.small"), *years("run.loss", 2016, 2018)),
    "bounds": partial(charts.line, *years("run.open")),
    "open longest": partial(charts.line, *years("run.open", 2019, 2020)),
    "not from zero": partial(charts.line, *years("run.high")),
    "over all": partial(charts.line, *years("run.over")),
    "equal": partial(charts.line, *years("run.flat")[:10]),
    "zero": partial(charts.line, *years("run.zero")),
    "missing": partial(charts.line, *years("run.gap")),
    "vintages": partial(
        charts.line,
        *(f"run.flash[late]@{year}" for year in range(2015, 2019)),
        *(f"run.flash[early]@{year}" for year in (2019, 2020)),
    ),
    "most lines": partial(charts.line, *towns("town", MOST_SERIES)),
    "long names": partial(charts.line, *towns("longtown", MOST_SERIES)),
    "equal lines": partial(charts.line, *years("run.flat")[:-1]),
    "one point": partial(charts.line, *years("run.flat")),
    "title": partial(
        charts.line,
        *years("run.high"),
        title="一个长长的标题，手机上要折行，里面还有{run.high@2020}这样的数字",
    ),
}
