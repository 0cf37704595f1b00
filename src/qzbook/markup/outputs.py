"""Outputs of cells: one form of each, the same in both formats, and nothing that no reader can read.

A value tells a notebook several forms of itself. MyST-NB keeps all until a format is written and then takes
what that format likes best, which may be a picture here and a table there.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

from qzbook.markup.tables import GENERATED
from qzbook.markup.told import tell
from qzbook.words import gettext

#: The forms of an output, best first. Those of scripts come first to be refused, not to be overlooked.
FORMS = (
    "application/vnd.jupyter.widget-view+json",
    "application/javascript",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "text/markdown",
    "text/html",
    "text/latex",
    "text/plain",
)
#: What Python says of an object that has no words of its own; its address is another in each run.
_OBJECT = re.compile(r"<[^<>\n]+ at 0x[0-9a-fA-F]+>")


class ChooseForms(SphinxTransform):
    """Put the best form of each output in its place."""

    default_priority = 190  # before HTML is converted, after charts are placed

    def apply(self, **kwargs: Any) -> None:
        """Go through the outputs of the page."""
        for bundle in list(self.document.findall(nodes.container)):
            if bundle.get("nb_element") == "mime_bundle":
                self._choose(bundle)

    @staticmethod
    def _choose(bundle: nodes.container) -> None:
        forms = {form["mime_type"]: form for form in bundle.findall(nodes.container) if form.parent is bundle}
        best = next((forms[name] for name in FORMS if name in forms), None)
        if best is None:
            return  # MyST-NB tells
        if best["mime_type"] == "text/markdown" and (heading := best.next_node(nodes.rubric)):
            told = nodes.system_message  # docutils puts its own words into a heading that is there twice
            words = "".join(child.astext() for child in heading.children if not isinstance(child, told))
            message = gettext(
                "the heading {words!r} in the output of this cell is in no table of contents", words=words
            )
            tell(bundle, "output", message, gettext("write it outside of the cell, or make it bold"))
        for shown in best.findall(nodes.image):
            shown.source, shown.line = bundle.source, bundle.line
        bundle.replace_self(best.children)


class RefuseObjects(SphinxTransform):
    """Tell where a cell shows what Python says of an object that has no words of its own."""

    default_priority = 210  # after HTML is converted

    def apply(self, **kwargs: Any) -> None:
        """Go through the outputs of the page, those that it glues among them."""
        told: set[int | None] = set()
        for block in self.document.findall(nodes.TextElement):
            found = _OBJECT.search(block.astext())
            if not found or not _is_output(block):
                continue
            block[GENERATED] = "all"  # no number in it is an author's
            if block.line not in told:
                message = gettext("this cell shows {object}, which says nothing to readers", object=found[0])
                mend = gettext(
                    "show text, a table or a chart, or end the last line of the cell with a semicolon"
                )
                tell(block, "output", message, mend)
            told.add(block.line)


def _is_output(node: nodes.Node) -> bool:
    while isinstance(node, nodes.Element):
        if "output" in node["classes"] or node.get("nb_element") == "cell_code_output":
            return True
        node = node.parent
    return False


def settle(app: Sphinx, config: Config) -> None:
    """Have ``display(Markdown(…))`` read as pages are, and one order of forms where pages are glued."""
    order = [(name, form, rank) for name in ("html", "typst") for rank, form in enumerate(FORMS, start=2)]
    config.nb_mime_priority_overrides = [*order, *config.nb_mime_priority_overrides]
    if config.nb_render_markdown_format == "commonmark":
        config.nb_render_markdown_format = "myst"


def setup(app: Sphinx) -> None:
    """Register the transforms and the choices."""
    app.add_transform(ChooseForms)
    app.add_transform(RefuseObjects)
    app.connect("config-inited", settle)
