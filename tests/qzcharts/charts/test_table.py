"""Tables as structure: what each layout shows, what each cell cites, and what is refused."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qzcharts import charts
from qzcharts.bundle import TABLE, Cell, Table
from qzcharts.data import open_ledger
from qzcharts.errors import ChartError, UnknownNameError
from wide_book import make_wide_book

ENTITIES, INDICATORS, YEARS = 3, 2, 2
PEOPLE, COST = "people_a", "cost_b"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wide_book(tmp_path_factory.mktemp("wide") / "book", ENTITIES, INDICATORS, YEARS)


@pytest.fixture
def in_wide(wide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wide)


def words(table: Table) -> list[list[str]]:
    return [[cell.shown for cell in row] for row in table.rows]


def test_metrics_of_different_indicators_are_listed_with_their_evidence(in_book: None) -> None:
    table = charts.table("construction.investment", "construction.plan_implied", "inspection.items")
    assert (table.layout, table.title, table.subtitle) == ("list", "数字与出处", "")
    assert table.columns == ["指标", "数值", "取值范围", "时间", "出处或公式"]
    place = "泉州城建集团，2020年7月28日，第"
    assert words(table) == [
        ["片区建设完成投资", "12.96亿元", "12.955亿～12.965亿元", "2020年上半年", f"{place}二节"],
        ["推算的年度投资计划", "约24.92亿元", "24.67亿～25.18亿元", "2020年", "12.96亿元 ÷ 约52%"],
        ["列明的排查内容", "7项", "恰为7项", "截至2020年7月28日", f"{place}一节"],
    ]
    assert [[cell.entry for cell in row] for row in table.rows] == [
        ["", name, "", "", ""]
        for name in ("construction.investment", "construction.plan_implied", "inspection.items")
    ]
    assert not table.notes


#: What varies: notations, and what is said once, in the head of the first column, and of the others.
GRIDS: dict[str, tuple[tuple[str, ...], tuple[str, list[str], list[str]]]] = {
    "entities": (
        (f"{PEOPLE}[county1]@2001", f"{PEOPLE}[county2]@2001"),
        ("甲类人口（万人）", ["主体", "2001年"], ["甲子县", "甲丑县"]),
    ),
    "periods": (
        (f"{PEOPLE}[county1]@2001", f"{PEOPLE}[county1]@2002"),
        ("甲子县", ["指标", "2001年", "2002年"], ["甲类人口（万人）"]),
    ),
    "entities and periods": (
        tuple(f"{PEOPLE}[county{n}]@{year}" for n in (1, 2) for year in (2001, 2002)),
        ("甲类人口（万人）", ["主体", "2001年", "2002年"], ["甲子县", "甲丑县"]),
    ),
    "entities and indicators": (
        tuple(f"{name}[county{n}]@2001" for n in (1, 2, 3) for name in (PEOPLE, COST)),
        ("2001年", ["主体", "甲类人口（万人）", "乙类造价（亿元）"], ["甲子县", "甲丑县", "甲寅县"]),
    ),
    "indicators and periods": (
        tuple(f"{name}[county1]@{year}" for name in (PEOPLE, COST) for year in (2001, 2002)),
        ("甲子县", ["指标", "2001年", "2002年"], ["甲类人口（万人）", "乙类造价（亿元）"]),
    ),
    "all": (
        tuple(
            f"{name}[county{n}]@{year}" for name in (PEOPLE, COST) for n in (1, 2) for year in (2001, 2002)
        ),
        (
            "",
            ["指标、主体", "2001年", "2002年"],
            [
                f"{name}、{county}"
                for name in ("甲类人口（万人）", "乙类造价（亿元）")
                for county in ("甲子县", "甲丑县")
            ],
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GRIDS)
def test_what_varies_heads_rows_and_columns_and_the_rest_is_said_once(case: str, in_wide: None) -> None:
    names, (about, columns, heads) = GRIDS[case]
    table = charts.table(*names, title="编造")
    assert (table.layout, table.title, table.subtitle) == ("grid", "编造", about)
    assert table.columns == columns
    assert [row[0].words for row in table.rows] == heads
    assert charts.table(*names).title == (about or "数字")
    assert charts.table(*names).subtitle == ""


@pytest.mark.parametrize("case", GRIDS)
def test_each_number_stands_once_and_is_what_the_ledger_says(case: str, in_wide: None) -> None:
    names, _ = GRIDS[case]
    ledger = open_ledger()
    cells = [cell for row in charts.table(*names).rows for cell in row[1:]]
    assert sorted(cell.entry for cell in cells) == sorted(ledger[name].id for name in names)
    for cell in cells:
        metric = ledger[cell.entry]
        assert cell.words + metric.quantity.unit.symbol == metric.text("zh")


def test_a_missing_number_is_a_dash_that_a_note_explains(in_wide: None) -> None:
    names = GRIDS["entities and periods"][0][:-1]
    table = charts.table(*names)
    assert [cell for row in table.rows for cell in row if not cell.words] == [Cell("")]
    assert words(table)[-1][-1] == "—"
    assert table.notes == ["—：没有公布"]
    assert charts.table(*names, language="en").notes == ["—: not published"]


def test_in_english_all_is(in_wide: None) -> None:
    table = charts.table(*GRIDS["entities and indicators"][0], language="en")
    said = [table.title, *table.columns, *(cell for row in words(table) for cell in row)]
    assert said[:2] == ["2001", "Subject"]
    assert not re.search("[\u4e00-\u9fff]", " ".join(said))


def test_a_title_has_its_numbers_from_the_ledger(in_book: None) -> None:
    title = "完成年度计划的{construction.plan_share}"
    table = charts.table("construction.plan_share", "construction.investment", title=title)
    assert (table.title, table.template) == ("完成年度计划的约52%", title)


def test_a_notebook_is_given_the_structure_html_and_text(in_book: None) -> None:
    table = charts.table("construction.investment", title="甲<乙>&丙")
    bundle = table._repr_mimebundle_()
    assert Table.from_json(json.loads(json.dumps(bundle[TABLE]))) == table
    assert "<caption>甲&lt;乙&gt;&amp;丙</caption>" in bundle["text/html"]
    assert '<th scope="row">片区建设完成投资</th><td>12.96亿元</td>' in bundle["text/html"]
    assert bundle["text/plain"].splitlines()[:3] == [
        "甲<乙>&丙",
        "指标 | 数值 | 取值范围 | 时间 | 出处或公式",
        "片区建设完成投资 | 12.96亿元 | 12.955亿～12.965亿元 | 2020年上半年 | "
        "泉州城建集团，2020年7月28日，第二节",
    ]


def test_a_thousand_rows_are_one_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_wide_book(tmp_path / "book", 100, 2, 10))
    table = charts.table(*(metric.id for metric in open_ledger()))
    assert (len(table.rows), len(table.columns)) == (1_000, 3)
    assert len({cell.entry for row in table.rows for cell in row[1:]}) == 2_000
    assert len(table.title) + len(table.subtitle) < 40


# -- matrix -------------------------------------------------------------------------------------------------


def write_matrix(project: Path, content: str, **titles: str) -> None:
    """Add a table, whose schema heads its columns so."""
    data = project / "data"
    (data / "made.csv").write_text(content, "utf-8")
    fields = [
        {"name": name, "type": "string", "title": titles.get(name, name), "title_en": f"{name} in English"}
        for name in content.partition("\n")[0].split(",")
    ]
    path = data / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"].append(
        {"name": "made", "path": "made.csv", "title": "编造的矩阵", "title_en": "A made-up matrix"}
        | {"schema": {"fields": fields}}
    )
    path.write_text(json.dumps(package, ensure_ascii=False), "utf-8")


@pytest.fixture
def matrix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Table]:
    """Give a function that makes the table of a matrix in a copy of the real data."""
    shutil.copytree(Path(__file__).parents[3] / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)

    def make(content: str, titles: dict[str, str] | None = None, **options: str) -> Table:
        write_matrix(tmp_path, content, **titles or {})
        return charts.table(matrix="made", **options)  # type: ignore[arg-type]

    return make


#: A cell, and what it shows and cites.
CELLS = {
    "inspection.units": ("622套", "inspection.units"),
    " inspection.units ": ("622套", "inspection.units"),
    "construction.investment@2020-H1": ("12.96亿元", "construction.investment"),
    "construction.investment|万元": ("129600万元", "construction.investment"),
    "construction.investment|begin": ("2020年1月1日", "construction.investment"),
    "construction.investment|end": ("2020年6月30日", "construction.investment"),
    "inspection.days|begin": ("2020年6月21日至30日之间", "inspection.days"),
    "inspection.days|end": ("不晚于2020年7月10日", "inspection.days"),
    "certificates.completion": ("“基本完成”", "certificates.completion"),
    "": ("—", ""),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_of_a_matrix_is_a_metric_a_statement_or_nothing(
    cell: str, matrix: Callable[..., Table]
) -> None:
    table = matrix(f"label_zh,label_en,done\n编造的工作,Made-up task,{cell}\n")
    ((head, shown),) = table.rows
    assert head == Cell("编造的工作")
    assert (shown.shown, shown.entry) == CELLS[cell]
    assert bool(table.notes) == (not cell)


def test_titles_of_the_schema_head_a_matrix(matrix: Callable[..., Table]) -> None:
    content = "label_zh,label_en,done\n编造的工作,Made-up task,inspection.units\n"
    titles = {"label_zh": "工作", "done": "完成量"}
    assert matrix(content, titles).columns == ["工作", "完成量"]
    table = charts.table(matrix="made", language="en")
    assert table.columns == ["label_en in English", "done in English"]
    assert (charts.table(matrix="made").title, table.title) == ("编造的矩阵", "A made-up matrix")
    assert table.rows[0] == [Cell("Made-up task"), Cell("622 homes", "inspection.units")]


def test_every_entry_of_the_tasks_is_of_the_ledger_and_none_is_typed(in_book: None) -> None:
    table, ledger = charts.table(matrix="tasks"), open_ledger()
    cells = [cell for row in table.rows for cell in row[1:]]
    assert all(bool(cell.words) == bool(cell.entry) for cell in cells)
    assert all(cell.entry in ledger.entries for cell in cells if cell.entry)
    with (Path("data") / "tasks.csv").open(encoding="utf-8", newline="") as file:
        assert len(table.rows) == len(list(csv.DictReader(file)))


BROKEN = {
    "no label": ("label_zh,done\n甲,inspection.units\n", "data/made.csv has no column label_en; it has "),
    "nothing but labels": ("label_zh,label_en\n甲,A\n", "no column besides its labels, or no row; allowed: "),
    "no row": ("label_zh,label_en,done\n", "no column besides its labels, or no row; allowed: "),
    "an unknown name": (
        "label_zh,label_en,done\n甲,A,\n乙,B,inspection.unit\n",
        "data/made.csv, line 3, column done: there is no metric 'inspection.unit'; near matches: ",
    ),
    "an end that is not published": (
        "label_zh,label_en,begin\n甲,A,inspection.units|begin\n",
        "column begin: begin is no form of inspection.units, whose period ../2020-07-28 has none; allowed: ",
    ),
    "a form of a statement": (
        "label_zh,label_en,done\n甲,A,certificates.completion|begin\n",
        "column done: there is no metric 'certificates.completion'",
    ),
    "another unit": ("label_zh,label_en,done\n甲,A,inspection.units|天\n", "套 cannot be expressed in 天"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_matrix_that_cannot_be_shown_is_refused(case: str, matrix: Callable[..., Table]) -> None:
    content, message = BROKEN[case]
    with pytest.raises(ChartError) as raised:
        matrix(content)
    assert message in str(raised.value)
    assert "mend: " in str(raised.value)


REFUSED: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "nothing": (charts.table, ChartError, "a table shows metrics or a matrix; allowed: one of them"),
    "both": (
        lambda: charts.table("inspection.units", matrix="tasks"),
        ChartError,
        "a table shows metrics or a matrix; allowed: one of them",
    ),
    "one twice": (
        lambda: charts.table("inspection.units", "inspection.units"),
        ChartError,
        "'inspection.units' is given twice; allowed: each metric once",
    ),
    "an unknown metric": (
        lambda: charts.table("inspection.unit"),
        UnknownNameError,
        "there is no metric 'inspection.unit'; near matches: inspection.units",
    ),
    "an unknown table": (
        lambda: charts.table(matrix="task"),
        UnknownNameError,
        "there is no table 'task'; near matches: tasks",
    ),
    "a title of another number": (
        lambda: charts.table("inspection.units", title="{certificates.issued}"),
        ChartError,
        "the title names certificates.issued, 478 certificates, which",
    ),
    "a title of another number than the matrix has": (
        lambda: charts.table(matrix="tasks", title="{inspection.items}"),
        ChartError,
        "the title names inspection.items",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_table_is_refused(case: str, in_book: None) -> None:
    make, kind, message = REFUSED[case]
    with pytest.raises(kind) as raised:
        make()
    assert message in str(raised.value)
