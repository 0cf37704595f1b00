"""Tables of the document tree, made from rows of nodes."""

from collections.abc import Iterable, Sequence

from docutils import nodes
from docutils.nodes import Node

GENERATED = "generated"
"""Attribute of what the package made from the ledger: ``chosen`` where an author chose it, else ``all``."""
LEAST = "least"
"""Attribute of a cell: letters that its column is made for at least."""
_NARROWEST, _WIDEST = 5, 30  # letters that a column is made for
_HEAD = 14  # letters of its head that it is made for: a date fits, and a longer name breaks
_LINE, _GAP = 140, 6  # letters that all columns together are made for, and those between two columns


def paragraph(*content: Node | str, ids: Sequence[str] = ()) -> nodes.paragraph:
    """Make a paragraph of text and inline nodes."""
    parts = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *parts, ids=list(ids))


def quiet(content: Iterable[Node], name: str, generated: str = "all") -> nodes.paragraph:
    """Make a line of a class in small type, such as one below a table."""
    return nodes.paragraph(
        "", "", nodes.inline("", "", *content, classes=["small"]), classes=[name], **{GENERATED: generated}
    )


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[Sequence[Node]]],
    widths: Sequence[int] = (),
    title: Sequence[Node] = (),
    classes: Sequence[str] = (),
    *,
    chosen: bool = False,
    stub: bool = False,
) -> nodes.table:
    """Make a table whose first row is its header.

    Parameters
    ----------
    header : sequence of str, one a column
    rows : sequence of rows, each a sequence of cells, each a sequence of block nodes
    widths : sequence of int
        Relative widths of the columns, by default by the letters of their cells; on paper each is as wide
        as its content asks.
    title : sequence of inline nodes
        The caption; without it the table is not numbered.
    chosen : bool
        Whether an author chose the metrics in it, which are then used on the page.
    stub : bool
        Whether the first column heads the rows.
    """
    head = nodes.row("", *(nodes.entry("", paragraph(name)) for name in header))
    body = [nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows]
    widths = widths or letter_widths(head, body, min(_WIDEST, _LINE // len(header)), _GAP)
    group = nodes.tgroup(cols=len(header), **{GENERATED: "chosen" if chosen else "all"})
    group += [nodes.colspec(colwidth=width, stub=int(stub and not at)) for at, width in enumerate(widths)]
    group += nodes.thead("", head)
    group += nodes.tbody("", *body)
    result = nodes.table("", classes=["colwidths-given", *classes], fitted=True)
    if title:
        result += nodes.title("", "", *title)
    result += group
    return result


def letter_widths(
    head: nodes.row, rows: Iterable[nodes.row], widest: int = _WIDEST, gap: int = 0
) -> list[int]:
    """Give each column the letters of its longest cell, within bounds, and those of a gap."""
    return [
        min(max(name.get(LEAST, _NARROWEST), min(_letters(name) + 1, _HEAD), *map(_letters, column)), widest)
        + gap
        for name, *column in zip(head.children, *(row.children for row in rows), strict=True)
    ]


def _letters(entry: Node) -> int:
    """Count the letters of the longest paragraph of a cell; a Chinese character is as wide as two."""
    return max((len(part.astext().encode("gb18030")) for part in entry.children), default=0)
