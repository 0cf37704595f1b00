"""Bars from zero with their bounds, of which forms are made that compare amounts."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from qzcharts.charts.extent import POINT, Extent
from qzcharts.charts.legend import Key, bound_keys
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.style import Colour
from qzcharts.data.ledger import Metric

# A range below this part of the scale nobody sees.
_SEEN = 0.004


class Bar(NamedTuple):
    """A bar to be drawn: what it is, its figure in words, and without a metric an empty place."""

    name: str
    value: str = ""
    metric: Metric | None = None
    colour: Colour = "done"

    @property
    def extent(self) -> Extent:
        """What its amount can be, in base units."""
        return Extent.of(self.metric.quantity.base_bounds) if self.metric else Extent(0, 0, 0, False, False)

    def mark(self, sheet: Sheet, speech: Speech) -> AbstractContextManager[None]:
        """Put what stands for its metric; an empty place stands for none."""
        return sheet.mark(self.metric.id, speech.heard(self.metric)) if self.metric else nullcontext()


class Group(NamedTuple):
    """Bars that stand apart from others, and what they are of where that has to be said."""

    name: str
    bars: Sequence[Bar]


class Scale(NamedTuple):
    """Where amounts stand along bars: pixels of one, and the place of zero from the low end."""

    unit: float
    zero: float

    @classmethod
    def fitting(cls, extents: Iterable[Extent], beyond: Iterable[float], room: float) -> "Scale":
        """Give the largest at which bars fit, each with what stands `beyond` its end away from zero."""
        down, up = [(0.0, 0.0)], [(0.0, 0.0)]
        for extent, pixels in zip(extents, beyond, strict=True):
            low, high = (pixels, 0.0) if extent.is_below else (0.0, pixels)
            down.append((-min(extent.low, 0), low + POINT * extent.falls))
            up.append((max(extent.high, 0), high + POINT * extent.rises))
        fits = ((room - p - q) / (low + high) for low, p in down for high, q in up if low + high)
        unit = max(min(fits, default=1.0), 0.0)
        return cls(unit, max(unit * low + pixels for low, pixels in down))


def bars(
    metrics: Sequence[Metric], among: Sequence[Metric], speech: Speech, colour: Colour = "done"
) -> list[Bar]:
    """Give the bars of metrics, without their unit where all `among` which they stand have the same."""
    worded = speech.wording(among)
    return [Bar(speech.label(metric), worded(metric), metric, colour) for metric in metrics]


def keys(metrics: Sequence[Metric], speech: Speech) -> Iterator[Key]:
    """Say what is drawn besides what is sure."""
    extents = [Bar("", metric=metric).extent for metric in metrics]
    whole = reach(extents)
    return bound_keys(
        speech,
        seen=any(each.high - each.low > _SEEN * whole for each in extents),
        falls=any(each.falls for each in extents),
        rises=any(each.rises for each in extents),
    )


def reach(extents: Sequence[Extent]) -> float:
    """Give how much there is from the least, or zero, to the most, or zero."""
    return max(0.0, *(each.high for each in extents)) - min(0.0, *(each.low for each in extents))
