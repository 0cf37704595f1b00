"""Put a finished edition where readers see it: whole, or not at all."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qzbook.errors import BuildError
from qzbook.safety import plain
from qzbook.safety.whole import intended, write_whole
from qzbook.words import gettext
from qzcharts.errors import Problem, ProblemsError

IDENTITY = "edition.json"
"""File in the folder of an edition that says which one it is, and names its other files."""

_KEYS = {"timestamp": int, "commit": str, "digest": str, "draft": bool, "review": bool}
_YEAR_10000 = 253_402_300_800
"""In seconds since 1970; no date is later."""


@dataclass(frozen=True)
class Editions:
    """What a build published.

    Attributes
    ----------
    html : Path
        First page of the HTML edition.
    pdfs : tuple of Path
        The PDF edition, and the reviewers' copy if there is one.
    pages : int
        Pages of the HTML edition.
    problems : int
        How many problems the check found; they were allowed.
    """

    html: Path
    pdfs: tuple[Path, ...]
    pages: int
    problems: int


@contextmanager
def fresh_edition(published: Path) -> Iterator[Path]:
    """Give an empty folder for an edition, and put it in the place of the published one when it is complete.

    Parameters
    ----------
    published : Path
        Folder that readers see. The edition in it is replaced at one moment, by a rename, if the ``with``
        block ends well, and stays as it was if it does not.

    Raises
    ------
    ProblemsError
        If something that is none of an edition's lies there now; nothing has been touched then.
    """
    fresh = _beside(published, "new")
    fresh.mkdir(parents=True)
    try:
        yield fresh
        require_edition(published)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    try:
        _exchange(fresh, published)
    finally:
        discard(fresh)


def identify(folder: Path, identity: dict[str, Any], names: Iterable[Path]) -> None:
    """Write into the empty folder of an edition which one it is, and what files it will hold.

    This comes before the files, so that at any time what is there is known to be an edition's.
    """
    files = sorted(name.as_posix() for name in names)
    content = json.dumps({**identity, "files": files}, indent=1) + "\n"
    write_whole({folder / IDENTITY: content.encode()})


def recover(published: Path) -> None:
    """Clear away what a build that was killed left, and bring back an edition it had just moved aside."""
    former = _beside(published, "old")
    if former.exists() and not published.exists():
        former.rename(published)
    for left in (former, _beside(published, "new")):
        discard(left)


def require_edition(published: Path) -> None:
    """Make sure that a folder, and those beside it in which editions are made, are editions or nothing.

    Raises
    ------
    ProblemsError
        With everything there that no edition's own list of files names.
    """
    found = {path: what for folder in _places(published) for path, what in _foreign(folder)}
    if found:
        mend = gettext("move it elsewhere; nothing was touched")
        raise ProblemsError(
            Problem(plain.told(path, published.parent), 0, "", "not-published", _with_allowed(what), mend)
            for path, what in found.items()
        )


def _with_allowed(what: str) -> str:
    return gettext(
        "{what}; allowed where editions are published: nothing, or an edition, which the next one replaces",
        what=what,
    )


def withdraw(published: Path) -> None:
    """Remove the published edition, and what is left of others.

    Raises
    ------
    ProblemsError
        If something that is none of an edition's lies there; nothing has been touched then.
    """
    require_edition(published)
    for folder in _places(published):
        discard(folder)


def discard(folder: Path) -> None:
    """Remove an edition, and leave what is none of its files."""
    if plain.fault(folder) or not folder.is_dir():
        return
    own = _Files.of(folder)
    for parent, folders, files in os.walk(folder, topdown=False):
        within = "" if Path(parent) == folder else f"{Path(parent).relative_to(folder).as_posix()}/"
        for name in files:
            if within + name == IDENTITY:  # it goes last, for it says what is an edition's
                continue
            if within + name in own:
                Path(parent, name).unlink(missing_ok=True)
        for name in folders:
            with suppress(OSError):  # one that is not empty, or a link
                Path(parent, name).rmdir()
    with suppress(OSError):  # so too
        if IDENTITY in own and [entry.name for entry in folder.iterdir()] == [IDENTITY]:
            (folder / IDENTITY).unlink()
        folder.rmdir()


class _Files:
    """The files of the edition in a folder, whether they are there or not.

    Its ``edition.json`` names them; where one of an earlier version does not, all below ``html`` and ``pdf``
    are taken for them.
    """

    def __init__(self, names: set[str], folders: set[str], whole: set[str]) -> None:
        self._names, self._folders, self._whole = names, folders, whole

    @classmethod
    def of(cls, folder: Path) -> _Files:
        try:
            given = _read(folder).get("files", ())
        except BuildError:
            return cls(set(), set(), set())
        names = {name for name in given if isinstance(name, str)} if isinstance(given, list) else set()
        folders = {
            parent.as_posix()
            for holder in {name.rpartition("/")[0] for name in names}
            for parent in (Path(holder), *Path(holder).parents)
        }
        return cls({*names, IDENTITY}, folders, set() if names else {"html", "pdf"})

    def __contains__(self, name: str) -> bool:
        return name in self._names or intended(name) == IDENTITY != name or name.split("/")[0] in self._whole

    def may_hold(self, name: str) -> bool:
        """Whether a folder can be one of the edition's."""
        return name in self._folders or name.split("/")[0] in self._whole


