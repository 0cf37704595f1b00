"""The pictures of the book, each once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import typst

from .compiler import pdf_to_svg


class Pictures:
    """
    Pictures that the book shows, by the names under which the compiler finds them.

    However many nodes show the same picture, the compiler reads and keeps it once.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}  # by digest
        self._contents: dict[str, bytes | Path] = {}  # by name

    def add(self, path: Path, name: str) -> str | None:
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
        str or None
            The name of this picture, or of an equal one; None for a PDF that cannot be read.
        """
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in self._names:
            return self._names[digest]
        content: bytes | Path = path
        if name.endswith(".pdf"):
            try:
                content = pdf_to_svg(path)
            except typst.TypstError:
                return None
            name = f"{name}.svg"
        self._names[digest], self._contents[name] = name, content
        return name

    def write(self, folder: Path) -> None:
        """Write all pictures into a folder, which is made."""
        folder.mkdir()
        for name, content in self._contents.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.read_bytes())
