"""The table of constructs: what an author or a cell may write, and what both formats make of it.

``python tests/constructs/table.py`` prints a row for each, with the verdict of a run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from box_constructs import BOXES, NOTES
from cell_constructs import CELLS, CELLS_REFUSED
from code_constructs import CODE, CODE_REFUSED, MATHEMATICS
from construct_book import build, holds, refuse
from html_constructs import BLOCKS, LINES, OUTPUTS, REFUSALS
from html_constructs import TABLES as HTML_TABLES
from list_constructs import LISTS
from reference_constructs import REFERENCES, REFERENCES_REFUSED
from rows import Refusal, Shown
from table_constructs import PICTURES, TABLES, TABLES_REFUSED
from text_constructs import TEXT, TEXT_REFUSED

#: What is shown, by the name of its page.
SHOWN: dict[str, tuple[Shown, ...]] = {
    "text": TEXT,
    "lists": LISTS,
    "boxes": BOXES,
    "notes": NOTES,
    "references": REFERENCES,
    "code": CODE,
    "mathematics": MATHEMATICS,
    "tables": TABLES,
    "pictures": PICTURES,
    "cells": CELLS,
    "html-lines": LINES,
    "html-blocks": BLOCKS,
    "html-tables": HTML_TABLES,
    "html-outputs": OUTPUTS,
}
#: What is refused when a page is read or written.
REFUSED: tuple[Refusal, ...] = (
    *TEXT_REFUSED,
    *REFERENCES_REFUSED,
    *CODE_REFUSED,
    *TABLES_REFUSED,
    *CELLS_REFUSED,
    *REFUSALS,
)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        book = build(Path(folder, "shown"), SHOWN)
        told = refuse(Path(folder, "refused"), REFUSED)
    print("\n".join(book.problems))
    for kind, rows in SHOWN.items():
        for row in rows:
            html, pdf = (
                holds(*each)
                for each in ((book.html[kind][row.name], row.html), (book.pdf[kind][row.name], row.pdf))
            )
            print(f"{kind}: {row.name} | {html or 'differs'} | {pdf or 'differs'} | shown")
    for number, refusal in enumerate(REFUSED):
        line, message = told.get(number, [(0, "not refused")])[0]
        print(f"{refusal.name} | - | - | line {line}: {message.splitlines()[0]}")


if __name__ == "__main__":
    main()
