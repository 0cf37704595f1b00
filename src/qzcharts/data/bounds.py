"""Ranges of numbers with open, closed and absent ends, and their arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from qzcharts.words import gettext

#: Digits that a message shows of the ends of a range.
_SHOWN = Context(prec=12)


@dataclass(frozen=True)
class Bounds:
    """A range of numbers with open or closed ends; ``None`` stands for an end that is not there.

    Attributes
    ----------
    lower, upper : Fraction or None
        The ends; an absent end is infinite.
    lower_open, upper_open : bool
        Whether the end itself is outside the range, as an absent end always is.
    """

    lower: Fraction | None
    upper: Fraction | None
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower_open", self.lower_open or self.lower is None)
        object.__setattr__(self, "upper_open", self.upper_open or self.upper is None)
        if self.lower is not None and self.upper is not None:
            empty = self.lower == self.upper and (self.lower_open or self.upper_open)
            if self.lower > self.upper or empty:
                raise ValueError(f"bounds hold no number: {self}")

    @classmethod
    def point(cls, value: Fraction) -> Bounds:
        """Bounds that hold one number."""
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        """Whether the bounds hold exactly one number."""
        return self.lower is not None and self.lower == self.upper

    @property
    def width(self) -> Fraction | None:
        """Distance of the ends, ``None`` where one is not there."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    def __contains__(self, number: Fraction | Decimal | int) -> bool:
        x = Fraction(number)
        above = self.lower is None or x > self.lower or (x == self.lower and not self.lower_open)
        below = self.upper is None or x < self.upper or (x == self.upper and not self.upper_open)
        return above and below

    def is_below(self, other: Bounds) -> bool:
        """Whether each number of these bounds is less than each of the others."""
        if self.upper is None or other.lower is None:
            return False
        touching = self.upper == other.lower and (self.upper_open or other.lower_open)
        return self.upper < other.lower or touching

    def from_zero(self) -> Bounds:
        """Give these bounds, which hold zero or more, without what is below zero."""
        if self.lower is not None and self.lower >= 0:
            return self
        return replace(self, lower=Fraction(0), lower_open=False)

    def __neg__(self) -> Bounds:
        return Bounds(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
            self.upper_open,
            self.lower_open,
        )

    def __add__(self, other: Bounds) -> Bounds:
        lower = None if self.lower is None or other.lower is None else self.lower + other.lower
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        return Bounds(lower, upper, self.lower_open or other.lower_open, self.upper_open or other.upper_open)

    def __sub__(self, other: Bounds) -> Bounds:
        return self + -other

    def __mul__(self, other: Bounds) -> Bounds:
        # A product is monotonic in each factor, so that its ends lie at the corners.
        corners = [_corner(a, b) for a in self._ends() for b in other._ends()]
        lower, upper = min(corners, key=_lower_key), max(corners, key=_upper_key)
        return Bounds(lower.number, upper.number, not lower.attained, not upper.attained)

    def __truediv__(self, other: Bounds) -> Bounds:
        return self * other._reciprocal()

    def _reciprocal(self) -> Bounds:
        if 0 in self or ((self.lower is None or self.lower < 0) and (self.upper is None or self.upper > 0)):
            raise ZeroDivisionError(gettext("division by a range that holds zero: {bounds}", bounds=self))
        lower = Fraction(0) if self.upper is None else None if self.upper == 0 else 1 / self.upper
        upper = Fraction(0) if self.lower is None else None if self.lower == 0 else 1 / self.lower
        return Bounds(lower, upper, self.upper_open, self.lower_open)

    def _ends(self) -> tuple[_End, _End]:
        return _End(self.lower, -1, not self.lower_open), _End(self.upper, 1, not self.upper_open)

    def __str__(self) -> str:
        if self.is_point:
            return f"{{{_shown(self.lower)}}}"
        low = "(-∞" if self.lower is None else f"{'(' if self.lower_open else '['}{_shown(self.lower)}"
        high = "+∞)" if self.upper is None else f"{_shown(self.upper)}{')' if self.upper_open else ']'}"
        return f"{low}, {high}"


def supported_decimals(bounds: Bounds) -> int | None:
    """How many decimals bounds support: those of two significant digits of the half-width.

    Source: JCGM 100:2008 (GUM) 7.2.6, an uncertainty has at most two significant digits, and the estimate is
    given to the same decimals. ``None`` for a point and for one-sided bounds, which set no such limit;
    negative where the bounds do not support the unit digit.
    """
    width = bounds.width
    if not width:
        return None
    decimals, step = 0, Fraction(1)
    while width / 2 < 10 * step:
        decimals, step = decimals + 1, step / 10
    while width / 2 >= 100 * step:
        decimals, step = decimals - 1, step * 10
    return decimals


@dataclass(frozen=True)
class _End:
    """One end of a range: a number, or an infinity of the given sign where the number is ``None``."""

    number: Fraction | None
    sign: int
    attained: bool


def _corner(a: _End, b: _End) -> _End:
    if a.number == 0 or b.number == 0:
        # Zero times anything in the other range is zero, whether or not the other end is attained.
        attained = (a.number == 0 and a.attained) or (b.number == 0 and b.attained)
        return _End(Fraction(0), 1, attained)
    if a.number is not None and b.number is not None:
        return _End(a.number * b.number, 1, a.attained and b.attained)
    signs = [end.sign if end.number is None else (1 if end.number > 0 else -1) for end in (a, b)]
    return _End(None, signs[0] * signs[1], False)


def _lower_key(end: _End) -> tuple[int, Fraction, bool]:
    return (0 if end.number is not None else end.sign, end.number or Fraction(0), not end.attained)


def _upper_key(end: _End) -> tuple[int, Fraction, bool]:
    return (0 if end.number is not None else end.sign, end.number or Fraction(0), end.attained)


def _shown(end: Fraction | None) -> str:
    assert end is not None
    return f"{_SHOWN.divide(Decimal(end.numerator), Decimal(end.denominator)):f}"
