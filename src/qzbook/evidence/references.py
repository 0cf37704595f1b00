"""The roles ``{metric}`` and ``{statement}``: words in prose that lead to their row in the ledger.

``{metric}`construction.investment` `` gives 12.96亿元, and after ``|`` any form of
:mod:`qzcharts.data.wording`; ``{statement}`certificates.completion` `` gives the words of a published fact
without a number. No kernel runs for them.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole, SphinxTranslator
from sphinx.util.nodes import make_refnode

from qzbook.errors import with_mend
from qzbook.validation import open_ledger
from qzbook.words import gettext, language_of
from qzcharts.data import Ledger, Metric, Statement
from qzcharts.data.wording import asked, render
from qzcharts.errors import DataError, UnitError, UnknownNameError
from qzcharts.words import Language
from sphinx_typst.base import TypstBase

logger = logging.getLogger(__name__)


class ledger_reference(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils names its nodes in lower case
    """Words that lead to a row of the ledger.

    ``entry`` is the id of a metric or a statement, ``ids`` hold the anchor of this use; ``shown`` is what
    readers see of the entry where that is not the text of the node, as in a chart.
    """


class statement_words(nodes.inline):  # noqa: N801
    """The words of a statement within their link; they are many, and set more quietly than a number."""


class Use(NamedTuple):
    """A place that uses a metric or a statement: document and anchor, the id, and the words there."""

    docname: str
    target: str
    entry: str
    words: str


class EvidenceDomain(Domain):
    """Where each metric and each statement is used, and which page is the ledger.

    ``uses`` maps a document to its uses, in reading order; ``dated`` maps a document that names its edition
    to that edition.
    """

    name = "qzcharts"
    label = "Evidence"
    initial_data = {"uses": {}, "ledger": "", "troubled": set(), "dated": {}}  # noqa: RUF012 - as Sphinx declares it
    data_version = 3

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of the project that the book lies in; opened once a build.

        Raises
        ------
        ExtensionError
            With every problem of the data.
        """
        try:
            return open_ledger(Path(self.env.srcdir))
        except DataError as error:
            raise ExtensionError(str(error)) from error

    @property
    def language(self) -> Language:
        """Language of the edition."""
        return language_of(self.env.config)

    def entry(self, name: str) -> Metric | Statement:
        """Give a metric or a statement; an id is unique over both.

        Raises
        ------
        UnknownNameError
            If there is neither.
        """
        statements = self.ledger.statements
        return statements[name] if name in statements else self.ledger[name]

    def note_data(self, paths: Iterable[str]) -> None:
        """Make the document being read depend on files of the data package."""
        folder = self.ledger.package.folder
        for path in paths:
            self.env.note_dependency(str(folder.parent / path))

    def note_all_data(self) -> None:
        """Make the document being read depend on all tables of the data package."""
        self.note_data(item.path for item in self.ledger.package.tables.values())

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a document uses, in the order in which it is read, and the data that this rests on."""
        uses = []
        for node in document.findall(ledger_reference):
            entry = self.entry(node["entry"])
            words = node.get("shown") or node.astext()
            uses.append(Use(docname, node["ids"][0], entry.id, words))
            leaves = self.ledger.published(entry.id) if isinstance(entry, Metric) else []
            self.note_data({entry.path, *(leaf.path for leaf in leaves)})
        if uses:
            self.data["uses"][docname] = uses

    def uses(self) -> Iterator[Use]:
        """Go through all uses, in the order of the book."""
        for docname in _reading_order(self.env):
            yield from self.data["uses"].get(docname, [])

    def clear_doc(self, docname: str) -> None:  # noqa: D102 - as in Domain
        self.data["uses"].pop(docname, None)
        self.data["troubled"].discard(docname)
        self.data["dated"].pop(docname, None)
        if self.data["ledger"] == docname:
            self.data["ledger"] = ""

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:  # noqa: D102
        for docname in docnames:
            if docname in otherdata["uses"]:
                self.data["uses"][docname] = otherdata["uses"][docname]
        self.data["ledger"] = self.data["ledger"] or otherdata["ledger"]
        self.data["troubled"] |= otherdata["troubled"] & set(docnames)
        self.data["dated"] |= {
            name: otherdata["dated"][name] for name in docnames if name in otherdata["dated"]
        }

    def check_consistency(self) -> None:
        """Stop a build in which words have no evidence, whoever runs it; one that tells all goes on."""
        if self.data["troubled"] and not getattr(self.env.app.builder, "tells_all", False):
            pages = ", ".join(sorted(self.data["troubled"]))
            raise ExtensionError(gettext("metrics or statements without evidence in: {pages}", pages=pages))


def domain_of(env: BuildEnvironment) -> EvidenceDomain:
    """Give the domain of metrics and statements."""
    domain = env.domains["qzcharts"]
    assert isinstance(domain, EvidenceDomain)
    return domain


def reference(env: BuildEnvironment, entry: str, words: str, shown: str = "") -> ledger_reference:
    """Make words that lead to a row of the ledger; `shown` is what readers see of it if not the words."""
    number = env.new_serialno(f"use of {entry}") + 1
    target = f"use-{number}-{domain_of(env).entry(entry).anchor}"
    return ledger_reference(entry, words, entry=entry, shown=shown, ids=[target])


def metric_reference(env: BuildEnvironment, source: str) -> ledger_reference:
    """Make the node of a metric's role from its text, ``id`` or ``id|form``.

    Raises
    ------
    UnknownNameError
        If there is no such metric.
    UnitError
        If the form is unknown or the unit does not fit.
    """
    domain = domain_of(env)
    name, form = asked(source)
    metric = domain.ledger[name]
    return reference(env, name, render(metric.quantity, form, domain.ledger.units, domain.language))


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
        except (UnknownNameError, UnitError) as error:
            report(self.env, self.name, self.text, error, self.lineno)
            return [nodes.problematic(self.rawtext, self.text)], []


def report(env: BuildEnvironment, role: str, source: str, error: Exception, line: int) -> None:
    """Report a role or a line of a table that names no row of the ledger, and stop the build at its end."""
    domain = domain_of(env)
    domain.data["troubled"].add(env.docname)
    name = asked(source)[0]
    if role == "metric" and name in domain.ledger.statements:
        mend = gettext("it is a statement and has no number: write {{statement}}`{name}`", name=name)
    elif role == "statement" and name in domain.ledger:
        mend = gettext("it is a number: write {{metric}}`{name}`", name=name)
    else:
        mend = gettext("write an id of the ledger; `qzcharts list` shows them")
    logger.error(with_mend(f"{error} [{role}]", mend), location=(env.docname, line))


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


def _reading_order(env: BuildEnvironment) -> list[str]:
    order: dict[str, None] = {}

    def visit(docname: str) -> None:
        if docname not in order:
            order[docname] = None
            for child in env.toctree_includes.get(docname, []):
                visit(child)

    visit(env.config.root_doc)
    return list(order)


def show_words(translator: SphinxTranslator, node: ledger_reference) -> None:
    """Write the words alone: in lists of contents, a heading leads to its section only."""


def visit_statement_typst(translator: TypstBase, node: statement_words) -> None:
    """Begin the words of a statement."""
    translator.markup("#dotted[")


def depart_statement_typst(translator: TypstBase, node: statement_words) -> None:
    """End them."""
    translator.markup("];")


def setup(app: Sphinx) -> None:
    """Register roles, node, domain and link."""
    app.add_domain(EvidenceDomain)
    app.add_role("metric", LedgerRole(metric_reference))
    app.add_role("statement", LedgerRole(statement_reference))
    app.add_node(ledger_reference, html=(show_words, show_words), typst=(show_words, show_words))
    app.add_node(statement_words, typst=(visit_statement_typst, depart_statement_typst))
    app.add_post_transform(LinkToLedger)
