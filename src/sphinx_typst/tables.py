# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Tables: docutils counts cells as Typst does, so each cell becomes one cell."""

from docutils import nodes

from .base import TypstBase
from .markup import label, option, string
from .table_sizes import TableSizes
from .table_widths import widths
from .words import word

_LONG_CELL = 400  # characters; rows are kept whole on a page, but a cell like this may not fit on one


class TablesMixin(TypstBase):
    """Visit methods of tables."""

    tables = 0
    _table_name = ""

    def visit_table(self, node: nodes.table) -> None:
        name = self._table_name = self.attached_label(node)
        self.origin(node)
        self.markup(f"\n#sheet(name: {name}, ")

    def depart_table(self, node: nodes.table) -> None:
        self.markup(")\n")

    def visit_table_title(self, node: nodes.title) -> None:
        """Begin the caption of a table; ``depart_title`` ends it."""
        self.builder.note_caption("table")
        number = self.caption_number(node.parent, "table")
        self.markup(f"number: {option(number)}, places: {self.caption_places(node.parent)}, caption: [")
        self.begin_entry(node, "table", self._table_name, number=number)

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        table = node.parent
        shares: list[float] = [child["colwidth"] for child in node if isinstance(child, nodes.colspec)]
        sizes = TableSizes.of(node)
        given = shares if "colwidths-given" in table["classes"] else None
        if table.get("fitted"):
            given = self._fitted_widths(node, shares)
        columns = [f"{share:.5g}fr" for share in given] if given else ["auto"] * len(shares)
        self.markup(f"columns: ({', '.join(columns)},), ")
        if sizes.may_be_too_wide(given):
            path, line = self.locate(table)
            self.markup(f"at: {option(sizes.columns)}, origin: {string(f'{path}:{line}')}, ")
            self.markup(f"in-flow: {option(self._is_in_flow(table))}, ")
        elif sizes.stays_whole:
            self.markup("whole: true, ")
            return
        number = self.caption_number(table, "table")
        node["continued"] = (
            word(self.builder.language, "{number} continued", number=number)
            if number
            else word(self.builder.language, "Continued")
        )

    def _fitted_widths(self, group: nodes.tgroup, shares: list[float]) -> list[float]:
        """Return the widths of the columns by their content, the same for all tables with one head."""
        found: dict[str, list[float]] = self.document.setdefault("widths", {})
        if (key := _head(group)) not in found:
            tables = (table for table in self.document.findall(nodes.table) if table.get("fitted"))
            groups = [table.next_node(nodes.tgroup) for table in tables]
            found[key] = widths([each for each in groups if each and _head(each) == key], shares) or shares
        return found[key]

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        pass

    def visit_colspec(self, node: nodes.Element) -> None:
        raise nodes.SkipNode

    def visit_thead(self, node: nodes.thead) -> None:
        self.markup("table.header(")

    def depart_thead(self, node: nodes.thead) -> None:
        self.markup("table.hline(stroke: header-rule)), ")

    def visit_tbody(self, node: nodes.Element) -> None:
        pass

    def depart_tbody(self, node: nodes.Element) -> None:
        pass

    visit_row, depart_row = visit_tbody, depart_tbody

    def visit_entry(self, node: nodes.entry) -> None:
        aligned = next(
            (side for side in ("left", "center", "right") if f"text-{side}" in node["classes"]), None
        )
        options = [f"align: {aligned}"] if aligned else []
        options += [f"colspan: {node['morecols'] + 1}"] if node.get("morecols") else []
        options += [f"rowspan: {node['morerows'] + 1}"] if node.get("morerows") else []
        options += ["breakable: true"] if len(node.astext()) > _LONG_CELL else []
        self.markup(f"table.cell({', '.join(options)})[")
        self.labels(node)
        self.labels(node.parent)
        if isinstance(node.parent.parent, nodes.thead):
            self._continued(node)
            self.markup("#set text(..header-type);")
        if self._is_stub(node):
            self.markup("#strong[")

    def _continued(self, entry: nodes.entry) -> None:
        """Have the first cell of a head say on further pages whose head it is."""
        row = entry.parent
        group = row.parent.parent
        if "continued" in group and row.parent.index(row) == 0 and row.index(entry) == 0:
            self.tables += 1
            start = label(self.docname, f"/table/{self.tables}")
            self.markup(f"#continued({string(start)}, {string(group['continued'])});")

    def depart_entry(self, node: nodes.entry) -> None:
        self.markup(f"#room-of({string(node['pad'])})" if "pad" in node else "")
        self.markup("]]," if self._is_stub(node) else "],")

    @staticmethod
    def _is_in_flow(node: nodes.Element) -> bool:
        """Return whether the table stands on the page itself, so that its page can be turned."""
        outer = node.parent
        while type(outer) is nodes.container:
            outer = outer.parent
        return isinstance(outer, nodes.section | nodes.document)

    @staticmethod
    def _is_stub(node: nodes.entry) -> bool:
        group = node.parent.parent.parent
        columns = [child for child in group if isinstance(child, nodes.colspec)]
        position = node.parent.index(node)
        return position < len(columns) and bool(columns[position].get("stub"))


def _head(group: nodes.tgroup) -> str:
    head = group.next_node(nodes.thead)
    return head.astext() if head else ""
