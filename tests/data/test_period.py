"""Periods: what is a date, and the days that it can mean."""

from __future__ import annotations

from datetime import date

import pytest

from qzcharts.data.period import Period


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
def test_ends(start, end, first, last):
    period = Period.parse(start, end)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(
            (text, f"{text!r} is no date; allowed: YYYY, YYYY-MM or YYYY-MM-DD")
            for text in ("20", "2020-6", "2020/06", "2020-06-1", "２０２０", "June", " 2020", "2020-06-30\n")
        ),
        ("2020-13", "'2020-13' is not in the calendar; allowed: a year, a month or a day of it"),
        ("2020-00", "'2020-00' is not in the calendar; allowed: a year, a month or a day of it"),
        ("2020-06-31", "'2020-06-31' is not in the calendar; allowed: a year, a month or a day of it"),
        ("2020-06-00", "'2020-06-00' is not in the calendar; allowed: a year, a month or a day of it"),
        ("0000", "'0000' is not in the calendar; allowed: a year, a month or a day of it"),
    ],
)
@pytest.mark.parametrize("ends", [lambda text: (text, ""), lambda text: ("", text)])
def test_no_dates(ends, text, message):
    with pytest.raises(ValueError) as caught:
        Period.parse(*ends(text))
    assert str(caught.value) == message


def test_an_end_before_the_start():
    with pytest.raises(ValueError, match=r"the period ends \(2020-05\) before it starts \(2020-06-01\)"):
        Period.parse("2020-06-01", "2020-05")
