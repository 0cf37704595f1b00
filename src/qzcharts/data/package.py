"""Find and read the Data Package: its descriptor and its CSVs."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from qzcharts.data import plain
from qzcharts.data.content import MOST_BYTES, content_problem
from qzcharts.data.descriptor import Schema, descriptor_problem, parsed, read_schemas, schema_files
from qzcharts.data.records import Record, read_records
from qzcharts.data.use import Announced, File, announce
from qzcharts.errors import DataError, Problem, UnknownNameError
from qzcharts.words import gettext

DESCRIPTOR = "datapackage.json"
README = "README.md"
"""The one file of a package that needs no description."""
SOURCE_TEXTS = "sources"
"""Folder beside that of the package with the texts of its sources, for who has them."""


@dataclass(frozen=True)
class Table:
    """One CSV of the package.

    Attributes
    ----------
    name : str
    path : str
        Relative to the project, for messages.
    schema : Schema
        Table Schema of Data Package 2, and where it stands.
    columns : tuple of str
        Names of the columns, as the header has them.
    rows : tuple of dict
        Column to text as written.
    lines : tuple of int
        Line of the CSV that each row begins on.
    defaults : mapping of str to str
        What cells say that are empty, or whose column is not there.
    described_in : str
        Path of the descriptor, for messages.
    """

    name: str
    path: str
    schema: Schema
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)
    described_in: str = ""

    @property
    def fields(self) -> list[dict[str, Any]]:
        """What the schema says of each column; one that it takes besides its own is text."""
        described = {each["name"]: each for each in self.schema.content["fields"]}
        return [described.get(name, {"name": name, "type": "string"}) for name in self.columns]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows with the line each stands on."""
        return zip(self.lines, self.rows, strict=True)


class Package:
    """The data package, as far as it can be read. What it hands out, it announces as used.

    Parameters
    ----------
    folder : Path
    descriptor : dict
        As it is written: a schema may be the path of its file; a table has the schema itself.
    contents : dict of str to Table
        For the data layer itself, which assembles metrics of what nobody may ever be given.
    files : dict of str to tuple of File
        The descriptor by the empty name, and of each table its CSV and the file of its schema, if it has one.
    digest : str

    Attributes
    ----------
    tables : mapping of str to Table
    """

    def __init__(
        self,
        folder: Path,
        descriptor: dict[str, Any],
        contents: dict[str, Table],
        files: dict[str, tuple[File, ...]],
        digest: str,
    ) -> None:
        self.folder, self.descriptor, self.files = folder, descriptor, files
        self._contents, self._digest = contents, digest
        # Which tables there are, the descriptor alone says; and that was announced when it was read.
        self.tables: Mapping[str, Table] = Announced(contents, lambda table: files[table.name], ())

    @property
    def described(self) -> list[str]:
        """Names of the files that are the package; nothing else in its folder is handed on."""
        tables = [resource["path"] for resource in self.descriptor["resources"]]
        readme = [README] if (self.folder / README).is_file() else []
        return list(dict.fromkeys([DESCRIPTOR, *readme, *schema_files(self.descriptor), *tables]))

    @property
    def digest(self) -> str:
        """SHA-256 over the descriptor, every schema and every CSV."""
        announce(self.all_files)
        return self._digest

    @property
    def all_files(self) -> list[File]:
        """Every file that was read."""
        return [file for files in self.files.values() for file in files]

    def table(self, name: str) -> Table:
        """Give a table by its name.

        Raises
        ------
        UnknownNameError
            If the package holds no such table.
        """
        if name not in self._contents:
            raise UnknownNameError(gettext("table"), name, self._contents)
        return self.tables[name]

    def having(self, column: str) -> list[Table]:
        """Tables with a column of this name."""
        return [self.tables[table.name] for table in having(self._contents, column)]


def having(tables: Mapping[str, Table], column: str) -> list[Table]:
    """Those of the tables that have a column of this name."""
    return [table for table in tables.values() if column in table.columns]


