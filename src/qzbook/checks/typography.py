"""How Chinese is set: marks in full width, no spaces, by GB/T 15834 and by autocorrect."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby, pairwise, takewhile

import autocorrect_py

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.rule import Finding, in_data, in_passage
from qzbook.checks.seen import Kind
from qzbook.words import gettext
from qzcharts.bundle import MASK
from qzcharts.words import CHINESE

#: What is shown as it was typed, or set by rules of its own.
_AS_TYPED = {Kind.DRAWN, Kind.CODE, Kind.FORMULA, Kind.OUTPUT}
HAS_CHINESE = re.compile(f"[{CHINESE}]")

_OF_WORD = re.compile(rf"[^\W_]|{MASK}")

_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_NEXT = rf"[{CHINESE}{MASK}，。；：！？、（）《》“”]"
#: What autocorrect leaves alone: marks and spaces beside a Chinese character or beside a role.
_CORRECTIONS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\.{3,}|。{3,}|…(?!…)(?<!……)", "……"),
    (r"([，。；：])\1+", r"\1"),
    (rf"(?<={_NEXT})--+|--+(?={_NEXT})", "——"),
    (rf"(?<={_NEXT})[,;:!?]|[,;:!?](?=[{CHINESE}])", lambda mark: _FULL_WIDTH[mark[0]]),
    (rf"(?<=[{CHINESE}{MASK}%])\.(?=\s|$|[{CHINESE}{MASK}])", "。"),
    (
        rf'"([^"“”{CHINESE}]*[{CHINESE}][^"“”]*)"|(?<={_NEXT})"([^"“”]+)"|"([^"“”]+)"(?={_NEXT})',
        lambda mark: f"“{mark[1] or mark[2] or mark[3]}”",
    ),
    (rf"(?<![0-9A-Za-z])'([^'‘’]*[{CHINESE}][^'‘’]*)'(?![0-9A-Za-z])", r"‘\1’"),
    # After a stroke a bracket belongs to a unit: 套/(人·天).
    (rf"(?<!/)\(([^()（）{CHINESE}]*[{CHINESE}][^()（）]*)\)|(?<={_NEXT})\(([^()（）]*)\)", r"（\1\2）"),
    (r"（([^()（）]*)\)|\(([^()（）]*)）", r"（\1\2）"),
    (rf"(?<=[{CHINESE}{MASK}\d%])~(?=[{CHINESE}{MASK}\d])", "～"),
    (rf"(?<=[{CHINESE}]) +(?=[{CHINESE}{MASK}\w])|(?<=[{MASK}\w%]) +(?=[{CHINESE}])", ""),
)
#: Source of the choice: GB/T 15834 and GB/T 15835 set no space between Chinese and Latin or digits.
_AUTOCORRECT = {
    **dict.fromkeys(("space-word", "space-punctuation", "space-bracket", "space-backticks", "space-dash"), 0),
    **dict.fromkeys(("space-dollar", "spellcheck"), 0),
    **dict.fromkeys(("fullwidth", "halfwidth-word", "halfwidth-punctuation", "no-space-fullwidth"), 1),
    "no-space-fullwidth-quote": 1,
}


def typography(manuscript: Manuscript) -> Iterator[Finding]:
    """Find what a Chinese typesetter would not set."""
    for passage in manuscript.passages:
        if passage.kind not in _AS_TYPED:
            for start, end, wrong, right in corrections(passage.text.replace("\n", " ")):
                yield in_passage(manuscript, passage, (start, end), *_told(wrong, right))
    for datum in manuscript.data_texts():
        for *_, wrong, right in corrections(datum.text):
            yield in_data(datum, *_told(wrong, right))


def corrections(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Find what is wrong in a line of Chinese.

    Yields
    ------
    tuple of (int, int, str, str)
        Start and end of what is wrong, what stands there with one character on either side, and what should.
    """
    right = corrected(text) if HAS_CHINESE.search(text) else text
    if right == text:
        return
    here, there = _parts(text), _parts(right)
    if len(here) != len(there):
        here, there = [(0, len(text))], [(0, len(right))]
    parts = [
        pair for pair in zip(here, there, strict=True) if pair[0][0] < pair[0][1] or pair[1][0] < pair[1][1]
    ]
    for same, run in groupby(parts, lambda pair: text[slice(*pair[0])] == right[slice(*pair[1])]):
        if same:
            continue
        (a, c), (b, d) = _ends(list(run))
        first = _same(text[a:b], right[c:d])
        last = _same(text[a + first : b][::-1], right[c + first : d][::-1])
        a, b, c, d = a + first, b - last, c + first, d - last
        yield a, b, text[max(a - 1, 0) : b + 1].strip(MASK), right[max(c - 1, 0) : d + 1].strip(MASK)


def _ends(run: list[tuple[tuple[int, int], tuple[int, int]]]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give where a run of parts begins in both texts, and where it ends."""
    (first, other), (last, another) = run[0], run[-1]
    return (first[0], other[0]), (last[1], another[1])


def _same(text: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


def _parts(text: str) -> list[tuple[int, int]]:
    """Divide a text into the characters of its words and what stands between them, be it nothing.

    No correction adds such a character, drops one or moves one; so what was corrected is found in time by the
    length of the text.
    """
    ends = [end for match in _OF_WORD.finditer(text) for end in match.span()]
    return list(pairwise([0, *ends, len(text)]))


def corrected(text: str) -> str:
    """Give a line of Chinese as it should be set."""
    _configure_autocorrect()
    for pattern, instead in _CORRECTIONS:
        text = re.sub(pattern, instead, text)
    result: str = autocorrect_py.format(text)
    return result


def _told(wrong: str, right: str) -> tuple[str, str]:
    message = gettext("{words!r} is not set so in Chinese", words=wrong)
    return message, gettext("write {words!r}", words=right) if right else gettext("leave it out")


@cache
def _configure_autocorrect() -> None:
    # Its stubs lack the function.
    autocorrect_py.load_config(json.dumps({"rules": _AUTOCORRECT}))  # type: ignore[attr-defined]
