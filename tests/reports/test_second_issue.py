"""The next issue of the real report needs rows, prose and its head, and no code."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
import second_issue
from report_books import codes, untitled

from qzbook.evidence.glosses import carried
from qzcharts.data import open_ledger
from support import PROJECT, copy_project, publish, read_files, read_html, run_command

#: What `qzcharts new issue` and the author's note change of the descriptor.
HEAD = {"issue", "period", "file", "note", "note_en"}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The files of the issue before, in its first language."""
    project = copy_project(tmp_path_factory.mktemp("first") / "project")
    return read_files(project) | {"CITATION.cff": (PROJECT / "CITATION.cff").read_bytes()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second issue, with both editions."""
    project = copy_project(tmp_path_factory.mktemp("second") / "project")
    (project / "CITATION.cff").write_bytes((PROJECT / "CITATION.cff").read_bytes())
    text = project / "sources" / f"{second_issue.SOURCE}.txt"
    text.parent.mkdir()
    text.write_text(second_issue.TEXT, "utf-8")
    for arguments in (
        ("new", "issue", second_issue.PERIOD),
        ("new", "source", str(text), *second_issue.FACTS),
    ):
        done = run_command(project, *arguments)
        assert done.returncode == 0, done.stderr
    second_issue.add_rows(project)
    second_issue.rewrite(project)
    assert "no problems" in publish(project)
    return project


@pytest.fixture(scope="module")
def after(project: Path) -> Mapping[str, bytes]:
    """Its files, but for what was made of them."""
    files = read_files(project)
    return {name: files[name] for name in files if not name.startswith(("_build/", ".qzcharts/"))}


def test_rows_prose_and_the_head_are_all_that_changes(
    before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    rows = {f"data/{name}.csv" for name in (*second_issue.ROWS, "sources", "locators")}
    own = {"data/datapackage.json", "CITATION.cff", f"sources/{second_issue.SOURCE}.txt"}
    assert changed == rows | {*second_issue.PROSE} | own


def test_of_the_descriptor_only_what_names_the_issue_changes(
    before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    old, new = (json.loads(files["data/datapackage.json"]) for files in (before, after))
    assert {name for name in new if new[name] != old[name]} == {"name", "title", "title_en", "report"}
    assert {name for name in new["report"] if new["report"][name] != old["report"][name]} == HEAD


def test_tables_only_grow(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    for name in after:
        if name.endswith(".csv"):
            assert after[name].startswith(before[name]), name


def test_no_cell_changes_but_for_its_title(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    for name in before:
        if name.endswith(".md"):
            old, new = (map(untitled, codes(files[name].decode())) for files in (before, after))
            assert [*old] == [*new], name


def test_no_label_is_copied(after: Mapping[str, bytes]) -> None:
    for language in ("zh", "en"):
        labels = [
            row[f"label_{language}"]
            for name in ("indicators", "entities")
            for row in csv.DictReader(io.StringIO(after[f"data/{name}.csv"].decode()))
        ]
        assert len(labels) == len(set(labels))
    for name in second_issue.ROWS:
        if name != "indicators":
            (header, *_) = csv.reader(io.StringIO(after[f"data/{name}.csv"].decode()))
            assert not [column for column in header if column.startswith("label_")]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("construction", "投资14.2亿元，上期是12.96亿元，增长9.6%；计入舍入，增幅在9.1%～10.0%之间"),
        ("construction", "约57%"),
        ("construction", "时间进度为50.3%"),
        ("certificates", "1120本；上期是478本，以后又办出642本"),
        ("inspection", "已交付355套，占57.1%"),
        ("prevention", "走访2次"),
        ("partnership", "已签订100%。上期是约98.8%"),
    ],
)
def test_both_formats_say_what_is_new(project: Path, page: str, words: str) -> None:
    assert words in "".join(read_html(project / f"_build/html/{page}.html").get_text().split())
    document = pypdfium2.PdfDocument(project / "_build/pdf/beifeng-fengzhou-2020-12.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert words in re.sub(r"[\s\u2060\ufffe]", "", text)


def test_the_title_page_names_the_issue(project: Path) -> None:
    document = pypdfium2.PdfDocument(project / "_build/pdf/beifeng-fengzhou-2020-12.pdf")
    first = "".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert "第2期" in first
    assert "2020年下半年" in first


def test_the_english_of_a_quotation_keeps_the_number_of_its_issue(project: Path) -> None:
    ledger = open_ledger(project)
    said = [
        carried(ledger, words, "construction.plan_share").text("zh")
        for words in ("完成年度计划约52%", "完成年度计划约57%")
    ]
    assert said == ["约52%", "约57%"]
