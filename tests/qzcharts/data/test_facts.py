"""The real data: every published figure, what follows by arithmetic, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import pytest

from qzcharts.data import Ledger, Metric, Package, Statement
from qzcharts.data.period_words import period_text
from qzcharts.data.wording import range_text

LATE_JUNE = "[2020-06-21..2020-06-30]"
INSPECTION = f"{LATE_JUNE}/[2020-06-21..2020-07-10]"
ARTICLE = "../2020-07-28"


class Fact(NamedTuple):
    """A figure of the source article.

    Attributes
    ----------
    printed : str
        As the article writes it, without the unit.
    unit : str
    qualifier : str
        What follows from the words beside the number.
    words : str
        What the article has for number and unit; empty for what was counted from its list.
    section : str
        0 is the lead, 1 to 5 the numbered sections, 6 the closing outlook.
    period : str
    not_said : tuple of str
        What it does not say, in words that its note has.
    never : tuple of str
        Words that none of its texts may have, for they would say more.
    """

    printed: str
    unit: str
    qualifier: str
    words: str
    section: str
    period: str
    not_said: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


FACTS = {
    "inspection.units": Fact(
        "622", "套", "exact", "622套", "1", ARTICLE, ("已交付多少套未公布",), ("合格",)
    ),
    "inspection.completed": Fact(
        "622", "套", "exact", "622套", "1", ARTICLE, ("查出问题的有多少套未公布",), ("完成率", "合格")
    ),
    "inspection.days": Fact(
        "10内", "天", "at_most", "10天内", "1", INSPECTION,
        ("逐日进度未公布", "没有写进度均匀", "6月21日至6月30日之间的一天"), ("6月起", "6月下旬"),
    ),
    "inspection.people": Fact(
        "近十", "人", "nearly", "近十名", "1", ARTICLE,
        ("确切人数未公布", "按小于所印的数处理"), ("共", "不足"),
    ),
    "inspection.items": Fact(
        "7", "项", "exact", "", "1", ARTICLE, ("还有多少没有写", "按原文清单计数"), ("共", "全部")
    ),
    "construction.investment": Fact(
        "12.96", "亿元", "rounded", "12.96亿元", "2", "2020-H1", ("按项目或按月份的构成",)
    ),
    "construction.plan_share": Fact(
        "约52", "%", "about", "约52%", "2", "2020-H1", ("年度计划的数额未公布",)
    ),
    "construction.parties": Fact(
        "五", "方", "exact", "五方", "2", ARTICLE, ("没有说哪一方居中或牵头",), ("为主", "中心")
    ),
    "certificates.issued": Fact(
        "478", "本", "exact", "478本", "3", "2020/2020-07-28",
        ("应办总数未公布", "办结率无法计算"), ("全部", "1月"),
    ),
    "prevention.households": Fact(
        "200", "户", "exact", "共200户", "4", ARTICLE,
        ("租户合计", "各有多少户未公布", "没有写是否每户都已摸排"), ("走访", "已入户"),
    ),
    "prevention.levels": Fact("三", "级", "exact", "三级", "4", ARTICLE),
    "prevention.leads": Fact("双", "人", "exact", "双组长", "4", ARTICLE, ("党政主要领导同任组长",)),
    "partnership.agreements": Fact(
        "约98.8", "%", "about", "约98.8%", "5", ARTICLE,
        ("分子和分母均未公布", "是否就是第一节的西华洋片区，原文没有说明"), ("上半年",),
    ),
    "partnership.works": Fact(
        "3", "类", "exact", "", "5", ARTICLE, ("还有多少没有写", "按原文清单计数"), ("共", "全部")
    ),
    "outlook.mechanisms": Fact(
        "4", "项", "exact", "", "6", ARTICLE, ("按原文清单计数",), ("共", "已推行")
    ),
    "publication.issue": Fact("2", "期", "exact", "第2期", "0", "2020-07-28"),
    "publication.views": Fact("29094", "次", "exact", "29094", "page", "", ("存档日期不详",)),
}  # fmt: skip
# id: section, period, and what none of its texts may say
STATEMENTS = {
    "publication.subsidiary": ("0", ARTICLE, "控股"),
    "publication.owner": ("0", ARTICLE, "独家"),
    "inspection.purpose": ("1", LATE_JUNE, "已交付"),
    "inspection.team": ("1", LATE_JUNE, "发起"),
    "inspection.volunteers": ("1", LATE_JUNE, "安排"),
    "inspection.staff": ("1", INSPECTION, "全体"),
    "inspection.opened": ("1", ARTICLE, "6月"),
    "inspection.movein": ("1", ARTICLE, "已入住"),
    "construction.mechanism": ("2", ARTICLE, "建成"),
    "construction.meeting": ("2", ARTICLE, "定期"),
    "construction.key_link": ("2", ARTICLE, "工期"),
    "construction.concern": ("2", ARTICLE, "工期"),
    "construction.aim": ("2", ARTICLE, "实现"),
    "construction.plan_refined": ("2", ARTICLE, "因此"),
    "construction.resolve": ("2", ARTICLE, "因此"),
    "construction.targets": ("2", ARTICLE, "超额"),
    "construction.longxing": ("2", ARTICLE, "全部"),
    "construction.panshan_accepted": ("2", ARTICLE, "优良"),
    "construction.panshan_delivery": ("2", ARTICLE, "已交付"),
    "construction.panshan_resettlement": ("2", ARTICLE, "完成"),
    "certificates.programme": ("3", ARTICLE, "唯一"),
    "certificates.obstacle": ("3", ARTICLE, "违规"),
    "certificates.petitions": ("3", ARTICLE, "平息"),
    "certificates.group": ("3", ARTICLE, "共"),
    "certificates.pairing": ("3", ARTICLE, "每户"),
    "certificates.reception": ("3", ARTICLE, "每天"),
    "certificates.completion": ("3", ARTICLE, "办结"),
    "prevention.first": ("4", ARTICLE, "1月"),
    "prevention.heads": ("4", ARTICLE, "轮流"),
    "prevention.visits": ("4", ARTICLE, "逐户"),
    "prevention.aim": ("4", ARTICLE, "实现"),
    "partnership.exploring": ("5", ARTICLE, "建立"),
    "partnership.aim": ("5", ARTICLE, "实现"),
    "partnership.ideas": ("5", ARTICLE, "已"),
    "partnership.contacts": ("5", ARTICLE, "完成"),
    "outlook.aim": ("6", "", "已"),
    "outlook.adoption": ("6", "", "已"),
}
# id: printed form, as a range, in English
DERIVED = {
    "inspection.pace": ("不少于62.2套/天", "不少于62.2套/天", "at least 62.2 homes a day"),
    "inspection.pace_per_member": (
        "超过6.22套/(人·天)",
        "超过6.22套/(人·天)",
        "more than 6.22 homes per person per day",
    ),
    "construction.plan_implied": ("约24.92亿元", "24.67亿～25.18亿元", "about CNY 2.492 billion"),
    "construction.half_days": ("182天", "182天", "182 days"),
    "construction.year_days": ("366天", "366天", "366 days"),
    "construction.calendar_share": ("49.7%", "49.7%～49.8%", "49.7%"),
    "construction.ahead": ("约2.3个百分点", "1.7～2.8个百分点", "about 2.3 percentage points"),
    "partnership.unsigned": ("约1.2%", "1.15%～1.25%", "about 1.2%"),
}
LISTS = {
    "inspection.items": "墙壁 门窗 玻璃 栏杆 电线 水管 建筑垃圾",
    "construction.parties": "勘察 设计 施工 建设 监理",
    "prevention.levels": "支部防控领导小组 项目防控组 党员",
    "prevention.leads": "党组织主要负责人 行政主要负责人",
    "partnership.parties": "住宅开发公司党支部 泉州供电公司配电党支部",
    "partnership.works": "电力杆线迁移和保护 配电网规划 用电建设",
    "outlook.mechanisms": "基层党建联抓 项目建设联商 项目推进联动 日常工作帮扶",
}
# project: stages in order, each with its extent and the statement that says so
PROJECTS = [
    ("霞美棚户区改造龙兴小区二期项目", "结构封顶", "most", "construction.longxing"),
    ("潘山安置房项目", "竣工验收", "reached", "construction.panshan_accepted"),
    ("潘山安置房项目", "具备交付条件", "reached", "construction.panshan_delivery"),
    ("潘山安置房项目", "安置", "under_way", "construction.panshan_resettlement"),
]


def texts(entry: Metric | Statement) -> list[str]:
    """Everything that readers are told of a metric or a statement, besides the source's own words."""
    return [text for column, text in entry.row.items() if column.endswith("_zh") and column != "entity_zh"]


