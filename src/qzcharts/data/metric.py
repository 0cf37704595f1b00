"""What the ledger holds: metrics, which are numbers, statements, which are facts without one, and sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qzcharts.data import wording
from qzcharts.data.calculation import Calculation
from qzcharts.data.indicator import Entity, Indicator, Key, Measure
from qzcharts.data.number import Place
from qzcharts.data.period import Period
from qzcharts.data.quantity import Quantity
from qzcharts.data.report import Context
from qzcharts.words import Language, edition_language, word

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
    dash: str = ""


@dataclass(frozen=True)
class Entry:
    """A row of the ledger: what metrics and statements have in common.

    Attributes
    ----------
    id : str
        Of a statement, group and name; of a metric, the shortest notation of it. No two entries of a ledger
        have the same.
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
        """The part of the id before the point, else its table: the chapter that the entry belongs to."""
        group, point, _ = self.id.partition(".")
        return group if point else self.table

    @property
    def anchor(self) -> str:
        """Name of its row in the ledger, for a link: ``statement-construction-key-link``."""
        return f"statement-{slug(self.id)}"

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
    indicator : Indicator
    entity : Entity or None
        ``None`` in a package without entities.
    members : tuple of Entity
        Of other breakdowns; empty for the whole.
    quantity : Quantity
    source : Source or None
        ``None`` for a derived figure, whose sources are those of its operands.
    locator : mapping of str to str
        Name of the section of the source, by language; empty for a derived figure.
    formula : Calculation or None
    operands : tuple of str
        Ids of the metrics that the formula computes with.
    spoken_of : Context
        What the report is about, and what the id leaves out.
    place : Place or None
        Of a figure whose evidence is its place in a table.
    """

    indicator: Indicator
    entity: Entity | None
    members: tuple[Entity, ...]
    quantity: Quantity
    spoken_of: Context
    source: Source | None = None
    locator: Mapping[str, str] = field(default_factory=dict)
    formula: Calculation | None = None
    operands: tuple[str, ...] = ()
    place: Place | None = None

    @property
    def key(self) -> Key:
        """What it is about."""
        entity = self.entity.id if self.entity else ""
        return Key(self.indicator.id, entity, tuple(member.id for member in self.members), self.period)

    @property
    def group(self) -> str:
        """The part of the indicator before the point, else its table: the chapter that it belongs to."""
        group, point, _ = self.indicator.id.partition(".")
        return group if point else self.table

    @property
    def anchor(self) -> str:
        """Name of its row in the ledger, for a link: ``metric-construction-plan-share``.

        The group keeps its underscores, so that ``a.b_c`` and ``a_b.c`` have names of their own.
        """
        indicator, _, rest = self.id.partition("[")
        members, _, _ = rest.partition("]")
        parts = [slug(indicator.partition("@")[0]), *filter(None, members.split(","))]
        return "--".join(["metric-" + parts[0], *parts[1:], *([self.period.slug] if "@" in self.id else [])])

    @property
    def origin(self) -> Origin:
        """Where the number comes from: printed in the source, counted by us from its list, or derived."""
        if self.formula is not None:
            return "derived"
        return "counted" if self.row.get("origin") == "counted" else "published"

    @property
    def quotation(self) -> str:
        """The source's few words that carry it; of a number in a table, the cell as printed."""
        return self.row.get("printed", "") if self.place else self.row.get("quotation", "")

    @property
    def subjects(self) -> tuple[Entity, ...]:
        """Whom or what it is about, besides what is measured."""
        return (*([self.entity] if self.entity else []), *self.members)

    def label(self, column: str, language: Language | None = None) -> str:
        """Give ``indicator``, ``entity``, ``note`` or ``assumption``; an indicator has notes of its own."""
        match column:
            case "indicator":
                return self.indicator.label(language)
            case "entity":
                return word(language or edition_language(), ", ").join(
                    each.label(language) for each in self.subjects
                )
            case _:
                own = super().label(column, language)
                return own or self.indicator.row.get(f"{column}_{language or edition_language()}", "")

    def text(self, language: Language | None = None) -> str:
        """Give the figure in words, with unit and qualifier; for a rank, its place."""
        quantity, language = self.quantity, language or edition_language()
        if self.indicator.measure is Measure.RANK and quantity.qualifier in wording.ORDINAL:
            return wording.ordinal(quantity, language)
        return wording.text(quantity, language)

    def __repr__(self) -> str:
        # What a cell shows, alone, in a list or in a frame, is its words.
        return self.text()


def slug(name: str) -> str:
    """Give an id as part of an anchor; its group keeps its underscores."""
    group, point, own = name.partition(".")
    return f"{group}-{own.replace('_', '-').replace('.', '-')}" if point else group


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
