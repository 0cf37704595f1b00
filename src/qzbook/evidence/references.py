"""The roles ``{metric}`` and ``{statement}``: words in prose that lead to their row in the ledger.

``{metric}`construction.investment` `` gives 12.96亿元, and after ``|`` any form of
:mod:`qzcharts.data.forms`; ``{statement}`certificates.completion` `` gives the words of a published fact
without a number. No kernel runs for them.
"""

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole, SphinxTranslator
from sphinx.util.nodes import make_refnode

from qzbook.errors import with_mend
from qzbook.evidence.domain import domain_of, ledger_reference
from qzbook.words import gettext
from qzcharts.data import Metric
from qzcharts.data.forms import asked, render
from qzcharts.errors import FormError, NotationError, UnclearNameError, UnitError, UnknownNameError
from sphinx_typst.base import TypstBase

logger = logging.getLogger(__name__)


class statement_words(nodes.inline):  # noqa: N801
    """The words of a statement within their link; they are many, and set more quietly than a number."""


def reference(env: BuildEnvironment, entry: str, words: str) -> ledger_reference:
    """Make words that lead to a row of the ledger."""
    number = env.new_serialno(f"use of {entry}") + 1
    target = f"use-{number}-{domain_of(env).entry(entry).anchor}"
    return ledger_reference(entry, words, entry=entry, ids=[target])


def metric_reference(env: BuildEnvironment, source: str) -> ledger_reference:
    """Make the node of a metric's role from its text, ``notation`` or ``notation|form``.

    Raises
    ------
    UnknownNameError
        If there is no such metric.
    FormError
        If the form is unknown or does not fit.
    UnitError
        If the unit does not fit.
    """
    domain = domain_of(env)
    notation, form = asked(source)
    metric = domain.resolve(notation)
    return reference(env, metric.id, render(metric, form, domain.ledger.units, domain.language))


def statement_reference(env: BuildEnvironment, source: str) -> ledger_reference:
    """Make the node of a statement's role from its text, an id.

    Raises
    ------
    UnknownNameError
        If there is no such statement.
    """
    domain = domain_of(env)
    statement = domain.ledger.statement(source.strip())
    return reference(env, statement.id, statement.text(domain.language))


class LedgerRole(SphinxRole):
    """A role whose text names a row of the ledger.

    Parameters
    ----------
    make : callable
        Makes the node of the text.
    """

    def __init__(self, make: Callable[[BuildEnvironment, str], ledger_reference]) -> None:
        super().__init__()
        self.make = make

    def run(self) -> tuple[list[Node], list[nodes.system_message]]:
        """Give the words, or report an id or a form that does not exist."""
        try:
            return [self.make(self.env, self.text)], []
        except (FormError, UnitError, UnknownNameError) as error:
            report(self.env, self.name, self.text, error, self.lineno)
            return [nodes.problematic(self.rawtext, self.text)], []


def report(env: BuildEnvironment, role: str, source: str, error: Exception, line: int) -> None:
    """Report a role or a line of a table that names no row of the ledger, and stop the build at its end."""
    domain = domain_of(env)
    domain.data["troubled"].add(env.docname)
    name, what = asked(source)[0], str(error)
    if isinstance(error, FormError):
        what, mend = error.what, error.mend
    elif isinstance(error, UnitError):
        mend = gettext("name a unit of its kind, or leave the unit out")
    elif role == "metric" and name in domain.ledger.statements:
        mend = gettext("it is a statement and has no number: write {{statement}}`{name}`", name=name)
    elif role == "statement" and re.split(r"\s*[\[@]", name)[0] in domain.ledger.dimensions.indicators:
        mend = gettext("it is a number: write {{metric}}`{name}`", name=name)
    elif isinstance(error, UnclearNameError) and not isinstance(error.__cause__, NotationError):
        mend = gettext("write one of these, or add rows for this period to the tables")
    else:
        mend = gettext("write an id of the ledger; `qzcharts list` shows them")
    logger.error(with_mend(f"{what} [{role}]", mend), location=(env.docname, line))


class LinkToLedger(SphinxPostTransform):
    """Turn what leads to the ledger into links."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes of one document."""
        domain = domain_of(self.env)
        for node in list(self.document.findall(ledger_reference)):
            entry = domain.entry(node["entry"])
            kind, make = (
                ("metric", nodes.inline) if isinstance(entry, Metric) else ("statement", statement_words)
            )
            words = make("", "", *node.children, classes=[kind], entry=entry.id)
            if not domain.data["ledger"]:
                node.replace_self([nodes.target(ids=node["ids"]), words])
                continue
            link = make_refnode(
                self.app.builder, self.env.docname, domain.data["ledger"], entry.anchor, words
            )
            link["classes"] = ["evidence-link"]
            link["ids"] = node["ids"]
            node.replace_self(link)


def show_words(translator: SphinxTranslator, node: ledger_reference) -> None:
    """Write the words alone: in lists of contents, a heading leads to its section only."""


def visit_statement_typst(translator: TypstBase, node: statement_words) -> None:
    """Begin the words of a statement."""
    translator.markup("#dotted[")


def depart_statement_typst(translator: TypstBase, node: statement_words) -> None:
    """End them."""
    translator.markup("];")


def setup(app: Sphinx) -> None:
    """Register roles, nodes and link."""
    app.add_role("metric", LedgerRole(metric_reference))
    app.add_role("statement", LedgerRole(statement_reference))
    app.add_node(ledger_reference, html=(show_words, show_words), typst=(show_words, show_words))
    app.add_node(statement_words, typst=(visit_statement_typst, depart_statement_typst))
    app.add_post_transform(LinkToLedger)
