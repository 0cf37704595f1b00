"""From exact fractions to the decimals that are printed: values to the nearest, ends of ranges outward."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from qzcharts.data.bounds import Bounds
from qzcharts.data.qualifier import Qualifier
from qzcharts.data.quantity import Quantity


class Ends(NamedTuple):
    """The printed ends of a range; ``None`` for one that is not there. They are equal where it is one number.

    The numbers between them, both included, hold every number that the quantity may stand for.
    """

    lower: Decimal | None
    upper: Decimal | None

    def are_those_of(self, bounds: Bounds) -> bool:
        """Whether nothing was rounded."""
        return self.lower == bounds.lower and self.upper == bounds.upper


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Round to `decimals` digits after the point, ties away from zero.

    Negative `decimals` round to tens, hundreds and so on.

    Returns
    -------
    Decimal
        With exactly `decimals` digits after the point, and never a negative zero.
    """
    sign = -1 if value < 0 else 1
    return _decimal(sign * ((2 * abs(_scaled(value, decimals)) + 1) // 2), decimals)


def rounded(quantity: Quantity) -> Decimal:
    """Round a quantity to its decimals: half up, or to the side on which a one-sided statement stays true.

    At least 20/3 is at least 6.66, and not at least 6.67.
    """
    match quantity.qualifier:
        case Qualifier.AT_LEAST | Qualifier.ABOVE:
            return _downward(quantity.value, quantity.decimals)
        case Qualifier.AT_MOST | Qualifier.BELOW:
            return _upward(quantity.value, quantity.decimals)
        case Qualifier.OVER | Qualifier.NEARLY:
            # These speak of the size: 3余 is three and more, nearly 10 is ten and less.
            downward = (quantity.qualifier is Qualifier.OVER) == (quantity.value > 0)
            return (_downward if downward else _upward)(quantity.value, quantity.decimals)
        case _:
            return half_up(quantity.value, quantity.decimals)


def outward(quantity: Quantity) -> Ends:
    """Round the ends of a quantity's bounds outward, at its own decimals.

    One decimal more is taken where it writes each end exactly and the printed value stays between them:
    52% stands for 51.5% to 52.5%.
    """
    bounds, printed = quantity.bounds, rounded(quantity)
    ends, finer = (_ends(bounds, quantity.decimals + more) for more in (0, 1))
    between = (finer.lower is None or finer.lower <= printed) and (
        finer.upper is None or printed <= finer.upper
    )
    return finer if between and finer.are_those_of(bounds) and not ends.are_those_of(bounds) else ends


def _ends(bounds: Bounds, decimals: int) -> Ends:
    return Ends(
        None if bounds.lower is None else _downward(bounds.lower, decimals),
        None if bounds.upper is None else _upward(bounds.upper, decimals),
    )


def _downward(value: Fraction, decimals: int) -> Decimal:
    return _decimal(_scaled(value, decimals) // 1, decimals)


def _upward(value: Fraction, decimals: int) -> Decimal:
    return _decimal(-(-_scaled(value, decimals) // 1), decimals)


def _scaled(value: Fraction, decimals: int) -> Fraction:
    return value * Fraction(10) ** decimals


def _decimal(scaled: int, decimals: int) -> Decimal:
    # Not Decimal.scaleb, which rounds to the 28 digits of the context.
    return Decimal(f"{scaled}E{-decimals}")
