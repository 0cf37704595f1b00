"""Whether the lists of contents in a PDF say what is in it, and on which page."""

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from qzbook.gate.flow import HEADINGS, Element, words


def wrong_entries(front: Element, documents: Iterable[Element]) -> Iterator[str]:
    """Give each entry that is no heading or caption of the documents with the page that it leads to.

    Parameters
    ----------
    front : Element
        Tree of what stands before the first document.
    documents : iterable of Element
        Trees as the PDF has them, before any lawful difference is taken from them.
    """
    titles = {_title(each) for document in documents for each in document.iter(*HEADINGS, "Caption")}
    for link in front.iter("Link"):
        entry, page = words(link), link.get("page", "")
        if not (page and entry.endswith(page) and entry.removesuffix(page) in titles):
            yield entry


def _title(element: Element) -> str:
    """Give the words of a heading or a caption without its footnotes."""
    copy = deepcopy(element)
    etree.strip_elements(copy, "Lbl", "Note", with_tail=False)
    return words(copy)
