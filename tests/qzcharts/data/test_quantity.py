"""Quantities: what a printed figure stands for, units, and what stays true of a result."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_ranges import is_divisor, points
from unit_rows import UNITS

from qzcharts.data.bounds import Bounds
from qzcharts.data.qualifier import ABOVE_ZERO, ONE_SIDED, Qualifier
from qzcharts.data.quantity import Quantity, parse_number
from qzcharts.data.rounding import half_up, rounded
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import UnitError

F = Fraction
RATIO = Unit("", F(1), ())
PRINTED = st.decimals(-1000, 1000, places=2).map(lambda d: f"{d:f}").filter(lambda text: text != "-0.00") | (
    st.integers(-1000, 1000).map(str)
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    qualifier = draw(st.sampled_from(Qualifier))
    printed = draw(PRINTED)
    if qualifier is Qualifier.BETWEEN:
        other = draw(PRINTED.filter(lambda other: Decimal(other) != Decimal(printed)))
        lower, upper = sorted((printed, other), key=Decimal)
        return Quantity.between(lower, upper, RATIO)
    if qualifier in ABOVE_ZERO:
        printed = printed.removeprefix("-")
        printed = printed if Decimal(printed) else "1"
    return Quantity.published(printed, RATIO, qualifier)


@given(printed=PRINTED, offset=st.fractions(-2, 2))
def test_bounds_hold_just_the_numbers_that_round_to_what_was_printed(printed: str, offset: Fraction) -> None:
    quantity = Quantity.published(printed, RATIO, Qualifier.ROUNDED)
    number = quantity.value + offset / 10**quantity.decimals
    assert (number in quantity.bounds) == (half_up(number, quantity.decimals) == Decimal(printed))


@pytest.mark.parametrize("tie", ["0.5", "-0.5"])
@given(printed=PRINTED)
def test_ties_belong_to_the_number_further_from_zero(tie: str, printed: str) -> None:
    quantity = Quantity.published(printed, RATIO, Qualifier.ABOUT)
    number = quantity.value + F(tie) / 10**quantity.decimals
    assert (number in quantity.bounds) == (half_up(number, quantity.decimals) == Decimal(printed))


@pytest.mark.parametrize(
    ("printed", "qualifier", "bounds"),
    [
        ("12.96", "rounded", Bounds(F("12.955"), F("12.965"), False, True)),
        ("-12.96", "rounded", Bounds(F("-12.965"), F("-12.955"), True, False)),
        ("0", "rounded", Bounds(F("-0.5"), F("0.5"), True, True)),
        ("0.00", "about", Bounds(F("-0.005"), F("0.005"), True, True)),
        ("52", "about", Bounds(F("51.5"), F("52.5"), False, True)),
        ("622", "exact", Bounds.point(F(622))),
        ("62.2", "at_least", Bounds(F("62.2"), None)),
        ("10", "at_most", Bounds(F(0), F(10), True, False)),
        ("10", "nearly", Bounds(F(0), F(10), True, True)),
        ("90", "nearly", Bounds(F(80), F(90), True, True)),
        ("8.50", "nearly", Bounds(F("8.49"), F("8.5"), True, True)),
        ("3", "over", Bounds(F(3), F(4), True, True)),
        ("1600", "over", Bounds(F(1600), F(1700), True, True)),
        ("1.20", "over", Bounds(F("1.2"), F("1.21"), True, True)),
        # Zeros at the end are not known, but the second digit is.
        ("200", "about", Bounds(F(195), F(205), False, True)),
        ("1200", "about", Bounds(F(1150), F(1250), False, True)),
        ("110", "about", Bounds(F(105), F(115), False, True)),
        ("10", "about", Bounds(F("9.5"), F("10.5"), False, True)),
        ("200.0", "about", Bounds(F("199.95"), F("200.05"), False, True)),
        ("200", "rounded", Bounds(F("199.5"), F("200.5"), False, True)),
        ("10", "above", Bounds(F(10), None, True)),
        ("10", "below", Bounds(F(0), F(10), True, True)),
    ],
)
def test_published_bounds(printed: str, qualifier: str, bounds: Bounds) -> None:
    assert Quantity.published(printed, RATIO, Qualifier(qualifier)).bounds == bounds


@pytest.mark.parametrize("qualifier", ["at_most", "nearly", "below", "over"])
@pytest.mark.parametrize("printed", ["0", "-3"])
def test_what_is_bounded_above_is_above_zero(qualifier: str, printed: str) -> None:
    with pytest.raises(
        ValueError, match=f"'{printed}' leaves no room; allowed with {qualifier}: a number above"
    ):
        Quantity.published(printed, RATIO, Qualifier(qualifier))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "NaN",
        "INF",
        "1e5",
        "5_2",
        "５２",
        "٥",
        ".46",
        "1.",
        "+1",
        "007",
        "1,000",
        "--1",
        "9" * 31,
    ],
)
def test_no_number(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"is no number; allowed: digits with an optional point, such as 12\.96"
    ):
        parse_number(text)


@pytest.mark.parametrize("text", ["0", "-0.5", "12.960", "29094", "1" + "0" * 29])
def test_numbers_keep_their_decimals(text: str) -> None:
    assert f"{parse_number(text):f}" == text


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(a=quantities(), b=quantities(), decimals=st.integers(-2, 4))
def test_what_is_said_of_a_result_is_true_of_every_point(
    operation: Callable[[Any, Any], Any], a: Quantity, b: Quantity, decimals: int
) -> None:
    if operation is operator.truediv and not is_divisor(b.bounds):
        with pytest.raises(ZeroDivisionError):
            a / b
        return
    try:
        result = operation(a, b)
    except ArithmeticError as error:
        assert operation(a.bounds, b.bounds) == Bounds(None, None) or "comes down to zero" in str(error)
        return
    shown = F(rounded(Quantity(result.value, result.unit, result.qualifier, result.bounds, decimals)))
    for x in points(a.bounds, F(1, 1000)):
        for y in points(b.bounds, F(1, 1000)):
            point = operation(x, y)
            assert point in result.bounds
            match result.qualifier:
                case Qualifier.EXACT:
                    assert point == result.value
                case Qualifier.AT_LEAST:
                    assert point >= shown
                case Qualifier.ABOVE:
                    assert point > shown
                case Qualifier.AT_MOST:
                    assert point <= shown
                case Qualifier.BELOW:
                    assert point < shown
                case _:
                    assert {a.qualifier, b.qualifier}.isdisjoint(ONE_SIDED)
                    if Qualifier.BETWEEN in (a.qualifier, b.qualifier):
                        assert result.qualifier is Qualifier.BETWEEN
                    assert result.value in result.bounds


def make(printed: str, qualifier: str) -> Quantity:
    return Quantity.published(printed, RATIO, Qualifier(qualifier))


@pytest.mark.parametrize(
    ("result", "qualifier", "value"),
    [
        (make("622", "exact") / make("10", "at_most"), "at_least", "62.2"),
        (make("12.96", "rounded") * make("10", "at_least"), "at_least", "129.55"),
        (make("12.96", "rounded") * make("10", "at_most"), "below", "129.65"),
        # What follows from "nearly" is not near.
        (make("2", "exact") * make("10", "nearly"), "below", "20"),
        (make("622", "exact") / make("10", "nearly"), "above", "62.2"),
        (make("100", "exact") - make("10", "at_most"), "at_least", "90"),
        (make("10", "at_most") / make("10", "at_most"), "above", "0"),
        (make("2", "exact") * make("3", "exact"), "exact", "6"),
        (make("2", "exact") * make("3.0", "about"), "about", "6"),
        (make("2", "exact") * make("3", "over"), "above", "6"),
        (make("6", "exact") / make("3", "over"), "below", "2"),
        (make("2", "exact") * Quantity.between("3", "5", RATIO), "between", "8"),
        (make("2.0", "about") * Quantity.between("3", "5", RATIO), "between", "8"),
        (make("2", "at_least") * Quantity.between("3", "5", RATIO), "at_least", "6"),
        (make("2", "exact") * make("3.0", "rounded"), "rounded", "6"),
        (make("0", "exact") * make("3", "at_least"), "exact", "0"),
    ],
)
def test_qualifier_and_value_of_a_result(result: Quantity, qualifier: str, value: str) -> None:
    assert (result.qualifier, result.value) == (qualifier, F(value))


@given(quantity=quantities())
def test_turned_round_twice_a_quantity_is_itself(quantity: Quantity) -> None:
    turned = -quantity
    assert -turned == quantity
    assert turned.bounds == Bounds.point(F(-1)) * quantity.bounds
    assert turned.value == -quantity.value


@pytest.mark.parametrize(
    ("qualifier", "opposite"),
    [
        ("above", "below"),
        ("below", "above"),
        ("at_least", "at_most"),
        ("at_most", "at_least"),
        ("over", "over"),
        ("nearly", "nearly"),
        ("about", "about"),
        ("rounded", "rounded"),
    ],
)
def test_what_a_quantity_turned_round_says(qualifier: str, opposite: str) -> None:
    assert (-make("10", qualifier)).qualifier == opposite


@pytest.mark.parametrize(("lower", "upper"), [("5", "3"), ("3", "3"), ("3", "3.0"), ("-3", "-5")])
def test_a_range_that_does_not_begin_before_it_ends(lower: str, upper: str) -> None:
    with pytest.raises(ValueError, match=f"the range {lower}～{upper} does not begin before it ends"):
        Quantity.between(lower, upper, RATIO)


def test_a_result_without_any_bound_is_an_error() -> None:
    with pytest.raises(ArithmeticError, match="without any bound"):
        make("2", "at_least") - make("1", "at_least")


def test_division_by_what_comes_down_to_zero_is_an_error() -> None:
    nothing_known = make("10", "at_most") / make("10", "at_most")
    with pytest.raises(ZeroDivisionError, match=r"division by \(0, \+∞\), which comes down to zero"):
        make("1", "exact") / nothing_known


@given(quantity=quantities(), power=st.integers(-8, 8))
def test_units_convert_there_and_back(quantity: Quantity, power: int) -> None:
    small, large = Unit("small", F(1), (("size", 1),)), Unit("large", F(10) ** power, (("size", 1),))
    given_quantity = Quantity(quantity.value, small, quantity.qualifier, quantity.bounds, quantity.decimals)
    there = given_quantity.to(large)
    assert there.to(small) == given_quantity
    assert there.decimals == given_quantity.decimals + power
    assert there.value * large.factor == given_quantity.value


@pytest.mark.parametrize(
    ("printed", "unit", "other", "number"),
    [
        ("12.96", "亿元", "万元", "129600"),
        ("129600", "万元", "亿元", "12.9600"),
        ("12.96", "亿元", "元", "1296000000"),
        ("1", "元", "亿元", "0.00000001"),
    ],
)
def test_a_figure_in_another_unit(
    units: dict[str, Unit], printed: str, unit: str, other: str, number: str
) -> None:
    quantity = Quantity.published(printed, parse_unit(unit, units), Qualifier.ROUNDED)
    assert f"{rounded(quantity.to(parse_unit(other, units))):f}" == number


def test_another_unit_claims_no_more_digits(units: dict[str, Unit]) -> None:
    """24.9230…亿元 is 24.92亿元, and not 249231万元."""
    quantity = Quantity(F(1296, 52), parse_unit("亿元", units), Qualifier.ABOUT, Bounds(F(24), F(26)), 2)
    assert f"{rounded(quantity.to(parse_unit('万元', units))):f}" == "249200"


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (operator.add, "套 cannot be added to 亿元"),
        (operator.sub, "套 cannot be subtracted from 亿元"),
        (lambda a, b: a.to(b.unit), "亿元 cannot be expressed in 套: they measure different things"),
        (lambda a, b: (a / a) + b, "套 cannot be added to 亿元/亿元"),
    ],
)
def test_units_that_do_not_fit_are_both_named(
    units: dict[str, Unit], operation: Callable[[Any, Any], Any], message: str
) -> None:
    money = Quantity.published("1.5", parse_unit("亿元", units), Qualifier.EXACT)
    homes = Quantity.published("3", units["套"], Qualifier.EXACT)
    with pytest.raises(UnitError) as caught:
        operation(money, homes)
    assert str(caught.value) == message


def test_a_sum_is_in_the_unit_of_its_first_term(units: dict[str, Unit]) -> None:
    total = Quantity.published("1.5", parse_unit("亿元", units), Qualifier.EXACT) + Quantity.published(
        "2000", parse_unit("万元", units), Qualifier.EXACT
    )
    assert (total.value, total.unit.symbol) == (F("1.7"), "亿元")


@pytest.mark.parametrize(
    ("symbol", "factor", "dimensions", "english"),
    [
        ("套", 1, {"套": 1}, "home|homes"),
        ("套/天", 1, {"套": 1, "天": -1}, "home|homes/day"),
        ("套/(人·天)", 1, {"套": 1, "人": -1, "天": -1}, "home|homes/person·day"),
        ("人·天", 1, {"人": 1, "天": 1}, "person-day|person-days"),
        ("万元/套", 10000, {"元": 1, "套": -1}, "yuan|yuan/home"),
        ("元/元", 1, {}, "yuan|yuan/yuan"),
        ("%/天", F(1, 100), {"天": -1}, "percent|percent/day"),
    ],
)
def test_units_are_read(
    units: dict[str, Unit], symbol: str, factor: int | Fraction, dimensions: dict[str, int], english: str
) -> None:
    unit = parse_unit(symbol, units)
    assert (unit.symbol, unit.factor, dict(unit.dimensions), unit.english) == (
        symbol,
        factor,
        dimensions,
        english,
    )


@pytest.mark.parametrize(
    ("symbol", "factor", "magnitude", "english"),
    [
        ("万人", 10**4, "万", "person|people"),
        ("百人", 100, "百", "person|people"),
        ("千户", 1000, "千", "household|households"),
        ("百万件", 10**6, "百万", "item|items"),
        ("千万元", 10**7, "千万", "yuan|yuan"),
        ("亿元", 10**8, "亿", "yuan|yuan"),
        ("万亿元", 10**12, "万亿", "yuan|yuan"),
        ("万元/人", 10**4, "万", "yuan|yuan/person"),
        ("件/万人", F(1, 10**4), "", "item|items/10,000 people"),
        ("万元/(人·天)", 10**4, "万", "yuan|yuan/person·day"),
        ("万人·天", 10**4, "万", "person-day|person-days"),
        # A row of its own goes before a magnitude.
        ("千克", 1000, "", "kilogram|kilograms"),
        ("万千克", 10**7, "万", "kilogram|kilograms"),
        ("万克", 10**4, "万", "gram|grams"),
    ],
)
def test_a_magnitude_makes_another_unit(
    symbol: str, factor: int | Fraction, magnitude: str, english: str
) -> None:
    unit = parse_unit(symbol, UNITS)
    assert (unit.symbol, unit.factor, unit.magnitude, unit.english) == (symbol, factor, magnitude, english)


@pytest.mark.parametrize("symbol", ["万%", "万‰", "万万人", "十人", "万", "万人/十人", "人·万件", "零人"])
def test_what_no_magnitude_goes_with(symbol: str) -> None:
    with pytest.raises(UnitError, match="unknown unit"):
        parse_unit(symbol, UNITS)


@pytest.mark.parametrize(
    ("symbol", "other", "ratio"),
    [
        ("万元/人", "元/人", 10**4),
        ("元/人", "元/万人", 10**4),
        ("人/平方公里", "万人/平方公里", F(1, 10**4)),
        ("套/(人·天)", "万套/(人·天)", F(1, 10**4)),
        ("亿元", "万元", 10**4),
        ("%", "‰", 10),
        ("倍", "%", 100),
    ],
)
def test_compound_units_convert(symbol: str, other: str, ratio: int | Fraction) -> None:
    quantity = Quantity.published("7", parse_unit(symbol, UNITS), Qualifier.EXACT)
    assert quantity.to(parse_unit(other, UNITS)).value == 7 * ratio


def test_units_that_were_combined_convert_to_compound_ones() -> None:
    people = Quantity.published("874", parse_unit("万人", UNITS), Qualifier.ROUNDED)
    area = Quantity.published("11015", UNITS["平方公里"], Qualifier.EXACT)
    density = (people / area).to(parse_unit("人/平方公里", UNITS), 0)
    assert f"{rounded(density):f}" == "793"


ALL_UNITS = "套, 本, 户, 人, 天, 项, 方, 级, 类, 期, 次, 元, %, 个百分点"


@pytest.mark.parametrize(
    ("symbol", "message"),
    [
        ("亩", f"unknown unit '亩'; allowed: {ALL_UNITS}"),
        ("套/周", f"unknown unit '周' in '套/周'; allowed: {ALL_UNITS}"),
        *(
            (symbol, f"unit {symbol!r} cannot be read; allowed: units joined as 套/天 or 套/(人·天)")
            for symbol in ("", "套/", "/天", "套//天", "套/人·天", "套/(人)", "套/((人·天))", "套/人/天")
        ),
    ],
)
def test_units_that_cannot_be_read(units: dict[str, Unit], symbol: str, message: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(symbol, units)
    assert str(caught.value) == message


@given(a=quantities(), b=quantities(), power=st.integers(-8, 8))
def test_quantities_are_compared_whatever_their_units(a: Quantity, b: Quantity, power: int) -> None:
    other = b.to(Unit("", F(10) ** power, ()))
    assert a.is_below(other) == a.bounds.is_below(b.bounds)
    assert other.base_value == b.base_value and other.base_bounds == b.base_bounds
