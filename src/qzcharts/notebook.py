"""What :mod:`qzcharts` gives a notebook cell: load the data, look up a figure, draw."""

import pandas as pd

from qzcharts import charts
from qzcharts.charts import *  # noqa: F403 - the forms are the vocabulary of a cell
from qzcharts.data import Metric, frame, open_ledger

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
        One row a figure; see :func:`qzcharts.data.package.frame`.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    DataError
        If the data package has problems.
    """
    return frame(open_ledger().package.table(name))


def metric(name: str) -> Metric:
    """Look up one figure, with unit, qualifier, period, source and bounds.

    Parameters
    ----------
    name : str
        Id of the metric, such as ``construction.investment``.

    Raises
    ------
    UnknownNameError
        If there is no such metric.
    DataError
        If the data package has problems.
    """
    return open_ledger()[name]
