"""What builds of a project note for each other: one record, sealed, and whole or not there."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from qzbook.safety import seal
from qzbook.safety.whole import write_whole

NAME = "state.json"

Stamp = list[int]
"""Of a file, by which it is told whether it has been changed."""

_read: tuple[bytes, dict[str, Any]] = b"", {}
"""The record as it was read last, and what it says."""


class State:
    """Notes, each under its name.

    Parameters
    ----------
    folder : Path
        The workspace of a project.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def read(self, name: str) -> Any:
        """Give a note.

        Raises
        ------
        KeyError
            If there is none of this name.
        ValueError
            If the record was written by somebody else, or is damaged.
        """
        return self._all()[name]

    def write(self, name: str, note: Any) -> None:
        """Note something in place of what was noted under this name before; `None` takes it away."""
        try:
            notes = self._all()
        except (OSError, ValueError):
            notes = {}
        if notes.get(name) != note:
            content = json.dumps(notes | {name: note}).encode()
            write_whole({self._path: seal.sealed(NAME, content)})

    def _all(self) -> dict[str, Any]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        global _read
        if content != _read[0]:
            notes = json.loads(seal.opened(NAME, content))
            _read = content, {name: note for name, note in notes.items() if note is not None}
        return _read[1]


def content_stamp(status: os.stat_result) -> Stamp:
    """Give size and time of change of the content, which a copy may have in common."""
    return [status.st_size, status.st_mtime_ns]


def file_stamp(status: os.stat_result) -> Stamp:
    """Give what a file that was changed or copied never has as before: nobody can set its time of change."""
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def stamps(folder: Path, stamp: Callable[[os.stat_result], Stamp] = content_stamp) -> dict[str, Stamp]:
    """Give the stamp of a file, or of every file below a folder, by its path in it."""
    if not folder.is_dir():
        return {".": stamp(folder.stat())} if folder.is_file() else {}
    return dict(sorted((name, stamp(entry.stat())) for name, entry in _files(folder, "")))


def _files(folder: Path | str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name, entry


def environment(package: str) -> str:
    """Name the interpreter and the versions of all that is installed, beside the package."""
    installed = [
        entry.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.suffix in {".dist-info", ".egg-info"}
    ]
    return json.dumps([sys.version, package, sorted(installed)])
