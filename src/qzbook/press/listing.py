"""The ledger as a table for a person: what to write in a role, and what it gives."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple, get_args

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qzbook.validation import open_ledger
from qzbook.words import gettext
from qzcharts.data import Metric
from qzcharts.data.labels import full_label
from qzcharts.data.wording import interval
from qzcharts.errors import UnknownNameError
from qzcharts.words import Language, edition_language

_LEDGER = re.compile(r"^[`:]{3,}\{ledger\}", re.MULTILINE)


class Listed(NamedTuple):
    """A metric or a statement, as it is listed.

    Attributes
    ----------
    id : str
    value : str
        What `{metric}` or `{statement}` gives.
    bounds : str
        Empty for a statement.
    about : str
        Its full label, or its subject.
    ledger : str
        Address of its row in the HTML edition.
    """

    id: str
    value: str
    bounds: str
    about: str
    ledger: str


def find_entries(folder: Path, pattern: str = "") -> list[Listed]:
    """Give the metrics and statements whose id, label or subject holds a pattern, in the ledger's order.

    Parameters
    ----------
    folder : Path
        Of the project, or any folder in it.
    pattern : str
        Any part of these, in Chinese or English; ``*`` and ``?`` stand for any characters.

    Raises
    ------
    DataError
        If the data have problems.
    UnknownNameError
        If none fits.
    """
    ledger = open_ledger(folder)
    page = _ledger_page(ledger.package.folder.parent / "book")
    wanted = f"*{pattern.casefold()}*"
    found = []
    for entry in (*ledger, *ledger.statements.values()):
        about = {language: full_label(entry, language) for language in get_args(Language)}
        texts = (entry.id, *about.values())
        if any(fnmatchcase(text.casefold(), wanted) for text in texts):
            bounds = interval(entry.quantity) if isinstance(entry, Metric) else ""
            address = f"{page}#{entry.anchor}" if page else ""
            found.append(Listed(entry.id, entry.text(), bounds, about[edition_language()], address))
    if not found:
        raise UnknownNameError(gettext("metric or statement"), pattern, [*ledger.metrics, *ledger.statements])
    return found


def _ledger_page(book: Path) -> str:
    """Give the address of the ledger in the HTML edition; empty where no page holds it."""
    holders = (
        path for path in sorted(book.rglob("*.md")) if _LEDGER.search(path.read_text("utf-8", "replace"))
    )
    return next((path.relative_to(book).with_suffix(".html").as_posix() for path in holders), "")


def show(entries: Sequence[Listed]) -> None:
    """Print entries: as a table on a terminal, as lines with tabs into a pipe."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for entry in (Listed._fields, *entries):
            print("\t".join(entry))
        return
    page = entries[0].ledger.partition("#")[0]
    heads = gettext("Id, ledger anchor"), gettext("Value, bounds"), gettext("About")
    table = Table(*heads, box=box.SIMPLE_HEAD, pad_edge=False)
    for entry in entries:
        table.add_row(
            Text.assemble((entry.id, "bold"), "\n", (entry.ledger.removeprefix(page), "dim")),
            Text.assemble(entry.value, "\n", (entry.bounds, "dim")),
            Text(entry.about),
        )
    console.print(table)
    if page:
        console.print(gettext("The anchors are on the page {page}.", page=page), style="dim")
