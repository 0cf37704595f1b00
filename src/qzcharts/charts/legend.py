"""The legend of a chart: the sign of each kind of mark, and what it stands for."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from matplotlib.patches import Rectangle

from qzcharts.charts.sheet import LEADING, Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.style import Colour

Shape = Literal["square", "line", "dashes", "dot", "ring", "diamond", "point", "left_point", "thin"]
# Width of a sign, room of it before its words, and room between words and the next sign.
_WIDE, _SIGN, _APART = 16.0, 22.0, 18.0
# Length of the first and the second dash of a sign.
_DASH = 6.5
# The narrowest range that a reader sees.
_SEEN = 2.0


class Key(NamedTuple):
    """What a kind of mark stands for."""

    shape: Shape
    colour: Colour
    words: str


def legend(sheet: Sheet, keys: Iterable[Key], gap: float = 12.0) -> None:
    """Say in one row, or as many as it needs, what each kind of mark stands for, and move on."""
    x, tall = 0.0, 0.0
    for key in keys:
        block = sheet.block(key.words, "note", sheet.width - _SIGN)
        if x and x + _SIGN + block.width > sheet.width:
            x, sheet.y, tall = 0.0, sheet.y + tall + 2, 0.0
        _sign(sheet, key, x, sheet.y + LEADING * block.size / 2)
        sheet.put(block, x + _SIGN, sheet.y, colour="muted", part="key")
        x, tall = x + _SIGN + block.width + _APART, max(tall, block.height)
    sheet.y += tall + (gap if tall else 0)


def bound_keys(speech: Speech, *, seen: bool, falls: bool, rises: bool) -> Iterator[Key]:
    """Say what is drawn of bounds.

    Parameters
    ----------
    speech : Speech
    seen : bool
        Whether a range is so wide that a reader sees it.
    falls, rises : bool
        Whether something has no lower, or no upper bound.
    """
    if seen:
        yield Key("square", "uncertain", speech.say("range within bounds"))
    if falls and rises:
        yield Key("point", "uncertain", speech.say("no bound on that side"))
    elif falls:
        yield Key("left_point", "uncertain", speech.say("no lower bound"))
    elif rises:
        yield Key("point", "uncertain", speech.say("no upper bound"))


def drawn_bound_keys(sheet: Sheet, speech: Speech) -> Iterator[Key]:
    """Say what is drawn of bounds on a sheet, on which nothing falls below zero."""
    drawn = [each for each in sheet.placed if each.fill == "uncertain"]
    widths = [each.artist.get_width() for each in drawn if isinstance(each.artist, Rectangle)]
    rises = any(each.part.endswith("open") for each in drawn)
    return bound_keys(speech, seen=max(widths, default=0.0) >= _SEEN, falls=False, rises=rises)


def _sign(sheet: Sheet, key: Key, x: float, y: float) -> None:
    """Draw the sign of a key around a height."""
    match key.shape:
        case "square":
            sheet.rectangle(x, y - 6, _WIDE, 12, key.colour, part="swatch")
        case "thin":
            sheet.rectangle(x, y - 3, _WIDE, 6, key.colour, part="swatch")
        case "line":
            sheet.line([(x, y), (x + _WIDE, y)], key.colour, width=2, part="swatch")
        case "dashes":
            for start in (x, x + _WIDE - _DASH):
                sheet.line([(start, y), (start + _DASH, y)], key.colour, width=2, part="swatch")
        case "dot":
            sheet.dot(x + 8, y, 5, key.colour, part="swatch")
        case "ring":
            sheet.dot(x + 8, y, 5, "ground", edge=key.colour, part="swatch")
        case "diamond":
            sheet.diamond(x + 8, y, 6, key.colour, "swatch")
        case "left_point":
            sheet.point(x + 12, x + 2, y - 6, 12, key.colour, "swatch")
        case "point":
            sheet.point(x + 2, x + 12, y - 6, 12, key.colour, "swatch")
