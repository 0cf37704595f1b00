"""Intervals never lie: random figures and formulas, and what their printed words say, read back.

`make proof` runs each property on 10,000 cases.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from number_ranges import points

from qzcharts.data.bounds import Bounds
from qzcharts.data.calculation import Calculation
from qzcharts.data.formula import parse_formula
from qzcharts.data.qualifier import ABOVE_ZERO, ONE_SIDED, Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.data.wording import interval, range_text, text
from qzcharts.errors import FormulaError
from qzcharts.words import Language

pytestmark = pytest.mark.proof

F = Fraction
UNITS = {
    symbol: Unit(symbol, F(factor), ((dimension, 1),) if dimension else (), english)
    for symbol, dimension, factor, english in [
        ("套", "套", "1", "home|homes"),
        ("打", "套", "12", "dozen homes|dozens of homes"),
        ("天", "天", "1", "day|days"),
        ("人", "人", "1", "person|people"),
        ("元", "元", "1", "yuan|yuan"),
        ("角", "元", "0.1", "jiao|jiao"),
        ("万元", "元", "10000", "ten thousand yuan|ten thousand yuan"),
        ("亿元", "元", "100000000", "hundred million yuan|hundred million yuan"),
        ("英镑", "元", "8.75", "pound|pounds"),
        ("%", "", "0.01", "percent|percent"),
        ("个百分点", "个百分点", "1", "percentage point|percentage points"),
    ]
}
KINDS = {
    dimensions: [unit for unit in UNITS.values() if unit.dimensions == dimensions]
    for dimensions in {unit.dimensions for unit in UNITS.values()}
}
#: Formulas over a, b and c; which of these are of one kind; and the same with numbers in base units.
FORMULAS: list[tuple[str, str, Callable[[Fraction, Fraction, Fraction], Fraction]]] = [
    ("m.a + m.b", "ab", lambda a, b, c: a + b),
    ("m.a - m.b", "ab", lambda a, b, c: a - b),
    ("m.a * m.b", "", lambda a, b, c: a * b),
    ("m.a / m.b", "", lambda a, b, c: a / b),
    ("m.a / (m.b * m.c)", "", lambda a, b, c: a / (b * c)),
    ("(m.a + m.b) / m.c", "ab", lambda a, b, c: (a + b) / c),
    ("share(m.a, m.b)", "ab", lambda a, b, c: a / b),
    ("per(m.a, m.b)", "", lambda a, b, c: a / b),
    ("growth(m.a, m.b)", "ab", lambda a, b, c: a / b - 1),
    ("difference(m.a, m.b)", "ab", lambda a, b, c: a - b),
    ("complement(m.a)", "%", lambda a, b, c: 1 - a),
    ("points(m.a, m.b)", "%", lambda a, b, c: (a - b) * 100),
    ("points(m.a, complement(m.b))", "%", lambda a, b, c: (a - 1 + b) * 100),
]


class Case(NamedTuple):
    """A figure, and some of the numbers that it may stand for, in its unit."""

    quantity: Quantity
    possible: list[Fraction]


Claim = Literal["open", "closed", ""]
#: What words claim of the end beside them; the others claim nothing.
CLAIMS: dict[str, Claim] = {
    **dict.fromkeys(
        ("大于", "超过", "不足", "近", "more than", "over", "less than", "fewer than", "close to"), "open"
    ),
    **dict.fromkeys(("不少于", "不超过", "at least", "at most"), "closed"),
}


class Said(NamedTuple):
    """What words say: the ends, and of each whether it is said to be out, in, or neither."""

    lower: Fraction | None
    upper: Fraction | None
    lower_said: Claim = ""
    upper_said: Claim = ""

    def holds(self, number: Fraction, *, ends: bool = False) -> bool:
        """Whether a number is among those described; with `ends`, or is an end that is said to be out."""
        above = self.lower is None or number > self.lower
        below = self.upper is None or number < self.upper
        at_lower = number == self.lower and (ends or self.lower_said != "open")
        at_upper = number == self.upper and (ends or self.upper_said != "open")
        return (above or at_lower) and (below or at_upper)


@st.composite
def printed(draw: st.DrawFn, unit: Unit | None = None) -> Quantity:
    """Draw a published figure of any size, sign, precision, qualifier and unit."""
    unit = unit or draw(st.sampled_from(list(UNITS.values())))
    qualifier = draw(st.sampled_from(Qualifier))
    decimals = draw(st.integers(0, 4))
    least = 1 if qualifier in ABOVE_ZERO else draw(st.sampled_from([1, 1, -(10**6)]))
    digits = draw(st.integers(least, draw(st.sampled_from([9, 999, 10**6]))))
    value = f"{Decimal(digits).scaleb(-decimals):f}"
    if qualifier is Qualifier.BETWEEN:
        upper = f"{Decimal(digits + draw(st.integers(1, 999))).scaleb(-decimals):f}"
        return Quantity.between(value, upper, unit)
    return Quantity.published(value, unit, qualifier)


@st.composite
def derived(draw: st.DrawFn) -> Case:
    """Draw a formula over three published figures, in its own unit, at any number of decimals."""
    source, alike, compute = draw(st.sampled_from(FORMULAS))
    unit = UNITS["%"] if alike == "%" else draw(st.sampled_from(list(UNITS.values())))
    same = st.sampled_from(KINDS[unit.dimensions] if alike else list(UNITS.values()))
    operands = {"m.a": draw(printed(unit)), "m.b": draw(printed(draw(same))), "m.c": draw(printed())}
    formula = parse_formula(source)
    named = [operands[reference.text] for reference in formula.references]
    try:
        result = Calculation(source, formula.tree).evaluate(named, [], UNITS)
    except FormulaError:  # a division by a range that holds zero, or nothing that can be said
        reject()
    unit = parse_unit(result.unit.symbol or "%", UNITS)
    result = result.to(unit, draw(st.integers(0, 5)))
    step = draw(st.sampled_from([F(1, 10**9), F(1, 3)]))
    numbers = [[x * each.unit.factor for x in points(each.bounds, step)] for each in operands.values()]
    possible = [compute(a, b, c) / unit.factor for a in numbers[0] for b in numbers[1] for c in numbers[2]]
    return Case(result, possible)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a figure, published or derived, perhaps expressed in another unit."""
    if draw(st.booleans()):
        case = draw(derived())
    else:
        quantity = draw(printed())
        case = Case(quantity, points(quantity.bounds, F(1, 10**9)))
    unit = draw(st.sampled_from([None, *KINDS.get(case.quantity.unit.dimensions, [])]))
    if unit is None:
        return case
    ratio = case.quantity.unit.factor / unit.factor
    return Case(case.quantity.to(unit), [number * ratio for number in case.possible])


