"""Formulas: what they may hold, and that their bounds hold whatever their operands may be."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_ranges import points, ranges
from unit_rows import UNITS

from qzcharts.data.bounds import Bounds
from qzcharts.data.calculation import Calculation, call
from qzcharts.data.formula import FUNCTIONS, parse_formula
from qzcharts.data.period import Period
from qzcharts.data.qualifier import Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import FormulaError, UnitError

F = Fraction
RATIO = Unit("", F(1), ())
IDS = ("made.a", "made.b", "made.c")
OPERATORS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}

#: A formula as nested tuples (left, operator, right), so that operands occur twice more often than not.
Tree: TypeAlias = "str | tuple[Tree, str, Tree]"
TREES = st.recursive(
    st.sampled_from(IDS),
    lambda parts: st.tuples(parts, st.sampled_from(sorted(OPERATORS)), parts),
    max_leaves=6,
)
ALLOWED = f"allowed: names of numbers such as construction.investment, + - * /, brackets, {FUNCTIONS}"
NOT_TYPED = "allowed: names of numbers, as whatever is computed with has a row of its own"


def write(tree: Tree) -> str:
    return tree if isinstance(tree, str) else f"({write(tree[0])} {tree[1]} {write(tree[2])})"


def compute(tree: Tree, numbers: dict[str, Fraction]) -> Fraction:
    if isinstance(tree, str):
        return numbers[tree]
    return OPERATORS[tree[1]](compute(tree[0], numbers), compute(tree[2], numbers))


def between(bounds: Bounds, unit: Unit = RATIO) -> Quantity:
    return Quantity(points(bounds, F(1, 10))[0], unit, Qualifier.ROUNDED, bounds)


def exact(number: int | str, unit: Unit = RATIO) -> Quantity:
    return Quantity.published(str(number), unit, Qualifier.EXACT)


def evaluate(
    text: str, numbers: Mapping[str, Quantity], units: Mapping[str, Unit] = UNITS, period: str = "2020"
) -> Quantity:
    """Compute a formula of names without periods, each number of one period."""
    formula = parse_formula(text)
    operands = [numbers[reference.text] for reference in formula.references]
    periods = [Period.parse(period)] * len(operands)
    return Calculation(text, formula.tree).evaluate(operands, periods, units)


@given(tree=TREES, data=st.data())
def test_bounds_hold_the_result_of_every_point_though_an_operand_occurs_twice(
    tree: Tree, data: st.DataObject
) -> None:
    bounds = {name: data.draw(ranges()) for name in IDS}
    try:
        result = evaluate(write(tree), {name: between(bounds[name]) for name in IDS})
    except FormulaError as error:
        assert "division by" in str(error)
        return
    for x, y, z in zip(*(points(bounds[name], F(1, 100))[:3] * 3 for name in IDS), strict=False):
        for numbers in ((x, y, z), (z, x, y), (y, z, x)):
            chosen = dict(zip(IDS, numbers, strict=True))
            if all(chosen[name] in bounds[name] for name in IDS):
                assert compute(tree, chosen) in result.bounds


@pytest.mark.parametrize("left", points(Bounds(F(2), F(3)), F(1, 10)))
def test_the_same_operand_twice_is_not_tighter_than_it_may_be(left: Fraction) -> None:
    result = evaluate("made.a - made.a", {"made.a": between(Bounds(F(2), F(3)))})
    assert result.bounds == Bounds(F(-1), F(1))
    assert left - left in result.bounds


@given(data=st.data())
def test_growth_holds_the_growth_of_every_point(data: st.DataObject) -> None:
    new, old = data.draw(ranges()), data.draw(ranges(holding_zero=False))
    levels = {"made.a": between(new), "made.b": between(old)}
    if old.lower is None or old.lower < 0:
        with pytest.raises(FormulaError, match=r"growth of what is not above zero: [\[({]"):
            evaluate("growth(made.a, made.b)", levels)
        return
    grown = evaluate("growth(made.a, made.b)", levels)
    for x, y in product(points(new, F(1, 100)), points(old, F(1, 100))):
        assert x / y - 1 in grown.bounds


@given(terms=st.lists(ranges(), min_size=1, max_size=5))
def test_sums_hold_the_sum_of_every_point_and_no_more(terms: list[Bounds]) -> None:
    total = call("sum", [between(term) for term in terms], UNITS).bounds
    for chosen in zip(
        *(points(term, F(1, 100))[:1] * 2 + points(term, F(1, 100)) for term in terms), strict=False
    ):
        assert sum(chosen) in total
    lowest = [term.lower for term in terms]
    assert total.lower == (None if None in lowest else sum(end for end in lowest if end is not None))


@given(numbers=st.lists(ranges(), min_size=2, max_size=4))
def test_a_rank_holds_each_place_that_can_be_and_no_other(numbers: list[Bounds]) -> None:
    rank = call("rank", [between(number) for number in numbers], UNITS)
    places = {
        1 + sum(other > own for other in others)
        for own, *others in product(*(points(number, F(1, 10**9)) for number in numbers))
    }
    assert {F(min(places)), F(max(places))} == {rank.bounds.lower, rank.bounds.upper}
    assert rank.unit.symbol == "位"
    assert (rank.qualifier is Qualifier.EXACT) == rank.bounds.is_point


@given(bounds=ranges())
def test_functions_are_what_their_signs_are(bounds: Bounds) -> None:
    numbers = {"made.a": between(bounds), "made.b": exact(4), "made.c": exact(1)}
    for one, other in (
        ("share(made.a, made.b)", "made.a / made.b"),
        ("per(made.a, made.b)", "made.a / made.b"),
        ("difference(made.a, made.b)", "made.a - made.b"),
        ("growth(made.a, made.b)", "made.a / made.b - made.c"),
    ):
        assert evaluate(one, numbers).bounds == evaluate(other, numbers).bounds


@given(bounds=ranges())
def test_what_a_ratio_leaves_is_not_less_than_nothing(bounds: Bounds) -> None:
    numbers = {"made.a": between(bounds), "made.c": exact(1)}
    left, whole = (evaluate(text, numbers).bounds for text in ("complement(made.a)", "made.c - made.a"))
    cut = whole.lower is not None and whole.upper is not None and whole.lower < 0 < whole.upper
    assert left == (Bounds(F(0), whole.upper, upper_open=whole.upper_open) if cut else whole)


def test_a_rounded_whole_leaves_nothing_or_little() -> None:
    whole = Quantity.published("100", UNITS["%"], Qualifier.ROUNDED)
    assert evaluate("complement(made.a)", {"made.a": whole}).bounds == Bounds(F(0), F(1, 200))


def test_division_by_a_range_that_holds_zero_names_formula_and_range() -> None:
    near = {"made.a": exact(1), "made.b": between(Bounds(F(1), F(3))), "made.c": exact(2)}
    with pytest.raises(FormulaError) as caught:
        evaluate("made.a / (made.b - made.c)", near)
    assert str(caught.value) == (
        "formula 'made.a / (made.b - made.c)': division by a range that holds zero: [-1, 1]"
    )


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2020-H1", 182),
        ("2020-01/2020-06", 182),
        ("2020", 366),
        ("2021", 365),
        ("2020-Q1", 91),
        ("2020-02-29", 1),
        ("2020-01-01/2020-07-28", 210),
        ("", None),
        ("../2020-07-28", None),
        ("2020-06/..", None),
        ("[2020-06-21..2020-06-30]/2020-07-10", None),
    ],
)
def test_days_are_those_of_the_calendar_where_they_are_certain(period: str, days: int | None) -> None:
    if days is None:
        with pytest.raises(FormulaError, match="the period has no certain number of days"):
            evaluate("days(made.a)", {"made.a": exact(1)}, period=period)
    else:
        assert evaluate("days(made.a)", {"made.a": exact(1)}, period=period) == exact(days, UNITS["天"])


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("share(made.half, made.whole)", F(1, 2), "万元/亿元"),
        ("per(made.half, made.people)", F(50_000_000, 25), "万元/人"),
        ("growth(made.half, made.whole)", F(-1, 2), "万元/亿元"),
        ("difference(made.whole, made.half)", F(1, 2), "亿元"),
        ("complement(made.ratio)", F(3, 4), ""),
        ("points(made.ratio, made.percent)", 5, "个百分点"),
        ("made.half + made.whole", 15000, "万元"),
        ("made.whole / (made.people * made.time)", F(1, 100), "亿元/(人·天)"),
    ],
)
def test_functions(text: str, value: int | Fraction, unit: str) -> None:
    quantities = {
        "made.half": exact(5000, parse_unit("万元", UNITS)),
        "made.whole": exact(1, parse_unit("亿元", UNITS)),
        "made.ratio": exact("0.25"),
        "made.percent": exact(20, UNITS["%"]),
        "made.people": exact(25, UNITS["人"]),
        "made.time": exact(4, UNITS["天"]),
    }
    result = evaluate(text, quantities)
    assert result.unit.symbol == unit
    assert result.value * (result.unit.factor if text.startswith(("share", "per", "growth")) else 1) == value
    assert result.qualifier is Qualifier.EXACT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "formula '' cannot be read: invalid syntax"),
        ("made.a +", "formula 'made.a +' cannot be read: invalid syntax"),
        ("made.a made.b", "formula 'made.a made.b' cannot be read: invalid syntax"),
        ("made.a if made.b else made.c",
         "formula 'made.a if made.b else made.c' cannot be read: invalid syntax"),
        ("(made.a", "formula '(made.a' cannot be read: '(' was never closed"),
        ("made.a * 2", f"formula 'made.a * 2': the number 2 is typed; {NOT_TYPED}"),
        ("made.a / 0.52", f"formula 'made.a / 0.52': the number 0.52 is typed; {NOT_TYPED}"),
        ("-made.a", f"formula '-made.a': '-made.a' is not allowed; {ALLOWED}"),
        ("made.a ** made.b", f"formula 'made.a ** made.b': 'made.a ** made.b' is not allowed; {ALLOWED}"),
        ("made.a // made.b", f"formula 'made.a // made.b': 'made.a // made.b' is not allowed; {ALLOWED}"),
        ("made.a < made.b", f"formula 'made.a < made.b': 'made.a < made.b' is not allowed; {ALLOWED}"),
        ("share(made.a)", f"formula 'share(made.a)': 'share(made.a)' is not allowed; {ALLOWED}"),
        ("share(a, b, c)", f"formula 'share(a, b, c)': 'share(a, b, c)' is not allowed; {ALLOWED}"),
        ("open(made.a)", f"formula 'open(made.a)': 'open(made.a)' is not allowed; {ALLOWED}"),
        ("made.a()", f"formula 'made.a()': 'made.a()' is not allowed; {ALLOWED}"),
        ("rank(made.a, made.b)",
         f"formula 'rank(made.a, made.b)': 'rank(made.a, made.b)' is not allowed; {ALLOWED}"),
        ("rank(made.a + made.b)",
         f"formula 'rank(made.a + made.b)': 'rank(made.a + made.b)' is not allowed; {ALLOWED}"),
        ("days(made.a - made.b)",
         f"formula 'days(made.a - made.b)': 'days(made.a - made.b)' is not allowed; {ALLOWED}"),
        ('days("2020")', f"formula 'days(\"2020\")': \"days('2020')\" is not allowed; {ALLOWED}"),
        ("sum(a, b + c)", f"formula 'sum(a, b + c)': 'sum(a, b + c)' is not allowed; {ALLOWED}"),
        ("a + _0", "formula 'a + _0': no name begins with _ and a digit; allowed: names of numbers"),
    ],
)  # fmt: skip
def test_formulas_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    ["(" * 5000 + "a.b" + ")" * 5000, " + ".join(["a.b"] * 5000), "a.b\0", "\ud800", "a.b" + "(" * 10**5],
)
def test_no_formula_escapes_as_anything_else(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_a_long_formula_that_can_be_read_can_be_computed_or_says_so() -> None:
    text = " + ".join(["made.a"] * 400)
    try:
        result = evaluate(text, {"made.a": exact(1)})
    except FormulaError as error:
        assert "is too long" in str(error)
    else:
        assert result.value == 400


def test_a_product_of_many_digits_says_so() -> None:
    numbers = {"made.a": exact("1" + "0" * 29)}
    with pytest.raises(FormulaError, match="it has more than 1000 digits; allowed: 1000"):
        evaluate("*".join(["made.a"] * 40), numbers)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("made.homes + made.money", "亿元 cannot be added to 套"),
        ("made.homes - made.money", "亿元 cannot be subtracted from 套"),
        ("difference(made.homes, made.money)", "亿元 cannot be subtracted from 套"),
        ("share(made.homes, made.money)", "套 is no share of 亿元"),
        ("growth(made.homes, made.money)", "套 is no share of 亿元"),
        ("complement(made.homes)", "complement() takes ratios such as %, not 套"),
        ("points(made.homes, made.money)", "points() takes ratios such as %, not 套"),
    ],
)
def test_units_that_do_not_fit(text: str, message: str) -> None:
    quantities = {"made.homes": exact(3, UNITS["套"]), "made.money": exact(2, parse_unit("亿元", UNITS))}
    with pytest.raises(UnitError) as caught:
        evaluate(text, quantities)
    assert str(caught.value) == f"formula {text!r}: {message}"


@pytest.mark.parametrize("text", ["days(made.a)", "points(made.a, made.a)", "rank(made.a)"])
def test_a_unit_that_a_function_needs_must_be_defined(text: str) -> None:
    with pytest.raises(
        UnitError, match=r"the unit (天|个百分点|位) is not defined, which this function gives"
    ):
        evaluate(text, {"made.a": exact(1)}, units={})
