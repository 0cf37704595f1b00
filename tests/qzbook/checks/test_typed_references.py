"""A typed reference is told from a name, an amount, and what another work says."""

from __future__ import annotations

import pytest

from qzbook.checks.typed_references import typed_references

TYPED = {
    "见图9、表3、图 2-1和式（3）": ["图9", "表3", "图 2-1", "式（3）"],
    "公式（3-1）和附图1": ["公式（3-1）", "附图1"],
    "第三章、第12章、第1.2节": ["第三章", "第12章", "第1.2节"],
    "图表4、图一、表二": ["图表4", "图一", "表二"],
    "Table A.1 and Section 3 of Appendix B": ["Table A.1", "Section 3", "Appendix B"],
    "“甲”见图3": ["图3"],
}
FREE = [
    "地图3幅、发表3篇、图3份、代表2人、报表2张",
    "方式二、形式3种、样式3、版式2、正式1",
    "原文第一节、第二节和图2；“图2”；《民法典》第三章",
    "第3期、第7页、第2季度、第一节课、第三节约束、第五节",
    "图A楼、行政区划代码350500、表明、公式很多",
]


@pytest.mark.parametrize(("text", "words"), TYPED.items())
def test_a_reference_is_found(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in typed_references(text)] == words


@pytest.mark.parametrize("text", FREE)
def test_nothing_else_is(text: str) -> None:
    assert [text[start:end] for start, end in typed_references(text)] == []
