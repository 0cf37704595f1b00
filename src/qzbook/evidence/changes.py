"""What a version changed, in the words of the book: Sphinx has no Chinese for all of them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from qzbook.evidence.references import domain_of
from qzbook.evidence.words import WORDS


class WordChanges(SphinxTransform):
    """Word the beginning of ``versionadded``, ``versionchanged``, ``deprecated`` and ``versionremoved``."""

    default_priority = 500

    def apply(self, **kwargs: Any) -> None:
        """Go through the changes of one document."""
        words = WORDS[domain_of(self.env).language]
        for change in self.document.findall(addnodes.versionmodified):
            opening = next(
                node for node in change.findall(nodes.inline) if "versionmodified" in node["classes"]
            )
            end = words["colon" if opening.astext().endswith(": ") else "stop"]
            opening[:] = [nodes.Text(words[change["type"]].format(change["version"]) + end)]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(WordChanges)
