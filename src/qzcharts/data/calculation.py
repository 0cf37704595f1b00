"""Formulas computed with bounds."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce

from qzcharts.data.bounds import Bounds
from qzcharts.data.formula import TOO_LONG, WRONG, position
from qzcharts.data.period import Period
from qzcharts.data.qualifier import Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.unit import Unit
from qzcharts.errors import FormulaError, UnitError
from qzcharts.words import gettext

_OPERATORS: dict[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
RATIO = Unit("", Fraction(1), ())
PERCENT = Unit("%", Fraction(1, 100), ())
POINTS = "个百分点"
_MOST_DIGITS = 1_000
_LARGEST = 10**_MOST_DIGITS


@dataclass(frozen=True)
class Calculation:
    """A formula with all that it computes with: functions over parts are written out.

    Attributes
    ----------
    text : str
        The formula as written.
    tree : ast.expr
        Names in it are numbers of the operands.
    """

    text: str
    tree: ast.expr = field(compare=False)

    def evaluate(
        self, operands: Sequence[Quantity], periods: Sequence[Period], units: Mapping[str, Unit]
    ) -> Quantity:
        """Compute.

        Parameters
        ----------
        operands : sequence of Quantity
        periods : sequence of Period
            Of the operands.
        units : mapping of str to Unit
            The simple units; ``天``, ``个百分点`` and ``位`` are what `days`, `points` and `rank` give.

        Raises
        ------
        FormulaError
            If an operand's range holds zero where it is divided by, or the result has no bound at all.
        UnitError
            If units do not fit, or one that a function needs is not defined.
        """

        def value(node: ast.expr) -> Quantity:
            match node:
                case ast.BinOp(left, operator, right):
                    return _bounded(_OPERATORS[type(operator)](value(left), value(right)))
                case ast.Call(ast.Name("days"), [operand]):
                    days = periods[position(operand)].days
                    if days is None:
                        raise FormulaError("the period has no certain number of days")
                    return exact(Fraction(days), _needed("天", units))
                case ast.Call(ast.Name(name), arguments):
                    return call(name, [value(argument) for argument in arguments], units)
                case _:
                    return operands[position(node)]

        try:
            return value(self.tree)
        except (FormulaError, ArithmeticError) as error:
            raise FormulaError(WRONG, formula=self.text, what=error) from error
        except RecursionError as error:
            raise FormulaError(TOO_LONG, start=self.text[:40]) from error
        except UnitError as error:
            raise UnitError(WRONG, formula=self.text, what=error) from error


def call(name: str, operands: Sequence[Quantity], units: Mapping[str, Unit]) -> Quantity:
    """Apply one of the functions of a formula, `days` aside."""
    first = operands[0]
    match name:
        case "share" | "growth" if first.unit.dimensions != operands[1].unit.dimensions:
            raise UnitError(
                "{part} is no share of {whole}", part=first.unit.symbol, whole=operands[1].unit.symbol
            )
        case "share" | "per":
            return first / operands[1]
        case "growth":
            if operands[1].bounds.lower is None or operands[1].bounds.lower < 0:
                raise ArithmeticError(
                    gettext("growth of what is not above zero: {bounds}", bounds=operands[1].bounds)
                )
            return first / operands[1] - exact(Fraction(1), RATIO)
        case "difference":
            return first - operands[1]
        case "sum":
            return reduce(lambda a, b: _bounded(a + b), operands)
        case "rank":
            return _rank(operands, _needed("位", units))
    for operand in operands:
        if operand.unit.dimensions:
            raise UnitError(
                "{function}() takes ratios such as %, not {unit}", function=name, unit=operand.unit.symbol
            )
    if name == "complement":
        left = exact(Fraction(1), RATIO) - first
        return replace(left, bounds=_not_below_zero(left.bounds))
    difference = (first.to(RATIO) - operands[1].to(RATIO)) * exact(Fraction(100), RATIO)
    return replace(difference, unit=_needed(POINTS, units))


def exact(value: Fraction, unit: Unit) -> Quantity:
    """Make a number without doubt."""
    return Quantity(value, unit, Qualifier.EXACT, Bounds.point(value))


def _not_below_zero(bounds: Bounds) -> Bounds:
    """Leave out what only rounding puts below nothing: a rounded 100% leaves 0% to 0.5%."""
    lower, upper = bounds.lower, bounds.upper
    if lower is None or upper is None or not lower < 0 < upper:
        return bounds
    return Bounds(Fraction(0), upper, upper_open=bounds.upper_open)


def in_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """Give a recomputed number in the unit of the published one; of growth, a percentage point is 1%.

    Raises
    ------
    UnitError
        If they measure different things.
    """
    if unit.symbol == POINTS and not quantity.unit.dimensions:
        return replace(quantity.to(PERCENT), unit=unit)
    if quantity.unit.symbol == POINTS and not unit.dimensions:
        return replace(quantity, unit=PERCENT).to(unit)
    return quantity.to(unit)


def _rank(operands: Sequence[Quantity], unit: Unit) -> Quantity:
    """Give the place of the first among all, the largest first: after those surely, or maybe, more."""
    own, *others = [operand.to(operands[0].unit).bounds for operand in operands]
    surely = sum(own.is_below(each) for each in others)
    maybe = sum(own.lower is None or each.upper is None or own.lower < each.upper for each in others)
    lower, upper = Fraction(1 + surely), Fraction(1 + maybe)
    if lower == upper:
        return exact(lower, unit)
    return Quantity(lower, unit, Qualifier.BETWEEN, Bounds(lower, upper))


def _bounded(quantity: Quantity) -> Quantity:
    """Refuse what has too many digits to compute with: a product has those of its factors together."""
    bounds = (quantity.value, quantity.bounds.lower, quantity.bounds.upper)
    if any(end and max(abs(end.numerator), end.denominator) > _LARGEST for end in bounds):
        raise ArithmeticError(gettext("it has more than {most} digits; allowed: {most}", most=_MOST_DIGITS))
    return quantity


def _needed(symbol: str, units: Mapping[str, Unit]) -> Unit:
    if symbol not in units:
        raise UnitError("the unit {unit} is not defined, which this function gives", unit=symbol)
    return units[symbol]
