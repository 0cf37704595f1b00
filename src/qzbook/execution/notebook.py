"""A notebook of the book: its cells, what they gave, and where in its file a cell went wrong."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from qzbook.errors import ExecutionFailed, with_mend
from qzbook.markup.page_context import PageHead
from qzbook.words import gettext
from qzcharts.errors import CELL
from qzcharts.words import Language

from .cache import Origin

#: How much text a cell may show: pages and formats take all of it in, many times over.
MOST_LINES, MOST_CHARACTERS = 2_000, 1_000_000

_CELL_LINE = re.compile(r"Cell In\[(\d+)\], line (\d+)")


@dataclass
class Notebook:
    """A page that is a notebook: name, file, text, cells as myst-nb reads them, its head."""

    name: str
    path: Path
    source: str
    node: NotebookNode
    head: PageHead
    translations: Mapping[Language, Mapping[str, str]]
    origin: Origin | None = None

    @property
    def cells(self) -> dict[int, NotebookNode]:
        """The cells that run, by their place among all cells."""
        return {
            place: cell
            for place, cell in enumerate(self.node.cells)
            if cell.cell_type == "code" and cell.source.strip() and "skip-execution" not in tags_of(cell)
        }

    @property
    def shows_errors(self) -> bool:
        """Whether readers are to see what a cell raises."""
        return any("raises-exception" in tags_of(cell) for cell in self.cells.values())

    @property
    def code(self) -> str:
        """Digest of what decides how the cells run."""
        code = [[cell.source, "raises-exception" in tags_of(cell)] for cell in self.cells.values()]
        return hashlib.sha256(json.dumps([self.head, code]).encode()).hexdigest()

    @property
    def outputs(self) -> Any:
        """What a run of the notebook gave."""
        return [[cell.execution_count, cell.outputs] for cell in self.cells.values()]

    @outputs.setter
    def outputs(self, outputs: Any) -> None:
        for cell, (count, kept) in zip(self.cells.values(), outputs, strict=True):
            cell.execution_count = count
            cell.outputs = json.loads(json.dumps(kept), object_hook=NotebookNode)

    def line(self, place: int, within: int = 1) -> int:
        """Give the line of the file for a line of a cell, both from 1."""
        if self.path.suffix == ".ipynb":
            return (place + 1) * CELL + 1 + within
        first: int = self.node.metadata["source_map"][place]
        lines = self.source.splitlines()
        code = self.node.cells[place].source.splitlines()
        # A cell's options stand between its fence and its code.
        starts = (start for start in range(first, len(lines)) if lines[start : start + len(code)] == code)
        return next(starts, first) + within

    def failure(self, place: int, what: str, mend: str, trace: str = "") -> ExecutionFailed:
        """Describe what a cell did, at the line of a cell that the trace names last, else at its first."""
        at, within = place, 1
        for count, line in _CELL_LINE.findall(trace)[-1:]:
            at, within = list(self.cells)[int(count) - 1], int(line)
        code = self.node.cells[at].source.splitlines()[within - 1].strip()
        number = list(self.cells).index(place) + 1
        if self.path.suffix != ".ipynb":  # where the place itself says so
            what = gettext(
                "code cell {number}, from line {line} on, {what}",
                number=number,
                line=self.line(place),
                what=what,
            )
        return ExecutionFailed(self.path, self.line(at, within), f"{what}\n    {code}\n{mend}")


def too_much(outputs: Sequence[NotebookNode]) -> str:
    """Say how many lines (of a table, rows) or characters the outputs of a cell have, if too many."""
    lines = characters = 0
    for output in outputs:
        forms = output.get("data", {"text/plain": output.get("text", "")})
        texts = {kind: str(form) for kind, form in forms.items() if kind.startswith("text/")}
        characters += max(map(len, texts.values()), default=0)
        counts = (text.count("<tr" if kind == "text/html" else "\n") for kind, text in texts.items())
        lines += max(counts, default=0)
    if lines > MOST_LINES:
        return gettext("shows {number:,} lines; allowed: {most:,}", number=lines, most=MOST_LINES)
    if characters > MOST_CHARACTERS:
        return gettext(
            "shows {number:,} characters; allowed: {most:,}", number=characters, most=MOST_CHARACTERS
        )
    return ""


def show_less() -> str:
    """Say how to mend that a cell shows too much."""
    return gettext("Show a part of it, such as .head(), or what it comes to.")


def tags_of(cell: NotebookNode) -> list[str]:
    """Give the tags of a cell."""
    tags: list[str] = cell.metadata.get("tags", [])
    return tags


def stored(path: Path, text: str) -> NotebookNode:
    """Read a notebook of Jupyter."""
    try:
        notebook: NotebookNode = nbformat.reads(text, as_version=4)
        return notebook
    except Exception as error:  # whatever the readers of JSON and of notebooks find
        what = gettext("cannot be read as a notebook: {error}", error=str(error)[:200])
        message = with_mend(what, gettext("save it again in Jupyter"))
        raise ExecutionFailed(path, getattr(error.__cause__, "lineno", 1), message) from error
