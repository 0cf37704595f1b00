"""What a rule is: a generator of findings, with the name that its problems carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from qzcharts.checks.manuscript import DataText, Manuscript
from qzcharts.checks.page import Page


class Finding(NamedTuple):
    """What a rule found.

    Attributes
    ----------
    path, line, column, message, mend
        As of :class:`qzcharts.errors.Problem`.
    subject : str
        What the finding is about, for ``data/exemptions.csv``; empty on a page, where a comment exempts.
    """

    path: str
    line: int
    column: str
    message: str
    mend: str
    subject: str = ""


class Rule(NamedTuple):
    """A rule of ``qzcharts check``.

    Attributes
    ----------
    code : str
        Name in kebab-case.
    description : str
        What it finds, in one line.
    find : callable
        Generates the findings in a manuscript.
    needs : str
        The part of the manuscript without which it cannot tell.
    """

    code: str
    description: str
    find: Callable[[Manuscript], Iterator[Finding]]
    needs: Literal["pages", "package", "ledger"] = "pages"


def on_page(page: Page, line: int, column: int, message: str, mend: str) -> Finding:
    """Make a finding at a place of a page, both from 1."""
    return Finding(page.path, line, str(column), message, mend)


def in_data(text: DataText, message: str, mend: str) -> Finding:
    """Make a finding at a text of the data."""
    return Finding(text.path, text.line, text.column, message, mend, text.subject)
