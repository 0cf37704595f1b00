"""Chinese on a page of another language: only what says that it is Chinese, and code."""

import re
from collections.abc import Iterator
from pathlib import Path

from qzbook.gate.flow import Element
from qzbook.safety.policy import parse_page
from qzcharts.words import CHINESE

_WORDS = re.compile(f"[^\\s<>]*[{CHINESE}][^\\n<>]*")
_RUN = re.compile(f"[{CHINESE}]+")
_READ = ("alt", "title", "aria-label", "placeholder", "content", "data-column")
"""Attributes that are read, seen or heard."""
_CODE = {"pre", "code", "style"}
_DATA = "application/ld+json"


def unmarked(path: Path) -> Iterator[str]:
    """Give each Chinese text of a page in another language that is not marked as such.

    Parameters
    ----------
    path : Path
        The page.
    """
    page = parse_page(path.read_bytes())
    if not (page.get("lang") or "zh").startswith("zh"):
        yield from dict.fromkeys(_words(page))


def longest_run(words: str) -> str:
    """Give the longest run of Chinese characters of a text, by which it is found again."""
    runs: list[str] = _RUN.findall(words)
    return max(runs, key=len)


def _words(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _CODE:
        return
    if (element.get("lang") or "").startswith("zh"):
        return
    texts = [element.get(name) or "" for name in _READ]
    if element.tag != "script" or element.get("type") == _DATA:
        texts.append(element.text or "")
    for text in texts:
        if found := _WORDS.search(text):
            yield found[0].strip()
    for child in element:
        yield from _words(child)
        if found := _WORDS.search(child.tail or ""):
            yield found[0].strip()
