"""Origins, quotations and statements that cannot be right: each case with the whole of its message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data_mutations import line_of, refusal, schema

from changes import Change, each, swap
from qzbook.validation import from_package, read

INVESTMENT = "12.96,,2020-H1,上半年完成片区建设投资12.96亿元,"
ITEMS = "inspection.items,7,counted,../2020-07-28,建筑垃圾等多个方面,"
COMPLETION = "基本完成办证任务,../2020-07-28,qzcj-2020-02,3,"
PLACE = f"data/statements.csv:{line_of('statements.csv', 'certificates.completion')}"
PETITIONS = line_of("statements.csv", "certificates.petitions")


def unconstrained(column: str) -> Callable[[dict[str, Any]], None]:
    """Free a column from its constraints, as a package of somebody else may have it."""

    def change(schema: dict[str, Any]) -> None:
        (field,) = (field for field in schema["fields"] if field["name"] == column)
        del field["constraints"]

    return change


CASES = [
    pytest.param(
        swap("construction.csv", INVESTMENT, INVESTMENT.replace("12.96,,", "12.96,guessed,")),
        "data/construction.csv:2:origin: 'guessed' is not allowed; allowed: counted [constraint-error]\n"
        "  mend: write one of what is allowed",
        id="an unknown origin",
    ),
    pytest.param(
        each(
            schema("numbers.json", unconstrained("origin")),
            swap("construction.csv", INVESTMENT, INVESTMENT.replace("12.96,,", "12.96,derived,")),
        ),
        "data/construction.csv:2:origin: 'derived' is no origin; allowed: published, counted [origin]\n"
        "  mend: write one of what is allowed",
        id="an unknown origin that the schema allows",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, "12.96,,2020-H1,,"),
        "data/construction.csv:2:quotation: the cell is empty; allowed: the source's few words, at most 20 "
        "characters [quotation]\n"
        "  mend: copy the words that carry it from the source",
        id="published without a quotation",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, "12.96,,2020-H1,，上半年完成了片区的建设投资12.96亿元,"),
        "data/construction.csv:2:quotation: '，上半年完成了片区的建设投资12.96亿元' has 21 characters; "
        "allowed: at most 20 [quotation]\n"
        "  mend: keep the words that carry it",
        id="a quotation too long by one",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, "12.96,,2020-H1,上半年完成片区建设投资,"),
        "data/construction.csv:2:value: '12.96' does not stand in '上半年完成片区建设投资'; allowed: the "
        "number as it stands there, without unit [printed]\n"
        "  mend: write the cell as printed, or quote the words that the number stands in",
        id="a quotation without the figure",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, INVESTMENT.replace("12.96,,", "12.69,,")),
        "data/construction.csv:2:value: '12.69' does not stand in '上半年完成片区建设投资12.96亿元'; "
        "allowed: the number as it stands there, without unit [printed]\n"
        "  mend: write the cell as printed, or quote the words that the number stands in",
        id="a figure that is not what was printed",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, INVESTMENT.replace("12.96,,", "2.96,,")),
        "data/construction.csv:2:value: '2.96' does not stand in '上半年完成片区建设投资12.96亿元'; "
        "allowed: the number as it stands there, without unit [printed]\n"
        "  mend: write the cell as printed, or quote the words that the number stands in",
        id="a part of what was printed",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, INVESTMENT.replace("12.96,,", "约12.96,,")),
        "data/construction.csv:2:value: '约12.96' does not stand in '上半年完成片区建设投资12.96亿元'; "
        "allowed: the number as it stands there, without unit [printed]\n"
        "  mend: write the cell as printed, or quote the words that the number stands in",
        id="a qualifier that was not printed",
    ),
    pytest.param(
        swap("prevention.csv", ",200,", ",200以上,"),
        "data/prevention.csv:2:value: '200以上' does not stand in '公租房、廉租房及人才房共200户租户'; "
        "allowed: the number as it stands there, without unit [printed]\n"
        "  mend: write the cell as printed, or quote the words that the number stands in",
        id="a word behind the number that was not printed",
    ),
    pytest.param(
        swap("partnership.csv", ",约98.8,", ",98.8,"),
        "data/partnership.csv:2:value: in '丰泽段已完成补充协议签订约98.8%' 约 stands with the number, "
        "which the cell leaves out; allowed: the number as it stands there [printed]\n"
        "  mend: write it in the cell too; where it is part of another word, quote without that",
        id="a word before the number that was left out",
    ),
    pytest.param(
        swap("inspection.csv", ",近十,", ",十,"),
        "data/inspection.csv:5:value: in '支部近十名党员同志挺身而出' 近 stands with the number, which the "
        "cell leaves out; allowed: the number as it stands there [printed]\n"
        "  mend: write it in the cell too; where it is part of another word, quote without that",
        id="a word before a number in words that was left out",
    ),
    pytest.param(
        swap("prevention.csv", "共200户租户", "200余户租户"),
        "data/prevention.csv:2:value: in '公租房、廉租房及人才房200余户租户' 余 stands with the number, "
        "which the cell leaves out; allowed: the number as it stands there [printed]\n"
        "  mend: write it in the cell too; where it is part of another word, quote without that",
        id="a word behind the number that was left out",
    ),
    pytest.param(
        swap("prevention.csv", "共200户租户", "200户以上租户"),
        "data/prevention.csv:2:value: in '公租房、廉租房及人才房200户以上租户' 以上 stands with the "
        "number, which the cell leaves out; allowed: the number as it stands there [printed]\n"
        "  mend: write it in the cell too; where it is part of another word, quote without that",
        id="a word behind the unit that was left out",
    ),
    pytest.param(
        swap("prevention.csv", "共200户租户", "不超过200户租户"),
        "data/prevention.csv:2:value: in '公租房、廉租房及人才房不超过200户租户' 不超过 stands with the "
        "number, which the cell leaves out; allowed: the number as it stands there [printed]\n"
        "  mend: write it in the cell too; where it is part of another word, quote without that",
        id="a word with others in it that was left out",
    ),
    pytest.param(
        swap("indicators.csv", "Dongbao Garden,本,", "Dongbao Garden,套,"),
        "data/certificates.csv:2:value: the unit of certificates.issued is 套, but in "
        "'东宝花苑不动产权证办理已出证478本' the number is followed by 本 [printed]\n"
        "  mend: make the unit in data/indicators.csv and the quotation agree",
        id="a unit that is not what was printed",
    ),
    pytest.param(
        swap("indicators.csv", "in area construction,亿元,", "in area construction,万元,"),
        "data/construction.csv:2:value: the unit of construction.investment is 万元, but in "
        "'上半年完成片区建设投资12.96亿元' the number is followed by 亿元 [printed]\n"
        "  mend: make the unit in data/indicators.csv and the quotation agree",
        id="a scale that is not what was printed",
    ),
    pytest.param(
        swap("inspection.csv", ITEMS, ITEMS.replace(",7,", ",约7,")),
        "data/inspection.csv:6:value: a count is not 'about'; allowed with counted: exact [qualifier]\n"
        "  mend: write the number alone, or leave origin empty",
        id="counted but not exact",
    ),
    pytest.param(
        swap(
            "inspection.csv",
            ITEMS,
            ITEMS.replace("建筑垃圾等多个方面", "墙壁、门窗、玻璃、栏杆、电线、水管、建筑垃圾"),
        ),
        "data/inspection.csv:6:quotation: '墙壁、门窗、玻璃、栏杆、电线、水管、建筑垃圾' has 22 "
        "characters; allowed: at most 20 [quotation]\n"
        "  mend: keep the words that carry it",
        id="counted with a quotation that is too long",
    ),
    pytest.param(
        each(
            swap("partnership.csv", "partnership.works,", "partnership.work,"),
            swap("indicators.csv", "partnership.works,", "partnership.work,"),
        ),
        "data/partnership.csv:3:origin: there is no list 'partnership.work' to count; allowed with "
        "counted: an indicator with a list [origin]\n"
        "  mend: add its items to data/lists.csv, or leave origin empty",
        id="counted without a list",
    ),
    pytest.param(
        swap("inspection.csv", ITEMS, ITEMS.replace(",7,", ",8,")),
        "data/lists.csv:2:list: inspection.items has 7 rows, but data/inspection.csv:6 says 8项; allowed: "
        "as many as it says [list-length]\n"
        "  mend: make list and metric agree with the source",
        id="counted wrongly",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, COMPLETION.replace("基本完成办证任务", "")),
        f"{PLACE}:quotation: the cell is empty; allowed: a value [constraint-error]\n"
        "  mend: fill the cell in",
        id="a statement without a quotation",
    ),
    pytest.param(
        each(
            schema("statements.json", unconstrained("quotation")),
            swap("statements.csv", COMPLETION, COMPLETION.replace("基本完成办证任务", "")),
        ),
        f"{PLACE}:quotation: the cell is empty; allowed: the source's few words, at most 20 "
        "characters [quotation]\n"
        "  mend: copy the words that carry it from the source",
        id="a statement without a quotation that the schema allows",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, "东宝花苑不动产权证办理已出证，" + COMPLETION),
        f"{PLACE}:quotation: '东宝花苑不动产权证办理已出证，基本完成办证任务' has 23 "
        "characters; allowed: at most 20 [quotation]\n"
        "  mend: keep the words that carry it",
        id="a statement with a sentence for a quotation",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, COMPLETION.replace(",3,", ",33,")),
        f"{PLACE}:locator: '33' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, page [locator]\n"
        "  mend: correct it, or add the section to data/locators.csv",
        id="a statement of an unknown section",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, COMPLETION.replace("02,3,", "03,3,")),
        f"{PLACE}:source: 'qzcj-2020-03' is no source that data/sources.csv holds; allowed: "
        "qzcj-2020-02 [foreign-key]\n"
        "  mend: correct it, or add a row to data/sources.csv",
        id="a statement of an unknown source",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, COMPLETION.replace("2020-07-28", "2020-02-30")),
        f"{PLACE}:period: '2020-02-30' is not in the calendar; allowed: a year, a month or a "
        "day of it [period]\n"
        "  mend: write 2020-02-29 or a day before it",
        id="a statement with a date that is none",
    ),
    pytest.param(
        swap("statements.csv", "certificates.completion,", "certificates.issued,"),
        f"{PLACE}:id: 'certificates.issued' stands in data/indicators.csv:10 too; allowed: "
        "each id once [duplicate-id]\n"
        "  mend: rename or remove one of the two",
        id="a statement with the id of an indicator",
    ),
    pytest.param(
        swap("statements.csv", "certificates.completion,", "certificates.petitions,"),
        f"{PLACE}:id: 'certificates.petitions' stands on line {PETITIONS} "
        "too; allowed: each id once [unique-error]\n"
        "  mend: rename or remove one of the two",
        id="a statement twice",
    ),
    pytest.param(
        swap("projects.csv", "construction.panshan_delivery", "construction.panshan_handover"),
        "data/projects.csv:4:statement: 'construction.panshan_handover' is no statement that "
        "data/statements.csv holds; near matches: construction.panshan_delivery, "
        "construction.panshan_accepted, construction.panshan_resettlement [foreign-key]\n"
        "  mend: correct it, or add a row to data/statements.csv",
        id="a project with an unknown statement",
    ),
]


@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_evidence_stops_with_place_and_mend(data: Path, mutate: Change, message: str) -> None:
    mutate(data)
    assert str(refusal(data)) == message


def test_every_fault_of_a_row_is_told_at_once(data: Path) -> None:
    swap(
        "inspection.csv",
        ITEMS,
        "inspection.items,约8,counted,../2020-07-28,墙壁、门窗、玻璃、栏杆、电线、水管、建筑垃圾,",
    )(data)
    spoiled = COMPLETION.replace(",3,", ",33,").replace("2020-07-28", "2020-02-30")
    swap("statements.csv", COMPLETION, spoiled)(data)
    assert [f"{problem.place} {problem.code}" for problem in refusal(data).problems] == [
        "data/inspection.csv:6:quotation quotation",
        "data/inspection.csv:6:value qualifier",
        "data/lists.csv:2:list list-length",
        f"{PLACE}:locator locator",
        f"{PLACE}:period period",
    ]


@pytest.mark.parametrize(
    ("value", "quotation"),
    [
        ("12.96", "办证１２．９６本"),
        ("12.96", "出证12.96 本"),
        ("1296", "出证1,296本"),
        ("1296", "共1，296"),
        ("1296", "第3批共1296本"),
        ("1296余", "1296余本"),
        ("近20", "近20本"),
        ("近二十", "近二十本"),
        ("约3万余", "约3万余本"),
        ("约30", "约30本左右"),
        ("20内", "20本内"),
        ("-3", "-3本"),
    ],
)
def test_what_was_printed_may_say_the_number_in_its_own_way(data: Path, value: str, quotation: str) -> None:
    swap(
        "certificates.csv",
        ",478,,2020/2020-07-28,东宝花苑不动产权证办理已出证478本,",
        f',{value},,2020/2020-07-28,"{quotation}",',
    )(data)
    assert from_package(read(data))["certificates.issued"].quotation == quotation


def test_a_count_may_stand_without_a_quotation(data: Path) -> None:
    swap("inspection.csv", ITEMS, "inspection.items,7,counted,../2020-07-28,,")(data)
    metric = from_package(read(data))["inspection.items"]
    assert (metric.origin, metric.quotation) == ("counted", "")
