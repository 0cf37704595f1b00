"""One volume of a long book: what it is made of, and what it came to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .markup import string
from .parts import Part

_PICTURE = re.compile(r'"/images/(?:[^"\\]|\\.)+"')
_MARK = re.compile(rb"/\*@[^*]*\*/")  # as `sphinx_typst.markup.origin_mark` writes it; no text looks like one
_ON_PAGES = {"title", "author", "keywords", "date", "day"}  # what pages of the body say of the book


class VolumeError(Exception):
    """The compiler stopped; `diagnostics` says why, of each volume."""

    def __init__(self, diagnostics: list[str]) -> None:
        super().__init__("\n".join(diagnostics))
        self.diagnostics = diagnostics


@dataclass(eq=False)
class Volume:
    """
    One volume, and what it came to when it was last compiled.

    Parameters
    ----------
    number
        Its place.
    matter
        What it is: "front", "contents", "body", or "back", which is the last of the body.
    part
        What it shows; what stands before the body, of no document.
    settings
        What the template reads, but for what the volume has of others.
    sources
        Digest of all that it is made of, but for these settings.
    digest, found
        Of all that it was made of, and what came of it, as `sphinx_typst.volume_process` says.
    """

    number: int
    matter: str
    part: Part
    settings: Mapping[str, Any]
    sources: bytes
    digest: str = ""
    found: dict[str, Any] = field(default_factory=dict)


def volumes_of(
    source: Path, parts: Sequence[Part], settings: Mapping[str, Any], alike: bytes
) -> list[Volume]:
    """
    Write the main files of all volumes: the front matter, the contents and those of the body.

    What differs from edition to edition is told to the front matter and to a page for signatures alone.

    Parameters
    ----------
    source
        The generated inputs.
    parts
        What the volumes of the body show.
    settings
        What the template reads of the whole book.
    alike
        What all are made of beside the template.
    """
    folder = source / "volumes"
    folder.mkdir(exist_ok=True)
    alike += b"".join(path.read_bytes() for path in sorted(source.glob("*.typ")))
    pictures = {string(f"/images/{path.name}"): path for path in (source / "images").iterdir()}

    def write(
        number: int, lines: Iterable[str], files: Iterable[Path] = (), attached: Iterable[Path] = ()
    ) -> bytes:
        """Write a main file; return a digest without lines of sources, which no page shows."""
        main = "\n".join(['#import "/template.typ": *', "#show: book", *lines, ""])
        (folder / f"{number}.typ").write_text(main, "utf-8")
        contents = [_MARK.sub(b"", each) for each in (main.encode(), *map(Path.read_bytes, files))]
        shown = {name for each in contents for name in _PICTURE.findall(each.decode(errors="ignore"))}
        contents += [pictures[name].read_bytes() for name in sorted(shown & pictures.keys())]
        contents += map(Path.read_bytes, attached)
        return hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in [alike, *contents])).digest()

    metadata = {key: value if key in _ON_PAGES else "" for key, value in settings["metadata"].items()}
    of_pages = {**settings, "metadata": metadata}
    entries = tuple(entry for part in parts for entry in part.entries)
    none = Part((), False, {}, frozenset(), ())
    attached = sorted((source / "attachments").iterdir())
    volumes = [
        Volume(0, "front", none, settings, write(0, (), attached=attached)),
        Volume(1, "contents", none, of_pages, write(1, entries)),
    ]
    for number, part in enumerate(parts, 2):
        matter = "back" if part is parts[-1] else "body"
        signed = settings["review"] and matter == "back"
        includes = [f"#include {string(f'/chapters/{name}.typ')}" for name in part.documents]
        chapters = [source / "chapters" / f"{name}.typ" for name in part.documents]
        own = settings if signed else {**of_pages, "attachments": []}
        volumes.append(Volume(number, matter, part, own, write(number, includes, chapters)))
    return volumes
