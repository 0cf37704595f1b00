"""Runs the cells of notebooks in kernels of this machine, and tells what is wrong with what they gave."""

import asyncio
import contextlib
import json
import re
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from qzbook.errors import ExecutionFailed
from qzbook.words import gettext

from . import kernels
from .cache import CHANGING
from .executor import Conditions, Run, Runner
from .kernel_clients import running_kernel
from .notebook import Notebook, show_less, tags_of, too_much

_TERMINAL_CODE = re.compile(r"\x1b\[[0-9;]*m")
_CELL_FILE = re.compile(r"[^\s'\"]*ipykernel_\d+[/\\]\d+\.py")
_SYNTAX_FILE = re.compile(r" \(\d+\.py, line \d+\)$")


@contextlib.asynccontextmanager
async def local(conditions: Conditions) -> AsyncIterator[Runner]:
    """Be the executor of this machine: a kernel for each core."""
    cores = asyncio.Semaphore(kernels.cores())

    async def run(notebook: Notebook) -> Run:
        async with cores:
            return await run_notebook(notebook, conditions)

    started = kernels.start()
    try:
        yield run
    finally:
        if started:
            kernels.stop()


async def run_notebook(notebook: Notebook, conditions: Conditions) -> Run:
    """Run the cells of a notebook in a fresh kernel, up to one that raises what readers are not to see."""
    began = monotonic()
    cells: list[NotebookNode] = []
    raised: Exception | None = None
    with tempfile.TemporaryDirectory(prefix="qzcharts-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder).resolve()
        log = scratch / "inputs"
        log.touch()
        excluded = [str(path) for path in (*conditions.excluded, scratch)]
        recording = {"log": str(log), "root": str(conditions.root), "excluded": excluded}
        # Times would differ from run to run, and an output must not be lost because a machine is slow.
        options: dict[str, Any] = {"timeout": conditions.timeout, "record_timing": False}
        options |= {"iopub_timeout": 60, "raise_on_iopub_timeout": True}
        # What readers see is in the language of the book, whoever builds it.
        messages = conditions.language if notebook.shows_errors else conditions.messages
        given = notebook.path.parent, scratch, recording, conditions.language, messages
        try:
            code = "\n".join(cell.source for cell in notebook.cells.values())
            async with running_kernel(*given, notebook.head, notebook.translations, code) as kernel:
                client = NotebookClient(notebook.node, km=kernel.parent, **options)
                client.kc = kernel
                for count, (place, cell) in enumerate(notebook.cells.items(), 1):
                    cells.append(cell)
                    try:
                        await client.async_execute_cell(cell, place, execution_count=count)
                    except (CellTimeoutError, CellExecutionError, DeadKernelError) as error:
                        raised = error
                        break
        except DeadKernelError as error:
            raised = error
        inputs: dict[str, str] = {}
        for line in log.read_text("utf-8").splitlines():
            path, state = json.loads(line)
            if inputs.setdefault(path, state) != state:
                inputs[path] = CHANGING
    return Run([cell.outputs for cell in cells], raised, inputs, monotonic() - began)


def take(notebook: Notebook, run: Run, timeout: object) -> None:
    """Give a notebook the outputs of its cells, each of which had so many seconds.

    Raises
    ------
    ExecutionFailed
        If its kernel did not start, or a cell could not be run to its end, or shows too much.
    """
    if run.raised and not run.outputs:
        message = gettext(
            "its kernel did not start: {error}\n`python -m ipykernel_launcher` may show why.",
            error=run.raised,
        )
        raise ExecutionFailed(notebook.path, 1, message)
    for count, (place, outputs) in enumerate(zip(notebook.cells, run.outputs, strict=False), 1):
        _take(notebook, place, outputs, run.raised if count == len(run.outputs) else None, timeout)
        notebook.node.cells[place].execution_count = count


def _take(notebook: Notebook, place: int, outputs: list[NotebookNode], raised: Any, timeout: object) -> None:
    cell = notebook.node.cells[place]
    if isinstance(raised, CellTimeoutError):
        what = gettext("ran for more than {seconds} s", seconds=timeout)
        mend = gettext("Make it faster, or raise `timeout` under `execute` in _config.yml.")
        raise notebook.failure(place, what, mend)
    if isinstance(raised, DeadKernelError):
        mend = gettext("Look for an exit, for a crash in a library, for too much memory.")
        raise notebook.failure(place, gettext("ended its kernel"), mend)
    # An error in showing a figure is an output and no more; of others the output tells more.
    errors = [output for output in outputs if output.output_type == "error"]
    if raised or (errors and "raises-exception" not in tags_of(cell)):
        raised = errors[0] if errors else raised
        text, trace = (_TERMINAL_CODE.sub("", part) for part in (raised.evalue, "\n".join(raised.traceback)))
        what = f"{raised.ename}: {_SYNTAX_FILE.sub('', text)}".removesuffix(": ")
        mend = gettext("Mend the cell, or tag it `raises-exception` if readers are to see the error.")
        raise notebook.failure(place, gettext("raises {what}", what=what), mend, trace)
    if what := too_much(outputs):
        raise notebook.failure(place, what, show_less())
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
