"""
The objects of PDFs as bytes.

Where no two files have the same numbers for theirs, one takes over what another holds without reading it.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

_HEAD = "%PDF-{version}\n%\u00e2\u00e3\u00cf\u00d3\n"  # bytes beyond ASCII tell that it is no text
_PACKED = 100  # objects that are compressed together
_ENTRY = struct.Struct(">BIH")  # of the table (ISO 32000-1, 7.5.8.3)
# Strings, in which nothing is a reference, and references, all as pikepdf writes them.
_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|(\d+) 0 R\b", re.DOTALL)


class Item(NamedTuple):
    """An object: its number, the object or the dictionary of a stream as PDF, and the content of a stream."""

    number: int
    text: bytes
    content: bytes | None = None


class Renumbered:
    """
    The objects of an open PDF by other numbers.

    Parameters
    ----------
    file
        The PDF; its objects have generation 0.
    numbers
        What they get, as they are met.
    known
        The numbers of some by those that they have; these are not given.
    """

    def __init__(self, file: pikepdf.Pdf, numbers: Iterator[int], known: Mapping[int, int]) -> None:
        self._file, self._free = file, numbers
        self._numbers = dict(known)
        self._waiting: deque[int] = deque()

    def text(self, value: Any) -> bytes:
        """Return an object as PDF; `items` gives what it refers to."""
        if not isinstance(value, pikepdf.Object):  # a number, a truth value or nothing
            return pikepdf.Array([value]).unparse()[2:-2]
        return _TOKEN.sub(self._renumber, value.unparse(resolved=True))

    def items(self) -> Iterator[Item]:
        """Yield what has been referred to, with all that it refers to in turn, each once."""
        while self._waiting:
            old = self._waiting.popleft()
            value = self._file.get_object((old, 0))
            if not isinstance(value, pikepdf.Stream):
                yield Item(self._numbers[old], self.text(value))
                continue
            content = value.read_raw_bytes()
            about = pikepdf.Dictionary({**dict(value.stream_dict.items()), "/Length": len(content)})
            yield Item(self._numbers[old], self.text(about), content)

    def _renumber(self, token: re.Match[bytes]) -> bytes:
        if token[1] is None:
            return token[0]
        old = int(token[1])
        if old not in self._numbers:
            self._numbers[old] = next(self._free)
            self._waiting.append(old)
        return b"%d 0 R" % self._numbers[old]


@dataclass
class Run:
    """
    Objects that stand one after another in a file.

    Parameters
    ----------
    begin, end
        Its bytes.
    places
        Where those begin that are not compressed, by their numbers, counted from its own begin.
    packed
        Numbers of the objects that streams of compressed ones hold, by the numbers of these.
    """

    begin: int = 0
    end: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)
    packed: list[tuple[int, list[int]]] = field(default_factory=list)


class Writer:
    """Writes a PDF: runs of objects, then the table that says where each is."""

    def __init__(self, version: str) -> None:
        self._content = bytearray(_HEAD.format(version=version).encode("latin-1"))
        self._runs: list[Run] = []

    def add(self, items: Iterable[Item], numbers: Iterator[int]) -> Run:
        """Write objects; what holds the compressed ones gets further numbers."""
        run = Run(len(self._content))
        self._runs.append(run)
        plain = []
        for item in items:
            if item.content is None:
                plain.append(item)
            else:
                self._put(run, item.number, item.text, item.content)
        for start in range(0, len(plain), _PACKED):
            self._pack(run, next(numbers), plain[start : start + _PACKED])
        run.end = len(self._content)
        return run

    def take(self, content: bytes, run: Run) -> None:
        """Take over a run of another file, the bytes of which are given."""
        begin = len(self._content)
        self._content += content
        self._runs.append(Run(begin, len(self._content), run.places, run.packed))

    def finish(self, root: int, info: int, number: int) -> bytes:
        """Return the whole file, given the numbers of its catalogue, of its properties and for its table."""
        begin = len(self._content)
        entries = {0: _ENTRY.pack(0, 0, 65535), number: _ENTRY.pack(1, begin, 0)}
        for run in self._runs:
            entries |= {each: _ENTRY.pack(1, run.begin + at, 0) for each, at in run.places}
            for stream, held in run.packed:
                entries |= {each: _ENTRY.pack(2, stream, at) for at, each in enumerate(held)}
        table = sorted(entries)
        first, last = ([each for each in table if each + way not in entries] for way in (-1, 1))
        rows = " ".join(f"{a} {b - a + 1}" for a, b in zip(first, last, strict=True))
        digest = hashlib.sha256(self._content).hexdigest()[:32]
        content = zlib.compress(b"".join(entries[each] for each in table))
        about = [
            f"/Type /XRef /Size {table[-1] + 1} /Index [ {rows} ] /W [ 1 4 2 ]",
            f"/Root {root} 0 R /Info {info} 0 R /ID [ <{digest}> <{digest}> ]",
            f"/Filter /FlateDecode /Length {len(content)}",
        ]
        self._put(Run(), number, dictionary(about), content)
        return bytes(self._content + b"startxref\n%d\n%%%%EOF\n" % begin)

    def _put(self, run: Run, number: int, about: bytes, content: bytes) -> None:
        run.places.append((number, len(self._content) - run.begin))
        self._content += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, about, content)

    def _pack(self, run: Run, number: int, items: list[Item]) -> None:
        run.packed.append((number, [item.number for item in items]))
        head, at = [], 0
        for item in items:
            head.append(b"%d %d" % (item.number, at))
            at += len(item.text) + 1
        first = b" ".join(head) + b"\n"
        content = zlib.compress(first + b"\n".join(item.text for item in items))
        about = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>"
        self._put(run, number, about % (len(items), len(first), len(content)), content)


def dictionary(entries: Iterable[str]) -> bytes:
    """Return a dictionary as PDF, given its keys and values."""
    return f"<< {' '.join(filter(None, entries))} >>".encode("latin-1")


def tree_of_pages(numbers: Sequence[int]) -> bytes:
    """Return a tree of pages as PDF, given their numbers."""
    pages = " ".join(f"{number} 0 R" for number in numbers)
    return dictionary([f"/Type /Pages /Count {len(numbers)} /Kids [ {pages} ]"])
