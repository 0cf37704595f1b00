"""Axes: where a number stands, which numbers are named along them, and labels that keep apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, log10

from qzcharts.charts.legend import Key, bound_keys
from qzcharts.charts.speech import Speech
from qzcharts.data.bounds import Bounds
from qzcharts.data.metric import Metric
from qzcharts.data.qualifier import Qualifier

# What reaches beyond the last tick by less than this part of the scale needs none of its own.
_BEYOND = 0.02


class Axis:
    """An axis for metrics of one kind of unit, from one round number to another.

    It begins at zero, unless values differ by less than a third of the largest.

    Parameters
    ----------
    metrics : sequence of Metric
    steps : int
        About how many steps it has.

    Attributes
    ----------
    ticks : list of Metric
        Round numbers as metrics, to be worded as the others are.
    least, most : float
        The ends, in base units.
    """

    def __init__(self, metrics: Sequence[Metric], steps: int = 4) -> None:
        spans = [span(metric) for metric in metrics]
        least, most = min(low for low, _, _ in spans), max(high for _, _, high in spans)
        values = [value for _, value, _ in spans]
        if least * most <= 0 or not 0 < max(values) - min(values) < max(map(abs, values)) / 3:
            least, most = min(least, 0.0), max(most, 0.0)
        if least == most:
            most = least + float(metrics[0].quantity.unit.factor)
        largest = max(metrics, key=lambda each: abs(each.quantity.base_value))
        factor = float(largest.quantity.unit.factor)
        # No step is finer than the figures, of which some count whole things.
        step, decimals = _step(max((most - least) / factor / steps, 10.0**-largest.quantity.decimals))
        slack = _BEYOND * (most - least) / factor
        first = floor((least / factor + slack) / step) if least else 0
        last = ceil((most / factor - slack) / step) if most else 0
        self.ticks = [_tick(largest, number * step, decimals) for number in range(first, last + 1)]
        self.least, self.most = float(first * step) * factor, float(last * step) * factor

    @property
    def from_zero(self) -> bool:
        """Whether zero is on it."""
        return self.least <= 0 <= self.most

    def share(self, amount: float) -> float:
        """Give where an amount in base units stands, from 0 at the least to 1 at the most."""
        return (amount - self.least) / (self.most - self.least)

    def bound_keys(self, metrics: Sequence[Metric], speech: Speech, seen: float) -> Iterator[Key]:
        """Say what is drawn of bounds, of ranges those that are wider than the share of the axis `seen`."""
        bounds = [metric.quantity.bounds for metric in metrics]
        widths = [self.share(high) - self.share(low) for low, _, high in map(span, metrics)]
        return bound_keys(
            speech,
            seen=max(widths) > seen,
            falls=any(each.lower is None for each in bounds),
            rises=any(each.upper is None for each in bounds),
        )


def span(metric: Metric) -> tuple[float, float, float]:
    """Give lower bound, value and upper bound in base units; a side without a bound ends at the value."""
    value, bounds = metric.quantity.base_value, metric.quantity.base_bounds
    lower = value if bounds.lower is None else bounds.lower
    return float(lower), float(value), float(value if bounds.upper is None else bounds.upper)


def _step(raw: float) -> tuple[Fraction, int]:
    """Give the next round number, and its decimals; negative for tens, hundreds and so on."""
    power = floor(log10(raw))
    unit = Fraction(10) ** power
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= raw * (1 - 1e-9))
    return step, -power - (step == 10 * unit)


def _tick(metric: Metric, value: Fraction, decimals: int) -> Metric:
    quantity = replace(
        metric.quantity, value=value, qualifier=Qualifier.EXACT, bounds=Bounds.point(value), decimals=decimals
    )
    return replace(metric, quantity=quantity)


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Move labels so that none stands on another, as little as that takes.

    Parameters
    ----------
    wanted : sequence of float
        Where the middle of each should be.
    heights : sequence of float
    top, bottom : float
        Where they have to stay, if there is room for all.

    Returns
    -------
    list of float
        Where the top of each is.
    """
    # Labels that touch move as one group, whose middle stays where its members would have it.
    groups: list[tuple[list[int], float, float]] = []
    for place in sorted(range(len(wanted)), key=lambda place: wanted[place]):
        group, start, tall = _group([place], wanted, heights, top, bottom)
        while groups and sum(groups[-1][1:]) > start:
            group, start, tall = _group(groups.pop()[0] + group, wanted, heights, top, bottom)
        groups.append((group, start, tall))
    found = [0.0] * len(wanted)
    for group, start, _ in groups:
        for place in group:
            found[place] = start
            start += heights[place]
    return found


def _group(
    group: list[int], wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> tuple[list[int], float, float]:
    """Give labels in a column, with the top and the height of it."""
    above, tops = 0.0, []
    for place in group:
        tops.append(wanted[place] - heights[place] / 2 - above)
        above += heights[place]
    return group, max(top, min(sum(tops) / len(tops), bottom - above)), above
