"""Books made up for the check: pages read in this process by one Sphinx, cells run, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qzbook.checks import CheckBuilder, Manuscript, assemble
from qzbook.execution import kernels
from qzbook.press.application import attempt
from qzbook.press.check import judge, problem
from qzbook.project import Project
from qzcharts.data import open_ledger
from qzcharts.errors import Problem
from support import NOTEBOOK_HEAD, copy_data, write_files

CARET = "‸"
CONFIGURATION = """\
title: 样例
author: 样例
only_build_toc_files: true
execute: {execute_notebooks: cache, stderr_output: error}
parse:
  myst_enable_extensions: [colon_fence, deflist, attrs_inline, dollarmath]
sphinx:
  config:
    extensions: [myst_nb, jupyter_book, sphinx_external_toc, sphinx_comments, qzbook.extension]
    html_theme: qzcharts
    language: zh_CN
    numfig: true
"""

#: A figure below zero, besides the real data.
_BELOW_ZERO = {
    "indicators": "made_up.change,样例的变化,Change of the sample,个百分点,rate,\n",
    "formulas": "made_up.change,"
    '"points(construction.calendar_share, construction.plan_share)",1,,样例。,A sample.\n',
}


def make(folder: Path, pages: Mapping[str, str], files: Mapping[str, str] | None = None) -> Project:
    """Write a project with the real data and these pages; carets are left out of them.

    Parameters
    ----------
    folder : Path
    pages : mapping of str to str
        Name of a page to its Markdown below the title.
    files : mapping of str to str, optional
        Further files, by their path from the project.
    """
    copy_data(folder / "data")
    for name, row in _BELOW_ZERO.items():
        with (folder / f"data/{name}.csv").open("a", encoding="utf-8") as table:
            table.write(row)
    entries = "".join(f"  - file: {name}\n" for name in pages)
    written = {
        "_config.yml": CONFIGURATION,
        "requirements.lock": "",
        "book/_toc.yml": f"format: jb-book\nroot: index\nchapters:\n{entries}",
        "book/index.md": "# 样例\n\n正文。\n",
        **{f"book/{name}.md": source(text) for name, text in pages.items()},
        **(files or {}),
    }
    write_files(folder, {name: text.replace(CARET, "") for name, text in written.items()})
    return Project.at(folder)


def source(text: str) -> str:
    """Give the whole text of a page, its carets among it."""
    return f"{NOTEBOOK_HEAD}\n# 标题\n\n{text}\n"


def places(text: str) -> list[tuple[int, int]]:
    """Give line and column of each caret of a page."""
    found, before = [], ""
    for part in source(text).split(CARET)[:-1]:
        before += part
        found.append((before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1))
    return found


def read(project: Project) -> tuple[Manuscript, list[Problem]]:
    """Have Sphinx read a book, and run its cells; give it with what Sphinx has to say."""
    try:
        app, messages = attempt(project, "check", project.workspace / "pages")
    finally:
        kernels.stop()
    assert app is not None
    assert isinstance(app.builder, CheckBuilder)
    assert app.builder.pages is not None, messages
    manuscript = assemble(project.root, app.env, app.builder.pages, open_ledger(project.root))
    return manuscript, [problem(message) for message in messages]


def by_page(manuscript: Manuscript, found: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Give what is wrong with each page of a book that was read, but for metrics that it does not use."""
    told: dict[str, list[Problem]] = {}
    for each in judge(manuscript, found).problems:
        if each.code not in ("unused-metric", "stale-exemption") or each.path.startswith("book/"):
            told.setdefault(each.path, []).append(each)
    return told
