"""Join the PDFs of volumes to one: pages, structure, bookmarks and named places."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import pikepdf

from .completion import describe
from .metadata import Metadata
from .objects import Item, Writer, dictionary, tree_of_pages
from .volume_file import Taken
from .volumes import Volumes

Place = tuple[int, float, float]
"""Number of the object that is a page, and where on it, in points from its left and its bottom."""


def join(volumes: Volumes, metadata: Metadata) -> bytes:
    """
    Return the whole book.

    The objects of the volumes are taken over byte by byte; what is of all follows them.

    Parameters
    ----------
    volumes
        All, compiled.
    metadata
        What the book says of itself.
    """
    taken = [Taken.read(volume.found["objects"]) for volume in volumes.all]
    pages = [number for each in taken for number in each.pages]
    in_front = len(taken[0].pages) + len(taken[1].pages)
    writer = Writer(taken[0].version)
    for volume, each in zip(volumes.all, taken, strict=True):
        content = volumes.pdf(volume).read_bytes()
        writer.take(content[each.run.begin : each.run.end], each.run)
    numbering, numbers = volumes.numbering, volumes.numbering.of_none()
    catalog, properties, packet, structure, outline = (next(numbers) for _ in range(5))
    with pikepdf.open(volumes.pdf(volumes.all[0])) as front:
        describe(front, metadata)
        said = _properties(front, len(pages), "".join(volume.digest for volume in volumes.all))
        known = front.docinfo.unparse(resolved=True)
    items = [
        Item(
            catalog,
            dictionary(
                [
                    f"/Type /Catalog {taken[0].catalog[2:-2]} /Pages {numbering.pages} 0 R",
                    f"/StructTreeRoot {structure} 0 R /Outlines {outline} 0 R /Metadata {packet} 0 R",
                    f"/Names << {taken[0].files[2:-2]} /Dests << /Names [ {_names(volumes, pages)} ] >> >>",
                    # The pages of the body have numbers from 1, whatever stands in front of them.
                    f"/PageLabels << /Nums [ {taken[0].labels[1:-1]} {in_front}",
                    "<< /Type /PageLabel /S /D /St 1 >> ] >>",
                ]
            ),
        ),
        Item(properties, known),
        Item(packet, b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(said), said),
        Item(numbering.pages, tree_of_pages(pages)),
        Item(structure, _structure(taken, numbering.document)),
        Item(
            numbering.document,
            dictionary(
                [
                    f"/Type /StructElem /S /Document /P {structure} 0 R",
                    f"/K {_united(each.elements for each in taken)}",
                ]
            ),
        ),
        *_bookmarks(outline, _headings(volumes, pages), numbers),
    ]
    writer.add(items, numbers)
    return writer.finish(catalog, properties, next(numbers))


def _structure(taken: Sequence[Taken], document: int) -> bytes:
    """Return the root of the structure; no key and no name occurs in two volumes."""
    # The names of each begin with its number, and stand in the order of their letters.
    by_name = sorted(range(len(taken)), key="{}-".format)
    roles: dict[str, str] = {}
    for each in taken:
        names = each.roles.split()[1:-1]
        roles |= dict(zip(names[::2], names[1::2], strict=True))
    return dictionary(
        [
            f"/Type /StructTreeRoot /K [ {document} 0 R ] /ParentTreeNextKey {taken[-1].next_key}",
            f"/ParentTree << /Kids {_united(each.parents for each in taken)} >>",
            f"/IDTree << /Kids {_united(taken[number].ids for number in by_name)} >>",
            f"/RoleMap << {' '.join(map(' '.join, roles.items()))} >>",
        ]
    )


def _united(arrays: Iterable[str]) -> str:
    """Return one array of what several hold."""
    return f"[ {' '.join(array[1:-1].strip() for array in arrays)} ]"


def _names(volumes: Volumes, pages: Sequence[int]) -> str:
    """Return the names that links find places by, each with its place, in their order."""
    crossed = {name for volume in volumes.all for name in volume.part.away}
    places: dict[bytes, Place] = {}
    for volume, start in zip(volumes.all, _starts(volumes), strict=False):
        for name, place in volume.found["places"].items() if volume.part.documents else ():
            if place["kind"] in ("heading", "figure") or name in crossed:
                places[name.encode()] = (pages[start + place["page"] - 1], place["x"], place["y"])
    return " ".join(f"<{name.hex()}> {_destination(places[name])}" for name in sorted(places))


def _headings(volumes: Volumes, pages: Sequence[int]) -> Iterator[tuple[int, str, Place]]:
    """Yield level, title and place of each heading."""
    for volume, start in zip(volumes.all, _starts(volumes), strict=False):
        for level, title, page, x, y in volume.found["headings"]:
            yield level, title, (pages[start + page - 1], x, y)


def _starts(volumes: Volumes) -> Iterator[int]:
    """Yield how many pages stand before each volume."""
    return accumulate((volume.found["pages"] for volume in volumes.all), initial=0)


@dataclass
class _Bookmark:
    number: int
    about: str
    within: list[_Bookmark] = field(default_factory=list)


def _bookmarks(
    outline: int, headings: Iterable[tuple[int, str, Place]], numbers: Iterator[int]
) -> Iterator[Item]:
    """Yield bookmarks of headings, closed and each within the nearest of a higher level before it."""
    whole = _Bookmark(outline, "/Type /Outlines")
    around = [(0, whole)]
    for level, title, place in headings:
        while around[-1][0] >= level:
            around.pop()
        above, said = around[-1][1], pikepdf.String(title).unparse().decode("latin-1")
        about = f"/Title {said} /Parent {above.number} 0 R /Dest {_destination(place)}"
        bookmark = _Bookmark(next(numbers), about)
        above.within.append(bookmark)
        around.append((level, bookmark))
    yield from _written(whole)


def _written(bookmark: _Bookmark, *neighbours: str) -> Iterator[Item]:
    """Yield a bookmark and all within it."""
    entries = [bookmark.about, *neighbours]
    if within := bookmark.within:
        # So many are seen within it; where there are neighbours it is closed, and the number says so.
        count = -len(within) if neighbours else len(within)
        entries.append(f"/First {within[0].number} 0 R /Last {within[-1].number} 0 R /Count {count}")
    yield Item(bookmark.number, dictionary(entries))
    for at, each in enumerate(within):
        before = f"/Prev {within[at - 1].number} 0 R" if at else ""
        after = f"/Next {within[at + 1].number} 0 R" if at + 1 < len(within) else ""
        yield from _written(each, before, after)


def _destination(place: Place) -> str:
    page, x, y = place
    return f"[ {page} 0 R /XYZ {x:.4f} {y:.4f} 0 ]"


def _properties(front: pikepdf.Pdf, pages: int, digests: str) -> bytes:
    """Return the properties, which are those of the front matter, of all: number of pages, and what it is."""
    instance = base64.b64encode(hashlib.sha256(digests.encode()).digest()[:16]).decode()
    packet = front.Root.Metadata.read_bytes().decode()
    packet = re.sub("(?<=<xmpTPg:NPages>)[^<]*", str(pages), packet)
    return re.sub("(?<=<xmpMM:InstanceID>)[^<]*", instance, packet).encode()