def find_folder(start: Path | None = None) -> Path:
    """Find the folder ``data`` of the project that `start` lies in (default: the working folder).

    Raises
    ------
    DataError
        If neither `start` nor a folder above it holds ``data/datapackage.json``.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if os.path.lexists(folder / "data" / DESCRIPTOR):
            return folder / "data"
        announce([File(folder / "data" / DESCRIPTOR, "none")])
    message = gettext("not found in {folder} or a folder above it", folder=start.name or start)
    mend = gettext("work inside the project, where data/ lies beside book/")
    raise DataError([Problem(f"data/{DESCRIPTOR}", 0, "", "no-data-package", message, mend)])


class Judge:
    """Judges data while they are read, step by step. This one lets pass all that can be read."""

    def descriptor(self, path: str, text: str, descriptor: Any) -> Iterable[Problem]:
        """Judge what names the tables and their schemas."""
        return ()

    def schemas(
        self, path: str, descriptor: Mapping[str, Any], schemas: Mapping[str, Schema]
    ) -> Iterable[Problem]:
        """Judge what names the columns of each table."""
        return ()

    def records(self, path: str, records: Sequence[Record], schema: Schema) -> Iterable[Problem]:
        """Judge the shape of a table."""
        return ()


def read(folder: Path, judge: Judge = Judge()) -> Package:  # noqa: B008 - it has no state
    """Read the package; the same content is read once in a process.

    Files are UTF-8, with or without a byte order mark; lines end with LF or CRLF. Whether cells hold what
    their schemas ask for is not judged here.

    Raises
    ------
    DataError
        With every problem there is.
    """
    files: dict[str, bytes] = {}
    place = f"{folder.name}/{DESCRIPTOR}"
    try:
        files[DESCRIPTOR] = _content(folder, DESCRIPTOR, gettext("restore the file"))
        descriptor = parsed(place, files[DESCRIPTOR])
        if problems := [*judge.descriptor(place, files[DESCRIPTOR].decode("utf-8-sig"), descriptor)]:
            raise DataError(problems)
        mend = gettext("restore the file, or name another schema in {place}", place=place)
        for name in schema_files(descriptor):
            files[name] = _content(folder, name, mend)
        mend = gettext("restore the file, or remove its entry from {place}", place=place)
        for resource in descriptor["resources"]:
            files[resource["path"]] = _content(folder, resource["path"], mend)
        package = _read(folder, tuple(files.items()), judge)
    except (DataError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        # Whether there are problems, and which, every file decides.
        announce(_file(folder, name, content) for name, content in files.items())
        if isinstance(error, DataError):
            raise
        message = gettext("the data cannot be understood: {reason!r}", reason=error)
        raise DataError([descriptor_problem(place, message)]) from error
    announce([*package.files[""], File(folder / "*", "valid")])
    return package


@lru_cache(maxsize=4)
def _read(folder: Path, files: tuple[tuple[str, bytes], ...], judge: Judge) -> Package:
    contents, place = dict(files), f"{folder.name}/{DESCRIPTOR}"
    descriptor = parsed(place, contents[DESCRIPTOR])
    schemas, problems = read_schemas(place, descriptor, contents)
    problems += judge.schemas(place, descriptor, schemas)
    if problems:
        raise DataError(problems)
    digest = hashlib.sha256()
    for name, content in sorted(files):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    tables = {}
    used: dict[str, tuple[File, ...]] = {"": (_file(folder, DESCRIPTOR, contents[DESCRIPTOR]),)}
    for resource in descriptor["resources"]:
        name, given, path = resource["name"], resource["schema"], f"{folder.name}/{resource['path']}"
        content, schema = contents[resource["path"]], schemas[resource["name"]]
        if unreadable := content_problem(path, content):
            problems.append(unreadable)
            continue
        try:
            records = read_records(path, content.decode("utf-8-sig"))
        except DataError as error:
            problems += error.problems
            continue
        if wrong := [*judge.records(path, records, schema)]:
            problems += wrong
            continue
        (_, header), *rows = records or [(1, [])]
        unlike = [line for line, cells in rows if len(cells) != len(header)]
        if unlike or not schema.fits(header):
            message = gettext("its columns are not those that {schema} names", schema=schema.path)
            line, mend = min(unlike, default=1), gettext("make them agree")
            raise DataError([Problem(path, line, "", "header", message, mend)])
        tables[name] = Table(
            name,
            path,
            schema,
            tuple(header),
            tuple(dict(zip(header, cells, strict=True)) for _, cells in rows),
            tuple(line for line, _ in rows),
            {str(column): str(value) for column, value in resource.get("defaults", {}).items()},
            place,
        )
        own = (resource["path"], given) if isinstance(given, str) else (resource["path"],)
        used[name] = tuple(_file(folder, path, contents[path]) for path in own)
    if problems:
        raise DataError(problems)
    return Package(folder, descriptor, tables, used, digest.hexdigest())


def _content(folder: Path, name: str, mend: str) -> bytes:
    try:
        for part in (*reversed(PurePosixPath(name).parents), PurePosixPath(name)):
            if what := plain.fault(folder / part):
                raise OSError(errno.EINVAL, f"{what}; {plain.allowed()}")
        # Opened by this module itself: a recorder of inputs tells by that, and waits for the announcement.
        with open(folder / name, "rb") as file:  # noqa: PTH123
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        announce([File(folder / name, "none")])
        message = gettext("cannot be read: {reason}", reason=error.strerror)
        raise DataError([Problem(f"{folder.name}/{name}", 0, "", "unreadable", message, mend)]) from error


def _file(folder: Path, name: str, content: bytes) -> File:
    return File(folder / name, hashlib.sha256(content).hexdigest())
