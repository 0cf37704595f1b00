"""The ledger page says of each number and statement where it comes from, and where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from qzbook.validation import open_ledger
from qzcharts.data import Ledger, Metric, Statement
from qzcharts.data.period_words import period_text
from qzcharts.data.wording import interval
from support import read_html


@pytest.fixture(scope="module")
def ledger(built: Path) -> Ledger:
    return open_ledger(built)


@pytest.fixture(scope="module")
def page(html: Path) -> BeautifulSoup:
    return read_html(html / "appendix/ledger.html")


def lines_of(page: BeautifulSoup, entry: Metric | Statement) -> list[str]:
    """Give the lines of a row of the ledger; but for names and words, each begins with its term."""
    place = page.find(id=entry.anchor)
    assert isinstance(place, Tag), entry.id
    row = place.find_parent("tr")
    assert isinstance(row, Tag)
    return [line.get_text() for line in row.find_all("p")]


def quoted(entry: Metric | Statement) -> str:
    """Give the line of a quotation; marks within it are single ones."""
    within = entry.quotation.replace("“", "‘").replace("”", "’")
    return f"引文：“{within}”（{entry.locator['zh']}）"


def test_every_entry_has_one_row(page: BeautifulSoup, ledger: Ledger) -> None:
    ids = [code.get_text() for code in page.select(".ledger tbody th code")]
    assert sorted(ids) == sorted([*ledger.metrics, *ledger.statements])


def test_a_published_number_has_its_words_in_quotation_marks(page: BeautifulSoup, ledger: Ledger) -> None:
    published = [metric for metric in ledger if metric.origin == "published"]
    assert len(published) > 10
    for metric in published:
        lines = lines_of(page, metric)
        assert "来由：公布" in lines
        assert quoted(metric) in lines


def test_a_counted_number_shows_its_list(page: BeautifulSoup, ledger: Ledger) -> None:
    counted = [metric for metric in ledger if metric.origin == "counted"]
    assert counted
    for metric in counted:
        lines = lines_of(page, metric)
        assert "来由：据清单计数" in lines
        assert f"清单：{'、'.join(row['label_zh'] for row in ledger.items(metric.id))}" in lines


def test_a_derived_number_shows_formula_and_assumption(page: BeautifulSoup, ledger: Ledger) -> None:
    derived = [metric for metric in ledger if metric.origin == "derived"]
    assert derived
    for metric in derived:
        lines = lines_of(page, metric)
        assert "来由：推算" in lines
        assert any(line.startswith("公式：") for line in lines)
        assert f"假设：{metric.row['assumption_zh']}" in lines
        assert not any(line.startswith(("引文", "出处")) for line in lines)


def test_every_number_has_its_interval_and_period_in_words(page: BeautifulSoup, ledger: Ledger) -> None:
    for metric in ledger:
        lines = lines_of(page, metric)
        assert f"取值范围：{interval(metric.quantity)}" in lines
        assert f"时间：{period_text(metric.period)}" in lines
    tables = " ".join(cell.get_text() for cell in page.select("td"))
    assert not re.search(r"[\[{}\]∞]", tables), "readers see words, no notation"


def test_a_statement_has_subject_words_and_quotation(page: BeautifulSoup, ledger: Ledger) -> None:
    assert ledger.statements
    section = page.find(id="ledger-statements")
    assert isinstance(section, Tag)
    groups = [str(part["id"]) for part in section.find_all("section")]
    assert groups == [
        f"ledger-statements-{name}"
        for name in dict.fromkeys(statement.group for statement in ledger.statements.values())
    ]
    for statement in ledger.statements.values():
        subject, name, words, *lines = lines_of(page, statement)
        assert (subject, name, words) == (statement.row["subject_zh"], statement.id, statement.text())
        assert quoted(statement) in lines


def test_every_use_leads_back_to_a_place_that_leads_here(page: BeautifulSoup, html: Path) -> None:
    uses = 0
    for path in html.rglob("*.html"):
        chapter = read_html(path)
        for link in chapter.select("main a.evidence-link[id]"):
            uses += 1
            anchor = str(link["href"]).partition("#")[2]
            ends = [str(back["href"]) for back in page.select(f"tr:has([id='{anchor}']) a[href]")]
            assert any(end.endswith(f"#{link['id']}") for end in ends), (path.name, link)
    assert uses > 100


def test_only_the_first_page_names_the_digest_and_by_one_name(html: Path) -> None:
    pages = {path.relative_to(html).as_posix(): read_html(path).get_text() for path in html.rglob("*.html")}
    assert not any("来源校验值" in text or "数据摘要" in text for text in pages.values())
    assert {name for name, text in pages.items() if "数据校验值" in text} == {"index.html"}
