"""Build a book with a plain Sphinx application, in this process."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tagged
from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

from qzbook.press.application import release_contents

BOOK = Path(__file__).parent / "book"
ORDER = [
    "index",
    "chapters/inline",
    "chapters/blocks",
    "chapters/nested",
    "chapters/tables",
    "chapters/figures",
    "chapters/cells",
    "chapters/evaluated",
    "chapters/design",
    "appendix/ledger",
    "appendix/words",
]


@dataclass
class Build:
    """What came of one build: the PDF, the doctrees it was made from, and what was said."""

    pdf: Path
    doctrees: dict[str, nodes.document]
    warnings: str
    error: SphinxError | None

    def structure(self) -> tagged.Element:
        return tagged.read(self.pdf)


def build_book(
    source: Path, name: str = "book", extend: Callable[[SphinxTestApp], None] | None = None, **settings: Any
) -> Build:
    """Build the book in a folder; `extend` may do to the application what an extension would."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Sphinx's own extensions; what this package does is an error
        warnings.filterwarnings("error", module=r"qzcharts\.typst")
        return _build(source, name, extend, settings)


def _build(
    source: Path, name: str, extend: Callable[[SphinxTestApp], None] | None, settings: dict[str, Any]
) -> Build:
    doctrees: dict[str, nodes.document] = {}

    def keep(app: object, doctree: nodes.document, docname: str) -> None:
        doctrees[docname] = doctree.deepcopy()

    error, said = None, ""
    try:
        app = SphinxTestApp("typst", srcdir=source, builddir=source / "_build", confoverrides=settings)
    except SphinxError as raised:
        release_contents(gc.get_objects())  # which takes as long as a build where much is alive
        return Build(source, {}, "", raised)
    try:
        app.connect("doctree-resolved", keep)
        if extend is not None:
            extend(app)
        app.build()
    except SphinxError as raised:
        error = raised
    finally:
        said = strip_colors(app.warning.getvalue())
        app.cleanup()
        release_contents(
            getattr(listener.handler, "__self__", None) for listener in app.events.listeners["env-purge-doc"]
        )
    suffix = "-review" if settings.get("typst_review") else ""
    return Build(source / f"_build/typst/{name}{suffix}.pdf", doctrees, said, error)
