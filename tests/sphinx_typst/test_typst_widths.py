"""Nothing of the PDF is wider than its place, and small tables are not parted."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from typst_books import Build

Small = Callable[..., Build]
LANDSCAPE, PORTRAIT = 842, 595


def table(columns: int, word: str) -> str:
    rows = [[f"列{number}" for number in range(columns)], ["---"] * columns, [word] * columns]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def glyphs(build: Build) -> list[tuple[int, float, list[tuple[float, float, float, float, str]]]]:
    """Number, width and glyphs (left, bottom, right, top, character) of each page."""
    assert build.error is None, build.error
    pages = []
    with pypdfium2.PdfDocument(build.pdf) as pdf:
        for number, page in enumerate(pdf):
            text = page.get_textpage()
            found = [(*text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars())]
            pages.append((number, page.get_width(), [each for each in found if each[4].strip()]))
    return pages


def overprinted(build: Build) -> list[str]:
    """Characters whose middle lies in the box of another, or outside the page."""
    wrong = []
    for _, width, found in glyphs(build):
        for left, bottom, right, top, character in found:
            x, y = (left + right) / 2, (bottom + top) / 2
            over = [c for a, b, c_, d, c in found if a < x < c_ and b < y < d]
            wrong += [character] * (len(over) > 1 or not 0 < x < width)
    return wrong


@pytest.mark.parametrize(
    ("columns", "word", "page_width"),
    [
        (3, "1234567.89", PORTRAIT),
        (8, "1234567.89", PORTRAIT),
        (6, "internationalisation", PORTRAIT),
        (14, "1234567.89", LANDSCAPE),
        (4, "`a_name.of_code`", PORTRAIT),
        (9, "$a+b+c+d+e$", LANDSCAPE),
    ],
)
def test_a_table_fits_and_nothing_is_printed_over_something_else(
    small_book: Small, columns: int, word: str, page_width: int
) -> None:
    build = small_book(f"# 试验\n\n段落。\n\n{table(columns, word)}\n\n后来的段落。\n")
    assert overprinted(build) == []
    (shown,) = [width for _, width, found in glyphs(build) if "列" in [character for *_, character in found]]
    assert shown == pytest.approx(page_width, abs=1)


def test_a_table_is_not_measured_in_vain(small_book: Small) -> None:
    build = small_book(f"# 试验\n\n{table(3, '1234567.89')}\n")
    assert build.error is None
    (written,) = build.pdf.parent.rglob("index.typ")
    assert "at: (" not in written.read_text("utf-8")


def test_without_the_measuring_columns_are_printed_over_each_other(
    small_book: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_typst.table_sizes.TableSizes.may_be_too_wide", lambda *_: False)
    assert overprinted(small_book(f"# 试验\n\n{table(14, '1234567.89')}\n"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            table(40, "1234567.89"),
            "index.md:5: the table is too wide, even at 7pt on a page on its side; "
            "part it into several, or make rows of its columns",
        ),
        (
            ":::{note}\n" + table(14, "1234567.89") + "\n:::",
            "index.md:6: the table is too wide, even at 7pt; "
            "part it into several, or make rows of its columns",
        ),
        (
            "$$\n" + "+".join("a_{1}" for _ in range(60)) + "\n$$",
            r"index.md:5: the formula is too wide; break it by \\ into several lines",
        ),
    ],
)
def test_what_cannot_fit_is_refused_at_its_line(small_book: Small, text: str, told: str) -> None:
    assert str(small_book(f"# 试验\n\n段落。\n\n{text}\n").error).endswith(told)


def test_a_wide_formula_is_set_smaller_and_keeps_its_number(small_book: Small) -> None:
    formula = "+".join("a_{10}" for _ in range(17))
    build = small_book(f"# 试验\n\n$$\n{formula}\n$$ (wide)\n\n见{{eq}}`wide`。\n")
    assert overprinted(build) == []
    assert "(1)" in "".join(c for *_, found in glyphs(build) for *_, c in found)


@pytest.mark.parametrize("lines", range(20, 36, 3))
def test_a_small_table_stays_on_one_page(small_book: Small, lines: int) -> None:
    rows = "\n".join(f"| 船{number} | 数 |" for number in range(8))
    filling = "\n\n".join(["段。"] * lines)
    build = small_book(f"# 试验\n\n{filling}\n\n| 名 | 值 |\n| - | - |\n{rows}\n")
    shown = {number for number, _, found in glyphs(build) for *_, character in found if character == "船"}
    assert len(shown) == 1
