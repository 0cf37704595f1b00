"""Formulas in words, in both languages."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import cast

import pytest

from qzcharts.data import Metric
from qzcharts.data.calculation import Calculation
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.formula import parse_formula
from qzcharts.data.formula_words import written, written_for_all
from qzcharts.data.period import Period


@dataclass(frozen=True)
class Operand:
    """What of a metric is written in a formula."""

    words: str
    period = Period.parse("2020-01/2020-06")

    def text(self, language: str) -> str:
        return f"{self.words}-{language}" if self.words == "丁" else self.words


OPERANDS = [cast("Metric", Operand(words)) for words in "甲乙丙丁"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("made.a / made.b", "甲 ÷ 乙"),
        ("made.a / (made.b * made.c)", "甲 ÷ (乙 × 丙)"),
        ("(made.a + made.b) * made.c", "(甲 + 乙) × 丙"),
        ("made.a - (made.b - made.c)", "甲 − (乙 − 丙)"),
        ("share(made.a, made.b)", "甲 ÷ 乙"),
        ("share(made.a, made.b + made.c)", "甲 ÷ (乙 + 丙)"),
        ("per(made.a, made.b * made.c)", "甲 ÷ (乙 × 丙)"),
        ("growth(made.a, made.b)", "甲 ÷ 乙 − 100%"),
        ("growth(made.a - made.b, made.c)", "(甲 − 乙) ÷ 丙 − 100%"),
        ("growth(made.a, made.a@previous)", "甲 ÷ 乙 − 100%"),
        ("difference(made.a, made.b)", "甲 − 乙"),
        ("difference(made.a, made.b - made.c)", "甲 − (乙 − 丙)"),
        ("points(made.a, share(made.b, made.c))", "甲 − 乙 ÷ 丙"),
        ("complement(made.a)", "100% − 甲"),
        ("complement(made.a - made.b)", "100% − (甲 − 乙)"),
    ],
)
def test_formulas_in_signs(text: str, words: str) -> None:
    formula = parse_formula(text)
    calculation = Calculation(text, formula.tree)
    assert [written(calculation, OPERANDS, "zh"), written(calculation, OPERANDS, "en")] == [words, words]


@pytest.mark.parametrize(
    ("tree", "chinese", "english"),
    [
        ("_0 + _3", "甲 + 丁-zh", "甲 + 丁-en"),
        ("_0 + (_1 + _2)", "甲 + (乙 + 丙)", "甲 + (乙 + 丙)"),
        ("rank(_0, _1, _3)", "甲在乙、丁-zh中的位次", "the place of 甲 among 乙, 丁-en"),
        ("rank(_0 / _1, _2 / _3)", "甲 ÷ 乙在丙 ÷ 丁-zh中的位次", "the place of 甲 ÷ 乙 among 丙 ÷ 丁-en"),
        ("days(_0)", "2020年上半年的天数", "days in the first half of 2020"),
        ("_1 / days(_0)", "乙 ÷ 2020年上半年的天数", "乙 ÷ days in the first half of 2020"),
    ],
)
def test_what_was_written_out_is_in_words(tree: str, chinese: str, english: str) -> None:
    calculation = Calculation("as written", ast.parse(tree, mode="eval").body)
    assert written(calculation, OPERANDS, "zh") == chinese
    assert written(calculation, OPERANDS, "en") == english


class Labelled:
    """An indicator or an entity, of which only the name is written."""

    def __init__(self, name: str) -> None:
        self.name = name

    def label(self, language: str) -> str:
        return f"{self.name}-{language}" if self.name == "丁" else self.name


class Made:
    """Indicators and entities that formulas name."""

    def __init__(self) -> None:
        self.indicators = {
            f"made.{name}": Labelled(label) for name, label in zip("abd", "甲乙丁", strict=True)
        }
        self.entities = {"city": Labelled("市")}


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("made.a / made.b", "甲 ÷ 乙", "甲 ÷ 乙"),
        ("share(made.a, made.d)", "甲 ÷ 丁-zh", "甲 ÷ 丁-en"),
        ("growth(made.a, made.a@previous)", "甲 ÷ 甲（上一期） − 100%", "甲 ÷ 甲 (the period before) − 100%"),
        ("difference(made.a, made.a@year-before)", "甲 − 甲（上年同期）", "甲 − 甲 (a year before)"),
        ("share(made.a, made.a@year)", "甲 ÷ 甲（全年）", "甲 ÷ 甲 (the year)"),
        ("share(made.a, made.a[city]@2019)", "甲 ÷ 甲（市、2019年）", "甲 ÷ 甲 (市, 2019)"),
        ("share(made.a, made.a[])", "甲 ÷ 甲（总体）", "甲 ÷ 甲 (the whole)"),
        ("share(made.a, made.a[parent])", "甲 ÷ 甲（上级）", "甲 ÷ 甲 (what it is part of)"),
        ("sum(made.a)", "各部分的甲之和", "the sum of 甲 over the parts"),
        ("sum(made.a, sector)", "各部分的甲之和", "the sum of 甲 over the parts"),
        ("rank(made.a)", "甲在同一整体各部分中的位次", "the place of 甲 among those of the same whole"),
        ("made.a / days(made.b)", "甲 ÷ 乙所属时期的天数", "甲 ÷ days in the period of 乙"),
    ],
)
def test_a_formula_for_many_numbers_names_its_operands(text: str, chinese: str, english: str) -> None:
    dimensions = cast("Dimensions", Made())
    assert written_for_all(text, dimensions, "zh") == chinese
    assert written_for_all(text, dimensions, "en") == english
