"""Whether all that a PDF holds can be seen: ink for each character, none over another, all on the page."""

from collections.abc import Iterator
from math import ceil, floor
from typing import Literal, NamedTuple

from qzbook.gate.marked import ARTIFACT, Box, Page, Piece
from qzbook.words import gettext

_EDGE = 1.0
"""Points that a box may reach over the edge of the page."""

_OVER = 1.5
"""Points in both directions by which two boxes lie over each other; glyphs may touch."""

_CONTRAST = 20
"""Difference between the darkest and the lightest point of a row, of 255, from which on there is ink."""

_CLOSER = 4
"""How many times as large a page is looked at again."""


class Blemish(NamedTuple):
    """Something that cannot be seen as it should.

    Attributes
    ----------
    kind : {"edge", "over", "ink"}
        Over the edge of the page, printed over other text, or without ink.
    text : str
        The words that it is about.
    marks : tuple of int
        Marks of the pieces.
    other : str
        Words that are over them.
    """

    kind: Literal["edge", "over", "ink"]
    text: str
    marks: tuple[int, ...] = ()
    other: str = ""

    @property
    def what(self) -> str:
        """What is wrong, with the words that it is about."""
        text, other = _short(self.text), _short(self.other)
        match self.kind:
            case "edge":
                return gettext("“{text}” reaches over the edge of the page", text=text)
            case "over":
                return gettext("“{text}” and “{other}” are printed over each other", text=text, other=other)
            case "ink":
                return gettext("“{text}” has no ink: it is as light as its ground, or cut off", text=text)

    @property
    def mend(self) -> str:
        """What to do about it."""
        if self.kind == "ink":
            return gettext("give it a colour that stands out from its ground, and room")
        return gettext("give what stands there more room: fewer or narrower columns, shorter words")


def judge(page: Page) -> Iterator[Blemish]:
    """Find what cannot be seen on a page.

    Formulas set one glyph over another on purpose; who knows which marks are theirs leaves these out.
    """
    pieces = [
        piece for piece in page.pieces if piece.mark != ARTIFACT and (piece.text.strip() or not piece.text)
    ]
    for piece in pieces:
        if piece.text and _off(page, piece):
            yield Blemish("edge", piece.text, (piece.mark,))
    yield from _overprinted(pieces)
    yield from _without_ink(page)


def _off(page: Page, piece: Piece) -> bool:
    left, foot, right, head = piece.box
    width, height = page.size
    return left < -_EDGE or foot < -_EDGE or right > width + _EDGE or head > height + _EDGE


def _overprinted(pieces: list[Piece]) -> list[Blemish]:
    """Find pieces over each other, in one pass from the foot; those already passed are not compared.

    Lines are low and wide: few are near each other in this direction.
    """
    near: list[Piece] = []
    found = []
    for piece in sorted((piece for piece in pieces if piece.text), key=lambda each: each.box[1]):
        left, foot, right, _ = piece.box
        near = [each for each in near if each.box[3] - foot > _OVER]
        for other in near if piece.box[3] - foot > _OVER else ():
            if min(right, other.box[2]) - max(left, other.box[0]) > _OVER:
                found.append(sorted((piece, other), key=lambda each: each.box))
        near.append(piece)
    found.sort(key=lambda pair: pair[1].box)
    return [Blemish("over", one.text, (one.mark, other.mark), other.text) for one, other in found]


def _without_ink(page: Page) -> Iterator[Blemish]:
    rows = page.render()
    missing = [(character, box) for character, box in page.characters() if not _has_ink(rows, box)]
    if missing:
        # A point smaller than a point, such as that of a sentence in small type, may be lost at this size.
        rows = page.render(_CLOSER)
        missing = [each for each in missing if not _has_ink(rows, _closer(each[1]))]
    if missing:
        yield Blemish("ink", "".join(character for character, _ in missing))


def _closer(box: Box) -> Box:
    left, foot, right, head = box
    return left * _CLOSER, foot * _CLOSER, right * _CLOSER, head * _CLOSER


def _has_ink(rows: list[bytes], box: Box) -> bool:
    left, foot, right, head = box
    # A point more on each side: what a glyph differs from is beside it.
    columns = slice(max(floor(left) - 1, 0), max(ceil(right) + 1, 0))
    top, bottom = max(len(rows) - ceil(head) - 1, 0), max(len(rows) - floor(foot) + 1, 0)
    band = rows[top:bottom]
    middle = len(band) // 2
    for row in (*band[middle:], *band[:middle]):  # Most glyphs have ink in the middle.
        points = row[columns]
        if points and max(points) - min(points) > _CONTRAST:
            return True
    return False


def _short(text: str) -> str:
    packed = " ".join(text.split())
    return packed if len(packed) <= 20 else f"{packed[:20]}…"
