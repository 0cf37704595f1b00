"""What is painted on the pages of a PDF: pieces of text and pictures, each with its box and its mark."""

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

ARTIFACT = -1
"""Mark of what is no content, such as running heads and rules."""

Box = tuple[float, float, float, float]
"""Left, foot, right and head, in points from the lower left corner of the page."""

_SHOWN = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM]
#: What PDFium says for any hyphen at the end of a line.
_HYPHEN = "\x02"
#: Flag of a font in a PDF (ISO 32000-1, table 123).
_FIXED_PITCH = 1


class Piece(NamedTuple):
    """Text or a picture that is painted at once.

    Attributes
    ----------
    text : str
        Empty for a picture.
    mark : int
        Identifier of the marked content that it is (``MCID``), or `ARTIFACT`.
    baseline : float
        Height of the line that the text stands on, in points from the foot of the page.
    box : Box
        Where its ink is.
    """

    text: str
    mark: int
    baseline: float
    box: Box


class Page:
    """A page of an open PDF.

    Parameters
    ----------
    page : pypdfium2.PdfPage

    Attributes
    ----------
    size : (float, float)
        Width and height in points.
    pieces : list of Piece
        In the order in which they are painted.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self._buffer = (pdfium.FPDF_WCHAR * 500)()
        self.size: tuple[float, float] = page.get_size()
        self.pieces = list(self._read())

    def by_mark(self) -> dict[int, list[Piece]]:
        """Give the pieces of each mark."""
        found: dict[int, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            found[piece.mark].append(piece)
        return dict(found)

    def characters(self) -> Iterator[tuple[str, Box]]:
        """Give every visible character of the text, with the box of its glyph."""
        text, read, place = self._text.raw, pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox
        left, right, foot, head = (ctypes.c_double() for _ in range(4))
        sides = [ctypes.byref(side) for side in (left, right, foot, head)]
        for number in range(pdfium.FPDFText_CountChars(text)):
            character = chr(read(text, number))
            if not character.isspace() and place(text, number, *sides):
                yield character, (left.value, foot.value, right.value, head.value)

    def render(self, scale: int = 1) -> list[bytes]:
        """Give the page as grey values, `scale` bytes a point, a row after the other from its head."""
        bitmap = self._page.render(scale=scale, grayscale=True)
        points = bytes(bitmap.buffer)
        return [
            points[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)
        ]

    def _read(self) -> Iterator[Piece]:
        """Go through what is painted as PDFium tells it, for objects of pypdfium2 take as long again."""
        page, matrix, sides = self._page.raw, pdfium.FS_MATRIX(), [ctypes.c_float() for _ in range(4)]
        for number in range(pdfium.FPDFPage_CountObjects(page)):
            item = pdfium.FPDFPage_GetObject(page, number)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind not in _SHOWN:
                continue
            text = self._words(item) if kind == pdfium.FPDF_PAGEOBJ_TEXT else ""
            if text.endswith(_HYPHEN):
                text = text[:-1] + _hyphen(item, text)
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
            if not (
                pdfium.FPDFPageObj_GetMatrix(item, matrix) and pdfium.FPDFPageObj_GetBounds(item, *sides)
            ):
                raise pypdfium2.PdfiumError("an object of the page has no place")
            left, foot, right, head = (side.value for side in sides)
            yield Piece(text, mark, matrix.f, (left, foot, right, head))

    def _words(self, item: Any) -> str:
        """Give the text of an object; PDFium looks for it in all of the page, each time that it is asked."""
        buffer = self._buffer
        length = pdfium.FPDFTextObj_GetText(item, self._text.raw, buffer, ctypes.sizeof(buffer))
        if not length:
            raise pypdfium2.PdfiumError("an object of the page has no text")
        if length > ctypes.sizeof(buffer):
            self._buffer = (pdfium.FPDF_WCHAR * length)()
            return self._words(item)
        return bytes(memoryview(buffer).cast("B")[: length - 2]).decode("utf-16-le")


def _hyphen(item: Any, text: str) -> str:
    """Tell a hyphen of the author's from one that Typst put at the end of a line, and paints by itself.

    A font has one text for their one glyph; the other has an ``ActualText``, which PDFium cannot read of a
    soft hyphen. Code, whose letters have one width, is not hyphenated.
    """
    buffer, length = (pdfium.FPDF_WCHAR * 2)(), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", buffer, 4, length):
            return chr(buffer[0]) if buffer[0] else "\u00ad"
    code = pdfium.FPDFFont_GetFlags(pdfium.FPDFTextObj_GetFont(item)) & _FIXED_PITCH
    return "\u00ad" if text == _HYPHEN and not code else "-"


def read_pages(path: Path, numbers: Iterable[int] | None = None) -> Iterator[Page]:
    """Give pages of a PDF, counted from 0, by default all; each is open only until the next."""
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)) if numbers is None else numbers:
            page = document[number]
            yield Page(page)
            page.close()
