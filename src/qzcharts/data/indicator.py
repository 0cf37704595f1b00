"""What is measured, and of whom: indicators, and entities with the members of other breakdowns."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from qzcharts.data.period import Period
from qzcharts.data.unit import Unit
from qzcharts.words import Language, edition_language


class Measure(StrEnum):
    """What kind of number an indicator has; each is here because a rule reads it.

    Amounts and counts are sums of their parts, and a count printed in whole units is exact. A share is part
    of another indicator. A change is one of a level against an earlier one. A rank is a place among
    siblings. A rate is none of these.
    """

    AMOUNT = "amount"
    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    CHANGE = "change"
    RANK = "rank"


#: Measures whose numbers are the sums of those of their parts.
ADDITIVE = frozenset({Measure.AMOUNT, Measure.COUNT})
#: The breakdown that tells when a number was published: its members are no parts of anything.
VINTAGE = "vintage"


@dataclass(frozen=True)
class Dimension:
    """A row of ``indicators.csv`` or ``entities.csv``: something that numbers are about.

    Attributes
    ----------
    id : str
    row : mapping of str to str
        Labels and notes, in Chinese and English.
    path, line : str, int
        Where the row stands.
    """

    id: str
    row: Mapping[str, str]
    path: str
    line: int

    def label(self, language: Language | None = None) -> str:
        """Give its name, in the language of the edition where none is named."""
        return self.row.get(f"label_{language or edition_language()}", "")

    def __hash__(self) -> int:
        return hash((type(self), self.id))


@dataclass(frozen=True, eq=False)
class Indicator(Dimension):
    """What is measured.

    Attributes
    ----------
    unit : Unit
    measure : Measure
    of : str
        The indicator that a share is part of, or that a change is one of; empty for others.
    against : str
        Offset of the period that a change compares with: ``previous`` or ``year-before``.
    basis : str
        How values are made comparable, such as ``current prices``; empty where nothing has to be said. In
        English, the column ``basis_en`` says it.
    """

    unit: Unit
    measure: Measure
    of: str = ""
    against: str = ""
    basis: str = ""

    def basis_in(self, language: Language) -> str:
        """Give the words for its basis in a language."""
        return (self.row.get("basis_en") if language == "en" else "") or self.basis


@dataclass(frozen=True, eq=False)
class Entity(Dimension):
    """Whom or where a number is about, or a member of another breakdown, such as a sector.

    Attributes
    ----------
    dimension : str
        Empty for an entity, else the breakdown that it is a member of.
    parent : str
        The entity or member that it is part of.
    overlaps : str
        One that holds it, or a part of it, too; it is then no part of its own in sums.
    """

    dimension: str = ""
    parent: str = ""
    overlaps: str = ""


class Key(NamedTuple):
    """What a number is about; no two numbers of a ledger have the same.

    Attributes
    ----------
    indicator : str
    entity : str
        Empty in a package without entities.
    members : tuple of str
        One at most of each other breakdown, in the order of these; none for the whole.
    period : Period
    """

    indicator: str
    entity: str
    members: tuple[str, ...]
    period: Period

    @property
    def series(self) -> tuple[str, str, tuple[str, ...]]:
        """All but the period."""
        return self[:3]
