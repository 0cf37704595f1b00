"""The reference of the helper, from its docstrings: an extension that the guide loads besides the report's.

A page names functions by ``autofunction`` of Sphinx's autodoc.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import qzcharts.notebook  # noqa: F401 - before a page is read, whose directives may open no file of a library


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up autodoc, and napoleon, which reads docstrings of numpydoc."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.connect("doctree-read", _set_dashes)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}


def _set_dashes(app: Sphinx, doctree: nodes.document) -> None:
    """Set the hyphens between a parameter and its explanation as a dash."""
    for text in list(doctree.findall(nodes.Text)):
        if text.startswith(" -- "):
            text.parent.replace(text, nodes.Text(f" – {text.removeprefix(' -- ')}"))
