"""Tables of numbers, long and wide: what each cell is about, and what is told of those that say nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_tables import ENTITIES, INDICATORS, assembly, table, told

from qzcharts.data.assembly import Assembly
from qzcharts.data.bounds import Bounds
from qzcharts.data.package import Table
from qzcharts.data.period import Period
from qzcharts.data.qualifier import Qualifier

F = Fraction
ABOUT = {
    "indicators": INDICATORS
    + "residents,常住人口,Residents,万人,amount,,,\n"
    + "homes,住房,Homes,套,count,,,\ngdp,产值,Output,亿元,amount,,,\n",
    "entities": ENTITIES
    + "city,市,City,,,\nnorth,北区,North,city,,\nsouth,南区,South,city,,\n"
    + "urban,城镇,Urban,,,residence\nrural,乡村,Rural,,,residence\n",
}


def assembled(text: str | Table, dash: str = "", **tables: str) -> Assembly:
    """Assemble a table of numbers of a report on the city in 2020."""
    sources = "source,title_zh,title_en,publisher_zh,publisher_en,date,issue,medium,licence_note_zh,"
    sources += f"licence_note_en,checksum,dash\nbook,书,Book,社,Press,2021-01-01,,M,无,None,none,{dash}\n"
    return assembly({**ABOUT, "sources": sources, "numbers": text, **tables}, "2020", "city")


def read(text: str | Table, dash: str = "") -> dict[str, str]:
    """Give the numbers of a table as printed, by what they are about."""
    found = assembled(text, dash)
    assert found.problems == []
    return {
        " ".join((key.indicator, key.entity, *key.members, key.period.key)).strip(): number.printed
        for key, number in found.numbers.items()
    }


def problems(text: str | Table, dash: str = "") -> list[str]:
    return [str(problem) for problem in sorted(set(assembled(text, dash).problems))]


SAME = {
    "residents city 2019": "90",
    "residents north 2019": "50",
    "residents city 2020": "100",
    "residents north 2020": "55",
}


@pytest.mark.parametrize(
    "text",
    [
        "indicator,entity,period,value\n"
        "residents,city,2019,90\nresidents,north,2019,50\nresidents,city,2020,100\nresidents,north,2020,55\n",
        "entity,period,residents\ncity,2019,90\nnorth,2019,50\ncity,2020,100\nnorth,2020,55\n",
        "entity,residents@2019,residents@2020\ncity,90,100\nnorth,50,55\n",
        "entity,residents@2019,residents\ncity,90,100\nnorth,50,55\n",
        "indicator,entity,2019,2020\nresidents,city,90,100\nresidents,north,50,55\n",
        "indicator,entity,2019年,@2020\nresidents,city,90,100\nresidents,north,50,55\n",
        "period,indicator,city,north\n2019,residents,90,50\n2020,residents,100,55\n",
        "period,residents[city],residents[north]\n2019,90,50\n2020,100,55\n",
        "period,residents,residents[north]\n2019,90,50\n2020,100,55\n",
        table("numbers", "entity,2019,2020\ncity,90,100\nnorth,50,55\n", indicator="residents"),
        table("numbers", "period,city,north\n2019,90,50\n2020,100,55\n", indicator="residents"),
        table("numbers", "entity,residents@2019,residents\n,90,100\nnorth,50,55\n", entity="city"),
    ],
)
def test_tables_of_each_shape_say_the_same(text: str | Table) -> None:
    assert read(text) == SAME


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Blank cells are numbers that were not published, blanks around one are none of it.
        ("entity,residents\ncity, 90 \nnorth,\nsouth,  \n", {"residents city 2020": "90"}),
        # A period that stands blank in its own column is not published; without a column it is the report's.
        ("indicator,period,value\nresidents,,90\n", {"residents city": "90"}),
        ("indicator,value\nresidents,90\n", {"residents city 2020": "90"}),
        (table("numbers", "indicator,value\nresidents,90\n", period="2019"), {"residents city 2019": "90"}),
        (table("numbers", "indicator,period,value\nresidents,,90\n", period="2019"),
         {"residents city 2019": "90"}),
        # Members of a breakdown, in rows and at heads of columns; none is the whole.
        ("residence,residents\n,90\nurban,60\n",
         {"residents city 2020": "90", "residents city urban 2020": "60"}),
        ("entity,residents,residents[urban],homes[rural]@2019\nnorth,90,60,622\n",
         {"residents north 2020": "90", "residents north urban 2020": "60", "homes north rural 2019": "622"}),
        ("indicator,urban,rural\nresidents,60,30\n",
         {"residents city urban 2020": "60", "residents city rural 2020": "30"}),
        ("indicator,residence,value\nresidents,urban,60\n", {"residents city urban 2020": "60"}),
        # A table of indicators alone says by its defaults, and the report, what it is about.
        ("residents,homes@2019\n90,622\n", {"residents city 2020": "90", "homes city 2019": "622"}),
        (table("numbers", "2019,2020\n90,100\n", indicator="residents"),
         {"residents city 2019": "90", "residents city 2020": "100"}),
        # What stands beside the numbers is none.
        ("entity,residents,note_zh,note_en,locator\ncity,90,注,Note,1\n", {"residents city 2020": "90"}),
    ],
)  # fmt: skip
def test_what_a_cell_is_about(text: str | Table, found: dict[str, str]) -> None:
    assert read(text) == found


DUPLICATE = "remove one of the two, or say in which period, entity or breakdown they differ"
#: Tables, and what is told of them.
REFUSED: dict[str, tuple[str | Table, list[str]]] = {
    "a column of nothing": (
        "entity,residents,notes\ncity,90,x\n",
        ["data/numbers.csv:1:notes: the column 'notes' names no indicator, entity or period; allowed: one of "
         "these, or value, quotation, note_zh; near matches: north, homes [column]\n"
         "  mend: correct the name, or add what it names to data/indicators.csv or data/entities.csv"],
    ),
    "a column of an unknown member": (
        "entity,residents[urbane]\ncity,90\n",
        ["data/numbers.csv:1:residents[urbane]: there is no entity 'urbane'; near matches: urban, rural "
         "[column]\n"
         "  mend: correct it, or add a row to data/entities.csv"],
    ),
    "a column of two members of one breakdown": (
        '"residents[urban,rural]"\n90\n',
        ["data/numbers.csv:1:residents[urban,rural]: the column 'residents[urban,rural]' names its residence "
         "twice; allowed: one of each [column]\n  mend: make columns of them"],
    ),
    "a column of a period that is none": (
        "entity,residents@2020-13\ncity,90\n",
        ["data/numbers.csv:1:residents@2020-13: '2020-13' is not in the calendar; allowed: a year, a month "
         "or a day of it [period]\n"
         "  mend: write a month from 01 to 12, or 2020-Q1 for a quarter and 2020-H1 for a half-year"],
    ),
    "a column beside value that is none of its own": (
        "indicator,perod,value\nresidents,2019,90\n",
        ["data/numbers.csv:1:perod: the column 'perod' says nothing of the numbers in value; near matches: "
         "period [column]\n"
         "  mend: correct its name, or remove it"],
    ),
    "a period that stands in the first of its merged cells": (
        "period,entity,residents\n2019,north,50\n,south,40\n",
        ["data/numbers.csv:3:period: the cell is empty among others that are not; allowed: a period in each "
         "[period]\n"
         "  mend: write the period of each row, also where cells were merged"],
    ),
    "no column of numbers": (
        "entity,period\ncity,2020\n",
        ["data/numbers.csv:1:value: no column holds numbers; allowed: value, or names of indicators, "
         "entities or periods [missing-column]\n"
         "  mend: restore the column, here and in data/datapackage.json"],
    ),
    "nothing that says what is measured": (
        "entity,2019,2020\ncity,90,100\nnorth,50,55\n",
        ["data/numbers.csv:2:2019: nothing says what is measured; allowed: a column indicator, or a default "
         "for it [indicator]\n"
         "  mend: name the indicator in the row, in the name of the column, or in the defaults"],
    ),
    "an unknown indicator": (
        "indicator,value\nresident,90\n",
        ["data/numbers.csv:2:indicator: there is no indicator 'resident'; near matches: residents "
         "[indicator]\n"
         "  mend: correct it, or add a row to data/indicators.csv"],
    ),
    "an unknown indicator in the defaults": (
        table("numbers", "entity,2020\ncity,90\nnorth,50\n", indicator="resident"),
        ["data/datapackage.json:indicator: there is no indicator 'resident'; near matches: residents "
         "[indicator]\n"
         "  mend: correct it, or add a row to data/indicators.csv"],
    ),
    "an unknown entity": (
        "entity,residents\nnoth,90\n",
        ["data/numbers.csv:2:entity: there is no entity 'noth'; near matches: north, south [entity]\n"
         "  mend: correct it, or add a row to data/entities.csv"],
    ),
    "a member of a breakdown as entity": (
        "entity,residents\nurban,90\n",
        ["data/numbers.csv:2:entity: there is no entity 'urban'; known: city, north, south [entity]\n"
         "  mend: correct it, or add a row to data/entities.csv"],
    ),
    "an entity as a member": (
        "residence,residents\nnorth,90\n",
        ["data/numbers.csv:2:residence: there is no residence 'north'; known: urban, rural [residence]\n"
         "  mend: correct it, or add a row to data/entities.csv"],
    ),
    "a period that is none": (
        "period,residents\n2020/6/30,90\n",
        ["data/numbers.csv:2:period: '2020/6/30' is a date in another form; allowed: 2020-06-30 "
         "[period]\n  mend: write 2020-06-30"],
    ),
    "a period in the row and in the column": (
        "period,residents@2019,residents\n2020,90,100\n2021,91,101\n",
        ["data/numbers.csv:2:residents@2019: both the row and the column 'residents@2019' name its period; "
         "allowed: one of them [column]\n"
         "  mend: take it out of one of the two"],
    ),
    "an entity that stands in the first of its merged cells": (
        "entity,period,residents\nnorth,2019,50\n,2020,55\n",
        ["data/numbers.csv:3:entity: the cell is empty; allowed: an entity in each row, also where cells "
         "were merged [entity]\n"
         "  mend: write whom the row is about, or a default for it in the descriptor"],
    ),
    "a number twice": (
        "entity,residents\ncity,90\ncity,100\n",
        ["data/numbers.csv:3:residents: the same indicator, entity and period stand in data/numbers.csv:2 "
         f"too; allowed: each number once [duplicate-number]\n  mend: {DUPLICATE}"],
    ),
    "a number in two columns": (
        "entity,residents,residents@2020年\ncity,90,100\n",
        ["data/numbers.csv:2:residents@2020年: the same indicator, entity and period stand in "
         f"data/numbers.csv:2 too; allowed: each number once [duplicate-number]\n  mend: {DUPLICATE}"],
    ),
    "a cell that is no number": (
        "entity,residents\ncity,about ninety\n",
        ["data/numbers.csv:2:residents: 'about ninety' is no number as sources print one; allowed: digits, "
         "with words such as 约, 近, 超过 before them, or 余, 以上, 以内 after them [value]\n"
         "  mend: write the number as printed without its unit; what else is said of it belongs to a note"],
    ),
    "an unknown qualifier": (
        "entity,residents,qualifier\ncity,90,roughly\n",
        ["data/numbers.csv:2:qualifier: 'roughly' is no qualifier; allowed: exact, rounded, about, over, "
         "above, at_least, nearly, below, at_most [qualifier]\n"
         "  mend: write one of what is allowed"],
    ),
    "a range as qualifier": (
        table("numbers", "entity,residents\ncity,90\n", qualifier="between"),
        ["data/datapackage.json:qualifier: 'between' is no qualifier; allowed: exact, rounded, about, over, "
         "above, at_least, nearly, below, at_most [qualifier]\n"
         "  mend: write one of what is allowed"],
    ),
    "a sign for what is too small, alone": (
        "entity,residents,homes\ncity,…,12\n",
        ["data/numbers.csv:2:residents: no number of residents in this table shows its smallest unit; "
         "allowed: … beside one [value]\n"
         "  mend: write 不足0.01, with the smallest unit that the source prints"],
    ),
    "a dash that the source does not explain": (
        table("numbers", "entity,residents\ncity,—\n", source="book"),
        ["data/numbers.csv:2:residents: the source does not say what — stands for; allowed: a column dash of "
         "data/sources.csv with zero, none [value]\n"
         "  mend: look it up in the source, and write it there"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_told_with_place_and_mend(case: str) -> None:
    text, messages = REFUSED[case]
    own = [message for message in problems(text) if "no source" not in message and "section" not in message]
    assert own == messages


def test_whom_a_number_is_about_is_asked_once() -> None:
    tables = {**ABOUT, "numbers": "indicator,value\nresidents,90\nhomes,3\n"}
    assert told(tables, "2020") == [
        "data/numbers.csv:2:entity: nothing says whom the number is about; allowed: a column entity, or a "
        "default [entity]\n"
        "  mend: name the entity in the row, in the defaults of the table, or in the report's head"
    ]


@pytest.mark.parametrize("sign", ["…", "...", "……"])
def test_what_is_too_small_is_below_the_unit_of_its_own_indicator(sign: str) -> None:
    text = f"indicator,entity,value\nresidents,city,约88.5\nresidents,north,{sign}\ngdp,city,12.345\n"
    (number,) = (each for each in assembled(text).numbers.values() if each.printed == sign)
    assert number.quantity.bounds == Bounds(F(0), F(1, 10), True, True)
    assert number.quantity.qualifier is Qualifier.BELOW


@pytest.mark.parametrize("sign", ["—", "——", "–"])
def test_a_dash_is_what_the_source_says(sign: str) -> None:
    text = table("numbers", f"entity,residents\ncity,90\nnorth,{sign}\n", source="book", locator="1")
    locators = "source,locator,label_zh,label_en\nbook,1,第一章,Chapter 1\n"
    assert {each.printed for each in assembled(text, "none", locators=locators).numbers.values()} == {"90"}
    (zero,) = (
        each for each in assembled(text, "zero", locators=locators).numbers.values() if each.printed == sign
    )
    assert zero.quantity.bounds == Bounds.point(F(0))
    assert zero.quantity.qualifier is Qualifier.EXACT


def test_a_qualifier_of_the_table_is_that_of_cells_without_one() -> None:
    text = table("numbers", "entity,residents\ncity,90\nnorth,近50\n", qualifier="about")
    found = {number.printed: number.quantity.qualifier for number in assembled(text).numbers.values()}
    assert found == {"90": Qualifier.ABOUT, "近50": Qualifier.NEARLY}


@given(st.dictionaries(st.sampled_from(range(2000, 2020)), st.integers(0, 10**6), min_size=1))
def test_a_long_table_and_a_wide_one_hold_the_same(numbers: dict[int, int]) -> None:
    long = "period,homes\n" + "".join(f"{year},{number}\n" for year, number in numbers.items())
    wide = f"indicator,{','.join(map(str, numbers))}\nhomes,{','.join(map(str, numbers.values()))}\n"
    assert read(long) == read(wide)


def test_where_a_table_says_what_its_numbers_are() -> None:
    text = "entity,residents,homes@2019\nnorth,90,622\n"
    places = {number.printed: number.place for number in assembled(text).numbers.values()}
    heads = {
        printed: [
            [each.key if isinstance(each, Period) else each.id for each in part] for part in place or ()
        ]
        for printed, place in places.items()
    }
    assert heads == {"90": [["north"], ["residents"]], "622": [["north"], ["homes", "2019"]]}


@pytest.mark.parametrize(
    "text",
    [
        "indicator,value,quotation\nresidents,90,九十\n",
        "indicator,value,quotation\nresidents,90,\n",
        "indicator,value,origin\nresidents,90,counted\n",
    ],
)
def test_what_has_words_or_a_list_for_its_evidence_has_no_place(text: str) -> None:
    assert [number.place for number in assembled(text).numbers.values()] == [None]
