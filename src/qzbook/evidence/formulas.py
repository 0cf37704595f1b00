"""Formulas as a reader knows them."""

import ast
from collections.abc import Mapping

from qzbook.words import word
from qzcharts.data.derive import Formula, span
from qzcharts.data.period_words import period_text
from qzcharts.words import Language


def written(formula: Formula, operands: Mapping[str, str], language: Language) -> str:
    """Write a formula with words for its ids: 约52% − 49.7% for ``points(a, b)``."""
    tree = ast.parse(formula.text, mode="eval").body
    signs = ast.unparse(_Written(operands, language).visit(tree))
    return signs.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")


class _Written(ast.NodeTransformer):
    """Replaces ids by words and functions by what they compute, so that only signs and brackets are left."""

    def __init__(self, operands: Mapping[str, str], language: Language) -> None:
        self.operands, self.language = operands, language

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Name(self.operands[ast.unparse(node)])

    def visit_Call(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Name)
        if node.func.id == "days":
            period = period_text(span(*map(ast.literal_eval, node.args)), self.language)
            return ast.Name(word(self.language, "days of {period}", period=period))
        operands = [self.visit(argument) for argument in node.args]
        if node.func.id == "complement":
            operands.insert(0, ast.Name("100%"))
        return ast.BinOp(operands[0], ast.Div() if node.func.id == "share" else ast.Sub(), operands[1])
