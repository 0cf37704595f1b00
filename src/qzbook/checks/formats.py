"""Problems as text for people, and for machines."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from qzbook.words import gettext, ngettext
from qzcharts.errors import Problem


def text(problems: Sequence[Problem]) -> str:
    """Give each problem with its mend, and how many there are."""
    if not problems:
        return ""
    files = len({problem.path for problem in problems})
    summary = gettext(
        "{problems} in {files}",
        problems=ngettext("{number} problem", "{number} problems", len(problems)),
        files=ngettext("{number} file", "{number} files", files),
    )
    return "\n".join([*map(str, problems), summary])


def github(problems: Sequence[Problem]) -> str:
    """Give workflow commands of GitHub Actions, which become annotations.

    Source of the format and of its escapes: GitHub's documentation of workflow commands and the package
    ``@actions/core``.
    """
    return "\n".join(map(_annotation, problems))


def as_json(problems: Sequence[Problem]) -> str:
    """Give a list of objects with the fields of :class:`qzcharts.errors.Problem`, and its cell."""
    told = [asdict(problem) | {"cell": problem.cell} for problem in problems]
    return json.dumps(told, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": text, "github": github, "json": as_json}


def _annotation(problem: Problem) -> str:
    line = "" if problem.cell else str(problem.line or "")
    place = {"file": problem.path, "line": line, "title": problem.code}
    message = problem.message
    if problem.mend:
        message = gettext("{message}\nmend: {mend}", message=message, mend=problem.mend)
    if problem.cell:
        message = f"{problem.cell}: {message}"
    elif problem.column.isdecimal():
        place["col"] = problem.column
    elif problem.column:
        message = f"{problem.column}: {message}"
    properties = ",".join(
        f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in place.items()
        if value
    )
    return f"::error {properties}::{_escaped(message)}"


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
