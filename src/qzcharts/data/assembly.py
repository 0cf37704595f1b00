"""From the rows of a data package to units, metrics and statements, with every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from fractions import Fraction

from qzcharts.data import wording
from qzcharts.data.bounds import supported_decimals
from qzcharts.data.derive import Formula, evaluation_order, parse_formula
from qzcharts.data.metric import Metric, Source, Statement
from qzcharts.data.package import Table, having
from qzcharts.data.period import Period
from qzcharts.data.quantity import PUBLISHED_QUALIFIERS, Qualifier, Quantity, parse_number
from qzcharts.data.rows import (
    Row,
    list_problems,
    origin_problems,
    printed_problems,
    quotation_problems,
)
from qzcharts.data.unit import Unit, parse_unit
from qzcharts.errors import DataError, FormulaError, Problem, UnitError

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
        With every problem of columns, units, sources, periods, evidence, values, formulas and lists.
    """
    assembly = _Assembly(tables)
    for step in (assembly.check_columns, assembly.read_units, assembly.read):
        step()
        if assembly.problems:
            raise DataError(assembly.problems)
    statements = assembly.statements
    # Derived metrics were made in the order of their operands.
    metrics = {name: assembly.metrics[name] for name in assembly.rows if name not in statements}
    return assembly.units, metrics, statements


