"""What the search index holds of the book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qzbook.html.search_words import traditional
from support import read_html

Sections = list[list[str]]


@pytest.fixture(scope="module")
def whole(built: Path) -> dict[str, Any]:
    script = (built / "_build/html/_static/searchindex.js").read_text("utf-8")
    found: dict[str, Any] = json.loads(script.removeprefix("const searchIndex = ").rstrip(";\n"))
    return found


@pytest.fixture(scope="module")
def index(whole: dict[str, Any]) -> dict[str, tuple[str, Sections]]:
    """Address to title and entries, each of anchor, title, text and what counts less, and a row's names."""
    return {uri: (title, sections) for uri, title, sections in whole["pages"]}


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
    assert any("办结率是多少" in cells for _, _, _, cells, *_ in sections)
    assert not any("办结率是多少" in text for _, _, text, *_ in sections)
    assert not any("基层党建联抓" in cells for _, _, _, cells, *_ in sections)


def test_code_is_left_out_and_citations_are_not(index: dict[str, tuple[str, Sections]]) -> None:
    everything = json.dumps(list(index.values()), ensure_ascii=False)
    assert "import qzcharts" not in everything
    assert "@report{" in everything


def test_the_ledger_is_not_found_by_the_titles_of_the_chapters_it_points_to(
    index: dict[str, tuple[str, Sections]],
) -> None:
    assert "结对帮扶与产权办证" not in json.dumps(index["appendix/ledger.html"], ensure_ascii=False)


def test_references_are_indexed_by_the_words_that_readers_see(
    index: dict[str, tuple[str, Sections]], html: Path
) -> None:
    for uri, (_, sections) in index.items():
        seen = "".join(read_html(html / uri).get_text().split())
        for _, _, text, *_ in sections:
            assert all(part in seen for part in text.split()), uri
    everything = json.dumps(list(index.values()), ensure_ascii=False)
    assert "appendix/sources" not in everything
    assert "tab-overview-published" not in everything


def test_sources_and_notes_stand_apart_and_downloads_are_left_out(
    index: dict[str, tuple[str, Sections]],
) -> None:
    sections = [section for _, found in index.values() for section in found]
    assert not any("来源：" in text for _, _, text, *_ in sections)
    assert any("来源：" in aside for _, _, _, aside, *_ in sections)
    assert not any("CSV SVG PNG" in text + aside for _, _, text, aside, *_ in sections)


def test_rows_of_the_ledger_have_their_english_names(index: dict[str, tuple[str, Sections]]) -> None:
    rows = [entry for entry in index["appendix/ledger.html"][1] if len(entry) == 6]
    assert ("已办出的不动产权证", "Property certificates issued") in [
        (row[4][4:], row[5][:28]) for row in rows
    ]


def test_names_of_the_same_thing_stand_together(whole: dict[str, Any]) -> None:
    assert ["东宝花苑", "dongbao garden"] in whole["names"]
    assert any({"不动产权证", "房产证"} <= set(names) for names in whole["names"])


def test_traditional_characters_are_those_of_the_book_and_no_others(whole: dict[str, Any]) -> None:
    pairs = whole["traditional"]
    assert {"產产", "證证", "豐丰", "龍龙", "興兴"} <= {pairs[at : at + 2] for at in range(0, len(pairs), 2)}
    book = set(json.dumps([whole["pages"], whole["names"]], ensure_ascii=False))
    assert all(book & set(pairs[at : at + 2]) for at in range(0, len(pairs), 2))
    assert not book & set(pairs[::2]) - set(pairs[1::2])


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("", ""), ("房", ""), ("发", "發发髮发"), ("里", "裏里裡里"), ("産", "産产"), ("abc 12", "")],
)
def test_each_character_has_its_traditional_ones(text: str, pairs: str) -> None:
    assert traditional(text) == pairs
