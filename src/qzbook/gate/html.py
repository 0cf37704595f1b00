"""A finished HTML page: the tree of its text."""

from pathlib import Path

from lxml import html

from qzbook.gate.flow import Element


def read_page(path: Path) -> Element:
    """Give the element that holds the text of a page, which is all that paper can say too.

    Raises
    ------
    ValueError
        If the page has none.
    """
    page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    found = page.xpath("//main/*[@class='text']")
    if not found:
        raise ValueError(f"{path.name} has no text within <main>")
    return found[0]
