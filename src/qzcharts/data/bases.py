"""What can be compared: levels on one basis, as they were published at one time, and of the right periods."""

import ast

from qzcharts.data.binding import Applied
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import WRONG, called, position
from qzcharts.data.indicator import Indicator, Measure
from qzcharts.data.notation import Reference
from qzcharts.errors import FormulaError
from qzcharts.words import gettext


def check_bases(dimensions: Dimensions, applied: Applied) -> None:
    """Refuse growth between levels of different bases, vintages, or other periods than its indicator says.

    A difference is one of levels, as growth is, where it is between two periods.

    Raises
    ------
    FormulaError
        If a formula was applied to give such a growth.
    """
    calculation, operands = applied.calculation, applied.operands
    indicator = dimensions.indicators[applied.key.indicator]
    functions, periods = called(calculation.tree), {key.period for key in operands}
    if not ("growth" in functions or ("difference" in functions and len(periods) > 1)):
        return
    bases = {indicator.basis, *(dimensions.indicators[key.indicator].basis for key in operands)}
    vintages = {dimensions.vintage(key.members) for key in operands}
    latest = max(periods)
    before = Reference(indicator.id, period=indicator.against).time(latest) if indicator.against else None
    if len(bases) > 1:
        named = ", ".join(sorted(basis or gettext("no basis") for basis in bases))
        what = gettext("{bases} are different bases; allowed: growth of one basis", bases=named)
    elif len(vintages) > 1:
        named = ", ".join(sorted(", ".join(names) or gettext("no vintage") for names in vintages))
        what = gettext(
            "{vintages} are different vintages; allowed: growth within one vintage", vintages=named
        )
    elif before and periods != {latest, before}:
        what = gettext(
            "{indicator} is a change against {against}, and {periods} are compared; allowed: that against "
            "{before}",
            indicator=indicator.id,
            against=indicator.against,
            periods=", ".join(period.key for period in sorted(periods)),
            before=before.key,
        )
    elif _is_turned_round(applied, indicator):
        what = gettext(
            "the earlier period comes first; allowed: the later one, then what it is compared with"
        )
    else:
        return
    raise FormulaError(WRONG, formula=calculation.text, what=what)


def _is_turned_round(applied: Applied, indicator: Indicator) -> bool:
    """Whether a growth, or the difference that a change is, goes back in time."""
    operands = applied.operands
    for node in ast.walk(applied.calculation.tree):
        match node:
            case ast.Call(
                ast.Name("growth" | "difference" as function), [ast.Name() as one, ast.Name() as other]
            ):
                earlier = operands[position(one)].period < operands[position(other)].period
                if earlier and (function == "growth" or indicator.measure is Measure.CHANGE):
                    return True
    return False
