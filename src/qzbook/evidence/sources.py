"""The appendix of sources and methods, made from the data.

Directives: ``{sources}``, ``{qualifiers}`` and ``{assumptions}``.
"""

from itertools import groupby

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from qzbook.evidence.basis import NOTHING, evidence_text
from qzbook.evidence.domain import domain_of
from qzbook.evidence.references import reference
from qzbook.markup.tables import paragraph, table
from qzbook.words import word
from qzcharts.data.formula_words import written_for_all
from qzcharts.data.period_words import date_text
from qzcharts.data.qualifier import RULES
from qzcharts.data.wording import interval


class SourcesDirective(SphinxDirective):
    """``{sources}``: every source of the data package, with what is known of it."""

    def run(self) -> list[Node]:
        """Make a table for each source."""
        domain = domain_of(self.env)
        language, package = domain.language, domain.ledger.package
        domain.note_all_data()
        header = [word(language, "Item"), word(language, "Content")]
        made: list[Node] = []
        for row in package.table("sources").rows:
            sections = [
                place[f"label_{language}"]
                for place in package.table("locators").rows
                if place["source"] == row["source"]
            ]
            content = [
                ("title", word(language, "Title"), row[f"title_{language}"]),
                (
                    "language-zh",
                    word(language, "Original title"),
                    row["title_zh"] if language != "zh" else "",
                ),
                ("publisher", word(language, "Publisher"), row[f"publisher_{language}"]),
                ("date", word(language, "Published"), row["date"] and date_text(row["date"], language)),
                ("issue", word(language, "Issue"), row["issue"]),
                ("sections", word(language, "Sections used"), word(language, ", ").join(sections)),
                ("licence", word(language, "Licence note"), row[f"licence_note_{language}"]),
                ("checksum", word(language, "Digest of the stored text"), row["checksum"]),
            ]
            rows = [
                [[paragraph(item)], [paragraph(nodes.inline("", text, classes=[name]))]]
                for name, item, text in content
                if text
            ]
            made.append(table(header, rows, (1, 3), classes=["sources"]))
        return made


class QualifiersDirective(SphinxDirective):
    """``{qualifiers}``: the rule of each qualifier that the report uses, with the first that has it."""

    def run(self) -> list[Node]:
        """Make the table."""
        domain = domain_of(self.env)
        language, rows = domain.language, []
        domain.note_all_data()
        for qualifier, rule in RULES.items():
            having = [item for item in domain.ledger if item.quantity.qualifier is qualifier]
            if not having:
                continue
            # What follows by arithmetic is an example where nothing else is.
            example = min(having, key=lambda item: item.origin == "derived")
            rows.append(
                [
                    [paragraph(rule.name(language))],
                    [paragraph(rule.stated(language))],
                    [paragraph(reference(self.env, example.id, example.text(language)))],
                    [paragraph(interval(example.quantity, language))],
                ]
            )
        header = [
            word(language, "Qualifier"),
            word(language, "Meaning"),
            word(language, "Example"),
            word(language, "Bounds"),
        ]
        return [table(header, rows, (1, 3, 2, 2), classes=["qualifiers"])]


class AssumptionsDirective(SphinxDirective):
    """``{assumptions}``: every formula that figures were derived by, with its assumption.

    A formula for one figure shows the values that it was computed with; one for several shows their names.
    """

    def run(self) -> list[Node]:
        """Make the table."""
        domain = domain_of(self.env)
        language = domain.language
        domain.note_all_data()
        header = [word(language, "Metric"), word(language, "Formula"), word(language, "Assumption")]
        rows = []
        derived = (item for item in domain.ledger if item.formula is not None)
        for _, found in groupby(derived, key=lambda item: (item.path, item.line)):
            first, *others = found
            about: list[str | Node] = [first.label("indicator", language)]
            if others:
                assert first.formula is not None
                formula = written_for_all(first.formula.text, domain.ledger.dimensions, language)
            else:
                about += [" ", reference(self.env, first.id, first.text(language))]
                formula = evidence_text(domain, first)
            assumption = first.label("assumption", language) or NOTHING
            rows.append([[paragraph(*about)], [paragraph(formula)], [paragraph(assumption)]])
        return [table(header, rows, (2, 2, 3), classes=["assumptions"])]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("sources", SourcesDirective)
    app.add_directive("qualifiers", QualifiersDirective)
    app.add_directive("assumptions", AssumptionsDirective)
