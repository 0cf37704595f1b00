"""Where bars of a drawing stand, and where they should."""

from __future__ import annotations

from typing import Any, NamedTuple

import drawn
import pytest

from qzcharts.charts import Figure
from qzcharts.data.ledger import Ledger

#: SVG has hundredths of a pixel, and a point stands out so many.
PIXEL, POINT = 0.02, 8


class Ends(NamedTuple):
    """Where something begins and ends along bars."""

    first: float
    last: float


class Shown(NamedTuple):
    """What is drawn of a metric: what is sure, what may be, points beyond, and its words."""

    metric: str
    bar: Ends | None
    band: Ends | None
    points: list[Ends]
    values: list[str]
    names: list[str]


class Should(NamedTuple):
    """What a metric is by the ledger, in base units, an end without a bound at the farthest that is sure."""

    sure: float
    low: float
    high: float
    falls: bool
    rises: bool


def shown(figure: Figure, width: str, *, upright: bool = False) -> list[Shown]:
    """Give what is drawn of each metric, in drawing order; amounts rise to the right, or upwards."""

    def ends(each: Any) -> Ends:
        box = drawn.box_of(each)
        return Ends(-box.y - box.height, -box.y) if upright else Ends(box.x, box.x + box.width)

    def words(parts: list[Any]) -> list[str]:
        return ["".join(each.itertext()) for each in parts]

    found = []
    for metric, parts in drawn.Drawing(figure, width).by_mark():
        bars, bands = ([*map(ends, parts.get(name, []))] for name in ("bar", "band"))
        assert len(bars) <= 1
        assert len(bands) <= 1
        points = [*map(ends, parts.get("open", []))]
        texts = (words(parts.get(name, [])) for name in ("value", "name"))
        found.append(Shown(metric, next(iter(bars), None), next(iter(bands), None), points, *texts))
    return found


def should(ledger: Ledger, name: str) -> Should:
    """Give what should be drawn of a metric."""
    quantity = ledger[name].quantity
    lower, upper = (
        None if end is None else float(end * quantity.unit.factor)
        for end in (quantity.bounds.lower, quantity.bounds.upper)
    )
    low = lower if lower is not None else min(0.0, upper or 0.0)
    high = upper if upper is not None else max(0.0, lower or 0.0)
    sure = 0.0 if low <= 0 <= high else min(low, high, key=abs)
    return Should(sure, low, high, lower is None, upper is None)


def stands(figure: Figure, width: str) -> bool:
    """Say whether bars stand: then the line of zero is level."""
    return all(box.width > box.height for box in drawn.Drawing(figure, width).boxes("zero"))


def judge(figure: Figure, width: str, ledger: Ledger) -> None:
    """Hold all that is drawn of amounts against the ledger, on the scale of the one farthest from zero."""
    upright = stands(figure, width)
    found = shown(figure, width, upright=upright)
    ends = [should(ledger, each.metric) for each in found]
    far = max(ends, key=lambda end: max(abs(end.low), abs(end.high)))
    reached = max(abs(far.low), abs(far.high))
    first = found[ends.index(far)]
    zeros = zeros_of(figure, width, upright=upright)
    pieces = [piece for piece in (first.bar, first.band) if piece]
    zero = zeros[ends.index(far)]
    pixels = max((abs(end - zero) for piece in pieces for end in piece), default=0) / (reached or 1)
    for each, end, zero in zip(found, ends, zeros, strict=True):
        assert list(each.bar or (zero, zero)) == approx(zero, zero + pixels * end.sure)
        assert (each.band is None) == (end.low == end.high)
        if each.band:
            assert list(each.band) == approx(zero + pixels * end.low, zero + pixels * end.high)
        points = [(end.low, -POINT)] * end.falls + [(end.high, POINT)] * end.rises
        feet = [(zero + pixels * foot, out) for foot, out in points]
        assert [list(point) for point in each.points] == [approx(foot, foot + out) for foot, out in feet]


def approx(*ends: float) -> Any:
    """Give ends in order, to compare with."""
    return pytest.approx(sorted(ends), abs=PIXEL)


def zeros_of(figure: Figure, width: str, *, upright: bool) -> list[float]:
    """Give where zero is of each metric: on the line next after it."""
    zeros, waiting = [], 0
    for each in drawn.Drawing(figure, width).root.iter():
        if each.tag == "g":
            waiting += 1
        elif "zero" in each.get("class", "").split():
            box = drawn.box_of(each)
            zeros += [-box.y if upright else box.x] * waiting
            waiting = 0
    assert not waiting
    return zeros
