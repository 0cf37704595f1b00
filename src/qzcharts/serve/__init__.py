"""The live preview: ``qzcharts serve``.

One process holds Sphinx, warm kernels and the server. What is served is a snapshot in memory, taken when
everything that a change concerns has been built without a warning; what is published is never touched.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from watchfiles import Change, DefaultFilter, watch

from qzcharts.edition import PACKAGE
from qzcharts.errors import BuildError, QzchartsError
from qzcharts.project import Project
from qzcharts.serve.preview import WHOLE, Preview
from qzcharts.serve.site import Server, Snapshot
from qzcharts.sphinxext import kernels
from qzcharts.workspace import prepare

_IDLE = 0.4
"""Seconds without a change after which pages are built that were put off."""
_SETTLED = 20
"""Milliseconds without a further change after which changes count as one."""
_LONGEST = 400
"""Milliseconds after which they do anyway."""
_IMPORT_PACKAGE = "import qzcharts.cli, qzcharts.serve, qzcharts.sphinxext, qzcharts.notebook"


class _Package(Exception):  # noqa: N818 - no error
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
            session = _Session(project, port, tell)
            session.run(browse)
    except KeyboardInterrupt:
        return
    except _Package:
        assert session is not None
        port = session.server.port
    finally:
        kernels.stop()
    options = ["--project", str(project.root), "--port", str(port), "--no-open"]
    os.execv(sys.executable, [sys.executable, "-P", "-m", "qzcharts", "serve", *options])


@contextmanager
def _only_preview(project: Project) -> Iterator[None]:
    prepare(project)
    try:
        with FileLock(project.workspace / "serve.lock", timeout=0):
            yield
    except Timeout as error:
        raise BuildError(
            "another preview of this project is running\n  mend: look at its page, or stop it"
        ) from error


class _Session:
    """A preview, its server, and what they do about a change."""

    def __init__(self, project: Project, port: int, tell: Callable[[str], None]) -> None:
        self._project = project
        self._tell = tell
        self._building = threading.Lock()
        self._pdf = b""
        self._preview = Preview(project, project.workspace / "serve")
        self.server = Server(port, self._make_pdf)

    def run(self, browse: bool) -> None:
        """Serve until interrupted, or until the package has changed."""
        kernels.start()
        broken = ""
        with self.server, _changes(self._project) as changes:
            self._tell(f"{self.server.url} (PDF: {self.server.url}book.pdf), Ctrl-C ends it")
            self._update(frozenset())
            # What is imported by now stays: the collector need not go through it at every build.
            gc.collect()
            gc.freeze()
            if browse:
                webbrowser.open(self.server.url)
            while True:
                changed: set[Path] = set()
                with suppress(queue.Empty):
                    changed |= changes.get(timeout=_IDLE if self._preview.waiting else None)
                    while True:
                        changed |= changes.get_nowait()
                if any(path.is_relative_to(PACKAGE) for path in changed):
                    broken = _import_error()
                    if not broken:
                        raise _Package
                if broken:
                    self.server.publish(self.server.snapshot, broken, ())
                    self._tell(broken)
                else:
                    self._update(changed)

    def _update(self, changed: Set[Path]) -> None:
        start = time.perf_counter()
        snapshot, problem = self.server.snapshot, ""
        with self._building:
            self._pdf = b""
            try:
                self._preview.update(changed, self.server.shown)
                snapshot = Snapshot(self._preview.html, snapshot)
                self.server.pdf_path = f"_downloads/{self._preview.pdf_name}"
            except QzchartsError as error:
                problem = str(error)
            except Exception:
                problem = f"an error that nobody foresaw\n{traceback.format_exc()}"
        self.server.publish(snapshot, problem, self.server.findings)
        names = sorted(os.path.relpath(path, self._project.root) for path in changed)
        self._tell(f"{time.perf_counter() - start:6.2f} s  {', '.join(names) or 'all else'}")
        if problem:
            self._tell(problem)
            return
        try:
            with self._building:
                findings = tuple(map(str, self._preview.findings()))
        except QzchartsError:
            return  # a file has changed meanwhile, which comes next
        except Exception:
            findings = (f"the check: an error that nobody foresaw\n{traceback.format_exc()}",)
        if findings != self.server.findings:
            self.server.publish(snapshot, "", findings)
            self._tell(f"{len(findings)} findings of the check" if findings else "no finding of the check")

    def _make_pdf(self) -> bytes:
        with self._building:
            self._pdf = self._pdf or self._preview.pdf()
            return self._pdf


def _import_error() -> str:
    """Say why the package, as it is now, cannot be imported; empty if it can."""
    command = [sys.executable, "-P", "-c", _IMPORT_PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"the package cannot be imported\n{done.stderr}" if done.returncode else ""


@contextmanager
def _changes(project: Project) -> Iterator[queue.SimpleQueue[set[Path]]]:
    """Watch what the book is made from, and give the sets of files that have changed."""
    found: queue.SimpleQueue[set[Path]] = queue.SimpleQueue()
    stop = threading.Event()
    whole = {str(project.root / name) for name in WHOLE}

    def follow(folders: list[Path], wanted: Callable[[Change, str], bool], recursive: bool) -> None:
        for changes in watch(
            *folders,
            watch_filter=wanted,
            recursive=recursive,
            stop_event=stop,
            debounce=_LONGEST,
            step=_SETTLED,
        ):
            found.put({Path(path) for _, path in changes})

    folders = [folder for folder in (project.book, project.root / "data", PACKAGE) if folder.is_dir()]
    threads = [
        threading.Thread(target=follow, args=(folders, DefaultFilter(), True)),
        # Not the files themselves: most editors save by putting a new file in the place of the old one.
        threading.Thread(target=follow, args=([project.root], lambda _, path: path in whole, False)),
    ]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        stop.set()
        for thread in threads:
            thread.join()
