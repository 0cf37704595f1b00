"""Numbers of captions in appendices: with the letter of the appendix, as the PDF edition has them."""

from __future__ import annotations

from typing import Any, cast

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from qzcharts.typst.structure import letter_captions, plan


def letter_numbers(app: Sphinx, builder: Builder) -> None:
    """Letter the numbers where captions and references take them from.

    Sphinx has saved the environment by now, and other builds load it without the letters.
    """
    if isinstance(builder, StandaloneHTMLBuilder):
        env = app.env
        chapters = {chapter.docname: chapter for chapter in plan(app.config.root_doc, env.tocs.__getitem__)}
        lettered = letter_captions(cast(Any, env.toc_fignumbers), chapters, env.toc_secnumbers)
        env.toc_fignumbers = cast(Any, lettered)


def setup(app: Sphinx) -> None:
    """Register the letters."""
    app.connect("write-started", letter_numbers)
