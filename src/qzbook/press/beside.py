"""Editions in other languages, each made in a process beside that of the original.

The processes are forks from before anything was read: they wait until the cells have run, whose outputs hold
all languages. Where there is no fork, the editions are made one after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.press.formats import Formats, Made
from qzbook.words import gettext
from qzcharts.errors import ProblemsError
from qzcharts.words import language_tag

_ENDING = 10
"""Seconds that a process has to end in once it is told to."""


@dataclass
class _Process:
    """A process that makes an edition, and the channel to it; none where there is no fork."""

    formats: Formats
    channel: Connection | None = None
    process: Any = None
    done: bool = False


class Beside:
    """Makes the editions in other languages; a context manager around the making of the original.

    Parameters
    ----------
    editions : sequence of Formats
    """

    def __init__(self, editions: Sequence[Formats]) -> None:
        self._processes = [_Process(formats) for formats in editions]
        self._draft: bool | None = None

    def __enter__(self) -> Beside:
        for each in self._processes if kernels.CAN_FORK else ():
            fork = multiprocessing.get_context("fork")
            each.channel, theirs = fork.Pipe()
            work = _serve, (each.channel, theirs, each.formats)
            each.process = fork.Process(target=work[0], args=work[1], daemon=True)
            each.process.start()
            theirs.close()
        return self

    def __exit__(self, *error: object) -> None:
        for each in self._processes:
            if each.channel and each.process:
                each.channel.close()
                if not each.done:
                    each.process.kill()
                each.process.join(_ENDING)
            if not each.done:  # half of it may be written
                shutil.rmtree(each.formats.folder, ignore_errors=True)

    def begin(self, *, draft: bool = False) -> None:
        """Have the editions made, now that the cells have run; a second call says nothing new."""
        if self._draft is None:
            self._draft = draft
            for each in self._processes:
                if each.channel:
                    each.channel.send(draft)

    def results(self) -> list[Made]:
        """Wait for the editions.

        Raises
        ------
        BuildError, ProblemsError, OSError
            If one of them cannot be made.
        """
        return [self._result(each) for each in self._processes]

    def _result(self, each: _Process) -> Made:
        draft = bool(self._draft)
        if each.channel is None:
            answer = _answer(lambda: _make(each.formats, draft))
        else:
            try:
                answer = each.channel.recv()
            except EOFError:
                answer = BuildError(
                    gettext("its process ended before it was whole"), gettext("look for too little memory")
                )
        if isinstance(answer, Made):
            each.done = True
            return answer
        raise _told(answer, each.formats)


def _make(formats: Formats, draft: bool) -> Made:
    return formats.finish(formats.write_html(draft=draft))


def _answer(make: Callable[[], Made]) -> Made | BaseException | tuple[Any, ...]:
    """Give what was made, or what went wrong as it can be sent."""
    try:
        return make()
    except ProblemsError as error:
        return error.problems
    except (BuildError, OSError) as error:
        return error
    except Exception as error:  # which nobody foresaw
        error.add_note(traceback.format_exc())
        return RuntimeError(f"{type(error).__name__}: {error}\n{traceback.format_exc()}")


def _told(answer: Any, formats: Formats) -> BaseException:
    """Say of which edition something is wrong."""
    if isinstance(answer, tuple):
        return ProblemsError(answer)
    if isinstance(answer, BuildError):
        assert formats.language is not None
        which = gettext("in the edition {language}:", language=language_tag(formats.language))
        return BuildError(f"{which}\n{answer}")
    assert isinstance(answer, BaseException)
    return answer


def _serve(ours: Connection, channel: Connection, formats: Formats) -> None:
    """Be a process beside: wait, make the edition, tell, and end when nobody waits for it any more."""
    ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits for it ends it
    try:
        draft = channel.recv()
    except EOFError:
        os._exit(0)
    threading.Thread(target=_end_with, args=(channel,), daemon=True).start()
    with suppress(OSError):
        channel.send(_answer(lambda: _make(formats, draft)))
    kernels.stop()
    os._exit(0)


def _end_with(channel: Connection) -> None:
    """End this process when the one that waits for it has ended."""
    with suppress(OSError, EOFError):
        channel.poll(None)
        channel.recv()
    os._exit(1)
