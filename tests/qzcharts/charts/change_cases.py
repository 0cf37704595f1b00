"""Changes at their extremes, of made-up figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qzcharts import charts
from qzcharts.charts.change import MOST


def pairs(names: list[str], *years: int) -> list[str]:
    """Notations of each name in each year."""
    return [f"{name}@{year}" for name in names for year in years]


def towns(kind: str, number: int) -> list[str]:
    return [f"run.homes[{kind}{n}]" for n in range(1, number + 1)]


ESTATES = [f"run.people[estate{n}]" for n in range(1, 32)]
CASES: dict[str, Callable[..., charts.Figure]] = {
    "one pair": partial(charts.change, *pairs(["run.loss"], 2012, 2020)),
    "most pairs": partial(charts.change, *pairs(ESTATES[:MOST], 2019, 2020)),
    "rising": partial(charts.change, *pairs(towns("town", 2), 2012, 2020)),
    "rising and falling": partial(charts.change, *pairs(towns("town", 7), 2012, 2020)),
    "long names": partial(charts.change, *pairs(towns("longtown", 7), 2012, 2020)),
    "changes named": partial(
        charts.change,
        *pairs(towns("town", 2), 2019, 2020),
        *pairs(["run.rise[town1]", "run.rise[town2]"], 2020),
    ),
    "one change named": partial(charts.change, *pairs(towns("town", 3), 2019, 2020), "run.rise[town2]@2020"),
    "pair with change": partial(charts.change, *pairs(towns("town", 1), 2019, 2020), "run.rise[town1]@2020"),
    "equal": partial(charts.change, *pairs(["run.flat", "run.flat[town1]"], 2019, 2020)),
    "zero": partial(charts.change, *pairs(["run.zero"], 2019, 2020)),
    "negative": partial(charts.change, *pairs(["run.loss"], 2012, 2013)),
    "huge": partial(charts.change, *pairs(["run.huge"], 2011, 2020)),
    "two units, huge": partial(charts.change, *pairs(["run.small", "run.huge"], 2016, 2018)),
    "two units": partial(charts.change, *pairs(["run.small", "run.loss"], 2016, 2018)),
    "open to both": partial(charts.change, *pairs(["run.open"], 2016, 2017)),
    "open longest": partial(charts.change, *pairs(["run.open"], 2019, 2020)),
    "open shortest": partial(charts.change, *pairs(["run.open"], 2016, 2019)),
    "range": partial(charts.change, *pairs(["run.open"], 2014, 2015)),
    "not from zero": partial(charts.change, *pairs(["run.high"], 2015, 2016)),
    "over all": partial(charts.change, *pairs(["run.over"], 2016, 2020)),
    "vintages": partial(charts.change, "run.flash[late]@2017", "run.flash[early]@2019"),
    "dates": partial(charts.change, "run.dated@../2019-12-31", "run.dated@../2020-12-31"),
    "title": partial(
        charts.change,
        *pairs(towns("town", 2), 2019, 2020),
        title="一个长长的标题，手机上要折行，还有{run.homes[town1]@2020}这样的数字",
    ),
}
