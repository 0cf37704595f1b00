"""Which phrases state a figure: the one grammar behind "every number is evidence".

It holds for pages, charts, tables and texts of the data, and for the text of the finished editions. What it
lets pass stands in :data:`ALLOWED`, each kind with its reason.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from qzbook.checks.numerals.grammar import (
    ALLOWED,
    CHARACTERS,
    VAGUE,
    Phrase,
    chinese_figures,
    measure_words,
)

__all__ = ["ALLOWED", "Figure", "figures"]

#: Full-width forms are read as their ASCII forms, of the same length.
_HALF_WIDTH = {full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_HALF_WIDTH |= {ord("％"): ord("%"), ord("．"): ord("."), ord("／"): ord("/"), ord("＃"): ord("#")}
_NUMBER = r"\d+(?:[.,]\d+)*"
#: What a phrase can begin with. To look no further makes the search five times as fast.
_FIRST = (
    rf"\d\sA-Za-z¼-¾⅐-⅞(（\[［〔{CHARACTERS}壹贰叁肆伍陆柒捌玖拾佰仟萬几数翻双成半过近超逾对不将上破达约满减小大突占各"
    "前头首第每去今未此最接年单早中晚凌下傍周星礼图表式代专附案方情步注东西南北电传手邮编证账热统唯惟同逐合之划归如再"
    "@"
    "声烟风货胡退举信好铁现冬"
)


Kind = Literal["digits", "chinese"]
_KINDS: tuple[Kind, ...] = ("digits", "chinese")


class Figure(NamedTuple):
    """A phrase that states a figure.

    Attributes
    ----------
    start, end : int
        Where it stands in the text.
    text : str
        The number with what belongs to it, such as its unit: 12.96亿元, 三分之二.
    kind : {"digits", "chinese"}
        Whether it is written in digits or in Chinese characters.
    """

    start: int
    end: int
    text: str
    kind: Kind


def figures(text: str, units: Collection[str] = (), names: Collection[str] = ()) -> Iterator[Figure]:
    """Find the figures that are typed in a text.

    Parameters
    ----------
    text : str
        What readers see, with :data:`qzcharts.bundle.MASK` for what has its evidence elsewhere.
    units : collection of str
        Symbols of the units of the data package: a numeral in characters before one is a figure.
    names : collection of str
        Names that hold a number; each frees itself where it stands whole, and nothing else.

    Examples
    --------
    >>> [figure.text for figure in figures("2020年上半年完成12.96亿元，过半；一方面见第2章")]
    ['12.96亿元', '过半']
    """
    for match in _grammar(frozenset(units), frozenset(names)).finditer(text.translate(_HALF_WIDTH)):
        start, end = match.span()
        yield from (Figure(start, end, text[start:end], kind) for kind in _KINDS if match[kind])


@lru_cache(maxsize=8)
def _grammar(units: frozenset[str], names: frozenset[str]) -> re.Pattern[str]:
    """Give one expression for all, so that what begins first is read first and read whole."""
    measure = measure_words(units)
    amount = rf"(?: ?[%‰]|[十百千万亿]*{VAGUE}(?: ?(?:{measure}|[级期倍成番]))?)"
    digits = rf"(?:{_NUMBER}(?: ?[/:：∶] ?{_NUMBER}[万亿]?)*{amount}|[¼-¾⅐-⅞]{amount})"
    chinese = _any(chinese_figures(sorted(units)))
    longest_first = sorted((name.translate(_HALF_WIDTH) for name in names), key=len, reverse=True)
    free = "|".join([*map(_whole, longest_first), _any(ALLOWED)])
    first = _FIRST + "".join(re.escape(name[0]) for name in longest_first)
    return re.compile(f"(?=[{first}])(?:{free}|(?P<digits>{digits})|(?P<chinese>{chinese}))", re.ASCII)


def _any(phrases: Iterable[Phrase]) -> str:
    return "|".join(pattern for phrase in phrases for pattern in phrase.patterns)


def _whole(name: str) -> str:
    """Give the pattern of a name that is no part of a longer number or Latin word."""
    before = r"(?<![A-Za-z\d])(?<!\d[.,])" if re.match(r"[A-Za-z\d]", name) else ""
    after = r"(?![A-Za-z\d]|[.,]\d)" if re.search(r"[A-Za-z\d]\Z", name) else ""
    return before + re.escape(name) + after
