"""What no reader should be shown: text that is cut off at the edge, or stands on other text."""

from collections.abc import Iterable
from typing import NamedTuple

from matplotlib.figure import Figure
from matplotlib.text import Text

from qzcharts.charts.sheet import Sheet
from qzcharts.charts.style import PIXELS_PER_INCH, Look
from qzcharts.charts.text import sides
from qzcharts.errors import ChartError

# Parts of the type size that glyphs reach above and below the baseline.
_ABOVE, _BELOW = 0.80, 0.10
# Pixels by which texts may overlap unseen, and by which one may reach over an edge.
_SLACK, _EDGE = 1.0, 2.0


class _Area(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float
    words: str


def refuse_untidy(sheet: Sheet) -> None:
    """Judge where the texts of a closed sheet stand.

    Raises
    ------
    ChartError
        If one is clipped, or two overlap.
    """
    areas = [_area(each.artist) for each in sheet.placed if isinstance(each.artist, Text)]
    _judge(areas, sheet.look, sheet.figure.get_figheight() * PIXELS_PER_INCH)


def refuse_untidy_figure(figure: Figure, texts: Iterable[Text], look: Look) -> None:
    """Judge where texts of an author's own figure stand, which has been laid out.

    Raises
    ------
    ChartError
        If one is clipped, or two overlap.
    """
    scale = PIXELS_PER_INCH / figure.dpi
    height = figure.get_figheight() * PIXELS_PER_INCH
    areas = []
    for text in texts:
        box = text.get_window_extent()
        words = " ".join(text.get_text().split())
        areas.append(
            _Area(box.x0 * scale, box.x1 * scale, height - box.y1 * scale, height - box.y0 * scale, words)
        )
    _judge(areas, look, height)


def _judge(areas: Iterable[_Area], look: Look, height: float) -> None:
    ordered = sorted(areas, key=lambda each: each.top)
    for place, area in enumerate(ordered):
        if (
            area.left < -_EDGE
            or area.right > look.pixels + _EDGE
            or area.top < -_EDGE
            or area.bottom > height + _EDGE
        ):
            raise ChartError(
                "{words!r} does not fit into the chart of {width} pixels; allowed: text within its edges; "
                "mend: shorten it, or draw fewer things in a chart",
                words=area.words,
                width=look.pixels,
            )
        for other in ordered[place + 1 :]:
            if other.top >= area.bottom - _SLACK:
                break
            if min(area.right, other.right) - max(area.left, other.left) > _SLACK:
                raise ChartError(
                    "{words!r} and {other!r} stand on each other in the chart of {width} pixels; "
                    "allowed: texts apart; mend: shorten them, or draw fewer things in a chart",
                    words=area.words,
                    other=other.words,
                    width=look.pixels,
                )


def _area(text: Text) -> _Area:
    (left, right, size), (_, y) = sides(text), text.get_position()
    return _Area(left, right, y - _ABOVE * size, y + _BELOW * size, text.get_text())