def _foreign(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give what lies in a folder and is none of an edition's: each file, or folder with all that it holds."""
    if what := plain.fault(folder, plain.ANY_SIZE):
        yield folder, what
    elif folder.is_file():
        yield folder, gettext("is a file")
    elif folder.is_dir():
        own = _Files.of(folder)
        places = [""]
        for place in places:
            with os.scandir(folder / place) as entries:
                held = sorted(
                    (f"{place}{each.name}", each.is_dir(follow_symlinks=False), plain.doubtful(each))
                    for each in entries
                )
            for name, is_folder, is_doubtful in held:
                if is_doubtful and (what := plain.fault(folder / name, plain.ANY_SIZE)):
                    yield folder / name, what
                elif is_folder and own.may_hold(name):
                    places.append(f"{name}/")
                elif is_folder or name not in own:
                    what = gettext("is none of an edition's files, which {name} names", name=IDENTITY)
                    yield folder / name, what


def read_identity(folder: Path) -> dict[str, Any]:
    """Read which edition a folder holds.

    Raises
    ------
    BuildError
        If there is no such file, or it says nothing of an edition.
    """
    identity = _read(folder)
    if not all(isinstance(identity.get(key), kind) for key, kind in _KEYS.items()) or not (
        0 <= identity["timestamp"] < _YEAR_10000
    ):
        raise _no_edition(folder, gettext("says nothing of an edition"))
    return identity


def _read(folder: Path) -> dict[str, Any]:
    path = folder / IDENTITY
    if what := plain.fault(path):
        raise _no_edition(folder, what)
    try:
        identity = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _no_edition(folder, gettext("is not there")) from None
    except OSError as error:
        raise _no_edition(folder, gettext("cannot be read: {what}", what=error.strerror)) from None
    except (ValueError, RecursionError):
        raise _no_edition(folder, gettext("is no JSON")) from None
    if not isinstance(identity, dict):
        raise _no_edition(folder, gettext("says nothing of an edition"))
    return identity


def _no_edition(folder: Path, what: str) -> BuildError:
    return BuildError(
        f"{folder.name}/{IDENTITY} {what}",
        gettext("name the folder of a published edition, with html/, pdf/ and that file, such as _build"),
    )


def _places(published: Path) -> tuple[Path, ...]:
    return published, _beside(published, "new"), _beside(published, "old")


def _beside(published: Path, suffix: str) -> Path:
    return published.with_name(f".{published.name}-{suffix}")


def _exchange(fresh: Path, published: Path) -> None:
    """Rename `fresh` to `published`, and what stood there to `fresh`, in one step where the system can."""
    if not published.exists():
        fresh.rename(published)
        return
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 is not None:
        here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)
        if renameat2(here, os.fsencode(fresh), here, os.fsencode(published), exchange) == 0:
            return
    former = _beside(published, "old")
    published.rename(former)
    fresh.rename(published)
    former.rename(fresh)
