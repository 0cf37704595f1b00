"""What is told of sources, sections and columns that data need and lack."""

from __future__ import annotations

import pytest
from made_up_tables import INDICATORS, table, told

from qzcharts.data.package import Table

SOURCE = (
    "source,title_zh,title_en,publisher_zh,publisher_en,date,issue,medium,licence_note_zh,licence_note_en,"
    "checksum,dash\nbook,书,Book,社,Press,2021-01-01,,M,无,None,none,"
)
LOCATORS = "source,locator,label_zh,label_en\nbook,1,第一章,Chapter 1\nbook,2,第二章,Chapter 2\n"
TABLES: dict[str, str | Table] = {
    "indicators": INDICATORS + "homes,住房,Homes,套,count,,,\n",
    "sources": f"{SOURCE}none\n",
    "locators": LOCATORS,
}
#: Tables, and what is told of them.
REFUSED: dict[str, tuple[dict[str, str | Table], list[str]]] = {
    "an unknown source": (
        {"numbers": "homes,source,locator\n3,bok,1\n"},
        ["data/numbers.csv:2:source: 'bok' is no source; allowed: book [source]\n"
         "  mend: correct it, or add a row to data/sources.csv"],
    ),
    "an unknown section": (
        {"numbers": "homes,source,locator\n3,book,3\n"},
        ["data/numbers.csv:2:locator: '3' is no section of book; allowed: 1, 2 [locator]\n"
         "  mend: correct it, or add the section to data/locators.csv"],
    ),
    "an unknown section in the defaults": (
        {"numbers": table("numbers", "period,homes\n2019,3\n2020,4\n", source="book", locator="3")},
        ["data/datapackage.json:locator: '3' is no section of book; allowed: 1, 2 [locator]\n"
         "  mend: correct it, or add the section to data/locators.csv"],
    ),
    "a section that only a list has": (
        {"lists": "list,order,label_zh,label_en,source,locator\nhomes,1,甲,One,book,3\n"},
        ["data/lists.csv:2:locator: '3' is no section of book; allowed: 1, 2 [locator]\n"
         "  mend: correct it, or add the section to data/locators.csv"],
    ),
    "a dash of no meaning": (
        {"sources": f"{SOURCE}nothing\n"},
        ["data/sources.csv:2:dash: 'nothing' is no meaning of a dash; allowed: zero, none [dash]\n"
         "  mend: write one of what is allowed, or nothing"],
    ),
    "formulas without decimals": (
        {"formulas": "indicator,formula\nhomes,homes\n"},
        ["data/formulas.csv:1:decimals: the column 'decimals' is missing; a table with 'formula' needs it "
         "[missing-column]\n"
         "  mend: restore the column, here and in data/datapackage.json"],
    ),
    "sections without names": (
        {"locators": "source,locator\nbook,1\n"},
        [f"data/locators.csv:1:{column}: the column {column!r} is missing; a table with 'locators' needs it "
         "[missing-column]\n"
         "  mend: restore the column, here and in data/datapackage.json"
         for column in ("label_en", "label_zh")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_lacking_is_told_with_place_and_mend(case: str) -> None:
    tables, messages = REFUSED[case]
    assert sorted(set(told({**TABLES, **tables}, "2020"))) == messages


def test_what_is_there_is_no_problem() -> None:
    assert told({**TABLES, "numbers": "homes,source,locator\n3,book,2\n"}, "2020") == []
