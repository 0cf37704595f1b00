"""What stands where in a figure, in CSS pixels from the top left, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from qzcharts.charts import Figure

#: Hinting and antialiasing move edges by less than this.
SLACK = 1.0
TRANSPARENT = (0.0, 0.0, 0.0, 0.0)


def labelled(figure: Figure, label: str) -> list[Any]:
    """Artists, each of its own class, that a form drew under a label, in drawing order."""
    return [artist for artist in figure.artists if artist.get_label() == label]


def pixels(figure: Figure, artist: Patch | Line2D) -> Path:
    """Outline of a mark in CSS pixels, y downwards, without its edge."""
    path: Path = artist.get_path().transformed(artist.get_transform())
    scale = 96 / figure.dpi
    height = figure.get_figheight() * 96
    return path.transformed(Affine2D().scale(scale, -scale).translate(0, height))


def box(figure: Figure, artist: Patch | Line2D) -> tuple[float, float, float, float]:
    """Left, top, width and height of a mark."""
    extent = pixels(figure, artist).get_extents()
    return extent.x0, extent.y0, extent.width, extent.height


def texts(figure: Figure) -> list[tuple[Text, Bbox]]:
    """Every text and its box, measured at a resolution at which hinting does not matter."""
    usual, figure.dpi = figure.dpi, 3000
    try:
        renderer = RendererAgg(1, 1, figure.dpi)
        bottom, scale = figure.get_figheight() * 96, 96 / figure.dpi
        found = []
        for text in figure.findobj(Text):
            if text.get_text():
                area = text.get_window_extent(renderer)
                corners = [
                    [area.x0 * scale, bottom - area.y1 * scale],
                    [area.x1 * scale, bottom - area.y0 * scale],
                ]
                found.append((text, Bbox(corners)))
        return found
    finally:
        figure.dpi = usual


def problems(figure: Figure) -> Iterator[str]:
    """Say what is clipped, overlaps, is too small or too pale."""
    width, height = figure.get_size_inches() * 96
    found = texts(figure)
    marks = [(mark, pixels(figure, mark)) for mark in figure.artists if isinstance(mark, Patch | Line2D)]
    for mark, path in marks:
        extent = path.get_extents()
        if (
            extent.x0 < -SLACK
            or extent.y0 < -SLACK
            or extent.x1 > width + SLACK
            or extent.y1 > height + SLACK
        ):
            yield f"mark {mark.get_label()} leaves the figure: {extent}"
    for index, (text, area) in enumerate(found):
        name = f"{text.get_text()!r}"
        if area.x0 < -SLACK or area.y0 < -SLACK or area.x1 > width + SLACK or area.y1 > height + SLACK:
            yield f"{name} is clipped: {area} of {width} x {height}"
        if (size := float(text.get_fontsize()) * 96 / 72) < 11:
            yield f"{name} is set in {size} px"
        for other, beside in found[index + 1 :]:
            across = min(area.x1, beside.x1) - max(area.x0, beside.x0)
            down = min(area.y1, beside.y1) - max(area.y0, beside.y0)
            if across > SLACK and down > SLACK:
                yield f"{name} overlaps {other.get_text()!r} by {across:.1f} x {down:.1f}"
        inner = Bbox([[area.x0 + SLACK, area.y0 + SLACK], [area.x1 - SLACK, area.y1 - SLACK]])
        ground = figure.look.palette.ground
        for mark, path in marks:
            face = to_rgba(mark.get_facecolor()) if isinstance(mark, Patch) else TRANSPARENT
            filled = face[3] > 0
            if not path.intersects_bbox(inner, filled=filled):
                continue
            if filled and path.contains_points(inner.corners()).all():
                ground = to_hex(face)
            else:
                yield f"{name} is crossed by the mark {mark.get_label()}"
        if (ratio := contrast(to_hex(text.get_color()), ground)) < 4.5:
            yield f"{name} has contrast {ratio:.2f} on {ground}"


def linear(colour: str) -> np.ndarray:
    """Linear sRGB of a colour, by IEC 61966-2-1."""
    value = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, by WCAG 2.2."""
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)
