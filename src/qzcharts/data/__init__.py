"""Metrics, statements and their evidence: the data package, quantities with bounds, formulas, wording."""

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
