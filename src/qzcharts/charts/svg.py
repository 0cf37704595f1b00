"""A sheet as SVG with real text: one drawing, whose colours are classes of the page or stand in it.

A page has no colours, styles or fonts in its drawings: a class says what a colour means, so that light and
dark themes, forced colours and print come from one drawing, and no policy need allow styles. Where is no
stylesheet, on paper and in a file of its own, the same drawing has the light colours as attributes.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

from qzcharts.charts.reach import reach
from qzcharts.charts.sheet import Placed, Sheet
from qzcharts.charts.style import LIGHT
from qzcharts.charts.text import measure

_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
#: By what is broken between words is found and copied as words; with any width it would move a line.
_SPACE = '<tspan font-size="0"> </tspan>'
_BETWEEN_WORDS = re.compile(r"([ -~]</tspan>)(<tspan [^>]*>[ -~])")
#: The family as Typst knows it; others are for whoever opens the file.
_FONT = "Noto Sans SC, Noto Sans CJK SC, sans-serif"


def drawing(sheet: Sheet, name: str, *, language: str, alone: bool = False) -> str:
    """Write a sheet for a page, which colours it.

    Parameters
    ----------
    sheet : Sheet
        Closed.
    name : str
        What the drawing is and says, for who cannot see it.
    language : str
        Tag of its language.
    alone : bool
        Whether it is for where no page colours it: it then has the light colours itself, and no marks.

    Returns
    -------
    str
        An ``<svg>``; what stands for a metric is ``<g data-metric="ID">``.
    """
    width, height = (round(side * 96) for side in sheet.figure.get_size_inches())
    own = f' xmlns="http://www.w3.org/2000/svg" font-family="{_FONT}" role="img"' if alone else ""
    role = "" if alone else ' role="group"'
    body = _Writer(alone=alone).body(sheet.placed)
    # What a sheet places begins a pixel from its edge.
    return (
        f'<svg{own} viewBox="-1 0 {width} {height}" width="{width}" height="{height}"{role} '
        f'aria-label={quoteattr(name)} lang="{language}">{body}</svg>'
    )


class _Writer:
    """Writes what was placed, for a page or to stand alone."""

    def __init__(self, *, alone: bool) -> None:
        self.alone = alone

    def body(self, placed: Sequence[Placed]) -> str:
        """Write what stands for one metric in a group, below it where it can be pointed at."""
        if self.alone:
            return self._elements(each for each in placed if each.part != "hit")
        reaches = reach(placed)
        groups = []
        for mark, members in groupby(placed, lambda each: each.mark):
            body = self._elements(members)
            if mark and (box := reaches.get(mark.number)):
                sides = zip(("x", "y", "width", "height"), box.bounds, strict=True)
                place = "".join(f' {side}="{_number(value)}"' for side, value in sides)
                body = f'<rect class="hit" fill="none"{place}/>{body}'
            if mark:
                body = f'<g data-metric="{mark.metric}" aria-label={quoteattr(mark.name)}>{body}</g>'
            groups.append(body)
        return "".join(groups)

    def _elements(self, placed: Iterable[Placed]) -> str:
        blocks = groupby(placed, lambda each: each.block)
        return "".join(
            self._text(list(members)) if block else "".join(map(self._shape, members))
            for block, members in blocks
        )

    def _text(self, lines: list[Placed]) -> str:
        """Write the lines of a block as one text, on a page as wide as measured whatever its font is."""
        spans, attributes = [], ""
        for each in lines:
            assert isinstance(each.artist, Text)
            (x, y), words = each.artist.get_position(), each.artist.get_text()
            size = float(each.artist.get_fontsize()) / 0.75
            attributes = f' font-size="{_number(size)}"{_ANCHORS[each.artist.get_horizontalalignment()]}'
            fit = f' textLength="{_number(measure(words, size))}" lengthAdjust="spacingAndGlyphs"'
            fit = "" if self.alone else fit
            spans.append(f'<tspan x="{_number(x)}" y="{_number(y)}"{fit}>{escape(words)}</tspan>')
        body = "".join(spans) if self.alone else _BETWEEN_WORDS.sub(rf"\1{_SPACE}\2", "".join(spans))
        return f"<text{self._look(lines[0])}{attributes}>{body}</text>"

    def _shape(self, placed: Placed) -> str:
        artist = placed.artist
        assert isinstance(artist, Line2D | Patch)
        attributes, width = "" if placed.fill else ' fill="none"', artist.get_linewidth() / 0.75
        if placed.stroke:
            attributes += f' stroke-width="{_number(width)}"'
        if isinstance(artist, Line2D) and artist.get_linestyle() == "--":
            attributes += f' stroke-dasharray="{_number(3 * width)} {_number(2.5 * width)}"'
        match artist:
            case Rectangle():
                name, place = (
                    "rect",
                    zip(("x", "y", "width", "height"), artist.get_bbox().bounds, strict=True),
                )
            case Circle():
                sides = (*artist.get_center(), artist.get_radius())  # type: ignore[misc]
                name, place = "circle", zip(("cx", "cy", "r"), sides, strict=True)
            case _:
                return f'<path{self._look(placed)}{attributes} d="{_outline(artist.get_path())}"/>'
        attributes += "".join(f' {side}="{_number(value)}"' for side, value in place)
        return f"<{name}{self._look(placed)}{attributes}/>"

    def _look(self, placed: Placed) -> str:
        """Give the colours, on a page by their meaning with what the thing is a part of."""
        if self.alone:
            colours = (("fill", placed.fill), ("stroke", placed.stroke))
            return "".join(f' {name}="{getattr(LIGHT, colour)}"' for name, colour in colours if colour)
        meanings = [placed.fill and f"f-{placed.fill}", placed.stroke and f"s-{placed.stroke}"]
        names = filter(None, [*meanings, placed.part.replace(" ", "-")])
        return f' class="{" ".join(names).replace("_", "-")}"'


def _outline(path: Path) -> str:
    """Write a path; a side along an axis needs one number, and the one that closes it none."""
    segments = [
        (c, (_number(x), _number(y))) for (x, y), c in path.iter_segments(curves=False, simplify=False)
    ]
    written, before, begin = [], ("", ""), ("", "")
    for place, (code, (x, y)) in enumerate(segments, 1):
        if code == Path.CLOSEPOLY:
            written.append("z")
        elif code == Path.MOVETO:
            begin = (x, y)
            written.append(f"M{x} {y}")
        elif (x, y) != begin or segments[place:][:1] != [(Path.CLOSEPOLY, begin)]:
            written.append(f"V{y}" if x == before[0] else f"H{x}" if y == before[1] else f"L{x} {y}")
        before = (x, y)
    return "".join(written)


@lru_cache(maxsize=8192)
def _number(value: float) -> str:
    """Write a length in CSS pixels to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
