"""Tables of the document tree, made from rows of nodes."""

from collections.abc import Sequence

from docutils import nodes
from docutils.nodes import Node

GENERATED = "generated"
"""Attribute of what the package made from the ledger: ``chosen`` where an author chose it, else ``all``."""


def paragraph(*content: Node | str, ids: Sequence[str] = ()) -> nodes.paragraph:
    """Make a paragraph of text and inline nodes."""
    parts = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *parts, ids=list(ids))


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[Sequence[Node]]],
    widths: Sequence[int],
    title: Sequence[Node] = (),
    classes: Sequence[str] = (),
    *,
    chosen: bool = False,
) -> nodes.table:
    """Make a table whose first row is its header.

    Parameters
    ----------
    header : sequence of str, one a column
    rows : sequence of rows, each a sequence of cells, each a sequence of block nodes
    widths : sequence of int
        Relative widths of the columns; on paper each is as wide as its content asks.
    title : sequence of inline nodes
        The caption; without it the table is not numbered.
    chosen : bool
        Whether an author chose the metrics in it, which are then used on the page.
    """
    group = nodes.tgroup(cols=len(header), **{GENERATED: "chosen" if chosen else "all"})
    group += [nodes.colspec(colwidth=width) for width in widths]
    head = nodes.row("", *(nodes.entry("", paragraph(name)) for name in header))
    group += nodes.thead("", head)
    group += nodes.tbody("", *(nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows))
    result = nodes.table("", classes=["colwidths-given", *classes], fitted=True)
    if title:
        result += nodes.title("", "", *title)
    result += group
    return result
