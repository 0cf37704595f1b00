"""What a rule is: a generator of findings, with the name that its problems carry."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from qzbook.checks.manuscript import DataText, Manuscript
from qzbook.checks.seen import Cell, Exemption, Page, Passage, Seen


class Finding(NamedTuple):
    """What a rule found.

    Attributes
    ----------
    path, line, column, message, mend
        As of :class:`qzcharts.errors.Problem`.
    subject : str
        What an exemption has to name: the words that were found, or what a row of the data is about.
    exemptions : tuple of Exemption
        Those that stand above it on its page.
    """

    path: str
    line: int
    column: str
    message: str
    mend: str
    subject: str = ""
    exemptions: tuple[Exemption, ...] = ()


class Rule(NamedTuple):
    """A rule of ``qzcharts check``.

    Attributes
    ----------
    find : callable
        Generates the findings in a manuscript.
    description : str
        What it finds, in one line, to be looked up in the catalogue.
    of_outputs : bool
        Whether it can tell only if every cell has run.
    by_page : bool
        Whether what it finds on a page follows from that page and the data alone, no matter what other pages,
        the settings or the contents say: where it found nothing, it need not look again.
    """

    find: Callable[[Manuscript], Iterator[Finding]]
    description: str
    of_outputs: bool = False
    by_page: bool = False

    @property
    def code(self) -> str:
        """Its name, in kebab-case."""
        return self.find.__name__.replace("_", "-")


def in_passage(
    manuscript: Manuscript, passage: Passage, span: tuple[int, int], message: str, mend: str
) -> Finding:
    """Make a finding at a part of a passage's text, from one place in it to another."""
    start, end = span
    line, column = manuscript.sources.place(passage, start, end)
    subject = passage.text[start:end]
    if passage.output:
        subject += f" @{passage.output}"
    return Finding(passage.path, line, column, message, mend, subject, passage.exemptions)


def at(seen: Seen, message: str, mend: str, subject: str = "") -> Finding:
    """Make a finding at a picture or a cell."""
    return Finding(seen.path, seen.line, "", message, mend, subject, seen.exemptions)


def in_code(cell: Cell, line: int, message: str, mend: str, subject: str = "") -> Finding:
    """Make a finding at a line of a cell's code, counted from 1."""
    return at(cell, message, mend, subject)._replace(line=cell.start + line - 1)


def on_page(page: Page, message: str, mend: str) -> Finding:
    """Make a finding that concerns a page as a whole; an exemption may stand anywhere on it."""
    return Finding(page.path, page.title_line, "", message, mend, "", tuple(page.exemptions))


def in_data(text: DataText, message: str, mend: str) -> Finding:
    """Make a finding at a text of the data."""
    return Finding(text.path, text.line, text.column, message, mend, text.subject)