def test_the_ledger_holds_these_figures_and_no_others(ledger: Ledger) -> None:
    found = {
        metric.id: (
            *(metric.row["printed"], metric.quantity.unit.symbol, metric.quantity.qualifier),
            *(metric.row["locator"], metric.row["period"]),
        )
        for metric in ledger
        if metric.origin != "derived"
    }
    assert found == {name: (*fact[:3], *fact[4:6]) for name, fact in FACTS.items()}
    assert {metric.id for metric in ledger} == FACTS.keys() | DERIVED.keys()


@pytest.mark.parametrize("name", FACTS)
def test_a_figure_says_what_it_says_and_no_more(ledger: Ledger, name: str) -> None:
    metric, fact = ledger[name], FACTS[name]
    assert metric.origin == ("published" if fact.words else "counted")
    assert fact.words in metric.quotation
    for words in fact.not_said:
        assert words in metric.label("note"), words
    for words in fact.never:
        assert not any(words in text for text in texts(metric)), words


def test_the_ledger_holds_these_statements_and_no_others(ledger: Ledger) -> None:
    found = {
        name: tuple(statement.row[column] for column in ("locator", "period"))
        for name, statement in ledger.statements.items()
    }
    assert found == {name: row[:2] for name, row in STATEMENTS.items()}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_says_what_it_says_and_no_more(ledger: Ledger, name: str) -> None:
    statement = ledger.statement(name)
    assert 1 <= len(statement.quotation) <= 20
    assert not any(STATEMENTS[name][2] in text for text in texts(statement))
    # It is set in a sentence, so that it has neither a stop nor, being no figure, a number.
    for text in (statement.text(), statement.text("en")):
        assert text
        assert text[-1] not in "。.；;，,"
        assert not re.search(r"\d", text)


