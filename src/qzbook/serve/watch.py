"""What has been saved since it was last asked, told as soon as the editor has done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from qzbook.edition import PACKAGES
from qzbook.project import Project
from qzbook.serve.preview import WHOLE

_SETTLED = 20
"""Milliseconds without a further change after which changes count as one."""
_LONGEST = 400
"""Milliseconds after which they do anyway."""


class Changes:
    """Watches what the book is made from; a context manager.

    Parameters
    ----------
    project : Project
    """

    def __init__(self, project: Project) -> None:
        self._root = project.root
        self._folders = {project.book, project.root / "data"}
        self._whole = {project.root / name for name in WHOLE} | {project.contents}
        self._found: set[Path] = set()
        self._woken = False
        self._cells: tuple[Set[Path], Callable[[], None]] | None = None
        self._condition = threading.Condition()
        self._stop, self._moved = threading.Event(), threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Changes:
        self._threads = [
            threading.Thread(target=self._follow_folders),
            # Not the files themselves: most editors save by putting a new file in the place of the old one.
            threading.Thread(target=self._follow_root),
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._moved.set()
        for thread in self._threads:
            thread.join()

    @property
    def pending(self) -> bool:
        """Whether `take` would give files at once."""
        return bool(self._found)

    def take(self, seconds: float | None) -> set[Path]:
        """Give the files that have changed, been added or been removed since the last call.

        Parameters
        ----------
        seconds : float, optional
            How long to wait for the first; by default until there is one, or somebody calls `wake`.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._found or self._woken, seconds)
            found, self._found, self._woken, self._cells = self._found, set(), False, None
        return found

    def wake(self) -> None:
        """Have `take` return."""
        with self._condition:
            self._woken = True
            self._condition.notify_all()

    def let_stop_cells(self, notebooks: Set[Path], stop: Callable[[], None]) -> None:
        """Call `stop` when what these notebooks give is no longer asked for: they have been saved again.

        Other files do not count: a cell may write some itself.
        """
        with self._condition:
            self._cells = notebooks | self._whole, stop
            self._stop_cells()

    def _add(self, found: set[Path]) -> None:
        with self._condition:
            self._found |= found
            self._stop_cells()
            self._condition.notify_all()

    def _stop_cells(self) -> None:
        if self._cells and not self._found.isdisjoint(self._cells[0]):
            self._cells[1]()

    def _follow_folders(self) -> None:
        while True:
            self._moved.clear()
            if self._stop.is_set():
                return
            folders = [folder for folder in (*self._folders, *PACKAGES) if folder.is_dir()]
            with suppress(FileNotFoundError):  # it went just now, which the root tells
                for found in self._follow(folders, DefaultFilter(), True, self._moved):
                    self._add(found)

    def _follow_root(self) -> None:
        """Follow the files of the root, and the folders in it: of one that was replaced, nothing is told."""

        def wanted(change: Change, path: str) -> bool:
            return Path(path) in self._whole or (
                Path(path) in self._folders and change is not Change.modified
            )

        for found in self._follow([self._root], wanted, False, self._stop):
            if folders := found & self._folders:
                self._moved.set()
                found |= {path for folder in folders for path in folder.rglob("*")}
            self._add(found)

    @staticmethod
    def _follow(
        folders: list[Path], wanted: Callable[[Change, str], bool], recursive: bool, stop: threading.Event
    ) -> Iterator[set[Path]]:
        for changes in watch(
            *folders,
            watch_filter=wanted,
            debounce=_LONGEST,
            step=_SETTLED,
            stop_event=stop,
            recursive=recursive,
        ):
            yield {Path(path) for _, path in changes}
