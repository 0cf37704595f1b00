"""Chinese in an edition of another language, marked as such: for fonts, for voices, and for the check.

An author marks it with the role ``{zh}``; what is quoted from a source is known by its quotation marks.
"""

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from qzbook.translation.parity import KEPT
from qzbook.words import language_of
from qzcharts.words import CHINESE

_CLASS = "language-zh"
"""Of what docutils writes with ``lang="zh"``."""
_QUOTED = re.compile(f"(?<=“)[^“”]*[{CHINESE}][^“”]*(?=”)")


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """Give a text in parts, each with whether it is quoted in Chinese."""
    end = 0
    for found in _QUOTED.finditer(text):
        yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    yield text[end:], False


class MarkQuotations(SphinxPostTransform):
    """Mark what is quoted in Chinese."""

    default_priority = 850
    formats = ("html", "typst")

    def run(self, **kwargs: Any) -> None:
        """Go through the texts of one document."""
        if language_of(self.config) == "zh":
            return
        for text in list(self.document.findall(nodes.Text)):
            held = text.parent
            if _QUOTED.search(text) and not isinstance(held, nodes.literal | nodes.FixedTextElement):
                held.replace(
                    text, [_marked(part) if quoted else nodes.Text(part) for part, quoted in parts(text)]
                )


def _marked(words: str) -> nodes.inline:
    return nodes.inline("", words, classes=[_CLASS])


def kept(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Any = None,
    content: Any = None,
) -> tuple[list[Node], list[nodes.system_message]]:
    """Make the node of the role ``zh``: words that are Chinese whatever the language of the edition."""
    return [_marked(text)], []


def setup(app: Sphinx) -> None:
    """Register role and transform."""
    app.add_role(KEPT, kept)
    app.add_post_transform(MarkQuotations)
