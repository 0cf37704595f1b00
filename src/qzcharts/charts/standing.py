"""Columns that stand beside each other."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qzcharts.charts.bars import Bar, Group, Scale, reach
from qzcharts.charts.extent import POINT
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.style import Role

# The widest place of a column, the thickest column, what parts names and figures of two columns, what parts
# groups.
_PITCH, _THICK, _BETWEEN, _BETWEEN_FIGURES, _APART = 160.0, 64.0, 4.0, 8.0, 32.0
# The most lines of words below a column.
_LINES = 3
_ROLES: tuple[Role, ...] = ("label", "note")
# Words that no line breaks; Chinese may be broken anywhere.
_WORD = re.compile(r"[^\s\u2e80-\uffff]+")


def stand(sheet: Sheet, groups: Sequence[Group], feet: Sequence[str], speech: Speech) -> bool:
    """Draw columns, groups beside each other or else below, and say whether they fit.

    Parameters
    ----------
    sheet : Sheet
    groups : sequence of Group
        All of as many.
    feet : sequence of str
        What is said below the columns of each group.
    speech : Speech

    Returns
    -------
    bool
        False where figures or names do not fit above and below columns, and nothing was drawn.
    """
    for lines in ([groups], [[group] for group in groups]):
        pitch = min((sheet.width + _APART) / len(lines[0]) - _APART, _PITCH * len(feet)) / len(feet)
        for role in _ROLES:
            if _fits(sheet, groups, feet, pitch, role):
                _draw(sheet, lines, feet, _Size(pitch, role), speech)
                return True
    return False


class _Size(NamedTuple):
    """How wide the place of a column is, and the role that its figure is set in."""

    pitch: float
    role: Role


def _fits(sheet: Sheet, groups: Sequence[Group], feet: Sequence[str], pitch: float, role: Role) -> bool:
    """Whether figures, set in a role, and names fit above and below columns."""
    room = pitch - _BETWEEN
    values = [sheet.block(each.value, role).width for group in groups for each in group.bars]
    words = [sheet.block(word, "note").width for foot in feet for word in _WORD.findall(foot)]
    if max(values) > pitch - _BETWEEN_FIGURES or max(words, default=0.0) > room:
        return False
    return all(len(sheet.block(foot, "note", room).lines) <= _LINES for foot in feet)


def _draw(
    sheet: Sheet, lines: Sequence[Sequence[Group]], feet: Sequence[str], size: _Size, speech: Speech
) -> None:
    """Draw columns on one scale, the groups of a line side by side on one ground line."""
    tall = (220.0 if sheet.look.wide else 180.0) * (0.6 if len(lines) > 1 else 1.0)
    extents = [each.extent for line in lines for group in line for each in group.bars]
    beyond = sheet.block("0", size.role).height + 2
    if not reach(extents):
        tall = 2 * beyond
    scale = Scale.fitting(extents, [beyond] * len(extents), tall)
    wide = size.pitch * len(feet)
    below = [sheet.block(foot, "note", size.pitch - _BETWEEN) for foot in feet]
    for place, line in enumerate(lines):
        sheet.y += 14 if place else 0
        if len(line) == 1:
            sheet.write(line[0].name, gap=4, part="group")
        zero, foot_line = sheet.y + tall - scale.zero, sheet.y + tall + 4
        sheet.y = foot_line + max(block.height for block in below)
        bottom = sheet.y
        for number, group in enumerate(line):
            left = number * (wide + _APART)
            for column, (each, foot) in enumerate(zip(group.bars, below, strict=True)):
                middle = left + (column + 0.5) * size.pitch
                with each.mark(sheet, speech):
                    sheet.put(foot, middle, foot_line, anchor="center", colour="muted", part="name")
                    _standing(sheet, each, scale, zero, middle, size)
            sheet.line([(left, zero), (left + wide, zero)], "muted", part="zero")
            if len(line) > 1:
                name = sheet.block(group.name, width=wide)
                bottom = max(bottom, sheet.put(name, left + wide / 2, sheet.y, anchor="center", part="group"))
        sheet.y = bottom


def _standing(sheet: Sheet, column: Bar, scale: Scale, zero: float, middle: float, size: _Size) -> None:
    """Draw a column, and beyond its end its figure; of an empty place a dash."""
    if column.metric is None:
        sheet.line([(middle - 8, zero - 10), (middle + 8, zero - 10)], "muted", width=2, part="missing")
        return
    thick = min(0.62 * size.pitch, _THICK)
    extent, value = column.extent, sheet.block(column.value, size.role)

    def place(amount: float) -> float:
        return zero - scale.unit * amount

    extent.fill(sheet, place, middle - thick / 2, thick, colour=column.colour, part="bar", upright=True)
    if extent.is_below:
        y = place(extent.low) + POINT * extent.falls + 2
    else:
        y = place(extent.high) - POINT * extent.rises - 2 - value.height
    sheet.put(value, middle, y, anchor="center", part="value")
