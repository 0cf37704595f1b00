"""One mark a thing, at true count."""

from __future__ import annotations

from math import ceil

from qzcharts.charts.evidence import evidence
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import count_of
from qzcharts.charts.phrases import named, notes, sentences
from qzcharts.charts.sheet import Sheet
from qzcharts.data.ledger import open_ledger
from qzcharts.data.wording import Language
from qzcharts.errors import ChartError

#: Up to this count each mark is one thing; up to ten times as many a mark is ten, and so on.
MOST_MARKS = 1000
_SCALES = ((1, "一", "one"), (10, "十", "ten"), (100, "一百", "a hundred"), (1000, "一千", "a thousand"))


def units(metric: str, *, title: str | None = None, language: Language = "zh") -> Figure:
    """Answer how many that is.

    Marks stand in rows of ten and squares of a hundred, so that they can be counted. Above
    :data:`MOST_MARKS` a mark stands for ten, a hundred or a thousand things, which the unit line says, and
    the last mark is as wide as its part of that.

    Parameters
    ----------
    metric : str
        Id of an exact count.
    title : str, optional
        The finding in the author's words, metrics in braces.

    Raises
    ------
    ChartError
        If the metric is no exact count above zero, or too large to be drawn so.
    """
    ledger = open_ledger()
    counted = ledger[metric]
    count = count_of(counted)
    scale = next((scale for scale in _SCALES if count <= MOST_MARKS * scale[0]), None)
    if scale is None:
        raise ChartError(
            f"{metric} is {counted.text('en')}: too many to be shown one by one; "
            f"allowed: up to {MOST_MARKS * _SCALES[-1][0]:,}; mend: draw it with bars or cards"
        )
    per, chinese, english = scale
    symbol = counted.quantity.unit.symbol
    unit = {
        "zh": f"每格代表{chinese}{symbol}，十格一行，百格一方",
        "en": f"Each square stands for {english}; rows of ten, blocks of a hundred",
    }[language]
    marks, last = ceil(count / per), (count % per or per) / per
    told = evidence(
        "units", ledger, [counted], title=title, finding=named(counted, language),
        kind={"zh": "计数图", "en": "Unit chart"}[language],
        said=sentences(language, unit, notes([counted], language)),
        unit=unit, language=language,
    )  # fmt: skip

    def draw(sheet: Sheet) -> None:
        blocks = ceil(marks / 100)
        gap = 14 if sheet.look.wide else 10
        most = 5 if sheet.look.wide else 4
        across = ceil(blocks / ceil(blocks / most))
        # Whole pixels, so that all marks and all gaps look alike on any screen.
        pitch = min(14, int((sheet.width - (across - 1) * gap) / (10 * across)))
        side = pitch - max(1, round(0.2 * pitch))
        corners = []
        for index in range(marks):
            block, row, column = index // 100, index // 10 % 10, index % 10
            x = block % across * (10 * pitch + gap) + column * pitch
            y = sheet.y + block // across * (10 * pitch + gap) + row * pitch
            corners.append((x, y))
        sheet.squares(corners, side, sheet.palette.done, last=last, label="mark")
        bottom = max(y for _, y in corners) + pitch
        right = max(x for x, _ in corners) + pitch + 16
        value = sheet.block(counted.text(language), "value")
        said = notes([counted], language)
        if right + max(value.width, 180) <= sheet.width:
            top = sheet.put(value, right, sheet.y - 8, colour=sheet.palette.done, label="value")
            if said:
                top = sheet.put(
                    sheet.block(said, "note", sheet.width - right),
                    right,
                    top,
                    colour=sheet.palette.muted,
                    label="note",
                )
            sheet.y = max(top, bottom)
        else:
            sheet.y = bottom + 8
            sheet.write(said, "note", colour=sheet.palette.muted, label="note")

    return Figure(told, draw)
