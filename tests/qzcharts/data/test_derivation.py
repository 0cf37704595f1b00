"""Formulas over entities, members and periods: what they give, and what is told where they give nothing."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_tables import ENTITIES, INDICATORS, assembled, assembly

from qzcharts.data.bounds import Bounds

F = Fraction
TABLES = {
    "indicators": INDICATORS
    + "residents,常住人口,Residents,万人,amount,,,\n"
    + "area,面积,Homes,套,count,,,\n"
    + "gdp,产值,Output,亿元,amount,,,current prices\n"
    + "real,可比产值,Comparable output,亿元,amount,,,comparable prices\n"
    + "total,合计,Total,万人,amount,,,\n"
    + "density,密度,Density,人/套,rate,,,\n"
    + "growth,增长,Growth,%,change,,,\n"
    + "gdp.growth,产值的增长,Growth of output,%,change,gdp,previous,comparable prices\n"
    + "more,增加,Increase,万人,change,residents,previous,\n"
    + "place,位次,Rank,位,rank,,,\n"
    + "part,比例,Share,%,share,,,\n",
    "entities": ENTITIES
    + "city,市,City,,,\nnorth,北区,North,city,,\nsouth,南区,South,city,,\nharbour,港区,Harbour,city,south,\n"
    + "men,男,Men,,,sex\nwomen,女,Women,,,sex\n"
    + "crops,种植,Crops,,,sector\nrice,稻,Rice,crops,,sector\nwheat,麦,Wheat,crops,,sector\n",
    "people": "entity,period,residents,area\n"
    "north,2019,50.0,10\nsouth,2019,40.0,20\nharbour,2019,5.0,\n"
    "north,2020,55.0,10\nsouth,2020,,20\nharbour,2020,6.0,\n",
    "sexes": "entity,sex,period,residents\nnorth,men,2020,30.0\nnorth,women,2020,25.0\nsouth,men,2020,20.0\n",
    "fields": "entity,sector,period,residents\nnorth,rice,2018,1.0\nnorth,wheat,2018,2.0\n",
    "output": "entity,period,gdp,real\nnorth,2019,2.00,2.00\nnorth,2020,2.50,2.20\n",
}


def given_by(*formulas: str, tables: Mapping[str, str] = TABLES) -> dict[str, str]:
    """Give what formulas, with their decimals, make of the tables in a report on the city in 2020."""
    rows = "indicator,formula,decimals,entity\n" + "".join(f"{formula}\n" for formula in formulas)
    package = assembled({**tables, "formulas": rows}, "2020", "city")
    return {
        " ".join((*metric.key[:2], *metric.key.members, metric.period.key)): metric.text("zh")
        for metric in package.metrics.values()
        if metric.formula
    }


def refused(*formulas: str, tables: Mapping[str, str] = TABLES) -> list[str]:
    rows = "indicator,formula,decimals,period\n" + "".join(f"{formula}\n" for formula in formulas)
    period = "2019-12/2020-12" if rows.endswith(",year\n") else "2020"
    found = assembly({**tables, "formulas": rows}, period, "city").problems
    return [f"{problem.column}: {problem.message}" for problem in sorted(found)]


@pytest.mark.parametrize(
    ("formula", "results"),
    [
        # A sum is of all parts or of none; what overlaps another is none.
        ("total,sum(residents),1,", {"total city 2019": "90.0万人", "total city men 2020": "50.0万人"}),
        ('total,"sum(residents, sex)",1,', {"total north 2020": "55.0万人"}),
        # The members of a breakdown are those of what it is about.
        ('total,"sum(residents, sector)",1,', {"total north crops 2018": "3.0万人"}),
        # A rank is among all siblings or among none.
        ("place,rank(residents),0,",
         {"place north 2019": "第1位", "place south 2019": "第2位", "place north men 2020": "第1位",
          "place south men 2020": "第2位"}),
        ("place,rank(area),0,north", {"place north 2019": "第2位", "place north 2020": "第2位"}),
        ('more,"difference(residents, residents@previous)",1,north', {"more north 2020": "5.0万人"}),
        ('growth,"growth(residents, residents@year-before)",1,north', {"growth north 2020": "10.0%"}),
        # A number is not compared with itself.
        ("more,residents - residents@2019,1,north", {"more north 2020": "5.0万人"}),
        ('growth,"growth(residents, residents@2019)",1,north', {"growth north 2020": "10.0%"}),
        ("density,residents[] / area,0,",
         {"density north 2019": "50000人/套", "density south 2019": "20000人/套",
          "density north 2020": "55000人/套"}),
        ('part,"share(residents[men], residents[])",1,', {"part north 2020": "54.5%"}),
        ('gdp.growth,"growth(real, real@previous)",1,', {"gdp.growth north 2020": "10.0%"}),
    ],
)  # fmt: skip
def test_a_formula_gives_a_number_wherever_all_its_operands_are(
    formula: str, results: dict[str, str]
) -> None:
    assert given_by(formula) == results


def test_formulas_rest_on_one_another_whatever_their_order() -> None:
    rows = ["total,sum(residents),1,", 'part,"share(residents, total[parent])",1,', "place,rank(part),0,"]
    found = given_by(*rows)
    assert found["part north 2019"] == "55.6%"
    assert found["place north 2019"] == "第1位"
    assert given_by(*reversed(rows)) == found


def test_a_sum_may_be_of_sums() -> None:
    tables = {
        **TABLES,
        "entities": ENTITIES
        + "city,市,City,,,\nnorth,北区,North,city,,\nhill,山,Hill,north,,\nlake,湖,Lake,north,,\n",
        "people": "entity,period,residents\nhill,2020,1.0\nlake,2020,2.0\n",
        "sexes": "indicator,value\ntotal,\n",
        "fields": "indicator,value\ntotal,\n",
        "output": "indicator,value\ntotal,\n",
    }
    assert given_by("residents,sum(residents),1,", tables=tables) == {
        "residents north 2020": "3.0万人",
        "residents city 2020": "3.0万人",
    }


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("totals,sum(residents),1,", "indicator: there is no indicator 'totals'; near matches: total"),
        ("total,sum(resident),1,",
         "formula: formula 'sum(resident)': unknown indicator 'resident'; near matches: residents, density"),
        ('total,"sum(residents, area)",1,',
         "formula: formula 'sum(residents, area)': there is no breakdown 'area'; allowed: sex, sector"),
        ('total,"share(residents[middle], residents)",1,',
         "formula: formula 'share(residents[middle], residents)': there is no entity 'middle'"),
        ("total,residents@2020-13 + residents,1,",
         "formula: formula 'residents@2020-13 + residents': '2020-13' is not in the calendar; allowed: a "
         "year, a month or a day of it"),
        ("total,residents[rice] + area[rice],1,",
         "formula: formula 'residents[rice] + area[rice]': no entity and period has all that it names; "
         "allowed: names of numbers that are there for the same entity and period, or a column period"),
        ("total,residents@2019,1,",
         "formula: formula 'residents@2019': all its names have periods; allowed: in a row with the period "
         "of its result"),
        ("total,sum(residents),1,2020",
         "formula: formula 'sum(residents)': sum and rank have the period of what they are of; allowed: no "
         "period in the row"),
        ("total,residents[north] + area,1,2020",
         "formula: formula 'residents[north] + area': 'area': which of its numbers is meant is not clear; "
         "there are: area[north], area[south]"),
        ("growth,\"growth(gdp, real)\",1,",
         "formula: growth[north]@2019: formula 'growth(gdp, real)': comparable prices, current prices, no "
         "basis are different bases; allowed: growth of one basis"),
        ("growth,\"growth(gdp, gdp@previous)\",1,",
         "formula: formula 'growth(gdp, gdp@previous)': current prices, no basis are different bases; "
         "allowed: growth of one basis"),
        ("total,residents + area,1,",
         "formula: formula 'residents + area': 套 cannot be added to 万人"),
        ("growth,residents / area,1,",
         "formula: 万人/套 cannot be expressed in %: they measure different things"),
        ("total,residents,one,", "decimals: 'one' is no number of decimals; allowed: 0 to 12"),
        ("total,residents[north]@2019,4,2019",
         "decimals: 4 decimals claimed; allowed: 3, as the bounds 49.9500万～50.0500万人 support"),
        ("total,residents[north],1,year",
         "formula: formula 'residents[north]': the report's period lies in no year"),
        ("place,sum(density),0,",
         "formula: formula 'sum(density)': density measures rate, which does not add up; allowed: sums of "
         "amounts, counts and shares"),
        ("growth,\"sum(gdp.growth, sex)\",0,",
         "formula: formula 'sum(gdp.growth, sex)': gdp.growth measures change, which does not add up; "
         "allowed: sums of amounts, counts and shares"),
        ("place,\"sum(growth(residents, residents@previous))\",0,",
         "formula: formula 'sum(growth(residents, residents@previous))': growth measures change, which does "
         "not add up; allowed: sums of amounts, counts and shares"),
        ("total,sum(residents[north]),0,",
         "formula: formula 'sum(residents[north])': each part would be the same number in sum(); allowed: "
         "names that leave the part open"),
        ("place,rank(area[north]@2019) + rank(area),0,",
         "formula: formula 'rank(area[north]@2019) + rank(area)': each part would be the same number in "
         "rank(); allowed: names that leave the part open"),
        ("growth,\"growth(residents@previous, residents)\",1,",
         "formula: growth[north]@2020: formula 'growth(residents@previous, residents)': the earlier period "
         "comes first; allowed: the later one, then what it is compared with"),
        ("total,sum（residents）,0,",
         "formula: formula 'sum（residents）': （ is no sign of a formula; allowed: ( ) [ ] , @ + - * /"),
        ("total,residents × area,0,",
         "formula: formula 'residents × area': × is no sign of a formula; allowed: ( ) [ ] , @ + - * /"),
        ("total,residents[north],1,2019",
         "formula: formula 'residents[north]': residents[north] can be that of 2019, as the row, or that "
         "of 2020, as the report says; allowed: a name with its period"),
        ("more,\"difference(residents[north], residents[north]@previous)\",1,2019",
         "formula: formula 'difference(residents[north], residents[north]@previous)': residents[north] can "
         "be that of 2019, as the row, or that of 2020, as the report says; allowed: a name with its "
         "period"),
        ("total,Sum(residents[]@2019),1,",
         "formula: formula 'Sum(residents[]@2019)': 'Sum(residents[]@2019)' is not allowed; allowed: names "
         "of numbers such as construction.investment, + - * /, brackets, share(a, b), per(a, b), "
         "growth(a, b), difference(a, b), points(a, b), complement(a), sum(a), rank(a), days(a)"),
        ("total,\"residents[south,men]\",1,2019",
         "formula: formula 'residents[south,men]': residents[south,men] speaks of 2020, which comes after "
         "the period of the result, 2019; allowed: names with their periods, where the result is of an "
         "earlier one than the report"),
        ("residents,residents,1,", "formula: formulas form a cycle: residents → residents"),
    ],
)  # fmt: skip
def test_what_gives_nothing_is_told(formula: str, message: str) -> None:
    assert refused(formula) == [message]


def test_a_change_is_one_against_the_period_that_its_indicator_says() -> None:
    halves = "entity,period,residents\nnorth,2019-H2,50.0\nnorth,2020-H1,52.0\nnorth,2020-H2,55.0\n"
    annual = TABLES["indicators"].replace("change,residents,previous", "change,residents,year-before")
    tables = {**TABLES, "people": halves, "indicators": annual}
    formula = 'more,"difference(residents, residents@previous)",1,'
    assert refused(formula, tables=tables) == [
        "formula: more[north]@2020-H1: formula 'difference(residents, residents@previous)': more is a change "
        "against year-before, and 2019-H2, 2020-H1 are compared; allowed: that against 2019-H1"
    ]
    assert refused(formula.replace("previous", "year-before"), tables=tables) == []


def test_vintages_of_two_periods_are_not_compared() -> None:
    tables = {
        "indicators": TABLES["indicators"],
        "entities": ENTITIES + "city,市,City,,,\nearly,初步,Early,,,vintage\nlate,最终,Late,,,vintage\n",
        "people": "vintage,period,residents\nearly,2019,50.0\nlate,2019,51.0\nlate,2020,55.0\n",
    }
    assert refused('total,"difference(residents[late], residents[early]@previous)",1,', tables=tables) == [
        "formula: formula 'difference(residents[late], residents[early]@previous)': early, late are "
        "different vintages; allowed: growth within one vintage"
    ]
    # What was revised is the same period in another vintage.
    assert refused('total,"difference(residents[late], residents[early])",1,', tables=tables) == []


def test_whom_a_row_is_for_is_an_entity() -> None:
    rows = "indicator,formula,decimals,entity\ntotal,sum(residents),1,cty\n"
    assert [str(problem) for problem in assembly({**TABLES, "formulas": rows}, "2020", "city").problems] == [
        "data/formulas.csv:2:entity: there is no entity 'cty'; near matches: city [entity]\n"
        "  mend: correct the name"
    ]


def test_one_formula_gives_a_number() -> None:
    assert refused("total,residents,1,", "total,residents + residents,1,") == [
        "formula: data/formulas.csv:2 gives the same number; allowed: one formula for each"
    ]


def test_of_several_numbers_each_has_the_decimals_that_its_bounds_support() -> None:
    assert given_by("density,residents[] / area,5,") == given_by("density,residents[] / area,0,")


def test_no_more_than_fifty_formulas_rest_on_one_another() -> None:
    chain = "".join(f"step{number},步,Step,万人,amount,,,\n" for number in range(51))
    tables = {**TABLES, "indicators": TABLES["indicators"] + chain}
    rows = [f"step{number},step{number - 1},1," for number in range(1, 51)]
    found = refused("step0,residents,1,", *rows, tables=tables)
    assert found == ["formula: rests on more than 50 formulas in a row; allowed: 50"]
    assert refused("step0,residents,1,", *rows[:-1], tables=tables) == []


@given(
    links=st.lists(st.lists(st.integers(0, 7), min_size=1, max_size=3), min_size=1, max_size=8),
    shuffled=st.randoms(use_true_random=False),
)
def test_each_comes_after_its_operands_whatever_the_order_of_rows(
    links: list[list[int]], shuffled: random.Random
) -> None:
    """Formula n may rest on those below n only, so that there is no cycle."""
    indicators = "".join(f"d{number},数,Number,万人,amount,,,\n" for number in range(len(links)))
    rows = [
        f"d{n},{' + '.join(f'd{below % n}' if n else 'residents' for below in belows)},1\n"
        for n, belows in enumerate(links)
    ]
    shuffled.shuffle(rows)
    found = assembly(
        {
            "indicators": TABLES["indicators"] + indicators,
            "numbers": "residents\n50.0\n",
            "formulas": "indicator,formula,decimals\n" + "".join(rows),
        },
        "2020",
    )
    assert found.problems == []
    order = [key.indicator for key in found.derivation.derived]
    assert sorted(order) == sorted(f"d{number}" for number in range(len(links)))
    for n, belows in enumerate(links):
        for below in belows:
            assert not n or order.index(f"d{below % n}") < order.index(f"d{n}")


@given(parts=st.lists(st.integers(1, 9999), min_size=2, max_size=6))
def test_a_sum_has_the_bounds_of_all_its_parts(parts: list[int]) -> None:
    """Each is rounded to a tenth, and so may be off by half of one."""
    names = [f"part{number}" for number in range(len(parts))]
    found = assembly(
        {
            "indicators": TABLES["indicators"],
            "entities": ENTITIES
            + "city,市,City,,,\n"
            + "".join(f"{each},区,Part,city,,\n" for each in names),
            "numbers": "entity,residents\n"
            + "".join(f"{name},{number / 10:.1f}\n" for name, number in zip(names, parts, strict=True)),
            "formulas": "indicator,formula,decimals\ntotal,sum(residents),1\n",
        },
        "2020",
        "city",
    )
    (total,) = found.derivation.derived.values()
    half = F(len(parts), 20)
    assert total.quantity.bounds == Bounds(F(sum(parts), 10) - half, F(sum(parts), 10) + half, False, True)
