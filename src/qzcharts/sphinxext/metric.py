"""The role ``{metric}``: a number in prose that leads to its evidence.

``{metric}`construction.investment` `` gives 12.96亿元; ``{metric}`construction.plan_implied|range` `` gives
24.68亿～25.17亿元. The forms are those of :mod:`qzcharts.data.wording`. No kernel runs for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import Node, make_id
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from qzcharts.data import Ledger, open_ledger
from qzcharts.data.wording import Language, render
from qzcharts.errors import DataError, UnitError, UnknownNameError

logger = logging.getLogger(__name__)


class metric(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils names its nodes in lower case
    """A number in prose; ``metric`` is its id, ``ids`` hold the anchor of this use."""


class MetricDomain(Domain):
    """Where each metric is used, and which page is the ledger.

    ``uses`` maps a document to the (id, anchor) of each use in it, in reading order; ``dated`` maps a
    document that names its edition to that edition.
    """

    name = "qzcharts"
    label = "Metrics"
    initial_data = {"uses": {}, "ledger": "", "troubled": set(), "dated": {}}  # noqa: RUF012 - as Sphinx declares it
    data_version = 2

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
        return "zh" if (self.env.config.language or "").startswith("zh") else "en"

    def note_use(self, name: str, target: str) -> None:
        """Record that the document being read uses a metric, and depends on the data it rests on."""
        docname = self.env.docname
        self.data["uses"].setdefault(docname, []).append((name, target))
        self.note_data({self.ledger[name].path, *(leaf.path for leaf in self.ledger.published(name))})

    def note_data(self, paths: Iterable[str]) -> None:
        """Make the document being read depend on files of the data package."""
        folder = self.ledger.package.folder
        for path in paths:
            self.env.note_dependency(str(folder.parent / path))

    def uses_of(self, name: str) -> list[tuple[str, str]]:
        """Documents and anchors that use a metric, in the order of the book."""
        order = {docname: position for position, docname in enumerate(_reading_order(self.env))}
        found = [
            (doc, target) for doc, uses in self.data["uses"].items() for used, target in uses if used == name
        ]
        return sorted(found, key=lambda use: order.get(use[0], len(order)))

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
        """Stop a build in which a number has no evidence, whoever runs it."""
        if self.data["troubled"] and not getattr(self.env.app.builder, "tells_all", False):
            raise ExtensionError(f"metrics without evidence in: {', '.join(sorted(self.data['troubled']))}")


def domain_of(env: BuildEnvironment) -> MetricDomain:
    """Give the domain of metrics."""
    domain = env.domains["qzcharts"]
    assert isinstance(domain, MetricDomain)
    return domain


def metric_nodes(env: BuildEnvironment, source: str) -> list[Node]:
    """Make the nodes of a role's text, ``id`` or ``id|form``.

    Raises
    ------
    UnknownNameError
        If there is no such metric.
    UnitError
        If the form is unknown or the unit does not fit.
    """
    domain = domain_of(env)
    name, _, form = (part.strip() for part in source.partition("|"))
    figure = domain.ledger[name]
    words = render(figure.quantity, form, domain.ledger.units, domain.language)
    target = f"use-{make_id(name)}-{env.new_serialno('metric')}"
    domain.note_use(name, target)
    return [metric(source, words, metric=name, ids=[target])]


class MetricRole(SphinxRole):
    """``{metric}`id` `` or ``{metric}`id|form` ``."""

    def run(self) -> tuple[list[Node], list[nodes.system_message]]:
        """Give the figure in words, or report an id or a form that does not exist."""
        try:
            return metric_nodes(self.env, self.text), []
        except (UnknownNameError, UnitError) as error:
            domain_of(self.env).data["troubled"].add(self.env.docname)
            mend = "write an id of the ledger; `qzcharts list` shows them"
            logger.error("%s [metric]\n  mend: %s", error, mend, location=(self.env.docname, self.lineno))
            return [nodes.problematic(self.rawtext, self.text)], []


class LinkMetrics(SphinxPostTransform):
    """Turn each number in prose into a link to its row in the ledger."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes of one document."""
        domain = domain_of(self.env)
        for node in list(self.document.findall(metric)):
            words = nodes.inline("", "", *node.children, classes=["metric"], metric=node["metric"])
            if not domain.data["ledger"]:
                node.replace_self([nodes.target(ids=node["ids"]), words])
                continue
            reference = make_refnode(
                self.app.builder,
                self.env.docname,
                domain.data["ledger"],
                domain.ledger[node["metric"]].anchor,
                words,
            )
            reference["classes"] = ["metric-link"]
            reference["ids"] = node["ids"]
            node.replace_self(reference)


def _reading_order(env: BuildEnvironment) -> list[str]:
    order: list[str] = []

    def visit(docname: str) -> None:
        if docname not in order:
            order.append(docname)
            for child in env.toctree_includes.get(docname, []):
                visit(child)

    visit(env.config.root_doc)
    return order


def setup(app: Sphinx) -> None:
    """Register role, node, domain and link."""
    app.add_domain(MetricDomain)
    app.add_role("metric", MetricRole())
    app.add_node(metric)
    app.add_post_transform(LinkMetrics)
