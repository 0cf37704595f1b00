"""What ``frictionless`` finds in a cell, told in the words of who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from qzcharts.data import Table
from qzcharts.errors import Problem

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


def cell_problem(table: Table, found: dict[str, Any]) -> Iterator[Problem]:
    """Tell what is wrong with a cell by its field; of numbers, others tell more.

    Parameters
    ----------
    table : Table
    found : dict
        What ``frictionless`` says.
    """
    kind, column, cell = found["type"], found.get("fieldName", ""), found.get("cell", "")
    field = next((field for field in table.fields if field["name"] == column), {})
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
            first = _line(table, int(found["note"].rpartition(" ")[2]))
            message = f"{cell!r} stands on line {first} too; allowed: each {column} once"
            mend = "rename or remove one of the two"
        case _:
            message, mend = found["message"], "make header, rows and schema agree"
    yield Problem(table.path, _line(table, found["rowNumber"]), column, kind, message, mend)


def foreign_key_problem(table: Table, found: dict[str, Any], tables: Mapping[str, Table]) -> Problem:
    """Tell that a cell names nothing that another of the tables holds."""
    other = tables[found["referenceName"]]
    names = [name for name in found["referenceFieldNames"] if name in other.columns]
    known = list(dict.fromkeys("/".join(row[name] for name in names) for row in other.rows))
    columns, cell = "/".join(found["fieldNames"]), "/".join(map(str, found["fieldCells"]))
    message = f"{cell!r} is no {columns} that {other.path} holds; {name_hint(cell, known)}"
    place = table.path, _line(table, found["rowNumber"]), columns
    return Problem(*place, "foreign-key", message, f"correct it, or add a row to {other.path}")


def _line(table: Table, number: int) -> int:
    """Give the line that a row begins on; the first is the header."""
    return table.lines[number - 2] if number > 1 else 1
