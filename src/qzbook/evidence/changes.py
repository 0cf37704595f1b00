"""What a version changed, in the words of the book: Sphinx has no Chinese for all of them."""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from qzbook.evidence.domain import domain_of
from qzbook.words import word
from qzcharts.words import Language


class WordChanges(SphinxTransform):
    """Word the beginning of ``versionadded``, ``versionchanged``, ``deprecated`` and ``versionremoved``."""

    default_priority = 500

    def apply(self, **kwargs: Any) -> None:
        """Go through the changes of one document."""
        language = domain_of(self.env).language
        for change in self.document.findall(addnodes.versionmodified):
            opening = next(
                node for node in change.findall(nodes.inline) if "versionmodified" in node["classes"]
            )
            end = word(language, ": ") if opening.astext().endswith(": ") else word(language, ". ")
            opening[:] = [nodes.Text(_words(language, change) + end)]


def _words(language: Language, change: addnodes.versionmodified) -> str:
    version = change["version"]
    return {
        "versionadded": word(language, "Added in version {version}", version=version),
        "versionchanged": word(language, "Changed in version {version}", version=version),
        "deprecated": word(language, "Deprecated since version {version}", version=version),
        "versionremoved": word(language, "Removed in version {version}", version=version),
    }[change["type"]]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(WordChanges)
