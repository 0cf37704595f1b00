"""A period in words: 2020年上半年, 2020年1—9月, 截至2020年7月28日; and the same in English.

English has day, month and year, 28 July 2020, as statistical offices write it, and says once what two dates
have in common: 21 to 30 June 2020.
"""

from collections.abc import Sequence

from qzcharts.data.period import Period
from qzcharts.data.period_reading import days_of_set, read_end
from qzcharts.words import Language, marked, word

_PARTS = {
    "H1": marked("first half of {year}"),
    "H2": marked("second half of {year}"),
    "Q1": marked("first quarter of {year}"),
    "Q2": marked("second quarter of {year}"),
    "Q3": marked("third quarter of {year}"),
    "Q4": marked("fourth quarter of {year}"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ORDINALS = ("first ", "second ", "third ", "fourth ")


def period_text(period: Period, language: Language = "zh") -> str:
    """Give a period in words: 2020年上半年, 截至2020年7月28日, 始于2020年6月21日至30日之间."""
    start, end = period.start, period.end
    match period.kind:
        case "unstated":
            return word(language, "not stated")
        case "since":
            return _begun(start, language)
        case "by" if days_of_set(end):
            return word(language, "as of a day {days}", days=date_text(end, language))
        case "by":
            return word(language, "as of {date}", date=within_sentence(date_text(end, language)))
        case "cumulative":
            first, last = (month_text(int(each[5:]), language) for each in period.key.split("/"))
            return word(language, "{first} to {last} {year}", first=first, last=last, year=period.key[:4])
        case "span":
            first, last = period.key.split("/")
            return _span(first, last, language)
        case "inexact":
            return _inexact(period, language)
        case _:
            return date_text(period.key, language)


def within_sentence(period: str) -> str:
    """Give the words of a period as they stand in an English sentence: the first half of 2020."""
    return f"the {period}" if period.startswith(_ORDINALS) else period


def month_text(month: int, language: Language, *, short: bool = False) -> str:
    """Name a month of a year; `short` is for axes: 6月, June, Jun."""
    name = _MONTHS[month - 1]
    if language == "zh":
        # Of months in a row 月 is said once, by who joins them.
        return word(language, "{month:02}", month=month) if short else f"{month}"
    return name[:3] if short else name


def begin_text(period: Period, language: Language = "zh") -> str:
    """Give the begin of a period in words, as exactly as it is known; empty where none is published."""
    return date_text(period.start, language) if period.start else ""


def end_text(period: Period, language: Language = "zh") -> str:
    """Give the end of a period in words, as exactly as it is known; empty where none is published."""
    begin, finish = period.begin, period.finish
    if begin and finish and days_of_set(period.end) and finish.first <= begin.first:
        # That it did not end before it can have begun goes without saying.
        return word(language, "by {date}", date=date_text(finish.last.isoformat(), language))
    return date_text(period.end, language) if period.end else ""


def date_text(part: str, language: Language) -> str:
    """Give a day, a month, a quarter, a half, a year or a set of days in words."""
    if days := days_of_set(part):
        first, last = _pair(*days, language)
        return word(language, "between {first} and {last}", first=first, last=last)
    year, *others = part.split("-")
    if others and others[0] in _PARTS:
        return word(language, _PARTS[others[0]], year=year)
    numbers = [int(other) for other in others]
    month = month_text(numbers[0], language) if numbers else ""
    match numbers:
        case [_, day]:
            return word(language, "{day} {month} {year}", year=year, month=month, day=day)
        case [_]:
            return word(language, "{month} {year}", year=year, month=month)
        case _:
            return word(language, "{year}", year=year)


def _pair(first: str, last: str, language: Language, shared: Sequence[int] = (7, 4)) -> tuple[str, str]:
    """Give two dates in words, of which the month, else the year, is said once where both have it."""
    one, other = date_text(first, language), date_text(last, language)
    for same in shared:
        if first[:same] == last[:same]:
            said = date_text(first[:same], language)
            if language == "zh":
                return one, _rest(other, said, language)
            return _rest(one, said, language), other
    return one, other


def _span(first: str, last: str, language: Language) -> str:
    one, other = _pair(first, last, language, (4,) if language == "zh" else (7, 4))
    return word(language, "{first} to {last}", first=one, last=other)


def _begun(start: str, language: Language) -> str:
    date = within_sentence(date_text(start, language))
    if days_of_set(start):
        return word(language, "begun {days}", days=date)
    if len(start) == len("YYYY-MM-DD"):
        return word(language, "begun on {date}", date=date)
    return word(language, "begun in {date}", date=date)


def _inexact(period: Period, language: Language) -> str:
    """Give a period of which an end is some day of a set, or less exact than the other end."""
    start, end, begin, finish = period.start, period.end, period.begin, period.finish
    assert begin and finish
    if start == end:
        return date_text(start, language)
    first, last = date_text(start, language), date_text(end, language)
    if days_of_set(end):
        year = date_text(f"{begin.first.year}", language)
        begun = _begun(start, language)
        if finish.first > begin.first:
            return word(language, "{begun}, ended {days}", begun=begun, days=_rest(last, year, language))
        # That it did not end before it can have begun goes without saying.
        day = date_text(finish.last.isoformat(), language)
        return word(language, "{begun}, ended by {date}", begun=begun, date=_rest(day, year, language))
    of_start, of_end = read_end(start).days, read_end(end).days
    if days_of_set(start) or (of_end.first <= of_start.first and of_start.last <= of_end.last):
        return word(language, "{begun}, as of {date}", begun=_begun(start, language), date=last)
    if of_start.first <= of_end.first and of_end.last <= of_start.last:
        # Some day of a year or month, of which only the part up to a day is over.
        said = first if language == "zh" else date_text(start[:4], language)
        rest = _rest(last, said, language)
        return word(language, "within {first}, as of {last}", first=within_sentence(first), last=rest)
    return _span(start, end, language)


def _rest(date: str, said: str, language: Language) -> str:
    """Leave out of a date the year, or year and month, that are said beside it."""
    if language == "zh":
        return date.removeprefix(said)
    return date if " of " in date else date.removesuffix(f" {said}")
