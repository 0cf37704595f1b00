"""A quantity in words: 12.96亿元, 约52%, 不少于62.2套/天, 24.67亿～25.18亿元; and the same in English.

Numerals follow GB/T 15835-2011: Arabic for statistics, a zero before the point, 万, 亿 and % repeated in a
range, joined by ～ (U+FF5E), and no space between number and unit; a negative number has a minus sign
(U+2212). A value is rounded here, once; whatever is computed is computed before.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qzcharts.data.period import Period, days_of_set
from qzcharts.data.quantity import ONE_SIDED, Qualifier, Quantity
from qzcharts.data.rounding import half_up, outward, rounded
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import UnitError

Language = Literal["zh", "en"]

_PREFIX: dict[Language, dict[Qualifier, str]] = {
    "zh": {
        Qualifier.ABOUT: "约",
        Qualifier.AT_LEAST: "不少于",
        Qualifier.AT_MOST: "不超过",
        Qualifier.NEARLY: "近",
        Qualifier.ABOVE: "超过",
        Qualifier.BELOW: "不足",
    },
    "en": {
        Qualifier.ABOUT: "about ",
        Qualifier.AT_LEAST: "at least ",
        Qualifier.AT_MOST: "at most ",
        Qualifier.NEARLY: "nearly ",
        Qualifier.ABOVE: "more than ",
        Qualifier.BELOW: "less than ",
    },
}
#: Words of an interval that no qualifier has; an end that was rounded is a limit, neither in nor out.
_INTERVAL: dict[Language, dict[str, str]] = {
    "zh": {"exactly": "恰为", "above": "大于", "and": "，", "lower": "下限", "upper": "上限"},
    "en": {
        "exactly": "exactly ", "above": "more than ", "and": ", ", "lower": "lower limit ",
        "upper": "upper limit ",
    },
}  # fmt: skip
_CURRENCY = "元"
_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"), (0, ""))
#: What is repeated in a range although the unit after it is not: GB/T 15835-2011, 5.1.5, 9亿～16亿, 15%～30%.
_REPEATED = re.compile("[万亿]*[%‰]?")


def text(quantity: Quantity, language: Language = "zh", *, qualified: bool = True) -> str:
    """Give a quantity with its unit, and unless `qualified` is false with its qualifier.

    Examples
    --------
    约52% · 不少于62.2套/天 · about 52% · at least 62.2 homes a day
    """
    words = _with_unit(rounded(quantity), quantity.unit, language)
    return _prefix(quantity.qualifier, quantity, language) + words if qualified else words


def number(quantity: Quantity, language: Language = "zh") -> str:
    """Give the number alone, rounded: 12.96."""
    return _digits(rounded(quantity), language)


def range_text(quantity: Quantity, language: Language = "zh") -> str:
    """Give the bounds as a range with unit, rounded outward: 24.67亿～25.18亿元.

    Without two ends to name (a count, or "at most") it is the same as :func:`text`.
    """
    lower, upper = outward(quantity)
    if lower is None or upper is None or lower == upper or quantity.qualifier in ONE_SIDED:
        return text(quantity, language)
    return _range(lower, upper, quantity.unit, language)


def interval(quantity: Quantity, language: Language = "zh") -> str:
    """Give the bounds in words: 恰为622套, 12.955亿～12.965亿元, 大于0，不超过10天, 不少于62.2套/天.

    Ends are rounded outward. Whether an end itself is meant is said of one-sided figures, where it is exact;
    a range says it of neither end.
    """
    words, unit, bounds = _INTERVAL[language], quantity.unit, quantity.bounds
    lower, upper = ends = outward(quantity)
    least = Qualifier.ABOVE if bounds.lower_open else Qualifier.AT_LEAST
    most = Qualifier.BELOW if bounds.upper_open else Qualifier.AT_MOST
    exact = ends.are_those_of(bounds)
    if lower is None:
        assert upper is not None, "a quantity without bounds says nothing"
        prefix = _prefix(most, quantity, language) if exact else words["upper"]
        return prefix + _with_unit(upper, unit, language)
    if upper is None:
        prefix = _prefix(least, quantity, language) if exact else words["lower"]
        return prefix + _with_unit(lower, unit, language)
    if lower == upper:
        return words["exactly"] + _with_unit(lower, unit, language)
    if not exact or quantity.qualifier not in ONE_SIDED:
        return _range(lower, upper, unit, language)
    low = "0" if not lower else _without_unit(lower, unit, language)
    prefix = words["above"] if bounds.lower_open else _prefix(least, quantity, language)
    return prefix + low + words["and"] + _prefix(most, quantity, language) + _with_unit(upper, unit, language)


def period_text(period: Period, language: Language = "zh") -> str:
    """Give a period in words: 2020年上半年, 截至2020年7月28日, 始于2020年6月21日至30日之间."""
    start, end = period.start, period.end
    if not start and not end:
        return "未载明" if language == "zh" else "not stated"
    first, last = _date_text(start, language), _date_text(end, language)
    if not end:
        return f"始于{first}" if language == "zh" else _begun(start)
    if not start and days_of_set(end):
        return f"截至{last}的一天" if language == "zh" else f"as of a day {last}"
    if not start:
        return f"截至{last}" if language == "zh" else f"as of {last}"
    named = _named_period(period, language)
    if named or start == end:
        return named or first
    if days_of_set(start) or days_of_set(end) or start.startswith(end):
        return _loose(period, language)
    if end.startswith(start):
        # Some day of a year or month, of which only the part up to a day is over.
        rest = last.removeprefix(first)
        return f"{first}内，截至{rest}" if language == "zh" else f"within {first}, as of {last}"
    if language == "en":
        return f"{first} to {last}"
    return f"{first}至{last.removeprefix(f'{start[:4]}年')}"


def _about(quantity: Quantity, language: Language) -> str:
    return _PREFIX[language][Qualifier.ABOUT] + text(quantity, language, qualified=False)


#: What a writer may ask for after the id in ``{metric}`id|form` ``, besides the name of a unit.
FORMS: dict[str, Callable[[Quantity, Language], str]] = {
    "value": text,
    "plain": lambda quantity, language: text(quantity, language, qualified=False),
    "about": _about,
    "number": number,
    "range": range_text,
    "interval": interval,
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


def _prefix(qualifier: Qualifier, quantity: Quantity, language: Language) -> str:
    if language == "en" and qualifier is Qualifier.BELOW and _is_count(quantity):
        return "fewer than "
    return _PREFIX[language].get(qualifier, "")


def _range(lower: Decimal, upper: Decimal, unit: Unit, language: Language) -> str:
    low, high = _without_unit(lower, unit, language), _with_unit(upper, unit, language)
    return f"{low}～{high}" if language == "zh" else f"{low} to {high.removeprefix('CNY ')}"


def _without_unit(value: Decimal, unit: Unit, language: Language) -> str:
    """Write the lower end of a range, with no more of the unit than is repeated."""
    if language == "zh":
        repeated = _REPEATED.match(unit.symbol)
        assert repeated is not None
        return _digits(value, "zh") + repeated[0]
    if unit.symbol == "%" or _is_money(unit):
        return _with_unit(value, unit, "en")
    return _digits(value, "en")


def _with_unit(value: Decimal, unit: Unit, language: Language) -> str:
    if language == "zh":
        return _digits(value, "zh") + unit.symbol
    if _is_money(unit):
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
    unit = quantity.unit
    return quantity.decimals <= 0 and bool(unit.english and unit.dimensions) and not _is_money(unit)


def _is_money(unit: Unit) -> bool:
    return unit.dimensions == ((_CURRENCY, 1),) and "/" not in unit.symbol


def _money(value: Decimal, unit: Unit) -> str:
    """Write an amount in yuan, millions and so on, with every digit it has in its own unit."""
    yuan = Fraction(value) * unit.factor
    exponent, name = next((scale for scale in _SCALES if abs(yuan) >= 10 ** scale[0]), _SCALES[-1])
    last_digit = Fraction(10) ** int(value.as_tuple().exponent) * unit.factor / 10**exponent
    decimals = 0
    while (last_digit * 10**decimals).denominator != 1:
        decimals += 1
    return f"CNY {_digits(half_up(yuan / 10**exponent, decimals), 'en')}{name}"


def _digits(value: Decimal, language: Language) -> str:
    return (f"{value:,f}" if language == "en" else f"{value:f}").replace("-", "−")


def _begun(start: str) -> str:
    if days_of_set(start):
        return f"begun {_date_text(start, 'en')}"
    return f"begun {'on' if len(start) == 10 else 'in'} {start}"


def _loose(period: Period, language: Language) -> str:
    """Give a period of which an end is some day of a set, or the start is finer than the end."""
    start, end, begin, finish = period.start, period.end, period.begin, period.finish
    assert begin and finish
    first, last = _date_text(start, language), _date_text(end, language)
    if not days_of_set(end):
        return f"始于{first}，截至{last}" if language == "zh" else f"{_begun(start)}, as of {last}"
    # That it did not end before it can have begun goes without saying.
    within = finish.first > begin.first
    day = finish.last.isoformat()
    if language == "en":
        return f"{_begun(start)}, ended {last if within else f'by {day}'}"
    year = _date_text(f"{begin.first.year}", "zh")
    said = (
        f"止于{last.removeprefix(year)}" if within else f"最晚止于{_date_text(day, 'zh').removeprefix(year)}"
    )
    return f"始于{first}，{said}"


def _named_period(period: Period, language: Language) -> str:
    """Give the name of a month, a half-year or a year, empty where a period is none of these.

    Some day of a year is not its first, so that ends known by the year alone make no name.
    """
    exact = min(len(period.start), len(period.end)) >= len("YYYY-MM")
    if not exact or days_of_set(period.start) or days_of_set(period.end):
        return ""
    first, last = period.first, period.last
    assert first and last
    if first.year != last.year or first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return ""
    year, months = first.year, (first.month, last.month)
    names = {(1, 6): ("上半年", "first half of "), (7, 12): ("下半年", "second half of "), (1, 12): ("", "")}
    if first.month == last.month:
        return _date_text(f"{first:%Y-%m}", language)
    if months not in names:
        return ""
    zh, en = names[months]
    return f"{year}年{zh}" if language == "zh" else f"{en}{year}"


def _date_text(part: str, language: Language) -> str:
    days = days_of_set(part)
    if language == "en":
        return f"between {days[0]} and {days[1]}" if days else part
    if days:
        first, last = (_date_text(day, "zh") for day in days)
        for same in (7, 4):  # the month, else the year, is not said twice
            if days[0][:same] == days[1][:same]:
                last = last.removeprefix(_date_text(days[0][:same], "zh"))
                break
        return f"{first}至{last}之间"
    pieces = part.split("-") if part else []
    return "".join(f"{int(piece)}{name}" for piece, name in zip(pieces, "年月日", strict=False))
