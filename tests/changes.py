"""Changes to a copy of a project or of its data, each made by a function that takes the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from support import write_files

Change = Callable[[Path], object]


def swap(file: str, old: str, new: str) -> Change:
    """Replace what stands in a file just once."""

    def change(folder: Path) -> None:
        content = (folder / file).read_text("utf-8")
        assert content.count(old) == 1, (file, old)
        (folder / file).write_text(content.replace(old, new), "utf-8")

    return change


def put(file: str, content: str | bytes) -> Change:
    """Write a file, there or not."""
    return lambda folder: write_files(folder, {file: content})


def append(file: str, text: str) -> Change:
    return lambda folder: (folder / file).write_text((folder / file).read_text("utf-8") + text, "utf-8")


def recode(file: str, encoding: str) -> Change:
    return lambda folder: (folder / file).write_bytes((folder / file).read_text("utf-8").encode(encoding))


def remove(file: str) -> Change:
    return lambda folder: (folder / file).unlink()


def each(*changes: Change) -> Change:
    """Make one after the other."""
    return lambda folder: [change(folder) for change in changes]
