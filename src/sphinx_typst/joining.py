"""Join the PDFs of volumes to one: pages, structure, bookmarks and named places."""

import base64
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from .completion import describe
from .metadata import Metadata
from .volume_process import save
from .volumes import Volumes

Place = tuple[int, float, float]
"""Index of a page, and where on it, in points from its left and its bottom."""


def join(volumes: Volumes, metadata: Metadata) -> bytes:
    """
    Return the whole book.

    Parameters
    ----------
    volumes
        All, compiled.
    metadata
        What the book says of itself.
    """
    headings: list[tuple[int, str, Place]] = []
    places: dict[str, Place] = {}
    crossed = {name for volume in volumes.all for name in volume.part.away}
    with ExitStack() as stack:
        files = []
        start = 0
        for volume in volumes.all:
            files.append(stack.enter_context(pikepdf.open(volumes.pdf(volume))))
            for level, title, page, x, y in volume.found["headings"]:
                headings.append((level, title, (start + page - 1, x, y)))
            for name, place in volume.found["places"].items() if volume.number else ():
                if place["kind"] in ("heading", "figure") or name in crossed:
                    places[name] = (start + place["page"] - 1, place["x"], place["y"])
            start += volume.found["pages"]
        book = files[0]
        front = len(book.pages)
        _add(book, files[1:])
        pages = [page.obj for page in book.pages]
        _number_pages(book, front)
        _name_places(book, pages, front, places)
        _bookmark(book, pages, headings)
        describe(book, metadata)
        _tell_apart(book, "".join(volume.digest for volume in volumes.all))
        joined = io.BytesIO()
        save(book, joined, pack=True)
    return joined.getvalue()


def _add(book: pikepdf.Pdf, others: Sequence[pikepdf.Pdf]) -> None:
    """Put pages and structure of PDFs after those of the first; no keys or names occur in two of them."""
    tree = book.Root.StructTreeRoot
    document, trees = tree.K[0], [tree]
    for other in others:
        for page in other.pages:
            book.pages.append(page)
        added = book.copy_foreign(other.Root.StructTreeRoot)
        for child in added.K[0].K:
            child.P = document
        document.K.extend(added.K[0].K)
        for role, standard in added.get("/RoleMap", {}).items():
            tree.RoleMap[role] = standard
        trees.append(added)
    tree.ParentTreeNextKey = trees[-1].ParentTreeNextKey
    tree.ParentTree = _united(book, (each.ParentTree.Nums for each in trees), "/Nums")
    tree.IDTree = _united(book, (each.IDTree.Names for each in trees if "/IDTree" in each), "/Names")


def _united(book: pikepdf.Pdf, pairs: Iterable[Any], kind: str) -> Dictionary:
    """Return a tree of names or numbers over several lists of keys and values, in their order."""
    leaves = [Dictionary({"/Limits": Array([each[0], each[-2]]), kind: each}) for each in pairs if len(each)]
    return Dictionary(Kids=Array([book.make_indirect(leaf) for leaf in leaves]))


def _number_pages(book: pikepdf.Pdf, front: int) -> None:
    """Give the pages of the body numbers from 1, whatever stands in front of them."""
    labels = list(book.Root.PageLabels.Nums)
    book.Root.PageLabels.Nums = Array([*labels, front, Dictionary(Type=Name.PageLabel, S=Name.D, St=1)])


def _name_places(
    book: pikepdf.Pdf, pages: Sequence[pikepdf.Object], front: int, places: Mapping[str, Place]
) -> None:
    """Let links find places by their names; those that no document has a name for, such as parts, at once."""
    named: list[pikepdf.Object] = []
    for key, place in sorted((name.encode(), place) for name, place in places.items() if name[0] != "#"):
        named += [String(key), _destination(pages, place)]
    for page in pages[:front]:
        for link in page.get("/Annots", ()):
            name = bytes(link.Dest).decode() if isinstance(link.get("/Dest"), String) else ""
            if name.startswith("#"):
                link.Dest = _destination(pages, places[name])
    names = book.Root.get("/Names", Dictionary())
    names.Dests = Dictionary(Names=Array(named))
    book.Root.Names = names


def _bookmark(
    book: pikepdf.Pdf, pages: Sequence[pikepdf.Object], headings: Iterable[tuple[int, str, Place]]
) -> None:
    """Make bookmarks of headings, closed and each within the nearest of a higher level before it."""
    with book.open_outline() as outline:
        outline.root.clear()
        around: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for level, title, place in headings:
            while around[-1][0] >= level:
                around.pop()
            item = OutlineItem(title, _destination(pages, place))
            item.is_closed = True
            around[-1][1].append(item)
            around.append((level, item.children))


def _destination(pages: Sequence[pikepdf.Object], place: Place) -> Array:
    page, x, y = place
    return Array([pages[page], Name.XYZ, round(x, 4), round(y, 4), 0])


def _tell_apart(book: pikepdf.Pdf, digests: str) -> None:
    """Let the properties, which are those of the front matter, be of all: number of pages, and what it is."""
    instance = base64.b64encode(hashlib.sha256(digests.encode()).digest()[:16]).decode()
    packet = book.Root.Metadata.read_bytes().decode()
    packet = re.sub("(?<=<xmpTPg:NPages>)[^<]*", str(len(book.pages)), packet)
    packet = re.sub("(?<=<xmpMM:InstanceID>)[^<]*", instance, packet)
    book.Root.Metadata.write(packet.encode())
