"""What one build keeps for the next: pages as they were read and written, trusted only while they are whole.

Sphinx writes into its folders in place. A build that was killed, a full disk or a hand may leave half a page
there that looks newer than its source, so a build trusts what it finds only if the last one ended well and
nothing has touched its files since.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from qzcharts.data import validation

_RECORD = "record.json"
_MOST_STATES = 1000
"""So many states of data are read at most."""


class Workspace:
    """The folders of Sphinx between builds.

    Parameters
    ----------
    folder : Path
        Made when it is first used; safe to delete at any time but during a build.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._record = folder / _RECORD

    @property
    def notes(self) -> dict[str, str]:
        """What the last build that ended well noted for the next; empty if there is none."""
        try:
            return {str(key): str(value) for key, value in self._read()["notes"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    @contextmanager
    def use(self, package: str) -> Iterator[str]:
        """Lend the folder to a build, which calls `keep` when it is whole.

        Parameters
        ----------
        package : str
            Digest of the package, whose directives and templates are in what is kept.

        Yields
        ------
        str
            Why the folder has been emptied, if it was not empty; "" otherwise.
        """
        lost = self._distrust(environment(package))
        if lost:
            self._discard()
        self._record.unlink(missing_ok=True)
        try:
            yield lost
        except Exception:
            self._discard()
            raise

    def keep(self, package: str, notes: Mapping[str, str]) -> None:
        """Vouch for the files that are there."""
        record = {"environment": environment(package), "notes": notes, "files": self._files()}
        aside = self._record.with_suffix(".new")
        aside.write_text(json.dumps(record), "utf-8")
        aside.replace(self._record)

    def _read(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self._record.read_text("utf-8"))
        return record

    def _distrust(self, environment: str) -> str:
        """Say why what is there must not be used; empty if it may, or nothing is there."""
        if not any(self.folder.glob("*/*")):
            return ""
        try:
            record = self._read()
            if record["environment"] != environment:
                return "it was made by other versions"
            if record["files"] != self._files():
                return "its files have been changed"
        except FileNotFoundError:
            return "the build that wrote it did not end"
        except (OSError, ValueError, TypeError, KeyError):
            return "its record cannot be read"
        return ""

    def _discard(self) -> None:
        for entry in self.folder.iterdir() if self.folder.is_dir() else ():
            if entry.is_dir():
                shutil.rmtree(entry)

    def _files(self) -> dict[str, list[int]]:
        files = stamps(self.folder)
        return {name: stamp for name, stamp in files.items() if "/" in name}


@contextmanager
def sound_data(folder: Path) -> Iterator[None]:
    """Keep in a folder which data were found valid, so that they are not judged again.

    Parameters
    ----------
    folder : Path
        The workspace of a project.
    """
    record = folder / "sound.json"
    with suppress(OSError, ValueError, TypeError):  # nothing is known then, and all is judged
        validation.sound.update(map(str, json.loads(record.read_text("utf-8"))[:_MOST_STATES]))
    before = len(validation.sound)
    try:
        yield
    finally:
        if len(validation.sound) > before:
            aside = record.with_suffix(".new")
            aside.write_text(json.dumps(sorted(validation.sound)), "utf-8")
            aside.replace(record)


def stamps(folder: Path) -> dict[str, list[int]]:
    """Give size and time of change of every file below a folder, by its path in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.stat()
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = [status.st_size, status.st_mtime_ns]
    return found


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
