"""Runs notebooks in kernels of this machine, and says what an executor is: this one, or that of `cluster`."""

import asyncio
import contextlib
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from qzbook import edition
from qzcharts.words import Language

from . import kernels
from .cache import CHANGING
from .notebook import Notebook


@dataclass(frozen=True)
class Conditions:
    """What the notebooks of a book are run with.

    Parameters
    ----------
    root
        The project's root.
    excluded
        Folders of what builds write.
    language
        Of the edition.
    messages
        Languages of messages, as in the variable ``LANGUAGE``.
    timeout
        Seconds that a cell has; without, no bound.
    """

    root: Path
    excluded: tuple[Path, ...]
    language: Language
    messages: str
    timeout: int | None

    @property
    def own(self) -> tuple[Path, ...]:
        """Folders in which nothing counts as an input: on this machine, those of the interpreter too."""
        return Path(sys.prefix), Path(sys.base_prefix), *edition.PACKAGES, *self.excluded


@dataclass(frozen=True)
class Run:
    """What a run of a notebook gave.

    Parameters
    ----------
    outputs
        Of each cell that was run.
    raised
        What ended the run at the last of them, if anything did.
    inputs
        As of `cache.Origin`.
    seconds
        What it took.
    """

    outputs: list[list[NotebookNode]]
    raised: Exception | None
    inputs: dict[str, str]
    seconds: float


Runner = Callable[[Notebook], Awaitable[Run]]
Executor = contextlib.AbstractAsyncContextManager[Runner]
"""Lends what runs notebooks, any number at once. It raises `DeadKernelError` where a kernel does not start,
and `SphinxError` where no notebook can be run."""


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
    """Run the cells of a notebook in a fresh kernel, up to the first that raises what readers are not to see.

    Raises
    ------
    DeadKernelError
        If the kernel does not start.
    """
    began, cells, raised = monotonic(), [], None
    with tempfile.TemporaryDirectory(prefix="qzcharts-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder).resolve()
        log = scratch / "inputs"
        excluded = [str(path) for path in (*conditions.own, scratch)]
        recording = {"log": str(log), "root": str(conditions.root), "excluded": excluded}
        # Times would differ from run to run, and an output must not be lost because a machine is slow.
        options: dict[str, Any] = {"timeout": conditions.timeout, "record_timing": False}
        options |= {"iopub_timeout": 60, "raise_on_iopub_timeout": True}
        # What readers see is in the language of the book, whoever builds it.
        messages = conditions.language if notebook.shows_errors else conditions.messages
        given = notebook.path.parent, scratch, recording, conditions.language, messages
        async with kernels.running_kernel(*given, notebook.head, notebook.translations) as kernel:
            client = NotebookClient(notebook.node, km=kernel.parent, **options)
            client.kc = kernel
            for count, (place, cell) in enumerate(notebook.cells.items(), 1):
                cells.append(cell)
                try:
                    await client.async_execute_cell(cell, place, execution_count=count)
                except (CellTimeoutError, CellExecutionError, DeadKernelError) as error:
                    raised = error
                    break
        inputs = _inputs(log.read_text("utf-8"))
    return Run([cell.outputs for cell in cells], raised, inputs, monotonic() - began)


def _inputs(log: str) -> dict[str, str]:
    """Read what `kernel_process.record_inputs` has noted."""
    inputs: dict[str, str] = {}
    for line in log.splitlines():
        path, state = json.loads(line)
        if inputs.setdefault(path, state) != state:
            inputs[path] = CHANGING
    return inputs
