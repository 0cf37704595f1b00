"""Tables as data frames: of numbers tidy ones, of others with the types of their schemas."""

import pandas as pd

from qzcharts.data.ledger import Ledger, Metric
from qzcharts.data.notation import written
from qzcharts.data.observations import columns, observations
from qzcharts.data.package import Table
from qzcharts.data.rows import tables_of_numbers
from qzcharts.errors import DataError, Problem, UnknownNameError
from qzcharts.words import gettext

_TYPES = {"string": "string", "number": "Float64", "integer": "Int64", "boolean": "boolean"}
_NUMBERS = ("value", "lower", "upper")
_DAYS = ("start", "end")
_TRUTHS = ("lower_open", "upper_open")


def frame(ledger: Ledger, name: str) -> pd.DataFrame:
    """Give a table as a DataFrame.

    Returns
    -------
    pandas.DataFrame
        Of a table of numbers, one row a number with the columns of
        :func:`~qzcharts.data.observations.columns`: numbers are ``Float64``, days ``datetime64[s]``, whether
        an end is open ``boolean``; and ``current``, whether it is the number of its series that belongs to
        the period that the report, or the page, speaks of. Of another table one row a CSV row: numbers are
        ``Float64``, integers ``Int64``, enumerations ``category``, dates ``datetime64[s]``.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    DataError
        If a column cannot be read so.
    """
    table, breakdowns = ledger.package.table(name), ledger.dimensions.breakdowns
    if not [*tables_of_numbers([table], ledger.dimensions.heads)]:
        return _as_written(table)
    metrics = ledger.of_table(name)
    data = pd.DataFrame(list(observations(metrics)), columns=columns(breakdowns), dtype="string").replace(
        "", pd.NA
    )
    for column in _NUMBERS:
        data[column] = data[column].astype("Float64")
    for column in _DAYS:
        data[column] = data[column].astype("datetime64[s]")
    for column in _TRUTHS:
        data[column] = (data[column] == "true").astype("boolean")
    data["current"] = pd.Series([_is_current(ledger, metric) for metric in metrics], dtype="boolean")
    return data


def _is_current(ledger: Ledger, metric: Metric) -> bool:
    about = tuple(each.id for each in metric.subjects)
    try:
        return ledger.resolve(written(metric.indicator.id, about, None)) is metric
    except UnknownNameError:
        return False


def _as_written(table: Table) -> pd.DataFrame:
    data = pd.DataFrame(list(table.rows), columns=table.columns, dtype="string").replace("", pd.NA)
    for field in table.fields:
        name, kind = field["name"], field.get("type", "string")
        try:
            if kind == "date":
                data[name] = data[name].astype("datetime64[s]")
            elif "enum" in field.get("constraints", {}):
                names = list(dict.fromkeys(map(str, field["constraints"]["enum"])))
                if strange := set(data[name].dropna()) - set(names):
                    raise ValueError(gettext("{cell!r} is not allowed", cell=min(strange)))
                data[name] = data[name].astype(pd.CategoricalDtype(names))
            else:
                data[name] = data[name].astype(_TYPES.get(kind, "string"))
        except (ValueError, TypeError) as error:
            message = gettext("the column cannot be read as its schema says: {reason}", reason=error)
            mend = gettext("correct its cells")
            raise DataError([Problem(table.path, 1, name, "type-error", message, mend)]) from error
    return data
