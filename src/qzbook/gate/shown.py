"""The content of a page as it looks, whatever numbers the glyphs of its fonts have."""

import hashlib
import re
from collections.abc import Mapping

from qzbook.gate.glyphs import Glyphs, NotToldApartError

_STRING = rb"\((?:[^()\\\r]|\\.|\((?:[^()\\\r]|\\.)*\))*\)"
_CODES = rb"<[0-9A-Fa-f\s]*>"
_OPERATOR = re.compile(
    rb"[B/\[(<]"  # each begins with one of these, for which re looks fastest
    rb"(?:(?<=B)(?<!\wB)(?P<begun>T)\b"
    rb"|(?<=/)(?P<font>[^\s/<>\[\]()]+)\s+[-.\d]+\s+Tf\b"
    rb"|(?<=\[)(?:[-.\d\s]+|%b|%b)*\]\s*TJ\b"
    rb"|(?:(?<=\()%b|(?<=<)%b)\s*Tj\b)" % (_STRING, _CODES, _STRING[2:], _CODES[1:]),
    re.DOTALL,
)
"""What begins a text, sets its font, or shows glyphs (ISO 32000-1, 9.4)."""

_OTHER = (b"TJ", b"Tj", b"BI", b"'", b'"')
"""What shows glyphs otherwise, or may hold anything: a picture within the content."""

_TEXT = re.compile(rb"(%b)|(%b)" % (_STRING, _CODES), re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\n|.)", re.DOTALL)
_ESCAPES = dict(zip(b"nrtbf\n", (b"\n", b"\r", b"\t", b"\b", b"\f", b""), strict=True))


class Text:
    """A content with the glyphs that it shows.

    Parameters
    ----------
    content : bytes
    fonts : mapping of str to Glyphs
        The fonts by the names that the content has for them.

    Attributes
    ----------
    digest : bytes
        Of all that it draws.

    Raises
    ------
    NotToldApartError
        If it shows glyphs of other fonts, or in other ways than Typst does.
    """

    def __init__(self, content: bytes, fonts: Mapping[str, Glyphs]) -> None:
        self._fonts = fonts
        self._font: Glyphs | None = None
        self._drawn = hashlib.sha256()
        rest = _OPERATOR.sub(self._read, content)
        if any(sign in rest for sign in _OTHER):
            raise NotToldApartError
        self._drawn.update(rest)
        self.digest = self._drawn.digest()

    def _read(self, operator: re.Match[bytes]) -> bytes:
        if operator["begun"]:
            self._font = None  # or it would be that of the text before, which may be another one's
        elif operator["font"]:
            self._font = self._fonts.get(operator["font"].decode("latin-1"))
            if self._font:
                self._drawn.update(self._font.face)
        elif self._font is None:
            raise NotToldApartError
        else:
            glyphs, rest = _shown(self._font, operator[0])
            self._drawn.update(glyphs)
            return rest
        return operator[0]


def _shown(font: Glyphs, operator: bytes) -> tuple[bytes, bytes]:
    """Give the glyphs that an operator shows, and the operator with their number; most come often."""
    if operator not in font.shown:
        drawn: list[bytes] = []

        def show(text: re.Match[bytes]) -> bytes:
            try:
                codes = bytes.fromhex(text[2][1:-1].decode()) if text[2] else _unescaped(text[1][1:-1])
            except ValueError:  # half a byte
                raise NotToldApartError from None
            drawn.append(font.of(codes))
            return b"(%d)" % len(codes)

        rest = _TEXT.sub(show, operator)[:-2]
        font.shown[operator] = b"".join(drawn), rest
    return font.shown[operator]


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_meant, text) if b"\\" in text else text


def _meant(escape: re.Match[bytes]) -> bytes:
    sign = escape[1]
    return bytes([int(sign, 8) & 255]) if sign.isdigit() else _ESCAPES.get(sign[0], sign)