class _Assembly:
    """What was read so far; `rows` holds that of every id, be it good or not."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.problems: list[Problem] = []
        self.units: dict[str, Unit] = {}
        self.sources: dict[str, Source] = {}
        self.locators: dict[tuple[str, str], dict[str, str]] = {}
        self.lists: dict[str, list[Row]] = {}
        self.rows: dict[str, Row] = {}
        self.metrics: dict[str, Metric] = {}
        self.statements: dict[str, Statement] = {}

    def check_columns(self) -> None:
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
                        message = f"the column {column!r} is missing; a table with {role!r} needs it"
                        mend = f"restore the column, here and in {table.schema.path}"
                        self._problem(Row(table, 1, {}), column, "missing-column", message, mend)

    def read_units(self) -> None:
        """Read the units, without which no figure can be read."""
        for row in self._having("factor"):
            symbol, dimension, english = (row.cells[column] for column in ("unit", "dimension", "english"))
            try:
                factor = Fraction(parse_number(row.cells["factor"]))
            except ValueError:
                factor = Fraction(0)
            if factor <= 0:
                message = f"{row.cells['factor']!r} is no factor; allowed: a number above zero"
                self._problem(row, "factor", "unit", message, "write how many base units one unit is")
            elif not re.fullmatch(r"[^|/]+\|[^|/]+", english):
                message = f"{english!r} is no English name; allowed: singular|plural"
                self._problem(row, "english", "unit", message, "write both, as in home|homes")
            else:
                self.units[symbol] = Unit(symbol, factor, ((dimension, 1),) if dimension else (), english)

    def read(self) -> None:
        """Read sources, lists, statements and metrics."""
        self._read_sources()
        for row in self._having("list"):
            self.lists.setdefault(row.cells["list"], []).append(row)
        formulas: dict[str, Formula] = {}
        for row in self._having("id"):
            name = row.cells["id"]
            if name in self.rows:
                first = self.rows[name]
                message = f"{name!r} stands in {first.table.path}:{first.line} too; allowed: each id once"
                self._problem(row, "id", "duplicate-id", message, "rename or remove one of the two")
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
                self._problem(row, "formula", "formula", str(error), "correct the formula")
        self._read_derived(formulas)
        for name, rows in self.lists.items():
            self.problems += list_problems(name, rows, self.metrics.get(name))

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
                message = f"{name!r} is no source; allowed: {', '.join(self.sources)}"
                mend = "correct it, or add a row to data/sources.csv"
                self._problem(row, "source", "source", message, mend)
            elif (name, section) not in self.locators:
                known = ", ".join(locator for source, locator in self.locators if source == name)
                message = f"{section!r} is no section of {name}; allowed: {known}"
                mend = "correct it, or add the section to data/locators.csv"
                self._problem(row, "locator", "locator", message, mend)

    def _read_statement(self, row: Row) -> None:
        """Make a statement of a row; a row with a problem makes none."""
        self.problems += quotation_problems(row)
        period, (source, locator) = self._period(row), self._place(row)
        if period is not None and source is not None and locator is not None:
            self.statements[row.cells["id"]] = Statement(*row.entry, period, source, locator)

    def _read_figure(self, row: Row) -> None:
        """Make a published or counted metric of a row; a row with a problem makes none."""
        cells = row.cells
        period, unit, qualifier = self._period(row), self.units.get(cells["unit"]), cells["qualifier"]
        self.problems += origin_problems(row, self.lists)
        if unit is None:
            message = f"{cells['unit']!r} is no unit; allowed: {', '.join(self.units)}"
            self._problem(row, "unit", "unit", message, "correct it, or add a row to data/units.csv")
        if qualifier not in PUBLISHED_QUALIFIERS:
            message = f"{qualifier!r} is no qualifier; allowed: {', '.join(PUBLISHED_QUALIFIERS)}"
            self._problem(row, "qualifier", "qualifier", message, "write one of what is allowed")
        if period is None or unit is None or qualifier not in PUBLISHED_QUALIFIERS:
            return
        try:
            quantity = Quantity.published(cells["value"], unit, Qualifier(qualifier))
        except ValueError as error:
            self._problem(row, "value", "value", str(error), "write the figure as printed")
            return
        self.problems += printed_problems(row, self.units)
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
            Period.parse(start, "")
            column = "period_end"
            return Period.parse(start, end)
        except ValueError as error:
            self._problem(row, column, "period", str(error), "correct the date")
            return None

    def _read_derived(self, formulas: Mapping[str, Formula]) -> None:
        known, figures = dict(formulas), self.rows.keys() - self.statements.keys()
        for name, formula in formulas.items():
            for operand in formula.operands:
                if operand not in figures:
                    known.pop(name, None)
                    near = ", ".join(get_close_matches(operand, sorted(figures), n=3, cutoff=0.5))
                    hint = f"near matches: {near}" if near else "allowed: ids of the data package"
                    message = f"formula {formula.text!r}: unknown id {operand!r}; {hint}"
                    self._problem(self.rows[name], "formula", "formula", message, "correct the id")
        try:
            order = evaluation_order(known, figures)
        except FormulaError as error:
            message, name = error.args
            self._problem(self.rows[name], "formula", "formula", message, "let no metric rest on itself")
            return
        steps: dict[str, int] = {}
        for name in order:
            steps[name] = 1 + max((steps.get(operand, 0) for operand in known[name].operands), default=0)
            if steps[name] > _MOST_STEPS:
                message = f"rests on more than {_MOST_STEPS} formulas in a row; allowed: {_MOST_STEPS}"
                self._problem(self.rows[name], "formula", "formula", message, "rest it on published figures")
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
            mend = "correct it, or add a row to data/units.csv"
            self._problem(row, "unit", "unit", str(error), mend)
            return
        if cells["decimals"] not in map(str, range(_MOST_DECIMALS + 1)):
            message = f"{cells['decimals']!r} is no number of decimals; allowed: 0 to {_MOST_DECIMALS}"
            self._problem(row, "decimals", "decimals", message, "write how many digits follow the point")
            return
        operands = [self.metrics[operand] for operand in formula.operands]
        try:
            quantity = formula.evaluate({metric.id: metric.quantity for metric in operands}, self.units)
            quantity = quantity.to(unit, int(cells["decimals"]))
        except (FormulaError, UnitError) as error:
            mend = (
                "combine figures of one kind, or correct the unit"
                if isinstance(error, UnitError)
                else "rest the formula on figures whose bounds allow it"
            )
            self._problem(row, "formula", "formula", str(error), mend)
            return
        most = supported_decimals(quantity.bounds)
        if most is not None and quantity.decimals > max(most, 0):
            message = (
                f"{quantity.decimals} decimals claimed; allowed: {max(most, 0)}, as the bounds "
                f"{wording.interval(quantity)} support"
            )
            self._problem(row, "decimals", "too-many-digits", message, "lower the number of decimals")
        period = self._period(row)
        periods = {metric.period for metric in operands}
        if period is None:
            return
        if not period.start and not period.end and len(periods) == 1:
            # What figures of one period give is of that period, unless the row names its own.
            period = periods.pop()
        self.metrics[cells["id"]] = Metric(*row.entry, period, quantity, formula=formula)
