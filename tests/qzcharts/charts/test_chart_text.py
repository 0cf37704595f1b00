"""Lines are broken by the rules of Chinese and English typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzcharts.charts.text import fits, measure, narrowed, wrap

KERNED = "中（，。” 约12.96%AVTowaly-–…čž\u00ad\u200b"
TEXT = st.text("中文字测量，。、；：（）《》“”0123456789.%亿万元套约abcXYZ ", min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("string", "ems", "lines"),
    [
        ("", 5, ("",)),
        ("短", 5, ("短",)),
        ("一二三四五六七八", 5, ("一二三四五", "六七八")),
        ("一二三四五，六七八", 5, ("一二三四", "五，六七八")),
        ("一二三四（五六七）", 5, ("一二三四", "（五六七）")),
        ("完成了12.96亿元投资", 5, ("完成了", "12.96亿元", "投资")),
        ("签订比例约98.8%左右", 6, ("签订比例", "约98.8%左右")),
        ("不少于62.2套/天", 5, ("不少于", "62.2套/天")),
        ("平均不少于62.2套/天", 8, ("平均", "不少于62.2套/天")),
        ("超过6.22套/(人·天)", 7, ("超过", "6.22套/(人·天)")),
        ("一二三四五六", 5, ("一二三", "四五六")),
        ("two words", 3, ("two", "words")),
        ("incomprehensibilities", 4, ("incomp", "rehensi", "bilities")),
        ("第一\n第二", 5, ("第一", "第二")),
        ("invested CNY 1.296 billion", 10, ("invested", "CNY 1.296 billion")),
        ("between 21 and 30 June 2020", 8, ("between 21 and", "30 June 2020")),
        ("at least 62.2 homes a day", 7, ("at least", "62.2 homes", "a day")),
    ],
)
def test_lines_break_where_they_may(string: str, ems: float, lines: tuple[str, ...]) -> None:
    assert wrap(string, 16, ems * 16 + 1) == lines


@pytest.mark.parametrize(
    ("string", "narrow"),
    [
        ("the year’s “plan”", 'the year\'s "plan"'),
        ("“约”", "“约”"),
        ("the word “约”", "the word “约”"),
        ("", ""),
    ],
)
def test_quotation_marks_are_as_wide_as_their_language_has_them(string: str, narrow: str) -> None:
    assert narrowed(string) == narrow


@given(TEXT, st.integers(60, 400))
def test_nothing_is_lost_and_no_line_is_too_wide(string: str, width: int) -> None:
    lines = wrap(string, 16, width)
    assert "".join(lines).replace(" ", "") == string.replace(" ", "")
    assert all(measure(line, 16) <= width for line in lines)


@given(st.text(KERNED, max_size=80), st.integers(9, 40), st.integers(0, 900))
def test_whether_a_line_fits_is_what_measuring_says(string: str, size: int, width: int) -> None:
    assert fits(string, size, width) == (measure(string, size) <= width)


@given(TEXT, st.integers(150, 400))
def test_no_closing_mark_starts_a_line_while_there_is_room(string: str, width: int) -> None:
    for before, line in zip(wrap(string, 16, width), wrap(string, 16, width)[1:], strict=False):
        if line[0] in "，。、；：）》”%":
            # A run of marks too wide to stay together is the only excuse.
            assert measure(before.rstrip() + line[0], 16) > width - 16 * 8


@pytest.mark.parametrize("size", [11, 15, 34])
def test_width_grows_with_size(size: int) -> None:
    assert measure("安置现房", size) == pytest.approx(4 * size, rel=0.06)
