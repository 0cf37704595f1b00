"""What a user can meet: problems, each with its place and its mend, and the exceptions that carry them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from qzcharts.encoding import encoding_of
from qzcharts.words import gettext, marked

if TYPE_CHECKING:
    from collections.abc import Iterable


#: In an .ipynb, MyST-NB numbers a line as its cell times this, plus the line in the cell and one more.
CELL = 10_000
_MOST_NAMES = 20
_IN_CELL = re.compile(r"(?<=\.ipynb):(?P<number>\d{5,})(?=:|$)")


def by_cells(text: str) -> str:
    """Name cell and line in a text, in place of the number that MyST-NB has for a line of an .ipynb."""
    return _IN_CELL.sub(lambda found: f", {_in_cell(int(found['number']))}", text)


def _in_cell(number: int) -> str:
    cell, line = divmod(number, CELL)
    return gettext("cell {cell}, line {line}", cell=cell, line=max(line - 1, 1))


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands and how to mend it.

    Attributes
    ----------
    path : str
        File, relative to the project where it lies in it.
    line : int
        Line in the file, counted from 1; 0 where the problem concerns the whole file; in an .ipynb, the
        number that MyST-NB has for it, see :data:`CELL`.
    column : str
        Column of a CSV by its name, or of a text by its number; empty where there is none.
    code : str
        Name of the rule, in kebab-case.
    message : str
        What is wrong and what is allowed.
    mend : str
        What to do about it; empty where nobody knows more than the message.
    """

    path: str
    line: int
    column: str
    code: str
    message: str
    mend: str

    @property
    def place(self) -> str:
        """``file:line:column``, as far as known; of an .ipynb ``file, cell 4, line 2:column``."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
        if self.column:
            parts.append(self.column)
        return by_cells(":".join(parts[:2])) + "".join(f":{part}" for part in parts[2:])

    @property
    def cell(self) -> str:
        """Cell and line in an .ipynb; empty elsewhere."""
        return _in_cell(self.line) if self.path.endswith(".ipynb") and self.line >= CELL else ""

    def __str__(self) -> str:
        told = f"{self.place}: {self.message} [{self.code}]"
        mend = gettext("mend: {mend}", mend=self.mend)
        return f"{told}\n  {mend}" if self.mend else told


def near_matches(name: str, known: Iterable[str], least: float = 0.5) -> list[str]:
    """Give up to three of the names that are like one, at `least` by so much of its letters."""
    return get_close_matches(name, list(known), n=3, cutoff=least)


def name_hint(name: str, known: Iterable[str]) -> str:
    """Name what is like a name, or else some of the names that there are."""
    names = list(known)
    if near := near_matches(name, names):
        return gettext("near matches: {names}", names=", ".join(near))
    return gettext("known: {names}", names=", ".join(names[:_MOST_NAMES]))


def not_utf8(error: UnicodeDecodeError) -> tuple[int, str]:
    """Say in which line a file is no UTF-8, and in which encoding it is or by which byte it shows."""
    line = error.object.count(b"\n", 0, error.start) + 1
    if encoding := encoding_of(error.object):
        return line, gettext("saved as {encoding}; allowed: UTF-8 only", encoding=encoding)
    return line, gettext("byte {byte:#04x} is not UTF-8; allowed: UTF-8 only", byte=error.object[error.start])


class QzchartsError(Exception):
    """Base of every error that a user can cause and mend."""


class ProblemsError(QzchartsError):
    """One or more problems that stop the work.

    Parameters
    ----------
    problems : iterable of Problem
        At least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class DataError(ProblemsError):
    """The data package or one of its CSVs cannot be used."""


class TextError(QzchartsError):
    """Base of errors that say what is wrong by a text of the catalogue with its values."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(gettext(text, **values))


class FormulaError(TextError):
    """A formula cannot be read or evaluated."""


class UnitError(TextError):
    """Units that do not fit together, or a unit that nobody defined."""


class PeriodError(TextError, ValueError):
    """A text is no period.

    Parameters
    ----------
    text : str
    mend : str
        What to do about it.
    """

    def __init__(self, text: str, /, *, mend: str, **values: object) -> None:
        super().__init__(text, **values)
        self.mend = mend


class FormError(TextError):
    """A form that there is not, or that does not fit what it was asked of.

    Parameters
    ----------
    text : str
        What is wrong and what is allowed.
    mend : str
        What to do about it.
    """

    def __init__(self, text: str, /, *, mend: str, **values: object) -> None:
        self.what, self.mend = gettext(text, **values), mend
        super().__init__(marked("{what}; mend: {mend}"), what=self.what, mend=mend)


class UnknownNameError(QzchartsError, LookupError):
    """A name that the data package does not hold.

    Parameters
    ----------
    kind : str
        What was looked for, such as ``metric`` or ``table``, in the language of the user.
    name : str
        The name asked for.
    known : iterable of str
        The names there are; near matches are offered from them.
    labelled : iterable of str
        Those whose label the name is; they are offered instead of near matches.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], labelled: Iterable[str] = ()) -> None:
        self.kind, self.name = kind, name
        if so_labelled := ", ".join(labelled):
            super().__init__(
                gettext(
                    "there is no {kind} {name!r}; so labelled: {names}",
                    kind=kind,
                    name=name,
                    names=so_labelled,
                )
            )
            return
        names = sorted(known)
        shown = {
            "kind": kind,
            "name": name,
            "names": ", ".join(near_matches(name, names) or names[:_MOST_NAMES]),
        }
        if near_matches(name, names):
            message = gettext("there is no {kind} {name!r}; near matches: {names}", **shown)
        elif len(names) > _MOST_NAMES:
            message = gettext(
                "there is no {kind} {name!r}; known: {names} and {more} more",
                more=len(names) - _MOST_NAMES,
                **shown,
            )
        else:
            message = gettext("there is no {kind} {name!r}; known: {names}", **shown)
        super().__init__(message)


class ChartError(TextError, ValueError):
    """A chart cannot be drawn from what it was given."""


class NotationError(TextError, ValueError):
    """A text that names no number."""


class UnclearNameError(UnknownNameError):
    """A name that does not say which number is meant, or one that its indicator does not have.

    Parameters
    ----------
    name : str
        As written.
    what : str
        What is missing, in the language of the user.
    choices : iterable of str
        Names that are clear.
    """

    def __init__(self, name: str, what: str, choices: Iterable[str]) -> None:
        self.kind, self.name = gettext("metric"), name
        names = [*choices]
        shown = {"name": name, "what": what, "choices": ", ".join(names[:_MOST_NAMES])}
        if len(names) > _MOST_NAMES:
            message = gettext(
                "{name!r}: {what}; there are: {choices} and {more} more",
                more=len(names) - _MOST_NAMES,
                **shown,
            )
        else:
            message = gettext("{name!r}: {what}; there are: {choices}", **shown)
        QzchartsError.__init__(self, message)
