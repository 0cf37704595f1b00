"""Rules for the pages: typed figures, line breaks, pictures, the parts that a chapter must have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qzcharts.checks.cell import is_chart, is_raw_chart
from qzcharts.checks.manuscript import TOC, Manuscript
from qzcharts.checks.numerals import typed_numerals
from qzcharts.checks.page import Cell, Kind, Page
from qzcharts.checks.rule import Finding, in_data, on_page
from qzcharts.checks.typography import HAS_CHINESE

#: Headings of the part of a chapter that says what its data do not show.
LIMITS_HEADINGS = ("数字没有说明什么", "What the numbers do not say")

_LEFTOVER = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBD)\b|\blorem ipsum\b|待补|占位(?!置)", re.IGNORECASE | re.ASCII
)


def typed_number(manuscript: Manuscript) -> Iterator[Finding]:
    """Find figures that nobody can trace."""
    allowed = "allowed: figures of the ledger, dates, ordinals"
    mend = "add the figure to data/ and cite it: {metric}`id`; `qzcharts list` shows the ids"
    for page in manuscript.pages:
        for text in page.texts:
            for numeral in typed_numerals(text.text):
                message = f"{numeral[0]!r} is typed in {text.kind}; {allowed}"
                yield on_page(page, text.line, text.column + numeral.start(), message, mend)
    for text in manuscript.captions:
        for numeral in typed_numerals(text.text):
            message = f"{numeral[0]!r} is typed in {text.kind}; allowed: dates, ordinals"
            column = str(text.column + numeral.start())
            yield Finding(TOC, text.line, column, message, "say it without a figure")
    for datum in manuscript.data_texts():
        for numeral in typed_numerals(datum.text):
            message = f"{numeral[0]!r} is typed in a text of the data; allowed: dates, ordinals"
            yield in_data(datum, message, "give the figure a row of its own, and say the rest without it")


def broken_line(manuscript: Manuscript) -> Iterator[Finding]:
    """Find line breaks inside Chinese paragraphs."""
    for page in manuscript.pages:
        for line, column in page.breaks:
            around = page.lines[line - 1] + page.lines[line]
            if HAS_CHINESE.search(around):
                message = "the line breaks inside a Chinese paragraph, where it can become a space"
                yield on_page(page, line, column, message, "keep the paragraph on one line")


def leftover(manuscript: Manuscript) -> Iterator[Finding]:
    """Find what somebody meant to come back to."""
    mend = "finish it, or take it out"
    for page in manuscript.pages:
        for number, line in enumerate(page.lines, 1):
            for match in _LEFTOVER.finditer(line):
                yield on_page(page, number, match.start() + 1, f"{match[0]!r} is left over", mend)
    for datum in manuscript.data_texts():
        for match in _LEFTOVER.finditer(datum.text):
            yield in_data(datum, f"{match[0]!r} is left over", mend)


def missing_limits(manuscript: Manuscript) -> Iterator[Finding]:
    """Find chapters that do not say what their data do not show."""
    chapters = {entry.page for entry in manuscript.entries if entry.chapter}
    for page in manuscript.pages:
        if page.path in chapters and not _has_limits(page):
            yield on_page(
                page,
                page.top,
                1,
                f"the chapter has no part {LIMITS_HEADINGS[0]!r} with text in it",
                f"add the heading '## {LIMITS_HEADINGS[0]}' and say what is not published",
            )


def _has_limits(page: Page) -> bool:
    for position, heading in enumerate(page.headings):
        if heading.text.strip() in LIMITS_HEADINGS:
            below = (other.line for other in page.headings[position + 1 :] if other.level <= heading.level)
            part = range(heading.line + 1, next(below, len(page.lines) + 1))
            return any(text.line in part for text in page.texts if text.kind is Kind.PROSE)
    return False


def missing_alt(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pictures that say nothing to who cannot see them."""
    for page in manuscript.pages:
        for image in page.images:
            if not image.alt:
                mend = "write what it shows: ![text](file), or the option :alt: text"
                yield on_page(page, image.line, image.column, "the picture has no alternative text", mend)
        for cell in page.cells:
            if is_chart(cell) and is_raw_chart(cell) and not _setting(cell, "image", "alt"):
                mend = "draw it with a form of qzcharts, or add mystnb: image: alt: to the cell"
                yield on_page(page, cell.line, 1, "the picture of this cell has no alternative text", mend)


def missing_caption(manuscript: Manuscript) -> Iterator[Finding]:
    """Find charts and figures without a caption."""
    for page in manuscript.pages:
        for image in page.images:
            if not image.caption:
                mend = "write the caption as the body of the directive"
                yield on_page(page, image.line, image.column, "the figure has no caption", mend)
        for cell in page.cells:
            if is_chart(cell) and not _setting(cell, "figure", "caption"):
                mend = "add mystnb: figure: caption: to the options of the cell"
                yield on_page(page, cell.line, 1, "the chart of this cell has no caption", mend)


def _setting(cell: Cell, group: str, name: str) -> str:
    """Give an option of MyST-NB, or nothing."""
    value: object = cell.options
    for key in ("mystnb", group, name):
        value = value.get(key) if isinstance(value, dict) else None
    return str(value or "").strip()


def unreadable(manuscript: Manuscript) -> Iterator[Finding]:
    """Find cells and options that cannot be read."""
    for page in manuscript.pages:
        for fault in page.faults:
            yield on_page(page, fault.line, fault.column, fault.message, fault.mend)


def broken_toc(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pages that the table of contents does not name, and names of no page."""
    if not manuscript.entries:
        return  # It cannot be read, which is told; then every page would be told too.
    named = {entry.page for entry in manuscript.entries}
    pages = {page.path for page in manuscript.pages}
    for entry in manuscript.entries:
        if entry.page not in pages:
            mend = "correct the name, or add the page"
            yield Finding(TOC, entry.line, str(entry.column), f"there is no page {entry.page}", mend)
    for page in manuscript.pages:
        if page.path not in named:
            yield on_page(
                page, page.top, 1, f"{TOC} does not name this page", f"add it to {TOC}, or remove the page"
            )
