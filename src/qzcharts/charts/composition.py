"""Wholes and what they are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, cycle, pairwise
from typing import Literal, NamedTuple

from qzcharts.charts.evidence import Drawn
from qzcharts.charts.extent import POINT, Extent
from qzcharts.charts.findings import largest
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import Metrics, carry, chosen
from qzcharts.charts.legend import Key, drawn_bound_keys, legend
from qzcharts.charts.parts import Composition, Row, compose
from qzcharts.charts.sheet import LEADING, Block, Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.style import Colour
from qzcharts.charts.translated import in_each_language
from qzcharts.data.bounds import Bounds
from qzcharts.data.ledger import Metric
from qzcharts.data.quantity import Quantity
from qzcharts.words import Language

#: More parts than these nobody tells apart in a bar, and more rows nobody compares.
MOST_PARTS, MOST_ROWS = 8, 20

# Room of a sign before words below a bar, and between such words.
_SIGN, _APART = 15.0, 12.0
_COLOURS: tuple[Colour, ...] = ("done", "part_1", "part_2", "part_3")


@in_each_language
def composition(*metrics: Metrics, title: str | None = None, language: Language | None = None) -> Figure:
    """Answer of what it is made.

    A bar is a whole, each of its parts filled up to its lower bound and hatched from there to the upper one.
    Shares are drawn of all, amounts of their whole, or where none is known of their sum. What parts surely
    leave of the whole stays empty, and the difference is said, that of rounding as such.

    Parameters
    ----------
    *metrics : str or pandas.DataFrame
        Names of the parts in the order of the bar, such as ``residents[sex:*]``, of one whole or of
        several, such as several years; wholes may be among them. Or one frame with a column ``id``.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If the metrics are no parts, one is below zero, or there are more than :data:`MOST_PARTS` or
        :data:`MOST_ROWS`.
    """
    speech = Speech(language)
    composed = compose(chosen(speech.ledger, *metrics), speech)
    carry(list(composed.names), MOST_PARTS, "composition (parts)", "table")
    carry(composed.rows, MOST_ROWS, "composition (rows)", "table")
    found = speech.compare(
        [
            metric
            for row in composed.rows
            for metric in ([row.whole] if row.whole else []) + list(row.parts.values())
        ]
    )
    told = Drawn(
        "composition",
        found,
        finding=_finding(composed, speech),
        kind=speech.say("Stacked bar"),
        subtitle=speech.subtitle(found),
        said=speech.sentences(speech.listed(found), *_said(composed, speech), speech.notes(found)),
    ).evidence(speech, title)
    return Figure(told, _Picture(composed, speech, speech.wording(found)).draw)


class _Picture:
    """Draws rows of parts."""

    def __init__(self, composed: Composition, speech: Speech, figure: Callable[[Metric], str]) -> None:
        self.rows, self.names, self.speech, self.figure = composed.rows, composed.names, speech, figure
        self.several = len(composed.rows) > 1
        self.colours = dict(zip(composed.names, cycle(_COLOURS), strict=False))
        self.extents = [
            {part: _extent(metric.quantity, row) for part, metric in row.parts.items()} for row in self.rows
        ]

    def draw(self, sheet: Sheet) -> None:
        """Draw below the subtitle."""
        left = 0.0
        if self.several:
            legend(sheet, (Key("square", self.colours[part], name) for part, name in self.names.items()))
        if self.several and sheet.look.wide:
            texts = [text for row in self.rows for text in (row.name, self._whole(row))]
            left = 12 + max(sheet.block(text, width=0.25 * sheet.width).width for text in texts)
        points = max(sum(each.rises for each in extents.values()) for extents in self.extents) * POINT
        ends = [sum(each.high for each in extents.values()) for extents in self.extents]
        scale = (sheet.width - left - points) / max(1.0, *ends)
        for row, extents in zip(self.rows, self.extents, strict=True):
            bar = _Bar(left, 24.0 if self.several else 42.0, scale)
            top, bottom = self._head(sheet, row, left)
            sheet.y = max(bottom, self._row(sheet, row, extents, bar, top)) + 6
        sheet.note(self.speech.sentences(*_rounded(self.rows, self.speech)))
        keys = list(drawn_bound_keys(sheet, self.speech))
        sheet.y += 6 if keys else 0
        legend(sheet, keys, gap=0)

    def _whole(self, row: Row) -> str:
        """Name the whole of a row, if it is known."""
        if row.whole is None:
            return ""
        name = self.speech.say("Total") if self.several else self.speech.label(row.whole)
        return f"{name} {self.figure(row.whole)}"

    def _head(self, sheet: Sheet, row: Row, left: float) -> tuple[float, float]:
        """Write what a row is, beside its bar or above, and give the top of the bar and its own bottom."""
        y, width = sheet.y, left - 12 if left else sheet.width
        name = sheet.block(row.name, width=width) if row.name else None
        if name:
            y = sheet.put(name, 0, y, part="row")
        if row.whole:
            whole = sheet.block(self._whole(row), "note", width)
            with sheet.mark(row.whole.id, self.speech.heard(row.whole)):
                if name and not left and name.width + 12 + whole.width <= width:
                    sheet.put(whole, width, y - whole.height, anchor="right", colour="muted", part="whole")
                else:
                    y = sheet.put(whole, 0, y, colour="muted", part="whole")
        return (sheet.y, y) if left else (y + (8 if row.whole else 3), y)

    def _row(self, sheet: Sheet, row: Row, extents: Mapping[str, Extent], bar: "_Bar", top: float) -> float:
        """Draw the parts of a row with their names and figures, and give the bottom of all that."""
        widths = [bar.scale * each.high + POINT * each.rises for each in extents.values()]
        *starts, end = accumulate(widths, initial=bar.left)
        inside, below = {}, {}
        for (part, metric), start in zip(row.parts.items(), starts, strict=True):
            name, figure = self.names[part], self.figure(metric)
            block = sheet.block(figure if self.several else f"{name}\n{figure}", "note", 10 * sheet.width)
            if block.width + 12 <= bar.scale * extents[part].sure:
                inside[part] = block
            else:
                below[part] = f"{name} {figure}", start
        if row.gap:
            below[""] = row.difference(self.speech), end
        places, bottom = _settle(sheet, below, bar.left, top + bar.tall + 4)
        for (part, metric), start in zip(row.parts.items(), starts, strict=True):
            with sheet.mark(metric.id, self.speech.heard(metric)):
                extents[part].fill(
                    sheet, partial(_place, start, bar.scale), top, bar.tall, colour=self.colours[part]
                )
                if part in inside:
                    middle = top + (bar.tall - inside[part].height) / 2
                    sheet.put(inside[part], start + 6, middle, colour="on_done", part="words")
                else:
                    _sign(sheet, places[part], self.colours[part])
        if row.gap and row.all:
            whole = _extent(row.all, row)
            if row.gap.value > 0:
                rest = bar.left + bar.scale * whole.sure - end
                sheet.rectangle(end, top, rest, bar.tall, "surface", edge="muted", part="gap")
                whole.band(sheet, partial(_place, bar.left, bar.scale), top, bar.tall, prefix="whole ")
            else:
                sheet.tick(bar.left + bar.scale, top - 3, top + bar.tall + 3, "muted", "end")
            _sign(sheet, places[""], "surface" if row.gap.value > 0 else "ground")
        bar.part(sheet, widths, top)
        return bottom


class _Bar(NamedTuple):
    """Where bars stand, how tall they are, and how long the whole is, in CSS pixels."""

    left: float
    tall: float
    scale: float

    def part(self, sheet: Sheet, widths: Iterable[float], top: float) -> None:
        """Set parts apart; what is hardly to be seen is not covered by that."""
        seen = [width for width in widths if width]
        edges = accumulate(seen, initial=self.left)
        next(edges)
        for (one, other), x in zip(pairwise(seen), edges, strict=False):
            line = [(x, top), (x, top + self.tall)]
            sheet.line(line, "ground", width=min(2.0, one / 2, other / 2), part="edge")


class _Placed(NamedTuple):
    """Words below a bar, and where they begin with the sign of what they are of."""

    block: Block
    x: float
    y: float


def _settle(
    sheet: Sheet, below: Mapping[str, tuple[str, float]], left: float, y: float
) -> tuple[dict[str, _Placed], float]:
    """Place words where their parts start, or as near as their neighbours allow, and give their bottom."""
    blocks = {
        part: sheet.block(words, "note", sheet.width - left - _SIGN) for part, (words, _) in below.items()
    }
    lines: list[list[str]] = []
    room = 0.0
    for part, block in blocks.items():
        room -= _SIGN + block.width + _APART
        if room < -_APART or not lines:
            lines.append([])
            room = sheet.width - left - _SIGN - block.width - _APART
        lines[-1].append(part)
    placed = {}
    for line in lines:
        free, xs = left, {}
        for part in line:
            # Words of several lines are a list, which needs no place below each part.
            xs[part] = max(free, below[part][1] if len(lines) == 1 else left)
            free = xs[part] + _SIGN + blocks[part].width + _APART
        limit = sheet.width
        for part in reversed(line):
            x = min(xs[part], limit - _SIGN - blocks[part].width)
            placed[part], limit = _Placed(blocks[part], x, y), x - _APART
        y += max(blocks[part].height for part in line)
    return placed, y


def _sign(sheet: Sheet, placed: _Placed, colour: Colour) -> None:
    """Write words below a bar after a sign of what they are of; in the colour of the ground it is none."""
    edge: Colour | Literal[""] = "muted" if colour == "surface" else ""
    top = placed.y + LEADING * placed.block.size / 2 - 5
    if colour != "ground":
        sheet.rectangle(placed.x, top, 10, 10, colour, edge=edge, part="swatch")
    sheet.put(placed.block, placed.x + _SIGN, placed.y, part="words")


def _place(start: float, scale: float, part: float) -> float:
    """Give where a part of the whole ends that begins at a place."""
    return start + scale * part


def _extent(quantity: Quantity, row: Row) -> Extent:
    """Give what a quantity may be as parts of what is drawn as the whole."""
    return Extent.of((quantity.base_bounds * Bounds.point(1 / row.scale)).from_zero())


def _finding(composed: Composition, speech: Speech) -> str:
    """Name the largest part, if it is so in each row whatever the figures may be within their bounds."""
    rows = composed.rows
    if len(rows) == len(composed.names) == 1:
        return speech.named(next(iter(rows[0].parts.values())))
    found = {_largest(row) for row in rows}
    part = found.pop()
    if found or part is None:
        return speech.say("what it is made of")
    name = composed.names[part]
    if len(rows) > 1:
        return speech.say("the largest part throughout is {name}", name=name)
    figure = speech.text(rows[0].parts[part])
    return speech.say("the largest part is {name}, {figure}", name=name, figure=figure)


def _largest(row: Row) -> str | None:
    """Name the part that is larger than all others whatever the figures may be."""
    most = largest(list(row.parts.values())) if len(row.parts) > 1 else None
    return next((part for part, metric in row.parts.items() if metric is most), None)


def _said(composed: Composition, speech: Speech) -> Iterator[str]:
    """Say how parts differ from their wholes."""
    for row in composed.rows:
        if told := row.difference(speech):
            yield speech.marks.colon.join(filter(None, [row.name, told]))
    yield from _rounded(composed.rows, speech)


def _rounded(rows: Sequence[Row], speech: Speech) -> Iterator[str]:
    """Say what parts add up to by rounding, once for all rows of which it is the same."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.rounding(speech), []).append(row.name)
    for told, names in found.items():
        if told:
            which = "" if len(names) == len(rows) else speech.marks.item.join(names)
            yield speech.marks.colon.join(filter(None, [which, told]))
