"""The text of the PDF: nothing of the doctrees is lost, and it comes out in order and letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from docutils import nodes
from sphinx import addnodes
from tagged import Element
from typst_books import ORDER, Build

# What the doctree has as text but paper does not: addresses of files, markup for HTML, what a cell hides,
# and mathematics, whose LaTeX is alternative text.
UNPRINTED = (
    nodes.comment,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.image,
    nodes.footnote,
    nodes.label,
    addnodes.toctree,
    addnodes.index,
)


def words(tree: nodes.Node) -> list[str]:
    """Return the pieces of text of a tree that must be printed, in order, without white space."""
    pieces = []
    for node in tree.findall(nodes.Text):
        above: list[Any] = [node]
        while above[-1].parent is not None:
            above.append(above[-1].parent)
        hidden = any(
            (outer.get("hide_mode") == "input" and inner.get("nb_element") == "cell_code_source")
            or (outer.get("hide_mode") == "output" and inner.get("nb_element") == "cell_code_output")
            or (
                outer.get("hide_mode") == "all"
                and inner.get("nb_element") in {"cell_code_source", "cell_code_output"}
            )
            for inner, outer in pairwise(above[1:])
        )
        reference = any(isinstance(each, nodes.footnote_reference) for each in above)
        if not hidden and not reference and not any(isinstance(each, UNPRINTED) for each in above):
            text = re.sub(r"\x1b\[[0-9;]*m", "", node.astext())
            pieces.append("".join(text.split()))
    return [piece for piece in pieces if piece]


def printed(element: Element) -> str:
    """Return the text in reading order, without white space and without the notes at the foot of the page."""
    parts = []
    for item in element.content:
        if isinstance(item, str):
            parts.append("".join(item.split()))
        elif item.role not in {"Note", "TOC"}:
            parts.append(printed(item))
    return "".join(parts)


def test_every_word_is_in_the_text_in_order(book: Build, structure: Element) -> None:
    assert set(book.doctrees) == set(ORDER)
    text, position, count = printed(structure), 0, 0
    for docname in ORDER:
        for piece in words(book.doctrees[docname]):
            found = text.find(piece, position)
            assert found >= 0, (
                f"{docname}: {piece!r} is missing after …{text[max(position - 60, 0) : position]!r}"
            )
            position, count = found + len(piece), count + 1
    assert count > 500


def test_text_is_copied_in_order_and_as_written(book: Build) -> None:
    """What a reader copies from page to page; the numbers beside lines of code are on the page, too."""
    with pypdfium2.PdfDocument(book.pdf) as pdf:
        text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    position, count = text.index("总览北辰县是一个虚构的地方"), 0  # after the contents
    for docname in ORDER:
        tree = book.doctrees[docname].deepcopy()
        for block in tree.findall(nodes.literal_block):
            if block.get("linenos"):
                block.children = []
        for piece in words(tree):
            found = text.find(piece, position)
            assert 0 <= found < position + 3000, (docname, piece)
            position, count = found + len(piece), count + 1
    assert count > 600


def test_footnotes_are_notes_with_their_whole_text(structure: Element) -> None:
    notes = [note.text for note in structure.walk("Note")]
    assert notes == [
        "1县志是虚构的，载有重点与 code，见 关于北辰县。",
        "2设 𝑛 为船数，则 𝑛≥0。注的第二段也要留住。",
        "1表里的注。",
    ]
    paragraph = next(p for p in structure.walk("P") if p.text.startswith("先有"))
    marks = [label.text for label in paragraph.walk("Lbl") if len(label.text) == 1]
    assert [mark for mark in marks if mark in "12"][:1] == ["1"]


def test_code_is_code_letter_by_letter(book: Build, structure: Element) -> None:
    blocks = [
        "\n".join(line.text for line in code.children)
        for code in structure.walk("Code")
        if any(child.role == "P" for child in code.children)
    ]
    source = next(
        node
        for node in book.doctrees["chapters/blocks"].findall(nodes.literal_block)
        if "让船下水" in node.astext()
    )
    assert source.astext().rstrip() in blocks
    assert "paper = sheet()\nboat = fold(paper)\nboat.launch()" in blocks


def test_what_cells_hide_or_remove_is_not_printed(structure: Element) -> None:
    text = structure.text
    for hidden in (
        "藏起的代码",
        "藏起的输出",
        "整格藏起",
        "去掉的代码",
        "去掉的输出",
        "整格去掉",
        "纯文本的替代",
    ):
        assert hidden not in text
    for shown in ("藏起代码的输出", "藏起输出的代码", "去掉代码的输出", "粘来的值是 12", "HTML 的内容"):
        assert shown in text
    assert "不是表格的网页" in text


def test_the_build_says_nothing(book: Build) -> None:
    assert [line for line in book.warnings.splitlines() if "card_legacy" not in line] == []


@pytest.mark.parametrize("form", ["{}", "**{}**", "*{}*", "`{}`", "# {}", "| 名 |\n| - |\n| {} |"])
def test_rare_characters_of_names_are_printed(small_book: Callable[..., Build], form: str) -> None:
    name = "某𠮷𬎆䶮㙟𫖯㛃"
    build = small_book(f"# 书\n\n{form.format(name)}\n")
    assert build.error is None, build.error
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert name in text
