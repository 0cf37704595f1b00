"""What can be wrong with a data package: its descriptor, the shape of its CSVs, and their cells.

Cells are judged by ``frictionless``, the reference implementation of Data Package 2; its findings are told
here by file, line and column. Encoding and shape come first: cells that moved by a column would each be told
as wrong too.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from qzcharts.data.cell_faults import NUMERIC, Record, cell_problem, foreign_key_problem
from qzcharts.data.quantity import parse_number
from qzcharts.errors import Problem

_FILE = re.compile(r"[^./\\\0][^/\\\0]*\.csv")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
#: Types of Table Schema that a CSV can hold.
_TYPES = ("string", "number", "integer", "boolean", "date", "datetime", "time", "year", "yearmonth", "any")
_MOST_FAULTS = 200  # of a table: whoever mends those sees the next
_MOST_ROWS = 10_000
_MOST_VALUES = 20_000
"""So many values a descriptor may hold: those of a hundred tables."""
_MOST_FIELDS, _MOST_KEYS = 200, 20
MOST_BYTES = 5_000_000
"""So large a file may be: more than a report is about, and less than fills the memory."""
_MOST_CHARACTERS = 5_000
"""So long a cell may be."""
_MOST_LEVELS = 50
"""So many things in a descriptor may lie in one another: more than the standard has a use for."""

sound: set[str] = set()
"""States of descriptors and tables in which nothing was found: most stay as they are while one is edited.

Whoever judges again and again may keep them from one process to the next.
"""


def content_problem(path: str, content: bytes) -> Problem | None:
    """Tell whether a file is too large, and where it is not UTF-8.

    A byte order mark, which spreadsheets write, is allowed.
    """
    if len(content) > MOST_BYTES:
        message = f"the file has more than {MOST_BYTES:,} bytes; allowed: {MOST_BYTES:,}"
        return Problem(path, 0, "", "size", message, "leave out what the book does not use")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(
            path,
            content.count(b"\n", 0, error.start) + 1,
            "",
            "encoding",
            f"byte {content[error.start]:#04x} is not UTF-8; allowed: UTF-8 only",
            "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)",
        )
    return None


def descriptor_problems(path: str, descriptor: Any) -> Iterator[Problem]:
    """Tell what keeps a descriptor from naming tables; :func:`cell_problems` judges the rest of it."""

    def problem(message: str) -> Problem:
        return Problem(path, 0, "", "descriptor", message, "mend the entry; see the Data Package 2 standard")

    level, values = [descriptor], 1
    for _ in range(_MOST_LEVELS):
        level = [part for whole in level for part in _parts(whole)]
        values += len(level)
    if values > _MOST_VALUES:
        yield problem(f"more than {_MOST_VALUES:,} values; allowed: {_MOST_VALUES:,}")
        return
    if level:
        yield problem(f"more than {_MOST_LEVELS} things lie in one another; allowed: {_MOST_LEVELS}")
        return
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not resources:
        yield problem("no list of resources; allowed: an object whose resources name the CSVs")
        return
    for number, resource in enumerate(resources, 1):
        if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
            yield problem(f"resource {number} has no name; allowed: name, path and schema")
            continue
        name, file = resource["name"], resource.get("path")
        if not isinstance(file, str) or not _FILE.fullmatch(file):
            yield problem(f"resource {name!r} has the path {file!r}; allowed: a CSV beside this file")
        schema = resource.get("schema")
        schema = schema if isinstance(schema, dict) else {}
        fields = schema.get("fields")
        if not isinstance(fields, list) or not fields:
            yield problem(f"resource {name!r} has no fields; allowed: a schema with one field a column")
        elif not all(isinstance(field, dict) and isinstance(field.get("name"), str) for field in fields):
            yield problem(f"resource {name!r} has a field without a name; allowed: name, type, description")
        elif len([*_parts(schema.get("foreignKeys"))]) > _MOST_KEYS or len(fields) > _MOST_FIELDS:
            allowed = f"allowed: {_MOST_FIELDS} fields and {_MOST_KEYS} foreign keys"
            yield problem(f"resource {name!r} has too many fields or foreign keys; {allowed}")
        elif not all(isinstance(field.get("constraints", {}), dict) for field in fields):
            yield problem(f"resource {name!r} has constraints that are no object; allowed: rule and value")
        else:
            for field in fields:
                if field.get("type", "any") not in _TYPES:
                    wrong = f"field {field['name']!r} of {name!r} has the type {field['type']!r}"
                    yield problem(f"{wrong}; allowed: {', '.join(_TYPES)}")


def remote_problems(path: str, text: str, descriptor: Any) -> Iterator[Problem]:
    """Tell where a descriptor names another host for what decides on the data: nobody is asked for it."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    for each in [descriptor, *(resources if isinstance(resources, list) else [])]:
        for name in ("profile", "schema", "dialect", "path", "basepath"):
            address = each.get(name) if isinstance(each, dict) else None
            if isinstance(address, str) and "://" in address:
                line = text.count("\n", 0, max(text.find(json.dumps(address, ensure_ascii=False)), 0)) + 1
                message = (
                    f"{name} is {address!r}, which the network would be asked for; allowed: what is here"
                )
                mend = "write it into the descriptor, or take it out"
                yield Problem(path, line, "", "descriptor", message, mend)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


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


