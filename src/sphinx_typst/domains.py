# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Descriptions of functions, classes and the like, as Sphinx's domains make them."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from .base import TypstBase


class DomainsMixin(TypstBase):
    """Visit methods of object descriptions: a signature in code type, and its explanation indented."""

    def visit_desc(self, node: nodes.Element) -> None:
        """Do nothing: signature and explanation follow each other."""

    depart_desc = visit_desc

    def visit_desc_content(self, node: nodes.Element) -> None:
        self.begin("description")

    def depart_desc_content(self, node: nodes.Element) -> None:
        self.end()

    def visit_desc_signature(self, node: nodes.Element) -> None:
        self.origin(node)
        self.begin("signature")
        self.labels(node)

    depart_desc_signature = depart_desc_content

    def visit_desc_name(self, node: nodes.Element) -> None:
        self.markup("#strong[")

    def depart_desc_name(self, node: nodes.Element) -> None:
        self.markup("];")

    def visit_desc_inline(self, node: nodes.Element) -> None:
        """Do nothing for parts of a signature whose text is in their children."""

    depart_desc_inline = visit_desc_inline
    visit_desc_annotation = visit_desc_addname = visit_desc_type = visit_desc_inline
    depart_desc_annotation = depart_desc_addname = depart_desc_type = visit_desc_inline
    visit_desc_signature_line = visit_desc_sig_space = visit_desc_inline
    depart_desc_signature_line = depart_desc_sig_space = visit_desc_inline
    visit_desc_sig_name = visit_desc_sig_operator = visit_desc_sig_keyword = visit_desc_inline
    depart_desc_sig_name = depart_desc_sig_operator = depart_desc_sig_keyword = visit_desc_inline
    visit_desc_sig_punctuation = visit_desc_sig_keyword_type = visit_desc_sig_literal_number = (
        visit_desc_inline
    )
    depart_desc_sig_punctuation = depart_desc_sig_keyword_type = depart_desc_sig_literal_number = (
        visit_desc_inline
    )
    visit_desc_sig_literal_string = visit_desc_sig_literal_char = visit_desc_inline
    depart_desc_sig_literal_string = depart_desc_sig_literal_char = visit_desc_inline

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        self.text("(")

    def depart_desc_parameterlist(self, node: nodes.Element) -> None:
        self.text(")")

    def visit_desc_parameter(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.text(", ")

    depart_desc_parameter = visit_desc_inline

    def visit_desc_optional(self, node: nodes.Element) -> None:
        self.text("[")

    def depart_desc_optional(self, node: nodes.Element) -> None:
        self.text("]")

    visit_desc_type_parameter_list = visit_desc_optional
    depart_desc_type_parameter_list = depart_desc_optional
    visit_desc_type_parameter, depart_desc_type_parameter = visit_desc_parameter, depart_desc_parameter

    def visit_desc_returns(self, node: nodes.Element) -> None:
        self.text(" → ")

    depart_desc_returns = visit_desc_inline

    def visit_productionlist(self, node: nodes.Element) -> None:
        self.begin("line-block")

    def depart_productionlist(self, node: nodes.Element) -> None:
        self.end()

    def visit_production(self, node: nodes.Element) -> None:
        """Set one rule of a grammar: the name that it defines, and what stands for it."""
        self.labels(node)
        if name := node.get("tokenname"):
            self.markup("#strong[")
            self.text(name)
            self.markup("];")
            self.text(" ::= ")

    def depart_production(self, node: nodes.Element) -> None:
        self.markup(" #linebreak()\n")

    visit_acks = visit_desc_inline  # it holds a list
    depart_acks = visit_desc_inline

    def visit_hlist(self, node: addnodes.hlist) -> None:
        """Set the columns of a horizontal list beside each other."""
        self.markup("\n#columns-of(")

    def depart_hlist(self, node: addnodes.hlist) -> None:
        self.markup(")\n")

    def visit_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.markup("[")

    def depart_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.markup("], ")
