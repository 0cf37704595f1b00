"""Each row of the table: in both formats as it says, or refused at its line."""

from __future__ import annotations

from pathlib import Path

import made
import pytest
from construct_book import Book, compile_alone, holds
from rows import Refusal, Shown
from table import REFUSED, SHOWN
from table_constructs import COMPILED

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")
ROWS = [(kind, row) for kind, rows in SHOWN.items() for row in rows]


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return made.shown(tmp_path_factory)[1]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[tuple[int, str]]]:
    return made.refused(tmp_path_factory)


def test_nothing_is_wrong_with_the_book_of_all_that_is_shown(book: Book) -> None:
    assert book.problems == []


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[f"{kind}: {row.name}" for kind, row in ROWS])
def test_both_formats_hold_it(kind: str, row: Shown, book: Book) -> None:
    assert holds(book.html[kind][row.name], row.html), book.html[kind][row.name]
    # Whether a space ends what is marked depends on what stands beside it on its page.
    printed, expected = (text.replace(" </", "</") for text in (book.pdf[kind][row.name], row.pdf))
    assert holds(printed, expected), printed


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=[row.name for row in REFUSED])
def test_it_is_refused_at_its_line(number: int, told: dict[int, list[tuple[int, str]]]) -> None:
    assert _is_told(REFUSED[number], told.get(number, [])), told.get(number)


def test_every_message_has_its_place(told: dict[int, list[tuple[int, str]]]) -> None:
    assert told.keys() == set(range(len(REFUSED)))


def test_what_the_compiler_finds_is_refused_at_its_line(tmp_path: Path) -> None:
    for number, (row, told) in enumerate(zip(COMPILED, compile_alone(tmp_path, COMPILED), strict=True)):
        assert any(each.startswith(f"p{number}.md:{row.line}: ") and row.message in each for each in told), (
            told
        )


def _is_told(row: Refusal, told: list[tuple[int, str]]) -> bool:
    return any(line == row.line and row.message in message for line, message in told)
