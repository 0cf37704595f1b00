"""A table of the ledger whose rows hold several numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import get_args

from docutils import nodes
from docutils.nodes import Node

from qzbook.evidence.domain import EvidenceDomain
from qzbook.evidence.grids import PARTS, Grid, Part
from qzbook.evidence.places import PLACES, Places
from qzbook.markup.tables import GENERATED, paragraph
from qzbook.words import word
from qzcharts.data import Metric, wording
from qzcharts.data.calculation import RATIO, exact
from qzcharts.data.notation import parse_notation, written
from qzcharts.data.period_words import period_text
from qzcharts.data.unit import Unit
from qzcharts.words import Language

_NARROWEST, _WIDEST = 5, 30  # letters that a column is made for
_HEAD = 14  # letters of its head that it is made for: a date fits, and a longer name breaks
_PAGES = 10  # letters of the pages that use a row, which are known when all is set


def line(text: str, name: str) -> nodes.paragraph:
    """Make a line above a table, of a class."""
    made = paragraph(text)
    made["classes"], made[GENERATED] = [name, "keep-with-next"], "all"
    return made


class SeriesTable:
    """Writes a table of numbers.

    Parameters
    ----------
    domain : EvidenceDomain
    grid : Grid
    """

    def __init__(self, domain: EvidenceDomain, grid: Grid) -> None:
        self.language, self.grid = domain.language, grid
        self.entities = {metric.key.entity for column in grid.columns for metric in column}
        self.understood = domain.ledger.report.entity
        self.heads = [self._words(column[0], grid.layout.columns) for column in grid.columns]

    def with_lines(self, places: Places) -> list[Node]:
        """Give the table, below what all its numbers have in common.

        Where no number in it is used, it has no column of places.
        """
        first = self.grid.columns[0][0]
        title = self._words(first, self.grid.common)
        lines: list[Node] = []
        if title:
            lines.append(nodes.rubric("", title, classes=["series-title"], **{GENERATED: "all"}))
        notes = self._notes_of_columns()
        lines += [line(self._noted(note, heads), "series-note") for note, heads in notes.items()]
        head, rows = self._header(), [self._row(row, notes, places) for row in self.grid.rows]
        if places.are_there(metric.id for column in self.grid.columns for metric in column):
            head += nodes.entry("", paragraph(word(self.language, "Used in")))
            for row, numbers in zip(rows, self.grid.rows, strict=True):
                used = places.of(*(metric.id for metric in numbers if metric))
                row += nodes.entry("", paragraph(*used), classes=[PLACES])
        widths = list(_widths(head, rows))
        group = nodes.tgroup(cols=len(widths), **{GENERATED: "all"})
        group += [nodes.colspec(colwidth=width, stub=int(not at)) for at, width in enumerate(widths)]
        group += nodes.thead("", head)
        group += nodes.tbody("", *rows)
        table = nodes.table("", group, classes=["colwidths-given", "whole", "series"])
        table["called"] = title or first.indicator.label(self.language)
        return [*lines, table]

    def search_rows(self) -> Iterator[tuple[str, str, str]]:
        """Give the anchor of each row, its name, and its text."""
        for row in self.grid.rows:
            found = [metric for metric in row if metric]
            name, code = self._name(found[0]), self._row_code(found[0])
            notes = dict.fromkeys(metric.label("note", self.language) for metric in found)
            values = (self._value(metric) for metric in found)
            yield found[0].anchor, name, " ".join(filter(None, (name, code, *values, *notes)))

    def _words(self, metric: Metric, parts: Iterable[Part], language: Language | None = None) -> str:
        """Say parts of what a number is about; what the report is about is understood."""
        language = language or self.language
        said = (self._part(metric, part, language) for part in parts)
        return word(language, ", ").join(filter(None, said))

    def _part(self, metric: Metric, part: Part, language: Language) -> str:
        if part == "indicator":
            unit = unit_words(metric.indicator.unit, language)
            label = metric.indicator.label(language)
            return word(language, "{name} ({about})", name=label, about=unit) if unit else label
        if part == "period":
            return period_text(metric.period, language)
        if metric.members and len(self.entities) == 1:
            return word(language, ", ").join(member.label(language) for member in metric.members)
        if part in self.grid.common and not metric.members and metric.key.entity == self.understood:
            return ""
        return metric.label("entity", language)

    def _name(self, metric: Metric, language: Language | None = None) -> str:
        """Name a row by all that its number is about, but for what heads its column."""
        return self._words(metric, [part for part in PARTS if part not in self.grid.layout.columns], language)

    def _code(self, metric: Metric, parts: Iterable[Part]) -> str:
        """Give the part of a number's id that stands for these parts."""
        indicator = metric.indicator.id if "indicator" in parts else ""
        members = parse_notation(metric.id).members or ()
        period = metric.period if "period" in parts else None
        return written(indicator, members if "subject" in parts else (), period)

    def _row_code(self, metric: Metric) -> str:
        layout = self.grid.layout
        parts = (*layout.tables, *layout.rows)
        return self._code(metric, [part for part in parts if part != "period" or part in layout.rows])

    def _header(self) -> nodes.row:
        names: dict[Part, str] = {
            "indicator": word(self.language, "Metric"),
            "subject": word(self.language, "Subject"),
            "period": word(self.language, "Period"),
        }
        corner = word(self.language, ", ").join(names[part] for part in self.grid.row_parts)
        entries = [nodes.entry("", paragraph(corner))]
        for head, column in zip(self.heads, self.grid.columns, strict=True):
            code = self._code(column[0], self.grid.layout.columns)
            said = [paragraph(head or word(self.language, "Value"))]
            said += [paragraph(nodes.literal("", code))] if code else []
            entries.append(nodes.entry("", *said, classes=["text-right"]))
        return nodes.row("", *entries)

    def _row(self, numbers: Sequence[Metric | None], said: dict[str, list[str]], places: Places) -> nodes.row:
        found = [(metric, head) for metric, head in zip(numbers, self.heads, strict=True) if metric]
        first, _ = found[0]
        notes = (self._noted(note, heads) for note, heads in self._notes(found).items() if note not in said)
        about = paragraph(self._words(first, self.grid.row_parts))
        if code := self._row_code(first):
            about += [nodes.Text(" "), nodes.literal("", code)]
        cells = (self._cell(metric, places) for metric in numbers)
        row = nodes.row("", nodes.entry("", about, *map(paragraph, notes)), *cells)
        others = (self._name(first, other) for other in get_args(Language) if other != self.language)
        row["also"] = " ".join(others)
        return row

    def _cell(self, metric: Metric | None, places: Places) -> nodes.entry:
        """Make the cell of a number, which links lead to, and which leads to its first use."""
        if metric is None:
            return nodes.entry("")
        value = paragraph(places.link_back(metric.id, self._value(metric)), ids=[metric.anchor])
        value["classes"].append("metric")
        return nodes.entry("", value, classes=["text-right"])

    def _value(self, metric: Metric) -> str:
        """Say a number without its unit, if that is the one its head says."""
        quantity = metric.quantity
        if quantity.unit.symbol != metric.indicator.unit.symbol:
            return metric.text(self.language)
        return wording.text(replace(quantity, unit=RATIO), self.language)

    def _notes(self, found: Sequence[tuple[Metric, str]]) -> dict[str, list[str]]:
        """Give each note of a row with the heads of its numbers; with none where it is of all of them."""
        notes: dict[str, list[str]] = {}
        for metric, head in found:
            if note := metric.label("note", self.language):
                notes.setdefault(note, []).append(head)
        return {note: heads if len(heads) < len(found) else [] for note, heads in notes.items()}

    def _notes_of_columns(self) -> dict[str, list[str]]:
        """Give each note that is one of every number of a column, as `_notes` does."""
        notes: dict[str, list[str]] = {}
        for head, column in zip(self.heads, self.grid.columns, strict=True):
            said = {metric.label("note", self.language) for metric in column}
            if len(said) == 1 and (note := said.pop()):
                notes.setdefault(note, []).append(head)
        return {note: heads if len(heads) < len(self.heads) else [] for note, heads in notes.items()}

    def _noted(self, note: str, heads: list[str]) -> str:
        term = word(self.language, "Note")
        if heads:
            about = word(self.language, ", ").join(heads)
            term = word(self.language, "{name} ({about})", name=term, about=about)
        return word(self.language, "{term}: {text}", term=term, text=note)


def _widths(head: nodes.row, rows: Iterable[nodes.row]) -> Iterator[int]:
    """Give each column the letters of its longest cell, within bounds."""
    for name, *column in zip(head.children, *(row.children for row in rows), strict=True):
        least = _PAGES if PLACES in column[0]["classes"] else _NARROWEST
        yield min(max(least, min(_letters(name) + 1, _HEAD), *map(_letters, column)), _WIDEST)


def _letters(entry: Node) -> int:
    """Count the letters of the longest paragraph of a cell; a Chinese character is as wide as two."""
    return max((len(part.astext().encode("gb18030")) for part in entry.children), default=0)


@lru_cache
def unit_words(unit: Unit, language: Language) -> str:
    """Name a unit in the head of a table: homes, and 10,000 people for 万人."""
    one, two = (wording.text(exact(Fraction(number), unit), language) for number in (1, 2))
    alone = "".join(filter(str.isdigit, two)) == "2"
    return " ".join((two.replace("2", "") if alone else one).split())
