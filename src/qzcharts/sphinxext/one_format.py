"""What an author says in one format only: `{only} html` and `{only} typst`.

Sphinx itself leaves such a part out of the other format. Here it is marked in the format that has it, so that
whoever compares the finished formats knows it for what it is.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.tags import Tags
from sphinx.writers.html5 import HTML5Translator

from qzcharts.typst.base import TypstBase

FORMATS = ("html", "typst")


class one_format(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """Holds what one format has alone."""


class MarkParts(SphinxPostTransform):
    """Put the content of a directive `only` whose condition holds in one format into `one_format`."""

    default_priority = 40
    """Before Sphinx puts the contents of these directives in their place, at 50."""

    def run(self, **kwargs: Any) -> None:
        """Go through the directives of one document."""
        for only in list(self.document.findall(addnodes.only)):
            if len([name for name in FORMATS if self._holds(only["expr"], name)]) == 1:
                only[:] = [one_format("", *only.children)]

    def _holds(self, condition: str, name: str) -> bool:
        """Evaluate a condition as the builder of a format does."""
        of_formats = {f"{prefix}{each}" for each in FORMATS for prefix in ("", "format_", "builder_")}
        tags = Tags(sorted({*self.app.tags} - of_formats))
        for prefix in ("", "format_", "builder_"):
            tags.add(f"{prefix}{name}")
        try:
            return bool(tags.eval_condition(condition))
        except ValueError:
            return False  # Sphinx itself says so, with its place, and keeps the content.


def visit_html(translator: HTML5Translator, node: one_format) -> None:
    """Open the part."""
    translator.body.append('<div class="only-html">\n')


def depart_html(translator: HTML5Translator, node: one_format) -> None:
    """Close the part."""
    translator.body.append("</div>\n")


def mark_typst(translator: TypstBase, node: one_format) -> None:
    """Mark where the part begins or ends."""
    translator.markup("\n#one-format-mark\n")


def setup(app: Sphinx) -> None:
    """Register node and transform."""
    app.add_node(one_format, html=(visit_html, depart_html), typst=(mark_typst, mark_typst))
    app.add_post_transform(MarkParts)
