"""The ledger: every metric of the data package, published or derived, by its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qzcharts.data.assembly import assemble
from qzcharts.data.metric import Metric, Source
from qzcharts.data.package import Package, find_folder, read
from qzcharts.data.unit import Unit
from qzcharts.errors import UnknownNameError

__all__ = ["Ledger", "Metric", "Source", "from_package", "open_ledger"]


@dataclass(frozen=True)
class Ledger:
    """Every metric of a package, in the order of its tables."""

    package: Package
    units: Mapping[str, Unit]
    metrics: Mapping[str, Metric]

    def __getitem__(self, name: str) -> Metric:
        if name not in self.metrics:
            raise UnknownNameError("metric", name, self.metrics)
        return self.metrics[name]

    def __iter__(self) -> Iterator[Metric]:
        return iter(self.metrics.values())

    def __contains__(self, name: object) -> bool:
        return name in self.metrics

    def published(self, name: str) -> list[Metric]:
        """Give the published figures that a metric rests on: itself, or what its formula comes down to."""
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
        if name not in self._lists:
            raise UnknownNameError("list", name, self._lists)
        return list(self._lists[name])

    @cached_property
    def _lists(self) -> dict[str, list[dict[str, str]]]:
        lists: dict[str, list[dict[str, str]]] = {}
        rows = [row for table in self.package.having("list") for row in table.rows]
        for row in sorted(rows, key=lambda row: int(row["order"])):
            lists.setdefault(row["list"], []).append(row)
        return lists


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
        With every problem of columns, units, sources, periods, values, formulas and lists.
    """
    return Ledger(package, *assemble(package))