def read_chinese(words: str, unit: Unit) -> Said:
    """Read an interval or a figure; all is written in the figure's own unit."""
    symbol, number = re.escape(unit.symbol), r"(−?\d+(?:\.\d+)?)"
    repeated = "".join(re.findall("^[万亿]*[%‰]?", unit.symbol))
    if match := re.fullmatch(f"{number}{repeated}～{number}{symbol}", words):
        return Said(fraction(match[1]), fraction(match[2]))
    if match := re.fullmatch(
        f"{number}{repeated.rstrip('%‰')}余{re.escape(unit.symbol.lstrip('万亿'))}", words
    ):
        return Said(fraction(match[1]), None, "open")
    least = f"(?P<lower>大于|超过|不少于|下限)(?:0(?=，)|{number}(?:{symbol}|{repeated}(?=，)))"
    most = f"(?P<upper>不足|近|不超过|上限){number}{symbol}"
    if match := re.fullmatch(f"(?:{least})?，?(?:{most})?", words):
        low, high = match["lower"], match["upper"]
        return Said(
            fraction(match[2] or "0") if low else None,
            fraction(match[4]) if high else None,
            CLAIMS.get(low, ""),
            CLAIMS.get(high, ""),
        )
    match = re.fullmatch(f"(?:恰为|约)?{number}{symbol}", words)
    assert match, words
    value = fraction(match[1])
    return Said(value, value, "closed", "closed")


