"""Put a finished edition where readers see it: whole, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from sphinx.application import Sphinx


def publish(built: Path, published: Path, only: Sequence[str] = ()) -> None:
    """Put what was built in the place of what was published: whole, or not at all.

    Parameters
    ----------
    built : Path
        Folder of a finished build.
    published : Path
        Folder that readers see.
    only : sequence of str
        Names of the files to publish; by default everything but Sphinx's own records.
    """
    fresh = published.with_name(f".{published.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    if only:
        fresh.mkdir(parents=True)
        for name in only:
            shutil.copy2(built / name, fresh / name)
    else:
        shutil.copytree(built, fresh, ignore=shutil.ignore_patterns(".buildinfo", ".doctrees", "reports"))
    _exchange(fresh, published)
    shutil.rmtree(fresh, ignore_errors=True)


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
    former = published.with_name(f".{published.name}-old")
    published.rename(former)
    fresh.rename(published)
    former.rename(fresh)


def recover(published: Path) -> None:
    """Bring back an edition that a build was stopped from replacing, between two renames."""
    former = published.with_name(f".{published.name}-old")
    if former.exists() and not published.exists():
        former.rename(published)
    shutil.rmtree(former, ignore_errors=True)


def discard_stale(app: Sphinx) -> None:
    """Remove what earlier builds left in the output and this one does not refer to.

    Sphinx writes into the folder of the build before; without this, an edition would hold the pictures of
    figures that have changed and the pages of chapters that are gone, which a clean build does not have.
    """
    output = Path(app.outdir)
    images = {name for _, name in app.env.images.values()}
    downloads = {name for _, name in app.env.dlfiles.values()}
    for path in (output / "_images").glob("*"):
        if path.name not in images:
            path.unlink()
    for path in (output / "_downloads").glob("*/*"):
        if path.relative_to(output / "_downloads").as_posix() not in downloads:
            path.unlink()
    for source in (path for path in (output / "_sources").rglob("*") if path.is_file()):
        page = source.relative_to(output / "_sources").as_posix().split(".")[0]
        if page not in app.env.found_docs:
            source.unlink()
            (output / f"{page}.html").unlink(missing_ok=True)