def test_the_tables_are_these_and_no_others(package: Package) -> None:
    chapters = {name.partition(".")[0] for name in FACTS}
    assert set(package.tables) == chapters | {
        "indicators", "entities", "formulas", "statements", "projects", "stages", "lists", "units", "sources",
        "locators", "exemptions", "names", "aliases", "glosses", "tasks",
    }  # fmt: skip
    assert "2020-h1" not in package.descriptor["name"]
    assert "2020年1月1日至7月28日" in package.descriptor["title"]


def test_every_derived_figure_is_what_the_arithmetic_gives(ledger: Ledger) -> None:
    found = {
        metric.id: (metric.text(), range_text(metric.quantity), metric.text("en"))
        for metric in ledger
        if metric.origin == "derived"
    }
    assert found == DERIVED


@pytest.mark.parametrize(
    ("name", "value", "lower", "upper"),
    [
        ("inspection.pace", Fraction(622, 10), Fraction(622, 10), None),
        ("inspection.pace_per_member", Fraction(622, 100), Fraction(622, 100), None),
        (
            "construction.plan_implied",
            Fraction("12.96") / Fraction("0.52"),
            Fraction("12.955") / Fraction("0.525"),
            Fraction("12.965") / Fraction("0.515"),
        ),
        ("construction.calendar_share", Fraction(18200, 366), Fraction(18200, 366), Fraction(18200, 366)),
        (
            "construction.ahead",
            52 - Fraction(18200, 366),
            Fraction("51.5") - Fraction(18200, 366),
            Fraction("52.5") - Fraction(18200, 366),
        ),
        ("partnership.unsigned", Fraction("1.2"), Fraction("1.15"), Fraction("1.25")),
    ],
)
def test_derived_figures_are_not_rounded_on_the_way(
    ledger: Ledger, name: str, value: Fraction, lower: Fraction, upper: Fraction | None
) -> None:
    quantity = ledger[name].quantity
    assert (quantity.value, quantity.bounds.lower, quantity.bounds.upper) == (value, lower, upper)


