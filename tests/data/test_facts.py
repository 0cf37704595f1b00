"""The real data: every published figure, what follows by arithmetic, and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from frictionless import validate

from qzcharts.data import frame
from qzcharts.data.package import DESCRIPTOR, undocumented
from qzcharts.data.wording import range_text
from qzcharts.errors import UnknownNameError

# id: value as printed, unit, qualifier, section of the source
PUBLISHED = {
    "inspection.units": ("622", "套", "exact", "1"),
    "inspection.days": ("10", "天", "at_most", "1"),
    "inspection.people": ("10", "人", "nearly", "1"),
    "inspection.items": ("7", "项", "exact", "1"),
    "construction.investment": ("12.96", "亿元", "rounded", "2"),
    "construction.plan_share": ("52", "%", "about", "2"),
    "construction.parties": ("5", "方", "exact", "2"),
    "certificates.issued": ("478", "本", "exact", "3"),
    "prevention.households": ("200", "户", "exact", "4"),
    "prevention.levels": ("3", "级", "exact", "4"),
    "prevention.leads": ("2", "人", "exact", "4"),
    "partnership.agreements": ("98.8", "%", "about", "5"),
    "partnership.works": ("3", "类", "exact", "5"),
    "outlook.mechanisms": ("4", "项", "exact", "6"),
    "publication.issue": ("2", "期", "exact", "page"),
    "publication.views": ("29094", "次", "exact", "page"),
}
# id: printed form, as a range, in English
DERIVED = {
    "inspection.pace": ("不少于62.2套/天", "不少于62.2套/天", "at least 62.2 homes a day"),
    "inspection.pace_per_member": (
        "超过6.22套/(人·天)",
        "超过6.22套/(人·天)",
        "more than 6.22 homes per person and day",
    ),
    "construction.plan_implied": ("约24.92亿元", "24.68亿～25.17亿元", "about CNY 2.492 billion"),
    "construction.half_days": ("182天", "182天", "182 days"),
    "construction.year_days": ("366天", "366天", "366 days"),
    "construction.calendar_share": ("49.7%", "49.7%", "49.7%"),
    "construction.ahead": ("约2.3个百分点", "1.8～2.8个百分点", "about 2.3 percentage points"),
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
PROJECTS = {
    ("霞美棚户区改造龙兴小区二期项目", "结构封顶", "most"),
    ("潘山安置房项目", "竣工验收", "reached"),
    ("潘山安置房项目", "具备交付条件", "reached"),
    ("潘山安置房项目", "安置", "under_way"),
}
# Columns that hold text in one language only, or none: names, symbols and signs.
WITHOUT_LANGUAGE = {
    "id", "value", "unit", "qualifier", "printed", "period_start", "period_end", "source", "locator",
    "formula", "decimals", "stage", "extent", "order", "list", "dimension", "factor", "english", "date",
    "issue", "medium", "checksum", "rule", "subject",
}  # fmt: skip


def test_every_published_figure_is_in_the_ledger_as_printed(ledger):
    found = {
        metric.id: tuple(metric.row[column] for column in ("value", "unit", "qualifier", "locator"))
        for metric in ledger
        if metric.formula is None
    }
    assert found == PUBLISHED


def test_every_derived_figure_is_what_the_arithmetic_gives(ledger):
    found = {
        metric.id: (metric.text(), range_text(metric.quantity), metric.text("en"))
        for metric in ledger
        if metric.formula is not None
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
def test_derived_figures_are_not_rounded_on_the_way(ledger, name, value, lower, upper):
    quantity = ledger[name].quantity
    assert (quantity.value, quantity.bounds.lower, quantity.bounds.upper) == (value, lower, upper)


def test_the_date_of_publication_is_that_of_the_source(ledger):
    (source,) = {metric.source for metric in ledger if metric.source}
    assert (source.date, source.issue, source.medium) == ("2020-07-28", "2", "EB/OL")
    assert source.checksum.startswith("sha256:")


def test_lists_hold_what_the_source_names_in_its_order(ledger):
    rows = ledger.package.table("lists").rows
    assert {row["list"] for row in rows} == set(LISTS)
    for name, labels in LISTS.items():
        assert " ".join(row["label_zh"] for row in ledger.items(name)) == labels


@pytest.mark.parametrize("name", sorted(set(LISTS) & set(PUBLISHED)))
def test_lists_are_as_long_as_their_metric_says(ledger, name):
    assert len(ledger.items(name)) == ledger[name].quantity.value


def test_projects_stand_where_the_source_says(package):
    rows = package.table("projects").rows
    assert {(row["project_zh"], row["stage"], row["extent"]) for row in rows} == PROJECTS
    assert len(rows) == len(PROJECTS)


def test_everything_that_is_read_has_both_languages(package):
    for table in package.tables.values():
        for column in table.columns:
            base, _, language = column.rpartition("_")
            if language not in ("zh", "en"):
                assert column in WITHOUT_LANGUAGE
                continue
            assert {f"{base}_zh", f"{base}_en"} <= set(table.columns)
            for line, row in table.numbered():
                assert bool(row[f"{base}_zh"]) == bool(row[f"{base}_en"]), (table.path, line, base)


def test_each_table_is_titled_in_both_languages_and_described(package):
    for resource in package.descriptor["resources"]:
        assert resource["title"], resource["name"]
        assert resource["title_en"], resource["name"]
        assert resource["description"], resource["name"]
    assert list(undocumented(package)) == []


def test_frictionless_finds_the_package_valid(package):
    report = validate(str(package.folder / DESCRIPTOR))
    assert report.flatten(["message"]) == []
    assert report.valid


PUBLISHED_DTYPES = (
    dict.fromkeys(["id", "unit", "printed", "source", "locator"], "string")
    | dict.fromkeys(
        [f"{name}_{end}" for name in ("entity", "indicator", "note") for end in ("zh", "en")], "string"
    )
    | {
        "value": "Float64",
        "qualifier": "category",
        "period_start": "datetime64[s]",
        "period_end": "datetime64[s]",
    }
)
OTHER_DTYPES = {
    ("derived", "decimals"): "Int64",
    ("derived", "period_start"): "datetime64[s]",
    ("derived", "period_end"): "datetime64[s]",
    ("projects", "extent"): "category",
    ("stages", "order"): "Int64",
    ("lists", "order"): "Int64",
    ("units", "factor"): "Float64",
    ("sources", "date"): "datetime64[s]",
}


def test_frames_have_the_dtypes_of_their_schema(package):
    for table in package.tables.values():
        data = frame(table)
        published = "qualifier" in table.columns
        wanted = {
            column: PUBLISHED_DTYPES[column]
            if published
            else OTHER_DTYPES.get((table.name, column), "string")
            for column in table.columns
        }
        assert data.dtypes.astype(str).to_dict() == wanted, table.name
        assert len(data) == len(table.rows)


def test_a_frame_holds_the_figures(package):
    data = frame(package.table("construction")).set_index("id")
    investment = data.loc["construction.investment"]
    assert investment["value"] == 12.96
    assert investment["qualifier"] == "rounded"
    assert investment["period_start"] == pd.Timestamp("2020-01-01")
    assert investment["period_end"] == pd.Timestamp("2020-06-30")
    assert pd.isna(data.loc["construction.parties", "period_start"])
    # The last day that a month or a year can mean.
    inspected = frame(package.table("inspection")).set_index("id").loc["inspection.units"]
    assert inspected["period_start"] == pd.Timestamp("2020-06-01")
    assert pd.isna(inspected["period_end"])


@pytest.mark.parametrize(
    ("name", "leaves"),
    [
        ("inspection.units", ["inspection.units"]),
        ("inspection.pace_per_member", ["inspection.units", "inspection.people", "inspection.days"]),
        ("construction.ahead", ["construction.plan_share"]),
        ("construction.year_days", []),
    ],
)
def test_a_figure_is_followed_to_what_was_published(ledger, name, leaves):
    assert [metric.id for metric in ledger.published(name)] == leaves


def test_a_metric_says_where_it_stands(ledger):
    metric = ledger["construction.investment"]
    assert (metric.path, metric.line, metric.table) == ("data/construction.csv", 2, "construction")
    assert metric.group == "construction"
    assert metric.label("indicator") == "片区建设完成投资"
    assert metric.label("indicator", "en") == "Investment completed in area construction"
    assert metric.locator == {"zh": "第二节", "en": "Section 2"}
    assert str(metric) == "12.96亿元"
    assert "construction.investment" in ledger
    assert "construction.invest" not in ledger


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (
            lambda ledger: ledger["construction.invesment"],
            "there is no metric 'construction.invesment'; near matches: construction.investment, "
            "construction.parties, construction.plan_share",
        ),
        (
            lambda ledger: ledger.items("construction.party"),
            "there is no list 'construction.party'; near matches: construction.parties, inspection.items",
        ),
        (
            lambda ledger: ledger.package.table("projekts"),
            "there is no table 'projekts'; near matches: projects",
        ),
    ],
)
def test_a_name_that_is_not_there_is_told_with_near_ones(ledger, look_up, message):
    with pytest.raises(UnknownNameError) as caught:
        look_up(ledger)
    assert str(caught.value) == message


def test_where_no_name_is_near_some_are_told():
    assert str(UnknownNameError("table", "x", ["units", "lists"])) == (
        "there is no table 'x'; known: lists, units"
    )
    many = [f"unit{number:02}" for number in range(25)]
    assert str(UnknownNameError("table", "x", many)) == (
        f"there is no table 'x'; known: {', '.join(many[:20])} and 5 more"
    )
