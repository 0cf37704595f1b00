"""Everything that is checked: the pages as readers see them, the table of contents and the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from qzcharts.checks.page import Page, Sources
from qzcharts.data.ledger import Ledger
from qzcharts.data.package import Table

TOC = "book/_toc.yml"


class DataText(NamedTuple):
    """A text of the data that readers see; `subject` is what its row is about."""

    path: str
    line: int
    column: str
    text: str
    subject: str


class Entry(NamedTuple):
    """The row of a metric or a statement."""

    table: Table
    line: int
    row: Mapping[str, str]


class Part(NamedTuple):
    """A list of pages in the table of contents."""

    caption: str
    numbered: bool
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Manuscript:
    """A book that was read, with its data.

    Attributes
    ----------
    root : Path
    ledger : Ledger
    pages : tuple of Page
    parts : tuple of Part
        Of the whole table of contents, wherever they stand in it.
    unlisted : tuple of str
        Pages in ``book/`` that the table of contents does not name, by their path.
    sources : Sources
    """

    root: Path
    ledger: Ledger
    pages: tuple[Page, ...]
    parts: tuple[Part, ...]
    unlisted: tuple[str, ...]
    sources: Sources

    @property
    def ran(self) -> bool:
        """Whether the outputs of all cells are there."""
        return all(cell.ran for page in self.pages for cell in page.cells)

    @property
    def chapters(self) -> set[str]:
        """Names of the pages that stand in a numbered part."""
        return {name for part in self.parts if part.numbered for name in part.pages}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The rows of metrics and statements by id."""
        tables = self.ledger.package.having("id")
        return {row["id"]: Entry(table, line, row) for table in tables for line, row in table.numbered()}

    def data_texts(self) -> Iterator[DataText]:
        """Give the texts of the data that readers see, in Chinese and English; titles of others aside."""
        for table in self.ledger.package.tables.values():
            columns = [
                column
                for column in table.columns
                if column.endswith(("_zh", "_en")) and not column.startswith("title_")
            ]
            for line, row in table.numbered():
                for column in columns:
                    yield DataText(table.path, line, column, row[column], row[table.columns[0]])


def assemble(root: Path, env: BuildEnvironment, pages: tuple[Page, ...], ledger: Ledger) -> Manuscript:
    """Put together what is to be checked.

    Parameters
    ----------
    root : Path
        The project.
    env : BuildEnvironment
        Of a Sphinx application that has read the book.
    pages : tuple of Page
    ledger : Ledger
    """
    book = Path(env.srcdir)
    files = (path for ending in ("*.md", "*.ipynb") for path in book.rglob(ending))
    unlisted = (
        path.relative_to(root).as_posix()
        for path in sorted(files)
        if not any(part.startswith(("_", ".")) for part in path.relative_to(book).parts)
        and path.relative_to(book).with_suffix("").as_posix() not in env.found_docs
    )
    parts = (
        Part(toctree.get("caption") or "", bool(toctree.get("numbered")), tuple(toctree["includefiles"]))
        for name in sorted(env.found_docs)
        for toctree in _toctrees(env.tocs[name])
    )
    return Manuscript(root, ledger, pages, tuple(parts), tuple(unlisted), Sources(root))


def _toctrees(contents: nodes.Element) -> Iterator[addnodes.toctree]:
    return contents.findall(addnodes.toctree)
