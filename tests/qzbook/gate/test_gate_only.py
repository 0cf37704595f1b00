"""What an author says in one format only is in that format, and does not stop a build."""

from __future__ import annotations

import pypdfium2
import pytest
from gate_book import GateBook

from qzbook.gate.flow import words
from qzbook.gate.html import read_page

CASES = {"只在网页55": {"html"}, "只在纸上56": {"pdf"}, "一条57": {"pdf"}, "两处都有58": {"html", "pdf"}}


@pytest.mark.parametrize("said", CASES)
def test_it_is_said_where_it_should_be(said: str, gate_book: GateBook) -> None:
    with pypdfium2.PdfDocument(gate_book.pdf) as pdf:
        paper = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    texts = {"html": words(read_page(gate_book.html / "more.html")), "pdf": paper}
    assert {name for name, text in texts.items() if said in text} == CASES[said]
    assert gate_book.judge() == []
