"""Capitals in English: the words of a metric or a statement that begin a sentence begin with one."""

import re
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from qzbook.evidence.domain import domain_of, ledger_reference
from qzcharts.words import capitalized

#: What a sentence begins after.
_END = re.compile(r"[.!?][”’)\"']*\s+[“‘(]*$")
#: In cells and in what stands beside a term, words are no sentence.
_NO_SENTENCE = nodes.entry, nodes.definition


class BeginSentences(SphinxTransform):
    """Begin the words of a reference with a capital where a sentence of an English edition begins."""

    default_priority = 600  # translated at 20, and told what is used at 850

    def apply(self, **kwargs: Any) -> None:
        """Change the words of one document."""
        if domain_of(self.env).language != "en":
            return
        for node in self.document.findall(ledger_reference):
            if _begins(node) and isinstance(text := node.next_node(nodes.Text), nodes.Text):
                text.parent.replace(text, nodes.Text(capitalized(str(text))))


def _begins(node: ledger_reference) -> bool:
    """Whether a sentence begins with a node."""
    block: Node = node.parent
    while isinstance(block, nodes.Inline):
        block = block.parent
    if isinstance(block.parent, _NO_SENTENCE):
        return False
    before = ""
    for each in block.findall(lambda found: found is node or isinstance(found, nodes.Text)):
        if each is node:
            break
        before += each.astext()
    return not before.strip("“‘( ") or bool(_END.search(before))


def setup(app: Sphinx) -> None:
    """Register the step."""
    app.add_transform(BeginSentences)
