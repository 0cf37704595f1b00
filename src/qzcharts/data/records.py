"""The records of a CSV, and whether they have the shape that the schema of their table asks for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from qzcharts.data.descriptor import Schema
from qzcharts.errors import Problem

#: A record of a CSV: the line it begins on, and its cells.
Record = tuple[int, list[str]]

_MOST_ROWS = 10_000
_MOST_CHARACTERS = 5_000
"""So long a cell may be."""


def read_records(text: str) -> list[Record]:
    """Split a CSV into records, the header first.

    Raises
    ------
    csv.Error
        If it cannot be split.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    records, line = [], 1
    for cells in reader:
        records.append((line, cells))
        line = reader.line_num + 1
    return records


def shape_problems(path: str, records: Sequence[Record], schema: Schema) -> Iterator[Problem]:
    """Tell whether the records of a CSV have the columns that its schema names."""
    columns = [field["name"] for field in schema.content["fields"]]
    filled = [cells for _, cells in records if any(cells)]
    # A table of metrics begins before its first one.
    if len(filled) < (1 if "id" in columns else 2):
        what = "no row below the header" if filled else "nothing in the file"
        message = f"{what}; allowed: a header and at least one row"
        yield Problem(path, 0, "", "empty", message, "add rows, or remove the file and its entry")
        return
    if len(records) > _MOST_ROWS:
        message = f"the table has {len(records) - 1:,} rows; allowed: {_MOST_ROWS:,}"
        yield Problem(
            path, records[_MOST_ROWS][0], "", "size", message, "leave out what the book does not use"
        )
        return
    (_, header), *rows = records
    allowed = f"allowed: {', '.join(columns)}"
    mend = f"make the header and {schema.path} agree"
    doubled = sorted({name for name in header if header.count(name) > 1})
    wrong = [(name, "is missing") for name in columns if name not in header]
    wrong += [(name, "is not in the schema") for name in dict.fromkeys(header) if name not in columns]
    wrong += [(name, "stands twice") for name in doubled if name in columns]
    for name, fault in wrong:
        yield Problem(path, 1, name, "header", f"the column {name!r} {fault}; {allowed}", mend)
    if wrong:
        return
    if header != list(columns):
        yield Problem(path, 1, "", "header", f"the columns stand in another order; {allowed}", mend)
        return
    for line, cells in rows:
        if not any(cells):
            message = "the row is empty; allowed: one record a row"
            yield Problem(path, line, "", "columns", message, "remove the row")
        elif len(cells) != len(header):
            much = "many" if len(cells) > len(header) else "few"
            message = f"too {much} columns ({len(cells)}); allowed: {len(header)}, as in the header"
            mend = "give the row as many columns as the header; quote a cell that holds a comma"
            yield Problem(path, line, "", "columns", message, mend)
        for name, cell in zip(header, cells, strict=False):
            if len(cell) > _MOST_CHARACTERS:
                message = f"the cell has {len(cell):,} characters; allowed: {_MOST_CHARACTERS:,}"
                yield Problem(path, line, name, "size", message, "keep what belongs there, and close quotes")
