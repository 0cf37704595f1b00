"""What :mod:`qzcharts` gives a notebook cell: load the data, look up a figure, draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzcharts import charts
from qzcharts.charts import *  # noqa: F403 - the forms are the vocabulary of a cell
from qzcharts.data import Metric, open_ledger

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["load", "metric"]
__all__ += charts.__all__


def load(name: str) -> pd.DataFrame:
    """Load a table of the data package with the dtypes of its schema.

    Parameters
    ----------
    name : str
        Name of the table, such as ``construction``.

    Returns
    -------
    pandas.DataFrame
        One row a figure; see :func:`qzcharts.data.frame.frame`.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    DataError
        If the data package has problems.
    """
    from qzcharts.data.frame import frame  # with pandas, which is slow to import

    return frame(open_ledger(), name)


def metric(name: str) -> Metric:
    """Look up one figure, with unit, qualifier, period, source and bounds.

    Parameters
    ----------
    name : str
        Notation of the metric, such as ``construction.investment`` or ``residents[jinjiang]@2021``.

    Raises
    ------
    UnknownNameError
        If there is no such metric.
    DataError
        If the data package has problems.
    """
    return open_ledger()[name]
