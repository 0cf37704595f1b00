"""What formulas are applied to: which entities, members and periods their results have."""

from __future__ import annotations

import pytest
from report_figures import Figures, assembled

from qzcharts.errors import DataError

PEOPLE = Figures(
    "city",
    "2020",
    {
        "indicators": """\
id,label_zh,label_en,unit,measure,of,against,basis
residents,常住人口,Residents,万人,amount,,,
urban_share,城镇化率,Urban share,%,rate,,,
growth,增长,Growth,%,rate,,,
profit,利润,Profit,亿元,amount,,,
profit.growth,利润的增长,Growth of the profit,%,change,profit,previous,
""",
        "entities": """\
id,label_zh,label_en,parent,dimension
city,市,City,,
north,北区,North,city,
south,南区,South,city,
urban,城镇,Urban,,residence
rural,乡村,Rural,,residence
provisional,初步核算,Provisional,,vintage
""",
        "people": """\
entity,period,residence,residents
city,2019,,90.0
city,2020,,100.0
city,2020,urban,60.0
city,2020,rural,40.0
north,2019,,50.0
north,2020,,55.0
south,2020,,45.0
""",
    },
)


def derived(formula: str) -> dict[str, str]:
    """Give what a row of formulas gives, by what it is about."""
    tables = {**PEOPLE.tables, "formulas": f"indicator,formula,decimals,period,entity\n{formula}\n"}
    return {
        " ".join((metric.key.entity, *metric.key.members)): metric.text("zh")
        for metric in assembled(PEOPLE._replace(tables=tables)).metrics.values()
        if metric.formula
    }


@pytest.mark.parametrize(
    ("formula", "results"),
    [
        # Of members that are all named, the result is none.
        ('urban_share,"share(residents[urban], residents[])",1,,', {"city": "60.0%"}),
        (
            'urban_share,"share(residents, residents[])",1,,',
            {"city urban": "60.0%", "city rural": "40.0%"},
        ),
        # Where every name has its entity, the result is the report's, or what the row says.
        ('urban_share,"share(residents[south], residents[city])",1,,', {"city": "45.0%"}),
        (
            'urban_share,"share(residents[south], residents[city])",1,,south',
            {"south": "45.0%"},
        ),
        (
            'growth,"growth(residents, residents@previous)",1,,',
            {"city": "11.1%", "north": "10.0%"},
        ),
    ],
)
def test_results_are_about_what_the_names_leave_open(formula: str, results: dict[str, str]) -> None:
    found = derived(formula)
    assert {name: text for name, text in found.items() if text != "100.0%"} == results


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ('growth,"growth(residents@2020, residents@2019)",1,,', "all its names have periods"),
        ('residents,"sum(residents, vintage)",1,,', "vintages are no parts of a whole"),
        ("residents,residents[middle],1,,", "there is no entity 'middle'"),
        # The same told by rows that give numbers is a circle.
        ("growth,urban_share,1,,\nurban_share,growth,1,,", "formulas form a cycle"),
    ],
)
def test_what_is_refused(formula: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        derived(formula)
    assert message in str(caught.value)


def test_rows_that_only_tell_how_numbers_hang_together_may_form_a_circle() -> None:
    tables = {
        "facts": "indicator,period,value\ngrowth,2020,5.0\nurban_share,2020,5.0\n",
        "formulas": "indicator,formula,decimals\ngrowth,urban_share,\nurban_share,growth,\n",
    }
    package = assembled(PEOPLE._replace(tables={**PEOPLE.tables, **tables}))
    assert [each.key.indicator for each in package.assembly.derivation.relations] == ["growth", "urban_share"]


@pytest.mark.parametrize(("before", "told"), [("2.0", []), ("-2.0", ["growth of what is not above zero"])])
def test_growth_of_a_loss_is_refused_as_a_result(before: str, told: list[str]) -> None:
    tables = {
        **PEOPLE.tables,
        "profits": f"period,profit\n2019,{before}\n2020,3.0\n",
        "formulas": 'indicator,formula,decimals\ngrowth,"growth(profit, profit@previous)",0\n',
    }
    try:
        assembled(PEOPLE._replace(tables=tables))
    except DataError as error:
        assert all(each in str(error) for each in told)
        assert told
    else:
        assert not told


def test_nothing_is_claimed_of_the_published_growth_of_a_loss() -> None:
    table = "period,profit,profit.growth\n2019,-2.0,\n2020,3.0,-250.0\n"
    package = assembled(PEOPLE._replace(tables={**PEOPLE.tables, "profits": table}))
    assert package.assembly.derivation.relations == {}


def test_a_breakdown_that_no_formula_could_name_is_refused() -> None:
    entities = PEOPLE.tables["entities"].replace("residence", "urban-rural")
    with pytest.raises(DataError, match="'urban-rural' is no name of a breakdown"):
        assembled(PEOPLE._replace(tables={**PEOPLE.tables, "entities": entities}))
