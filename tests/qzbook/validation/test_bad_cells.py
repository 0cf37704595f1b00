"""Cells, formulas and lists that cannot be right: each case with the whole of its message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from data_mutations import refusal

from changes import Change, each, swap
from qzbook.validation import from_package, read, standard
from qzcharts.data.period_words import period_text
from qzcharts.errors import DataError

PLAN = "construction.investment / construction.plan_share"

CASES = [
    pytest.param(
        swap("construction.csv", ",12.96,亿元,", ",12.96亿,亿元,"),
        "data/construction.csv:2:value: '12.96亿' is no number; allowed: digits with an optional point, "
        "such as 12.96 [type-error]\n"
        "  mend: write the figure as printed, with its unit in the column unit",
        id="a value that is no number",
    ),
    pytest.param(
        swap("construction.csv", ",52,%,", ",５２,%,"),
        "data/construction.csv:3:value: '５２' is no number; allowed: digits with an optional point, such "
        "as 12.96 [type-error]\n"
        "  mend: write the figure as printed, with its unit in the column unit",
        id="a value with a full-width digit",
    ),
    pytest.param(
        swap("construction.csv", ",52,%,", ",5e1,%,"),
        "data/construction.csv:3:value: '5e1' is no number; allowed: digits with an optional point, such "
        "as 12.96 [type-error]\n"
        "  mend: write the figure as printed, with its unit in the column unit",
        id="a value with an exponent",
    ),
    pytest.param(
        swap("construction.csv", ",52,%,", ",NaN,%,"),
        "data/construction.csv:3:value: 'NaN' is no number; allowed: digits with an optional point, such "
        "as 12.96 [type-error]\n"
        "  mend: write the figure as printed, with its unit in the column unit",
        id="a value that is not a number at all",
    ),
    pytest.param(
        swap("publication.csv", ",29094,次,", ',"29,094",次,'),
        "data/publication.csv:3:value: '29,094' is no number; allowed: digits with an optional point, such "
        "as 12.96 [type-error]\n"
        "  mend: write the figure as printed, with its unit in the column unit",
        id="a value with a separator",
    ),
    pytest.param(
        swap("construction.csv", ",52,%,", ",,%,"),
        "data/construction.csv:3:value: the cell is empty; allowed: a value [constraint-error]\n"
        "  mend: fill the cell in",
        id="a missing value",
    ),
    pytest.param(
        each(
            swap("construction.csv", "未公布按项目或按月份的构成。", '"未公布\n构成"'),
            swap("construction.csv", ",52,%,", ",x,%,"),
        ),
        "data/construction.csv:4:value: 'x' is no number; allowed: digits with an optional point, such as "
        "12.96 [type-error]\n"
        "  mend: write the figure as printed, with its unit in the column unit",
        id="a number below a line break in a cell",
    ),
    pytest.param(
        swap("inspection.csv", ",10,人,nearly,", ",0,人,nearly,"),
        "data/inspection.csv:5:value: '0' leaves no room; allowed with nearly: a number above zero "
        "[value]\n"
        "  mend: write the figure as printed",
        id="no room below zero",
    ),
    pytest.param(
        swap("construction.csv", ",12.96,亿元,", ",12.96,亿员,"),
        "data/construction.csv:2:unit: '亿员' is no unit that data/units.csv holds; allowed: 套, 本, 户, "
        "人, 天, 项, 方, 级, 类, 期, 次, 元, 万元, 亿元, %, 个百分点 [foreign-key]\n"
        "  mend: correct it, or add a row to data/units.csv",
        id="an unknown unit",
    ),
    pytest.param(
        swap("derived.csv", ",套/天,", ",套/日,"),
        "data/derived.csv:2:unit: unknown unit '日' in '套/日'; allowed: 套, 本, 户, 人, 天, 项, 方, 级, "
        "类, 期, 次, 元, 万元, 亿元, %, 个百分点 [unit]\n"
        "  mend: correct it, or add a row to data/units.csv",
        id="an unknown unit of a formula",
    ),
    pytest.param(
        swap("construction.csv", ",亿元,rounded,", ",亿元,round,"),
        "data/construction.csv:2:qualifier: 'round' is not allowed; allowed: exact, rounded, about, "
        "at_least, at_most, nearly [constraint-error]\n"
        "  mend: write one of what is allowed",
        id="an unknown qualifier",
    ),
    pytest.param(
        swap("construction.csv", ",亿元,rounded,", ",亿元,above,"),
        "data/construction.csv:2:qualifier: 'above' is not allowed; allowed: exact, rounded, about, "
        "at_least, at_most, nearly [constraint-error]\n"
        "  mend: write one of what is allowed",
        id="a qualifier that only follows by arithmetic",
    ),
    pytest.param(
        swap("construction.csv", "construction.plan_share,", "construction.investment,"),
        "data/construction.csv:3:id: 'construction.investment' stands on line 2 too; allowed: each id once "
        "[unique-error]\n"
        "  mend: rename or remove one of the two",
        id="an id twice in a file",
    ),
    pytest.param(
        swap("outlook.csv", "outlook.mechanisms,", "prevention.levels,"),
        "data/outlook.csv:2:id: 'prevention.levels' stands in data/prevention.csv:3 too; allowed: each id "
        "once [duplicate-id]\n"
        "  mend: rename or remove one of the two",
        id="an id in two files",
    ),
    pytest.param(
        swap("derived.csv", "inspection.pace,", "inspection.units,"),
        "data/derived.csv:2:id: 'inspection.units' stands in data/inspection.csv:2 too; allowed: each id "
        "once [duplicate-id]\n"
        "  mend: rename or remove one of the two",
        id="a derived id that is published",
    ),
    pytest.param(
        swap("prevention.csv", "prevention.leads,", "leads,"),
        "data/prevention.csv:4:id: 'leads' is not allowed; allowed: the pattern "
        "[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]* [constraint-error]\n"
        "  mend: write what is allowed",
        id="an id without a chapter",
    ),
    pytest.param(
        swap("derived.csv", PLAN, "construction.invesment / construction.plan_share"),
        "data/derived.csv:4:formula: formula 'construction.invesment / construction.plan_share': unknown "
        "id 'construction.invesment'; near matches: construction.investment, construction.parties, "
        "construction.plan_share [formula]\n"
        "  mend: correct the id",
        id="a formula with an unknown id",
    ),
    pytest.param(
        swap("derived.csv", PLAN, "construction.investment / x.y"),
        "data/derived.csv:4:formula: formula 'construction.investment / x.y': unknown id 'x.y'; allowed: "
        "ids of the data package [formula]\n"
        "  mend: correct the id",
        id="a formula with an id like no other",
    ),
    pytest.param(
        swap("derived.csv", PLAN, "construction.plan_implied / construction.plan_share"),
        "data/derived.csv:4:formula: formulas form a cycle: construction.plan_implied → "
        "construction.plan_implied [formula]\n"
        "  mend: let no metric rest on itself",
        id="a formula that rests on itself",
    ),
    pytest.param(
        each(
            swap("derived.csv", '"days(""2020-01"", ""2020-06"")"', "construction.year_days"),
            swap("derived.csv", '"days(""2020"", ""2020"")"', "construction.half_days"),
        ),
        "data/derived.csv:5:formula: formulas form a cycle: construction.half_days → "
        "construction.year_days → construction.half_days [formula]\n"
        "  mend: let no metric rest on itself",
        id="formulas in a cycle",
    ),
    pytest.param(
        swap("derived.csv", PLAN, "construction.investment / / construction.plan_share"),
        "data/derived.csv:4:formula: formula 'construction.investment / / construction.plan_share' cannot "
        "be read: invalid syntax [formula]\n"
        "  mend: correct the formula",
        id="a formula that cannot be read",
    ),
    pytest.param(
        swap("derived.csv", PLAN, "construction.investment / 0.52"),
        "data/derived.csv:4:formula: formula 'construction.investment / 0.52': the number 0.52 is typed; "
        "allowed: ids, as whatever is computed with has a row of its own [formula]\n"
        "  mend: correct the formula",
        id="a formula with a typed number",
    ),
    pytest.param(
        swap("derived.csv", PLAN, "construction.investment + inspection.units"),
        "data/derived.csv:4:formula: formula 'construction.investment + inspection.units': 套 cannot be "
        "added to 亿元 [formula]\n"
        "  mend: combine figures of one kind, or correct the unit",
        id="units that do not mix",
    ),
    pytest.param(
        swap("derived.csv", PLAN, "inspection.units / inspection.days"),
        "data/derived.csv:4:formula: 套/天 cannot be expressed in 亿元: they measure different things "
        "[formula]\n"
        "  mend: combine figures of one kind, or correct the unit",
        id="a formula that gives another unit",
    ),
    pytest.param(
        swap(
            "derived.csv",
            PLAN,
            "construction.investment / (construction.plan_share - construction.plan_share)",
        ),
        "data/derived.csv:4:formula: formula 'construction.investment / (construction.plan_share - "
        "construction.plan_share)': division by a range that holds zero: (-1, 1) [formula]\n"
        "  mend: rest the formula on figures whose bounds allow it",
        id="a division by a range that holds zero",
    ),
    pytest.param(
        swap("derived.csv", PLAN + ",亿元,2,", PLAN + ",亿元,3,"),
        "data/derived.csv:4:decimals: 3 decimals claimed; allowed: 2, as the bounds "
        "24.676亿～25.175亿元 support [too-many-digits]\n"
        "  mend: lower the number of decimals",
        id="too many decimals",
    ),
    pytest.param(
        swap("derived.csv", "套/天,1,", "套/天,99,"),
        "data/derived.csv:2:decimals: '99' is no number of decimals; allowed: 0 to 12 [decimals]\n"
        "  mend: write how many digits follow the point",
        id="decimals beyond counting",
    ),
    pytest.param(
        swap("derived.csv", "套/天,1,", "套/天,1.5,"),
        "data/derived.csv:2:decimals: '1.5' is no integer; allowed: digits, such as 2 [type-error]\n"
        "  mend: write an integer",
        id="decimals that are no integer",
    ),
    pytest.param(
        swap("derived.csv", "套/天,1,", "套/天,-1,"),
        "data/derived.csv:2:decimals: '-1' is not allowed; allowed: at least 0 [constraint-error]\n"
        "  mend: write what is allowed",
        id="decimals below zero",
    ),
    pytest.param(
        swap("outlook.csv", "qzcj-2020-02", "qzcj-2020-03"),
        "data/outlook.csv:2:source: 'qzcj-2020-03' is no source that data/sources.csv holds; allowed: "
        "qzcj-2020-02 [foreign-key]\n"
        "  mend: correct it, or add a row to data/sources.csv",
        id="an unknown source",
    ),
    pytest.param(
        swap("outlook.csv", "qzcj-2020-02,6,", "qzcj-2020-02,9,"),
        "data/outlook.csv:2:locator: '9' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, page "
        "[locator]\n"
        "  mend: correct it, or add the section to data/locators.csv",
        id="an unknown locator",
    ),
    pytest.param(
        swap("outlook.csv", "qzcj-2020-02,6,", "qzcj-2020-02,,"),
        "data/outlook.csv:2:locator: the cell is empty; allowed: a value [constraint-error]\n"
        "  mend: fill the cell in",
        id="a locator dropped",
    ),
    pytest.param(
        swap(
            "lists.csv",
            "项目防控组,Project groups,具体落实,Carry out the measures,qzcj-2020-02,4",
            "项目防控组,Project groups,具体落实,Carry out the measures,qzcj-2020-02,40",
        ),
        "data/lists.csv:15:locator: '40' is no section of qzcj-2020-02; allowed: 0, 1, 2, 3, 4, 5, 6, page "
        "[locator]\n"
        "  mend: correct it, or add the section to data/locators.csv",
        id="an unknown locator of a list",
    ),
    pytest.param(
        swap(
            "projects.csv",
            "潘山安置房项目,Panshan resettlement housing,安置,",
            "潘山安置房项目,Panshan resettlement housing,入住,",
        ),
        "data/projects.csv:5:stage: '入住' is no stage that data/stages.csv holds; allowed: 勘察, 设计, "
        "施工, 结构封顶, 竣工验收, 具备交付条件, 安置 [foreign-key]\n"
        "  mend: correct it, or add a row to data/stages.csv",
        id="an unknown stage",
    ),
    pytest.param(
        swap("outlook.csv", "2020-07-28", "2020-07-32"),
        "data/outlook.csv:2:period_end: '2020-07-32' is not in the calendar; allowed: a year, a month or a "
        "day of it [period]\n"
        "  mend: correct the date",
        id="a date that is none",
    ),
    pytest.param(
        swap("outlook.csv", "2020-07-28", "28.7.2020"),
        "data/outlook.csv:2:period_end: '28.7.2020' is not allowed; allowed: the pattern "
        "(\\d{4}(-\\d{2}){0,2}|\\[\\d{4}(-\\d{2}){2}\\.\\.\\d{4}(-\\d{2}){2}\\]) [constraint-error]\n"
        "  mend: write what is allowed",
        id="a date in another form",
    ),
    pytest.param(
        swap("certificates.csv", ",2020,2020-07-28,", ",2020-13,2020-07-28,"),
        "data/certificates.csv:2:period_start: '2020-13' is not in the calendar; allowed: a year, a month "
        "or a day of it [period]\n"
        "  mend: correct the date",
        id="a start that is no date",
    ),
    pytest.param(
        swap(
            "construction.csv",
            ",上半年完成片区建设投资12.96亿元,2020-01-01,",
            ",上半年完成片区建设投资12.96亿元,2020-07-01,",
        ),
        "data/construction.csv:2:period_end: the period ends (2020-06-30) before it starts (2020-07-01) "
        "[period]\n"
        "  mend: correct the date",
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
        swap("certificates.csv", ",478,本,", ",487,本,"),
        "data/certificates.csv:2:value: '487' is not in what was printed, '478本'; allowed: the number as "
        "printed [printed]\n"
        "  mend: make value, unit and printed agree with the source",
        id="a value that is not what was printed",
    ),
    pytest.param(
        swap("certificates.csv", ",478,本,", ",478,套,"),
        "data/certificates.csv:2:unit: '套' is not in what was printed, '478本'; allowed: 本 [printed]\n"
        "  mend: make value, unit and printed agree with the source",
        id="a unit that is not what was printed",
    ),
    pytest.param(
        swap("construction.csv", ",12.96,亿元,", ",12.96,万元,"),
        "data/construction.csv:2:unit: '万元' is not in what was printed, '12.96亿元'; allowed: 亿元 "
        "[printed]\n"
        "  mend: make value, unit and printed agree with the source",
        id="a scale that is not what was printed",
    ),
    pytest.param(
        swap(
            "inspection.csv",
            "[2020-06-21..2020-06-30],[2020-06-21..2020-07-10]",
            "[2020-06-21..2020-06-30],[2020-06-10..2020-06-20]",
        ),
        "data/inspection.csv:4:period_end: the period ends ([2020-06-10..2020-06-20]) before it starts "
        "([2020-06-21..2020-06-30]) [period]\n"
        "  mend: correct the date",
        id="every day of the end before the start",
    ),
    pytest.param(
        swap("inspection.csv", ",[2020-06-21..2020-06-30],", ",[2020-06-30..2020-06-21],"),
        "data/inspection.csv:4:period_start: '[2020-06-30..2020-06-21]' is no set of days; allowed: "
        "[YYYY-MM-DD..YYYY-MM-DD], an earlier day and a later one [period]\n"
        "  mend: correct the date",
        id="a set of days in the wrong order",
    ),
    pytest.param(
        swap("units.csv", "万元,元,10000,", "万元,元,0,"),
        "data/units.csv:14:factor: '0' is no factor; allowed: a number above zero [unit]\n"
        "  mend: write how many base units one unit is",
        id="a factor of zero",
    ),
    pytest.param(
        swap("units.csv", "home|homes", "home"),
        "data/units.csv:2:english: 'home' is no English name; allowed: singular|plural [unit]\n"
        "  mend: write both, as in home|homes",
        id="a unit without a plural",
    ),
]


@pytest.mark.parametrize("known", [False, True], ids=["first read", "read before the edit"])
@pytest.mark.parametrize(("mutate", "message"), CASES)
def test_cells_stop_with_place_and_mend(
    data: Path, mutate: Change, message: str, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standard, "sound", set())
    if known:
        read(data)
    mutate(data)
    assert str(refusal(data)) == message


def test_all_problems_are_told_in_one_run(data: Path) -> None:
    swap("certificates.csv", ",478,本,exact,", ",487,本,exact,")(data)
    swap("outlook.csv", "qzcj-2020-02,6,", "qzcj-2020-02,9,")(data)
    swap("derived.csv", PLAN, "construction.investment / x.y")(data)
    swap("derived.csv", ",套/天,1,", ",套/日,1,")(data)
    swap("lists.csv", "construction.parties,5,监理", "construction.parties,4,监理")(data)
    assert [problem.place for problem in refusal(data).problems] == [
        "data/certificates.csv:2:value",
        "data/derived.csv:2:unit",
        "data/derived.csv:4:formula",
        "data/lists.csv:13:order",
        "data/outlook.csv:2:locator",
    ]


def test_what_rests_on_a_bad_figure_is_not_told_too(data: Path) -> None:
    swap(
        "construction.csv",
        ",52,%,about,published,约52%,完成年度计划约52%,",
        ",52,%,about,published,约53%,约53%,",
    )(data)
    assert [problem.place for problem in refusal(data).problems] == ["data/construction.csv:3:value"]


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        ("29094", "次", "29,094次"),
        ("29094", "次", "共29，094"),
        ("478", "本", "478余本"),
        ("478", "本", "第3批共478本"),
        ("10", "人", "近10名"),
        ("10", "人", "近十名"),
        ("-3", "%", "-3%"),
    ],
)
def test_what_was_printed_may_say_the_number_in_its_own_way(
    data: Path, value: str, unit: str, printed: str
) -> None:
    swap(
        "certificates.csv",
        ",478,本,exact,published,478本,东宝花苑不动产权证办理已出证478本,",
        f',{value},{unit},exact,published,"{printed}","{printed}",',
    )(data)
    assert from_package(read(data))["certificates.issued"].quantity.value == int(value)


def test_the_order_of_rows_changes_no_figure(data: Path) -> None:
    figures = {metric.id: metric.quantity for metric in from_package(read(data))}
    path = data / "derived.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]) + "\n", "utf-8")
    turned = from_package(read(data))
    assert {metric.id: metric.quantity for metric in turned} == figures
    assert [metric.id for metric in turned] != list(figures)


def test_a_derived_figure_may_name_a_period_of_its_own(data: Path) -> None:
    def period(start: str, end: str) -> str:
        text = (data / "derived.csv").read_text("utf-8")
        (line,) = (row for row in text.splitlines() if PLAN in row)
        changed = re.sub(r"(亿元,2),[^,]*,[^,]*,", rf"\1,{start},{end},", line)
        (data / "derived.csv").write_text(text.replace(line, changed), "utf-8")
        return period_text(from_package(read(data))["construction.plan_implied"].period)

    assert period("", "") == "2020年上半年"
    assert period("2020", "2020") == "2020年"
    with pytest.raises(DataError, match=r"data/derived\.csv:4:period_end: '2020-13' is not in the calendar"):
        period("2020", "2020-13")


def test_a_list_may_have_the_name_of_a_derived_metric(data: Path) -> None:
    swap("derived.csv", '"days(""2020-01"", ""2020-06"")",天,0', "inspection.items,项,0")(data)
    swap("lists.csv", "construction.parties,1,", "construction.half_days,1,")(data)
    assert "construction.half_days has 1 rows, but data/derived.csv:5 says 7项" in str(refusal(data))
