"""Captions of tables that cells make: above, and numbered as tables, whoever puts them there.

MyST-NB has captions for outputs and for what is glued, and makes figures of all.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from qzbook.markup.told import tell
from qzbook.words import gettext


class CaptionTables(SphinxTransform):
    """Make of a figure that holds a table and nothing else that table, with the figure's caption and name."""

    default_priority = 205  # HTML has become tables, and nothing has a number yet

    def apply(self, **kwargs: Any) -> None:
        """Go through the figures of the page."""
        for figure in list(self.document.findall(nodes.figure)):
            caption = next((child for child in figure.children if isinstance(child, nodes.caption)), None)
            tables = list(figure.findall(nodes.table))
            if caption is None or len(tables) != 1 or _holds_more(figure):
                continue
            table = tables[0]
            if table.next_node(nodes.title, descend=True) in table.children:
                message = gettext("the table has a caption of its own, and one from the cell")
                tell(figure, "caption", message, gettext("leave one of them out"))
                continue
            title = nodes.title("", "", *caption.children)
            title.source, title.line = caption.source, caption.line
            title["typed"] = True
            table.insert(0, title)
            for name in ("ids", "names", "classes"):
                table[name] += figure[name]
            for identifier in figure["ids"]:
                self.document.ids[identifier] = table
            legend = [part for child in figure.children if isinstance(child, nodes.legend) for part in child]
            figure.replace_self([table, *legend])


def _holds_more(figure: nodes.figure) -> bool:
    others = (nodes.image, nodes.literal_block, nodes.math_block)
    return any(True for kind in others for node in figure.findall(kind) if not _is_in_table(node))


def _is_in_table(node: nodes.Node) -> bool:
    while node is not None and not isinstance(node, nodes.figure):
        if isinstance(node, nodes.table):
            return True
        node = node.parent
    return False


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(CaptionTables)
