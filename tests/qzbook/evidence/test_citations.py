"""Citations by GB/T 7714-2025 and for BibTeX, in the forms of the standard's own examples."""

from __future__ import annotations

from typing import Any

import pytest
from sphinx.config import Config

from qzbook.edition import Edition
from qzbook.evidence.citations import cite_report, cite_source
from qzcharts.words import Language

EDITION = Edition(1_595_894_400, "0123456789", "f" * 64)
ADDRESS = "https://example.org/boats/"
SOURCE = {
    "source": "fable-1",
    "title_zh": "纸船",
    "title_en": "Paper boats",
    "publisher_zh": "无人",
    "publisher_en": "Nobody",
    "date": "2001-07-01",
    "medium": "EB/OL",
}
READ = {"address": ADDRESS, "accessed": "2001-08-02"}

REPORTS: dict[str, tuple[str, Edition, Language, str]] = {
    "without an address": ("", EDITION, "zh", "无人. 纸船[R]. 版本0123456789. 2020-07-28."),
    "on the web": (ADDRESS, EDITION, "zh", f"无人. 纸船[R/OL]. 版本0123456789. 2020-07-28. {ADDRESS}."),
    "of no repository": ("", Edition(0, "", "f" * 64), "zh", "无人. 纸船[R]. 版本ffffffffff. 1970-01-01."),
    "in English": ("", EDITION, "en", "无人. 纸船[R]. Version 0123456789. 2020-07-28."),
}
SOURCES: dict[str, tuple[dict[str, str], Language, str]] = {
    "a web page": ({}, "zh", "无人. 纸船[EB/OL]. （2001-07-01）."),
    "one that was read": (READ, "zh", f"无人. 纸船[EB/OL]. （2001-07-01）[2001-08-02]. {ADDRESS}."),
    "one without a date": (READ | {"date": ""}, "zh", f"无人. 纸船[EB/OL]. [2001-08-02]. {ADDRESS}."),
    "one that says nothing": ({"date": ""}, "zh", "无人. 纸船[EB/OL]."),
    "in English": ({}, "en", "Nobody. Paper boats[EB/OL]. (2001-07-01)."),
    "a report, which has no day of access": (
        READ | {"medium": "R/OL"},
        "zh",
        f"无人. 纸船[R/OL]. 2001-07-01. {ADDRESS}.",
    ),
    "a book": ({"medium": "M", "date": "2001"}, "zh", "无人. 纸船[M]. 2001."),
}


def config(address: str = "", **settings: Any) -> Config:
    made = Config(overrides={"project": "纸船", "author": "无人", **settings})
    for name, value in (("html_baseurl", address), ("typst_filename", "boats-2001")):
        made.add(name, value, "", str)
    return made


@pytest.mark.parametrize("case", REPORTS)
def test_a_report_by_the_standard(case: str) -> None:
    address, edition, language, said = REPORTS[case]
    assert cite_report(config(address), edition, language).standard == said


@pytest.mark.parametrize("case", SOURCES)
def test_a_source_by_the_standard(case: str) -> None:
    changed, language, said = SOURCES[case]
    assert cite_source(SOURCE | changed, language).standard == said


def test_a_report_for_bibtex() -> None:
    made = config(ADDRESS, project="R&D_50%", author="A {B}")
    assert cite_report(made, EDITION, "zh").bibtex == (
        "@report{boats-2001,\n"
        "  author = {{A \\{B\\}}},\n"
        "  title = {R\\&D\\_50\\%},\n"
        "  date = {2020-07-28},\n"
        "  version = {0123456789},\n"
        f"  url = {{{ADDRESS}}},\n"
        "}"
    )


def test_a_source_for_bibtex() -> None:
    assert cite_source(SOURCE | READ, "zh").bibtex == (
        "@online{fable-1,\n  author = {{无人}},\n  title = {纸船},\n  date = {2001-07-01},\n"
        f"  url = {{{ADDRESS}}},\n  urldate = {{2001-08-02}},\n}}"
    )
