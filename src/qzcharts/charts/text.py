"""Text as wide as it is, and lines broken where Chinese and English may be broken."""

import re
from functools import lru_cache
from math import nan

from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.text import Text

from qzcharts.charts.style import font_file
from qzcharts.words import has_chinese

# Never at the start of a line, never at its end: CLREQ 3.1.3, and GB/T 15834 on the marks.
_CLOSING = "、，。；：！？）》〉」』】”’％%～·…—/)],.;:!?"
_OPENING = "（《〈「『【“‘([约近"
# How much of a line stands before the place that it is aligned to.
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
# What stays together: a number with its qualifier, 万 or 亿 and unit; a Latin word; else one character.
_PIECE = re.compile(
    r"(?:CNY )?[-−]?\d(?:[\d,.]*\d)?%?(?: [A-Za-z]{2,})+?(?![A-Za-z])"
    r"|(?:不少于|不超过|不足|超过|约|近)?[-−]?\d[\d,.\-]*%?(?:[万亿]|[^\W\dA-Za-z_])?元?(?:/(?:\([^)]*\)|\w))?"
    r"|[A-Za-z][\w'’.&+\-]*|\s+|——|……|."
)
# Where that is wider than a line: the qualifier apart, then the unit apart, at last each character.
_FINER = tuple(map(re.compile, (r"\D+(?=\d)|.+", r"[\d,.]+|\D+", ".")))

# Points; widths of other sizes are shares of it.
_SCALE = 100.0

_NARROW = str.maketrans("“”‘’", "\"\"''")


def measure(string: str, pixels: float) -> float:
    """Width of one line in CSS pixels, as the SVG and PDF backends draw it."""
    return _width(string) * (pixels * 72 / 96 / _SCALE) * 96 / 72


@lru_cache(maxsize=8192)
def _width(string: str) -> float:
    """Width of one line in points, of a type size of `_SCALE`."""
    font = get_font(font_file())
    font.set_size(_SCALE, 72)
    font.set_text(string, 0, LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64


@lru_cache(maxsize=8192)
def _advance(character: str) -> float:
    """How far a character moves the next, for a type size of 1; NaN if it has no glyph of its own."""
    font = get_font(font_file())
    if glyph := font.get_char_index(ord(character)):
        return font.load_glyph(glyph, LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM
    return nan


def fits(string: str, pixels: float, width: float) -> bool:
    """Whether one line is no wider than `width`.

    It is measured, which is slow, only if what its characters come to one by one, without kerning and with
    the blank of the first and the last, leaves a doubt.
    """
    likely = sum(map(_advance, string)) * pixels
    if abs(likely - width) > 2 * pixels + likely / 10:  # which is false of NaN
        return likely < width
    return measure(string, pixels) <= width


def narrowed(string: str) -> str:
    """Write “ and ’ as narrow marks where no Chinese is, for the font has them as wide as a character."""
    return string if has_chinese(string) else string.translate(_NARROW)


def sides(text: Text) -> tuple[float, float, float]:
    """Give where a line of text on a sheet begins and ends, and its type size, in CSS pixels."""
    size = float(text.get_fontsize()) / 0.75
    width = measure(text.get_text(), size)
    left = float(text.get_position()[0]) - _SHARES[text.get_horizontalalignment()] * width
    return left, left + width, size


class Line(Text):
    """One line on a sheet; matplotlib would lay it out once more to find out where it begins."""

    def draw(self, renderer: RendererBase) -> None:
        """Draw the line."""
        left, _, _ = sides(self)
        x, y = self.get_transform().transform((left, self.get_position()[1]))
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        colours = renderer.new_gc()
        colours.set_foreground(self.get_color())
        renderer.draw_text(colours, x, y, self.get_text(), self.get_fontproperties(), 0, mtext=self)
        colours.restore()


@lru_cache(maxsize=4096)
def wrap(string: str, pixels: float, width: float) -> tuple[str, ...]:
    """Break text into lines.

    No closing mark starts a line, no opening mark ends one, a number keeps its unit, and the last line is
    no single character where it can be helped. A word wider than a line is broken inside.

    Parameters
    ----------
    string : str
        A line break in it is kept.
    pixels : float
        Type size.
    width : float
        Widest line allowed, in CSS pixels.
    """
    lines: list[str] = []
    for paragraph in string.split("\n"):
        pieces = _pieces(paragraph, pixels, width)
        filled = _fill(pieces, pixels, width)
        # A short last line borrows from the line above by breaking a little earlier.
        narrower = width
        while len(filled) > 1 and measure(filled[-1], pixels) < 2.5 * pixels and narrower > 0.7 * width:
            narrower -= pixels / 2
            tried = _fill(pieces, pixels, narrower)
            if len(tried) > len(filled):
                break
            filled = tried
        lines += filled
    return tuple(lines)


def _pieces(string: str, pixels: float, width: float) -> list[str]:
    """Cut text where a line may end."""
    pieces: list[str] = []
    for piece in _PIECE.findall(string):
        joins = pieces and (piece[0] in _CLOSING or pieces[-1][-1] in _OPENING)
        if joins and fits(pieces[-1] + piece, pixels, width):
            pieces[-1] += piece
        else:
            pieces += _parts(piece, pixels, width)
    return pieces


def _parts(piece: str, pixels: float, width: float) -> list[str]:
    """Cut a piece that is wider than a line."""
    parts = [piece]
    for finer in _FINER:
        parts = [
            part
            for whole in parts
            for part in ([whole] if fits(whole, pixels, width) else finer.findall(whole))
        ]
    return parts


def _fill(pieces: list[str], pixels: float, width: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and not fits((lines[-1] + piece).rstrip(), pixels, width):
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line for line in lines if line] or [""]
