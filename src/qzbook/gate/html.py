"""A finished HTML page: the tree of its text, and what lies beside it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from qzbook.gate.flow import Element

_LINK = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_COMPARED = {".csv", ".svg"}
"""Endings of files that a page is compared with."""


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


def file_of(page: Path, address: str) -> Path:
    """Give the file that a link of a page leads to."""
    return page.parent / unquote(urlsplit(address).path)


def read_with_links(path: Path) -> Iterator[bytes]:
    """Give what is in a page, and in each file beside it that it links to and is compared with."""
    content = path.read_bytes()
    yield content
    links = dict.fromkeys("".join(found) for found in _LINK.findall(content.decode("utf-8", "replace")))
    for link in links:
        with suppress(ValueError, OSError):  # an address that no file can have
            file = file_of(path, unescape(link))
            if file.suffix in _COMPARED:
                yield b"held " + file.read_bytes() if file.is_file() else b"missing"
