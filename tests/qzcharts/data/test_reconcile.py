"""Published numbers that follow from others: true ones agree, faults beyond rounding are found."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_figures import BULLETIN, DISTRICTS, WORKS, Figures, assembled, reconciled

from qzcharts.data.bounds import Bounds
from qzcharts.data.qualifier import Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.reconcile import Reconciliation, Verdict, verdict
from qzcharts.data.rounding import half_up
from qzcharts.data.unit import Unit
from qzcharts.errors import DataError

F = Fraction
HEAD = "id,label_zh,label_en,unit,measure,of,against,basis\n"
ENTITIES = "id,label_zh,label_en,parent,overlaps,dimension\n"
FORMULAS = "indicator,formula,decimals\n"

ISSUES = Figures(
    "company",
    "2020-H2",
    {
        "indicators": HEAD
        + """\
investment,投资,Investment,亿元,amount,,,
investment.growth,投资的增长,Growth of the investment,%,change,investment,previous,
investment.more,投资的增加,Increase of the investment,亿元,change,investment,previous,
plan_share,完成年度计划,Share of the plan,%,rate,,,
plan_share.change,完成年度计划的提高,Rise of the share,个百分点,change,plan_share,previous,
""",
        "entities": ENTITIES + "company,公司,Company,,,\n",
        "investments": """\
