"""The ledger: every metric and every statement of the data package, by its id."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from qzcharts.data.assembly import LOCATORS, assemble
from qzcharts.data.metric import Metric, Source, Statement
from qzcharts.data.package import Package, find_folder, having, read
from qzcharts.data.unit import Unit
from qzcharts.data.use import Announced, File, announce
from qzcharts.errors import DataError, UnknownNameError
from qzcharts.words import gettext

_ID = re.compile(r"\w+(\.\w+)*")

__all__ = ["Ledger", "Metric", "Source", "Statement", "from_package", "open_ledger"]


@dataclass(frozen=True)
class Ledger:
    """Every metric and statement of a package, in the order of its tables. What it hands out, it announces.

    Iteration, ``in`` and ``[]`` are those of the metrics.
    """

    package: Package
    units: Mapping[str, Unit]
    metrics: Mapping[str, Metric]
    statements: Mapping[str, Statement]

    @property
    def names(self) -> frozenset[str]:
        """Names that hold a number and state no figure: those of the table ``names``, if there is one."""
        table = self.package.tables.get("names")
        return frozenset(row["name"] for row in table.rows) if table else frozenset()

    def __getitem__(self, name: str) -> Metric:
        try:
            return self.metrics[name]
        except KeyError:
            raise UnknownNameError(gettext("metric"), name, self.metrics) from None

    def __iter__(self) -> Iterator[Metric]:
        return iter(self.metrics.values())

    def __contains__(self, name: object) -> bool:
        return name in self.metrics

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
        """Give the figures of sources that a metric rests on: itself, or what its formula comes down to."""
        found: dict[str, Metric] = {}
        visited: set[str] = set()
        waiting = [name]
        while waiting:
            metric = self[waiting.pop()]
            if metric.id in visited:
                continue
            visited.add(metric.id)
            if metric.formula is None:
                found[metric.id] = metric
            else:
                waiting += reversed(metric.formula.operands)
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
def _from_package(package: Package) -> Ledger:
    tables = package._contents
    units, metrics, statements = assemble(tables)

    def files_with(column: str) -> list[File]:
        return [file for table in having(tables, column) for file in package.files[table.name]]

    measures = files_with("factor")
    places = [*files_with("checksum"), *package.files.get(LOCATORS, ())]
    origins = [*measures, *places]

    def files_of(metric: Metric) -> Iterable[File]:
        """Give the files that decide what a metric is: its own, and of all it rests on."""
        return rests_on(metric.id)

    @cache
    def rests_on(name: str) -> tuple[File, ...]:
        metric = metrics[name]
        operands = metric.formula.operands if metric.formula else ()
        own = (*package.files[metric.table], *(measures if metric.formula else origins))
        return tuple(dict.fromkeys((*own, *(file for each in operands for file in rests_on(each)))))

    def missing(naming: list[File]) -> Callable[[str], list[File]]:
        """Give what decides that there is no such entry, which is less than what the others are called."""

        def files(name: str) -> list[File]:
            nowhere = _ID.fullmatch(name) and name not in metrics and name not in statements
            return [File(package.folder / f"*.{name}", "none")] if nowhere else naming

        return files

    numbers = [*files_with("qualifier"), *files_with("formula")]
    facts = files_with("text_zh")
    return Ledger(
        package,
        Announced(units, lambda _: measures, measures),
        Announced(metrics, files_of, numbers, missing(numbers)),
        Announced(statements, lambda found: [*places, *package.files[found.table]], facts, missing(facts)),
    )
