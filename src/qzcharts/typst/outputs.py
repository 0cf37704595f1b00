"""HTML outputs of cells, above all data frames, as tables of the doctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from bs4 import Tag

# Which output of a cell is printed, the first that there is; myst-nb knows no order for other builders.
MIME_TYPES = (
    "image/svg+xml",
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/markdown",
    "text/html",
    "text/latex",
    "text/plain",
)


class ConvertHtmlOutputs(SphinxPostTransform):
    """
    Turn the HTML form of an output into a table of the doctree, or drop it where it is no plain table.

    It runs before myst-nb chooses one form of each output; dropping the HTML lets the next best be chosen.
    """

    default_priority = 3  # myst-nb chooses at 4
    builders = ("typst",)

    def run(self, **kwargs: object) -> None:
        """Convert all HTML outputs of the document."""
        for bundle in list(self.document.findall(nodes.container)):
            if bundle.get("nb_element") != "mime_bundle":
                continue
            for form in list(bundle.children):
                if isinstance(form, nodes.container) and form.get("mime_type") == "text/html":
                    converted = convert(form.astext())
                    if not converted:
                        bundle.remove(form)
                    for node in converted:
                        node.source, node.line = bundle.source, bundle.line
                    form.children = []
                    form += converted


def convert(html: str) -> list[nodes.Element]:
    """
    Return the table, and the note under it, that a piece of HTML consists of; nothing if it is anything else.

    A cell that spans rows or columns spans them in the result. Pictures, nested tables and text before the
    table would be lost or misplaced, so there is no result for them.
    """
    from bs4 import BeautifulSoup  # it takes a tenth of a second, and few books have such outputs

    soup = BeautifulSoup(html, "html.parser")
    for ignored in soup(["style", "script"]):
        ignored.decompose()
    tables = soup.find_all("table")
    if len(tables) != 1 or soup.find(["img", "svg", "iframe", "canvas"]) is not None:
        return []
    source = tables[0]
    rows = [row for row in source.find_all("tr") if row.find(["td", "th"])]
    heads = [row for row in rows if row.find_parent("thead") or not row.find("td")]
    bodies = [row for row in rows if row not in heads]
    before = "".join(map(str, source.find_all_previous(string=True))).strip()
    if not bodies or before:
        return []
    width = max(map(_width, rows))
    group = nodes.tgroup(cols=width)
    group += [nodes.colspec(colwidth=1) for _ in range(width)]
    if heads:
        group += nodes.thead("", *map(_row, heads))
    group += nodes.tbody("", *map(_row, bodies))
    table = nodes.table(classes=["dataframe"])
    if caption := source.find("caption"):
        table += nodes.title("", caption.get_text(" ", strip=True))
    table += group
    source.decompose()
    note = soup.get_text(" ", strip=True)
    return [table, nodes.paragraph("", note)] if note else [table]


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return max(int(value), 1) if value.isdecimal() else 1


def _cells(row: Tag) -> list[Tag]:
    return list(row.find_all(["td", "th"]))


def _width(row: Tag) -> int:
    return sum(_span(cell, "colspan") for cell in _cells(row))


def _row(row: Tag) -> nodes.row:
    result = nodes.row()
    for cell in _cells(row):
        entry = nodes.entry()
        if (columns := _span(cell, "colspan")) > 1:
            entry["morecols"] = columns - 1
        if (rows := _span(cell, "rowspan")) > 1:
            entry["morerows"] = rows - 1
        text = cell.get_text(" ", strip=True)
        entry += nodes.paragraph(
            "", "", nodes.strong("", text) if cell.name == "th" and text else nodes.Text(text)
        )
        result += entry
    return result
