"""Columns of numbers, aligned on their decimal points in both formats.

A column whose cells are all numbers of one unit is set to the right, and a number with a shorter fraction
than others is followed by the room that it lacks. Neither format has an alignment for this.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_typst.table_sizes import placed

_NUMBER = re.compile(r"(?:约|近)?[+\-−]?\d[\d,]*(?P<fraction>\.\d+)?(?P<unit>[^\d.年月日期号第]{0,8})")
_NOTHING = {"", "—", "——", "－", "-", "…", "……"}


class AlignNumbers(SphinxPostTransform):
    """Find the columns of numbers, once references have their words."""

    default_priority = 890

    def run(self, **kwargs: Any) -> None:
        """Go through the tables of one document."""
        for group in self.document.findall(nodes.tgroup):
            align_numbers(group)


def align_numbers(group: nodes.tgroup) -> None:
    """Set the cells of each column of numbers but the first, which names the rows, to the right.

    The attribute ``pad`` of a cell is what its number lacks of the longest fraction, in zeros.
    """
    columns: dict[int, list[nodes.entry]] = {}
    heads: dict[int, list[nodes.entry]] = {}
    for part in group.children:
        found = heads if isinstance(part, nodes.thead) else columns
        for row in placed(part) if isinstance(part, nodes.thead | nodes.tbody) else ():
            for entry, column in row:
                found.setdefault(column, []).append(entry)
    for column, entries in columns.items():
        if column:
            _align(entries, heads.get(column, []))


def _align(entries: list[nodes.entry], heads: list[nodes.entry]) -> None:
    texts = {entry: entry.astext().strip() for entry in entries}
    shown = {entry: text for entry, text in texts.items() if text not in _NOTHING}
    numbers = {entry: found for entry, text in shown.items() if (found := _NUMBER.fullmatch(text))}
    spans = any(entry.get("morecols") for entry in entries)
    aligned = any(name.startswith("text-") for entry in entries for name in entry["classes"])
    units = {found["unit"] for found in numbers.values()}
    if len(numbers) < max(len(shown), 2) or len(units) > 1 or spans or aligned:
        return
    longest = max((found["fraction"] or "" for found in numbers.values()), key=len)
    for entry in [*entries, *(head for head in heads if not head.get("morecols"))]:
        entry["classes"].append("text-right")
    for entry, found in numbers.items():
        if lacking := longest[len(found["fraction"] or "") :]:
            entry["pad"] = re.sub(r"\d", "0", lacking)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(AlignNumbers)
