# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Descriptions of functions, classes and the like, as Sphinx's domains make them."""

from docutils import nodes

from .base import TypstBase, around
from .markup import plain


class DomainsMixin(TypstBase):
    """Visit methods of object descriptions: a signature in code type, and its explanation indented."""

    visit_desc_content, depart_desc_content = around("\n#description[", "]\n")

    def visit_desc_signature(self, node: nodes.Element) -> None:
        self.origin(node)
        self.begin("signature")
        self.labels(node)

    depart_desc_signature = depart_desc_content
    visit_desc_name, depart_desc_name = around("#strong[", "];")
    visit_desc_parameterlist, depart_desc_parameterlist = around(plain("("), plain(")"))
    visit_desc_optional, depart_desc_optional = around(plain("["), plain("]"))
    visit_desc_type_parameter_list, depart_desc_type_parameter_list = (
        visit_desc_optional,
        depart_desc_optional,
    )
    visit_desc_returns, depart_desc_returns = around(" → ", "")

    def visit_desc_parameter(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.text(", ")

    visit_desc_type_parameter = visit_desc_parameter
    depart_desc_parameter = depart_desc_type_parameter = around("", "")[1]
    visit_productionlist, depart_productionlist = around("\n#line-block[", "]\n")

    def visit_production(self, node: nodes.Element) -> None:
        """Set one rule of a grammar: the name that it defines, and what stands for it."""
        self.labels(node)
        if name := node.get("tokenname"):
            self.markup(f"#strong[{plain(name)}];")
            self.text(" ::= ")

    def depart_production(self, node: nodes.Element) -> None:
        self.markup(" #linebreak()\n")

    visit_hlist, depart_hlist = around("\n#columns-of(", ")\n")
    visit_hlistcol, depart_hlistcol = around("[", "], ")


#: Nodes that are no more than what they hold.
_PARTS = """
desc desc_annotation desc_addname desc_type desc_inline desc_signature_line desc_sig_space desc_sig_name
desc_sig_operator desc_sig_keyword desc_sig_punctuation desc_sig_keyword_type desc_sig_literal_number
desc_sig_literal_string desc_sig_literal_char acks
"""
for _name in _PARTS.split():
    for _method, _visit in zip(("visit", "depart"), around("", ""), strict=True):
        setattr(DomainsMixin, f"{_method}_{_name}", _visit)
