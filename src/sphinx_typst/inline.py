# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Inline markup: text, emphasis, code, mathematics in the line."""

import re

from docutils import nodes
from sphinx import addnodes

from .base import TypstBase, around, is_held
from .latex import FormulaError, quoted
from .markup import option, string
from .mathematics import to_typst
from .words import gettext, word

_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014]"
_SOFT_BREAK = re.compile(rf"(?<={_CHINESE})\n(?={_CHINESE})")
_FROM_HTML = {"<s>": "#strike[", "</s>": "];", "<br />": "#linebreak();"}
# The template's or Typst's functions for classes of inline nodes; docutils writes them as elements of HTML.
_ROLES = {
    **dict.fromkeys(("guilabel", "menuselection", "kbd", "sd-badge"), "interface"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    "mark": "highlight",
    "u": "underline",
    "small": "text(size: 0.85em)",
}
# The class that docutils writes as the attribute lang in HTML.
_LANGUAGE = re.compile("language-([a-z]{2})")
# Between Chinese and these Typst sets a quarter of an em by itself, but not beside a box.
_SPACED = re.compile(r"[\u3400-\u9fff][0-9A-Za-z#$%&]|[0-9A-Za-z#$%&][\u3400-\u9fff]")
_SHORT_FORMULA = 40  # characters of LaTeX that surely have room in a line


class InlineMixin(TypstBase):
    """Visit methods of inline nodes."""

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 (docutils names the method)
        """Append text; a line that ends and goes on with Chinese goes on without a space (CLREQ 3.2)."""
        position = node.parent.index(node)
        before = node.parent[position - 1].astext()[-1:] if position else ""
        after = node.parent[position + 1].astext()[:1] if position + 1 < len(node.parent) else ""
        joined = _SOFT_BREAK.sub("", before + node.astext() + after)
        self.text(joined[len(before) : len(joined) - len(after)])

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        pass

    visit_emphasis, depart_emphasis = around("#emph[", "];", labels=True)
    visit_title_reference = visit_literal_emphasis = visit_emphasis
    depart_title_reference = depart_literal_emphasis = depart_emphasis
    visit_strong, depart_strong = visit_literal_strong, depart_literal_strong = around(
        "#strong[", "];", labels=True
    )
    visit_superscript, depart_superscript = around("#super[", "];")
    visit_subscript, depart_subscript = around("#sub[", "];")

    def visit_literal(self, node: nodes.literal) -> None:
        self.labels(node)
        self.markup(f"#raw({string(node.astext().replace(chr(10), ' '))});")
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.Element) -> None:
        self.labels(node)
        if "checkbox" in node["classes"]:
            # A list of tasks has the box where others have a dot.
            self.markup("" if self._is_task(node) else f"#checkbox({option('☑' in node.astext())});")
            raise nodes.SkipNode
        if is_held(node):
            before, after = _beside(node, -1), _beside(node, 1)
            text = node.astext()
            sides = [option(bool(_SPACED.fullmatch(pair))) for pair in (before + text[0], text[-1] + after)]
            self.markup(f"#held({', '.join(sides)})[")
        self.markup(f"#{self._role(node)}[" if self._role(node) else "")

    def depart_inline(self, node: nodes.Element) -> None:
        self.markup("];" if self._role(node) else "")
        self.markup("];" if is_held(node) else "")

    @staticmethod
    def _role(node: nodes.Element) -> str:
        """Return the template's function for what an inline node stands for, or "" for plain text."""
        for name in node["classes"]:
            if name in _ROLES:
                return _ROLES[name]
            if found := _LANGUAGE.fullmatch(name):
                return f"foreign({string(found[1])})"
        return ""

    @staticmethod
    def _is_task(node: nodes.Element) -> bool:
        items = node.parent.parent.parent
        return isinstance(items, nodes.bullet_list) and "contains-task-list" in items["classes"]

    visit_generated = visit_target = visit_manpage = visit_sd_badge = visit_inline
    depart_generated = depart_target = depart_manpage = depart_sd_badge = depart_inline

    def visit_abbreviation(self, node: nodes.Element) -> None:
        self.labels(node)

    def depart_abbreviation(self, node: nodes.Element) -> None:
        """Print what HTML shows when the pointer rests on the abbreviation."""
        if explanation := node.get("explanation"):
            self.text(word(self.builder.language, " ({explanation})", explanation=explanation))

    visit_acronym = visit_abbreviation
    depart_acronym = depart_abbreviation

    def visit_math(self, node: nodes.math) -> None:
        self._equation(node, display=False)
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        name = self.attached_label(node)
        self.markup("\n")
        self._equation(node, display=True, name=name)
        self.markup("\n")
        raise nodes.SkipNode

    def _equation(self, node: nodes.math | nodes.math_block, *, display: bool, name: str = "none") -> None:
        latex = node.astext().strip()
        try:
            formula = to_typst(latex, display=display)
        except FormulaError as error:
            message = gettext(
                "the formula {formula} cannot be converted: {error}", formula=quoted(latex), error=error
            )
            self.problem(node, message)
            return
        self.origin(node)
        number = option(self._equation_number(node) if display else None)
        path, line = self.locate(node)
        origin = option(f"{path}:{line}" if display and len(latex) > _SHORT_FORMULA else None)
        self.markup(
            f"#formula({string(formula)}, display: {option(display)}, alt: {string(latex)}, "
            f"number: {number}, name: {name}, origin: {origin});"
        )

    def _equation_number(self, node: nodes.Element) -> str | None:
        if node.get("number") is None:
            return None
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get("displaymath", {})
        for identifier in node["ids"]:
            if self.config.math_numfig and self.config.numfig and (number := numbers.get(identifier)):
                return ".".join(map(str, number))
        return str(node["number"])

    def visit_problematic(self, node: nodes.problematic) -> None:
        """Keep the text; docutils itself has warned about it."""
        self.labels(node)

    depart_problematic = depart_inline

    def visit_raw(self, node: nodes.raw) -> None:
        """Take Typst as it is, and from HTML only what MyST has no other node for."""
        if "typst" in node.get("format", "").split():
            self.origin(node)
            self.markup(node.astext())
        elif code := _FROM_HTML.get(node.astext().strip()):
            self.markup(code)
        raise nodes.SkipNode

    def skip(self, node: nodes.Node) -> None:
        """Leave out a node that says nothing on paper."""
        raise nodes.SkipNode

    visit_comment = visit_substitution_definition = visit_meta = visit_system_message = skip
    visit_tabular_col_spec = visit_toctree = visit_sd_line_break = visit_pending = skip
    visit_fontawesome = skip

    def visit_index(self, node: addnodes.index) -> None:
        """Make the places that the index leads to."""
        for entry in node["entries"]:
            self.place_label(entry[2], node)
        raise nodes.SkipNode


def _beside(node: nodes.Element, step: int) -> str:
    """Return the character before (-1) or after (1) an inline node; "" where its paragraph begins or ends."""
    while isinstance(node.parent, nodes.TextElement):
        position = node.parent.index(node) + step
        if 0 <= position < len(node.parent):
            return node.parent[position].astext()[-1 if step < 0 else 0 :][:1]
        node = node.parent
    return ""
