"""What describes a data package: its descriptor, and the schemas that it holds or names by their paths.

Nobody is asked for anything: what describes the data are files of the package's own folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from qzcharts.errors import DataError, Problem

MOST_BYTES = 5_000_000
"""So large a file may be: more than a report is about, and less than fills the memory."""
_MOST_VALUES = 20_000
"""So many values a descriptor may hold: those of a hundred tables."""
_MOST_LEVELS = 50
"""So many things in a descriptor may lie in one another: more than the standard has a use for."""
_MOST_FIELDS, _MOST_KEYS = 200, 20
_CSV = re.compile(r"[^./\\\0][^/\\\0]*\.csv")
_JSON = re.compile(r"([^./\\:\0][^/\\:\0]*/)*[^./\\:\0][^/\\:\0]*\.json")
#: Types of Table Schema that a CSV can hold.
_TYPES = ("string", "number", "integer", "boolean", "date", "datetime", "time", "year", "yearmonth", "any")


@dataclass(frozen=True)
class Schema:
    """The schema of a table, and where it stands.

    Attributes
    ----------
    path : str
        File that it stands in, for messages.
    owner : str
        What it is called there.
    text : str
        Of a file of its own; empty where it stands in the descriptor, among others.
    content : Any
        An object with fields, once :func:`read_schemas` has given it.
    """

    path: str
    owner: str
    text: str
    content: Any

    def problem(self, message: str, field: str = "") -> Problem:
        """Tell what is wrong, in the line where a field begins to be described."""
        written = re.escape(json.dumps(field, ensure_ascii=False))
        found = re.search(rf'"name"\s*:\s*{written}', self.text) if field else None
        return descriptor_problem(
            self.path, message, self.text.count("\n", 0, found.start()) + 1 if found else 0
        )


def descriptor_problem(path: str, message: str, line: int = 0) -> Problem:
    """Make the problem of a file that describes data."""
    return Problem(path, line, "", "descriptor", message, "mend the entry; see the Data Package 2 standard")


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


def read_descriptor(path: str, content: bytes) -> dict[str, Any]:
    """Read a descriptor as far as it names files; :func:`read_schemas` reads what it says of their columns.

    Raises
    ------
    DataError
        With every problem there is.
    """
    descriptor = _parsed(path, content)
    problems = list(_remote_problems(path, content.decode("utf-8-sig"), descriptor))
    problems = problems or list(_naming_problems(path, descriptor))
    if problems:
        raise DataError(problems)
    return dict(descriptor)


def schema_files(descriptor: Mapping[str, Any]) -> list[str]:
    """Name the files that hold schemas, relative to the descriptor."""
    return list(dict.fromkeys(_named(descriptor)))


def read_schemas(
    path: str, descriptor: Mapping[str, Any], contents: Mapping[str, bytes]
) -> dict[str, Schema]:
    """Give the schema of each resource by its name.

    Parameters
    ----------
    path : str
        Of the descriptor, for messages.
    descriptor : mapping
        What :func:`read_descriptor` gave.
    contents : mapping of str to bytes
        Of each of the :func:`schema_files`.

    Raises
    ------
    DataError
        With every problem there is.
    """
    folder = path.rpartition("/")[0]
    files: dict[str, Schema] = {}
    schemas: dict[str, Schema] = {}
    problems: list[Problem] = []
    for name in schema_files(descriptor):
        place, content = f"{folder}/{name}", contents[name]
        try:
            files[name] = Schema(
                place, "the schema", content.decode("utf-8-sig", "replace"), _parsed(place, content)
            )
        except DataError as error:
            problems += error.problems
    for resource in descriptor["resources"]:
        name, given = resource["name"], resource.get("schema")
        inline = Schema(path, f"resource {name!r}", "", given)
        schema = files.get(given) if isinstance(given, str) else inline
        if schema:
            schemas[name] = schema
            problems += _schema_problems(schema)
    sizes = {name: _values(schema.content) for name, schema in files.items()}
    if _values(descriptor) + sum(sizes.get(name, 0) for name in _named(descriptor)) > _MOST_VALUES:
        message = f"with its schemas more than {_MOST_VALUES:,} values; allowed: {_MOST_VALUES:,}"
        problems.append(descriptor_problem(path, message))
    if problems:
        raise DataError(problems)
    return schemas


def _named(descriptor: Mapping[str, Any]) -> Iterator[str]:
    """Give the file of the schema of each resource that names one."""
    return (each["schema"] for each in descriptor["resources"] if isinstance(each.get("schema"), str))


def _parsed(path: str, content: bytes) -> Any:
    """Give what a file of JSON holds, within bounds."""
    unreadable = content_problem(path, content)
    if unreadable:
        raise DataError([unreadable])
    try:
        value = json.loads(content.decode("utf-8-sig"))
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        message, place = f"no JSON: {error.msg}", (error.lineno, str(error.colno))
        raise DataError([Problem(path, *place, "json", message, "correct the line")]) from error
    except (RecursionError, ValueError) as error:
        # Nested without end, a number of thousands of digits, or half a surrogate pair.
        raise DataError([Problem(path, 0, "", "json", f"no JSON: {error}", "correct the file")]) from error
    if _values(value) > _MOST_VALUES:
        raise DataError(
            [descriptor_problem(path, f"more than {_MOST_VALUES:,} values; allowed: {_MOST_VALUES:,}")]
        )
    if next(islice(_levels(value), _MOST_LEVELS, None), None):
        message = f"more than {_MOST_LEVELS} things lie in one another; allowed: {_MOST_LEVELS}"
        raise DataError([descriptor_problem(path, message)])
    return value


def _levels(value: Any) -> Iterator[list[Any]]:
    """Give a value, then what lies in it, then what lies in that."""
    level = [value]
    while level:
        yield level
        level = [part for whole in level for part in _parts(whole)]


def _values(value: Any) -> int:
    return sum(map(len, _levels(value)))


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _remote_problems(path: str, text: str, descriptor: Any) -> Iterator[Problem]:
    """Tell where a descriptor names another host for what decides on the data."""
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


def _naming_problems(path: str, descriptor: Any) -> Iterator[Problem]:
    """Tell what keeps a descriptor from naming tables and their schemas."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not resources:
        yield descriptor_problem(
            path, "no list of resources; allowed: an object whose resources name the CSVs"
        )
        return
    names = set()
    for number, resource in enumerate(resources, 1):
        if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
            yield descriptor_problem(path, f"resource {number} has no name; allowed: name, path and schema")
            continue
        name, file, schema = resource["name"], resource.get("path"), resource.get("schema")
        if name in names:
            yield descriptor_problem(path, f"two resources have the name {name!r}; allowed: each name once")
        names.add(name)
        if not isinstance(file, str) or not _CSV.fullmatch(file) or not file.isprintable():
            yield descriptor_problem(
                path, f"resource {name!r} has the path {file!r}; allowed: a CSV beside this file"
            )
        if isinstance(schema, str) and not (_JSON.fullmatch(schema) and schema.isprintable()):
            allowed = "allowed: a JSON file in the folder of this one, such as schemas/units.json"
            yield descriptor_problem(path, f"resource {name!r} has the schema {schema!r}; {allowed}")


