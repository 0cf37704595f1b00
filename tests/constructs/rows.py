"""Rows of the table of constructs: an input, and what both formats make of it or why it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """What is in both formats: a piece of the finished HTML, and one of the structure of the finished PDF.

    `source` is Markdown below a heading. If `form` is ``python`` it is the code of a cell; of another `form`,
    a MIME type, it is what a cell shows. Three dots stand for
    whatever is between two pieces; line breaks are left out, and what every paragraph of the book has.
    """

    name: str
    source: str
    html: str
    pdf: str
    form: str = ""


@dataclass(frozen=True)
class Refusal:
    """What is refused, with the line of the page, whose third is the first of `source`, and the message.

    Of a cell, 0 is the line where it begins.
    """

    name: str
    source: str
    line: int
    message: str
    form: str = ""
