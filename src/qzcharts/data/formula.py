"""Formulas over indicators, read as text.

A formula holds names of numbers (``construction.investment``, ``residents[]@previous``), ``+ - * /``,
brackets and these functions:

``share(a, b)``
    a / b, both of one kind, as a ratio.
``per(a, b)``
    a / b, of two kinds: a rate such as 元/人.
``growth(a, b)``
    By how much a is more than b, as a ratio of b; both on one basis.
``difference(a, b)``
    a - b.
``points(a, b)``
    The difference of two ratios in percentage points.
``complement(a)``
    What a ratio leaves of the whole.
``sum(a)``
    The sum over the parts of the entity; ``sum(a, sector)`` over the members of a breakdown.
``rank(a)``
    The place of the entity among the parts of what it is part of, the largest first.
``days(a)``
    Calendar days of the period of a.

Numbers cannot be typed into a formula: whatever is computed with has its own row.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qzcharts.data.notation import IN_FORMULA, Reference, reference_of
from qzcharts.errors import FormulaError
from qzcharts.words import gettext, marked

_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)
#: How many terms a function has; `days` and `rank` have a name instead, and a sum may go over a breakdown.
_ARITY = {"share": 2, "per": 2, "growth": 2, "difference": 2, "points": 2, "complement": 1, "sum": 1}
FUNCTIONS = (
    "share(a, b), per(a, b), growth(a, b), difference(a, b), points(a, b), complement(a), sum(a), rank(a), "
    "days(a)"
)
WRONG = marked("formula {formula!r}: {what}")
TOO_LONG = marked("formula {start!r}… is too long; allowed: a few terms, for parts have rows of their own")
#: What Chinese keyboards and printed formulas have for them.
_OTHER_SIGNS = re.compile("[（）［］【】，、＠＋－—–−×·＊÷／％%]")
_STANDS = re.compile(r"_\d+")
_STANDS_SOMEWHERE = re.compile(r"(?<![\w.])_\d")


@dataclass(frozen=True)
class Formula:
    """A formula that was read and found well formed.

    Attributes
    ----------
    text : str
        As written.
    tree : ast.expr
        Names in it are numbers of `references`.
    references : tuple of Reference
    """

    text: str
    tree: ast.expr = field(compare=False)
    references: tuple[Reference, ...]

    @property
    def has_parts(self) -> bool:
        """Whether it speaks of the parts or the siblings of an entity."""
        return bool(called(self.tree) & {"sum", "rank"})

    def reference(self, node: ast.expr) -> Reference:
        """Give what a name of the tree stands for."""
        return self.references[position(node)]


def parse_formula(text: str) -> Formula:
    """Read a formula.

    Raises
    ------
    FormulaError
        If it holds anything but names of numbers, ``+ - * /``, brackets and the functions of this module.
    """
    references: list[Reference] = []

    def name(found: re.Match[str]) -> str:
        reference = reference_of(found)
        if reference not in references:
            references.append(reference)
        return f" _{references.index(reference)} "

    def check(node: ast.expr) -> None:
        match node:
            case ast.BinOp(left, operator, right) if isinstance(operator, _OPERATORS):
                check(left)
                check(right)
            case ast.Call(ast.Name("days" | "rank"), [ast.Name()], []):
                check(node.args[0])
            case ast.Call(ast.Name("sum"), [_, ast.Name()], []):
                check(node.args[0])
                check(node.args[1])
            case ast.Call(ast.Name(function), arguments, []) if len(arguments) == _ARITY.get(function):
                for argument in arguments:
                    check(argument)
            case ast.Name(known) if _STANDS.fullmatch(known):
                pass
            case ast.Constant(int() | float() | complex()):
                message = gettext(
                    "the number {number} is typed; "
                    "allowed: names of numbers, as whatever is computed with has a row of its own",
                    number=ast.unparse(node),
                )
                raise FormulaError(WRONG, formula=text, what=message)
            case _:
                message = gettext(
                    "{part!r} is not allowed; allowed: names of numbers such as construction.investment, "
                    "+ - * /, brackets, {functions}",
                    part=_unnamed(ast.unparse(node), references),
                    functions=FUNCTIONS,
                )
                raise FormulaError(WRONG, formula=text, what=message)

    if _STANDS_SOMEWHERE.search(text):
        message = gettext("no name begins with _ and a digit; allowed: names of numbers")
        raise FormulaError(WRONG, formula=text, what=message)
    named = IN_FORMULA.sub(name, text).strip()
    if sign := _OTHER_SIGNS.search(named):
        message = gettext("{sign} is no sign of a formula; allowed: ( ) [ ] , @ + - * /", sign=sign[0])
        raise FormulaError(WRONG, formula=text, what=message)
    tree = _parse(named, text)
    try:
        check(tree)
    except RecursionError as error:
        raise FormulaError(TOO_LONG, start=text[:40]) from error
    return Formula(text, tree, tuple(references))


def _parse(named: str, text: str) -> ast.expr:
    try:
        return ast.parse(named, mode="eval").body
    except RecursionError as error:
        raise FormulaError(TOO_LONG, start=text[:40]) from error
    except (SyntaxError, ValueError, MemoryError) as error:
        # A NUL character, and on some versions of Python brackets without end.
        reason = error.msg if isinstance(error, SyntaxError) else error
        raise FormulaError(
            "formula {formula!r} cannot be read: {reason}", formula=text, reason=reason
        ) from error


def _unnamed(code: str, references: Sequence[Reference]) -> str:
    """Put the names of numbers back into a part of a formula."""
    return _STANDS.sub(lambda found: references[int(found[0][1:])].text, code)


def position(node: ast.expr) -> int:
    """Give the number of what a name of a tree stands for."""
    assert isinstance(node, ast.Name)
    return int(node.id[1:])


def called(tree: ast.expr) -> set[str]:
    """Name the functions that a tree calls."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}
