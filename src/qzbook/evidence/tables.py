"""A table of metrics and statements that a cell makes: each cell of it leads to its row of the ledger.

A cell whose value is :func:`qzcharts.charts.table` leaves a :class:`~qzcharts.bundle.Table`. Its title is the
caption; ``mystnb: figure: name:`` of the cell names it.
"""

from collections.abc import Iterator
from typing import ClassVar

from docutils import nodes
from docutils.nodes import Node
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from qzbook.evidence.cell_parts import CODE_OF_TABLE, caption_of, figure_tools, hidden_code
from qzbook.evidence.domain import domain_of
from qzbook.evidence.references import reference
from qzbook.markup.columns import align_numbers
from qzbook.markup.tables import GENERATED, paragraph, quiet, table
from qzbook.markup.told import tell
from qzbook.translation.messages import TYPED
from qzbook.words import gettext, word
from qzcharts.bundle import TABLE, Cell, Layout, Table

_LAYOUT = "layout"
_LONG = 9  # characters of a cell that may be broken
#: At which side the cells of a layout are set; in a list, at that of what they hold.
_SIDES: dict[Layout, str] = {"list": "", "grid": "text-right", "matrix": "text-left"}
#: How a page shows a layout: a grid is whole on a phone too, where rows of others are cards.
_CLASSES: dict[Layout, tuple[str, ...]] = {
    "list": (),
    "grid": ("whole", "series"),
    "matrix": ("matrix", "series"),
}


class TableRenderer(MimeRenderPlugin):  # type: ignore[misc]
    """Makes nodes of the table that a cell leaves."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [("*", TABLE, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[Node] | None:
        """Give the nodes of a table; ``None`` for every other type of output."""
        if inline or data.mime_type != TABLE:
            return None
        env = renderer.renderer.sphinx_env
        if "qzcharts" not in env.domains:
            return []  # A book that does not use the extension shows the HTML of the same bundle.
        assert isinstance(data.content, dict)
        return list(_nodes(env, Table.from_json(data.content, domain_of(env).language)))


def _nodes(env: BuildEnvironment, shown: Table) -> Iterator[Node]:
    """Make the table, and the lines below it."""
    caption = list(_caption(env, shown))
    rows = [[[paragraph(_words(env, cell))] for cell in row] for row in shown.rows]
    classes = ["metric-table", *_CLASSES[shown.layout]]
    made = table(shown.columns, rows, title=caption, classes=classes, chosen=True, stub=True)
    title, group = made.children
    assert isinstance(title, nodes.title)
    assert isinstance(group, nodes.tgroup)
    made[_LAYOUT], title["typed"], title[TYPED] = (
        shown.layout,
        True,
        [shown.template] if shown.template else [],
    )
    if shown.layout == "grid":
        align_numbers(group)
    side = _SIDES[shown.layout]
    for row in group.findall(nodes.row):
        for entry in row.children[1:]:
            assert isinstance(entry, nodes.entry)
            long = "long" if len(entry.astext()) > _LONG else ""
            entry["classes"] += [name for name in (side, long) if name and name not in entry["classes"]]
    yield made
    for note in shown.notes:
        yield quiet([nodes.Text(note)], "table-note")


def _words(env: BuildEnvironment, cell: Cell) -> Node:
    return reference(env, cell.entry, cell.words) if cell.entry else nodes.Text(cell.shown)


def _caption(env: BuildEnvironment, shown: Table) -> Iterator[Node]:
    """Give the author's words, metrics as links, or those of the layout; then what the heads leave out."""
    yield from caption_of(env, shown)
    if shown.subtitle:
        about = word(shown.language, " – {about}", about=shown.subtitle)
        yield nodes.inline("", about, classes=["subtitle"], **{GENERATED: "all"})


def _tools(bundle: Node) -> list[Node]:
    """Give the row below a table that has its hidden code."""
    code = hidden_code(bundle, CODE_OF_TABLE)
    return [figure_tools("", *code)] if code else []


class PlaceTables(SphinxTransform):
    """Lift each table out of its bundle of output types and its figure, and put its code below it."""

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Go through the bundles that hold a table of metrics."""
        for made in [node for node in self.document.findall(nodes.table) if _LAYOUT in node]:
            container = made.parent
            bundle = container.parent
            figure = bundle.parent if isinstance(bundle.parent, nodes.figure) else None
            for node in container.findall(nodes.Element):
                node.source, node.line = bundle.source, bundle.line
            below = [*container.children[1:], *_tools(bundle)]
            if figure is None:
                bundle.replace_self([made, *below])
                continue
            if figure.next_node(nodes.caption):
                mend = gettext("write it as the title of the table: title=…; or leave it out")
                tell(bundle, "caption", gettext("a table has its title for a caption, and no other"), mend)
            for name in ("ids", "names", "classes"):
                made[name] += figure[name]
            for identifier in figure["ids"]:
                self.document.ids[identifier] = made
            figure.replace_self([made, *below])


def setup(app: Sphinx) -> None:
    """Register the transform; the renderer is an entry point of MyST-NB."""
    app.add_transform(PlaceTables)
