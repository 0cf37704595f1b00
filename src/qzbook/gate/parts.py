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

    Attributes
    ----------
    readings : list of Reading
        Of each part.
    faults : list of str
        Where the PDF is not what its parts make.
    """

    def __init__(self, pdf: Path, memory: Memory) -> None:
        self._parts = parts_of(pdf)
        self._memory = memory
        self._kept = [memory.beside(f"part-{number}") for number in range(len(self._parts))]
        self._homes: dict[str, Memory] = {}
        with pikepdf.open(pdf) as file:
            self._book = Places(file)
            if len(self._parts) > 1:
                self._book.named |= _places_without_names(self._parts[0].path, file)
            self.readings = [self._reading(number) for number in range(len(self._parts))]
            self.faults = list(self._unlike(file)) if len(self._parts) > 1 else []

    @property
    def pages(self) -> Iterator[tuple[int, Reading]]:
        """Give each reading with its first page."""
        return zip((part.first for part in self._parts), self.readings, strict=True)

    def tree(self, name: str, known: str) -> Element:
        """Give the tree of a document by its state."""
        return etree.fromstring(self._homes[name].recall(known))

    def _reading(self, number: int) -> Reading:
        part, kept = self._parts[number], self._kept[number]
        with part.path.open("rb") as file:
            known = state("part", hashlib.file_digest(file, "sha256").digest(), str(number).encode())
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
            return self._book.place(self._book.named[name])[0] if name.startswith(_UNNAMED) else name
        return None if target is None else self._own.place(target)[0] - first


def _places_without_names(front: Path, book: pikepdf.Pdf) -> dict[bytes, pikepdf.Object]:
    """Give places that have names in the front matter alone: where the same links of the joined PDF lead."""
    found = {}
    with pikepdf.open(front) as file:
        for page, joined in zip(file.pages, book.pages, strict=False):
            for link, same in zip(page.obj.get("/Annots", ()), joined.obj.get("/Annots", ()), strict=False):
                target = link.get("/Dest")
                if isinstance(target, pikepdf.String) and bytes(target).startswith(_UNNAMED):
                    found[bytes(target)] = same.Dest
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
