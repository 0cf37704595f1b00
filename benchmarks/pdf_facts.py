"""What a PDF is: size, tags, outline, findings of a validator, and whether its text comes out in order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdfium2

_CELL = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKUP = re.compile(r"[\[\]`{}*|<>$#^_=]")
_END = re.compile(r"[。；：]")
_SHORTEST = 8  # characters; a shorter clause may stand in a caption too


@dataclass(frozen=True)
class Facts:
    """One PDF, measured."""

    pages: int
    megabytes: float
    tagged: bool
    headings: int
    outline: int
    findings: int
    in_order: float

    def cells(self) -> list[str]:
        """Give the cells of a table."""
        return [
            str(self.pages),
            f"{self.megabytes:.2f}",
            "yes" if self.tagged else "no",
            str(self.headings),
            str(self.outline),
            str(self.findings),
            f"{self.in_order:.0%}",
        ]


COLUMNS = ("pages", "MB", "tagged", "headings", "outline", "PDF/UA findings", "text in order")


def clauses(pages: list[Path]) -> list[str]:
    """Give the plain clauses of the pages, in order: what must come out of the PDF as it was written."""
    found = []
    for page in pages:
        text = _CELL.sub("", _FRONT.sub("", page.read_text("utf-8")))
        for line in text.splitlines():
            if not _MARKUP.search(line) and not line.startswith((":", "-")):
                found += ["".join(part.split()) for part in _END.split(line)]
    return [clause for clause in found if len(clause) >= _SHORTEST]


def measure(pdf: Path, expected: list[str]) -> Facts:
    """Measure a PDF of a book that consists of the clauses `expected` and more."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        outline = sum(1 for _ in document.get_toc(max_depth=20))
    with pikepdf.open(pdf) as document:
        pages = len(document.pages)
        root: Any = document.Root
        tagged = "/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked"))
        roles = Counter(
            str(each.get("/S", ""))
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each
        )
    headings = sum(count for role, count in roles.items() if re.fullmatch(r"/H\d?", role))
    findings = len(pdfua.validate(str(pdf)).findings)
    return Facts(
        pages, pdf.stat().st_size / 1e6, tagged, headings, outline, findings, _share_in_order(text, expected)
    )


def _share_in_order(text: str, expected: list[str]) -> float:
    text, position, found = "".join(text.split()), 0, 0
    for clause in expected:
        place = text.find(clause, position)
        if place >= 0:
            position, found = place + len(clause), found + 1
    return found / len(expected)
