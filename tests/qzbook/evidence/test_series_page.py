"""The ledger page shows numbers of tables as series: each once, with what they share said once above."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from qzbook.validation import open_ledger
from qzcharts.data import Ledger
from support import read_html
from yearbook import ENTITIES, INDICATORS, NOTE, NOTED, YEARS


@pytest.fixture(scope="module")
def ledger(yearbook: Path) -> Ledger:
    return open_ledger(yearbook)


@pytest.fixture(scope="module")
def page(yearbook: Path) -> BeautifulSoup:
    return read_html(yearbook / "_build/html/ledger.html")


def cell_of(page: BeautifulSoup, anchor: str) -> Tag:
    """Give the cell of a number, which its anchor stands in, once."""
    (found,) = page.find_all(id=anchor)
    cell = found.find_parent("td")
    assert isinstance(cell, Tag)
    return cell


def row_of(cell: Tag) -> Tag:
    row = cell.find_parent("tr")
    assert isinstance(row, Tag)
    return row


def test_every_number_stands_below_its_year_beside_its_entity(page: BeautifulSoup, ledger: Ledger) -> None:
    assert len(ledger.metrics) == ENTITIES * (INDICATORS * len(YEARS) + 1)
    for metric in ledger:
        cell = cell_of(page, metric.anchor)
        assert metric.entity
        row, table = row_of(cell), cell.find_parent("table")
        assert isinstance(table, Tag)
        heads = [head.get_text().split() for head in table.select("thead > tr > *")]
        position = row.find_all(["th", "td"]).index(cell)
        assert heads[position] == [f"{metric.period.key}年", f"@{metric.period.key}"]
        head = row.select_one("th[scope=row]")
        assert isinstance(head, Tag)
        assert head.get_text().startswith(f"{metric.entity.label('zh')} {metric.indicator.id}[")
        assert cell.get_text().strip() + metric.quantity.unit.symbol == metric.text("zh")


def test_what_numbers_share_is_said_once(page: BeautifulSoup, ledger: Ledger) -> None:
    lines = [line.get_text() for line in page.select(".series-evidence")]
    assert len(lines) == len(page.select(".series-block")) == 2
    assert "来由：公布" in lines[0]
    assert "出处：无人，2007年1月1日，表一" in lines[0]
    assert "来由：推算" in lines[1]
    assert "假设：各年的口径相同。" in lines[1]
    formula = re.search("公式：(.*?)；", lines[1])
    assert formula
    assert formula[1].count("乙类造价") == 2
    titles = [line.get_text() for line in page.select(".series-title")]
    labels = list(dict.fromkeys(metric.indicator for metric in ledger))
    assert titles == [f"{each.label('zh')}（{each.unit.symbol}）" for each in labels]


def test_a_note_stands_in_its_row_alone(page: BeautifulSoup) -> None:
    noted = [row for row in page.select(".series tbody tr") if NOTE in row.get_text()]
    assert len(noted) == INDICATORS
    assert all(f"[{NOTED}]" in row.get_text() for row in noted)
    assert page.get_text().count(NOTE) == INDICATORS


def test_uses_lead_here_and_back(page: BeautifulSoup, yearbook: Path) -> None:
    links = read_html(yearbook / "_build/html/index.html").select("main a.evidence-link[id]")
    assert len(links) == INDICATORS + 2
    for link in links:
        anchor = str(link["href"]).partition("#")[2]
        cell = cell_of(page, anchor)
        assert [str(back["href"]) for back in cell.select("a")] == [f"index.html#{link['id']}"]
        places = row_of(cell).select_one("td.places")
        assert isinstance(places, Tag)
        assert f"index.html#{link['id']}" in {str(back["href"]) for back in places.select("a")}
    assert page.select(".series p.metric:not(:has(a))"), "numbers that nothing uses"


def test_a_row_is_called_by_its_names_in_the_other_language_too(page: BeautifulSoup, ledger: Ledger) -> None:
    for metric in ledger:
        also = str(row_of(cell_of(page, metric.anchor))["data-also"])
        assert metric.entity
        assert metric.indicator.label("en") in also
        assert metric.entity.label("en") in also


def test_search_knows_a_row_a_series(page: BeautifulSoup, ledger: Ledger, yearbook: Path) -> None:
    script = (yearbook / "_build/html/_static/searchindex.js").read_text("utf-8")
    pages = json.loads(script.removeprefix("const searchIndex = ").rstrip(";\n"))["pages"]
    (entries,) = [entries for address, _, entries in pages if address == "ledger.html"]
    rows = [entry for entry in entries if len(entry) > 4]
    assert len(rows) == ENTITIES * (INDICATORS + 1) == len(page.select(".series tbody tr"))
    said = {anchor: (text, name, also) for anchor, _, _, text, name, also in rows}
    for metric in ledger:
        first = row_of(cell_of(page, metric.anchor)).select_one("p[id]")
        assert isinstance(first, Tag)
        text, name, also = said[str(first["id"])]
        assert metric.entity
        assert metric.indicator.label("zh") in name
        assert metric.entity.label("zh") in name
        assert metric.entity.label("en") in also
        assert cell_of(page, metric.anchor).get_text().strip() in text.split()
