"""Units, indicators and entities of a package: what its numbers are measured in, and what they are about."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from qzcharts.data.indicator import VINTAGE, Entity, Indicator, Measure
from qzcharts.data.package import Table
from qzcharts.data.quantity import parse_number
from qzcharts.data.rows import ASIDE, DIMENSIONS, Row, rows_having
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import Problem, UnitError, name_hint
from qzcharts.words import gettext

_INDICATOR = re.compile(r"[^\W\d]\w*(\.\w+)*")
#: Formulas name it, where a hyphen is a minus.
_BREAKDOWN = re.compile(r"[^\W\d]\w*")
#: Names of columns, and what a formula has for the whole that an entity is part of.
RESERVED = frozenset({*ASIDE, *DIMENSIONS, "value", "parent"})
_ENTITY = re.compile(r"\w+(-\w+)*")
AGAINST = ("previous", "year-before")


class Dimensions:
    """What numbers can be about, and what is wrong with the tables that say so.

    Attributes
    ----------
    units : dict of str to Unit
    indicators : dict of str to Indicator
    entities : dict of str to Entity
        Entities, and members of other breakdowns.
    breakdowns : list of str
        Names of the breakdowns besides entities, in the order of their first members.
    problems : list of Problem
    """

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.units: dict[str, Unit] = {}
        self.indicators: dict[str, Indicator] = {}
        self.entities: dict[str, Entity] = {}
        self.problems: list[Problem] = []
        for row in rows_having(tables, "factor"):
            self._read_unit(row)
        for row in rows_having(tables, "measure") if not self.problems else ():
            self._read_indicator(row)
        self._check_wholes(tables)
        for row in rows_having(tables, "id", "label_zh"):
            if "measure" not in row.table.columns:
                self._read_entity(row)
        self._check_parents(tables)
        entities = self.entities.values()
        self.breakdowns = list(dict.fromkeys(each.dimension for each in entities if each.dimension))
        self._parts: dict[tuple[str, str], list[str]] = {}
        self._members: dict[str, dict[str, Entity]] = {}
        for each in entities:
            self._members.setdefault(each.dimension, {})[each.id] = each
            if not each.overlaps:
                self._parts.setdefault((each.dimension, each.parent), []).append(each.id)

    @property
    def heads(self) -> list[str]:
        """Names of breakdowns and indicators, which columns of tables of numbers can have."""
        return [*self.breakdowns, *self.indicators]

    def members(self, breakdown: str = "") -> Mapping[str, Entity]:
        """Give the members of a breakdown by their ids; by default the entities."""
        return self._members.get(breakdown, {})

    def parts(self, whole: str, breakdown: str = "") -> list[str]:
        """Name what is part of an entity, or of a member; of the whole where `whole` is empty.

        What overlaps another part is left out.
        """
        return self._parts.get((breakdown, whole), [])

    def vintage(self, members: Iterable[str]) -> tuple[str, ...]:
        """Give the member that tells when a number was published, if there is one."""
        return tuple(name for name in members if self.entities[name].dimension == VINTAGE)

    def _problem(self, row: Row, column: str, code: str, message: str, mend: str) -> None:
        self.problems.append(row.problem(column, code, message, mend))

    def _read_unit(self, row: Row) -> None:
        symbol, dimension, english = (row.cells[column] for column in ("unit", "dimension", "english"))
        try:
            factor = Fraction(parse_number(row.cells["factor"]))
        except ValueError:
            factor = Fraction(0)
        if factor <= 0:
            message = gettext(
                "{factor!r} is no factor; allowed: a number above zero", factor=row.cells["factor"]
            )
            self._problem(row, "factor", "unit", message, gettext("write how many base units one unit is"))
        elif not re.fullmatch(r"[^|/]+\|[^|/]+", english):
            message = gettext("{name!r} is no English name; allowed: singular|plural", name=english)
            self._problem(row, "english", "unit", message, gettext("write both, as in home|homes"))
        else:
            self.units[symbol] = Unit(symbol, factor, ((dimension, 1),) if dimension else (), english)

    def _read_indicator(self, row: Row) -> None:
        cells, name = row.cells, row.cells["id"]
        if not self._is_name(row, _INDICATOR, self.indicators):
            return
        measure = cells["measure"]
        if measure not in [*Measure]:
            message = gettext(
                "{measure!r} is no measure; allowed: {known}", measure=measure, known=", ".join(Measure)
            )
            self._problem(row, "measure", "measure", message, gettext("write one of what is allowed"))
            return
        try:
            unit = parse_unit(cells["unit"], self.units)
        except UnitError as error:
            mend = gettext("correct it, or add a row to data/units.csv")
            self._problem(row, "unit", "unit", str(error), mend)
            return
        against = cells.get("against", "")
        if against not in ("", *AGAINST):
            message = gettext(
                "{against!r} is no period to compare with; allowed: {known}",
                against=against,
                known=", ".join(AGAINST),
            )
            self._problem(row, "against", "against", message, gettext("write one of what is allowed"))
            return
        own = (cells.get("of", ""), against, cells.get("basis", ""))
        self.indicators[name] = Indicator(name, cells, row.table.path, row.line, unit, Measure(measure), *own)

    def _check_wholes(self, tables: Mapping[str, Table]) -> None:
        """Find indicators that are said to be part of, or a change of, one that there is not."""
        for row in rows_having(tables, "measure", "of"):
            whole = row.cells["of"]
            if whole and whole not in self.indicators and not self.problems:
                message = gettext(
                    "there is no indicator {name!r}; {hint}",
                    name=whole,
                    hint=name_hint(whole, self.indicators),
                )
                self._problem(row, "of", "of", message, gettext("name an indicator, or leave the cell empty"))

    def _read_entity(self, row: Row) -> None:
        cells = row.cells
        dimension = cells.get("dimension", "")
        if not self._is_name(row, _ENTITY, self.entities):
            return
        if dimension in RESERVED or (dimension and not _BREAKDOWN.fullmatch(dimension)):
            message = gettext(
                "{name!r} is no name of a breakdown; allowed: a word such as sector", name=dimension
            )
            self._problem(row, "dimension", "dimension", message, gettext("choose another word"))
            return
        own = (dimension, cells.get("parent", ""), cells.get("overlaps", ""))
        self.entities[cells["id"]] = Entity(cells["id"], cells, row.table.path, row.line, *own)

    def _is_name(self, row: Row, allowed: re.Pattern[str], known: Mapping[str, Indicator | Entity]) -> bool:
        name = row.cells["id"]
        if name in known:
            place = f"{known[name].path}:{known[name].line}"
            message = gettext("{id!r} stands in {place} too; allowed: each id once", id=name, place=place)
            self._problem(row, "id", "duplicate-id", message, gettext("rename or remove one of the two"))
        elif name in RESERVED:
            message = gettext("tables have {id!r} for something else; allowed: another word", id=name)
            self._problem(row, "id", "id", message, gettext("choose another word"))
        elif not allowed.fullmatch(name):
            message = (
                gettext("{id!r} is no id; allowed: letters, digits, _ and . between them", id=name)
                if allowed is _INDICATOR
                else gettext("{id!r} is no id; allowed: letters, digits, _ and - between them", id=name)
            )
            mend = gettext("such as residents, construction.investment, or new_town")
            self._problem(row, "id", "id", message, mend)
        else:
            return True
        return False

    def _check_parents(self, tables: Mapping[str, Table]) -> None:
        """Find parts of what there is not, of another breakdown, or of themselves."""
        for row in rows_having(tables, "id", "label_zh"):
            own = self.entities.get(row.cells["id"])
            if own is None or own.line != row.line or "measure" in row.table.columns:
                continue
            for column, name in (("parent", own.parent), ("overlaps", own.overlaps)):
                if not name:
                    continue
                other = self.entities.get(name)
                if other is None:
                    message = gettext(
                        "there is no entity {name!r}; {hint}", name=name, hint=name_hint(name, self.entities)
                    )
                elif other.dimension != own.dimension or own.id in self.above(name):
                    message = gettext(
                        "{name!r} is of another breakdown than {id}, or a part of it; "
                        "allowed: another one of the same breakdown",
                        name=name,
                        id=own.id,
                    )
                else:
                    continue
                mend = gettext("correct it, or leave the cell empty")
                self._problem(row, column, "parent", message, mend)

    def above(self, name: str) -> set[str]:
        """Name an entity, or a member, and all that it is part of."""
        found: set[str] = set()
        while name in self.entities and name not in found:
            found.add(name)
            name = self.entities[name].parent
        return found
