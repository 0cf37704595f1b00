"""Formulas in words, in both languages."""

from __future__ import annotations

import pytest

from qzbook.evidence.formulas import written
from qzcharts.data.derive import parse_formula


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("made.a / made.b", "甲 ÷ 乙", "甲 ÷ 乙"),
        ("made.a / (made.b * made.c)", "甲 ÷ (乙 × 丙)", "甲 ÷ (乙 × 丙)"),
        ("(made.a + made.b) * made.c", "(甲 + 乙) × 丙", "(甲 + 乙) × 丙"),
        ("made.a - (made.b - made.c)", "甲 − (乙 − 丙)", "甲 − (乙 − 丙)"),
        ("share(made.a, made.b)", "甲 ÷ 乙", "甲 ÷ 乙"),
        ("points(made.a, share(made.b, made.c))", "甲 − 乙 ÷ 丙", "甲 − 乙 ÷ 丙"),
        ("complement(made.a)", "100% − 甲", "100% − 甲"),
        ("complement(made.a - made.b)", "100% − (甲 − 乙)", "100% − (甲 − 乙)"),
        ('days("2020-01", "2020-06")', "2020年上半年的天数", "days of first half of 2020"),
        ('days("2020", "2020-06")', "2020年上半年的天数", "days of first half of 2020"),
        ('days("2020-02", "2020-02")', "2020年2月的天数", "days of 2020-02"),
    ],
)
def test_formulas_in_words(text: str, chinese: str, english: str) -> None:
    words = {"made.a": "甲", "made.b": "乙", "made.c": "丙"}
    formula = parse_formula(text)
    assert (written(formula, words, "zh"), written(formula, words, "en")) == (chinese, english)
