"""What the pages of a PDF are painted from: pages for which that is the same look the same."""

import hashlib
from collections.abc import Set
from typing import Any

import pikepdf

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page may have from what it hangs on (ISO 32000-1, 7.7.3.4)."""
_PAINTED = (*_INHERITED, "/Contents", "/UserUnit")
_UNSEEN = {"/Parent", "/StructParent", "/StructParents"}
"""Keys that say what something is part of; nothing of it is painted."""
_LEADING = {"/A", "/Dest", "/P"}
"""Keys that say where an annotation leads, and on which page it is."""


class Appearance:
    """Digests of what pages are painted from: content, fonts, pictures, sizes.

    Parameters
    ----------
    pdf : pikepdf.Pdf
        An open PDF.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._layers = self._digest(pdf.Root.get("/OCProperties"))
        self._pages = pdf.pages

    def of(self, number: int) -> bytes:
        """Give the digest of a page, counted from 0."""
        page = self._pages[number].obj
        digest = hashlib.sha256(self._layers)
        for key in _PAINTED:
            holder: Any = page
            while key in _INHERITED and key not in holder and "/Parent" in holder:
                holder = holder.Parent
            digest.update(self._digest(holder.get(key)))
        for annotation in page.get("/Annots", []):
            digest.update(self._read(annotation, _LEADING))
        return digest.digest()

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
            for item in value:
                digest.update(b"[")
                digest.update(self._digest(item))
        else:
            digest.update(value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode())
        return digest.digest()
