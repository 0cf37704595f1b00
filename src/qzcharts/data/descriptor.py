"""What describes a data package: its descriptor, and the schemas that it holds or names by their paths.

Nobody is asked for anything: what describes the data are files of the package's own folder.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qzcharts.data.content import content_problem
from qzcharts.errors import DataError, Problem
from qzcharts.words import gettext


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
        As it is written.
    """

    path: str
    owner: str
    text: str
    content: Any

    @property
    def names(self) -> list[str]:
        """Names of the columns that it describes."""
        return [field["name"] for field in self.content["fields"]]

    @property
    def takes_more(self) -> bool:
        """Whether a table may have its columns in any order, and more than these."""
        return bool(self.content.get("fieldsMatch") == "subset")

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a table with this header has the columns that it asks for."""
        if self.takes_more:
            return set(self.names) <= set(header) and len(set(header)) == len(header)
        return list(header) == self.names

    def problem(self, message: str, field: str = "") -> Problem:
        """Tell what is wrong, in the line where a field begins to be described."""
        written = re.escape(json.dumps(field, ensure_ascii=False))
        found = re.search(rf'"name"\s*:\s*{written}', self.text) if field else None
        return descriptor_problem(
            self.path, message, self.text.count("\n", 0, found.start()) + 1 if found else 0
        )


def descriptor_problem(path: str, message: str, line: int = 0) -> Problem:
    """Make the problem of a file that describes data."""
    mend = gettext("mend the entry; see the Data Package 2 standard")
    return Problem(path, line, "", "descriptor", message, mend)


def parsed(path: str, content: bytes) -> Any:
    """Give what a file of JSON holds.

    Raises
    ------
    DataError
        If it holds none.
    """
    unreadable = content_problem(path, content)
    if unreadable:
        raise DataError([unreadable])
    try:
        value = json.loads(content.decode("utf-8-sig"))
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        place, message = (error.lineno, str(error.colno)), gettext("no JSON: {reason}", reason=error.msg)
        raise DataError([Problem(path, *place, "json", message, gettext("correct the line"))]) from error
    except (RecursionError, ValueError) as error:
        # Nested without end, a number of thousands of digits, or half a surrogate pair.
        message = gettext("no JSON: {reason}", reason=error)
        raise DataError([Problem(path, 0, "", "json", message, gettext("correct the file"))]) from error
    return value


def schema_files(descriptor: Mapping[str, Any]) -> list[str]:
    """Name the files that hold schemas, relative to the descriptor."""
    named = (each["schema"] for each in descriptor["resources"] if isinstance(each.get("schema"), str))
    return list(dict.fromkeys(named))


def read_schemas(
    path: str, descriptor: Mapping[str, Any], contents: Mapping[str, bytes]
) -> tuple[dict[str, Schema], list[Problem]]:
    """Give the schema of each resource by its name, as far as it is there, and what files are no JSON.

    Parameters
    ----------
    path : str
        Of the descriptor, for messages.
    descriptor : mapping
    contents : mapping of str to bytes
        Of each of the :func:`schema_files`.
    """
    folder = path.rpartition("/")[0]
    files: dict[str, Schema] = {}
    schemas: dict[str, Schema] = {}
    problems: list[Problem] = []
    for name in schema_files(descriptor):
        place, text = f"{folder}/{name}", contents[name].decode("utf-8-sig", "replace")
        try:
            files[name] = Schema(place, gettext("the schema"), text, parsed(place, contents[name]))
        except DataError as error:
            problems += error.problems
    for resource in descriptor["resources"]:
        name, given = resource["name"], resource.get("schema")
        inline = Schema(path, gettext("resource {name!r}", name=name), "", given)
        schema = files.get(given) if isinstance(given, str) else inline
        if schema:
            schemas[name] = schema
    return schemas, problems
