"""What a PDF is made of: one file or the volumes that it was joined of, each of which is read once.

What is read of a file follows from its bytes and from the pages that its links into other volumes lead to. So
a volume that is the same is not opened again; of the joined file it is asked whether it holds all of them.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from lxml import etree

from qzbook.gate import contents, paint
from qzbook.gate.appearance import Appearance
from qzbook.gate.flow import Element
from qzbook.gate.memory import Memory, state
from qzbook.gate.pages import read_and_judge
from qzbook.gate.pdf import Places, Structure, Volume, children_of
from qzbook.words import gettext

_INDEX = "index.json"
"""File in the folder of volumes that lists them (`sphinx_typst.compiler.Compilation.volumes`)."""

_JOINED = "joined.sha256"
"""File beside it with the digest of the PDF that was joined of them."""

_UNNAMED = b"#"
"""Begins what volumes call places that have no name in the joined PDF, such as the parts of a book."""


class Part(NamedTuple):
    """A file, its first page in the PDF that readers get, counted from 0, and the documents that it has."""

    path: Path
    first: int
    documents: list[str] | None = None


def parts_of(pdf: Path) -> list[Part]:
    """Name the volumes that a PDF was joined of, in their order; itself, if it was joined of none."""
    folder = pdf.with_suffix(".volumes")
    if not folder.is_dir():
        return [Part(pdf, 0)]
    index = json.loads((folder / _INDEX).read_text("utf-8"))
    return [Part(folder / each["file"], each["first"] - 1, each["documents"]) for each in index]


@dataclass
class Reading:
    """What was read of a part.

    Attributes
    ----------
    documents : dict of str to str
        State of each document by its name, by which `tree` gives it, in their order.
    first_pages : dict of str to int
        Page of the part on which each begins.
    blemishes : list of (int, str, Blemish)
        What cannot be seen, with its page in the part, and the document that has begun there.
    entries : list of (str, str)
        What stands before the first document and leads somewhere: its words, and the label of the page.
    titles : set of str
        Words of headings and captions.
    labels : list of str
        Of its pages, as they were.
    led_to : dict of bytes to str
        The label of the page of each place that it leads to by its name, as it was.
    looks : list of bytes
        Digest of each page as it is.
    children : list of str
        Types of what its structure consists of.
    """

    documents: dict[str, str] = field(default_factory=dict)
    first_pages: dict[str, int] = field(default_factory=dict)
    blemishes: list[tuple[int, str, paint.Blemish]] = field(default_factory=list)
    entries: list[tuple[str, str]] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    led_to: dict[bytes, str] = field(default_factory=dict)
    looks: list[bytes] = field(default_factory=list)
    children: list[str] = field(default_factory=list)


class Parts:
    """The parts of a PDF, read as far as they are not known.

    Parameters
    ----------
    pdf : Path
    memory : Memory
    is_joined : bool
        Whether the PDF is joined of these parts already.

    Attributes
    ----------
    readings : list of Reading
        Of each part.
    faults : list of str
        Where the PDF is not what its parts make.
    """

    def __init__(self, pdf: Path, memory: Memory, *, is_joined: bool = True) -> None:
        self._pdf, self._parts = pdf, parts_of(pdf)
        self._memory = memory
        self._kept = [memory.beside(f"part-{number}") for number in range(len(self._parts))]
        self._homes: dict[str, Memory] = {}
        with pikepdf.open(pdf) as file:
            self._book = self._places(file)
            self.readings = [self._reading(number) for number in range(len(self._parts))]
            self.faults = list(self._unlike(file)) if is_joined and len(self._parts) > 1 else []

    @property
    def pages(self) -> Iterator[tuple[int, Reading]]:
        """Give each reading with its first page."""
        return zip((part.first for part in self._parts), self.readings, strict=True)

    def tree(self, name: str, known: str) -> Element:
        """Give the tree of a document by its state."""
        kept = self._homes[name]
        if kept.recall(known) is None:  # its record was lost
            number = self._kept.index(kept)
            with pikepdf.open(self._pdf) as file:
                self._book = self._places(file)
                self._read(self._parts[number], kept, is_first=number == 0)
        return etree.fromstring(kept.recall(known))

    def _places(self, file: pikepdf.Pdf) -> Places:
        """Give the places of the whole PDF, with those that volumes alone have names of."""
        places = Places(file)
        if len(self._parts) > 1:
            places.named |= _places_without_names(self._parts[0].path, file)
        return places

    def _reading(self, number: int) -> Reading:
        part, kept = self._parts[number], self._kept[number]
        known = state("part", _digest_of(part.path), str(number).encode())
        reading: Reading | None = self._memory.recall(known)
        if reading is None or not self._holds(reading, part):
            reading = self._read(part, kept, is_first=number == 0)
            if not reading.blemishes:
                self._memory.note(known, reading)
        self._homes |= dict.fromkeys(reading.documents, kept)
        return reading

    def _holds(self, reading: Reading, part: Part) -> bool:
        """Whether the pages that a part says, and those that it leads to, are those that it was read with."""
        count = len(reading.labels)
        return reading.labels == self._book.labels[part.first : part.first + count] and all(
            self._book.label(name) == label for name, label in reading.led_to.items()
        )

    def _read(self, part: Part, kept: Memory, *, is_first: bool) -> Reading:
        with pikepdf.open(part.path) as file:
            pages = read_and_judge(part.path, file, kept)
            volume = Volume(self._book, part.first, part.documents)
            structure = Structure(file, [page.pieces for page in pages], volume)
            is_joined = len(self._parts) > 1
            looks = _Looks(file, Places(file), self._book).of(0, len(pages)) if is_joined else []
            children = children_of(file)
        trees = structure.documents
        if not is_first:
            _give_front(structure.front, trees)
        reading = Reading(
            first_pages=structure.first_pages,
            entries=contents.entries(structure.front) if is_first else [],
            titles=contents.titles(trees.values() if is_first else [structure.front, *trees.values()]),
            labels=self._book.labels[part.first : part.first + len(pages)],
            led_to=structure.led_to,
            looks=looks,
            children=children,
        )
        for name, tree in trees.items():
            content = etree.tostring(tree)
            reading.documents[name] = state("tree", content)
            kept.note(reading.documents[name], content)
        for number, page in enumerate(pages):
            begun = [name for name, first in structure.first_pages.items() if first <= number]
            for blemish in page.blemishes:
                if not blemish.marks or any(
                    (number, mark) not in structure.formulas for mark in blemish.marks
                ):
                    reading.blemishes.append((number, begun[-1] if begun else "", blemish))
        return reading

    def _unlike(self, book: pikepdf.Pdf) -> Iterator[str]:
        """Say where a joined PDF does not hold what its volumes do, each in its place."""
        record = self._pdf.with_suffix(".volumes") / _JOINED
        if not (record.is_file() and record.read_text("ascii") == _digest_of(self._pdf).hex()):
            yield gettext("it is not the file that was joined of its volumes")
        counts = [len(reading.looks) for reading in self.readings]
        if [part.first for part in self._parts] != [sum(counts[:n]) for n in range(len(counts))] or (
            sum(counts) != len(book.pages)
        ):
            yield gettext("it has other pages than its volumes")
            return
        wanted = [look for reading in self.readings for look in reading.looks]
        looks = _Looks(book, self._book, self._book)
        found = [look for first, reading in self.pages for look in looks.of(first, len(reading.looks))]
        for number, (look, other) in enumerate(zip(wanted, found, strict=True), 1):
            if look != other:
                yield gettext("page {number} is not that of its volume", number=number)
        if children_of(book) != [role for reading in self.readings for role in reading.children]:
            yield gettext("its structure is not that of its volumes")


class _Looks:
    """Digests of pages as they are, with where their links lead.

    Parameters
    ----------
    file : pikepdf.Pdf
        Open: a volume, or the whole book.
    own, book : Places
        Of the file, and of the whole book.
    """

    def __init__(self, file: pikepdf.Pdf, own: Places, book: Places) -> None:
        self._pages, self._own, self._book = file.pages, own, book
        self._appearance = Appearance(file, exact=True)

    def of(self, first: int, count: int) -> list[bytes]:
        """Give the digests of the pages of a volume, which begins with this page of the file."""
        looks = []
        for number in range(first, first + count):
            links = self._pages[number].obj.get("/Annots", ())
            led = [self._place(link.get("/Dest"), first) for link in links]
            looks.append(hashlib.sha256(self._appearance.of(number) + repr(led).encode()).digest())
        return looks

    def _place(self, target: Any, first: int) -> object:
        """Give the name of a place, or on which page of the volume it is."""
        if isinstance(target, pikepdf.String):
            name = bytes(target)
            is_known = name.startswith(_UNNAMED) and name in self._book.named
            return self._book.place(self._book.named[name])[0] if is_known else name
        return None if target is None else self._own.place(target)[0] - first


def read_ahead(pdf: Path, memory: Memory) -> None:
    """Read the volumes that a PDF is being joined of by the pages and places of the one before.

    Mostly these stay where they are; a volume for which they do not is read again when they are known.
    """
    last = parts_of(pdf)[-1]
    if last.path == pdf or not pdf.is_file():
        return
    with pikepdf.open(pdf) as before, pikepdf.open(last.path) as volume:
        is_as_long = len(before.pages) == last.first + len(volume.pages)
    if is_as_long:
        Parts(pdf, memory, is_joined=False)


def _digest_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _places_without_names(front: Path, book: pikepdf.Pdf) -> dict[bytes, pikepdf.Object]:
    """Give places that have names in the front matter alone: where the same links of the joined PDF lead."""
    found: dict[bytes, pikepdf.Object] = {}
    with pikepdf.open(front) as file:
        for page, joined in zip(file.pages, book.pages, strict=False):
            for link, same in zip(page.obj.get("/Annots", ()), joined.obj.get("/Annots", ()), strict=False):
                target, place = link.get("/Dest"), same.get("/Dest")
                name = bytes(target) if isinstance(target, pikepdf.String) else b""
                if name.startswith(_UNNAMED) and isinstance(place, pikepdf.Array):
                    found[name] = place
    return found


def _give_front(front: Element, documents: dict[str, Element]) -> None:
    """Let what stands before the first document of a volume be of that, but for the name of a part.

    HTML has that in its contents; within a file, it stands at the end of the document before, and a row of
    `qzbook.gate.lawful` takes it away.
    """
    found = list(front)
    if [each.tag for each in found] not in ([], ["H1"]):
        for element in reversed(found):
            next(iter(documents.values())).insert(0, element)
