"""A gate that remembers finds what one without memory finds, and looks at nothing that has not changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from gate_book import GateBook

from qzbook.gate import MEMORY, Gate, Memory, pages
from qzbook.gate.appearance import Appearance
from qzcharts.errors import Problem

Fault = Callable[[Path, pikepdf.Pdf], object]
"""Damages the pages in a folder, or an open PDF."""


def on_page(name: str, old: str, new: str) -> Fault:
    def damage(html: Path, _: pikepdf.Pdf) -> None:
        text = (html / name).read_text("utf-8")
        assert re.search(old, text)
        (html / name).write_text(re.sub(old, new, text, count=1), "utf-8")

    return damage


def covered(_: Path, pdf: pikepdf.Pdf) -> None:
    pdf.pages[-1].contents_add(b"q 0 g 0 0 2000 2000 re f Q", prepend=False)


def cropped(_: Path, pdf: pikepdf.Pdf) -> None:
    pdf.pages[-1].obj.MediaBox = pikepdf.Array([0, 0, 200, 200])


def layered(_: Path, pdf: pikepdf.Pdf) -> None:
    """Have a page painted by a form that another page has not, whose content alone changes."""
    form = pdf.make_stream(
        b"0 g 0 0 2000 2000 re f",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 2000, 2000],
    )
    page = pdf.pages[-1]
    page.contents_add(
        b"q %s Do Q" % str(page.add_resource(form, pikepdf.Name.XObject)).encode(), prepend=False
    )


def unlike_letters(_: Path, pdf: pikepdf.Pdf) -> None:
    """Let a font say other characters than it shows."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            cmap = each.ToUnicode.read_bytes()
            each.ToUnicode.write(re.sub(rb"(<[0-9A-F]{4}> )<[0-9A-F]{4}>", rb"\1<7532>", cmap))


def led_astray(_: Path, pdf: pikepdf.Pdf) -> None:
    """Let every link of the contents lead to the first page."""
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            if "/Dest" in link or "/D" in link.get("/A", {}):
                link.Dest = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.XYZ, 0, 0, 0])
                if "/A" in link:
                    del link["/A"]


FAULTS: dict[str, Fault] = {
    "a word of the text": on_page("more.html", r"(<h1[^>]*>)", r"\1别的话"),
    "an alternative text": on_page("words.html", r'(\balt(?:text)?=")', r"\1别的"),
    "two places of one name": on_page("words.html", "<p", '<b id="twice"></b><b id="twice"></b><p'),
    "a script": on_page("more.html", "</main>", "<script>1</script></main>"),
    "a picture with a script": lambda html, _: (html / "boat.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="1"/>', "utf-8"
    ),
    "a page that is covered": covered,
    "a page that is smaller": cropped,
    "a form over a page": layered,
    "a font with other letters": unlike_letters,
    "links that lead elsewhere": led_astray,
}


@pytest.fixture(scope="module")
def record(gate_book: GateBook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a gate left that has found nothing."""
    path = tmp_path_factory.mktemp("memory") / MEMORY
    memory = Memory(path)
    assert found(gate_book, gate_book.html, gate_book.pdf, memory) == []
    memory.keep()
    return path


def found(book: GateBook, html: Path, pdf: Path, memory: Memory) -> list[Problem]:
    whole = book.gate()
    return Gate(html, pdf, whole.sources, whole.root, memory=memory).judge()


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_remembered_hides_no_fault(
    name: str, record: Path, gate_book: GateBook, tmp_path: Path
) -> None:
    html, pdf = shutil.copytree(gate_book.html, tmp_path / "html"), tmp_path / "book.pdf"
    with pikepdf.open(gate_book.pdf) as file:
        FAULTS[name](html, file)
        file.save(pdf)
    expected = found(gate_book, html, pdf, Memory())
    assert expected
    again = shutil.copytree(record.parent, tmp_path / "memory") / MEMORY
    for _ in range(2):  # what was found faulty is no more known afterwards than before
        memory = Memory(again)
        assert found(gate_book, html, pdf, memory) == expected
        memory.keep()


def test_what_has_not_changed_is_not_looked_at(
    record: Path, gate_book: GateBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def note(_: Path, numbers: list[int]) -> list[pages.PageRead]:
        read.extend(numbers)
        return []

    monkeypatch.setattr(pages, "_read", note)
    monkeypatch.setattr(Gate, "_judge_document", lambda *_: pytest.fail("compared again"))
    assert found(gate_book, gate_book.html, gate_book.pdf, Memory(record)) == []
    assert read == []


def test_pages_are_read_alike_by_one_process_and_by_several(
    gate_book: GateBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.open(gate_book.pdf) as file:
        alone = pages.read_and_judge(gate_book.pdf, file, Memory())
        monkeypatch.setattr(pages, "MANY", 2)
        assert pages.read_and_judge(gate_book.pdf, file, Memory()) == alone


def test_what_a_page_is_not_painted_from_does_not_count(gate_book: GateBook) -> None:
    with pikepdf.open(gate_book.pdf) as file:
        before = [Appearance(file).of(number) for number in range(len(file.pages))]
        led_astray(gate_book.html, file)
        assert [Appearance(file).of(number) for number in range(len(file.pages))] == before
