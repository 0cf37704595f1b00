"""What readers see of a page: passages, pictures and cells, each with its place in the source.

Lines and columns count from 1. A place is found again by the words that stand there, for a doctree keeps the
line of a block and no column.
"""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from qzbook.words import marked
from qzcharts.bundle import MASK
from qzcharts.data.period import Period
from qzcharts.errors import CELL

#: So many lines below the first of a block its words are looked for.
_FARTHEST = 400
#: So many lines above it too: a doctree counts the lines of nested directives less exactly.
_BEFORE = 6


class Kind(StrEnum):
    """Where a reader meets a passage."""

    PROSE = marked("the prose")
    HEADING = marked("a heading")
    TABLE = marked("a table")
    TITLE = marked("the title of a chart")
    DRAWN = marked("a text of a chart")
    CAPTION = marked("a caption")
    ALT = marked("an alternative text")
    CODE = marked("code that is shown")
    FORMULA = marked("a formula")
    OUTPUT = marked("an output of a cell")


class Piece(NamedTuple):
    """A part of a passage.

    Attributes
    ----------
    text : str
        What readers see.
    typed : bool
        Whether the author typed it; otherwise it comes from the ledger or from another place of the book.
    metric : str
        Id of the metric or statement that it cites; empty where it cites none.
    """

    text: str
    typed: bool = True
    metric: str = ""


@dataclass(frozen=True)
class Exemption:
    """A comment ``% allow RULE WHAT: reason`` above a block.

    Attributes
    ----------
    path, line
        Where it stands.
    text : str
        The comment.
    """

    path: str
    line: int
    text: str


@dataclass(frozen=True)
class Seen:
    """Something that readers see.

    Attributes
    ----------
    path : str
        Of the source, relative to the project.
    line : int
        Where its block begins.
    exemptions : tuple of Exemption
        Those that stand directly above it, or above what it is in.
    """

    path: str
    line: int
    exemptions: tuple[Exemption, ...]


@dataclass(frozen=True)
class Use(Seen):
    """A place where the author cites a metric or a statement, or draws it; `name` is its id."""

    name: str


