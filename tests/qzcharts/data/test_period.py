"""Periods: the days that they can mean, one key for equal ones, steps, and their order."""

from __future__ import annotations

import re
from datetime import date, timedelta

import periods
import pytest
from hypothesis import given

from qzcharts.data.period import Period
from qzcharts.data.period_reading import Window
from qzcharts.errors import PeriodError

JUNE, LATE_JUNE = (date(2020, 6, 1), date(2020, 6, 30)), "[2020-06-21..2020-06-30]"
DAY = timedelta(days=1)


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
    period = Period.between(start, end)
    assert (period.first, period.last) == (first, last)
    assert Period.parse(f"{start or '..'}/{end or '..'}") == period


@pytest.mark.parametrize(
    ("key", "begin", "finish"),
    [
        # Whole days from one to the other.
        ("2020-H1", (date(2020, 1, 1),) * 2, (date(2020, 6, 30),) * 2),
        ("2020-03/2020-04", (date(2020, 3, 1),) * 2, (date(2020, 4, 30),) * 2),
        ("2020", (date(2020, 1, 1),) * 2, (date(2020, 12, 31),) * 2),
        ("2020-06/..", JUNE, None),
        ("2020-Q2/..", (date(2020, 4, 1), date(2020, 6, 30)), None),
        ("[2020-06-21..2020-06-30]/..", (date(2020, 6, 21), date(2020, 6, 30)), None),
        ("../[2020-06-21..2020-07-10]", None, (date(2020, 6, 21), date(2020, 7, 10))),
        # What begins some day of a year has begun by the day it is known of.
        ("2020/2020-07-28", (date(2020, 1, 1), date(2020, 7, 28)), (date(2020, 7, 28),) * 2),
        # And what ends some day of a year does not end before it can have begun.
        ("2020-12/2020", (date(2020, 12, 1), date(2020, 12, 31)), (date(2020, 12, 1), date(2020, 12, 31))),
        ("[2020-06-21..2020-06-30]", (date(2020, 6, 21), JUNE[1]), (date(2020, 6, 21), JUNE[1])),
        ("", None, None),
    ],
)  # fmt: skip
def test_the_days_that_each_end_can_be(
    key: str, begin: tuple[date, date] | None, finish: tuple[date, date] | None
) -> None:
    period = Period.parse(key)
    assert period.key == key
    assert period.begin == (begin and Window(*begin))
    assert period.finish == (finish and Window(*finish))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2020-06-01", "2020-05"),
        (LATE_JUNE, "2020-06-20"),
        (LATE_JUNE, "[2020-06-01..2020-06-20]"),
        ("2021", "[2020-06-01..2020-06-20]"),
        ("2020-Q3", "2020-H1"),
    ],
)
def test_an_end_before_the_start(start: str, end: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.between(start, end)
    assert str(caught.value) == f"the period ends ({end}) before it starts ({start})"
    assert caught.value.mend == f"write the earlier one first, {end}/{start}"


@pytest.mark.parametrize(
    ("key", "kind", "previous", "year_before", "year", "days", "edtf", "slug"),
    [
        ("", "unstated", None, None, None, None, "../..", "unstated"),
        ("2020", "year", "2019", "2019", "2020", 366, "2020", "2020"),
        ("2021", "year", "2020", "2020", "2021", 365, "2021", "2021"),
        ("2020-H1", "half", "2019-H2", "2019-H1", "2020", 182, "2020-40", "2020-h1"),
        ("2020-H2", "half", "2020-H1", "2019-H2", "2020", 184, "2020-41", "2020-h2"),
        ("2020-Q1", "quarter", "2019-Q4", "2019-Q1", "2020", 91, "2020-33", "2020-q1"),
        ("2020-Q4", "quarter", "2020-Q3", "2019-Q4", "2020", 92, "2020-36", "2020-q4"),
        ("2020-01", "month", "2019-12", "2019-01", "2020", 31, "2020-01", "2020-01"),
        ("2020-02", "month", "2020-01", "2019-02", "2020", 29, "2020-02", "2020-02"),
        ("2020-03-01", "day", "2020-02-29", "2019-03-01", "2020", 1, "2020-03-01", "2020-03-01"),
        ("2020-02-29", "day", "2020-02-28", "2019-02-28", "2020", 1, "2020-02-29", "2020-02-29"),
        ("2020-01/2020-09", "cumulative", None, "2019-01/2019-09", "2020", 274,
         "2020-01/2020-09", "2020-01-to-2020-09"),
        ("2020-01-01/2020-07-28", "span", None, "2019-01-01/2019-07-28", "2020", 210,
         "2020-01-01/2020-07-28", "2020-01-01-to-2020-07-28"),
        ("2019/2020", "span", None, "2018/2019", None, 731, "2019/2020", "2019-to-2020"),
        ("../2020-07-28", "by", None, "../2019-07-28", "2020", None, "../2020-07-28", "by-2020-07-28"),
        ("2020-06/..", "since", None, "2019-06/..", None, None, "2020-06/..", "since-2020-06"),
        (LATE_JUNE, "inexact", None, "[2019-06-21..2019-06-30]", "2020", None, LATE_JUNE,
         "2020-06-21-till-2020-06-30"),
        ("2020/2020-07-28", "inexact", None, "2019/2019-07-28", "2020", None, "2020/2020-07-28",
         "2020-to-2020-07-28"),
        ("2020-H1/2020-02-01", "inexact", None, "2019-H1/2019-02-01", "2020", None, "2020-40/2020-02-01",
         "2020-h1-to-2020-02-01"),
        # A set of two days has only one of them the year before.
        ("[2020-02-28..2020-02-29]", "inexact", None, None, "2020", None, "[2020-02-28..2020-02-29]",
         "2020-02-28-till-2020-02-29"),
        # Years have four digits, and begin with 1 or 2.
        ("1000", "year", None, None, "1000", 365, "1000", "1000"),
    ],
)  # fmt: skip
def test_what_a_period_tells(
    key: str,
    kind: str,
    previous: str | None,
    year_before: str | None,
    year: str | None,
    days: int | None,
    edtf: str,
    slug: str,
) -> None:
    period = Period.parse(key)
    others = [other and other.key for other in (period.previous(), period.year_before(), period.year())]
    assert (period.key, period.kind, *others) == (key, kind, previous, year_before, year)
    assert (period.days, period.edtf, period.slug) == (days, edtf, slug)


def test_the_order_is_by_last_days_then_by_first() -> None:
    keys = ["", "2019", "../2020-06-30", "2020", "2020-H1", "2020-06", "2020-06/..", "2020-12", "../2020-12"]
    ordered = [period.key for period in sorted(map(Period.parse, keys))]
    assert ordered == [
        "", "2019", "../2020-06-30", "2020-H1", "2020-06", "../2020-12", "2020", "2020-12", "2020-06/..",
    ]  # fmt: skip


@given(periods.periods)
def test_the_key_is_read_as_the_same_period(period: Period) -> None:
    for text in (period.key, period.edtf):
        again = Period.parse(text)
        assert again == period and hash(again) == hash(period)
        assert (again.kind, again.begin, again.finish) == (period.kind, period.begin, period.finish)
    between = Period.between(period.start, period.end)
    assert between == period


@given(periods.periods, periods.periods)
def test_whole_days_have_one_key(one: Period, other: Period) -> None:
    if one.days and other.days:
        assert (one == other) == ((one.first, one.last) == (other.first, other.last))
    assert (one.slug == other.slug) == (one == other)
    assert re.fullmatch("[a-z0-9-]+", one.slug)


@given(periods.periods, periods.periods, periods.periods)
def test_the_order_is_total(one: Period, other: Period, third: Period) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    assert sorted([one, other, third]) == sorted([third, one, other])


@given(periods.named.map(Period.parse))
def test_the_one_before_is_next_to_it(period: Period) -> None:
    previous = period.previous()
    assert previous is not None and previous.kind == period.kind
    assert previous.last and previous.last + DAY == period.first
    assert previous < period


@given(periods.periods)
def test_a_year_before_is_the_same_days_of_a_year_less(period: Period) -> None:
    before = period.year_before()
    if before is None:
        assert period.kind in ("unstated", "inexact")
        return
    assert before < period
    for now, then in ((period.first, before.first), (period.last, before.last)):
        assert (now is None) == (then is None)
        if now and then:
            assert then.year == now.year - 1
            # The last of February may be another.
            assert then.month == now.month
            assert then.day == now.day or {then.day, now.day} == {28, 29}


@given(periods.periods)
def test_the_year_holds_the_period(period: Period) -> None:
    year = period.year()
    if year is None or period.finish is None:
        return
    assert year.kind == "year" and year.year() == year
    assert year.first and year.last and year.last >= period.finish.last
    assert year.first <= (period.first or period.finish.first)
