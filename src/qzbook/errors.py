"""What keeps a book from being read, run or built."""

from pathlib import Path

from sphinx.errors import SphinxError

from qzbook.words import gettext
from qzcharts.errors import QzchartsError, by_cells


class BuildError(QzchartsError):
    """An edition could not be built or published.

    Parameters
    ----------
    message : str
        What is wrong, where, and what is allowed.
    mend : str
        What to do about it; empty where the message says it.
    """

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(by_cells(with_mend(message, mend) if mend else message))


def with_mend(message: str, mend: str) -> str:
    """Say what is wrong, and how to mend it."""
    return gettext("{message}\n  mend: {mend}", message=message, mend=mend)


class ExecutionFailed(SphinxError):  # noqa: N818 - says what happened
    """A notebook cannot be read, or run to its end.

    Parameters
    ----------
    path
        The notebook.
    line
        Line of it, from 1.
    message
        What is wrong and how to mend it.
    """

    category = "Notebook"

    def __init__(self, path: Path, line: int, message: str) -> None:
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        super().__init__(f"{shown}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


class Unreadable(ExecutionFailed):
    """A page cannot be read, and no other page is kept from being read by that."""
