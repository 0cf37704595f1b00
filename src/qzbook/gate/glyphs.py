"""What the glyphs of a font look like and say, whatever numbers it has for them.

A compiler puts into a PDF the glyphs that a book uses, and numbers them anew when another comes in front, so
that every page is written in other numbers and looks the same. Here a glyph is known by the digest of what
paints it and of what it says.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

_TAG = re.compile(r"^/[A-Z]{6}\+")
"""What names of fonts begin with that hold some glyphs only (ISO 32000-1, 9.6.4)."""

_SAID = re.compile(rb"<([0-9A-Fa-f]{4})> *<([0-9A-Fa-f]*)>\s*|\d+ beginbfchar\s*|endbfchar\s*")
"""A glyph in a table of what glyphs say, and what its lists begin and end with."""

_OF_GLYPHS = {"glyf", "loca", "hmtx"}
_COUNTS = {"head": slice(8, 12), "hhea": slice(34, 36), "maxp": slice(4, 6), "post": slice(32, None)}
"""Bytes of tables of OpenType that follow from which glyphs there are: a checksum, their number and names."""

_OFFSETS = {"charset", "FDSelect", "CharStrings", "FDArray", "Private", "Subrs", "CIDCount"}
"""Keys of CFF that say where something is, or how much of it."""


class NotToldApartError(ValueError):
    """A font whose glyphs cannot be told apart here: it is known only as a whole."""


class Glyphs:
    """The glyphs of a font by the numbers that a page has for them.

    Parameters
    ----------
    font : pikepdf.Dictionary
        A composite font (ISO 32000-1, 9.7) whose codes, of two bytes, are numbers of its glyphs.

    Attributes
    ----------
    face : bytes
        Digest of all that is the same for every glyph.
    shown : dict of bytes to (bytes, bytes)
        What `qzbook.gate.shown` knows of operators that show glyphs of this font.

    Raises
    ------
    NotToldApartError
        If it is no such font.
    """

    def __init__(self, font: Any) -> None:
        if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
            raise NotToldApartError
        (self._cid_font,) = font.DescendantFonts
        if self._cid_font.get("/CIDToGIDMap", "/Identity") != "/Identity":
            raise NotToldApartError
        descriptor = self._cid_font.FontDescriptor
        common, outlines = _program(descriptor)
        said, rest = _characters(font.ToUnicode.read_bytes())
        widths = dict(_widths(self._cid_font.get("/W", [])))
        self._digests = {
            number.to_bytes(2): _digest(outline, widths.get(number), said.get(number))
            for number, outline in outlines.items()
        }
        described = [
            *_entries(font, {"/DescendantFonts", "/ToUnicode"}),
            *_entries(self._cid_font, {"/W", "/FontDescriptor"}),
            *_entries(descriptor, {"/FontFile2", "/FontFile3", "/CIDSet"}),
        ]
        self.face = _digest(described, common, rest)
        self.shown: dict[bytes, tuple[bytes, bytes]] = {}

    def of(self, codes: bytes) -> bytes:
        """Give the digests of the glyphs of a text.

        Raises
        ------
        NotToldApartError
            If the font has no such glyph.
        """
        try:
            return b"".join([self._digests[codes[at : at + 2]] for at in range(0, len(codes), 2)])
        except KeyError:
            raise NotToldApartError from None


def _entries(holder: Any, apart: set[str]) -> Iterator[tuple[str, bytes]]:
    """Give what a dictionary holds, without the tag of names; nothing in it may be held elsewhere."""
    for key, value in holder.items():
        if key in apart:
            continue
        if isinstance(value, pikepdf.Object):
            if value.is_indirect and isinstance(value, pikepdf.Stream):
                raise NotToldApartError
            written = value.unparse(resolved=True)
            if re.search(rb"\d \d+ R\b", written):
                raise NotToldApartError
        else:
            written = repr(value).encode()
        yield key, _TAG.sub("/", written.decode("latin-1")).encode()


def _program(descriptor: Any) -> tuple[bytes, dict[int, bytes]]:
    """Give what the glyphs of a font have in common, and what paints each."""
    if "/FontFile2" in descriptor:
        return _truetype(descriptor.FontFile2.read_bytes())
    if "/FontFile3" in descriptor and descriptor.FontFile3.get("/Subtype") == "/CIDFontType0C":
        return _cff(descriptor.FontFile3.read_bytes())
    raise NotToldApartError


def _truetype(content: bytes) -> tuple[bytes, dict[int, bytes]]:
    with TTFont(io.BytesIO(content), lazy=True) as font:
        tables = {tag: bytes(font.reader[tag]) for tag in font.reader.keys()}  # noqa: SIM118 - no mapping
        places, measures = list(font["loca"]), font["hmtx"].metrics
        names = font.getGlyphOrder()
    outlines = {}
    for number, (start, end) in enumerate(pairwise(places)):
        drawn = tables["glyf"][start:end]
        if drawn[:1] >= b"\x80":  # made of others, which it names by their numbers
            drawn = content
        outlines[number] = _digest(drawn, measures[names[number]])
    for tag, counted in _COUNTS.items():
        table = bytearray(tables.get(tag, b""))
        del table[counted]
        tables[tag] = bytes(table)
    return _digest(sorted(table for table in tables.items() if table[0] not in _OF_GLYPHS)), outlines


def _cff(content: bytes) -> tuple[bytes, dict[int, bytes]]:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(content), None)
    (font,) = fonts.topDictIndex
    if not hasattr(font, "FDArray") or not hasattr(font, "FDSelect"):
        raise NotToldApartError
    parts = [
        _digest(_settings(each), _settings(each.Private), _routines(each.Private)) for each in font.FDArray
    ]
    programs = font.CharStrings.charStringsIndex
    outlines = {
        int(name.removeprefix("cid")) if name != ".notdef" else 0: _digest(
            programs[number].bytecode, parts[font.FDSelect[number]]
        )
        for number, name in enumerate(font.charset)
    }
    return _digest(_settings(font), [each.bytecode for each in fonts.GlobalSubrs]), outlines


def _settings(part: Any) -> list[tuple[str, Any]]:
    return sorted((key, value) for key, value in part.rawDict.items() if key not in _OFFSETS)


def _routines(private: Any) -> list[bytes]:
    return [each.bytecode for each in getattr(private, "Subrs", ())]


def _characters(table: bytes) -> tuple[dict[int, bytes], bytes]:
    """Give what each glyph says, and the rest of the table."""
    said = {int(number, 16): text for number, text in _SAID.findall(table) if number}
    rest = _SAID.sub(b"", table)
    if b"bfrange" in rest or rest.count(b"<") != rest.count(b"<0000> <FFFF>") * 2:
        raise NotToldApartError
    return said, rest


def _widths(array: Any) -> Iterator[tuple[int, float]]:
    """Read the widths of glyphs (ISO 32000-1, 9.7.4.3)."""
    values = iter(array)
    for first in values:
        second = next(values)
        if isinstance(second, pikepdf.Array):
            yield from enumerate(map(float, second), int(first))
        else:
            width = float(next(values))
            yield from ((number, width) for number in range(int(first), int(second) + 1))


def _digest(*parts: object) -> bytes:
    return hashlib.sha256(repr(parts).encode()).digest()
