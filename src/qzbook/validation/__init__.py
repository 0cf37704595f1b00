"""Data judged before anything is made of them.

The helper reads what it can; whether the cells hold what their schemas ask for is judged here. Each function
stands for the one of its name in :mod:`qzcharts.data`, and raises for data that are not sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from qzbook.validation.cells import cell_problems, sound
from qzcharts import data
from qzcharts.data.ledger import from_package
from qzcharts.data.package import DESCRIPTOR, README
from qzcharts.errors import DataError, Problem

__all__ = ["open_ledger", "read", "sound", "undocumented"]


def read(folder: Path) -> data.Package:
    """Read the package and judge it; the same content is judged once in a process.

    Raises
    ------
    DataError
        With every problem there is.
    """
    package = data.read(folder)
    if problems := _problems(package):
        raise DataError(problems)
    return package


@lru_cache(maxsize=4)
def _problems(package: data.Package) -> list[Problem]:
    return list(cell_problems(package))


def open_ledger(start: Path | None = None) -> data.Ledger:
    """Open the ledger of the project that `start` lies in (default: the working folder).

    Raises
    ------
    DataError
        With every problem of the data.
    """
    return from_package(read(data.find_folder(start)))


def undocumented(package: data.Package) -> Iterator[Problem]:
    """Find what is not described: a file in the folder without an entry, a column without a description."""
    descriptor = f"{package.folder.name}/{DESCRIPTOR}"
    for path in sorted(package.folder.rglob("*")):
        name = path.relative_to(package.folder).as_posix()
        hidden = any(part.startswith((".", "__")) for part in name.split("/"))
        if not (hidden or path.is_dir() or name in package.described):
            allowed = f"allowed: {README}, and CSVs and schemas that it names"
            message = f"the data package does not name this file; {allowed}"
            mend = f"describe it in {descriptor}, or move it out of {package.folder.name}/"
            yield Problem(f"{package.folder.name}/{name}", 0, "", "undocumented-file", message, mend)
    for table in package.tables.values():
        for field in table.fields:
            if not str(field.get("description", "")).strip():
                message = f"the column {field['name']!r} has no description; allowed: one for each column"
                mend = f"describe the field of {table.name} in {table.schema.path}"
                yield Problem(table.path, 1, field["name"], "undocumented-column", message, mend)
