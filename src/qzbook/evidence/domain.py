"""Where each metric and each statement is used, and what the pages that use them rest on."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from qzbook.markup.page_context import page_context
from qzbook.validation import open_ledger
from qzbook.words import gettext, language_of
from qzcharts.data import Ledger, Metric, Statement
from qzcharts.data.report import Context
from qzcharts.data.use import question, read_question
from qzcharts.errors import DataError
from qzcharts.words import Language


class ledger_reference(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils names its nodes in lower case
    """Words that lead to a row of the ledger.

    ``entry`` is the id of a metric or a statement, ``ids`` hold the anchor of this use.
    """


class Use(NamedTuple):
    """A place that uses a metric or a statement: document and anchor, the id, and the words there."""

    docname: str
    target: str
    entry: str
    words: str


class EvidenceDomain(Domain):
    """Where each metric and each statement is used, and which page is the ledger.

    ``uses`` maps a document to its uses, in reading order; ``dated`` maps a document that names its edition
    to that edition; ``meanings`` maps a document to what the names of its metrics mean, as
    :func:`~qzcharts.data.use.question` asks and :meth:`~qzcharts.data.ledger.Ledger.meaning` answers.
    """

    name = "qzcharts"
    label = "Evidence"
    initial_data = {"uses": {}, "ledger": "", "troubled": set(), "dated": {}, "meanings": {}}  # noqa: RUF012 - as Sphinx declares it
    data_version = 4

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
        return statements[name] if name in statements else self.ledger.metrics[name]

    def resolve(self, notation: str) -> Metric:
        """Give the metric that a notation means on the page that is read, to be read again if that changes.

        Raises
        ------
        UnknownNameError
            If there is no such metric, or it is not clear which is meant.
        """
        docname = self.env.docname
        spoken_of = page_context(self.env, docname)
        self._note_meaning(docname, notation, spoken_of)
        return self.ledger.resolve(notation, spoken_of)

    def each(self, notation: str) -> list[Metric]:
        """Give what a notation means on the page that is read: several metrics where a star stands in it.

        Raises
        ------
        UnknownNameError
            As :meth:`~qzcharts.data.ledger.Ledger.each` does.
        """
        if "*" not in notation:
            return [self.resolve(notation)]
        self.note_all_data()
        return self.ledger.each(notation, page_context(self.env, self.env.docname))

    def _note_meaning(self, docname: str, notation: str, spoken_of: Context) -> None:
        noted = self.data["meanings"].setdefault(docname, {})
        noted[question(notation, spoken_of)] = self.ledger.meaning(notation, spoken_of)

    def outdated(self) -> list[str]:
        """Name the documents in which a name means another metric than when they were read."""
        return [
            docname
            for docname, noted in self.data["meanings"].items()
            if any(self.ledger.meaning(*read_question(name)) != meaning for name, meaning in noted.items())
        ]

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
        for node, name in _cited(document):
            entry = self.entry(name)
            words = entry.text(self.language) if node.get("cites") else node.astext()
            uses.append(Use(docname, node["ids"][0], entry.id, words))
            self.note_data({entry.path, *(self._rests_on(entry) if isinstance(entry, Metric) else ())})
            if isinstance(entry, Metric):
                self._note_meaning(docname, entry.id, self.ledger.report.context)
        if uses:
            self.data["uses"][docname] = uses

    def _rests_on(self, metric: Metric) -> set[str]:
        """Give the tables of what a metric is about, and of all that it is computed from, or again."""
        again = [name for each in self.ledger.reconciliations.get(metric.id, ()) for name in each.operands]
        figures = {leaf.path for name in (metric.id, *again) for leaf in self.ledger.published(name)}
        units = {table.path for table in self.ledger.package.having("factor")}
        return {metric.indicator.path, *(each.path for each in metric.subjects), *units, *figures}

    def uses(self) -> Iterator[Use]:
        """Go through all uses, in the order of the book."""
        for docname in _reading_order(self.env):
            yield from self.data["uses"].get(docname, [])

    def clear_doc(self, docname: str) -> None:  # noqa: D102 - as in Domain
        self.data["uses"].pop(docname, None)
        self.data["troubled"].discard(docname)
        self.data["dated"].pop(docname, None)
        self.data["meanings"].pop(docname, None)
        if self.data["ledger"] == docname:
            self.data["ledger"] = ""

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:  # noqa: D102
        for kind in ("uses", "meanings"):
            found = otherdata[kind]
            self.data[kind] |= {docname: found[docname] for docname in docnames if docname in found}
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


def _cited(document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """Give each node that cites entries of the ledger, in words or as a chart, once for each of them."""
    for node in document.findall(nodes.Element):
        names = [node["entry"]] if isinstance(node, ledger_reference) else node.get("cites", ())
        yield from ((node, name) for name in names)


def domain_of(env: BuildEnvironment) -> EvidenceDomain:
    """Give the domain of metrics and statements."""
    domain = env.domains["qzcharts"]
    assert isinstance(domain, EvidenceDomain)
    return domain


def _reading_order(env: BuildEnvironment) -> list[str]:
    order: dict[str, None] = {}

    def visit(docname: str) -> None:
        if docname not in order:
            order[docname] = None
            for child in env.toctree_includes.get(docname, []):
                visit(child)

    visit(env.config.root_doc)
    return list(order)


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Have documents read again in which a name has come to mean another metric."""
    return domain_of(env).outdated()


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(EvidenceDomain)
    app.connect("env-get-outdated", outdated)
