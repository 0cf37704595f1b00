"""Periods as published: each end a day, a month, a year, or some day of a set of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qzcharts.words import gettext

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
#: Some day of a set of consecutive days, as EDTF (ISO 8601-2:2019, 4.5) writes it.
_SET = re.compile(r"\[(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\]", re.ASCII)


class Window(NamedTuple):
    """The days that one end of a period can be, from the first to the last."""

    first: date
    last: date


@dataclass(frozen=True)
class Period:
    """A span of time whose ends are known as exactly as they were published.

    Attributes
    ----------
    start, end : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` (ISO 8601), or ``[YYYY-MM-DD..YYYY-MM-DD]``, which is some day
        of these; empty where nothing was published. A count has a date, which is an end without a start.
    begin, finish : Window or None
        The days that each end can be; ``None`` where it is empty. No day of `begin` lies after the last of
        `finish`, and none of `finish` before the first of `begin`.
    """

    start: str
    end: str
    begin: Window | None
    finish: Window | None

    @classmethod
    def parse(cls, start: str, end: str) -> Period:
        """Read the ends of a period.

        Raises
        ------
        ValueError
            If an end is no date or set of days, or every day of the end lies before the start.
        """
        begin, finish = _window(start), _window(end)
        if begin and finish:
            if finish.last < begin.first:
                raise ValueError(
                    gettext("the period ends ({end}) before it starts ({start})", end=end, start=start)
                )
            begin, finish = (
                Window(begin.first, min(begin.last, finish.last)),
                Window(max(finish.first, begin.first), finish.last),
            )
        return cls(start, end, begin, finish)

    @property
    def first(self) -> date | None:
        """The first day that the period can have begun on."""
        return self.begin.first if self.begin else None

    @property
    def last(self) -> date | None:
        """The last day that the period can have ended on."""
        return self.finish.last if self.finish else None


def days_of_set(text: str) -> tuple[str, str] | None:
    """Give the first and the last day of a set of days as they are written, ``None`` for anything else."""
    match = _SET.fullmatch(text)
    return (match[1], match[2]) if match else None


def _window(text: str) -> Window | None:
    if not text:
        return None
    days = days_of_set(text)
    if not days:
        return Window(_day(text, last=False), _day(text, last=True))
    first, last = (_day(day, last=False) for day in days)
    if first >= last:
        raise ValueError(
            gettext("{text!r} is no set of days; allowed: an earlier day and a later one", text=text)
        )
    return Window(first, last)


def _day(text: str, *, last: bool) -> date:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(
            gettext(
                "{text!r} is no date; allowed: YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]",
                text=text,
            )
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        month = 12 if last else 1
    try:
        if day is None:
            day = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(
            gettext("{text!r} is not in the calendar; allowed: a year, a month or a day of it", text=text)
        ) from error
