"""Units and indicators that cannot be right: each case with the whole of its message."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_mutations import refusal

from changes import Change, swap

CASES = [
    pytest.param(
        swap(
            "indicators.csv",
            "Investment completed in area construction,亿元,",
            "Investment completed in area construction,亿员,",
        ),
        "data/indicators.csv:7:unit: unknown unit '亿员'; allowed: 套, 本, 户, 人, 天, 项, 方, 级, 类, 期, "
        "次, 元, "
        "%, 个百分点 [unit]\n"
        "  mend: correct it, or add a row to data/units.csv",
        id="an unknown unit",
    ),
    pytest.param(
        swap("indicators.csv", ",套/天,", ",套/日,"),
        "data/indicators.csv:19:unit: unknown unit '日' in '套/日'; allowed: 套, 本, 户, 人, 天, 项, 方, "
        "级, 类, 期, 次, "
        "元, %, 个百分点 [unit]\n"
        "  mend: correct it, or add a row to data/units.csv",
        id="an unknown unit of a rate",
    ),
    pytest.param(
        swap(
            "indicators.csv",
            "Property certificates issued for Dongbao Garden,本,count,",
            "Property certificates issued for Dongbao Garden,本,number,",
        ),
        "data/indicators.csv:10:measure: 'number' is not allowed; allowed: amount, count, share, rate, "
        "change, rank [constraint-error]\n"
        "  mend: write one of what is allowed",
        id="an unknown measure",
    ),
    pytest.param(
        swap("indicators.csv", "construction.plan_share,", "construction.investment,"),
        "data/construction.csv:3:indicator: 'construction.plan_share' is no indicator that "
        "data/indicators.csv holds; near matches: construction.calendar_share, construction.plan_implied, "
        "construction.parties [foreign-key]\n"
        "  mend: correct it, or add a row to data/indicators.csv\n"
        "data/indicators.csv:8:id: 'construction.investment' stands on line 7 too; allowed: each id once "
        "[unique-error]\n"
        "  mend: rename or remove one of the two",
        id="an indicator twice",
    ),
    pytest.param(
        swap("certificates.csv", "certificates.issued,", "certificates.isued,"),
        "data/certificates.csv:2:indicator: 'certificates.isued' is no indicator that data/indicators.csv "
        "holds; near matches: certificates.issued, publication.issue [foreign-key]\n"
        "  mend: correct it, or add a row to data/indicators.csv",
        id="an unknown indicator",
    ),
    pytest.param(
        swap("units.csv", "元,元,1,", "元,元,0,"),
        "data/units.csv:13:factor: '0' is no factor; allowed: a number above zero [unit]\n"
        "  mend: write how many base units one unit is",
        id="a factor of zero",
    ),
    pytest.param(
        swap("units.csv", "home|homes", "home"),
        "data/units.csv:2:english: 'home' is no English name; allowed: singular|plural [unit]\n"
        "  mend: write both, as in home|homes",
        id="a unit without a plural",
    ),
    pytest.param(
        swap("units.csv", "元,元,1,", "元,元,1e4,"),
        "data/units.csv:13:factor: '1e4' is no number; allowed: digits with an optional point, such as 12.96 "
        "[type-error]\n"
        "  mend: write a number",
        id="a factor with an exponent",
    ),
    pytest.param(
        swap(
            "indicators.csv",
            "in area construction,亿元,amount,",
            "in area construction,亿元,amount,construction.plan",
        ),
        "data/indicators.csv:7:of: there is no indicator 'construction.plan'; near matches: "
        "construction.plan_share, construction.parties, construction.plan_implied [of]\n"
        "  mend: name an indicator, or leave the cell empty",
        id="a whole that is no indicator",
    ),
]


@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_units_and_indicators_stop_with_place_and_mend(data: Path, mutate: Change, message: str) -> None:
    mutate(data)
    assert str(refusal(data)) == message
