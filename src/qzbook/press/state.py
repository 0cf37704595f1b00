"""What builds of a project note for each other: one record, sealed, and whole or not there."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qzbook.safety import seal
from qzbook.safety.whole import write_whole

NAME = "state.json"


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
        notes = json.loads(seal.opened(NAME, content))
        return {name: note for name, note in notes.items() if note is not None}


def stamps(folder: Path) -> dict[str, list[int]]:
    """Give size and time of change of a file, or of every file below a folder, by its path in it."""
    if not folder.is_dir():
        return {".": _stamp(folder.stat())} if folder.is_file() else {}
    return dict(sorted(_stamps(folder, "")))


def _stamps(folder: Path | str, prefix: str) -> Iterator[tuple[str, list[int]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name, _stamp(entry.stat())


def _stamp(status: os.stat_result) -> list[int]:
    return [status.st_size, status.st_mtime_ns]


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
