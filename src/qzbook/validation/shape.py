"""What keeps a descriptor from naming tables, and a schema from naming columns."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from qzbook.validation.records import MOST_COLUMNS, record_problems
from qzbook.validation.report import head_problems
from qzbook.words import gettext
from qzcharts.data.descriptor import Schema, descriptor_problem
from qzcharts.data.package import Judge
from qzcharts.data.records import Record
from qzcharts.errors import Problem

_MOST_VALUES = 20_000
"""So many values a descriptor may hold: those of a hundred tables."""
_MOST_LEVELS = 50
"""So many things in a descriptor may lie in one another: more than the standard has a use for."""
_MOST_KEYS = 20
_CSV = re.compile(r"[^./\\\0][^/\\\0]*\.csv")
_JSON = re.compile(r"([^./\\:\0][^/\\:\0]*/)*[^./\\:\0][^/\\:\0]*\.json")
#: Types of Table Schema that a CSV can hold.
_TYPES = ("string", "number", "integer", "boolean", "date", "datetime", "time", "year", "yearmonth", "any")
_MATCHES = ("exact", "subset")


class ShapeJudge(Judge):
    """Judges what is read, so that tables with their columns come of it."""

    def descriptor(self, path: str, text: str, descriptor: Any) -> Iterable[Problem]:
        """Judge what names the tables and their schemas."""
        return (
            [*_size_problems(path, descriptor)]
            or [*_remote_problems(path, text, descriptor)]
            or [*_naming_problems(path, descriptor), *head_problems(path, text, descriptor)]
        )

    def schemas(
        self, path: str, descriptor: Mapping[str, Any], schemas: Mapping[str, Schema]
    ) -> Iterator[Problem]:
        """Judge what names the columns of each table."""
        sizes = _values(descriptor)
        for schema in schemas.values():
            own = [*_size_problems(schema.path, schema.content)] if schema.text else []
            yield from own or _schema_problems(schema)
            sizes += _values(schema.content) if schema.text and not own else 0
        if sizes > _MOST_VALUES:
            message = gettext(
                "with its schemas more than {most:,} values; allowed: {most:,}", most=_MOST_VALUES
            )
            yield descriptor_problem(path, message)

    def records(self, path: str, records: Sequence[Record], schema: Schema) -> Iterator[Problem]:
        """Judge the shape of a table."""
        return record_problems(path, records, schema)


def _size_problems(path: str, value: Any) -> Iterator[Problem]:
    """Tell whether a file of JSON holds more than any needs."""
    if _values(value) > _MOST_VALUES:
        message = gettext("more than {most:,} values; allowed: {most:,}", most=_MOST_VALUES)
        yield descriptor_problem(path, message)
    elif next(islice(_levels(value), _MOST_LEVELS, None), None):
        message = gettext("more than {most} things lie in one another; allowed: {most}", most=_MOST_LEVELS)
        yield descriptor_problem(path, message)


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
                message = gettext(
                    "{name} is {address!r}, which the network would be asked for; allowed: what is here",
                    name=name,
                    address=address,
                )
                mend = gettext("write it into the descriptor, or take it out")
                yield Problem(path, line, "", "descriptor", message, mend)


def _naming_problems(path: str, descriptor: Any) -> Iterator[Problem]:
    """Tell what keeps a descriptor from naming tables and their schemas."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not resources:
        message = gettext("no list of resources; allowed: an object whose resources name the CSVs")
        yield descriptor_problem(path, message)
        return
    names = set()
    for number, resource in enumerate(resources, 1):
        if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
            message = gettext("resource {number} has no name; allowed: name, path and schema", number=number)
            yield descriptor_problem(path, message)
            continue
        name, file, schema = resource["name"], resource.get("path"), resource.get("schema")
        if name in names:
            message = gettext("two resources have the name {name!r}; allowed: each name once", name=name)
            yield descriptor_problem(path, message)
        names.add(name)
        if not isinstance(file, str) or not _CSV.fullmatch(file) or not file.isprintable():
            message = gettext(
                "resource {name!r} has the path {file!r}; allowed: a CSV beside this file",
                name=name,
                file=file,
            )
            yield descriptor_problem(path, message)
        if not isinstance(resource.get("defaults", {}), dict):
            message = gettext(
                "resource {name!r} has the defaults {defaults!r}; allowed: an object of columns",
                name=name,
                defaults=resource["defaults"],
            )
            yield descriptor_problem(path, message)
        if isinstance(schema, str) and not (_JSON.fullmatch(schema) and schema.isprintable()):
            message = gettext(
                "resource {name!r} has the schema {schema!r}; "
                "allowed: a JSON file in the folder of this one, such as schemas/units.json",
                name=name,
                schema=schema,
            )
            yield descriptor_problem(path, message)


def _schema_problems(schema: Schema) -> Iterator[Problem]:
    """Tell what keeps a schema from naming columns; what its cells may hold is judged with them."""
    content, owner = schema.content if isinstance(schema.content, dict) else {}, schema.owner
    fields = content.get("fields")
    if not isinstance(fields, list) or not fields:
        yield schema.problem(
            gettext("{owner} has no fields; allowed: a schema with one field a column", owner=owner)
        )
    elif not all(isinstance(field, dict) and isinstance(field.get("name"), str) for field in fields):
        yield schema.problem(
            gettext("{owner} has a field without a name; allowed: name, type, description", owner=owner)
        )
    elif len([*_parts(content.get("foreignKeys"))]) > _MOST_KEYS or len(fields) > MOST_COLUMNS:
        message = gettext(
            "{owner} has too many fields or foreign keys; allowed: {fields} fields and {keys} foreign keys",
            owner=owner,
            fields=MOST_COLUMNS,
            keys=_MOST_KEYS,
        )
        yield schema.problem(message)
    elif not all(isinstance(field.get("constraints", {}), dict) for field in fields):
        yield schema.problem(
            gettext("{owner} has constraints that are no object; allowed: rule and value", owner=owner)
        )
    elif (match := content.get("fieldsMatch", "exact")) not in _MATCHES:
        message = gettext(
            "{owner} has the fieldsMatch {match!r}; allowed: {allowed}",
            owner=owner,
            match=match,
            allowed=", ".join(_MATCHES),
        )
        yield schema.problem(message)
    else:
        for field in fields:
            if field.get("type", "any") not in _TYPES:
                message = gettext(
                    "field {name!r} of {owner} has the type {type!r}; allowed: {types}",
                    name=field["name"],
                    owner=owner,
                    type=field["type"],
                    types=", ".join(_TYPES),
                )
                yield schema.problem(message, field["name"])
