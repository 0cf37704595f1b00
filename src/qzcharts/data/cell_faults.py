"""What ``frictionless`` finds in a cell, told in the words of who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from qzcharts.errors import Problem

#: A record of a CSV: the line it begins on, and its cells.
Record = tuple[int, list[str]]

NUMERIC = {"number", "integer"}
_KINDS = {
    "date": "YYYY-MM-DD",
    "year": "YYYY",
    "yearmonth": "YYYY-MM",
    "boolean": "true or false",
}
_RULES = {"minimum": "at least", "maximum": "at most"}
_MOST_NAMES, _MOST_COMPARED = 20, 500


def name_hint(name: str, known: Sequence[str]) -> str:
    """Say which names there are, or which are near where there are many."""
    if len(known) <= _MOST_NAMES:
        return f"allowed: {', '.join(known)}"
    near = get_close_matches(name, known, n=3, cutoff=0.5) if len(known) <= _MOST_COMPARED else []
    return f"near matches: {', '.join(near)}" if near else f"allowed: one of {len(known)}, such as {known[0]}"


def cell_problem(
    place: tuple[str, int], found: dict[str, Any], fields: Mapping[str, Any], lines: Sequence[int]
) -> Iterator[Problem]:
    """Tell what is wrong with a cell by its field; of numbers, others tell more.

    Parameters
    ----------
    place : tuple of (str, int)
        File and line.
    found : dict
        What ``frictionless`` says.
    fields : mapping of str to dict
        Fields of the table by their names.
    lines : sequence of int
        The line of each record.
    """
    (path, line), kind = place, found["type"]
    column, cell = found.get("fieldName", ""), found.get("cell", "")
    field = fields.get(column, {})
    match kind:
        case "type-error":
            wanted = field.get("type", "")
            if wanted in NUMERIC:
                return
            message = f"{cell!r} is no {wanted}; allowed: {_KINDS.get(wanted, wanted)}"
            mend = f"write a {wanted}"
        case "constraint-error":
            rule = found["note"].partition('"')[2].partition('"')[0]
            allowed = field.get("constraints", {}).get(rule, "")
            if rule == "required":
                message, mend = "the cell is empty; allowed: a value", "fill the cell in"
            elif rule == "enum":
                message = f"{cell!r} is not allowed; {name_hint(str(cell), list(map(str, allowed)))}"
                mend = "write one of what is allowed"
            else:
                message = f"{cell!r} is not allowed; allowed: {_RULES.get(rule, rule)} {allowed}"
                mend = "write what is allowed"
        case "unique-error":
            first = lines[int(found["note"].rpartition(" ")[2]) - 1]
            message = f"{cell!r} stands on line {first} too; allowed: each {column} once"
            mend = "rename or remove one of the two"
        case _:
            message, mend = found["message"], "make header, rows and schema agree"
    yield Problem(path, line, column, kind, message, mend)


def foreign_key_problem(
    place: tuple[str, int],
    found: dict[str, Any],
    resources: Mapping[str, Any],
    records: Mapping[str, Sequence[Record]],
    folder: str,
) -> Problem:
    """Tell that a cell names nothing that another table holds.

    Parameters
    ----------
    place, found
        As of :func:`cell_problem`.
    resources, records, folder
        As of :func:`qzcharts.data.validation.cell_problems`.
    """
    other = found["referenceName"]
    (_, header), *rows = records[other]
    positions = [header.index(name) for name in found["referenceFieldNames"] if name in header]
    known = list(dict.fromkeys("/".join(cells[i] for i in positions) for _, cells in rows))
    columns, cell = "/".join(found["fieldNames"]), "/".join(map(str, found["fieldCells"]))
    path = f"{folder}/{resources[other]['path']}"
    message = f"{cell!r} is no {columns} that {path} holds; {name_hint(cell, known)}"
    return Problem(*place, columns, "foreign-key", message, f"correct it, or add a row to {path}")
