# ruff: noqa: D102 (docutils names the visit and depart methods, and the node says what they are for)
"""Sections, paragraphs, quotations, code and admonitions."""

import re
from typing import Any

from docutils import nodes
from sphinx.locale import admonitionlabels

from .base import around
from .figures import holds_only_pictures
from .lists import ListsMixin
from .markup import label, option, plain, string
from .tables import TablesMixin

# What Sphinx and IPython call a language, in the names that Typst's highlighter knows.
_LANGUAGES: dict[str, str | None] = {
    **dict.fromkeys(("ipython3", "ipython", "python3", "py", "pycon"), "python"),
    **dict.fromkeys(("console", "shell"), "bash"),
    **dict.fromkeys(("text", "none", "default", "myst-ansi"), None),
}
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class BlocksMixin(ListsMixin, TablesMixin):
    """Visit methods of body elements."""

    section_depth = 0

    # -- sections -------------------------------------------------------------------------------------------

    visit_document = around("", "")[0]

    def depart_document(self, node: nodes.document) -> None:
        """Let a label that no visit method has placed lead to the end of its document, not to nowhere."""
        for identifier in self.builder.labels_of(self.docname):
            self.place_label(identifier, node)

    def visit_section(self, node: nodes.section) -> None:
        self.section_depth += 1
        if not isinstance(node.next_node(descend=True), nodes.title):
            self.labels(node)

    def depart_section(self, node: nodes.section) -> None:
        self.section_depth -= 1

    def visit_title(self, node: nodes.title) -> None:
        parent = node.parent
        if isinstance(parent, nodes.table):
            self.visit_table_title(node)
            return
        if isinstance(parent, nodes.Admonition):
            return
        if not isinstance(parent, nodes.section):
            self.begin("block-title")
            return
        names = [""] if self.section_depth == 1 and self.claim_label("") else []
        names += [name for name in parent["ids"] + node["ids"] if self.claim_label(name)]
        # Contents and running heads say a heading again, and a label must stand in the book once.
        within = [name for child in node.findall(nodes.Element) for name in child["ids"]]
        self._late_labels = [*names[1:], *(name for name in within if self.claim_label(name))]
        name = string(label(self.docname, names[0])) if names else self.label_of_its_own()
        kind = "chapter" if self.section_depth == 1 and self.builder.is_chapter(self.docname) else "section"
        level = self.builder.heading_level(self.docname) + self.section_depth - 1
        self.origin(node)
        number = option(self._section_number(parent))
        self.markup(f"\n#head({string(kind)}, level: {level}, number: {number}, name: {name}")
        if kind == "chapter":
            part = self.builder.part_of(self.docname)
            self.markup(f", part: {option(part)}, on-new-page: {option(self.builder.on_new_page)}")
            if part:
                self.builder.note_entry(f'#entry("part", "#part:" + {name}, {string(part)})')
        self.markup(")[")
        self.begin_entry(node, kind, name, level=level, number=self._section_number(parent))

    def depart_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.table | nodes.section):
            self.end_entry()
        if isinstance(node.parent, nodes.table):
            self.markup("], ")
        elif isinstance(node.parent, nodes.Admonition):
            self.markup("][")
        else:
            self.markup("]\n")
        if isinstance(node.parent, nodes.section):
            for name in self._late_labels:
                self.anchor(name, node)

    def _section_number(self, section: nodes.Element) -> str | None:
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        anchors = [f"#{name}" for name in section["ids"]] + ([""] if self.section_depth == 1 else [])
        number = next((numbers[anchor] for anchor in anchors if numbers.get(anchor)), None)
        if number is None and self.section_depth == 1:
            return self.builder.chapter_letter(self.docname)
        return ".".join(map(str, number)) if number else None

    visit_subtitle, depart_subtitle = around("\n#block-title[", "]\n")

    def visit_rubric(self, node: nodes.rubric) -> None:
        """Set a heading that is not in the contents; that of the footnotes goes with them."""
        if node.astext() in {"Footnotes", str(admonitionlabels.get("footnotes", "Footnotes"))}:
            raise nodes.SkipNode
        self.begin("block-title")
        self.labels(node)

    depart_rubric = depart_subtitle

    # -- paragraphs -----------------------------------------------------------------------------------------

    def visit_paragraph(self, node: nodes.Element) -> None:
        self.origin(node)
        if holds_only_pictures(node):
            self.markup("\n#block(width: 100%)[")
        else:
            kept = "keep-with-next" in node["classes"]
            self.markup("#[" if self._sets_line(node) else "\n#kept-paragraph[" if kept else "\n#par[")
            self._mark(node)
        self.labels(node)

    def depart_paragraph(self, node: nodes.Element) -> None:
        self.markup("];" if self._sets_line(node) else "]\n")

    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph

    def _mark(self, node: nodes.Element) -> None:
        """Put the reviewers' mark beside a paragraph or item; of a table, beside the first of each row."""
        marked, row = node, node.parent.parent
        if isinstance(row, nodes.row):
            marked = row
            if isinstance(row.parent, nodes.thead) or row.next_node(nodes.paragraph) is not node:
                return
        if mark := self.builder.mark(marked):
            at = "line"
            if self._sets_line(node) and not isinstance(node.parent, nodes.footnote | nodes.citation):
                at = "cell" if isinstance(node.parent, nodes.entry) else "item"
            self.markup(f"#review-mark({string(mark)}, at: {string(at)});")

    @staticmethod
    def _sets_line(node: nodes.Element) -> bool:
        """Return whether the paragraph is all that a cell or item begins with: a line, not a paragraph."""
        parent = node.parent
        if isinstance(parent, nodes.entry):
            return len(parent) == 1
        if isinstance(parent, nodes.footnote | nodes.citation):
            return parent.first_child_matching_class(nodes.paragraph) == parent.index(node)
        items = nodes.list_item | nodes.definition | nodes.field_body | nodes.description
        return isinstance(parent, items) and parent[0] is node

    def visit_line_block(self, node: nodes.Element) -> None:
        """Begin the outermost of nested line blocks; the inner ones only indent their lines."""
        if not isinstance(node.parent, nodes.line_block):
            self.begin("line-block")
        self.labels(node)

    def depart_line_block(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.end()

    def visit_line(self, node: nodes.Element) -> None:
        self.origin(node)
        outer = node.parent.parent
        while isinstance(outer, nodes.line_block):
            self.markup("#h(2em)")
            outer = outer.parent

    def depart_line(self, node: nodes.Element) -> None:
        self.markup(" #linebreak()\n")

    def visit_block_quote(self, node: nodes.Element) -> None:
        self.begin("quote", block=True)
        self.labels(node)

    depart_block_quote = depart_subtitle
    visit_attribution, depart_attribution = around("\n#attribution[", "]\n")
    visit_centered, depart_centered = around("\n#align(center)[", "]\n")

    def visit_transition(self, node: nodes.Element) -> None:
        """Set a break between paragraphs; MyST's one before the footnotes goes with them."""
        if "footnotes" not in node["classes"]:
            self.markup("\n#transition\n")
        raise nodes.SkipNode

    # -- code -----------------------------------------------------------------------------------------------

    def visit_literal_block(self, node: nodes.Element) -> None:
        language = node.get("language", "")
        highlight: dict[str, Any] = node.get("highlight_args", {})
        code = _ANSI.sub("", node.astext()).rstrip("\n")
        self.labels(node)
        self.origin(node)
        first = highlight.get("linenostart", 1) if node.get("linenos") else None
        output = None
        if "output" in node["classes"]:
            output = "error" if {"stderr", "traceback"} & set(node["classes"]) else "text"
        self.markup(
            f"\n#code({string(code)}, language: {option(_LANGUAGES.get(language, language or None))}, "
            f"first-number: {option(first)}, emphasized: {option(list(highlight.get('hl_lines', [])))}, "
            f"output: {option(output)}, sticky: {option(self._has_output(node))})\n"
        )
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    @staticmethod
    def _has_output(node: nodes.Element) -> bool:
        """Return whether the code is that of a cell whose output follows and is no picture."""
        source = node.parent
        if source.get("nb_element") != "cell_code_source" or source.parent[-1] is source:
            return False
        return source.parent.next_node(nodes.image) is None

    # -- admonitions ----------------------------------------------------------------------------------------

    def visit_admonition(self, node: nodes.Element) -> None:
        kind = node.__class__.__name__
        if kind not in admonitionlabels:
            kind = next((name for name in node["classes"] if name in admonitionlabels), "note")
        self.labels(node)
        self.origin(node)
        self.markup(f"\n#admonition({string(kind)})[")
        if node.first_child_matching_class(nodes.title) is None:
            self.markup(plain(str(admonitionlabels[kind])) + "][")

    depart_admonition = depart_subtitle
    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = visit_admonition
    visit_important = visit_note = visit_tip = visit_warning = visit_seealso = visit_admonition
    depart_attention = depart_caution = depart_danger = depart_error = depart_hint = depart_admonition
    depart_important = depart_note = depart_tip = depart_warning = depart_seealso = depart_admonition

    visit_versionmodified, depart_versionmodified = around("\n#block[", "]\n")

    def visit_topic(self, node: nodes.Element) -> None:
        """Set matter that stands beside the text in a box."""
        self.labels(node)
        self.begin("boxed")

    visit_sidebar = visit_topic
    depart_topic = depart_sidebar = depart_subtitle
