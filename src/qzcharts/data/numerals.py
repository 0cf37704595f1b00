"""Which numerals may be typed: the one list of exceptions to "every number is evidence".

The same list holds for the sources and for the text of the finished editions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Stands for one character of markup, so that what is left keeps its columns: OBJECT REPLACEMENT CHARACTER.
MASK = "\ufffc"


class Allowed(NamedTuple):
    """A kind of numeral that needs no evidence.

    Attributes
    ----------
    name : str
    pattern : str
        Regular expression of the whole phrase that the digits stand in, for :data:`re.ASCII`: a Chinese
        character is no part of a word.
    reason : str
        Why it is no figure.
    """

    name: str
    pattern: str
    reason: str


_YEAR = r"(?<![\d.])(?:19|20)\d{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"

#: Checked in this order; digits outside every one of these are figures.
ALLOWED = (
    Allowed(
        "date",
        rf"{_YEAR}(?:[—–～-]{_YEAR})*年(?:{_MONTH}月(?:{_DAY}日)?)?|(?<![\d.]){_MONTH}月(?:{_DAY}日)?",
        "says when, not how much: 2020年7月28日, 6月底, 2020年上半年",
    ),
    Allowed("ISO date", rf"{_YEAR}-{_MONTH}(?:-{_DAY})?(?!\d)", "says when: 2020-07-28"),
    Allowed(
        "English date",
        rf"(?:{_DAY} )?{_MONTHS} (?:{_DAY}, )?{_YEAR}(?!\d)"
        rf"|\b(?:in|of|since|until|by|from|to) {_YEAR}(?![\d.])",
        "says when: 28 July 2020, in 2020",
    ),
    Allowed(
        "ordinal",
        r"第\d+(?:期|编|部分|章|节|条|款|项|页|版|卷|届|季度|号)",
        "says which, not how many: 第2期, 第3章",
    ),
    Allowed(
        "cross reference",
        r"(?:图|表|式|代码)\d+(?:[.-]\d+)*(?![\d.%％])"
        r"|\b(?:[Ss]ection|[Cc]hapter|[Ff]igure|[Tt]able|[Pp]age|[Pp]hase|[Ii]ssue) \d+(?:\.\d+)*",
        "names a part of a document or of a project: 图1, Section 2",
    ),
    Allowed(
        "standard",
        r"\b(?:GB(?:/T)?|ISO(?:/IEC)?|JCGM|RFC|WCAG) ?\d+(?:[-.:–]\d+)*|PDF/(?:UA|A)-\d[a-z]?|UTF-8|SHA-256",
        "part of a name: GB/T 7714-2015, WCAG 2.2, PDF/A-2a",
    ),
    Allowed("licence", r"\bCC (?:BY(?:-(?:SA|NC|ND))*|0)(?: \d\.\d)?", "part of a name: CC BY 4.0"),
    Allowed("name", r"COVID-19|\b1\+1>2|\bPython 3(?:\.\d+)*", "part of a name or a saying: 1+1>2"),
)

_ALLOWED = re.compile("|".join(f"(?:{allowed.pattern})" for allowed in ALLOWED), re.ASCII)
_NUMERAL = re.compile(r"\d+(?:[.,．]\d+)*[%％‰]?")


def typed_numerals(text: str) -> Iterator[re.Match[str]]:
    """Find the numerals, Arabic or full-width, that none of :data:`ALLOWED` accounts for.

    Examples
    --------
    >>> [match[0] for match in typed_numerals("2020年上半年完成12.96亿元，见第2章")]
    ['12.96']
    """
    return _NUMERAL.finditer(_ALLOWED.sub(lambda phrase: MASK * len(phrase[0]), text))


class Figure(NamedTuple):
    start: int
    end: int
    text: str
    kind: str


def figures(text, units=(), names=()):
    for m in typed_numerals(text):
        yield Figure(m.start(), m.end(), m[0], "digits")
