"""The ledger in the book: a row a metric, a series or a statement, linked both ways with all that uses it.

The directive ``{ledger}`` shows everything, grouped by chapter.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar, get_args

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from qzbook.evidence.basis import evidence, lines, meaning, order, titled
from qzbook.evidence.domain import EvidenceDomain, domain_of
from qzbook.evidence.places import PLACES, places_of_use
from qzbook.evidence.series import apart, series_of
from qzbook.markup.tables import paragraph, table
from qzbook.words import word
from qzcharts.data import Metric, Statement
from qzcharts.data.labels import full_label
from qzcharts.words import Language


class LedgerDirective(SphinxDirective):
    """``{ledger}``: every metric and every statement of the data package."""

    def run(self) -> list[Node]:
        """Make a section with a table for each group of metrics, and one with the statements."""
        domain = domain_of(self.env)
        domain.data["ledger"] = self.env.docname
        domain.note_all_data()
        language = domain.language
        header = (word(language, "Metric"), word(language, "Value"))
        sections: list[Node] = []
        for group, metrics in _grouped(domain.ledger).items():
            alone, together = apart(metrics)
            content: list[Node] = [_table(domain, alone, *header)] if alone else []
            if together:
                content.append(series_of(metrics=[metric.id for metric in together]))
            sections.append(self._section(group, group, *content))
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


_Entry = TypeVar("_Entry", Metric, Statement)


def _grouped(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return groups


def _table(
    domain: EvidenceDomain, entries: Iterable[Metric | Statement], name: str, text: str
) -> nodes.table:
    """Make the table of some entries; `name` and `text` head what they are about, and what they say."""
    language = domain.language
    header = [name, text, word(language, "Evidence"), word(language, "Used in")]
    found = list(entries)
    made = table(header, [_row(domain, entry) for entry in found], (23, 25, 38, 14), classes=["ledger"])
    rows = [row for body in made.findall(nodes.tbody) for row in body.findall(nodes.row)]
    for row, entry in zip(rows, found, strict=True):
        row.attributes |= order(entry)
        row["called"] = full_label(entry, language)
        row["also"] = " ".join(full_label(entry, other) for other in get_args(Language) if other != language)
        next(reversed(list(row.findall(nodes.entry))))["classes"].append(PLACES)
    return made


def _row(domain: EvidenceDomain, entry: Metric | Statement) -> Sequence[Sequence[Node]]:
    language = domain.language
    known = meaning(entry, language)
    if isinstance(entry, Statement):
        known.append((word(language, "Note"), entry.label("note", language)))
    return [
        [paragraph(full_label(entry, language), ids=[entry.anchor]), paragraph(nodes.literal("", entry.id))],
        [paragraph(entry.text(language)), *_lines(domain, known)],
        _lines(domain, evidence(domain, entry)),
        [paragraph(places_of_use(entry=entry.id))],
    ]


def _lines(domain: EvidenceDomain, known: Iterable[tuple[str, str]]) -> list[Node]:
    return [paragraph(text) for text in lines(known, domain.language)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("ledger", LedgerDirective)
