"""The warm process that kernels fork from, and what all kernels are given.

Nearly all of the seconds that a kernel takes to start go into imports. `start` brings up a process that has
done them, and kernels are then forks of it. It needs nothing of Jupyter: that is imported where cells run.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzbook.edition import package_digest
from qzbook.words import languages
from qzcharts.data.report import ENTITY, PERIOD
from qzcharts.words import EDITION, TRANSLATIONS, Language

from . import kernel_process

if TYPE_CHECKING:
    from qzbook.markup.page_context import PageHead

PROGRAM = [sys.executable, "-P", str(Path(kernel_process.__file__))]
Translations = Mapping[Language, Mapping[str, str]]
NO_TRANSLATIONS: Translations = {}
# macOS forks, but its system libraries may crash in a process that forked and did not exec.
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def environment(
    language: Language = "zh", head: PageHead | None = None, translations: Translations = NO_TRANSLATIONS
) -> dict[str, str]:
    """Give this process's environment, less what would let outputs differ from one machine to another.

    Parameters
    ----------
    language : {"zh", "en"}
        Of the edition, which what cells show is a part of.
    head
        Of the page that the cells stand on.
    translations
        Of the texts of the cells, into the other languages of the book.
    """
    matplotlib = importlib.util.find_spec("matplotlib")
    defaults = Path(str(matplotlib and matplotlib.origin)).parent / "mpl-data" / "matplotlibrc"
    return os.environ | {
        EDITION: language,
        TRANSLATIONS: json.dumps(translations),
        PERIOD: head.period if head else "",
        ENTITY: head.entity if head else "",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": ":".join(languages()) or "en",  # what is wrong is told in the user's
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",  # a figure must not tell when its notebook last ran
        "OPENBLAS_NUM_THREADS": "1",  # sums keep one order, and the warm process one thread
        "OMP_NUM_THREADS": "1",
        "MALLOC_MMAP_THRESHOLD_": "33554432",  # pictures have the memory of those before, not new pages
        "MALLOC_TRIM_THRESHOLD_": "134217728",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MATPLOTLIBRC": str(defaults),  # not the user's own
    }


class WarmProcess:
    """The process that kernels fork from, with the package imported as `package_digest` found it.

    It ends, and its kernels with it, when this process ends, however that is.
    """

    def __init__(self) -> None:
        self.package = package_digest()
        self._owner = os.getpid()
        self._asked = False
        self._lock = threading.Lock()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._stream = ours.makefile("rw", encoding="utf-8")
            self._process = subprocess.Popen(
                [*PROGRAM, "serve"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environment(),
                start_new_session=True,  # Ctrl-C is for this process to answer
            )

    @property
    def usable(self) -> bool:
        """Whether it runs, and for this process: a fork has the channel too, but must not use it."""
        return self._owner == os.getpid() and self._process.poll() is None

    def ask(self, do: str, **request: Any) -> Any:
        """Send a request of `kernel_process.serve`, wait for its answer, or raise `OSError`."""
        with self._lock:
            self._asked = True
            print(json.dumps({"do": do, **request}), file=self._stream, flush=True)
            line = self._stream.readline()
        reply = json.loads(line) if line else {"error": "the process that kernels fork from has ended"}
        if "error" in reply:
            raise OSError(reply["error"])
        return reply["answer"]

    def close(self) -> None:
        """End the process and every kernel forked from it."""
        with contextlib.suppress(OSError):
            self._stream.close()
        if self._owner == os.getpid():
            if not self._asked:
                self._process.kill()  # no kernel to end, and it may still be importing
            self._process.wait()


_warm: WarmProcess | None = None


def warm_process() -> WarmProcess | None:
    """Give the process that `start` has brought up, if there is one."""
    return _warm


def start() -> bool:
    """Have a warm process that imports the package as it is now, and say whether there was none before.

    Returns at once, while the process still imports; does nothing where kernels cannot be forked.
    """
    global _warm
    before = _warm is not None and _warm.usable
    if _warm and not (before and _warm.package == package_digest()):
        stop()
    if CAN_FORK and not _warm:
        _warm = WarmProcess()
    return not before


def stop() -> None:
    """End the warm process, if there is one."""
    global _warm
    if _warm:
        _warm.close()
        _warm = None


atexit.register(stop)
