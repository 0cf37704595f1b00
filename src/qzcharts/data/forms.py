"""Forms: what a writer may ask of a metric after the bar, as in ``{metric}`gdp@2019|change` ``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from qzcharts.data import wording
from qzcharts.data.indicator import Measure
from qzcharts.data.period_words import begin_text, end_text, period_text
from qzcharts.data.qualifier import ONE_SIDED, Qualifier
from qzcharts.data.rounding import rounded
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import FormError, UnitError
from qzcharts.words import Language, gettext, marked, word

if TYPE_CHECKING:
    from qzcharts.data.metric import Metric
    from qzcharts.data.quantity import Quantity

#: Writes the quantity of a metric, which may have been converted.
Form = Callable[["Metric", "Quantity", Language], str]

_UNSIGNED = "unsigned"
_POINTS = "个百分点"
_TIMES = Unit("倍", Fraction(1), (), "times|times")
#: How a rise and a fall are said: of a rate, of an amount, of a share, and by how many times the level.
_OF_RATE = marked("up {quantity}"), marked("down {quantity}")
_OF_AMOUNT = marked("up by {quantity}"), marked("down by {quantity}")
_OF_SHARE = marked("higher by {quantity}"), marked("lower by {quantity}")
_BY_TIMES = marked("up by {quantity} the earlier level"), ""


def asked(text: str) -> tuple[str, str]:
    """Split what a writer asks for, ``id|form``, into the id and the form, which may be empty.

    In a table, whose cells a bar parts, it is written ``id｜form``.
    """
    name, _, form = text.replace("｜", "|").partition("|")
    return name.strip(), form.strip()


def render(metric: Metric, form: str, units: Mapping[str, Unit], language: Language = "zh") -> str:
    """Write a metric in one of :data:`FORMS`, in another unit, without its sign, or these together.

    Parameters
    ----------
    metric : Metric
    form : str
        Words parted by blanks: at most one form, ``unsigned``, a unit. Without a form it is ``value``.
    units : mapping of str to Unit
        The simple units there are.
    language : {"zh", "en"}

    Raises
    ------
    FormError
        If a word is neither a form nor a unit, or the form does not fit the metric.
    UnitError
        If the unit does not fit.
    """
    quantity, name, unsigned = metric.quantity, "", False
    for each in form.split():
        if each == _UNSIGNED:
            unsigned = True
        elif each not in FORMS:
            quantity = quantity.to(_unit(each, units))
        elif name:
            raise FormError(
                "{form!r} asks for two forms; allowed: one",
                mend=gettext("leave out {one} or {other}", one=name, other=each),
                form=form,
            )
        else:
            name = each
    if unsigned:
        quantity = _size(quantity)
    return FORMS[name or "value"](metric, quantity, language)


def _unit(symbol: str, units: Mapping[str, Unit]) -> Unit:
    try:
        return parse_unit(symbol, units)
    except UnitError as error:
        raise FormError(
            "{word!r} is neither a form nor a unit; allowed: {forms}, or a unit: {units}",
            mend=gettext("write one of them, or leave the bar out"),
            word=symbol,
            forms=", ".join([*FORMS, _UNSIGNED]),
            units=", ".join(units),
        ) from error


def _plain(metric: Metric, quantity: Quantity, language: Language) -> str:
    return wording.text(quantity, language, qualified=False)


def _about(metric: Metric, quantity: Quantity, language: Language) -> str:
    return wording.text(replace(quantity, qualifier=Qualifier.ABOUT), language)


def _size(quantity: Quantity) -> Quantity:
    """Give what is below zero without its sign; beside another number, words for a fall would be wrong."""
    if _direction(quantity) >= 0:
        raise FormError(
            "{quantity} is not below zero, as words for a fall would have it; allowed with unsigned: a "
            "number below zero",
            mend=gettext("leave unsigned out, or write |change, which says the direction"),
            quantity=wording.text(quantity),
        )
    return -quantity


def _change(metric: Metric, quantity: Quantity, language: Language) -> str:
    """Write a change with its direction: 增长9.6%, 减少4万人, 持平."""
    _needs(metric, "change", Measure.CHANGE)
    if quantity.unit.symbol == _POINTS:
        raise FormError(
            "a change in {unit} is no rate of growth", mend=gettext("write |points"), unit=_POINTS
        )
    if quantity.unit.symbol == _TIMES.symbol:
        return _times(metric, quantity, language)
    return _moved(quantity, _OF_AMOUNT if quantity.unit.dimensions else _OF_RATE, language)


def _points(metric: Metric, quantity: Quantity, language: Language) -> str:
    """Write a change in percentage points: 提高2.3个百分点."""
    _needs(metric, "points", Measure.CHANGE)
    if quantity.unit.symbol != _POINTS:
        raise FormError(
            "{quantity} is no change in {unit}",
            mend=gettext("write |change, or derive the difference with points(a, b)"),
            quantity=wording.text(quantity),
            unit=_POINTS,
        )
    return _moved(quantity, _OF_SHARE, language)


def _times(metric: Metric, quantity: Quantity, language: Language) -> str:
    """Write how many times a level another is, 3倍; or by how many times it rose, 增长2.4倍."""
    _needs(metric, "times", Measure.SHARE, Measure.RATE, Measure.CHANGE)
    times = quantity.to(_TIMES)
    if metric.indicator.measure is not Measure.CHANGE:
        return wording.text(times, language)
    return _moved(times, _BY_TIMES, language)


def _each(metric: Metric, quantity: Quantity, language: Language) -> str:
    """Write a rate as a sentence says it, with what it is for before it: 每天不少于62.2套."""
    dividend, divisors = quantity.unit.symbol.partition("/")[0], quantity.unit.divisors
    if not divisors:
        raise FormError(
            "{form} is no form of {id}, whose unit is {unit!r}; allowed: a unit for each of another, such as "
            "套/天",
            mend=gettext("leave it out"),
            form="each",
            id=metric.id,
            unit=quantity.unit.symbol,
        )
    if language == "en":
        return wording.text(quantity, language)
    whole = replace(quantity, unit=replace(quantity.unit, symbol=dividend))
    return "".join(f"每{unit}" for unit in divisors) + wording.text(whole)


def _rank(metric: Metric, quantity: Quantity, language: Language) -> str:
    """Write a rank: 第1位, 第2～3位."""
    _needs(metric, "rank", Measure.RANK)
    if quantity.qualifier not in wording.ORDINAL:
        raise FormError(
            "{form} says no qualifier, and {quantity} has one; allowed: a rank that is exact or a range",
            mend=gettext("write |value"),
            form="rank",
            quantity=wording.text(quantity),
        )
    return wording.ordinal(quantity, language)


def _end(metric: Metric, name: str, text: str) -> str:
    """Write an end of a metric's period."""
    if not text:
        raise FormError(
            "{form} is no form of {id}, whose period {period} has none; allowed: a period with this end",
            mend=gettext("write |period, or leave it out"),
            form=name,
            id=metric.id,
            period=metric.period.key,
        )
    return text


