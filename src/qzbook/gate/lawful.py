"""In what HTML and PDF may differ: one table, a row for each difference, with its reason.

Whatever else differs stops a build. A row finds elements by an XPath in the tree of a page or in that of a
document of the PDF (`qzbook.gate.pdf`), and takes them away or changes them, so that both say the same.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from lxml import etree

from qzbook.gate import reconcile
from qzbook.gate.flow import Element
from qzbook.words import word
from qzcharts.words import Language

Change = Callable[[Element], bool]
"""Changes an element; returns whether it was what the row is about."""


@dataclass(frozen=True)
class Lawful:
    """A lawful difference.

    Attributes
    ----------
    name : str
        What is different.
    side : {"html", "pdf"}
        The format whose tree is changed.
    path : str
        XPath of the elements.
    reason : str
        Why the formats differ.
    change : callable
        What is done to each of them.
    """

    name: str
    side: Literal["html", "pdf"]
    path: str
    reason: str
    change: Change

    @cached_property
    def find(self) -> etree.XPath:
        """The path, ready to be called with a tree."""
        return etree.XPath(self.path)


def of_class(*names: str) -> str:
    """Give the condition of an XPath that an element has one of these classes."""
    return " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)


#: What a path may name besides classes: a sign, and a heading of the ledger in the PDF.
_NAMES = {
    "ONLY MARK": f"@alt='{reconcile.ONLY_MARK}'",
    "USED IN": " or ".join(f"normalize-space()='{word(each, 'Used in')}'" for each in get_args(Language)),
}


def _read() -> tuple[Lawful, ...]:
    """Read the table."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["lawful"]
    for row in rows:
        row["path"] = re.sub("«(.+?)»", lambda name: _NAMES.get(name[1]) or of_class(name[1]), row["path"])
        row["change"] = getattr(reconcile, row.get("change", "remove"))
    return tuple(Lawful(**row) for row in rows)


TABLE = _read()


def apply(tree: Element, side: Literal["html", "pdf"], uses: Counter[str], table: Iterable[Lawful]) -> None:
    """Take every lawful difference from a tree.

    Parameters
    ----------
    tree : Element
        Is changed.
    side : {"html", "pdf"}
        The format that it comes from.
    uses : Counter
        Counts each use of a row by its name.
    table : iterable of Lawful
        The rows, in the order in which they are applied.
    """
    for row in table:
        if row.side == side:
            for element in row.find(tree):
                uses[row.name] += row.change(element)
