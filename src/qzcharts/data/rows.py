"""Rows of tables, with what their table leaves out, and the tables by what they hold."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from qzcharts.data.package import Table, having
from qzcharts.errors import Problem

#: Columns that a row of a table of numbers can have besides its dimensions and its numbers.
ASIDE = ("quotation", "source", "locator", "origin", "qualifier", "note_zh", "note_en", "replaced_by")
#: What each row of a table of numbers is about, besides members of other breakdowns.
DIMENSIONS = ("indicator", "entity", "period")
#: What tables hold that are none of numbers, by a column that only they have.
_OTHERS = ("formula", "text_zh", "factor", "checksum", "list", "measure", "rule", "label_zh")


class Row(NamedTuple):
    """A row with its place; what its table leaves out, or its cell, is as the descriptor says."""

    table: Table
    line: int
    cells: Mapping[str, str]

    def problem(self, column: str, code: str, message: str, mend: str) -> Problem:
        """Say what is wrong with a cell, or with the default that stands in its place."""
        if column in self.table.defaults and not dict(self.table.numbered()).get(self.line, {}).get(column):
            return Problem(self.table.described_in, 0, column, code, message, mend)
        return Problem(self.table.path, self.line, column, code, message, mend)


def rows_of(table: Table) -> Iterator[Row]:
    """Give the rows of a table."""
    for line, cells in table.numbered():
        yield Row(table, line, {**cells, **missing(table, cells)} if table.defaults else cells)


def missing(table: Table, cells: Mapping[str, str]) -> dict[str, str]:
    """Give the defaults that a row does not say otherwise."""
    return {column: value for column, value in table.defaults.items() if not cells.get(column)}


def rows_having(tables: Mapping[str, Table], *columns: str) -> Iterator[Row]:
    """Give the rows of every table that has all of these columns."""
    for table in having(tables, columns[0]):
        if set(columns) <= set(table.columns):
            yield from rows_of(table)


def tables_of_numbers(tables: Iterable[Table], heads: Collection[str]) -> Iterator[Table]:
    """Give the tables whose cells are numbers: with a column ``value``, or named by what their columns are.

    Parameters
    ----------
    tables : iterable of Table
    heads : collection of str
        What columns can be named by: breakdowns and indicators.
    """
    for table in tables:
        columns = set(table.columns)
        named = {re.split(r"[\[@]", column, maxsplit=1)[0] for column in columns}
        about = {*named, *table.defaults} & {*DIMENSIONS, *heads, "value"}
        if about and not columns & {"id", *_OTHERS}:
            yield table


def columns_of_numbers(table: Table, breakdowns: Collection[str]) -> list[str]:
    """Name the columns whose cells are numbers."""
    if "value" in table.columns:
        return ["value"]
    aside = {*ASIDE, *DIMENSIONS, *breakdowns}
    return [column for column in table.columns if column not in aside]
