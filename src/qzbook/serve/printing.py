"""The PDF edition of the pages as they are: made once for all who wait for it, and while somebody does."""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path

from qzbook.errors import BuildError
from qzbook.serve import compiling
from qzbook.words import gettext
from qzcharts.errors import QzchartsError
from sphinx_typst.compiler import Compilation
from sphinx_typst.errors import Problem

_PROGRAM = [sys.executable, "-P", str(Path(compiling.__file__))]


class Printing:
    """Makes the PDF when it is asked for; a context manager.

    Sphinx writes the book in the thread of its pages, the compiler sets it in a process of its own: that can
    be ended when nobody waits any more or an edit comes first, and until then knows what it has set before.

    Parameters
    ----------
    wake : callable
        Called when somebody asks for a PDF that has to be made.
    root : Path
        The project, which problems are named from.
    """

    def __init__(self, wake: Callable[[], None], root: Path) -> None:
        self._wake = wake
        self._root = root
        self._lock = threading.RLock()
        self._answer: Future[bytes | QzchartsError] | None = None
        self._waiting = 0
        self._compiler: _Compiler | None = None
        self._compiling = False

    def __enter__(self) -> Printing:
        return self

    def __exit__(self, *error: object) -> None:
        with self._lock:
            compiler = self._compiler
            self._end_compiler()
            if self._answer and not self._answer.done():
                self._settle(BuildError(gettext("the preview has ended")))
        if compiler:
            compiler.thread.join()

    @contextmanager
    def asked(self) -> Iterator[Future[bytes | QzchartsError]]:
        """Lend the PDF, or why there is none, to somebody who waits for it meanwhile."""
        with self._lock:
            self._waiting += 1
            answer = self._answer = self._answer or Future()
        if not answer.done():
            self._wake()
        try:
            yield answer
        finally:
            with self._lock:
                self._waiting -= 1
                if self._compiling and not self._waiting:
                    self._end_compiler()

    @property
    def wanted(self) -> bool:
        """Whether somebody waits for a PDF that is not being compiled."""
        with self._lock:
            return bool(self._waiting and self._answer and not self._answer.done() and not self._compiling)

    def outdate(self) -> None:
        """Forget the PDF, or why there is none, for the pages change; who waits gets that of the new ones."""
        with self._lock:
            if self._compiling:
                self._end_compiler()
            if self._answer and self._answer.done():
                self._answer = None

    def make(self, write: Callable[[], Compilation], overtaken: Callable[[], bool]) -> None:
        """Have the book written for the compiler and begin to compile it.

        Parameters
        ----------
        write : callable
            Writes the book.
        overtaken : callable
            Asked afterwards whether it is worth nothing, and how it ended of no interest.
        """
        with self._lock:
            if not (self._compiler and self._compiler.alive):
                self._end_compiler()
                self._compiler = _Compiler(self._finish)  # it warms up while Sphinx writes
        try:
            compilation = write()
        except QzchartsError as error:
            with self._lock:
                if not overtaken():
                    self._settle(error)
            return
        with self._lock:
            if self._waiting:
                self._compiling = True
                self._compiler.compile(compilation)

    def _finish(self, compiler: _Compiler, pdf: Path, problems: list[Problem] | None) -> None:
        """Take what the compiler has come to."""
        with self._lock:
            if compiler is not self._compiler:
                return
            self._compiling = False
            if problems is None:
                what = gettext("the compiler ended before the PDF was whole")
                mend = gettext("look for very large tables and pictures, and for too little memory")
                self._settle(BuildError(what, mend))
            elif problems:
                self._settle(BuildError("\n".join(map(str, problems)).replace(f"{self._root}/", "")))
            else:
                self._settle(pdf.read_bytes())

    def _settle(self, outcome: bytes | QzchartsError) -> None:
        assert self._answer is not None
        self._answer.set_result(outcome)

    def _end_compiler(self) -> None:
        if self._compiler:
            self._compiler.end()
        self._compiler, self._compiling = None, False


class _Compiler:
    """A process that compiles, and the thread that waits for it.

    Parameters
    ----------
    finished : callable
        Called with the compiler, the place of the PDF, and problems, or ``None`` if the process has ended.
    """

    def __init__(self, finished: Callable[[_Compiler, Path, list[Problem] | None], None]) -> None:
        self._finished = finished
        self._given: queue.SimpleQueue[Compilation | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            _PROGRAM,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the preview to answer
        )
        self.thread = threading.Thread(target=self._work)
        self.thread.start()

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def compile(self, compilation: Compilation) -> None:
        """Give it a book."""
        self._given.put(compilation)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._given.put(None)

    def _work(self) -> None:
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None
        assert answers is not None
        with suppress(BrokenPipeError), self._process:
            while compilation := self._given.get():
                problems: list[Problem] | None = None
                with suppress(EOFError, OSError, pickle.UnpicklingError):
                    pickle.dump(compilation, requests)
                    requests.flush()
                    problems = pickle.load(answers)
                self._finished(self, compilation.pdf, problems)
                if problems is None:
                    return
