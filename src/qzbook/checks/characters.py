"""Characters that the fonts of the PDF have not, emoji among them: no reader would see what they are."""

import re
from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding, in_data, in_passage
from qzbook.checks.seen import Kind
from qzbook.words import gettext
from sphinx_typst.fonts import characters

#: What may be lacking: not Latin, Chinese of every day, or what stands for a node or a task.
_DOUBTFUL = re.compile(
    r"[^\s\x20-\x7e\xa1-\xff\u2010-\u2027\u2030-\u203b\u2610\u2611\u3001-\u3017\u4e00-\u9fa5\uff01-\uff5e\ufffc]"
)
#: They have fonts of their own.
_OTHERS = {Kind.FORMULA, Kind.TITLE, Kind.DRAWN, Kind.ALT, Kind.CODE, Kind.OUTPUT}


def unshown_character(manuscript: Manuscript) -> Iterator[Finding]:
    """Find characters that no font of the book has."""
    mend = gettext("write it with other characters, or show it as a picture with alternative text")
    for passage in manuscript.passages:
        if passage.kind not in _OTHERS:
            for at, message in _unshown(passage.text):
                yield in_passage(manuscript, passage, (at, at + 1), message, mend)
    for datum in manuscript.data_texts():
        for _, message in _unshown(datum.text):
            yield in_data(datum, message, mend)
    for path, text in manuscript.titles:
        for at, message in _unshown(text):
            yield Finding(path, manuscript.sources.find(path, 1, text), "", message, mend, text[at])


def _unshown(text: str) -> Iterator[tuple[int, str]]:
    for found in _DOUBTFUL.finditer(text):
        code = ord(found[0])
        if code not in characters():
            message = gettext(
                "no font of the book has {character} (U+{code:04X}); allowed: what Noto Sans CJK has",
                character=found[0],
                code=code,
            )
            yield found.start(), message
