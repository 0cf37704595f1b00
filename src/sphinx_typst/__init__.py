"""
Sphinx builder `typst`: one tagged PDF of a whole documentation, typeset by Typst.

It needs no TeX, browser or system library, and works for Jupyter Book as for plain Sphinx::

    sphinx-build -b typst docs _build/typst
    jupyter-book build book --builder custom --custom-builder typst

Configuration values
--------------------
typst_filename : str
    Name of the PDF without its ending; ``book`` by default.
typst_metadata : dict
    What cover, imprint and the PDF's properties say; see `sphinx_typst.metadata.Metadata`.
typst_pdf_standards : list of str
    Standards that the compiler enforces, as Typst spells them; ``["ua-1", "a-2a"]`` by default. PDF/A-2
    forbids attachments: a copy that has some is PDF/A-3 of the same level.
typst_font_paths : list of str
    Folders with fonts; by default those of the packages pylopdf-fonts-zh-cn and manimgx-fonts-cjk.
typst_review : bool
    Whether to make the reviewers' copy: wide outer margin, a mark at each paragraph, caption and row of a
    table, a signing page.
typst_roles : list of str
    Who signs the reviewers' copy, a row each; by default editor, checker and approver.
typst_review_attachments : list of dict
    Files that are put into the reviewers' copy, such as the data and the sources of the book, each with the
    keys of `sphinx_typst.attachments.Attachment`.
typst_draft : bool
    Whether every page says that it is a draft.
typst_compile : bool
    Whether the book is compiled; otherwise the builder's `compilation` waits for who runs the builder.

The language of the book's fixed words and of the PDF follows Sphinx's own value `language`.

Other extensions give their nodes a Typst form through ``app.add_node(Node, typst=(visit, depart))``; what
their functions can call is in `sphinx_typst.base.TypstBase`. They end the reviewers' copy with chapters of
their own by the event ``typst-review-matter``: each listener gets the application once the book is written,
and returns a doctree or None. `TypstBuilder.mark_at` gives the mark of a place that such a chapter speaks of.

Whoever keeps the output folder from build to build, and empties it when code or settings change, may answer
the event ``typst-states``: a listener gets the application, and returns a digest of each document with all
that it shows of others. Documents that show the same as in the build before are not translated again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a process that compiles volumes does without Sphinx
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

# Which output of a cell is printed, the first that there is; myst-nb knows no order for other builders.
_MIME_TYPES = (
    "image/svg+xml",
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/markdown",
    "text/latex",
    "text/plain",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its configuration values."""
    from .builder import TypstBuilder  # as above

    app.add_builder(TypstBuilder)
    app.add_event("typst-review-matter")
    app.add_event("typst-states")
    app.add_config_value("typst_filename", "book", "", str)
    app.add_config_value("typst_metadata", {}, "", dict)
    app.add_config_value("typst_pdf_standards", ["ua-1", "a-2a"], "", list)
    app.add_config_value("typst_font_paths", [], "", list)
    app.add_config_value("typst_review", False, "", bool)
    app.add_config_value("typst_roles", [], "", list)
    app.add_config_value("typst_review_attachments", [], "", list)
    app.add_config_value("typst_draft", False, "", bool)
    app.add_config_value("typst_compile", True, "", bool)
    app.connect("config-inited", _order_outputs, priority=400)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": False}


def _order_outputs(app: Sphinx, config: Config) -> None:
    """Tell myst-nb, where it is used, which outputs this builder prints; the author's own order stands."""
    if "nb_mime_priority_overrides" in config.values:
        ours = [("typst", mime_type, 10 * rank) for rank, mime_type in enumerate(_MIME_TYPES, start=1)]
        config["nb_mime_priority_overrides"] = [*ours, *config["nb_mime_priority_overrides"]]
