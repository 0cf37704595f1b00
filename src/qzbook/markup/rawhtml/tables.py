"""Tables of HTML, arranged as docutils has them: head and body, in every row a cell for every column."""

from collections.abc import Iterator, Sequence
from typing import cast

from docutils import nodes

from qzbook.markup.rawhtml.error import HtmlError
from qzbook.words import gettext

Line = list[nodes.entry | None]


def arrange(table: nodes.Element) -> None:
    """Give a table, whose children are rows and groups of rows, the form of docutils.

    Rows of headings alone that stand first are its head; what stands in ``tfoot`` is its last rows. Cells
    that are missing are empty ones: in Typst the next row would fill their places.

    Parameters
    ----------
    table : docutils table
        Each entry with ``spans``, its columns and rows (0: all rows that follow), and ``heads``, whether it
        is a heading.

    Raises
    ------
    HtmlError
        If there is no row, or a cell spans over the place of another.
    """
    titles = [child for child in table.children if isinstance(child, nodes.title)]
    head, body = _split([child for child in table.children if child not in titles])
    if not head and not body:
        raise HtmlError(gettext("a table has no row"), gettext("correct its rows and spans"))
    grids = [list(_grid(rows)) for rows in (head, body)]
    width = max(len(line) for grid in grids for line in grid)
    for rows, grid in zip((head, body), grids, strict=True):
        for row, line in zip(rows, grid, strict=True):
            _complete(row, [*line, *[None] * (width - len(line))])
            for entry in row.children:
                _finish(cast(nodes.entry, entry), is_head=rows is head)
    group = nodes.tgroup(cols=width)
    group += [nodes.colspec(colwidth=1) for _ in range(width)]
    group += [nodes.thead("", *head)] if head else []
    group += nodes.tbody("", *body)
    table[:] = [*titles, group]


def _split(parts: Sequence[nodes.Node]) -> tuple[list[nodes.row], list[nodes.row]]:
    """Give the rows of the head, and the others."""
    groups: dict[str, list[nodes.row]] = {"head": [], "body": [], "foot": []}
    for part in cast(Sequence[nodes.Element], parts):
        kind = "head" if isinstance(part, nodes.thead) else "foot" if part.get("foot") else "body"
        groups[kind] += cast(list[nodes.row], [part] if isinstance(part, nodes.row) else part.children)
    head, body = groups["head"], [*groups["body"], *groups["foot"]]
    if not head:
        count = next((number for number, row in enumerate(body) if not _heads(row)), 0)
        head, body = body[:count], body[count:]
    return head, body


def _heads(row: nodes.row) -> bool:
    return bool(row.children) and all(cast(nodes.entry, entry)["heads"] for entry in row.children)


def _grid(rows: Sequence[nodes.row]) -> Iterator[Line]:
    """Give for each row what covers each of its columns; on the way, entries learn what they span."""
    above: dict[int, tuple[nodes.entry, int]] = {}  # what covers a column from above, for how many rows more
    for number, row in enumerate(rows):
        line = {column: entry for column, (entry, _) in above.items()}
        below = {column: (entry, left - 1) for column, (entry, left) in above.items() if left > 1}
        column = 0
        for entry in cast(list[nodes.entry], row.children):
            columns, down = max(entry["spans"][0], 1), entry["spans"][1]
            down = min(down or len(rows), len(rows) - number)
            entry.update_all_atts({"morecols": columns - 1} if columns > 1 else {})
            entry.update_all_atts({"morerows": down - 1} if down > 1 else {})
            while column in line:
                column += 1
            for covered in range(column, column + columns):
                if covered in line:
                    message = gettext("a cell of a table spans over the place of another")
                    raise HtmlError(message, gettext("correct its rows and spans"))
                line[covered] = entry
                below |= {covered: (entry, down - 1)} if down > 1 else {}
        above = below
        yield [line.get(column) for column in range(max(line, default=-1) + 1)]


def _complete(row: nodes.row, line: Line) -> None:
    """Put an empty entry wherever a row has none."""
    children: list[nodes.entry] = []
    for entry in line:
        if entry is None:
            children.append(nodes.entry(heads=False, spans=[]))
        elif entry.parent is row and entry not in children:
            children.append(entry)
    row[:] = children


def _finish(entry: nodes.entry, *, is_head: bool) -> None:
    heads = entry["heads"]
    for name in ("spans", "heads"):
        del entry[name]
    if not entry.astext().strip() and entry.next_node(nodes.image) is None:
        entry[:] = [nodes.paragraph()]  # as MyST has an empty cell
    elif heads and not is_head:
        for block in entry.findall(nodes.paragraph):
            block[:] = [nodes.strong("", "", *block.children)]