def _schema_problems(schema: Schema) -> Iterator[Problem]:
    """Tell what keeps a schema from naming columns; what its cells may hold is judged with them."""
    content, owner = schema.content if isinstance(schema.content, dict) else {}, schema.owner
    fields = content.get("fields")
    if not isinstance(fields, list) or not fields:
        yield schema.problem(f"{owner} has no fields; allowed: a schema with one field a column")
    elif not all(isinstance(field, dict) and isinstance(field.get("name"), str) for field in fields):
        yield schema.problem(f"{owner} has a field without a name; allowed: name, type, description")
    elif len([*_parts(content.get("foreignKeys"))]) > _MOST_KEYS or len(fields) > _MOST_FIELDS:
        allowed = f"allowed: {_MOST_FIELDS} fields and {_MOST_KEYS} foreign keys"
        yield schema.problem(f"{owner} has too many fields or foreign keys; {allowed}")
    elif not all(isinstance(field.get("constraints", {}), dict) for field in fields):
        yield schema.problem(f"{owner} has constraints that are no object; allowed: rule and value")
    else:
        for field in fields:
            if field.get("type", "any") not in _TYPES:
                wrong = f"field {field['name']!r} of {owner} has the type {field['type']!r}"
                yield schema.problem(f"{wrong}; allowed: {', '.join(_TYPES)}", field["name"])
