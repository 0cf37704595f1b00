"""Figures or items in rows and columns."""

from collections.abc import Sequence

from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, chosen, tell_apart
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.errors import ChartError
from qzcharts.words import Language

_GAP = 18.0


def table(
    *metrics: Metrics, items: str | None = None, title: str | None = None, language: Language | None = None
) -> Figure:
    """Answer what exactly the figures, or the items, are.

    On a phone the first two columns stand side by side and the others below them.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names in the order of the rows, such as ``residents[jinjiang]@2021``; ``residents[*]`` is
        that of every part. Or one frame with a column ``id``.
    items : str, optional
        Name of a list of the data package, instead of metrics.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If there is neither a metric nor a list, or both.
    """
    speech = Speech(language)
    if (items is None) == (not metrics):
        raise ChartError("a table shows metrics or a list; mend: give ids, or items='construction.parties'")
    ledger = speech.ledger
    rows = ledger.items(items) if items else []
    tell_apart((f"{items} {row['order']}", row[f"label_{speech.language}"]) for row in rows)
    if items:
        found = [ledger[items]] if items in ledger else []
        columns, cells = speech.item_table(rows)
        if not any(detail for _, detail in cells):
            columns, cells = columns[:1], [(name,) for name, _ in cells]
    else:
        found = [*speech.compare(chosen(speech.ledger, *metrics))]
        columns, cells = speech.metric_table(found)
    marks, note = speech.marks, speech.notes(found) if items else ""
    finding = speech.say("Figures and where they come from")
    told = speech.evidence(
        Drawn(
            "table",
            found,
            kind=speech.say("Table"),
            finding=speech.named(found[0]) if items and found else finding,
            said=speech.sentences(
                marks.semicolon.join(marks.comma.join(filter(None, row)) for row in cells), note
            ),
            items=rows,
            table=(columns, cells),
        ),
        title=title,
    )

    def draw(sheet: Sheet) -> None:
        if sheet.look.wide or len(columns) <= 2:
            _grid(sheet, columns, cells)
        else:
            _stacked(sheet, cells)
        sheet.y += 6
        sheet.note(note)

    return Figure(told, draw)


def _grid(sheet: Sheet, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    palette = sheet.palette
    widths = _widths(sheet, columns, rows)
    lefts = [sum(widths[:index]) + _GAP * index for index in range(len(widths))]

    def line(cells: Sequence[str], header: bool) -> None:
        bottom = sheet.y
        for index, (cell, x, width) in enumerate(zip(cells, lefts, widths, strict=True)):
            block = sheet.block(cell, "note" if header or index > 1 else "label", width)
            colour = palette.muted if header or index > 1 else palette.ink
            top = sheet.y + 8 + (0 if header or index < 2 else 1.5)
            bottom = max(
                bottom, sheet.put(block, x, top, colour=colour, label="header" if header else "cell")
            )
        sheet.y = bottom + 8
        sheet.line(
            [(0, sheet.y), (sheet.width, sheet.y)], palette.muted if header else palette.rule,
            width=1.5 if header else 1, label="rule",
        )  # fmt: skip

    line(columns, header=True)
    for row in rows:
        line(row, header=False)
    sheet.y += 2


def _widths(sheet: Sheet, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Give each column what its text needs, or an even share of what the narrow ones leave."""
    natural = [
        max(sheet.block(cell, "label", 10_000).width + 1 for cell in (name, *cells))
        for name, *cells in zip(columns, *rows, strict=True)
    ]
    room = sheet.width - _GAP * (len(columns) - 1)
    widths = [0.0] * len(columns)
    waiting = sorted(range(len(columns)), key=lambda index: natural[index])
    while waiting:
        index = waiting.pop(0)
        widths[index] = min(natural[index], room / (len(waiting) + 1))
        room -= widths[index]
    return [width + room / len(widths) for width in widths]


def _stacked(sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
    palette = sheet.palette
    for row in rows:
        sheet.line([(0, sheet.y), (sheet.width, sheet.y)], palette.rule, label="rule")
        sheet.y += 8
        value = sheet.block(row[1], "label", 0.5 * sheet.width)
        name = sheet.block(row[0], "label", sheet.width - value.width - _GAP)
        below = max(
            sheet.put(name, 0, sheet.y, label="cell"),
            sheet.put(value, sheet.width, sheet.y, anchor="right", label="cell"),
        )
        rest = sheet.block("　".join(filter(None, row[2:])), "note")
        sheet.y = sheet.put(rest, 0, below, colour=palette.muted, label="cell") + 8
