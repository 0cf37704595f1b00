"""What can be compared: levels on one basis, and as they were published at one time."""

from qzcharts.data.binding import Applied
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import WRONG
from qzcharts.errors import FormulaError
from qzcharts.words import gettext


def check_bases(dimensions: Dimensions, applied: Applied) -> None:
    """Refuse growth between levels of different bases, or of different vintages.

    Raises
    ------
    FormulaError
        If a formula was applied to give such a growth.
    """
    if not applied.calculation.compares:
        return
    bases = {dimensions.indicators[key.indicator].basis for key in (applied.key, *applied.operands)}
    vintages = {dimensions.vintage(key.members) for key in applied.operands}
    if len(bases) > 1:
        named = ", ".join(sorted(basis or gettext("no basis") for basis in bases))
        what = gettext("{bases} are different bases; allowed: growth of one basis", bases=named)
    elif len(vintages) > 1:
        named = ", ".join(sorted(", ".join(names) or gettext("no vintage") for names in vintages))
        what = gettext(
            "{vintages} are different vintages; allowed: growth within one vintage", vintages=named
        )
    else:
        return
    raise FormulaError(WRONG, formula=applied.calculation.text, what=what)
