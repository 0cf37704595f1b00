"""What every part of the translator builds on, and what other extensions use to add nodes of their own."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from .book import Book
from .markup import Value, label, option, origin_mark, plain, string
from .words import gettext

logger = logging.getLogger(__name__)

_HELD = 24  # characters of a phrase that stays on one line
_SPOKEN = 30  # characters that a link says of what it leads to


class TypstBase(SphinxTranslator):
    """
    Collect Typst markup while walking a doctree.

    Everything that a visit method appends to `body` is Typst *markup*; code is entered with ``#`` and left
    with ``;`` or a closing bracket. The methods without underscore are for other extensions too: their nodes
    get a Typst form by Sphinx's own means, and the visit functions get a translator with these methods::

        def visit_stamp(self, node):
            self.text(node["text"])
            self.link("appendix/ledger", node["row"], "see the ledger")
            raise nodes.SkipNode

        app.add_node(stamp, html=(...), typst=(visit_stamp, None))
    """

    builder: Book

    def __init__(self, document: nodes.document, builder: Book) -> None:
        super().__init__(document, builder)
        self.body: list[str] = []
        self.docname = builder.current_docname
        self.placed_labels: set[str] = set()
        self._own_labels = 0
        self._entry = "", 0

    # -- public ---------------------------------------------------------------------------------------------

    def markup(self, code: str) -> None:
        """Append Typst markup as it is."""
        self.body.append(code)

    def text(self, text: str) -> None:
        """Append plain text; nothing in it is read as Typst."""
        self.body.append(plain(text))

    def link(self, docname: str, identifier: str, text: str, node: nodes.Node | None = None) -> None:
        """
        Append a link to the label `identifier` of the document `docname` ("" is its beginning).

        A label that the book does not have is a problem at the place of `node`.
        """
        self.open_link(docname, identifier, node)
        self.text(text)
        self.markup("];")

    def open_link(self, docname: str, identifier: str, node: nodes.Node | None = None) -> None:
        """Begin such a link around whatever follows; end it with ``markup("];")``."""
        self.builder.expect_label(docname, identifier, *self.locate(node))
        self.markup(f"#link-to({string(label(docname, identifier))})[")

    def pages(self, places: Iterable[tuple[str, str]], separator: str, one: str, many: str) -> None:
        """
        Append the pages of labels, each once and as a link, in their order.

        Parameters
        ----------
        places
            Document and identifier of each label.
        separator
            What stands between two pages.
        one, many
            What stands before them: before one page, and before several.
        """
        names = []
        for docname, identifier in places:
            self.builder.ask_page(docname, identifier)
            names.append(label(docname, identifier))
        words = f"{string(separator)}, one: {string(one)}, many: {string(many)}"
        self.markup(f"#pages({option(names)}, {words});")

    def image(self, path: str, alt: str, width: str | None = None) -> None:
        """
        Append a picture.

        Parameters
        ----------
        path
            An absolute path, or one relative to the source folder: svg, png, jpeg, gif, webp or pdf.
        alt
            What the picture says, for who cannot see it; must not be empty.
        width
            Typst length or ratio such as ``"80%"``; by default the picture's own, at most the line's.
        """
        name = self.builder.add_image(path)
        sizes = f", width: {width}" if width else ""
        self.markup(f"#image({string('/images/' + name)}, alt: {string(alt)}{sizes});")

    def labels(self, node: nodes.Element) -> None:
        """Append the labels of a node, so that links can lead to this place."""
        for identifier in node["ids"]:
            self.place_label(identifier, node)

    def place_label(self, identifier: str, node: nodes.Element) -> None:
        """Append one label of this document, once; a link to it says aloud how the text of `node` begins."""
        if self.claim_label(identifier):
            self.anchor(identifier, node)

    def anchor(self, identifier: str, node: nodes.Element) -> None:
        """Append a claimed label as a place of its own; a link to it says the document and what is there."""
        title = self.document.next_node(nodes.title)
        document, text = title.astext() if title else self.docname, beginning(node)
        where = document if text != document else self.builder.metadata.title
        name = label(self.docname, identifier)
        self.markup(f"#anchor({string(name)}, {string(where)}, {string(text)});")

    def claim_label(self, identifier: str) -> bool:
        """Return whether the label is still to be placed; from now on it is not."""
        if identifier in self.placed_labels or not self.builder.has_label(self.docname, identifier):
            return False
        self.placed_labels.add(identifier)
        return True

    def attached_label(self, node: nodes.Element) -> str:
        """
        Return the first label of a node as a Typst value to attach; the others are appended here.

        What has a caption always gets a label, for lists of figures and tables lead to it.
        """
        free = [identifier for identifier in node["ids"] if self.claim_label(identifier)]
        for identifier in free[1:]:
            self.anchor(identifier, node)
        if free:
            return string(label(self.docname, free[0]))
        captioned = node.first_child_matching_class((nodes.caption, nodes.title)) is not None
        return self.label_of_its_own() if captioned else "none"

    def label_of_its_own(self) -> str:
        """Return a label, as a Typst value, for what has none; no other document knows it."""
        self._own_labels += 1
        return string(label(self.docname, f"/{self._own_labels}"))

    def origin(self, node: nodes.Node) -> None:
        """Append a mark that leads from a compiler's message back to the line of this node."""
        path, line = self.locate(node)
        if line:
            self.markup(origin_mark(path, line))

    def locate(self, node: nodes.Node | None) -> tuple[str, int]:
        """Return the source file, relative to the source folder, and the line of a node (0: unknown)."""
        while node is not None and not node.line:
            node = node.parent
        line = (node.line if node is not None else None) or 0
        source = Path((node.source if node is not None else None) or self.document["source"])
        if not source.is_relative_to(self.builder.srcdir):
            source = Path(self.builder.env.doc2path(self.docname))
        return source.relative_to(self.builder.srcdir).as_posix(), line

    def problem(self, node: nodes.Node | None, message: str) -> None:
        """Note something that keeps the PDF from being made, at the place of `node`."""
        self.builder.add_problem(*self.locate(node), message)

    # -- for the parts of the translator --------------------------------------------------------------------

    def begin(self, function: str, **options: Value) -> None:
        """Append a call of a template function whose last argument is the content that follows."""
        given = ", ".join(f"{name.replace('_', '-')}: {option(value)}" for name, value in options.items())
        self.markup(f"\n#{function}({given})[" if given else f"\n#{function}[")

    def end(self) -> None:
        """End the content of `begin`."""
        self.markup("]\n")

    def begin_entry(self, node: nodes.Element, kind: str, name: str, **options: Value) -> None:
        """Begin what lists say of a heading or a caption, whose label is the Typst value `name`."""
        given = "".join(f", {key}: {option(value)}" for key, value in options.items())
        self._entry = (
            f"{origin_mark(*self.locate(node))}#entry({string(kind)}, {name}{given})[",
            len(self.body),
        )

    def end_entry(self) -> None:
        """End it with what has been appended since."""
        opening, start = self._entry
        self.builder.note_entry("".join([opening, *self.body[start:], "]"]))

    def caption_number(self, node: nodes.Element, kind: str) -> str | None:
        """Return what Sphinx puts before a caption, such as 图 2.1, or None where it numbers nothing."""
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        for identifier in node["ids"]:
            if number := numbers.get(identifier):
                prefix = self.config.numfig_format.get(kind, "%s")
                return str(prefix % ".".join(map(str, number)))
        return None

    def caption_places(self, node: nodes.Element) -> str:
        """
        Return the mark and the labels of the caption of a figure, table or listing as a Typst value.

        They are placed beside it, for lists of figures say a caption again, and a label must stand once.
        """
        around, self.body = self.body, []
        for caption in (child for child in node if isinstance(child, nodes.caption | nodes.title)):
            if mark := self.builder.mark(caption):
                at = string("item" if isinstance(node, nodes.figure) else "under")
                self.markup(f"#review-mark({string(mark)}, at: {at});")
            for within in caption.findall(nodes.Element):
                self.labels(within)
        places, self.body = "".join(self.body), around
        return f"[{places}]"

    def unknown_visit(self, node: nodes.Node) -> None:
        """Warn about a node without a Typst form; its text is kept, for its children are visited."""
        logger.warning(
            gettext(
                "the typst builder knows no form for the node {name!r}; its text is kept without layout",
                name=node.__class__.__name__,
            ),
            location=node,
            type="typst",
            subtype="unknown_node",
        )
        if isinstance(node, nodes.Element):
            self.labels(node)

    def unknown_departure(self, node: nodes.Node) -> None:
        """Do nothing more for a node that `unknown_visit` has warned about."""


