"""Data judged before anything is made of them.

The helper reads what it can; whether the cells hold what their schemas ask for is judged here. Each function
stands for the one of its name in :mod:`qzcharts.data`, and raises for data that are not sound.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from qzbook.validation.printed import evidence_problems
from qzbook.validation.shape import ShapeJudge
from qzbook.validation.standard import cell_problems, sound
from qzbook.words import gettext
from qzcharts import data
from qzcharts.data import ledger
from qzcharts.data.aliases import alias_problems
from qzcharts.data.package import DESCRIPTOR, README
from qzcharts.errors import DataError, Problem

_judge = ShapeJudge()

__all__ = ["from_package", "open_ledger", "read", "sound", "undocumented"]


def read(folder: Path) -> data.Package:
    """Read the package and judge it; the same content is judged once in a process.

    Raises
    ------
    DataError
        With every problem there is.
    """
    package = data.read(folder, _judge)
    if problems := _problems(package):
        raise DataError(problems)
    return package


@lru_cache(maxsize=4)
def _problems(package: data.Package) -> list[Problem]:
    return list(cell_problems(package))


def from_package(package: data.Package) -> data.Ledger:
    """Make the ledger of a package that was read, and judge the evidence in its rows.

    Raises
    ------
    DataError
        With every problem of columns, units, sources, periods, evidence, values, formulas and lists.
    """
    if problems := _problems_of_evidence(package):
        raise DataError(problems)
    return ledger.from_package(package)


@lru_cache(maxsize=4)
def _problems_of_evidence(package: data.Package) -> list[Problem]:
    assembly = ledger.assembly_of(package)
    aliases = () if assembly.problems else alias_problems(package.tables)
    return [*assembly.problems, *evidence_problems(assembly), *aliases]


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
            message = gettext(
                "the data package does not name this file; "
                "allowed: {readme}, and CSVs and schemas that it names",
                readme=README,
            )
            mend = gettext(
                "describe it in {descriptor}, or move it out of {folder}/",
                descriptor=descriptor,
                folder=package.folder.name,
            )
            yield Problem(f"{package.folder.name}/{name}", 0, "", "undocumented-file", message, mend)
    for table in package.tables.values():
        for field in table.schema.content["fields"]:
            if not str(field.get("description", "")).strip():
                message = gettext(
                    "the column {name!r} has no description; allowed: one for each column", name=field["name"]
                )
                mend = gettext(
                    "describe the field of {table} in {schema}", table=table.name, schema=table.schema.path
                )
                yield Problem(table.path, 1, field["name"], "undocumented-column", message, mend)
