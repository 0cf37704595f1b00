"""The appendix of sources and methods, made from the data.

Directives: ``{sources}``, ``{qualifiers}``, ``{assumptions}`` and ``{citation} report|source``.
"""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from qzbook.edition import Edition
from qzbook.evidence.evidence import evidence_text
from qzbook.evidence.references import domain_of, metric_reference
from qzbook.evidence.words import QUALIFIERS, WORDS
from qzbook.markup.tables import GENERATED, paragraph, table
from qzcharts.data import Source
from qzcharts.data.wording import interval


class SourcesDirective(SphinxDirective):
    """``{sources}``: every source of the data package."""

    def run(self) -> list[Node]:
        """Make a table for each source."""
        domain = domain_of(self.env)
        language, words = domain.language, WORDS[domain.language]
        package = domain.ledger.package
        domain.note_data(item.path for item in package.tables.values())
        made: list[Node] = []
        for row in package.table("sources").rows:
            sections = [
                place[f"label_{language}"]
                for place in package.table("locators").rows
                if place["source"] == row["source"]
            ]
            content = {
                "title": row[f"title_{language}"],
                "publisher": row[f"publisher_{language}"],
                "date": row["date"],
                "issue": row["issue"],
                "sections": words["list-comma"].join(sections),
                "licence": row[f"licence_note_{language}"],
                "checksum": row["checksum"],
            }
            rows = [
                [[paragraph(words[key])], [paragraph(nodes.inline("", text, classes=[key]))]]
                for key, text in content.items()
            ]
            made.append(table([words["item"], words["content"]], rows, (1, 3), classes=["sources"]))
        return made


class QualifiersDirective(SphinxDirective):
    """``{qualifiers}``: what each qualifier means, with the first metric that has it."""

    def run(self) -> list[Node]:
        """Make the table."""
        domain = domain_of(self.env)
        language, words = domain.language, WORDS[domain.language]
        domain.note_data(item.path for item in domain.ledger.package.tables.values())
        rows = []
        for qualifier, (name, meaning) in QUALIFIERS[language].items():
            example = next((item for item in domain.ledger if item.quantity.qualifier == qualifier), None)
            rows.append(
                [
                    [paragraph(name)],
                    [paragraph(meaning)],
                    [paragraph(metric_reference(self.env, example.id) if example else words["none"])],
                    [paragraph(interval(example.quantity, language) if example else words["none"])],
                ]
            )
        return [
            table(
                [words[key] for key in ("qualifier", "meaning", "example", "bounds")],
                rows,
                (1, 3, 2, 2),
                classes=["qualifiers"],
            )
        ]


class AssumptionsDirective(SphinxDirective):
    """``{assumptions}``: every derived figure with its formula and its assumption."""

    def run(self) -> list[Node]:
        """Make the table."""
        domain = domain_of(self.env)
        language, words = domain.language, WORDS[domain.language]
        domain.note_data(item.path for item in domain.ledger.package.tables.values())
        rows = [
            [
                [
                    paragraph(
                        item.label("indicator", language),
                        " ",
                        metric_reference(self.env, item.id),
                    )
                ],
                [paragraph(evidence_text(domain, item))],
                [paragraph(item.label("assumption", language) or words["none"])],
            ]
            for item in domain.ledger
            if item.formula is not None
        ]
        return [
            table(
                [words[key] for key in ("metric", "formula", "assumption")],
                rows,
                (2, 2, 3),
                classes=["assumptions"],
            )
        ]


class CitationDirective(SphinxDirective):
    """``{citation} report`` or ``{citation} source``: GB/T 7714-2015 and BibTeX, ready to copy."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Make the two blocks."""
        what = directives.choice(self.arguments[0], ("report", "source"))
        domain = domain_of(self.env)
        domain.note_data(item.path for item in domain.ledger.package.tables.values())
        if what == "report":
            domain.data["dated"][self.env.docname] = repr(self.config.qzcharts_edition)
            entries = [_cite_report(self.config.project, self.config.author, self.config.qzcharts_edition)]
        else:
            rows = domain.ledger.package.table("sources").rows
            entries = [_cite_source(Source(**row)) for row in rows]
        blocks: list[Node] = []
        for standard, bibtex in entries:
            for language, text in (("text", standard), ("bibtex", bibtex)):
                block = nodes.literal_block(
                    text, text, language=language, classes=["citation"], **{GENERATED: "all"}
                )
                self.set_source_info(block)
                blocks.append(block)
        return blocks


def _cite_report(title: str, author: str, edition: Edition) -> tuple[str, str]:
    year = edition.date[:4]
    version = edition.commit or edition.digest[:10]
    standard = f"{author}. {title}[R/OL]. 版本 {version}. ({edition.date})."
    bibtex = _bibtex("report", f"qzcharts{year}", author=author, title=title, year=year, version=version)
    return standard, bibtex


def _cite_source(source: Source) -> tuple[str, str]:
    standard = f"{source.publisher_zh}. {source.title_zh}[{source.medium}]. ({source.date})."
    key = source.source.replace("-", "")
    bibtex = _bibtex(
        "online", key, author=f"{{{source.publisher_zh}}}", title=source.title_zh, date=source.date
    )
    return standard, bibtex


def _bibtex(kind: str, key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Have documents read again that name another edition than this one."""
    edition = repr(app.config.qzcharts_edition)
    return [docname for docname, named in domain_of(env).data["dated"].items() if named != edition]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("sources", SourcesDirective)
    app.add_directive("qualifiers", QualifiersDirective)
    app.add_directive("assumptions", AssumptionsDirective)
    app.add_directive("citation", CitationDirective)
    app.connect("env-get-outdated", outdated)
