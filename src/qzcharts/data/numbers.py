"""Numbers as tables hold them: a row a number, or a row and a column for what each is about."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qzcharts.data.cell import CellError, read_cell
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.indicator import Dimension, Indicator, Key
from qzcharts.data.notation import parse_notation
from qzcharts.data.number import Number, Place
from qzcharts.data.package import Table
from qzcharts.data.period import Period
from qzcharts.data.qualifier import PUBLISHED_QUALIFIERS, Qualifier
from qzcharts.data.quantity import Quantity
from qzcharts.data.report import Report
from qzcharts.data.rows import ASIDE, DIMENSIONS, Row, columns_of_numbers, rows_of
from qzcharts.data.signs import BELOW_UNIT, DASH, below_unit, dashed, decimals_of
from qzcharts.errors import NotationError, PeriodError, Problem, name_hint
from qzcharts.words import gettext

#: What a cell is about, by dimension; other breakdowns by their name.
_About = dict[str, Dimension | Period]


class _Cell(NamedTuple):
    """A cell with a number, before that is read."""

    key: Key
    row: Row
    column: str
    printed: str
    indicator: Indicator
    place: Place | None


class Numbers:
    """Reads the tables of numbers of a package.

    Parameters
    ----------
    dimensions : Dimensions
    report : Report
        Its entity and its period are those of tables that name none.
    dashes : mapping of str to str
        What a dash stands for, by source.
    """

    def __init__(self, dimensions: Dimensions, report: Report, dashes: Mapping[str, str]) -> None:
        self.dimensions, self.report, self.dashes = dimensions, report, dashes
        self.problems: list[Problem] = []
        self._told: set[tuple[str, str]] = set()
        self._breakdowns = dimensions.breakdowns

    def read(self, table: Table) -> Iterator[Number]:
        """Give the numbers of a table; a cell with a problem gives none."""
        columns = columns_of_numbers(table, self._breakdowns)
        known = ("value", *DIMENSIONS, *self._breakdowns, *ASIDE)
        for column in table.columns if columns == ["value"] else ():
            if column not in known:
                message = gettext(
                    "the column {column!r} says nothing of the numbers in value; {hint}",
                    column=column,
                    hint=name_hint(column, known),
                )
                mend = gettext("correct its name, or remove it")
                self._problem(Row(table, 1, {}), column, "column", message, mend)
        if not columns:
            message = gettext(
                "no column holds numbers; allowed: value, or names of indicators, entities or periods"
            )
            mend = gettext("restore the column, here and in {schema}", schema=table.schema.path)
            self._problem(Row(table, 1, {}), "value", "missing-column", message, mend)
        heads = {column: head for column in columns if (head := self._head(table, column)) is not None}
        cells: list[_Cell] = []
        smallest: dict[str, int] = {}
        for row in rows_of(table):
            about = self._about_row(row)
            if about is None:
                continue
            for column, head in heads.items():
                if printed := row.cells[column].strip():
                    cell = self._cell(row, column, printed, about, head)
                    if cell is not None:
                        cells.append(cell)
                        if (decimals := decimals_of(printed)) is not None:
                            name = cell.indicator.id
                            smallest[name] = max(decimals, smallest.get(name, 0))
        for cell in cells:
            quantity = self._quantity(cell, smallest.get(cell.indicator.id))
            if quantity is not None:
                yield Number(cell.key, cell.row, cell.column, cell.printed, quantity, cell.place)

    def _head(self, table: Table, column: str) -> _About | None:
        """Read what the name of a column says its numbers are about."""
        if column == "value":
            return {}
        row, dimensions = Row(table, 1, {}), self.dimensions
        try:
            reference = parse_notation(column)
        except NotationError:
            reference = None
        if reference and reference.indicator in dimensions.indicators:
            about: _About = {"indicator": dimensions.indicators[reference.indicator]}
            for name in reference.members or ():
                if name not in dimensions.entities:
                    self._problem(row, column, "column", *_unknown(name, "entity", dimensions.entities))
                    return None
                dimension = dimensions.entities[name].dimension or "entity"
                if dimension in about:
                    message = gettext(
                        "the column {column!r} names its {dimension} twice; allowed: one of each",
                        column=column,
                        dimension=dimension,
                    )
                    self._problem(row, column, "column", message, gettext("make columns of them"))
                    return None
                about[dimension] = dimensions.entities[name]
            if reference.period:
                period = self._period(row, column, reference.period)
                if period is None:
                    return None
                about["period"] = period
            return about
        if column in dimensions.entities:
            entity = dimensions.entities[column]
            return {entity.dimension or "entity": entity}
        try:
            return {"period": Period.parse(column.removeprefix("@"))}
        except ValueError:
            message = gettext(
                "the column {column!r} names no indicator, entity or period; "
                "allowed: one of these, or {aside}; {hint}",
                column=column,
                aside="value, quotation, note_zh",
                hint=name_hint(column, (*dimensions.indicators, *dimensions.entities)),
            )
            mend = gettext(
                "correct the name, or add what it names to data/indicators.csv or data/entities.csv"
            )
            self._problem(row, column, "column", message, mend)
            return None

    def _about_row(self, row: Row) -> _About | None:
        """Read what the cells of a row, and the defaults of its table, say it is about."""
        names = (*DIMENSIONS, *self._breakdowns)
        said = {name: cell for name in names if (cell := row.cells.get(name, "").strip())}
        about = {name: found for name, cell in said.items() if (found := self._part(row, name, cell))}
        if "period" not in said and _is_merged(row):
            message = gettext("the cell is empty among others that are not; allowed: a period in each")
            mend = gettext("write the period of each row, also where cells were merged")
            self._problem(row, "period", "period", message, mend)
            return None
        return about if len(about) == len(said) else None

    def _part(self, row: Row, dimension: str, cell: str) -> Dimension | Period | None:
        """Read what a cell says of one dimension."""
        if dimension == "period":
            return self._period(row, dimension, cell)
        known: Mapping[str, Dimension] = (
            self.dimensions.indicators
            if dimension == "indicator"
            else self.dimensions.members("" if dimension == "entity" else dimension)
        )
        if cell not in known:
            self._problem(row, dimension, dimension, *_unknown(cell, dimension, known))
        return known.get(cell)

    def _cell(self, row: Row, column: str, printed: str, about: _About, head: _About) -> _Cell | None:
        said = [name for name in head if name in about and name in row.table.columns]
        if said:
            message = gettext(
                "both the row and the column {column!r} name its {dimension}; allowed: one of them",
                column=column,
                dimension=min(said),
            )
            mend = gettext("take it out of one of the two")
            self._problem_of_table(row, column, "column", message, mend)
            return None
        whole = {**about, **head}
        indicator = whole.get("indicator")
        if not isinstance(indicator, Indicator):
            message = gettext(
                "nothing says what is measured; allowed: a column indicator, or a default for it"
            )
            mend = gettext("name the indicator in the row, in the name of the column, or in the defaults")
            self._problem_of_table(row, column, "indicator", message, mend)
            return None
        key = self._key(row, indicator, whole)
        place = self._place(row, about, head, indicator)
        return _Cell(key, row, column, printed, indicator, place) if key else None

    def _key(self, row: Row, indicator: Indicator, about: _About) -> Key | None:
        entity, period = about.get("entity"), about.get("period")
        name = entity.id if isinstance(entity, Dimension) else self.report.entity
        if entity is None and "entity" in row.table.columns:
            message = gettext(
                "the cell is empty; allowed: an entity in each row, also where cells were merged"
            )
            mend = gettext("write whom the row is about, or a default for it in the descriptor")
            self._problem(row, "entity", "entity", message, mend)
            return None
        if not name and self.dimensions.parts(""):
            message = gettext("nothing says whom the number is about; allowed: a column entity, or a default")
            mend = gettext(
                "name the entity in the row, in the defaults of the table, or in the report's head"
            )
            self._problem_of_table(row, "entity", "entity", message, mend)
            return None
        members = (about.get(breakdown) for breakdown in self._breakdowns)
        return Key(
            indicator.id,
            name,
            tuple(member.id for member in members if isinstance(member, Dimension)),
            period if isinstance(period, Period) else self._default_period(row),
        )

    def _default_period(self, row: Row) -> Period:
        """Give the period of a number without one; a blank cell says that none was published."""
        return Period.parse("") if "period" in row.table.columns else self.report.period

    def _quantity(self, cell: _Cell, smallest: int | None) -> Quantity | None:
        row, indicator = cell.row, cell.indicator
        default = row.cells.get("qualifier", "")
        if default and default not in PUBLISHED_QUALIFIERS:
            known = ", ".join(PUBLISHED_QUALIFIERS)
            message = gettext("{name!r} is no qualifier; allowed: {known}", name=default, known=known)
            self._problem(row, "qualifier", "qualifier", message, gettext("write one of what is allowed"))
            return None
        try:
            if cell.printed in BELOW_UNIT:
                return below_unit(indicator, smallest)
            if cell.printed in DASH:
                return dashed(indicator, self.dashes.get(row.cells.get("source", ""), ""))
            qualifier = Qualifier(default) if default else None
            return read_cell(
                cell.printed, indicator.unit, self.dimensions.units, indicator.measure, qualifier
            )
        except CellError as error:
            self._problem(row, cell.column, "value", str(error), error.mend)
            return None

    def _place(self, row: Row, about: _About, head: _About, indicator: Indicator) -> Place | None:
        quoted = "quotation" in row.table.columns or row.cells.get("quotation")
        if quoted or row.cells.get("origin") == "counted":
            return None
        heading = tuple(about[name] for name in about if name in row.table.columns and name not in head)
        return Place(heading, tuple(head.values()) or (indicator,))

    def _period(self, row: Row, column: str, text: str) -> Period | None:
        try:
            return Period.parse(text)
        except PeriodError as error:
            self._problem(row, column, "period", str(error), error.mend)
            return None

    def _problem(self, row: Row, column: str, code: str, message: str, mend: str) -> None:
        self.problems.append(row.problem(column, code, message, mend))

    def _problem_of_table(self, row: Row, column: str, code: str, message: str, mend: str) -> None:
        """Tell of the first row what is so of all of them."""
        if (row.table.path, message) not in self._told:
            self._told.add((row.table.path, message))
            self._problem(row, column, code, message, mend)


def _is_merged(row: Row) -> bool:
    """Whether a row without a period and without words of its own stands among others with one."""
    table = row.table
    return {"period", "quotation"} & {*table.columns} == {"period"} and any(
        cells["period"].strip() for cells in table.rows
    )


def _unknown(name: str, dimension: str, known: Mapping[str, object]) -> tuple[str, str]:
    hint = name_hint(name, known)
    message = gettext("there is no {dimension} {name!r}; {hint}", dimension=dimension, name=name, hint=hint)
    path = "data/indicators.csv" if dimension == "indicator" else "data/entities.csv"
    return message, gettext("correct it, or add a row to {path}", path=path)
