"""What is done to the pages of the HTML edition before they are written: ends of paragraphs, links."""

import re
from typing import Any

from docutils import nodes
from docutils.nodes import Element
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from qzbook.markup.told import tell
from qzbook.safety.policy import refused_scheme
from qzbook.words import gettext

#: What stays on one line at the end of a paragraph: two characters and a full stop, and no part of a word.
_HELD_TOGETHER = re.compile(r"(?:[0-9A-Za-z.,]+(?=[0-9A-Za-z]))?.{2,3}\Z", re.DOTALL)
#: Characters of a number that stays on one line, and leaves a gap where it does not fit.
_LONG = 7


class FinishParagraphs(SphinxPostTransform):
    """Hold the end of each paragraph of a section together, and note which would gape.

    CLREQ (W3C) would have no character stand alone on the last line of a paragraph. A line is as long as the
    others only by white between its characters, and there is much of it before a long number.
    """

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the paragraphs of one document."""
        for paragraph in filter(in_section, list(self.document.findall(nodes.paragraph))):
            last = paragraph.children[-1] if paragraph.children else None
            if isinstance(last, nodes.Text) and (held := _HELD_TOGETHER.search(last)):
                start, end = last[: held.start()], held[0]
                paragraph.replace(last, [nodes.Text(start), nodes.inline("", end, classes=["together"])])
            inlines = paragraph.findall(nodes.inline)
            if any("metric" in each["classes"] and len(each.astext()) > _LONG for each in inlines):
                paragraph["classes"].append("ragged")


class RefuseLinks(SphinxPostTransform):
    """Take the address from a link that leads neither to a place of the book nor to the web."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the links of one document, those of a table of contents among them."""
        for link in list(self.document.findall(nodes.reference)):
            if self._is_refused(link, link.get("refuri", "")):
                link.replace_self(link.children)
        for contents in self.document.findall(addnodes.toctree):
            contents["entries"] = [
                (title, address)
                for title, address in contents["entries"]
                if not self._is_refused(contents, address)
            ]

    @staticmethod
    def _is_refused(node: nodes.Element, address: str) -> bool:
        scheme = refused_scheme(address)
        if scheme:
            message = gettext("a link may not start with {scheme}", scheme=scheme)
            tell(node, "link", message, gettext("link to https:, mailto:, a page or an anchor"))
        return bool(scheme)


def in_section(node: Element) -> bool:
    """Return whether a node stands in a section itself, not in a list or a box of it."""
    return isinstance(node.parent, nodes.section)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(RefuseLinks)
    app.add_post_transform(FinishParagraphs)
