"""Build an edition again from its sources, and compare it with a published one, byte for byte."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qzbook.edition import identify
from qzbook.errors import BuildError
from qzbook.press.build import build
from qzbook.press.phases import Phases
from qzbook.press.publish import read_identity
from qzbook.project import Project
from qzbook.safety import plain
from qzbook.words import gettext

_SHOWN = 60
"""Characters of a differing line on each side."""
_MOST = 1_000_000_000
"""Bytes of a file of an edition, which is read at once."""


@dataclass(frozen=True)
class Difference:
    """A file that is not the same in both editions.

    Attributes
    ----------
    name : str
        Its path in the edition.
    how : str
        What is different.
    """

    name: str
    how: str

    def __str__(self) -> str:
        return f"{self.name}: {self.how}"


def verify(project: Project, folder: Path, phases: Phases | None = None) -> list[Difference]:
    """Build the project anew, from nothing and aside, and compare.

    Parameters
    ----------
    project : Project
        The sources.
    folder : Path
        The published edition, a copy of ``_build``.
    phases : Phases, optional
        What is told of each phase.

    Returns
    -------
    list of Difference
        Sorted by name; empty if every byte is the same.

    Raises
    ------
    BuildError
        If `folder` holds no edition or that of other sources, or the book cannot be built.
    ProblemsError
        As `build` does.
    """
    identity = read_identity(folder)
    with _dated(identity["timestamp"]):
        ours = identify(project.root)
        if identity["digest"] != ours.digest:
            message = gettext(
                "{folder} was made from other sources: their digest is {theirs} (commit {their_commit}), "
                "that of these is {ours} (commit {our_commit})",
                folder=folder.name,
                theirs=identity["digest"][:10],
                their_commit=identity["commit"] or gettext("unknown"),
                ours=ours.digest[:10],
                our_commit=ours.commit or gettext("unknown"),
            )
            raise BuildError(message, gettext("check out the sources that it was made from"))
        with tempfile.TemporaryDirectory(prefix="qzcharts-verify-") as aside:
            again = Project(project.root, Path(aside, "edition"), Path(aside, "workspace"))
            build(again, allow_problems=identity["draft"], review=identity["review"], phases=phases)
            return list(compare(folder, again.output))


@contextmanager
def _dated(timestamp: int) -> Iterator[None]:
    """Have builds carry the date of the edition that they are compared with."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(timestamp)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def compare(published: Path, again: Path) -> Iterator[Difference]:
    """Give every file of two folders that is not in both, with the same bytes.

    Parameters
    ----------
    published, again : Path
        Two editions.

    Yields
    ------
    Difference
        In the order of the names.
    """
    strange = {path.relative_to(published).as_posix(): what for path, what in plain.faults(published, _MOST)}
    names = {
        path.relative_to(folder).as_posix()
        for folder in (published, again)
        for path in folder.rglob("*")
        if path.is_file()
    }
    for name in sorted(names | strange.keys()):
        theirs, ours = published / name, again / name
        if name in strange:
            yield Difference(name, gettext("{fault}, and no file of an edition", fault=strange[name]))
        elif not ours.is_file():
            yield Difference(name, gettext("is published, but not built from the sources"))
        elif not theirs.is_file():
            yield Difference(name, gettext("is built from the sources, but not published"))
        elif (a := theirs.read_bytes()) != (b := ours.read_bytes()):
            yield Difference(name, _difference(a, b))


def _difference(published: bytes, again: bytes) -> str:
    """Say where two contents part: the first line for text, the first byte for anything else."""
    try:
        lines = published.decode().split("\n"), again.decode().split("\n")
    except UnicodeDecodeError:
        return gettext(
            "{published} and {again} bytes, the same up to byte {place}",
            published=len(published),
            again=len(again),
            place=_parting(published, again),
        )
    number = _parting(*lines)
    line, other = (side[number] if number < len(side) else "" for side in lines)
    start = max(_parting(line, other) - _SHOWN // 2, 0)
    return gettext(
        "line {number}\n  published: {published}\n  again:     {again}",
        number=number + 1,
        published=_shown(lines[0], number, start),
        again=_shown(lines[1], number, start),
    )


def _parting(one: Sequence[object], other: Sequence[object]) -> int:
    """Give the first place at which two sequences are not the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(lines: Sequence[str], number: int, start: int) -> str:
    """Give a line from a character on."""
    if number >= len(lines):
        return gettext("(no such line)")
    part = lines[number][start : start + _SHOWN]
    return f"{'…' if start else ''}{part}{'…' if start + _SHOWN < len(lines[number]) else ''}"
