"""The real package and its ledger: both languages, frames, and what is found where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from frictionless import validate

from qzcharts.data import Ledger, Package
from qzcharts.data.frame import frame
from qzcharts.data.package import DESCRIPTOR
from qzcharts.errors import UnknownNameError
from support import PROJECT

# Columns that hold text in one language only, or none: names, symbols and signs.
WITHOUT_LANGUAGE = {
    "id", "indicator", "value", "unit", "measure", "of", "parent", "period", "source", "locator", "formula",
    "decimals", "stage", "extent", "order", "list", "dimension", "factor", "english", "date", "issue",
    "medium", "checksum", "rule", "subject", "origin", "quotation", "statement", "name",
    "done", "due", "share", "begin", "end", "outcome", "words",
}  # fmt: skip
# What one language has several words for, the other may have one word for.
IN_EITHER_LANGUAGE = {"aliases"}


def test_everything_that_is_read_has_both_languages(package: Package) -> None:
    for table in package.tables.values():
        for column in table.columns:
            base, _, language = column.rpartition("_")
            if language not in ("zh", "en"):
                assert column in WITHOUT_LANGUAGE
                continue
            assert {f"{base}_zh", f"{base}_en"} <= set(table.columns)
            if base in IN_EITHER_LANGUAGE:
                continue
            for line, row in table.numbered():
                assert bool(row[f"{base}_zh"]) == bool(row[f"{base}_en"]), (table.path, line, base)


def test_each_table_is_titled_in_both_languages_and_described(package: Package) -> None:
    for resource in package.descriptor["resources"]:
        assert resource["title"], resource["name"]
        assert resource["title_en"], resource["name"]
        assert resource["description"], resource["name"]


def test_frictionless_finds_the_package_valid(package: Package) -> None:
    report = validate(str(package.folder / DESCRIPTOR))
    assert report.flatten(["message"]) == []
    assert report.valid


#: Of the columns of all numbers, those that are no text.
OF_NUMBERS = {
    **dict.fromkeys(["value", "lower", "upper"], "Float64"),
    **dict.fromkeys(["start", "end"], "datetime64[s]"),
    **dict.fromkeys(["lower_open", "upper_open", "current"], "boolean"),
}
OTHERS = {
    ("formulas", "decimals"): "Int64",
    ("indicators", "measure"): "category",
    ("projects", "extent"): "category",
    ("stages", "order"): "Int64",
    ("lists", "order"): "Int64",
    ("units", "factor"): "Float64",
    ("sources", "date"): "datetime64[s]",
}


def test_frames_have_the_dtypes_of_their_schema(ledger: Ledger) -> None:
    numbers = {metric.table for metric in ledger if metric.origin != "derived"}
    for name, table in ledger.package.tables.items():
        data = frame(ledger, name)
        wanted = (
            {column: OF_NUMBERS.get(column, "string") for column in data.columns}
            if name in numbers
            else {column: OTHERS.get((name, column), "string") for column in table.columns}
        )
        assert data.dtypes.astype(str).to_dict() == wanted, name
        assert len(data) == len(table.rows)


def test_a_frame_holds_the_figures_with_their_bounds(ledger: Ledger) -> None:
    data = frame(ledger, "construction").set_index("id")
    investment = data.loc["construction.investment"]
    assert (investment["value"], investment["unit"], investment["printed"]) == (12.96, "亿元", "12.96")
    assert (investment["lower"], investment["upper"], investment["qualifier"]) == (12.955, 12.965, "rounded")
    assert (investment["lower_open"], investment["upper_open"]) == (False, True)
    assert (investment["start"], investment["end"]) == (
        pd.Timestamp("2020-01-01"),
        pd.Timestamp("2020-06-30"),
    )
    assert pd.isna(data["start"]["construction.parties"])
    # The first day that a start and the last that an end can mean.
    issued = frame(ledger, "certificates").set_index("id").loc["certificates.issued"]
    assert issued["start"] == pd.Timestamp("2020-01-01")
    inspected = frame(ledger, "inspection").set_index("id").loc["inspection.days"]
    assert inspected["start"] == pd.Timestamp("2020-06-21")
    assert inspected["end"] == pd.Timestamp("2020-07-10")
    assert (inspected["lower"], inspected["upper"], inspected["qualifier"]) == (0, 10, "at_most")


@pytest.mark.parametrize(
    ("name", "leaves"),
    [
        ("inspection.units", ["inspection.units"]),
        ("inspection.pace_per_member", ["inspection.completed", "inspection.people", "inspection.days"]),
        ("construction.ahead", ["construction.plan_share", "construction.investment"]),
        ("construction.half_days", ["construction.investment"]),
    ],
)
def test_a_figure_is_followed_to_what_was_published(ledger: Ledger, name: str, leaves: list[str]) -> None:
    assert [metric.id for metric in ledger.published(name)] == leaves


def test_a_metric_says_where_it_stands(ledger: Ledger) -> None:
    metric = ledger["construction.investment"]
    assert (metric.path, metric.line, metric.table) == ("data/construction.csv", 2, "construction")
    assert metric.group == "construction"
    assert metric.label("indicator") == "片区建设完成投资"
    assert metric.label("indicator", "en") == "Investment completed in area construction"
    assert metric.locator == {"zh": "第二节", "en": "Section 2"}
    assert str(metric) == "12.96亿元"
    assert metric.quotation == "上半年完成片区建设投资12.96亿元"
    assert metric.anchor == "metric-construction-investment"
    assert "construction.investment" in ledger
    assert "construction.invest" not in ledger


def test_no_two_entries_have_one_anchor(ledger: Ledger) -> None:
    entries = [*ledger, *ledger.statements.values()]
    names = ["a.b_c", "a_b.c", "a.b_c_d", "a_b.c_d", "a_b_c.d"]
    entries += [replace(ledger["construction.investment"], id=name) for name in names]
    assert len({entry.anchor for entry in entries}) == len(entries)


def test_a_statement_says_where_it_stands(ledger: Ledger) -> None:
    statement = ledger.statement("construction.panshan_accepted")
    assert (statement.path, statement.table) == ("data/statements.csv", "statements")
    line = (PROJECT / statement.path).read_text("utf-8").splitlines()[statement.line - 1]
    assert line.startswith("construction.panshan_accepted,")
    assert statement.group == "construction"
    assert statement.anchor == "statement-construction-panshan-accepted"
    assert statement.label("subject") + str(statement) == "潘山安置房项目已竣工验收"
    assert f"{statement.label('subject', 'en')} {statement.text('en')}" == (
        "Panshan resettlement housing is completed and accepted"
    )
    assert statement.quotation == "潘山安置房项目已竣工验收"
    assert statement.locator == {"zh": "第二节", "en": "Section 2"}
    assert statement.source.date == "2020-07-28"
    assert ledger.statements[statement.id] is statement
    assert statement.id not in ledger


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (
            lambda ledger: ledger["construction.invesment"],
            "there is no metric 'construction.invesment'; near matches: construction.investment, "
            "construction.parties, construction.plan_share",
        ),
        (
            lambda ledger: ledger.statement("certificates.complete"),
            "there is no statement 'certificates.complete'; near matches: certificates.completion, "
            "certificates.group, certificates.obstacle",
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
def test_a_name_that_is_not_there_is_told_with_near_ones(
    ledger: Ledger, look_up: Callable[[Ledger], object], message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        look_up(ledger)
    assert str(caught.value) == message


def test_where_no_name_is_near_some_are_told() -> None:
    assert str(UnknownNameError("table", "x", ["units", "lists"])) == (
        "there is no table 'x'; known: lists, units"
    )
    many = [f"unit{number:02}" for number in range(25)]
    assert str(UnknownNameError("table", "x", many)) == (
        f"there is no table 'x'; known: {', '.join(many[:20])} and 5 more"
    )
