"""What validators say of both copies, and what they say wrongly looked at again."""

from __future__ import annotations

import io
import re

import page
import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from typst_books import Build

from validators import findings


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/DescendantFonts" in o]


def test_fonts_are_embedded_as_subsets(book: Build) -> None:
    with pikepdf.open(book.pdf) as pdf:
        found = fonts(pdf)
        assert found
        for font in found:
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        families = {str(font.BaseFont)[8:].split("-")[0] for font in found}
    assert families == {"NotoSerifSC", "NotoSansCJKsc", "DejaVuSansMono", "NewCMMath"}


def test_the_file_is_small(book: Build) -> None:
    assert book.pdf.stat().st_size < 1_500_000


@pytest.mark.parametrize(
    ("name", "archived"),
    [("book", page.ValidationProfile.PDF_A_2A), ("review", page.ValidationProfile.PDF_A_3A)],
)
def test_validators_find_nothing(
    name: str, archived: page.ValidationProfile, request: pytest.FixtureRequest
) -> None:
    assert findings(request.getfixturevalue(name).pdf, archived) == []


@pytest.mark.parametrize(("name", "status"), [("book", "2A"), ("review", "3A")])
def test_each_copy_claims_its_standards(name: str, status: str, request: pytest.FixtureRequest) -> None:
    build: Build = request.getfixturevalue(name)
    with pikepdf.open(build.pdf) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata.pdfa_status == status


def test_the_properties_say_who_publishes_it_on_what_terms(book: Build) -> None:
    with pikepdf.open(book.pdf) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["dc:publisher"] == {"虚构出版社"}
        assert metadata["dc:rights"] == "CC BY 4.0"
        assert metadata["dc:description"] == "第3版起含书中CC BY 4.0许可"
        assert metadata["dc:subject"] == {"虚构", "排版", "测试"}
        assert pdf.docinfo["/Subject"] == metadata["dc:description"]
        assert bytes(pdf.Root.Metadata.read_raw_bytes()).startswith(b"<?xpacket")


def test_fonts_have_a_prefix_of_six_letters_and_a_name_that_can_be_found(copy: Build) -> None:
    with pikepdf.open(copy.pdf) as pdf:
        names = {str(font.DescendantFonts[0].BaseFont) for font in fonts(pdf)}
    assert all(re.fullmatch(r"/[A-Z]{6}\+[A-Za-z0-9-]+", name) for name in names), names
    assert not any("Thin" in name for name in names)


def test_stream_lengths_are_exact(copy: Build) -> None:
    data = copy.pdf.read_bytes()
    streams = list(re.finditer(rb"/Length (\d+)[^>]*>>\s*?stream\r?\n", data))
    assert len(streams) > 30
    for stream in streams:
        end = stream.end() + int(stream[1])
        assert data[end : end + 10] == b"\nendstream"


def test_glyph_widths_agree_with_the_embedded_fonts(book: Build) -> None:
    compared = 0
    with pikepdf.open(book.pdf) as pdf:
        for font in fonts(pdf):
            descendant = font.DescendantFonts[0]
            if "/FontFile3" not in descendant.FontDescriptor:
                continue
            cff = CFFFontSet()
            cff.decompile(io.BytesIO(descendant.FontDescriptor.FontFile3.read_bytes()), None)
            program = cff[0]
            matrix = float(getattr(program, "FontMatrix", [0.001])[0])
            for identifier, width in _widths(descendant.W).items():
                name = program.charset[identifier]
                program.CharStrings[name].draw(NullPen())
                assert abs(program.CharStrings[name].width * matrix * 1000 - width) <= 1
                compared += 1
    assert compared > 300


def _widths(array: pikepdf.Object) -> dict[int, float]:
    items, position = list(array), 0
    widths: dict[int, float] = {}
    while position < len(items):
        first, second = int(items[position]), items[position + 1]
        if isinstance(second, pikepdf.Array):
            widths |= {first + index: float(width) for index, width in enumerate(second)}
            position += 2
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(items[position + 2]))
            position += 3
    return widths
