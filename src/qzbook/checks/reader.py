"""From the resolved doctree of a page to what readers see of it.

Nothing here knows Markdown: whatever comes onto a page, by whichever way, is in its doctree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.dummy import DummyBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from qzbook.checks.page import Cell, Exemption, Kind, Page, Passage, Picture, Piece, Sources, Use
from qzcharts.data import find_folder

#: Headings of the part of a chapter that says what its data do not show.
LIMITS_HEADINGS = ("数字没有说明什么", "What the numbers do not say")

#: Attribute of a node whose text the package made from the ledger: it is judged there.
GENERATED = "generated"
#: Its value where an author chose which metrics are shown.
CHOSEN = "chosen"
#: Attribute of a node that cites a metric or a statement: its id.
CITES = "entry"
_ELSEWHERE = "said-elsewhere"
_ALLOW = re.compile(r"allow\b")
_UNSEEN = (nodes.Invisible, nodes.substitution_definition, nodes.system_message, nodes.meta)
_NUMBERS = (nodes.footnote_reference, nodes.citation_reference, nodes.label)


class CheckBuilder(DummyBuilder):
    """Reads what readers would see, and writes nothing.

    Attributes
    ----------
    pages : tuple of Page or None
        ``None`` where something kept the pages from being read.
    """

    name = "check"
    #: Every problem is to be told, also after one that ends other builds.
    tells_all = True
    pages: tuple[Page, ...] | None = None

    def write(self, *_: object) -> None:
        """Read every page in place of writing it, resolved as for the HTML edition."""
        self.name = self.format = "html"  # to transforms, and to MyST-NB's order of outputs
        self.pages = Pages().read(find_folder(Path(self.srcdir)).parent, self.env, self)
        self.name, self.format = "check", ""


class Pages:
    """Reads the pages of a book, and again only those that were read anew by Sphinx."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Page]] = {}

    def read(self, root: Path, env: BuildEnvironment, builder: Builder) -> tuple[Page, ...]:
        """Give every page of an environment, in the order of their names.

        Parameters
        ----------
        root : Path
            The project.
        env : BuildEnvironment
            Of an application that has read the book.
        builder : Builder
            The HTML edition's, or a `CheckBuilder`.
        """
        sources, pages = Sources(root), {}
        for name in sorted(env.found_docs):
            stamp = Path(env.doctreedir, f"{name}.doctree").stat().st_mtime_ns
            known = self._known.get(name)
            page = known[1] if known and known[0] == stamp else read_page(env, builder, name, sources)
            pages[name] = stamp, page
        self._known = pages
        return tuple(page for _, page in pages.values())


@dataclass(frozen=True)
class _Around:
    """What is known of a node by those that it is in."""

    path: str
    line: int
    kind: Kind = Kind.PROSE
    exemptions: tuple[Exemption, ...] = ()
    output: str = ""
    captioned: bool | None = None
    drawn: bool = False


def read_page(env: BuildEnvironment, builder: Builder, name: str, sources: Sources) -> Page:
    """Give what readers see of a page.

    Parameters
    ----------
    env : BuildEnvironment
        Of an application that has read the page.
    builder : Builder
        The HTML edition's, or a `CheckBuilder`.
    name : str
    sources : Sources
    """
    doctree = env.get_doctree(name)
    for only in list(doctree.findall(addnodes.only)):
        only.replace_self(only.children)  # some reader sees it
    for reference in list(doctree.findall(addnodes.pending_xref)):
        if not reference.get("refexplicit"):
            reference.replace_self(nodes.inline("", "", reference.deepcopy(), classes=[_ELSEWHERE]))
    env.apply_post_transforms(doctree, name)
    path = Path(env.doc2path(name)).relative_to(sources.root).as_posix()
    page = Page(name, path)
    _Reader(page, sources).visit(doctree, _Around(path, 1))
    title = doctree.next_node(nodes.title)
    page.title_line = (title.line if title is not None else None) or 1
    page.limits = any(map(_says_limits, doctree.findall(nodes.section)))
    return page


def _says_limits(section: nodes.section) -> bool:
    title = section.next_node(nodes.title)
    return (
        title is not None
        and title.astext().strip() in LIMITS_HEADINGS
        and any(paragraph.astext().strip() for paragraph in section.findall(nodes.paragraph))
    )


