"""Runs notebooks on a cluster of dask, which chooses workers and begins again what was lost with one.

Workers get the sources of the edition by their digests: what one has is not sent again. What cells read of
others, or write among them, is refused: it would differ from here, or be lost, without a word.
"""

import asyncio
import contextlib
import json
import logging
import re
import uuid
from collections.abc import AsyncIterator, Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from sphinx.errors import SphinxError

from qzbook.edition import SOURCES, package_digest
from qzbook.errors import ExecutionFailed, with_mend
from qzbook.safety.unconnected import connected
from qzbook.words import gettext

from .executor import Conditions, Run, Runner
from .kernel_process import fingerprint
from .notebook import Notebook
from .worker import contents_of, digests_of, examine, keep, made_of, name_of, places, work

TIMEOUT = 30
"""Seconds in which a cluster has to answer, and in which it has to have a worker."""


@contextlib.asynccontextmanager
async def cluster(address: str, conditions: Conditions) -> AsyncIterator[Runner]:
    """Be the executor of the cluster whose scheduler has an address.

    Raises
    ------
    SphinxError
        If nothing answers there, no worker is there, or one that would give other outputs.
    """
    try:
        from distributed import Client
    except ImportError:
        what = gettext("a cluster is asked by the package distributed, which is not installed")
        raise SphinxError(with_mend(what, gettext("pip install 'qzcharts[cluster]'"))) from None
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it logs is told here
    with connected():
        client: Any = Client(address, asynchronous=True, timeout=TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]
        try:
            try:
                async with asyncio.timeout(2 * TIMEOUT):
                    await client
            except Exception as error:  # whatever dask finds wrong with an address
                why = str(error) or gettext("no answer for {seconds} s", seconds=2 * TIMEOUT)
                what = gettext("no cluster answers at {address}: {error}", address=address, error=why)
                mend = gettext("start `dask scheduler` there, or give the address that it tells")
                raise SphinxError(with_mend(what, mend)) from None
            book = _Book(client, address, conditions, contents_of(conditions.root, SOURCES))
            watch = asyncio.create_task(book.watch())
            try:
                await book.supply()
                yield lambda notebook: book.run(notebook, watch)
            finally:
                watch.cancel()
                await asyncio.gather(watch, return_exceptions=True)
        finally:
            await client.close()


@dataclass(frozen=True)
class _Book:
    """A book on a cluster: its sources as they were when its run began."""

    client: Any
    address: str
    conditions: Conditions
    contents: dict[str, bytes | None]

    @cached_property
    def files(self) -> dict[str, str]:
        """The digest of each source."""
        return digests_of(self.contents)

    async def watch(self) -> None:
        """Raise `SphinxError` when no worker has been in reach for too long."""
        try:
            while True:
                async with asyncio.timeout(TIMEOUT):
                    await self.client.wait_for_workers(1)
                await asyncio.sleep(TIMEOUT / 10)
        except TimeoutError:
            raise self._lost(gettext("no worker for {seconds} s", seconds=TIMEOUT)) from None
        except OSError as error:
            raise self._lost(error) from None

    async def supply(self, workers: list[str] | None = None) -> None:
        """See to it that workers, by default all, are made of what this process is, and have the sources."""
        lock = (self.contents.get("requirements.lock") or b"").decode()
        distributions = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
        here = made_of(distributions)
        for worker, (there, lacking) in (
            await self._ask(workers, examine, distributions, self.files)
        ).items():
            for name in here:
                if there.get(name) != here[name]:
                    given = {"name": name, "there": there.get(name), "here": here[name]}
                    what = gettext(
                        "its outputs might differ: {name} is {there} there, and {here} here", **given
                    )
                    raise _refused(worker, what)
            wanted = {
                self.files[path]: self.contents[path] for path in self.files if self.files[path] in lacking
            }
            await self._ask([worker], keep, wanted, self.files)

    async def _ask(self, workers: list[str] | None, do: Callable[..., Any], *given: Any) -> dict[str, Any]:
        """Have workers do something; one that is lost meanwhile has no answer."""
        try:
            asked = self.client.run(do, *given, workers=workers, on_error="return")
            answers: dict[str, Any] = await asyncio.wait_for(asked, 2 * TIMEOUT)
        except OSError as error:
            raise self._lost(error) from None
        for worker, answer in list(answers.items()):
            if isinstance(answer, OSError) and answer.errno is None:  # of the connection, not of a file
                del answers[worker]
            elif isinstance(answer, Exception):
                raise _refused(worker, str(answer))
        return answers

    async def run(self, notebook: Notebook, watch: asyncio.Task[None]) -> Run:
        """Have a notebook run where there is room."""
        while isinstance(answer := await self._work(notebook, watch), str):
            await self.supply([answer])  # it came later
        run: Run = answer[0]
        changed: dict[str, str] = answer[1]
        root, excluded = self.conditions.root, self.conditions.excluded
        for path in sorted(changed.keys() | self.files.keys()) if changed else ():
            if changed.get(path) != self.files.get(path):
                what = gettext("{path} changed while it ran, which would stay on the worker", path=path)
                raise _elsewhere(notebook, what, gettext("have a cell show what it makes"))
        inputs = {
            path: state
            for path, state in run.inputs.items()
            if not any(map((root / path).is_relative_to, excluded))
        }
        for path, state in inputs.items():
            known = path in self.files or Path(path).name.startswith("*")  # a state of the data package
            if not known and fingerprint(root / path) != state:
                allowed = ", ".join(SOURCES)
                what = gettext("it reads {path}, and workers have only {allowed}", path=path, allowed=allowed)
                raise _elsewhere(notebook, what, gettext("move the file to one of these"))
        outputs = json.loads(json.dumps(run.outputs), object_hook=NotebookNode)
        return replace(run, outputs=outputs, inputs=inputs)

    async def _work(self, notebook: Notebook, watch: asyncio.Task[None]) -> Any:
        """Give what `work` gives on a worker."""
        given = notebook, self.conditions, name_of(self.files), package_digest(), places(self.conditions.root)
        future = self.client.submit(work, *given, key=f"qzcharts-{uuid.uuid4().hex}", pure=False)
        task = asyncio.ensure_future(future.result())
        try:
            await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else watch.result()
        except CancelledError:
            raise self._lost(gettext("the connection was lost")) from None
        except SphinxError:
            raise
        except Exception as error:  # of a worker that ended again and again, of its disk, of the scheduler
            what = gettext("no worker runs it: {error}", error=f"{type(error).__name__}: {error}")
            mend = gettext(
                "look into the logs of its scheduler and workers, install there what is installed here"
            )
            raise _elsewhere(notebook, what, mend) from None
        finally:
            task.cancel()

    def _lost(self, why: object) -> SphinxError:
        why = str(why) or gettext("no answer for {seconds} s", seconds=2 * TIMEOUT)
        what = gettext("the cluster at {address} is out of reach: {why}", address=self.address, why=why)
        mend = gettext("see that its scheduler and workers run, and build again: what has run is kept")
        return SphinxError(with_mend(what, mend))


def _refused(worker: str, what: str) -> SphinxError:
    message = gettext("worker {worker} is refused: {what}", worker=worker, what=what)
    mend = gettext("install there what is installed here, by requirements.lock, and start it again")
    return SphinxError(with_mend(message, mend))


def _elsewhere(notebook: Notebook, what: str, mend: str) -> ExecutionFailed:
    message = with_mend(what, gettext("{mend}, or build without --cluster", mend=mend))
    return ExecutionFailed(notebook.path, 1, message)
