"""The ledger in the book: one row a metric, linked both ways with every place that uses it.

Directives: ``{ledger}`` (all metrics, grouped by chapter) and ``{metric-table}`` (some, for a chapter).
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from qzcharts.data import Metric
from qzcharts.data.wording import interval, period_text
from qzcharts.errors import UnitError, UnknownNameError
from qzcharts.sphinxext.metric import MetricDomain, domain_of, metric_nodes
from qzcharts.sphinxext.pages import page_numbers
from qzcharts.sphinxext.tables import paragraph, table
from qzcharts.sphinxext.words import WORDS

logger = logging.getLogger(__name__)


class metric_places(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """Stands for the places that use a metric until every document is read."""


def evidence_text(domain: MetricDomain, figure: Metric) -> str:
    """Give a published figure's source and section, or a derived one's formula with its operands' values."""
    language, words = domain.language, WORDS[domain.language]
    if figure.formula is not None:
        values = {name: domain.ledger[name].text(language) for name in figure.formula.operands}
        return figure.formula.written(values, language)
    assert figure.source is not None
    publisher = figure.source.publisher_zh if language == "zh" else figure.source.publisher_en
    return words["comma"].join([publisher, figure.source.date, figure.locator[language]])


class LedgerDirective(SphinxDirective):
    """``{ledger}``: every metric of the data package."""

    def run(self) -> list[Node]:
        """Make a section with a table for each group of metrics."""
        domain = domain_of(self.env)
        words = WORDS[domain.language]
        domain.data["ledger"] = self.env.docname
        package = domain.ledger.package
        domain.note_data(table.path for table in package.tables.values())
        groups: dict[str, list[Metric]] = {}
        for figure in domain.ledger:
            groups.setdefault(figure.group, []).append(figure)
        titles = {resource["name"]: resource for resource in package.descriptor["resources"]}
        sections: list[Node] = []
        for name, figures in groups.items():
            key = "title" if domain.language == "zh" else "title_en"
            title = titles.get(name, {}).get(key, name)
            section = nodes.section(
                "", nodes.title("", title), ids=[f"ledger-{name}"], names=[f"ledger-{name}"]
            )
            section += table(
                [words[key] for key in ("metric", "value", "bounds", "period", "source-or-formula", "uses")],
                [self._row(domain, figure) for figure in figures],
                (22, 18, 13, 13, 22, 12),
                classes=["ledger"],
            )
            self.state.document.note_explicit_target(section, section)
            sections.append(section)
        return sections

    def _row(self, domain: MetricDomain, figure: Metric) -> list[list[Node]]:
        language, words = domain.language, WORDS[domain.language]
        printed = figure.row.get("printed", "")
        assumption = figure.label("assumption", language)
        evidence: list[Node] = [paragraph(evidence_text(domain, figure))]
        if assumption:
            evidence.append(paragraph(words["assumption"] + words["colon"] + assumption))
        return [
            [
                paragraph(figure.label("indicator", language), ids=[figure.anchor]),
                paragraph(nodes.literal("", figure.id)),
            ],
            [
                paragraph(figure.text(language)),
                *([paragraph(words["printed"] + words["colon"] + printed)] if printed else []),
            ],
            [paragraph(interval(figure.quantity))],
            [paragraph(period_text(figure.period, language))],
            evidence,
            [paragraph(metric_places(metric=figure.id))],
        ]


class MetricTable(SphinxDirective):
    """``{metric-table} caption``: the metrics named in the body, one a line, as ``id`` or ``id|form``."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"name": directives.unchanged}

    def run(self) -> list[Node]:
        """Make the table, or report an id that does not exist."""
        self.assert_has_content()
        domain = domain_of(self.env)
        words = WORDS[domain.language]
        rows = []
        for line, source in zip(self.content.items, self.content, strict=True):
            try:
                rows.append(self._row(domain, source.strip()))
            except (UnknownNameError, UnitError) as error:
                domain.data["troubled"].add(self.env.docname)
                mend = "write an id of the ledger; `qzcharts list` shows them"
                place = (self.env.docname, (line[1] or 0) + 1)
                logger.error("%s [metric]\n  mend: %s", error, mend, location=place)
        title, _ = self.parse_inline(self.arguments[0]) if self.arguments else ([], [])
        result = table(
            [words[key] for key in ("metric", "value", "period", "source-or-formula", "limits")],
            rows,
            (216, 162, 186, 214, 222),
            title,
            ["metric-table"],
            chosen=True,
        )
        self.add_name(result)
        self.set_source_info(result)
        return [result]

    def _row(self, domain: MetricDomain, source: str) -> list[list[Node]]:
        language = domain.language
        figure = domain.ledger[source.partition("|")[0].strip()]
        note = figure.label("note", language) or figure.label("assumption", language)
        return [
            [paragraph(figure.label("indicator", language))],
            [paragraph(*metric_nodes(self.env, source))],
            [paragraph(period_text(figure.period, language))],
            [paragraph(evidence_text(domain, figure))],
            [paragraph(note or WORDS[language]["none"])],
        ]


class FillPlaces(SphinxPostTransform):
    """Put the links to every use of a metric into its row: pages on paper, chapters on screen."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Fill the placeholders of one document."""
        domain = domain_of(self.env)
        words = WORDS[domain.language]
        for node in list(self.document.findall(metric_places)):
            uses = domain.uses_of(node["metric"])
            if not uses:
                node.replace_self(nodes.emphasis("", words["unused"], classes=["unused"]))
            elif self.app.builder.format == "typst":
                node.replace_self(page_numbers(targets=uses, phrase=words["pages"]))
            else:
                node.replace_self(self._links(uses, words))

    def _links(self, uses: list[tuple[str, str]], words: dict[str, str]) -> list[Node]:
        """Name each chapter once, with a link to its first use; number the links to the others."""
        targets: dict[str, list[str]] = {}
        for docname, target in uses:
            targets.setdefault(docname, []).append(target)

        def link(docname: str, target: str, words: str) -> nodes.reference:
            return make_refnode(self.app.builder, self.env.docname, docname, target, nodes.Text(words))

        made: list[Node] = []
        for docname, places in targets.items():
            if made:
                made.append(nodes.Text(words["semicolon"]))
            made.append(link(docname, places[0], self.env.titles[docname].astext()))
            for number, target in enumerate(places[1:], 2):
                made += [
                    nodes.Text(words["list-comma"]),
                    link(docname, target, words["place"].format(number)),
                ]
        return made


def rewrite_ledger(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the ledger written again whenever any document was read: its uses may have moved."""
    ledger = domain_of(env).data["ledger"]
    return [ledger] if ledger else []


def setup(app: Sphinx) -> None:
    """Register directives and transforms."""
    app.add_directive("ledger", LedgerDirective)
    app.add_directive("metric-table", MetricTable)
    app.add_node(metric_places)
    app.add_post_transform(FillPlaces)
    app.connect("env-updated", rewrite_ledger)
