"""Rows with their place, and what the row of a figure or a statement must have as its evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qzcharts.data.metric import Metric
from qzcharts.data.package import Table
from qzcharts.data.quantity import Qualifier
from qzcharts.errors import Problem

#: The longest quotation, in characters: the few words that carry a fact, never a sentence.
MOST_CHARACTERS = 20
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟‘’‚‛「」『』〝〞〟'", '"'))
#: Origins that a row can have; what is derived has a table of its own.
ORIGINS = ("published", "counted")
_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SEPARATOR = re.compile(r"(?<=[0-9])[,，\u2009\u00a0](?=[0-9]{3})")


def plain(text: str) -> str:
    """Make widths, kinds of quotation marks and blanks equal, in which copies of a text differ."""
    narrow = (
        unicodedata.normalize("NFKC", character)
        if unicodedata.east_asian_width(character) in "FH"
        else character
        for character in text
    )
    return "".join("".join(narrow).translate(_QUOTATION_MARKS).split())


class Row(NamedTuple):
    """A row with its place."""

    table: Table
    line: int
    cells: Mapping[str, str]

    @property
    def entry(self) -> tuple[str, Mapping[str, str], str, str, int]:
        """What an entry of the ledger has of its row: the first fields of `Entry`."""
        return self.cells["id"], self.cells, self.table.name, self.table.path, self.line

    def problem(self, column: str, code: str, message: str, mend: str) -> Problem:
        """Say what is wrong with a cell."""
        return Problem(self.table.path, self.line, column, code, message, mend)


def origin_problems(row: Row, lists: Collection[str]) -> Iterator[Problem]:
    """Tell what a figure lacks of the evidence that its origin asks for.

    A published figure has its printed form and a quotation that holds it. A counted one has a list of its
    name and no printed form, for nobody printed it; a quotation may open or close the list.

    Parameters
    ----------
    row : Row
    lists : collection of str
        Names of the lists there are.
    """
    name, origin, printed, quotation = (row.cells[key] for key in ("id", "origin", "printed", "quotation"))
    if origin not in ORIGINS:
        message = f"{origin!r} is no origin; allowed: {', '.join(ORIGINS)}"
        yield row.problem("origin", "origin", message, "write one of what is allowed")
        return
    if origin == "published":
        if not printed:
            message = "the cell is empty; allowed with published: the figure in the source's words"
            mend = "write it as printed, or set origin to counted where it was counted from a list"
            yield row.problem("printed", "printed", message, mend)
        elif quotation and plain(printed) not in plain(quotation):
            message = f"{quotation!r} does not hold {printed!r}; allowed: words that carry the printed figure"
            mend = "quote the words that the figure stands in"
            yield row.problem("quotation", "quotation", message, mend)
        yield from quotation_problems(row)
        return
    if printed:
        message = f"{printed!r} is printed nowhere; allowed with counted: nothing"
        yield row.problem("printed", "printed", message, "empty the cell, or set origin to published")
    if row.cells["qualifier"] != Qualifier.EXACT:
        message = f"a count is not {row.cells['qualifier']!r}; allowed with counted: {Qualifier.EXACT}"
        yield row.problem("qualifier", "qualifier", message, "write exact, or set origin to published")
    if name not in lists:
        message = f"there is no list {name!r} to count; allowed with counted: the id is the name of a list"
        mend = "add the list to data/lists.csv, or set origin to published"
        yield row.problem("origin", "origin", message, mend)
    if quotation:
        yield from quotation_problems(row)


def quotation_problems(row: Row) -> Iterator[Problem]:
    """Tell whether a quotation is missing, or longer than a few words."""
    quotation = row.cells["quotation"]
    if not quotation:
        message = f"the cell is empty; allowed: the source's few words, at most {MOST_CHARACTERS} characters"
        yield row.problem("quotation", "quotation", message, "copy the words that carry it from the source")
    elif len(quotation) > MOST_CHARACTERS:
        message = f"{quotation!r} has {len(quotation)} characters; allowed: at most {MOST_CHARACTERS}"
        yield row.problem("quotation", "quotation", message, "keep the words that carry it")


def printed_problems(row: Row, units: Iterable[str]) -> Iterator[Problem]:
    """Compare value and unit with the words of the source, where these hold digits."""
    value, unit, printed = (row.cells[column] for column in ("value", "unit", "printed"))
    joined = _SEPARATOR.sub("", printed)
    numbers = list(_DIGITS.finditer(joined))
    same = next((match for match in numbers if match[0] == value), None)
    mend = "make value, unit and printed agree with the source"
    if numbers and not same:
        message = f"{value!r} is not in what was printed, {printed!r}; allowed: the number as printed"
        yield row.problem("value", "printed", message, mend)
    if not same:
        return
    after = joined[same.end() :].lstrip()
    named = max((symbol for symbol in units if after.startswith(symbol)), key=len, default=unit)
    if named != unit:
        message = f"{unit!r} is not in what was printed, {printed!r}; allowed: {named}"
        yield row.problem("unit", "printed", message, mend)


def list_problems(name: str, rows: Sequence[Row], metric: Metric | None) -> Iterator[Problem]:
    """Tell whether a list is numbered, and as long as the metric of its name says."""
    due = {str(order) for order in range(1, len(rows) + 1)}
    for row in rows:
        order = row.cells["order"]
        if order not in due:
            message = f"{order!r} is out of place; allowed: 1 to {len(rows)}, each once"
            yield row.problem("order", "list-order", message, "number the rows of the list")
        due.discard(order)
    if metric and len(rows) not in metric.quantity.bounds:
        stated = f"{metric.path}:{metric.line} says {metric.text()}"
        message = f"{name} has {len(rows)} rows, but {stated}; allowed: as many as it says"
        yield rows[0].problem("list", "list-length", message, "make list and metric agree with the source")
