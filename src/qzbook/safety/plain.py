"""What a project may consist of, with all that lies in its folders."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from qzbook.words import gettext
from qzcharts.data.plain import MOST_BYTES, UNTOLD, allowed, fault
from qzcharts.errors import Problem

__all__ = ["ANY_SIZE", "allowed", "doubtful", "fault", "faults", "mend", "out_of_reach", "problems", "told"]

ANY_SIZE = sys.maxsize
"""For what was not written by hand."""


def mend() -> str:
    """Say what to do about what a project may not consist of."""
    return gettext("put the file itself there, or remove it")


def doubtful(entry: os.DirEntry[str]) -> bool:
    """Whether `fault` has to look at an entry of a folder, whatever its size: at most of them it need not.

    What a folder says of its entries is enough to know that one is a file or a folder.
    """
    known = entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
    return not known or bool(UNTOLD.search(entry.name))


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
            yield path, gettext("cannot be read: {reason}", reason=error.strerror)
            return
        for entry in entries:
            yield from faults(entry, most)


def problems(root: Path, names: Iterable[str]) -> list[Problem]:
    """Judge files and folders of a project, with all that is in them, by their names in `root`."""
    return [
        Problem(told(path, root), 0, "", "not-plain", f"{what}; {allowed()}", mend())
        for name in names
        for path, what in faults(root / name)
    ]


def told(path: Path, root: Path) -> str:
    """Give the name of a path as seen from a folder, so that it can be printed."""
    return UNTOLD.sub(lambda sign: ascii(sign[0])[1:-1], os.path.relpath(path, root))


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
        return gettext("is no path")
    if not real.is_relative_to(root):
        return gettext("lies outside of the project")
    if any(part.startswith(".") for part in real.relative_to(root).parts):
        return gettext("is hidden, as its name or that of its folder begins with a point")
    return fault(real)


def _is_lock(path: Path) -> bool:
    """Whether a path is what Emacs puts beside a file that is being edited: a link that leads nowhere."""
    return path.name.startswith(".#") and not path.exists()
