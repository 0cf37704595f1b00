"""Made-up extremes of compositions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from made_up_series import KINDS, PARTS, YEARS

from qzcharts import charts


def parts(indicator: str) -> list[str]:
    """Name the parts of a made-up whole."""
    count = len(PARTS[indicator].split(", "))
    return [f"{indicator}[kind_{kind}]" for kind in KINDS[:count]]


def yearly(indicator: str, kinds: str, years: range) -> list[str]:
    """Name the parts of made-up years."""
    return [f"{indicator}[kind_{kind}]@{year}" for year in years for kind in kinds]


#: Each made-up whole that can be drawn, by itself.
ALONE = [name for name in PARTS if name not in ("parts.nine", "parts.lone", "parts.zero")]
CASES: dict[str, Callable[..., charts.Figure]] = {
    **{name: partial(charts.composition, *parts(name)) for name in ALONE},
    "a whole that is given": partial(charts.composition, "parts.amount", *parts("parts.amount")),
    "entities": partial(charts.composition, "parts.people[upland]", "parts.people[lowland]"),
    "one entity": partial(charts.composition, "parts.people[upland]"),
    "indicators": partial(charts.composition, "money.middle", "money.plan", "money.least"),
    "long": partial(charts.composition, "share.long", "share.s12", "share.s3"),
    "rows by indicator": partial(charts.composition, *parts("parts.even"), *parts("parts.short")),
    "rows by indicator with wholes": partial(
        charts.composition, *parts("parts.amount"), *parts("parts.lacking")
    ),
    "rows with bounds": partial(
        charts.composition, *parts("parts.loose"), *parts("parts.open"), *parts("parts.more")
    ),
    "missing": partial(charts.composition, *parts("parts.even"), *parts("parts.one")),
    "twenty rows": partial(charts.composition, *yearly("parts.yearly", "abc", YEARS[:20])),
    "twenty rows of eight": partial(charts.composition, *yearly("parts.many", KINDS[:8], YEARS[:20])),
}
