"""What a PDF is made of: one file or the volumes that it was joined of, each of which is read once.

What is read of a file follows from its bytes and from the pages that its links into other volumes lead to. So
a volume that is the same is not opened again; of the joined file it is asked whether it holds all of them.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pikepdf
from lxml import etree

from qzbook.gate import contents, paint
from qzbook.gate.flow import Element
from qzbook.gate.memory import Memory, state
from qzbook.gate.pages import MANY, on_all_cores, read_and_judge
from qzbook.gate.pdf import Structure, Volume, children_of
from qzbook.gate.places import Labels, Number, pages_of
from qzbook.words import gettext

_INDEX = "index.json"
"""File in the folder of volumes that lists them (`sphinx_typst.compiler.Compilation.volumes`)."""

_JOINED = "joined.sha256"
"""File beside it with the digest of the PDF that was joined of them."""

BEFORE = "labels of the build before"
"""Under which `Labels` of the PDF are remembered."""


class Part(NamedTuple):
    """A file, and what the PDF that readers get has of it.

    Attributes
    ----------
    path : Path
    first : int
        Number of its first page there, counted from 0.
    end : int
        Number of the page after its last; 0 if that is not known.
    documents : list of str, optional
        Names of the documents that it shows; none in the front matter and the contents.
    objects : list of int
        Begin and end of what stands there byte by byte.
    """

    path: Path
    first: int
    end: int
    documents: list[str] | None = None
    objects: Sequence[int] = (0, 0)


def parts_of(pdf: Path) -> list[Part]:
    """Name the volumes that a PDF was joined of, in their order; itself, if it was joined of none."""
    folder = pdf.with_suffix(".volumes")
    if not folder.is_dir():
        return [Part(pdf, 0, 0)]
    index = json.loads((folder / _INDEX).read_text("utf-8"))
    return [
        Part(
            folder / each["file"],
            each["first"] - 1,
            each["first"] - 1 + each["pages"],
            each["documents"],
            each["objects"],
        )
        for each in index
    ]


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
    pages, structure : list of (int, int)
        Numbers and generations of the objects that are its pages, and that its structure consists of.
    """

    documents: dict[str, str] = field(default_factory=dict)
    first_pages: dict[str, int] = field(default_factory=dict)
    blemishes: list[tuple[int, str, paint.Blemish]] = field(default_factory=list)
    entries: list[tuple[str, str]] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    led_to: dict[bytes, str] = field(default_factory=dict)
    pages: list[Number] = field(default_factory=list)
    structure: list[Number] = field(default_factory=list)


