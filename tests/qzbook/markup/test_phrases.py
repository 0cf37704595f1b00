"""Phrases that stay on one line, on screens and on paper."""

import pytest

from qzbook.markup.phrases import _PHRASE, _PHRASE_ON_PAPER


@pytest.mark.parametrize(
    ("text", "screen", "paper"),
    [
        ("用时不超过10天。", ["不超过10天"], ["10天"]),
        ("平均不少于62.2套/天", ["不少于62.2套/天"], ["62.2套/天"]),
        ("超过6.22套/(人·天)", ["超过6.22套/(人·天)"], ["6.22套/(人·天)"]),
        ("完成12.96亿元，约52%", ["12.96亿元", "约52%"], ["12.96亿元", "52%"]),
        ("24.67亿～25.18亿元", ["24.67亿", "25.18亿元"], ["24.67亿", "25.18亿元"]),
        ("大于10，不足20人", ["大于10", "不足20人"], ["20人"]),
        ("2020年7月28日起", ["2020年", "7月28日起"], ["2020年", "7月28日起"]),
        ("2020-07-28刊出，见图1.2", ["2020-07-28", "图1.2"], ["2020-07-28", "图1.2"]),
        ("第2处和第三节", ["第2处", "第三节"], ["第2处", "第三节"]),
        ("没有数字", [], []),
    ],
)
def test_phrases(text: str, screen: list[str], paper: list[str]) -> None:
    assert _PHRASE.findall(text) == screen
    assert _PHRASE_ON_PAPER.findall(text) == paper
