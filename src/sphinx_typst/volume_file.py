"""The PDF of a volume: objects that the joined PDF has too, byte by byte, and what the volume alone has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import asdict, dataclass
from itertools import chain, count, islice
from typing import Any

import pikepdf

from .objects import Item, Renumbered, Run, Writer, tree_of_pages

# Of a catalogue, what the joined PDF has otherwise.
_OF_ALL = {"/Metadata", "/Names", "/Outlines", "/PageLabels", "/Pages", "/StructTreeRoot", "/Type"}
_BLOCK = 256  # numbers


@dataclass(frozen=True)
class Numbering:
    """
    Numbers of objects, of which volumes have none in common but two.

    Parameters
    ----------
    step
        More than there are volumes. Numbers lie in blocks: of each so many in a row, the first is of no
        volume, and any other of one.
    """

    step: int

    pages = 1
    """The tree of pages, which every page names."""
    document = 2
    """The element that is the whole structure, which those in it name."""

    def of_volume(self, number: int) -> Iterator[int]:
        """Yield what a volume may use; the front matter is 0."""
        return self._of_block(number + 1)

    def of_none(self) -> Iterator[int]:
        """Yield what the joined PDF may use."""
        return islice(self._of_block(0), self.document + 1, None)

    def _of_block(self, block: int) -> Iterator[int]:
        starts = count(block * _BLOCK, self.step * _BLOCK)
        return chain.from_iterable(range(start, start + _BLOCK) for start in starts)


@dataclass(frozen=True)
class Taken:
    """
    What the joined PDF takes over of a volume; arrays and dictionaries as PDF.

    Parameters
    ----------
    run
        Its objects.
    pages
        Numbers of those that are pages.
    version
        Version of PDF.
    elements
        Of its structure, what is directly below the document.
    parents, ids
        Leaves of the trees of parents and of elements that have names.
    next_key
        The first key that it has no parents for.
    roles
        What its own roles are by standard.
    catalog, files, labels
        Of the front matter: its catalogue, its attachments, and the numbers of its pages.
    """

    run: Run
    pages: list[int]
    version: str
    elements: str
    parents: str
    ids: str
    next_key: int
    roles: str
    catalog: str = ""
    files: str = ""
    labels: str = ""

    @classmethod
    def read(cls, record: dict[str, Any]) -> Taken:
        """Return what a record of JSON holds."""
        return cls(**{**record, "run": Run(**record["run"])})


def volume_file(file: pikepdf.Pdf, number: int, numbering: Numbering) -> tuple[bytes, dict[str, Any]]:
    """
    Return the PDF of a volume, and a record for `Taken.read`.

    Parameters
    ----------
    file
        As the compiler made it, with keys and names that no other volume has.
    number
        Which volume it is; the front matter is 0.
    numbering
        Of the objects of all.
    """
    root, structure = file.Root, file.Root.StructTreeRoot
    document = structure.K[0]
    for page in file.pages:
        page.obj.Parent = root.Pages
    known = {root.Pages.objgen[0]: numbering.pages, document.objgen[0]: numbering.document}
    numbers = numbering.of_volume(number)
    own = Renumbered(file, numbers, known)

    def text(value: Any) -> str:
        return own.text(value).decode("latin-1")

    references = text(pikepdf.Array(page.obj for page in file.pages))
    pages = [int(each) for each in re.findall(r"(\d+) 0 R", references)]
    of_front = {
        "catalog": text(_without(root, _OF_ALL)),
        "files": text(_without(root.get("/Names", pikepdf.Dictionary()), {"/Dests"})),
        "labels": text(root.PageLabels.Nums),
    }
    taken = {
        "pages": pages,
        "version": file.pdf_version,
        "elements": text(document.K),
        "parents": text(structure.ParentTree.Kids),
        "ids": text(structure.IDTree.Kids) if "/IDTree" in structure else "[  ]",
        "next_key": int(structure.ParentTreeNextKey),
        "roles": text(structure.get("/RoleMap", pikepdf.Dictionary())),
        **(of_front if number == 0 else {}),
    }
    writer = Writer(file.pdf_version)
    run = writer.add(own.items(), numbers)
    catalog, properties = next(numbers), next(numbers)
    rest = [
        Item(numbering.pages, tree_of_pages(pages)),
        Item(numbering.document, own.text(document)),
        Item(catalog, own.text(root)),
        Item(properties, own.text(file.docinfo)),
    ]
    writer.add(chain(rest, own.items()), numbers)
    return writer.finish(catalog, properties, next(numbers)), taken | {"run": asdict(run)}


def _without(value: pikepdf.Object, keys: Set[str]) -> pikepdf.Dictionary:
    return pikepdf.Dictionary({key: each for key, each in value.items() if key not in keys})
