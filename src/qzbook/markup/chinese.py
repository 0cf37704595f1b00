"""Chinese finishing of the document tree: no space where a source line ends inside a Chinese sentence.

Source of the rule: CLREQ (W3C), 3.2: Chinese is set without spaces between characters.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

#: Han, full-width marks, and those that Chinese shares with other languages: quotation marks, dash, ellipsis.
CHINESE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014\U00020000-\U0003ffff"
CHARACTER = re.compile(f"[{CHINESE}]")
_BREAK = re.compile(rf"(?<=[{CHINESE}])[ \t]*\n[ \t]*(?=[{CHINESE}])")


class JoinChineseLines(SphinxTransform):
    """Drop a soft line break between two Chinese characters."""

    default_priority = 990

    def apply(self, **kwargs: Any) -> None:
        """Go through every block of text."""
        for block in self.document.findall(nodes.TextElement):
            if not isinstance(block, (nodes.FixedTextElement, nodes.Inline)):
                _join(block)


def _join(block: nodes.TextElement) -> None:
    texts = [
        text for text in block.findall(nodes.Text) if not isinstance(text.parent, (nodes.literal, nodes.math))
    ]
    for i, text in enumerate(texts):
        joined = _BREAK.sub("", text)
        # MyST gives a soft break a text node of its own.
        alone = text.strip(" \t") == "\n" and 0 < i < len(texts) - 1
        if alone and CHARACTER.match(texts[i - 1][-1:]) and CHARACTER.match(texts[i + 1]):
            joined = ""
        if joined != text:
            text.parent.replace(text, nodes.Text(joined))


def _keep_quotation_marks(app: Sphinx, config: Config) -> None:
    config.smartquotes = False


def setup(app: Sphinx) -> None:
    """Register the transform; quotation marks stay as typed, for Sphinx would close what it is to open."""
    app.connect("config-inited", _keep_quotation_marks)
    app.add_transform(JoinChineseLines)
