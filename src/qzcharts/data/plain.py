"""What a project may consist of: files and folders of its own.

A link leads elsewhere, a pipe or a device may never end, and a file without bounds takes all memory: whoever
reads the project would wait for ever, or publish what lies outside of it. So all of them are refused by name
before anything is read.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from qzcharts.errors import Problem

MOST_BYTES = 50_000_000
"""A larger file is none that a report is made from."""

ANY_SIZE = sys.maxsize
"""For what was not written by hand."""

ALLOWED = f"allowed: the project's own folders, and files of at most {MOST_BYTES // 1_000_000} MB"
MEND = "put the file itself there, or remove it"

#: Controls, ends of lines, marks that turn the direction of text, and bytes that are not UTF-8.
_UNTOLD = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def fault(path: Path, most: int = MOST_BYTES) -> str:
    """Say why a path is no file or folder of a project's own; empty if it is, or there is nothing."""
    if _UNTOLD.search(path.name):
        return "has a name with signs that cannot be printed"
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return f"is a link to {str(path.readlink())!r}"
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        return f"cannot be looked at: {error.strerror}"
    if kind := _KINDS.get(stat.S_IFMT(status.st_mode)):
        return f"is {kind}"
    if stat.S_ISREG(status.st_mode) and status.st_size > most:
        return f"has {status.st_size // 1_000_000} MB"
    return ""


def faults(path: Path, most: int = MOST_BYTES) -> Iterator[tuple[Path, str]]:
    """Give everything at and below a path that is no file or folder of a project's own, and what it is."""
    if what := fault(path, most):
        if not _is_lock(path):
            yield path, what
    elif path.is_dir():
        try:
            entries = sorted(path.iterdir())
        except FileNotFoundError:
            return  # what another process has just removed
        except OSError as error:
            yield path, f"cannot be read: {error.strerror}"
            return
        for entry in entries:
            yield from faults(entry, most)


def problems(root: Path, names: Iterable[str]) -> list[Problem]:
    """Judge files and folders of a project, with all that is in them, by their names in `root`."""
    return [
        Problem(told(path, root), 0, "", "not-plain", f"{what}; {ALLOWED}", MEND)
        for name in names
        for path, what in faults(root / name)
    ]


def told(path: Path, root: Path) -> str:
    """Give the name of a path as seen from a folder, so that it can be printed."""
    return _UNTOLD.sub(lambda sign: ascii(sign[0])[1:-1], os.path.relpath(path, root))


def out_of_reach(path: Path, root: Path) -> str:
    """Say why a file is none that a page or a setting may name; empty if it is one.

    Parameters
    ----------
    path : Path
        Links in it are followed.
    root : Path
        Of the project.
    """
    try:
        real, root = path.resolve(), root.resolve()
    except (OSError, ValueError, RuntimeError):
        return "is no path"
    if not real.is_relative_to(root):
        return "lies outside of the project"
    if any(part.startswith(".") for part in real.relative_to(root).parts):
        return "is hidden, as its name or that of its folder begins with a point"
    return fault(real)


def _is_lock(path: Path) -> bool:
    """Whether a path is what Emacs puts beside a file that is being edited: a link that leads nowhere."""
    return path.name.startswith(".#") and not path.exists()
