"""Cells as bulletins print them: what each bounds, how it is said, and what is refused with which mend."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_cells import CASES, REFUSED
from unit_rows import UNITS

from qzcharts.data import wording
from qzcharts.data.cell import CellError, read_cell
from qzcharts.data.forms import render
from qzcharts.data.indicator import Measure
from qzcharts.data.qualifier import ONE_SIDED, OPPOSITE, PUBLISHED_QUALIFIERS, RULES, Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.unit import MAGNITUDES, parse_unit

#: The form in which the cell of a measure is said with its direction or its order.
FORM = {"change": "change", "rank": "rank"}


def read(cell: str, unit: str, measure: str = "amount", qualifier: Qualifier | None = None) -> Quantity:
    return read_cell(cell, parse_unit(unit, UNITS), UNITS, Measure(measure), qualifier)


def said(quantity: Quantity, measure: str, language: Any = "zh") -> str:
    form = "points" if quantity.unit.symbol == "个百分点" else FORM.get(measure, "value")
    metric: Any = SimpleNamespace(
        id="made.up",
        quantity=quantity,
        indicator=SimpleNamespace(measure=Measure(measure)),
        text=partial(wording.text, quantity),
    )
    return render(metric, form, UNITS, language)


def again(quantity: Quantity, words: str, unit: str, measure: str) -> Quantity:
    """Read what was said of a quantity, without its unit but with the magnitude before that."""
    base = unit.lstrip("百千万亿")
    read_again = read(words if measure == "rank" else words.replace(base, ""), base, measure)
    # English and magnitude of a unit say the same in two ways where one of them has a row of its own.
    assert read_again.unit.symbol == quantity.unit.symbol
    return replace(read_again, unit=quantity.unit)


def test_there_are_enough_wordings() -> None:
    assert len({cell for cell, *_ in CASES}) >= 110
    assert {case[3] for case in CASES} == set(Qualifier)
    assert {case[2] for case in CASES} == set(Measure)


@pytest.mark.parametrize(("cell", "unit", "measure", "qualifier", "bounds", "chinese", "english"), CASES)
def test_a_cell_is_read_and_said(
    cell: str, unit: str, measure: str, qualifier: str, bounds: str, chinese: str, english: str
) -> None:
    quantity = read(cell, unit, measure)
    assert (quantity.qualifier, str(quantity.bounds)) == (qualifier, bounds)
    assert (said(quantity, measure), said(quantity, measure, "en")) == (chinese, english)


@pytest.mark.parametrize(("cell", "unit", "measure"), [case[:3] for case in CASES])
def test_what_is_said_is_read_again(cell: str, unit: str, measure: str) -> None:
    """Quotations of this very report could stand in the tables of another."""
    quantity = read(cell, unit, measure)
    assert again(quantity, said(quantity, measure), unit, measure) == quantity


@pytest.mark.parametrize(("cell", "unit", "measure", "message", "mend"), REFUSED)
def test_a_cell_is_refused_with_its_mend(cell: str, unit: str, measure: str, message: str, mend: str) -> None:
    with pytest.raises(CellError) as caught:
        read(cell, unit, measure)
    assert message in str(caught.value)
    assert mend in caught.value.mend


@pytest.mark.parametrize(("cell", "unit", "measure", "message", "mend"), REFUSED)
def test_what_a_mend_says_to_write_is_read(
    cell: str, unit: str, measure: str, message: str, mend: str
) -> None:
    with pytest.raises(CellError) as caught:
        read(cell, unit, measure)
    written = re.match("write (\\S*\\d\\S*?|约?[一二五十]+)(?: if|,|;|$)", caught.value.mend)
    if written:
        read(written[1], unit, measure)


@pytest.mark.parametrize(
    ("cell", "unit", "measure", "default", "qualifier"),
    [
        ("52", "%", "share", None, "rounded"),
        ("52", "人", "count", None, "exact"),
        ("52.0", "人", "count", None, "rounded"),
        ("52", "万人", "count", None, "rounded"),
        ("52万", "人", "count", None, "rounded"),
        ("五十二", "人", "count", None, "exact"),
        ("52", "人", "amount", "exact", "exact"),
        ("52", "人", "count", "about", "about"),
        ("五十二", "人", "count", "at_least", "at_least"),
        # What a cell says goes before what the table says.
        ("约52", "人", "count", "exact", "about"),
        ("52余", "人", "count", "about", "over"),
        ("52～53", "人", "count", "exact", "between"),
        ("52", "位", "rank", None, "exact"),
    ],
)
def test_qualifiers_of_what_says_none(
    cell: str, unit: str, measure: str, default: str | None, qualifier: str
) -> None:
    quantity = read(cell, unit, measure, Qualifier(default) if default else None)
    assert quantity.qualifier == qualifier


def test_no_two_qualifiers_have_the_same_word() -> None:
    for side in ("before", "after"):
        words = [word for rule in RULES.values() for word in getattr(rule, side)]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(("word", "place"), [
    (word, place) for rule in RULES.values() for place in ("before", "after") for word in getattr(rule, place)
])  # fmt: skip
def test_every_word_of_the_table_is_read(word: str, place: str) -> None:
    qualifier = next(each for each, rule in RULES.items() if word in getattr(rule, place))
    quantity = read(f"{word}30" if place == "before" else f"30{word}", "天")
    assert quantity == Quantity.published("30", UNITS["天"], qualifier)


NUMBERS = st.one_of(
    st.integers(1, 10**7).map(str),
    st.tuples(st.integers(1, 999), st.integers(0, 5)).map(lambda parts: f"{parts[0]}{'0' * parts[1]}"),
    st.decimals(Decimal("0.01"), 10**6, places=2).map(lambda number: f"{number:f}"),
)


@st.composite
def cells(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a cell as sources print one, and what it measures."""
    measure = draw(st.sampled_from(["amount", "count", "change"]))
    magnitude = draw(st.sampled_from(["", "", *MAGNITUDES]))
    number = draw(NUMBERS)
    if draw(st.integers(0, 5)) == 0:
        other = draw(NUMBERS.filter(lambda other: Decimal(other) != Decimal(number)))
        low, high = sorted((number, other), key=Decimal)
        words = f"{low}{magnitude}{draw(st.sampled_from('～~至到—'))}{high}{magnitude}"
    else:
        rule = RULES[draw(st.sampled_from(list(Qualifier)))]
        before, after = (draw(st.sampled_from(each or ("",))) for each in (rule.before, rule.after))
        side = draw(st.booleans())
        words = f"{before * side}{number}{magnitude}{after * (not side)}"
    return (draw(st.sampled_from(["增加", "减少", ""])) if measure == "change" else "") + words, measure


