"""A PDF of several volumes is judged as one of one volume, and volumes that have not changed are not read."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from gate_book import GateBook
from lxml import etree

from qzbook.gate import MEMORY, Gate, Memory
from qzbook.gate import parts as gate_parts
from qzbook.gate.parts import BEFORE, Parts, parts_of, read_ahead
from qzbook.gate.places import Labels, pages_of
from qzcharts.errors import Problem
from sphinx_typst import parts


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> GateBook:
    """The book of many constructs in volumes of one chapter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "CHAPTERS", 1)
        return GateBook(tmp_path_factory.mktemp("volumes") / "book")


@pytest.fixture
def copy(volumes: GateBook, tmp_path: Path) -> Path:
    """The PDF with its volumes, to be altered; a memory of it lies beside it."""
    pdf = volumes.pdf
    shutil.copytree(pdf.with_suffix(".volumes"), (tmp_path / pdf.name).with_suffix(".volumes"))
    copied = Path(shutil.copy(pdf, tmp_path))
    assert judge(volumes, copied) == []
    return copied


def judge(book: GateBook, pdf: Path, memory: Memory | None = None) -> list[Problem]:
    whole = book.gate()
    kept = memory or Memory(pdf.parent / "gate" / MEMORY)
    found = Gate(whole.html, pdf, whole.sources, whole.root, memory=kept).judge()
    kept.keep()
    return found


def test_the_same_is_read_of_volumes_as_of_one(volumes: GateBook, gate_book: GateBook) -> None:
    assert len(parts_of(volumes.pdf)) > 3
    assert len(parts_of(gate_book.pdf)) == 1
    read, whole = (Parts(book.pdf, Memory()) for book in (volumes, gate_book))
    assert read.faults == []
    names = [
        list(each)
        for each in ({n: d for r in p.readings for n, d in r.documents.items()} for p in (read, whole))
    ]
    assert names[0] == names[1]
    assert judge(volumes, volumes.pdf, Memory()) == []


def test_a_volume_that_has_not_changed_is_not_read(
    volumes: GateBook, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_parts, "_read_part", lambda *_, **__: pytest.fail("read again"))
    assert judge(volumes, copy) == []


def turned(pdf: pikepdf.Pdf) -> None:
    first, second = (page.obj.Contents for page in pdf.pages[-2:])
    pdf.pages[-1].obj.Contents, pdf.pages[-2].obj.Contents = first, second


def other_content(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[-1].obj.Contents
    content.write(content.read_bytes() + b" ")


def led_astray(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            if isinstance(link.get("/Dest"), pikepdf.Array):
                link.Dest = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.XYZ, 0, 0, 0])


