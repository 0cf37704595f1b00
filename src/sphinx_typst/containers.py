# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Cells of notebooks, and the layout elements of sphinx-design."""

from docutils import nodes

from .base import around
from .figures import FiguresMixin

# What a cell hides behind a button in HTML is left out on paper.
_HIDES_INPUT = {"all", "input", "input+output"}
_HIDES_OUTPUT = {"all", "output", "input+output"}

_BOXES = {"card", "dropdown", "tab-item", "aside"}


class ContainersMixin(FiguresMixin):
    """Visit methods of containers, which myst-nb and sphinx-design tell apart by attributes."""

    def visit_container(self, node: nodes.Element) -> None:
        component = node.get("design_component", "")
        element = node.get("nb_element", "")
        hidden = node.parent.get("hide_mode") if node.parent is not None else None
        if (element == "cell_code_source" and hidden in _HIDES_INPUT) or (
            element == "cell_code_output" and hidden in _HIDES_OUTPUT
        ):
            raise nodes.SkipNode
        if node.get("literal_block") or "literal-block-wrapper" in node["classes"]:
            self.visit_literal_block_wrapper(node)
            return
        self.labels(node)
        if component in _BOXES:
            self.begin("boxed")
        elif component == "grid-row":
            self.markup("\n#columns-of(")
        elif component == "grid-item":
            self.markup("[")
        elif component == "card-title":
            self.begin("block-title")
        else:
            self.markup("\n")

    def depart_container(self, node: nodes.Element) -> None:
        component = node.get("design_component", "")
        if "literal-block-wrapper" in node["classes"] or node.get("literal_block"):
            self.markup("]\n")
        elif component == "grid-row":
            self.markup(")\n")
        elif component == "grid-item":
            self.markup("],")
        elif component in _BOXES | {"card-title"}:
            self.markup("]\n")

    visit_compound, depart_compound = around("", "", labels=True)
    visit_PassthroughTextElement = visit_compound  # noqa: N815 (sphinx-design names the node)
    depart_PassthroughTextElement = depart_compound  # noqa: N815
