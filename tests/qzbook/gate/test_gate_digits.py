"""How blind the gate is: digits of either finished format are altered at random, one at a time.

A digit may go unnoticed only where a row of the table of lawful differences has it. `make proof` alters 500
in each format of the real book, and prints how many each row hid.
"""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from gate_book import GateBook
from lxml import etree
from test_gate_lawful import real

from qzbook.gate import Gate
from qzbook.gate.html import read_page
from qzbook.gate.lawful import TABLE
from qzbook.gate.marked import read_pages
from qzbook.gate.pdf import Structure, open_pdf
from support import PROOF

pytestmark = pytest.mark.proof
ALTERED = 500 if PROOF else 20
_SAID = re.compile(rb">[^<]*<|\balt(?:text)?=\"[^\"]*\"")


@pytest.fixture(scope="module")
def gate(request: pytest.FixtureRequest, gate_book: GateBook) -> Gate:
    """The gate of the real book in a proof, else of the made-up one."""
    return real(request.getfixturevalue("built")) if PROOF else gate_book.gate()


def another(digit: str) -> str:
    return random.choice([each for each in "0123456789" if each != digit])


def tell(capsys: pytest.CaptureFixture[str], what: str, hidden: Counter[str]) -> None:
    """Print how many were found, and by which row each of the others is hidden."""
    rows = ", ".join(f"{number} hidden by “{name}”" for name, number in hidden.most_common())
    with capsys.disabled():
        print(f"\n{what}: {ALTERED - hidden.total()} of {ALTERED} digits found{'; ' if rows else ''}{rows}")


# -- HTML ----------------------------------------------------------------------------------------------------


def digits_of(path: Path) -> Iterator[int]:
    """Give where the text and the pictures of a page say a digit."""
    page = path.read_bytes()
    text = page.index(b'<div class="text">')
    for said in _SAID.finditer(page, text, page.index(b"</main>")):
        yield from (said.start() + found.start() for found in re.finditer(rb"(?<!#)\d", said[0]))


def hiding_row(altered: Path, whole: Path) -> str:
    """Give the row after which an altered page is the same as the whole one."""
    pages = read_page(altered), read_page(whole)
    if etree.tostring(pages[0]) == etree.tostring(pages[1]):
        return "no text of the page: cards of the evidence, neighbours"
    for row in (row for row in TABLE if row.side == "html"):
        for page in pages:
            for element in row.find(page):
                row.change(element)
        if etree.tostring(pages[0]) == etree.tostring(pages[1]):
            return row.name
    return "nothing"


def test_an_altered_digit_of_the_html_is_found(
    gate: Gate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random.seed(14)
    folder = tmp_path / "html"
    shutil.copytree(gate.html, folder)
    pages = [folder / f"{name}.html" for name in gate.sources]
    places = [(path, place) for path in pages for place in digits_of(path)]
    hidden: Counter[str] = Counter()
    for path, place in random.choices(places, k=ALTERED):
        whole = path.read_bytes()
        path.write_bytes(whole[:place] + another(chr(whole[place])).encode() + whole[place + 1 :])
        if not Gate(folder, gate.pdf, gate.sources, gate.root).judge():
            hidden[hiding_row(path, gate.html / path.relative_to(folder))] += 1
        path.write_bytes(whole)
    tell(capsys, "HTML", hidden)
    assert "nothing" not in hidden


# -- PDF -----------------------------------------------------------------------------------------------------


class Digits:
    """The digits that a PDF shows, each altered in the code of its glyph.

    Parameters
    ----------
    path : Path
    """

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.contents = [list(pikepdf.parse_content_stream(page)) for page in self.pdf.pages]
        self.places = [place for number in range(len(self.contents)) for place in self._places(number)]

    def alter(self, place: tuple[int, int, int, int, bytes], target: Path) -> None:
        """Save the PDF with one digit altered."""
        page, line, piece, at, code = place
        whole = self.pdf.pages[page].obj.Contents
        content = list(self.contents[page])
        operands, operator = content[line].operands, content[line].operator
        pieces = list(operands[0]) if str(operator) == "TJ" else [operands[0]]
        codes = bytes(pieces[piece])
        pieces[piece] = pikepdf.String(codes[:at] + code + codes[at + 2 :])
        changed = pikepdf.Array(pieces) if str(operator) == "TJ" else pieces[0]
        content[line] = pikepdf.ContentStreamInstruction([changed], operator)
        self.pdf.pages[page].obj.Contents = self.pdf.make_stream(pikepdf.unparse_content_stream(content))
        self.pdf.save(target)
        self.pdf.pages[page].obj.Contents = whole

    def _places(self, number: int) -> Iterator[tuple[int, int, int, int, bytes]]:
        """Give page, instruction, piece and place in it of each digit, and the code of another one."""
        fonts = {
            name: self._codes(font)
            for name, font in self.pdf.pages[number].resources.get("/Font", {}).items()
        }
        digits: dict[bytes, str] = {}
        for line, instruction in enumerate(self.contents[number]):
            operands, operator = instruction.operands, instruction.operator
            if str(operator) == "Tf":
                digits = fonts[str(operands[0])]
            if str(operator) not in ("Tj", "TJ"):
                continue
            pieces = list(operands[0]) if str(operator) == "TJ" else [operands[0]]
            for piece, text in enumerate(pieces):
                codes = bytes(text) if isinstance(text, pikepdf.String) else b""
                for at in range(0, len(codes), 2):
                    others = [code for code in digits if code != codes[at : at + 2]]
                    if codes[at : at + 2] in digits and others:
                        yield number, line, piece, at, random.choice(others)

    @staticmethod
    def _codes(font: pikepdf.Object) -> dict[bytes, str]:
        """Give the codes of a font's digits."""
        source = font.ToUnicode.read_bytes().decode("latin-1")
        found = {
            bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be")
            for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL)
            for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
        }
        return {code: text for code, text in found.items() if text in set("0123456789")}


def trees(path: Path) -> Structure:
    with open_pdf(path) as pdf:
        return Structure(pdf, [page.by_mark() for page in read_pages(path)])


def hiding_row_of_pdf(altered: Path, whole: Path, documents: set[str]) -> str:
    """Give the row after which all documents of two PDFs are the same."""
    structures = trees(altered), trees(whole)
    texts = [[etree.tostring(structure.documents[name]) for name in documents] for structure in structures]
    if texts[0] == texts[1]:
        fronts = [etree.tostring(structure.front) for structure in structures]
        return (
            "no document: an artifact or a picture"
            if fronts[0] == fronts[1]
            else "no document: the front matter"
        )
    for row in (row for row in TABLE if row.side == "pdf"):
        for structure in structures:
            for name in documents:
                for element in row.find(structure.documents[name]):
                    row.change(element)
        texts = [
            [etree.tostring(structure.documents[name]) for name in documents] for structure in structures
        ]
        if texts[0] == texts[1]:
            return row.name
    return "nothing"


def test_an_altered_digit_of_the_pdf_is_found(
    gate: Gate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random.seed(14)
    digits, altered = Digits(gate.pdf), tmp_path / "altered.pdf"
    hidden: Counter[str] = Counter()
    for place in random.choices(digits.places, k=ALTERED):
        digits.alter(place, altered)
        if not Gate(gate.html, altered, gate.sources, gate.root).judge():
            hidden[hiding_row_of_pdf(altered, gate.pdf, set(gate.sources))] += 1
    tell(capsys, "PDF", hidden)
    assert "nothing" not in hidden
