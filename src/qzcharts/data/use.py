"""Announces which files of the data package are used, for whoever records what a notebook has read.

Opening the package reads every file of it, so that opening says nothing of use. Content leaves the package in
the hands of whoever is given a table, a metric or a unit; there its files are announced, each time, by the
audit event `EVENT` (PEP 578).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from qzcharts.data.report import Context

EVENT = "qzcharts.data.use"
"""Its arguments are those of a `File`."""

T = TypeVar("T")


class File(NamedTuple):
    """A file as it was when it was read.

    Attributes
    ----------
    path : Path
    state : str
        SHA-256 of its content, or ``none`` where there was no such file. All files together have states too:
        of ``data/*`` it is ``valid``, of ``data/*.NAME`` it is ``none`` where no entry has this id, and of a
        :func:`question` it is the answer.
    """

    path: Path
    state: str


def question(notation: str, spoken_of: Context) -> str:
    """Ask, in place of the name of a file, which number a notation means where this is spoken of."""
    texts = notation, spoken_of.period.key, spoken_of.entity
    return "*?" + "&".join(quote(text, safe="") for text in texts)


def read_question(name: str) -> tuple[str, Context]:
    """Read a question again: the notation, and what is spoken of."""
    from qzcharts.data.period import Period  # slow to import; to say what is used takes no period
    from qzcharts.data.report import Context

    notation, period, entity = map(unquote, name.removeprefix("*?").split("&"))
    return notation, Context(Period.parse(period), entity)


def announce(files: Iterable[File]) -> None:
    """Tell that the content of these files is used."""
    for path, state in files:
        sys.audit(EVENT, str(path), state)


class Announced(Mapping[str, T]):
    """A mapping that announces whatever it hands out.

    Parameters
    ----------
    contents : mapping
    files_of : callable
        Gives the files that an item was made from.
    naming : iterable of File
        The files that decide which names there are.
    missing : callable, optional
        Gives what decides that there is not this one; by default `naming`.
    """

    def __init__(
        self,
        contents: Mapping[str, T],
        files_of: Callable[[T], Iterable[File]],
        naming: Iterable[File],
        missing: Callable[[str], Iterable[File]] | None = None,
    ) -> None:
        self._contents, self._files_of, self._naming = contents, files_of, tuple(naming)
        self._missing = missing or (lambda _: self._naming)

    def __getitem__(self, name: str) -> T:
        if name not in self._contents:
            announce(self._missing(name))
        item = self._contents[name]
        announce(self._files_of(item))
        return item

    def __iter__(self) -> Iterator[str]:
        announce(self._naming)
        return iter(self._contents)

    def __len__(self) -> int:
        announce(self._naming)
        return len(self._contents)
