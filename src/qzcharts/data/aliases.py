"""Other names of what a report speaks of, by which readers look for it: 房产证 for 不动产权证.

Any table with labels can have them, in the columns ``aliases_zh`` and ``aliases_en``: one that has nothing
else, ``data/aliases.csv``, or that of the entities.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qzcharts.data.package import Table
from qzcharts.data.records import BLANKS
from qzcharts.data.rows import Row, rows_having
from qzcharts.errors import Problem
from qzcharts.words import gettext

COLUMNS = ("aliases_zh", "aliases_en")
_LABELS = ("label_zh", "label_en")
_SEPARATOR = "|"
#: Signs that authors put between names in place of a bar; a comma stands in English ones.
_OTHERS = re.compile(r"[;；、｜]")
#: By a single character every text that has it would be found.
_SHORTEST = 2


class Named(NamedTuple):
    """A row whose labels may have other names.

    Attributes
    ----------
    row : Row
    labels : tuple of str
    aliases : tuple of (str, str)
        Each with its column.
    """

    row: Row
    labels: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the labels first."""
        return *self.labels, *(alias for _, alias in self.aliases)


def compared(name: str) -> str:
    """Give a name as search compares it: full width and half width alike, no capitals."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def named(tables: Mapping[str, Table]) -> Iterator[Named]:
    """Give the rows that can have other names, in the order of their tables."""
    for row in rows_having(tables, *COLUMNS):
        aliases = tuple(
            (column, alias.strip(BLANKS))
            for column in COLUMNS
            if row.cells[column]
            for alias in row.cells[column].split(_SEPARATOR)
        )
        yield Named(row, tuple(row.cells[label] for label in _LABELS if row.cells[label]), aliases)


def alias_problems(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Tell which other names find nothing, everything, or what another row is about."""
    known = _labels(tables)
    for each in named(tables):
        row = each.row
        for column, alias in each.aliases:
            first = known.get(compared(alias))
            whole = next((label for label in each.labels if compared(alias) in compared(label)), "")
            if problem := _spelling_problem(row, column, alias):
                yield problem
            elif whole:
                message = gettext(
                    "{name!r} is a part of {label!r}, which search finds by it; allowed: other names",
                    name=alias,
                    label=whole,
                )
                yield row.problem(column, "alias", message, gettext("leave it out"))
            elif first:
                place = f"{first.table.path}:{first.line}"
                message = gettext(
                    "{name!r} stands in {place} too; allowed: a name that leads to one row",
                    name=alias,
                    place=place,
                )
                yield row.problem(column, "alias", message, gettext("remove it from one of the two"))
            known.setdefault(compared(alias), row)


def _labels(tables: Mapping[str, Table]) -> dict[str, Row]:
    """Give the row of each label of what there is to be named: indicators, entities, rows with aliases."""
    rows = [*rows_having(tables, "id", "label_zh"), *(each.row for each in named(tables))]
    labels = ((row.cells.get(label, ""), row) for row in rows for label in _LABELS)
    known: dict[str, Row] = {}
    for name, row in labels:
        known.setdefault(compared(name), row)
    known.pop("", None)
    return known


def _spelling_problem(row: Row, column: str, alias: str) -> Problem | None:
    if found := _OTHERS.search(alias):
        message = gettext("{separator!r} stands between names; allowed: a bar, '|'", separator=found.group())
        return row.problem(column, "alias", message, gettext("write 棚改|棚户改造"))
    if len(alias) < _SHORTEST:
        message = gettext(
            "{name!r} is no name; allowed: two characters or more, with a bar between names", name=alias
        )
        return row.problem(column, "alias", message, gettext("write the whole name, or remove the bar"))
    return None
