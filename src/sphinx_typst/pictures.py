"""The pictures of the book, each once."""

import base64
import hashlib
import io
import re
from pathlib import Path

import typst
from PIL import Image, UnidentifiedImageError

from .compiler import pdf_to_svg
from .words import gettext

_JPEG = b"\xff\xd8\xff"  # how each begins (ITU-T T.81, B.1.1.2)
_EMBEDDED = re.compile(rb"data:image/jpe?g;base64,((?:[A-Za-z0-9+/]{4}|\s)+[A-Za-z0-9+/=]{0,4})")


class PictureError(Exception):
    """A picture that the PDF cannot hold; the message is about "the picture", and says how to mend it."""


def unreadable() -> PictureError:
    """Return the error of a picture that is none, or is not there."""
    return PictureError(
        gettext(
            "cannot be read; "
            "give the path, from this file, of an svg, png, jpeg, gif, webp or pdf file that exists"
        )
    )


class Pictures:
    """
    Pictures that the book shows, by the names under which the compiler finds them.

    However many nodes show the same picture, the compiler reads and keeps it once.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}  # by digest
        self._contents: dict[str, bytes | Path] = {}  # by name

    def add(self, path: Path, name: str) -> str:
        """
        Take a picture in.

        Parameters
        ----------
        path
            Its file: svg, png, jpeg, gif, webp or pdf.
        name
            A name that no other picture has; that of a PDF gets ``.svg`` behind it, for it is converted.

        Returns
        -------
        str
            The name of this picture, or of an equal one.

        Raises
        ------
        PictureError
            It is a PDF that cannot be read, or has the colours of a printing press: PDF/A needs a profile
            for them, and none can be guessed.
        """
        given = path.read_bytes()
        digest = hashlib.sha256(given).hexdigest()
        if digest in self._names:
            return self._names[digest]
        content: bytes | Path = path
        if _has_cmyk(given):
            raise PictureError(gettext("has CMYK colours; allowed: RGB and grey. Save it again as RGB"))
        if path.suffix.lower() == ".pdf":
            try:
                content = pdf_to_svg(path)
            except typst.TypstError:
                raise unreadable() from None
            name = f"{name}.svg"
        self._names[digest], self._contents[name] = name, content
        return name

    def write(self, folder: Path) -> None:
        """Write all pictures into a folder, which is made."""
        folder.mkdir()
        for name, content in self._contents.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.read_bytes())


def _has_cmyk(content: bytes) -> bool:
    """
    Return whether a picture is a JPEG of four colours, or a drawing that holds one.

    The other kinds have none, and a PDF has lost them when it is a drawing.
    """
    return any(map(_is_cmyk, [content, *map(base64.b64decode, _EMBEDDED.findall(content))]))


def _is_cmyk(content: bytes) -> bool:
    if not content.startswith(_JPEG):  # Pillow would load what reads the other kinds to say so
        return False
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
            return picture.mode == "CMYK"
    except UnidentifiedImageError:
        return False
