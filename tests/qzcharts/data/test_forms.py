"""Forms: what a writer may ask of a metric, and what does not fit it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from unit_rows import UNITS

from qzcharts.data import Ledger
from qzcharts.data.cell import read_cell
from qzcharts.data.forms import FORMS, asked, render
from qzcharts.data.indicator import Measure
from qzcharts.data.period import Period
from qzcharts.data.unit import parse_unit
from qzcharts.data.wording import text
from qzcharts.errors import FormError, UnitError


def metric(cell: str, unit: str, measure: str = "amount") -> Any:
    """Make a metric of a cell as printed."""
    quantity = read_cell(cell, parse_unit(unit, UNITS), UNITS, Measure(measure))
    return SimpleNamespace(
        id="made.up",
        quantity=quantity,
        text=lambda language: text(quantity, language),
        indicator=SimpleNamespace(measure=Measure(measure)),
        period=Period.parse("2020"),
        label=lambda column, language: f"{column} {language}",
    )


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
def test_forms_of_a_quantity(ledger: Ledger, form: str, chinese: str, english: str) -> None:
    implied = ledger["construction.plan_implied"]
    assert render(implied, form, ledger.units) == chinese
    assert render(implied, form, ledger.units, "en") == english


@pytest.mark.parametrize(
    ("cell", "unit", "measure", "form", "chinese", "english"),
    [
        # A rate of growth, an amount, a share.
        ("9.6", "%", "change", "change", "增长9.6%", "up 9.6%"),
        ("-3.1", "%", "change", "change", "下降3.1%", "down 3.1%"),
        ("0.0", "%", "change", "change", "持平", "unchanged"),
        ("约0", "%", "change", "change", "基本持平", "nearly unchanged"),
        ("约9.6", "%", "change", "change", "增长约9.6%", "up about 9.6%"),
        ("下降超过10", "%", "change", "change", "下降超过10%", "down more than 10%"),
        ("下降近10", "%", "change", "change", "下降近10%", "down close to 10%"),
        ("-5～-3", "%", "change", "change", "下降3%～5%", "down 3% to 5%"),
        ("4", "万人", "change", "change", "增加4万人", "up by 40,000 people"),
        ("-4", "万人", "change", "change", "减少4万人", "down by 40,000 people"),
        ("-4", "万人", "change", "人 change", "减少40000人", "down by 40,000 people"),
        ("0", "万人", "change", "change", "持平", "unchanged"),
        ("2.3", "个百分点", "change", "points", "提高2.3个百分点", "higher by 2.3 percentage points"),
        ("-2.3", "个百分点", "change", "points", "降低2.3个百分点", "lower by 2.3 percentage points"),
        ("0.0", "个百分点", "change", "points", "持平", "unchanged"),
        # As many times as, and more by as many times.
        ("3", "倍", "rate", "times", "3倍", "3 times"),
        ("约300", "%", "share", "times", "约3.0倍", "about 3.0 times"),
        ("2.4", "倍", "change", "times", "增长2.4倍", "up by 2.4 times the earlier level"),
        ("2.4", "倍", "change", "change", "增长2.4倍", "up by 2.4 times the earlier level"),
        ("240", "%", "change", "times", "增长2.40倍", "up by 2.40 times the earlier level"),
        ("增长一", "倍", "change", "change", "增长1倍", "up by 1 times the earlier level"),
        # The number itself stays to be had, with its sign or, below zero, without.
        ("-3.1", "%", "change", "", "−3.1%", "−3.1%"),
        ("-3.1", "%", "change", "unsigned", "3.1%", "3.1%"),
        ("-3.1", "%", "change", "unsigned number", "3.1", "3.1"),
        ("下降超过10", "%", "change", "", "不足−10%", "less than −10%"),
        ("下降超过10", "%", "change", "unsigned", "超过10%", "more than 10%"),
        ("减少3万余", "件", "change", "", "不足−3万件", "fewer than −30,000 items"),
        ("减少3万余", "件", "change", "unsigned", "3万余件", "over 30,000 items"),
        ("-12.96", "亿元", "amount", "万元 unsigned", "129600万元", "CNY 1.296 billion"),
        # What it is for each of stands first, and no unit twice.
        ("不少于62.2", "套/天", "rate", "each", "每天不少于62.2套", "at least 62.2 homes a day"),
        (
            "超过6.22",
            "套/(人·天)",
            "rate",
            "each",
            "每人每天超过6.22套",
            "more than 6.22 homes per person per day",
        ),
        ("1.2～1.5", "万元/人", "rate", "each", "每人1.2万～1.5万元", "CNY 12,000 to 15,000 a person"),
        ("12", "件/万人", "rate", "each", "每万人12件", "12 items per 10,000 people"),
        # Ranks.
        ("1", "位", "rank", "rank", "第1位", "no. 1"),
        ("第2～3", "位", "rank", "rank", "第2～3位", "no. 2 to 3"),
        # What it is of.
        ("3", "件", "amount", "period", "2020年", "2020"),
        ("3", "件", "amount", "begin", "2020年1月1日", "1 January 2020"),
        ("3", "件", "amount", "end", "2020年12月31日", "31 December 2020"),
        ("3", "件", "amount", "entity", "entity zh", "entity en"),
    ],
)
def test_forms_of_what_is_measured(
    cell: str, unit: str, measure: str, form: str, chinese: str, english: str
) -> None:
    made = metric(cell, unit, measure)
    assert (render(made, form, UNITS), render(made, form, UNITS, "en")) == (chinese, english)


def test_each_form_has_a_case() -> None:
    assert set(FORMS) == {
        *("value", "plain", "about", "number", "range", "interval"),
        *("change", "points", "times", "each", "rank", "period", "begin", "end", "entity"),
    }


@pytest.mark.parametrize(
    ("cell", "unit", "measure", "form", "message"),
    [
        (
            "3", "件", "amount", "rang",
            "'rang' is neither a form nor a unit; allowed: value, plain, about, number, range, interval, "
            "change, points, times, each, rank, period, begin, end, entity, unsigned, or a unit: "
            + ", ".join(UNITS),
        ),
        ("3", "件", "amount", "plain range", "'plain range' asks for two forms; allowed: one; mend"),
        ("9.6", "%", "rate", "change", "whose measure is rate; allowed: change; mend:"),
        ("9.6", "%", "share", "points", "points is no form of made.up, whose measure is share"),
        ("3", "件", "amount", "times", "whose measure is amount; allowed: share, rate, change; mend"),
        ("3", "件", "count", "rank", "rank is no form of made.up, whose measure is count"),
        ("3", "件", "count", "each", "each is no form of made.up, whose unit is '件'; allowed: a unit"),
        ("9.6", "%", "change", "points", "9.6% is no change in 个百分点; mend: write |change"),
        ("9.6", "个百分点", "change", "change", "a change in 个百分点 is no rate of growth; mend"),
        ("-0.4", "倍", "change", "times", "nothing falls by times what it was, as −0.4倍"),
        ("3.1", "%", "change", "unsigned", "3.1% is not below zero, as words for a fall would have it"),
        ("0.0", "%", "change", "unsigned", "0.0% is not below zero, as words for a fall would have it"),
        ("-3～5", "%", "change", "change", "−3%～5% holds both a rise and a fall"),
        ("-3～5", "%", "change", "unsigned", "−3%～5% holds both a rise and a fall"),
    ],
)  # fmt: skip
def test_forms_that_do_not_fit(cell: str, unit: str, measure: str, form: str, message: str) -> None:
    with pytest.raises(FormError) as caught:
        render(metric(cell, unit, measure), form, UNITS)
    assert message in str(caught.value)


def test_a_rank_that_is_not_exact() -> None:
    made_up = metric("3以内", "位", "rate")
    made_up.indicator.measure = Measure.RANK
    with pytest.raises(FormError, match="rank says no qualifier, and 不超过3位 has one"):
        render(made_up, "rank", UNITS)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("套", "亿元 cannot be expressed in 套: they measure different things"),
        ("number %", "亿元 cannot be expressed in %: they measure different things"),
    ],
)
def test_units_that_do_not_fit(form: str, message: str) -> None:
    with pytest.raises(UnitError) as caught:
        render(metric("12.96", "亿元"), form, UNITS)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("gdp", "gdp", ""),
        (" gdp@2019 | change ", "gdp@2019", "change"),
        ("gdp｜unsigned 万元", "gdp", "unsigned 万元"),
        ("residents[jinjiang]|", "residents[jinjiang]", ""),
    ],
)
def test_what_is_asked(text: str, name: str, form: str) -> None:
    assert asked(text) == (name, form)
