"""Periods as authors type them: each way to its key, and what is refused with its mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzcharts.data.period import Period
from qzcharts.data.period_reading import _EXAMPLES, read_ends
from qzcharts.errors import PeriodError

SAME = [
    ("", ["", "  ", "\u3000", "../..", "未载明"]),
    ("2020", ["2020年全年", "2020年度", "2020", "2020年", " ２０２０ ", "２０２０年",
              "2020/2020", "2020-01/2020-12", "2020-Q1/2020-Q4",
              "2020-01-01/2020-12-31", "2020年1—12月", "2020年1月1日至12月31日"]),
    ("2020-H1", ["2020-H1", "2020H1", "2020h1", "2020-40", "2020上半年", "2020年上半年", "2020 年 上半年",
                 "2020-01/2020-06", "2020-01-01/2020-06-30", "2020-Q1/2020-Q2", "2020年1—6月",
                 "2020年1月1日至6月30日", "2020年一至二季度"]),
    ("2020-H2", ["2020-H2", "2020-41", "2020年下半年", "2020-07/2020-12", "2020年7-12月"]),
    ("2020-Q1", ["2020-Q1", "2020Q1", "2020-33", "2020年一季度", "2020年第一季度", "2020年第1季度",
                 "2020年1季度", "2020一季度", "2020年1—3月"]),
    ("2020-Q3", ["2020-Q3", "2020-q3", "2020-35", "2020年三季度", "2020年第3季度", "2020-07/2020-09"]),
    ("2020-Q4", ["2020-36", "2020年四季度", "2020年第４季度"]),
    ("2020-06", ["2020-06", "2020年6月", "2020年06月", "2020-06-01/2020-06-30", "2020年６月"]),
    ("2020-06-30", ["2020-06-30", "2020年6月30日", "2020年6月30号", "2020年6月末", "2020年6月底",
                    "2020年上半年末", "2020年二季度末", "2020-06-30/2020-06-30"]),
    ("2020-12-31", ["2020年末", "2020年底", "2020年年末", "2020年年底", "2020年12月31日"]),
    ("2020-01/2020-09", ["2020-01/2020-09", "2020-01-01/2020-09-30", "2020年前三季度", "2020年前3季度",
                         "2020年1-3季度", "2020年第一至第三季度", "2020-Q1/2020-Q3", "2020年1月—9月",
                         "2020年1-9月份", "2020年前9个月", "2020年前三个季度", "自2020年1月至9月止",
                         *(f"2020年1{dash}9月" for dash in "—–―−‐~～〜－-至到"), "2020年1——9月",
                         "2020 年 1 - 9 月", "2020年1月至2020年9月", "2020-01至2020-09"]),
    ("2020-03/2020-05", ["2020-03/2020-05", "2020年3月至5月", "2020年3—5月"]),
    ("2019/2020", ["2019/2020", "2019年至2020年", "2019—2020年", "2019-2020年", "2019-01-01/2020-12-31"]),
    ("2019-12/2020-06", ["2019-12/2020-06", "2019年12月至2020年6月"]),
    ("2020-06-25/2020-07-04", ["2020-06-25/2020-07-04", "2020年6月25日至7月4日", "2020年6月25日-7月4日"]),
    ("2020-06-21/2020-06-29", ["2020年6月21日至29日", "2020年6月21—29日"]),
    ("../2020-07-28", ["../2020-07-28", "截至2020年7月28日", "截止2020年7月28日", "截至2020年7月28日止",
                       "截止到2020年7月28日", "2020年7月28日止", "截至 2020-07-28"]),
    ("../2020-12-31", ["截至2020年末", "截至2020年年底"]),
    ("2020-06/..", ["2020-06/..", "2020年6月起", "自2020年6月起", "始于2020年6月", "2020年6月以来"]),
    ("[2020-06-21..2020-06-30]", ["[2020-06-21..2020-06-30]", "2020年6月21日至30日之间",
                                  "[2020-06-21..2020-06-30]/[2020-06-21..2020-06-30]",
                                  "[2020-06-21..2020-06-30]/[2020-06-01..2020-06-30]"]),
    ("[2020-06-21..2020-06-30]/[2020-06-21..2020-07-10]",
     ["[2020-06-21..2020-06-30]/[2020-06-01..2020-07-10]", "始于2020年6月21日至30日之间，最晚止于7月10日"]),
    ("2020/2020-07-28", ["2020/2020-07-28", "2020年内，截至7月28日", "2020年/2020年7月28日"]),
    # Some day of a month that was also its first is that day.
    ("2020-06-01", ["2020-06/2020-06-01", "[2020-06-01..2020-06-30]/[2020-05-01..2020-06-01]"]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "typed"), [(key, text) for key, texts in SAME for text in texts])
def test_each_way_to_type_a_period(key: str, typed: str) -> None:
    assert Period.parse(typed).key == key
    assert Period.parse(typed) == Period.parse(key)


FORM = "{text!r} is a date in another form; allowed: {date}"
CALENDAR = "{text!r} is not in the calendar; allowed: a year, a month or a day of it"
MONTH = "write a month from 01 to 12, or 2020-Q1 for a quarter and 2020-H1 for a half-year"
SET = "{text!r} is no set of days; allowed: [YYYY-MM-DD..YYYY-MM-DD], an earlier day and a later one"
ENGLISH = "{text!r} names its month in English, as spreadsheets do; allowed: 2020-06, 2020-06-30"
NUMBER = "{text!r} is a spreadsheet's number of a day; allowed: {date}"
NO_YEAR = "{text!r} names no year; allowed: " + _EXAMPLES
NONE = "{text!r} is no period; allowed: " + _EXAMPLES
OPEN = "{text!r} lacks an end; allowed: {date}, whose end is open"


@pytest.mark.parametrize(
    ("typed", "message", "mend"),
    [
        *(
            (text, FORM.format(text=text, date="2020-06-30"), "write 2020-06-30")
            for text in ("2020/6/30", "2020/06/30", "2020.6.30", "2020-6-30", "20200630",
                         "2020-06-30 00:00:00", "2020/6/30 0:00", "2020-06-30T08:00:00Z")
        ),
        *(
            (text, FORM.format(text=text, date="2020-06"), "write 2020-06")
            for text in ("2020/6", "2020/06", "2020.6", "2020-6", "202006")
        ),
        ("截至2020/6/30", FORM.format(text="2020/6/30", date="2020-06-30"), "write 2020-06-30"),
        ("2020-6/2020-9", FORM.format(text="2020-6", date="2020-06"), "write 2020-06"),
        *(
            (text, NUMBER.format(text=text, date=day), f"give the cell the format of text, and write {day}")
            for text, day in (("44012", "2020-06-30"), ("44012.0", "2020-06-30"), ("43831", "2020-01-01"))
        ),
        *(
            (text, ENGLISH.format(text=text),
             "give the cell the format of text, and write year, month and day in digits")
            for text in ("Jun-20", "20-Jun", "30-Jun-2020", "June 2020", "Sept. 2020", "30Jun20")
        ),
        *(
            (text, CALENDAR.format(text=date), f"write {last} or a day before it")
            for text, date, last in (
                ("2021-02-29", "2021-02-29", "2021-02-28"), ("2020-06-00", "2020-06-00", "2020-06-30"),
                ("2020年6月31日", "2020-06-31", "2020-06-30"),
                ("[2020-06-21..2020-06-31]", "2020-06-31", "2020-06-30"),
            )
        ),
        *(
            (text, CALENDAR.format(text=date), MONTH)
            for text, date in (("2020-13", "2020-13"), ("2020-00", "2020-00"), ("2020年33月", "2020-33"),
                               ("2020-40-01", "2020-40-01"), ("2020-13/2021-01", "2020-13"),
                               ("2020年13月末", "2020-13"))
        ),
        ("2020-09/2020-01", "the period ends (2020-01) before it starts (2020-09)",
         "write the earlier one first, 2020-01/2020-09"),
        ("2020年9—1月", "the period ends (2020-01) before it starts (2020-09)",
         "write the earlier one first, 2020-01/2020-09"),
        *(
            (text, NO_YEAR.format(text=text), "write the year in four digits, as in 2020年上半年")
            for text in ("今年", "上半年", "1—9月", "三季度", "6月30日", "截至目前", "20年6月", "二〇二〇年",
                         "20", "market", "0000", "H1", "..")
        ),
        *(
            (text, NONE.format(text=text), "write it as one of these")
            for text in ("2020年5季度", "２０２０年5季度", "2020-H3", "2020-Q5", "2020-06-30末",
                         "2020年春季", "2020-06-21..2020-06-30", "{2020-06-21..2020-06-30}",
                         "6/30/2020", "half of 2020", "2020-06/2020-07/2020-08", "2020年1-2-3月", "120200",
                         "2020 06", "2020年1 2月", "0999-01/1000")
        ),
        *(
            (text, NONE.format(text=text), mend)
            for text, mend in (
                ("2020财年", "write its first and its last month, as in 2020-09/2021-08"),
                ("2020—2021学年", "write its first and its last month, as in 2020-09/2021-08"),
                ("2020年6月上旬", "write its first and its last day, as in 2020-06-01/2020-06-10"),
                ("2020年五一", "write its first and its last day, as in 2020-05-01/2020-05-05"),
                ("2020年初", "write the day, as in 2020-01-01, or the month"),
                ("2020年6月30日前", "write 截至 and the last day that counts"),
                ("2020年6月后", "write the first day that counts and 起, as in 2020年6月起"),
                ("2020年6月至今", "write 截至 and the day on which it was said, or 起 with the first day"),
                ("2020/21", "write both years in four digits with 年, 2019—2020年, or months"),
                ("2020/13", "write both years in four digits with 年, 2019—2020年, or months"),
                # The month that it begins with is not said.
                ("2020年-6月", "write it as one of these"),
            )
        ),
        *(
            (text, OPEN.format(text=text, date=date), "write the end, or .. where it is open")
            for text, date in (("2020-06/", "2020-06/.."), ("/2020-06", "../2020-06"))
        ),
        *(
            (text, SET.format(text=text), "write the first and the last day that it can be")
            for text in ("[2020-06-30..2020-06-21]", "[2020-06-21..2020-06-21]", "[2020-06..2020-07]",
                         "[2020-06-21]", "[2020-06-21..]")
        ),
    ],
)  # fmt: skip
def test_what_is_no_period(typed: str, message: str, mend: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.parse(typed)
    assert (str(caught.value), caught.value.mend) == (message, mend)


@given(st.text(alphabet="012369 年月日号上下半季度第末底截至起前到—-~/.[]HQ一三,内始于之间", max_size=16))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_ends(text)
        Period.parse(text)
    except PeriodError as error:
        assert error.mend
