"""Formulas that cannot be right: each case with the whole of its message."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_mutations import refusal

from changes import Change, each, swap
from qzbook.validation import from_package, read

PLAN = "construction.investment / construction.plan_share"

CASES = [
    pytest.param(
        swap("formulas.csv", "inspection.pace,", "inspection.speed,"),
        "data/formulas.csv:2:indicator: 'inspection.speed' is no indicator that data/indicators.csv holds; "
        "near matches: inspection.people, inspection.pace, inspection.completed [foreign-key]\n"
        "  mend: correct it, or add a row to data/indicators.csv",
        id="a formula of an unknown indicator",
    ),
    pytest.param(
        swap("formulas.csv", PLAN, "construction.invesment / construction.plan_share"),
        "data/formulas.csv:4:formula: formula 'construction.invesment / construction.plan_share': unknown "
        "indicator 'construction.invesment'; near matches: construction.investment, construction.parties, "
        "construction.plan_share [formula]\n"
        "  mend: correct the name",
        id="a formula with an unknown name",
    ),
    pytest.param(
        swap("formulas.csv", PLAN, "construction.investment / x.y"),
        "data/formulas.csv:4:formula: formula 'construction.investment / x.y': unknown indicator 'x.y'; "
        "known: inspection.units, inspection.completed, inspection.days, inspection.people, "
        "inspection.items, "
        "construction.investment, construction.plan_share, construction.parties, certificates.issued, "
        "prevention.households, prevention.levels, prevention.leads, partnership.agreements, "
        "partnership.works, outlook.mechanisms, publication.issue, publication.views, inspection.pace, "
        "inspection.pace_per_member, construction.plan_implied [formula]\n"
        "  mend: correct the name",
        id="a formula with a name like no other",
    ),
    pytest.param(
        swap("formulas.csv", "complement(partnership.agreements)", "complement(partnership.exploring)"),
        "data/formulas.csv:9:formula: formula 'complement(partnership.exploring)': unknown indicator "
        "'partnership.exploring'; near matches: partnership.works, partnership.unsigned, "
        "partnership.agreements [formula]\n"
        "  mend: correct the name",
        id="a formula with a statement",
    ),
    pytest.param(
        swap("formulas.csv", PLAN, "construction.plan_implied / construction.plan_share"),
        "data/formulas.csv:4:formula: formulas form a cycle: construction.plan_implied → "
        "construction.plan_implied [formula]\n"
        "  mend: let no metric rest on itself",
        id="a formula that rests on itself",
    ),
    pytest.param(
        each(
            swap("formulas.csv", "days(construction.investment)", "construction.year_days"),
            swap("formulas.csv", "days(construction.plan_implied)", "construction.half_days"),
        ),
        "data/formulas.csv:5:formula: formulas form a cycle: construction.half_days → construction.year_days "
        "→ construction.half_days [formula]\n"
        "  mend: let no metric rest on itself",
        id="formulas in a cycle",
    ),
    pytest.param(
        swap("formulas.csv", PLAN, "construction.investment / / construction.plan_share"),
        "data/formulas.csv:4:formula: formula 'construction.investment / / construction.plan_share' cannot "
        "be read: invalid syntax [formula]\n"
        "  mend: correct the formula",
        id="a formula that cannot be read",
    ),
    pytest.param(
        swap("formulas.csv", PLAN, "construction.investment / 0.52"),
        "data/formulas.csv:4:formula: formula 'construction.investment / 0.52': the number 0.52 is typed; "
        "allowed: names of numbers, as whatever is computed with has a row of its own [formula]\n"
        "  mend: correct the formula",
        id="a formula with a typed number",
    ),
    pytest.param(
        swap("formulas.csv", PLAN, "construction.investment + inspection.units"),
        "data/formulas.csv:4:formula: formula 'construction.investment + inspection.units': 套 cannot be "
        "added to 亿元 [formula]\n"
        "  mend: combine figures of one kind, or correct the unit",
        id="units that do not mix",
    ),
    pytest.param(
        swap("formulas.csv", PLAN, "inspection.units / inspection.days"),
        "data/formulas.csv:4:formula: 套/天 cannot be expressed in 亿元: they measure different things "
        "[formula]\n"
        "  mend: combine figures of one kind, or correct the unit",
        id="a formula that gives another unit",
    ),
    pytest.param(
        swap(
            "formulas.csv",
            PLAN,
            "construction.investment / (construction.plan_share - construction.plan_share)",
        ),
        "data/formulas.csv:4:formula: formula 'construction.investment / (construction.plan_share - "
        "construction.plan_share)': division by a range that holds zero: (-1, 1) [formula]\n"
        "  mend: rest the formula on figures whose bounds and periods allow it",
        id="a division by a range that holds zero",
    ),
    pytest.param(
        swap("formulas.csv", PLAN + ",2,", PLAN + ",3,"),
        "data/formulas.csv:4:decimals: 3 decimals claimed; allowed: 2, as the bounds 24.676亿～25.175亿元 "
        "support [too-many-digits]\n"
        "  mend: lower the number of decimals",
        id="too many decimals",
    ),
    pytest.param(
        swap("formulas.csv", "inspection.days,1,", "inspection.days,99,"),
        "data/formulas.csv:2:decimals: '99' is no number of decimals; allowed: 0 to 12 [decimals]\n"
        "  mend: write how many digits follow the point",
        id="decimals beyond counting",
    ),
    pytest.param(
        swap("formulas.csv", "inspection.days,1,", "inspection.days,1.5,"),
        "data/formulas.csv:2:decimals: '1.5' is no integer; allowed: digits, such as 2 [type-error]\n"
        "  mend: write an integer",
        id="decimals that are no integer",
    ),
    pytest.param(
        swap("formulas.csv", "inspection.days,1,", "inspection.days,-1,"),
        "data/formulas.csv:2:decimals: '-1' is no number of decimals; allowed: 0 to 12 [decimals]\n"
        "  mend: write how many digits follow the point",
        id="decimals below zero",
    ),
    pytest.param(
        swap("formulas.csv", ",2,year,", ",2,2020-13,"),
        "data/formulas.csv:4:period: '2020-13' is not in the calendar; allowed: a year, a month or a day of "
        "it [period]\n"
        "  mend: write a month from 01 to 12, or 2020-Q1 for a quarter and 2020-H1 for a half-year",
        id="a period that is none",
    ),
    pytest.param(
        swap(
            "formulas.csv",
            "construction.investment / construction.plan_share,2,year",
            "construction.investment / construction.plan_share@2019,2,year",
        ),
        "data/formulas.csv:4:formula: formula 'construction.investment / construction.plan_share@2019': "
        "'construction.plan_share@2019': it has no number for 2019; there are: construction.plan_share "
        "[formula]\n"
        "  mend: add rows for this period to the tables, or name one of these",
        id="a number of a period that has none",
    ),
    pytest.param(
        swap("datapackage.json", '"period": "2020-01-01/2020-07-28"', '"period": "2020-H2"'),
        "data/formulas.csv:4:formula: formula 'construction.investment / construction.plan_share': "
        "'construction.investment': it has no number for the period that is spoken of, 2020-H2; there are: "
        "construction.investment@2020-H1 [formula]\n"
        "  mend: add rows for this period to the tables, or name one of these",
        id="a next issue without rows",
    ),
    pytest.param(
        swap("formulas.csv", "days(construction.investment)", "days(inspection.units)"),
        "data/formulas.csv:5:formula: formula 'days(inspection.units)': the period has no certain number of "
        "days [formula]\n"
        "  mend: rest the formula on figures whose bounds and periods allow it",
        id="days of a period without a start",
    ),
    pytest.param(
        swap(
            "formulas.csv",
            ',"share(construction.half_days, construction.year_days@year)",',
            ',"share(construction.half_days, construction.year_days)",',
        ),
        "data/formulas.csv:7:formula: formula 'share(construction.half_days, construction.year_days)': no "
        "entity and period has all that it names; allowed: names of numbers that are there for the same "
        "entity and period, or a column period [formula]\n"
        "  mend: name the period of its result in the column period, or add what is missing",
        id="operands of different periods",
    ),
    pytest.param(
        swap(
            "formulas.csv",
            "partnership.unsigned,complement(partnership.agreements),1,",
            "construction.half_days,days(construction.plan_share),0,",
        ),
        "data/formulas.csv:9:formula: data/formulas.csv:5 gives the same number; allowed: one formula for "
        "each [duplicate-number]\n"
        "  mend: remove one of the two",
        id="a number that two formulas give",
    ),
    pytest.param(
        each(
            swap("formulas.csv", PLAN, "construction.investment / x.y"),
            swap(
                "formulas.csv",
                "inspection.completed / inspection.days",
                "inspection.completed / inspection.nights",
            ),
        ),
        "data/formulas.csv:2:formula: formula 'inspection.completed / inspection.nights': unknown indicator "
        "'inspection.nights'; near matches: inspection.units, inspection.items, inspection.days [formula]\n"
        "  mend: correct the name\n"
        "data/formulas.csv:4:formula: formula 'construction.investment / x.y': unknown indicator 'x.y'; "
        "known: inspection.units, inspection.completed, inspection.days, inspection.people, "
        "inspection.items, "
        "construction.investment, construction.plan_share, construction.parties, certificates.issued, "
        "prevention.households, prevention.levels, prevention.leads, partnership.agreements, "
        "partnership.works, outlook.mechanisms, publication.issue, publication.views, inspection.pace, "
        "inspection.pace_per_member, construction.plan_implied [formula]\n"
        "  mend: correct the name",
        id="formulas that others rest on",
    ),
]


@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_formulas_stop_with_place_and_mend(data: Path, mutate: Change, message: str) -> None:
    mutate(data)
    assert str(refusal(data)) == message


def test_the_order_of_rows_changes_no_figure(data: Path) -> None:
    figures = {metric.id: metric.quantity for metric in from_package(read(data))}
    path = data / "formulas.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]) + "\n", "utf-8")
    turned = from_package(read(data))
    assert {metric.id: metric.quantity for metric in turned} == figures
    assert [metric.id for metric in turned] != list(figures)


@pytest.mark.parametrize(
    ("period", "key"), [("", "2020-H1"), ("2020", "2020"), ("2020年前三季度", "2020-01/2020-09")]
)
def test_a_derived_figure_may_have_a_period_of_its_own(data: Path, period: str, key: str) -> None:
    path = data / "formulas.csv"
    kept = [
        line
        for line in path.read_text("utf-8").splitlines()
        if "plan_implied" not in line and "year_days" not in line and "calendar" not in line
    ]
    path.write_text("\n".join([*kept, f"construction.plan_implied,{PLAN},2,{period},,", ""]), "utf-8")
    (metric,) = (
        each for each in from_package(read(data)) if each.indicator.id == "construction.plan_implied"
    )
    assert metric.period.key == key


def test_a_list_may_have_the_name_of_a_derived_metric(data: Path) -> None:
    swap("lists.csv", "construction.parties,5,", "construction.half_days,1,")(data)
    assert "construction.half_days has 1 rows, but data/formulas.csv:5 says 182天" in str(refusal(data))
