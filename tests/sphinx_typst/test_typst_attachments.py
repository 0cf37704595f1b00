"""What is attached to the reviewers' copy is there, byte for byte, and said to be what it is."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from typst_books import BOOK, Build

SmallBook = Callable[..., Build]
DATA = {"path": "a.csv", "mime_type": "text/csv", "relationship": "data", "description": "表"}


def test_files_are_attached_as_they_are(review: Build) -> None:
    expected = {
        "works.bib": ("works.bib", "/text/x-bibtex", "/Source", "文献的数据"),
        "纸船.svg": ("images/boat.svg", "/image/svg+xml", "/Supplement", "纸船的图"),
    }
    with pikepdf.open(review.pdf) as pdf:
        found = {attached.filename: attached for attached in pdf.attachments.values()}
        assert set(found) == set(expected)
        assert len(pdf.Root.AF) == 2
        for name, (path, mime_type, relationship, description) in expected.items():
            attached = found[name]
            content = attached.get_file()
            assert content.read_bytes() == (BOOK / path).read_bytes()
            assert str(content.obj.Subtype) == mime_type
            assert str(attached.obj.AFRelationship) == relationship
            assert attached.description == description
            assert str(content.obj.Params.ModDate) == "D:20310203000000Z"
            assert int(content.obj.Params.Size) == (BOOK / path).stat().st_size


def test_they_are_listed_after_the_signing_page(review: Build) -> None:
    table = list(review.structure().walk("Table"))[-1]
    assert [[cell.text for cell in row.walk("TH", "TD")] for row in table.walk("TR")] == [
        ["文件", "内容"],
        ["works.bib", "文献的数据"],
        ["纸船.svg", "纸船的图"],
    ]


def test_the_edition_for_readers_has_none(book: Build) -> None:
    with pikepdf.open(book.pdf) as pdf:
        assert len(pdf.attachments) == 0
        assert "/AF" not in pdf.Root


WRONG = {
    "unknown key": (
        [DATA | {"title": "表"}],
        "typst_review_attachments has an unknown key 'title'; allowed are path, name, mime_type, "
        "relationship, description.",
    ),
    "missing key": (
        [{"path": "a.csv"}],
        "typst_review_attachments: {'path': 'a.csv'} has no 'mime_type'; give one.",
    ),
    "no file": (
        [DATA | {"path": "b.csv"}],
        "typst_review_attachments: there is no file 'b.csv'; correct its path.",
    ),
    "relationship": (
        [DATA | {"relationship": "proof"}],
        "typst_review_attachments: relationship 'proof' of 'a.csv' is none of data, source, alternative, "
        "supplement.",
    ),
    "folder in the name": (
        [DATA | {"name": "data/a.csv"}],
        "typst_review_attachments: the name 'data/a.csv' has a folder in it; give a `name` without one.",
    ),
    "one name twice": (
        [DATA, DATA],
        "typst_review_attachments: two files have the name 'a.csv'; give one another `name`.",
    ),
}


@pytest.mark.parametrize(("attachments", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_attachment(small_book: SmallBook, attachments: list[dict[str, str]], message: str) -> None:
    build = small_book("# 书\n", {"a.csv": "1"}, typst_review=True, typst_review_attachments=attachments)
    assert str(build.error) == message


def test_a_wrong_attachment_does_not_keep_readers_waiting(small_book: SmallBook) -> None:
    build = small_book("# 书\n", typst_review_attachments=[DATA])
    assert build.error is None
