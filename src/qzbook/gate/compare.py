"""Compare the text of a document in both formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

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
        spans = _spans(html.characters, pdf.characters)
    else:
        places = {*_other_levels(html, pdf), *_other_gaps(html, pdf)}
        spans = [(span, span) for span in _joined(sorted(places))]
    return [_difference(html, pdf, *span) for span in spans]


def _spans(a: list[str], b: list[str]) -> list[tuple[range, range]]:
    """Align two texts from their first difference on; give where they differ in both, near places as one."""
    start = _same(a, b)
    end = _same(a[start:][::-1], b[start:][::-1])
    rest, other = (text[start : min(len(text) - end, start + _ALIGNED)] for text in (a, b))
    found: list[tuple[range, range]] = []
    for kind, *places in SequenceMatcher(None, rest, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        begins, ends, begins_there, ends_there = (start + place for place in places)
        here, there = range(begins, ends), range(begins_there, ends_there)
        if found and here.start - found[-1][0].stop < _APART:
            before, above = found.pop()
            here, there = range(before.start, here.stop), range(above.start, there.stop)
        found.append((here, there))
    return found


def _same(a: list[str], b: list[str]) -> int:
    """Count what two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


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


def _joined(places: list[int]) -> Iterator[range]:
    """Join neighbouring places, which are in order, to spans."""
    start = 0
    for number, place in enumerate(places, 1):
        if number == len(places) or places[number] != place + 1:
            yield range(places[start], place + 1)
            start = number


def _difference(html: Flow, pdf: Flow, here: range, there: range) -> Difference:
    around = html.characters[max(here.start - _AROUND, 0) : here.stop + _AROUND]
    return Difference(
        _shown(html, here),
        _shown(pdf, there),
        html.heading(here.start),
        "".join(each for each in around if len(each) == 1),
    )


def _shown(flow: Flow, span: range) -> str:
    """Write a part of a flow with what is around it: a space for a gap, ``^`` and ``_`` for levels."""
    before, after = max(span.start - _AROUND, 0), min(span.stop + _AROUND, len(flow.characters))

    def written(first: int, last: int) -> str:
        return "".join(
            (" " if flow.gaps[n] in ("space", "edge") and n > before else "")
            + flow.levels[n]
            + flow.characters[n]
            for n in range(first, last)
        )

    said = written(span.start, span.stop)
    said = said if len(said) <= _TOLD else f"{said[:_TOLD]}…"
    opened, closed = "…" if before else "", "…" if after < len(flow.characters) else ""
    return f"{opened}{written(before, span.start)}▮{said}▮{written(span.stop, after)}{closed}"
