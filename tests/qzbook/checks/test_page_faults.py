"""What the check says of wrong things on a page, wherever a reader would meet them."""

from __future__ import annotations

import re

import pytest

from faults import FAULTS, Fault
from made_up_book import by_page, make, places, read
from qzbook.checks import Manuscript, examine
from qzcharts.errors import Problem

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
_MAP = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Manuscript, list[Problem]]:
    """All pages, which are read at once, in one book."""
    pages = {f"p{number}": fault.page for number, fault in enumerate(FAULTS)}
    return read(make(tmp_path_factory.mktemp("faults"), pages, {"book/map.svg": _MAP}))


@pytest.fixture(scope="module")
def told(book: tuple[Manuscript, list[Problem]]) -> dict[str, list[Problem]]:
    """What is told of every page."""
    return by_page(*book)


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[fault.name for fault in FAULTS])
def test_a_fault_is_told_with_its_place_and_its_mend(number: int, told: dict[str, list[Problem]]) -> None:
    fault = FAULTS[number]
    problems = told.get(f"book/p{number}.md", [])
    assert sorted((each.code, each.message) for each in problems) == sorted(fault.told)
    assert all(each.mend and each.line for each in problems)
    marked = places(fault.page)
    assert {each.line for each in problems} == {line for line, _ in marked}
    for each in problems:
        assert not each.column or (each.line, int(each.column)) in marked


def test_the_faults_are_many_and_of_every_kind() -> None:
    assert len(FAULTS) >= 120
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_a_caption_marks_its_place() -> None:
    fault: Fault = next(fault for fault in FAULTS if fault.name == "in the caption of a cell")
    assert places(fault.page) == [(16, 16)]


def test_findings_are_told_in_the_language_of_the_user(
    book: tuple[Manuscript, list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript, _ = book
    english = {each.message for each in examine(manuscript)}
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    chinese = examine(manuscript)
    for each in chinese:
        assert re.search("[\u4e00-\u9fff]", each.mend), each
        assert each.message not in english
        assert "allowed" not in each.message
