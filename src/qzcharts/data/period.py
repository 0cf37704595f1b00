"""Periods as published, which may name a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A span of time whose ends are known as exactly as they were published.

    Attributes
    ----------
    start, end : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` (ISO 8601); empty where nothing was published.
    first, last : date or None
        The first day that `start` and the last day that `end` can mean.
    """

    start: str
    end: str
    first: date | None
    last: date | None

    @classmethod
    def parse(cls, start: str, end: str) -> Period:
        """Read the ends of a period.

        Raises
        ------
        ValueError
            If an end is no calendar date, or the end lies before the start.
        """
        first = _day(start, last=False) if start else None
        last = _day(end, last=True) if end else None
        if first and last and last < first:
            raise ValueError(f"the period ends ({end}) before it starts ({start})")
        return cls(start, end, first, last)


def _day(text: str, *, last: bool) -> date:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no date; allowed: YYYY, YYYY-MM or YYYY-MM-DD")
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
            f"{text!r} is not in the calendar; allowed: a year, a month or a day of it"
        ) from error
