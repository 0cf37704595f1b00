"""A drawing on paper has all its letters, none of which its font lacks; the gate compares their order."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import cases
import made_up
import pypdfium2
import pytest
import typst
from lxml import etree

from sphinx_typst.fonts import find_fonts
from support import PROOF


@pytest.mark.proof
@pytest.mark.parametrize("form", cases.CASES)
def test_paper_has_every_letter_of_a_drawing(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made_up.write(tmp_path / "project"))
    names = cases.CASES[form] if PROOF else [cases.usual(form)]
    languages = ("zh", "en") if PROOF else ("zh",)
    drawn = [
        cases.CASES[form][name](language=language).drawings()["paper"]
        for name in names
        for language in languages
    ]
    pages = []
    for number, svg in enumerate(drawn):
        (tmp_path / f"{number}.svg").write_text(svg, "utf-8")
        pages.append(f'#page(height: auto)[#image("{number}.svg", width: 680pt * 0.75, alt: "{number}")]')
    (tmp_path / "book.typ").write_text("\n".join(pages), "utf-8")
    pdf, warnings = typst.compile_with_warnings(
        str(tmp_path / "book.typ"), font_paths=find_fonts([]), ignore_system_fonts=True
    )
    assert [str(each) for each in warnings] == []
    with pypdfium2.PdfDocument(pdf) as document:
        printed = [page.get_textpage().get_text_range() for page in document]
    for svg, text in zip(drawn, printed, strict=True):
        # What reads a PDF without its tags goes from left to right.
        assert _letters(text) == _letters("".join(etree.fromstring(svg).itertext()))


def _letters(text: str) -> Counter[str]:
    return Counter("".join(text.replace("\ufffe", "").split()))
