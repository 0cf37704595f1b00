"""Documents that show the same as before are not translated again, and the PDF is the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp
from typst_books import BOOK, ORDER, Build, build_book

from sphinx_typst.kept import Kept, Written

WRITTEN = Written("文字", ["", "a"], [("b", "c", "a.md", 3)], ["table"], [("a.svg", "a.svg", "a.svg")], True)


@pytest.fixture
def kept_book(tmp_path: Path) -> Callable[..., Build]:
    """Return a function that builds the book of every construct again, with states of its documents."""
    source = shutil.copytree(BOOK, tmp_path / "book")

    def make(states: dict[str, str], **settings: object) -> Build:
        def extend(app: SphinxTestApp) -> None:
            app.connect("typst-states", lambda _: states)

        build = build_book(source, "torture", extend, **settings)
        assert build.error is None, build.error
        return build

    return make


def test_only_what_shows_something_else_is_translated_again(
    kept_book: Callable[..., Build], book: Build
) -> None:
    states = dict.fromkeys(ORDER, "1")
    assert set(kept_book(states).doctrees) == set(ORDER)
    again = kept_book(states)
    assert again.doctrees == {}
    assert again.pdf.read_bytes() == book.pdf.read_bytes()
    changed = kept_book(states | {"chapters/tables": "2"})
    assert set(changed.doctrees) == {"chapters/tables"}
    assert changed.pdf.read_bytes() == book.pdf.read_bytes()


def test_what_nobody_knows_the_state_of_is_always_translated(kept_book: Callable[..., Build]) -> None:
    states = {"chapters/inline": "1"}
    kept_book(states)
    assert set(kept_book(states).doctrees) == {*ORDER} - {"chapters/inline"}


def test_the_reviewers_copy_is_translated_whole(kept_book: Callable[..., Build]) -> None:
    states = dict.fromkeys(ORDER, "1")
    kept_book(states)
    assert set(kept_book(states, typst_review=True).doctrees) >= set(ORDER)


@pytest.mark.parametrize(
    ("docname", "states", "place", "known"),
    [
        ("a", {"a": "1"}, "first", True),
        ("a", {"a": "1", "b": "2"}, "first", True),
        ("a", {"a": "2"}, "first", False),
        ("a", {"a": "1"}, "second", False),
        ("a", {"b": "1"}, "first", False),
        ("a", {}, "first", False),
        ("b", {"a": "1", "b": "1"}, "first", False),
    ],
)
def test_a_document_is_known_by_its_state_and_its_place(
    docname: str, states: dict[str, str], place: str, known: bool, tmp_path: Path
) -> None:
    record = tmp_path / "written.json"
    before = Kept(record, {"a": "1"})
    before.put("a", "first", WRITTEN)
    before.write()
    assert Kept(record, states).get(docname, place) == (WRITTEN if known else None)


def test_what_was_not_whole_is_not_kept(tmp_path: Path) -> None:
    record = tmp_path / "written.json"
    before = Kept(record, {"a": "1"})
    before.put("a", "first", Written("文字", whole=False))
    before.write()
    assert Kept(record, {"a": "1"}).get("a", "first") is None
