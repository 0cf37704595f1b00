"""Put a finished edition where readers see it: whole, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


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
        Folder that readers see. Whatever is in it is replaced at one moment, by a rename, if the ``with``
        block ends well, and stays as it was if it does not.
    """
    fresh = _beside(published, "new")
    try:
        fresh.mkdir(parents=True)
        yield fresh
        _exchange(fresh, published)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(published: Path) -> None:
    """Clear away what a build that was killed left, and bring back an edition it had just moved aside."""
    former = _beside(published, "old")
    if former.exists() and not published.exists():
        former.rename(published)
    for left in (former, _beside(published, "new")):
        shutil.rmtree(left, ignore_errors=True)


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