def read_english(words: str, unit: Unit) -> Said:
    """Read an interval or a figure; amounts of money have scales of their own."""
    money = "CNY" in words

    def amount(written: str) -> Fraction:
        match = re.fullmatch(
            r"(?:CNY )?(−?[\d,]+(?:\.\d+)?)( (?:million|billion|trillion))?%?(?: \D*)?", written
        )
        assert match, written
        scale = {" million": 10**6, " billion": 10**9, " trillion": 10**12}.get(match[2], 1)
        value = fraction(match[1].replace(",", "")) * scale
        # Of a compound unit of these tests, money is in yuan.
        return value / unit.factor if money and "/" not in unit.symbol else value

    if match := re.fullmatch(r"(−?[\d,.]+%?|CNY \S+(?: \D+)?) to (.*)", words):
        return Said(amount(match[1]), amount(match[2]))
    least = "(?P<lower>more than|over|at least|lower limit) (?P<low>.*?)"
    most = "(?P<upper>(?:less|fewer) than|close to|at most|upper limit) (?P<high>.*)"
    if match := re.fullmatch(f"(?:{least})?(?:(?:^|, ){most})?", words):
        low, high = match["lower"], match["upper"]
        return Said(
            amount(match["low"]) if low else None,
            amount(match["high"]) if high else None,
            CLAIMS.get(low, ""),
            CLAIMS.get(high, ""),
        )
    value = amount(re.sub("^(exactly|about) ", "", words))
    return Said(value, value, "closed", "closed")


def fraction(written: str) -> Fraction:
    return F(written.replace("−", "-"))


READERS: dict[Language, Callable[[str, Unit], Said]] = {"zh": read_chinese, "en": read_english}
many = settings(max_examples=max(150, settings().max_examples))


@many
@given(case=cases())
def test_every_possible_number_is_in_the_printed_interval(case: Case) -> None:
    quantity, possible = case
    for language, read in READERS.items():
        words = interval(quantity, language)
        said = read(words, quantity.unit)
        for number in [*possible, *points(quantity.bounds, F(1, 10**12))]:
            assert said.holds(number), (words, number)


@many
@given(case=cases())
def test_the_printed_value_is_in_the_printed_interval(case: Case) -> None:
    """Of a one-sided figure the value is the end that it has, which an open one leaves out."""
    quantity = case.quantity
    for language, read in READERS.items():
        value = read(text(quantity, language), quantity.unit)
        number = value.upper if value.lower is None else value.lower
        assert number is not None
        for words in (interval(quantity, language), range_text(quantity, language)):
            said = read(words, quantity.unit)
            assert said.holds(number, ends=quantity.qualifier in ONE_SIDED), (words, number)


@many
@given(case=cases())
def test_ends_are_said_to_be_in_or_out_only_where_they_are(case: Case) -> None:
    quantity, bounds = case.quantity, case.quantity.bounds
    for language, read in READERS.items():
        words = interval(quantity, language)
        said = read(words, quantity.unit)
        for claim, end, true_end, is_open in (
            (said.lower_said, said.lower, bounds.lower, bounds.lower_open),
            (said.upper_said, said.upper, bounds.upper, bounds.upper_open),
        ):
            if claim:
                assert end == true_end, words
                assert is_open == (claim == "open"), words


@many
@given(case=cases())
def test_ends_are_rounded_outward_by_less_than_the_last_digit(case: Case) -> None:
    quantity, bounds = case.quantity, case.quantity.bounds
    step = 1 / F(10) ** quantity.decimals
    for language, read in READERS.items():
        said = read(interval(quantity, language), quantity.unit)
        assert (said.lower is None, said.upper is None) == (bounds.lower is None, bounds.upper is None)
        if said.lower is not None and bounds.lower is not None:
            assert 0 <= bounds.lower - said.lower < step
        if said.upper is not None and bounds.upper is not None:
            assert 0 <= said.upper - bounds.upper < step


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("恰为622套", Said(F(622), F(622), "closed", "closed")),
        ("大于0，不足10套", Said(F(0), F(10), "open", "open")),
        ("不少于90，不足100套", Said(F(90), F(100), "closed", "open")),
        ("下限6.66套", Said(F("6.66"), None)),
        ("上限6.67套", Said(None, F("6.67"))),
        ("−3～4.5套", Said(F(-3), F("4.5"))),
    ],
)
def test_the_readers_of_these_tests_read(words: str, said: Said) -> None:
    assert read_chinese(words, UNITS["套"]) == said


def test_an_inward_range_would_be_found() -> None:
    quantity = Quantity(
        F("24.92"), UNITS["亿元"], Qualifier.ABOUT, Bounds(F("24.676"), F("25.175"), True, True), 2
    )
    said = read_chinese("24.68亿～25.17亿元", quantity.unit)
    assert not all(said.holds(number) for number in points(quantity.bounds, F(1, 1000)))
