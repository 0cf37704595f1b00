"""What the pages of a PDF are painted from: pages for which that is the same look the same."""

import hashlib
from collections.abc import Iterator, Set
from typing import Any

import pikepdf

from qzbook.gate.glyphs import Glyphs, NotToldApartError
from qzbook.gate.shown import Text

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page may have from what it hangs on (ISO 32000-1, 7.7.3.4)."""
_PAINTED = ("/Contents", *_INHERITED, "/UserUnit")
_UNSEEN = {"/Parent", "/StructParent", "/StructParents"}
"""Keys that say what something is part of; nothing of it is painted."""
_LEADING = {"/A", "/Dest", "/P"}
"""Keys that say where an annotation leads, and on which page it is."""


_SHOWN_OF_LINKS = ("/Subtype", "/Rect", "/Border", "/F")
_OF_LINKS = {"/Type", "/Contents", "/StructParent", *_LEADING, *_SHOWN_OF_LINKS}
"""All that a link has which is not painted otherwise than any other: most annotations are such."""


class Appearance:
    """Digests of what pages are painted from: content, fonts, pictures, sizes.

    Parameters
    ----------
    pdf : pikepdf.Pdf
        An open PDF.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._fonts: dict[tuple[int, int], Glyphs | None] = {}
        self._layers = self._digest(pdf.Root.get("/OCProperties"))
        self._pages = pdf.pages

    def of(self, number: int) -> bytes:
        """Give the digest of a page, counted from 0."""
        page = self._pages[number].obj
        content, resources, *others = (self._held_by(page, key) for key in _PAINTED)
        digest = hashlib.sha256(self._layers)
        for part in (*self._drawn(content, resources), *map(self._digest, others)):
            digest.update(part)
        for annotation in page.get("/Annots", []):
            digest.update(self._annotation(annotation))
        return digest.digest()

    @staticmethod
    def _held_by(page: Any, key: str) -> Any:
        while key in _INHERITED and key not in page and "/Parent" in page:
            page = page.Parent
        return page.get(key)

    # -- text -----------------------------------------------------------------------------------------------

    def _drawn(self, content: Any, resources: Any) -> Iterator[bytes]:
        """Give digests of a content and what it names, the same whatever numbers its glyphs have."""
        try:
            parts = content if isinstance(content, pikepdf.Array) else [content]
            text = Text(b"\n".join(part.read_bytes() for part in parts), self._glyphs_of(resources))
        except (NotToldApartError, AttributeError, pikepdf.PdfError):
            yield self._digest(content)
            yield self._digest(resources)
        else:
            yield text.digest
            yield self._read(resources, {"/Font"})

    def _glyphs_of(self, resources: Any) -> dict[str, Glyphs]:
        """Give the glyphs of each font that a page may name, as far as they can be told apart."""
        found = ((name[1:], self._glyphs(font)) for name, font in resources.get("/Font", {}).items())
        return {name: glyphs for name, glyphs in found if glyphs}

    def _glyphs(self, font: Any) -> Glyphs | None:
        if font.objgen not in self._fonts or not font.is_indirect:
            try:
                self._fonts[font.objgen] = Glyphs(font)
            except Exception:  # a font may be damaged in any way
                self._fonts[font.objgen] = None
        return self._fonts[font.objgen]

    # -- other objects --------------------------------------------------------------------------------------

    def _annotation(self, annotation: Any) -> bytes:
        if annotation.keys() <= _OF_LINKS:
            shown = b" ".join(
                value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()
                for value in map(annotation.get, _SHOWN_OF_LINKS)
            )
            if b"R" not in shown:
                return shown
        return self._read(annotation, _LEADING)

    def _digest(self, value: Any) -> bytes:
        """Give the digest of an object with all that it refers to, each of them read once."""
        if not isinstance(value, pikepdf.Object) or not value.is_indirect:
            return self._read(value)
        if value.objgen not in self._known:
            self._known[value.objgen] = b""  # for what refers to itself
            self._known[value.objgen] = self._read(value)
        return self._known[value.objgen]

    def _read(self, value: Any, unseen: Set[str] = frozenset()) -> bytes:
        digest = hashlib.sha256()
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            entries = value.stream_dict if isinstance(value, pikepdf.Stream) else value
            for key in sorted(entries.keys() - _UNSEEN - unseen):
                digest.update(f"<<{key} ".encode())
                digest.update(self._digest(entries[key]))
            if isinstance(value, pikepdf.Stream):
                digest.update(b"stream")
                digest.update(value.read_raw_bytes())
        elif isinstance(value, pikepdf.Array):
            written = value.unparse(resolved=True)
            if b" R" not in written:  # as in most, which may be long
                return hashlib.sha256(written).digest()
            for item in value:
                digest.update(b"[")
                digest.update(self._digest(item))
        else:
            digest.update(value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode())
        return digest.digest()