@given(
    cell=st.text(
        "０１234567.,，-–—～~/=<>%％()+ eE零一二两十百千万亿几余多约近超过不足以上内下降增长到持平第位元人"
    ),
    measure=st.sampled_from(Measure),
)
def test_whatever_stands_in_a_cell_is_read_or_refused(cell: str, measure: Measure) -> None:
    try:
        read(cell, "人", measure)
    except CellError as error:
        assert error.mend


@given(cell=cells())
def test_the_value_of_a_cell_lies_in_its_bounds(cell: tuple[str, str]) -> None:
    quantity = read(cell[0], "件", cell[1])
    bounds = quantity.bounds
    closed = replace(bounds, lower_open=False, upper_open=False)
    assert quantity.value in (closed if quantity.qualifier in ONE_SIDED else bounds)


@given(cell=cells())
def test_what_is_said_of_any_cell_is_read_again(cell: tuple[str, str]) -> None:
    quantity = read(cell[0], "件", cell[1])
    assert again(quantity, said(quantity, cell[1]), "件", cell[1]) == quantity


@given(cell=cells(), magnitude=st.sampled_from(list(MAGNITUDES)))
def test_a_magnitude_multiplies(cell: tuple[str, str], magnitude: str) -> None:
    plain = re.sub("[百千万亿]", "", cell[0])
    number = re.sub(r"(\d+(?:\.\d+)?)", rf"\g<1>{magnitude}", plain)
    small, large = read(plain, "件", cell[1]), read(number, "件", cell[1])
    if small.qualifier is Qualifier.EXACT:  # a count in 万 is rounded
        assert large.qualifier is Qualifier.ROUNDED
        return
    assert large.bounds == small.bounds
    assert large.unit.factor == small.unit.factor * MAGNITUDES[magnitude]
    assert (large.qualifier, large.decimals) == (small.qualifier, small.decimals)


@given(cell=cells())
def test_a_fall_is_a_rise_turned_round(cell: tuple[str, str]) -> None:
    size = cell[0].removeprefix("增加").removeprefix("减少")
    rise, fall = (read(verb + size, "件", "change") for verb in ("增加", "减少"))
    assert fall == -rise
    assert -fall == rise
    assert fall.qualifier == OPPOSITE.get(rise.qualifier, rise.qualifier)
    assert said(fall, "change").removeprefix("减少") == said(rise, "change").removeprefix("增加")


@given(number=NUMBERS, qualifier=st.sampled_from(PUBLISHED_QUALIFIERS))
def test_a_sign_is_read_or_refused(number: str, qualifier: Qualifier) -> None:
    if qualifier in ONE_SIDED:
        with pytest.raises(CellError, match="can be read in two ways"):
            read(f"-{number}", "件", "amount", qualifier)
    else:
        assert read(f"-{number}", "件", "amount", qualifier) == -read(number, "件", "amount", qualifier)


@given(number=st.integers(1, 9999))
def test_chinese_numerals_are_their_numbers(number: int) -> None:
    assert read(in_chinese(number), "件", "count").value == number


def in_chinese(number: int) -> str:
    """Write a number below ten thousand as Chinese does."""
    words, gap = "", False
    for power, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if not digit:
            gap = bool(words)
            continue
        words += "零" * gap + "零一二三四五六七八九"[digit] + place
        gap = False
    return words
