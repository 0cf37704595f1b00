"""Signs that tables have in the place of numbers: what is too small to print, and what is not there."""

from fractions import Fraction

from qzcharts.data.bounds import Bounds
from qzcharts.data.cell import CellError
from qzcharts.data.indicator import Indicator
from qzcharts.data.qualifier import Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.words import gettext

#: What is below the smallest unit that its indicator is printed in, in the ways that it is typed.
BELOW_UNIT = ("…", "...", "……")
DASH = ("—", "——", "–")
#: What a dash stands for, as the row of its source says.
DASHES = ("zero", "none")


def decimals_of(printed: str) -> int | None:
    """Give the decimals that a number is printed with; ``None`` of a sign, which has none."""
    if printed in (*BELOW_UNIT, *DASH):
        return None
    decimals = printed.partition(".")[2]
    return len(decimals) - len(decimals.lstrip("0123456789"))


def below_unit(indicator: Indicator, decimals: int | None) -> Quantity:
    """Give what is too small for the unit that its indicator is printed in: neither nothing nor one of it.

    Parameters
    ----------
    indicator : Indicator
    decimals : int or None
        Of that unit; ``None`` where the table has no number to see it by.

    Raises
    ------
    CellError
        If there is none.
    """
    if decimals is None:
        message = gettext(
            "no number of {indicator} in this table shows its smallest unit; allowed: {sign} beside one",
            indicator=indicator.id,
            sign=BELOW_UNIT[0],
        )
        raise CellError(message, gettext("write 不足0.01, with the smallest unit that the source prints"))
    unit = Fraction(1, 10**decimals)
    bounds = Bounds(Fraction(0), unit, lower_open=True, upper_open=True)
    return Quantity(unit, indicator.unit, Qualifier.BELOW, bounds, decimals)


def dashed(indicator: Indicator, meaning: str) -> Quantity | None:
    """Give what a dash stands for; ``None`` where that is no number.

    Raises
    ------
    CellError
        If the row of the source does not say.
    """
    if meaning not in DASHES:
        message = gettext(
            "the source does not say what {dash} stands for; allowed: a column dash of data/sources.csv "
            "with {known}",
            dash=DASH[0],
            known=", ".join(DASHES),
        )
        raise CellError(message, gettext("look it up in the source, and write it there"))
    zero = Fraction(0)
    return Quantity(zero, indicator.unit, Qualifier.EXACT, Bounds.point(zero)) if meaning == "zero" else None