@dataclass(frozen=True)
class Passage(Seen):
    """A run of text that is read as one.

    Attributes
    ----------
    kind : Kind
    pieces : tuple of Piece
    output : str
        Place in the outputs of a cell: ``output.line``, or ``output.row.column`` of a table; empty elsewhere.
    about : tuple of str
        Of a caption or the title of a chart or table, ids of what is drawn or listed there.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    output: str = ""
    about: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the author typed, with a :data:`MASK` for every other piece."""
        return "".join(piece.text if piece.typed else MASK for piece in self.pieces)

    @property
    def words(self) -> str:
        """All that readers see."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Picture(Seen):
    """A picture that no form of the package drew.

    Attributes
    ----------
    name : str
        Its file.
    alt : str
    captioned : bool
        Whether it has a caption, or needs none where it stands in a line.
    drawn : bool
        Whether a cell drew it.
    """

    name: str
    alt: str
    captioned: bool
    drawn: bool


@dataclass(frozen=True)
class Cell(Seen):
    """A code cell.

    Attributes
    ----------
    code : str
    start : int
        Line on which the code begins.
    ran : bool
        Whether its outputs are there.
    captioned : bool
        Whether its options give a caption.
    named : bool
        Whether they give a name.
    shows : tuple of str
        What its outputs hold that a caption can stand under: ``chart``, ``picture``, ``table``.
    """

    code: str
    start: int
    ran: bool
    captioned: bool
    named: bool
    shows: tuple[str, ...]


@dataclass
class Page:
    """A page of the book.

    Attributes
    ----------
    name : str
        As Sphinx names it.
    path : str
    title_line : int
        Line of its title: where a problem of the whole page is told.
    limits : bool
        Whether it has a part, with text, on what its data do not show.
    spoken_of : Period
        That its head, or the report, is about.
    sound_with : str
        Digest of the data beside which every rule that judges page by page has found nothing on it.
    """

    name: str
    path: str
    title_line: int = 1
    limits: bool = False
    spoken_of: Period = field(default_factory=lambda: Period.parse(""))
    passages: list[Passage] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    sound_with: str = field(default="", init=False, compare=False)

    @property
    def paths(self) -> set[str]:
        """Its source, and those of what is included in it."""
        seen = (*self.passages, *self.pictures, *self.cells, *self.uses)
        return {self.path, *(each.path for each in seen)}


class Sources:
    """The sources of the pages, to find in them what stands on a page.

    Parameters
    ----------
    root : Path
        The project.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read = lru_cache(maxsize=None)(self._lines)

    def _lines(self, path: str) -> list[str]:
        try:
            text = (self.root / path).read_text("utf-8-sig")
            return _lines_of_cells(text) if path.endswith(".ipynb") else text.split("\n")
        except (OSError, ValueError):
            return []

    def find(self, path: str, line: int, words: str) -> int:
        """Give the line, from `line` on, that holds some words; `line` itself where none does."""
        lines = self._read(path)
        found = (at for at in range(line, len(lines) + 1) if words in lines[at - 1])
        return next(found, line)

    def place(self, passage: Passage, start: int, end: int) -> tuple[int, str]:
        """Give line and column of a part of a passage's text; the column is empty where it is not found.

        What was typed stands in the source word for word, but for its markup: the piece of the part is looked
        for behind the pieces before it, and the part itself where the whole piece is not there.
        """
        if passage.output:
            return passage.line, ""
        for whole in (True, False):
            for first in (passage.line, passage.line - _BEFORE):
                found = self._find(passage, range(start, end), max(first, 1) - 1, whole=whole)
                if found:
                    return found[0] + 1, str(found[1] + 1)
        return passage.line, ""

    def _find(self, passage: Passage, part: range, row: int, *, whole: bool) -> tuple[int, int] | None:
        """Give row and column of a part, from a row on; all of them count from 0."""
        lines, cursor, at = self._read(passage.path), (row, 0), 0
        found: tuple[int, int] | None = None
        for piece in passage.pieces:
            text = piece.text if piece.typed else MASK
            inside = part.start - at
            if piece.typed:
                found = _search(lines, cursor, text)
                if inside < len(text):
                    if found:
                        return _advance(lines, found, text[:inside])
                    return None if whole else _search(lines, cursor, text[max(inside, 0) : part.stop - at])
                if found:
                    cursor = _advance(lines, found, text)
            elif inside < len(text):
                return cursor if found else None  # behind the words before it
            at += len(text)
        return None


def _lines_of_cells(text: str) -> list[str]:
    """Give the lines of an .ipynb, each where MyST-NB numbers it."""
    lines: list[str] = []
    for number, cell in enumerate(json.loads(text).get("cells", []), 1):
        lines += [""] * (number * CELL + 1 - len(lines))
        lines += "".join(cell.get("source", "")).split("\n")
    return lines


def _search(lines: list[str], cursor: tuple[int, int], text: str) -> tuple[int, int] | None:
    """Find a text of one or more lines behind a place; rows and columns count from 0."""
    first, *rest = text.split("\n")
    row, column = cursor
    for number in range(row, min(row + _FARTHEST, len(lines))):
        found = lines[number].find(first, column if number == row else 0)
        if found >= 0 and all(
            number + below < len(lines) and lines[number + below].lstrip().startswith(part)
            for below, part in enumerate(rest, 1)
        ):
            return number, found
    return None


def _advance(lines: list[str], place: tuple[int, int], text: str) -> tuple[int, int]:
    """Give the place behind a text that begins at another."""
    row, column = place
    *before, last = text.split("\n")
    if not before:
        return row, column + len(last)
    line = lines[row + len(before)]
    return row + len(before), len(line) - len(line.lstrip()) + len(last)
