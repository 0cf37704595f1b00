"""Patterns that a schema asks of cells, judged in time by the length of a cell, whoever wrote the schema."""

from collections.abc import Iterator, Mapping
from typing import Any

import re2

from qzbook.words import gettext
from qzcharts.data import Table
from qzcharts.data.descriptor import Schema
from qzcharts.errors import Problem


def pattern_faults(schema: Schema) -> Iterator[Problem]:
    """Tell which patterns of a schema are none."""
    for field in schema.content["fields"]:
        try:
            _compiled(field)
        except (re2.error, TypeError) as error:
            message = gettext(
                "the pattern of the field {name!r} of {owner} is none: {reason}; "
                "allowed: those of RE2, whose time is bounded: nothing that looks around or refers back",
                name=field["name"],
                owner=schema.owner,
                reason=error.args[0].decode() if isinstance(error, re2.error) else gettext("it is no text"),
            )
            yield schema.problem(message, field["name"])


def without_patterns(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Give a schema for those who would judge its patterns in time without end."""
    fields = []
    for field in schema["fields"]:
        others = {rule: value for rule, value in field.get("constraints", {}).items() if rule != "pattern"}
        fields.append({**field, "constraints": others})
    return {**schema, "fields": fields}


def pattern_problems(table: Table) -> Iterator[Problem]:
    """Find the cells that do not begin with what a pattern asks for, which is how frictionless reads one."""
    for field in table.fields:
        name, pattern = field["name"], _compiled(field)
        for line, row in table.numbered() if pattern else ():
            if (cell := row[name]) and not pattern.match(cell):
                message = gettext(
                    "{cell!r} is not allowed; allowed: the pattern {pattern}",
                    cell=cell,
                    pattern=field["constraints"]["pattern"],
                )
                mend = gettext("write what is allowed")
                yield Problem(table.path, line, name, "constraint-error", message, mend)


def _compiled(field: Mapping[str, Any]) -> Any:
    options = re2.Options()
    options.log_errors, options.never_capture = False, True
    pattern = field.get("constraints", {}).get("pattern")
    return None if pattern is None else re2.compile(pattern, options)
