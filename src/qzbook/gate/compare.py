"""Compare the text of a document in both formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from qzbook.gate.flow import Flow

_AROUND = 12
"""Characters that are shown on each side of a difference."""

_APART = 4
"""Two differences with fewer equal characters between them are one."""


_ALIGNED = 2000
"""So many characters are aligned at most: it takes the square of their number, and is for people only."""

_TOLD = 60
"""So many characters of a difference are shown."""


@dataclass(frozen=True)
class Difference:
    """A place where the formats do not say the same.

    Attributes
    ----------
    html, pdf : str
        What each says there, with what is around it; the difference stands in ``▮…▮``.
    heading : str
        Heading that it stands under.
    context : str
        Words around it, as HTML has them.
    """

    html: str
    pdf: str
    heading: str
    context: str


def compare(html: Flow, pdf: Flow) -> list[Difference]:
    """Give every difference between two flows, in reading order; empty if they say the same.

    Compared are characters, in order, as they are: no normalization, which would take ² for 2. Then levels,
    and the gaps between words of ASCII; elsewhere, a gap is a matter of layout.
    """
    if html.characters != pdf.characters:
        return [_difference(html, pdf, *span) for span in _spans(html.characters, pdf.characters)]
    places = list(_other_levels(html, pdf)) + list(_other_gaps(html, pdf))
    spans = [(start, end, start, end) for start, end in _joined(places)]
    return [_difference(html, pdf, *span) for span in spans]


def _spans(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Align two texts from their first difference on; give where they differ in both, near places as one."""
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    last_a, last_b = min(len(a) - end, start + _ALIGNED), min(len(b) - end, start + _ALIGNED)
    matcher = SequenceMatcher(None, a[start:last_a], b[start:last_b], autojunk=False)
    found: list[tuple[int, int, int, int]] = []
    for kind, *places in matcher.get_opcodes():
        if kind == "equal":
            continue
        i, j, k, l = (place + start for place in places)  # noqa: E741
        if found and i - found[-1][1] < _APART:
            i, k = found[-1][0], found[-1][2]
            found.pop()
        found.append((i, j, k, l))
    return found


def _other_levels(html: Flow, pdf: Flow) -> Iterator[int]:
    if html.levels != pdf.levels:
        yield from (n for n, (a, b) in enumerate(zip(html.levels, pdf.levels, strict=True)) if a != b)


def _other_gaps(html: Flow, pdf: Flow) -> Iterator[int]:
    """Find where words of ASCII, or numbers, are parted in one format only."""
    if html.gaps == pdf.gaps:
        return
    for position, (a, b) in enumerate(zip(html.gaps, pdf.gaps, strict=True)):
        if "line" not in (a, b) and bool(a) != bool(b) and position:
            neighbours = "".join(html.characters[position - 1 : position + 1])
            if neighbours.isascii() and neighbours.isalnum():
                yield position


def _joined(places: list[int]) -> list[tuple[int, int]]:
    """Join neighbouring places to spans."""
    ordered = sorted(set(places))
    starts = [b for a, b in pairwise([-2, *ordered]) if b != a + 1]
    ends = [a + 1 for a, b in pairwise([*ordered, -2]) if b != a + 1]
    return list(zip(starts, ends, strict=True))


def _difference(html: Flow, pdf: Flow, i: int, j: int, k: int, l: int) -> Difference:  # noqa: E741
    around = html.characters[max(i - _AROUND, 0) : j + _AROUND]
    return Difference(
        _shown(html, i, j),
        _shown(pdf, k, l),
        html.heading(max(i, 0)),
        "".join(each for each in around if len(each) == 1),
    )


def _shown(flow: Flow, start: int, end: int) -> str:
    """Write a part of a flow with what is around it: a space for a gap, ``^`` and ``_`` for levels."""
    before, after = max(start - _AROUND, 0), min(end + _AROUND, len(flow.characters))

    def written(first: int, last: int) -> str:
        return "".join(
            (" " if flow.gaps[n] in ("space", "edge") and n > before else "")
            + flow.levels[n]
            + flow.characters[n]
            for n in range(first, last)
        )

    said = written(start, end)
    said = said if len(said) <= _TOLD else f"{said[:_TOLD]}…"
    opened, closed = "…" if before else "", "…" if after < len(flow.characters) else ""
    return f"{opened}{written(before, start)}▮{said}▮{written(end, after)}{closed}"
