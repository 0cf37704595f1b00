"""Characters that the fonts of the PDF have not, emoji among them: no reader would see what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.page import Kind
from qzbook.checks.rule import Finding, in_data, in_passage
from sphinx_typst.fonts import characters

#: What may be lacking: not Latin, Chinese of every day, or what stands for a node or a task.
_DOUBTFUL = re.compile(
    r"[^\s\x20-\x7e\xa1-\xff\u2010-\u2027\u2030-\u203b\u2610\u2611\u3001-\u3017\u4e00-\u9fa5\uff01-\uff5e\ufffc]"
)
#: They have fonts of their own.
_OTHERS = {Kind.FORMULA, Kind.TITLE, Kind.ALT, Kind.CODE, Kind.OUTPUT}
_MEND = "write it with other characters, or show it as a picture with alternative text"


def unshown_character(manuscript: Manuscript) -> Iterator[Finding]:
    """Find characters that no font of the book has."""
    for page in manuscript.pages:
        for passage in page.passages:
            if passage.kind not in _OTHERS:
                for at, message in _unshown(passage.text):
                    yield in_passage(manuscript, passage, at, at + 1, message, _MEND)
    for datum in manuscript.data_texts():
        for _, message in _unshown(datum.text):
            yield in_data(datum, message, _MEND)
    for path, text in manuscript.titles:
        for at, message in _unshown(text):
            yield Finding(path, manuscript.sources.find(path, 1, text), "", message, _MEND, text[at])


def _unshown(text: str) -> Iterator[tuple[int, str]]:
    for found in _DOUBTFUL.finditer(text):
        code = ord(found[0])
        if code not in characters():
            yield (
                found.start(),
                f"no font of the book has {found[0]} (U+{code:04X}); allowed: what Noto Sans CJK has",
            )
