"""How the HTML edition writes what Sphinx writes otherwise: links to places, tables.

No style attributes (a strict Content-Security-Policy refuses them); the name of its column in every cell,
for narrow screens that show a row as a card; links to headings, figures and paragraphs that say where they
lead and leave no sign in copied text.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from docutils.nodes import Element
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from qzbook.html.finishing import in_section
from qzbook.html.scrolling import scrolling, shortened
from qzbook.markup.rawhtml import has_form
from qzbook.markup.tables import GENERATED
from qzbook.markup.told import tell
from qzbook.words import gettext, language_of, word
from sphinx_typst.table_sizes import placed

_OUTSIDE = {"http", "https"}
#: Of widths in per cent, as the stylesheet has them.
_STEP = 5
#: What a row of the ledger is found, filtered and sorted by: its names in the other language, and more.
_OF_LEDGER = ("also", "kind", "period")


class BookTranslator(HTML5Translator):
    """Sphinx's translator with the differences above."""

    #: Elements that the class of an inline node names; Sphinx has none, docutils more.
    supported_inline_tags = {"mark", "small", "s", "del", "u"}  # noqa: RUF012 - as docutils has it

    def __init__(self, document: nodes.document, builder: StandaloneHTMLBuilder) -> None:
        super().__init__(document, builder)
        self.edition_language = language_of(builder.config)

    def add_permalink_ref(self, node: Element, title: str) -> None:
        """Link to a heading, a figure or a table."""
        if node["ids"]:
            self._link_to(node, word(self.edition_language, "Link to: {name}", name=_name(node)))

    def _link_to(self, node: Element, title: str) -> None:
        """Write a link for pointers: no stop of the keyboard, and no part of the words that it stands in."""
        self.body.append(
            f'<a class="anchor" href="#{node["ids"][0]}" title="{self.attval(title)}" '
            'tabindex="-1" aria-hidden="true"></a>'
        )

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """End a paragraph, with the link to it."""
        if in_section(node) and node["ids"]:
            self._link_to(node, word(self.edition_language, "Link to this paragraph"))
        super().depart_paragraph(node)

    def depart_caption(self, node: Element) -> None:
        """End a caption; docutils would end that of a figure with the figure, for a legend may follow."""
        super().depart_caption(node)
        if _is_headline(node):
            self.body.append("</figcaption>\n")

    def visit_legend(self, node: nodes.legend) -> None:
        """Begin what stands below a picture: within the caption, of which a figure has one, or after it."""
        if _is_headline(node.parent[0]):
            self.body.append(self.starttag(node, "div", CLASS="legend"))
        else:
            super().visit_legend(node)

    def depart_figure(self, node: nodes.figure) -> None:
        """End a figure; where its caption is a headline, that has ended."""
        if _is_headline(node.children[0]):
            self.body.append("</figure>\n")
        else:
            super().depart_figure(node)

    def visit_pending(self, node: nodes.pending) -> None:
        """Refuse what waits for the whole page, for within another language it waits in vain."""
        message = gettext(
            "a directive within eval-rst that needs the whole page, as contents does, is never carried out"
        )
        tell(node, "directive", message, gettext("write it as a directive of MyST"))
        raise nodes.SkipNode

    def visit_reference(self, node: Element) -> None:
        """Write a link; one that leads out of the book is marked, and tells the other site nothing."""
        super().visit_reference(node)
        if not node.get("internal") and urlsplit(node.get("refuri", "")).scheme in _OUTSIDE:
            mark = self.attval(word(self.edition_language, "external link"))
            attributes = f'rel="external noopener noreferrer" data-external="{mark}" '
            self.body[-1] = self.body[-1].replace("<a ", f"<a {attributes}", 1)

    def visit_raw(self, node: Element) -> None:
        """Write what MyST itself made; all other HTML has become nodes, or was refused."""
        assert isinstance(node, nodes.raw)
        if "html" in node.get("format", "").split() and not has_form(node):
            message = gettext("HTML that was made after the page was read")
            tell(node, "html", message, gettext("write it on the page"))
            raise nodes.SkipNode
        super().visit_raw(node)

    def visit_admonition(self, node: Element, name: str = "") -> None:
        """Open an admonition; one of class ``dropdown`` is a disclosure, closed unless ``toggle-shown``."""
        super().visit_admonition(node, name)
        if _is_dropdown(node):
            start = "<details open" if "toggle-shown" in node["classes"] else "<details"
            self.body[-1] = self.body[-1].replace("<div", start, 1)

    def depart_admonition(self, node: Element | None = None) -> None:
        """Close an admonition."""
        self.body.append("</details>\n" if _is_dropdown(node) else "</div>\n")

    def visit_title(self, node: Element) -> None:
        """Write a title, which is no link back to a list of contents; that of a dropdown is what opens it."""
        node.attributes.pop("refid", None)
        super().visit_title(node)
        if _is_dropdown(node.parent):
            self.body[-1] = self.body[-1].replace("<p", "<summary", 1)
            self.context[-1] = "</summary>\n"

    def visit_attribution(self, node: Element) -> None:
        """Open who said what is quoted, behind a dash as the PDF has it."""
        self.body.append(self.starttag(node, "p", word(self.edition_language, " – "), CLASS="attribution"))

    def depart_attribution(self, node: Element) -> None:
        """Close it."""
        self.body.append("</p>\n")

    def visit_citation(self, node: nodes.citation) -> None:
        """Open an entry of a list of works; docutils gives it a role that lists do not allow."""
        super().visit_citation(node)
        self.body[-1] = self.body[-1].replace('role="doc-biblioentry"', 'role="listitem"')

    def visit_transition(self, node: Element) -> None:
        """Write a rule as HTML has it, with no slash that means nothing."""
        self.body.append("<hr>\n")

    def visit_image(self, node: Element) -> None:
        """Write a picture; a width in per cent is a class of the stylesheet, in steps of five.

        One in pixels is an attribute, for the policy of the pages allows no style.
        """
        if _is_share(width := node.get("width", "")):
            share = min(max(round(float(width[:-1]) / _STEP), 1), 100 // _STEP) * _STEP
            node["classes"].append(f"width-{share}")
        super().visit_image(node)
        if width.endswith("px"):
            image = f'<img width="{round(float(width[:-2]))}" '
            self.body[:] = [*self.body[:-2], *(part.replace("<img ", image, 1) for part in self.body[-2:])]

    def image_size(self, node: nodes.image) -> str:
        """Give the style of a picture, which has none."""
        return ""

    def visit_table(self, node: Element) -> None:
        """Open the box in which the table scrolls, and note for each cell the name of its column."""
        names: dict[int, str] = {}
        for part in node.children[-1].children:
            for entry, column in (each for row in placed(part) for each in row):
                if isinstance(part, nodes.thead):
                    across = range(column, column + entry.get("morecols", 0) + 1)
                    names |= dict.fromkeys(across, _words(entry))
                elif column in names and "whole" not in node["classes"]:
                    entry["column_name"] = names[column]
        if not names or _has_spans(node):
            node["classes"].append("whole")
        known = _name(node) or node.get("called", "")
        name = shortened(known or self._listed(filter(None, names.values())) or node.astext())
        box = scrolling(word(self.edition_language, "Table: {name}", name=name))
        self.body.append(self.starttag(nodes.container(), "div", CLASS="scroll", **box))
        super().visit_table(node)

    def _listed(self, names: Iterable[str]) -> str:
        listed = ""
        for name in names:
            listed = (
                word(self.edition_language, "{names}, {name}", names=listed, name=name) if listed else name
            )
        return listed

    def depart_table(self, node: Element) -> None:
        """Close the box."""
        super().depart_table(node)
        self.body.append("</div>\n")

    def visit_row(self, node: Element) -> None:
        """Open a row; one of the ledger has what it is found, filtered and sorted by."""
        super().visit_row(node)
        known = ((name, self.attval(node[name])) for name in _OF_LEDGER if node.get(name))
        data = "".join(f' data-{name}="{value}"' for name, value in known)
        self.body[-1] = self.body[-1].replace("<tr", f"<tr{data}", 1)

    def visit_colspec(self, node: nodes.colspec) -> None:
        """Note a column; in a table of the package the first one heads the rows, on screen alone."""
        super().visit_colspec(node)
        group: Any = node.parent
        if GENERATED in group and len(group.stubs) == 1:
            group.stubs[0] = 1

    def depart_colspec(self, node: Element) -> None:
        """Leave the widths of columns to the stylesheet."""

    def visit_entry(self, node: nodes.entry) -> None:
        """Write a cell with the name of its column, or a heading with its scope."""
        super().visit_entry(node)
        if "pad" in node:
            self.body[-1] = self.body[-1].replace("<td", f'<td data-pad="{self.attval(node["pad"])}"', 1)
        if isinstance(node.parent.parent, nodes.thead):
            if node.astext():
                self.body[-1] = self.body[-1].replace("<th", '<th scope="col"', 1)
            else:  # the corner of a data frame heads nothing
                self.body[-1] = self.body[-1].replace("<th", "<td", 1)
                self.context[-1] = "</td>\n"
        elif self.body[-1].startswith("<th"):
            self.body[-1] = self.body[-1].replace("<th", '<th scope="row"', 1)
        elif "column_name" in node:
            name = self.attval(node["column_name"])
            self.body[-1] = self.body[-1].replace("<td", f'<td data-column="{name}"', 1)


def visit_code(translator: BookTranslator, node: Element) -> None:
    """Open the disclosure that holds hidden parts of a cell, named by what they are."""
    parts = {name for child in node.findall(nodes.container) for name in child["classes"]}
    code, output = "cell_input" in parts, "cell_output" in parts
    if code and output:
        summary = word(translator.edition_language, "Code and output")
    else:
        summary = (
            word(translator.edition_language, "Output")
            if output
            else word(translator.edition_language, "Code")
        )
    translator.body.append(f'<details class="code"><summary>{translator.encode(summary)}</summary>\n')


def depart_code(translator: BookTranslator, node: Element) -> None:
    """Close the disclosure."""
    translator.body.append("</details>\n")


def _is_share(width: str) -> bool:
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?%", width) is not None


def _is_dropdown(node: Element | None) -> bool:
    return node is not None and isinstance(node, nodes.Admonition) and "dropdown" in node["classes"]


def _has_spans(table: Element) -> bool:
    """Say whether one name would not do for all of a column, so that rows cannot be shown as cards."""
    heads = sum(len(head.children) for head in table.findall(nodes.thead))
    spans = any(each.get("morecols") or each.get("morerows") for each in table.findall(nodes.entry))
    return heads > 1 or spans


def _is_headline(node: nodes.Node) -> bool:
    """Tell whether a node is the caption of a figure and stands above all else in it."""
    return (
        isinstance(node, nodes.caption) and isinstance(node.parent, nodes.figure) and node.parent[0] is node
    )


def _name(node: Element) -> str:
    """Give the words of a heading or a caption, or the name of a function."""
    named = node.next_node(lambda child: isinstance(child, (nodes.title, nodes.caption, addnodes.desc_name)))
    return _words(named) if named is not None else ""


def _words(node: nodes.Node) -> str:
    """Give the words of a node without the marks of its footnotes."""
    if node.next_node(nodes.footnote_reference) is None:
        return node.astext()  # most have none, and a copy takes long
    copy = node.deepcopy()
    for mark in list(copy.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    return copy.astext()


def setup(app: Sphinx) -> None:
    """Register the translator and what it writes."""
    app.set_translator("html", BookTranslator)
    app.add_node(HideCodeCellNode, override=True, html=(visit_code, depart_code))
