"""Periods: what is a date, and the days that it can mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from qzcharts.data.period import Period, Window

JUNE, LATE_JUNE = date(2020, 6, 1), "[2020-06-21..2020-06-30]"
DATES = "YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]"


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2020", "2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", "2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-02", "2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020-07-28", "", date(2020, 7, 28), None),
        ("", "2020-07-28", None, date(2020, 7, 28)),
        ("", "", None, None),
        # A month may start within a year that ends with it.
        ("2020-12", "2020", date(2020, 12, 1), date(2020, 12, 31)),
    ],
)
def test_ends(start: str, end: str, first: date | None, last: date | None) -> None:
    period = Period.parse(start, end)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "begin", "finish"),
    [
        ("2020-01-01", "2020-06-30", (date(2020, 1, 1),) * 2, (date(2020, 6, 30),) * 2),
        ("2020-06", "", (JUNE, date(2020, 6, 30)), None),
        (LATE_JUNE, "", (date(2020, 6, 21), date(2020, 6, 30)), None),
        ("", "[2020-06-21..2020-07-10]", None, (date(2020, 6, 21), date(2020, 7, 10))),
        # What begins some day of a year has begun by the day it is known of.
        ("2020", "2020-07-28", (date(2020, 1, 1), date(2020, 7, 28)), (date(2020, 7, 28),) * 2),
        # And what ends some day of a year does not end before it can have begun.
        ("2020-12", "2020", (date(2020, 12, 1), date(2020, 12, 31)), (date(2020, 12, 1), date(2020, 12, 31))),
        (
            LATE_JUNE,
            "[2020-06-01..2020-06-25]",
            (date(2020, 6, 21), date(2020, 6, 25)),
            (date(2020, 6, 21), date(2020, 6, 25)),
        ),
        ("", "", None, None),
    ],
)
def test_the_days_that_each_end_can_be(
    start: str, end: str, begin: tuple[date, date] | None, finish: tuple[date, date] | None
) -> None:
    period = Period.parse(start, end)
    assert period.begin == (begin and Window(*begin))
    assert period.finish == (finish and Window(*finish))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(
            (text, f"{text!r} is no date; allowed: {DATES}")
            for text in (
                "20",
                "2020-6",
                "2020/06",
                "2020-06-1",
                "２０２０",
                "June",
                " 2020",
                "2020-06-30\n",
                "[2020-06..2020-07]",
                "[2020-06-21..]",
                "[2020-06-21]",
                "2020-06-21..2020-06-30",
                "[2020-06-21, 2020-06-30]",
                "{2020-06-21..2020-06-30}",
            )
        ),
        ("2020-13", "'2020-13' is not in the calendar; allowed: a year, a month or a day of it"),
        ("2020-00", "'2020-00' is not in the calendar; allowed: a year, a month or a day of it"),
        ("2020-06-31", "'2020-06-31' is not in the calendar; allowed: a year, a month or a day of it"),
        ("2020-06-00", "'2020-06-00' is not in the calendar; allowed: a year, a month or a day of it"),
        (
            "[2020-06-21..2020-06-31]",
            "'2020-06-31' is not in the calendar; allowed: a year, a month or a day of it",
        ),
        *(
            (text, f"{text!r} is no set of days; allowed: an earlier day and a later one")
            for text in ("[2020-06-30..2020-06-21]", "[2020-06-21..2020-06-21]")
        ),
        ("0000", "'0000' is not in the calendar; allowed: a year, a month or a day of it"),
    ],
)
@pytest.mark.parametrize("ends", [lambda text: (text, ""), lambda text: ("", text)])
def test_no_dates(ends: Callable[[str], tuple[str, str]], text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        Period.parse(*ends(text))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2020-06-01", "2020-05"),
        (LATE_JUNE, "2020-06-20"),
        (LATE_JUNE, "[2020-06-01..2020-06-20]"),
        ("2021", "[2020-06-01..2020-06-20]"),
    ],
)
def test_an_end_before_the_start(start: str, end: str) -> None:
    with pytest.raises(ValueError) as caught:
        Period.parse(start, end)
    assert str(caught.value) == f"the period ends ({end}) before it starts ({start})"