def shape_problems(path: str, records: Sequence[Record], columns: Sequence[str]) -> Iterator[Problem]:
    """Tell whether the records of a CSV have the columns that its schema names."""
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
    mend = "make the header and data/datapackage.json agree"
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
    path: str, descriptor: Mapping[str, Any], records: Mapping[str, Sequence[Record]], folder: str
) -> Iterator[Problem]:
    """Judge a descriptor and every cell by it.

    Parameters
    ----------
    path : str
        Of the descriptor, for messages.
    descriptor : mapping
        Without :func:`descriptor_problems`.
    records : mapping of str to sequence of Record
        The records of each resource by its name, without :func:`shape_problems`.
    folder : str
        Name of the folder of the CSVs, for messages.
    """

    def faulty(message: str) -> Problem:
        return Problem(path, 0, "", "descriptor", message, "mend the entry; see the Data Package 2 standard")

    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    own = _digest(descriptor)
    if own in sound and all(_state(name, resources, records) in sound for name in resources):
        return
    # Imported here: who reads data that are known to be valid does without.
    from qzcharts.data.patterns import pattern_faults, pattern_problems, without_patterns

    if wrong := [
        each for name, resource in resources.items() for each in pattern_faults(name, resource["schema"])
    ]:
        yield from map(faulty, wrong)
        return
    from frictionless import FrictionlessException, validate
    from frictionless import Package as Descriptor

    try:
        if faults := list(Descriptor.metadata_validate(dict(descriptor))):
            yield from (faulty(fault.message) for fault in faults)
            return
        states = {name: _state(name, resources, records) for name in resources}
        doubtful = [name for name, state in states.items() if state not in sound]
        needed = {each for name in doubtful for each in _depends_on(name, resources)}
        inline = [
            {
                "name": name,
                "data": [cells for _, cells in records[name]],
                "schema": without_patterns(resource["schema"]),
            }
            for name, resource in resources.items()
            if name in needed
        ]
        report = validate({"name": "package", "resources": inline}, limit_errors=_MOST_FAULTS)
    except FrictionlessException as error:
        yield faulty(error.error.message)
        return
    except Exception as error:
        # A constraint of a wrong type: the library hands on whatever it raises.
        yield faulty(f"the schema cannot be applied: {error}")
        return
    yield from (faulty(fault.message) for fault in report.errors)
    numbers: list[Problem] = []
    for name in doubtful:
        path = f"{folder}/{resources[name]['path']}"
        found = (
            rule(path, resources[name]["schema"], records[name])
            for rule in (_number_problems, pattern_problems)
        )
        numbers += islice(chain.from_iterable(found), _MOST_FAULTS)
    yield from numbers
    if report.valid and not numbers:
        sound.update(states.values(), [own])
    for task in report.tasks:
        name = task.name
        for fault in task.errors:
            found = fault.to_descriptor()
            if "rowNumber" not in found:
                yield faulty(fault.message)
                continue
            place = f"{folder}/{resources[name]['path']}", records[name][found["rowNumber"] - 1][0]
            if found["type"] == "foreign-key":
                yield foreign_key_problem(place, found, resources, records, folder)
            else:
                fields = {field["name"]: field for field in resources[name]["schema"]["fields"]}
                lines = [line for line, _ in records[name]]
                yield from cell_problem(place, found, fields, lines)


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
