"""The previews of pages where they are shared: the chart that leads each, below the title of the book."""

import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import NamedTuple

import typst
from docutils import nodes
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngImageFile
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from qzbook.evidence.chart import chart
from qzbook.evidence.domain import domain_of
from qzbook.markup.names import digest
from qzbook.words import word
from sphinx_typst.compiler import note_run
from sphinx_typst.fonts import find_fonts

PREVIEWS = "_previews"
OF_BOOK = f"{PREVIEWS}/book.png"
"""Preview of pages without a chart: that of the first page, by a name that no change of the chart changes."""
_LEAD = "qzcharts_lead"
"""Key in a page's Sphinx metadata: title of its first chart, and size of the preview with it."""
_MOST = (1600, 1200)
"""Pixels of a chart, of which there may be more in an author's own."""
_MARGIN = 40
_BAND = 120
"""Pixels above a chart, for the title of the book."""
_UNSEEN = 16
"""Of 255 steps of a channel, so many nobody sees in the letters of the title."""
_TITLE = """
#let (width, height) = ("width", "height").map(side => int(sys.inputs.at(side)) * 1pt)
#set page(width: width, height: height, margin: (x: 0pt, y: 16pt), fill: white)
#set text(font: ("Noto Sans SC", "Noto Sans CJK SC"), fill: rgb("#55606b"), cjk-latin-spacing: none)
#align(horizon, layout(room => {
  let title(size) = text(size: size, sys.inputs.title)
  let size = 36pt
  while size > 4pt and measure(title(size), width: room.width).height > room.height { size *= 0.9 }
  title(size)
}))
"""

Size = tuple[int, int]


class Preview(NamedTuple):
    """What a page says of its preview: what there is to see, and its size in pixels."""

    alternative: str
    size: Size


def note_lead(app: Sphinx, doctree: nodes.document) -> None:
    """Note which chart leads a page that has been read."""
    for shown in doctree.findall(chart):
        if not _in_one_format(shown):
            lead = shown.parent.children[0].astext(), _size(app, shown)
            app.env.metadata[app.env.docname][_LEAD] = lead
            return


def _in_one_format(node: nodes.Node | None) -> bool:
    """Whether a node stands in what not every format shows."""
    while node is not None and not isinstance(node, addnodes.only):
        node = node.parent
    return node is not None


def shows_chart(env: BuildEnvironment, docname: str) -> bool:
    """Whether a chart leads a page, and is in its preview."""
    return _LEAD in env.metadata[docname]


def preview_of_book(app: Sphinx) -> Preview | None:
    """Say what the preview of pages without a chart shows, if there is one."""
    if not shows_chart(app.env, app.config.root_doc):
        return None
    title, size = app.env.metadata[app.config.root_doc][_LEAD]
    book, language = app.config.html_title, domain_of(app.env).language
    return Preview(word(language, "{page} – {book}", page=title, book=book), size)


def preview_of(app: Sphinx, shown: chart) -> Preview:
    """Say what the preview of a page shows that a chart leads."""
    return Preview(shown["alt"], _size(app, shown))


def _size(app: Sphinx, shown: chart) -> Size:
    """Give the size of the preview with a chart."""
    with Image.open(_picture(app, shown)) as picture:
        return _sizes(picture.size)[0]


def _sizes(size: Size) -> tuple[Size, Size]:
    """Give the size of a preview, and that which a chart of some size has in it.

    The chart stays as it is, for its letters are sharp then. Open Graph's readers expect 1200 by 630 pixels
    or more in the same proportion.
    """
    less = min(1, _MOST[0] / size[0], _MOST[1] / size[1])
    width, height = round(size[0] * less), round(size[1] * less)
    around = max(1200, width + 2 * _MARGIN, ceil((height + _BAND + _MARGIN) * 1200 / 630))
    return (around, round(around * 630 / 1200)), (width, height)


