from __future__ import annotations

import re

import pytest

from qzcharts.data.allowed_numerals import ALLOWED
from qzcharts.data.numerals import typed_numerals

TYPED = {
    "完成12.96亿元": ["12.96"],
    "约52%": ["52%"],
    "共６２２套": ["６２２"],
    "29,094次": ["29,094"],
    "用了10天": ["10"],
    "用了10个月": ["10"],
    "10日内看完": ["10"],
    "第622套": ["622"],
    "2020套": ["2020"],
    "13月": ["13"],
    "2020年10套": ["10"],
    "10月28套": ["28"],
    "图10%": ["10%"],
    "CC BY 4.0许可5份": ["5"],
    "1+1=2": ["1", "1", "2"],
    "in 2020.5 units": ["2020.5"],
    "五项、第二章": [],
}


@pytest.mark.parametrize(("text", "numerals"), TYPED.items())
def test_figures_are_found(text: str, numerals: list[str]):
    assert [match[0] for match in typed_numerals(text)] == numerals


@pytest.mark.parametrize("text", TYPED)
def test_a_figure_keeps_its_place(text: str):
    assert all(text[match.start() : match.end()] == match[0] for match in typed_numerals(text))


@pytest.mark.parametrize("allowed", ALLOWED, ids=lambda allowed: allowed.name)
def test_each_exception_has_an_example_in_its_reason_that_it_covers(allowed):
    examples = allowed.reason.partition(": ")[2]
    assert examples
    assert re.search(allowed.pattern, examples)
    assert list(typed_numerals(examples)) == []
