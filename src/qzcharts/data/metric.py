"""A metric: one figure, published or derived, with all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qzcharts.data import wording
from qzcharts.data.derive import Formula
from qzcharts.data.period import Period
from qzcharts.data.quantity import Quantity
from qzcharts.data.wording import Language


@dataclass(frozen=True)
class Source:
    """A document that figures were published in; the fields are the columns of ``data/sources.csv``."""

    source: str
    title_zh: str
    title_en: str
    publisher_zh: str
    publisher_en: str
    date: str
    issue: str
    medium: str
    licence_note_zh: str
    licence_note_en: str
    checksum: str


@dataclass(frozen=True)
class Metric:
    """One figure with all that is known of it.

    Attributes
    ----------
    id : str
        Group and name, such as ``construction.investment``.
    quantity : Quantity
    row : mapping of str to str
        The row of its CSV, with the labels, notes and assumptions in Chinese and English.
    table : str
        Name of the table that holds it.
    path, line : str, int
        Where the row stands.
    period : Period
    source : Source or None
        ``None`` for a derived figure, whose sources are those of its operands.
    locator : mapping of str to str
        Name of the section of the source, by language; empty for a derived figure.
    formula : Formula or None
    """

    id: str
    quantity: Quantity
    row: Mapping[str, str]
    table: str
    path: str
    line: int
    period: Period
    source: Source | None = None
    locator: Mapping[str, str] = field(default_factory=dict)
    formula: Formula | None = None

    @property
    def group(self) -> str:
        """The part of the id before the point: the chapter that the metric belongs to."""
        return self.id.partition(".")[0]

    @property
    def anchor(self) -> str:
        """Name of its row in the ledger, for a link: ``metric-construction-plan-share``."""
        return "metric-" + self.id.replace(".", "-").replace("_", "-")

    def label(self, column: str, language: Language = "zh") -> str:
        """Give ``indicator``, ``entity``, ``note`` or ``assumption`` in a language."""
        return self.row.get(f"{column}_{language}", "")

    def text(self, language: Language = "zh") -> str:
        """Give the figure in words, with unit and qualifier."""
        return wording.text(self.quantity, language)

    def __str__(self) -> str:
        return self.text()
