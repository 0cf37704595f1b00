"""Rare characters of names, such as 𠮷 and 䶮: many devices lack their glyphs, so the book brings a font.

It has what the book uses and nothing more; a browser asks for it where a page has such a character and no
font of the device does, as ``book.css`` says.
"""

import io
import re
from functools import lru_cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from qzcharts.data import find_folder
from sphinx_typst.fonts import open_fonts

_FAMILY = "Noto Sans CJK SC"
#: Han beyond those of 1993, which every font of Chinese has; as the range in ``book.css``.
RARE = re.compile("[\u3400-\u4dbf\u9fa6-\u9fff\U00020000-\U0003ffff]")
_USED = "qzcharts_rare_characters"
"""Key in a page's Sphinx metadata."""


def note_characters(app: Sphinx, document: nodes.document) -> None:
    """Note the rare characters of a page that was read."""
    if found := RARE.findall(document.astext()):
        app.env.metadata[app.env.docname][_USED] = "".join(sorted(set(found)))


def write_font(app: Sphinx, exception: Exception | None) -> None:
    """Write the font of what pages, data and title use, or none."""
    if exception or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    tables = sorted(find_folder(Path(app.srcdir)).glob("*.csv"))
    texts = [*(page.get(_USED, "") for page in app.env.metadata.values()), app.config.html_title]
    used = set(RARE.findall("".join([*texts, *(path.read_text("utf-8-sig") for path in tables)])))
    file = Path(app.outdir, "_static/rare.woff")
    if used:
        file.write_bytes(font_of("".join(sorted(used))))
    else:
        file.unlink(missing_ok=True)


@lru_cache(maxsize=8)
def font_of(characters: str) -> bytes:
    """Give a font of these characters, in every weight; what it lacks, the check tells."""
    from fontTools.subset import Options, Subsetter  # seldom needed, and slow to load

    content = io.BytesIO()
    for font in open_fonts():
        if font["name"].getDebugName(1) == _FAMILY:
            options = Options(layout_features=[], name_IDs=[], notdef_outline=True, hinting=False)
            subsetter = Subsetter(options)
            subsetter.populate(text=characters)
            subsetter.subset(font)
            font.recalcTimestamp = False  # the same bytes each time
            font.flavor = "woff"
            font.save(content)
            break
    return content.getvalue()


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-read", note_characters)
    app.connect("build-finished", write_font)
