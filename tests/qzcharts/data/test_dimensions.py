"""Units, indicators and entities: what is wrong with the rows that say what numbers are about."""

from __future__ import annotations

import pytest
from made_up_tables import ENTITIES, INDICATORS, assembly, told

from qzcharts.data.indicator import Measure

HOMES = "homes,住房,Homes,套,count,,,\n"
CITY = "city,市,City,,,\n"
#: Tables, and what is told of them.
REFUSED = {
    "a factor of zero": (
        {"units": "unit,dimension,factor,english\n套,套,0,home|homes\n"},
        ["data/units.csv:2:factor: '0' is no factor; allowed: a number above zero [unit]\n"
         "  mend: write how many base units one unit is"],
    ),
    "a factor that is no number": (
        {"units": "unit,dimension,factor,english\n套,套,one,home|homes\n"},
        ["data/units.csv:2:factor: 'one' is no factor; allowed: a number above zero [unit]\n"
         "  mend: write how many base units one unit is"],
    ),
    "an English name without a plural, and what is in that unit": (
        {"units": "unit,dimension,factor,english\n套,套,1,home\n", "indicators": INDICATORS + HOMES},
        ["data/units.csv:2:english: 'home' is no English name; allowed: singular|plural [unit]\n"
         "  mend: write both, as in home|homes"],
    ),
    "an unknown unit": (
        {"indicators": INDICATORS + "homes,住房,Homes,间,count,,,\n"},
        ["data/indicators.csv:2:unit: unknown unit '间'; allowed: 人, 元, 套, 天, %, 个百分点, 位 [unit]\n"
         "  mend: correct it, or add a row to data/units.csv"],
    ),
    "an unknown measure": (
        {"indicators": INDICATORS + "homes,住房,Homes,套,number,,,\n"},
        ["data/indicators.csv:2:measure: 'number' is no measure; allowed: amount, count, share, rate, "
         "change, rank [measure]\n"
         "  mend: write one of what is allowed"],
    ),
    "an unknown offset": (
        {"indicators": INDICATORS + "growth,增长,Growth,%,change,,last,\n"},
        ["data/indicators.csv:2:against: 'last' is no period to compare with; allowed: previous, "
         "year-before [against]\n"
         "  mend: write one of what is allowed"],
    ),
    "an offset of what is no change": (
        {"indicators": INDICATORS + "homes,住房,Homes,套,count,,last,\n"},
        ["data/indicators.csv:2:against: 'last' is no period to compare with; allowed: previous, "
         "year-before [against]\n"
         "  mend: write one of what is allowed"],
    ),
    "a share of what there is not": (
        {"indicators": INDICATORS + HOMES + "share,比例,Share,%,share,home,,\n"},
        ["data/indicators.csv:3:of: there is no indicator 'home'; near matches: homes [of]\n"
         "  mend: name an indicator, or leave the cell empty"],
    ),
    "an indicator twice": (
        {"indicators": INDICATORS + HOMES + HOMES},
        ["data/indicators.csv:3:id: 'homes' stands in data/indicators.csv:2 too; allowed: each id once "
         "[duplicate-id]\n"
         "  mend: rename or remove one of the two"],
    ),
    "an id with a hyphen": (
        {"indicators": INDICATORS + "new-homes,住房,Homes,套,count,,,\n"},
        ["data/indicators.csv:2:id: 'new-homes' is no id; allowed: letters, digits, _ and . between them "
         "[id]\n"
         "  mend: such as residents, construction.investment, or new_town"],
    ),
    "an id that begins with a digit": (
        {"indicators": INDICATORS + "2020,住房,Homes,套,count,,,\n"},
        ["data/indicators.csv:2:id: '2020' is no id; allowed: letters, digits, _ and . between them [id]\n"
         "  mend: such as residents, construction.investment, or new_town"],
    ),
    "an entity with a point": (
        {"entities": ENTITIES + "city.north,北区,North,,,\n"},
        ["data/entities.csv:2:id: 'city.north' is no id; allowed: letters, digits, _ and - between them "
         "[id]\n"
         "  mend: such as residents, construction.investment, or new_town"],
    ),
    "an entity that formulas have for the whole": (
        {"entities": ENTITIES + "parent,市,City,,,\n"},
        ["data/entities.csv:2:id: tables have 'parent' for something else; allowed: another word [id]\n"
         "  mend: choose another word"],
    ),
    "an indicator that is a column": (
        {"indicators": INDICATORS + "source,来源,Sources,套,count,,,\n"},
        ["data/indicators.csv:2:id: tables have 'source' for something else; allowed: another word [id]\n"
         "  mend: choose another word"],
    ),
    "an entity twice": (
        {"entities": ENTITIES + CITY + CITY},
        ["data/entities.csv:3:id: 'city' stands in data/entities.csv:2 too; allowed: each id once "
         "[duplicate-id]\n"
         "  mend: rename or remove one of the two"],
    ),
    "a parent that there is not": (
        {"entities": ENTITIES + CITY + "north,北区,North,town,,\n"},
        ["data/entities.csv:3:parent: there is no entity 'town'; known: city, north [parent]\n"
         "  mend: correct it, or leave the cell empty"],
    ),
    "an overlap with what there is not": (
        {"entities": ENTITIES + CITY + "harbour,港区,Harbour,city,sooth,\nsouth,南区,South,city,,\n"},
        ["data/entities.csv:3:overlaps: there is no entity 'sooth'; near matches: south [parent]\n"
         "  mend: correct it, or leave the cell empty"],
    ),
    "a parent of another breakdown": (
        {"entities": ENTITIES + CITY + "farming,农业,Farming,city,,sector\n"},
        ["data/entities.csv:3:parent: 'city' is of another breakdown than farming, or a part of it; "
         "allowed: another one of the same breakdown [parent]\n"
         "  mend: correct it, or leave the cell empty"],
    ),
    "a parent of itself": (
        {"entities": ENTITIES + "city,市,City,city,,\n"},
        ["data/entities.csv:2:parent: 'city' is of another breakdown than city, or a part of it; "
         "allowed: another one of the same breakdown [parent]\n"
         "  mend: correct it, or leave the cell empty"],
    ),
    "a breakdown with a name that tables have": (
        {"entities": ENTITIES + "first,一,First,,,period\n"},
        ["data/entities.csv:2:dimension: 'period' is no name of a breakdown; allowed: a word such as sector "
         "[dimension]\n"
         "  mend: choose another word"],
    ),
    "a breakdown with a name that is aside": (
        {"entities": ENTITIES + "first,一,First,,,source\n"},
        ["data/entities.csv:2:dimension: 'source' is no name of a breakdown; allowed: a word such as sector "
         "[dimension]\n"
         "  mend: choose another word"],
    ),
    "a report on nobody": (
        {"indicators": INDICATORS + HOMES,
         "entities": ENTITIES + "town,镇,Town,,,\nfarming,农业,Farming,,,sector\n"},
        ["data/datapackage.json:report: the report is about 'city', which is no entity; known: town "
         "[entity]\n"
         "  mend: correct it, or add a row to data/entities.csv"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_told_with_place_and_mend(case: str) -> None:
    tables, messages = REFUSED[case]
    assert told(tables, entity="city" if case == "a report on nobody" else "") == messages


def test_entities_in_a_circle_are_told() -> None:
    tables = {"entities": ENTITIES + "one,一,One,two,,\ntwo,二,Two,one,,\n"}
    assert [message.partition(";")[0] for message in told(tables)] == [
        "data/entities.csv:2:parent: 'two' is of another breakdown than one, or a part of it",
        "data/entities.csv:3:parent: 'one' is of another breakdown than two, or a part of it",
    ]


def test_what_is_said_is_read() -> None:
    tables = {
        "indicators": INDICATORS
        + HOMES
        + "homes.growth,增长,Growth,%,change,homes,year-before,comparable\n"
        + "land,土地,Land,万元/人,rate,,,\n",
        "entities": ENTITIES
        + CITY
        + "north,北区,North,city,,\nharbour,港区,Harbour,city,north,\n"
        + "crops,种植,Crops,,,sector\nrice,稻,Rice,crops,,sector\nold,旧,Old,,,age\n",
    }
    dimensions = assembly(tables).dimensions
    growth, land = dimensions.indicators["homes.growth"], dimensions.indicators["land"]
    assert (growth.measure, growth.of, growth.against, growth.basis) == (
        *(Measure.CHANGE, "homes", "year-before"),
        "comparable",
    )
    assert (growth.label("zh"), growth.label("en"), growth.line) == ("增长", "Growth", 3)
    assert land.unit.symbol == "万元/人"
    assert dimensions.breakdowns == ["sector", "age"]
    assert [*dimensions.members()] == ["city", "north", "harbour"]
    assert [*dimensions.members("sector")] == ["crops", "rice"]
    # What overlaps another part is none of its own.
    assert dimensions.parts("city") == ["north"]
    assert (dimensions.parts(""), dimensions.parts("", "sector")) == (["city"], ["crops"])
    assert dimensions.parts("crops", "sector") == ["rice"]
