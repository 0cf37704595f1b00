"""What an upper limit of time says about speed, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence

from qzcharts.charts.evidence import evidence
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import count_of
from qzcharts.charts.phrases import listed, named, notes, sentences
from qzcharts.charts.sheet import Block, Sheet
from qzcharts.charts.style import Role
from qzcharts.data import wording
from qzcharts.data.ledger import open_ledger
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "kind": "进程图",
        "unit": "横向为时间，纵向为累计；阴影是更早完成时的匀速进程，斜线是其中最慢的",
        "possible": "更早完成的进程",
    },
    "en": {
        "kind": "Chart of possible courses",
        "unit": "Time runs to the right, the count upwards; shaded: steady courses that end earlier; "
        "the line is the slowest",
        "possible": "Courses that end earlier",
    },
}  # fmt: skip


def pace(
    total: str, within: str, rate: str, *, title: str | None = None, language: Language = "zh"
) -> Figure:
    """Answer how fast it must have been, at least.

    The line is the steady course that takes the whole of the time allowed; every steady course that ends
    earlier lies in the shaded triangle above it. No point of any day is drawn, for none is known.

    Parameters
    ----------
    total : str
        Id of the exact count that was reached.
    within : str
        Id of the time it took at most.
    rate : str
        Id of the pace derived from both.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If `within` has no upper bound, or `rate` is not `total` divided by it.
    """
    ledger = open_ledger()
    words = _WORDS[language]
    reached, time, speed = ledger[total], ledger[within], ledger[rate]
    count_of(reached)
    limit = time.quantity.bounds.upper
    if limit is None or limit <= 0:
        raise ChartError(
            f"{within} is {time.text('en')}: no upper limit of time; allowed: a time that has one; "
            "mend: name the metric of the time it took at most"
        )
    longest = limit * time.quantity.unit.factor
    slowest = reached.quantity.value * reached.quantity.unit.factor / longest
    of_kind = (reached.quantity.unit / time.quantity.unit).dimensions == speed.quantity.unit.dimensions
    if not of_kind or slowest != speed.quantity.value * speed.quantity.unit.factor:
        raise ChartError(
            f"{rate} ({speed.text('en')}) is not {total} over {within} "
            f"({reached.text('en')}, {time.text('en')}); mend: derive it by the formula {total} / {within}"
        )
    told = evidence(
        "pace", ledger, [reached, time, speed], title=title, kind=words["kind"],
        finding=named(speed, language),
        said=sentences(
            language, words["unit"], listed([reached, time], language), notes([time, speed], language)
        ),
        unit=words["unit"], language=language,
    )  # fmt: skip

    def draw(sheet: Sheet) -> None:
        palette, width = sheet.palette, sheet.width
        above = _corner(sheet, (words["possible"], "note"))
        below = _corner(sheet, (speed.text(language), "figure"), (speed.label("indicator", language), "note"))
        height = max(250.0 if sheet.look.wide else 220.0, _least(sheet, above), _least(sheet, below))
        label = f"{reached.text(language)} {reached.label('indicator', language)}"
        sheet.write(label, "label", gap=3, label="total")
        top, bottom = sheet.y, sheet.y + height
        sheet.polygon([(0, bottom), (0, top), (width, top)], palette.surface, label="possible")
        sheet.line([(0, top), (width, top)], palette.reference, width=1.5, label="total")
        sheet.line([(0, bottom), (width, bottom)], palette.muted, label="axis")
        sheet.line([(width, top), (width, bottom)], palette.reference, width=1.5, dashed=True, label="limit")
        sheet.line([(0, bottom), (width, top)], palette.done, width=3, label="slowest")

        sheet.put(above[0], 10, top + 10, label="note")
        y = bottom - 12 - sum(block.height for block in below)
        for block, colour in zip(below, (palette.done, palette.muted), strict=True):
            y = sheet.put(block, width - 12, y, anchor="right", colour=colour, label="rate")

        start = sheet.block(wording.period_text(time.period, language), "note", width * 0.45)
        end = sheet.block(f"{time.label('indicator', language)} {time.text(language)}", "note", width * 0.5)
        sheet.y = 6 + max(
            sheet.put(start, 0, bottom + 5, colour=palette.muted, label="note"),
            sheet.put(end, width, bottom + 5, anchor="right", label="note"),
        )
        sheet.write(notes([speed], language), "note", colour=palette.muted, label="note")

    return Figure(told, draw)


def _corner(sheet: Sheet, *parts: tuple[str, Role]) -> list[Block]:
    """Break texts so that together they need the lowest triangle to stand in its corner."""
    tried = (
        [sheet.block(text, role, share * sheet.width) for text, role in parts]
        for share in (0.6, 0.5, 0.4, 0.3)
    )
    return min(tried, key=lambda blocks: _least(sheet, blocks))


def _least(sheet: Sheet, blocks: Sequence[Block]) -> float:
    """Height of a triangle as wide as the sheet whose corner holds the blocks, one above the other."""
    width, height = max(block.width for block in blocks) + 34, sum(block.height for block in blocks) + 28
    return height / (1 - width / sheet.width)
