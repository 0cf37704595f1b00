"""Quotations held against a text of the source, where it is there; the texts are made up."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import small_package
from changes import swap
from qzbook.validation import read
from qzbook.validation.printed import plain
from qzbook.validation.quotations import compare
from qzcharts.data import Package

TEXT = "寓言说，已 建成3座高塔，\n共4.20万元，约７％，在9天內，不，9天内：“塔已建成”。"


def package(folder: Path, text: str | None = TEXT) -> Package:
    """Write the small package, and the text of its source with the checksum."""
    data = small_package.write(folder)
    if text is not None:
        (folder / "sources").mkdir()
        (folder / "sources/fable.txt").write_text(text, "utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        swap("sources.csv", "无,None,none", f"无,None,sha256:{digest}")(data)
    return read(data)


def test_quotations_that_the_text_holds_are_no_problem(tmp_path: Path) -> None:
    assert compare(package(tmp_path), tmp_path) == ([], [])


def test_a_text_that_is_not_there_is_named_once(tmp_path: Path) -> None:
    assert compare(package(tmp_path, None), tmp_path) == ([], ["fable"])


def test_what_the_text_does_not_hold_is_told_with_its_place(tmp_path: Path) -> None:
    problems, absent = compare(
        package(tmp_path, TEXT.replace("塔已建成", "塔将建成").replace("4.20", "4.2")), tmp_path
    )
    assert absent == []
    assert "\n".join(map(str, problems)) == (
        "data/towers.csv:3:quotation: '共4.20万元' does not stand in sources/fable.txt; allowed: its own "
        "words [quotation]\n"
        "  mend: copy the words from the source\n"
        "data/statements.csv:2:quotation: '塔已建成' does not stand in sources/fable.txt; allowed: its own "
        "words [quotation]\n"
        "  mend: copy the words from the source"
    )


def test_another_text_is_told_and_not_compared(tmp_path: Path) -> None:
    made = package(tmp_path)
    path = tmp_path / "sources/fable.txt"
    path.write_text("Another fable.", "utf-8")
    ((problem,), absent) = compare(made, tmp_path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    stated = made.table("sources").rows[0]["checksum"]
    assert absent == []
    assert str(problem) == (
        f"sources/fable.txt: has the checksum sha256:{digest}; allowed: {stated}, as data/sources.csv says "
        "[checksum]\n"
        "  mend: put the text there that the data were taken from, or correct the checksum"
    )


def test_a_text_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    made = package(tmp_path, None)
    (tmp_path / "sources/fable.txt").mkdir(parents=True)
    ((problem,), absent) = compare(made, tmp_path)
    assert absent == []
    assert str(problem) == (
        "sources/fable.txt: cannot be read: Is a directory [unreadable]\n"
        "  mend: restore the file, or remove it"
    )


def test_a_text_in_another_encoding_is_told(tmp_path: Path) -> None:
    data = small_package.write(tmp_path)
    (tmp_path / "sources").mkdir()
    content = TEXT.encode("gb18030")
    (tmp_path / "sources/fable.txt").write_bytes(content)
    swap("sources.csv", "无,None,none", f"无,None,sha256:{hashlib.sha256(content).hexdigest()}")(data)
    ((problem,), _) = compare(read(data), tmp_path)
    assert (problem.place, problem.code) == ("sources/fable.txt:1", "encoding")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6月底，支部", "6月底,支部"),
        ("约５２％", "约52%"),
        ("“双组长”制", "「双组长」制"),
        ("“双组长”制", "‘双组长’制"),
        ('"双组长"制', "“双组长”制"),
        ("共 200\u3000户\n", "共200户"),
    ],
)
def test_copies_of_a_text_differ_only_so(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("10²户", "102户"), ("200户", "20户"), ("五方", "5方"), ("墙壁、门窗", "墙壁，门窗")]
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert plain(one) != plain(other)
