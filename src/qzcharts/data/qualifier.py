"""Qualifiers: how a figure was published, the words that say so, and the numbers that it may then stand for.

One table, which cells are read by, figures are written by, and the report's page of methods is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from qzcharts.data.bounds import Bounds
from qzcharts.words import Language, marked, word


class Qualifier(StrEnum):
    """How a figure was published, and so what it bounds."""

    EXACT = "exact"
    ROUNDED = "rounded"
    ABOUT = "about"
    OVER = "over"
    ABOVE = "above"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    BELOW = "below"
    AT_MOST = "at_most"
    BETWEEN = "between"


@dataclass(frozen=True)
class Rule:
    """What one qualifier means.

    Attributes
    ----------
    title, meaning : str
        Texts of the catalogue: its name, and what it bounds, as the report's own rule.
    bounds : callable
        Gives the numbers that a value may stand for, from the value and the unit of its digit `known`.
    before, after : tuple of str
        The words of Chinese sources that say it, before and after a number.
    phrase : str
        Text of the catalogue: a figure with this qualifier.
    known : callable
        Gives the last digit of a number that counts as known, as a number of decimals.
    """

    title: str
    meaning: str
    bounds: Callable[[Fraction, Fraction], Bounds]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    phrase: str = "{quantity}"
    known: Callable[[Decimal], int] = lambda number: last_digit(number)

    def name(self, language: Language) -> str:
        """Give its name."""
        return word(language, self.title)

    def stated(self, language: Language) -> str:
        """Give what it bounds."""
        return word(language, self.meaning)


def last_digit(number: Decimal) -> int:
    """Give the decimals that a number has."""
    return -int(number.as_tuple().exponent)


def _last_but_zeros(number: Decimal) -> int:
    """Give the decimals of the last digit, but of a whole number of the last that is not zero."""
    return last_digit(number) or -_zeros(number)


def _second_at_least(number: Decimal) -> int:
    """Give the same, but never a digit before the second."""
    return last_digit(number) or -min(_zeros(number), max(len(number.as_tuple().digits) - 2, 0))


def _zeros(whole: Decimal) -> int:
    digits = f"{abs(whole):f}"
    return len(digits) - len(digits.rstrip("0")) if whole else 0


def _half_up(value: Fraction, step: Fraction) -> Bounds:
    # Half up means away from zero, so the open end is the one further from zero.
    half, sign = Fraction(step.numerator, 2 * step.denominator), value.numerator
    return Bounds(value - half, value + half, sign <= 0, sign >= 0)


#: Of each qualifier the rule; a range has no number of its own to take the bounds of.
RULES: Mapping[Qualifier, Rule] = {
    Qualifier.EXACT: Rule(
        marked("exact"),
        marked("exactly this number, as counted"),
        lambda value, _: Bounds.point(value),
    ),
    Qualifier.ROUNDED: Rule(
        marked("rounded"),
        marked("the last printed digit is rounded"),
        _half_up,
    ),
    Qualifier.ABOUT: Rule(
        marked("about"),
        marked(
            "the last printed digit is taken as rounded; zeros that end a whole number are not taken as "
            "known, except in its second digit"
        ),
        _half_up,
        ("约", "大约", "大概", "约为"),
        ("左右", "上下", "许"),
        marked("about {quantity}"),
        _second_at_least,
    ),
    Qualifier.OVER: Rule(
        marked("over"),
        marked(
            "above this number by less than one unit of its last digit (of a whole number, its last digit "
            "other than zero); by how much is not published"
        ),
        lambda value, step: Bounds(value, value + step, True, True),
        (),
        ("余", "多", "有余"),
        marked("over {number}{unit}"),
        _last_but_zeros,
    ),
    Qualifier.ABOVE: Rule(
        marked("more than"),
        marked("above this number"),
        lambda value, _: Bounds(value, None, True),
        ("超过", "逾", "超", "突破", "高于", "多于", "大于", "过", "超出", "不止"),
        (),
        marked("more than {quantity}"),
    ),
    Qualifier.AT_LEAST: Rule(
        marked("at least"),
        marked("this number or more"),
        lambda value, _: Bounds(value, None),
        ("至少", "最少", "不少于", "不低于", "不小于", "不下于", "不下", "大于等于", "大于或等于"),
        ("以上", "及以上"),
        marked("at least {quantity}"),
    ),
    Qualifier.NEARLY: Rule(
        marked("close to"),
        marked(
            "below this number by less than one unit of its last digit (of a whole number, its last digit "
            "other than zero); how close is not published"
        ),
        lambda value, step: Bounds(value - step, value, True, True),
        ("近", "将近", "接近", "近乎", "逼近", "几近", "几乎"),
        (),
        marked("close to {quantity}"),
        _last_but_zeros,
    ),
    Qualifier.BELOW: Rule(
        marked("less than"),
        marked("below this number, above zero"),
        lambda value, _: Bounds(Fraction(0), value, True, True),
        ("不足", "不到", "不满", "未满", "未到", "未达", "不及", "低于", "少于", "小于"),
        ("不到",),
        marked("less than {quantity}"),
    ),
    Qualifier.AT_MOST: Rule(
        marked("at most"),
        marked("this number or less, above zero"),
        lambda value, _: Bounds(Fraction(0), value, True),
        ("至多", "最多", "不超过", "未超过", "不多于", "不高于", "不大于", "小于等于", "小于或等于"),
        ("以内", "之内", "内", "以下", "及以下"),
        marked("at most {quantity}"),
    ),
    Qualifier.BETWEEN: Rule(
        marked("from … to …"),
        marked("from one number to the other, both included"),
        lambda value, step: Bounds(value - step, value + step),
    ),
}

#: What the number of a cell can be said to be, besides by the cell itself; a range is one of two numbers.
PUBLISHED_QUALIFIERS = tuple(each for each in Qualifier if each is not Qualifier.BETWEEN)
#: The qualifiers whose value is an end of the bounds.
ONE_SIDED = frozenset(Qualifier) - {
    Qualifier.EXACT,
    Qualifier.ROUNDED,
    Qualifier.ABOUT,
    Qualifier.BETWEEN,
}
#: What only a number above zero can be: a size with its digits, and what lies between zero and its value.
ABOVE_ZERO = frozenset({Qualifier.OVER, Qualifier.NEARLY, Qualifier.BELOW, Qualifier.AT_MOST})
#: What a figure says once it has changed its sign; the others say the same of its size.
OPPOSITE: Mapping[Qualifier, Qualifier] = {
    Qualifier.ABOVE: Qualifier.BELOW,
    Qualifier.BELOW: Qualifier.ABOVE,
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
}
