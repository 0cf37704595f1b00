"""A quantity in words: 12.96亿元, 约52%, 不少于62.2套/天, 24.67亿～25.18亿元; and the same in English.

Numerals follow GB/T 15835-2011: Arabic for statistics, a zero before the point, 万, 亿 and % repeated in a
range, joined by ～ (U+FF5E), and no space between number and unit; a negative number has a minus sign
(U+2212). A value is rounded here, once; whatever is computed is computed before.

English writes digits throughout, 5 parties, for each is a number of the ledger; commas part thousands.
万 and 亿 become million, billion or trillion, the largest of which there is one, with every digit that was
printed and no more: 12.96亿元 is CNY 1.296 billion, 3万 is 30,000. What was printed without them stays as it
was, CNY 1,000,000. The code of the currency (ISO 4217) stands before the amount, a unit is in the plural
unless there is just 1 of it, and a range has "to".
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from qzcharts.data.bounds import Bounds
from qzcharts.data.qualifier import ONE_SIDED, RULES, Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.rounding import half_up, outward, rounded
from qzcharts.data.unit import MAGNITUDES, Unit
from qzcharts.words import Language, word

_CURRENCY = "元"
_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"), (0, ""))
_NO_UNIT = Unit("", Fraction(1), ())
#: Qualifiers that a place among others can have.
ORDINAL = (Qualifier.EXACT, Qualifier.BETWEEN)


def text(quantity: Quantity, language: Language = "zh", *, qualified: bool = True) -> str:
    """Give a quantity with its unit, and unless `qualified` is false with its qualifier.

    Examples
    --------
    约52% · 不少于62.2套/天 · about 52% · at least 62.2 homes a day
    """
    if quantity.qualifier is Qualifier.BETWEEN:
        return _range(*_two_ends(quantity), quantity.unit, language)
    written, unit = _parts(rounded(quantity), quantity.unit, language)
    return _qualified(quantity.qualifier, quantity, written, unit, language) if qualified else written + unit


def number(quantity: Quantity, language: Language = "zh") -> str:
    """Give the number alone, rounded: 12.96; of what was published as a range the two numbers."""
    if quantity.qualifier is Qualifier.BETWEEN:
        return _range(*_two_ends(quantity), _NO_UNIT, language)
    return _digits(rounded(quantity), language)


def ordinal(quantity: Quantity, language: Language = "zh") -> str:
    """Give a place among others, exact or between two: 第1位, 第2～3位."""
    return word(language, "no. {rank}", rank=number(quantity, language))


def range_text(quantity: Quantity, language: Language = "zh") -> str:
    """Give the bounds as a range with unit, rounded outward: 24.67亿～25.18亿元.

    Without two ends to name (a count, or "at most") it is the same as :func:`text`.
    """
    lower, upper = outward(quantity)
    if lower is None or upper is None or lower == upper or quantity.qualifier in ONE_SIDED:
        return text(quantity, language)
    return _range(lower, upper, quantity.unit, language)


@lru_cache
def unit_words(unit: Unit, language: Language = "zh") -> str:
    """Name a unit alone, as in the head of a column: 万人, homes, and 10,000 people for 万人."""
    one, two = (
        text(Quantity(Fraction(n), unit, Qualifier.EXACT, Bounds.point(Fraction(n))), language)
        for n in (1, 2)
    )
    alone = "".join(filter(str.isdigit, two)) == "2"
    return " ".join((two.replace("2", "") if alone else one).split())


def interval(quantity: Quantity, language: Language = "zh") -> str:
    """Give the bounds in words: 恰为622套, 12.955亿～12.965亿元, 大于0，不超过10天, 不少于62.2套/天.

    Ends are rounded outward. Whether an end itself is meant is said of one-sided figures, where it is exact;
    a range says it of neither end.
    """
    unit, bounds = quantity.unit, quantity.bounds
    lower, upper = ends = outward(quantity)
    least = Qualifier.ABOVE if bounds.lower_open else Qualifier.AT_LEAST
    most = Qualifier.BELOW if bounds.upper_open else Qualifier.AT_MOST
    exact = ends.are_those_of(bounds)
    # An end that was rounded is a limit, neither in nor out.
    if lower is None:
        assert upper is not None, "a quantity without bounds says nothing"
        end = _with_unit(upper, unit, language)
        if exact:
            return _qualified(most, quantity, end, "", language)
        return word(language, "upper limit {end}", end=end)
    if upper is None:
        end = _with_unit(lower, unit, language)
        if exact:
            return _qualified(least, quantity, end, "", language)
        return word(language, "lower limit {end}", end=end)
    if lower == upper:
        return word(language, "exactly {quantity}", quantity=_with_unit(lower, unit, language))
    if not exact or quantity.qualifier not in ONE_SIDED:
        return _range(lower, upper, unit, language)
    low = "0" if not lower else _without_unit(lower, unit, language)
    if bounds.lower_open:
        low = word(language, "more than {low}", low=low)
    else:
        low = _qualified(least, quantity, low, "", language)
    high = _qualified(most, quantity, _with_unit(upper, unit, language), "", language)
    return word(language, "{low}, {high}", low=low, high=high)


def _qualified(qualifier: Qualifier, quantity: Quantity, written: str, unit: str, language: Language) -> str:
    """Write a number of a quantity, and the unit after it, with a qualifier."""
    whole = written + unit
    if qualifier is Qualifier.OVER and quantity.value < 0:
        # Three hundred and more below zero are below minus three hundred.
        qualifier = Qualifier.BELOW
    if qualifier is Qualifier.BELOW and _is_count(quantity):
        return word(language, "fewer than {quantity}", quantity=whole)
    return word(language, RULES[qualifier].phrase, quantity=whole, number=written, unit=unit)


def _two_ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    lower, upper = outward(quantity)
    assert lower is not None and upper is not None, "a range has two ends"
    return lower, upper


def _range(lower: Decimal, upper: Decimal, unit: Unit, language: Language) -> str:
    low, high = _without_unit(lower, unit, language), _with_unit(upper, unit, language)
    return word(language, "{low} to {high}", low=low, high=high.removeprefix("CNY "))


def _without_unit(value: Decimal, unit: Unit, language: Language) -> str:
    """Write the lower end of a range with what is repeated: GB/T 15835-2011, 5.1.5, 9亿～16亿, 15%～30%."""
    written, rest = _parts(value, unit, language)
    return written + "".join(sign for sign in rest[:1] if sign in "%‰")


def _with_unit(value: Decimal, unit: Unit, language: Language) -> str:
    return "".join(_parts(value, unit, language))


def _parts(value: Decimal, unit: Unit, language: Language) -> tuple[str, str]:
    """Write a number with what belongs to it of its unit, and the rest: 3万 and 件, 30,000 and items."""
    if language == "zh":
        rest = unit.symbol.removeprefix(unit.magnitude).lstrip("万亿")  # 亿元 may have a row of its own
        return _digits(value, "zh") + unit.symbol.removesuffix(rest), rest
    if unit.symbol in ("", "%", "‰"):
        return _digits(value, "en") + unit.symbol, ""
    many, _, per = unit.english.partition("/")
    after = _per(per.split("·")) if per else ""
    if _is_money(unit):
        factor, whole = _yuan(unit), int(value.as_tuple().exponent) <= 0
        return f"CNY {_digits(value, 'en') if factor == 1 and whole else _scaled(value, factor)}", after
    written = _scaled(value, MAGNITUDES[unit.magnitude]) if unit.magnitude else _digits(value, "en")
    singular, _, plural = many.partition("|")
    return written, f" {singular if written.removeprefix('−') == '1' else plural}{after}"


def _per(divisors: list[str]) -> str:
    if len(divisors) > 1 or divisors[0][0].isdigit():
        return "".join(f" per {divisor}" for divisor in divisors)
    return f" {'an' if divisors[0][0] in 'aeiou' else 'a'} {divisors[0]}"


def _is_count(quantity: Quantity) -> bool:
    """Whether a quantity counts things, of which there are fewer; of an amount there is less."""
    unit = quantity.unit
    amount = not unit.dimensions or _is_money(unit) or unit.symbol == "个百分点"
    return quantity.decimals <= 0 and bool(unit.english) and not amount


def _is_money(unit: Unit) -> bool:
    """Whether a unit is an amount of money, perhaps of each of something else."""
    if "/" not in unit.symbol:
        return unit.dimensions == ((_CURRENCY, 1),)
    return unit.english.startswith("yuan|yuan/") and (_CURRENCY, 1) in unit.dimensions


def _yuan(unit: Unit) -> Fraction:
    """Give how many yuan one of a unit is; of a compound unit, one of what stands before its divisor."""
    return Fraction(MAGNITUDES.get(unit.magnitude, 1)) if "/" in unit.symbol else unit.factor


def _scaled(value: Decimal, factor: Fraction | int) -> str:
    """Write an amount in millions and so on, with every digit it has in its own unit."""
    amount = Fraction(value) * factor
    exponent, name = next((scale for scale in _SCALES if abs(amount) >= 10 ** scale[0]), _SCALES[-1])
    last = Fraction(10) ** int(value.as_tuple().exponent) * factor / 10**exponent
    decimals = 0
    while (last * 10**decimals).denominator != 1:
        decimals += 1
    return f"{_digits(half_up(amount / 10**exponent, decimals), 'en')}{name}"


def _digits(value: Decimal, language: Language) -> str:
    return (f"{value:,f}" if language == "en" else f"{value:f}").replace("-", "−")
