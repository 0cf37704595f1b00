"""What can be wrong with the head of a report."""

import re
from collections.abc import Iterator
from typing import Any

from qzbook.validation.places import line_of
from qzbook.words import gettext
from qzcharts.data.period import Period
from qzcharts.errors import PeriodError, Problem

HEAD = "report"
"""Name of the head in the descriptor."""
_ALLOWED = ("title", "title_en", "issue", "period", "entity", "file", "note", "note_en", "contact")
#: Where readers can report an error; an address with more, such as a subject, would not be read on paper.
_CONTACT = re.compile(
    r"mailto:[^\s@?,;:&<>\"]+@([\w-]+\.)+\w{2,}"
    r"|https://([\w-]+\.)+\w{2,}(:\d+)?(/[^\s<>\"]*)?"
    r"|tel:\+?\d(-?\d){2,}"
)
_FILE = re.compile(r"\w[\w.-]{0,98}\w|\w")


def head_problems(path: str, text: str, descriptor: Any) -> Iterator[Problem]:
    """Judge the head in a descriptor.

    Parameters
    ----------
    path, text : str
        Of the descriptor.
    descriptor : Any
        As it is written there.
    """
    head = descriptor.get(HEAD, {}) if isinstance(descriptor, dict) else {}
    for name, message, mend in _faults(head):
        line = line_of(text, HEAD, name) if name else line_of(text, HEAD)
        yield Problem(path, line, "", "report", message, mend)


def file_fault(name: str) -> str:
    """Say why files cannot have a name; empty if they can."""
    if _FILE.fullmatch(name):
        return ""
    return gettext(
        "{name!r} is no name of a file; allowed: letters, digits, hyphens, and points within, at most {most}",
        name=name,
        most=100,
    )


def _faults(head: Any) -> Iterator[tuple[str, str, str]]:
    """Give what is wrong: the name of the value, or none for the whole, the message and the mend."""
    if not isinstance(head, dict):
        message = gettext(
            "report is {value!r}; allowed: an object of {names}", value=head, names=", ".join(_ALLOWED)
        )
        yield "", message, gettext("write the names with their values in braces")
        return
    for name, value in head.items():
        if name not in _ALLOWED:
            message = gettext(
                "the report's head has no {name!r}; allowed: {names}", name=name, names=", ".join(_ALLOWED)
            )
            yield name, message, gettext("correct the name, or take it out")
        elif name == "issue":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                message = gettext("issue is {value!r}; allowed: a whole number from 1", value=value)
                yield name, message, gettext("write the number of the issue, without quotation marks")
        elif not isinstance(value, str) or not value.isprintable():
            message = gettext("{name} is {value!r}; allowed: a text of one line", name=name, value=value)
            yield name, message, gettext("write it in quotation marks")
        elif name == "period":
            try:
                Period.parse(value)
            except PeriodError as error:
                yield name, str(error), error.mend
        elif name == "contact" and not _CONTACT.fullmatch(value):
            message = gettext(
                "contact is {value!r}; allowed: an address with mailto:, https: or tel: before it",
                value=value,
            )
            yield name, message, gettext("such as mailto:errata@example.org")
        elif name == "file" and (fault := file_fault(value)):
            yield name, fault, gettext("such as bulletin-2020-07")
