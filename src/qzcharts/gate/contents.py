"""Whether the lists of contents in a PDF say what is in it, and on which page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qzcharts.gate.flow import HEADINGS, Element, words


def wrong_entries(front: Element, documents: Iterable[Element]) -> Iterator[str]:
    """Give each entry that is no heading or caption of the documents with the page that it leads to.

    Parameters
    ----------
    front : Element
        Tree of what stands before the first document.
    documents : iterable of Element
        Trees as the PDF has them, before any lawful difference is taken from them.
    """
    titles = {words(title) for document in documents for title in document.iter(*HEADINGS, "Caption")}
    for link in front.iter("Link"):
        entry, page = words(link), link.get("page", "")
        if not (page and entry.endswith(page) and entry.removesuffix(page) in titles):
            yield entry
