"""Whether the lists of contents in a PDF say what is in it, and on which page."""

from collections.abc import Iterable, Iterator, Set
from copy import deepcopy

from lxml import etree

from qzbook.gate.flow import HEADINGS, Element, words


def entries(front: Element) -> list[tuple[str, str]]:
    """Give the words of each link of what stands before the first document, and the page that it leads to."""
    return [(words(link), link.get("page", "")) for link in front.iter("Link")]


def titles(documents: Iterable[Element]) -> set[str]:
    """Give the words of headings and captions.

    Parameters
    ----------
    documents : iterable of Element
        Trees as the PDF has them, before any lawful difference is taken from them.
    """
    return {_title(each) for document in documents for each in document.iter(*HEADINGS, "Caption")}


def wrong_entries(listed: Iterable[tuple[str, str]], titles: Set[str]) -> Iterator[str]:
    """Give each entry that is no heading or caption of the documents with the page that it leads to."""
    for entry, page in listed:
        if not (page and entry.endswith(page) and entry.removesuffix(page) in titles):
            yield entry


def _title(element: Element) -> str:
    """Give the words of a heading or a caption without its footnotes."""
    copy = deepcopy(element)
    etree.strip_elements(copy, "Lbl", "Note", with_tail=False)
    return words(copy)
