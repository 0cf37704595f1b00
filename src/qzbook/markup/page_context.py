"""What a page speaks of: its head may name period and entity of the numbers that are named without.

In Markdown that is ``qzcharts: {period: 2020-H2, entity: jinjiang}`` between the lines ``---``, in an
``.ipynb`` the same among the metadata of the notebook.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx.environment import BuildEnvironment

from qzbook.errors import Unreadable, with_mend
from qzbook.validation import open_ledger
from qzbook.validation.places import line_of
from qzbook.words import gettext
from qzcharts.data import Ledger
from qzcharts.data.period import Period
from qzcharts.data.report import Context, Report
from qzcharts.errors import UnknownNameError

KEY = "qzcharts"
"""Name of it in the head of a page."""
_NOTED = "qzcharts_head"
#: So many periods are named as those that there are.
_MOST_NAMED = 12


class PageHead(NamedTuple):
    """What the head of a page names: the key of a period and the id of an entity, each empty for none."""

    period: str = ""
    entity: str = ""


def page_head(path: Path, text: str, root: Path) -> PageHead:
    """Read what the head of a page names.

    Parameters
    ----------
    path, text : Path, str
        The page.
    root : Path
        The project, whose data it has to be about.

    Raises
    ------
    Unreadable
        If it names no period or entity of the data; the error has the line.
    """
    given = _given(path, text)
    if given is None:
        return PageHead()
    if not isinstance(given, Mapping):
        raise _fault(path, text, "", gettext("{value!r} names nothing", value=given))
    for name in given:
        if name not in PageHead._fields:
            raise _fault(path, text, name, gettext("there is no {name!r}", name=name))
    period, entity = (str(given.get(name) or "").strip() for name in PageHead._fields)
    ledger = open_ledger(root)
    try:
        key = _known_period(period, ledger) if period else ""
    except ValueError as error:
        raise _fault(path, text, "period", str(error)) from error
    known = [each.id for each in ledger.dimensions.entities.values() if not each.dimension]
    if entity and entity not in known:
        raise _fault(path, text, "entity", str(UnknownNameError(gettext("entity"), entity, known)))
    return PageHead(key, entity)


def _given(path: Path, text: str) -> Any:
    """Give what stands in the head; what is no head at all, who reads the page tells."""
    try:
        if path.suffix == ".ipynb":
            return json.loads(text)["metadata"].get(KEY)
        return (read_topmatter(text) or {}).get(KEY)
    except (TopmatterReadError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError):
        return None


def _known_period(text: str, ledger: Ledger) -> str:
    """Give the key of a period that the data say something about.

    Raises
    ------
    ValueError
        If it is none, or they do not.
    """
    period = Period.parse(text)
    known = {each.period for each in (*ledger, *ledger.statements.values()) if each.period.key}
    if not any(_concerns(each, period) for each in known):
        latest = [each.key for each in sorted(known, reverse=True)[:_MOST_NAMED]]
        raise ValueError(
            gettext(
                "nothing in the data is of {period!r}; the latest periods there are: {known}",
                period=text,
                known=", ".join(latest),
            )
        )
    return period.key


def _concerns(known: Period, period: Period) -> bool:
    """Whether what is of one period says something about another: an end lies within, or the whole does."""
    first, last = period.first or date.min, period.last or date.max
    if any(end and first <= end <= last for end in (known.first, known.last)):
        return True
    # What is of a day alone says nothing about the time before it.
    return bool(known.first and known.first <= first and last <= (known.last or date.max))


def _fault(path: Path, text: str, name: str, what: str) -> Unreadable:
    """Make the error of what a head names, with its line."""
    head = "" if path.suffix == ".ipynb" else text.split("\n---", 1)[0]
    line = line_of(head, KEY, name) or line_of(head, KEY) or 1
    message = gettext(
        "{key} in the head of the page: {what}; allowed: a period and an entity of the data",
        key=KEY,
        what=what,
    )
    mend = gettext("write it as in qzcharts: {{period: 2020-H2}}, or take it out")
    return Unreadable(path, line, with_mend(f"{message} [page-head]", mend))


def note_context(env: BuildEnvironment, head: PageHead) -> None:
    """Note what the head of the page being read names."""
    env.metadata[env.docname][_NOTED] = head


def page_context(env: BuildEnvironment, docname: str) -> Context:
    """Give what is spoken of on a page that is being read, or was."""
    report: Report = env.config.qzcharts_report
    return report.context.on_page(*env.metadata[docname].get(_NOTED, PageHead()))
