"""The ledger in the book: one row a metric or statement, linked both ways with every place that uses it.

Directives: ``{ledger}`` (everything, grouped by chapter) and ``{metric-table}`` (some metrics, for a
chapter).
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from qzbook.evidence.basis import NOTHING, evidence, evidence_text, meaning, subject, titled
from qzbook.evidence.page_numbers import page_numbers
from qzbook.evidence.references import EvidenceDomain, Use, domain_of, metric_reference, report
from qzbook.markup.tables import paragraph, table
from qzbook.words import word
from qzcharts.data import Metric, Statement
from qzcharts.data.period_words import period_text
from qzcharts.data.wording import asked
from qzcharts.errors import UnitError, UnknownNameError
from qzcharts.words import Language


class places_of_use(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes in lower case
    """Stands for the places that use ``entry`` until every document is read."""


class LedgerDirective(SphinxDirective):
    """``{ledger}``: every metric and every statement of the data package."""

    def run(self) -> list[Node]:
        """Make a section with a table for each group of metrics, and one with the statements."""
        domain = domain_of(self.env)
        domain.data["ledger"] = self.env.docname
        domain.note_all_data()
        language = domain.language
        header = (word(language, "Metric"), word(language, "Value"))
        sections: list[Node] = [
            self._section(group, group, _table(domain, metrics, *header))
            for group, metrics in _grouped(domain.ledger).items()
        ]
        header = (word(language, "Subject"), word(language, "Statement"))
        statements = [
            self._section(f"statements-{group}", group, _table(domain, found, *header))
            for group, found in _grouped(domain.ledger.statements.values()).items()
        ]
        if statements:
            title = word(language, "Statements without a number")
            sections.append(self._section("statements", title, *statements))
        return sections

    def _section(self, name: str, title: str, *content: Node) -> nodes.section:
        """Make a section; a table of the data package gives it its own title."""
        domain = domain_of(self.env)
        resources = {item["name"]: item for item in domain.ledger.package.descriptor["resources"]}
        title = titled(resources[title], domain.language) if title in resources else title
        section = nodes.section("", nodes.title("", title), *content, ids=[f"ledger-{name}"])
        section["names"] = section["ids"]
        self.state.document.note_explicit_target(section, section)
        return section


def _grouped(entries: Iterable[Metric | Statement]) -> dict[str, list[Metric | Statement]]:
    groups: dict[str, list[Metric | Statement]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return groups


def _table(
    domain: EvidenceDomain, entries: Iterable[Metric | Statement], name: str, text: str
) -> nodes.table:
    """Make the table of some entries; `name` and `text` head what they are about, and what they say."""
    language = domain.language
    header = [name, text, word(language, "Evidence"), word(language, "Used in")]
    rows = [_row(domain, entry) for entry in entries]
    return table(header, rows, (23, 25, 38, 14), classes=["ledger"])


def _row(domain: EvidenceDomain, entry: Metric | Statement) -> Sequence[Sequence[Node]]:
    language = domain.language
    known = meaning(entry, language)
    if isinstance(entry, Statement):
        known.append((word(language, "Note"), entry.label("note", language)))
    return [
        [paragraph(subject(entry, language), ids=[entry.anchor]), paragraph(nodes.literal("", entry.id))],
        [paragraph(entry.text(language)), *_lines(domain, known)],
        _lines(domain, evidence(domain, entry)),
        [paragraph(places_of_use(entry=entry.id))],
    ]


def _lines(domain: EvidenceDomain, known: Iterable[tuple[str, str]]) -> list[Node]:
    return [
        paragraph(word(domain.language, "{term}: {text}", term=term, text=text))
        for term, text in known
        if text
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
        language, rows = domain.language, []
        first = self.lineno + self.content_offset + 1
        for line, source in enumerate(self.content, first):
            try:
                rows.append(self._row(domain, source.strip()))
            except (UnknownNameError, UnitError) as error:
                report(self.env, "metric", source, error, line)
        title, _ = self.parse_inline(self.arguments[0]) if self.arguments else ([], [])
        result = table(
            [
                word(language, "Metric"),
                word(language, "Value"),
                word(language, "Period"),
                word(language, "Source or formula"),
                word(language, "What it does not say"),
            ],
            rows,
            (216, 162, 186, 214, 222),
            title,
            ["metric-table"],
            chosen=True,
        )
        self.add_name(result)
        self.set_source_info(result)
        return [result]

    def _row(self, domain: EvidenceDomain, source: str) -> list[list[Node]]:
        language = domain.language
        metric = domain.ledger[asked(source)[0]]
        note = metric.label("note", language) or metric.label("assumption", language)
        return [
            [paragraph(metric.label("indicator", language))],
            [paragraph(metric_reference(self.env, source))],
            [paragraph(period_text(metric.period, language))],
            [paragraph(evidence_text(domain, metric))],
            [paragraph(note or NOTHING)],
        ]


class FillPlaces(SphinxPostTransform):
    """Put the links to every use into its row: pages on paper, chapters on screen."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Fill the placeholders of one document."""
        language = domain_of(self.env).language
        waiting = list(self.document.findall(places_of_use))
        uses: dict[str, list[Use]] = {node["entry"]: [] for node in waiting}
        for use in domain_of(self.env).uses() if waiting else ():
            if use.entry in uses:
                uses[use.entry].append(use)
        for node in waiting:
            found = uses[node["entry"]]
            if not found:
                unused = word(language, "not used in the text")
                node.replace_self(nodes.emphasis("", unused, classes=["unused"]))
            elif self.app.builder.format == "typst":
                targets = [(use.docname, use.target) for use in found]
                phrase = word(language, "page {numbers}", numbers="{}")
                node.replace_self(page_numbers(targets=targets, phrase=phrase))
            else:
                node.replace_self(self._links(found, language))

    def _links(self, uses: list[Use], language: Language) -> list[Node]:
        """Name each chapter once, with a link to its first use; number the links to the others."""
        targets: dict[str, list[str]] = {}
        for use in uses:
            targets.setdefault(use.docname, []).append(use.target)

        def link(docname: str, target: str, words: str) -> nodes.reference:
            return make_refnode(self.app.builder, self.env.docname, docname, target, nodes.Text(words))

        made: list[Node] = []
        for docname, places in targets.items():
            if made:
                made.append(nodes.Text(word(language, "; ")))
            made.append(link(docname, places[0], self.env.titles[docname].astext()))
            for number, target in enumerate(places[1:], 2):
                place = word(language, "place {number}", number=number)
                made += [nodes.Text(word(language, ", ")), link(docname, target, place)]
        return made


def rewrite_ledger(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the ledger written again whenever any document was read: its uses may have moved."""
    ledger = domain_of(env).data["ledger"]
    return [ledger] if ledger else []


def setup(app: Sphinx) -> None:
    """Register directives and transforms."""
    app.add_directive("ledger", LedgerDirective)
    app.add_directive("metric-table", MetricTable)
    app.add_node(places_of_use)
    app.add_post_transform(FillPlaces)
    app.connect("env-updated", rewrite_ledger)
