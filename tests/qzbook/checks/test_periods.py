"""Words for a time that are not those of the number beside them, and facts from before the page's time."""

from __future__ import annotations

import pytest

from changes import swap
from made_up_book import by_page, make, places, read

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
INVESTMENT = "{metric}`construction.investment`"  # of the first half of 2020
ISSUED = "{metric}`certificates.issued`"  # in 2020, as of 28 July
UNITS = "{metric}`inspection.units`"  # as of 28 July 2020
FACT = "{statement}`certificates.completion`"  # for this test, of 2019; the pages speak of 2020


def shown(name: str, title: str, form: str = "cards") -> str:
    """Give a cell that shows the investment."""
    return f"""```{{code-cell}} ipython3
---
mystnb:
  figure:
    name: {name}
---
import qzcharts as qz

qz.{form}("construction.investment", title="{title}")
```"""


#: Pages with a caret at each place that is found.
WRONG = {
    "half": f"‸下半年完成投资{INVESTMENT}。",
    "year": f"‸2019年上半年完成投资{INVESTMENT}。",
    "year-said-before": f"2019年，公司‸上半年完成投资{INVESTMENT}。",
    "whole-year": f"‸2019年，公司完成投资{INVESTMENT}，很多。",
    "last-of-two": f"2019年，公司完成‸三季度投资{INVESTMENT}。",
    "quarter": f"‸第三季度完成投资{INVESTMENT}。",
    "attribute": f"‸2019年的投资{INVESTMENT}。",
    "next-clause": f"上半年完成投资{INVESTMENT}，‸下半年完成{INVESTMENT}。",
    "as-of": f"‸上半年提供{UNITS}。",
    "day": f"‸2021年，已办出{ISSUED}。",
    "table": f"| 时间 | 投资 |\n|---|---|\n| 半年 | ‸下半年{INVESTMENT} |",
    "heading": f"## ‸下半年投资{INVESTMENT}\n\n正文。",
    "title": shown("fig-b", "‸下半年的投资，按公司的说法"),
    "title-of-a-table": shown("tbl-a", "‸下半年的投资", form="table"),
    "fact": f"2019年另算。办证任务‸{FACT}。",
}
RIGHT = {
    "its-own": f"上半年完成{INVESTMENT}，2020年上半年{INVESTMENT}，2020年{INVESTMENT}。二季度{INVESTMENT}。",
    "compared": f"比2019年上半年多的是{INVESTMENT}，与下半年相比是{INVESTMENT}。是2019年的{INVESTMENT}。",
    "basis": f"在2019年的基础上增加{INVESTMENT}。按2019年价格计算{INVESTMENT}。",
    "spans": f"2017年至2019年是{INVESTMENT}，2018—2019年{INVESTMENT}。2017年起投资{INVESTMENT}。",
    "dates": f"2021年7月28日公布的是{INVESTMENT}。2019年年末算起{INVESTMENT}。上年同期以来{INVESTMENT}。",
    "documents": f"2021年公报给出{INVESTMENT}，2021年计划里的{INVESTMENT}。《2021年年报》有{INVESTMENT}。",
    "attributive": f"2019年启动的项目完成投资{INVESTMENT}。",
    "another-clause": f"工程2019年启动，完成投资{INVESTMENT}。",
    "up-to-a-day": f"2019年启动至今投资{INVESTMENT}。2019年动工，累计投资{INVESTMENT}。",
    "several": f"上、下半年完成{INVESTMENT}。前二季度{INVESTMENT}。一、二季度{INVESTMENT}。",
    "another-sentence": f"下半年还没有开始。公司完成投资{INVESTMENT}；下半年另算；合计{INVESTMENT}。",
    "behind": f"公司完成投资{INVESTMENT}，下半年继续。",
    "both": f"上半年和下半年是{INVESTMENT}和{INVESTMENT}。",
    "of-a-year": f"2020年办出{ISSUED}，上半年也办出了一些，共{ISSUED}。",
    "unstated": "2021年浏览{metric}`publication.views`。",
    "its-title": shown("fig-c", "上半年的投资"),
    "dated-fact": f"2019年，办证任务{FACT}。此前，办证任务{FACT}。",
    "exempted-fact": f"% allow other-period certificates.completion: 没有更晚的说法。\n\n办证任务{FACT}。",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[int, str]]]:
    project = make(tmp_path_factory.mktemp("periods"), {**WRONG, **RIGHT})
    swap("data/statements.csv", "基本完成办证任务,../2020-07-28", "基本完成办证任务,2019")(project.root)
    found = by_page(*read(project))
    return {
        name: [
            (each.line, each.column or "1")
            for each in found.get(f"book/{name}.md", [])
            if each.code == "other-period"
        ]
        for name in (*WRONG, *RIGHT)
    }


@pytest.mark.parametrize("name", WRONG)
def test_words_for_another_time_are_found_where_they_stand(
    name: str, told: dict[str, list[tuple[int, str]]]
) -> None:
    assert told[name] == [(line, str(column)) for line, column in places(WRONG[name])]


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_said_of_what_may_be_so(name: str, told: dict[str, list[tuple[int, str]]]) -> None:
    assert told[name] == []
