"""Real reports fit the model: little data text, one call a cell, and all that hangs together agrees."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from report_books import BOOKS, FOLDER, codes

import qzcharts
from qzbook.validation import open_ledger
from qzcharts import charts
from qzcharts.data import Ledger
from qzcharts.data.forms import asked, render
from qzcharts.data.reconcile import Verdict

#: So many characters of CSV a number may cost, on the whole and in every table of its source.
MOST_CHARACTERS = 20


@pytest.fixture(scope="module", params=BOOKS)
def report(request: pytest.FixtureRequest) -> Path:
    name: str = request.param
    return FOLDER / name


@pytest.fixture(scope="module")
def ledger(report: Path) -> Ledger:
    return open_ledger(report)


def test_numbers_cost_few_characters(report: Path, ledger: Ledger) -> None:
    published = Counter(metric.table for metric in ledger if metric.formula is None)
    tables = {name: ledger.package.table(name) for name in published}
    sizes = {name: len((report / table.path).read_text("utf-8")) for name, table in tables.items()}
    assert sum(sizes.values()) <= MOST_CHARACTERS * published.total()
    for name, table in tables.items():
        if "value" not in table.columns:
            assert sizes[name] <= MOST_CHARACTERS * published[name], name


def test_every_published_number_has_its_place_in_a_table(ledger: Ledger) -> None:
    assert all(metric.place or metric.formula for metric in ledger)


def test_a_cell_is_one_call(report: Path) -> None:
    cells = [cell for page in report.glob("book/**/*.md") for cell in codes(page.read_text("utf-8"))]
    assert cells
    for cell in cells:
        imported, drawn = ast.parse(cell).body
        assert ast.unparse(imported) == "import qzcharts as qz"
        assert isinstance(drawn, ast.Expr) and isinstance(drawn.value, ast.Call), cell
        assert ast.unparse(drawn.value.func).startswith("qz."), cell
        given = [*drawn.value.args, *(keyword.value for keyword in drawn.value.keywords)]
        assert all(isinstance(argument, ast.Constant) for argument in given), cell


def test_every_cell_draws_in_every_width(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(report)
    for page in report.glob("book/**/*.md"):
        for cell in codes(page.read_text("utf-8")):
            shown = eval(cell.split("\n\n", 1)[1], {"qz": qzcharts})  # it is one call
            if isinstance(shown, charts.Figure):
                assert {*shown.drawings()} == {"wide", "narrow", "paper", "file"}
                assert shown.evidence.template or shown.evidence.form == "timeline", cell
            else:
                assert shown.template, cell


def test_there_is_no_other_code(report: Path) -> None:
    made = {"_build", ".qzcharts"}
    files = [path for path in report.rglob("*") if path.is_file() and not made & set(path.parts)]
    assert {path.suffix for path in files} == {".csv", ".json", ".md", ".yml"}


def test_what_hangs_together_agrees(ledger: Ledger) -> None:
    found = [each for one in ledger.reconciliations.values() for each in one]
    assert not [each for each in found if each.verdict is Verdict.DISAGREES]
    assert sum(each.verdict is Verdict.AGREES for each in found) >= 9


#: By report: numbers as they are named, and what follows from the model for them.
SAID = {
    "bulletin": {
        "gdp|value": "9946.66亿元",
        "gdp@year-before": "8467.98亿元",
        "gdp_growth|change": "增长8.0%",
        "gdp_rank|rank": "第1位",
        "gdp_per_head": "114067元/人",
        "residents_gain|change": "增加4万人",
        "price_change[grain]|change": "下降1.6%",
        "price_change[housing]|change": "持平",
        "revenue_growth@2020|change": "下降3.1%",
        "revenue_growth@2020|unsigned": "3.1%",
        "gdp_pull[secondary]": "5.0个百分点",
    },
    "districts": {
        "residents[jinjiang]": "206.9万人",
        "residents[jinjiang]|entity": "晋江市",
        "residents_rank[nanan]|rank": "第2位",
        "residents_rank[licheng_all]|rank": "第7位",
        "residents_share[licheng]": "92.5%",
        "births": "8.7‰",
    },
    "works": {
        "begun_rate": "73.32%",
        "begun_only": "57.77%",
        "projects[counties]": "197个",
        "remaining": "225.55亿元",
        "invested|period": "2021年上半年",
    },
}


@pytest.mark.parametrize("name", BOOKS)
def test_numbers_are_said(name: str) -> None:
    ledger = open_ledger(FOLDER / name)
    for text, said in SAID[name].items():
        notation, form = asked(text)
        assert render(ledger[notation], form, ledger.units, "zh") == said, text


def test_growth_at_comparable_prices_is_not_computed_from_levels_at_current_ones() -> None:
    ledger = open_ledger(FOLDER / "bulletin")
    growth = [metric for metric in ledger if metric.indicator.id == "gdp_growth"]
    recomputed = [each for metric in growth for each in ledger.reconciliations.get(metric.id, ())]
    assert [(each.metric, each.calculation.text) for each in recomputed] == [
        ("gdp_growth", "sum(gdp_pull, sector)")
    ]


def test_a_star_names_the_districts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER / "districts")
    parts = {metric.id: metric for metric in open_ledger().each("residents[*]")}
    evidence = charts.ranking("residents[*]", "residents", language="zh").evidence
    whole, *ranked = evidence.metrics
    assert whole == "residents"
    assert {*ranked} == {*parts}
    assert evidence.labels == ("泉州市", *(parts[name].label("entity", "zh") for name in ranked))
    for once in ("常住人口", "2021年"):
        assert evidence.title.count(once) == 1
