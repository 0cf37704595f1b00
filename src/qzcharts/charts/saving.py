"""Figures as files: drawn as the book is drawn whatever was set before, the same bytes each time."""

import hashlib
import io
import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from xml.sax.saxutils import escape, quoteattr, unescape

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image, ImageChops

from qzcharts.bundle import Evidence
from qzcharts.charts.style import LIGHT, parameters
from qzcharts.errors import ChartError
from qzcharts.words import language_tag

#: Pixels of a PNG for one CSS pixel, in dots an inch: two, for dense screens and for print.
_DENSITY = 192
# Of 255 steps of a channel, so many nobody sees.
_UNSEEN = 6

_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
_COMMENT = re.compile(r"<!-- (.*?) -->\n\s*<g ")
# Groups are numbered by matplotlib; nothing refers to them.
_GROUP_ID = re.compile(r'<g id="[^"]*"')
_BETWEEN_TAGS = re.compile(r">\s+<")


@contextmanager
def settings() -> Iterator[None]:
    """Draw as the book is drawn, whatever was set before, and refuse a character without a glyph."""
    other = {name: value for name, value in parameters().items() if mpl.rcParams[name] != value}
    with mpl.rc_context(other) if other else nullcontext(), warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph \d+ ")
        try:
            yield
        except UserWarning as warning:
            code = re.search(r"Glyph (\d+) ", str(warning))
            if code is None:
                raise
            character = chr(int(code[1]))
            raise ChartError(
                "the font has no glyph for {character!r} (U+{code:04X}); "
                "allowed: what Noto Sans SC holds; mend: write it another way",
                character=character,
                code=ord(character),
            ) from warning


def to_svg(figure: Figure, evidence: Evidence) -> str:
    """Save an author's own figure as a picture in SVG.

    Text is drawn as outlines, so that it looks alike without the font; what it says is in ``data-text``.
    """
    buffer = io.StringIO()
    FigureCanvasSVG(figure).print_svg(buffer, metadata=_NO_METADATA)
    text = buffer.getvalue()
    body = text[text.index("</style>") : text.rindex("</svg>")]
    body = body.removeprefix("</style>").lstrip().removeprefix("</defs>")
    body = _COMMENT.sub(lambda found: f"<g data-text={_attribute(found[1])} ", body)
    body = _GROUP_ID.sub("<g", _BETWEEN_TAGS.sub("><", body))
    body = body.replace("xlink:href", "href").replace(" \n", "").replace("\nz\n", "z").strip()
    width, height = (side * 72 for side in figure.get_size_inches())
    described = json.dumps([body, evidence.title, evidence.alt, evidence.source], ensure_ascii=False)
    prefix = "f" + hashlib.sha256(described.encode()).hexdigest()[:8]
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}-", body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width / 0.75:g}" height="{height / 0.75:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="{prefix}-title {prefix}-desc" '
        f'lang="{language_tag(evidence.language)}" '
        f'stroke-linejoin="round" stroke-linecap="butt">'
        f'<title id="{prefix}-title">{escape(evidence.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(evidence.alt)} {escape(evidence.source)}</desc>'
        f"{body}</svg>"
    )


def _attribute(comment: str) -> str:
    # matplotlib escapes what a comment holds, and parts neighbouring hyphens, which none may hold.
    return quoteattr(unescape(comment).replace("- -", "--"))


def to_png(figure: Figure) -> bytes:
    """Save as PNG on a white ground, for whoever takes no SVG."""
    buffer = io.BytesIO()
    usual, ground = figure.dpi, figure.patch
    was = ground.get_visible(), ground.get_facecolor()
    try:
        figure.dpi = _DENSITY
        ground.set(visible=True, facecolor=LIGHT.ground)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        pixels = np.asarray(canvas.buffer_rgba())
    finally:
        figure.dpi = usual
        ground.set(visible=was[0], facecolor=was[1])
    _few_colours(pixels).save(buffer, "png", dpi=(_DENSITY, _DENSITY))
    return buffer.getvalue()


def _few_colours(pixels: NDArray[np.uint8]) -> Image.Image:
    """Give a picture a palette, which is a third of the bytes, unless a reader could see the difference.

    The palette is chosen by which colours there are, so Pillow, which looks at pixel by pixel, is shown each
    of them once. Most pixels have the colour of the one before.
    """
    every = pixels.view(np.uint32).ravel()
    begins = np.flatnonzero(np.r_[True, every[1:] != every[:-1]])
    colours, found = np.unique(every[begins], return_inverse=True)
    image = Image.fromarray(colours.view(np.uint8).reshape(1, -1, 4)).convert("RGB")
    few = image.quantize(method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    if np.asarray(ImageChops.difference(image, few.convert("RGB"))).max() > _UNSEEN:
        return Image.fromarray(pixels).convert("RGB")
    shown = np.repeat(np.asarray(few)[0, found], np.diff(begins, append=every.size))
    picture = Image.fromarray(shown.reshape(pixels.shape[:2]))
    picture.putpalette(few.getpalette() or [])
    return picture
