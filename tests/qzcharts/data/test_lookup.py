"""Which number a name means, and what is told where that is not clear."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_tables import ENTITIES, INDICATORS, assembled
from periods import named, periods

from qzcharts.data.indicator import Key
from qzcharts.data.lookup import Lookup, belonging
from qzcharts.data.period import Period
from qzcharts.data.report import Context
from qzcharts.errors import UnclearNameError, UnknownNameError

TABLES = {
    "indicators": INDICATORS
    + "residents,常住人口,Residents,万人,amount,,,\n"
    + "area.homes,住房,Homes,套,count,,,\n"
    + "area.towers,塔,Towers,套,count,,,\n"
    + "output,产值,Output,亿元,amount,,,\n"
    + "unused,没有,Unused,套,count,,,\n",
    "entities": ENTITIES
    + "city,市,City,,,\nnorth,北区,North,city,,\nsouth,南区,South,city,,\n"
    + "urban,城镇,Urban,,,residence\nrural,乡村,Rural,,,residence\n"
    + "farming,农业,Farming,,,sector\nindustry,工业,Industry,,,sector\n",
    "people": "entity,period,residence,residents\n"
    "city,2019,,90.0\ncity,2020,,100.0\ncity,2020,urban,60.0\ncity,2020,rural,40.0\n"
    "north,2019,,50.0\nnorth,2020,,55.0\nsouth,2018,,44.0\n",
    "homes": "entity,period,area.homes\nnorth,2020-H1,622\nnorth,2020-H2,700\n",
    "towers": "entity,period,area.towers\nnorth,2020,3\nsouth,2020,4\n",
    "output": "entity,sector,period,output\ncity,farming,2020,1.0\ncity,industry,2020,2.0\n",
}


@cache
def lookup(period: str = "2020", entity: str = "city") -> Lookup:
    return assembled(TABLES, period, entity).lookup


def all_keys(found: Lookup) -> list[Key]:
    return [Key(*series, period) for series, known in found.periods.items() for period in known]


def meant(text: str, period: str = "2020", entity: str = "city") -> str:
    """Say which number a name means on a page of this period and entity, in a report on the city in 2020."""
    key = lookup().find(text, Context(Period.parse(period), entity))
    return " ".join((key.indicator, key.entity, *key.members, key.period.key))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("residents", "residents city 2020"),
        ("residents[]", "residents city 2020"),
        ("residents[city]", "residents city 2020"),
        ("residents@2019", "residents city 2019"),
        ("residents@2019年", "residents city 2019"),
        ("residents@previous", "residents city 2019"),
        ("residents@year-before", "residents city 2019"),
        ("residents@year", "residents city 2020"),
        ("residents[urban]", "residents city urban 2020"),
        ("residents[urban, city]", "residents city urban 2020"),
        ("residents[north]", "residents north 2020"),
        ("residents[north]@previous", "residents north 2019"),
        # Of one entity alone it is that one, and the last period within what is spoken of.
        ("area.homes", "area.homes north 2020-H2"),
        ("area.homes@2020上半年", "area.homes north 2020-H1"),
        ("area.homes@previous", "area.homes north 2020-H1"),
        ("output[farming]", "output city farming 2020"),
    ],
)
def test_what_is_left_out_is_what_is_spoken_of(text: str, found: str) -> None:
    assert meant(text) == found


@pytest.mark.parametrize(
    ("text", "period", "entity", "found"),
    [
        ("residents", "2019", "city", "residents city 2019"),
        ("residents", "2020", "north", "residents north 2020"),
        ("residents@previous", "2020", "north", "residents north 2019"),
        ("residents[city]", "2020", "north", "residents city 2020"),
        ("area.towers", "2020", "south", "area.towers south 2020"),
        ("area.homes", "2020-H1", "", "area.homes north 2020-H1"),
        # Held by the period of the number alone.
        ("residents[north]", "2020-06", "", "residents north 2020"),
    ],
)
def test_a_page_speaks_of_its_own_period_and_entity(text: str, period: str, entity: str, found: str) -> None:
    assert meant(text, period, entity) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("residentz", "there is no metric 'residentz'; near matches: residents"),
        ("常住人口", "there is no metric '常住人口'; so labelled: residents"),
        ("常住人口[north]@2019", "there is no metric '常住人口'; so labelled: residents"),
        ("RESIDENTS", "there is no metric 'RESIDENTS'; so labelled: residents"),
        ("人口", "there is no metric '人口'; so labelled: residents"),
        ("residents[北区]", "there is no entity '北区'; so labelled: north"),
        ("没有", "there is no metric '没有'; known: area.homes, area.towers, output, residents"),
        ("unused", "there is no metric 'unused'; known: area.homes, area.towers, output, residents"),
        ("resi dents",
         "there is no metric 'resi dents'; near matches: residents"),
        ("residents[north", "'residents[north': no name is so; allowed: indicator, indicator[entity], "
         "indicator@period; there are: area.homes, area.towers, output, residents"),
        ("residents[nord]", "there is no entity 'nord'; near matches: north"),
        ("area.towers",
         "'area.towers': which of its numbers is meant is not clear; there are: area.towers[north], "
         "area.towers[south]"),
        ("output",
         "'output': which of its numbers is meant is not clear; there are: output[city,farming], "
         "output[city,industry]"),
        ("output[]",
         "'output[]': which of its numbers is meant is not clear; there are: output[city,farming], "
         "output[city,industry]"),
        ("residents[north,urban]",
         "'residents[north,urban]': which of its numbers is meant is not clear; there are: residents[city], "
         "residents[city,urban], residents[city,rural], residents[north], residents[south]"),
        ("residents[north,south]",
         "'residents[north,south]': which of its numbers is meant is not clear; there are: residents[city], "
         "residents[city,urban], residents[city,rural], residents[north], residents[south]"),
        ("residents@2017",
         "'residents@2017': it has no number for 2017; there are: residents, residents@2019"),
        ("residents[urban]@2019",
         "'residents[urban]@2019': it has no number for 2019; there are: residents[urban]"),
        ("residents[south]",
         "'residents[south]': it has no number for the period that is spoken of, 2020; there are: "
         "residents[south]@2018"),
        ("residents[south]@previous",
         "'residents[south]@previous': it has no number for the period that is spoken of, 2020; there are: "
         "residents[south]@2018"),
        ("residents@2020-13",
         "'residents@2020-13': '2020-13' is not in the calendar; allowed: a year, a month or a day of it; "
         "there are: residents, residents@2019"),
        ("area.homes@year-before",
         "'area.homes@year-before': it has no number for 2019-H2; there are: area.homes, area.homes@2020-H1"),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_told_with_the_choices(text: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        meant(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["residents@previous", "residents@year"])
def test_an_offset_needs_a_period_that_is_stated(text: str) -> None:
    found = assembled({**TABLES, "people": "entity,period,residents\ncity,,90.0\n"}, "", "city").lookup
    with pytest.raises(UnclearNameError, match="its period has none that is named so; there are: residents"):
        found.find(text)


@pytest.mark.parametrize(("period", "entity"), [("2020", "city"), ("2019", "north"), ("", ""), ("2021", "")])
def test_each_name_is_found_again_and_is_the_shortest(period: str, entity: str) -> None:
    found = lookup(period, entity)
    keys = all_keys(found)
    names = [found.name(key) for key in keys]
    assert len(set(names)) == len(keys)
    for key, name in zip(keys, names, strict=True):
        assert found.find(name) == key
        for shorter in (name.partition("@")[0], name.partition("[")[0]):
            if shorter != name:
                with suppress(UnclearNameError):
                    assert found.find(shorter) != key


def test_names_of_the_report_are_short() -> None:
    found = lookup()
    assert {found.name(key) for key in all_keys(found)} == {
        "residents", "residents@2019", "residents[urban]", "residents[rural]", "residents[north]",
        "residents[north]@2019", "residents[south]@2018", "area.homes", "area.homes@2020-H1",
        "area.towers[north]", "area.towers[south]", "output[farming]", "output[industry]",
    }  # fmt: skip


def test_a_package_without_entities_names_none() -> None:
    tables = {
        "indicators": INDICATORS + "homes,住房,Homes,套,count,,,\n",
        "entities": "id,label_zh,label_en,dimension\nold,旧,Old,age\nnew,新,New,age\n",
        "homes": "age,homes\nold,3\nnew,4\n",
    }
    found = assembled(tables, "2020").lookup
    assert [found.name(key) for key in all_keys(found)] == ["homes[old]", "homes[new]"]
    with pytest.raises(UnclearNameError, match=r"there are: homes\[old\], homes\[new\]"):
        found.find("homes")


def test_of_many_choices_some_are_told() -> None:
    members = [f"age{number:02}" for number in range(25)]
    tables = {
        "indicators": INDICATORS + "homes,住房,Homes,套,count,,,\n",
        "entities": ENTITIES + "".join(f"{each},{each},{each},,,age\n" for each in members),
        "homes": "age,homes\n" + "".join(f"{each},3\n" for each in members),
    }
    with pytest.raises(UnclearNameError, match=r"homes\[age18\], homes\[age19\] and 5 more$"):
        assembled(tables, "2020").lookup.find("homes")


@pytest.mark.parametrize(
    ("known", "spoken_of", "found"),
    [
        (["2019", "2020"], "2020", "2020"),
        # The last that ends within it; of two that end then, the shorter.
        (["2020-Q1", "2020-Q2", "2020-07"], "2020-H1", "2020-Q2"),
        (["2020-H1", "2020-06"], "2020-01/2020-07", "2020-06"),
        (["../2020-06-30", "../2020-07-28"], "2020-01-01/2020-07-28", "../2020-07-28"),
        (["../2020-06-30"], "2020-H1", "../2020-06-30"),
        # The only one that holds it.
        (["2020"], "2020-H1", "2020"),
        (["2020-01/2020-09", "2020"], "2020-Q2", None),
        (["2019"], "2020", None),
        (["2021"], "2020", None),
        # What is not stated, where nothing else is near.
        (["", "2019"], "2020", ""),
        (["", "2020"], "2020-06", "2020"),
        # Where no period is spoken of, the only one there is.
        (["2019"], "", "2019"),
        (["2019", "2020"], "", None),
        (["2019", ""], "", ""),
        ([], "2020", None),
    ],
)
def test_what_belongs_to_a_period(known: list[str], spoken_of: str, found: str | None) -> None:
    belongs = belonging(map(Period.parse, known), Period.parse(spoken_of))
    assert belongs == (None if found is None else Period.parse(found))


@given(
    known=st.lists(periods, max_size=5, unique=True), spoken_of=st.one_of(periods, named.map(Period.parse))
)
def test_what_belongs_is_there_and_the_last_of_those_within(known: list[Period], spoken_of: Period) -> None:
    found = belonging(known, spoken_of)
    assert found is None or found in known
    assert found == belonging(reversed(known), spoken_of)
    if spoken_of in known:
        assert found == spoken_of
    elif spoken_of.first and spoken_of.last:
        ends = [each.last for each in known if each.last and spoken_of.first <= each.last <= spoken_of.last]
        assert found is not None or not ends
        if found and ends:
            assert found.last == max(ends)


def test_the_choices_are_clear_where_another_period_is_spoken_of() -> None:
    with pytest.raises(UnknownNameError, match=r"of, 2017; there are: residents@2020, residents@2019\Z"):
        meant("residents", period="2017")
