"""A table of the ledger whose rows hold several numbers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from docutils import nodes
from docutils.nodes import Node

from qzbook.evidence.basis import order
from qzbook.evidence.domain import EvidenceDomain
from qzbook.evidence.places import PLACES, Places
from qzbook.markup.tables import GENERATED, LEAST, letter_widths, paragraph
from qzbook.words import word
from qzcharts.data import Metric
from qzcharts.data.grid_words import GridWords
from qzcharts.data.grids import PARTS, Grid, Part
from qzcharts.data.notation import parse_notation, written
from qzcharts.words import Language

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
        self.words = GridWords(grid, self.language)
        self.others = [GridWords(grid, other) for other in get_args(Language) if other != self.language]

    def with_lines(self, places: Places) -> list[Node]:
        """Give the table, below what all its numbers have in common.

        Where no number in it is used, it has no column of places.
        """
        first, title = self.grid.columns[0][0], self.words.common
        lines: list[Node] = []
        if title:
            lines.append(nodes.rubric("", title, classes=["series-title"], **{GENERATED: "all"}))
        notes = self._notes_of_columns()
        lines += [line(self._noted(note, heads), "series-note") for note, heads in notes.items()]
        head, rows = self._header(), [self._row(row, notes, places) for row in self.grid.rows]
        if places.are_there(metric.id for column in self.grid.columns for metric in column):
            head += nodes.entry("", paragraph(word(self.language, "Used in")), **{LEAST: _PAGES})
            for row, numbers in zip(rows, self.grid.rows, strict=True):
                used = places.of(*(metric.id for metric in numbers if metric))
                row += nodes.entry("", paragraph(*used), classes=[PLACES])
        widths = letter_widths(head, rows)
        group = nodes.tgroup(cols=len(widths), **{GENERATED: "all"})
        group += [nodes.colspec(colwidth=width, stub=int(not at)) for at, width in enumerate(widths)]
        group += nodes.thead("", head)
        group += nodes.tbody("", *rows)
        table = nodes.table("", group, classes=["colwidths-given", "whole", "series"])
        table["called"] = title or first.indicator.label(self.language)
        return [*lines, table]

    def search_rows(self) -> Iterator[tuple[str, str, str, str]]:
        """Give the anchor of each row, its name, its text, and its name in the other language."""
        for row in self.grid.rows:
            found = [metric for metric in row if metric]
            name, code = self._name(found[0], self.words), self._row_code(found[0])
            notes = dict.fromkeys(metric.label("note", self.language) for metric in found)
            values = (self.words.value(metric) for metric in found)
            text = " ".join(filter(None, (name, code, *values, *notes)))
            yield found[0].anchor, name, text, self._also(found[0])

    def _name(self, metric: Metric, words: GridWords) -> str:
        """Name a row by all that its number is about, but for what heads its column."""
        return words.of(metric, [part for part in PARTS if part not in self.grid.layout.columns])

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
        entries = [nodes.entry("", paragraph(self.words.corner))]
        for head, column in zip(self.words.heads, self.grid.columns, strict=True):
            code = self._code(column[0], self.grid.layout.columns)
            said = [paragraph(head)]
            said += [paragraph(nodes.literal("", code))] if code else []
            entries.append(nodes.entry("", *said, classes=["text-right"]))
        return nodes.row("", *entries)

    def _row(self, numbers: Sequence[Metric | None], said: dict[str, list[str]], places: Places) -> nodes.row:
        found = [(metric, head) for metric, head in zip(numbers, self.words.heads, strict=True) if metric]
        first, _ = found[0]
        notes = (self._noted(note, heads) for note, heads in self._notes(found).items() if note not in said)
        about = paragraph(self.words.of(first, self.grid.row_parts))
        if code := self._row_code(first):
            about += [nodes.Text(" "), nodes.literal("", code)]
        cells = (self._cell(metric, places) for metric in numbers)
        row = nodes.row("", nodes.entry("", about, *map(paragraph, notes)), *cells)
        row.attributes |= order(first)
        row["also"] = self._also(first)
        return row

    def _also(self, metric: Metric) -> str:
        """Name a row in the other language."""
        return " ".join(self._name(metric, words) for words in self.others)

    def _cell(self, metric: Metric | None, places: Places) -> nodes.entry:
        """Make the cell of a number, which links lead to, and which leads to its first use."""
        if metric is None:
            return nodes.entry("")
        value = paragraph(places.link_back(metric.id, self.words.value(metric)), ids=[metric.anchor])
        value["classes"].append("metric")
        return nodes.entry("", value, classes=["text-right"])

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
        for head, column in zip(self.words.heads, self.grid.columns, strict=True):
            said = {metric.label("note", self.language) for metric in column}
            if len(said) == 1 and (note := said.pop()):
                notes.setdefault(note, []).append(head)
        return {note: heads if len(heads) < len(self.words.heads) else [] for note, heads in notes.items()}

    def _noted(self, note: str, heads: list[str]) -> str:
        term = word(self.language, "Note")
        if heads:
            about = word(self.language, ", ").join(heads)
            term = word(self.language, "{name} ({about})", name=term, about=about)
        return word(self.language, "{term}: {text}", term=term, text=note)
