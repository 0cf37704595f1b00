"""Files of an edition as copies of what lies in the workspace, made only of what has changed.

A copy that is as it was made, of a file that is as it was copied, is handed on to the next edition under a
second name, until the former edition is gone. Of a copy that a hand has touched, or that came from elsewhere,
the system tells another time of change, which nobody can set: it is made again.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from qzbook.press.state import Stamp, State, file_stamp

_NOTE = "copies"


class Copies:
    """Makes the files of an edition.

    Parameters
    ----------
    noted : State
        What builds have noted for each other.
    published : Path
        Folder of the former edition.
    """

    def __init__(self, noted: State, published: Path) -> None:
        self._noted, self._published = noted, published
        self._known: Mapping[str, list[Stamp]] = {}
        with suppress(OSError, ValueError, TypeError, KeyError):
            self._known = dict(noted.read(_NOTE))
        self._sources: dict[str, Stamp] = {}

    def make(self, files: Mapping[Path, Path], folder: Path) -> None:
        """Put files by their names into the folder of the next edition."""
        for place in {(folder / name).parent for name in files}:
            place.mkdir(parents=True, exist_ok=True)
        for path, source in files.items():
            name, former = path.as_posix(), self._published / path
            self._sources[name] = file_stamp(source.lstat())
            if not (self._is_known(name, former) and _linked(former, folder / path)):
                shutil.copy2(source, folder / path)

    def note(self) -> None:
        """Note what was copied, once it is published: a link that is removed is a change too."""
        stamps = {
            name: [source, file_stamp((self._published / name).lstat())]
            for name, source in self._sources.items()
        }
        self._noted.write(_NOTE, stamps)

    def _is_known(self, name: str, former: Path) -> bool:
        try:
            return self._known.get(name) == [self._sources[name], file_stamp(former.lstat())]
        except OSError:
            return False


def _linked(former: Path, target: Path) -> bool:
    """Whether a file could be given a second name, which not every disk has."""
    try:
        os.link(former, target, follow_symlinks=False)
    except OSError:
        return False
    return True
