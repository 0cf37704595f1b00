"""What a PDF of several volumes holds, taken from the file itself: links, their texts and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import tagged


@dataclass(frozen=True)
class Link:
    """A link within the book: what stands there and what it says aloud, and where it leads."""

    text: str
    says: str
    page: str
    place: tuple[float, float]


def tree(node: Any, kind: str) -> Iterator[tuple[Any, Any]]:
    """Yield keys and values of a tree of names or numbers."""
    for kid in node.get("/Kids", []):
        yield from tree(kid, kind)
    entries = [*node.get(kind, [])]
    yield from zip(entries[::2], entries[1::2], strict=True)


def labels(path: Path) -> list[str]:
    """Return the printed number of each page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [pdf.get_page_label(number) for number in range(len(pdf))]


def bookmarks(path: Path) -> list[tuple[int, str, str]]:
    """Return level, title and printed page of each bookmark."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [
            (item.level, item.get_title(), pdf.get_page_label(item.get_dest().get_index()))
            for item in pdf.get_toc(max_depth=20)
        ]


def links(path: Path) -> list[Link]:
    """Return the links of the structure tree that lead to a place of the book, in its order."""
    numbers = labels(path)
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for page, number in zip(pdf.pages, numbers, strict=True)}
        texts = {page.objgen: tagged.marked_texts(page) for page in pdf.pages}
        named = {bytes(name): place for name, place in tree(pdf.Root.Names.Dests, "/Names")}
        found = []
        for element in elements(pdf.Root.StructTreeRoot.K[0]):
            if element.S != "/Link":
                continue
            text = tagged.element_of(element, texts, None).text
            for kid in element.K:
                if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and "/Dest" in kid.Obj:
                    target: Any = kid.Obj.Dest
                    if isinstance(target, pikepdf.String):
                        target = named[bytes(target)]
                    place = (round(float(target[2]), 1), round(float(target[3]), 1))
                    found.append(Link(text, str(kid.Obj.Contents), pages[target[0].objgen], place))
    return found


def elements(element: Any) -> Iterator[Any]:
    """Yield an element of the structure tree and all below it; each knows what it is below."""
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert element == kid.P
            yield from elements(kid)