period,investment,investment.growth,investment.more,plan_share,plan_share.change
2020-H1,12.96,,,52,
2020-H2,14.20,9.6,1.24,57,5
""",
    },
)
REPORTS = {"bulletin": BULLETIN, "districts": DISTRICTS, "works": WORKS, "issues": ISSUES}
#: How many relations each has.
RELATIONS = {"bulletin": 27, "districts": 28, "works": 12, "issues": 3}


TRUE = {name: reconciled(figures) for name, figures in REPORTS.items()}


def functions(found: list[Reconciliation]) -> set[str]:
    return {each.calculation.text.partition("(")[0] for each in found}


@pytest.mark.parametrize("report", REPORTS)
def test_true_figures_are_reconciled_and_none_disagrees(report: str) -> None:
    found = TRUE[report]
    assert len(found) == RELATIONS[report]
    assert not [each for each in found if each.verdict is Verdict.DISAGREES]


def test_every_kind_of_relation_is_among_them() -> None:
    kinds = set[str]().union(*map(functions, TRUE.values()))
    assert {"sum", "share", "complement", "difference", "growth", "points"} <= kinds


@pytest.mark.parametrize(
    ("report", "metric", "shown"),
    [
        ("bulletin", "gdp", "[9946.645, 9946.675)"),
        ("bulletin", "gdp.growth", "[7.85, 8.15)"),
        ("bulletin", "residents.change", "(3, 5)"),
        ("districts", "residents", "[884.45, 885.55)"),
        ("districts", "residents[licheng_all]", "[42.8, 43)"),
        ("works", "projects", "{386}"),
        ("works", "begun.rate", "{73.3160621762}"),
        ("issues", "investment.growth", "(9.48708060162, 9.64878425318)"),
        ("issues", "plan_share.change", "(4, 6)"),
    ],
)
def test_bounds_are_in_the_unit_of_the_published_number(report: str, metric: str, shown: str) -> None:
    own = [each for each in TRUE[report] if each.metric == metric]
    assert str(own[0].quantity.bounds) == shown
    assert own[0].verdict is Verdict.AGREES


def planted() -> Iterator[tuple[str, int, int, bool]]:
    """Give each relation of the true figures, its cell shifted out of rounding and within, up or down."""
    for report, number in RELATIONS.items():
        for index in range(number):
            sign = (-1) ** index
            yield report, index, sign, True
            yield report, index, -sign, False


@pytest.mark.parametrize(("report", "index", "sign", "beyond"), list(planted()))
def test_a_planted_fault_is_found_when_rounding_cannot_explain_it(
    report: str, index: int, sign: int, beyond: bool
) -> None:
    figures = REPORTS[report]
    relation = TRUE[report][index]
    table, row, printed = cell_of(figures, relation)
    decimals = -int(Decimal(printed).as_tuple().exponent)
    step = F(1, 10**decimals)
    end = relation.quantity.bounds.upper if sign > 0 else relation.quantity.bounds.lower
    assert end is not None
    # What is half a unit from the end may have been rounded from it, or not.
    value = half_up(end, decimals)
    if beyond:
        value = half_up(F(value) + sign * step, decimals)
    elif sign * (F(value) - end) == step / 2:
        value = half_up(F(value) - sign * step, decimals)
    found = reconciled(figures.replaced(table, row, relation.column, f"{value:f}"))
    own = [each for each in found if (each.metric, each.operands) == (relation.metric, relation.operands)]
    assert ([each.verdict for each in own] == [Verdict.DISAGREES]) is beyond


def cell_of(figures: Figures, relation: Reconciliation) -> tuple[str, int, str]:
    """Give table, row and content of the cell that a relation is one of."""
    metric = assembled(figures).metrics[relation.metric]
    rows = list(csv.DictReader(io.StringIO(figures.tables[metric.table])))
    return metric.table, metric.line - 2, rows[metric.line - 2][relation.column]


def related() -> Iterator[tuple[str, tuple[str, int, str, str]]]:
    """Give every cell that hangs together with another."""
    alone = {"gdp@2017", "gdp.growth@2017", "gdp@2018", "gdp.growth@2020"}
    for report in ("bulletin", "works"):
        for cell in REPORTS[report].cells():
            table, row, column, value = cell
            of_sector = column == "gdp.growth@2019" and row
            if not (column in alone or of_sector or (table, value) == ("facts", "2.3")):
                yield report, cell


@pytest.mark.parametrize(("report", "cell"), list(related()))
def test_a_cell_that_is_far_off_is_found_wherever_it_stands(
    report: str, cell: tuple[str, int, str, str]
) -> None:
    table, row, column, value = cell
    decimals = -int(Decimal(value).as_tuple().exponent)
    found = reconciled(
        REPORTS[report].replaced(table, row, column, f"{half_up(F(value) / 2 - 3, decimals):f}")
    )
    assert Verdict.DISAGREES in {each.verdict for each in found}


def test_growth_at_comparable_prices_is_not_recomputed_from_current_ones() -> None:
    assert "growth" not in functions(TRUE["bulletin"])
    same = BULLETIN.tables["indicators"].replace("comparable prices", "current prices")
    found = reconciled(BULLETIN._replace(tables={**BULLETIN.tables, "indicators": same}))
    wrong = {each.metric for each in found if each.verdict is Verdict.DISAGREES}
    assert {"gdp.growth", "gdp.growth@2020", "gdp.growth[secondary]@2020"} <= wrong


def test_a_formula_that_compares_bases_is_refused() -> None:
    formulas = BULLETIN.tables["formulas"] + 'gdp.growth,"growth(gdp, gdp@year-before)",\n'
    with pytest.raises(DataError) as caught:
        assembled(BULLETIN._replace(tables={**BULLETIN.tables, "formulas": formulas}))
    assert "comparable prices, current prices are different bases" in str(caught.value)
    assert "data/formulas.csv:6:formula" in str(caught.value)


def test_a_formula_of_another_unit_is_refused_at_its_row() -> None:
    formulas = WORKS.tables["formulas"] + "budget,projects * plan,\n"
    with pytest.raises(DataError) as caught:
        assembled(WORKS._replace(tables={**WORKS.tables, "formulas": formulas}))
    assert "data/formulas.csv:4:formula" in str(caught.value)
    assert "cannot be expressed in 亿元" in str(caught.value)


VINTAGES = Figures(
    "city",
    "2019",
    {
        "indicators": HEAD
        + """\
gdp,产值,Product,亿元,amount,,,
gdp.growth,增长,Growth,%,change,gdp,year-before,
gdp.share,比重,Share,%,share,gdp,,
""",
        "entities": ENTITIES
        + """\
city,市,City,,,
first,第一产业,First,,,sector
second,第二产业,Second,,,sector
provisional,初步核算,Provisional,,,vintage
final,最终核实,Final,,,vintage
""",
        "output": """\
