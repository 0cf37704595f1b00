"""Who works with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import tell_apart
from qzcharts.charts.sheet import Anchor, Block, Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.charts.style import Role
from qzcharts.errors import ChartError
from qzcharts.words import Language, marked


@dataclass(frozen=True)
class Box:
    """One body or task: its name, and what it does."""

    name: str
    detail: str = ""


def structure(
    members: str,
    *,
    levels: bool = False,
    works: str | None = None,
    title: str | None = None,
    language: Language | None = None,
) -> Figure:
    """Answer who works with whom.

    Members stand side by side on one footing: equal boxes that nothing links, as many in a row as have room.
    With `levels` they lead from top to bottom; with `works` two members stand on both sides of what they do
    together. On a phone, all in one column.

    Parameters
    ----------
    members : str
        Name of a list of the data package. If a metric has the same name, it counts the list.
    levels : bool
        Whether each member stands above the next one.
    works : str, optional
        Name of the list of what two members do together.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If `works` does not stand between just two members on one footing, or two labels are the same.
    UnknownNameError
        If there is no such list.
    """
    speech = Speech(language)
    marks, language, ledger = speech.marks, speech.language, speech.ledger
    rows, work_rows = ledger.items(members), ledger.items(works) if works else []
    if works and (levels or len(rows) != 2):
        raise ChartError(
            marked(
                "works={works!r} stands between two parties on one footing, but {members} has {number} "
                "members in levels; mend: give two parties and works, or leave works out"
            )
            if levels
            else marked(
                "works={works!r} stands between two parties on one footing, but {members} has {number} "
                "members; mend: give two parties and works, or leave works out"
            ),
            works=works,
            members=members,
            number=len(rows),
        )
    tell_apart((f"{row['list']} {row['order']}", row[f"label_{language}"]) for row in [*rows, *work_rows])
    parties, tasks = (
        [Box(row[f"label_{language}"], row[f"detail_{language}"]) for row in found]
        for found in (rows, work_rows)
    )

    def said(boxes: Sequence[Box]) -> str:
        return marks.item.join(
            box.name + (marks.brackets.format(box.detail) if box.detail else "") for box in boxes
        )

    counts = [ledger[name] for name in (members, works) if name and name in ledger]
    if works:
        arrangement = speech.say(
            "{members} work together on: {works}", members=said(parties), works=said(tasks)
        )
    elif levels:
        arrangement = speech.say("from top to bottom: {members}", members=said(parties))
    else:
        arrangement = speech.say("side by side: {members}", members=said(parties))
    note = speech.notes(counts)
    told = speech.evidence(
        Drawn(
            "structure",
            counts,
            kind=speech.say("Diagram"),
            finding=marks.comma.join(map(speech.named, counts)) or arrangement,
            said=speech.sentences(arrangement if counts or title else "", note),
            items=[*rows, *work_rows],
            table=speech.item_table([*rows, *work_rows]),
        ),
        title=title,
    )

    def draw(sheet: Sheet) -> None:
        if levels:
            _steps(sheet, parties)
        elif tasks:
            (_between if sheet.look.wide else _below)(sheet, parties, tasks)
        else:
            _abreast(sheet, parties)
        sheet.y += 8
        sheet.note(note)

    return Figure(told, draw)


_PAD = 14.0
_GAP = 14.0
#: A box beside others is at least so wide, in CSS pixels: six characters of a label.
_LEAST = 122.0


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks) + 2 * _PAD


def _blocks(sheet: Sheet, box: Box, width: float) -> list[Block]:
    """Break the text of a box into lines."""
    parts: list[tuple[str, Role]] = [(box.name, "label"), (box.detail, "note")]
    return [sheet.block(text, role, width - 2 * _PAD) for text, role in parts if text]


def _box(
    sheet: Sheet, blocks: Sequence[Block], x: float, y: float, width: float, height: float, *,
    strong: bool = False, anchor: Anchor = "center",
) -> None:  # fmt: skip
    palette = sheet.palette
    fill, edge = (palette.done, "none") if strong else (palette.surface, palette.rule)
    sheet.rectangle(x, y, width, height, fill, edge=edge, radius=5, label="box")
    top = y + (height - _height(blocks)) / 2 + _PAD
    for block, colour in zip(blocks, (palette.ink, palette.muted), strict=False):
        at = x + width / 2 if anchor == "center" else x + _PAD
        top = sheet.put(
            block, at, top, anchor=anchor, colour=palette.on_done if strong else colour, label="name"
        )


def _abreast(sheet: Sheet, members: Sequence[Box]) -> None:
    """Draw equal boxes in as few rows as have room for them, rows as long as each other or one shorter."""
    most = int((sheet.width + _GAP) // (_LEAST + _GAP)) if sheet.look.wide else 1
    rows = ceil(len(members) / most)
    across = ceil(len(members) / rows)
    width = (sheet.width - _GAP * (across - 1)) / across
    boxes = [_blocks(sheet, member, width) for member in members]
    height = max(map(_height, boxes))
    for row in range(rows):
        shown = boxes[row * len(boxes) // rows : (row + 1) * len(boxes) // rows]
        x = (sheet.width - len(shown) * (width + _GAP) + _GAP) / 2
        for blocks in shown:
            _box(sheet, blocks, x, sheet.y, width, height)
            x += width + _GAP
        sheet.y += height + _GAP
    sheet.y -= _GAP


def _between(sheet: Sheet, parties: Sequence[Box], tasks: Sequence[Box]) -> None:
    """Draw the tasks in a column between the two parties, each linked with both."""
    width, channel = 0.27 * sheet.width, 0.095 * sheet.width
    middle = width + channel
    column = [_blocks(sheet, task, width) for task in tasks]
    sides = [_blocks(sheet, party, width) for party in parties]
    least = max(map(_height, sides))
    tall = max(least, sum(map(_height, column)) + _GAP * (len(column) - 1))
    # The parties are stretched towards the many tasks beside them, so that links stay short.
    own = min(tall, 2.4 * least)
    y = sheet.y + (tall - sum(map(_height, column)) - _GAP * (len(column) - 1)) / 2
    for blocks in column:
        at = y + _height(blocks) / 2
        for here, there in ((width, middle), (middle + width + channel, middle + width)):
            sheet.curve((here, sheet.y + tall / 2), (there, at), sheet.palette.uncertain, width=2)
        _box(sheet, blocks, middle, y, width, _height(blocks))
        y += _height(blocks) + _GAP
    for blocks, x in zip(sides, (0.0, 2 * middle), strict=True):
        _box(sheet, blocks, x, sheet.y + (tall - own) / 2, width, own, strong=True)
    sheet.y += tall


def _below(sheet: Sheet, parties: Sequence[Box], tasks: Sequence[Box]) -> None:
    """Draw one column: a party, the tasks indented on a line that links them with both, the other party."""
    indent = 26.0
    spine = indent / 2
    start = end = sheet.y
    for box in (parties[0], *tasks, parties[1]):
        party = box in parties
        x = 0.0 if party else indent
        blocks = _blocks(sheet, box, sheet.width - x)
        height = _height(blocks)
        _box(sheet, blocks, x, sheet.y, sheet.width - x, height, strong=party)
        if box is parties[0]:
            start = sheet.y + height
        elif party:
            end = sheet.y
        else:
            middle = sheet.y + height / 2
            sheet.line([(spine, middle), (indent, middle)], sheet.palette.uncertain, width=2, label="link")
        sheet.y += height + 10
    sheet.y -= 10
    sheet.line([(spine, start), (spine, end)], sheet.palette.uncertain, width=2, label="link")


def _steps(sheet: Sheet, levels: Sequence[Box]) -> None:
    """Draw levels as steps that lead down, each entered from the one above; many levels straight down."""
    palette, gap = sheet.palette, 14.0
    step = min(72.0 if sheet.look.wide else 30.0, 0.35 * sheet.width / max(len(levels) - 1, 1))
    if step < 18:
        step = 0.0
    width = sheet.width - step * (len(levels) - 1)
    for index, level in enumerate(levels):
        x = index * step
        blocks = _blocks(sheet, level, width)
        height = _height(blocks)
        if index:
            above = sheet.y - gap
            if step:
                turn, middle = x - step / 2, sheet.y + height / 2
                way, tip = [(turn, above), (turn, middle), (x - 5, middle)], (x, middle)
                head = [(x - 7, middle - 5), (x - 7, middle + 5), tip]
            else:
                way, tip = [(30, above), (30, sheet.y - 5)], (30, sheet.y)
                head = [(25, sheet.y - 7), (35, sheet.y - 7), tip]
            sheet.line(way, palette.uncertain, width=2, label="link")
            sheet.polygon(head, palette.uncertain, label="arrow")
        _box(sheet, blocks, x, sheet.y, width, height, strong=not index, anchor="left")
        sheet.y += height + gap
    sheet.y -= gap
