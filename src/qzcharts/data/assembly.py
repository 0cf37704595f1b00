"""From the rows of a data package to units, metrics and statements, with every problem on the way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import NamedTuple

from qzcharts.data import wording
from qzcharts.data.bounds import supported_decimals
from qzcharts.data.derive import IN_FORMULA, Formula, evaluation_order, parse_formula
from qzcharts.data.metric import Metric, Source, Statement
from qzcharts.data.package import Table, having
from qzcharts.data.period import Period
from qzcharts.data.quantity import PUBLISHED_QUALIFIERS, Qualifier, Quantity, parse_number
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import DataError, FormulaError, Problem, UnitError, near_matches
from qzcharts.words import gettext

_DATED = ("id", "quotation", "period_start", "period_end", "source", "locator")
#: A table is known by the column on the left, and then needs those on the right.
ROLES = {
    "qualifier": (*_DATED, "value", "unit", "origin", "printed"),
    "text_zh": (*_DATED, "subject_zh", "subject_en", "text_en"),
    "formula": ("id", "unit", "decimals"),
    "factor": ("unit", "dimension", "english"),
    "checksum": tuple(field.name for field in fields(Source)),
    "list": ("order", "source", "locator"),
}
LOCATORS = "locators"
_MOST_DECIMALS = 12
_MOST_STEPS = 50
"""So many formulas may rest on one another in a row: far more than anybody could follow."""


def assemble(
    tables: Mapping[str, Table],
) -> tuple[dict[str, Unit], dict[str, Metric], dict[str, Statement]]:
    """Make the units, the metrics and the statements of a package's tables, in their order.

    Raises
    ------
    DataError
        With every problem of columns, units, sources, periods, values and formulas.
    """
    assembly = Assembly(tables)
    if assembly.problems:
        raise DataError(assembly.problems)
    statements = assembly.statements
    # Derived metrics were made in the order of their operands.
    metrics = {name: assembly.metrics[name] for name in assembly.rows if name not in statements}
    return assembly.units, metrics, statements


class Row(NamedTuple):
    """A row with its place."""

    table: Table
    line: int
    cells: Mapping[str, str]

    @property
    def entry(self) -> tuple[str, Mapping[str, str], str, str, int]:
        """What an entry of the ledger has of its row: the first fields of `Entry`."""
        return self.cells["id"], self.cells, self.table.name, self.table.path, self.line

    def problem(self, column: str, code: str, message: str, mend: str) -> Problem:
        """Say what is wrong with a cell."""
        return Problem(self.table.path, self.line, column, code, message, mend)


class Assembly:
    """What can be read of a package's tables, and what is wrong with them.

    Where columns or units are wrong, nothing else is read.

    Attributes
    ----------
    problems : list of Problem
    units : dict of str to Unit
    sources : dict of str to Source
    locators : dict of (str, str) to dict of str to str
        Names of the sections of sources, by language.
    lists : dict of str to list of Row
    rows : dict of str to Row
        That of every id, be it good or not.
    quantities : dict of str to Quantity
        Those of published and counted figures, be their evidence good or not.
    metrics : dict of str to Metric
        Derived ones in the order of their operands.
    statements : dict of str to Statement
    """

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.problems: list[Problem] = []
        self.units: dict[str, Unit] = {}
        self.sources: dict[str, Source] = {}
        self.locators: dict[tuple[str, str], dict[str, str]] = {}
        self.lists: dict[str, list[Row]] = {}
        self.rows: dict[str, Row] = {}
        self.quantities: dict[str, Quantity] = {}
        self.metrics: dict[str, Metric] = {}
        self.statements: dict[str, Statement] = {}
        for step in (self._check_columns, self._read_units, self._read):
            if not self.problems:
                step()

    def _check_columns(self) -> None:
        """Find tables whose role asks for a column that they lack."""
        for table in self.tables.values():
            columns = table.columns
            needs = {role: needed for role, needed in ROLES.items() if role in columns}
            if "id" in columns and not needs.keys() & {"qualifier", "formula", "text_zh"}:
                needs["id"] = ("qualifier",)
            if table.name == LOCATORS:
                needs["locators"] = ("source", "locator", "label_zh", "label_en")
            for role, needed in needs.items():
                for column in needed:
                    if column not in columns:
                        message = gettext(
                            "the column {column!r} is missing; a table with {role!r} needs it",
                            column=column,
                            role=role,
                        )
                        mend = gettext("restore the column, here and in {schema}", schema=table.schema.path)
                        self._problem(Row(table, 1, {}), column, "missing-column", message, mend)

    def _read_units(self) -> None:
        """Read the units, without which no figure can be read."""
        for row in self._having("factor"):
            symbol, dimension, english = (row.cells[column] for column in ("unit", "dimension", "english"))
            try:
                factor = Fraction(parse_number(row.cells["factor"]))
            except ValueError:
                factor = Fraction(0)
            if factor <= 0:
                message = gettext(
                    "{factor!r} is no factor; allowed: a number above zero", factor=row.cells["factor"]
                )
                self._problem(
                    row, "factor", "unit", message, gettext("write how many base units one unit is")
                )
            elif not re.fullmatch(r"[^|/]+\|[^|/]+", english):
                message = gettext("{name!r} is no English name; allowed: singular|plural", name=english)
                self._problem(row, "english", "unit", message, gettext("write both, as in home|homes"))
            else:
                self.units[symbol] = Unit(symbol, factor, ((dimension, 1),) if dimension else (), english)

    def _read(self) -> None:
        """Read sources, lists, statements and metrics."""
        self._read_sources()
        for row in self._having("list"):
            self.lists.setdefault(row.cells["list"], []).append(row)
        formulas: dict[str, Formula] = {}
        for row in self._having("id"):
            name = row.cells["id"]
            if name in self.rows:
                first = self.rows[name]
                place = f"{first.table.path}:{first.line}"
                message = gettext("{id!r} stands in {place} too; allowed: each id once", id=name, place=place)
                self._problem(row, "id", "duplicate-id", message, gettext("rename or remove one of the two"))
                continue
            self.rows[name] = row
            if "text_zh" in row.cells:
                self._read_statement(row)
                continue
            if "formula" not in row.cells:
                self._read_figure(row)
                continue
            try:
                formulas[name] = parse_formula(row.cells["formula"])
            except FormulaError as error:
                self._problem(row, "formula", "formula", str(error), gettext("correct the formula"))
        self._read_derived(formulas)

    def _problem(self, row: Row, column: str, code: str, message: str, mend: str) -> None:
        self.problems.append(row.problem(column, code, message, mend))

    def _having(self, *columns: str) -> Iterator[Row]:
        """Rows of every table that has all of these columns."""
        for table in having(self.tables, columns[0]):
            if set(columns) <= set(table.columns):
                for line, cells in table.numbered():
                    yield Row(table, line, cells)

    def _read_sources(self) -> None:
        for row in self._having("checksum"):
            source = Source(*(row.cells[field.name] for field in fields(Source)))
            self.sources[source.source] = source
        located = list(self._having("locator", "source"))
        for row in located:
            if row.table.name == LOCATORS:
                labels = {"zh": row.cells["label_zh"], "en": row.cells["label_en"]}
                self.locators[row.cells["source"], row.cells["locator"]] = labels
        for row in located:
            name, section = row.cells["source"], row.cells["locator"]
            if name not in self.sources:
                known = ", ".join(self.sources)
                message = gettext("{source!r} is no source; allowed: {known}", source=name, known=known)
                mend = gettext("correct it, or add a row to data/sources.csv")
                self._problem(row, "source", "source", message, mend)
            elif (name, section) not in self.locators:
                known = ", ".join(locator for source, locator in self.locators if source == name)
                message = gettext(
                    "{section!r} is no section of {source}; allowed: {known}",
                    section=section,
                    source=name,
                    known=known,
                )
                mend = gettext("correct it, or add the section to data/locators.csv")
                self._problem(row, "locator", "locator", message, mend)

    def _read_statement(self, row: Row) -> None:
        """Make a statement of a row; a row with a problem makes none."""
        period, (source, locator) = self._period(row), self._place(row)
        if period is not None and source is not None and locator is not None:
            self.statements[row.cells["id"]] = Statement(*row.entry, period, source, locator)

    def _read_figure(self, row: Row) -> None:
        """Make a published or counted metric of a row; a row with a problem makes none."""
        cells = row.cells
        period, unit, qualifier = self._period(row), self.units.get(cells["unit"]), cells["qualifier"]
        if unit is None:
            known = ", ".join(self.units)
            message = gettext("{unit!r} is no unit; allowed: {known}", unit=cells["unit"], known=known)
            self._problem(row, "unit", "unit", message, gettext("correct it, or add a row to data/units.csv"))
        if qualifier not in PUBLISHED_QUALIFIERS:
            known = ", ".join(PUBLISHED_QUALIFIERS)
            message = gettext("{name!r} is no qualifier; allowed: {known}", name=qualifier, known=known)
            self._problem(row, "qualifier", "qualifier", message, gettext("write one of what is allowed"))
        if period is None or unit is None or qualifier not in PUBLISHED_QUALIFIERS:
            return
        try:
            quantity = Quantity.published(cells["value"], unit, Qualifier(qualifier))
        except ValueError as error:
            self._problem(row, "value", "value", str(error), gettext("write the figure as printed"))
            return
        self.quantities[cells["id"]] = quantity
        source, locator = self._place(row)
        if source is not None and locator is not None:
            self.metrics[cells["id"]] = Metric(*row.entry, period, quantity, source, locator)

    def _place(self, row: Row) -> tuple[Source | None, dict[str, str] | None]:
        """Give source and section of a row, as far as there are such."""
        source, locator = row.cells["source"], row.cells["locator"]
        return self.sources.get(source), self.locators.get((source, locator))

    def _period(self, row: Row) -> Period | None:
        start, end = row.cells.get("period_start", ""), row.cells.get("period_end", "")
        column = "period_start"
        try:
            Period.between(start, "")
            column = "period_end"
            return Period.between(start, end)
        except ValueError as error:
            self._problem(row, column, "period", str(error), gettext("correct the date"))
            return None

    def _read_derived(self, formulas: Mapping[str, Formula]) -> None:
        known, figures = dict(formulas), self.rows.keys() - self.statements.keys()
        for name, formula in formulas.items():
            for operand in formula.operands:
                if operand not in figures:
                    known.pop(name, None)
                    near = ", ".join(near_matches(operand, sorted(figures)))
                    hint = (
                        gettext("unknown id {id!r}; near matches: {near}", id=operand, near=near)
                        if near
                        else gettext("unknown id {id!r}; allowed: ids of the data package", id=operand)
                    )
                    message = gettext(IN_FORMULA, formula=formula.text, what=hint)
                    self._problem(self.rows[name], "formula", "formula", message, gettext("correct the id"))
        try:
            order = evaluation_order(known, figures)
        except FormulaError as error:
            mend = gettext("let no metric rest on itself")
            self._problem(self.rows[error.at], "formula", "formula", str(error), mend)
            return
        steps: dict[str, int] = {}
        for name in order:
            steps[name] = 1 + max((steps.get(operand, 0) for operand in known[name].operands), default=0)
            if steps[name] > _MOST_STEPS:
                message = gettext(
                    "rests on more than {most} formulas in a row; allowed: {most}", most=_MOST_STEPS
                )
                mend = gettext("rest it on published figures")
                self._problem(self.rows[name], "formula", "formula", message, mend)
                return
            # Where an operand has a problem of its own, that one is told.
            if all(operand in self.metrics for operand in known[name].operands):
                self._evaluate(self.rows[name], known[name])

    def _evaluate(self, row: Row, formula: Formula) -> None:
        """Make a derived metric; a row with a problem makes none."""
        cells = row.cells
        try:
            unit = parse_unit(cells["unit"], self.units)
        except UnitError as error:
            mend = gettext("correct it, or add a row to data/units.csv")
            self._problem(row, "unit", "unit", str(error), mend)
            return
        if cells["decimals"] not in map(str, range(_MOST_DECIMALS + 1)):
            message = gettext(
                "{decimals!r} is no number of decimals; allowed: 0 to {most}",
                decimals=cells["decimals"],
                most=_MOST_DECIMALS,
            )
            mend = gettext("write how many digits follow the point")
            self._problem(row, "decimals", "decimals", message, mend)
            return
        operands = [self.metrics[operand] for operand in formula.operands]
        try:
            quantity = formula.evaluate({metric.id: metric.quantity for metric in operands}, self.units)
            quantity = quantity.to(unit, int(cells["decimals"]))
        except (FormulaError, UnitError) as error:
            mend = (
                gettext("combine figures of one kind, or correct the unit")
                if isinstance(error, UnitError)
                else gettext("rest the formula on figures whose bounds allow it")
            )
            self._problem(row, "formula", "formula", str(error), mend)
            return
        most = supported_decimals(quantity.bounds)
        if most is not None and quantity.decimals > max(most, 0):
            message = gettext(
                "{decimals} decimals claimed; allowed: {most}, as the bounds {bounds} support",
                decimals=quantity.decimals,
                most=max(most, 0),
                bounds=wording.interval(quantity),
            )
            mend = gettext("lower the number of decimals")
            self._problem(row, "decimals", "too-many-digits", message, mend)
        period = self._period(row)
        periods = {metric.period for metric in operands}
        if period is None:
            return
        if not period.start and not period.end and len(periods) == 1:
            # What figures of one period give is of that period, unless the row names its own.
            period = periods.pop()
        self.metrics[cells["id"]] = Metric(*row.entry, period, quantity, formula=formula)
