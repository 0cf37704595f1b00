"""How much room a table may need, guessed from its text.

The compiler alone can measure, and it keeps what it has measured until the book is made. So only those
tables are measured that might be too wide, and only those are kept on one page that surely fit there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from .base import is_held

LINE = 420.0  # points, of the template's 40 characters of 10.5 points
GAP = 10.0  # points between the words of neighbouring columns
_LETTER = 5.2  # points of a letter at the size of tables, and a little more
_CHINESE = 12.5  # points of a Chinese character with a mark that may not begin a line
_IN_PHRASE = 9.0  # points of a Chinese character in a phrase that stays on one line
_UNBROKEN = 24  # characters, as `sphinx_typst.markup.plain` breaks longer words anywhere
_WORDS = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff]+")
_CODE = re.compile(r"[^\s/_.:;,=&?#@%+~)\]-]+")  # what the template's `breakable-code` leaves whole
_LINE_LETTERS = 50  # characters in a line of a table
_WHOLE = 20  # lines of a table that is kept on one page, which has three times as many


@dataclass
class TableSizes:
    """
    What is known of a table before it is set.

    Attributes
    ----------
    columns : list of int
        For each cell, in the order of the document, the column in which it begins, counted from 0.
    least : list of float
        For each column the width, in points, that its longest word takes.
    lines : float
        Lines of text in the table.
    """

    columns: list[int] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    lines: float = 0

    @classmethod
    def of(cls, group: nodes.tgroup) -> TableSizes:
        """Go through the cells of a table."""
        sizes = cls(least=[0.0] * sum(isinstance(child, nodes.colspec) for child in group))
        for part in group.children:
            if isinstance(part, nodes.thead | nodes.tbody):
                sizes._add(part)
        return sizes

    def _add(self, part: nodes.Element) -> None:
        for row in placed(part):
            letters = [0]
            for entry, column in row:
                self.columns.append(column)
                if not entry.get("morecols"):
                    self.least[column] = max(self.least[column], *_widths(entry))
                letters.append(len(entry.astext()) + _LINE_LETTERS // 4)
            self.lines += 1 + sum(letters) / _LINE_LETTERS * len(letters) / 2

    def may_be_too_wide(self, shares: Sequence[float] | None) -> bool:
        """Return whether words might not fit; `shares` are the given relative widths of the columns."""
        widths = [width + GAP for width in self.least]
        if shares:
            room = LINE / max(sum(shares), 1)
            return any(width > share * room for width, share in zip(widths, shares, strict=True))
        return sum(widths) > LINE

    @property
    def stays_whole(self) -> bool:
        """Whether the table fits on one page, and so is not to be parted."""
        return self.lines <= _WHOLE


def placed(part: nodes.Node) -> Iterator[list[tuple[nodes.entry, int]]]:
    """Give for each row of a part of a table its entries, each with the column in which it begins, from 0."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(part.children):
        found, column = [], 0
        for entry in row.children:
            assert isinstance(entry, nodes.entry)
            while (number, column) in covered:
                column += 1
            across, down = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
            covered |= {(number + y, column + x) for x in range(across) for y in range(down)}
            found.append((entry, column))
        yield found


def _widths(entry: nodes.entry) -> Iterator[float]:
    yield _CHINESE
    for text in entry.findall(nodes.Text):
        if isinstance(text.parent, nodes.raw):
            continue
        words = (_CODE if isinstance(text.parent, nodes.literal) else _WORDS).findall(text)
        yield from (len(word) * _LETTER for word in words if len(word) < _UNBROKEN)
    for phrase in entry.findall(nodes.inline):
        if is_held(phrase):
            yield sum(_LETTER if sign.isascii() else _IN_PHRASE for sign in phrase.astext())
    # A formula cannot be broken, and a picture has a size of its own.
    yield from (len(formula.astext()) * _LETTER for formula in entry.findall(nodes.math))
