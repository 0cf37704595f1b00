"""How to cite the report and its sources: the directive ``{citation} report|source``.

Each is given by GB/T 7714-2025 and as BibTeX. By the standard, a report that is read on the web has its date
as it stands and no day of access; a web page has the first in brackets and the second after it, and Chinese
entries have the signs of Chinese.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from qzbook.edition import Edition
from qzbook.evidence.domain import domain_of
from qzbook.markup.tables import GENERATED, paragraph
from qzbook.words import word
from qzcharts.words import Language

_WEB_PAGE = "EB"
"""Kind of document of which the standard wants to know when it was read."""


class Citation(NamedTuple):
    """The same by the standard and for BibTeX."""

    standard: str
    bibtex: str


class CitationDirective(SphinxDirective):
    """``{citation} report`` or ``{citation} source``: ready to copy."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Make two blocks for what is cited, each under the name of its form."""
        what = directives.choice(self.arguments[0], ("report", "source"))
        domain, config = domain_of(self.env), self.config
        domain.note_all_data()
        if what == "report":
            domain.data["dated"][self.env.docname] = repr(config.qzcharts_edition)
            cited = [cite_report(config, config.qzcharts_edition, domain.language)]
        else:
            cited = [cite_source(row, domain.language) for row in domain.ledger.package.table("sources").rows]
        made: list[Node] = []
        for each in cited:
            for name, kind, text in (
                ("GB/T 7714-2025", "text", each.standard),
                ("BibTeX", "bibtex", each.bibtex),
            ):
                label = paragraph(name)
                label[GENERATED], label["classes"] = "all", ["citation-form"]
                block = nodes.literal_block(text, text, language=kind, classes=["citation"])
                block[GENERATED] = "all"
                self.set_source_info(block)
                made += [label, block]
        return made


def cite_report(config: Config, edition: Edition, language: Language) -> Citation:
    """Cite this edition, with the address of the book if it has one."""
    address, version = config.html_baseurl, edition.commit or edition.digest[:10]
    said = word(
        language,
        "{author}. {title}[{kind}]. Version {version}. {date}.",
        author=config.author,
        title=config.project,
        kind="R/OL" if address else "R",
        version=version,
        date=edition.date,
    )
    bibtex = _bibtex(
        "report",
        config.typst_filename,
        author=_corporate(config.author),
        title=_plain(config.project),
        date=edition.date,
        version=version,
        url=address,
    )
    return Citation(_with_address(said, address), bibtex)


def cite_source(row: Mapping[str, str], language: Language) -> Citation:
    """Cite a source, with its address and the day of access where its row has them."""
    title, publisher, date = row[f"title_{language}"], row[f"publisher_{language}"], row["date"]
    address, accessed = row.get("address", ""), row.get("accessed", "")
    said = f"{publisher}. {title}[{row['medium']}]."
    if row["medium"].partition("/")[0] == _WEB_PAGE:
        dated = word(language, " ({date})", date=date) if date else ""
        read = f"[{accessed}]" if accessed else ""
        said += f"{dated or (' ' if read else '')}{read}." if dated or read else ""
    elif date:
        said += f" {date}."
    bibtex = _bibtex(
        "online",
        re.sub(r"[^\w.:-]", "", row["source"]),
        author=_corporate(publisher),
        title=_plain(title),
        date=date,
        url=address,
        urldate=accessed,
    )
    return Citation(_with_address(said, address), bibtex)


def _with_address(said: str, address: str) -> str:
    return f"{said} {address}." if address else said


def _bibtex(kind: str, key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _corporate(name: str) -> str:
    """Give the name of a body, which BibTeX would part at its spaces."""
    return f"{{{_plain(name)}}}"


def _plain(text: str) -> str:
    """Give a text without what TeX would take for a command."""
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", " "))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Have documents read again that name another edition than this one."""
    edition = repr(app.config.qzcharts_edition)
    return [docname for docname, named in domain_of(env).data["dated"].items() if named != edition]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("citation", CitationDirective)
    app.connect("env-get-outdated", outdated)
