"""Phrases that stay on one line, in cells and in running text."""

import re

import pytest
from docutils import nodes

from qzbook.markup.phrases import _PHRASE, _PHRASE_IN_CELL, _PHRASE_IN_ENGLISH, _with_stops


@pytest.mark.parametrize(
    ("text", "cell", "running"),
    [
        ("用时不超过10天。", ["不超过10天"], ["10天"]),
        ("平均不少于62.2套/天", ["不少于62.2套/天"], ["62.2套/天"]),
        ("超过6.22套/(人·天)", ["超过6.22套/(人·天)"], ["6.22套/(人·天)"]),
        ("完成12.96亿元，约52%", ["12.96亿元", "约52%"], ["12.96亿元", "约52%"]),
        ("24.67亿～25.18亿元", ["24.67亿", "25.18亿元"], ["24.67亿", "25.18亿元"]),
        ("大于10，不足20人", ["大于10", "不足20人"], ["20人"]),
        ("2020年7月28日起", ["2020年", "7月28日起"], ["2020年", "7月28日起"]),
        ("2020-07-28刊出，见图1.2", ["2020-07-28", "图1.2"], ["2020-07-28", "图1.2"]),
        ("第2处和第三节", ["第2处", "第三节"], ["第2处", "第三节"]),
        ("2020年上半年的数", ["2020年", "上半年"], ["2020年", "上半年"]),
        ("没有数字", [], []),
    ],
)
def test_phrases(text: str, cell: list[str], running: list[str]) -> None:
    assert _PHRASE_IN_CELL.findall(text) == cell
    assert _PHRASE.findall(text) == running


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("took at most 10 days.", ["10 days"]),
        ("at least 62.2 homes a day", ["62.2 homes"]),
        ("CNY 1.296 billion, about 52%", ["CNY 1.296 billion", "about 52%"]),
        ("CNY 2.467 billion to 2.518 billion", ["CNY 2.467 billion", "2.518 billion"]),
        ("more than 0, fewer than 10 people", ["0", "10 people"]),
        ("−2.8% to 2.3 percentage points", ["−2.8% to", "2.3 percentage points"]),
        ("as of 28 July 2020", ["28 July", "2020"]),
        ("Figure 1.2, Table A.1 and section 3", ["Figure 1.2", "Table A.1", "section 3"]),
        ("no number", []),
    ],
)
def test_phrases_in_english(text: str, held: list[str]) -> None:
    assert _PHRASE_IN_ENGLISH.findall(text) == held


def _held(text: str) -> nodes.inline:
    return nodes.inline("", text, classes=["together"])


@pytest.mark.parametrize(
    ("children", "parts"),
    [
        ([nodes.Text("用时"), _held("10天"), nodes.Text("；以后")], ["用时", "10天；", "以后"]),
        ([nodes.reference("", "", _held("10天")), nodes.Text("：")], ["10天："]),
        ([_held("24亿"), nodes.Text("～"), _held("25亿")], ["24亿～", "25亿"]),
        ([_held("10天"), nodes.Text("，以后")], ["10天", "，以后"]),
        ([nodes.reference("", "", nodes.Text("多楼")), nodes.Text("；")], ["多楼", "；"]),
        ([nodes.Text("："), nodes.inline(), nodes.Text("；")], ["：", "", "；"]),
    ],
)
def test_on_paper_a_phrase_holds_a_mark_that_begins_no_line(
    children: list[nodes.Node], parts: list[str]
) -> None:
    made = _with_stops(children)
    assert [part.astext() for part in made] == parts
    for part in made:
        held = isinstance(part, nodes.inline) and "together" in part["classes"]
        assert held or not re.fullmatch(".+[：；～]", part.astext())
