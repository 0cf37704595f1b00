"""What one build keeps for the next: pages as they were read and written, trusted only while they are whole.

Sphinx writes into its folders in place. A build that was killed, a full disk or a hand may leave half a page
there that looks newer than its source, so a build trusts what it finds only if the last one ended well and
nothing has touched its files since.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_RECORD = "record.json"


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
    def saved(self) -> float:
        """Time of the last build that ended well, in seconds since 1970; 0 if there is none."""
        return self._record.stat().st_mtime if self._record.exists() else 0.0

    @contextmanager
    def use(self, package: str) -> Iterator[tuple[str, str]]:
        """Lend the folder to a build, which calls `keep` when it is whole.

        Parameters
        ----------
        package : str
            Digest of the package, whose directives and templates are in what is kept.

        Yields
        ------
        edition : str
            What `keep` was told that the pages hold; empty if there are none.
        lost : str
            Why there are none where some might be expected; empty otherwise.
        """
        environment = _environment(package)
        edition, lost = self._open(environment)
        self._record.unlink(missing_ok=True)
        try:
            yield edition, lost
        except Exception:
            self._discard()
            raise

    def keep(self, package: str, edition: str) -> None:
        """Vouch for the files that are there, and for the edition that the written pages hold."""
        record = {"environment": _environment(package), "edition": edition, "files": self._files()}
        aside = self._record.with_suffix(".new")
        aside.write_text(json.dumps(record), "utf-8")
        aside.replace(self._record)

    def _open(self, environment: str) -> tuple[str, str]:
        if not any(self.folder.glob("*/*")):
            return "", ""
        try:
            record = json.loads(self._record.read_text("utf-8"))
            if record["environment"] != environment:
                lost = "it was made by other versions"
            elif record["files"] != self._files():
                lost = "its files have been changed"
            else:
                return str(record["edition"]), ""
        except FileNotFoundError:
            lost = "the build that wrote it did not end"
        except (OSError, ValueError, TypeError, KeyError):
            lost = "its record cannot be read"
        self._discard()
        return "", lost

    def _discard(self) -> None:
        for entry in self.folder.iterdir() if self.folder.is_dir() else ():
            if entry.is_dir():
                shutil.rmtree(entry)

    def _files(self) -> dict[str, list[int]]:
        """Give size and time of change of every file."""
        found = {}
        for path in sorted(self.folder.glob("*/**/*")):
            status = path.stat()
            if path.is_file():
                found[path.relative_to(self.folder).as_posix()] = [status.st_size, status.st_mtime_ns]
        return found


def _environment(package: str) -> str:
    """Name the interpreter and the versions of all that is installed, beside the package."""
    installed = [
        entry.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.suffix in {".dist-info", ".egg-info"}
    ]
    return json.dumps([sys.version, package, sorted(installed)])
