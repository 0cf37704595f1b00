"""Quantities in words, by tables of cases."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzcharts.data import Ledger
from qzcharts.data.bounds import Bounds
from qzcharts.data.quantity import Qualifier, Quantity
from qzcharts.data.rounding import half_up, rounded
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.data.wording import FORMS, interval, number, range_text, render, text
from qzcharts.errors import UnitError

F = Fraction


@given(st.decimals(-(10**15), 10**15, places=12), st.integers(-3, 12))
def test_half_up_is_decimal_s(value: Decimal, decimals: int) -> None:
    wanted = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=Context(prec=60))
    assert half_up(F(value), decimals) == wanted


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("0.125", 2, "0.13"),
        ("0.375", 2, "0.38"),
        ("-0.125", 2, "-0.13"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.05", 1, "0.1"),
        ("0.004", 2, "0.00"),
        ("-0.004", 2, "0.00"),
        ("9.995", 2, "10.00"),
        ("99.95", 1, "100.0"),
        ("9999.5", 0, "10000"),
        ("0", 2, "0.00"),
        ("1.005", 2, "1.01"),
        ("2.675", 2, "2.68"),
        ("150", -2, "200"),
        ("149", -2, "100"),
        ("-150", -2, "-200"),
        ("49", -2, "0"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13"),
    ],
)
def test_half_up(value: str, decimals: int, printed: str) -> None:
    assert f"{half_up(F(value), decimals):f}" == printed


@pytest.mark.parametrize(
    ("qualifier", "decimals", "printed"),
    [
        (Qualifier.AT_LEAST, 2, "6.66"),
        (Qualifier.ABOVE, 1, "6.6"),
        (Qualifier.AT_MOST, 2, "6.67"),
        (Qualifier.NEARLY, 0, "7"),
        (Qualifier.BELOW, 1, "6.7"),
        (Qualifier.ROUNDED, 2, "6.67"),
    ],
)
def test_a_one_sided_statement_stays_true(
    units: dict[str, Unit], qualifier: Qualifier, decimals: int, printed: str
) -> None:
    third = Quantity(F(20, 3), units["套"], qualifier, Bounds(F(0), None), decimals)
    assert f"{rounded(third):f}" == printed


# value as printed, unit, qualifier: Chinese, English
WORDS = [
    ("12.96", "亿元", "rounded", "12.96亿元", "CNY 1.296 billion"),
    ("52", "%", "about", "约52%", "about 52%"),
    ("62.2", "套/天", "at_least", "不少于62.2套/天", "at least 62.2 homes a day"),
    ("6.22", "套/(人·天)", "above", "超过6.22套/(人·天)", "more than 6.22 homes per person and day"),
    ("10", "人", "nearly", "近10人", "nearly 10 people"),
    ("10", "人", "below", "不足10人", "fewer than 10 people"),
    ("10", "天", "at_most", "不超过10天", "at most 10 days"),
    ("478", "本", "exact", "478本", "478 certificates"),
    ("200", "户", "exact", "200户", "200 households"),
    ("29094", "次", "exact", "29094次", "29,094 views"),
    ("2.3", "个百分点", "about", "约2.3个百分点", "about 2.3 percentage points"),
    # One, and not quite one.
    ("1", "套", "exact", "1套", "1 home"),
    ("1.0", "套", "rounded", "1.0套", "1.0 homes"),
    ("-1", "套", "exact", "−1套", "−1 home"),
    ("0", "套", "exact", "0套", "0 homes"),
    ("1", "套/天", "exact", "1套/天", "1 home a day"),
    ("1", "套/项", "exact", "1套/项", "1 home an item"),
    ("2", "人·天", "exact", "2人·天", "2 person-days"),
    # Fewer things, less of an amount.
    ("10", "%", "below", "不足10%", "less than 10%"),
    ("9.5", "天", "below", "不足9.5天", "less than 9.5 days"),
    ("10", "亿元", "below", "不足10亿元", "less than CNY 1.0 billion"),
    # Zeros, signs, scales.
    ("0", "元", "exact", "0元", "CNY 0"),
    ("0.00", "亿元", "rounded", "0.00亿元", "CNY 0"),
    ("0.46", "%", "rounded", "0.46%", "0.46%"),
    ("-0.5", "%", "about", "约−0.5%", "about −0.5%"),
    ("-12.96", "亿元", "rounded", "−12.96亿元", "CNY −1.296 billion"),
    ("999999", "元", "exact", "999999元", "CNY 999,999"),
    ("1000000", "元", "exact", "1000000元", "CNY 1.000000 million"),
    ("9999.5", "万元", "rounded", "9999.5万元", "CNY 99.995 million"),
    ("10000", "万元", "rounded", "10000万元", "CNY 100.00 million"),
    ("0.1", "亿元", "rounded", "0.1亿元", "CNY 10 million"),
    ("12345.6", "亿元", "rounded", "12345.6亿元", "CNY 1.23456 trillion"),
    ("123456789012345678901234567890", "套", "exact", "123456789012345678901234567890套",
     "123,456,789,012,345,678,901,234,567,890 homes"),
    ("1.5", "万元/套", "rounded", "1.5万元/套", "1.5 ten thousand yuan a home"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "unit", "qualifier", "chinese", "english"), WORDS)
def test_words(
    units: dict[str, Unit], printed: str, unit: str, qualifier: str, chinese: str, english: str
) -> None:
    quantity = Quantity.published(printed, parse_unit(unit, units), Qualifier(qualifier))
    assert (text(quantity), text(quantity, "en")) == (chinese, english)


def test_neither_edition_separates_a_chinese_number_from_its_unit() -> None:
    for *_, chinese, _ in WORDS:
        assert not any(character.isspace() for character in chinese)


def approximate(
    units: dict[str, Unit],
    value: str,
    unit: str,
    decimals: int,
    lower: str,
    upper: str,
    qualifier: Qualifier = Qualifier.ABOUT,
) -> Quantity:
    return Quantity(F(value), parse_unit(unit, units), qualifier, Bounds(F(lower), F(upper)), decimals)


# value, unit, decimals, ends: Chinese, English
RANGES = [
    # 亿, 万 and % are repeated, the rest of the unit stands once: GB/T 15835, 5.1.5.
    ("24.92", "亿元", 2, "24.6762", "25.1751", "24.67亿～25.18亿元", "CNY 2.467 billion to 2.518 billion"),
    ("14", "万元", 0, "13", "15", "13万～15万元", "CNY 130,000 to 150,000"),
    ("2.3", "个百分点", 1, "1.7732", "2.7732", "1.7～2.8个百分点", "1.7 to 2.8 percentage points"),
    ("60", "套/天", 0, "58", "62", "58～62套/天", "58 to 62 homes a day"),
    # One decimal more, where that writes both ends exactly.
    ("52", "%", 0, "51.5", "52.5", "51.5%～52.5%", "51.5% to 52.5%"),
    ("52", "%", 0, "51.5", "52.55", "51%～53%", "51% to 53%"),
    # And not where 0.1 would then lie outside.
    ("0.125", "%", 1, "0.11", "0.14", "0.1%～0.2%", "0.1% to 0.2%"),
    # The carry makes a longer number, and the scale of each end is its own.
    ("9.98", "亿元", 2, "9.955", "10.0049", "9.95亿～10.01亿元", "CNY 995 million to 1.001 billion"),
    # Outward is away from zero on one side only.
    ("0", "%", 0, "-1", "1", "−1%～1%", "−1% to 1%"),
    ("-1.5", "亿元", 0, "-3", "0", "−3亿～0亿元", "CNY −300 million to 0"),
    ("-2.3", "%", 1, "-2.7732", "-1.7732", "−2.8%～−1.7%", "−2.8% to −1.7%"),
    # However near, ends never read alike.
    ("24.9", "亿元", 0, "24.68", "24.9", "24亿～25亿元", "CNY 2.4 billion to 2.5 billion"),
    ("1300", "亿元", -2, "1234", "1290", "1200亿～1300亿元", "CNY 120 billion to 130 billion"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "unit", "decimals", "lower", "upper", "chinese", "english"), RANGES)
def test_ranges(
    units: dict[str, Unit],
    value: str,
    unit: str,
    decimals: int,
    lower: str,
    upper: str,
    chinese: str,
    english: str,
) -> None:
    quantity = approximate(units, value, unit, decimals, lower, upper)
    assert (range_text(quantity), range_text(quantity, "en")) == (chinese, english)
    # What has two ends reads the same as an interval, whether they are in or out.
    assert (interval(quantity), interval(quantity, "en")) == (chinese, english)


@pytest.mark.parametrize(
    ("printed", "qualifier", "chinese"),
    [("622", "exact", "622套"), ("10", "at_most", "不超过10套"), ("10", "nearly", "近10套"),
     ("10", "at_least", "不少于10套"), ("10", "above", "超过10套"), ("10", "below", "不足10套")],
)  # fmt: skip
def test_what_has_no_two_ends_is_no_range(
    units: dict[str, Unit], printed: str, qualifier: str, chinese: str
) -> None:
    assert range_text(Quantity.published(printed, units["套"], Qualifier(qualifier))) == chinese


@pytest.mark.parametrize(
    ("printed", "unit", "qualifier", "chinese", "english"),
    [
        ("12.96", "亿元", "rounded", "12.955亿～12.965亿元", "CNY 1.2955 billion to 1.2965 billion"),
        ("-12.96", "亿元", "rounded", "−12.965亿～−12.955亿元", "CNY −1.2965 billion to −1.2955 billion"),
        ("52", "%", "about", "51.5%～52.5%", "51.5% to 52.5%"),
        ("0", "%", "rounded", "−0.5%～0.5%", "−0.5% to 0.5%"),
        ("622", "套", "exact", "恰为622套", "exactly 622 homes"),
        ("-3", "套", "exact", "恰为−3套", "exactly −3 homes"),
        ("1", "套", "exact", "恰为1套", "exactly 1 home"),
        ("62.2", "套/天", "at_least", "不少于62.2套/天", "at least 62.2 homes a day"),
        ("6.22", "套/(人·天)", "above", "超过6.22套/(人·天)", "more than 6.22 homes per person and day"),
        ("10", "天", "at_most", "大于0，不超过10天", "more than 0, at most 10 days"),
        ("10", "人", "nearly", "大于0，不足10人", "more than 0, fewer than 10 people"),
        ("5", "%", "below", "大于0，不足5%", "more than 0, less than 5%"),
        ("2.5", "亿元", "at_most", "大于0，不超过2.5亿元", "more than 0, at most CNY 250 million"),
    ],
)
def test_intervals(
    units: dict[str, Unit], printed: str, unit: str, qualifier: str, chinese: str, english: str
) -> None:
    quantity = Quantity.published(printed, parse_unit(unit, units), Qualifier(qualifier))
    assert (interval(quantity), interval(quantity, "en")) == (chinese, english)


@pytest.mark.parametrize(
    ("bounds", "qualifier", "decimals", "chinese", "english"),
    [
        # Exact, but no decimal writes it.
        (Bounds.point(F(18200, 366)), "exact", 1, "49.7%～49.8%", "49.7% to 49.8%"),
        (Bounds.point(F(1, 2)), "exact", 3, "恰为0.500%", "exactly 0.500%"),
        (Bounds.point(F(1, 2)), "exact", 0, "0%～1%", "0% to 1%"),
        # An end that was rounded is neither in nor out.
        (Bounds(None, F(1, 3)), "at_most", 2, "上限0.34%", "upper limit 0.34%"),
        (Bounds(F(20, 3), None), "at_least", 2, "下限6.66%", "lower limit 6.66%"),
        (Bounds(F(20, 3), None, True), "above", 2, "下限6.66%", "lower limit 6.66%"),
        (Bounds(F(0), F(10, 3), True), "at_most", 1, "0.0%～3.4%", "0.0% to 3.4%"),
        (Bounds(None, F(-3), False, True), "below", 0, "不足−3%", "less than −3%"),
        (
            Bounds(F(90), F(100), False, True),
            "at_least",
            0,
            "不少于90%，不足100%",
            "at least 90%, less than 100%",
        ),
        (Bounds(F("62.25"), None), "at_least", 1, "下限62.2%", "lower limit 62.2%"),
    ],
)
def test_intervals_of_what_was_derived(
    units: dict[str, Unit], bounds: Bounds, qualifier: str, decimals: int, chinese: str, english: str
) -> None:
    value = bounds.upper if bounds.lower is None else bounds.lower
    assert value is not None
    quantity = Quantity(value, units["%"], Qualifier(qualifier), bounds, decimals)
    assert (interval(quantity), interval(quantity, "en")) == (chinese, english)


def test_an_exact_figure_that_no_decimal_writes_is_a_range(units: dict[str, Unit]) -> None:
    share = Quantity(F(18200, 366), units["%"], Qualifier.EXACT, Bounds.point(F(18200, 366)), 1)
    assert (text(share), range_text(share)) == ("49.7%", "49.7%～49.8%")


def test_money_keeps_every_digit_of_a_unit_that_is_no_power_of_ten(units: dict[str, Unit]) -> None:
    pounds = Unit("英镑", F("8.75"), units["元"].dimensions, "pound|pounds")
    assert text(Quantity.published("1.5", pounds, Qualifier.EXACT), "en") == "CNY 13.125"


@pytest.mark.parametrize(
    ("form", "chinese", "english"),
    [
        ("", "约24.92亿元", "about CNY 2.492 billion"),
        ("value", "约24.92亿元", "about CNY 2.492 billion"),
        ("plain", "24.92亿元", "CNY 2.492 billion"),
        ("about", "约24.92亿元", "about CNY 2.492 billion"),
        ("number", "24.92", "24.92"),
        ("range", "24.67亿～25.18亿元", "CNY 2.467 billion to 2.518 billion"),
        ("interval", "24.67亿～25.18亿元", "CNY 2.467 billion to 2.518 billion"),
        ("万元", "约249200万元", "about CNY 2.492 billion"),
        ("万元 number", "249200", "249,200"),
        ("range 万元", "246700万～251800万元", "CNY 2.467 billion to 2.518 billion"),
        ("元 plain", "2492000000元", "CNY 2.492 billion"),
    ],
)
def test_forms(ledger: Ledger, form: str, chinese: str, english: str) -> None:
    quantity = ledger["construction.plan_implied"].quantity
    assert render(quantity, form, ledger.units) == chinese
    assert render(quantity, form, ledger.units, "en") == english


def test_each_form_has_a_case() -> None:
    assert set(FORMS) == {"value", "plain", "about", "number", "range", "interval"}


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (
            "rang",
            "'rang' is neither a form nor a unit; allowed: value, plain, about, number, range, interval, "
            "or a unit: 套, 本, 户, 人, 天, 项, 方, 级, 类, 期, 次, 元, 万元, 亿元, %, 个百分点",
        ),
        ("套", "亿元 cannot be expressed in 套: they measure different things"),
        ("number %", "亿元 cannot be expressed in %: they measure different things"),
    ],
)
def test_forms_that_do_not_fit(ledger: Ledger, form: str, message: str) -> None:
    with pytest.raises(UnitError) as caught:
        render(ledger["construction.plan_implied"].quantity, form, ledger.units)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("printed", "chinese", "english"),
    [("29094", "29094", "29,094"), ("-0.50", "−0.50", "−0.50"), ("0", "0", "0")],
)
def test_numbers_alone(units: dict[str, Unit], printed: str, chinese: str, english: str) -> None:
    quantity = Quantity.published(printed, units["次"], Qualifier.EXACT)
    assert (number(quantity), number(quantity, "en")) == (chinese, english)
