"""What one build keeps for the next: pages as they were read and written, trusted only while they are whole.

Sphinx writes into its folders in place. A build that was killed, a full disk or a hand may leave half a page
there that looks newer than its source, so a build trusts what it finds only if the last one ended well and
nothing has touched its files since. What somebody else wrote is not trusted at all: a sealed record says of
every file what it held. Whether it still does, is asked of a file of which the system tells another time of
change, which nobody can set.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import get_args

from qzbook.edition import SOURCES
from qzbook.errors import BuildError
from qzbook.press import state
from qzbook.press.state import Stamp, State, environment, file_stamp, stamps
from qzbook.project import Project
from qzbook.safety import plain, seal
from qzbook.safety.whole import intended
from qzbook.words import gettext
from qzcharts.data.package import SOURCE_TEXTS
from qzcharts.errors import Problem, ProblemsError
from qzcharts.words import Language

_LOCKS = {"build.lock", "serve.lock"}
_FOLDERS = {"pages", "execution", "serve"}
_PARTS = {"check", "doctrees", "gate", "html", "jupyter_execute", "templates", "typst", *get_args(Language)}
"""Of the folder of pages; another language has all of them in its own."""
_FORMER = {"published.json", "sound.json", "pages/record.json"}
"""What earlier versions kept, which is passed over."""
_MOST_STATES = 1000
"""So many states of data are read at most."""


@contextmanager
def held(project: Project) -> Iterator[State]:
    """Have a project, whose places `prepare` judges, to oneself; lend what builds have noted for each other.

    Which data were found valid is among it, so that they are not judged again.

    Raises
    ------
    ProblemsError
        As `prepare` does.
    BuildError
        If somebody else has it.
    """
    from filelock import FileLock, Timeout  # slow to import, and not needed where nothing has changed

    from qzbook import validation  # as above

    prepare(project)
    try:
        with FileLock(project.workspace / "build.lock", timeout=0):
            noted = State(project.workspace)
            with suppress(
                OSError, ValueError, TypeError, KeyError
            ):  # nothing is known then, and all is judged
                validation.sound.update(map(str, noted.read("sound")[:_MOST_STATES]))
            before = len(validation.sound)
            try:
                yield noted
            finally:
                if len(validation.sound) > before:
                    noted.write("sound", sorted(validation.sound))
    except Timeout as error:
        raise BuildError(
            gettext("another build or check of this project is running"),
            gettext("wait until it has ended, or stop it"),
        ) from error


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
    if found := plain.problems(root, (*SOURCES, SOURCE_TEXTS)):
        raise ProblemsError(found)


def _require_own(folder: Path) -> None:
    found = {
        path: gettext("{fault}; allowed: files and folders", fault=what)
        for doubtful in _doubtful(folder)
        for path, what in plain.faults(doubtful, plain.ANY_SIZE)
    }
    if not found and folder.is_dir():
        own = {folder / name for name in {state.NAME, *_LOCKS, *_FOLDERS, *_FORMER}}
        own |= {folder / "pages" / name for name in _PARTS}
        held = [*folder.iterdir(), *(folder / "pages").glob("*")]
        found = {path: _not_kept() for path in held if path.with_name(intended(path.name)) not in own}
    elif not found and folder.exists():
        found = {folder: gettext("is a file; allowed: a folder of what builds keep for the next")}
    if found:
        raise _foreign({plain.told(path, folder.parent): what for path, what in found.items()})


def _doubtful(folder: Path) -> Iterator[Path]:
    """Give what has to be looked at, of all in a folder, to know that all are files and folders."""
    if plain.fault(folder, plain.ANY_SIZE):
        yield folder
        return
    places = [folder]
    for place in places:
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if plain.doubtful(entry):
                        yield Path(entry)
                    elif entry.is_dir(follow_symlinks=False):
                        places.append(Path(entry))
        except OSError:
            yield place


def _not_kept() -> str:
    return gettext("is none that a build keeps here for the next")


def _foreign(found: Mapping[str, str]) -> ProblemsError:
    """Name what no build has put into a workspace, each with what it is."""
    mend = gettext("move it elsewhere, or delete the folder if it holds nothing else of yours")
    return ProblemsError(Problem(path, 0, "", "not-kept", what, mend) for path, what in found.items())


def clear(folder: Path) -> None:
    """Remove the workspace of a project.

    Raises
    ------
    ProblemsError
        If something lies in it that no build puts there.
    """
    _require_own(folder)
    shutil.rmtree(folder, ignore_errors=True)


class KeptPages:
    """The folders of Sphinx between builds.

    Parameters
    ----------
    project : Project
    noted : State
        What builds have noted for each other.

    Attributes
    ----------
    folder : Path
        Made when it is first used; safe to delete at any time but during a build.
    noted : State
        What builds have noted for each other.
    notes : dict of str to str
        What the last build that ended well noted for the next; empty if there is none.
    """

    def __init__(self, project: Project, noted: State) -> None:
        self.folder = project.workspace / "pages"
        self.notes: dict[str, str] = {}
        self.noted = noted
        self._known: Mapping[str, tuple[Stamp, str]] = {}
        """Stamp and digest of files that have been looked at."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            self.notes = {str(key): str(value) for key, value in noted.read("pages")["notes"].items()}

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
        self.noted.write("pages", None)
        try:
            yield lost
        except Exception:
            self._discard()
            raise

    def keep(self, package: str, notes: Mapping[str, str]) -> None:
        """Vouch for the files that are there."""
        self._look()
        record = {"environment": environment(package), "notes": dict(notes), "files": self._known}
        self.noted.write("pages", record)

    def _distrust(self, environment: str) -> str:
        """Say why what is there must not be used; empty if it may, or nothing is there."""
        if not any(self.folder.glob("*/*")):
            return ""
        try:
            record = self.noted.read("pages")
            self._known = files = record["files"]
            self._look()
            if added := self._known.keys() - files.keys():
                raise _foreign({f"{self._place}/{name}": _not_kept() for name in added})
            if record["environment"] != environment:
                return gettext("it was made by other versions")
            if any(name not in self._known or self._known[name][1] != files[name][1] for name in files):
                return gettext("its files have been changed")
        except KeyError:
            return gettext("the build that wrote it did not end")
        except (OSError, ValueError, TypeError):
            return seal.unkept() or gettext(
                "it was not written by this user on this machine, or its record is damaged"
            )
        return ""

    @property
    def _place(self) -> str:
        return self.folder.relative_to(self.folder.parents[1]).as_posix()

    def _discard(self) -> None:
        for name in _PARTS:
            if (self.folder / name).is_dir():
                shutil.rmtree(self.folder / name)

    def _look(self) -> None:
        """Read the files that are not known to be as they were."""
        before = self._known
        self._known = {
            name: before[name]
            if name in before and before[name][0] == stamp
            else (stamp, _digest(self.folder / name))
            for name, stamp in stamps(self.folder, file_stamp).items()
            if "/" in name
        }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
