"""What stands where in a figure, in CSS pixels from the top left, and what is wrong with it.

Counts, lengths and places are read from the drawing as the page has it (`Drawing`); how wide text is, and
what crosses it, is asked of matplotlib (`problems`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import matplotlib.figure
import numpy as np
from lxml import etree
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from qzcharts.charts import Figure
from qzcharts.charts.style import DARK, LIGHT

#: Hinting and antialiasing move edges by less than this.
SLACK = 1.0
TRANSPARENT = (0.0, 0.0, 0.0, 0.0)


class Box(NamedTuple):
    """Where an element of a drawing stands."""

    x: float
    y: float
    width: float
    height: float


class Drawing:
    """The drawing of a figure as the page has it.

    Parameters
    ----------
    figure : Figure
    width : {"wide", "narrow"}
    """

    def __init__(self, figure: Figure, width: str = "wide") -> None:
        self.root = etree.fromstring(_drawings(figure)[width])

    def parts(self, name: str) -> list[Any]:
        """Elements that a form drew as a part of this name, in drawing order."""
        return [each for each in self.root.iter() if name in each.get("class", "").split()[1:]]

    def boxes(self, name: str) -> list[Box]:
        """Where the shapes of a part stand."""
        return [box_of(each) for each in self.parts(name)]

    def words(self, name: str) -> list[str]:
        """What the texts of a part say, their lines joined."""
        return ["".join(each.itertext()) for each in self.parts(name)]

    def marks(self) -> list[str]:
        """Ids of the metrics that marks stand for, in drawing order."""
        return [each.get("data-metric") for each in self.root.iter("g")]

    def by_mark(self) -> list[tuple[str, dict[str, list[Any]]]]:
        """Elements of each mark by the part that they are, without the box in which it can be pointed at."""
        found = []
        for mark in self.root.iter("g"):
            parts: dict[str, list[Any]] = {}
            for each in mark.iter("rect", "circle", "path", "text"):
                if (each.tag, each.get("class")) != ("rect", "hit"):
                    parts.setdefault(each.get("class").split()[-1], []).append(each)
            found.append((mark.get("data-metric"), parts))
        return found


#: Many tests look at one figure.
_drawings = lru_cache(maxsize=256)(Figure.drawings)


def box_of(element: Any) -> Box:
    """Where a rectangle, a circle or a path of straight lines stands."""
    number = {
        name: float(value) for name, value in element.attrib.items() if re.fullmatch(r"-?[\d.]+", value)
    }
    if element.tag == "rect":
        return Box(number["x"], number["y"], number["width"], number["height"])
    if element.tag == "circle":
        radius = number["r"]
        return Box(number["cx"] - radius, number["cy"] - radius, 2 * radius, 2 * radius)
    xs, ys = zip(*points_of(element), strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def points_of(element: Any) -> list[tuple[float, float]]:
    """Give the points of a path of straight lines."""
    x = y = 0.0
    points = []
    for letter, numbers in re.findall(r"([MLHVz])([^MLHVz]*)", element.get("d")):
        match letter, [float(number) for number in numbers.split()]:
            case "H", [x]:
                pass
            case "V", [y]:
                pass
            case "M" | "L", [x, y]:
                pass
            case _:
                continue
        points.append((x, y))
    return points


def pixels(figure: Figure, artist: Patch | Line2D) -> Path:
    """Outline of a mark in CSS pixels, y downwards, without its edge."""
    path: Path = artist.get_path().transformed(artist.get_transform())
    scale = 96 / figure.dpi
    height = figure.get_figheight() * 96
    return path.transformed(Affine2D().scale(scale, -scale).translate(0, height))


def texts(figure: matplotlib.figure.Figure) -> list[tuple[Text, Bbox]]:
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
    marks = [
        (mark, pixels(figure, mark))
        for mark in figure.artists
        if isinstance(mark, Patch | Line2D) and mark.get_label() != "hatch"
    ]
    for mark, path in marks:
        extent = path.get_extents()
        if (
            extent.x0 < -SLACK
            or extent.y0 < -SLACK
            or extent.x1 > width + SLACK
            or extent.y1 > height + SLACK
        ):
            yield f"mark {mark.get_label()} leaves the figure: {extent}"
    roles = {each.artist: each for each in figure.sheet.placed}
    for index, (text, area) in enumerate(found):
        name = f"{text.get_text()!r}"
        if area.x0 < -SLACK or area.y0 < -SLACK or area.x1 > width + SLACK or area.y1 > height + SLACK:
            yield f"{name} is clipped: {area} of {width} x {height}"
        if (size := float(text.get_fontsize()) * 96 / 72) < 12:
            yield f"{name} is set in {size} px"
        for other, beside in found[index + 1 :]:
            across = min(area.x1, beside.x1) - max(area.x0, beside.x0)
            down = min(area.y1, beside.y1) - max(area.y0, beside.y0)
            if across > SLACK and down > SLACK:
                yield f"{name} overlaps {other.get_text()!r} by {across:.1f} x {down:.1f}"
        inner = Bbox([[area.x0 + SLACK, area.y0 + SLACK], [area.x1 - SLACK, area.y1 - SLACK]])
        ground = "ground"
        for mark, path in marks:
            face = to_rgba(mark.get_facecolor()) if isinstance(mark, Patch) else TRANSPARENT
            filled = face[3] > 0
            if not path.intersects_bbox(inner, filled=filled):
                continue
            if filled and path.contains_points(inner.corners()).all():
                ground = roles[mark].fill or ground
            else:
                yield f"{name} is crossed by the mark {mark.get_label()}"
        for palette in (LIGHT, DARK):
            colour = getattr(palette, roles[text].fill)
            if (ratio := contrast(colour, getattr(palette, ground))) < 4.5:
                yield f"{name} has contrast {ratio:.2f} on {ground}"


def linear(colour: str) -> np.ndarray:
    """Linear sRGB of a colour, by IEC 61966-2-1."""
    value = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, by WCAG 2.2."""
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)
