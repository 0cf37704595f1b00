"""What one build keeps for the next: pages as they were read and written, trusted only while they are whole.

Sphinx writes into its folders in place. A build that was killed, a full disk or a hand may leave half a page
there that looks newer than its source, so a build trusts what it finds only if the last one ended well and
nothing has touched its files since. What somebody else wrote is not trusted at all: a sealed record says of
every file what it held.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from qzbook.edition import SOURCES
from qzbook.press.project import Project
from qzbook.safety import seal
from qzcharts.data import plain, quotations, validation
from qzcharts.errors import Problem, ProblemsError

_RECORD = "record.json"
_SOUND = "sound.json"
PUBLISHED = "published.json"
_FILES = {_SOUND, PUBLISHED, "build.lock", "serve.lock"}
_FOLDERS = {"pages", "execution", "serve"}
_NOT_KEPT = "is none that a build keeps here for the next"
_MEND = "move it elsewhere, or delete the folder if it holds nothing else of yours"
_PARTS = {"check", "doctrees", "html", "jupyter_execute", "typst"}
"""Of the folder of pages."""
_MOST_STATES = 1000
"""So many states of data are read at most."""


def prepare(project: Project) -> None:
    """Judge what lies in a project before anything of it is read or written, and make its workspace.

    Raises
    ------
    ProblemsError
        With every link, pipe, device or file without bounds among the sources and in the workspace, and
        everything in the workspace that no build puts there.
    """
    require_plain(project.root)
    _require_own(project.workspace)
    project.workspace.mkdir(exist_ok=True)


def require_plain(root: Path) -> None:
    """Judge the sources of a project, as `prepare` does."""
    if found := plain.problems(root, (*SOURCES, quotations.FOLDER)):
        raise ProblemsError(found)


def _require_own(folder: Path) -> None:
    found = {
        path: f"{what}; allowed: files and folders" for path, what in plain.faults(folder, plain.ANY_SIZE)
    }
    if not found and folder.is_dir():
        files = {*_FILES, *(f"{name}.new" for name in _FILES)}
        own = {folder / name for name in files | _FOLDERS}
        own |= {folder / "pages" / name for name in (_RECORD, f"{_RECORD}.new", *_PARTS)}
        held = [*folder.iterdir(), *(folder / "pages").glob("*")]
        found = {path: _NOT_KEPT for path in held if path not in own}
    elif not found and folder.exists():
        found = {folder: "is a file; allowed: a folder of what builds keep for the next"}
    if found:
        raise ProblemsError(
            Problem(plain.told(path, folder.parent), 0, "", "not-kept", what, _MEND)
            for path, what in found.items()
        )


def clear(folder: Path) -> None:
    """Remove the workspace of a project.

    Raises
    ------
    ProblemsError
        If something lies in it that no build puts there.
    """
    _require_own(folder)
    shutil.rmtree(folder, ignore_errors=True)


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
        self._known: dict[str, tuple[list[int], str]] = {}
        """Stamp and digest of files that have been looked at."""

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

        Raises
        ------
        ProblemsError
            If something was put among the files that the last build vouched for.
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
        record = {"environment": environment(package), "notes": notes, "files": self._digests()}
        write_sealed(self._record, record)

    def _read(self) -> dict[str, Any]:
        record: dict[str, Any] = read_sealed(self._record)
        return record

    def _distrust(self, environment: str) -> str:
        """Say why what is there must not be used; empty if it may, or nothing is there."""
        if not any(self.folder.glob("*/*")):
            return ""
        try:
            record, digests = self._read(), self._digests()
            if added := digests.keys() - record["files"].keys():
                raise ProblemsError(
                    Problem(self._place(name), 0, "", "not-kept", _NOT_KEPT, _MEND) for name in added
                )
            if record["environment"] != environment:
                return "it was made by other versions"
            if record["files"] != digests:
                return "its files have been changed"
        except FileNotFoundError:
            return "the build that wrote it did not end"
        except (OSError, ValueError, TypeError, KeyError):
            return (
                seal.unkept() or "it was not written by this user on this machine, or its record is damaged"
            )
        return ""

    def _place(self, name: str) -> str:
        return (self.folder.relative_to(self.folder.parents[1]) / name).as_posix()

    def _discard(self) -> None:
        for name in _PARTS:
            if (self.folder / name).is_dir():
                shutil.rmtree(self.folder / name)

    def _digests(self) -> dict[str, str]:
        for name, stamp in stamps(self.folder).items():
            if "/" in name and self._known.get(name, ([], ""))[0] != stamp:
                self._known[name] = stamp, _digest(self.folder / name)
        return {name: self._known[name][1] for name in self._known if (self.folder / name).is_file()}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_sealed(path: Path) -> Any:
    """Read JSON that this user wrote here.

    Raises
    ------
    ValueError
        If somebody else wrote it, or it is damaged.
    """
    return json.loads(seal.opened(path.name, path.read_bytes()))


def write_sealed(path: Path, content: Any) -> None:
    """Write JSON that is to be read again by this user here, whole or not at all."""
    aside = path.with_suffix(".json.new")
    aside.write_bytes(seal.sealed(path.name, json.dumps(content).encode()))
    aside.replace(path)


@contextmanager
def sound_data(folder: Path) -> Iterator[None]:
    """Keep in a folder which data were found valid, so that they are not judged again.

    Parameters
    ----------
    folder : Path
        The workspace of a project.
    """
    record = folder / _SOUND
    with suppress(OSError, ValueError, TypeError):  # nothing is known then, and all is judged
        validation.sound.update(map(str, read_sealed(record)[:_MOST_STATES]))
    before = len(validation.sound)
    try:
        yield
    finally:
        if len(validation.sound) > before:
            write_sealed(record, sorted(validation.sound))


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
