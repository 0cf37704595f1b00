"""What the translation of documents gave, kept for the next build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Label = tuple[str, str, str, int]
"""Document and identifier that a link leads to, path and line that it stands at."""


@dataclass
class Written:
    """
    The markup of a document, and what the book has to know of it.

    Parameters
    ----------
    markup
        What the compiler sees.
    labels
        Identifiers that links can lead to.
    expected
        Where its links lead.
    captions
        Kinds of what carries a caption.
    pictures
        The address and the name of each picture in the doctree, and the name that the markup has for it.
    noted
        Whether it has footnotes.
    whole
        Whether a later build may take it as it is: nothing was wrong, and nothing came from elsewhere.
    asked
        Documents and identifiers whose pages it prints.
    entries
        Markup of what it has for the lists of contents, figures and tables.
    """

    markup: str = ""
    labels: list[str] = field(default_factory=list)
    expected: list[Label] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str, str]] = field(default_factory=list)
    noted: bool = False
    whole: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, record: dict[str, Any]) -> Written:
        """Return what a record of JSON holds, which has lists for tuples."""
        pairs = {name: [tuple(each) for each in record[name]] for name in ("expected", "asked", "pictures")}
        return cls(**{**record, **pairs})


class Kept:
    """
    Translations by a digest of all that the documents show.

    Parameters
    ----------
    record
        File from build to build.
    states
        Digest of each document, with everything that it shows of others; a document without one is always
        translated.
    """

    def __init__(self, record: Path, states: Mapping[str, str]) -> None:
        self._record, self._states = record, states
        self._before: dict[str, tuple[str, dict[str, Any]]] = {}
        self._now: dict[str, tuple[str, Written]] = {}
        if states and record.is_file():
            self._before = json.loads(record.read_text("utf-8"))

    def get(self, docname: str, place: str) -> Written | None:
        """
        Return what was made of a document, if it shows the same as then.

        Parameters
        ----------
        docname
            The document.
        place
            What the book itself decides of it: the order of all, and what stands before.
        """
        state, written = self._before.get(docname, ("", {}))
        if not state or state != self._state(docname, place):
            return None
        return Written.read(written)

    def put(self, docname: str, place: str, written: Written) -> None:
        """Keep what was made of a document."""
        if written.whole and (state := self._state(docname, place)):
            self._now[docname] = state, written

    def write(self) -> None:
        """Leave all that was put in to the next build, whole or not at all."""
        if self._states:
            kept = {docname: (state, vars(written)) for docname, (state, written) in self._now.items()}
            aside = self._record.with_suffix(".new")
            aside.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
            aside.replace(self._record)

    def _state(self, docname: str, place: str) -> str:
        if docname not in self._states:
            return ""
        return hashlib.sha256(f"{self._states[docname]} {place}".encode()).hexdigest()
