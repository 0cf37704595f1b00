"""Pages are read again when what their numbers are, or which numbers their names mean, has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.application import Sphinx

import small_package
from qzbook.press.application import run
from qzbook.project import Project
from support import write_files

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

PAGES = {
    "_toc.yml": "format: jb-book\nroot: index\nchapters:\n"
    + "".join(f"  - file: {name}\n" for name in ("cost", "pace", "days", "table", "plain", "ledger")),
    "cost.md": "# Cost\n\nIt is {metric}`bridges.cost`.\n",
    "pace.md": "# Pace\n\nIt is {metric}`towers.pace`.\n",
    "days.md": "# Days\n\nIt took {metric}`bridges.days`.\n",
    "table.md": "# Table\n\n| It |\n| --- |\n| {metric}`towers.number｜plain` |\n",
    "plain.md": "# Plain\n\nNothing.\n",
    "ledger.md": "# Ledger\n\n```{ledger}\n```\n",
}


def change(table: str, old: str, new: str) -> Callable[[Path], None]:
    def act(project: Path) -> None:
        path = project / f"data/{table}.csv"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return act


def add(table: str, row: str) -> Callable[[Path], None]:
    def act(project: Path) -> None:
        with (project / f"data/{table}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")

    return act


#: What is done to the data, and the pages besides the ledger that are read again.
CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "nothing": (lambda project: None, set()),
    "a number": (change("bridges", "4.20", "4.30"), {"cost", "days"}),
    "a label": (
        change("indicators", "Made-up cost", "Cost"),
        {"cost", "pace", "days", "table"},
    ),
    "a unit": (change("units", "yuan|yuan", "renminbi|renminbi"), {"cost", "pace", "days", "table"}),
    "another period in a table that no page uses": (
        add("ferries", "bridges.cost,5,,共5万元,2000,fable,1"),
        set(),
    ),
    "what a name means in a table that no page uses": (
        add("ferries", "bridges.days,5,,共5天,2001,fable,1"),
        {"days"},
    ),
    "what a formula computes with in a table that no page uses": (
        add("ferries", "towers.days,8,,共8天,2001,fable,1"),
        {"pace"},
    ),
}


@pytest.fixture
def project(small: Path) -> Path:
    for path in (small / "data").rglob("*.*"):
        path.unlink()
    (small / "data/schemas").rmdir()
    (small / "data").rmdir()
    data = small_package.write(small)
    small_package.add_group(data, "bridges")
    small_package.add_group(data, "ferries")
    small_package.report_on_2001(data)
    write_files(small / "book", PAGES)
    return small


@pytest.mark.parametrize("case", CHANGES)
def test_just_the_pages_that_would_differ_are_read_again(project: Path, tmp_path: Path, case: str) -> None:
    read: list[set[str]] = []

    def listen(app: Sphinx) -> None:
        app.connect("env-before-read-docs", lambda app, env, names: read.append(set(names)))

    act, expected = CHANGES[case]
    for step in (lambda _: None, act):
        step(project)
        run(Project.at(project), "html", tmp_path / "work", prepare=listen)
    assert read[0] >= {"cost", "pace", "days", "table", "plain", "ledger"}
    assert read[1] - {"ledger"} == expected