class Previews:
    """The previews of one build, drawn in a thread: what draws them lets Sphinx write pages meanwhile."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._begun: list[Future[object]] = []

    def of(self, app: Sphinx, shown: chart) -> str:
        """Have a chart fitted into a preview, once for each state of the chart and of the title.

        Returns
        -------
        str
            Path from the root of the site.
        """
        picture = _picture(app, shown)
        path = f"{PREVIEWS}/{_name(app, picture)}"
        target = Path(app.outdir, path)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            note_run()
            self._begin(_draw, picture, target, app.config.html_title, (*app.config.typst_font_paths,))
        return path

    def keep(self, app: Sphinx, path: str) -> None:
        """Have the preview of the first page be that of the book."""
        self._begin(shutil.copyfile, Path(app.outdir, path), Path(app.outdir, OF_BOOK))

    def _begin(self, do: Callable[..., object], *given: object) -> None:
        """Have something done after what was begun before."""
        self._begun.append(self._thread.submit(do, *given))

    def wait(self, app: Sphinx) -> list[object]:
        """Wait until all are drawn, and raise what kept one from it; Sphinx is given no further pages."""
        for each in self._begun:
            each.result()
        return []

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Draw nothing more, and remove the previews of charts that the book no longer shows."""
        self._thread.shutdown(cancel_futures=True)
        drawn = {_name(app, Path(name)) for name in app.env.dlfiles}
        if shows_chart(app.env, app.config.root_doc):
            drawn.add(Path(OF_BOOK).name)
        for path in Path(app.outdir, PREVIEWS).glob("*.png"):
            if path.name not in drawn:
                path.unlink()


def _draw(picture: Path, target: Path, title: str, font_paths: tuple[str, ...]) -> None:
    """Put a chart below the title of the book, in the colours of the chart if these do for the title too."""
    with Image.open(picture) as opened:
        size, fitted = _sizes(opened.size)
        if opened.size == fitted and opened.mode == "P":
            shown = opened.copy()
        else:
            shown = opened.convert("RGB").resize(fitted, Image.Resampling.LANCZOS)
    left = (size[0] - shown.width) // 2
    words = _title(title, size[0] - left - _MARGIN, font_paths)
    if shown.mode == "P":
        few = words.quantize(palette=shown, dither=Image.Dither.NONE)
        white, ground = (each.crop((0, 0, 1, 1)).tobytes() for each in (few, shown))
        few = few.point(bytes(range(256)).replace(white, ground))  # of several that are nearly white
        lost = ImageChops.difference(few.convert("RGB"), words)
        if lost.point(lambda step: 255 * (step > _UNSEEN)).getbbox():
            shown = shown.convert("RGB")
        else:
            words = few
    card = Image.new(words.mode, size, words.getpixel((0, 0)))
    if words.mode == "P":
        card.putpalette(shown.getpalette() or [])
    card.paste(words, (left, 0))
    card.paste(shown, (left, _BAND + (size[1] - _BAND - _MARGIN - shown.height) // 2))
    card.save(target)


@cache
def _title(title: str, width: int, font_paths: tuple[str, ...]) -> Image.Image:
    """Give the title of the book on white, as large as there is room for it."""
    inputs = {"title": title, "width": str(width), "height": str(_BAND)}
    fonts = find_fonts(font_paths)
    drawn = typst.compile(
        _TITLE.encode(), sys_inputs=inputs, font_paths=fonts, ignore_system_fonts=True, format="png", ppi=72
    )
    assert isinstance(drawn, bytes)  # one page
    with PngImageFile(BytesIO(drawn)) as opened:
        return opened.convert("RGB")


def _picture(app: Sphinx, shown: chart) -> Path:
    _, source = app.env.relfn2path(shown["png"], app.config.root_doc)
    return Path(source).resolve()


def _name(app: Sphinx, picture: Path) -> str:
    """Name the preview of a picture, whose folder is named by what it holds."""
    return f"{picture.parent.name}-{digest(app.config.html_title.encode())}.png"