def names_moved(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    for at in range(1, len(names), 2):
        names[at] = pikepdf.Array([pdf.pages[-1].obj, pikepdf.Name.XYZ, 0, 0, 0])


def less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def shuffled(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = pikepdf.Array([document.K[-1], *list(document.K)[:-1]])


FAULTS: list[Callable[[pikepdf.Pdf], None]] = [turned, other_content, led_astray, names_moved, less, shuffled]


def joined(pdf: Path) -> None:
    """Let a PDF pass for the one that was joined."""
    record = pdf.with_suffix(".volumes") / "joined.sha256"
    record.write_text(hashlib.sha256(pdf.read_bytes()).hexdigest(), "ascii")


@pytest.mark.parametrize("alter", FAULTS, ids=lambda alter: alter.__name__)
def test_what_joining_spoils_is_found(
    alter: Callable[[pikepdf.Pdf], None], volumes: GateBook, copy: Path
) -> None:
    with pikepdf.open(copy, allow_overwriting_input=True) as pdf:
        alter(pdf)
        pdf.save(copy)
    joined(copy)
    found = judge(volumes, copy)
    assert found
    assert judge(volumes, copy) == found  # what was found faulty is no more known afterwards than before


def test_what_is_altered_in_the_joined_pdf_alone_is_found(volumes: GateBook, copy: Path) -> None:
    copy.write_bytes(copy.read_bytes() + b"%\n")
    (fault,) = judge(volumes, copy)
    assert "it is not the file that was joined" in fault.message


def test_what_is_altered_in_the_objects_of_a_volume_is_found(volumes: GateBook, copy: Path) -> None:
    begin, end = parts_of(copy)[2].objects
    content = parts_of(copy)[2].path.read_bytes()[begin:end]
    assert copy.read_bytes().count(content) == 1
    copy.write_bytes(copy.read_bytes().replace(content, content.replace(b"/FlateDecode", b"/Flate#44ecode")))
    joined(copy)
    (fault,) = judge(volumes, copy)
    assert "it does not hold the objects of its volumes" in fault.message


def test_what_was_lost_of_the_memory_of_a_volume_is_read_again(volumes: GateBook, copy: Path) -> None:
    gate = copy.parent / "gate"
    for path in gate.glob("part-*.pickle"):
        path.unlink()
    parts = Parts(copy, Memory(gate / MEMORY))
    known = {name: state for reading in parts.readings for name, state in reading.documents.items()}
    assert len(known) > 3
    assert all(len(parts.tree(*each)) for each in known.items())


def test_what_is_read_ahead_is_not_read_when_the_pdf_is_joined(
    volumes: GateBook, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    read_before(copy, memory)
    monkeypatch.setattr(gate_parts, "_read_part", lambda *_, **__: pytest.fail("read again"))
    assert judge(volumes, copy, memory) == []


def read_before(pdf: Path, memory: Memory) -> None:
    """Read the volumes by what a PDF says, as if it were that of the build before."""
    with pikepdf.open(pdf) as file:
        memory.note(BEFORE, Labels.of(file))
    read_ahead(pdf, memory)


def test_volumes_are_read_alike_by_one_process_and_by_several(
    volumes: GateBook, copy: Path, tmp_path: Path
) -> None:
    apart, alone = Memory(tmp_path / "apart" / MEMORY), Memory()
    read = [Parts(copy, memory) for memory in (apart, alone)]
    assert read[0].readings == read[1].readings
    for reading in read[0].readings:
        for each in reading.documents.items():
            assert etree.tostring(read[0].tree(*each)) == etree.tostring(read[1].tree(*each))


def other_numbers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels.Nums[-1].St = 100


def no_links_in_front(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages[:3]:
        for link in page.get("/Annots", ()):
            link.Dest = pikepdf.String("chapters/nowhere")


@pytest.mark.parametrize(
    "alter", [other_numbers, no_links_in_front, names_moved, less], ids=lambda alter: alter.__name__
)
def test_what_is_read_ahead_by_another_pdf_is_read_again(
    alter: Callable[[pikepdf.Pdf], None], volumes: GateBook, copy: Path
) -> None:
    whole, memory = copy.read_bytes(), Memory()
    with pikepdf.open(copy, allow_overwriting_input=True) as pdf:
        alter(pdf)
        pdf.save(copy)
    read_before(copy, memory)
    copy.write_bytes(whole)
    assert judge(volumes, copy, memory) == []
    assert Parts(copy, memory).readings == Parts(copy, Memory()).readings


def test_what_a_volume_says_otherwise_is_found(volumes: GateBook, copy: Path) -> None:
    path = parts_of(copy)[2].path
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        font = next(iter(pdf.pages[0].resources.Font.values()))
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <", b"> <7532", 40))
        pdf.save(path)
    assert judge(volumes, copy)


def test_pages_of_the_joined_pdf_that_moved_are_read_anew(volumes: GateBook, copy: Path) -> None:
    with pikepdf.open(copy, allow_overwriting_input=True) as pdf:
        pdf.Root.PageLabels.Nums[-1].St = 100
        pdf.save(copy)
    assert {problem.code for problem in judge(volumes, copy)} >= {"contents"}


def test_pages_and_what_is_printed_for_their_numbers_are_known_without_opening_them(
    volumes: GateBook,
) -> None:
    with pikepdf.open(volumes.pdf) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        printed = [page.label for page in pdf.pages]
        places = {bytes(name): pages.index(place[0].objgen) for name, place in names_in(pdf)}
    assert len({*printed}) > 3
    with pikepdf.open(volumes.pdf, inherit_page_attributes=False) as pdf:
        assert pages_of(pdf) == pages
        assert Labels.of(pdf) == (printed, {name: printed[page] for name, page in places.items()})


def names_in(pdf: pikepdf.Pdf) -> list[tuple[Any, Any]]:
    names: list[Any] = list(pdf.Root.Names.Dests.Names)
    return list(zip(names[::2], names[1::2], strict=True))


def test_pages_in_a_tree_are_all_found() -> None:
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        known = [page.objgen for page in pdf.pages]
        tree = pdf.Root.Pages
        branch = pikepdf.Dictionary(Type=pikepdf.Name.Pages, Parent=tree, Kids=tree.Kids, Count=3)
        tree.Kids = pikepdf.Array([pdf.make_indirect(branch)])
        for page in branch.Kids:
            page.Parent = tree.Kids[0]
        assert pages_of(pdf) == known
