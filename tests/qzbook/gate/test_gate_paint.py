"""What is in a PDF can be seen, or it is found."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from qzbook.gate.marked import read_pages
from qzbook.gate.paint import judge
from sphinx_typst.fonts import find_fonts

HEAD = """\
#set document(title: "书")
#set text(font: ("Noto Serif SC",), lang: "zh", size: 10.5pt)
#set page(width: 300pt, height: 200pt)
"""
SEEN = {
    "prose": "北辰县，12.96亿元。\n\nTwo words, fi, j’y.",
    "light on dark": '#block(fill: rgb("#7a1f2b"), inset: 4pt, text(fill: white)[浅色的字12])',
    "quiet": '#text(fill: rgb("#5b6570"))[安静的字12]',
    "small marks": ". , : ; · - ’ 。 ， 一",
    "levels": "10#super[5] 与 H#sub[2]O",
    "a table": "#table(columns: 2, [甲], [1], [乙], [2])",
    "lines set close": "#set par(leading: .3em)\n甲乙丙丁 #linebreak() 戊己庚辛",
}
UNSEEN = {
    "a table that is too wide": (
        '#table(columns: (20pt,) * 3, inset: 0pt, ..("123456789", "223456789", "323456789"))',
        ["“123456789” and “223456789” are printed over each other"],
    ),
    "white on white": (
        "#text(fill: white)[看不见12]",
        ["“看不见12” has no ink: it is as light as its ground, or cut off"],
    ),
    "nearly white": (
        '#text(fill: rgb("#fafafa"))[看不见12]',
        ["“看不见12” has no ink: it is as light as its ground, or cut off"],
    ),
    "cut off": (
        "#box(width: 21pt, height: 12pt, clip: true)[#box(width: 90pt)[看得见看不见]]",
        ["“见看不见” has no ink: it is as light as its ground, or cut off"],
    ),
    "over the edge": (
        "#box(width: 400pt)[#h(290pt)边上的字]",
        ["“边上的字” reaches over the edge of the page"],
    ),
    "covered": (
        "盖住#place(dx: -1pt, dy: -16pt, rect(width: 60pt, height: 24pt, fill: black))",
        ["“盖住” has no ink: it is as light as its ground, or cut off"],
    ),
}


def blemishes(folder: Path, text: str) -> list[str]:
    """Give what is wrong with the pages that a text of Typst makes."""
    source = folder / "book.typ"
    source.write_text(HEAD + text, "utf-8")
    pdf = typst.compile(
        str(source),
        root=str(folder),
        font_paths=find_fonts(()),
        pdf_standards=["ua-1", "a-2a"],
        ignore_system_fonts=True,
    )
    (folder / "book.pdf").write_bytes(pdf)
    return [blemish.what for page in read_pages(folder / "book.pdf") for blemish in judge(page)]


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_passes(name: str, tmp_path: Path) -> None:
    assert blemishes(tmp_path, SEEN[name]) == []


@pytest.mark.parametrize("name", UNSEEN)
def test_what_is_not_seen_is_found(name: str, tmp_path: Path) -> None:
    text, expected = UNSEEN[name]
    found = blemishes(tmp_path, text)
    assert found[: len(expected)] == expected
