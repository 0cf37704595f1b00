"""Periods in words, in both languages, and read again from the Chinese ones."""

from __future__ import annotations

import periods
import pytest
from hypothesis import given

from qzcharts.data.period import Period
from qzcharts.data.period_words import begin_text, end_text, period_text

LATE_JUNE = "[2020-06-21..2020-06-30]"


@pytest.mark.parametrize(
    ("start", "end", "chinese", "english"),
    [
        ("", "", "未载明", "not stated"),
        ("2020-01-01", "2020-06-30", "2020年上半年", "first half of 2020"),
        ("2020-01", "2020-06", "2020年上半年", "first half of 2020"),
        ("2020-07", "2020-12-31", "2020年下半年", "second half of 2020"),
        ("2020", "2020", "2020年", "2020"),
        ("2020-01-01", "2020-12-31", "2020年", "2020"),
        ("2020-02-01", "2020-02-29", "2020年2月", "February 2020"),
        ("2020-02-01", "2020-02-28", "2020年2月1日至2月28日", "1 to 28 February 2020"),
        ("2020-07-28", "2020-07-28", "2020年7月28日", "28 July 2020"),
        ("2020-06", "2020-06", "2020年6月", "June 2020"),
        # One end; that of a count is its date.
        ("2020-06", "", "始于2020年6月", "begun in June 2020"),
        ("2020-06-25", "", "始于2020年6月25日", "begun on 25 June 2020"),
        ("", "2020-07-28", "截至2020年7月28日", "as of 28 July 2020"),
        # No first of January that nobody published.
        ("2020", "2020-07-28", "2020年内，截至7月28日", "within 2020, as of 28 July"),
        ("2020", "2020-06-30", "2020年内，截至6月30日", "within 2020, as of 30 June"),
        ("2020-07", "2020-07-28", "2020年7月内，截至28日", "within July 2020, as of 28 July"),
        ("2020-12", "2020", "始于2020年12月，截至2020年", "begun in December 2020, as of 2020"),
        # Two ends.
        ("2020-06-25", "2020-07-04", "2020年6月25日至7月4日", "25 June to 4 July 2020"),
        ("2020-03", "2020-05", "2020年3月至5月", "March to May 2020"),
        ("2019-12", "2020-06", "2019年12月至2020年6月", "December 2019 to June 2020"),
        ("2019", "2020", "2019年至2020年", "2019 to 2020"),
        # Some day of a set of days.
        (LATE_JUNE, "", "始于2020年6月21日至30日之间", "begun between 21 and 30 June 2020"),
        ("", LATE_JUNE, "截至2020年6月21日至30日之间的一天", "as of a day between 21 and 30 June 2020"),
        (LATE_JUNE, LATE_JUNE, "2020年6月21日至30日之间", "between 21 and 30 June 2020"),
        (LATE_JUNE, "[2020-06-21..2020-07-10]", "始于2020年6月21日至30日之间，最晚止于7月10日",
         "begun between 21 and 30 June 2020, ended by 10 July"),
        (LATE_JUNE, "[2020-07-05..2021-01-10]", "始于2020年6月21日至30日之间，止于7月5日至2021年1月10日之间",
         "begun between 21 and 30 June 2020, ended between 5 July 2020 and 10 January 2021"),
        (LATE_JUNE, "2020-07-28", "始于2020年6月21日至30日之间，截至2020年7月28日",
         "begun between 21 and 30 June 2020, as of 28 July 2020"),
        ("2020-06", "[2020-06-21..2020-07-10]", "始于2020年6月，止于6月21日至7月10日之间",
         "begun in June 2020, ended between 21 June and 10 July"),
    ],
)  # fmt: skip
def test_periods(start: str, end: str, chinese: str, english: str) -> None:
    period = Period.between(start, end)
    assert (period_text(period), period_text(period, "en")) == (chinese, english)


@pytest.mark.parametrize(
    ("key", "begin", "end"),
    [
        ("", "", ""),
        ("2020", "2020年1月1日", "2020年12月31日"),
        ("2020-H1", "2020年1月1日", "2020年6月30日"),
        ("2020-06-25/2020-07-04", "2020年6月25日", "2020年7月4日"),
        ("2020-06/..", "2020年6月", ""),
        ("../2020-07-28", "", "2020年7月28日"),
        ("2020/2020-07-28", "2020年", "2020年7月28日"),
        (f"{LATE_JUNE}/..", "2020年6月21日至30日之间", ""),
        (f"{LATE_JUNE}/[2020-06-21..2020-07-10]", "2020年6月21日至30日之间", "不晚于2020年7月10日"),
        (f"{LATE_JUNE}/[2020-07-05..2020-07-10]", "2020年6月21日至30日之间", "2020年7月5日至10日之间"),
    ],
)
def test_ends_are_said_as_exactly_as_they_are_known(key: str, begin: str, end: str) -> None:
    period = Period.parse(key)
    assert (begin_text(period), end_text(period)) == (begin, end)


@pytest.mark.parametrize(
    ("key", "chinese", "english"),
    [
        ("2020-Q1", "2020年第一季度", "first quarter of 2020"),
        ("2020-Q2", "2020年第二季度", "second quarter of 2020"),
        ("2020-Q3", "2020年第三季度", "third quarter of 2020"),
        ("2020-Q4", "2020年第四季度", "fourth quarter of 2020"),
        ("2020-01/2020-02", "2020年1—2月", "January to February 2020"),
        ("2020-01/2020-09", "2020年1—9月", "January to September 2020"),
        ("2020-01/2020-11", "2020年1—11月", "January to November 2020"),
        ("2019-01/2020-09", "2019年1月至2020年9月", "January 2019 to September 2020"),
        ("../2020-Q3", "截至2020年第三季度", "as of the third quarter of 2020"),
        ("2020-H2/..", "始于2020年下半年", "begun in the second half of 2020"),
        ("2020-H1/2020-03-31", "2020年上半年内，截至2020年3月31日",
         "within the first half of 2020, as of 31 March"),
        ("2020-Q1/2020-07-15", "2020年第一季度至7月15日", "first quarter of 2020 to 15 July 2020"),
    ],
)  # fmt: skip
def test_parts_of_the_year(key: str, chinese: str, english: str) -> None:
    period = Period.parse(key)
    assert (period.key, period_text(period), period_text(period, "en")) == (key, chinese, english)


@given(periods.periods)
def test_the_words_can_be_typed(period: Period) -> None:
    assert Period.parse(period_text(period)) == period


@given(periods.periods, periods.periods)
def test_periods_that_differ_differ_in_words(one: Period, other: Period) -> None:
    for language in ("zh", "en"):
        assert (period_text(one, language) == period_text(other, language)) == (one == other)
