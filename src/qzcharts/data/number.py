"""A number as a table has it, and where."""

from dataclasses import dataclass
from typing import NamedTuple

from qzcharts.data.indicator import Dimension, Key
from qzcharts.data.period import Period
from qzcharts.data.quantity import Quantity
from qzcharts.data.rows import Row


class Place(NamedTuple):
    """Where a table has a number: what heads its row, and what heads its column."""

    row: tuple[Dimension | Period, ...]
    column: tuple[Dimension | Period, ...]


@dataclass(frozen=True)
class Number:
    """A number of a table.

    Attributes
    ----------
    key : Key
    row : Row
    column : str
        That it stands in.
    printed : str
        As it was printed, without its unit.
    quantity : Quantity
    place : Place or None
        Where its table says what it is, if no quotation does.
    """

    key: Key
    row: Row
    column: str
    printed: str
    quantity: Quantity
    place: Place | None