class Parts:
    """The parts of a PDF, read as far as they are not known.

    Parameters
    ----------
    pdf : Path
    memory : Memory
    before : Labels, optional
        Those of the build before, while the PDF that is joined of these parts is not there yet.

    Attributes
    ----------
    readings : list of Reading
        Of each part.
    faults : list of str
        Where the PDF is not what its parts make.
    """

    def __init__(self, pdf: Path, memory: Memory, before: Labels | None = None) -> None:
        self._pdf, self._parts = pdf, parts_of(pdf)
        self._memory = memory
        self._kept = [memory.beside(f"part-{number}") for number in range(len(self._parts))]
        self.faults: list[str] = []
        if before:
            self._book = before
            self.readings = self._read()
            return
        # Nothing is asked of its pages that they may have from what they hang on.
        with pikepdf.open(pdf, inherit_page_attributes=False) as file:
            self._book = Labels.of(file)
            self.readings = self._read()
            if len(self._parts) > 1:
                self.faults = list(self._unlike(file))
        memory.note(BEFORE, self._book)

    @property
    def pages(self) -> Iterator[tuple[int, Reading]]:
        """Give each reading with its first page."""
        return zip((part.first for part in self._parts), self.readings, strict=True)

    def tree(self, name: str, known: str) -> Element:
        """Give the tree of a document by its state."""
        number = next(number for number, each in enumerate(self.readings) if name in each.documents)
        kept = self._kept[number]
        if kept.recall(known) is None:  # its record was lost
            _read_part(self._book, (self._parts[number], kept))
        return etree.fromstring(kept.recall(known))

    def _read(self) -> list[Reading]:
        """Give what is known of each part, and read the others; several of them on all cores."""
        states = [
            state("part", _digest_of(part.path), str(number).encode())
            for number, part in enumerate(self._parts)
        ]
        found = {number: self._memory.recall(each) for number, each in enumerate(states)}
        given = {
            number: (part, self._kept[number])
            for number, part in enumerate(self._parts)
            if found[number] is None or not self._holds(found[number], part)
        }
        many = len(given) > 1 and sum(part.end - part.first for part, _ in given.values()) >= MANY
        apart = many and self._memory.is_kept  # or what others read would be in no record
        read = partial(_read_part, self._book, alone=apart)
        readings = on_all_cores(read, [*given.values()]) if apart else map(read, given.values())
        for number, reading in zip(given, readings, strict=True):
            found[number] = reading
            if not reading.blemishes:
                self._memory.note(states[number], reading)
        return [*found.values()]

    def _holds(self, reading: Reading, part: Part) -> bool:
        """Whether the pages that a part says, and those that it leads to, are those that it was read with."""
        pages, named = self._book
        return reading.labels == pages[part.first : part.first + len(reading.labels)] and all(
            named.get(name, "") == label for name, label in reading.led_to.items()
        )

    def _unlike(self, book: pikepdf.Pdf) -> Iterator[str]:
        """Say where a joined PDF does not hold what its volumes do, each in its place."""
        record = self._pdf.with_suffix(".volumes") / _JOINED
        if not (record.is_file() and record.read_text("ascii") == _digest_of(self._pdf).hex()):
            yield gettext("it is not the file that was joined of its volumes")
        starts = accumulate((len(reading.pages) for reading in self.readings), initial=0)
        firsts = [part.first for part in self._parts]
        pages = [page for reading in self.readings for page in reading.pages]
        if firsts != [*starts][:-1] or pages != pages_of(book):
            yield gettext("it has other pages than its volumes")
        if children_of(book) != [child for reading in self.readings for child in reading.structure]:
            yield gettext("its structure is not that of its volumes")
        if not self._holds_objects():
            yield gettext("it does not hold the objects of its volumes as they are")

    def _holds_objects(self) -> bool:
        """Whether the joined PDF has what belongs into it of its volumes, byte by byte and in their order."""
        content, end = self._pdf.read_bytes(), 0
        for part in self._parts:
            own = part.path.read_bytes()[slice(*part.objects)]
            if (begin := content.find(own, end)) < 0:
                return False
            end = begin + len(own)
        return True


def read_ahead(pdf: Path, memory: Memory) -> None:
    """Read the volumes that a PDF is being joined of by the pages and places of the one before.

    Mostly these stay where they are; a volume for which they do not is read again when they are known.
    """
    before: Labels | None = memory.recall(BEFORE)
    if before and len(before.pages) == parts_of(pdf)[-1].end:
        Parts(pdf, memory, before)


def _read_part(book: Labels, given: tuple[Part, Memory], *, alone: bool = False) -> Reading:
    """Read a part of a book, and leave in the record of its memory what is to be known of it."""
    part, kept = given
    with pikepdf.open(part.path) as file:
        pages = read_and_judge(part.path, file, kept, alone=alone)
        structure = Structure(file, [page.pieces for page in pages], Volume(book, part.first, part.documents))
        objects, elements = pages_of(file), children_of(file)
    trees = structure.documents
    is_front = not part.documents  # or the whole book
    if not is_front:
        _give_front(structure.front, trees)
    reading = Reading(
        first_pages=structure.first_pages,
        entries=contents.entries(structure.front) if is_front else [],
        titles=contents.titles(trees.values() if is_front else [structure.front, *trees.values()]),
        labels=book.pages[part.first : part.first + len(pages)],
        led_to=structure.led_to,
        pages=objects,
        structure=elements,
    )
    for name, tree in trees.items():
        content = etree.tostring(tree)
        reading.documents[name] = state("tree", content)
        kept.note(reading.documents[name], content)
    for number, page in enumerate(pages):
        begun = [name for name, first in structure.first_pages.items() if first <= number]
        for blemish in page.blemishes:
            if not blemish.marks or any((number, mark) not in structure.formulas for mark in blemish.marks):
                reading.blemishes.append((number, begun[-1] if begun else "", blemish))
    kept.write()
    return reading


def _digest_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _give_front(front: Element, documents: dict[str, Element]) -> None:
    """Let what stands before the first document of a volume be of that, but for the name of a part.

    HTML has that in its contents; within a file, it stands at the end of the document before, and a row of
    `qzbook.gate.lawful` takes it away.
    """
    found = list(front)
    if [each.tag for each in found] not in ([], ["H1"]):
        for element in reversed(found):
            next(iter(documents.values())).insert(0, element)
