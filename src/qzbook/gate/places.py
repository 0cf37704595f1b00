"""The pages of an open PDF: which they are, what is printed for their numbers, which places have names.

None of them is opened for it, for there may be many.
"""

import re
from typing import Any, NamedTuple, Self

import pikepdf

_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")

Number = tuple[int, int]
"""Number and generation of an object."""

Node = Any
"""An object of a PDF: what pikepdf gives for a key depends on the file."""


class Places:
    """The pages of an open PDF, and the places on them that have names.

    Attributes
    ----------
    pages : dict
        Number of each page, counted from 0, by its object.
    named : dict of bytes to Node
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page: number for number, page in enumerate(pages_of(pdf))}
        self.named = _names_of(pdf)

    def place(self, target: Node) -> tuple[int, float]:
        """Give page and height, from the head down, of a destination."""
        where = _destination(target)
        return self.pages[where[0].objgen], -float(where[3]) if len(where) > 3 else float("-inf")


class Labels(NamedTuple):
    """What is printed for the numbers of the pages of a PDF.

    Attributes
    ----------
    pages : list of str
        For that of each page.
    named : dict of bytes to str
        For that of the page that a place is on, by its name.
    """

    pages: list[str]
    named: dict[bytes, str]

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Self:
        """Read them from an open PDF, of whose pages there may be many: none is opened.

        A name that leads to a page that is not there is none.
        """
        numbers = {page: number for number, page in enumerate(pages_of(pdf))}
        pages, named = _printed(pdf, len(numbers)), {}
        for name, target in _names_of(pdf).items():
            page = next(iter(references(_destination(target))), None)
            if page in numbers:
                named[name] = pages[numbers[page]]
        return cls(pages, named)


def pages_of(pdf: pikepdf.Pdf) -> list[Number]:
    """Give the objects that are the pages of a PDF."""
    tree = pdf.Root.Pages
    below = references(tree.Kids)
    if len(below) == tree.Count:  # each of them is one
        return below
    return [page.obj.objgen for page in pdf.pages]


def references(value: Node) -> list[Number]:
    """Give the objects that an array refers to, which need not be opened, or the one that a value is."""
    written = value.unparse(resolved=isinstance(value, pikepdf.Array))
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(written)]


def _names_of(pdf: pikepdf.Pdf) -> dict[bytes, Node]:
    """Read the tree of names; its keys are bytes (ISO 32000-2, 7.9.6), which Typst writes as UTF-8."""
    found: dict[bytes, Node] = {}
    names: Node = pdf.Root.get("/Names", {})
    branches: list[Node] = [names.get("/Dests", {})]
    while branches:
        branch = branches.pop()
        branches.extend(branch.get("/Kids", []))
        leaves = list(branch.get("/Names", []))
        found |= {bytes(name): place for name, place in zip(leaves[::2], leaves[1::2], strict=True)}
    return found


def _destination(target: Node) -> Node:
    return target.D if isinstance(target, pikepdf.Dictionary) else target


def _printed(pdf: pikepdf.Pdf, count: int) -> list[str]:
    """Give what is printed for the numbers of so many pages: as of empty ones, which are opened at once."""
    labels = pikepdf.NumberTree(pdf.Root.PageLabels) if "/PageLabels" in pdf.Root else {}
    with pikepdf.new() as empty:
        for _ in range(count):
            empty.add_blank_page()
        own = pikepdf.NumberTree.new(empty)
        for first, label in labels.items():
            own[first] = pikepdf.Dictionary(dict(label.items()))
        empty.Root.PageLabels = own.obj
        return [page.label for page in empty.pages]
