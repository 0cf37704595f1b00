"""Metrics, statements and their evidence: the data package, quantities with bounds, formulas, wording."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qzcharts.data.bounds import Bounds
    from qzcharts.data.ledger import Ledger, Metric, Source, Statement, open_ledger
    from qzcharts.data.package import Package, Table, find_folder, read
    from qzcharts.data.qualifier import Qualifier
    from qzcharts.data.quantity import Quantity
    from qzcharts.data.unit import Unit

__all__ = [
    "Bounds",
    "Ledger",
    "Metric",
    "Package",
    "Qualifier",
    "Quantity",
    "Source",
    "Statement",
    "Table",
    "Unit",
    "find_folder",
    "open_ledger",
    "read",
]

_HOMES = {
    "bounds": ("Bounds",),
    "ledger": ("Ledger", "Metric", "Source", "Statement", "open_ledger"),
    "package": ("Package", "Table", "find_folder", "read"),
    "qualifier": ("Qualifier",),
    "quantity": ("Quantity",),
    "unit": ("Unit",),
}


def __getattr__(name: str) -> Any:
    # On first use: whether anything has changed is told without a ledger.
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"{__name__} has no {name!r}")
