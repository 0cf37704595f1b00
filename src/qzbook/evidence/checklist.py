"""What the reviewers' copy of the PDF ends with: every use of a number or a statement, for two to check."""

from itertools import count

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document

from qzbook.evidence.basis import NOTHING, formula_text, items_text, lines, quoted, source_text
from qzbook.evidence.domain import EvidenceDomain, Use, domain_of
from qzbook.evidence.page_numbers import page_numbers
from qzbook.evidence.recomputed import recomputed
from qzbook.markup.tables import paragraph, table
from qzbook.words import word
from qzcharts.data import Metric, Statement
from qzcharts.data.labels import full_label
from sphinx_typst.builder import TypstBuilder

_WIDTHS = (7, 10, 6, 26, 33, 9, 9)


def make_checklist(app: Sphinx) -> nodes.document | None:
    """Make the chapter: a table of numbers, then one of statements, each in reading order."""
    domain, builder = domain_of(app.env), app.builder
    assert isinstance(builder, TypstBuilder)
    language, numbers = domain.language, count(1)
    header = [
        word(language, "No."),
        word(language, "Mark"),
        word(language, "Page"),
        word(language, "As it stands here"),
        word(language, "Evidence"),
        word(language, "Check 1"),
        word(language, "Check 2"),
    ]
    kinds: dict[type[Metric | Statement], tuple[str, str]] = {
        Metric: ("numbers", word(language, "Numbers")),
        Statement: ("statements", word(language, "Statements without a number")),
    }
    sections = []
    for kind, (name, title) in kinds.items():
        uses = [use for use in domain.uses() if isinstance(domain.entry(use.entry), kind)]
        rows = [_row(domain, builder, next(numbers), use) for use in uses]
        if rows:
            listed = table(header, rows, _WIDTHS)
            sections.append(nodes.section("", nodes.title("", title), listed, ids=[f"checklist-{name}"]))
    if not sections:
        return None
    note = word(
        language,
        "Every number and every statement that the book uses, in reading order, one a row. The mark is"
        " that in the margin of the place; a derived number has its formula with the values put in."
        " Two checkers compare each with the source, and tick a box of their own.",
    )
    heading = nodes.title("", word(language, "Checklist"))
    document = new_document(str(app.srcdir))
    document += nodes.section("", heading, paragraph(note), *sections, ids=["checklist"])
    return document


def _row(domain: EvidenceDomain, builder: TypstBuilder, number: int, use: Use) -> list[list[Node]]:
    entry = domain.entry(use.entry)
    mark = builder.mark_at(use.docname, use.target)
    box: list[Node] = [paragraph(nodes.raw("", "#text(14pt, checkbox(false));", format="typst"))]
    return [
        [paragraph(str(number))],
        [paragraph(nodes.literal("", mark) if mark else NOTHING)],
        [paragraph(page_numbers(targets=[(use.docname, use.target)], phrases=["{}", "{}"]))],
        [paragraph(nodes.strong("", use.words)), paragraph(full_label(entry, domain.language))],
        [paragraph(text) for text in _evidence(domain, entry) if text],
        box,
        box,
    ]


def _evidence(domain: EvidenceDomain, entry: Metric | Statement) -> list[str]:
    """Give what a checker compares the words with, in short."""
    quotation = quoted(domain, entry)
    published = [quotation, source_text(domain, entry, section=not quotation)]
    if isinstance(entry, Statement):
        return published
    basis = formula_text(domain, entry)
    if entry.origin == "counted":
        basis = word(domain.language, "counted from a list: {items}", items=items_text(domain, entry))
    return [basis, *published, *lines(recomputed(domain, entry), domain.language)]


def setup(app: Sphinx) -> None:
    """Register the chapter."""
    app.connect("typst-review-matter", make_checklist)
