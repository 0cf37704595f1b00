"""Name the encoding of a text that is not UTF-8, as far as its bytes tell."""

import codecs

_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""Byte order marks, the longer before those that they begin with."""
_HEAD = 100_000
"""So many bytes tell."""
_MOST = 0.9
"""So large a part of the characters has to be common ones: other texts decode to rare ones by accident."""


def encoding_of(content: bytes) -> str:
    """Name the encoding of a text that is not UTF-8; empty where it is unclear."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return name
    if _has_pairs(content[:_HEAD]):
        return "UTF-16"
    if _is_gbk(content):
        return "GBK"
    return "Big5" if _is_big5(content) else ""


def _has_pairs(head: bytes) -> bool:
    """Whether one byte of every other pair is zero, the same of each, as in UTF-16 without a mark."""
    first, second = head[0::2].count(0), head[1::2].count(0)
    # U+4E00, a common character, has a zero in the other place.
    return max(first, second) > len(head) / 20 and max(first, second) > 4 * min(first, second)


def _is_gbk(content: bytes) -> bool:
    try:
        foreign = _foreign(content.decode("gb18030"))
    except UnicodeDecodeError:
        return False
    # Two bytes each; what the oldest of the standards lacks is rare.
    return len(foreign.encode("gb2312", "ignore")) / 2 >= _MOST * len(foreign) > 0


def _is_big5(content: bytes) -> bool:
    try:
        foreign = _foreign(content.decode("big5"))
    except UnicodeDecodeError:
        return False
    # Rows of punctuation and of frequent characters, before those of the rare ones.
    common = sum(0xA1 <= byte <= 0xC6 for byte in foreign.encode("big5")[0::2])
    return common >= _MOST * len(foreign) > 0


def _foreign(text: str) -> str:
    return "".join(character for character in text if not character.isascii())
