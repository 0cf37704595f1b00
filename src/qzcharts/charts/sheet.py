"""The surface that forms draw on: CSS pixels from the top left, as tall as what is put on it.

Everything put on a sheet is an artist of matplotlib and is known by its role, so that one drawing serves
every theme (:mod:`qzcharts.charts.svg`). What stands for a metric is put within :meth:`Sheet.mark`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from qzcharts.charts.style import LIGHT, PIXELS_PER_INCH, Colour, Look, Role, font
from qzcharts.charts.text import Line, measure, narrowed, wrap

Anchor = Literal["left", "center", "right"]
#: Distance of two baselines, as a multiple of the type size.
LEADING = 1.38
# The em box of Noto Sans SC above the baseline, as a share of the size.
_ASCENT = 0.88
# Half a stroke, which may stand on the edge of the sheet.
_EDGE = 1.0
# Distance of two hatches, and the narrowest stretch that shows any.
_HATCH, _HATCHED = 5.0, 4.0


@dataclass(frozen=True)
class Block:
    """Text that was broken into lines and not yet placed.

    Attributes
    ----------
    lines : tuple of str
    size, width, height : float
        Type size, widest line and sum of lines, in CSS pixels.
    """

    lines: tuple[str, ...]
    size: float
    width: float
    height: float


@dataclass(frozen=True)
class Mark:
    """What stands for one metric; `number` tells two of one metric apart, `name` says it to who hears it."""

    metric: str
    number: int
    name: str


class Placed(NamedTuple):
    """An artist with what it is drawn for.

    Attributes
    ----------
    artist : matplotlib.artist.Artist
    fill, stroke : str
        Its colours by their meaning; empty for none.
    part : str
        What part of the form it is.
    block : int
        Lines of one block have the same number; 0 for what is no text.
    mark : Mark or None
    """

    artist: Artist
    fill: Colour | Literal[""]
    stroke: Colour | Literal[""]
    part: str
    block: int
    mark: Mark | None


class Sheet:
    """Places text and marks on a figure and makes it as tall as they need.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    look : Look

    Attributes
    ----------
    y : float
        Where the next thing goes: below all that was put so far, if the form moves it on.
    placed : list of Placed
        All that was put, in drawing order.
    """

    def __init__(self, figure: Figure, look: Look) -> None:
        self.figure, self.look = figure, look
        self.width = look.pixels - 2 * _EDGE
        self.y = 0.0
        self.placed: list[Placed] = []
        self._place = Affine2D()
        self._transform = self._place + figure.dpi_scale_trans
        self._mark: Mark | None = None
        self._blocks = self._marks = 0

    @contextmanager
    def mark(self, metric: str, name: str) -> Iterator[None]:
        """Put what stands for a metric: a reader who points at it, or moves to it by keys, sees its card.

        Parameters
        ----------
        metric : str
            Its id.
        name : str
            What is heard of the mark: label and figure.
        """
        self._marks += 1
        self._mark = Mark(metric, self._marks, name)
        try:
            yield
        finally:
            self._mark = None

    # -- text -----------------------------------------------------------------------------------------------

    def block(self, string: str, role: Role = "label", width: float | None = None) -> Block:
        """Break text into lines no wider than `width` (default: the sheet)."""
        size = self.look.size(role)
        lines = wrap(narrowed(string), size, self.width if width is None else width)
        return Block(lines, size, max(measure(line, size) for line in lines), len(lines) * LEADING * size)

    def put(
        self, block: Block, x: float, y: float, *,
        anchor: Anchor = "left", colour: Colour = "ink", part: str = "text",
    ) -> float:  # fmt: skip
        """Place text with its top at `y`, and give its bottom."""
        self._blocks += 1
        for line in block.lines:
            baseline = y + (LEADING - 1) / 2 * block.size + _ASCENT * block.size
            text = Line(
                x, baseline, line, fontproperties=font(block.size), color=getattr(LIGHT, colour),
                horizontalalignment=anchor, verticalalignment="baseline",
            )  # fmt: skip
            self._add(text, colour, "", part, self._blocks)
            y += LEADING * block.size
        return y

    def write(
        self,
        string: str,
        role: Role = "label",
        *,
        colour: Colour = "ink",
        gap: float = 0.0,
        part: str = "text",
    ) -> None:
        """Place text over the whole width at :attr:`y` and move on by its height and `gap`."""
        if string:
            self.y = self.put(self.block(string, role), 0, self.y, colour=colour, part=part) + gap

    def note(self, string: str) -> None:
        """Place what figures do not say over the whole width."""
        self.write(string, "note", colour="muted", part="note")

    # -- shapes ---------------------------------------------------------------------------------------------

    def rectangle(
        self, x: float, y: float, width: float, height: float, colour: Colour, *,
        edge: Colour | Literal[""] = "", part: str = "",
    ) -> None:  # fmt: skip
        """Fill a rectangle whose top left is at `x`, `y`; what is uncertain is hatched."""
        self._add(Rectangle((x, y), width, height, linewidth=0.75 if edge else 0), colour, edge, part)
        if colour == "uncertain" and min(width, height) >= _HATCHED:
            self._hatch(x, y, width, height)

    def stretch(
        self, start: float, end: float, side: float, thick: float, colour: Colour, part: str, *,
        upright: bool = False,
    ) -> None:  # fmt: skip
        """Fill a bar from one place to another, whichever is first; `side` is its top, or left if upright."""
        first, length = min(start, end), abs(end - start)
        if upright:
            self.rectangle(side, first, thick, length, colour, part=part)
        else:
            self.rectangle(first, side, length, thick, colour, part=part)

    def point(
        self, foot: float, tip: float, side: float, thick: float, colour: Colour, part: str, *,
        upright: bool = False,
    ) -> None:  # fmt: skip
        """Fill the point that a bar ends in where it has no bound."""
        corners = [(foot, side), (tip, side + thick / 2), (foot, side + thick)]
        self.polygon([(y, x) for x, y in corners] if upright else corners, colour, part=part)

    def diamond(self, x: float, y: float, radius: float, colour: Colour, part: str) -> None:
        """Fill a square that stands on a corner, around `x`, `y`."""
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self.polygon(corners, colour, part=part)

    def _hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Draw lines that rise over a rectangle, so that it is told from others without its colour."""
        vertices: list[tuple[float, float]] = []
        for foot in np.arange(x - height + _HATCH / 2, x + width, _HATCH):
            left, right = max(foot, x), min(foot + height, x + width)
            vertices += [(left, y + height - (left - foot)), (right, y + height - (right - foot))]
        codes = [Path.MOVETO, Path.LINETO] * (len(vertices) // 2)
        hatch = PathPatch(Path(vertices, codes), facecolor="none", linewidth=0.9)
        self._add(hatch, "", "ground", "hatch")

    def squares(
        self,
        corners: Sequence[tuple[float, float]],
        side: float,
        colour: Colour,
        *,
        last: float = 1,
        part: str = "",
    ) -> None:
        """Fill equal squares as one path; `last` is the share of its width that the last one has."""
        corner = np.asarray(corners, dtype=float)[:, None, :]
        vertices = corner + np.array([[0, 0], [side, 0], [side, side], [0, side], [0, 0]])
        vertices[-1, 1:3, 0] = corners[-1][0] + side * last
        codes = np.tile([Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY], len(corners))
        self._add(PathPatch(Path(vertices.reshape(-1, 2), codes), linewidth=0), colour, "", part)

    def polygon(
        self,
        points: Iterable[tuple[float, float]],
        colour: Colour,
        *,
        edge: Colour | Literal[""] = "",
        part: str = "",
    ) -> None:
        """Fill a polygon."""
        self._add(Polygon(list(points), closed=True, linewidth=1.5 if edge else 0), colour, edge, part)

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        colour: Colour,
        *,
        edge: Colour | Literal[""] = "",
        part: str = "",
    ) -> None:
        """Fill a circle around `x`, `y`."""
        self._add(Circle((x, y), radius, linewidth=1.5 if edge else 0), colour, edge, part)

    def hit(self, x: float, y: float, radius: float) -> None:
        """Let a small mark around `x`, `y` be pointed at by a finger; nothing of it is seen."""
        self._add(Circle((x, y), radius, linewidth=0), "", "", "hit")

    def line(
        self, points: Sequence[tuple[float, float]], colour: Colour, *,
        width: float = 1.0, dashed: bool = False, part: str = "",
    ) -> None:  # fmt: skip
        """Draw a line through points, `width` CSS pixels wide."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, linewidth=width * 0.75, solid_capstyle="butt", solid_joinstyle="round")
        if dashed:
            line.set_linestyle((0, (3, 2.5)))
        self._add(line, "", colour, part)

    def tick(self, x: float, top: float, bottom: float, colour: Colour, part: str) -> None:
        """Draw an upright mark that stands out from whatever it crosses."""
        self.line([(x, top), (x, bottom)], "ground", width=5, part="halo")
        self.line([(x, top), (x, bottom)], colour, width=2, part=part)

    def close(self) -> None:
        """Make the figure as tall as :attr:`y`."""
        width, height = self.look.pixels, float(np.ceil(self.y + _EDGE))
        self.figure.set_size_inches(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
        self._place.scale(1, -1).translate(_EDGE, height).scale(1 / PIXELS_PER_INCH)

    def _add(
        self,
        artist: Artist,
        fill: Colour | Literal[""],
        stroke: Colour | Literal[""],
        part: str,
        block: int = 0,
    ) -> None:
        if isinstance(artist, Line2D):
            artist.set_color(getattr(LIGHT, stroke))
        elif not isinstance(artist, Text):
            artist.set(
                facecolor=getattr(LIGHT, fill) if fill else "none",
                edgecolor=getattr(LIGHT, stroke) if stroke else "none",
            )
        artist.set_label(part)
        artist.set_transform(self._transform)
        artist.set_clip_on(False)
        artist.set_zorder(1 + len(self.placed))
        self.placed.append(Placed(artist, fill, stroke, part, block, self._mark))
        self.figure.add_artist(artist)
