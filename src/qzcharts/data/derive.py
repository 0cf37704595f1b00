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

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from qzcharts.data.bounds import Bounds
from qzcharts.data.period import Period, days_of_set
from qzcharts.data.quantity import Qualifier, Quantity
from qzcharts.data.unit import Unit
from qzcharts.data.wording import period_text
from qzcharts.errors import FormulaError, UnitError
from qzcharts.words import Language, word

_OPERATORS: dict[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
_RATIO = Unit("", Fraction(1), ())
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
                    raise UnitError(f"{part.unit.symbol} is no share of {whole.unit.symbol}")
                return part / whole
            for operand in operands:
                if operand.unit.dimensions:
                    raise UnitError(f"{name}() takes ratios such as %, not {operand.unit.symbol}")
            if name == "complement":
                return _exact(Fraction(1), _RATIO) - operands[0]
            difference = (operands[0].to(_RATIO) - operands[1].to(_RATIO)) * _exact(Fraction(100), _RATIO)
            return replace(difference, unit=_needed("个百分点", units))

        try:
            return value(_parse(self.text))
        except ArithmeticError as error:
            raise FormulaError(f"formula {self.text!r}: {error}") from error
        except RecursionError as error:
            raise FormulaError(_too_long(self.text)) from error
        except UnitError as error:
            raise UnitError(f"formula {self.text!r}: {error}") from error

    def written(self, operands: Mapping[str, str], language: Language = "zh") -> str:
        """Write the formula as a reader knows it: 约52% − 49.7% for ``points(a, b)``.

        Parameters
        ----------
        operands : mapping of str to str
            What stands for each id.
        language : {"zh", "en"}
        """
        formula = ast.unparse(_Written(operands, language).visit(_parse(self.text)))
        return formula.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")


class _Written(ast.NodeTransformer):
    """Replaces ids by words and functions by what they compute, so that only signs and brackets are left."""

    def __init__(self, operands: Mapping[str, str], language: Language) -> None:
        self.operands, self.language = operands, language

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Name(self.operands[ast.unparse(node)])

    def visit_Call(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Name)
        if node.func.id == "days":
            span = _span(*(ast.literal_eval(argument) for argument in node.args))
            period = period_text(span, self.language)
            return ast.Name(word(self.language, "days of {period}", period=period))
        operands = [self.visit(argument) for argument in node.args]
        if node.func.id == "complement":
            operands.insert(0, ast.Name("100%"))
        return ast.BinOp(operands[0], ast.Div() if node.func.id == "share" else ast.Sub(), operands[1])


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
                raise FormulaError(
                    f"formula {text!r}: the number {ast.unparse(node)} is typed; allowed: ids, as whatever "
                    "is computed with has a row of its own"
                )
            case _:
                raise FormulaError(
                    f"formula {text!r}: {ast.unparse(node)!r} is not allowed; allowed: ids such as "
                    "construction.investment, + - * /, brackets, "
                    'share(a, b), points(a, b), complement(a), days("2020-01", "2020-06")'
                )

    try:
        check(_parse(text))
    except RecursionError as error:
        raise FormulaError(_too_long(text)) from error
    return Formula(text, tuple(operands))


_ARITY = {"share": 2, "points": 2, "complement": 1}


def evaluation_order(formulas: Mapping[str, Formula], published: Collection[str]) -> list[str]:
    """Order derived ids so that each comes after its operands.

    Raises
    ------
    FormulaError
        If an operand is neither published nor derived, or formulas form a cycle; ``args[1]`` is the id.
    """
    graph: dict[str, list[str]] = {}
    for name, formula in formulas.items():
        for operand in formula.operands:
            if operand not in formulas and operand not in published:
                raise FormulaError(f"formula {formula.text!r}: unknown id {operand!r}", name)
        graph[name] = [operand for operand in formula.operands if operand in formulas]
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        cycle: list[str] = error.args[1]
        raise FormulaError(f"formulas form a cycle: {' → '.join(cycle)}", cycle[0]) from error


def _bounded(quantity: Quantity) -> Quantity:
    """Refuse what has too many digits to compute with: a product has those of its factors together."""
    bounds = (quantity.value, quantity.bounds.lower, quantity.bounds.upper)
    if any(end and max(abs(end.numerator), end.denominator) > _LARGEST for end in bounds):
        raise ArithmeticError(f"it has more than {_MOST_DIGITS} digits; allowed: {_MOST_DIGITS}")
    return quantity


def _parse(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise FormulaError(f"formula {text!r} cannot be read: {error.msg}") from error
    except (ValueError, MemoryError) as error:
        # A NUL character, and on some versions of Python brackets without end.
        raise FormulaError(f"formula {text!r} cannot be read: {error}") from error


def _too_long(text: str) -> str:
    return f"formula {text[:40]!r}… is too long; allowed: a few terms, for parts have rows of their own"


def _needed(symbol: str, units: Mapping[str, Unit]) -> Unit:
    if symbol not in units:
        raise UnitError(f"the unit {symbol} is not defined, which this function gives")
    return units[symbol]


def _days(start: str, end: str, unit: Unit) -> Quantity:
    span = _span(start, end)
    assert span.first and span.last
    return _exact(Fraction((span.last - span.first).days + 1), unit)


def _span(start: str, end: str) -> Period:
    """Give the period from the first day of `start` to the last day of `end`."""
    try:
        period = Period.parse(start, end)
        if not period.first or not period.last or days_of_set(start) or days_of_set(end):
            raise ValueError("both ends are needed, and each is a day, a month or a year")
        return Period.parse(period.first.isoformat(), period.last.isoformat())
    except ValueError as error:
        raise FormulaError(f"days({start!r}, {end!r}): {error}") from error


def _exact(value: Fraction, unit: Unit) -> Quantity:
    return Quantity(value, unit, Qualifier.EXACT, Bounds.point(value))
