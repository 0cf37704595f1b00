"""From the resolved doctree of a page to what readers see of it.

Nothing here knows Markdown: whatever comes onto a page, by whichever way, is in its doctree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docutils import nodes

from qzbook.checks.seen import Cell, Exemption, Kind, Page, Passage, Picture, Piece, Sources, Use
from qzbook.markup.tables import GENERATED

#: Attribute of a node that cites a metric or a statement: its id.
_CITES = "entry"
#: Class of words that stand at another place of the book, where they are judged.
ELSEWHERE = "said-elsewhere"
_ALLOW = re.compile(r"allow\b")
_UNSEEN = (nodes.Invisible, nodes.substitution_definition, nodes.system_message, nodes.meta)
_NUMBERS = (nodes.footnote_reference, nodes.citation_reference, nodes.label)


def read_into(page: Page, document: nodes.document, sources: Sources) -> None:
    """Fill a page with what readers see of its doctree."""
    _Reader(page, sources).visit(document, _Around(page.path, 1))


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

    @property
    def seen(self) -> tuple[str, int, tuple[Exemption, ...]]:
        """What is told of whatever a reader sees there."""
        return self.path, self.line, self.exemptions


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
            if generated == "chosen":
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
                kind = Kind.TITLE if node.get("of_chart") else Kind.CAPTION
                self.add(around, kind, self.pieces(node, around), about=_cited(node.parent))
            case nodes.TextElement():
                if node.get("typed"):
                    around = replace(around, output="")  # by the author, as the caption of the cell
                kind = self._kind(node, around)
                about = _cited(node.parent) if kind is Kind.CAPTION else ()
                self.add(around, kind, self.pieces(node, around), about=about)
            case nodes.container() if node.get("nb_element") == "cell_code":
                self.cell(node, around)
            case nodes.container() if node.get("nb_element") == "cell_code_output":
                for number, output in enumerate(node.children, 1):
                    self.visit(output, replace(around, kind=Kind.OUTPUT, output=str(number), drawn=True))
            case nodes.table() if around.output and not _generated(node):
                self.output_table(node, around)
            case _ if node.tagname == "chart":
                self.page.uses += [Use(*around.seen, name) for name in node["cites"]]
                for text in node["typed"]:
                    self.add(around, Kind.DRAWN, [Piece(text)])
            case _:
                if isinstance(node, nodes.figure):
                    around = replace(around, captioned=any(map(_is_caption, node.children)))
                elif isinstance(node, nodes.legend):
                    around = replace(around, kind=Kind.PROSE, output="")  # typed, also under an output
                self.children(node, around)

    def uses(self, node: nodes.Element, around: _Around) -> None:
        """Note what is cited in a node."""
        self.page.uses += [Use(*around.seen, name) for name in _cited(node)]

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

    def add(
        self,
        around: _Around,
        kind: Kind,
        pieces: list[Piece],
        output: str = "",
        about: tuple[str, ...] = (),
    ) -> None:
        """Add a passage, unless there is nothing in it to be read."""
        joined: list[Piece] = []
        for piece in pieces:
            if joined and piece.typed and joined[-1].typed:
                joined[-1] = Piece(joined[-1].text + piece.text)
            else:
                joined.append(piece)
        if any(piece.text.strip() for piece in joined):
            place = output or around.output
            self.page.passages.append(Passage(*around.seen, kind, tuple(joined), place, about))

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
                case nodes.inline() if child.get(_CITES):
                    self.page.uses.append(Use(*around.seen, child[_CITES]))
                    found.append(Piece(child.astext(), typed=False, metric=child[_CITES]))
                case _ if child.get(GENERATED) or isinstance(child, _NUMBERS):
                    found.append(Piece(child.astext(), typed=False))
                case nodes.inline() if ELSEWHERE in child["classes"]:
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
        self.page.pictures.append(Picture(*around.seen, name, alt, captioned, around.drawn))
        for text in (alt, str(image.get("title") or "")):
            self.add(replace(around, output=""), Kind.ALT, [Piece(text)])

    def literal(self, node: nodes.Element, around: _Around) -> None:
        """Take in code that is shown, or the text of an output; that of a cell is taken in with the cell."""
        if "cell_source" in node:
            return
        kind = Kind.OUTPUT if around.output else Kind.CODE
        typed = not self._of_data(node)
        for number, line in enumerate(node.astext().split("\n"), 1):
            self.add(around, kind, [Piece(line, typed)], f"{around.output}.{number}" if around.output else "")

    def _of_data(self, node: nodes.Element) -> bool:
        """Whether code that is shown is rows of a table, as ``literalinclude`` takes them: judged there."""
        path = Path(node.get("source", ""))
        return path.suffix == ".csv" and path.is_relative_to(self.sources.root / "data")

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
            self.visit(title, around)

    def cell(self, node: nodes.container, around: _Around) -> None:
        """Take in a code cell: its code, and what it shows."""
        metadata: dict[str, Any] = node.get("cell_metadata") or {}
        options = metadata.get("mystnb")
        figure = options.get("figure") if isinstance(options, dict) else None
        captioned, named = (isinstance(figure, dict) and bool(figure.get(of)) for of in ("caption", "name"))
        code, start = node.get("code", ""), node.get("code_line", around.line)
        shows = tuple(_contents(node))
        ran = not node.get("not_run")
        self.page.cells.append(Cell(*around.seen, code, start, ran, captioned, named, shows))
        self.children(node, around)


def _cited(node: nodes.Element) -> tuple[str, ...]:
    """Name what is cited in a node, in words or by a chart."""
    elements = node.findall(nodes.Element)
    return tuple(
        name
        for child in elements
        for name in [*([child[_CITES]] if child.get(_CITES) else ()), *child.get("cites", ())]
    )


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
