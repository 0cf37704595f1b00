"""Everything that is checked: the pages, the table of contents and the data, as far as they can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml

from qzcharts.checks.page import Kind, Page, Text
from qzcharts.checks.reader import LOADER, read_page
from qzcharts.data.ledger import Ledger, from_package
from qzcharts.data.package import Package, Table, read
from qzcharts.errors import DataError, Problem

TOC = "book/_toc.yml"


class Entry(NamedTuple):
    """A page that the table of contents names; a chapter stands directly in a numbered part."""

    page: str
    line: int
    column: int
    chapter: bool


class DataText(NamedTuple):
    """A text of the data that readers see; `subject` is what its row is about."""

    path: str
    line: int
    column: str
    text: str
    subject: str


class Figure(NamedTuple):
    """The row of a metric."""

    table: Table
    line: int
    row: dict[str, str]


@dataclass(frozen=True)
class Manuscript:
    """A project as its author wrote it.

    Attributes
    ----------
    root : Path
    pages : tuple of Page
        Every page in ``book/``, whether the table of contents names it or not.
    entries : tuple of Entry
    captions : tuple of Text
        Headings of parts in the table of contents.
    package : Package or None
        ``None`` where the data package cannot be read.
    ledger : Ledger or None
        ``None`` where the data have problems.
    problems : tuple of Problem
        What kept something from being read.
    """

    root: Path
    pages: tuple[Page, ...]
    entries: tuple[Entry, ...] = ()
    captions: tuple[Text, ...] = ()
    package: Package | None = None
    ledger: Ledger | None = None
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The rows of all metrics by id, published first."""
        if self.package is None:
            return {}
        tables = [*self.package.having("qualifier"), *self.package.having("formula")]
        return {
            row["id"]: Figure(table, line, row)
            for table in tables
            if "id" in table.columns
            for line, row in table.numbered()
        }

    @cached_property
    def lists(self) -> set[str]:
        """Names of the lists."""
        tables = self.package.having("list") if self.package else []
        return {row["list"] for table in tables for row in table.rows}

    def data_texts(self) -> Iterator[DataText]:
        """Give the texts of the data that readers see, in Chinese and English; titles of others aside."""
        for table in self.package.tables.values() if self.package else ():
            columns = [
                column
                for column in table.columns
                if column.endswith(("_zh", "_en")) and not column.startswith("title_")
            ]
            for line, row in table.numbered():
                for column in columns:
                    yield DataText(table.path, line, column, row[column], row[table.columns[0]])

    @cached_property
    def ledger_page(self) -> str:
        """Address of the ledger in the HTML edition; empty where no page holds it."""
        return next(
            (
                page.path.removeprefix("book/").removesuffix(".md") + ".html"
                for page in self.pages
                if "ledger" in page.directives
            ),
            "",
        )


def read_manuscript(root: Path) -> Manuscript:
    """Read the project in the folder `root`."""
    problems: list[Problem] = []
    package = ledger = None
    try:
        package = read(root / "data")
        ledger = from_package(package)
    except DataError as error:
        problems += error.problems
    pages = []
    for path in sorted((root / "book").rglob("*.md")):
        name = path.relative_to(root)
        if any(part.startswith(("_", ".")) for part in name.parts) or not path.is_file():
            continue
        try:
            page = read_page(name.as_posix(), path.read_text("utf-8-sig"))
        except UnicodeDecodeError as error:
            problems.append(_undecodable(name.as_posix(), error))
            page = Page(name.as_posix(), [])
        pages.append(page)
    node = None
    try:
        node = yaml.compose((root / TOC).read_text("utf-8"), Loader=LOADER)
    except OSError:
        problems.append(Problem(TOC, 0, "", "broken-toc", "is missing", "restore the file"))
    except UnicodeDecodeError as error:
        problems.append(_undecodable(TOC, error))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, str(mark.column + 1)) if mark else (0, "")
        # A character that YAML does not allow has a reason, and no mark.
        what = getattr(error, "problem", None) or getattr(error, "reason", error)
        problems.append(Problem(TOC, line, column, "broken-toc", f"is no YAML: {what}", "correct the YAML"))
    return Manuscript(
        root, tuple(pages), tuple(_entries(node)), tuple(_captions(node)), package, ledger, tuple(problems)
    )


def _undecodable(path: str, error: UnicodeDecodeError) -> Problem:
    line = error.object.count(b"\n", 0, error.start) + 1
    message = f"byte {error.object[error.start]:#04x} is not UTF-8; allowed: UTF-8 only"
    return Problem(path, line, "", "encoding", message, "save the file as UTF-8")


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    return [(key.value, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _entries(node: yaml.Node | None, *, chapter: bool = False) -> Iterator[Entry]:
    """Give the pages that a table of contents names, in order."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(item, chapter=chapter)
    pairs = _pairs(node)
    values = {key: value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}
    numbered = values.get("numbered", "false").lower() not in ("false", "no", "0")
    for key, value in pairs:
        if key in ("root", "file"):
            mark = value.start_mark
            name = str(value.value).removesuffix(".md")
            yield Entry(f"book/{name}.md", mark.line + 1, mark.column + 1, chapter)
        else:
            yield from _entries(value, chapter=numbered and key == "chapters")


def _captions(node: yaml.Node | None) -> Iterator[Text]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _captions(item)
    for key, value in _pairs(node):
        if key in ("caption", "title") and isinstance(value, yaml.ScalarNode):
            mark = value.start_mark
            quoted = value.style in ("'", '"')
            yield Text(mark.line + 1, mark.column + quoted + 1, value.value, Kind.HEADING)
        else:
            yield from _captions(value)
