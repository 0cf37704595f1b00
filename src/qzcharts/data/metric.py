"""What the ledger holds: metrics, which are numbers, statements, which are facts without one, and sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qzcharts.data import wording
from qzcharts.data.derive import Formula
from qzcharts.data.period import Period
from qzcharts.data.quantity import Quantity
from qzcharts.words import Language, edition_language

Origin = Literal["published", "counted", "derived"]


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
class Entry:
    """A row of the ledger: what metrics and statements have in common.

    Attributes
    ----------
    id : str
        Group and name, such as ``construction.investment``; no two entries of a ledger have the same.
    row : mapping of str to str
        The row of its CSV, with the labels, notes and assumptions in Chinese and English.
    table : str
        Name of the table that holds it.
    path, line : str, int
        Where the row stands.
    period : Period
    """

    id: str
    row: Mapping[str, str]
    table: str
    path: str
    line: int
    period: Period

    @property
    def group(self) -> str:
        """The part of the id before the point: the chapter that the entry belongs to."""
        return self.id.partition(".")[0]

    @property
    def anchor(self) -> str:
        """Name of its row in the ledger, for a link: ``metric-construction-plan-share``.

        The group keeps its underscores, so that ``a.b_c`` and ``a_b.c`` have names of their own.
        """
        kind, own = type(self).__name__.lower(), self.id.removeprefix(f"{self.group}.")
        return f"{kind}-{self.group}-{own.replace('_', '-')}"

    @property
    def quotation(self) -> str:
        """The source's few words that carry it; empty where it has none."""
        return self.row.get("quotation", "")

    def label(self, column: str, language: Language | None = None) -> str:
        """Give ``indicator``, ``entity``, ``subject``, ``note`` or ``assumption``.

        Here and in `text`, the language is that of the edition where none is named.
        """
        return self.row.get(f"{column}_{language or edition_language()}", "")


@dataclass(frozen=True)
class Metric(Entry):
    """One figure with all that is known of it.

    Attributes
    ----------
    quantity : Quantity
    source : Source or None
        ``None`` for a derived figure, whose sources are those of its operands.
    locator : mapping of str to str
        Name of the section of the source, by language; empty for a derived figure.
    formula : Formula or None
    """

    quantity: Quantity
    source: Source | None = None
    locator: Mapping[str, str] = field(default_factory=dict)
    formula: Formula | None = None

    @property
    def origin(self) -> Origin:
        """Where the number comes from: printed in the source, counted by us from its list, or derived."""
        if self.formula is not None:
            return "derived"
        return "counted" if self.row["origin"] == "counted" else "published"

    def text(self, language: Language | None = None) -> str:
        """Give the figure in words, with unit and qualifier."""
        return wording.text(self.quantity, language or edition_language())

    def __repr__(self) -> str:
        # What a cell shows, alone, in a list or in a frame, is its words.
        return self.text()


@dataclass(frozen=True)
class Statement(Entry):
    """A published fact without a number, such as a stage that a project has reached.

    Attributes
    ----------
    source : Source
    locator : mapping of str to str
        Name of the section of the source, by language.
    """

    source: Source
    locator: Mapping[str, str]

    def text(self, language: Language | None = None) -> str:
        """Give the fact in words of our own, without its subject."""
        return self.label("text", language)

    def __repr__(self) -> str:
        # What a cell shows, alone, in a list or in a frame, is its words.
        return self.text()
