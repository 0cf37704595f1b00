"""A page is known again whatever numbers its glyphs have, and by nothing else than what it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import typst
from test_gate_paint import HEAD

from qzbook.gate.appearance import Appearance
from qzbook.gate.glyphs import Glyphs, NotToldApartError
from qzbook.gate.shown import Text
from sphinx_typst.fonts import find_fonts

PAGE = '面积 622 平方米，(甲)\\\\乙。\n\n#text(font: "DejaVu Sans Mono")[a.b é]\n\n#link("https://example.org")[网页]'
FONTS = {"CFF": "Noto Serif SC", "TrueType": "Noto Sans CJK SC"}


def made(folder: Path, first: str, font: str = FONTS["CFF"]) -> pikepdf.Pdf:
    """Make a book of two pages, the second of which is always the same."""
    source = folder / "book.typ"
    source.write_text(HEAD.replace(FONTS["CFF"], font) + f"{first}\n\n#pagebreak()\n{PAGE}", "utf-8")
    target = folder / "book.pdf"
    pdf = typst.compile(
        str(source), font_paths=find_fonts(()), ignore_system_fonts=True, pdf_standards=["ua-1", "a-2a"]
    )
    target.write_bytes(pdf)
    return pikepdf.open(target, allow_overwriting_input=True)


@pytest.fixture(scope="module")
def glyphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Glyphs]:
    """The glyphs of one font, by the name f0."""
    with made(tmp_path_factory.mktemp("glyphs"), "一") as pdf:
        return {"f0": Glyphs(font_of(pdf))}


def contents(pdf: pikepdf.Pdf) -> bytes:
    return bytes(pdf.pages[1].obj.Contents.read_bytes())


@pytest.mark.parametrize("font", FONTS)
def test_glyphs_with_other_numbers_look_the_same(font: str, tmp_path: Path) -> None:
    one, other = (made(tmp_path, first, FONTS[font]) for first in ("一", "别的一些话，é 7"))
    assert contents(one) != contents(other)
    assert Appearance(one).of(1) == Appearance(other).of(1)
    assert Appearance(one).of(0) != Appearance(other).of(0)


def font_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Give the font that most of the second page is set in."""
    (font,) = (each for each in pdf.pages[1].resources.Font.values() if "Serif" in str(each.BaseFont))
    return font


def swapped(pdf: pikepdf.Pdf) -> None:
    """Have two glyphs stand for each other."""
    content = contents(pdf)
    codes = Codes(content)
    pdf.pages[1].obj.Contents.write(content.replace(codes.first, codes.second, 1))


class Codes:
    """Two texts of a content, written in codes."""

    def __init__(self, content: bytes) -> None:
        self.first, self.second = re.findall(rb"\[<[0-9A-F]+>|\[\(.*?(?<!\\)\)", content, re.DOTALL)[:2]


def said_otherwise(pdf: pikepdf.Pdf) -> None:
    table = font_of(pdf).ToUnicode
    table.write(re.sub(rb"(<[0-9A-F]{4}> )<9762>", rb"\1<7532>", table.read_bytes()))


def wider(pdf: pikepdf.Pdf) -> None:
    font_of(pdf).DescendantFonts[0].W = pikepdf.Array([0, 500, 700])


def drawn_otherwise(pdf: pikepdf.Pdf) -> None:
    program = font_of(pdf).DescendantFonts[0].FontDescriptor.FontFile3
    content = bytearray(program.read_bytes())
    content[-200] ^= 1
    program.write(bytes(content))


def in_another_place(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Contents.write(contents(pdf).replace(b" cm", b"1 cm", 1))


def heavier(pdf: pikepdf.Pdf) -> None:
    font_of(pdf).DescendantFonts[0].FontDescriptor.Flags = 131077


def annotated(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Annots[0].Border = pikepdf.Array([0, 0, 9])


FAULTS: list[Callable[[pikepdf.Pdf], None]] = [
    *(swapped, said_otherwise, wider, drawn_otherwise, in_another_place, heavier, annotated)
]


@pytest.mark.parametrize("alter", FAULTS, ids=lambda alter: alter.__name__)
def test_what_looks_or_says_otherwise_is_told_apart(
    alter: Callable[[pikepdf.Pdf], None], tmp_path: Path
) -> None:
    pdf = made(tmp_path, "一")
    before = Appearance(pdf).of(1)
    alter(pdf)
    assert Appearance(pdf).of(1) != before


def test_a_font_that_cannot_be_read_is_known_as_a_whole(tmp_path: Path) -> None:
    pdf = made(tmp_path, "一")
    before = Appearance(pdf).of(1)
    font_of(pdf).DescendantFonts[0].FontDescriptor.FontFile3.write(b"no font")
    assert Appearance(pdf).of(1) not in (before, Appearance(made(tmp_path, "二")).of(1))


@pytest.mark.parametrize(
    "content",
    [
        b"BT(\\000\\001)Tj ET",
        b"BT/f0 10 Tf(\\000\\001)Tj ET BT(\\000\\001)Tj ET",
        b"BT/f0 10 Tf(\\000\\001)' ET",
        b"BT/f1 10 Tf(\\000\\001)Tj ET",
        b"BT/f0 10 Tf(\\377\\377)Tj ET",
        b"BT/f0 10 Tf<000>Tj ET",
        b"BI /W 1 /H 1 ID x EI",
    ],
)
def test_what_typst_does_not_write_is_left_as_it_is(content: bytes, glyphs: dict[str, Glyphs]) -> None:
    assert Text(b"BT/f0 10 Tf(\\000\\001)Tj ET", glyphs).digest
    with pytest.raises(NotToldApartError):
        Text(content, glyphs)


def test_where_a_text_ends_is_told_apart(glyphs: dict[str, Glyphs]) -> None:
    texts = (rb"[(\000\001\000\002) 9 (\000\003)]TJ", rb"[(\000\001) 9 (\000\002\000\003)]TJ")
    one, other = (Text(b"BT/f0 10 Tf %b ET" % text, glyphs).digest for text in texts)
    assert one != other
