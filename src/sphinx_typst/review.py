"""Marks by which a reviewer can name a paragraph, a caption or a row of a table."""

import base64
import hashlib
from collections import Counter

from docutils import nodes

# Crockford's alphabet: no I, L, O or U, which a hand-written note would confuse with 1, 0 or V.
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CLEAR = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 4


class Marks:
    """
    Give every paragraph, caption and row a mark of four characters that is a digest of its text.

    A number by order would change whenever a paragraph is put in before it. A digest stays as long as the
    text stays, wherever it moves, and changes when the text does, so that a remark on the earlier
    text is not mistaken for one on the new. A text that occurs again gets a counter: ``7QXK·2``.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._places: dict[tuple[str, str], str] = {}

    def mark(self, text: str) -> str:
        """Return the mark of a text, or "" for an empty one. White space does not count."""
        letters = "".join(text.split())
        if not letters:
            return ""
        digest = base64.b32encode(hashlib.sha256(letters.encode()).digest()).decode()[:_LENGTH]
        mark = digest.translate(str.maketrans(_PLAIN, _CLEAR))
        self._seen[mark] += 1
        return mark if self._seen[mark] == 1 else f"{mark}·{self._seen[mark]}"

    def note_places(self, docname: str, tree: nodes.document) -> None:
        """Note which mark the identifiers of a document stand at, by the attribute ``mark`` of its nodes."""
        for node in tree.findall(nodes.Element):
            around: nodes.Element | None = node if node["ids"] else None
            while around is not None and "mark" not in around:
                around = around.parent
            if around is not None:
                self._places |= {(docname, name): around["mark"] for name in node["ids"]}

    def at(self, docname: str, identifier: str) -> str:
        """Return the mark of what an identifier of a document stands in; "" if it has none."""
        return self._places.get((docname, identifier), "")
