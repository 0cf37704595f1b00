"""Origins, quotations and statements that cannot be right: each case with the whole of its message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from data_mutations import describe, refusal

from changes import Change, each, swap
from qzbook.validation import from_package, read

INVESTMENT = "published,12.96亿元,上半年完成片区建设投资12.96亿元,"
ITEMS = "counted,,建筑垃圾等多个方面,"
COMPLETION = "基本完成办证任务,,2020-07-28,qzcj-2020-02,3,"


def unconstrained(table: str, column: str) -> Change:
    """Free a column from its constraints, as a package of somebody else may have it."""

    def change(package: dict[str, Any]) -> None:
        (field,) = (field for field in package[table]["schema"]["fields"] if field["name"] == column)
        del field["constraints"]

    return describe(change)


CASES = [
    pytest.param(
        swap("construction.csv", INVESTMENT, INVESTMENT.replace("published", "guessed")),
        "data/construction.csv:2:origin: 'guessed' is not allowed; allowed: published, counted "
        "[constraint-error]\n"
        "  mend: write one of what is allowed",
        id="an unknown origin",
    ),
    pytest.param(
        each(
            unconstrained("construction", "origin"),
            swap("construction.csv", INVESTMENT, INVESTMENT.replace("published", "derived")),
        ),
        "data/construction.csv:2:origin: 'derived' is no origin; allowed: published, counted [origin]\n"
        "  mend: write one of what is allowed",
        id="an unknown origin that the schema allows",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, "published,,上半年完成片区建设投资12.96亿元,"),
        "data/construction.csv:2:printed: the cell is empty; allowed with published: the figure in the "
        "source's words [printed]\n"
        "  mend: write it as printed, or set origin to counted where it was counted from a list",
        id="published without its printed form",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, "published,12.96亿元,,"),
        "data/construction.csv:2:quotation: the cell is empty; allowed: the source's few words, at most 20 "
        "characters [quotation]\n"
        "  mend: copy the words that carry it from the source",
        id="published without a quotation",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, "published,12.96亿元,，上半年完成了片区的建设投资12.96亿元,"),
        "data/construction.csv:2:quotation: '，上半年完成了片区的建设投资12.96亿元' has 21 characters; "
        "allowed: at most 20 [quotation]\n"
        "  mend: keep the words that carry it",
        id="a quotation too long by one",
    ),
    pytest.param(
        swap("construction.csv", INVESTMENT, "published,12.96亿元,上半年完成片区建设投资,"),
        "data/construction.csv:2:quotation: '上半年完成片区建设投资' does not hold '12.96亿元'; allowed: "
        "words that carry the printed figure [quotation]\n"
        "  mend: quote the words that the figure stands in",
        id="a quotation without the figure",
    ),
    pytest.param(
        swap("inspection.csv", ITEMS, "counted,所列7项,建筑垃圾等多个方面,"),
        "data/inspection.csv:6:printed: '所列7项' is printed nowhere; allowed with counted: nothing "
        "[printed]\n"
        "  mend: empty the cell, or set origin to published",
        id="counted with a printed form",
    ),
    pytest.param(
        swap("inspection.csv", "exact," + ITEMS, "about," + ITEMS),
        "data/inspection.csv:6:qualifier: a count is not 'about'; allowed with counted: exact "
        "[qualifier]\n"
        "  mend: write exact, or set origin to published",
        id="counted but not exact",
    ),
    pytest.param(
        swap(
            "inspection.csv", "exact," + ITEMS, "exact,counted,,墙壁、门窗、玻璃、栏杆、电线、水管、建筑垃圾,"
        ),
        "data/inspection.csv:6:quotation: '墙壁、门窗、玻璃、栏杆、电线、水管、建筑垃圾' has 22 characters; "
        "allowed: at most 20 [quotation]\n"
        "  mend: keep the words that carry it",
        id="counted with a quotation that is too long",
    ),
    pytest.param(
        swap("partnership.csv", "partnership.works,", "partnership.work,"),
        "data/partnership.csv:3:origin: there is no list 'partnership.work' to count; allowed with counted: "
        "the id is the name of a list [origin]\n"
        "  mend: add the list to data/lists.csv, or set origin to published",
        id="counted without a list",
    ),
    pytest.param(
        swap("inspection.csv", ",7,项,exact,", ",8,项,exact,"),
        "data/lists.csv:2:list: inspection.items has 7 rows, but data/inspection.csv:6 says 8项; allowed: as "
        "many as it says [list-length]\n"
        "  mend: make list and metric agree with the source",
        id="counted wrongly",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, ",,2020-07-28,qzcj-2020-02,3,"),
        "data/statements.csv:23:quotation: the cell is empty; allowed: a value [constraint-error]\n"
        "  mend: fill the cell in",
        id="a statement without a quotation",
    ),
    pytest.param(
        each(
            unconstrained("statements", "quotation"),
            swap("statements.csv", COMPLETION, ",,2020-07-28,qzcj-2020-02,3,"),
        ),
        "data/statements.csv:23:quotation: the cell is empty; allowed: the source's few words, at most 20 "
        "characters [quotation]\n"
        "  mend: copy the words that carry it from the source",
        id="a statement without a quotation that the schema allows",
    ),
    pytest.param(
        swap(
            "statements.csv",
            COMPLETION,
            "东宝花苑不动产权证办理已出证，基本完成办证任务,,2020-07-28,qzcj-2020-02,3,",
        ),
        "data/statements.csv:23:quotation: '东宝花苑不动产权证办理已出证，基本完成办证任务' has 23 "
        "characters; allowed: at most 20 [quotation]\n"
        "  mend: keep the words that carry it",
        id="a statement with a sentence for a quotation",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, COMPLETION.replace(",3,", ",33,")),
        "data/statements.csv:23:locator: '33' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, "
        "page [locator]\n"
        "  mend: correct it, or add the section to data/locators.csv",
        id="a statement of an unknown section",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, COMPLETION.replace("02,3,", "03,3,")),
        "data/statements.csv:23:source: 'qzcj-2020-03' is no source that data/sources.csv holds; allowed: "
        "qzcj-2020-02 [foreign-key]\n"
        "  mend: correct it, or add a row to data/sources.csv",
        id="a statement of an unknown source",
    ),
    pytest.param(
        swap("statements.csv", COMPLETION, COMPLETION.replace("2020-07-28", "2020-02-30")),
        "data/statements.csv:23:period_end: '2020-02-30' is not in the calendar; allowed: a year, a month "
        "or a day of it [period]\n"
        "  mend: correct the date",
        id="a statement with a date that is none",
    ),
    pytest.param(
        swap("statements.csv", "certificates.completion,", "certificates.issued,"),
        "data/statements.csv:23:id: 'certificates.issued' stands in data/certificates.csv:2 too; allowed: "
        "each id once [duplicate-id]\n"
        "  mend: rename or remove one of the two",
        id="a statement with the id of a metric",
    ),
    pytest.param(
        swap("statements.csv", "certificates.completion,", "inspection.pace,"),
        "data/statements.csv:23:id: 'inspection.pace' stands in data/derived.csv:2 too; allowed: each id "
        "once [duplicate-id]\n"
        "  mend: rename or remove one of the two",
        id="a statement with the id of a derived metric",
    ),
    pytest.param(
        swap("projects.csv", "construction.panshan_delivery", "construction.panshan_handover"),
        "data/projects.csv:4:statement: 'construction.panshan_handover' is no statement that "
        "data/statements.csv holds; near matches: construction.panshan_delivery, "
        "construction.panshan_accepted, construction.panshan_resettlement [foreign-key]\n"
        "  mend: correct it, or add a row to data/statements.csv",
        id="a project with an unknown statement",
    ),
    pytest.param(
        swap("derived.csv", "complement(partnership.agreements)", "complement(partnership.exploring)"),
        "data/derived.csv:9:formula: formula 'complement(partnership.exploring)': unknown id "
        "'partnership.exploring'; near matches: partnership.works, partnership.unsigned, "
        "partnership.agreements [formula]\n"
        "  mend: correct the id",
        id="a formula with a statement",
    ),
]


@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_evidence_stops_with_place_and_mend(data: Path, mutate: Change, message: str) -> None:
    mutate(data)
    assert str(refusal(data)) == message


def test_every_fault_of_a_row_is_told_at_once(data: Path) -> None:
    swap("inspection.csv", "7,项,exact," + ITEMS, "8,项,about,counted,所列8项,建筑垃圾等多个方面,")(data)
    swap("statements.csv", COMPLETION, COMPLETION.replace(",3,", ",33,").replace("2020-07-28", "2020-02-30"))(
        data
    )
    assert [f"{problem.place} {problem.code}" for problem in refusal(data).problems] == [
        "data/inspection.csv:6:printed printed",
        "data/inspection.csv:6:qualifier qualifier",
        "data/lists.csv:2:list list-length",
        "data/statements.csv:23:locator locator",
        "data/statements.csv:23:period_end period",
    ]


@pytest.mark.parametrize(
    ("printed", "quotation"),
    [
        ("12.96亿元", "片区建设投资１２．９６亿元"),
        ("“双组长”", "「双组长」制"),
        ("12.96 亿元", "投资12.96亿元"),
    ],
)
def test_widths_marks_and_blanks_make_no_difference(data: Path, printed: str, quotation: str) -> None:
    swap("construction.csv", INVESTMENT, f"published,{printed},{quotation},")(data)
    assert from_package(read(data))["construction.investment"].quotation == quotation


def test_a_count_may_stand_without_a_quotation(data: Path) -> None:
    swap("inspection.csv", ITEMS, "counted,,,")(data)
    metric = from_package(read(data))["inspection.items"]
    assert (metric.origin, metric.quotation, metric.row["printed"]) == ("counted", "", "")