def around(before: str, after: str, *, labels: bool = False) -> tuple[Any, Any]:
    """Return the methods of a node that is what it holds, between two pieces of markup.

    With `labels`, links can lead to it.
    """

    def visit(self: TypstBase, node: nodes.Element) -> None:
        if labels:
            self.labels(node)
        self.markup(before)

    def depart(self: TypstBase, node: nodes.Element) -> None:
        self.markup(after)

    return visit, depart


def beginning(node: nodes.Element) -> str:
    """Return how the text of a node begins, or that of the nearest node around it which has any."""
    around: nodes.Element | None = node
    while around is not None and not around.astext().strip():
        around = around.parent
    text = " ".join(around.astext().split()) if around is not None else ""
    return text if len(text) <= _SPOKEN else text[:_SPOKEN].rstrip() + "…"


def is_held(node: nodes.Element) -> bool:
    """Return whether a phrase, of the class ``together``, stays on one line."""
    return "together" in node["classes"] and 0 < len(node.astext()) <= _HELD


_LENGTH = re.compile(
    r"^\s*(?P<number>\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>%|px|pt|cm|mm|in|em|ex|pc|q)?\s*$", re.I
)
_POINTS = {"px": 0.75, "": 0.75, "pc": 12.0, "ex": 5.0, "q": 0.709}


def typst_length(length: str) -> str | None:
    """Return a length of docutils in Typst's units, None if it is none; a pixel is 1/96 inch, as in CSS."""
    found = _LENGTH.match(length)
    if not found:
        return None
    number, unit = float(found["number"]), (found["unit"] or "").lower()
    if unit in _POINTS:
        number, unit = number * _POINTS[unit], "pt"
    return f"{number:g}{unit}"


_PIXELS = {"pt": 4 / 3, "em": 16, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "in": 96}


def pixels(length: str) -> float | None:
    """Return a length of docutils in pixels of CSS, an em as 16 of them; None if it is none, or a share."""
    found = re.fullmatch(r"([\d.]+)([a-z]+)", typst_length(length) or "")
    return round(float(found[1]) * _PIXELS[found[2]], 2) if found else None
