"""A finished HTML page: the tree of its text, and what lies beside it."""

import hashlib
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from qzbook.gate.flow import Element
from qzbook.safety.policy import parse_page

_LINK = re.compile(rb"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_COMPARED = {".csv", ".svg"}
"""Endings of files that a page is compared with."""


class Site:
    """The files of a finished HTML edition, each of which is read for its digest once.

    Parameters
    ----------
    folder : Path

    Attributes
    ----------
    names : list of str
        Paths in the folder of all files and folders below it, sorted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = sorted(_names(folder))
        self._digests: dict[Path, bytes] = {}

    def digest(self, path: Path) -> bytes:
        """Give the digest of what is in a file; empty if there is none."""
        if path not in self._digests:
            self._digests[path] = _digest(path) if path.is_file() else b""
        return self._digests[path]


def _names(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        within = Path(place).relative_to(folder).as_posix()
        yield from (name if within == "." else f"{within}/{name}" for name in (*folders, *files))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def read_page(path: Path) -> Element:
    """Give the element that holds the text of a page, which is all that paper can say too.

    Raises
    ------
    ValueError
        If the page has none.
    """
    page = parse_page(path.read_bytes())
    found = page.xpath("//main/*[@class='text']")
    if not found:
        raise ValueError(f"{path.name} has no text within <main>")
    return found[0]


def file_of(page: Path, address: str) -> Path:
    """Give the file that a link of a page leads to."""
    return page.parent / unquote(urlsplit(address).path)


def compared_files(page: Path) -> tuple[str, ...]:
    """Give the addresses in a page, each once, of the files beside it that it is compared with."""
    links = dict.fromkeys(b"".join(found) for found in _LINK.findall(page.read_bytes()))
    # Few of the links of a page are such, and most show it at once.
    likely = (link for link in links if any(sign in link for sign in (b".csv", b".svg", b"%", b"&")))
    return tuple(
        address for link in likely if _is_compared(page, address := unescape(link.decode("utf-8", "replace")))
    )


def _is_compared(page: Path, address: str) -> bool:
    try:
        return file_of(page, address).suffix in _COMPARED
    except ValueError:  # an address that no file can have
        return False
