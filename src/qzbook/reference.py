"""The reference of the helper, from its docstrings: an extension that the guide loads besides the report's.

A page names functions by ``autofunction`` of Sphinx's autodoc.
"""

import re
import sys

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import qzcharts.notebook  # noqa: F401 - before a page is read, whose directives may open no file of a library
from qzbook.markup.tables import GENERATED


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up autodoc, and napoleon, which reads docstrings of numpydoc."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.add_role("limit", _limit)
    app.connect("autodoc-process-docstring", _say_limits)
    app.connect("doctree-read", _set_dashes)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}


def _say_limits(
    app: Sphinx, what: str, name: str, documented: object, options: object, lines: list[str]
) -> None:
    """Name constants of a docstring's module by their values."""
    if module := sys.modules.get(getattr(documented, "__module__", "")):
        lines[:] = [
            re.sub(r":data:`(\w+)`", lambda name: f":limit:`{getattr(module, name[1])}`", line)
            for line in lines
        ]


def _limit(
    name: str, rawtext: str, text: str, line: int, inliner: Inliner, *_: object
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Make a value of the package, which no author wrote."""
    return [nodes.inline(rawtext, text, **{GENERATED: "all"})], []


def _set_dashes(app: Sphinx, doctree: nodes.document) -> None:
    """Set the hyphens between a parameter and its explanation as a dash."""
    for text in list(doctree.findall(nodes.Text)):
        if text.startswith(" -- "):
            text.parent.replace(text, nodes.Text(f" – {text.removeprefix(' -- ')}"))
