"""The text of one document as both formats are compared by it: characters in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

Element = Any
"""An element of lxml, which has no types: of a page, or of the tree that `qzbook.gate.pdf` makes."""

_HTML = (
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_PDF = "BlockQuote Caption Div Document FENote H1 H2 H3 H4 H5 H6 L LBody LI Note P TBody TD TH THead TR Table"
BLOCKS = frozenset(f"{_HTML} {_PDF}".split())
"""Elements of HTML and structure types of PDF (ISO 32000-1, 14.8.4) that stand apart from what is around."""

HEADINGS = frozenset(f"{letter}{level}" for letter in "hH" for level in range(1, 7))
PICTURES = frozenset({"img", "math", "Figure", "Formula"})
RAISED, LOWERED = "^", "_"
LINE_END = "\n"
"""White space by which the tree of a PDF says that a line ends there."""

_LEVELS = {"sup": RAISED, "sub": LOWERED}

# Joiners, hyphens and places to break that are never seen; how a line may break is each format's own.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200d\u2060\ufeff"))
_PARTS = re.compile(r"[^\s]+|\s+")


@dataclass
class Flow:
    """Text of a document as lists of equal length, an item for each character that is no white space.

    A picture or a formula is one character: its alternative text in ``⟦…⟧``.

    Attributes
    ----------
    characters : list of str
    gaps : list of str
        What is before each: ``""`` nothing; ``"space"`` between two characters of ASCII, for around others
        it is a matter of layout; ``"line"`` the end of a line, where a space would not be seen; ``"edge"``
        that of a block.
    levels : list of str
        ``^`` for each superscript and ``_`` for each subscript that a character stands in.
    headings : list of (int, str)
        Where a heading begins, and its words.
    """

    characters: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    _gap: str = ""
    _level: str = ""

    def heading(self, position: int) -> str:
        """Give the words of the heading that a character stands under; empty before the first."""
        found = bisect_right(self.headings, position, key=lambda each: each[0])
        return self.headings[found - 1][1] if found else ""

    def read(self, element: Element) -> Flow:
        """Append what an element says, and return the flow."""
        tag = element.tag
        if not isinstance(tag, str):  # a comment
            return self
        if tag in PICTURES:
            self._picture(element)
            return self
        level = self._level
        self._level += _LEVELS.get(tag) or element.get("level", "")
        if tag in BLOCKS:
            self._gap = "edge"
        if tag in HEADINGS:
            self.headings.append((len(self.characters), " ".join("".join(element.itertext()).split())))
        self._text(element.text)
        for child in element:
            self.read(child)
            self._text(child.tail)
        if tag in BLOCKS:
            self._gap = "edge"
        self._level = level
        return self

    def _text(self, text: str | None) -> None:
        for part in _PARTS.findall(text.translate(_UNSEEN) if text else ""):
            if part.isspace():
                self._gap = self._gap or ("line" if part == LINE_END else "space")
                continue
            before = self.characters[-1] if self.characters else ""
            apart = self._gap != "space" or (before.isascii() and part[0].isascii())
            self.characters.extend(part)
            self.gaps.append(self._gap if apart else "")
            self.gaps.extend([""] * (len(part) - 1))
            self.levels.extend([self._level] * len(part))
            self._gap = ""

    def _picture(self, element: Element) -> None:
        alternative = element.get("alttext") if element.tag == "math" else element.get("alt")
        self._gap = "edge"
        self.characters.append(f"⟦{''.join((alternative or '').split())}⟧")
        self.gaps.append("edge")
        self.levels.append(self._level)
        self._gap = "edge"
        self._text(element.get("number"))
        self._gap = "edge"


def words(element: Element) -> str:
    """Give all text of an element without its white space."""
    return "".join("".join(element.itertext()).split())
