"""A tagged PDF as a screen reader meets it: the structure tree with the text of each element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf


@dataclass
class Element:
    """One structure element: its role, its attributes and, in reading order, its text and its children."""

    role: str
    attributes: dict[str, Any] = field(default_factory=dict)
    content: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        return [item for item in self.content if isinstance(item, Element)]

    @property
    def text(self) -> str:
        return "".join(item if isinstance(item, str) else item.text for item in self.content)

    def walk(self, *roles: str) -> Iterator[Element]:
        if not roles or self.role in roles:
            yield self
        for child in self.children:
            yield from child.walk(*roles)


def read(path: Path) -> Element:
    """Return the structure tree of a PDF."""
    with pikepdf.open(path) as pdf:
        texts = {page.objgen: marked_texts(page) for page in pdf.pages}
        return element_of(pdf.Root.StructTreeRoot, texts, None)


def element_of(node: pikepdf.Object, texts: dict[Any, dict[int, str]], page: Any) -> Element:
    page = node.Pg.objgen if "/Pg" in node else page
    attributes = {key[1:]: str(node[key]) for key in ("/Alt", "/Lang", "/T") if key in node}
    lists = node.get("/A", pikepdf.Array())
    for each in lists if isinstance(lists, pikepdf.Array) else [lists]:
        attributes |= {key[1:]: str(value) for key, value in each.items() if key != "/O"}
    element = Element(str(node.get("/S", "/Root"))[1:], attributes)
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            element.content.append(texts[page].get(kid, ""))
        elif "/MCID" in kid:
            element.content.append(texts[kid.Pg.objgen if "/Pg" in kid else page].get(int(kid.MCID), ""))
        elif "/S" in kid:
            element.content.append(element_of(kid, texts, page))
    return element


def marked_texts(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each piece of marked content of a page."""
    maps = {name: _unicode_map(font) for name, font in page.resources.get("/Font", {}).items()}
    texts: dict[int, str] = {}
    open_marks: list[
        tuple[int | None, bool]
    ] = []  # identifier, and whether the text is given beside the glyphs
    decode: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        identifier = next((mark for mark, _ in reversed(open_marks) if mark is not None), None)
        match str(operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else None
                given: Any = properties if isinstance(properties, pikepdf.Dictionary) else {}
                open_marks.append((int(given["/MCID"]) if "/MCID" in given else None, "/ActualText" in given))
                if "/ActualText" in given and identifier is not None:
                    texts[identifier] = texts.get(identifier, "") + str(given["/ActualText"])
            case "EMC":
                open_marks.pop()
            case "Tf":
                decode = maps[str(operands[0])]
            case "Tj" | "TJ" if identifier is not None and not any(given for _, given in open_marks):
                for piece in operands[0] if str(operator) == "TJ" else [operands[0]]:
                    codes = bytes(piece) if isinstance(piece, pikepdf.String) else b""
                    found = (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))
                    texts[identifier] = texts.get(identifier, "") + "".join(decode[code] for code in found)
    return texts


def _unicode_map(font: pikepdf.Object) -> dict[int, str]:
    source = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL)
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
    }