class _Reader:
    """Fills a page."""

    def __init__(self, page: Page, sources: Sources) -> None:
        self.page, self.sources = page, sources
        self._comment_line = 1

    def visit(self, node: nodes.Node, around: _Around) -> None:
        """Take in a node and what is in it."""
        if isinstance(node, nodes.Text) or not isinstance(node, nodes.Element):
            return
        around = self._placed(node, around)
        if isinstance(node, (*_UNSEEN, nodes.label)):
            return
        if generated := node.get(GENERATED):
            if generated == CHOSEN:
                self.uses(node, around)
            return
        match node:
            case nodes.image():
                self.picture(node, around)
            case nodes.math_block():
                self.add(around, Kind.FORMULA, [Piece(node.astext())])
            case nodes.literal_block() | nodes.doctest_block():
                self.literal(node, around)
            case nodes.caption():
                around = replace(around, output="")  # typed, also under an output
                self.add(around, Kind.CAPTION, self.pieces(node, around))
            case nodes.TextElement():
                self.add(around, self._kind(node, around), self.pieces(node, around))
            case nodes.container() if node.get("nb_element") == "cell_code":
                self.cell(node, around)
            case nodes.container() if node.get("nb_element") == "cell_code_output":
                for number, output in enumerate(node.children, 1):
                    self.visit(output, replace(around, kind=Kind.OUTPUT, output=str(number), drawn=True))
            case nodes.table() if around.output and not _generated(node):
                self.output_table(node, around)
            case _ if node.tagname == "chart":
                # Its figures were judged when it was drawn.
                self.add(around, Kind.TITLE, [Piece(node.get("title", ""))])
            case _:
                if isinstance(node, nodes.figure):
                    around = replace(around, captioned=any(map(_is_caption, node.children)))
                elif isinstance(node, nodes.legend):
                    around = replace(around, kind=Kind.PROSE, output="")  # typed, also under an output
                self.children(node, around)

    def uses(self, node: nodes.Element, around: _Around) -> None:
        """Note what is cited in a node."""
        seen = around.path, around.line, around.exemptions
        cited = (child[CITES] for child in node.findall(nodes.inline) if child.get(CITES))
        self.page.uses += [Use(*seen, name) for name in cited]

    def children(self, node: nodes.Element, around: _Around) -> None:
        """Take in the children of a node; a comment above one may exempt it."""
        above: tuple[Exemption, ...] = ()
        for child in node.children:
            if isinstance(child, nodes.comment):
                above += self.exemptions(child, around)
                continue
            own = replace(around, exemptions=around.exemptions + above)
            if isinstance(child, nodes.entry):
                own = replace(own, kind=Kind.TABLE)
            self.visit(child, own)
            above = ()

    def exemptions(self, comment: nodes.comment, around: _Around) -> tuple[Exemption, ...]:
        """Read the exemptions in a comment, which has no line of its own in a doctree of MyST."""
        found = []
        for text in comment.astext().split("\n"):
            if _ALLOW.match(text.strip()):
                start = max(self._comment_line, 1)
                line = comment.line or self.sources.find(around.path, start, text.strip())
                self._comment_line = line + 1
                found.append(Exemption(around.path, line, text.strip()))
        self.page.exemptions += found
        return tuple(found)

    def _placed(self, node: nodes.Element, around: _Around) -> _Around:
        source, line = node.source, node.line
        if source and not source.startswith("<"):
            path = Path(source)
            if path.is_relative_to(self.sources.root):
                around = replace(around, path=path.relative_to(self.sources.root).as_posix())
        return replace(around, line=line) if line else around

    def _kind(self, node: nodes.TextElement, around: _Around) -> Kind:
        if around.output:
            return around.kind
        if isinstance(node, nodes.title):
            return Kind.CAPTION if isinstance(node.parent, nodes.table) else Kind.HEADING
        if isinstance(node, (nodes.subtitle, nodes.rubric)):
            return Kind.HEADING
        return around.kind

    def add(self, around: _Around, kind: Kind, pieces: list[Piece], output: str = "") -> None:
        """Add a passage, unless there is nothing in it to be read."""
        joined: list[Piece] = []
        for piece in pieces:
            if joined and piece.typed and joined[-1].typed:
                joined[-1] = Piece(joined[-1].text + piece.text)
            else:
                joined.append(piece)
        if any(piece.text.strip() for piece in joined):
            place = output or around.output
            self.page.passages.append(
                Passage(around.path, around.line, around.exemptions, kind, tuple(joined), place)
            )

    def pieces(self, node: nodes.Element, around: _Around) -> list[Piece]:
        """Give the pieces of a run of text; what is no words of it becomes a passage of its own."""
        found: list[Piece] = []
        for child in node.children:
            if isinstance(child, nodes.Text):
                found.append(Piece(str(child)))
                continue
            assert isinstance(child, nodes.Element)
            if isinstance(child, _UNSEEN):
                continue
            for name in ("explanation", "reftitle"):
                self.add(around, Kind.ALT, [Piece(child.get(name) or "")])
            match child:
                case nodes.inline() if child.get(CITES):
                    self.page.uses.append(Use(around.path, around.line, around.exemptions, child[CITES]))
                    found.append(Piece(child.astext(), typed=False, metric=child[CITES]))
                case _ if child.get(GENERATED) or isinstance(child, _NUMBERS):
                    found.append(Piece(child.astext(), typed=False))
                case nodes.inline() if _ELSEWHERE in child["classes"]:
                    found.append(Piece(child.astext(), typed=False))
                case nodes.literal():
                    self.add(around, Kind.OUTPUT if around.output else Kind.CODE, [Piece(child.astext())])
                    found.append(Piece(child.astext(), typed=False))
                case nodes.math():
                    self.add(around, Kind.FORMULA, [Piece(child.astext())])
                    found.append(Piece(child.astext(), typed=False))
                case nodes.image():
                    self.picture(child, replace(around, captioned=True))
                    found.append(Piece("", typed=False))
                case nodes.raw() if "html" in child["format"].split():
                    found.append(Piece("", typed=False))  # a break of the line: no other HTML is left
                case _:
                    found += self.pieces(child, around)
        return found

    def picture(self, image: nodes.image, around: _Around) -> None:
        """Take in a picture and what it says to who cannot see it."""
        alt, name = str(image.get("alt") or "").strip(), Path(str(image["uri"])).name
        captioned = not around.drawn if around.captioned is None else around.captioned
        seen = around.path, around.line, around.exemptions
        self.page.pictures.append(Picture(*seen, name, alt, captioned, around.drawn))
        for text in (alt, str(image.get("title") or "")):
            self.add(replace(around, output=""), Kind.ALT, [Piece(text)])

    def literal(self, node: nodes.Element, around: _Around) -> None:
        """Take in code that is shown, or the text of an output; that of a cell is taken in with the cell."""
        if "cell_source" in node:
            return
        kind = Kind.OUTPUT if around.output else Kind.CODE
        for number, line in enumerate(node.astext().split("\n"), 1):
            self.add(around, kind, [Piece(line)], f"{around.output}.{number}" if around.output else "")

    def output_table(self, table: nodes.table, around: _Around) -> None:
        """Take in a table that a cell made, each of its cells with row and column."""
        rows = list(table.findall(nodes.row))
        body = [row for row in rows if not isinstance(row.parent, nodes.thead)]
        # Rows that nobody named, pandas numbers from 0.
        numbered = [row.children[0].astext() for row in body] == [str(number) for number in range(len(body))]
        for row_number, row in enumerate(rows, 1):
            for column, entry in enumerate(row.children, 1):
                if column > 1 or row not in body or not numbered:
                    self.visit(entry, replace(around, output=f"{around.output}.{row_number}.{column}"))
        for title in table.findall(nodes.title):
            typed = title.get("typed")  # by the author, as the caption of the cell
            self.visit(title, replace(around, output="") if typed else around)

    def cell(self, node: nodes.container, around: _Around) -> None:
        """Take in a code cell: its code, and what it shows."""
        metadata: dict[str, Any] = node.get("cell_metadata") or {}
        options = metadata.get("mystnb")
        figure = options.get("figure") if isinstance(options, dict) else None
        caption = figure.get("caption") if isinstance(figure, dict) else None
        code, start = node.get("code", ""), node.get("code_line", around.line)
        shows = tuple(_contents(node))
        ran = not node.get("not_run")
        seen = around.path, around.line, around.exemptions
        self.page.cells.append(Cell(*seen, code, start, ran, bool(caption), shows))
        self.children(node, around)


def _is_caption(node: nodes.Node) -> bool:
    return isinstance(node, nodes.caption)


def _generated(table: nodes.table) -> bool:
    return any(isinstance(part, nodes.tgroup) and part.get(GENERATED) for part in table.children)


def _contents(cell: nodes.container) -> Iterator[str]:
    """Name what a cell shows that a caption can stand under."""
    for node in cell.findall(nodes.Element):
        if node.tagname == "chart":
            yield "chart"
        elif isinstance(node, nodes.image) and node.parent.tagname != "chart":
            yield "picture"
        elif isinstance(node, nodes.table) and not _generated(node):
            yield "table"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    app.add_builder(CheckBuilder)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
