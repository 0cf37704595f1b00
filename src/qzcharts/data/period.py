"""Periods as published: a named part of the calendar, or two ends, each as exact as it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Literal

from qzcharts.data.period_reading import SUBYEARS, End, Window, read_ends
from qzcharts.errors import PeriodError
from qzcharts.words import gettext

Kind = Literal[
    "unstated", "year", "half", "quarter", "month", "day", "cumulative", "span", "by", "since", "inexact"
]
_SLUG = str.maketrans({"/": "-to-", "[": "", "]": ""})
_DAY = timedelta(days=1)
_YEAR = re.compile(r"(\d{4})(-02-29)?", re.ASCII)
_SUBYEAR = re.compile("[HQ][1-4]")
#: Texts that are kept: far more than a report has.
_MOST_TEXTS = 100_000


@total_ordering
@dataclass(frozen=True)
class Period:
    """A span of time whose ends are known as exactly as they were published.

    Periods that cover the same days are equal, however they were typed. They are in the order of their last
    days, then of their first; what is not stated comes first, what has no end last.

    Attributes
    ----------
    key : str
        The one way that it is written in notation: ``2020``, ``2020-H1``, ``2020-Q3``, ``2020-06``,
        ``2020-06-30``, ``2020-01/2020-09``, ``../2020-07-28`` (by a day), ``2020-06/..`` (since),
        ``[2020-06-21..2020-06-30]`` (some day of these), ``2020/2020-07-28`` (begun some day of 2020); empty
        where it is not stated.
    kind : str
        ``cumulative`` is from January on, ``span`` any other time with a first and a last day; ``inexact``
        has an end that is some day of a set, or less exact than the other end.
    start, end : str
        The ends as published, those of whole days as ``YYYY-MM-DD``; empty where there is none. A count has a
        date, which is an end without a start.
    begin, finish : Window or None
        The days that each end can be; ``None`` where it is empty. No day of `begin` lies after the last of
        `finish`, and none of `finish` before the first of `begin`.
    """

    key: str
    kind: Kind = field(compare=False)
    start: str = field(compare=False)
    end: str = field(compare=False)
    begin: Window | None = field(compare=False)
    finish: Window | None = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period as authors type it, in Chinese or as in `key`; blank text is a period not stated.

        Raises
        ------
        PeriodError
            If it is none, or every day of its end lies before its start.
        """
        return _parse(text)

    @classmethod
    def between(cls, start: str, end: str) -> Period:
        """Give the period of two ends, empty for one that is open."""
        return _joined(read_ends(start)[0], read_ends(end)[1])

    @property
    def first(self) -> date | None:
        """The first day that the period can have begun on."""
        return self.begin.first if self.begin else None

    @property
    def last(self) -> date | None:
        """The last day that the period can have ended on."""
        return self.finish.last if self.finish else None

    @property
    def days(self) -> int | None:
        """How many calendar days it covers, ``None`` where that is not known."""
        if self.first is None or self.last is None or self.kind == "inexact":
            return None
        return (self.last - self.first).days + 1

    @property
    def edtf(self) -> str:
        """The key as EDTF (ISO 8601-2:2019) writes it, with 2020-40 for 2020-H1 and 2020-33 for 2020-Q1."""
        return _SUBYEAR.sub(lambda part: SUBYEARS[part[0]], self.key) or "../.."

    @property
    def slug(self) -> str:
        """The key in lower-case letters, digits and hyphens, different for different keys."""
        match self.kind:
            case "by":
                text = f"by-{self.end}"
            case "since":
                text = f"since-{self.start}"
            case _:
                text = self.key or "unstated"
        return text.replace("..", "-till-").translate(_SLUG).lower()

    def previous(self) -> Period | None:
        """Give the year, half, quarter, month or day before; ``None`` where the kind has no steps."""
        if self.first is None:
            return None
        day = self.first - _DAY
        match self.kind:
            case "year":
                text = f"{day:%Y}"
            case "half":
                text = f"{day:%Y}-H{(day.month + 5) // 6}"
            case "quarter":
                text = f"{day:%Y}-Q{(day.month + 2) // 3}"
            case "month":
                text = f"{day:%Y-%m}"
            case "day":
                text = f"{day}"
            case _:
                return None
        return _parsed(text)

    def year_before(self) -> Period | None:
        """Give the same time a year earlier; of 29 February, the 28th."""
        return _parsed(_YEAR.sub(_a_year_earlier, self.key)) if self.key else None

    def year(self) -> Period | None:
        """Give the year that holds the period, or that it ends in where it has no start."""
        if self.finish is None:
            return None
        first = self.first or self.finish.first
        return _parsed(f"{first.year}") if first.year == self.finish.last.year else None

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, date, str]:
        last = self.last or (date.max if self.begin else date.min)
        return last, self.first or date.min, self.key


