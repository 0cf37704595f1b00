"""Periods of every kind, for properties of them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from qzcharts.data.period import Period
from qzcharts.errors import PeriodError

days = st.dates(date(2018, 12, 25), date(2021, 3, 5))
years = days.map(lambda day: f"{day.year}")
halves = st.builds("{}-H{}".format, years, st.integers(1, 2))
quarters = st.builds("{}-Q{}".format, years, st.integers(1, 4))
months = days.map(lambda day: f"{day:%Y-%m}")
#: What has a kind that steps from one to the next.
named = st.one_of(years, halves, quarters, months, days.map(str))
sets = st.lists(days, min_size=2, max_size=2, unique=True).map(lambda pair: "[{}..{}]".format(*sorted(pair)))
ends = st.one_of(st.just(""), named, sets)


def between(start: str, end: str) -> Period | None:
    try:
        return Period.between(start, end)
    except PeriodError:
        return None


periods = st.one_of(
    named.map(Period.parse),
    st.builds("{0}-01/{0}-{1:02}".format, years, st.integers(2, 11)).map(Period.parse),
    st.builds(between, ends, ends)
    .filter(lambda period: period is not None)
    .map(lambda period: period or Period.parse("")),
)
