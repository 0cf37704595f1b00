"""From the rows of a data package to units, metrics and statements, with every problem on the way."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from qzcharts.data.derivation import Derivation
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.indicator import Key
from qzcharts.data.lookup import Lookup
from qzcharts.data.metric import Metric, Source, Statement
from qzcharts.data.number import Number
from qzcharts.data.numbers import Numbers
from qzcharts.data.package import Table
from qzcharts.data.period import Period
from qzcharts.data.quantity import Quantity
from qzcharts.data.report import Report
from qzcharts.data.rows import ASIDE, DIMENSIONS, Row, rows_having, rows_of, tables_of_numbers
from qzcharts.data.signs import DASHES
from qzcharts.errors import DataError, PeriodError, Problem, name_hint
from qzcharts.words import gettext

#: A table is known by the column on the left, and then needs those on the right.
ROLES = {
    "text_zh": ("id", "subject_zh", "subject_en", "text_en", "quotation", "period", "source", "locator"),
    "formula": ("indicator", "decimals"),
    "measure": ("id", "label_zh", "label_en", "unit"),
    "factor": ("unit", "dimension", "english"),
    "checksum": tuple(field.name for field in fields(Source) if field.name != "dash"),
    "list": ("order", "source", "locator"),
    "aliases_zh": ("label_zh", "label_en", "aliases_en"),
}
LOCATORS = "locators"


class Assembly:
    """What can be read of a package's tables, and what is wrong with them.

    Where columns, units, indicators or entities are wrong, nothing else is read.

    Attributes
    ----------
    problems : list of Problem
    dimensions : Dimensions
    sources : dict of str to Source
    locators : dict of (str, str) to dict of str to str
        Names of the sections of sources, by language.
    lists : dict of str to list of Row
    numbers : dict of Key to Number
        Published and counted ones, be their evidence good or not.
    derivation : Derivation
        Of the numbers that formulas give, or give in the place of published ones.
    statements : dict of str to Statement
    rows : dict of str to Row
        Of the statements, be they good or not.
    """

    def __init__(self, tables: Mapping[str, Table], report: Report) -> None:
        self.tables, self.report = tables, report
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.locators: dict[tuple[str, str], dict[str, str]] = {}
        self.lists: dict[str, list[Row]] = {}
        self.rows: dict[str, Row] = {}
        self.numbers: dict[Key, Number] = {}
        self.statements: dict[str, Statement] = {}
        self.dimensions = Dimensions({})
        self.derivation = Derivation(self.dimensions, report, self.numbers)
        for step in (self._check_columns, self._read_dimensions, self._read):
            if not self.problems:
                step()

    def _check_columns(self) -> None:
        """Find tables whose role asks for a column that they lack."""
        for table in self.tables.values():
            columns = table.columns
            needs = {role: needed for role, needed in ROLES.items() if role in columns}
            if table.name == LOCATORS:
                needs["locators"] = ("source", "locator", "label_zh", "label_en")
            for role, needed in needs.items():
                for column in needed:
                    if column not in columns and column not in table.defaults:
                        message = gettext(
                            "the column {column!r} is missing; a table with {role!r} needs it",
                            column=column,
                            role=role,
                        )
                        mend = gettext("restore the column, here and in {schema}", schema=table.schema.path)
                        self._problem(Row(table, 1, {}), column, "missing-column", message, mend)

    def _read_dimensions(self) -> None:
        self.dimensions = Dimensions(self.tables)
        self.problems += self.dimensions.problems
        entity = self.report.entity
        if entity and not self.problems and entity not in self.dimensions.members():
            message = gettext(
                "the report is about {entity!r}, which is no entity; {hint}",
                entity=entity,
                hint=name_hint(entity, self.dimensions.members()),
            )
            mend = gettext("correct it, or add a row to {path}", path="data/entities.csv")
            path = next(iter(self.tables.values())).described_in
            self.problems.append(Problem(path, 0, "report", "entity", message, mend))

    def _read(self) -> None:
        """Read sources, lists, statements and numbers."""
        self._read_sources()
        for row in rows_having(self.tables, "list"):
            self.lists.setdefault(row.cells["list"], []).append(row)
        for row in rows_having(self.tables, "text_zh"):
            self._read_statement(row)
        dashes = {source.source: source.dash for source in self.sources.values()}
        reader = Numbers(self.dimensions, self.report, dashes)
        for table in tables_of_numbers(self.tables.values(), self.dimensions.heads):
            self._check_defaults(table)
            for number in reader.read(table):
                self._add(number)
        self.problems += reader.problems
        lost = self.dimensions.indicators if reader.problems else ()
        rows = rows_having(self.tables, "formula")
        self.derivation = Derivation(self.dimensions, self.report, self.numbers, rows, lost)
        self.problems += self.derivation.problems

    def _check_defaults(self, table: Table) -> None:
        """Find defaults that no number has a use for, such as a period whose name is misspelt."""
        known = (*DIMENSIONS, *self.dimensions.breakdowns, *ASIDE)
        for name in table.defaults:
            if name not in known:
                message = gettext(
                    "the defaults of {table} have {name!r}; {hint}",
                    table=table.name,
                    name=name,
                    hint=name_hint(name, known),
                )
                mend = gettext("correct the name, or take it out")
                self.problems.append(Problem(table.described_in, 0, name, "default", message, mend))

    def _problem(self, row: Row, column: str, code: str, message: str, mend: str) -> None:
        self.problems.append(row.problem(column, code, message, mend))

    def _add(self, number: Number) -> None:
        first = self.numbers.get(number.key)
        if first is None:
            self.numbers[number.key] = number
            return
        place = f"{first.row.table.path}:{first.row.line}"
        message = gettext(
            "the same indicator, entity and period stand in {place} too; allowed: each number once",
            place=place,
        )
        mend = gettext("remove one of the two, or say in which period, entity or breakdown they differ")
        self._problem(number.row, number.column, "duplicate-number", message, mend)

    def _read_sources(self) -> None:
        for row in rows_having(self.tables, "checksum"):
            source = Source(*(row.cells.get(field.name, "") for field in fields(Source)))
            if source.dash not in ("", *DASHES):
                message = gettext(
                    "{dash!r} is no meaning of a dash; allowed: {known}",
                    dash=source.dash,
                    known=", ".join(DASHES),
                )
                mend = gettext("write one of what is allowed, or nothing")
                self._problem(row, "dash", "dash", message, mend)
            self.sources[source.source] = source
        for row in rows_of(self.tables[LOCATORS]) if LOCATORS in self.tables else ():
            labels = {"zh": row.cells["label_zh"], "en": row.cells["label_en"]}
            self.locators[row.cells["source"], row.cells["locator"]] = labels
        told: set[tuple[str, str, str]] = set()
        for table in self.tables.values():
            if {"source", "locator"} <= {*table.columns, *table.defaults} and "checksum" not in table.columns:
                for row in rows_of(table):
                    own = row.cells["source"], row.cells["locator"]
                    place = "" if {"source", "locator"} & set(table.columns) else table.name
                    if not place or (place, *own) not in told:
                        told.add((place, *own))
                        self._check_place(row)

    def _check_place(self, row: Row) -> None:
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
        name = row.cells["id"]
        if name in self.rows or name in self.dimensions.indicators:
            first = self.rows[name] if name in self.rows else self.dimensions.indicators[name]
            place = f"{first.table.path if isinstance(first, Row) else first.path}:{first.line}"
            message = gettext("{id!r} stands in {place} too; allowed: each id once", id=name, place=place)
            self._problem(row, "id", "duplicate-id", message, gettext("rename or remove one of the two"))
            return
        self.rows[name] = row
        try:
            period = Period.parse(row.cells["period"])
        except PeriodError as error:
            self._problem(row, "period", "period", str(error), error.mend)
            return
        source, locator = self.place(row)
        if source is not None and locator is not None:
            self.statements[name] = Statement(
                name, row.cells, row.table.name, row.table.path, row.line, period, source, locator
            )

    def place(self, row: Row) -> tuple[Source | None, dict[str, str] | None]:
        """Give source and section of a row, as far as there are such."""
        source, locator = row.cells.get("source", ""), row.cells.get("locator", "")
        return self.sources.get(source), self.locators.get((source, locator))


class Assembled(NamedTuple):
    """What a sound package holds.

    Attributes
    ----------
    assembly : Assembly
    lookup : Lookup
    metrics : dict of str to Metric
        Published and counted ones in the order of their tables, then derived ones.
    """

    assembly: Assembly
    lookup: Lookup
    metrics: dict[str, Metric]


def assemble(assembly: Assembly) -> Assembled:
    """Make the metrics of a package's tables, with what finds them by their names.

    Raises
    ------
    DataError
        With every problem of columns, units, sources, periods, values and formulas.
    """
    if assembly.problems:
        raise DataError(assembly.problems)
    dimensions, numbers, derived = assembly.dimensions, assembly.numbers, assembly.derivation.derived
    lookup = Lookup((*numbers, *derived), dimensions.indicators, dimensions.entities, assembly.report.context)
    names = {key: lookup.name(key) for key in (*numbers, *derived)}

    def metric(key: Key, row: Row, cells: Mapping[str, str], quantity: Quantity, **known: Any) -> Metric:
        return Metric(
            names[key],
            cells,
            row.table.name,
            row.table.path,
            row.line,
            key.period,
            indicator=dimensions.indicators[key.indicator],
            entity=dimensions.entities.get(key.entity),
            members=tuple(dimensions.entities[name] for name in key.members),
            quantity=quantity,
            spoken_of=assembly.report.context,
            **known,
        )

    metrics: dict[str, Metric] = {}
    for key, number in numbers.items():
        source, locator = assembly.place(number.row)
        cells = {**number.row.cells, "printed": number.printed}
        metrics[names[key]] = metric(
            key, number.row, cells, number.quantity, source=source, locator=locator, place=number.place
        )
    for key, found in derived.items():
        row, (_, calculation, operands), quantity = found
        metrics[names[key]] = metric(
            key,
            row,
            row.cells,
            quantity,
            formula=calculation,
            operands=tuple(names[operand] for operand in operands),
        )
    return Assembled(assembly, lookup, metrics)
