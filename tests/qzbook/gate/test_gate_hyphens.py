"""A hyphen at the end of a line is the author's, or only the line's."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from qzbook.gate.marked import read_pages

HEAD = '#set page(width: 70pt, margin: 5pt)\n#set text(lang: "en", hyphenate: true)\n'
#: The font learns from the first hyphen what its glyph says.
TEXTS = ("extraordinary power-related", "power-related extraordinary", "a-b power-related extraordinary")


@pytest.mark.parametrize("text", TEXTS)
def test_the_hyphens_of_words_are_told_from_those_of_lines(text: str, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(typst.compile(f"{HEAD}{text}".encode()))
    read = "".join(piece.text for page in read_pages(tmp_path / "book.pdf") for piece in page.pieces)
    assert "\u00ad" in read
    assert read.replace("\u00ad", "").replace(" ", "") == text.replace(" ", "")


def test_code_has_the_hyphens_of_its_author_alone(tmp_path: Path) -> None:
    source = '#text(font: "DejaVu Sans Mono", 6pt)[powered#text(fill: red)[-] \\ related]'
    (tmp_path / "book.pdf").write_bytes(typst.compile(f"{HEAD}{source}".encode()))
    pieces = [piece.text for page in read_pages(tmp_path / "book.pdf") for piece in page.pieces]
    assert pieces[:2] == ["powered", "-"]
