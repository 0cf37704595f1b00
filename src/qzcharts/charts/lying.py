"""Bars that lie below each other."""

from collections.abc import Sequence

from qzcharts.charts.bars import Bar, Group, Scale, reach
from qzcharts.charts.extent import POINT
from qzcharts.charts.sheet import Block, Sheet
from qzcharts.charts.speech import Speech

# Beyond so many bars they are thinner and closer.
_MANY = 12
# Names beside bars take no more of the width than this: of a page they are broken, of a phone put above.
_WIDEST, _WIDEST_NARROW = 0.36, 0.3
# Where figures beyond the ends leave bars less of the room than this, they are put above.
_CROWDED = 0.3


def across(sheet: Sheet, groups: Sequence[Group], speech: Speech) -> None:
    """Draw bars below each other on one scale.

    Their names stand beside them where these are short or there is room, else above, from zero on; and their
    figures beyond their ends, or where these would leave bars no room, above as well.
    """
    bars = [bar for group in groups for bar in group.bars]
    extents = [bar.extent for bar in bars]
    thick, gap = (14.0, 4.0) if len(bars) > _MANY else (20.0, 10.0)
    widest = max(sheet.block(bar.name, width=10 * sheet.width).width for bar in bars)
    column = min(widest, _WIDEST * sheet.width)
    beside = sheet.look.wide or widest <= _WIDEST_NARROW * sheet.width
    left = column + 12 if beside else 0.0
    ends = [max(sheet.block(bar.value).width + 8, 24) for bar in bars]
    scale = Scale.fitting(extents, ends, sheet.width - left)
    if crowded := scale.unit * reach(extents) < _CROWDED * (sheet.width - left) and reach(extents) > 0:
        beside, left = False, 0.0
        scale = Scale.fitting(extents, [24.0] * len(bars), sheet.width)
    zero = left + scale.zero
    for place, group in enumerate(groups):
        if place:
            sheet.line([(0, sheet.y + 3), (sheet.width, sheet.y + 3)], "rule", part="apart")
            sheet.y += 6 + gap
        sheet.write(group.name, gap=4, part="group")
        for bar in group.bars:
            name = sheet.block(bar.name, width=column if beside else None)
            value = sheet.block(bar.value)
            with bar.mark(sheet, speech):
                if beside:
                    row = max(thick, value.height, name.height) + gap
                    sheet.put(name, 0, sheet.y + (row - name.height) / 2, part="name")
                else:
                    row = max(thick, value.height)
                    sheet.y = _above(sheet, name, bar, zero, "name")
                if crowded:
                    sheet.y = _above(sheet, value, bar, zero, "value")
                _lying(sheet, bar, None if crowded else value, scale, zero, sheet.y + row / 2, thick)
            long = row if beside else thick
            middle = sheet.y + row / 2
            sheet.line([(zero, middle - long / 2), (zero, middle + long / 2)], "muted", part="zero")
            sheet.y += row + (0 if beside else gap)


def _above(sheet: Sheet, block: Block, bar: Bar, zero: float, part: str) -> float:
    """Write what is said of a bar above it, from zero on if there is room, and give its bottom."""
    if bar.extent.is_below:
        return sheet.put(block, max(zero, block.width), sheet.y, anchor="right", part=part)
    return sheet.put(block, max(min(zero, sheet.width - block.width), 0), sheet.y, part=part)


def _lying(
    sheet: Sheet, bar: Bar, value: Block | None, scale: Scale, zero: float, middle: float, thick: float
) -> None:
    """Draw a bar that lies, and beyond its end its figure; of an empty place a dash."""
    if bar.metric is None:
        sheet.line([(zero + 8, middle), (zero + 24, middle)], "muted", width=2, part="missing")
        return
    extent = bar.extent

    def place(amount: float) -> float:
        return zero + scale.unit * amount

    extent.fill(sheet, place, middle - thick / 2, thick, colour=bar.colour, part="bar")
    if value is None:
        return
    y = middle - value.height / 2
    if extent.is_below:
        end = place(extent.low) - POINT * extent.falls - 8
        sheet.put(value, end, y, anchor="right", part="value")
    else:
        end = place(extent.high) + POINT * extent.rises + 8
        sheet.put(value, end, y, part="value")
