"""What can be wrong with a descriptor and with the cells of its tables.

They are judged by ``frictionless``, the reference implementation of Data Package 2; its findings are told
here by file, line and column.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from qzbook.validation.cell_faults import NUMERIC, cell_problem, foreign_key_problem
from qzbook.words import gettext
from qzcharts.data import Package, Table
from qzcharts.data.descriptor import Schema, descriptor_problem
from qzcharts.data.package import DESCRIPTOR
from qzcharts.data.quantity import parse_number
from qzcharts.errors import Problem

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_MOST_FAULTS = 200  # of a table: whoever mends those sees the next

sound: set[str] = set()
"""States of descriptors and tables in which nothing was found: most stay as they are while one is edited.

Whoever judges again and again may keep them from one process to the next.
"""


def cell_problems(package: Package) -> Iterator[Problem]:
    """Judge a descriptor and every cell by it."""
    tables, path = dict(package.tables), f"{package.folder.name}/{DESCRIPTOR}"
    whole = {
        **package.descriptor,
        "resources": [
            {**resource, "schema": tables[resource["name"]].schema.content}
            for resource in package.descriptor["resources"]
        ],
    }
    own = _digest(whole)
    if own in sound and all(_state(name, tables) in sound for name in tables):
        return
    # Imported here: who reads data that are known to be valid does without.
    from qzbook.validation.patterns import pattern_faults, pattern_problems, without_patterns

    if wrong := [problem for table in tables.values() for problem in pattern_faults(table.schema)]:
        yield from wrong
        return
    from frictionless import FrictionlessException, validate

    given = {
        name: {
            "name": name,
            "data": [list(table.columns), *(list(row.values()) for row in table.rows)],
            "schema": without_patterns({**table.schema.content, "fields": table.fields}),
        }
        for name, table in tables.items()
    }
    try:
        if wrong := list(_standard_problems(path, whole, tables)):
            yield from wrong
            return
        states = {name: _state(name, tables) for name in tables}
        doubtful = [tables[name] for name, state in states.items() if state not in sound]
        needed = {each for table in doubtful for each in _depends_on(table.name, tables)}
        judged = [table for name, table in given.items() if name in needed]
        report = validate({"name": "package", "resources": judged}, limit_errors=_MOST_FAULTS)
    except FrictionlessException as error:
        yield descriptor_problem(path, error.error.message)
        return
    except Exception as error:
        # A constraint of a wrong type: the library hands on whatever it raises.
        at_fault = [tables[name].schema for name, table in given.items() if not _applies(table)]
        for schema in at_fault or [Schema(path, gettext("a schema"), "", None)]:
            message = gettext("{owner} cannot be applied: {reason}", owner=schema.owner, reason=error)
            yield schema.problem(message)
        return
    yield from (descriptor_problem(path, told.message) for told in report.errors)
    numbers: list[Problem] = []
    for table in doubtful:
        found = chain(_number_problems(table), pattern_problems(table))
        numbers += islice(found, _MOST_FAULTS)
    yield from numbers
    if report.valid and not numbers:
        sound.update(states.values(), [own])
    for task in report.tasks:
        table = tables[task.name]
        for told in task.errors:
            found = told.to_descriptor()
            if "rowNumber" not in found:
                yield table.schema.problem(told.message)
            elif found["type"] == "foreign-key":
                yield foreign_key_problem(table, found, tables)
            else:
                yield from cell_problem(table, found)


def _standard_problems(path: str, whole: Mapping[str, Any], tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Tell what the standard finds in a descriptor with its schemas, each where it stands."""
    from frictionless import Package

    faults = {found.message for found in Package.metadata_validate(dict(whole))}
    for table in tables.values() if faults else ():
        # Which version of the standard a schema is judged by, the descriptor says.
        alone = {"name": "table", "path": "table.csv", "schema": table.schema.content}
        kept = {key: whole[key] for key in ("$schema", "profile") if key in whole}
        for own in Package.metadata_validate({**kept, "resources": [alone]}):
            faults.discard(own.message)
            yield table.schema.problem(own.message)
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


def _depends_on(name: str, tables: Mapping[str, Table]) -> set[str]:
    """Name the tables that decide on the cells of one: itself, and those that its foreign keys lead to."""
    found, open_ = set(), [name]
    while open_:
        each = open_.pop()
        if each in tables and each not in found:
            found.add(each)
            keys = tables[each].schema.content.get("foreignKeys", [])
            open_ += [key["reference"].get("resource") or each for key in keys]
    return found


def _state(name: str, tables: Mapping[str, Table]) -> str:
    """Give a digest of all that decides on the cells of a table."""
    decisive = [tables[each] for each in sorted(_depends_on(name, tables))]
    return _digest(
        (name, [(table.name, table.schema.content, table.lines, table.rows) for table in decisive])
    )


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def _number_problems(table: Table) -> Iterator[Problem]:
    """Find numbers that a schema would let pass but nobody prints: NaN, 1e5, 5_000, full-width digits."""
    numeric = {field["name"]: field["type"] for field in table.fields if field.get("type") in NUMERIC}
    for line, row in table.numbered():
        for name, kind in numeric.items():
            cell = row[name]
            if not cell:
                continue
            if kind == "integer":
                if not _INTEGER.fullmatch(cell):
                    message = gettext("{cell!r} is no integer; allowed: digits, such as 2", cell=cell)
                    yield Problem(table.path, line, name, "type-error", message, gettext("write an integer"))
                continue
            try:
                parse_number(cell)
            except ValueError as error:
                mend = gettext("write a number")
                yield Problem(table.path, line, name, "type-error", str(error), mend)
