"""Runs the cells of a notebook in a kernel of its own."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from qzbook.errors import ExecutionFailed
from qzbook.words import gettext
from qzcharts.words import Language

from .kernel_clients import running_kernel
from .notebook import Notebook, show_less, tags_of, too_much

_TERMINAL_CODE = re.compile(r"\x1b\[[0-9;]*m")
_CELL_FILE = re.compile(r"[^\s'\"]*ipykernel_\d+[/\\]\d+\.py")
_SYNTAX_FILE = re.compile(r" \(\d+\.py, line \d+\)$")


async def run_cells(
    notebook: Notebook, options: Mapping[str, Any], kernel: tuple[Path, Path, dict[str, Any], Language, str]
) -> None:
    """Give a notebook the outputs of its cells.

    Parameters
    ----------
    notebook
        What is to run.
    options
        Of nbclient.
    kernel
        What `running_kernel` is given, but for what the page itself says.

    Raises
    ------
    ExecutionFailed
        If its kernel does not start, or a cell cannot be run to its end.
    """
    try:
        async with running_kernel(*kernel, notebook.head, notebook.translations) as running:
            client = NotebookClient(notebook.node, km=running.parent, **options)
            client.kc = running
            for count, place in enumerate(notebook.cells, 1):
                await _run_cell(notebook, client, place, count)
    except DeadKernelError as error:
        message = gettext(
            "its kernel did not start: {error}\n`python -m ipykernel_launcher` may show why.", error=error
        )
        raise ExecutionFailed(notebook.path, 1, message) from None


async def _run_cell(notebook: Notebook, client: NotebookClient, place: int, count: int) -> None:
    """Run a cell, the `count`-th that runs, or raise what is wrong with it."""
    cell = notebook.node.cells[place]
    raised: Any = None
    try:
        await client.async_execute_cell(cell, place, execution_count=count)
    except CellTimeoutError:
        what = gettext("ran for more than {seconds} s", seconds=client.timeout)
        mend = gettext("Make it faster, or raise `timeout` under `execute` in _config.yml.")
        raise notebook.failure(place, what, mend) from None
    except DeadKernelError:
        mend = gettext("Look for an exit, for a crash in a library, for too much memory.")
        raise notebook.failure(place, gettext("ended its kernel"), mend) from None
    except CellExecutionError as error:
        raised = error
    # An error in showing a figure is an output and no more; of others the output tells more.
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if raised or (errors and "raises-exception" not in tags_of(cell)):
        raised = errors[0] if errors else raised
        text, trace = (_TERMINAL_CODE.sub("", part) for part in (raised.evalue, "\n".join(raised.traceback)))
        what = f"{raised.ename}: {_SYNTAX_FILE.sub('', text)}".removesuffix(": ")
        mend = gettext("Mend the cell, or tag it `raises-exception` if readers are to see the error.")
        raise notebook.failure(place, gettext("raises {what}", what=what), mend, trace)
    if what := too_much(cell.outputs):
        raise notebook.failure(place, what, show_less())
    cell.outputs = _joined(cell.outputs)


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