vintage,sector,period,gdp,gdp.growth,gdp.share
provisional,,2018,100.0,,
final,,2018,150.0,,
provisional,,2019,110.0,10.0,
final,,2019,180.0,20.0,
provisional,first,2019,11.0,,10.0
provisional,second,2019,99.0,,90.0
final,first,2019,90.0,,50.0
final,second,2019,90.0,,50.0
""",
    },
)


def test_vintages_are_neither_added_nor_mixed() -> None:
    found = reconciled(VINTAGES)
    assert {each.verdict for each in found} == {Verdict.AGREES}
    for each in found:
        assert (
            len({name for name in ("provisional", "final") if name in str((each.metric, each.operands))}) == 1
        )
    assert len(found) == 2 + 2 + 4 + 2  # sums, growth, shares, shares together


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('gdp,"sum(gdp, vintage)",', "vintages are no parts of a whole"),
        (
            'gdp.growth,"growth(gdp, gdp[provisional]@year-before)",',
            "final, provisional are different vintages",
        ),
    ],
)
def test_what_crosses_vintages_is_refused(row: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        assembled(VINTAGES._replace(tables={**VINTAGES.tables, "formulas": f"{FORMULAS}{row}\n"}))
    assert message in str(caught.value)


PARTS = Figures(
    "whole",
    "2020",
    {
        "indicators": HEAD
        + """\
size,数,Size,万人,count,,,
rate,率,Rate,‰,rate,,,
share,比重,Share,%,share,size,,
""",
        "entities": ENTITIES
        + """\
