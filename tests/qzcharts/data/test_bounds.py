"""Arithmetic on ranges: nothing is lost, nothing is given away."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from number_ranges import NUMBERS, is_divisor, points, ranges

from qzcharts.data.bounds import Bounds, supported_decimals

Operation = Callable[[Any, Any], Any]
OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]
STEP = Fraction(1, 10**9)
F = Fraction


def second(operation: Operation) -> st.SearchStrategy[Bounds]:
    return ranges(holding_zero=operation is not operator.truediv)


@pytest.mark.parametrize("operation", OPERATIONS)
@given(data=st.data())
def test_result_holds_every_point_of_the_operands(operation: Operation, data: st.DataObject) -> None:
    a, b = data.draw(ranges()), data.draw(second(operation))
    step = data.draw(st.fractions(F(1, 10**6), F(1, 2)))
    result = operation(a, b)
    for x in points(a, step):
        for y in points(b, step):
            assert operation(x, y) in result


@pytest.mark.parametrize("operation", OPERATIONS)
@given(data=st.data())
def test_nothing_tighter_is_possible(operation: Operation, data: st.DataObject) -> None:
    """A closed end is reached, an open one approached, and an absent one left behind."""
    a, b = data.draw(ranges()), data.draw(second(operation))
    result = operation(a, b)
    reached = [operation(x, y) for x in points(a, STEP) for y in points(b, STEP)]
    for end, is_open, best, sign in (
        (result.lower, result.lower_open, min(reached), -1),
        (result.upper, result.upper_open, max(reached), 1),
    ):
        if end is None:
            assert sign * best > 10**5
        elif is_open:
            assert best != end
            assert abs(best - end) < F(1, 10**4)
        else:
            assert best == end


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(x=NUMBERS, y=NUMBERS)
def test_points_compute_like_numbers(operation: Operation, x: Fraction, y: Fraction) -> None:
    assume(y != 0 or operation is not operator.truediv)
    assert operation(Bounds.point(x), Bounds.point(y)) == Bounds.point(operation(x, y))


@given(a=ranges(), b=ranges())
def test_division_by_a_range_that_holds_zero_is_an_error(a: Bounds, b: Bounds) -> None:
    if is_divisor(b):
        assert isinstance(a / b, Bounds)
    else:
        with pytest.raises(ZeroDivisionError, match="division by a range that holds zero: "):
            a / b


@pytest.mark.parametrize(
    ("bounds", "result"),
    [
        # 622 homes in at most 10 days are at least 62.2 a day.
        (Bounds(F(622), F(622)) / Bounds(F(0), F(10), True), Bounds(F(311, 5), None)),
        # An open end stays open where its partner is closed.
        (Bounds(F(1), F(2), False, True) * Bounds(F(3), F(4)), Bounds(F(3), F(8), False, True)),
        # Zero times anything is zero, if only zero is reached.
        (Bounds(F(0), F(1)) * Bounds(F(5), None), Bounds(F(0), None)),
        (Bounds(F(0), F(1), True) * Bounds(F(5), None), Bounds(F(0), None, True)),
        (Bounds(F(0), F(1), True) * Bounds(F(0), F(2)), Bounds(F(0), F(2))),
        (Bounds.point(F(0)) * Bounds(None, None), Bounds.point(F(0))),
        # Signs turn the ends round.
        (Bounds(F(-2), F(3), True) * Bounds(F(-1), F(5)), Bounds(F(-10), F(15), True)),
        (-Bounds(F(1), None, True), Bounds(None, F(-1), False, True)),
        (Bounds.point(F(1)) / Bounds(None, F(-2)), Bounds(F(-1, 2), F(0), False, True)),
        (Bounds.point(F(1)) / Bounds(F(-2), F(0), False, True), Bounds(None, F(-1, 2))),
    ],
)
def test_known_results(bounds: Bounds, result: Bounds) -> None:
    assert bounds == result


@pytest.mark.parametrize(("lower", "upper", "opened"), [(2, 1, False), (1, 1, True)])
def test_empty_bounds_are_refused(lower: int, upper: int, opened: bool) -> None:
    with pytest.raises(ValueError, match="bounds hold no number"):
        Bounds(F(lower), F(upper), opened)


def test_an_absent_end_is_open_however_it_was_made() -> None:
    assert Bounds(None, F(1)) == Bounds(None, F(1), True)
    assert 10**30 in Bounds(F(0), None)
    assert Decimal("0.5") in Bounds(F(1, 2), None)


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        (Bounds(F(2591, 200), F(2593, 200), False, True), "[12.955, 12.965)"),
        (Bounds(F(0), F(1, 3), True), "(0, 0.333333333333]"),
        (Bounds(None, None), "(-∞, +∞)"),
        (Bounds.point(F(10**40)), "{10000000000000000000000000000000000000000}"),
    ],
)
def test_bounds_can_be_read(bounds: Bounds, text: str) -> None:
    assert str(bounds) == text


@given(ranges())
def test_supported_decimals_leave_two_digits_of_the_half_width(bounds: Bounds) -> None:
    decimals = supported_decimals(bounds)
    if decimals is None:
        assert bounds.is_point or bounds.width is None
    else:
        assert bounds.width is not None
        assert 10 <= bounds.width / 2 * F(10) ** decimals < 100


@pytest.mark.parametrize(
    ("half", "decimals"),
    [(F(1), 1), (F(99, 100), 2), (F(1, 4), 2), (F(1, 20), 3), (F(10), 0), (F(100), -1), (F(999), -1)],
)
def test_supported_decimals(half: Fraction, decimals: int) -> None:
    assert supported_decimals(Bounds(-half, half)) == decimals


@given(bounds=ranges(), number=NUMBERS)
def test_from_zero_on_bounds_hold_what_they_held_and_nothing_below(bounds: Bounds, number: Fraction) -> None:
    assume(any(point >= 0 for point in points(bounds, STEP)))
    assert (number in bounds.from_zero()) == (number in bounds and number >= 0)
