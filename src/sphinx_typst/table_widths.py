"""Widths of columns that make a table low: each as wide as its content asks.

The compiler knows no such widths, and what it measures it keeps until the book is made. So the lines of a
table are guessed from its text, and widths are moved between columns while that makes the table lower.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from math import ceil

from docutils import nodes

from .table_sizes import GAP, LINE, TableSizes, placed

_EM = 8.0  # points, the size of type in tables
_NARROW = re.compile("[\x20-\x7e]")  # takes half the room of a Chinese character
_ROWS = 60  # of a long table, so many tell what the others are like
_STEPS = (32.0, 8.0, 2.0)  # points that are moved at once
_SHORT = 4  # characters of a head, or of the first row, that stay on one line
_SMOOTH = 0.2  # share of a line that is not full: else no step would show which way is better

Row = Sequence[tuple[int, Sequence[float]]]  # for each cell its column and the lengths of its paragraphs


def widths(groups: Sequence[nodes.tgroup], shares: Sequence[float]) -> list[float] | None:
    """
    Return the widths of the columns, in points.

    Parameters
    ----------
    groups
        The tables that have these columns in common.
    shares
        Relative widths to begin with. A column of which most cells hold no text, such as one of boxes to
        tick or of numbers of pages, keeps its own.

    Returns
    -------
    list of float or None
        None if the words do not fit.
    """
    rows = [row for group in groups for row in _rows(group)]
    least = map(max, zip(*(TableSizes.of(group).least for group in groups), strict=True))
    needed = [width + GAP + 0.5 for width in least]
    bodies = [cell for group in groups for row in _rows(group, nodes.tbody) for cell in row]
    said = Counter(column for column, lengths in bodies if any(lengths))
    cells = Counter(column for column, _ in bodies)
    for column, lengths in rows[0]:
        if sum(lengths) <= _SHORT * _EM:
            needed[column] = max(needed[column], sum(lengths) + GAP + 0.5)
        if said[column] < cells[column] / 2:
            needed[column] = max(needed[column], LINE * shares[column] / sum(shares))
    spare = LINE - sum(needed)
    if spare < 0:
        return None
    found = [width + spare * share / sum(shares) for width, share in zip(needed, shares, strict=True)]
    rows = rows[:_ROWS]
    lowest = _height(rows, found)
    for step in _STEPS:
        moved = True
        while moved:
            moved = False
            for giver, taker in permutations(range(len(found)), 2):
                tried = list(found)
                tried[giver] -= step
                tried[taker] += step
                if tried[giver] >= needed[giver] and (height := _height(rows, tried)) < lowest - 1e-6:
                    found, lowest, moved = tried, height, True
    return found


def _rows(group: nodes.tgroup, *parts: type[nodes.Element]) -> Iterator[Row]:
    for part in group.children:
        if isinstance(part, parts or (nodes.thead, nodes.tbody)):
            for row in placed(part):
                yield [(column, _lengths(entry)) for entry, column in row if not entry.get("morecols")]


def _lengths(entry: nodes.entry) -> list[float]:
    """Return how long the paragraphs of a cell would be, in points, were they set in one line."""
    texts = [_shown(block) for block in entry.children]
    return [(len(text) - len(_NARROW.findall(text)) / 2) * _EM for text in texts]


def _shown(block: nodes.Node) -> str:
    return "".join(text for text in block.findall(nodes.Text) if not isinstance(text.parent, nodes.raw))


def _height(rows: Sequence[Row], columns: Sequence[float]) -> float:
    """Return the lines of a table: of each row as many as its highest cell has."""
    return sum(
        max((_lines(lengths, columns[column] - GAP) for column, lengths in row), default=0.0) for row in rows
    )


def _lines(lengths: Sequence[float], width: float) -> float:
    return sum(ceil(length / width) + _SMOOTH * length / width for length in lengths)
