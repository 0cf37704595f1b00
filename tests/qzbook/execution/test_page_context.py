"""The head of a page names what its cells and roles speak of; a name that the data do not know is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from execution_book import COUNTS, Book
from sphinx.environment import BuildEnvironment

import small_package
from qzbook.errors import Unreadable
from qzbook.execution import kernels
from qzbook.markup.page_context import PageHead, note_context, page_context, page_head
from qzbook.press.application import attempt
from qzbook.project import Project
from qzcharts.data.period import Period
from qzcharts.data.report import ENTITY, PERIOD, Context, Report
from support import NOTEBOOK_HEAD, run_command, write_files

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

#: Names nothing that is not there; of the small package, the periods are those of 2001.
HEADS: dict[str, tuple[str, PageHead]] = {
    "none": ("# Page\n", PageHead()),
    "other keys": ("---\norphan: true\n---\n# Page\n", PageHead()),
    "nothing": ("---\nqzcharts:\n---\n", PageHead()),
    "nothing named": ("---\nqzcharts: {}\n---\n", PageHead()),
    "nothing for a name": ("---\nqzcharts: {period: , entity: ''}\n---\n", PageHead()),
    "a year, which YAML makes a number": ("---\nqzcharts: {period: 2001}\n---\n", PageHead("2001")),
    "a day, which YAML makes a date": (
        "---\norphan: true\nqzcharts:\n  period: 2001-06-30\n---\n",
        PageHead("2001-06-30"),
    ),
    "as authors type": ("---\nqzcharts: {period: 2001年上半年}\n---\n", PageHead("2001-H1")),
    "no YAML, which MyST tells": ("---\nqzcharts: [\n---\n", PageHead()),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the small package."""
    small_package.write(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", HEADS)
def test_a_head_names_a_period_and_an_entity(root: Path, case: str) -> None:
    text, head = HEADS[case]
    assert page_head(Path("book/page.md"), text, root) == head


@pytest.mark.parametrize(
    ("metadata", "head"),
    [({}, PageHead()), ({"qzcharts": {"period": "2001-Q2"}}, PageHead("2001-Q2"))],
)
def test_a_notebook_names_them_in_its_metadata(root: Path, metadata: dict[str, Any], head: PageHead) -> None:
    text = json.dumps({"metadata": metadata, "cells": []})
    assert page_head(Path("book/page.ipynb"), text, root) == head
    assert page_head(Path("book/page.ipynb"), "no JSON", root) == PageHead()


FAULTS: dict[str, tuple[str, int, str]] = {
    "a list": ("---\nqzcharts: [2001]\n---\n", 2, "[2001] names nothing"),
    "a word": ("---\norphan: true\nqzcharts: 2001\n---\n", 3, "2001 names nothing"),
    "a slip": ("---\nqzcharts:\n  period: 2001\n  entitty: a\n---\n", 4, "there is no 'entitty'"),
    "no period": ("---\nqzcharts:\n  entity:\n  period: next\n---\n", 4, "'next'"),
    "no day": ("---\nqzcharts: {period: '2001-02-29'}\n---\n", 2, "'2001-02-29'"),
    "a year that nothing is of": (
        "---\nqzcharts: {period: 1999}\n---\n",
        2,
        "nothing in the data is of '1999'; the latest periods there are: ",
    ),
    "an entity that there is not": ("---\nqzcharts: {entity: twon}\n---\n", 2, "there is no entity 'twon'"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_head_that_names_what_there_is_not_is_refused_in_its_line(root: Path, case: str) -> None:
    text, line, message = FAULTS[case]
    with pytest.raises(Unreadable) as error:
        page_head(Path("book/page.md"), text, root)
    told = error.value
    assert (told.path, told.line) == (Path("book/page.md"), line)
    assert f"qzcharts in the head of the page: {message}" in told.message
    assert "; allowed: a period and an entity of the data [page-head]\n  mend: write it as in" in told.message
    assert "qzcharts: {period: 2020-H2}, or" in told.message


def test_a_page_speaks_of_what_its_head_names_then_of_what_the_report_is_about() -> None:
    report = Report.of({"report": {"period": "2001", "entity": "town"}})
    stand_in = SimpleNamespace(
        config=SimpleNamespace(qzcharts_report=report), docname="own", metadata={"own": {}, "other": {}}
    )
    env = cast("BuildEnvironment", stand_in)
    note_context(env, PageHead("2001-H1", ""))
    assert page_context(env, "own") == Context(Period.parse("2001-H1"), "town")
    assert page_context(env, "other") == report.context


CELL = f"import os\nos.environ['{PERIOD}'], os.environ['{ENTITY}']"
PAGE = COUNTS.replace("1 + 1", CELL)


def with_head(head: str) -> str:
    return NOTEBOOK_HEAD.removesuffix("---\n") + f"qzcharts: {head}\n---\n{PAGE}"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A made-up book whose data are the small package."""
    book = Book(tmp_path / "project")
    shutil.rmtree(book.root / "data")
    small_package.write(book.root)
    book.write("book/reads.md", "# Reads\n")
    return book


def test_cells_are_told_and_run_again_when_the_head_names_another(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PERIOD, "1999")
    book.write("book/part/counts.md", NOTEBOOK_HEAD + PAGE)
    assert book.build() == ["part/counts"]
    assert "('', '')" in book.pages["part/counts"]
    book.write("book/part/counts.md", with_head("{period: 2001年上半年}"))
    assert book.build() == ["part/counts"]
    assert "('2001-H1', '')" in book.pages["part/counts"]
    book.write("book/part/counts.md", with_head("{period: 2001-01/2001-06}"))
    assert book.build() == []
    book.write("book/part/counts.md", with_head("{period: 2001}"))
    assert book.build() == ["part/counts"]
    assert book.build("_clean") == ["part/counts"]
    assert "('2001', '')" in book.pages["part/counts"]


def test_the_environment_of_kernels_is_not_that_of_who_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PERIOD, "1999")
    assert kernels.environment()[PERIOD] == ""
    assert kernels.environment(head=PageHead("2001", "town"))[ENTITY] == "town"


@pytest.mark.parametrize("kind", ["prose", "a notebook"])
def test_the_check_tells_a_head_in_its_line(small: Path, kind: str) -> None:
    head = "---\nqzcharts: {period: 1066}\n---\n" if kind == "prose" else with_head("{period: 1066}")
    (small / "book/chapter.md").write_text(f"{head}\n# Chapter\n", "utf-8")
    done = run_command(small, "check")
    assert done.returncode == 1
    line = head.splitlines().index("qzcharts: {period: 1066}") + 1
    assert f"book/chapter.md:{line}: qzcharts in the head of the page: " in done.stdout + done.stderr
    assert "nothing in the data is of '1066'" in done.stdout + done.stderr


def test_the_same_words_speak_of_what_each_page_names(small: Path) -> None:
    """Two pages with one text, of which one names another half-year; no cell and no role names any."""
    with (small / "data/construction.csv").open("a", encoding="utf-8") as table:
        table.write("construction.investment,11.5,,2019-H1,完成11.5亿元,,2,编造。,Made up.\n")
    text = (
        "\n# Page\n\nBy role {metric}`construction.investment`.\n\n"
        "```{code-cell} ipython3\nimport qzcharts as qz\n\n"
        'qz.metric("construction.investment")\n```\n'
    )
    (small / "book/chapter.md").write_text(NOTEBOOK_HEAD + text, "utf-8")
    head = (
        NOTEBOOK_HEAD.removesuffix("---\n")
        + "qzcharts: {period: 2019年上半年, entity: housing_company}\n---\n"
    )
    (small / "book/before.md").write_text(head + text, "utf-8")
    with (small / "book/_toc.yml").open("a", encoding="utf-8") as contents:
        contents.write("  - file: before\n")
    project = Project.at(small)
    try:
        app, messages = attempt(project, "check", project.workspace / "pages")
    finally:
        kernels.stop()
    assert app is not None
    assert not messages
    pages = {name: app.env.get_doctree(name).astext() for name in ("chapter", "before")}
    assert pages["chapter"].count("12.96亿元") == 2
    assert pages["before"].count("11.5亿元") == 2


def test_an_entity_is_no_member_of_another_breakdown(root: Path) -> None:
    rows = "id,label_zh,label_en,dimension\ntown,镇,Town,\nsteel,钢铁,Steel,sector\n"
    fields = [{"name": name, "type": "string"} for name in rows.partition("\n")[0].split(",")]
    path = root / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8")) | {"report": {"entity": "town"}}
    package["resources"].append({"name": "entities", "path": "entities.csv", "schema": {"fields": fields}})
    write_files(root, {"data/datapackage.json": json.dumps(package), "data/entities.csv": rows})
    page = Path("book/page.md")
    assert page_head(page, "---\nqzcharts: {entity: town}\n---\n", root) == PageHead("", "town")
    with pytest.raises(Unreadable, match="there is no entity 'steel'; known: town"):
        page_head(page, "---\nqzcharts: {entity: steel}\n---\n", root)
