"""The live preview: ``qzcharts serve``.

One process holds Sphinx, warm kernels and the server. What is served is a snapshot in memory, taken when
everything that a change concerns has been built without a warning; what is published is never touched.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterator, Set
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from qzbook.edition import PACKAGES
from qzbook.errors import BuildError
from qzbook.execution import kernels
from qzbook.press.workspace import prepare
from qzbook.project import CONFIGURATION, Project
from qzbook.serve.preview import Preview
from qzbook.serve.printing import Printing
from qzbook.serve.site import Server, Snapshot, told
from qzbook.serve.watch import Changes
from qzbook.words import gettext
from qzcharts.errors import QzchartsError
from sphinx_typst.compiler import Compilation

_IDLE = 0.4
"""Seconds without a change after which pages are built that were put off."""
_IMPORT_PACKAGE = "import qzbook.cli, qzbook.serve, qzbook.extension, qzcharts.notebook"


class PackageChanged(Exception):  # noqa: N818 - no error
    """The package has changed, and can be imported."""


def serve(project: Project, *, port: int, browse: bool, tell: Callable[[str], None]) -> None:
    """Show the book in the browser, and each change to it, until Ctrl-C or SIGTERM.

    Parameters
    ----------
    project : Project
    port : int
        0 for any that is free.
    browse : bool
        Whether to open the first page.
    tell : callable
        Called with a line on each thing that happens.

    Raises
    ------
    BuildError
        If the port cannot be had, or another preview of the project is running.
    """
    # A shell may have started this in the background, where Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    session = None
    try:
        with _only_preview(project):
            session = Session(project, port, tell)
            with session:
                session.begin()
                # What is imported by now stays: the collector need not go through it at every build. Of a
                # build of usual size it waits for the end, see `Session.go_on`.
                gc.collect()
                gc.freeze()
                gc.set_threshold(1_000_000, 20, 20)
                if browse:
                    webbrowser.open(session.server.url)
                while True:
                    session.go_on()
    except KeyboardInterrupt:
        return
    except PackageChanged:
        assert session is not None
        port = session.server.port
    finally:
        kernels.stop()
    options = ["--project", str(project.root), "--port", str(port), "--no-open"]
    os.execv(sys.executable, [sys.executable, "-P", "-m", "qzbook", "serve", *options])


@contextmanager
def _only_preview(project: Project) -> Iterator[None]:
    prepare(project)
    try:
        with FileLock(project.workspace / "serve.lock", timeout=0):
            yield
    except Timeout as error:
        raise BuildError(
            gettext("another preview of this project is running"), gettext("look at its page, or stop it")
        ) from error


class Session:
    """A preview, its server, and what they do about a change: one thing at a time, edits first.

    A context manager: the server answers until it is left.

    Parameters
    ----------
    project, port, tell
        As of `serve`.
    """

    def __init__(self, project: Project, port: int, tell: Callable[[str], None]) -> None:
        self._project = project
        self._tell = tell
        self._changes = Changes(project)
        self._printing = Printing(self._changes.wake, project.root)
        self._preview = Preview(project, project.workspace / "serve", self._changes.let_stop_cells)
        self.server = Server(port, self._printing)
        self._open = ExitStack()
        self._changed: set[Path] = set()
        self._broken = ""

    def __enter__(self) -> Session:
        kernels.start()
        self._open.enter_context(self.server)
        self._open.enter_context(self._printing)
        self._open.enter_context(self._changes)
        self._tell(gettext("{url} (PDF: {url}book.pdf), Ctrl-C ends it", url=self.server.url))
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def begin(self) -> None:
        """Show the pages as they are."""
        self._changed = self._update(set())

    def go_on(self) -> None:
        """Wait for the next thing to do, and do it.

        Raises
        ------
        PackageChanged
            If only a new process can.
        """
        wanted, waiting = self._printing.wanted, self._preview.waiting
        if not (wanted or self._changed or self._changes.pending):
            gc.collect()  # while nobody waits: what a build leaves takes a tenth of a second
        self._changed |= self._changes.take(0 if wanted or self._changed else _IDLE if waiting else None)
        if any(path.is_relative_to(package) for path in self._changed for package in PACKAGES):
            self._broken = _import_error()
            if not self._broken:
                raise PackageChanged
            self.server.publish(self.server.snapshot, self._broken, ())
            self._tell(self._broken)
        if self._broken:
            self._changed = set()  # all is read anew once it can be
        if self._changed or (waiting and not self._broken):
            self._changed = self._update(self._changed)
        elif wanted:
            self._print()

    def _update(self, changed: Set[Path]) -> set[Path]:
        """Bring the pages up to date; give the changes that are still to be shown, if others came first."""
        start = time.perf_counter()
        snapshot, problem = self.server.snapshot, ""
        if changed:
            self._printing.outdate()
        try:
            self._preview.update(changed, self.server.shown)
            snapshot = Snapshot(self._preview.html, snapshot)
            self.server.pdf_path = f"_downloads/{self._preview.pdf_name}"
        except (Exception, SystemExit) as error:
            if self._changes.pending:
                return set(changed)
            problem = self._say(error)
        self.server.publish(snapshot, problem, self.server.findings)
        names = sorted(os.path.relpath(path, self._project.root) for path in changed)
        what = ", ".join(names) or gettext("all else")
        self._tell(f"{time.perf_counter() - start:6.2f} s  {what}")
        if problem:
            self._tell(problem)
        else:
            self._find(snapshot)
        return set()

    def _find(self, snapshot: Snapshot) -> None:
        """Tell what the check finds in the pages."""
        try:
            findings = tuple(map(str, self._preview.findings()))
        except QzchartsError:
            return  # a file has changed meanwhile, which comes next
        except (Exception, SystemExit) as error:
            findings = (gettext("the check: {what}", what=self._say(error)),)
        if findings != self.server.findings:
            self.server.publish(snapshot, "", findings)
            self._tell(told(findings))

    def _print(self) -> None:
        """Begin to make the PDF."""

        def overtaken() -> bool:
            return self._changes.pending or not self._printing.wanted

        def write() -> Compilation:
            try:
                return self._preview.write_pdf(overtaken)
            except (Exception, SystemExit) as error:
                raise BuildError(self._say(error)) from error

        self._printing.make(write, overtaken)

    def _say(self, error: BaseException) -> str:
        """Say what went wrong, in the preview's words; of what nobody foresaw, the terminal gets Python's."""
        if isinstance(error, QzchartsError):
            return str(error)
        self._tell("".join(traceback.format_exception(error)))
        what = "".join(traceback.format_exception_only(error)).strip()
        return gettext(
            "{place}: an error that nobody foresaw: {what}\n"
            "  mend: undo the last change; the terminal shows where in the program it was",
            place=self._preview.place or CONFIGURATION,
            what=what,
        )


def _import_error() -> str:
    """Say why the package, as it is now, cannot be imported; empty if it can."""
    command = [sys.executable, "-P", "-c", _IMPORT_PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return gettext("the package cannot be imported") + f"\n{done.stderr}" if done.returncode else ""
