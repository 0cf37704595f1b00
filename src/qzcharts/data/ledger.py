"""The ledger: every metric and every statement of the data package, by its id."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from qzcharts.data.assembly import LOCATORS, Assembled, Assembly, assemble
from qzcharts.data.dimensions import Dimensions
from qzcharts.data.metric import Metric, Source, Statement
from qzcharts.data.package import Package, Table, find_folder, having, read
from qzcharts.data.reconcile import Reconciliation, reconcile
from qzcharts.data.report import Context, Report, context
from qzcharts.data.rows import tables_of_numbers
from qzcharts.data.unit import Unit
from qzcharts.data.use import Announced, File, announce, question
from qzcharts.errors import DataError, UnclearNameError, UnknownNameError
from qzcharts.words import gettext

_ID = re.compile(r"\w+(\.\w+)*")
_STAR = re.compile(r"(?:(?<=\[)|(?<=,))\s*(?:(?P<whole>[\w-]+):)?\*\s*(?=[\],])")

__all__ = ["Ledger", "Metric", "Source", "Statement", "from_package", "open_ledger"]


@dataclass(frozen=True)
class Ledger:
    """Every metric and statement of a package, in the order of its tables. What it hands out, it announces.

    Iteration gives the metrics; ``in`` asks for an id, and ``[]`` takes any notation.
    """

    package: Package
    report: Report
    units: Mapping[str, Unit]
    metrics: Mapping[str, Metric]
    statements: Mapping[str, Statement]
    _assembled: Assembled = field(repr=False, compare=False)

    @property
    def names(self) -> frozenset[str]:
        """Names that hold a number and state no figure: those of the table ``names``, if there is one."""
        table = self.package.tables.get("names")
        return frozenset(row["name"] for row in table.rows) if table else frozenset()

    @property
    def entries(self) -> dict[str, Metric | Statement]:
        """All metrics and statements by id; who asks for all of them rests on every file."""
        announce(self.package.all_files)
        return {**self._assembled.metrics, **self._assembled.assembly.statements}

    def __getitem__(self, notation: str) -> Metric:
        return self.resolve(notation)

    def resolve(self, notation: str, spoken_of: Context | None = None) -> Metric:
        """Give the metric that a notation means where this period and entity are spoken of.

        By default they are those of the report, or of the page whose cell runs.

        Raises
        ------
        UnknownNameError
            If there is no such metric, or it is not clear which is meant.
        """
        try:
            return self.metrics[self._find(notation, spoken_of or context(self.report))]
        except UnknownNameError:
            iter(self.metrics)  # the error names what there is, which is announced so
            raise

    def each(self, notation: str, spoken_of: Context | None = None) -> list[Metric]:
        """Give the metrics that a notation means: several where a star stands for one of its members.

        ``residents[*]`` are the residents of each part of the entity that is spoken of,
        ``residents[jinjiang:*]`` of each part of that one, ``gdp[sector:*]`` is that of each sector. Parts
        that the indicator is not about are left out, and so are those that overlap others.

        Raises
        ------
        UnknownNameError
            If there is no such metric, a part has none of this period, or it is not clear which is meant.
        """
        star = _STAR.search(notation)
        if star is None:
            return [self.resolve(notation, spoken_of)]
        spoken_of = spoken_of or context(self.report)
        whole, indicator = star["whole"] or spoken_of.entity, notation.partition("[")[0].strip()
        names = {
            part: notation[: star.start()] + part + notation[star.end() :] for part in self._parts(whole)
        }
        if not names:
            wholes = {each.parent or each.dimension for each in self.dimensions.entities.values()} - {""}
            choices = [f"{indicator}[{each}:*]" for each in sorted(wholes)]
            raise UnclearNameError(notation, gettext("{name!r} has no parts", name=whole), choices)
        found = []
        for part, name in names.items():
            try:
                found.append(self.metrics[self._find(name, spoken_of)])
            except UnknownNameError:
                if self._is_about(indicator, part):
                    raise
        return found or [self.resolve(names[min(names)], spoken_of)]

    def meaning(self, notation: str, spoken_of: Context) -> str:
        """Tell which number a notation means, and which that is computed from, as a digest.

        It is ``none`` where it means none. What is handed out has come from no other number as long as it is
        the same.
        """
        lookup = self._assembled.lookup
        try:
            return identity(self._assembled.metrics, lookup.name(lookup.find(notation, spoken_of)))
        except UnknownNameError:
            return "none"

    def _find(self, notation: str, spoken_of: Context) -> str:
        """Give the id that a notation means, and announce so."""
        place = self.package.folder / question(notation, spoken_of)
        announce([File(place, self.meaning(notation, spoken_of))])
        lookup = self._assembled.lookup
        return lookup.name(lookup.find(notation, spoken_of))

    def _parts(self, whole: str) -> list[str]:
        """Name the parts of an entity, a member or a breakdown."""
        dimensions = self.dimensions
        if whole in dimensions.entities:
            return dimensions.parts(whole, dimensions.entities[whole].dimension)
        if whole and whole not in dimensions.breakdowns:
            raise UnknownNameError(gettext("entity"), whole, [*dimensions.entities, *dimensions.breakdowns])
        return dimensions.parts("", whole)

    def _is_about(self, indicator: str, part: str) -> bool:
        return any(
            series[0] == indicator and part in (series[1], *series[2])
            for series in self._assembled.lookup.periods
        )

    def __iter__(self) -> Iterator[Metric]:
        return iter(self.metrics.values())

    def __contains__(self, name: object) -> bool:
        return name in self.metrics

    @property
    def dimensions(self) -> Dimensions:
        """Units, indicators and entities."""
        return self._assembled.assembly.dimensions

    @property
    def reconciliations(self) -> Mapping[str, tuple[Reconciliation, ...]]:
        """Published numbers that follow from others too, by id, with what they are recomputed from."""
        announce(self.package.all_files)
        return self._reconciliations

    @cached_property
    def _reconciliations(self) -> Mapping[str, tuple[Reconciliation, ...]]:
        return reconcile(self._assembled.assembly.derivation, self._assembled.lookup.name)

    def of_table(self, name: str) -> list[Metric]:
        """Give the metrics of one table."""
        return [self.metrics[found.id] for found in self._assembled.metrics.values() if found.table == name]

    def statement(self, name: str) -> Statement:
        """Give a statement by its id.

        Raises
        ------
        UnknownNameError
            If no statement has this id.
        """
        try:
            return self.statements[name]
        except KeyError:
            raise UnknownNameError(gettext("statement"), name, self.statements) from None

    def published(self, name: str) -> list[Metric]:
        """Give the figures of sources that a metric rests on: itself, or what its formula comes down to.

        Parameters
        ----------
        name : str
            Id of the metric.
        """
        found: dict[str, Metric] = {}
        visited: set[str] = set()
        waiting = [name]
        while waiting:
            metric = self.metrics[waiting.pop()]
            if metric.id in visited:
                continue
            visited.add(metric.id)
            if metric.formula is None:
                found[metric.id] = metric
            else:
                waiting += reversed(metric.operands)
        return list(found.values())

    def items(self, name: str) -> list[dict[str, str]]:
        """Rows of a list such as ``construction.parties``, in order.

        Raises
        ------
        UnknownNameError
            If no list has this name.
        """
        rows = [row for table in self.package.having("list") for row in table.rows]
        found = [row for row in rows if row["list"] == name]
        if not found:
            raise UnknownNameError(gettext("list"), name, {row["list"] for row in rows})
        return sorted(found, key=lambda row: int(row["order"]))


def identity(metrics: Mapping[str, Metric], name: str) -> str:
    """Give a digest of what a metric is about, and of all that it is computed from."""
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        metric = metrics[waiting.pop()]
        if metric.id not in found:
            found[metric.id] = repr((*metric.key.series, metric.period.key, metric.operands))
            waiting += metric.operands
    return hashlib.sha256("\n".join(found.values()).encode()).hexdigest()[:16]


def open_ledger(start: Path | None = None) -> Ledger:
    """Open the ledger of the project that `start` lies in (default: the working folder).

    Raises
    ------
    DataError
        With every problem of the data.
    """
    return from_package(read(find_folder(start)))


def from_package(package: Package) -> Ledger:
    """Make the ledger of a package that was read.

    Raises
    ------
    DataError
        With every problem of columns, units, sources, periods, values and formulas.
    """
    try:
        return _from_package(package)
    except DataError:
        announce(package.all_files)
        raise


@lru_cache(maxsize=4)
def assembly_of(package: Package) -> Assembly:
    """Give what can be read of a package's tables, and what is wrong with them; read once."""
    return Assembly(package._contents, Report.of(package.descriptor))


