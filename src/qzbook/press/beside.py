"""Work of a build in processes beside this one: editions in other languages, and the PDF.

Each process is a fork, and does one thing once it is told to. Where there is no fork, within one, and where
the compiler has run before, things are done one after another, when they are asked for.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.words import gettext
from qzcharts.errors import ProblemsError

Result = TypeVar("Result")

_ENDING = 10
"""Seconds that a process has to end in once it is told to."""

_waiting: Connection | None = None
"""In a process beside, the way to the one that waits for it."""


def tell() -> None:
    """Tell the process that waits for this one, if there is one, that it can use what is done so far."""
    if _waiting:
        with suppress(OSError):
            _waiting.send(None)


class Work(Generic[Result]):
    """What is done beside; `begin` has it done, and `result` waits for it.

    Parameters
    ----------
    do : callable
        What to do, given what `begin` is given. From a fork comes back what it returns, or a `BuildError`,
        `ProblemsError` or `OSError`; nothing else that it changes.
    folder : Path, optional
        Where it works by itself, which is removed if the work does not come to its end.
    ahead : callable, optional
        What a fork does at once, while it waits; whatever comes of it is no part of the work.
    """

    def __init__(
        self,
        do: Callable[..., Result],
        folder: Path | None = None,
        ahead: Callable[[], object] | None = None,
    ) -> None:
        self._do, self._folder, self._ahead = do, folder, ahead
        self._given: tuple[Any, ...] | None = None
        self._channel: Connection | None = None
        self._process: Any = None
        self._done = False

    def fork(self) -> None:
        """Have a process that waits for `begin`."""
        fork = multiprocessing.get_context("fork")
        self._channel, theirs = fork.Pipe()
        self._process = fork.Process(target=_serve, args=(self._channel, theirs, self._do, self._ahead))
        self._process.start()
        theirs.close()

    def begin(self, *given: Any) -> None:
        """Have it done; a second call says nothing new."""
        if self._given is None:
            self._given = given
            if self._channel:
                self._channel.send(given)

    def result(self, meanwhile: Callable[[], object] = tell) -> Result:
        """Wait for what it gives.

        Parameters
        ----------
        meanwhile : callable
            What to do each time that its process tells of what is done so far; by default, tell so in turn.

        Raises
        ------
        BuildError, ProblemsError, OSError
            If it cannot be done.
        """
        assert self._given is not None
        if self._channel is None:
            result = self._do(*self._given)
        else:
            try:
                while (answer := self._channel.recv()) is None:
                    meanwhile()
            except EOFError:
                what = gettext("its process ended before it was whole")
                raise BuildError(what, gettext("look for too little memory")) from None
            result, error = answer
            if error is not None:
                raise ProblemsError(error) if isinstance(error, tuple) else error
        self._done = True
        return result

    def run(self, *given: Any) -> Result:
        """Have it done, and wait for what it gives, as `result` does; from this process or a fork of it."""
        self.begin(*given)
        return self.result()

    def end(self) -> None:
        """End its process, if there is one, with what that has begun; remove what it leaves by halves."""
        if self._channel and self._process:
            self._channel.close()
            if not self._done:
                self._process.kill()
            self._process.join(_ENDING)
        if self._folder and not self._done:
            shutil.rmtree(self._folder, ignore_errors=True)


class Beside:
    """Has work done beside a ``with`` block, at whose end what is not asked for ends."""

    def __init__(self) -> None:
        from sphinx_typst import compiler  # not at the top: what begins before Sphinx is imported is `Work`

        self._work: list[Work[Any]] = []
        # Asked before anything is begun: what is forked first compiles for those that follow.
        self._forks = kernels.CAN_FORK and not compiler.has_run()

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *error: object) -> None:
        for each in self._work:
            each.end()

    def fork(
        self,
        do: Callable[..., Result],
        folder: Path | None = None,
        ahead: Callable[[], object] | None = None,
    ) -> Work[Result]:
        """Have a process for some work, a fork of this one as it is now; the parameters are of `Work`."""
        work = Work(do, folder, ahead)
        self._work.append(work)
        if self._forks:
            work.fork()
        return work


def _answer(do: Callable[..., Any], given: tuple[Any, ...]) -> tuple[Any, Any]:
    """Give the result, and what went wrong as it can be sent."""
    try:
        return do(*given), None
    except ProblemsError as error:
        return None, error.problems
    except (BuildError, OSError) as error:
        return None, error
    except Exception as error:  # which nobody foresaw
        return None, RuntimeError(f"{type(error).__name__}: {error}\n{traceback.format_exc()}")


def _serve(
    ours: Connection, channel: Connection, do: Callable[..., Any], ahead: Callable[[], object] | None
) -> None:
    """Be a process beside: wait, do the work, tell, and end when nobody waits for it any more."""
    global _waiting
    ours.close()
    _waiting = channel
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits for it ends it
    kernels.stop()  # those of the process that it came from are none of its own
    gc.freeze()  # nor need the collector look at what it has of that
    if ahead:
        with suppress(Exception):
            ahead()
    try:
        given = channel.recv()
    except EOFError:
        os._exit(0)
    threading.Thread(target=_end_with, args=(channel,), daemon=True).start()
    with suppress(OSError):
        channel.send(_answer(do, given))
    kernels.stop()
    os._exit(0)


def _end_with(channel: Connection) -> None:
    """End this process when the one that waits for it has ended."""
    with suppress(OSError, EOFError):
        channel.poll(None)
        channel.recv()
    os._exit(1)
