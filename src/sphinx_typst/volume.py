"""One volume of a long book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .parts import Part


class VolumeError(Exception):
    """The compiler stopped; `diagnostics` says why, of each volume."""

    def __init__(self, diagnostics: list[str]) -> None:
        super().__init__("\n".join(diagnostics))
        self.diagnostics = diagnostics


@dataclass
class Volume:
    """
    One volume, and what it came to when it was last compiled.

    Parameters
    ----------
    number
        Its place; the front matter is 0.
    part
        What it shows; the front matter, of no document.
    settings
        What the template reads, but for what the volume has of others.
    sources
        Digest of all that it is made of, but for these settings.
    digest, found
        Of all that it was made of, and what came of it, as `sphinx_typst.volume_process` says.
    """

    number: int
    part: Part
    settings: Mapping[str, Any]
    sources: bytes
    digest: str = ""
    found: dict[str, Any] = field(default_factory=dict)
