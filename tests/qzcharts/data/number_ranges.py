"""Ranges of numbers to compute with, and points of them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from qzcharts.data import Bounds

NUMBERS = st.one_of(
    st.integers(-20, 20).map(Fraction),
    st.fractions(-1000, 1000, max_denominator=50),
)


@st.composite
def ranges(draw: st.DrawFn, *, holding_zero: bool = True) -> Bounds:
    """Ranges of each kind: points, open, closed and absent ends, on both sides of zero."""
    lower, upper = sorted([draw(NUMBERS), draw(NUMBERS)])
    ends = draw(st.sampled_from(["both", "both", "point", "lower", "upper", "none"]))
    lower_open, upper_open = draw(st.booleans()), draw(st.booleans())
    if ends == "point" or lower == upper:
        bounds = Bounds.point(lower)
    else:
        bounds = Bounds(
            None if ends in ("upper", "none") else lower,
            None if ends in ("lower", "none") else upper,
            lower_open,
            upper_open,
        )
    if not holding_zero and not is_divisor(bounds):
        shift = 1 + max(abs(end or Fraction(0)) for end in (bounds.lower, bounds.upper))
        return bounds + Bounds.point(shift) if bounds.lower is not None else Bounds(Fraction(0), None, True)
    return bounds


def is_divisor(bounds: Bounds) -> bool:
    """Whether a range lies on one side of zero."""
    below = bounds.lower is None or bounds.lower < 0
    above = bounds.upper is None or bounds.upper > 0
    return 0 not in bounds and not (below and above)


def points(bounds: Bounds, step: Fraction) -> list[Fraction]:
    """Numbers of a range: its ends, or as near to them as `step`, and one between; far out where none is."""
    far = 1 / step
    if bounds.is_point:
        assert bounds.lower is not None
        return [bounds.lower]
    if bounds.width is not None:
        step = min(step, bounds.width / 4)
    lower, upper = bounds.lower, bounds.upper
    if lower is not None:
        low = lower + step * bounds.lower_open
    else:
        low = -far if upper is None else min(-far, upper - 1)
    if upper is not None:
        high = upper - step * bounds.upper_open
    else:
        high = far if lower is None else max(far, lower + 1)
    inside = [low, (low + high) / 2, high] + ([Fraction(0)] if 0 in bounds else [])
    assert all(point in bounds for point in inside)
    return inside
