"""What stands on a page of the book, each thing with its exact place.

Lines and columns count from 1. Texts are single lines in which markup is blanked, so that a position in them
is a position in the source.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Where a reader meets a text."""

    PROSE = "the prose"
    HEADING = "a heading"
    TABLE = "a table"
    CAPTION = "a caption"
    ALT = "an alternative text"
    CODE = "code that is shown"
    STRING = "a string of a cell"


@dataclass(frozen=True)
class Text:
    """One line of what a reader sees; `text` begins at `column`."""

    line: int
    column: int
    text: str
    kind: Kind


@dataclass(frozen=True)
class Use:
    """A place that names a metric.

    Attributes
    ----------
    line, column : int
        Where `name` begins.
    name, form : str
        As in ``{metric}`name|form` ``.
    certain : bool
        Whether `name` can be nothing but a metric or a list; a string of a cell may look like one by chance.
    """

    line: int
    column: int
    name: str
    form: str = ""
    certain: bool = True


@dataclass(frozen=True)
class Load:
    """A place of a cell that uses metrics of a table without naming them: one row, or with ``None`` all."""

    line: int
    column: int
    table: str
    row: int | None


@dataclass(frozen=True)
class Heading:
    """A heading, with its level from 1."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Image:
    """A picture that is no chart of a cell."""

    line: int
    column: int
    alt: str
    caption: bool


@dataclass(frozen=True)
class Cell:
    """A code cell.

    Attributes
    ----------
    line : int
        Line of the opening fence.
    options : dict or None
        What stands between ``---`` and ``---``; ``None`` where it cannot be read.
    tree : ast.Module
        The code; its line 1 is line `start` of the page.
    start : int
    indent : int
        How far the code is indented in the source.
    """

    line: int
    options: dict[str, Any] | None
    tree: ast.Module
    start: int
    indent: int


@dataclass(frozen=True)
class Comment:
    """A line comment of MyST (``% ...``) and the lines of the block directly below it."""

    line: int
    text: str
    below: range


@dataclass(frozen=True)
class Fault:
    """Something on a page that cannot be read."""

    line: int
    column: int
    message: str
    mend: str


@dataclass
class Page:
    """A page of the book.

    Attributes
    ----------
    path : str
        Relative to the project.
    lines : list of str
        The source.
    breaks : list of (int, int)
        Line and column of each line break inside a paragraph, hard breaks aside.
    tables : list of Use
        Each ``qz.load("table")`` of a cell.
    directives : set of str
    """

    path: str
    lines: list[str]
    texts: list[Text] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    tables: list[Use] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)
    directives: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    @property
    def top(self) -> int:
        """Line of the title: where a problem of the whole page is told."""
        return self.headings[0].line if self.headings else 1
