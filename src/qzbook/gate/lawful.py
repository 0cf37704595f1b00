"""In what HTML and PDF may differ: one table, a row for each difference, with its reason.

Whatever else differs stops a build. A row finds elements by an XPath in the tree of a page or in that of a
document of the PDF (`qzbook.gate.pdf`), and takes them away or changes them, so that both say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from lxml import etree

from qzbook.gate import changes
from qzbook.gate.flow import Element
from qzbook.words import word
from qzcharts.words import Language

Change = Callable[[Element], bool]
"""Changes an element; returns whether it was what the row is about."""


@dataclass(frozen=True)
class Lawful:
    """A lawful difference.

    Attributes
    ----------
    name : str
        What is different.
    side : {"html", "pdf"}
        The format whose tree is changed.
    path : str
        XPath of the elements.
    reason : str
        Why the formats differ.
    change : callable
        What is done to each of them; by default it is taken away with all that it holds.
    """

    name: str
    side: Literal["html", "pdf"]
    path: str
    reason: str
    change: Change = changes.remove

    @cached_property
    def find(self) -> etree.XPath:
        """The path, ready to be called with a tree."""
        return etree.XPath(self.path)


def of_class(*names: str) -> str:
    """Give the condition of an XPath that an element has one of these classes."""
    return " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)


def _classed(*names: str) -> str:
    return f".//*[{of_class(*names)}]"


#: The heading of the column of the ledger that leads to the places of use.
_USED_IN = " or ".join(f"normalize-space()='{word(language, 'Used in')}'" for language in get_args(Language))

TABLE: tuple[Lawful, ...] = (
    # what only a screen has
    Lawful(
        "dark picture",
        "html",
        _classed("on-dark"),
        "the same picture for a dark page; paper is white",
        changes.remove_twin,
    ),
    Lawful(
        "evidence of a chart",
        "html",
        _classed("figure-details"),
        "a disclosure; the ledger and the data have it",
    ),
    Lawful("hidden cell", "html", f".//details[{of_class('code')}]", "its author wants it behind a button"),
    Lawful("line number", "html", _classed("linenos"), "the PDF has them as artifacts, which are no content"),
    Lawful("only html", "html", _classed("only-html"), "the author says so by {only} html"),
    # what only paper has
    Lawful(
        "part",
        "pdf",
        "./H1[preceding-sibling::*][not(following-sibling::*)]",
        "a page of its own before the next document; HTML has parts in its contents",
    ),
    Lawful("bullet", "pdf", ".//LI/Lbl", "a browser draws it, as the stylesheet says", changes.remove_bullet),
    Lawful(
        "chapter",
        "pdf",
        "./*[self::H1 or self::H2][1]",
        "HTML says 2 where the PDF says 第 2 章, and letters no appendix",
        changes.shorten_chapter,
    ),
    Lawful(
        "letter of an appendix",
        "html",
        f".//h1/span[{of_class('section-number')}]",
        "HTML says A where the PDF says 附录 A, which it says of appendices without numbers too",
        changes.remove_letter,
    ),
    Lawful(
        "pages of the ledger",
        "pdf",
        ".//P[.//Link[@page]]",
        "only paper has pages; each is that of its link",
        changes.remove_pages,
    ),
    Lawful(
        "only typst",
        "pdf",
        f".//Formula[@alt='{changes.ONLY_MARK}'][not(preceding-sibling::Formula[@alt="
        f"'{changes.ONLY_MARK}'])]",
        "the author says so by {only} typst",
        changes.remove_between,
    ),
    # what the two say in other ways
    Lawful(
        "places of use",
        "html",
        f".//table[{of_class('ledger')}]/tbody/tr/*[last()]",
        "HTML names sections, the PDF their pages",
    ),
    Lawful(
        "pages of use",
        "pdf",
        f".//Table[THead/TR/*[last()][{_USED_IN}]]/TBody/TR/*[last()]",
        "HTML names sections, the PDF their pages",
        changes.remove_cell_of_pages,
    ),
    Lawful(
        "cards",
        "html",
        _classed("headline-cards"),
        "words in HTML, a picture in the PDF, whose alternative text has them all",
        changes.picture_of_cards,
    ),
    Lawful("number of an item", "html", ".//ol/li", "a browser counts the items itself", changes.number_item),
    Lawful(
        "form of a number",
        "pdf",
        ".//LI/Lbl[not(*)]",
        "a browser writes a. for (a) and a)",
        changes.plain_number,
    ),
    Lawful(
        "place of a caption",
        "html",
        ".//figure[figcaption]",
        "the PDF reads it before its picture",
        changes.caption_first,
    ),
    Lawful(
        "footnote",
        "html",
        f".//a[{of_class('footnote-reference')}]",
        "the PDF has it where it is first mentioned, and a space for the brackets of marks",
        changes.place_footnote,
    ),
    Lawful(
        "abbreviation",
        "html",
        ".//abbr[@title]",
        "HTML shows its meaning to a pointer",
        changes.print_meaning,
    ),
    Lawful(
        "classifier",
        "html",
        _classed("classifier"),
        "HTML has its brackets from the stylesheet",
        changes.bracket,
    ),
    Lawful("colon of a field", "html", f".//dt/*[{of_class('colon')}]", "the PDF sets terms apart"),
)


def apply(tree: Element, side: Literal["html", "pdf"], uses: Counter[str], table: Iterable[Lawful]) -> None:
    """Take every lawful difference from a tree.

    Parameters
    ----------
    tree : Element
        Is changed.
    side : {"html", "pdf"}
        The format that it comes from.
    uses : Counter
        Counts each use of a row by its name.
    table : iterable of Lawful
        The rows, in the order in which they are applied.
    """
    for row in table:
        if row.side == side:
            for element in row.find(tree):
                uses[row.name] += row.change(element)
