"""The line of a source file in which words stand, whatever markup is between them."""

import re
from pathlib import Path

_MARKUP = re.compile(r"[\s*_`{}()\[\]#|\\<>:^~-]")
_SHORTEST = 3
"""So few characters still say where they stand."""


def line_of(path: Path, words: str, heading: str = "") -> int:
    """Give the line of a file that has the longest part of some words; 0 if none has any.

    Parameters
    ----------
    path : Path
        The source of a document.
    words : str
        Words as readers see them; numbers among them may come from elsewhere.
    heading : str
        Heading that they stand under: earlier lines do not count, and its own line is given if no other fits.
    """
    if not path.is_file():
        return 0
    lines = [_MARKUP.sub("", line) for line in path.read_text("utf-8").splitlines()]
    title = _MARKUP.sub("", re.sub(r"^[\d.A-Z]+\s|^第\s*\d+\s*章", "", heading))
    first = next((n for n, line in enumerate(lines) if title and title == line), 0)
    packed = _MARKUP.sub("", words)
    for length in range(len(packed), _SHORTEST - 1, -1):
        parts = [packed[start : start + length] for start in range(len(packed) - length + 1)]
        for number, line in enumerate(lines[first:], first + 1):
            if any(part in line for part in parts):
                return number
    return first + 1 if title and lines and lines[first] == title else 0
