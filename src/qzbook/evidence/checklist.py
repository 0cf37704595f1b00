"""What the reviewers' copy of the PDF ends with: every use of a number or a statement, for two to check."""

from __future__ import annotations

from itertools import count

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document

from qzbook.evidence.evidence import formula_text, items_text, quoted, source_text
from qzbook.evidence.page_numbers import page_numbers
from qzbook.evidence.references import EvidenceDomain, Use, domain_of
from qzbook.evidence.words import ORIGINS, WORDS
from qzbook.markup.tables import paragraph, table
from qzcharts.data import Metric, Statement
from sphinx_typst.builder import TypstBuilder

#: The columns by the names of their words, with relative widths.
_COLUMNS = {
    "number": 7,
    "mark": 10,
    "page": 6,
    "words-here": 26,
    "evidence": 33,
    "first-check": 9,
    "second-check": 9,
}


def make_checklist(app: Sphinx) -> nodes.document | None:
    """Make the chapter: a table of numbers, then one of statements, each in reading order."""
    domain, builder = domain_of(app.env), app.builder
    assert isinstance(builder, TypstBuilder)
    words, numbers = WORDS[domain.language], count(1)
    used: dict[str, list[Use]] = {"numbers": [], "statements": []}
    for use in domain.uses():
        used["numbers" if isinstance(domain.entry(use.entry), Metric) else "statements"].append(use)
    chapter = nodes.section("", nodes.title("", words["checklist"]), ids=["checklist"])
    chapter += paragraph(words["checklist-note"])
    for kind, uses in used.items():
        if uses:
            rows = [_row(domain, builder, next(numbers), use) for use in uses]
            header = [words[column] for column in _COLUMNS]
            listed = table(header, rows, list(_COLUMNS.values()))
            chapter += nodes.section("", nodes.title("", words[kind]), listed, ids=[f"checklist-{kind}"])
    document = new_document(str(app.srcdir))
    document += chapter
    return document if any(used.values()) else None


def _row(domain: EvidenceDomain, builder: TypstBuilder, number: int, use: Use) -> list[list[Node]]:
    entry, words = domain.entry(use.entry), WORDS[domain.language]
    name = entry.label("indicator" if isinstance(entry, Metric) else "subject", domain.language)
    mark = builder.mark_at(use.docname, use.target)
    box: list[Node] = [paragraph(nodes.raw("", "#text(14pt, checkbox(false));", format="typst"))]
    return [
        [paragraph(str(number))],
        [paragraph(nodes.literal("", mark) if mark else words["none"])],
        [paragraph(page_numbers(targets=[(use.docname, use.target)], phrase="{}"))],
        [paragraph(nodes.strong("", use.words)), paragraph(name)],
        [paragraph(text) for text in _evidence(domain, entry) if text],
        box,
        box,
    ]


def _evidence(domain: EvidenceDomain, entry: Metric | Statement) -> list[str]:
    """Give what a checker compares the words with, in short."""
    colon = WORDS[domain.language]["colon"]
    quotation, basis = quoted(domain, entry), ""
    if isinstance(entry, Metric) and entry.origin == "counted":
        basis = ORIGINS[domain.language]["counted"] + colon + items_text(domain, entry)
    elif isinstance(entry, Metric):
        basis = formula_text(domain, entry)
    return [basis, quotation, source_text(domain, entry, section=not quotation)]


def setup(app: Sphinx) -> None:
    """Register the chapter."""
    app.connect("typst-review-matter", make_checklist)
