"""Cells of tables as printed, ``约52``, ``3万余``, ``3～5``, ``下降3.1``: read into quantities.

A cell is what a source printed without its unit, which the indicator states once. Whatever can be read in two
ways, or says no number with bounds, is refused with what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qzcharts.data.cell_refusals import CellError, refusal
from qzcharts.data.indicator import Measure
from qzcharts.data.numerals import NUMERAL, read_numeral
from qzcharts.data.qualifier import ONE_SIDED, RULES, Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.unit import MAGNITUDES, Unit, parse_unit
from qzcharts.errors import UnitError
from qzcharts.words import gettext

__all__ = ["CellError", "read_cell"]

_BEFORE = {words: qualifier for qualifier, rule in RULES.items() for words in rule.before}
_AFTER = {words: qualifier for qualifier, rule in RULES.items() for words in rule.after}
_RISES = ("增长", "增加", "上升", "上涨", "提高", "增", "升", "涨")
_FALLS = ("下降", "下跌", "下滑", "降低", "减少", "回落", "降", "减", "跌")
_UNCHANGED = {"持平": Qualifier.ROUNDED, "基本持平": Qualifier.ABOUT}
#: Beside a change, the same as 提高 and 降低, with what it is from left out.
_FROM_ANOTHER = ("高于", "多于", "低于", "少于")
#: Rates of growth have one decimal; who prints 持平 among others writes 0 or 0.00.
_NO_CHANGE = "0.0"


def _any_of(words: Mapping[str, object] | tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_NUMBER = rf"[-+]?[0-9]+(?:\.[0-9]+)?|{NUMERAL}"
_MAGNITUDE = f"(?:{_any_of(MAGNITUDES)})?"
_MORE = "|".join(RULES[Qualifier.OVER].after)
_CELL = re.compile(
    rf"""
    (?:(?P<direction>{_any_of(_RISES + _FALLS)})了?)?
    (?P<before>{_any_of(_BEFORE)})?
    (?P<ordinal>第)?
    (?P<number>{_NUMBER})
    (?P<inner>{_MORE})?
    (?P<magnitude>{_MAGNITUDE})
    (?:(?:[～~〜∼至到]|[—–―]+)(?P<end>{_NUMBER})(?P<end_magnitude>{_MAGNITUDE}))?
    (?(ordinal)位?)
    (?P<after>{_any_of(_AFTER)})?
    """,
    re.VERBOSE,
)
_NARROW = {
    **{ord("０") + digit: ord("0") + digit for digit in range(10)},
    **str.maketrans("．％－−﹣‐‑‒＋〇", ".%------+零"),
}
#: What word processors make of a minus sign.
_DASH = re.compile("^–(?=[0-9])")
_BLANKS = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
#: 5千余万 and 3万多亿 have the word within their magnitude, and say the same as 5千万余 and 3万亿余.
_PARTED = re.compile(rf"([百千万])({_MORE})([万亿])")


def read_cell(
    printed: str,
    unit: Unit,
    units: Mapping[str, Unit],
    measure: Measure,
    qualifier: Qualifier | None = None,
) -> Quantity:
    """Read a number as printed.

    Parameters
    ----------
    printed : str
        What stands in the cell.
    unit : Unit
        That of the indicator; a magnitude in the cell makes 万件 of 件.
    units : mapping of str to Unit
        The simple units there are.
    measure : Measure
        What the indicator measures. Whole counts and ranks are exact, other numbers rounded; only a change
        rises or falls.
    qualifier : Qualifier, optional
        What numbers of this table are where the cell does not say it.

    Raises
    ------
    CellError
        If it is no number, or one that can be read in two ways.
    """
    if _PLAIN.fullmatch(printed):
        return _published(printed, printed, unit, measure, qualifier)
    cell = _DASH.sub("-", _BLANKS.sub("", printed).translate(_NARROW))
    cell = _PARTED.sub(r"\1\3\2", cell)
    if cell in _UNCHANGED and measure is Measure.CHANGE:
        return Quantity.published(_NO_CHANGE, unit, _UNCHANGED[cell])
    match = _CELL.fullmatch(cell)
    if not match:
        raise refusal(printed, cell, unit, units, _CELL.fullmatch)
    _check_measure(printed, match, measure)
    quantity = _quantity(printed, match, unit, units, measure, qualifier)
    return -quantity if match["direction"] in _FALLS else quantity


def _quantity(
    printed: str,
    match: re.Match[str],
    unit: Unit,
    units: Mapping[str, Unit],
    measure: Measure,
    qualifier: Qualifier | None,
) -> Quantity:
    """Make the quantity of a cell, whatever way it went."""
    number, said = _digits(match["number"]), _said(printed, match)
    magnitude = match["end_magnitude"] if match["end"] else match["magnitude"]
    unit = _magnified(printed, magnitude, unit, units)
    if not match["end"]:
        return _published(printed, number, unit, measure, said or qualifier)
    last = _digits(match["end"])
    _check_rank(printed, measure, number, last)
    mend = gettext("write two numbers with the same of 万 and 亿, the lower first, and no other word")
    if said or match["magnitude"] not in ("", magnitude):
        raise CellError(
            gettext("{cell!r} is not clear as a range; allowed: 3～5, 2万～3万, 2～3万", cell=printed), mend
        )
    try:
        return Quantity.between(number, last, unit)
    except ValueError as error:
        raise CellError(str(error), mend) from error


def _published(
    printed: str, number: str, unit: Unit, measure: Measure, qualifier: Qualifier | None
) -> Quantity:
    """Make the quantity of one number; without a qualifier, by what the indicator measures."""
    _check_rank(printed, measure, number)
    if measure is Measure.RANK and qualifier not in (None, Qualifier.EXACT):
        raise CellError(
            gettext("{cell!r} is a rank that is not exact; allowed: 3, 第3, 第2～3", cell=printed),
            gettext("write the rank, or the first and the last that it can be"),
        )
    if qualifier is None:
        counted = measure in (Measure.COUNT, Measure.RANK) and "." not in number and not unit.magnitude
        qualifier = Qualifier.EXACT if counted else Qualifier.ROUNDED
    if number.startswith("-") and qualifier in ONE_SIDED:
        raise CellError(
            gettext(
                "{cell!r} can be read in two ways, by its size or with its sign; allowed: a size",
                cell=printed,
            ),
            gettext("write 下降超过3 for a change, or make the size of a loss an indicator of its own"),
        )
    try:
        return Quantity.published(number, unit, qualifier)
    except ValueError as error:
        raise CellError(str(error), gettext("write the figure as printed")) from error


def _check_rank(printed: str, measure: Measure, *numbers: str) -> None:
    if measure is Measure.RANK and not all(re.fullmatch("0*[1-9][0-9]*", number) for number in numbers):
        raise CellError(
            gettext("{cell!r} is no rank; allowed: whole numbers from 1", cell=printed),
            gettext("write the rank, or correct the measure in data/indicators.csv"),
        )


def _check_measure(printed: str, match: re.Match[str], measure: Measure) -> None:
    """Refuse words that the measure of the indicator does not have, and signs that turn them round."""
    signed = match["number"][0] in "-+"
    if measure is Measure.CHANGE and not match["direction"] and match["before"] in _FROM_ANOTHER:
        raise CellError(
            gettext(
                "{cell!r} may say how far one number is from another, or a bound; allowed: 降低3.1, 超过3",
                cell=printed,
            ),
            gettext("write 提高 or 降低 for how far, 超过 or 不足 for a bound"),
        )
    if match["direction"] and signed:
        raise CellError(
            gettext("{cell!r} says its direction twice; allowed: 下降3.1, or -3.1", cell=printed),
            gettext("leave out the sign or the word"),
        )
    for words, needed in (
        (match["direction"] or ("+" if match["number"][0] == "+" else ""), Measure.CHANGE),
        (match["ordinal"], Measure.RANK),
    ):
        if words and measure is not needed:
            raise CellError(
                gettext(
                    "{words} in {cell!r} is of a {needed}, and the indicator measures {measure}; "
                    "allowed: the number alone",
                    words=words,
                    cell=printed,
                    needed=needed,
                    measure=measure,
                ),
                gettext("leave {words} out, or correct the measure in data/indicators.csv", words=words),
            )


def _said(printed: str, match: re.Match[str]) -> Qualifier | None:
    """Give the qualifier that stands in a cell."""
    over = Qualifier.OVER if match["inner"] else None
    said = {_BEFORE.get(match["before"]), over, _AFTER.get(match["after"])} - {None}
    if Qualifier.OVER in said:
        # 约3万余 and 超过3万余 say no more than 3万余.
        said -= {Qualifier.ABOUT, Qualifier.ABOVE}
    if len(said) > 1:
        raise CellError(
            gettext("{cell!r} says in two ways how exact it is; allowed: one", cell=printed),
            gettext("keep the word that the source has; of two that contradict each other say so in a note"),
        )
    return said.pop() if said else None


def _digits(number: str) -> str:
    number = number.removeprefix("+")
    return number if number[-1].isdigit() else str(read_numeral(number))


def _magnified(printed: str, magnitude: str, unit: Unit, units: Mapping[str, Unit]) -> Unit:
    """Give the unit with the magnitude that stands in a cell."""
    if not magnitude:
        return unit
    try:
        if not unit.magnitude:
            return parse_unit(magnitude + unit.symbol, units)
    except UnitError:
        pass
    raise CellError(
        gettext(
            "{magnitude} in {cell!r} does not go with the unit {unit}; allowed: all digits",
            magnitude=magnitude,
            cell=printed,
            unit=unit.symbol,
        ),
        gettext("write the number in {unit}, or correct the unit in data/indicators.csv", unit=unit.symbol),
    )
