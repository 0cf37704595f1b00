"""A notebook of the book: its cells, how one is run, and where in its file a cell went wrong."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from qzbook.errors import ExecutionFailed, with_mend
from qzbook.markup.page_context import PageHead
from qzbook.words import gettext
from qzcharts.errors import CELL
from qzcharts.words import Language

from .cache import Origin

#: How much text a cell may show: pages and formats take all of it in, many times over.
MOST_LINES, MOST_CHARACTERS = 2_000, 1_000_000

_TERMINAL_CODE = re.compile(r"\x1b\[[0-9;]*m")
_CELL_LINE = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_CELL_FILE = re.compile(r"[^\s'\"]*ipykernel_\d+[/\\]\d+\.py")
_SYNTAX_FILE = re.compile(r" \(\d+\.py, line \d+\)$")


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
            if cell.cell_type == "code" and cell.source.strip() and "skip-execution" not in _tags(cell)
        }

    @property
    def shows_errors(self) -> bool:
        """Whether readers are to see what a cell raises."""
        return any("raises-exception" in _tags(cell) for cell in self.cells.values())

    @property
    def code(self) -> str:
        """Digest of what decides how the cells run."""
        code = [[cell.source, "raises-exception" in _tags(cell)] for cell in self.cells.values()]
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

    def take(self, outputs: Sequence[list[NotebookNode]], raised: Exception | None, timeout: object) -> None:
        """Take what the cells gave that have been run, or raise what is wrong with one of them.

        Parameters
        ----------
        outputs
            Of each of them.
        raised
            What ended the last one, if anything did.
        timeout
            Seconds that each had.
        """
        for count, (place, given) in enumerate(zip(self.cells, outputs, strict=False), 1):
            self._take(place, given, raised if count == len(outputs) else None, timeout)
            self.node.cells[place].execution_count = count

    def _take(self, place: int, outputs: list[NotebookNode], raised: Any, timeout: object) -> None:
        cell = self.node.cells[place]
        if isinstance(raised, CellTimeoutError):
            what = gettext("ran for more than {seconds} s", seconds=timeout)
            mend = gettext("Make it faster, or raise `timeout` under `execute` in _config.yml.")
            raise self.failure(place, what, mend)
        if isinstance(raised, DeadKernelError):
            mend = gettext("Look for an exit, for a crash in a library, for too much memory.")
            raise self.failure(place, gettext("ended its kernel"), mend)
        # An error in showing a figure is an output and no more; of others the output tells more.
        errors = [output for output in outputs if output.output_type == "error"]
        if raised or (errors and "raises-exception" not in _tags(cell)):
            raised = errors[0] if errors else raised
            text, trace = (
                _TERMINAL_CODE.sub("", part) for part in (raised.evalue, "\n".join(raised.traceback))
            )
            what = f"{raised.ename}: {_SYNTAX_FILE.sub('', text)}".removesuffix(": ")
            mend = gettext("Mend the cell, or tag it `raises-exception` if readers are to see the error.")
            raise self.failure(place, gettext("raises {what}", what=what), mend, trace)
        if what := too_much(outputs):
            raise self.failure(place, what, show_less())
        cell.outputs = _joined(outputs)


def _joined(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Join what a cell printed in pieces, standard output first, each line as it was left.

    nbclient can do so too, but takes time by the square of the length of a line.
    """
    joined: list[NotebookNode] = []
    streams: dict[str, NotebookNode] = {}
    for output in outputs:
        if output.output_type != "stream":
            joined.append(output)
        elif output.name in streams:
            streams[output.name].text += output.text
        else:
            joined.append(output)
            streams[output.name] = output
    for stream in streams.values():
        stream.text = "\n".join(map(_as_left, stream.text.split("\n")))
        if "ipykernel_" in stream.text:
            stream.text = _CELL_FILE.sub("<cell>", stream.text)  # which names a process
    for at in range(len(joined) - 1):
        if [output.get("name") for output in joined[at : at + 2]] == ["stderr", "stdout"]:
            joined[at : at + 2] = [joined[at + 1], joined[at]]
    return joined


def _as_left(line: str) -> str:
    """Give what is seen of a line after carriage returns within it."""
    end = "\r" if line.endswith("\r") else ""
    return line.removesuffix("\r").rpartition("\r")[2] + end


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


def _tags(cell: NotebookNode) -> list[str]:
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
