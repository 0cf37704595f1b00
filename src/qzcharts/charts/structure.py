"""Who works with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from qzcharts.charts.evidence import evidence
from qzcharts.charts.frame import Figure
from qzcharts.charts.phrases import MARKS, named
from qzcharts.charts.sheet import Anchor, Block, Sheet
from qzcharts.charts.style import Role
from qzcharts.data.ledger import open_ledger
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "kind": "结构图", "name": "名称", "task": "职责", "levels": "自上而下：{others}",
        "hub": "{centre}居中，与{others}相连", "bridge": "{centre}共同做：{others}",
    },
    "en": {
        "kind": "Diagram", "name": "Name", "task": "Task", "levels": "from top to bottom: {others}",
        "hub": "{centre} in the centre, linked with {others}", "bridge": "{centre} together on: {others}",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """One body or task: its name, and what it does."""

    name: str
    detail: str = ""


def structure(
    members: str,
    *,
    centre: str | None = None,
    works: str | None = None,
    title: str | None = None,
    language: Language = "zh",
) -> Figure:
    """Answer who works with whom.

    Laid out by rule, so that another organisation fits: around a centre, its partners in two columns; between
    two parties, their works; without either, levels from top to bottom. On a phone, all in one column.

    Parameters
    ----------
    members : str
        Name of a list of the data package. If a metric has the same name, it counts the list.
    centre : str, optional
        The member in the centre by its label in Chinese, or the name of the metric that all belong to.
    works : str, optional
        Name of the list of what two members do together.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If `centre` is neither member nor metric, or `works` does not stand between just two members.
    UnknownNameError
        If there is no such list.
    """
    ledger = open_ledger()
    words, marks = _WORDS[language], MARKS[language]
    rows, work_rows = ledger.items(members), ledger.items(works) if works else []
    if works and (centre or len(rows) != 2):
        raise ChartError(
            f"works={works!r} stands between two parties, but {members} has {len(rows)} members"
            f"{' and a centre' if centre else ''}; mend: give two parties and works, or leave works out"
        )
    boxes = {row["label_zh"]: Box(row[f"label_{language}"], row[f"detail_{language}"]) for row in rows}
    middle: Box | None = None
    if centre and centre in boxes:
        middle = boxes.pop(centre)
    elif centre and centre in ledger:
        middle = Box(ledger[centre].label("indicator", language), ledger[centre].text(language))
    elif centre:
        raise ChartError(
            f"centre={centre!r} is no member of {members}; allowed: {', '.join(boxes)}, or the id of a metric"
        )
    around = list(boxes.values())
    if not around:
        raise ChartError(f"{members} holds nothing but its centre {centre!r}; mend: leave centre out")
    tasks = [Box(row[f"label_{language}"], row[f"detail_{language}"]) for row in work_rows]
    shape = "bridge" if tasks else "hub" if middle else "levels"
    counts = [ledger[name] for name in dict.fromkeys([members, works, centre]) if name and name in ledger]
    arrangement = words[shape].format(
        centre=middle.name if middle else marks.item.join(box.name for box in around),
        others=marks.item.join(
            box.name + (marks.brackets.format(box.detail) if box.detail else "") for box in tasks or around
        ),
    )
    every = [*([middle] if middle else []), *around, *tasks]
    told = evidence(
        "structure", ledger, counts, title=title, kind=words["kind"], items=[*rows, *work_rows],
        finding=marks.comma.join(named(metric, language) for metric in counts) or arrangement,
        said=arrangement if counts or title else "", language=language,
        table=((words["name"], words["task"]), [(box.name, box.detail) for box in every]),
    )  # fmt: skip

    def draw(sheet: Sheet) -> None:
        if shape == "levels":
            _steps(sheet, around)
        elif shape == "bridge":
            (_columns if sheet.look.wide else _tree)(sheet, around[:1], tasks, around[1:], strong="outer")
        elif middle and sheet.look.wide:
            half = ceil(len(around) / 2)
            _columns(sheet, around[:half], [middle], around[half:], strong="inner")
        elif middle:
            _tree(sheet, [middle], around, [], strong="outer")

    return Figure(told, draw)


_PAD = 14.0
_GAP = 14.0


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks) + 2 * _PAD


def _blocks(sheet: Sheet, box: Box, width: float) -> list[Block]:
    """Break the text of a box into lines."""
    parts: list[tuple[str, Role]] = [(box.name, "label"), (box.detail, "note")]
    return [sheet.block(text, role, width - 2 * _PAD) for text, role in parts if text]


def _box(
    sheet: Sheet, blocks: Sequence[Block], x: float, y: float, width: float, height: float, *, strong: bool,
    anchor: Anchor = "center",
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


def _columns(
    sheet: Sheet,
    left: Sequence[Box],
    middle: Sequence[Box],
    right: Sequence[Box],
    *,
    strong: Literal["inner", "outer"],
) -> None:
    """Draw three columns, and link every outer box with every middle one."""
    width, channel = 0.27 * sheet.width, 0.095 * sheet.width
    columns = [[_blocks(sheet, box, width) for box in column] for column in (left, middle, right)]
    heights = [sum(map(_height, column)) + _GAP * (len(column) - 1) for column in columns]
    tall = max(heights)
    alone = max(
        (height for height, column in zip(heights, columns, strict=True) if len(column) == 1), default=0
    )
    lefts = [0.0, width + channel, 2 * (width + channel)]
    spots: list[list[tuple[list[Block], float, float, float]]] = []
    for x, column, height in zip(lefts, columns, heights, strict=True):
        # A box alone is stretched towards the many beside it, so that links stay short.
        stretch = min(tall, 2.4 * alone) if len(column) == 1 else height
        y = sheet.y + (tall - stretch) / 2
        spots.append([])
        for blocks in column:
            own = _height(blocks) + stretch - height
            spots[-1].append((blocks, x, y, own))
            y += own + _GAP
    for outer, here, there in ((spots[0], width, lefts[1]), (spots[2], lefts[2], lefts[1] + width)):
        for _, _, y, own in outer:
            for _, _, middle_y, middle_own in spots[1]:
                ends = (here, y + own / 2), (there, middle_y + middle_own / 2)
                sheet.curve(*ends, sheet.palette.uncertain, width=2)
    for index, column_spots in enumerate(spots):
        for blocks, x, y, own in column_spots:
            _box(sheet, blocks, x, y, width, own, strong=(index == 1) == (strong == "inner"))
    sheet.y += tall


def _tree(
    sheet: Sheet,
    head: Sequence[Box],
    body: Sequence[Box],
    foot: Sequence[Box],
    *,
    strong: Literal["inner", "outer"],
) -> None:
    """Draw one column, the body indented on a line that leads from the head and to the foot, if any."""
    indent = 26.0
    spine = [sheet.y, sheet.y]
    for boxes, x in ((head, 0.0), (body, indent), (foot, 0.0)):
        for box in boxes:
            width = sheet.width - x
            blocks = _blocks(sheet, box, width)
            height = _height(blocks)
            _box(sheet, blocks, x, sheet.y, width, height, strong=(x == 0) == (strong == "outer"))
            if boxes is body:
                middle = sheet.y + height / 2
                sheet.line(
                    [(indent / 2, middle), (indent, middle)], sheet.palette.uncertain, width=2, label="link"
                )
                spine[1] = middle
            elif boxes is head:
                spine[0] = sheet.y + height
            else:
                spine[1] = sheet.y
            sheet.y += height + 10
    sheet.y -= 10
    line = [(indent / 2, end) for end in spine]
    sheet.line(line, sheet.palette.uncertain, width=2, label="link")


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
