"""Formulas in words, as a reader knows them."""

import ast
from collections.abc import Callable, Sequence

from qzcharts.data.binding import PARENT
from qzcharts.data.calculation import Calculation
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import parse_formula, position
from qzcharts.data.metric import Metric
from qzcharts.data.notation import Reference
from qzcharts.data.period import Period
from qzcharts.data.period_words import period_text, within_sentence
from qzcharts.data.quantity import Quantity
from qzcharts.data.rounding import outward
from qzcharts.data.wording import interval, text
from qzcharts.words import Language, marked, word

_OFFSETS = {
    "previous": marked("the period before"),
    "year-before": marked("a year before"),
    "year": marked("the year"),
}
#: A sum of more terms is not written out.
_MOST_TERMS = 12


def written(formula: Calculation, operands: Sequence[Metric], language: Language) -> str:
    """Write a formula with the words of its operands: 约52% − 49.7% for ``points(a, b)``."""

    def span(number: int) -> str:
        return period_text(operands[number].period, language)

    return _signs(formula.tree, lambda number: operands[number].text(language), span, language, parts=True)


def written_for_all(formula: str, dimensions: Dimensions, language: Language) -> str:
    """Write a formula with what its operands are: 地区生产总值 ÷ 常住人口 for ``per(gdp, residents)``."""
    parsed = parse_formula(formula)
    names = [_name(reference, dimensions, language) for reference in parsed.references]

    def span(number: int) -> str:
        return word(language, "the period of {name}", name=names[number])

    return _signs(parsed.tree, names.__getitem__, span, language, parts=False)


def _name(reference: Reference, dimensions: Dimensions, language: Language) -> str:
    if reference.indicator not in dimensions.indicators:
        return reference.indicator  # a breakdown
    name = dimensions.indicators[reference.indicator].label(language)
    about = [
        dimensions.entities[member].label(language)
        if member != PARENT
        else word(language, "what it is part of")
        for member in reference.members or ()
    ]
    if reference.members == ():
        about.append(word(language, "the whole"))
    if reference.is_offset:
        about.append(word(language, _OFFSETS[reference.period]))
    elif reference.period:
        about.append(period_text(Period.parse(reference.period), language))
    return (
        word(language, "{name} ({about})", name=name, about=word(language, ", ").join(about))
        if about
        else name
    )


def _signs(
    tree: ast.expr,
    operand: Callable[[int], str],
    span: Callable[[int], str],
    language: Language,
    *,
    parts: bool,
) -> str:
    copy = ast.parse(ast.unparse(tree), mode="eval").body
    signs = ast.unparse(_Written(operand, span, language, parts=parts).visit(copy))
    if parts and isinstance(tree, ast.Call) and ast.unparse(tree.func) == "sum":
        signs = signs[1:-1]
    return signs.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")


def result(quantity: Quantity, language: Language) -> str:
    """Write what a formula gives: its bounds, or the one number that it can be."""
    lower, upper = outward(quantity)
    return text(quantity, language) if lower == upper else interval(quantity, language)


class _Written(ast.NodeTransformer):
    """Replaces names by words and functions by what they compute: only signs and brackets are left.

    Parameters
    ----------
    operand, span : callable
        Give the words of an operand, and those of its period, by its number.
    language : {"zh", "en"}
    parts : bool
        Whether a sum has its parts as operands, and not what it is of.
    """

    def __init__(
        self, operand: Callable[[int], str], span: Callable[[int], str], language: Language, *, parts: bool
    ) -> None:
        self.operand, self.span, self.language, self.parts = operand, span, language, parts

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self.operand(position(node)))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Name)
        name = node.func.id
        if name == "days":
            period = self.span(position(node.args[0]))
            return ast.Name(word(self.language, "days in {period}", period=within_sentence(period)))
        operands = [self.visit(argument) for argument in node.args]
        match name:
            case "complement":
                return ast.BinOp(ast.Name("100%"), ast.Sub(), operands[0])
            case "share" | "per":
                return ast.BinOp(operands[0], ast.Div(), operands[1])
            case "growth":
                return ast.BinOp(ast.BinOp(operands[0], ast.Div(), operands[1]), ast.Sub(), ast.Name("100%"))
            case "sum":
                terms = [ast.unparse(each) for each in operands]
                whole = word(self.language, "the sum of {whole} over the parts", whole=terms[0])
                return ast.Name(f"({self._added(terms)})" if self.parts else whole)
            case "rank":
                return ast.Name(self._place(*map(ast.unparse, operands)))
            case _:
                return ast.BinOp(operands[0], ast.Sub(), operands[1])

    def _added(self, terms: list[str]) -> str:
        if len(terms) <= _MOST_TERMS:
            return " + ".join(terms)
        first, last = terms[0], terms[-1]
        return word(
            self.language, "{first} + … + {last}, {count} terms", first=first, last=last, count=len(terms)
        )

    def _place(self, own: str, *others: str) -> str:
        if not others:
            return word(self.language, "the place of {own} among those of the same whole", own=own)
        among = word(self.language, ", ").join(others)
        return word(self.language, "the place of {own} among {others}", own=own, others=among)