def test_the_date_of_publication_is_that_of_the_source(ledger: Ledger) -> None:
    (source,) = {metric.source for metric in ledger if metric.source}
    assert (source.date, source.issue, source.medium) == ("2020-07-28", "2", "EB/OL")
    assert source.checksum.startswith("sha256:")


def test_lists_hold_what_the_source_names_in_its_order(ledger: Ledger) -> None:
    rows = ledger.package.table("lists").rows
    assert {row["list"] for row in rows} == set(LISTS)
    for name, labels in LISTS.items():
        assert " ".join(row["label_zh"] for row in ledger.items(name)) == labels


@pytest.mark.parametrize("name", sorted(set(LISTS) & set(FACTS)))
def test_lists_are_as_long_as_their_metric_says(ledger: Ledger, name: str) -> None:
    assert len(ledger.items(name)) == ledger[name].quantity.value


def test_counted_figures_are_those_with_a_list_and_no_words(ledger: Ledger) -> None:
    counted = {metric.id for metric in ledger if metric.origin == "counted"}
    assert counted == {"inspection.items", "partnership.works", "outlook.mechanisms"}
    assert all(ledger.items(name) for name in counted)


def test_projects_stand_where_a_statement_says(package: Package, ledger: Ledger) -> None:
    rows = package.table("projects").rows
    found = [tuple(row[column] for column in ("project_zh", "stage", "extent", "statement")) for row in rows]
    assert found == PROJECTS
    for row in rows:
        statement = ledger.statement(row["statement"])
        assert statement.label("subject") == row["project_zh"]
        assert statement.label("subject", "en") == row["project_en"]


@pytest.mark.parametrize(
    ("name", "chinese"),
    [
        ("inspection.units", "截至2020年7月28日"),
        ("inspection.days", "始于2020年6月21日至30日之间，最晚止于7月10日"),
        ("inspection.pace", "始于2020年6月21日至30日之间，最晚止于7月10日"),
        ("construction.investment", "2020年上半年"),
        ("construction.plan_share", "2020年上半年"),
        ("construction.plan_implied", "2020年"),
        ("construction.calendar_share", "2020年上半年"),
        ("certificates.issued", "2020年内，截至7月28日"),
        ("partnership.unsigned", "截至2020年7月28日"),
        ("publication.issue", "2020年7月28日"),
        ("publication.views", "未载明"),
    ],
)
def test_periods_are_as_exact_as_published(ledger: Ledger, name: str, chinese: str) -> None:
    assert period_text(ledger[name].period) == chinese


def test_the_report_covers_what_the_source_covers(ledger: Ledger) -> None:
    """From 1 January to 28 July 2020; the plan and the calendar, which we compute with, are of the year."""
    periods = [metric.period for metric in ledger if metric.origin != "derived"]
    periods += [statement.period for statement in ledger.statements.values()]
    assert min(period.first for period in periods if period.first) == date(2020, 1, 1)
    assert max(period.last for period in periods if period.last) == date(2020, 7, 28)
