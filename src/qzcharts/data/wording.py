"""A quantity in words: 12.96亿元, 约52%, 不少于62.2套/天, 24.68亿～25.17亿元; and the same in English.

Numerals follow GB/T 15835-2011: Arabic for statistics, a zero before the point, 万, 亿 and % repeated in a
range, joined by ～ (U+FF5E), and no space between number and unit; a negative number has a minus sign
(U+2212). A value is rounded here, once; whatever is computed is computed before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qzcharts.data.period import Period
from qzcharts.data.quantity import ONE_SIDED, Qualifier, Quantity
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import UnitError

Language = Literal["zh", "en"]

_PREFIX: dict[Language, dict[Qualifier, str]] = {
    "zh": {
        Qualifier.ABOUT: "约",
        Qualifier.AT_LEAST: "不少于",
        Qualifier.AT_MOST: "不超过",
        Qualifier.NEARLY: "不足",
        Qualifier.ABOVE: "超过",
    },
    "en": {
        Qualifier.ABOUT: "about ",
        Qualifier.AT_LEAST: "at least ",
        Qualifier.AT_MOST: "at most ",
        Qualifier.NEARLY: "less than ",
        Qualifier.ABOVE: "more than ",
    },
}
_CURRENCY = "元"
_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"), (0, ""))
#: What is repeated in a range although the unit after it is not: GB/T 15835-2011, 5.1.5, 9亿～16亿, 15%～30%.
_REPEATED = re.compile("[万亿]*[%‰]?")


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Round to `decimals` digits after the point, ties away from zero.

    Negative `decimals` round to tens, hundreds and so on.

    Returns
    -------
    Decimal
        With exactly `decimals` digits after the point, and never a negative zero.
    """
    return _decimal(_sign(value) * ((2 * abs(_scaled(value, decimals)) + 1) // 2), decimals)


def rounded(quantity: Quantity) -> Decimal:
    """Round a quantity to its decimals: half up, or to the side on which a one-sided statement stays true.

    At least 20/3 is at least 6.66, and not at least 6.67.
    """
    scaled = _scaled(quantity.value, quantity.decimals)
    match quantity.qualifier:
        case Qualifier.AT_LEAST | Qualifier.ABOVE:
            return _decimal(scaled // 1, quantity.decimals)
        case Qualifier.AT_MOST | Qualifier.NEARLY:
            return _decimal(-(-scaled // 1), quantity.decimals)
        case _:
            return half_up(quantity.value, quantity.decimals)


def text(quantity: Quantity, language: Language = "zh", *, qualified: bool = True) -> str:
    """Give a quantity with its unit, and unless `qualified` is false with its qualifier.

    Examples
    --------
    约52% · 不少于62.2套/天 · about 52% · at least 62.2 homes a day
    """
    words = _with_unit(rounded(quantity), quantity.unit, language)
    if not qualified:
        return words
    if language == "en" and quantity.qualifier is Qualifier.NEARLY and _is_count(quantity):
        return f"fewer than {words}"
    return _PREFIX[language].get(quantity.qualifier, "") + words


def number(quantity: Quantity, language: Language = "zh") -> str:
    """Give the number alone, rounded: 12.96."""
    return _digits(rounded(quantity), language)


def range_text(quantity: Quantity, language: Language = "zh") -> str:
    """Give the bounds as a range with unit: 24.68亿～25.17亿元.

    Without two ends to name (a count, or "at most") it is the same as :func:`text`.
    """
    bounds = quantity.bounds
    if bounds.is_point or bounds.lower is None or bounds.upper is None or quantity.qualifier in ONE_SIDED:
        return text(quantity, language)
    decimals = _end_decimals(quantity)
    first, last = half_up(bounds.lower, decimals), half_up(bounds.upper, decimals)
    if language == "en":
        low, high = _with_unit(first, quantity.unit, "en"), _with_unit(last, quantity.unit, "en")
        if quantity.unit.symbol != "%" and not low.startswith("CNY"):
            low = _digits(first, "en")
        return f"{low} to {high.removeprefix('CNY ')}"
    repeated = _REPEATED.match(quantity.unit.symbol)
    assert repeated is not None
    return f"{_digits(first, 'zh')}{repeated[0]}～{_with_unit(last, quantity.unit, 'zh')}"


def interval(quantity: Quantity) -> str:
    """Give the bounds in the notation of ISO 80000-2: [12.955, 12.965), [62.2, +∞), {622}."""
    bounds, decimals = quantity.bounds, _end_decimals(quantity)
    if bounds.is_point and bounds.lower is not None:
        point = half_up(bounds.lower, _point_decimals(bounds.lower, decimals))
        exact = Fraction(point) == bounds.lower
        return f"{{{_digits(point, 'zh')}}}" if exact else f"≈ {_digits(point, 'zh')}"
    left, right = "(" if bounds.lower_open else "[", ")" if bounds.upper_open else "]"
    low = "−∞" if bounds.lower is None else _end(bounds.lower, decimals)
    high = "+∞" if bounds.upper is None else _end(bounds.upper, decimals)
    return f"{left}{low}, {high}{right}"


def period_text(period: Period, language: Language = "zh") -> str:
    """Give a period in words: 2020年上半年, 自2020年6月起, 截至2020年7月28日."""
    start, end = period.start, period.end
    if not start and not end:
        return "未载明" if language == "zh" else "not stated"
    named = _named_period(period, language)
    if named:
        return named
    first, last = _date_text(start, language), _date_text(end, language)
    if start == end:
        return first
    if not end:
        return f"自{first}起" if language == "zh" else f"from {first}"
    if not start:
        return f"截至{last}" if language == "zh" else f"by {last}"
    if end.startswith(start):
        # A year of which only the part up to a day can be meant.
        rest = last.removeprefix(first)
        return f"{first}（截至{rest}）" if language == "zh" else f"{first} (by {last})"
    if language == "zh" and start[:4] == end[:4]:
        return f"{first}至{last.partition('年')[2]}"
    return f"{first}至{last}" if language == "zh" else f"{first} to {last}"


def _about(quantity: Quantity, language: Language) -> str:
    return _PREFIX[language][Qualifier.ABOUT] + text(quantity, language, qualified=False)


#: What a writer may ask for after the id in ``{metric}`id|form` ``, besides the name of a unit.
FORMS: dict[str, Callable[[Quantity, Language], str]] = {
    "value": text,
    "plain": lambda quantity, language: text(quantity, language, qualified=False),
    "about": _about,
    "number": number,
    "range": range_text,
    "interval": lambda quantity, language: interval(quantity),
}


def render(quantity: Quantity, form: str, units: Mapping[str, Unit], language: Language = "zh") -> str:
    """Give a quantity in one of :data:`FORMS`, in another unit, or both (``"万元 range"``).

    Raises
    ------
    UnitError
        If a word of `form` is neither a form nor a unit, or the unit does not fit.
    """
    write = FORMS["value"]
    for word in form.split():
        if word in FORMS:
            write = FORMS[word]
            continue
        try:
            unit = parse_unit(word, units)
        except UnitError as error:
            raise UnitError(
                f"{word!r} is neither a form nor a unit; allowed: {', '.join(FORMS)}, "
                f"or a unit: {', '.join(units)}"
            ) from error
        quantity = quantity.to(unit)
    return write(quantity, language)


def _scaled(value: Fraction, decimals: int) -> Fraction:
    return value * Fraction(10) ** decimals


def _sign(value: Fraction) -> int:
    return -1 if value < 0 else 1


def _decimal(scaled: int, decimals: int) -> Decimal:
    # Not Decimal.scaleb, which rounds to the 28 digits of the context.
    return Decimal(f"{scaled}E{-decimals}")


def _with_unit(value: Decimal, unit: Unit, language: Language) -> str:
    if language == "zh":
        return _digits(value, "zh") + unit.symbol
    if unit.dimensions == ((_CURRENCY, 1),):
        return _money(value, unit)
    if unit.symbol in ("", "%"):
        return _digits(value, "en") + unit.symbol
    many, _, per = unit.english.partition("/")
    singular, _, plural = many.partition("|")
    words = singular if f"{abs(value):f}" == "1" else plural
    return f"{_digits(value, 'en')} {words}{_per(per.split('·')) if per else ''}"


def _per(divisors: list[str]) -> str:
    if len(divisors) > 1:
        return f" per {' and '.join(divisors)}"
    return f" {'an' if divisors[0][0] in 'aeiou' else 'a'} {divisors[0]}"


def _is_count(quantity: Quantity) -> bool:
    """Whether a quantity counts things, of which there are fewer; of an amount there is less."""
    return (
        quantity.decimals <= 0
        and bool(quantity.unit.english)
        and quantity.unit.dimensions
        not in (
            (),
            ((_CURRENCY, 1),),
        )
    )


def _money(value: Decimal, unit: Unit) -> str:
    yuan = Fraction(value) * unit.factor
    exponent, name = next((scale for scale in _SCALES if abs(yuan) >= 10 ** scale[0]), _SCALES[-1])
    last_digit = Fraction(10) ** int(value.as_tuple().exponent) * unit.factor / 10**exponent
    decimals = 0
    while last_digit * 10**decimals < 1:
        decimals += 1
    return f"CNY {_digits(half_up(yuan / 10**exponent, decimals), 'en')}{name}"


def _digits(value: Decimal, language: Language) -> str:
    return (f"{value:,f}" if language == "en" else f"{value:f}").replace("-", "−")


def _end_decimals(quantity: Quantity) -> int:
    """Digits for the ends of a range: as many as the value's, or one more where that writes both exactly.

    Ends that would read alike get as many as tell them apart.
    """
    lower, upper = quantity.bounds.lower, quantity.bounds.upper
    ends = [end for end in (lower, upper) if end]
    for decimals in (quantity.decimals, quantity.decimals + 1):
        if all(_scaled(end, decimals).denominator == 1 for end in ends):
            return decimals
    decimals = quantity.decimals
    while lower is not None and upper is not None and lower < upper:
        if half_up(lower, decimals) != half_up(upper, decimals):
            break
        decimals += 1
    return decimals


def _point_decimals(value: Fraction, most: int) -> int:
    return next((d for d in range(most) if _scaled(value, d).denominator == 1), most)


def _end(value: Fraction, decimals: int) -> str:
    return _digits(half_up(value, _point_decimals(value, decimals)), "zh")


def _named_period(period: Period, language: Language) -> str:
    """Give the name of a half-year or a year, empty where a period is neither."""
    first, last = period.first, period.last
    if not first or not last or first.year != last.year:
        return ""
    year = first.year
    names = {
        ((1, 1), (6, 30)): (f"{year}年上半年", f"first half of {year}"),
        ((7, 1), (12, 31)): (f"{year}年下半年", f"second half of {year}"),
        ((1, 1), (12, 31)): (f"{year}年", f"{year}"),
    }
    zh, en = names.get(((first.month, first.day), (last.month, last.day)), ("", ""))
    return zh if language == "zh" else en


def _date_text(part: str, language: Language) -> str:
    if language == "en" or not part:
        return part
    return "".join(f"{int(piece)}{name}" for piece, name in zip(part.split("-"), "年月日", strict=False))
