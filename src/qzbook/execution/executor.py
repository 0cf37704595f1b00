"""What an executor is: this machine's, in `cells`, or that of a cluster."""

import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from qzbook import edition
from qzcharts.words import Language

from .notebook import Notebook


@dataclass(frozen=True)
class Conditions:
    """What the notebooks of a book are run with.

    Parameters
    ----------
    root
        The project's root.
    written
        Folders of what builds write, which are no inputs.
    language
        Of the edition.
    messages
        Languages of messages, as in the variable ``LANGUAGE``.
    timeout
        Seconds that a cell has; without, no bound.
    """

    root: Path
    written: tuple[Path, ...]
    language: Language
    messages: str
    timeout: int | None

    @property
    def excluded(self) -> tuple[Path, ...]:
        """Folders in which nothing counts as an input: on this machine, those of the interpreter too."""
        return Path(sys.prefix), Path(sys.base_prefix), *edition.PACKAGES, *self.written


@dataclass(frozen=True)
class Run:
    """What a run of a notebook gave.

    Parameters
    ----------
    outputs
        Of each cell that was run; none if the kernel did not start.
    raised
        What ended the run at the last of them, if anything did.
    inputs
        As of `cache.Origin`.
    seconds
        What it took.
    """

    outputs: list[list[NotebookNode]]
    raised: Exception | None
    inputs: dict[str, str]
    seconds: float


Runner = Callable[[Notebook], Awaitable[Run]]
Executor = AbstractAsyncContextManager[Runner]
"""Lends what runs notebooks, any number at once; `SphinxError` where none can be run."""
