"""What ``frictionless`` finds in a cell, told in the words of who wrote it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qzbook.words import gettext
from qzcharts.data import Table
from qzcharts.errors import Problem, near_matches

NUMERIC = {"number", "integer"}
_KINDS = {"date": "YYYY-MM-DD", "year": "YYYY", "yearmonth": "YYYY-MM", "boolean": "true or false"}
_MOST_NAMES, _MOST_COMPARED = 20, 500


def name_hint(name: str, known: Sequence[str]) -> str:
    """Say which names there are, or which are near where there are many."""
    if len(known) <= _MOST_NAMES:
        return gettext("allowed: {names}", names=", ".join(known))
    if near := near_matches(name, known) if len(known) <= _MOST_COMPARED else []:
        return gettext("near matches: {names}", names=", ".join(near))
    return gettext("allowed: one of {number}, such as {name}", number=len(known), name=known[0])


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
            message = gettext(
                "{cell!r} is no {kind}; allowed: {example}",
                cell=cell,
                kind=wanted,
                example=_KINDS.get(wanted, wanted),
            )
            mend = gettext("write a {kind}", kind=wanted)
        case "constraint-error":
            rule = found["note"].partition('"')[2].partition('"')[0]
            asked = field.get("constraints", {}).get(rule, "")
            mend = gettext("write what is allowed")
            match rule:
                case "required":
                    message = gettext("the cell is empty; allowed: a value")
                    mend = gettext("fill the cell in")
                case "enum":
                    hint = name_hint(str(cell), list(map(str, asked)))
                    message = gettext("{cell!r} is not allowed; {hint}", cell=cell, hint=hint)
                    mend = gettext("write one of what is allowed")
                case "minimum":
                    message = gettext(
                        "{cell!r} is not allowed; allowed: at least {end}", cell=cell, end=asked
                    )
                case "maximum":
                    message = gettext("{cell!r} is not allowed; allowed: at most {end}", cell=cell, end=asked)
                case _:
                    rule = f"{rule} {asked}"
                    message = gettext("{cell!r} is not allowed; allowed: {rule}", cell=cell, rule=rule)
        case "unique-error":
            message = gettext(
                "{cell!r} stands on line {line} too; allowed: each {column} once",
                cell=cell,
                line=_line(table, int(found["note"].rpartition(" ")[2])),
                column=column,
            )
            mend = gettext("rename or remove one of the two")
        case _:
            message, mend = found["message"], gettext("make header, rows and schema agree")
    yield Problem(table.path, _line(table, found["rowNumber"]), column, kind, message, mend)


def foreign_key_problem(table: Table, found: dict[str, Any], tables: Mapping[str, Table]) -> Problem:
    """Tell that a cell names nothing that another of the tables holds."""
    other = tables[found["referenceName"]]
    names = [name for name in found["referenceFieldNames"] if name in other.columns]
    known = list(dict.fromkeys("/".join(row[name] for name in names) for row in other.rows))
    columns, cell = "/".join(found["fieldNames"]), "/".join(map(str, found["fieldCells"]))
    message = gettext(
        "{cell!r} is no {column} that {path} holds; {hint}",
        cell=cell,
        column=columns,
        path=other.path,
        hint=name_hint(cell, known),
    )
    place = table.path, _line(table, found["rowNumber"]), columns
    mend = gettext("correct it, or add a row to {path}", path=other.path)
    return Problem(*place, "foreign-key", message, mend)


def _line(table: Table, number: int) -> int:
    """Give the line that a row begins on; the first is the header."""
    return table.lines[number - 2] if number > 1 else 1
