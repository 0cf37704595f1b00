"""A quantity in words: 12.96亿元, 约52%, 不少于62.2套/天, 24.67亿～25.18亿元; and the same in English.

Numerals follow GB/T 15835-2011: Arabic for statistics, a zero before the point, 万, 亿 and % repeated in a
range, joined by ～ (U+FF5E), and no space between number and unit; a negative number has a minus sign
(U+2212). A value is rounded here, once; whatever is computed is computed before.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from qzcharts.data.quantity import ONE_SIDED, Qualifier, Quantity
from qzcharts.data.rounding import half_up, outward, rounded
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import UnitError
from qzcharts.words import Language, marked, word

_QUALIFIED = {
    Qualifier.ABOUT: marked("about {quantity}"),
    Qualifier.AT_LEAST: marked("at least {quantity}"),
    Qualifier.AT_MOST: marked("at most {quantity}"),
    Qualifier.NEARLY: marked("nearly {quantity}"),
    Qualifier.ABOVE: marked("more than {quantity}"),
    Qualifier.BELOW: marked("less than {quantity}"),
}
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
    return _qualified(quantity.qualifier, quantity, words, language) if qualified else words


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
            return _qualified(most, quantity, end, language)
        return word(language, "upper limit {end}", end=end)
    if upper is None:
        end = _with_unit(lower, unit, language)
        if exact:
            return _qualified(least, quantity, end, language)
        return word(language, "lower limit {end}", end=end)
    if lower == upper:
        return word(language, "exactly {quantity}", quantity=_with_unit(lower, unit, language))
    if not exact or quantity.qualifier not in ONE_SIDED:
        return _range(lower, upper, unit, language)
    low = "0" if not lower else _without_unit(lower, unit, language)
    if bounds.lower_open:
        low = word(language, "more than {low}", low=low)
    else:
        low = _qualified(least, quantity, low, language)
    high = _qualified(most, quantity, _with_unit(upper, unit, language), language)
    return word(language, "{low}, {high}", low=low, high=high)


def _about(quantity: Quantity, language: Language) -> str:
    return _qualified(Qualifier.ABOUT, quantity, text(quantity, language, qualified=False), language)


#: What a writer may ask for after the id in ``{metric}`id|form` ``, besides the name of a unit.
FORMS: dict[str, Callable[[Quantity, Language], str]] = {
    "value": text,
    "plain": lambda quantity, language: text(quantity, language, qualified=False),
    "about": _about,
    "number": number,
    "range": range_text,
    "interval": interval,
}


def asked(text: str) -> tuple[str, str]:
    """Split what a writer asks for, ``id|form``, into the id and the form, which may be empty."""
    name, _, form = text.partition("|")
    return name.strip(), form.strip()


def render(quantity: Quantity, form: str, units: Mapping[str, Unit], language: Language = "zh") -> str:
    """Give a quantity in one of :data:`FORMS`, in another unit, or both (``"万元 range"``).

    Raises
    ------
    UnitError
        If a word of `form` is neither a form nor a unit, or the unit does not fit.
    """
    write = FORMS["value"]
    for each in form.split():
        if each in FORMS:
            write = FORMS[each]
            continue
        try:
            unit = parse_unit(each, units)
        except UnitError as error:
            raise UnitError(
                "{word!r} is neither a form nor a unit; allowed: {forms}, or a unit: {units}",
                word=each,
                forms=", ".join(FORMS),
                units=", ".join(units),
            ) from error
        quantity = quantity.to(unit)
    return write(quantity, language)


def _qualified(qualifier: Qualifier, quantity: Quantity, written: str, language: Language) -> str:
    """Write a number of a quantity with a qualifier."""
    if qualifier is Qualifier.BELOW and _is_count(quantity):
        return word(language, "fewer than {quantity}", quantity=written)
    return word(language, _QUALIFIED.get(qualifier, "{quantity}"), quantity=written)


def _range(lower: Decimal, upper: Decimal, unit: Unit, language: Language) -> str:
    low, high = _without_unit(lower, unit, language), _with_unit(upper, unit, language)
    return word(language, "{low} to {high}", low=low, high=high.removeprefix("CNY "))


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
