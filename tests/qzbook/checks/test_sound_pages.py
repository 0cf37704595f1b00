"""Pages on which nothing was found are passed over, and judged again as soon as anything could be found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from changes import swap
from made_up_book import make, read
from qzbook import checks
from qzbook.checks import Finding, Manuscript, Rule, examine
from qzbook.checks.seen import Cell, Sources
from qzbook.press.check import check
from qzbook.project import Project
from qzcharts.data import open_ledger

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
PAGES = {
    "name": "住在甲号12房。",
    "unit": "共两垛。",
    "fact": "办证任务{statement}`certificates.completion`。",
    "faulty": "租户200户。\n\n% allow typed-number 300户: 样例。\n\n住户300户。",
}
#: A change of the data, and what is found then on a page that is as it was.
CHANGES = {
    "a name is gone": (swap("data/names.csv", "甲号12房", "乙号12房"), "name", "typed-number"),
    "a unit is new": (swap("data/units.csv", "天,天,1", "垛,,1,pile|piles\n天,天,1"), "unit", "typed-number"),
    "a fact is older": (
        swap("data/statements.csv", "基本完成办证任务,../2020-07-28", "基本完成办证任务,2019"),
        "fact",
        "other-period",
    ),
}


def _made(folder: Path) -> Project:
    project = make(folder, PAGES)
    swap("data/names.csv", "CC BY 4.0,", "甲号12房,样例。,A sample.\nCC BY 4.0,")(project.root)
    return project


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    manuscript, found = read(_made(tmp_path_factory.mktemp("sound")))
    assert found == []
    return manuscript


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """Have rules that judge page by page note what they judge; give the names of it since the last call."""
    names: set[str] = set()

    def noting(rule: Rule) -> Rule:
        def find(manuscript: Manuscript) -> Iterator[Finding]:
            names.update(page.name for page in manuscript.pages)
            return rule.find(manuscript)

        find.__name__ = rule.find.__name__
        return rule._replace(find=find) if rule.by_page else rule

    def since() -> set[str]:
        found = set(names)
        names.clear()
        return found

    monkeypatch.setattr(checks, "RULES", tuple(map(noting, checks.RULES)))
    return since


def _anew(manuscript: Manuscript) -> Manuscript:
    """Give a manuscript of which nothing was judged."""
    return replace(manuscript, pages=tuple(replace(page) for page in manuscript.pages))


def test_only_pages_with_findings_are_judged_again(book: Manuscript, judged: Callable[[], set[str]]) -> None:
    manuscript = _anew(book)
    first = examine(manuscript)
    assert judged() == {"index", *PAGES}
    assert examine(manuscript) == first
    assert judged() == {"faulty"}
    read_again = [replace(page) if page.name == "unit" else page for page in manuscript.pages]
    assert examine(replace(manuscript, pages=tuple(read_again))) == first
    assert judged() == {"faulty", "unit"}


@pytest.mark.parametrize("name", CHANGES)
def test_other_data_have_every_page_judged_again(name: str, book: Manuscript, tmp_path: Path) -> None:
    change, page, rule = CHANGES[name]
    shutil.copytree(book.ledger.package.folder, tmp_path / "data")
    change(tmp_path)
    manuscript = _anew(book)
    assert (f"book/{page}.md", rule) not in {(each.path, each.code) for each in examine(manuscript)}
    changed = replace(manuscript, ledger=open_ledger(tmp_path), sources=Sources(book.root))
    found = examine(changed)
    assert (f"book/{page}.md", rule) in {(each.path, each.code) for each in found}
    assert found == examine(_anew(changed))


def test_nothing_is_taken_for_sound_while_a_cell_has_not_run(book: Manuscript) -> None:
    manuscript = _anew(book)
    cell = Cell("book/fact.md", 1, (), "1", 1, ran=False, captioned=True, named=False, shows=())
    fact = next(page for page in manuscript.pages if page.name == "fact")
    fact.cells = [cell]
    examine(manuscript)
    fact.cells = [replace(cell, ran=True)]
    assert ("book/fact.md", "lost-chart") in {(each.path, each.code) for each in examine(manuscript)}


def test_what_one_check_found_sound_the_next_passes_over(
    tmp_path: Path, judged: Callable[[], set[str]]
) -> None:
    project = _made(tmp_path / "project")
    first = check(project)
    assert judged() == {"index", *PAGES}
    assert check(project).problems == first.problems
    assert judged() == {"faulty"}
    swap("book/unit.md", "共两垛", "共两户")(project.root)
    assert ("book/unit.md", "typed-number") in {(each.path, each.code) for each in check(project).problems}
    assert {"faulty", "unit"} <= judged() < {"index", *PAGES}
