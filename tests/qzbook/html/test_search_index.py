"""What the search index holds of the book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

Sections = list[list[str]]


@pytest.fixture(scope="module")
def index(built: Path) -> dict[str, tuple[str, Sections]]:
    """Address to title and sections, each of anchor, title, text and cells of tables."""
    script = (built / "_build/html/_static/searchindex.js").read_text("utf-8")
    pages = json.loads(script.removeprefix("const searchIndex = ").rstrip(";\n"))
    return {uri: (title, sections) for uri, title, sections in pages}


def test_pages_stand_in_reading_order(index: dict[str, tuple[str, Sections]]) -> None:
    assert list(index)[:3] == ["index.html", "inspection.html", "construction.html"]
    assert index["certificates.html"][0] == "结对帮扶与产权办证"


def test_a_section_holds_its_own_text_once(index: dict[str, tuple[str, Sections]]) -> None:
    _, sections = index["construction.html"]
    text = "".join(section[2] for section in sections)
    assert text.count("项目的进展只有文字说明") == 1
    assert sections[0][2].count("。") == 1  # what the chapter says before its sections


def test_numbers_are_indexed_as_they_are_read(index: dict[str, tuple[str, Sections]]) -> None:
    text = "".join(section[2] for section in index["construction.html"][1])
    assert "上半年片区完成建设投资12.96亿元，相当于年度计划的约52%；" in text


def test_tables_stand_apart_and_the_data_of_charts_are_left_out(
    index: dict[str, tuple[str, Sections]],
) -> None:
    _, sections = index["outlook.html"]
    assert any("办结率是多少" in cells for _, _, _, cells in sections)
    assert not any("办结率是多少" in text for _, _, text, _ in sections)
    assert not any("基层党建联抓" in cells for _, _, _, cells in sections)


def test_code_is_left_out_and_citations_are_not(index: dict[str, tuple[str, Sections]]) -> None:
    everything = json.dumps(list(index.values()), ensure_ascii=False)
    assert "import qzcharts" not in everything
    assert "@report{" in everything


def test_the_ledger_is_not_found_by_the_titles_of_the_chapters_it_points_to(
    index: dict[str, tuple[str, Sections]],
) -> None:
    assert "结对帮扶与产权办证" not in json.dumps(index["appendix/ledger.html"], ensure_ascii=False)
