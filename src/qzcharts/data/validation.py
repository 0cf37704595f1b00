"""What can be wrong with a data package that names its tables: the shape of its CSVs, and their cells.

Cells are judged by ``frictionless``, the reference implementation of Data Package 2; its findings are told
here by file, line and column. Encoding and shape come first: cells that moved by a column would each be told
as wrong too.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from qzcharts.data.cell_faults import NUMERIC, Record, cell_problem, foreign_key_problem
from qzcharts.data.descriptor import Schema, descriptor_problem
from qzcharts.data.quantity import parse_number
from qzcharts.errors import Problem

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_MOST_FAULTS = 200  # of a table: whoever mends those sees the next
_MOST_ROWS = 10_000
_MOST_CHARACTERS = 5_000
"""So long a cell may be."""

sound: set[str] = set()
"""States of descriptors and tables in which nothing was found: most stay as they are while one is edited.

Whoever judges again and again may keep them from one process to the next.
"""


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


def cell_problems(
    path: str,
    descriptor: Mapping[str, Any],
    schemas: Mapping[str, Schema],
    records: Mapping[str, Sequence[Record]],
    folder: str,
) -> Iterator[Problem]:
    """Judge a descriptor and every cell by it.

    Parameters
    ----------
    path : str
        Of the descriptor, for messages.
    descriptor : mapping
        As it is written.
    schemas : mapping of str to Schema
        The schema of each resource by its name.
    records : mapping of str to sequence of Record
        The records of each resource by its name, without :func:`shape_problems`.
    folder : str
        Name of the folder of the CSVs, for messages.
    """
    whole = {
        **descriptor,
        "resources": [
            {**resource, "schema": schemas[resource["name"]].content} for resource in descriptor["resources"]
        ],
    }
    resources = {resource["name"]: resource for resource in whole["resources"]}
    own = _digest(whole)
    if own in sound and all(_state(name, resources, records) in sound for name in resources):
        return
    # Imported here: who reads data that are known to be valid does without.
    from qzcharts.data.patterns import pattern_faults, pattern_problems, without_patterns

    if wrong := [problem for schema in schemas.values() for problem in pattern_faults(schema)]:
        yield from wrong
        return
    from frictionless import FrictionlessException, validate

    tables = {
        name: {
            "name": name,
            "data": [cells for _, cells in records[name]],
            "schema": without_patterns(resource["schema"]),
        }
        for name, resource in resources.items()
    }
    try:
        if wrong := list(_standard_problems(path, whole, schemas)):
            yield from wrong
            return
        states = {name: _state(name, resources, records) for name in resources}
        doubtful = [name for name, state in states.items() if state not in sound]
        needed = {each for name in doubtful for each in _depends_on(name, resources)}
        judged = [table for name, table in tables.items() if name in needed]
        report = validate({"name": "package", "resources": judged}, limit_errors=_MOST_FAULTS)
    except FrictionlessException as error:
        yield descriptor_problem(path, error.error.message)
        return
    except Exception as error:
        # A constraint of a wrong type: the library hands on whatever it raises.
        at_fault = [schemas[name] for name, table in tables.items() if not _applies(table)]
        for schema in at_fault or [Schema(path, "a schema", "", None)]:
            yield schema.problem(f"{schema.owner} cannot be applied: {error}")
        return
    yield from (descriptor_problem(path, told.message) for told in report.errors)
    numbers: list[Problem] = []
    for name in doubtful:
        table = f"{folder}/{resources[name]['path']}"
        found = (
            rule(table, resources[name]["schema"], records[name])
            for rule in (_number_problems, pattern_problems)
        )
        numbers += islice(chain.from_iterable(found), _MOST_FAULTS)
    yield from numbers
    if report.valid and not numbers:
        sound.update(states.values(), [own])
    for task in report.tasks:
        name = task.name
        for told in task.errors:
            found = told.to_descriptor()
            if "rowNumber" not in found:
                yield schemas[name].problem(told.message)
                continue
            place = f"{folder}/{resources[name]['path']}", records[name][found["rowNumber"] - 1][0]
            if found["type"] == "foreign-key":
                yield foreign_key_problem(place, found, resources, records, folder)
            else:
                fields = {field["name"]: field for field in resources[name]["schema"]["fields"]}
                lines = [line for line, _ in records[name]]
                yield from cell_problem(place, found, fields, lines)


def _standard_problems(
    path: str, whole: Mapping[str, Any], schemas: Mapping[str, Schema]
) -> Iterator[Problem]:
    """Tell what the standard finds in a descriptor with its schemas, each where it stands."""
    from frictionless import Package

    faults = {found.message for found in Package.metadata_validate(dict(whole))}
    for schema in schemas.values() if faults else ():
        # Which version of the standard a schema is judged by, the descriptor says.
        table = {"name": "table", "path": "table.csv", "schema": schema.content}
        kept = {key: whole[key] for key in ("$schema", "profile") if key in whole}
        for own in Package.metadata_validate({**kept, "resources": [table]}):
            faults.discard(own.message)
            yield schema.problem(own.message)
    yield from (descriptor_problem(path, message) for message in sorted(faults))


def _applies(table: Mapping[str, Any]) -> bool:
    """Whether the schema of a table can be applied to it, whatever comes of that."""
    from frictionless import validate

    try:
        alone = {**table, "schema": {**table["schema"], "foreignKeys": []}}
        validate({"name": "package", "resources": [alone]}, limit_errors=1)
    except Exception:
        return False
    return True


def _depends_on(name: str, resources: Mapping[str, Any]) -> set[str]:
    """Name the tables that decide on the cells of one: itself, and those that its foreign keys lead to."""
    found, open_ = set(), [name]
    while open_:
        each = open_.pop()
        if each in resources and each not in found:
            found.add(each)
            keys = resources[each]["schema"].get("foreignKeys", [])
            open_ += [key["reference"].get("resource") or each for key in keys]
    return found


def _state(name: str, resources: Mapping[str, Any], records: Mapping[str, Sequence[Record]]) -> str:
    """Give a digest of all that decides on the cells of a table."""
    decisive = [
        (each, resources[each]["schema"], records[each]) for each in sorted(_depends_on(name, resources))
    ]
    return _digest((name, decisive))


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def _number_problems(path: str, schema: Mapping[str, Any], records: Sequence[Record]) -> Iterator[Problem]:
    """Find numbers that a schema would let pass but nobody prints: NaN, 1e5, 5_000, full-width digits."""
    numeric = [(i, field) for i, field in enumerate(schema["fields"]) if field.get("type") in NUMERIC]
    for line, cells in records[1:]:
        for position, field in numeric:
            cell = cells[position]
            if not cell:
                continue
            if field["type"] == "integer":
                if not _INTEGER.fullmatch(cell):
                    message = f"{cell!r} is no integer; allowed: digits, such as 2"
                    yield Problem(path, line, field["name"], "type-error", message, "write an integer")
                continue
            try:
                parse_number(cell)
            except ValueError as error:
                mend = "write the figure as printed, with its unit in the column unit"
                yield Problem(path, line, field["name"], "type-error", str(error), mend)
