"""Notebooks that run while pages are read whose outputs are at hand."""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from sphinx.errors import SphinxError

from qzbook.errors import ExecutionFailed
from qzbook.words import gettext

Ended = Callable[[str, ExecutionFailed | None], None]
"""Given the name of a notebook that has ended, and what went wrong with it."""


class Running:
    """Notebooks that run in a thread of their own, from now on.

    Parameters
    ----------
    names : iterable of str
    run : callable
        Runs all of them, and calls what it is given as each has ended.
    """

    def __init__(self, names: Iterable[str], run: Callable[[Ended], Coroutine[Any, Any, None]]) -> None:
        self._runs: dict[str, Future[None]] = {name: Future() for name in names}
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(run(self._note))
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._be, daemon=True)
        self._thread.start()
        atexit.register(self.end)

    def wait(self, name: str) -> None:
        """Wait until a notebook has run, if it is one of these, and raise what `finish` does if it failed."""
        if (run := self._runs.get(name)) and run.exception():
            self.finish()

    def finish(self) -> None:
        """Wait until all have run.

        Raises
        ------
        ExecutionFailed
            If one could not be run to its end; it names the others.
        SphinxError
            If they were stopped, or what runs them is lost.
        """
        self._join()
        if isinstance(self._error, asyncio.CancelledError):
            raise SphinxError(gettext("the cells have been stopped"))
        if self._error:
            raise self._error
        failures = {name: failure for name, run in self._runs.items() if (failure := run.exception())}
        raise_first([failures[name] for name in sorted(failures)])

    def stop(self) -> None:
        """Have what still runs end; any thread may say so."""
        with suppress(RuntimeError):  # all has ended
            self._loop.call_soon_threadsafe(self._task.cancel)

    def end(self) -> None:
        """Stop what still runs, and wait until it has ended."""
        self.stop()
        self._join()

    def _join(self) -> None:
        self._thread.join()
        atexit.unregister(self.end)

    def _note(self, name: str, failure: ExecutionFailed | None) -> None:
        self._runs[name].set_exception(failure) if failure else self._runs[name].set_result(None)

    def _be(self) -> None:
        """Be the thread."""
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.get_loop().run_until_complete(self._task)
        except BaseException as error:  # for `finish` to raise
            self._error = error
        for run in self._runs.values():
            if not run.done():
                run.set_exception(self._error)


def raise_first(failures: list[Any]) -> None:
    """Raise the first failure, if there is one, with word of the others."""
    if failures:
        first, *others = failures
        messages = [
            first.message,
            *(gettext("Another notebook failed: {what}", what=other) for other in others),
        ]
        raise ExecutionFailed(first.path, first.line, "\n".join(messages))
