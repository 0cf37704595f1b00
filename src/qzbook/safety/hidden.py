"""What a text does that nobody sees in it: hidden signs, and words that a spreadsheet takes for a formula."""

import re
from collections.abc import Iterator

from qzcharts.words import CHINESE

#: Signs that part words, turn their direction or hide in copied text.
HIDDEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
#: The same as JSON, YAML and Python may write them.
_ESCAPED = re.compile(
    r"\\[uU](?:0000|000(?=e))?(061c|200[b-f]|202[a-e]|206\d|feff|fff[9ab]|e00[0-7][\da-f])", re.IGNORECASE
)
#: Spreadsheets read full-width signs as plain ones, and skip what is blank before them.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]\s*(?=[^\s=+\-@＝＋－＠])")
#: A figure as it was printed, with its sign: neither names nor calls anything.
_SIGNED = re.compile(
    rf"\s*[+\-＋－]\s?\d[\d,]*(?:\.\d+)?\s?[%‰％°]?[{CHINESE}]{{0,10}}(?:/[{CHINESE}]{{1,10}})?\s*",
    re.ASCII,
)


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Give the place of each hidden sign of a text, and its name such as ``U+202E``."""
    for match in HIDDEN.finditer(text):
        yield match.start(), f"U+{ord(match[0]):04X}"


def hidden_or_escaped(text: str) -> Iterator[tuple[int, str]]:
    """Give those of a file of JSON or YAML, which may write them by their numbers."""
    yield from hidden(text)
    for match in _ESCAPED.finditer(text):
        yield match.start(), f"U+{match[1].upper()}"


def shown(text: str) -> str:
    """Give a text with its hidden signs as escapes, for messages."""
    return HIDDEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


def computes(cell: str) -> bool:
    r"""Say whether a spreadsheet would compute a cell in place of showing it.

    Examples
    --------
    >>> [computes(cell) for cell in ("=1+1", "-3.1%", "-", "@SUM(A1)", "\t＝cmd|'/C calc'!A0")]
    [True, False, False, True, True]
    """
    return bool(_FORMULA.match(cell)) and not _SIGNED.fullmatch(cell)
