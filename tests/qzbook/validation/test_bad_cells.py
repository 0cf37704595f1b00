"""Cells and lists that cannot be right: each case with the whole of its message."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_mutations import refusal

from changes import Change, each, swap
from qzbook.validation import read, standard
from support import PROJECT

CASES = [
    pytest.param(
        swap("construction.csv", ",12.96,", ",12.96亿元,"),
        "data/construction.csv:2:value: '12.96亿元' has 亿元 in it; allowed: the number alone, for the "
        "indicator "
        "states the unit 亿元 [value]\n"
        "  mend: write 12.96",
        id="a value with its unit",
    ),
    pytest.param(
        swap("publication.csv", ",29094,", ',"29,094",'),
        "data/publication.csv:3:value: '29,094' has separators between its digits; allowed: digits alone "
        "[value]\n"
        "  mend: write 29094",
        id="a value with a separator",
    ),
    pytest.param(
        swap("certificates.csv", ",478,", ",44012.478.,"),
        "data/certificates.csv:2:value: '44012.478.' is no number as sources print one; allowed: digits, "
        "with words such as 约, 近, 超过 before them, or 余, 以上, 以内 after them [value]\n"
        "  mend: write the number as printed without its unit; what else is said of it belongs to a note",
        id="a value that is no number",
    ),
    pytest.param(
        swap("construction.csv", ",约52,", ",,"),
        "data/construction.csv:3:value: the cell is empty; allowed: a value [constraint-error]\n"
        "  mend: fill the cell in",
        id="a missing value",
    ),
    pytest.param(
        each(
            swap("construction.csv", "未公布按项目或按月份的构成。", '"未公布\n构成"'),
            swap("construction.csv", ",约52,", ",x,"),
        ),
        "data/construction.csv:4:value: 'x' is no number as sources print one; allowed: digits, with words "
        "such as 约, 近, 超过 before them, or 余, 以上, 以内 after them [value]\n"
        "  mend: write the number as printed without its unit; what else is said of it belongs to a note",
        id="a number below a line break in a cell",
    ),
    pytest.param(
        swap("inspection.csv", ",近十,", ",近0,"),
        "data/inspection.csv:5:value: '0' leaves no room; allowed with nearly: a number above zero [value]\n"
        "  mend: write the figure as printed",
        id="no room below zero",
    ),
    pytest.param(
        swap("publication.csv", ",29094,", ",—,"),
        "data/publication.csv:3:value: the source does not say what — stands for; allowed: a column dash of "
        "data/sources.csv with zero, none [value]\n"
        "  mend: look it up in the source, and write it there",
        id="a dash that the source does not explain",
    ),
    pytest.param(
        swap("construction.csv", ",约52,", ",下降52,"),
        "data/construction.csv:3:value: 下降 in '下降52' is of a change, and the indicator measures share; "
        "allowed: the number alone [value]\n"
        "  mend: leave 下降 out, or correct the measure in data/indicators.csv",
        id="a fall of what does not change",
    ),
    pytest.param(
        swap("prevention.csv", "prevention.leads,双", "prevention.levels,三"),
        "data/prevention.csv:4:value: the same indicator, entity and period stand in data/prevention.csv:3 "
        "too; allowed: each number once [duplicate-number]\n"
        "  mend: remove one of the two, or say in which period, entity or breakdown they differ",
        id="a number twice in a file",
    ),
    pytest.param(
        swap("outlook.csv", "outlook.mechanisms,4,counted,", "prevention.levels,3,counted,"),
        "data/outlook.csv:2:value: the same indicator, entity and period stand in data/prevention.csv:3 too; "
        "allowed: each number once [duplicate-number]\n"
        "  mend: remove one of the two, or say in which period, entity or breakdown they differ",
        id="a number in two files",
    ),
    pytest.param(
        swap("outlook.csv", ",6,由", ",9,由"),
        "data/outlook.csv:2:locator: '9' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, page "
        "[locator]\n"
        "  mend: correct it, or add the section to data/locators.csv",
        id="an unknown locator",
    ),
    pytest.param(
        swap("outlook.csv", ",6,由", ",,由"),
        "data/outlook.csv:2:locator: the cell is empty; allowed: a value [constraint-error]\n"
        "  mend: fill the cell in",
        id="a locator dropped",
    ),
    pytest.param(
        swap(
            "lists.csv",
            "项目防控组,Project groups,具体落实,carry out the measures,qzcj-2020-02,4",
            "项目防控组,Project groups,具体落实,carry out the measures,qzcj-2020-02,40",
        ),
        "data/lists.csv:15:locator: '40' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, page "
        "[locator]\n"
        "  mend: correct it, or add the section to data/locators.csv",
        id="an unknown locator of a list",
    ),
    pytest.param(
        swap(
            "lists.csv",
            "项目防控组,Project groups,具体落实,carry out the measures,qzcj-2020-02,4",
            "项目防控组,Project groups,具体落实,carry out the measures,qzcj-2020-03,4",
        ),
        "data/lists.csv:15:source: 'qzcj-2020-03' is no source that data/sources.csv holds; allowed: "
        "qzcj-2020-02 [foreign-key]\n"
        "  mend: correct it, or add a row to data/sources.csv",
        id="an unknown source of a list",
    ),
    pytest.param(
        swap(
            "projects.csv",
            "潘山安置房项目,Panshan resettlement housing,安置,",
            "潘山安置房项目,Panshan resettlement housing,入住,",
        ),
        "data/projects.csv:5:stage: '入住' is no stage that data/stages.csv holds; allowed: 勘察, 设计, "
        "施工, 结构封顶, "
        "竣工验收, 具备交付条件, 安置 [foreign-key]\n"
        "  mend: correct it, or add a row to data/stages.csv",
        id="an unknown stage",
    ),
    pytest.param(
        swap("outlook.csv", "../2020-07-28", "../2020-07-32"),
        "data/outlook.csv:2:period: '2020-07-32' is not in the calendar; allowed: a year, a month or a day "
        "of it [period]\n"
        "  mend: write 2020-07-31 or a day before it",
        id="a date that is none",
    ),
    pytest.param(
        swap("outlook.csv", "../2020-07-28", "28.7.2020"),
        "data/outlook.csv:2:period: '28.7.2020' is no period; allowed: 2020年, 2020年上半年, 2020年三季度, "
        "2020年6月, "
        "2020年6月30日, 2020年1—9月, 截至2020年7月28日, 2020年6月起; 2020-H1, 2020-Q3, 2020-06-30, "
        "2020-01/2020-09, "
        "../2020-07-28, 2020-06/.. [period]\n"
        "  mend: write it as one of these",
        id="a date in another form",
    ),
    pytest.param(
        swap("certificates.csv", ",2020/2020-07-28,", ",2020-13/2020-07-28,"),
        "data/certificates.csv:2:period: '2020-13' is not in the calendar; allowed: a year, a month or a day "
        "of it [period]\n"
        "  mend: write a month from 01 to 12, or 2020-Q1 for a quarter and 2020-H1 for a half-year",
        id="a start that is no date",
    ),
    pytest.param(
        swap("construction.csv", "12.96,,2020-H1,", "12.96,,2020-07-01/2020-06-30,"),
        "data/construction.csv:2:period: the period ends (2020-06-30) before it starts (2020-07-01) "
        "[period]\n"
        "  mend: write the earlier one first, 2020-06-30/2020-07-01",
        id="an end before the start",
    ),
    pytest.param(
        swap("sources.csv", "2020-07-28", "2020-07-32"),
        "data/sources.csv:2:date: '2020-07-32' is no date; allowed: YYYY-MM-DD [type-error]\n"
        "  mend: write a date",
        id="a day of publication that is none",
    ),
    pytest.param(
        swap(
            "lists.csv",
            "construction.parties,5,监理,Supervisor,,,qzcj-2020-02,2",
            "construction.parties,5,监理,Supervisor,,,qzcj-2020-02,2\nconstruction.parties,6,其他,Other,,,qzcj-2020-02,2",
        ),
        "data/lists.csv:9:list: construction.parties has 6 rows, but data/construction.csv:4 says 5方; "
        "allowed: as many as it says [list-length]\n"
        "  mend: make list and metric agree with the source",
        id="a list longer than its metric",
    ),
    pytest.param(
        swap("lists.csv", "construction.parties,5,监理,Supervisor,,,qzcj-2020-02,2\n", ""),
        "data/lists.csv:9:list: construction.parties has 4 rows, but data/construction.csv:4 says 5方; "
        "allowed: as many as it says [list-length]\n"
        "  mend: make list and metric agree with the source",
        id="a list shorter than its metric",
    ),
    pytest.param(
        swap("lists.csv", "construction.parties,5,监理", "construction.parties,4,监理"),
        "data/lists.csv:13:order: '4' is out of place; allowed: 1 to 5, each once [list-order]\n"
        "  mend: number the rows of the list",
        id="a list numbered twice",
    ),
    pytest.param(
        swap(
            "inspection.csv",
            "[2020-06-21..2020-06-30]/[2020-06-21..2020-07-10]",
            "[2020-06-21..2020-06-30]/[2020-06-10..2020-06-20]",
        ),
        "data/inspection.csv:4:period: the period ends ([2020-06-10..2020-06-20]) before it starts "
        "([2020-06-21..2020-06-30]) [period]\n"
        "  mend: write the earlier one first, [2020-06-10..2020-06-20]/[2020-06-21..2020-06-30]",
        id="every day of the end before the start",
    ),
    pytest.param(
        swap("inspection.csv", ",[2020-06-21..2020-06-30]/", ",[2020-06-30..2020-06-21]/"),
        "data/inspection.csv:4:period: '[2020-06-30..2020-06-21]' is no set of days; allowed: "
        "[YYYY-MM-DD..YYYY-MM-DD], an earlier day and a later one [period]\n"
        "  mend: write the first and the last day that it can be",
        id="a set of days in the wrong order",
    ),
]


@pytest.fixture(scope="module")
def sound() -> set[str]:
    """What is known of the data after they were read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standard, "sound", set())
        read(PROJECT / "data")
        return standard.sound


@pytest.mark.parametrize("known", [False, True], ids=["first read", "read before the edit"])
@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_cells_stop_with_place_and_mend(
    data: Path, mutate: Change, message: str, known: bool, sound: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standard, "sound", set(sound) if known else set())
    mutate(data)
    assert str(refusal(data)) == message


def test_all_problems_are_told_in_one_run(data: Path) -> None:
    swap("certificates.csv", ",478,", ",487,")(data)
    swap("outlook.csv", ",6,由", ",9,由")(data)
    swap(
        "formulas.csv",
        "construction.investment / construction",
        "construction.investment / x.y / construction",
    )(data)
    swap("formulas.csv", "inspection.days,1,", "inspection.days,13,")(data)
    swap("lists.csv", "construction.parties,5,监理", "construction.parties,4,监理")(data)
    assert [problem.place for problem in refusal(data).problems] == [
        "data/certificates.csv:2:value",
        "data/formulas.csv:2:decimals",
        "data/formulas.csv:4:formula",
        "data/lists.csv:13:order",
        "data/outlook.csv:2:locator",
    ]
