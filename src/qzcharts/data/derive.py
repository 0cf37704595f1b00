"""Formulas over metrics: read as text, evaluated with bounds.

A formula holds ids (``construction.investment``), ``+ - * /``, brackets and these functions:

``share(a, b)``
    a / b, both of one kind, as a ratio.
``points(a, b)``
    The difference of two ratios in percentage points.
``complement(a)``
    What a ratio leaves of the whole.
``days("2020-01", "2020-06")``
    Calendar days from the first day of the one to the last day of the other.

Numbers cannot be typed into a formula: whatever is computed with has its own row.
"""

import ast
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from qzcharts.data.bounds import Bounds
from qzcharts.data.period import Period
from qzcharts.data.period_reading import days_of_set
from qzcharts.data.quantity import Qualifier, Quantity
from qzcharts.data.unit import Unit
from qzcharts.errors import FormulaError, UnitError
from qzcharts.words import gettext, marked

_OPERATORS: dict[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
_RATIO = Unit("", Fraction(1), ())
IN_FORMULA = marked("formula {formula!r}: {what}")
_TOO_LONG = marked("formula {start!r}… is too long; allowed: a few terms, for parts have rows of their own")
_MOST_DIGITS = 1_000
_LARGEST = 10**_MOST_DIGITS


@dataclass(frozen=True)
class Formula:
    """A formula that was read and found well formed.

    Attributes
    ----------
    text : str
        As written.
    operands : tuple of str
        The ids it names, each once, in the order of their first use.
    """

    text: str
    operands: tuple[str, ...]

    def evaluate(self, quantities: Mapping[str, Quantity], units: Mapping[str, Unit]) -> Quantity:
        """Compute the formula.

        Parameters
        ----------
        quantities : mapping of str to Quantity
            Holds every operand.
        units : mapping of str to Unit
            The simple units; ``天`` and ``个百分点`` are what `days` and `points` give.

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
                case ast.Call(ast.Name(name), arguments):
                    return call(name, arguments)
                case _:
                    return quantities[ast.unparse(node)]

        def call(name: str, arguments: list[ast.expr]) -> Quantity:
            if name == "days":
                start, end = (ast.literal_eval(argument) for argument in arguments)
                return _days(start, end, _needed("天", units))
            operands = [value(argument) for argument in arguments]
            if name == "share":
                part, whole = operands
                if part.unit.dimensions != whole.unit.dimensions:
                    raise UnitError(
                        "{part} is no share of {whole}", part=part.unit.symbol, whole=whole.unit.symbol
                    )
                return part / whole
            for operand in operands:
                if operand.unit.dimensions:
                    raise UnitError(
                        "{function}() takes ratios such as %, not {unit}",
                        function=name,
                        unit=operand.unit.symbol,
                    )
            if name == "complement":
                return _exact(Fraction(1), _RATIO) - operands[0]
            difference = (operands[0].to(_RATIO) - operands[1].to(_RATIO)) * _exact(Fraction(100), _RATIO)
            return replace(difference, unit=_needed("个百分点", units))

        try:
            return value(_parse(self.text))
        except ArithmeticError as error:
            raise FormulaError(IN_FORMULA, formula=self.text, what=error) from error
        except RecursionError as error:
            raise FormulaError(_TOO_LONG, start=self.text[:40]) from error
        except UnitError as error:
            raise UnitError(IN_FORMULA, formula=self.text, what=error) from error


def parse_formula(text: str) -> Formula:
    """Read a formula.

    Raises
    ------
    FormulaError
        If it holds anything but ids, ``+ - * /``, brackets and the functions of this module.
    """
    operands: dict[str, None] = {}

    def check(node: ast.expr) -> None:
        match node:
            case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
                check(left)
                check(right)
            case ast.Call(ast.Name("days"), [ast.Constant(str(start)), ast.Constant(str(end))], []):
                _days(start, end, _RATIO)
            case ast.Call(ast.Name(name), arguments, []) if _ARITY.get(name) == len(arguments):
                for argument in arguments:
                    check(argument)
            case ast.Attribute(ast.Name()):
                operands[ast.unparse(node)] = None
            case ast.Constant(int() | float() | complex()):
                message = gettext(
                    "the number {number} is typed; "
                    "allowed: ids, as whatever is computed with has a row of its own",
                    number=ast.unparse(node),
                )
                raise FormulaError(IN_FORMULA, formula=text, what=message)
            case _:
                message = gettext(
                    "{part!r} is not allowed; allowed: ids such as construction.investment, + - * /, "
                    'brackets, share(a, b), points(a, b), complement(a), days("2020-01", "2020-06")',
                    part=ast.unparse(node),
                )
                raise FormulaError(IN_FORMULA, formula=text, what=message)

    try:
        check(_parse(text))
    except RecursionError as error:
        raise FormulaError(_TOO_LONG, start=text[:40]) from error
    return Formula(text, tuple(operands))


_ARITY = {"share": 2, "points": 2, "complement": 1}


def evaluation_order(formulas: Mapping[str, Formula], published: Collection[str]) -> list[str]:
    """Order derived ids so that each comes after its operands.

    Raises
    ------
    FormulaError
        If an operand is neither published nor derived, or formulas form a cycle; `at` is the id.
    """
    graph: dict[str, list[str]] = {}
    for name, formula in formulas.items():
        for operand in formula.operands:
            if operand not in formulas and operand not in published:
                raise FormulaError(
                    IN_FORMULA, at=name, formula=formula.text, what=gettext("unknown id {id!r}", id=operand)
                )
        graph[name] = [operand for operand in formula.operands if operand in formulas]
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        cycle: list[str] = error.args[1]
        raise FormulaError("formulas form a cycle: {cycle}", at=cycle[0], cycle=" → ".join(cycle)) from error


def _bounded(quantity: Quantity) -> Quantity:
    """Refuse what has too many digits to compute with: a product has those of its factors together."""
    bounds = (quantity.value, quantity.bounds.lower, quantity.bounds.upper)
    if any(end and max(abs(end.numerator), end.denominator) > _LARGEST for end in bounds):
        raise ArithmeticError(gettext("it has more than {most} digits; allowed: {most}", most=_MOST_DIGITS))
    return quantity


def _parse(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError) as error:
        # A NUL character, and on some versions of Python brackets without end.
        reason = error.msg if isinstance(error, SyntaxError) else error
        raise FormulaError(
            "formula {formula!r} cannot be read: {reason}", formula=text, reason=reason
        ) from error


def _needed(symbol: str, units: Mapping[str, Unit]) -> Unit:
    if symbol not in units:
        raise UnitError("the unit {unit} is not defined, which this function gives", unit=symbol)
    return units[symbol]


def _days(start: str, end: str, unit: Unit) -> Quantity:
    period = span(start, end)
    assert period.first and period.last
    return _exact(Fraction((period.last - period.first).days + 1), unit)


def span(start: str, end: str) -> Period:
    """Give the period from the first day of `start` to the last day of `end`."""
    try:
        period = Period.between(start, end)
        if not period.first or not period.last or days_of_set(start) or days_of_set(end):
            raise ValueError(gettext("both ends are needed, and each is a day, a month or a year"))
        return Period.between(period.first.isoformat(), period.last.isoformat())
    except ValueError as error:
        raise FormulaError("days({start!r}, {end!r}): {what}", start=start, end=end, what=error) from error


def _exact(value: Fraction, unit: Unit) -> Quantity:
    return Quantity(value, unit, Qualifier.EXACT, Bounds.point(value))
