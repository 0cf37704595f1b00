"""The appendix of sources and methods, made from the data.

Directives: ``{sources}``, ``{qualifiers}``, ``{assumptions}`` and ``{citation} report|source``.
"""

from collections.abc import Mapping

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from qzbook.edition import Edition
from qzbook.evidence.basis import NOTHING, evidence_text
from qzbook.evidence.references import domain_of, metric_reference
from qzbook.markup.tables import GENERATED, paragraph, table
from qzbook.words import word
from qzcharts.data.quantity import Qualifier
from qzcharts.data.wording import interval
from qzcharts.words import Language


class SourcesDirective(SphinxDirective):
    """``{sources}``: every source of the data package."""

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
                ("publisher", word(language, "Publisher"), row[f"publisher_{language}"]),
                ("date", word(language, "Published"), row["date"]),
                ("issue", word(language, "Issue"), row["issue"]),
                ("sections", word(language, "Sections used"), word(language, ", ").join(sections)),
                ("licence", word(language, "Licence note"), row[f"licence_note_{language}"]),
                ("checksum", word(language, "Digest of the stored text"), row["checksum"]),
            ]
            rows = [
                [[paragraph(item)], [paragraph(nodes.inline("", text, classes=[name]))]]
                for name, item, text in content
            ]
            made.append(table(header, rows, (1, 3), classes=["sources"]))
        return made


class QualifiersDirective(SphinxDirective):
    """``{qualifiers}``: what each qualifier means, with the first metric that has it."""

    def run(self) -> list[Node]:
        """Make the table."""
        domain = domain_of(self.env)
        language, rows = domain.language, []
        domain.note_all_data()
        for qualifier, name, meaning in _qualifiers(language):
            example = next((item for item in domain.ledger if item.quantity.qualifier == qualifier), None)
            rows.append(
                [
                    [paragraph(name)],
                    [paragraph(meaning)],
                    [paragraph(metric_reference(self.env, example.id) if example else NOTHING)],
                    [paragraph(interval(example.quantity, language) if example else NOTHING)],
                ]
            )
        header = [
            word(language, "Qualifier"),
            word(language, "Meaning"),
            word(language, "Example"),
            word(language, "Bounds"),
        ]
        return [table(header, rows, (1, 3, 2, 2), classes=["qualifiers"])]


def _qualifiers(language: Language) -> list[tuple[Qualifier, str, str]]:
    """Give name and meaning of what a published figure may be, in the order of the table."""
    return [
        (Qualifier.EXACT, word(language, "exact"), word(language, "this very number, from a count")),
        (Qualifier.ROUNDED, word(language, "rounded"), word(language, "the last printed digit is rounded")),
        (Qualifier.ABOUT, word(language, "about"), word(language, "the same, printed with “about”")),
        (Qualifier.AT_LEAST, word(language, "at least"), word(language, "this number or more")),
        (Qualifier.AT_MOST, word(language, "at most"), word(language, "this number or less, above zero")),
        (
            Qualifier.NEARLY,
            word(language, "nearly"),
            word(
                language,
                "close to this number and below it; how close is not published, so it is computed with as any"
                " number above zero and below it",
            ),
        ),
    ]


class AssumptionsDirective(SphinxDirective):
    """``{assumptions}``: every derived figure with its formula and its assumption."""

    def run(self) -> list[Node]:
        """Make the table."""
        domain = domain_of(self.env)
        language = domain.language
        domain.note_all_data()
        header = [word(language, "Metric"), word(language, "Formula"), word(language, "Assumption")]
        rows = [
            [
                [paragraph(item.label("indicator", language), " ", metric_reference(self.env, item.id))],
                [paragraph(evidence_text(domain, item))],
                [paragraph(item.label("assumption", language) or NOTHING)],
            ]
            for item in domain.ledger
            if item.formula is not None
        ]
        return [table(header, rows, (2, 2, 3), classes=["assumptions"])]


class CitationDirective(SphinxDirective):
    """``{citation} report`` or ``{citation} source``: GB/T 7714-2015 and BibTeX, ready to copy."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Make the two blocks."""
        what = directives.choice(self.arguments[0], ("report", "source"))
        domain, config = domain_of(self.env), self.config
        domain.note_all_data()
        if what == "report":
            domain.data["dated"][self.env.docname] = repr(config.qzcharts_edition)
            entries = [_cite_report(config.project, config.author, config.qzcharts_edition, domain.language)]
        else:
            rows = domain.ledger.package.table("sources").rows
            entries = [_cite_source(row, domain.language) for row in rows]
        blocks: list[Node] = []
        for standard, bibtex in entries:
            for language, text in (("text", standard), ("bibtex", bibtex)):
                block = nodes.literal_block(
                    text, text, language=language, classes=["citation"], **{GENERATED: "all"}
                )
                self.set_source_info(block)
                blocks.append(block)
        return blocks


def _cite_report(title: str, author: str, edition: Edition, language: Language) -> tuple[str, str]:
    year = edition.date[:4]
    version = edition.commit or edition.digest[:10]
    standard = word(
        language,
        "{author}. {title}[R/OL]. Version {version}. ({date}).",
        author=author,
        title=title,
        version=version,
        date=edition.date,
    )
    bibtex = _bibtex("report", f"qzcharts{year}", author=author, title=title, year=year, version=version)
    return standard, bibtex


def _cite_source(row: Mapping[str, str], language: Language) -> tuple[str, str]:
    title, publisher, date = row[f"title_{language}"], row[f"publisher_{language}"], row["date"]
    standard = f"{publisher}. {title}[{row['medium']}]. ({date})."
    key = row["source"].replace("-", "")
    bibtex = _bibtex("online", key, author=f"{{{publisher}}}", title=title, date=date)
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