@lru_cache(_MOST_TEXTS)
def _parse(text: str) -> Period:
    return _joined(*read_ends(text))


def _parsed(text: str) -> Period | None:
    """Read a period, ``None`` where the calendar, or the years that can be written, have no such."""
    try:
        return _parse(text)
    except PeriodError:
        return None


def _a_year_earlier(found: re.Match[str]) -> str:
    return f"{int(found[1]) - 1:04}" + ("-02-28" if found[2] else "")


def _joined(start: End | None, end: End | None) -> Period:
    """Give the period of two ends; those of one exactness are both whole: 2020-01/2020-06 is half a year."""
    if start is None:
        if end is None:
            return Period("", "unstated", "", "", None, None)
        return Period(f"../{end.text}", "by", "", end.text, None, end.days)
    if end is None:
        return Period(f"{start.text}/..", "since", start.text, "", start.days, None)
    begin = Window(start.days.first, min(start.days.last, end.days.last))
    finish = Window(max(end.days.first, start.days.first), end.days.last)
    if finish.last < begin.first:
        raise PeriodError(
            "the period ends ({end}) before it starts ({start})",
            mend=gettext("write the earlier one first, {end}/{start}", end=end.text, start=start.text),
            start=start.text,
            end=end.text,
        )
    sets = start.text.startswith("["), end.text.startswith("[")
    exact = begin.first == begin.last and finish.first == finish.last
    whole = _whole(begin.first, finish.last)
    if exact or (not any(sets) and _are_bounds(start, end, whole)):
        return whole
    # Of a set, only the days that the other end allows.
    first = f"[{begin.first}..{begin.last}]" if sets[0] else start.text
    last = f"[{finish.first}..{finish.last}]" if sets[1] else end.text
    key = first if first == last else f"{first}/{last}"
    return Period(key, "inexact", first, last, begin, finish)


def _are_bounds(start: End, end: End, whole: Period) -> bool:
    """Whether two ends are the first and the last day of a whole: both are as exact, or it has a name.

    Some day of a year is not its first, so that only a month and a day can make the name of a whole.
    """
    exactness = {start.exactness, end.exactness}
    return len(exactness) == 1 or (exactness == {"-00", "-00-00"} and whole.kind != "span")


def _whole(first: date, last: date) -> Period:
    """Give the period of all days from one to another, by its name where it has one."""
    kind, key = _named(first, last)
    return Period(key, kind, f"{first}", f"{last}", Window(first, first), Window(last, last))


def _named(first: date, last: date) -> tuple[Kind, str]:
    if first == last:
        return "day", f"{first}"
    if first.day != 1 or (last + _DAY).day != 1:
        return "span", f"{first}/{last}"
    if (first.month, last.month) == (1, 12):
        years = f"{first.year}/{last.year}"
        return ("year", years[:4]) if first.year == last.year else ("span", years)
    months = f"{first:%Y-%m}/{last:%Y-%m}"
    if first.year != last.year:
        return "span", months
    match last.month - first.month + 1:
        case 1:
            return "month", f"{first:%Y-%m}"
        case 3 if last.month % 3 == 0:
            return "quarter", f"{first.year}-Q{last.month // 3}"
        case 6 if last.month % 6 == 0:
            return "half", f"{first.year}-H{last.month // 6}"
        case _:
            return ("cumulative" if first.month == 1 else "span"), months