whole,总,Whole,,,
left,左,Left,whole,,
right,右,Right,whole,,
both,跨,Both,whole,left,
lone,独,Lone,left,,
one,甲,One,,,kind
two,乙,Two,,,kind
two_a,乙之一,First of two,two,,kind
""",
        "sizes": "entity,size\nwhole,9\nleft,5\nright,4\nboth,3\nlone,1\n",
    },
)


def with_sizes(rows: str) -> Figures:
    return PARTS._replace(tables={**PARTS.tables, "sizes": rows})


@pytest.mark.parametrize(
    ("rows", "disagree"),
    [
        # Overlaps are no parts, and a part alone is not all.
        ("entity,size\nwhole,9\nleft,5\nright,4\nboth,3\nlone,1\n", set()),
        ("entity,size\nwhole,20\nleft,5\nright,4\n", {"size"}),
        # A part that is not published leaves the whole open.
        ("entity,size\nwhole,20\nleft,5\n", set()),
        # Rates and shares are not added.
        ("entity,rate\nwhole,20\nleft,5\nright,4\n", set()),
        ("entity,share\nwhole,20\nleft,5\nright,4\n", set()),
        # Neither are parts of other periods.
        ("entity,period,size\nwhole,2020,20\nleft,2020,5\nright,2019,4\n", set()),
        ("kind,size\n,20\none,5\ntwo,4\n", {"size"}),
        ("kind,share\none,40.0\ntwo,60.0\n", set()),
        ("kind,share\none,40.0\ntwo,70.0\n", {"share[two]"}),
        # A share of each is none in the whole, where the whole has another one.
        ("kind,share\n,65.0\none,40.0\ntwo,70.0\n", set()),
        ("kind,share\n,100.0\none,40.0\ntwo,70.0\n", {"share[two]"}),
        ("kind,size,share\n,20,65.0\none,5,70.0\ntwo,15,30.0\n", set()),
        ("kind,size,share\n,20,\none,5,70.0\ntwo,15,\n", {"share[one]"}),
        # Of which whole a part of a part is the share, nobody said.
        ("kind,size,share\n,20,\ntwo,10,\ntwo_a,5,30.0\n", set()),
        # One-sided ones can be all the same.
        ("entity,size\nwhole,超过20\nleft,5\nright,4\n", {"size"}),
        ("entity,size\nwhole,超过5\nleft,5\nright,4\n", set()),
        ("entity,size\nwhole,20\nleft,10以上\nright,4\n", set()),
        ("entity,size\nwhole,12\nleft,10以上\nright,4\n", {"size"}),
        ("entity,size\nwhole,9.0\nleft,5.00\nright,…\n", {"size"}),
    ],
)
def test_what_is_recomputed(rows: str, disagree: set[str]) -> None:
    found = reconciled(with_sizes(rows))
    assert {each.metric for each in found if each.verdict is Verdict.DISAGREES} == disagree


@pytest.mark.parametrize(
    ("published", "recomputed", "found"),
    [
        (("9.0", "rounded"), ("8.95", "9.05"), Verdict.AGREES),
        (("9.0", "rounded"), ("8.6", "9.6"), Verdict.AGREES),
        (("9.0", "rounded"), ("8.6", "9.7"), Verdict.COMPATIBLE),
        (("9.0", "about"), ("8.6", "9.6"), Verdict.AGREES),
        (("9", "exact"), ("9", "9"), Verdict.AGREES),
        (("9", "exact"), ("9.1", "9.2"), Verdict.DISAGREES),
        (("9.0", "rounded"), ("9.05", "9.1"), Verdict.DISAGREES),
        (("9.0", "rounded"), ("8.9", "8.95"), Verdict.AGREES),
        (("9", "at_least"), ("9", "9"), Verdict.COMPATIBLE),
        (("9", "at_least"), ("8", "8.9"), Verdict.DISAGREES),
        (("9", "above"), ("9", "9"), Verdict.DISAGREES),
    ],
)
def test_verdicts(published: tuple[str, str], recomputed: tuple[str, str], found: Verdict) -> None:
    unit = Unit("亿元", F(1), ())
    low, high = map(F, recomputed)
    again = Quantity(low, unit, Qualifier.ROUNDED, Bounds(low, high))
    assert verdict(Quantity.published(published[0], unit, Qualifier(published[1])), again) is found


NUMBERS = st.fractions(F(1, 100), 10_000, max_denominator=997)
DECIMALS = st.integers(0, 3)


@settings(max_examples=60)
@given(parts=st.lists(st.tuples(NUMBERS, DECIMALS), min_size=2, max_size=6), data=st.data())
def test_a_rounded_whole_never_disagrees_with_its_rounded_parts_until_it_is_shifted(
    parts: list[tuple[Fraction, int]], data: st.DataObject
) -> None:
    decimals = data.draw(DECIMALS)
    printed = [half_up(value, each) for value, each in parts]
    whole = half_up(sum((value for value, _ in parts), F(0)), decimals)
    names = [f"part{index}" for index in range(len(parts))]
    entities = ENTITIES + "whole,总,Whole,,,\n" + "".join(f"{name},部,Part,whole,,\n" for name in names)

    def of(value: Decimal) -> list[Verdict]:
        rows = zip(["whole", *names], [value, *printed], strict=True)
        table = "entity,size\n" + "".join(f"{name},{number:f}\n" for name, number in rows)
        tables = {**PARTS.tables, "entities": entities, "sizes": table}
        return [each.verdict for each in reconciled(PARTS._replace(tables=tables))]

    assert of(whole) != [Verdict.DISAGREES]
    halves = sum((F(1, 2 * 10**each) for _, each in parts), F(1, 2 * 10**decimals))
    beyond = half_up(sum(map(F, printed), F(0)) + halves + F(1, 10**decimals), decimals)
    assert of(beyond) == [Verdict.DISAGREES]


@settings(max_examples=60)
@given(before=NUMBERS, after=NUMBERS, decimals=st.tuples(DECIMALS, DECIMALS, DECIMALS, DECIMALS))
def test_a_rounded_change_never_disagrees_with_its_rounded_levels(
    before: Fraction, after: Fraction, decimals: tuple[int, int, int, int]
) -> None:
    growth, more = 100 * (after / before - 1), after - before
    values = zip((before, after, growth, more), decimals, strict=True)
    first, last, grown, added = (f"{half_up(value, each):f}" for value, each in values)
    rows = (
        f"period,investment,investment.growth,investment.more\n2019,{first},,\n2020,{last},{grown},{added}\n"
    )
    tables = {**ISSUES.tables, "investments": rows}
    found = reconciled(ISSUES._replace(period="2020", tables=tables))
    assert Verdict.DISAGREES not in {each.verdict for each in found}
