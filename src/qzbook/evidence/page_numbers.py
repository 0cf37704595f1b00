"""Numbers of pages, which only the PDF edition has."""

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

from qzbook.evidence.domain import domain_of
from qzbook.words import word, words
from qzcharts.words import Language
from sphinx_typst.base import TypstBase


class page_numbers(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """The pages of some places, on paper; nothing on screen.

    ``targets`` holds documents and anchors, or ``metrics`` the ids whose rows in the ledger are meant;
    ``phrases`` are the words around the numbers, with ``{}`` for them: of one page, and of several.
    """


def pages_alone(language: Language) -> list[str]:
    """Give the words around the numbers of one page and of several."""
    return [words(language, "page {numbers}", "pages {numbers}", number, numbers="{}") for number in (1, 2)]


def pages_of_ledger(language: Language) -> list[str]:
    """Give the words around the numbers of one page of the ledger and of several, after a sentence."""
    return [
        words(language, " Ledger, page {numbers}.", " Ledger, pages {numbers}.", number, numbers="{}")
        for number in (1, 2)
    ]


def visit_typst(translator: TypstBase, node: page_numbers) -> None:
    """Set each page once, as a link; Typst knows the numbers when the pages are made."""
    domain = domain_of(translator.builder.env)
    ledger = domain.data["ledger"]
    metrics: list[str] = node.get("metrics", []) if ledger else []
    targets = [*node.get("targets", []), *((ledger, domain.ledger.metrics[name].anchor) for name in metrics)]
    if targets:
        (one, after), (many, _) = (phrase.split("{}") for phrase in node["phrases"])
        translator.pages(targets, word(domain.language, ", "), one, many)
        translator.text(after)
    raise nodes.SkipNode


def skip(translator: SphinxTranslator, node: Node) -> None:
    """Leave the node out."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(page_numbers, html=(skip, None), typst=(visit_typst, None))
