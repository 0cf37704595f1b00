"""Formulas: what they may hold, and that their bounds hold whatever their operands may be."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_ranges import points, ranges

from qzcharts.data.bounds import Bounds
from qzcharts.data.derive import Formula, evaluation_order, parse_formula
from qzcharts.data.quantity import Qualifier, Quantity
from qzcharts.data.unit import Unit
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
ALLOWED = (
    "allowed: ids such as construction.investment, + - * /, brackets, "
    'share(a, b), points(a, b), complement(a), days("2020-01", "2020-06")'
)
NOT_TYPED = "allowed: ids, as whatever is computed with has a row of its own"


def write(tree: Tree) -> str:
    return tree if isinstance(tree, str) else f"({write(tree[0])} {tree[1]} {write(tree[2])})"


def compute(tree: Tree, numbers: dict[str, Fraction]) -> Fraction:
    if isinstance(tree, str):
        return numbers[tree]
    return OPERATORS[tree[1]](compute(tree[0], numbers), compute(tree[2], numbers))


def between(bounds: Bounds) -> Quantity:
    return Quantity(points(bounds, F(1, 10))[0], RATIO, Qualifier.ROUNDED, bounds)


def exact(number: int | str, unit: Unit = RATIO) -> Quantity:
    return Quantity.published(str(number), unit, Qualifier.EXACT)


@given(tree=TREES, data=st.data())
def test_bounds_hold_the_result_of_every_point_though_an_operand_occurs_twice(
    tree: Tree, data: st.DataObject
) -> None:
    bounds = {name: data.draw(ranges()) for name in IDS}
    formula = parse_formula(write(tree))
    assert set(formula.operands) <= set(IDS)
    try:
        result = formula.evaluate({name: between(bounds[name]) for name in IDS}, {})
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
    result = Formula("made.a - made.a", ("made.a",)).evaluate({"made.a": between(Bounds(F(2), F(3)))}, {})
    assert result.bounds == Bounds(F(-1), F(1))
    assert left - left in result.bounds


def test_division_by_a_range_that_holds_zero_names_formula_and_range() -> None:
    formula = parse_formula("made.a / (made.b - made.c)")
    near = {"made.a": exact(1), "made.b": between(Bounds(F(1), F(3))), "made.c": exact(2)}
    with pytest.raises(FormulaError) as caught:
        formula.evaluate(near, {})
    assert str(caught.value) == (
        "formula 'made.a / (made.b - made.c)': division by a range that holds zero: [-1, 1]"
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ('days("2020-01", "2020-06")', 182, "天"),
        ('days("2020", "2020")', 366, "天"),
        ('days("2021", "2021")', 365, "天"),
        ('days("2020-02-29", "2020-02-29")', 1, "天"),
        ("share(made.half, made.whole)", F(1, 2), "万元/亿元"),
        ("complement(made.ratio)", F(3, 4), ""),
        ("points(made.ratio, made.percent)", 5, "个百分点"),
        ("made.half + made.whole", 10000, "万元"),
    ],
)
def test_functions(units: dict[str, Unit], text: str, value: int | Fraction, unit: str) -> None:
    quantities = {
        "made.half": exact(5000, units["万元"]),
        "made.whole": exact(1, units["亿元"]),
        "made.ratio": exact("0.25"),
        "made.percent": exact(20, units["%"]),
    }
    if text == "made.half + made.whole":
        value = 15000
    result = parse_formula(text).evaluate(quantities, units)
    assert result.unit.symbol == unit
    assert result.value * (result.unit.factor if text.startswith("share") else 1) == value
    assert result.qualifier is Qualifier.EXACT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "formula '' cannot be read: invalid syntax"),
        ("made.a +", "formula 'made.a +' cannot be read: invalid syntax"),
        ("made.a made.b", "formula 'made.a made.b' cannot be read: invalid syntax"),
        ("(made.a", "formula '(made.a' cannot be read: '(' was never closed"),
        ("made.a * 2", f"formula 'made.a * 2': the number 2 is typed; {NOT_TYPED}"),
        ("made.a / 0.52", f"formula 'made.a / 0.52': the number 0.52 is typed; {NOT_TYPED}"),
        ("made", f"formula 'made': 'made' is not allowed; {ALLOWED}"),
        ("made.a.b", f"formula 'made.a.b': 'made.a.b' is not allowed; {ALLOWED}"),
        ("-made.a", f"formula '-made.a': '-made.a' is not allowed; {ALLOWED}"),
        ("made.a ** made.b", f"formula 'made.a ** made.b': 'made.a ** made.b' is not allowed; {ALLOWED}"),
        ("made.a // made.b", f"formula 'made.a // made.b': 'made.a // made.b' is not allowed; {ALLOWED}"),
        ("made.a if made.b else made.c",
         f"formula 'made.a if made.b else made.c': 'made.a if made.b else made.c' is not allowed; {ALLOWED}"),
        ("share(made.a)", f"formula 'share(made.a)': 'share(made.a)' is not allowed; {ALLOWED}"),
        ("share(made.a, whole=made.b)",
         f"formula 'share(made.a, whole=made.b)': 'share(made.a, whole=made.b)' is not allowed; {ALLOWED}"),
        ("open(made.a)", f"formula 'open(made.a)': 'open(made.a)' is not allowed; {ALLOWED}"),
        ("made.a()", f"formula 'made.a()': 'made.a()' is not allowed; {ALLOWED}"),
        ("days(2020, 2021)", f"formula 'days(2020, 2021)': 'days(2020, 2021)' is not allowed; {ALLOWED}"),
        ('days("2020-13", "2020")',
         "days('2020-13', '2020'): '2020-13' is not in the calendar; "
         "allowed: a year, a month or a day of it"),
        ('days("2020", "2019")', "days('2020', '2019'): the period ends (2019) before it starts (2020)"),
        ('days("", "2019")',
         "days('', '2019'): both ends are needed, and each is a day, a month or a year"),
        ('days("2020", "[2020-06-21..2020-06-30]")',
         "days('2020', '[2020-06-21..2020-06-30]'): both ends are needed, and each is a day, a month or a "
         "year"),
    ],
)  # fmt: skip
def test_formulas_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "a.b" + ")" * 5000, " + ".join(["a.b"] * 5000), "a.b\0", "\ud800", "a" * 10**5]
)
def test_no_formula_escapes_as_anything_else(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_a_long_formula_that_can_be_read_can_be_computed_or_says_so() -> None:
    text = " + ".join(["made.a"] * 400)
    try:
        result = parse_formula(text).evaluate({"made.a": exact(1)}, {})
    except FormulaError as error:
        assert "is too long" in str(error)
    else:
        assert result.value == 400


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("made.homes + made.money", "formula 'made.homes + made.money': 亿元 cannot be added to 套"),
        ("made.homes - made.money", "formula 'made.homes - made.money': 亿元 cannot be subtracted from 套"),
        ("share(made.homes, made.money)", "formula 'share(made.homes, made.money)': 套 is no share of 亿元"),
        ("complement(made.homes)",
         "formula 'complement(made.homes)': complement() takes ratios such as %, not 套"),
        ("points(made.homes, made.money)",
         "formula 'points(made.homes, made.money)': points() takes ratios such as %, not 套"),
    ],
)  # fmt: skip
def test_units_that_do_not_fit(units: dict[str, Unit], text: str, message: str) -> None:
    quantities = {"made.homes": exact(3, units["套"]), "made.money": exact(2, units["亿元"])}
    with pytest.raises(UnitError) as caught:
        parse_formula(text).evaluate(quantities, units)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ['days("2020", "2020")', "points(made.a, made.a)"])
def test_a_unit_that_a_function_needs_must_be_defined(text: str) -> None:
    with pytest.raises(UnitError, match=r"the unit (天|个百分点) is not defined, which this function gives"):
        parse_formula(text).evaluate({"made.a": exact(1)}, {})


@given(
    links=st.lists(st.lists(st.integers(0, 7), min_size=1, max_size=3), min_size=1, max_size=8),
    shuffled=st.randoms(use_true_random=False),
)
def test_each_comes_after_its_operands_whatever_the_order_of_rows(
    links: list[list[int]], shuffled: random.Random
) -> None:
    """Formula n may rest on those below n only, so that there is no cycle."""
    formulas = {
        f"made.d{n}": parse_formula(" + ".join(f"made.d{below % n}" if n else "made.a" for below in belows))
        for n, belows in enumerate(links)
    }
    rows = list(formulas.items())
    shuffled.shuffle(rows)
    order = evaluation_order(dict(rows), {"made.a"})
    assert sorted(order) == sorted(formulas)
    for name, formula in formulas.items():
        for operand in formula.operands:
            assert operand == "made.a" or order.index(operand) < order.index(name)


def test_a_cycle_is_told_with_its_members() -> None:
    formulas = {"a.a": parse_formula("a.b"), "a.b": parse_formula("a.c"), "a.c": parse_formula("a.a")}
    with pytest.raises(FormulaError, match=r"formulas form a cycle: (a\.\w → ){3}a\.\w") as caught:
        evaluation_order(formulas, ())
    assert caught.value.at in formulas


def test_an_unknown_operand_is_told_with_its_formula() -> None:
    with pytest.raises(FormulaError, match=r"formula 'a\.b': unknown id 'a\.b'"):
        evaluation_order({"a.a": parse_formula("a.b")}, ())
