"""How numbers are laid out in tables: what each is about heads its row, its column, or the table."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from qzcharts.data.metric import Metric

Part = Literal["indicator", "subject", "period"]
"""What a number is about: what is measured, of whom (with members of breakdowns), and when."""
PARTS: tuple[Part, ...] = ("indicator", "subject", "period")

MOST_COLUMNS = 8
"""So many columns of numbers a page has room for."""
_HEAD = 3  # rows that the title and the head of a table take
_LABEL = 2  # columns that each part takes in the head of a row
_WORSE = 1.25  # for a table in which a series is no row


class Layout(NamedTuple):
    """Which parts make tables of their own, and which head rows and columns."""

    tables: tuple[Part, ...]
    rows: tuple[Part, ...]
    columns: tuple[Part, ...]


#: In the order in which they are liked.
_LAYOUTS = (
    Layout((), ("indicator", "subject"), ("period",)),
    Layout(("indicator",), ("subject",), ("period",)),
    Layout(("subject",), ("indicator",), ("period",)),
    Layout(("period",), ("subject",), ("indicator",)),
    Layout(("period",), ("indicator",), ("subject",)),
    Layout(("indicator",), ("period",), ("subject",)),
    Layout(("subject",), ("period",), ("indicator",)),
    Layout((), PARTS, ()),
)
#: Those that make one table, whatever numbers there are.
_ALONE = (
    _LAYOUTS[0],
    Layout((), ("subject", "period"), ("indicator",)),
    Layout((), ("indicator", "period"), ("subject",)),
    _LAYOUTS[-1],
)


@dataclass(frozen=True)
class Grid:
    """A table of numbers.

    Attributes
    ----------
    layout : Layout
    rows : tuple of tuple of Metric or None
        In each row a number a column, or none.
    row_parts : tuple of str
        What the head of a row says: what rows differ in, or what there is but one of.
    """

    layout: Layout
    rows: tuple[tuple[Metric | None, ...], ...]
    row_parts: tuple[Part, ...]

    @cached_property
    def columns(self) -> list[list[Metric]]:
        """The numbers of each column."""
        return [[metric for metric in column if metric] for column in zip(*self.rows, strict=True)]

    @property
    def common(self) -> tuple[Part, ...]:
        """What rows and columns do not say, for it is the same for all numbers."""
        return tuple(part for part in PARTS if part not in (*self.row_parts, *self.layout.columns))

    @property
    def room(self) -> float:
        """How much room it takes, in cells."""
        room = (len(self.rows) + _HEAD) * (len(self.rows[0]) + _LABEL * len(self.row_parts))
        return room if self.layout.columns == ("period",) else room * _WORSE


_Places = tuple[int, ...]
"""Places of what a number is about among all that the others are about, in the order of :data:`PARTS`."""


def grids(metrics: Iterable[Metric]) -> list[Grid]:
    """Lay out numbers so that they take least room."""
    return min(_ways(metrics, _LAYOUTS), key=lambda tables: sum(grid.room for grid in tables))


def grid(metrics: Iterable[Metric]) -> Grid:
    """Lay out numbers as one table, so that it takes least room."""
    ways = _ways(metrics, _ALONE)
    return min((found for found, *others in ways if not others), key=lambda grid: grid.room)


def _ways(metrics: Iterable[Metric], layouts: Iterable[Layout]) -> Iterator[list[Grid]]:
    """Lay out numbers in each of some ways."""
    found = list(metrics)
    keys = [metric.key for metric in found]
    periods = {period: place for place, period in enumerate(sorted({key.period for key in keys}))}
    indicators = _in_order(key.indicator for key in keys)
    subjects = _in_order((key.entity, key.members) for key in keys)
    places = [
        (indicators[key.indicator], subjects[key.entity, key.members], periods[key.period]) for key in keys
    ]
    placed = list(zip(found, places, strict=True))
    return (list(_laid(placed, layout)) for layout in layouts)


def _in_order(values: Iterable[Hashable]) -> dict[Hashable, int]:
    return {value: place for place, value in enumerate(dict.fromkeys(values))}


def _laid(placed: Iterable[tuple[Metric, _Places]], layout: Layout) -> Iterator[Grid]:
    tables: dict[_Places, dict[_Places, dict[_Places, Metric]]] = {}
    for metric, places in placed:
        table, column, row = (_of(places, parts) for parts in (layout.tables, layout.columns, layout.rows))
        tables.setdefault(table, {}).setdefault(column, {})[row] = metric
    for _, columns in sorted(tables.items()):
        heads = sorted(columns)
        for first in range(0, len(heads), MOST_COLUMNS):
            shown = [columns[head] for head in heads[first : first + MOST_COLUMNS]]
            rows = sorted({row for column in shown for row in column})
            numbers = tuple(tuple(column.get(row) for column in shown) for row in rows)
            varying = (len(set(places)) > 1 for places in zip(*rows, strict=True))
            parts = tuple(part for part, varies in zip(layout.rows, varying, strict=True) if varies)
            yield Grid(layout, numbers, parts or layout.rows[:1])


def _of(places: _Places, parts: Sequence[Part]) -> _Places:
    return tuple(places[PARTS.index(part)] for part in parts)
