"""The pages of a PDF: what is painted on each, and what of it cannot be seen.

Both follow from what a page is painted from, so that a page which has not changed is not read again.
"""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import pikepdf

from qzbook.gate import paint
from qzbook.gate.appearance import Appearance
from qzbook.gate.marked import Piece, read_pages
from qzbook.gate.memory import Memory, state

T = TypeVar("T")
Result = TypeVar("Result")

MANY = 8
"""From so many pages on it pays to read them on all cores."""

_MANY_MORE = 48
"""As `MANY`, while another process of this one, such as one for another language, is at work."""


class PageRead(NamedTuple):
    """What is known of a page: its pieces by their mark, and its blemishes."""

    pieces: dict[int, list[Piece]]
    blemishes: list[paint.Blemish]


def read_and_judge(path: Path, file: pikepdf.Pdf, memory: Memory, *, alone: bool = False) -> list[PageRead]:
    """Give what is known of each page.

    Parameters
    ----------
    path : Path
        The PDF.
    file : pikepdf.Pdf
        The same, open.
    memory : Memory
        What is known of pages that are painted from the same.
    alone : bool
        Whether this process does it all; else the cores have parts of it where it is much.
    """
    looks = Appearance(file)
    states = [state("page", looks.of(number)) for number in range(len(file.pages))]
    unknown = [number for number, each in enumerate(states) if memory.recall(each) is None]
    parts = [unknown]
    many = _MANY_MORE if multiprocessing.active_children() else MANY
    if not alone and len(unknown) >= many:
        size = -(-len(unknown) // (os.cpu_count() or 1))
        parts = [unknown[start : start + size] for start in range(0, len(unknown), size)]
    read = chain.from_iterable(on_all_cores(partial(_read, path), parts))
    for number, page in zip(unknown, read, strict=True):
        memory.note(states[number], page)
    return [memory.recall(each) for each in states]


def on_all_cores(do: Callable[[T], Result], given: Sequence[T]) -> list[Result]:
    """Do something with each of what is given, in several processes as far as this one may have some."""
    cores = min(os.cpu_count() or 1, len(given))
    forks = "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon
    if cores < 2 or not forks:
        return list(map(do, given))
    with ProcessPoolExecutor(cores, multiprocessing.get_context("fork")) as pool:
        return list(pool.map(do, given))


def _read(path: Path, numbers: Sequence[int]) -> list[PageRead]:
    return [PageRead(page.by_mark(), list(paint.judge(page))) for page in read_pages(path, numbers)]
