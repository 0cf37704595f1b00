"""The appendix of sources and methods states the rules that the report uses, and no others."""

from __future__ import annotations

from pathlib import Path

from qzbook.validation import open_ledger
from qzcharts.data.qualifier import RULES
from support import read_html


def test_each_qualifier_of_the_ledger_has_its_rule_and_an_example(built: Path, html: Path) -> None:
    used = {metric.quantity.qualifier for metric in open_ledger(built)}
    page = read_html(html / "appendix/sources.html")
    rows = [
        [cell.get_text().strip() for cell in row.find_all(["th", "td"])]
        for row in page.select(".qualifiers tbody tr")
    ]
    rules = [rule for qualifier, rule in RULES.items() if qualifier in used]
    assert [row[:2] for row in rows] == [[rule.name("zh"), rule.stated("zh")] for rule in rules]
    assert all(example and bounds for *_, example, bounds in rows)
