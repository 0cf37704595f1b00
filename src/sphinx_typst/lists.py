# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Lists, and what is set as one: definitions, fields and options."""

import re

from docutils import nodes

from .base import TypstBase, around
from .markup import option, string

_BOX = "task-list-item-checkbox"
_DONE = re.compile("☑|checked=")


class ListsMixin(TypstBase):
    """Visit methods of lists."""

    def visit_bullet_list(self, node: nodes.Element) -> None:
        self.labels(node)
        if "contains-task-list" in node["classes"]:
            marks = ", ".join(map(self._task_mark, node.children))
            self.markup(
                f"\n#enum(tight: {self._is_tight(node)}, numbering: number => ({marks},).at(number - 1), "
            )
        else:
            self.markup(f"\n#list(tight: {self._is_tight(node)}, ")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        self.labels(node)
        forms = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
        form = node.get("prefix", "") + forms.get(node.get("enumtype", ""), "1") + node.get("suffix", ".")
        start = node.get("start", 1)
        self.markup(f"\n#enum(tight: {self._is_tight(node)}, start: {start}, numbering: {string(form)}, ")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self.markup(")\n")

    depart_enumerated_list = depart_bullet_list

    @staticmethod
    def _task_mark(item: nodes.Node) -> str:
        """Return what stands before an item of a list of tasks: its box, of MyST raw HTML in the doctree."""
        for node in item.children[:1]:
            for box in node.findall(nodes.TextElement):
                if _BOX in box.astext() or "checkbox" in box["classes"]:
                    return f"checkbox({option(bool(_DONE.search(box.astext())))})"
        return "[•]"

    @staticmethod
    def _is_tight(node: nodes.Element) -> str:
        loose = any(
            sum(isinstance(child, nodes.paragraph) for child in item.children) > 1 for item in node.children
        )
        return option(not loose)

    def visit_list_item(self, node: nodes.Element) -> None:
        self.markup("[")
        self.labels(node)

    def depart_list_item(self, node: nodes.Element) -> None:
        self.markup("],\n")

    visit_definition_list, depart_definition_list = around("\n#terms(", ")\n", labels=True)
    visit_definition_list_item, depart_definition_list_item = around("terms.item([", "]),\n")

    def visit_term(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.markup("#gap;")
        self.origin(node)
        self.labels(node)

    depart_term = around("", "")[1]
    visit_classifier, depart_classifier = around("#classifier[", "];")

    def visit_definition(self, node: nodes.Element) -> None:
        """Begin the definition, or a further one of the same term, which Typst has as a paragraph of it."""
        first = node.parent.first_child_matching_class(
            (nodes.definition, nodes.field_body, nodes.description)
        )
        self.markup("], [" if node.parent.index(node) == first else "#parbreak()")

    depart_definition = depart_term

    # A field list or an option list is a list of terms; the names differ, the form is one.
    visit_field_list = visit_docinfo = visit_option_list = visit_definition_list
    depart_field_list = depart_docinfo = depart_option_list = depart_definition_list
    visit_field = visit_option_list_item = visit_definition_list_item
    depart_field = depart_option_list_item = depart_definition_list_item
    visit_field_body = visit_description = visit_definition
    depart_field_body = depart_description = depart_definition

    visit_field_name, depart_field_name = around("", "", labels=True)
    visit_option_group = visit_option_string = visit_glossary = visit_field_name
    depart_option_group = depart_option_string = depart_glossary = depart_field_name

    def visit_option(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.text(", ")

    def visit_option_argument(self, node: nodes.Element) -> None:
        self.text(node.get("delimiter", " "))

    depart_option = depart_option_argument = depart_term
