"""Quantities as they were published: a value, its unit, its qualifier, and the bounds that these imply.

Arithmetic is exact: a printed decimal is a ratio of integers, and so is each sum, product and quotient of
them. Nothing is rounded before :mod:`qzcharts.data.wording` prints it, and then once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from qzcharts.data.bounds import Bounds
from qzcharts.data.qualifier import ABOVE_ZERO, ONE_SIDED, OPPOSITE, RULES, Qualifier, last_digit
from qzcharts.data.unit import Unit
from qzcharts.errors import UnitError
from qzcharts.words import gettext, marked

# Thirty digits are more than any statistic has, and keep a slip of the hand from filling the memory.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?")


#: Qualifiers that a result takes over from its operands, the first before the others.
_LOOSE = (Qualifier.BETWEEN, Qualifier.ABOUT)


def parse_number(printed: str) -> Decimal:
    """Read a number as GB/T 15835 writes it: ASCII digits, a zero before the point, no exponent.

    Raises
    ------
    ValueError
        If it is written in another way.
    """
    if not _NUMBER.fullmatch(printed):
        raise ValueError(
            gettext(
                "{printed!r} is no number; allowed: digits with an optional point, such as 12.96",
                printed=printed,
            )
        )
    return Decimal(printed)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, its qualifier and its bounds.

    Attributes
    ----------
    value : Fraction
        The number, in `unit`, not rounded; an end of `bounds` where the qualifier is one-sided, the middle of
        a range.
    unit : Unit
    qualifier : Qualifier
    bounds : Bounds
        Every number that the figure may stand for, in `unit`.
    decimals : int
        Digits after the point when printed; negative where tens, hundreds and so on are the last digit known.
    """

    value: Fraction
    unit: Unit
    qualifier: Qualifier
    bounds: Bounds
    decimals: int = 0

    @classmethod
    def published(cls, printed: str, unit: Unit, qualifier: Qualifier) -> Quantity:
        """Make a figure of a number as printed, by the rule of its qualifier.

        12.96 stands for [12.955, 12.965), and so does "about 12.96"; "about 200" for [195, 205), "nearly 90"
        for (80, 90): the report states each rule that it uses.

        Raises
        ------
        ValueError
            If `printed` is no number, or is bounded by a qualifier that asks for one above zero.
        """
        number = parse_number(printed)
        value, rule = Fraction(number), RULES[qualifier]
        if qualifier in ABOVE_ZERO and value <= 0:
            raise ValueError(
                gettext(
                    "{printed!r} leaves no room; allowed with {qualifier}: a number above zero",
                    printed=printed,
                    qualifier=qualifier,
                )
            )
        decimals = rule.known(number)
        step = Fraction(1, 10**decimals) if decimals > 0 else Fraction(10**-decimals)
        return cls(value, unit, qualifier, rule.bounds(value, step), decimals)

    @classmethod
    def between(cls, lower: str, upper: str, unit: Unit) -> Quantity:
        """Make a figure that was published as a range, both ends included; its value is the middle.

        Raises
        ------
        ValueError
            If an end is no number, or the range does not begin before it ends.
        """
        low, high = parse_number(lower), parse_number(upper)
        if low >= high:
            raise ValueError(
                gettext(
                    "the range {lower}～{upper} does not begin before it ends; allowed: the lower first",
                    lower=lower,
                    upper=upper,
                )
            )
        half = (Fraction(high) - Fraction(low)) / 2
        bounds = RULES[Qualifier.BETWEEN].bounds(middle := Fraction(low) + half, half)
        return cls(middle, unit, Qualifier.BETWEEN, bounds, max(last_digit(low), last_digit(high)))

    @property
    def base_value(self) -> Fraction:
        """The number in base units, in which quantities of all units are compared."""
        return self.value * self.unit.factor

    @property
    def base_bounds(self) -> Bounds:
        """The bounds in base units."""
        return self.bounds * Bounds.point(self.unit.factor)

    def is_below(self, other: Quantity) -> bool:
        """Whether it is less than another one whatever both may be within their bounds."""
        return self.base_bounds.is_below(other.base_bounds)

    def __neg__(self) -> Quantity:
        qualifier = OPPOSITE.get(self.qualifier, self.qualifier)
        return replace(self, value=-self.value, qualifier=qualifier, bounds=-self.bounds)

    def to(self, unit: Unit, decimals: int | None = None) -> Quantity:
        """Give the same quantity in another unit of the same dimensions.

        Without `decimals` the last digit known stays the same: 24.92亿元 is 249200万元, whatever follows in
        the unrounded value.

        Raises
        ------
        UnitError
            If the dimensions differ.
        """
        if unit.dimensions != self.unit.dimensions:
            raise UnitError(
                "{unit} cannot be expressed in {other}: they measure different things",
                unit=_named(self.unit),
                other=_named(unit),
            )
        ratio = self.unit.factor / unit.factor
        if decimals is None:
            decimals, step = self.decimals, ratio
            while step < 1:
                step, decimals = step * 10, decimals + 1
            while step >= 10:
                step, decimals = step / 10, decimals - 1
        return Quantity(self.value * ratio, unit, self.qualifier, self.bounds * Bounds.point(ratio), decimals)

    def __add__(self, other: Quantity) -> Quantity:
        other = self._same(other, marked("{unit} cannot be added to {other}"))
        return self._derived(self.value + other.value, self.unit, self.bounds + other.bounds, other)

    def __sub__(self, other: Quantity) -> Quantity:
        other = self._same(other, marked("{unit} cannot be subtracted from {other}"))
        return self._derived(self.value - other.value, self.unit, self.bounds - other.bounds, other)

    def __mul__(self, other: Quantity) -> Quantity:
        return self._derived(
            self.value * other.value, self.unit * other.unit, self.bounds * other.bounds, other
        )

    def __truediv__(self, other: Quantity) -> Quantity:
        bounds = self.bounds / other.bounds
        if other.value == 0:
            raise ZeroDivisionError(
                gettext("division by {bounds}, which comes down to zero", bounds=other.bounds)
            )
        return self._derived(self.value / other.value, self.unit / other.unit, bounds, other)

    def _same(self, other: Quantity, message: str) -> Quantity:
        if other.unit.dimensions != self.unit.dimensions:
            raise UnitError(message, unit=_named(other.unit), other=_named(self.unit))
        return other.to(self.unit)

    def _derived(self, value: Fraction, unit: Unit, bounds: Bounds, other: Quantity) -> Quantity:
        if bounds.is_point:
            return Quantity(value, unit, Qualifier.EXACT, bounds)
        qualifiers = {self.qualifier, other.qualifier}
        if qualifiers & ONE_SIDED:
            return _one_sided(value, unit, bounds)
        loosest = next((each for each in _LOOSE if each in qualifiers), Qualifier.ROUNDED)
        return Quantity(value, unit, loosest, bounds)


def _named(unit: Unit) -> str:
    return unit.symbol or gettext("a ratio")


def _one_sided(value: Fraction, unit: Unit, bounds: Bounds) -> Quantity:
    """Give what stays true of a result with a one-sided operand: the end that is there, or the nearer one.

    At least 10 times about 12.96 is at least 129.55 and not at least 129.6.
    """
    lower, upper = bounds.lower, bounds.upper
    if lower is not None and (upper is None or value - lower <= upper - value):
        return Quantity(lower, unit, Qualifier.ABOVE if bounds.lower_open else Qualifier.AT_LEAST, bounds)
    if upper is not None:
        return Quantity(upper, unit, Qualifier.BELOW if bounds.upper_open else Qualifier.AT_MOST, bounds)
    raise ArithmeticError(
        gettext("the operands leave the result without any bound; nothing can be said of it")
    )
