"""Names made from words: ids of a page, names of files. Chinese stays, for `make_id` of docutils drops it."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_PUNCTUATION = re.compile(r"[^\w\s-]")
_GAPS = re.compile(r"[\s-]+")
#: Characters of a file's name that come from words; a name may have 255 bytes, four of them a character.
_LONGEST = 48


def slug(words: str) -> str:
    """Make a name of words as GitHub does of a heading: lower case, hyphens for spaces, no punctuation.

    Words without a letter or digit give their digest, for no name is empty.

    Examples
    --------
    >>> slug("一、PDF 版（试行）")
    '一pdf-版试行'
    """
    text = _PUNCTUATION.sub("", unicodedata.normalize("NFC", words).lower())
    return _GAPS.sub("-", text).strip("-") or digest(words.encode())


class Names:
    """The names that are taken on a page, and those that it gives."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def give(self, name: str) -> str:
        """Give a name that is not taken, and take it: the name itself, else with ``-2``, ``-3`` and so on."""
        number = self._numbers.get(name, 1)
        free = name
        while free in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._numbers[name] = number
        self._taken.add(free)
        return free


def digest(content: bytes) -> str:
    """Give the start of a content's SHA-256, 12 hexadecimal digits: a name that no other content has."""
    return hashlib.sha256(content).hexdigest()[:12]


def digest_of_words(text: str) -> str:
    """Give the digest of a text whatever white space is in it."""
    return digest("".join(text.split()).encode())


def file_name(words: str) -> str:
    """Make the name of a file, without its ending, of words; it is not too long for any file system."""
    return slug(words)[:_LONGEST].rstrip("-")
