"""The structure tree, outline and links of the PDF are those of the doctrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docutils import nodes
from tagged import Element
from test_typst_text import words
from typst_books import ORDER, Build


def expected_headings(book: Build) -> list[tuple[int, str]]:
    """Return level and title of every section of the doctrees as the book must number them."""
    levels = {"index": 1, "chapters/nested": 3}
    parts = {
        "chapters/inline": "上编　文字",
        "chapters/tables": "下编　图表与单元格",
        "appendix/ledger": "附录",
    }
    headings = []
    for docname in ORDER:
        if docname in parts:
            headings.append((1, parts[docname]))
        for section in book.doctrees[docname].findall(nodes.section):
            depth = 0
            above = section.parent
            while isinstance(above, nodes.section):
                depth, above = depth + 1, above.parent
            headings.append((levels.get(docname, 2) + depth, section[0].astext()))
    return headings


def test_headings_are_those_of_the_sections(book: Build, structure: Element) -> None:
    roles = ("H1", "H2", "H3", "H4", "H5", "H6")
    front = {"版本说明", "目录", "插图目录", "表格目录", "索引"}
    headings = [(int(h.role[1]), h.text) for h in structure.walk(*roles) if h.text not in front]
    expected = expected_headings(book)
    assert [level for level, _ in headings] == [level for level, _ in expected]
    for (_, printed_title), (_, title) in zip(headings, expected, strict=True):
        assert printed_title.endswith(title)
    levels = [int(h.role[1]) for h in structure.walk(*roles)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    "title",
    [
        "总览",
        "第 1 章　行内文字",
        "1.1　字体与强调",
        "2.4　段落与列表之下的一篇",
        "第 3 章　表格",
        "附录 A　虚构台账",
        "A.2　台账的第二节",
        "附录 B　词汇与文献",
    ],
)
def test_numbers_of_chapters_sections_and_appendices(structure: Element, title: str) -> None:
    assert title in [heading.text for heading in structure.walk("H1", "H2", "H3")]


def test_references_print_the_numbers_of_the_book(structure: Element) -> None:
    links = [link.text for link in structure.walk("Link")]
    for text in ("图 4.1", "图号 4.1", "表 3.6", "代码 2.1", "(1.1)", "B", "表 A.1", "第 A.2 节", "Xu29"):
        assert text in links


def test_lists_are_lists_and_nest_as_in_the_doctree(book: Build, structure: Element) -> None:
    items = book.doctrees["chapters/blocks"].findall(nodes.list_item)
    first_lines = ["".join(words(item[0])) for item in items]
    printed_items = ["".join(body.text.split()) for body in structure.walk("LBody")]
    for line in first_lines:
        assert any(item.startswith(line) for item in printed_items), line

    def depth(element: Element) -> int:
        return (element.role == "L") + max((depth(child) for child in element.children), default=0)

    assert depth(structure) == 4
    for each in structure.walk("LI"):
        assert [child.role for child in each.children] == ["Lbl", "LBody"]
        assert each.children[0].text
    marks = {each.children[1].text.strip(): each.children[0].text for each in structure.walk("LI")}
    assert (marks["已办"], marks["未办"]) == ("☑", "☐")


def test_tables_have_header_cells_and_spans(book: Build, structure: Element) -> None:
    expected = []
    for docname in ORDER:
        for table in book.doctrees[docname].findall(nodes.table):
            heads = sum(len(list(head.findall(nodes.entry))) for head in table.findall(nodes.thead))
            expected.append((heads, len(list(table.findall(nodes.entry))) - heads))
    tables = list(structure.walk("Table"))
    found = [(len(list(t.walk("TH"))), len(list(t.walk("TD")))) for t in tables]
    assert found == expected
    assert all(heads > 0 for heads, _ in found)
    cells = {cell.text: cell for table in tables for cell in table.walk("TD", "TH")}
    for text, role, attribute in (
        ("跨两列", "TD", "ColSpan"),
        ("跨两行", "TD", "RowSpan"),
        ("下水时辰", "TH", "ColSpan"),
        ("地点", "TH", "RowSpan"),
    ):
        assert (cells[text].role, cells[text].attributes.get(attribute)) == (role, "2"), text
    # The first column of a data frame, or of a table with stub columns, is bold text in TD: Typst makes TH of
    # it by pdf.header-cell, which its Python package does not let one enable.
    assert {head.attributes["Scope"] for table in tables for head in table.walk("TH")} == {"/Column"}


def test_every_figure_has_the_alternative_text_of_the_doctree(book: Build, structure: Element) -> None:
    expected = Counter(image["alt"] for tree in book.doctrees.values() for image in tree.findall(nodes.image))
    assert Counter(figure.attributes["Alt"] for figure in structure.walk("Figure")) == expected


def test_every_formula_has_its_latex_as_alternative_text(book: Build, structure: Element) -> None:
    kinds = (nodes.math, nodes.math_block)
    formulas = Counter(
        node.astext().strip()
        for tree in book.doctrees.values()
        for kind in kinds
        for node in tree.findall(kind)
    )
    assert Counter(formula.attributes["Alt"] for formula in structure.walk("Formula")) == formulas


def test_outline_is_complete(book: Build, structure: Element) -> None:
    headings = [(int(h.role[1]), h.text) for h in structure.walk("H1", "H2", "H3", "H4", "H5", "H6")]
    with pypdfium2.PdfDocument(book.pdf) as pdf:
        outline = [(item.level + 1, item.get_title()) for item in pdf.get_toc(max_depth=20)]
    assert outline == headings


def test_every_link_leads_somewhere(book: Build) -> None:
    with pikepdf.open(book.pdf) as pdf:
        pages = {each.objgen for each in pdf.pages}
        inside = outside = 0
        for each in pdf.pages:
            for annotation in each.get("/Annots", []):
                if annotation.Subtype != "/Link":
                    continue
                assert annotation.get("/Contents") or annotation.get("/StructParent") is not None
                action = annotation.get("/A")
                if action is not None and action.S == "/URI":
                    outside += 1
                    assert str(action.URI).startswith(("https://example.org", "mailto:"))
                    continue
                target: Any = annotation.get("/Dest") or annotation.A.D
                if isinstance(target, pikepdf.String | pikepdf.Name):
                    target = _named_destination(pdf, target)
                assert target[0].objgen in pages
                inside += 1
    assert inside > 60 and outside >= 5


def _named_destination(pdf: pikepdf.Pdf, name: pikepdf.Object) -> pikepdf.Object:
    destination = pikepdf.NameTree(pdf.Root.Names.Dests)[str(name)]
    return destination.D if isinstance(destination, pikepdf.Dictionary) else destination


def test_properties_of_the_document(book: Build) -> None:
    with pikepdf.open(book.pdf) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert str(pdf.docinfo["/Title"]) == "北辰县虚构年报"
        assert str(pdf.docinfo["/Author"]) == "虚构编辑部"


def test_the_reading_order_is_that_of_the_pages(book: Build) -> None:
    """Pages never go back while the structure tree is read; notes and floats excepted, there are none."""
    with pikepdf.open(book.pdf) as pdf:
        number = {page.objgen: index for index, page in enumerate(pdf.pages)}
        pages = list(_pages(pdf.Root.StructTreeRoot.K, None, number))
    assert len(pages) > 800
    assert pages == sorted(pages)


def _pages(node: pikepdf.Object, page: int | None, number: Mapping[Any, int]) -> Iterator[int]:
    """Yield the page of every piece of content, in reading order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _pages(kid, page, number)
    elif isinstance(node, pikepdf.Dictionary):
        page = number[node.Pg.objgen] if "/Pg" in node else page
        if "/K" in node and node.get("/S") != "/Note":
            yield from _pages(node.K, page, number)
        elif "/MCID" in node and page is not None:
            yield page
    elif page is not None:
        yield page


def test_pictures_stand_with_their_captions_in_one_figure(structure: Element) -> None:
    captions = [caption.text for caption in structure.walk("Caption")]
    assert len(captions) == len(set(captions)) > 10
    for text in ("图 4.1　纸船的样子，题目里有粗体", "表 3.3　两行表头的表", "代码 2.1　折船的程序"):
        assert text in captions


def test_the_index_names_the_pages_of_a_word_in_their_order(book: Build, structure: Element) -> None:
    with pypdfium2.PdfDocument(book.pdf) as pdf:
        pages = {pdf.get_page_label(number): pdf[number] for number in range(len(pdf))}
        within = {
            label: "".join(page.get_textpage().get_text_range().split()) for label, page in pages.items()
        }
    entries = dict(p.text.strip().split("，", 1) for p in structure.walk("P") if p.text.startswith("数云，"))
    numbers = entries["数云"].split("，")
    assert len(numbers) == 2
    assert numbers == sorted(numbers, key=int)
    assert all("数云" in within[number] for number in numbers)
