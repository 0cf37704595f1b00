"""A finished PDF as its structure tree says it: a tree for each document of the book.

The text of a page is of no use here: running heads stand in it, columns run together, and documents that
share a page cannot be parted. The structure tree is what readers hear who do not see.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from lxml import etree

from qzbook.gate.flow import HEADINGS, LINE_END, LOWERED, RAISED, Element, words
from qzbook.gate.marked import Piece
from qzbook.gate.places import Labels, Node, Number, Places, references

_NUMBER = re.compile(r"\((?:[A-Z]\.)?\d+(?:\.\d+)*\)")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ALPHANUMERIC = re.compile(r"[0-9A-Za-z]")

Texts = Sequence[Mapping[int, Sequence[Piece]]]
"""Pieces of each page by their mark."""


class Volume(NamedTuple):
    """A part of a longer PDF, which alone knows where names of places lead.

    Attributes
    ----------
    book : Labels
        Of the longer PDF.
    first : int
        Number of the volume's first page in that, counted from 0.
    documents : collection of str or None
        Documents that it has; ``None`` for all that it has names of.
    """

    book: Labels
    first: int
    documents: Collection[str] | None


class Structure:
    """The structure tree of an open PDF, made into trees of lxml.

    An element is named by its structure type. Attributes: ``alt``, the alternative text of a picture or a
    formula; ``drawn``, what is written in a picture; ``number`` of a formula; ``level``, raised or lowered;
    ``page``, the label of the page that a link leads to; in documents only where that is what it says.

    Parameters
    ----------
    pdf : pikepdf.Pdf
    texts : sequence of mapping
        What `qzbook.gate.marked` read of each page.
    volume : Volume, optional
        Which one of a longer PDF it is.

    Attributes
    ----------
    formulas : set of (int, int)
        Page, counted from 0, and mark of everything that belongs to a formula.
    documents : dict of str to Element
        Tree of each document by its name, in the order of the book.
    first_pages : dict of str to int
        Page, counted from 0, on which each begins.
    front : Element
        Tree of what stands before the first document.
    led_to : dict of bytes to str
        The label of the page of each place that it leads to by its name; empty if that has none.
    """

    def __init__(self, pdf: pikepdf.Pdf, texts: Texts, volume: Volume | None = None) -> None:
        self._texts = texts
        self._own = Places(pdf)
        self._book, self._first, documents = volume or Volume(Labels.of(pdf), 0, None)
        self.led_to: dict[bytes, str] = {}
        self.formulas: set[tuple[int, int]] = set()
        self._last: tuple[int, float, str] = (0, 0.0, "")
        starts = {
            name[:-1].decode(): self._own.place(found)
            for name, found in self._own.named.items()
            if name.endswith(b"#") and (documents is None or name[:-1].decode() in documents)
        }
        self._starts = sorted(starts.items(), key=lambda start: start[1])
        self.first_pages = {name: page for name, (page, _) in self._starts}
        self.documents: dict[str, Element] = {}
        self.front = self._split(pdf.Root.StructTreeRoot)

    # -- documents ------------------------------------------------------------------------------------------

    def _split(self, root: Node) -> Element:
        """Read the tree, and begin a document at the first heading that is not before its destination."""
        front = current = etree.Element("Document")
        waiting = list(self._starts)
        whole = [kid for kid in _kids(root) if _is_element(kid)]
        for kid in (kid for each in whole for kid in _kids(each) if _is_element(kid)):
            if _role(kid) in HEADINGS and waiting:
                place = self._first_place(kid, None)
                while waiting and place is not None and place >= waiting[0][1]:
                    name, _ = waiting.pop(0)
                    current = self.documents[name] = etree.Element("Document")
                    self._last = (0, 0.0, "")
            current.append(self._element(kid, None))
        for link in (link for document in self.documents.values() for link in document.iter("Link")):
            if link.get("page") != words(link):
                link.attrib.pop("page", None)
        return front

    def _first_place(self, node: Node, page: int | None) -> tuple[int, float] | None:
        """Give page and height, from the head down, of the first text of an element."""
        for kid, number in self._marks(node, page):
            if pieces := self._texts[number].get(kid):
                return number, -pieces[0].baseline
        return None

    def _marks(self, node: Node, page: int | None) -> Iterator[tuple[int, int]]:
        """Give the marks of an element and all below it, each with its page."""
        for part, number in self._parts(node, page):
            if isinstance(part, int):
                yield part, number
            elif _is_element(part):
                yield from self._marks(part, number)

    def _parts(self, node: Node, page: int | None) -> Iterator[tuple[Node, Any]]:
        """Give what an element holds, marks as their numbers, each with the page that is known of it."""
        page = self._page(node, page)
        for kid in _kids(node):
            if not isinstance(kid, int) and "/MCID" in kid:
                yield int(kid.MCID), self._page(kid, page)
            else:
                yield kid, page

    def _page(self, node: Node, page: int | None) -> int | None:
        """Give the page that a node names, else that of what it is in."""
        return self._own.pages[node.Pg.objgen] if "/Pg" in node else page

    # -- elements -------------------------------------------------------------------------------------------

    def _element(self, node: Node, page: int | None) -> Element:
        element = etree.Element(_role(node))
        if element.tag in ("Figure", "Formula"):
            element.set("alt", _clean(str(node.get("/Alt", ""))))
            if element.tag == "Formula":
                self._note_formula(node, page, element)
            elif drawn := "".join(self._texts_of(node, page)):
                element.set("drawn", drawn)
            return element
        if level := _level(node):
            element.set("level", level)
        for part, number in self._parts(node, page):
            if isinstance(part, int):
                self._append_text(element, part, number)
            elif "/Obj" in part:
                self._note_target(element, part.Obj)
            elif _is_element(part):
                element.append(self._element(part, number))
        return element

    def _texts_of(self, node: Node, page: int | None) -> Iterator[str]:
        """Give what is written in an element and all below it."""
        for mark, number in self._marks(node, page):
            yield from (_clean(piece.text) for piece in self._texts[number].get(mark, ()))

    def _append_text(self, element: Element, mark: int, page: int) -> None:
        text = ""
        for piece in self._texts[page].get(mark, ()):
            said = _clean(piece.text)
            if not said:
                continue
            last_page, last_baseline, last = self._last
            new_line = last_page != page or abs(last_baseline - piece.baseline) > 5
            if new_line and _ALPHANUMERIC.fullmatch(last) and _ALPHANUMERIC.match(said):
                text += LINE_END
            text += said
            self._last = (page, piece.baseline, said[-1])
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def _note_formula(self, node: Node, page: int | None, element: Element) -> None:
        marks = list(self._marks(node, page))
        self.formulas.update((number, mark) for mark, number in marks)
        pieces = [piece for mark, number in marks for piece in self._texts[number].get(mark, ())]
        if pieces and _NUMBER.fullmatch(pieces[-1].text.strip()) and "/Block" in str(node.get("/A", "")):
            element.set("number", pieces[-1].text.strip())

    def _note_target(self, element: Element, annotation: Node) -> None:
        target = annotation.get("/Dest") or annotation.get("/A", {}).get("/D")
        if isinstance(target, pikepdf.String | pikepdf.Name):
            name = bytes(target)
            self.led_to[name] = self._book.named.get(name, "")
            element.set("page", self.led_to[name])
        elif target is not None:
            element.set("page", self._book.pages[self._first + self._own.place(target)[0]])


def children_of(pdf: pikepdf.Pdf) -> list[Number]:
    """Give the objects that stand in the structure tree of a PDF directly below its document."""
    whole = [kid for kid in _kids(pdf.Root.StructTreeRoot) if _is_element(kid)]
    return [child for each in whole for child in references(each.K)]


def open_pdf(path: Path) -> pikepdf.Pdf:
    """Open a PDF, to be used as a context manager."""
    return pikepdf.open(path)


def _kids(node: Node) -> list[Node]:
    return _listed(node.get("/K"))


def _listed(value: Node) -> list[Node]:
    """Give what a key of PDF holds that may have one value or an array of them."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _is_element(kid: Node) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _role(node: Node) -> str:
    return str(node.S)[1:]


def _level(node: Node) -> str:
    for each in _listed(node.get("/A")):
        if shift := float(each.get("/BaselineShift", 0)):
            return RAISED if shift > 0 else LOWERED
    return ""


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
