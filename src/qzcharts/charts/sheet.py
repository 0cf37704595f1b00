"""The surface that forms draw on: CSS pixels from the top left, as tall as what is put on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from qzcharts.charts.style import PIXELS_PER_INCH, Look, Role, font
from qzcharts.charts.text import measure, wrap

Anchor = Literal["left", "center", "right"]
#: Distance of two baselines, as a multiple of the type size.
LEADING = 1.38
# The em box of Noto Sans SC above the baseline, as a share of the size.
_ASCENT = 0.88
# Half a stroke, which may stand on the edge of the sheet.
_EDGE = 1.0


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
    """

    def __init__(self, figure: Figure, look: Look) -> None:
        self.figure, self.look, self.palette = figure, look, look.palette
        self.width = look.pixels - 2 * _EDGE
        self.y = 0.0
        self._place = Affine2D()
        self._transform = self._place + figure.dpi_scale_trans

    def block(self, string: str, role: Role = "label", width: float | None = None) -> Block:
        """Break text into lines no wider than `width` (default: the sheet)."""
        size = self.look.size(role)
        lines = wrap(string, size, self.width if width is None else width)
        return Block(lines, size, max(measure(line, size) for line in lines), len(lines) * LEADING * size)

    def put(
        self, block: Block, x: float, y: float, *, anchor: Anchor = "left", colour: str = "", label: str = ""
    ) -> float:
        """Place text with its top at `y`, and give its bottom."""
        for line in block.lines:
            baseline = y + (LEADING - 1) / 2 * block.size + _ASCENT * block.size
            text = Text(
                x, baseline, line,
                color=colour or self.palette.ink, fontproperties=font(block.size),
                horizontalalignment=anchor, verticalalignment="baseline", label=label,
            )  # fmt: skip
            self._add(text)
            y += LEADING * block.size
        return y

    def write(
        self, string: str, role: Role = "label", *, colour: str = "", gap: float = 0.0, label: str = ""
    ) -> None:
        """Place text over the whole width at :attr:`y` and move on by its height and `gap`."""
        if string:
            self.y = self.put(self.block(string, role), 0, self.y, colour=colour, label=label) + gap

    def heading(self, figure: str, label: str) -> None:
        """Write a figure large, and beside it what it is."""
        value = self.block(figure, "figure")
        block = self.block(label, "label", max(self.width - value.width - 10, 120))
        self.put(value, 0, self.y, colour=self.palette.done, label="value")
        if value.width + 10 + block.width <= self.width:
            lower = self.y + 0.5 * (value.size - block.size) + 3.5
            bottom = self.put(block, value.width + 10, lower, colour=self.palette.muted)
            self.y = max(bottom, self.y + value.height) + 4
        else:
            self.y = self.put(block, 0, self.y + value.height, colour=self.palette.muted) + 4

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        edge: str = "none",
        radius: float = 0,
        label: str = "",
    ) -> None:
        """Fill a rectangle whose top left is at `x`, `y`."""
        shape: Rectangle | FancyBboxPatch
        if radius:
            rounded = f"round,pad=0,rounding_size={min(radius, width / 2, height / 2)}"
            shape = FancyBboxPatch((x, y), width, height, boxstyle=rounded)
        else:
            shape = Rectangle((x, y), width, height)
        shape.set(facecolor=colour, edgecolor=edge, linewidth=0.75 if edge != "none" else 0, label=label)
        self._add(shape)

    def stretch(self, start: float, end: float, y: float, height: float, colour: str, label: str) -> None:
        """Fill a rectangle from one place to another, whichever is left."""
        self.rectangle(min(start, end), y, abs(end - start), height, colour, label=label)

    def note(self, string: str) -> None:
        """Place what figures do not say over the whole width."""
        self.write(string, "note", colour=self.palette.muted, label="note")

    def squares(
        self,
        corners: Sequence[tuple[float, float]],
        side: float,
        colour: str,
        *,
        last: float = 1,
        label: str = "",
    ) -> None:
        """Fill equal squares as one path; `last` is the share of its width that the last one has."""
        corner = np.asarray(corners, dtype=float)[:, None, :]
        vertices = corner + np.array([[0, 0], [side, 0], [side, side], [0, side], [0, 0]])
        vertices[-1, 1:3, 0] = corners[-1][0] + side * last
        codes = np.tile([Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY], len(corners))
        path = Path(vertices.reshape(-1, 2), codes)
        self._add(PathPatch(path, facecolor=colour, edgecolor="none", linewidth=0, label=label))

    def polygon(
        self, points: Iterable[tuple[float, float]], colour: str, *, edge: str = "none", label: str = ""
    ) -> None:
        """Fill a polygon."""
        shape = Polygon(list(points), closed=True, facecolor=colour, edgecolor=edge, label=label)
        shape.set_linewidth(1.5 if edge != "none" else 0)
        self._add(shape)

    def dot(
        self, x: float, y: float, radius: float, colour: str, *, edge: str = "none", label: str = ""
    ) -> None:
        """Fill a circle around `x`, `y`."""
        circle = Path.circle((x, y), radius)
        width = 1.5 if edge != "none" else 0
        self._add(PathPatch(circle, facecolor=colour, edgecolor=edge, linewidth=width, label=label))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        *,
        width: float = 1.0,
        dashed: bool = False,
        label: str = "",
    ) -> None:
        """Draw a line through points, `width` CSS pixels wide."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, color=colour, linewidth=width * 0.75, label=label, solid_capstyle="butt")
        if dashed:
            line.set_linestyle((0, (3, 2.5)))
        self._add(line)

    def curve(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, *, width: float = 1
    ) -> None:
        """Draw a connection that leaves `start` and meets `end` level."""
        middle = (start[0] + end[0]) / 2
        path = Path(
            [start, (middle, start[1]), (middle, end[1]), end],
            [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
        )
        self._add(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=width * 0.75, label="link"))

    def close(self) -> None:
        """Make the figure as tall as :attr:`y`."""
        width, height = self.look.pixels, float(np.ceil(self.y + _EDGE))
        self.figure.set_size_inches(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
        self._place.scale(1, -1).translate(_EDGE, height).scale(1 / PIXELS_PER_INCH)

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._transform)
        artist.set_clip_on(False)
        artist.set_zorder(1 + len(self.figure.artists))
        self.figure.add_artist(artist)