@lru_cache(maxsize=4)
def _from_package(package: Package) -> Ledger:
    tables = package._contents
    assembled = assemble(assembly_of(package))
    report = assembled.assembly.report
    metrics, statements = assembled.metrics, assembled.assembly.statements

    def files_of_tables(found: Iterable[Table]) -> list[File]:
        return [file for table in found for file in package.files[table.name]]

    dimensions = (table for table in having(tables, "label_zh") if "id" in table.columns)
    measures = [*files_of_tables((*having(tables, "factor"), *dimensions)), *package.files[""]]
    places = [*files_of_tables(having(tables, "checksum")), *package.files.get(LOCATORS, ())]

    def files_of(metric: Metric) -> Iterable[File]:
        """Give what decides what a metric is: what its id means, and the files of all that it rests on."""
        return meant_by(metric.id), *rests_on(metric.id)

    @cache
    def meant_by(name: str) -> File:
        return File(package.folder / question(name, report.context), identity(metrics, name))

    @cache
    def rests_on(name: str) -> tuple[File, ...]:
        metric = metrics[name]
        own = (*package.files[metric.table], *measures, *(() if metric.formula else places))
        return tuple(dict.fromkeys((*own, *(file for each in metric.operands for file in rests_on(each)))))

    def missing(naming: list[File]) -> Callable[[str], list[File]]:
        """Give what decides that there is no such entry, which is less than what the others are called."""

        def files(name: str) -> list[File]:
            nowhere = _ID.fullmatch(name) and name not in metrics and name not in statements
            return [File(package.folder / f"*.{name}", "none")] if nowhere else naming

        return files

    of_numbers = tables_of_numbers(tables.values(), assembled.assembly.dimensions.heads)
    numbers = files_of_tables((*of_numbers, *having(tables, "formula"))) + measures
    facts = files_of_tables(having(tables, "text_zh"))
    return Ledger(
        package,
        report,
        Announced(assembled.assembly.dimensions.units, lambda _: measures, measures),
        Announced(metrics, files_of, numbers, missing(numbers)),
        Announced(statements, lambda found: [*places, *package.files[found.table]], facts, missing(facts)),
        assembled,
    )
