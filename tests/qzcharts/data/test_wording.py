"""Quantities in words, by tables of cases."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_rows import UNITS

from qzcharts.data.bounds import Bounds
from qzcharts.data.qualifier import Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.rounding import half_up, rounded
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.data.wording import interval, number, range_text, text

F = Fraction
LATE_JUNE = "[2020-06-21..2020-06-30]"


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
        (Qualifier.OVER, 0, "6"),
        (Qualifier.BELOW, 1, "6.7"),
        (Qualifier.ROUNDED, 2, "6.67"),
    ],
)
def test_a_one_sided_statement_stays_true(
    units: dict[str, Unit], qualifier: Qualifier, decimals: int, printed: str
) -> None:
    third = Quantity(F(20, 3), units["套"], qualifier, Bounds(F(0), None), decimals)
    assert f"{rounded(third):f}" == printed
    # The other way round it is of the same size.
    assert f"{rounded(-third):f}" == f"-{printed}"


# value as printed, unit, qualifier: Chinese, English
WORDS = [
    ("12.96", "亿元", "rounded", "12.96亿元", "CNY 1.296 billion"),
    ("52", "%", "about", "约52%", "about 52%"),
    ("62.2", "套/天", "at_least", "不少于62.2套/天", "at least 62.2 homes a day"),
    ("6.22", "套/(人·天)", "above", "超过6.22套/(人·天)", "more than 6.22 homes per person per day"),
    ("10", "人", "nearly", "近10人", "close to 10 people"),
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
    ("10", "元", "below", "不足10元", "less than CNY 10"),
    ("1", "个百分点", "below", "不足1个百分点", "less than 1 percentage point"),
    # More than it says, but less than one more of its last digit.
    ("3", "套", "over", "3余套", "over 3 homes"),
    ("120", "户", "over", "120余户", "over 120 households"),
    ("30", "%", "over", "30余%", "over 30%"),
    ("3", "亿元", "over", "3亿余元", "over CNY 300 million"),
    ("62.2", "套/天", "over", "62.2余套/天", "over 62.2 homes a day"),
    # Zeros that are not known are not written.
    ("200", "亿元", "about", "约200亿元", "about CNY 20 billion"),
    ("200", "亿元", "rounded", "200亿元", "CNY 20.0 billion"),
    # Zeros, signs, scales.
    ("0", "元", "exact", "0元", "CNY 0"),
    ("0.00", "亿元", "rounded", "0.00亿元", "CNY 0"),
    ("0.46", "%", "rounded", "0.46%", "0.46%"),
    ("-0.5", "%", "about", "约−0.5%", "about −0.5%"),
    ("-12.96", "亿元", "rounded", "−12.96亿元", "CNY −1.296 billion"),
    ("999999", "元", "exact", "999999元", "CNY 999,999"),
    ("1000000", "元", "exact", "1000000元", "CNY 1,000,000"),
    ("9999.5", "万元", "rounded", "9999.5万元", "CNY 99.995 million"),
    ("10000", "万元", "rounded", "10000万元", "CNY 100.00 million"),
    ("0.1", "亿元", "rounded", "0.1亿元", "CNY 10 million"),
    ("12345.6", "亿元", "rounded", "12345.6亿元", "CNY 1.23456 trillion"),
    ("123456789012345678901234567890", "套", "exact", "123456789012345678901234567890套",
     "123,456,789,012,345,678,901,234,567,890 homes"),
    ("1.5", "万元/套", "rounded", "1.5万元/套", "CNY 15,000 a home"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "unit", "qualifier", "chinese", "english"), WORDS)
def test_words(
    units: dict[str, Unit], printed: str, unit: str, qualifier: str, chinese: str, english: str
) -> None:
    quantity = Quantity.published(printed, parse_unit(unit, units), Qualifier(qualifier))
    assert (text(quantity), text(quantity, "en")) == (chinese, english)


# value as printed, unit with a magnitude, qualifier: Chinese, English
MAGNIFIED = [
    ("206.9", "万人", "rounded", "206.9万人", "2.069 million people"),
    ("874", "万人", "rounded", "874万人", "8.74 million people"),
    ("3", "万件", "over", "3万余件", "over 30,000 items"),
    ("1", "千件", "exact", "1千件", "1,000 items"),
    ("3", "千件", "over", "3千余件", "over 3,000 items"),
    ("2.50", "百万件", "rounded", "2.50百万件", "2.50 million items"),
    ("0.0001", "万人", "exact", "0.0001万人", "1 person"),
    ("0.00", "万人", "rounded", "0.00万人", "0 people"),
    ("-4", "万人", "rounded", "−4万人", "−40,000 people"),
    ("500", "万人次", "over", "500万余人次", "over 5 million visits"),
    ("12345.6", "亿元", "rounded", "12345.6亿元", "CNY 1.23456 trillion"),
    ("1.5", "万元/人", "rounded", "1.5万元/人", "CNY 15,000 a person"),
    ("114067", "元/人", "rounded", "114067元/人", "CNY 114,067 a person"),
    ("3", "元/(人·天)", "at_least", "不少于3元/(人·天)", "at least CNY 3 per person per day"),
    ("2.5", "万人/平方公里", "about", "约2.5万人/平方公里", "about 25,000 people a square kilometre"),
    ("12.5", "件/万人", "rounded", "12.5件/万人", "12.5 items per 10,000 people"),
    ("11.7", "‰", "rounded", "11.7‰", "11.7‰"),
    ("1376", "倍", "rounded", "1376倍", "1,376 times"),
    ("5", "千克", "exact", "5千克", "5 kilograms"),
    ("5", "万千克", "over", "5万余千克", "over 50,000 kilograms"),
]


@pytest.mark.parametrize(("printed", "unit", "qualifier", "chinese", "english"), MAGNIFIED)
def test_words_of_units_with_a_magnitude(
    printed: str, unit: str, qualifier: str, chinese: str, english: str
) -> None:
    quantity = Quantity.published(printed, parse_unit(unit, UNITS), Qualifier(qualifier))
    assert (text(quantity), text(quantity, "en")) == (chinese, english)


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "chinese", "english", "numbers"),
    [
        ("3", "5", "天", "3～5天", "3 to 5 days", "3～5"),
        ("2", "3", "万人", "2万～3万人", "20,000 to 30,000 people", "2～3"),
        ("1.5", "2", "亿元", "1.5亿～2.0亿元", "CNY 150 million to 200 million", "1.5～2.0"),
        ("50", "60", "%", "50%～60%", "50% to 60%", "50～60"),
        ("6.5", "7.25", "‰", "6.50‰～7.25‰", "6.50‰ to 7.25‰", "6.50～7.25"),
        ("-3", "5", "%", "−3%～5%", "−3% to 5%", "−3～5"),
        ("2", "3", "千件", "2千～3千件", "2,000 to 3,000 items", "2～3"),
        ("2", "3", "千克", "2～3千克", "2 to 3 kilograms", "2～3"),
    ],
)
def test_what_was_published_as_a_range_stays_one(
    lower: str, upper: str, unit: str, chinese: str, english: str, numbers: str
) -> None:
    quantity = Quantity.between(lower, upper, parse_unit(unit, UNITS))
    for write in (text, range_text, interval):
        assert (write(quantity), write(quantity, "en")) == (chinese, english)
    assert number(quantity) == numbers
    assert text(quantity, qualified=False) == chinese


@pytest.mark.parametrize(
    ("printed", "qualifier", "chinese", "english"),
    [
        ("3", "over", "大于3万，不足4万件", "more than 30,000, fewer than 40,000 items"),
        ("90", "nearly", "大于80万，不足90万件", "more than 800,000, fewer than 900,000 items"),
        ("200", "about", "195万～205万件", "1.95 million to 2.05 million items"),
    ],
)
def test_intervals_of_what_is_known_to_a_digit(
    printed: str, qualifier: str, chinese: str, english: str
) -> None:
    quantity = Quantity.published(printed, parse_unit("万件", UNITS), Qualifier(qualifier))
    assert (interval(quantity), interval(quantity, "en")) == (chinese, english)


def test_neither_edition_separates_a_chinese_number_from_its_unit() -> None:
    for *_, chinese, _ in WORDS + MAGNIFIED:
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
        ("6.22", "套/(人·天)", "above", "超过6.22套/(人·天)", "more than 6.22 homes per person per day"),
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
    ("printed", "chinese", "english"),
    [("29094", "29094", "29,094"), ("-0.50", "−0.50", "−0.50"), ("0", "0", "0")],
)
def test_numbers_alone(units: dict[str, Unit], printed: str, chinese: str, english: str) -> None:
    quantity = Quantity.published(printed, units["次"], Qualifier.EXACT)
    assert (number(quantity), number(quantity, "en")) == (chinese, english)
