"""Whether drawings say what they should: every label and number of a chart, in both formats alike."""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from qzbook.gate.flow import Element
from qzbook.markup.names import digest_of_words

_AROUND = 12
"""Characters that are shown from the first difference on, and before it."""


class OtherWords(NamedTuple):
    """A drawing that says other words in the PDF: the alternative text of both, and the words."""

    alternative: str
    html: str
    pdf: str


def other_words(page: Element, document: Element) -> Iterator[OtherWords]:
    """Compare the drawings of a document, once lawful differences are taken away, with those of its PDF."""
    printed = {_packed(figure.get("alt")): figure for figure in document.iter("Figure")}
    for drawing in page.xpath(".//img[@drawn]"):
        alternative = _packed(drawing.get("alt"))
        # Where the alternative texts differ, the comparison of the text says so.
        if (figure := printed.get(alternative)) is None:
            continue
        html, pdf = _packed(drawing.get("drawn")), _packed(figure.get("drawn"))
        if html != pdf:
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(html, pdf, strict=False)))
            shown = slice(max(same - _AROUND, 0), same + _AROUND)
            yield OtherWords(alternative, html[shown], pdf[shown])


def altered(page: Element) -> Iterator[str]:
    """Give what drawings and formulas say whose words are not those that they were written with.

    A drawing for a phone breaks its lines elsewhere than the one on paper, and has fewer ticks; of a formula
    the formats are compared by its alternative text alone.
    """
    for drawing in page.xpath(".//*[@data-words]"):
        words = "".join(drawing.itertext())
        if digest_of_words(words) != drawing.get("data-words"):
            yield _packed(words)


def _packed(text: str | None) -> str:
    return "".join((text or "").split())
