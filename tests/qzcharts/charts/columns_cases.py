"""Extremes of columns, by name."""

from collections.abc import Callable
from functools import partial

from qzcharts import charts

_MONTHS = [f"column.months@{2019 + n // 12}-{n % 12 + 1:02}" for n in range(24)]
_QUARTERS = [f"column.quarters@{2018 + n // 4}-Q{n % 4 + 1}" for n in range(12) if n != 7]
_HALVES = [f"column.halves@{half}" for half in ("2018-H2", "2019-H1", "2020-H1", "2020-H2")]
_SO_FAR = [f"column.so_far@{period}" for period in ("2020-Q1", "2020-H1", "2020-01/2020-09", "2020")]


def _years(name: str, *years: int) -> list[str]:
    return [f"{name}@{year}" for year in years]


CASES: dict[str, Callable[..., charts.Figure]] = {
    "years": partial(charts.columns, *_years("column.homes", 2019, 2020)),
    "one": partial(charts.columns, "money.plan"),
    "one of zero": partial(charts.columns, "count.zero"),
    "a year without": partial(charts.columns, *_years("column.use", 2016, 2017, 2018, 2020)),
    "one left out": partial(charts.columns, *_years("column.use", 2016, 2017, 2020)),
    "below zero": partial(charts.columns, *_years("column.profit", 2015, 2016, 2017, 2019, 2020)),
    "all below zero": partial(charts.columns, *_years("column.losses", 2018, 2019, 2020)),
    "one-sided": partial(charts.columns, *_years("column.loose", 2016, 2017, 2018, 2019, 2020)),
    "open below": partial(charts.columns, "made.left_least", "share.s3", "share.under"),
    "most": partial(charts.columns, *_MONTHS),
    "quarters": partial(charts.columns, *_QUARTERS),
    "halves": partial(charts.columns, *_HALVES),
    "so far": partial(charts.columns, *_SO_FAR),
    "days": partial(charts.columns, *(f"column.days@../{y}-12-31" for y in (2015, 2016, 2018, 2020))),
    "huge": partial(charts.columns, *_years("column.fund", *range(2009, 2021))),
    "two units": partial(
        charts.columns, *_years("column.change", 2018, 2019), *_years("column.profit", 2019, 2020)
    ),
    "names": partial(charts.columns, *(f"column.homes[{name}]@2020" for name in ("east", "west", "north"))),
    "long names": partial(charts.columns, "column.use[wordy1]@2020", "column.use[wordy2]@2020", "share.long"),
    "equal": partial(charts.columns, *(f"column.use[{name}]@2020" for name in ("third", "fourth", "fifth"))),
    "two groups": partial(
        charts.columns, *_years("column.homes[east]", 2019, 2020), *_years("column.homes[west]", 2019, 2020)
    ),
    "three groups": partial(
        charts.columns,
        *_years("column.use[wordy1]", 2018, 2019, 2020),
        *_years("column.use[wordy2]", 2018, 2020),
        *_years("column.use", 2016, 2017, 2018, 2020),
    ),
    "groups of many": partial(
        charts.columns, *_years("column.year", *range(1997, 2021)), *_years("column.homes", 2019, 2020)
    ),
}
