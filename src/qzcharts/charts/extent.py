"""What an amount can be, and how that is drawn along a scale."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import Colour
from qzcharts.data.bounds import Bounds

#: How far the point of an amount without a bound stands out, in CSS pixels.
POINT = 8.0


class Extent(NamedTuple):
    """How far an amount reaches from zero.

    Attributes
    ----------
    low, high : float
        Its bounds; a side without one ends at zero, or at the bound that there is if that is beyond zero.
    sure : float
        How far it reaches whatever it is.
    falls, rises : bool
        Whether it has no lower, or no upper bound.
    """

    low: float
    high: float
    sure: float
    falls: bool
    rises: bool

    @classmethod
    def of(cls, bounds: Bounds) -> "Extent":
        """Give what bounds allow."""
        zero = Fraction(0)
        low = min(zero, bounds.upper or zero) if bounds.lower is None else bounds.lower
        high = max(zero, bounds.lower or zero) if bounds.upper is None else bounds.upper
        sure = min(max(zero, low), high)
        return cls(float(low), float(high), float(sure), bounds.lower is None, bounds.upper is None)

    @property
    def is_below(self) -> bool:
        """Whether it lies below zero, so that what is said of it stands there."""
        return self.high <= 0 and (self.low < 0 or self.falls)

    def fill(
        self, sheet: Sheet, place: Callable[[float], float], side: float, thick: float, *,
        colour: Colour = "done", part: str = "sure", prefix: str = "", upright: bool = False,
    ) -> None:  # fmt: skip
        """Draw it from zero on: what is sure, then what may be.

        Parameters
        ----------
        sheet : Sheet
        place : callable
            Gives where an amount stands.
        side, thick : float
            Top and height of a bar that lies, left and width of one that stands.
        colour : str
        part, prefix : str
            What part of the form is what is sure, and what goes before the name of each part.
        upright : bool
        """
        if self.sure:
            sheet.stretch(place(0), place(self.sure), side, thick, colour, prefix + part, upright=upright)
        self.band(sheet, place, side, thick, prefix=prefix, upright=upright)

    def band(
        self, sheet: Sheet, place: Callable[[float], float], side: float, thick: float, *,
        prefix: str = "", upright: bool = False,
    ) -> None:  # fmt: skip
        """Draw what may or may not be: a stretch within bounds, and a point where there is none."""
        start, end = place(self.low), place(self.high)
        if self.low < self.high:
            sheet.stretch(start, end, side, thick, "uncertain", f"{prefix}band", upright=upright)
        out = -POINT if upright else POINT
        for is_open, foot, tip in ((self.falls, start, start - out), (self.rises, end, end + out)):
            if is_open:
                sheet.point(foot, tip, side, thick, "uncertain", f"{prefix}open", upright=upright)