def _needs(metric: Metric, form: str, *measures: Measure) -> None:
    if metric.indicator.measure not in measures:
        raise FormError(
            "{form} is no form of {id}, whose measure is {measure}; allowed: {measures}",
            mend=gettext("leave it out, or correct the measure in data/indicators.csv"),
            form=form,
            id=metric.id,
            measure=metric.indicator.measure,
            measures=", ".join(measures),
        )


def _moved(quantity: Quantity, verbs: tuple[str, str], language: Language) -> str:
    """Write a change as a rise, a fall, or neither."""
    direction = _direction(quantity)
    if not direction:
        about = quantity.qualifier is Qualifier.ABOUT
        return word(language, "nearly unchanged") if about else word(language, "unchanged")
    verb = verbs[direction < 0]
    if not verb:
        raise FormError(
            "nothing falls by times what it was, as {quantity} would have it; allowed: a rise",
            mend=gettext("in place of times, write change with the unit %"),
            quantity=wording.text(quantity),
        )
    return word(language, verb, quantity=wording.text(quantity if direction > 0 else -quantity, language))


def _direction(quantity: Quantity) -> int:
    """Give 1 for what is surely above zero, −1 for what is surely below, 0 for what prints as zero."""
    lower, upper, width = quantity.bounds.lower, quantity.bounds.upper, quantity.bounds.width
    if lower is not None and lower >= 0:
        return 0 if upper == 0 else 1
    if upper is not None and upper <= 0:
        return -1
    last_digit = Fraction(10) ** -quantity.decimals
    if not rounded(quantity) and quantity.qualifier not in ONE_SIDED and width and width <= last_digit:
        return 0
    raise FormError(
        "{interval} holds both a rise and a fall; allowed: what is known to be one of them",
        mend=gettext("write |interval, or say it without a direction"),
        interval=wording.interval(quantity),
    )


def _value(metric: Metric, quantity: Quantity, language: Language) -> str:
    return metric.text(language) if quantity is metric.quantity else wording.text(quantity, language)


def _of(write: Callable[[Quantity, Language], str]) -> Form:
    return lambda metric, quantity, language: write(quantity, language)


#: What a writer may ask for after the bar, besides ``unsigned`` and the name of a unit.
FORMS: Mapping[str, Form] = {
    "value": _value,
    "plain": _plain,
    "about": _about,
    "number": _of(wording.number),
    "range": _of(wording.range_text),
    "interval": _of(wording.interval),
    "change": _change,
    "points": _points,
    "times": _times,
    "each": _each,
    "rank": _rank,
    "period": lambda metric, quantity, language: period_text(metric.period, language),
    "begin": lambda metric, quantity, language: _end(metric, "begin", begin_text(metric.period, language)),
    "end": lambda metric, quantity, language: _end(metric, "end", end_text(metric.period, language)),
    "entity": lambda metric, quantity, language: metric.label("entity", language),
}
