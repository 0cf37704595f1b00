"""Periods along an axis: at equal steps of the calendar, and named as short as leaves no doubt."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import gcd

from qzcharts.charts.sheet import Sheet
from qzcharts.data.metric import Metric
from qzcharts.data.period import Period
from qzcharts.data.period_words import date_text, month_text, period_text
from qzcharts.words import Language

#: From the last period back, each so many is named: of months and quarters, the same ones of each year.
_STEPS = {"month": (1, 3, 6, 12, 24, 60), "quarter": (1, 2, 4, 8, 20)}
_OTHER_STEPS = (1, 2, 5, 10, 20, 60)
_WIDEST, _GAP = 110, 10
# Ticks nearer to each other than this are a smear.
_NEAREST = 6


def regular(periods: Iterable[Period]) -> list[Period]:
    """Give periods in order, and where they follow at equal steps, those between them that are not there."""
    ordered = sorted(set(periods))
    dates = any(period.kind == "day" for period in ordered)
    for back in [Period.year_before] if dates else [Period.year_before, Period.previous]:
        ways = [_way(earlier, later, back) for earlier, later in pairwise(ordered)]
        if all(ways):
            step = gcd(*map(len, ways))
            return [*ordered[:1], *(period for way in ways for period in way[step - 1 :: step])]
    return ordered


def _way(earlier: Period, later: Period, back: Callable[[Period], Period | None]) -> list[Period]:
    """Give the periods after one up to another, by steps back; none if these miss it."""
    way, before = [later], back(later)
    while before and before > earlier:
        way.append(before)
        before = back(before)
    return way[::-1] if before == earlier else []


def short_names(periods: Sequence[Period], language: Language) -> list[str]:
    """Name periods in order below an axis; parts of a year have the year below the first of it."""
    kinds = {period.kind for period in periods}
    if kinds == {"year"}:
        return [period.key for period in periods]
    if not kinds <= {"half", "quarter", "month"}:
        return [period_text(period, language) for period in periods]
    names, said = [], ""
    for period in periods:
        year, _, part = period.key.partition("-")
        if language == "zh":
            part = date_text(period.key, language).removeprefix(date_text(year, language))
        elif period.kind == "month":
            part = month_text(int(part), language, short=True)
        names.append(part if year == said else f"{part}\n{year}")
        said = year
    return names


def day_of(period: Period) -> date:
    """Give the day that a figure of a period stands at: its last, or its first where it has no end."""
    day = period.last or period.first
    assert day is not None, "who draws refuses what is not stated"
    return day


def name_periods(
    sheet: Sheet, metrics: Sequence[Metric], x: Callable[[Metric], float], language: Language
) -> None:
    """Draw the axis at the sheet's height, and move on.

    Parameters
    ----------
    sheet : Sheet
    metrics : sequence of Metric
    x : callable
        Gives where a metric stands.
    language : {"zh", "en"}
    """
    found = sorted({day_of(metric.period): metric for metric in metrics}.items(), reverse=True)
    places = [x(metric) for _, metric in found]
    names = [sheet.block(_when(metric.period, language), "note", _WIDEST) for _, metric in found]
    lefts = [
        min(max(place - name.width / 2, 0), sheet.width - name.width)
        for place, name in zip(places, names, strict=True)
    ]

    def apart(later: int, earlier: int) -> bool:
        return lefts[later] >= lefts[earlier] + names[earlier].width + _GAP

    for step in _STEPS.get(found[0][1].period.kind, _OTHER_STEPS):
        shown = list(range(0, len(found), step))
        if all(map(apart, shown, shown[1:])):
            break
    if apart(shown[-1], len(found) - 1):
        shown.append(len(found) - 1)
    crowded = places[0] - places[-1] < _NEAREST * (len(found) - 1)
    for each in shown if crowded else range(len(found)):
        sheet.line([(places[each], sheet.y), (places[each], sheet.y + 4)], "muted", part="notch")
    for each in shown:
        sheet.put(names[each], lefts[each], sheet.y + 5, colour="muted", part="period")
    sheet.y += 5 + max(names[each].height for each in shown)


def _when(period: Period, language: Language) -> str:
    """Name a period; that a count is as of a day goes without saying on an axis."""
    return date_text(period.end, language) if period.kind == "by" else period_text(period, language)
