"""The metrics as a table that a person reads: what to write in ``{metric}``, and what it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qzcharts.data import open_ledger
from qzcharts.data.wording import interval
from qzcharts.errors import UnknownNameError

_LEDGER = re.compile(r"^[`:]{3,}\{ledger\}", re.MULTILINE)


class Entry(NamedTuple):
    """A metric; `ledger` is the address of its row in the HTML edition."""

    id: str
    value: str
    bounds: str
    indicator: str
    ledger: str


def find_metrics(folder: Path, pattern: str = "") -> list[Entry]:
    """Give the metrics of a project whose id or indicator holds a pattern, in the order of the ledger.

    Parameters
    ----------
    folder : Path
        Of the project, or any folder in it.
    pattern : str
        Any part of an id or of an indicator, in Chinese or English; ``*`` and ``?`` stand for any characters.

    Raises
    ------
    DataError
        If the data have problems.
    UnknownNameError
        If no metric fits.
    """
    ledger = open_ledger(folder)
    page = _ledger_page(ledger.package.folder.parent / "book")
    wanted = f"*{pattern.casefold()}*"
    found = [
        Entry(
            metric.id,
            metric.text(),
            interval(metric.quantity),
            metric.label("indicator"),
            f"{page}#{metric.anchor}" if page else "",
        )
        for metric in ledger
        if any(
            fnmatchcase(text.casefold(), wanted)
            for text in (metric.id, metric.label("indicator"), metric.label("indicator", "en"))
        )
    ]
    if not found:
        raise UnknownNameError("metric", pattern, ledger.metrics)
    return found


def _ledger_page(book: Path) -> str:
    """Give the address of the ledger in the HTML edition; empty where no page holds it."""
    holders = (
        path for path in sorted(book.rglob("*.md")) if _LEDGER.search(path.read_text("utf-8", "replace"))
    )
    return next((path.relative_to(book).with_suffix(".html").as_posix() for path in holders), "")


def show(entries: Sequence[Entry]) -> None:
    """Print metrics: as a table on a terminal, as lines with tabs into a pipe."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for entry in (Entry._fields, *entries):
            print("\t".join(entry))
        return
    page = entries[0].ledger.partition("#")[0]
    table = Table("Metric, ledger anchor", "Value, bounds", "Indicator", box=box.SIMPLE_HEAD, pad_edge=False)
    for entry in entries:
        table.add_row(
            Text.assemble((entry.id, "bold"), "\n", (entry.ledger.removeprefix(page), "dim")),
            Text.assemble(entry.value, "\n", (entry.bounds, "dim")),
            Text(entry.indicator),
        )
    console.print(table)
    if page:
        console.print(f"The anchors are on the page {page}.", style="dim")
